"""Misread words: the known word that an engine has most probably misread, where that is much likelier than what stands there.

A noisy channel over single words (Kernighan, Church and Gale, 1990): one glyph misread, lost, added, or one of the usual
confusions of two glyphs with one. How probable that is depends on how noisy the page is. Sentences have more to tell of each of
their words: :mod:`extractor.language.prose`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from extractor.form.companies import INCORPORATED, LIMITED, is_company
from extractor.form.lookalikes import TO_DIGITS
from extractor.language.broken import rejoined
from extractor.language.model import ENDLESS, OWN, frequent_words, letters_behind, pair_cost, vocabulary, word_cost
from extractor.language.ordinals import CUT_ORDINAL, with_ordinal

_LIKE: Final = (
    *("ao", "ae", "ce", "co", "eo", "hb", "hn", "hk", "il", "ij", "it", "lt", "ft", "fl", "mn", "nr", "nu", "uv", "vy", "wv"),
    *("gq", "gy", "oq", "rt", "bh", "kh", "xk", "dc", "fi", "oc", "sa", "sz", "ph", "pf", "bd", "ei", "lr", "ln", "hi", "ir"),
)
"""Letters that engines take for each other."""
PAIRS: Final = (
    *(
        ("rn", "m"),
        ("m", "rn"),
        ("cl", "d"),
        ("d", "cl"),
        ("vv", "w"),
        ("w", "vv"),
        ("li", "h"),
        ("h", "li"),
        ("ii", "u"),
        ("rh", "m"),
    ),
    *(("tt", "ff"), ("tl", "ff"), ("ti", "fi"), ("fl", "fi"), ("in", "m"), ("m", "in"), ("ni", "m"), ("m", "ni"), ("ri", "n")),
    *(("n", "ri"), ("nn", "m"), ("lt", "tt"), ("hm", "mm"), ("mn", "mm"), ("ll", "u"), ("u", "ll"), ("il", "ll"), ("li", "ll")),
)
_CLOSE: Final = 1.5  # cost of a usual confusion, given that a glyph is misread
_FAR: Final = 4.5
_GONE: Final = 2.5
_ADDED: Final = 3.5
_MARGIN: Final = 2.0
_KNOWN_MARGIN: Final = 5.0
_STROKE: Final = 1.0  # a rule beside the word, read as its first letter
_RARE: Final = 9.0  # cost from which a word is looked at
_LEAST, _LONGEST = 3, 20  # letters of a word
_RUN: Final = re.compile(r"[A-Za-z]+")


def corrected(text: str, kind: str, own: frozenset[str], noise: float) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A text with its misread words set right, and the changes as pairs of what stood there and what it became.

    Args:
        text: the text as read.
        kind: the kind of text, a key of the model's mixtures.
        own: words that stand on the page more than once: they are right, and what is like them may be them.
        noise: share of the page's glyphs that are misread; at 0 nothing is changed.
    """
    if noise <= 0:
        return text, ()
    text, changes = with_signs(text, kind)
    text, broken = rejoined(text, kind)
    changes += broken
    if kind == "place" and text.startswith(("C/O ", "CO ")):
        kind = "company"  # whose words may be coined
    elif kind == "place":
        text = _WITH_SUITE.sub(r"\1 \2", text)
        text = _WITH_WAY.sub(lambda m: f"{m[1]} {m[2]}" if _is_named_way(m[1], m[2], own) else m.group(), text)
    out, end, before = [], 0, "<"
    base = -math.log(min(noise, 0.2))
    for match in _RUN.finditer(text):
        word = match.group()
        low = word.lower()
        glued = "&" in (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])  # ONEM&TPLAZA
        told = low in own or (kind in _OF_INITIALS and _WITH_INITIAL.fullmatch(word) is not None)
        known = glued or told or not _LEAST <= len(word) <= _LONGEST or word_cost(low, kind) < _RARE
        better = None if known else _better(low, before, kind, base, own)
        if better is None and not glued and kind in _TWICE_IN and low not in own:
            better = _twice_misread(low, _TWICE_IN[kind], kind in _OF_NAMES)
        if better in _FORMS and kind in _OF_NAMES and _LATER.search(text, match.end()):
            better = None  # legal forms end names
        shown = cased(better, word) if better else word
        if better:
            changes.append((word, shown))
        out += [text[end : match.start()], shown]
        end, before = match.end(), better or word.lower()
    return "".join(out) + text[end:], tuple(changes)


_FORMS: Final = frozenset((*INCORPORATED, *LIMITED))
_LATER: Final = re.compile(r"[A-Za-z]{3}")  # more than a state
_CARE_OF: Final = re.compile(r"C\s?[/:;.|I1l]?\s?[O0Q](?:[/.]|(?=\s[A-Z]))")
_CARE_OF_GLUED: Final = re.compile(r"C/[O0](?=[A-Z]{2})")
_NUMBER: Final = re.compile(r"(?<![A-Za-z\d])(?=[\dOo]*\d)(?=\d*[Oo])[\dOo]+(?![A-Za-z\d])")
_WORD: Final = re.compile(
    r"(?<![\d$])(?<![\d$][.,])(?=[A-Za-z]*0)(?:[A-Za-z]{2,}0[A-Za-z]*|0[A-Za-z]{2,}|[A-Za-z]0[A-Za-z]+|0f)(?!\d)"
)

_ORDINAL: Final = re.compile(r"(?<![A-Za-z\d])(?=[OoIl]*\d)[\dOoIl]*[OoIl][\dOoIl]*(?=(?:TH|th|ST|st|ND|nd|RD|rd)(?![A-Za-z]))")
_NUMERAL: Final = re.compile(r"(?<=[\w,.] )(?=[Il1|]*[Il])[Il1|]{2,3}(?!\w)")
_NUMERAL_GLUED: Final = re.compile(r"(?<=[\w,.] )(I{1,3})(LLC|LLP|LP|LTD|Ltd|L\.L\.C|L\.P)(?![A-Za-z])")
"""The numeral of a fund to which its legal form is glued: ``Fund ILLC``."""
_TWICE_READ: Final = re.compile(r"\b(?:C(?=c)|O(?=o)|P(?=p)|S(?=s)|U(?=u)|V(?=v)|W(?=w)|X(?=x)|Z(?=z))\w(?!\w)")
"""An initial whose large and small forms are alike, read once as either."""
_WITH_INITIAL: Final = re.compile(r"[A-Z][a-z]{2,}[A-Z]")
"""A name to which the initial behind it is glued."""
_WITH_SUITE: Final = re.compile(r"\b(SUITE|Suite)([A-RT-Z])\b")
"""The letter of a suite glued to the word."""
_WITH_WAY: Final = re.compile(
    r"(?<![A-Za-z\d])(\d{0,3}[A-Za-z]{2,20}?)(AVENUE|BOULEVARD|DRIVE|FLOOR|HIGHWAY|LANE|PARKWAY|PLAZA|ROAD|STREET|SUITE)(?![A-Za-z])",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
_OF_PERSONS: Final = frozenset(("person", "name", "signature"))
_GLUED_INITIAL: Final = re.compile(r"(?<=[A-Za-z,] )([A-Z]{3,}|[A-Z][a-z]{2,})([A-Z])(?=[.,]?$)")
"""The last word of a name, and the initial that may be glued to it."""
_INITIAL_J: Final = re.compile(r"(?<=[A-Za-z]{2} )[|l1!\]](?=[.:] ?[A-Z][A-Za-z])")
"""An initial read as but a stroke, with its point, between two names. Of 1,246 initials of persons 143 are J, 7 are I."""
_OF_INITIALS: Final = frozenset(("person", "name", "signature", "place"))
_OF_NUMBERED: Final = frozenset(("company", "person", "name", "signature", "nature"))
"""Kinds of text in which a second or third of a name says so in Roman numerals."""
_CLASS: Final = re.compile(r"\b(?:(Class|Series|CLASS|SERIES)([A-Z])|([A-Z])(Common|Ordinary|Preferred))\b")
"""The letter of a class or series of shares, glued to the word beside it."""
_OF_SECURITIES: Final = ("title", "nature", "prose")
"""Kinds of text that name securities."""
_CLASS_MISREAD: Final = re.compile(r"\b(?!Class|class|CLASS)(?:[A-Za-z]lass|C[a-z]ass|[A-Z]LASS)(?= [A-Z](?![\w&']))")
"""``Glass A``: before a lone letter stands Class, though what it is misread as is a word, too."""
_FIVE: Final = re.compile(r"(?<![\w$,])(?<!\d\.)5([a-z]{3,})\b")
_RATIO: Final = re.compile(r"(?<![A-Za-z\d-])[Iil|](?=-for-\d)")
"""The first number of a ratio, read as a letter: ``l-for-1``."""
_NONE: Final = re.compile(r"^[Nn][Il1|!i][Aa](?=\.?$)")
"""All of a text that says that there is none."""
_ESQUIRE: Final = re.compile(r"\bEs[g9](?![A-Za-z\d])")
"""The title of an attorney behind the name, whose last letter engines misread."""
_OF_CAPITALS: Final = re.compile(r"(?<!\w)(?:[A-Z]l[A-Z]{1,2}|£[A-Z]{2})(?!\w)")
_CAPITALS: Final = str.maketrans("l£", "IE")
"""Short forms of capitals that are misread: ClO, £VP."""
_STAINED: Final = re.compile(r"\b([A-Za-z]+)['`\u2018\u2019.,:;\u00b7]([a-z]+)\b")
"""A word that a stain may have parted: Pr'esident, Stoc,k."""
_OF_STAINED: Final = ("office", "title", "nature")
_BANG: Final = re.compile(r"\b([A-Za-z]{2,20}[a-z])!(?!\w)")


def with_signs(text: str, kind: str) -> tuple[str, list[tuple[str, str]]]:
    """A text with the letter O in numbers, naughts and exclamation marks in words, numerals and a misread ``C/O`` set right.

    The letter of a class of shares is parted from the word to which it is glued, and Esq. has its q. What a text has none of is
    found faster than by a pattern.
    """
    changes: list[tuple[str, str]] = []
    if max(map(len, text.split()), default=0) > ENDLESS:
        return text, changes

    def told(old: str, new: str) -> str:
        if old != new:
            changes.append((old, new))
        return new

    if kind == "place" and (match := _CARE_OF.match(text)) and match.group() not in ("C/O", "CO"):
        text = told(match.group(), "C/O") + " " + text[match.end() :].lstrip()
    if kind == "place":
        text = _CARE_OF_GLUED.sub(lambda m: told(m.group(), "C/O "), text)
        text = _ORDINAL.sub(lambda m: told(m.group(), m.group().translate(TO_DIGITS)), text)
        text = CUT_ORDINAL.sub(lambda m: told(m.group(), with_ordinal(m)), text)
    if kind == "signature":
        text = _ESQUIRE.sub(lambda m: told(m.group(), "Esq"), text)
    if kind in _OF_INITIALS:
        text = _TWICE_READ.sub(lambda m: told(m.group(), m.group()[0]), text)
    if kind in _OF_PERSONS:
        text = text if is_company(text) else _INITIAL_J.sub(lambda m: told(m.group(), "J"), text)
        text = _GLUED_INITIAL.sub(
            lambda m: told(m.group(), f"{m[1]} {m[2]}") if _is_with_initial(m[1], m[2]) else m.group(), text
        )
    if kind in _OF_NUMBERED:
        text = _NUMERAL.sub(lambda m: told(m.group(), "I" * len(m.group())), text)
        text = _NUMERAL_GLUED.sub(lambda m: told(m.group(), f"{m[1]} {m[2]}"), text)
    if kind == "office":
        text = _OF_CAPITALS.sub(lambda m: told(m.group(), m.group().translate(_CAPITALS)), text)
    if kind in _OF_STAINED:
        text = _STAINED.sub(lambda m: told(m.group(), m[1] + m[2]) if _is_one(m[1], m[2]) else m.group(), text)
    if kind in _OF_SECURITIES:
        if "ass" in text or "LASS" in text:
            text = _CLASS_MISREAD.sub(lambda m: told(m.group(), cased("class", m.group())), text)
        if "5" in text:
            text = _FIVE.sub(lambda m: told(m.group(), "S" + m[1]) if _begins_with_s(m[1], kind) else m.group(), text)
    text = _CLASS.sub(lambda m: told(m.group(), " ".join(filter(None, m.groups()))), text)
    if "-for-" in text:
        text = _RATIO.sub(lambda m: told(m.group(), "1"), text)
    text = _NONE.sub(lambda m: told(m.group(), "N/A"), text)
    if "!" in text:
        text = _BANG.sub(lambda m: told(m.group(), m[1] + "l") if m[1].lower() + "l" in vocabulary() else m.group(), text)
    text = _NUMBER.sub(lambda m: told(m.group(), m.group().upper().replace("O", "0")), text)
    if "0" in text:
        text = _WORD.sub(lambda m: told(m.group(), m.group().replace("0", "O" if m.group().isupper() else "o")), text)
    return text, changes


def _begins_with_s(rest: str, kind: str) -> bool:
    """Whether an S that was read as a digit makes a word; in prose a number may be glued to what is one by itself."""
    return "s" + rest in vocabulary() and (kind == "title" or rest not in vocabulary())


def _is_named_way(name: str, way: str, own: frozenset[str]) -> bool:
    """Whether a word that is none is the name of a street, and behind it what it is: a blank between them is lost."""
    known = name.lower() in vocabulary() or name.lower() in own or _NUMBERED.fullmatch(name) is not None
    return known and (name + way).lower() not in vocabulary()


def _is_with_initial(name: str, initial: str) -> bool:
    """Whether a word that is none is a usual name with the initial behind it: nothing else stands so near together."""
    return (name + initial).lower() not in vocabulary() and word_cost(name.lower(), "name") < _COMMON


def _is_one(begun: str, rest: str) -> bool:
    """Whether two stretches of letters are a word together, and one of them is none by itself."""
    if len(begun + rest) < _STAINED_LEAST or rest == "s" or (begun + rest).lower() not in vocabulary():
        return False
    return rest not in vocabulary() or (len(rest) == 1 and begun.lower() not in vocabulary())


_STAINED_LEAST: Final = 5  # letters


def cased(word: str, like: str) -> str:
    """A word in small letters with large ones where another has them: in all of it, at its beginning, nowhere."""
    return word.upper() if like.isupper() else word.capitalize() if like[0].isupper() else word


@lru_cache(maxsize=250)  # those of a page: another tells other things
def _better(word: str, before: str, kind: str, base: float, own: frozenset[str]) -> str | None:
    alone = pair_cost(before, word, kind)
    if alone < _RARE:
        return None
    most = _COMMON if kind in _OF_NAMES else math.inf
    margin = _KNOWN_MARGIN if word in vocabulary() else _MARGIN
    others = near(word, own, alone - margin - base + _ROUNDED)
    found = [(price + base + cost, other) for other, cost in others if (price := _price(before, other, kind, own)) <= most]
    if kind == "place" and len(word) < _VERY_LONG:
        found = [(cost, other) for cost, other in found if other in own or word_cost(other, kind) < _HARDLY_SEEN]
    if len(word) <= _SHORT:
        found = [(cost, other) for cost, other in found if other in own or not _as_strange(word, other, kind)]
    cost, best = min(found, default=(math.inf, ""))
    return best if cost + margin < alone else None


_SHORT: Final = 4  # letters of what may be an abbreviation that nobody has counted
_STRANGE, _NOT_USUAL = 10.0, 6.0
_HARDLY_SEEN: Final = 11.5
"""Cost of a word that is one of 100,000: streets are called by so many words that another may as well stand there."""


def _as_strange(word: str, other: str, kind: str) -> bool:
    """Whether a short word, as abbreviations are, may as well stand there as another: that is as rare, or it is its plural."""
    cost = word_cost(other, kind)
    plural = word[-1] == "s" and len(word) == len(other) and word[:-1] == other[:-1]
    return cost > (_NOT_USUAL if plural else _STRANGE)


_ROUNDED: Final = 1e-6  # what sums of costs may differ by


@lru_cache(maxsize=20_000)
def _twice_misread(word: str, source: str, name: bool) -> str | None:
    """The one frequent long word of a source that an unknown one is, but for two glyphs, or for three of a very long one.

    ``name``: whether the word may be coined, as those of names are, so that only a very long one can be told.
    """
    if not (_VERY_LONG if name else _LONG) <= len(word) <= 20 or word in vocabulary():
        return None
    most = 2 if len(word) < _VERY_LONG or name else 3
    found = extract(word, frequent_words(source, _FREQUENT, _LONG), scorer=Levenshtein.distance, score_cutoff=most, limit=2)
    if not found or (len(found) > 1 and found[1][1] == found[0][1]):
        return None
    return str(found[0][0])


_LONG, _VERY_LONG = 7, 10  # letters
_FREQUENT: Final = 1e-4  # share of the words of prose

_OF_NAMES: Final = ("name", "person", "signature", "company")
_COMMON: Final = 7.0
"""Names are many: there, only a common word or one that stands on the page is what an unknown one may have been."""
_TWICE_IN: Final = {"company": "company", "name": "company", "office": "office", "title": "title"}
"""The source of frequent long words for each kind of text that has them."""


def _price(before: str, word: str, kind: str, own: frozenset[str]) -> float:
    cost = pair_cost(before, word, kind)
    return min(cost, OWN + 0.1 * word_cost(word, kind)) if word in own else cost


def near(word: str, own: frozenset[str], most: float) -> Iterator[tuple[str, float]]:
    """Known words one misreading away, with the cost of that misreading; none where any costs more than ``most``."""
    if most < min(_CLOSE, _GONE, _STROKE):
        return
    words = vocabulary()
    for i in range(len(word) + 1):
        left, right = word[:i], word[i:]
        letters = letters_behind(left, own)
        if not letters and left not in words and left not in own:
            break
        rest = right[1:]
        for letter in letters:
            begun = left + letter
            if (other := begun + right) in words or other in own:
                yield other, _GONE
            if right and ((other := begun + rest) in words or other in own) and other != word:
                yield other, _CLOSE if frozenset((letter, right[0])) in CONFUSED else _FAR
        if right and len(word) > 3 and ((other := left + right[1:]) in words or other in own):
            yield other, _STROKE if not i and right[0] in "il" else _ADDED
    for seen, meant in PAIRS:
        at = word.find(seen)
        while at >= 0:
            if (other := word[:at] + meant + word[at + len(seen) :]) in words or other in own:
                yield other, _CLOSE
            at = word.find(seen, at + 1)


CONFUSED: Final = frozenset(frozenset(pair) for pair in _LIKE)
