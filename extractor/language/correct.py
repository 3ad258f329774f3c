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
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from extractor.form.care_of import care_of_end
from extractor.form.companies import INCORPORATED, LIMITED
from extractor.form.lookalikes import LETTERS_ALIKE, STRETCHES_ALIKE
from extractor.language.broken import with_broken_words_whole
from extractor.language.model import OWN, frequent_words, letters_behind, pair_cost, vocabulary, word_cost
from extractor.language.signs import cased, with_signs


class Costs(NamedTuple):
    """What it costs that a word is another than it seems: what becomes of a glyph, given that it is misread, and a margin."""

    close: float
    """That it was taken for one that is often taken for it, or two for one."""
    far: float
    """For any other."""
    gone: float
    added: float
    margin: float
    """By how much another word must be likelier."""
    known_margin: float
    """The same where what stands there is a word."""


_COSTS: Final = Costs(close=1.5, far=4.5, gone=2.5, added=3.5, margin=2.0, known_margin=5.0)
"""For a word of which nothing tells but how often it is written, and the word before it."""
_STROKE: Final = 1.0  # a rule beside the word, read as its first letter
_RARE: Final = 9.0  # cost from which a word is looked at
_LEAST, _LONGEST = 3, 20  # letters of a word
_RUN: Final = re.compile(r"[A-Za-z]+")


def with_misread_words_set_right(
    text: str, kind: str, own: frozenset[str], noise: float
) -> tuple[str, tuple[tuple[str, str], ...]]:
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
    text, broken = with_broken_words_whole(text, kind)
    changes += broken
    if kind == "place" and care_of_end(text):
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
_WITH_INITIAL: Final = re.compile(r"[A-Z][a-z]{2,}[A-Z]")
"""A name to which the initial behind it is glued."""
_WITH_SUITE: Final = re.compile(r"\b(SUITE|Suite)([A-RT-Z])\b")
"""The letter of a suite glued to the word."""
_WITH_WAY: Final = re.compile(
    r"(?<![A-Za-z\d])(\d{0,3}[A-Za-z]{2,20}?)(AVENUE|BOULEVARD|DRIVE|FLOOR|HIGHWAY|LANE|PARKWAY|PLAZA|ROAD|STREET|SUITE)(?![A-Za-z])",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(r"\d+(?:st|nd|rd|th)", re.IGNORECASE)
_OF_INITIALS: Final = frozenset(("person", "name", "signature", "place"))


def _is_named_way(name: str, way: str, own: frozenset[str]) -> bool:
    """Whether a word that is none is the name of a street, and behind it what it is: a blank between them is lost."""
    known = name.lower() in vocabulary() or name.lower() in own or _NUMBERED.fullmatch(name) is not None
    return known and (name + way).lower() not in vocabulary()


@lru_cache(maxsize=250)  # those of a page: another tells other things
def _better(word: str, before: str, kind: str, base: float, own: frozenset[str]) -> str | None:
    alone = pair_cost(before, word, kind)
    if alone < _RARE:
        return None
    most = _COMMON if kind in _OF_NAMES else math.inf
    margin = _COSTS.known_margin if word in vocabulary() else _COSTS.margin
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
    if most < min(_COSTS.close, _COSTS.gone, _STROKE):
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
                yield other, _COSTS.gone
            if right and ((other := begun + rest) in words or other in own) and other != word:
                yield other, _COSTS.close if frozenset((letter, right[0])) in LETTERS_ALIKE else _COSTS.far
        if right and len(word) > 3 and ((other := left + right[1:]) in words or other in own):
            yield other, _STROKE if not i and right[0] in "il" else _COSTS.added
    for seen, meant in STRETCHES_ALIKE:
        at = word.find(seen)
        while at >= 0:
            if (other := word[:at] + meant + word[at + len(seen) :]) in words or other in own:
                yield other, _COSTS.close
            at = word.find(seen, at + 1)
