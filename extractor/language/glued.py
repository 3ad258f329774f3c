"""Words of a sentence that an engine has glued together, parted by the words that filings and English have."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import pairwise
from typing import Final

from extractor.form.prose import JOINING
from extractor.language.model import begins_word, spelled, vocabulary, word_cost

Kinds = tuple[str, ...]
Edges = tuple[bool, bool]

_SHORT: Final = frozenset((*(word for word in JOINING if len(word) == 2), "or", "if", "no", "an", "it", "we", "he", "so"))
"""Words of two letters: the lexicon has others, which are abbreviations and names of people."""
_SHORT_OF_NAMES: Final = frozenset(("of", "co", "lp", "nw", "ne", "sw", "se"))
"""The same of names and addresses."""
_KNOWN: Final = 3  # letters of any other word
_RARE: Final = 8.0  # cost of a word of so few letters that is none by chance
_CUT: Final = 12  # letters of a word that an edge has cut
_SINGLE: Final = 6.0  # cost of the article of one letter, or of an initial that ends a name
_LEAST: Final = 4  # letters
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
        return _fitting(low, ("name", "place"), lost, cut)
    cuts = _fitting(low, ("prose",), lost, (False, False)) if word[1:].islower() else ()
    words = [low[a:b] for a, b in pairwise((0, *cuts, len(low)))]
    return cuts if word == low or not JOINING.isdisjoint(words) else ()


def _fitting(low: str, kinds: Kinds, lost: float, cut: Edges) -> tuple[int, ...]:
    """Where the cheapest row of words parts, if it is much cheaper than the letters as one unknown word."""
    cost, cuts = _cheapest(low, kinds, cut)
    cost += _GAIN - len(cuts) * math.log(lost)
    return cuts if cuts and cost < _cost(low, kinds) else ()


def _cost(word: str, kinds: Kinds) -> float:
    return min(word_cost(word, kind) for kind in kinds)


def _cheapest(low: str, kinds: Kinds, cut: Edges) -> tuple[float, tuple[int, ...]]:
    """The cheapest row of known words that the letters spell, as its cost and where its words part."""
    short, single = (_SHORT, "a") if kinds == ("prose",) else (_SHORT_OF_NAMES, low[-1])
    best: list[tuple[float, tuple[int, ...]] | None] = [(0.0, ()), *[None] * len(low)]
    for start in range(len(low)):
        before = best[start]
        if before is None:
            continue
        cuts = (*before[1], start) if start else ()
        if low[start] == single and (kinds == ("prose",) or start == len(low) - 1):
            best[start + 1] = min(best[start + 1] or (math.inf, ()), (before[0] + _SINGLE, cuts))
        if not start and kinds != ("prose",):
            for end in range(_KNOWN, len(low) - _KNOWN + 1):
                best[end] = (_cost(low[:end], kinds), ())  # a name that nobody knows, before words of companies
        if not start and cut[0]:
            for end in range(1, min(_CUT, len(low) - _KNOWN) + 1):
                best[end] = (spelled(low[:end]), ())
        for end in range(start + 2, len(low) + 1):
            piece = low[start:end]
            if not begins_word(piece):
                break
            if piece not in short and (end - start < _KNOWN or piece not in vocabulary()):
                continue
            more = _cost(piece, kinds)
            if end - start == _KNOWN and more > _RARE:
                continue
            cost = before[0] + more
            there = best[end]
            if there is None or cost < there[0]:
                best[end] = (cost, cuts)
    if cut[1]:
        for start in range(max(_KNOWN, len(low) - _CUT), len(low)):
            if (before := best[start]) is not None and begins_word(low[start:]):
                best[-1] = min(best[-1] or (math.inf, ()), (before[0] + spelled(low[start:]), (*before[1], start)))
    return best[-1] or (0.0, ())
