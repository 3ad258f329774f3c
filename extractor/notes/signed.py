"""The text of a signature: its mark, the name and the capacity; what was misread of them, and what is a speck."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.form.capacities import ATTORNEY, FOLLOWED_BY, IN_FACT, MONTHS, PHRASES, UNCHANGING
from extractor.language.correct import cased
from extractor.language.model import known_share, vocabulary, word_share
from extractor.readings.pieces import Reading

_STROKE: Final = r"[/|\\lI1i!f()?]"
_CONFORMED: Final = re.compile(
    rf"(?:{_STROKE}{{0,2}}[s5$\u00a7]{_STROKE}{{1,2}}|{_STROKE}{{1,2}}[s5$\u00a7]{_STROKE}{{0,2}}|/S/)(?=[\s.,_-]|[A-Z]|l[a-z]{{2}})"
)


_MISREAD: Final = re.compile(
    r"(?:[-_'\"]?[\[{(fFtTiIjJlLzZ1|/]{1,2}[sS5$][\]})fFtTiIlLcCj1|/_!]{0,2}|['\"]?[sS]s|[eé]s/?|[sS5$][\]})1|/]{1,2})(?=[\s{]\s?[A-Z]{1,2}[a-z]*\b)"
)


_BEHIND: Final = re.compile(
    r"(?![Bb][Yy])\W{0,3}\w{0,2}\s?/s/|\W?\w\s(?:is[/|{]|[\[({1/|]s[/il|{]?|[fl]s[/|])(?=\s?[A-Z][a-z])|\w{1,3}\s's/(?=\s?[A-Z])"
)
"""The mark behind a speck."""
_REMNANT: Final = re.compile(
    r"\W{0,2}(?:(?![A-RT-Z]+\W)[^\W_]{1,3}[/|\[\]{}!]\.?"
    r"|[s5][,.:;'_]{1,2}|[A-Z]'s[/|]|[LI1l]s[hl](?=\s)|[a-z\d](?=\s)|[fil1]s[:;.]_?(?=[A-Z])|[\[{(][IJL1l](?=[A-Z][a-z])"
    r"|(?!as\s|ss)[a-zéè£]{0,2}[s5$][a-z?]?(?=\s)|[a-zé£]{0,2}[s5](?=[A-Z][a-z]{2}))(?=[\s_]?[A-Z])"
)
"""What else stands before a name: three glyphs with a stroke, an S in letters that begin no name, a small letter or digit."""


def signed(reading: Reading[str], noisy: bool = True) -> Reading[str]:
    """The conformed signature's ``/s/`` where it was misread: ``Is/``, ``isl``, ``1s/``; what is less like it, on noisy pages."""
    text = reading.value
    if text is None or text.startswith("/s/"):
        return reading
    if (by := _BY.match(text)) is not None and (noisy or by["whole"]):
        return _signed_by(reading, text, by)
    match = _BEHIND.match(text)
    if match is None:
        text = _SPECKS.sub("", text)
        match = _CONFORMED.match(text) or _MISREAD.match(text) or (_REMNANT.match(text) if noisy else None)
    if match is None or not text[match.end() :].strip():
        return reading
    whole = "/s/ " + _REST.sub("", _begun(text[match.end() :].strip(" .,_-")))
    return reading.repaired(whole, 0.5, "/s/ misread")


def _signed_by(reading: Reading[str], text: str, by: re.Match[str]) -> Reading[str]:
    """A signature that begins with the word by, which may be misread, with the mark behind it."""
    rest = text[by.end() :]
    mark = _CONFORMED.match(rest)
    if mark is None and by["whole"]:
        return reading
    rest = rest if mark is None else "/s/ " + rest[mark.end() :].lstrip(" .,_-")
    return reading.repaired((text[: by.end()].rstrip() if by["whole"] else "By:") + " " + rest, 0.5, "the word by or /s/ misread")


_BY: Final = re.compile(r"(?:(?P<whole>[Bb][Yy])[^\w/|]{1,3}|(?:[BER38][3vy]|y)[:.;_]+\s?)(?=\S)")
"""The word, and what stands for it before a colon."""


def mark_before(text: str) -> bool:
    """Whether a text begins with the conformed mark, misread or not, and a name behind it."""
    match = _STROKED.match(text)
    mark = "" if match is None else match.group().strip("-_'\"")
    return any(c in _STROKES for c in mark) and not _ENUMERATED.fullmatch(mark)


_STROKES: Final = "/|\\[](){}!"
_ENUMERATED: Final = re.compile(r"[(\[{]?[sS5$][)\]}]|\([sS5$]")
"""The number of a footnote, ``(5)``, or the end of a word that may be several, ``(s)``."""
_STROKED: Final = re.compile(r"[-_'\"]?[\[{(/|\\fFiIlL1]{0,2}[sS5$][\]})/|\\lI1!]{0,2}(?=[\s._,|-]{0,3}(?:[A-Z]|l[a-z]{2}))")
"""The mark with a stroke or a bracket that it has left, since ``is`` is a word, before a name, which may begin with a small L."""


def is_attorney(word: str) -> bool:
    """Whether a word is the one of the capacity in which most sign, misread or not."""
    letters = "".join(filter(str.isalpha, word.lower()))
    return len(letters) > _LETTERS_OF_IT and fuzz.partial_ratio(ATTORNEY, letters) >= _ALIKE


_LETTERS_OF_IT: Final = 5


_SPECKS: Final = re.compile(r"^[^A-Za-z0-9$\u00a7/|\\(\[{]{1,3}\s+")
"""What is no letter and no stroke, before the mark."""
_REST: Final = re.compile(r"^(?:[a-z]\s+(?=[A-Z])|[LlIJ1|](?=[A-Z][a-z]))")
"""What is left of the mark's last stroke: a letter alone, or one glued to the name."""
_SMALL: Final = re.compile(r"l[a-z]{2,}\b")


def _begun(name: str) -> str:
    """A name that begins with a small L, which was a large letter: ``lanet``."""
    match = _SMALL.match(name)
    if match is None:
        return name
    rest = match.group()[1:]
    shares = {letter: word_share(letter.lower() + rest, "first") for letter in "JILT"}
    best = max(shares, key=lambda letter: shares[letter])
    return best + name[1:] if shares[best] else name


_WORD: Final = re.compile(r"[A-Za-z]{6,10}")
_ALIKE: Final = 75.0  # likeness, of 100, of a word and what it was misread as


def attorney(reading: Reading[str]) -> Reading[str]:
    """The word of the capacity in which most signatures stand, where it was misread: ``Attomey-in-Fact``; and ``Esq``."""

    def mended(match: re.Match[str]) -> str:
        word = match.group()
        if word.lower() == ATTORNEY or fuzz.ratio(word.lower(), ATTORNEY) < _ALIKE:
            return word
        return cased(ATTORNEY, word)

    text = _ESQUIRE.sub("Esq", _WORD.sub(mended, reading.value or ""))
    if text == (reading.value or ""):
        return reading
    return reading.repaired(text, 0.5, "the words attorney or esquire misread")


_WITHIN: Final = re.compile(r"(?<=[\s,;:])[/|]\s?[5S$]\s?[/|](?=\s?[A-Z])")
_ESQUIRE: Final = re.compile(
    r"(?:(?<=[, ] )|(?<=,))Es[^\W_](?=[\W_]|$)|(?<=\w )E[,.]s[^\W_](?=[\W_]|$)|(?<=\w )Es[a-z](?=\.? ?[({]?[Aa]ttor)"
)
_SPECK: Final = re.compile(r"(?<=\w\w)[\s,.:;'\"]+([a-z]{1,6})$")
_BEYOND: Final = re.compile(r"\b(in.?fact|of attorney)[,.;:]*((?:[\s,.;:]+[^\W_]+)+)[\s,.;:]*$", re.IGNORECASE)


def without_last_specks(reading: Reading[str]) -> Reading[str]:
    """A signature without last specks that are no words, and with the conformed marks within it."""
    text = _UNFINISHED.sub(_finished, reading.value or "")
    text = _WITHIN.sub("/s/", text)
    if (match := _SPECK.search(text)) and (len(match[1]) == 1 or not word_share(match[1], "signature")):
        text = text[: match.start()]
    if (match := _BEYOND.search(text)) and not any(map(_goes_on, _TOKEN.findall(match[2]))):
        text = text[: match.end(1)]
    if text == (reading.value or ""):
        return reading
    return reading.repaired(text, 0.7, "specks of the signature")


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


_PHRASE: Final = IN_FACT.replace(" ", "")
_PHRASE_ALIKE: Final = 80.0  # likeness, of 100, of that phrase and what it was misread as
_MISSED: Final = 2  # letters of a word by which the likest stretch may miss its ends


def _in_fact(reading: Reading[str]) -> Reading[str]:
    """The most usual phrase of a capacity, also where other letters are glued to it: ``attorney-insfact``."""
    text = reading.value or ""
    at = [k for k, c in enumerate(text) if c.isalnum()]
    squeezed = "".join(text[k].lower() for k in at)
    if len(squeezed) < len(_PHRASE) or _PHRASE in squeezed:
        return reading
    found = fuzz.partial_ratio_alignment(_PHRASE, squeezed, score_cutoff=_PHRASE_ALIKE)
    if found is None:
        return reading
    start, end = found.dest_start, found.dest_end
    while start < end and squeezed[start] != _PHRASE[0] and start - found.dest_start < _MISSED:
        start += 1  # as long as the phrase, and so with letters beside it where one of its own is lost
    while start < end and squeezed[end - 1] != _PHRASE[-1] and found.dest_end - end < _MISSED:
        end -= 1
    if squeezed[start] != _PHRASE[0]:
        start = found.dest_start
    if squeezed[end - 1] != _PHRASE[-1]:
        end = found.dest_end
    first, last = at[start], at[end - 1] + 1
    begin = max((k + 1 for k in range(first) if not text[k].isalnum()), default=0)
    end = next((k for k in range(last, len(text)) if not text[k].isalnum()), len(text))
    if first - begin > _MISSED or end - last > _MISSED:
        return reading
    phrase = "Attorney-in-Fact" if text[begin].isupper() else "attorney-in-fact"
    whole = text[:begin] + (phrase.upper() if text[begin:end].isupper() else phrase) + text[end:]
    return reading.repaired(whole, 0.7, "the words attorney-in-fact misread")


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
    reading = _in_fact(reading)
    text = _POWER_DATED.sub(_dated, _BEHIND_ATTORNEY.sub(_fact, reading.value or ""))
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


_BEHIND_ATTORNEY: Final = re.compile(
    r"(?<![A-Za-z])[a-z]?(?P<word>[Aa]ttorney)\s?-[\s-]?(?P<rest>\S{3,10}(?:\W{1,3}(?!for\b)[A-Za-z]{1,8}){0,2})(?=\s+for\b|[\s,)-]*$)"
)
"""What a dash joins to that word, up to the end of the signature or to whom it is for: mostly ``in-fact``."""
_LIKE_FACT: Final = 46.0  # likeness, of 100, of its letters, each pair counted once where all stand twice
_OF_POWER: Final = re.compile(r"(?<=\b[Pp]ower of )(?![Aa]ttorney)[^\W\d_]{3,8}$")
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
            if known and not (phrase in UNCHANGING and not _plural(words[i : j + 1], own)):
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
    return best if best is None or not _whole(words, best) else None


def _may_begin(letters: str, first: str) -> bool:
    """Whether what stands there may be the first word of a phrase, a piece of it, or it with others glued to it."""
    return first.startswith(letters) or first in letters or fuzz.partial_ratio(letters, first) >= _BEGINS


_BEGINS: Final = 50.0


def _plural(words: Sequence[_Word], own: Sequence[str]) -> bool:
    """Whether one of the words is the plural of one of a phrase."""
    return any(w.letters == other.translate(_LOOKALIKES) + "s" for w in words for other in own)


def _whole(words: Sequence[_Word], found: _Found) -> bool:
    """Whether what is like a phrase has words of another one that is whole."""
    for first in range(max(0, found.first - 2), found.last + 1):
        for last in range(first, min(first + 3, len(words))):
            if last >= found.first and "".join(w.letters for w in words[first : last + 1]) in _LETTERS.values():
                return True
    return False
