"""Lines of sentences whose words an engine has parted, woven together again.

Words of one printed line that seem to stand a little higher or lower come out as a line of their own: ``accrued but of this
note`` above ``unpaid interest``. Both have gaps where words of the other belong. How likely words stand behind each other in
prose tells the order: two lines are woven by dynamic programming over all orders that keep the words of each line in theirs
(the shuffle of two sequences), where a change from one line to the other costs, and only where that order is far likelier.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

from extractor.language.model import least_sentence_cost, sentence_cost, sentence_costs, sentence_words, vocabulary, word_cost
from extractor.reading.page import Page
from extractor.readings.page_words import page_words

_REACH: Final = 32  # words at the end of a line, and at the beginning of the next, that may be parted
_LONGEST, _LONGEST_WORD = 200, 60
"""Words of a line, and letters of one, at the most; what has more is no sentence."""
_CHANGE: Final = 3.0  # cost of a change from one line to the other: one of some twenty places
_PARTED: Final = 7.0  # cost of a parted line: one of some thousand
_PARTED_AGAIN: Final = 2.0  # cost of one more in the same text, since they come together
_FITS: Final = 2.0  # by how much a word costs less behind one of the other line, at the least, for the orders to be looked at
_BROKEN: Final = 6.0  # cost of a word that is broken


class _Unit(NamedTuple):
    """A token with words, and the specks beside it."""

    tokens: tuple[int, ...]
    first: str
    last: str


def woven(page: Page, lines: Sequence[list[int]]) -> list[int]:
    """The tokens of the lines of one text, with those that an engine has parted woven together."""
    if page_words(page).noise <= 0:
        return [t for tokens in lines for t in tokens]
    found: list[list[int]] = []
    parted = _PARTED
    for tokens in lines:
        order = _woven(page, found[-1], tokens, parted) if found else None
        if order is None:
            found.append(tokens)
        else:
            found[-1], parted = order, _PARTED_AGAIN
    return [t for tokens in found for t in tokens]


def _woven(page: Page, upper: list[int], lower: list[int], parted: float) -> list[int] | None:
    """Two lines as one, if they are parts of one."""
    if len(upper) > _LONGEST or len(lower) > _LONGEST:
        return None
    left, right = _units(page, upper), _units(page, lower)
    kept, rest = left[:-_REACH], right[_REACH:]
    left, right = left[-_REACH:], right[:_REACH]
    if not (_takes(left, right) or _takes(right, left)):
        return None
    order = _order(left, right, parted)
    return [t for unit in (*kept, *order, *rest) for t in unit.tokens] if order else None


def _units(page: Page, tokens: list[int]) -> list[_Unit]:
    """The tokens with words, each with what stands beside it and has none."""
    units: list[_Unit] = []
    specks: tuple[int, ...] = ()
    for token in tokens:
        words = sentence_words(page.words[token][:_LONGEST_WORD])
        if words:
            units.append(_Unit((*specks, token), words[0], words[-1]))
            specks = ()
        elif units:
            units[-1] = units[-1]._replace(tokens=(*units[-1].tokens, token))
        else:
            specks = (*specks, token)
    return units


def _takes(line: Sequence[_Unit], other: Sequence[_Unit]) -> bool:
    """Whether words of a line follow each other that seldom do, and one of the other line fits between them."""
    gaps = {before.last for before, behind in pairwise(line) if _cost(before.last, behind.first) >= _cost("", behind.first)}
    alone = [(word, _cost("", word)) for word in {unit.first for unit in other}] if gaps else []
    return any(_cost(before, word) + _FITS < cost for before in gaps for word, cost in alone)


@lru_cache(maxsize=50_000)
def _cost(before: str, word: str) -> float:
    """Cost of a word behind another; the two may be one that is broken."""
    return _or_broken(before, word, sentence_cost(before, word))


def _behind(before: Sequence[str], word: str) -> list[float]:
    """Cost of a word behind each of some others."""
    costs = sentence_costs(before, word)
    known = vocabulary()
    # Two known words are none that is broken: of most pairs nothing more need be asked.
    others = [k for k, left in enumerate(before) if left not in known] if word in known else range(len(before))
    for k in others:
        costs[k] = _or_broken(before[k], word, costs[k])
    return costs


def _least_behind(before: Collection[str], strange: Collection[str], word: str) -> float:
    """The least of what a word costs behind each of some others. ``strange``: those of them that are no known words."""
    least, known = least_sentence_cost(before, word), vocabulary()
    for left in strange if word in known else before:
        if left + word in known:
            least = _or_broken(left, word, least)
    return least


def _least(own: Sequence[float], line: Sequence[_Unit], other: Sequence[_Unit]) -> list[float]:
    """What each word of a line costs at the least: behind the one before it, or with a change behind one of the other line."""
    known, before = vocabulary(), {unit.last for unit in other}
    strange = [word for word in before if word not in known]
    asked = {line[0].first, *(unit.first for unit, cost in zip(line, own, strict=True) if cost > _CHANGE)}
    changed = {word: _least_behind(before, strange, word) + _CHANGE for word in asked}
    rest = zip(line[1:], own[1:], strict=True)
    return [changed[line[0].first], *(min(cost, changed.get(unit.first, cost)) for unit, cost in rest)]


def _or_broken(left: str, word: str, cost: float) -> float:
    """What two words cost, the second so much, if they may be one that is broken."""
    known = vocabulary()
    if left and left + word in known and not (word in known and left in known):
        return min(cost, _BROKEN + word_cost(left + word, "prose") - word_cost(left, "prose"))
    return cost


def _order(upper: Sequence[_Unit], lower: Sequence[_Unit], parted: float) -> list[_Unit] | None:
    """The words of two lines in the likeliest order that begins with the upper, if it is far likelier than that of the lines."""
    lines = upper, lower
    # What each word costs behind the one before it in its line; behind those of the other only where that may be cheaper.
    own = [[0.0, *(_cost(a.last, b.first) for a, b in pairwise(line))] for line in lines]
    most = sum(own[0]) + sum(own[1][1:]) + _cost(upper[-1].last, lower[0].first) - parted
    if sum(_least(own[0], upper, lower)[1:]) + sum(_least(own[1], lower, upper)) > most + _CHANGE + _ROUNDED:
        return None
    lasts = [[unit.last for unit in line] for line in lines]
    across = [[_behind(other, word.first) for word in line] for line, other in zip(lines, lasts[::-1], strict=True)]
    best = _costs(own, across, most)
    if best is None:
        return None
    cost, side = min((best[side][-1][-1][0], side) for side in (0, 1))
    return _followed(lines, best, side) if cost < most else None


_Way = tuple[float, int]
"""A cost, and the line of the word before the last."""
_Ways = tuple[list[list[_Way]], list[list[_Way]]]
"""For the line of the last word, and for each number of words taken of the upper and the lower line, the cheapest way."""
_NO_WAY: Final[_Way] = (math.inf, 0)


def _costs(own: Sequence[Sequence[float]], across: Sequence[Sequence[Sequence[float]]], most: float) -> _Ways | None:
    """The cheapest ways of taking so many words of both lines; the first word is the upper's.

    What costs more than ``most`` in the end, the rest of the words at their cheapest, is not gone on with: of lines that were not
    parted hardly a way is left.
    """
    most += _CHANGE + _ROUNDED  # one change is at the end of a line
    rest = [_rest(own[side], across[side]) for side in (0, 1)]
    if rest[0][1] + rest[1][0] > most:
        return None
    ends = len(own[0]), len(own[1])
    upper, lower = ([[_NO_WAY] * (ends[1] + 1) for _ in range(ends[0] + 1)] for _ in range(2))
    upper[1][0] = (0.0, 0)
    begun = 0  # words of the lower line in the first way that is left
    for i in range(1, ends[0] + 1):
        left, change = most - rest[0][i], _CHANGE * (i < ends[0])  # at the end of a line it must
        above, beside, here, there = upper[i - 1], lower[i - 1], upper[i], lower[i]
        first = -1
        for j in range(begun, ends[1] + 1):
            if i > 1:
                way = above[j][0] + own[0][i - 1], 0
                if beside[j] is not _NO_WAY:
                    way = min(way, (beside[j][0] + across[0][i - 1][j - 1] + _CHANGE * (j < ends[1]), 1))
                if way[0] + rest[1][j] <= left:
                    here[j] = way
            if j:
                way = there[j - 1][0] + own[1][j - 1], 1
                if here[j - 1] is not _NO_WAY:
                    way = min((here[j - 1][0] + across[1][j - 1][i - 1] + change, 0), way)
                if way[0] + rest[1][j] <= left:
                    there[j] = way
            if first < 0 and (here[j] is not _NO_WAY or there[j] is not _NO_WAY):
                first = j
        if first < 0:
            return None
        begun = first
    return upper, lower


def _rest(own: Sequence[float], across: Sequence[Sequence[float]]) -> list[float]:
    """What the words of a line but for the first ones cost at the least, for each number of these: each may need a change."""
    changed = [min(others) + _CHANGE for others in across]
    least = [changed[0], *map(min, own[1:], changed[1:])]
    return [*accumulate(reversed(least), initial=0.0)][::-1]


_ROUNDED: Final = 1e-6  # what sums of costs may differ by


_Lines = tuple[Sequence[_Unit], Sequence[_Unit]]


def _followed(lines: _Lines, best: _Ways, side: int) -> list[_Unit]:
    """The words in the order that leads to the last, which is of one of the lines."""
    taken = [len(lines[0]), len(lines[1])]
    order: list[_Unit] = []
    while sum(taken):
        _, before = best[side][taken[0]][taken[1]]
        taken[side] -= 1
        order.append(lines[side][taken[side]])
        side = before
    return order[::-1]
