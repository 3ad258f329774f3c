"""Words that an engine has glued together, parted by those that filings, the census of names and English have.

The cheapest row of words that spells the letters is found from the left to the right, as a lexicon segments a text without
blanks; it must be much cheaper than the letters as one unknown word.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

from extractor.form.prose import JOINING
from extractor.language.model import begins_word, spelled, vocabulary, word_cost

Kinds = tuple[str, ...]
Edges = tuple[bool, bool]
_Row = tuple[float, tuple[int, ...]]
"""What a row of words costs, and where they part."""
_NONE: Final[_Row] = (math.inf, ())
_NAMES, _PROSE = ("name", "place"), ("prose",)

_SHORT: Final = frozenset((*(word for word in JOINING if len(word) == 2), "or", "if", "no", "an", "it", "we", "he", "so"))
"""Words of two letters: the lexicon has others, which are abbreviations and names of people."""
_SHORT_OF_NAMES: Final = frozenset(("of", "co", "lp", "nw", "ne", "sw", "se"))
"""The same of names and addresses."""
_KNOWN: Final = 3  # letters of any other word
_RARE: Final = 8.0  # cost of a word of so few letters that is none by chance
_CUT: Final = 12  # letters of a word that an edge has cut
_SINGLE: Final = 6.0  # cost of the article of one letter, or of an initial that ends a name
_LEAST: Final = 4  # letters of two words
_GAIN: Final = 4.0  # what the words must cost less than the letters as one unknown word


@lru_cache(maxsize=5_000)
def parted_words(word: str, lost: float, cut: Edges = (False, False)) -> tuple[int, ...]:
    """Offsets at which a word of letters falls apart into known ones; none where it is known or does not.

    ``lost``: the share of the blanks that the engine has lost; the smaller, the less likely is it that words are glued.
    ``cut``: whether an edge has cut it before and behind, so that its first and last word may be the rest and beginning of one.

    What begins with a large letter may be a name: it falls apart only if one of its words joins others, as in ``Powerof``. Large
    letters are names and addresses throughout: the words that they may be are those of people, companies and streets.
    """
    low = word.lower()
    if low in vocabulary() or len(word) < _LEAST or not (low.isascii() and low.isalpha()):
        return ()
    if cut[1] and begins_word(low):
        return ()
    if word.isupper():
        return _fitting(low, _NAMES, lost, cut)
    cuts = _fitting(low, _PROSE, lost, (False, False)) if word[1:].islower() else ()
    words = [low[a:b] for a, b in pairwise((0, *cuts, len(low)))]
    return cuts if word == low or not JOINING.isdisjoint(words) else ()


def _fitting(low: str, kinds: Kinds, lost: float, cut: Edges) -> tuple[int, ...]:
    """Where the cheapest row of words parts, if it is much cheaper than the letters as one unknown word."""
    cost, cuts = _cheapest(low, kinds, cut)
    cost += _GAIN - len(cuts) * math.log(lost)
    return cuts if cuts and cost < _cost(low, kinds) else ()


def _cost(word: str, kinds: Kinds) -> float:
    return min(word_cost(word, kind) for kind in kinds)


def _cheapest(low: str, kinds: Kinds, cut: Edges) -> _Row:
    """The cheapest row of known words that the letters spell."""
    best: list[_Row] = [(0.0, ()), *[_NONE] * len(low)]
    for end, cost in _beginnings(low, kinds, cut[0]):
        best[end] = (cost, ())
    for start in range(len(low)):
        before, cuts = best[start]
        if before < math.inf:
            cuts = (*cuts, start) if start else ()
            for end, cost in _pieces(low, start, kinds):
                best[end] = min(best[end], (before + cost, cuts))
    if cut[1]:
        for start in range(max(_KNOWN, len(low) - _CUT), len(low)):
            before, cuts = best[start]
            if before < math.inf and begins_word(low[start:]):
                best[-1] = min(best[-1], (before + spelled(low[start:]), (*cuts, start)))
    return best[-1]


def _beginnings(low: str, kinds: Kinds, cut: bool) -> Iterator[tuple[int, float]]:
    """Where a first word that nobody knows may end, and what it costs: a name, or the rest of a word that an edge has cut."""
    if kinds != _PROSE:
        yield from ((end, _cost(low[:end], kinds)) for end in range(_KNOWN, len(low) - _KNOWN + 1))
    if cut:
        yield from ((end, spelled(low[:end])) for end in range(1, min(_CUT, len(low) - _KNOWN) + 1))


def _pieces(low: str, start: int, kinds: Kinds) -> Iterator[tuple[int, float]]:
    """Where the known words end that begin at a place, and what they cost; an article of one letter or an initial among them."""
    if low[start] == "a" if kinds == _PROSE else start == len(low) - 1:
        yield start + 1, _SINGLE
    short = _SHORT if kinds == _PROSE else _SHORT_OF_NAMES
    for end in range(start + 2, len(low) + 1):
        piece = low[start:end]
        if not begins_word(piece):
            return
        if piece in short or (len(piece) >= _KNOWN and piece in vocabulary()):
            cost = _cost(piece, kinds)
            if len(piece) != _KNOWN or cost <= _RARE:
                yield end, cost
