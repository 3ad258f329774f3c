"""The text of a signature: its mark, the name and the capacity; what was misread of them, and what is a speck."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.form.capacities import ATTORNEY, FOLLOWED_BY, MONTHS, PHRASES, UNCHANGING
from extractor.language.model import known_share, vocabulary, word_share
from extractor.language.signs import cased
from extractor.readings.pieces import Reading


def is_attorney(word: str) -> bool:
    """Whether a word is the one of the capacity in which most sign, misread or not."""
    letters = "".join(filter(str.isalpha, word.lower()))
    return len(letters) > _LETTERS_OF_IT and fuzz.partial_ratio(ATTORNEY, letters) >= _ALIKE


_LETTERS_OF_IT: Final = 5  # of the word; what has no more is like it by chance


_WORD: Final = re.compile(r"(?P<word>[^\W\d_]{6,10})(?:(?<=e) y\b)?")
"""A word, with the last letter that an edge may have cut from it: ``Attorne y``."""
_GLUED_TO_NAME: Final = re.compile(r"(?<=[a-z]{2})A[^\W\d_]{5,8}(?![^\W_])")
"""Where the capacity may be glued to a name: ``QvistAttomey-in-Fact``."""
_STAINED: Final = re.compile(r"(?<![^\W_])([Aa][A-Za-z]{0,3})['\"\u2018\u2019] ?([A-Za-z]{3,8})(?![^\W_])")
"""A word with a stain in it: ``At'torney``."""
_AS_ATTORNEY: Final = frozenset((f"as{ATTORNEY}", f"by{ATTORNEY}"))
_ALIKE: Final = 75.0  # likeness, of 100, of a word and what it was misread as


def attorney(reading: Reading[str]) -> Reading[str]:
    """The word of the capacity in which most signatures stand, where it was misread: ``Attomey-in-Fact``; and ``Esq``."""

    def mended(match: re.Match[str]) -> str:
        word = match["word"]
        if word.lower() == ATTORNEY or fuzz.ratio(word.lower(), ATTORNEY) < _ALIKE:
            return match.group()
        if word.lower() in _AS_ATTORNEY:
            return f"{word[: -len(ATTORNEY)]} {word[-len(ATTORNEY) :]}"
        return cased(ATTORNEY, word)

    text = _STAINED.sub(_unstained, reading.value or "")
    text = _GLUED_TO_NAME.sub(lambda word: " " * (fuzz.ratio(word.group().lower(), ATTORNEY) >= _ALIKE) + word.group(), text)
    text = _ESQUIRE.sub("Esq", _WORD.sub(mended, text))
    if text == (reading.value or ""):
        return reading
    return reading.repaired(text, 0.5, "the words attorney or esquire misread")


def _unstained(match: re.Match[str]) -> str:
    """The word without the stain in it, if it is the one of the capacity, of which no letter is lost or is read twice."""
    whole = match[1] + match[2]
    if whole.lower() == ATTORNEY:
        return whole
    return match[2] if match[2].lower() == ATTORNEY else match.group()


_WITHIN: Final = re.compile(
    r"(?<=[\s,;:])[/|]\s?[5S$]\s?[/|](?=\s?[A-Z])|(?<=[:;] )['\"]?[\[({/|\\fiIjJlL1]{0,2}[sS5$][\])}/|\\!]{1,2}(?=\s?[A-Z][a-z])"
    r"|(?<=\b[Bb]y: )[iIlL1][sS5$][iIlL1](?= [A-Z][a-z])"
)
"""The mark within a signature: one that keeps both strokes, or, behind a colon, one; behind the word by, letters for both."""
_BY_MARK: Final = re.compile(r"(?<=[,.;] )B(?= /s/)|(?<= )By[il1!](?= /s/)")
_BY_MISREAD: Final = re.compile(r"(?<![A-Za-z])Bv(?=[:;.]{1,2}\s?[^\W_]|\s[^\W_])")
"""The word by within a signature; the legal form has two large letters."""
_LONE_MARK: Final = re.compile(r"(?<=\bBy: )s(?= [A-Z][a-z])")
_LAST_LETTERS: Final = re.compile(
    r"(?<=[^\W_]{2})(?:(?:[\s,.:;'\"*\\|_-]+[a-z]){2,5}|[\s,.:;]+[\"\u201c\u201d*|](?:\s+[A-Za-z]){2,5})[,;:.\"\u201c\u201d\s]*$"
)
"""Small letters alone behind a signature, more than one, or any behind a stain."""
_ESQUIRE: Final = re.compile(
    r"(?:(?<=[, ] )|(?<=,))Es[^\W_](?=[\W_]|$)|(?<=\w )E[,.]s[^\W_](?=[\W_]|$)|(?<=\w )Es[a-z](?=\.? ?[({]?[Aa]ttor)"
    r"|\bEs[g9](?![A-Za-z\d])"
)
_SPECK: Final = re.compile(r"(?<=[^\W_]{2})[\s,.:;'\"*\\|_]+([a-z]{1,6})[,;:?]?$")
_SPECKS: Final = 2  # behind each other, of small letters
_BEYOND: Final = re.compile(r"\b(in.?fact|of attorney)[,.;:]*((?:[\s,.;:]+[^\W_]+)+)[\s,.;:]*$", re.IGNORECASE)


def without_last_specks(reading: Reading[str]) -> Reading[str]:
    """A signature without last specks that are no words, and with the conformed marks within it."""
    text = _LAST_LETTERS.sub("", _UNFINISHED.sub(_finished, reading.value or ""))
    text = _LONE_MARK.sub("/s/", _BY_MISREAD.sub("By", text))
    text = _BY_MARK.sub("By:", _WITHIN.sub("/s/", text))
    for _ in range(_SPECKS):
        if (match := _SPECK.search(text)) and (len(match[1]) == 1 or not word_share(match[1], "signature")):
            if len(match[1]) > _SCRAP and _FIRST_NAME.search(text, 0, match.start()):
                break
            text = text[: match.start()]
    if (match := _BEYOND.search(text)) and not any(map(_goes_on, _TOKEN.findall(match[2]))):
        text = text[: match.end(1)]
    if text == (reading.value or ""):
        return reading
    return reading.repaired(text, 0.7, "specks of the signature")


_FIRST_NAME: Final = re.compile(r"\b[Ff]or [A-Z][a-z]+$")
"""For whom somebody signs, of whose names, which are two, but the first stands there."""
_UNFINISHED: Final = re.compile(
    r"\b(?:(?:power of|attorney(?P<dash>\W)i(?:n(?:\W(?:fa?c?)?)?)?)$|(?<=\bas )attorney(?=\W{0,2}$))", re.IGNORECASE
)


def _finished(match: re.Match[str]) -> str:
    """The beginning of a phrase of a capacity with its last words, the only ones that it can have."""
    found, dash = match.group(), match["dash"]
    large = found[0].isupper()
    if dash is None and found.lower() != ATTORNEY:
        return found + (" Attorney" if large else " attorney")
    dash = dash or "-"
    return f"{found[: len(ATTORNEY)]}{dash}in{dash}{'Fact' if large else 'fact'}"


def _goes_on(word: str) -> bool:
    """Whether a word behind the capacity may be one of a signature."""
    return word.lower() in FOLLOWED_BY or (len(word) > _SCRAP and known_share(word.lower(), "signature") > 0)


_SCRAP: Final = 2  # letters of what no signature ends with


_OF_FACT: Final = re.compile(r"\battorney\W{1,3}of\W{1,3}fact\b", re.IGNORECASE)
"""As few filers have that phrase; engines read no ``in`` as ``of``."""


class _Word(NamedTuple):
    letters: str
    start: int
    end: int
    """Where its letters begin and end in the text."""
    known: bool
    """Whether it is a word as it stands."""


class _Found(NamedTuple):
    """Words that are a misread phrase, from the first to the last."""

    share: float
    """Of its letters that are misread."""
    phrase: str
    first: int
    last: int
    before: str = ""
    behind: str = ""
    """The words that are glued to its beginning and its end."""


_TOKEN: Final = re.compile(r"[^\W_]+")
_LOOKALIKES: Final = str.maketrans({"0": "o", "1": "l", "5": "s", "m": "rn"})
_MOST_WORDS: Final = 60  # words of a signature that are looked at
_NEAR: Final = 65.0  # likeness, of 100, of a phrase and the part of a text most like it, below which it is not looked for
_MORE: Final = 2  # words more than those of a phrase into which it may have fallen
_PHRASES: Final = 4  # misread in one signature
_MANY: Final = 0.36  # share of the letters of a long phrase that may be misread
_FEW: Final = 0.25
_HALF: Final = 0.5  # of the letters of its words that are not legible
_KNOWN: Final = 2  # letters misread where words make sense
_LONG: Final = 13  # letters
_GLUED: Final = (("", ""), ("", "for"), ("", "of"), ("", "by"), ("by", ""), ("as", ""))
_LETTERS: Final = {phrase: phrase.replace(" ", "").translate(_LOOKALIKES) for phrase in PHRASES}


def capacities(reading: Reading[str]) -> Reading[str]:
    """A signature with the usual phrases of a capacity where they were misread: ``Atiomey-in-Fact``, ``Powerof Anorney``."""
    if _OF_FACT.search(reading.value or ""):
        return reading
    text = _FACT_ALONE.sub(lambda match: match[1] + ("-in-Fact" if match[1][0] == "A" else "-in-fact"), reading.value or "")
    text = _POWER_DATED.sub(_dated, _BEHIND_ATTORNEY.sub(_fact, _with_attorney(text)))
    for _ in range(_PHRASES):
        words = [_word(match) for match in islice(_TOKEN.finditer(text), _MOST_WORDS)]
        whole = "".join(word.letters for word in words)
        near = [phrase for phrase, meant in _LETTERS.items() if fuzz.partial_ratio(meant, whole, score_cutoff=_NEAR)]
        found = min((f for phrase in near if (f := _likest(words, phrase)) is not None), default=None)
        if found is None:
            break
        text = _with_phrase(text, words, found)
    text = _AFTER_BY.sub("by ", _OF_POWER.sub(_of_power, text))
    if text == (reading.value or ""):
        return reading
    return reading.repaired(text, 0.7, "words of the capacity misread")


def _with_attorney(text: str) -> str:
    """A signature that is given ``as`` somebody ``in-fact`` with the word attorney, than which no other stands there."""
    if any(fuzz.ratio(word.lower(), ATTORNEY) >= _ALIKE for word in re.findall(r"[A-Za-z]+", text[:_SEARCHED])):
        return text
    return _AS_IN_FACT.sub(lambda match: "Attorney-in-Fact" if match.group()[0].isupper() else "attorney-in-fact", text)


_SEARCHED: Final = 600  # characters of a signature
_AS_IN_FACT: Final = re.compile(r"(?<=\b[Aa]s )(?:[^\s,]{1,10} ){0,2}[^\s,]{0,12}?i?n[-\s][Ff]act\b")
_BEHIND_ATTORNEY: Final = re.compile(
    r"(?<![A-Za-z])[a-z]?(?P<word>[Aa]ttorney)\s?-[\s-]?(?P<rest>\S{3,10}(?:\W{1,3}(?!for\b)[A-Za-z]{1,8}){0,2})(?=\s+for\b|[\s,)-]*$)"
)
"""What a dash joins to that word, up to the end of the signature or to whom it is for: mostly ``in-fact``."""
_FACT_ALONE: Final = re.compile(r"\b([Aa]ttorney)[-.:,;'\u2018\u2019\s]{1,4}[FfI]?act\b")
"""What is left of the phrase behind that word: nothing else follows it that ends so."""
_LIKE_FACT: Final = 46.0  # likeness, of 100, of its letters, each pair counted once where all stand twice
_OF_POWER: Final = re.compile(r"(?<=\b[Pp]ower of )(?![Aa]tt(?:orney|ys?\b))[^\W\d_]{3,8}$")
_AFTER_BY: Final = re.compile(r"(?<=\s)(?!by\b)(?:b[a-z]?|[a-z]y)\s(?=[Pp]ower\W?of\W?[Aa]ttorney)")
"""What stands before that phrase: in nine of ten signatures that have it the word ``by``."""


def _fact(match: re.Match[str]) -> str:
    """The word attorney with what follows it, if that is a misread ``in-fact``, also one that was read twice: ``FFaacctt``."""
    letters = "".join(filter(str.isalpha, match["rest"].lower()))
    once = re.sub(r"(.)\1", r"\1", letters)
    if letters.startswith("infact") or max(fuzz.ratio(read, "infact") for read in (letters, once)) < _LIKE_FACT:
        return match.group()
    return match["word"] + ("-in-Fact" if match["word"][0] == "A" else "-in-fact")


def _of_power(match: re.Match[str]) -> str:
    return cased(ATTORNEY, match.group())


_POWER_DATED: Final = re.compile(r"\b(attorney[,.;]? ?)([a-z]{3,6}) on ([A-Za-z]{3,10})(?=,? \d{1,2}\W{1,2}(?:19|20)\d\d\W?$)")


def _dated(match: re.Match[str]) -> str:
    """When a power was filed, ``fled on fune``: a month stands there, and hardly another word than that."""
    month = max(MONTHS, key=lambda month: fuzz.ratio(month, match[3].lower()))
    if fuzz.ratio(month, match[3].lower()) < _MONTH_ALIKE:
        return match.group()
    word = "filed" if fuzz.ratio(match[2], "filed") >= _FILED_ALIKE else match[2]
    return f"{match[1]}{word} on {month.capitalize()}"


_MONTH_ALIKE, _FILED_ALIKE = 74.0, 60.0  # likeness, of 100


def _word(match: re.Match[str]) -> _Word:
    low = match.group().lower()
    return _Word(low.translate(_LOOKALIKES), *match.span(), known=low in vocabulary() or low.isdigit())


def _with_phrase(text: str, words: Sequence[_Word], found: _Found) -> str:
    start, end = words[found.first].start, words[found.last].end
    old, new = text[start:end], found.phrase.replace(" in ", "-in-")
    if old.isupper():
        new = new.upper()
    elif old[:1].isupper():
        new = re.sub(r"(?<!-)\b(?!of|to)[a-z]|(?<=in-)f", lambda m: m.group().upper(), new)
    last = found.phrase.split()[-1]
    if glued := re.search(rf"(?<![A-Za-z]){last}(?=[A-Z][a-z]\w*$)", old):  # the last word, to a name behind it
        end = start + glued.end()
        text = f"{text[:end]} {text[end:]}"
    behind = re.sub(rf"^\s?{last}(?=[A-Z])", " ", text[end:])
    return text[:start] + " ".join(filter(None, (found.before, new, found.behind))) + behind


def _likest(words: Sequence[_Word], phrase: str) -> _Found | None:
    """The words most like a phrase that stands nowhere as it is; words of other whole phrases are not taken."""
    meant, own = _LETTERS[phrase], phrase.split()
    spelled = {word.translate(_LOOKALIKES) for word in own}
    most = (_MANY if len(meant) >= _LONG else _FEW) * len(meant)
    best: _Found | None = None
    for i in range(len(words)):
        letters, known, other = "", True, False
        if len(own) > 1 and not _may_begin(words[i].letters, own[0]):
            continue
        for j in range(i, min(i + len(own) + _MORE, len(words))):
            letters += words[j].letters
            known = known and words[j].known
            other |= words[j].letters in FOLLOWED_BY and words[j].letters not in own
            if letters == meant:
                return None
            if known and (phrase not in UNCHANGING or _has_plural(words[i : j + 1], own)):
                continue
            if len(letters) < len(meant) - most:
                continue
            legible = sum(len(w.letters) for w in words[i : j + 1] if w.letters in spelled)
            limit = min(most, _KNOWN) if known or other else min(most, _HALF * (len(meant) - legible))
            for before, behind in _GLUED if limit >= 0 else ():
                if not (letters.startswith(before) and letters.endswith(behind)):
                    continue
                distance = Levenshtein.distance(letters, before + meant + behind, score_cutoff=int(limit))
                share = distance / len(meant)
                longer = best is not None and share == best.share and i == best.first and j > best.last
                if distance <= limit and (best is None or share < best.share or longer):
                    best = _Found(share, phrase, i, j, before, behind)
    return best


def _may_begin(letters: str, first: str) -> bool:
    """Whether what stands there may be the first word of a phrase, a piece of it, or it with others glued to it."""
    return first.startswith(letters) or first in letters or fuzz.partial_ratio(letters, first) >= _BEGINS


_BEGINS: Final = 50.0  # likeness, of 100, of words glued together and the first of a phrase


def _has_plural(words: Sequence[_Word], own: Sequence[str]) -> bool:
    """Whether one of the words is the plural of one of a phrase: ``powers of attorney``."""
    return any(w.letters == other.translate(_LOOKALIKES) + "s" for w in words for other in own)
