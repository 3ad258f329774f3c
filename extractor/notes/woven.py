"""Lines of sentences whose words an engine has parted, woven together again.

Words of one printed line that seem to stand a little higher or lower come out as a line of their own: ``accrued but of this
note`` above ``unpaid interest``. Both have gaps where words of the other belong. How likely words stand behind each other in
prose tells the order: two lines are woven by dynamic programming over all orders that keep the words of each line in theirs
(the shuffle of two sequences), where a change from one line to the other costs, and only where that order is far likelier.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import Final, NamedTuple

from extractor.language.model import sentence_cost, sentence_words, vocabulary, word_cost
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
    gaps = [before for before, behind in pairwise(line) if _cost(before.last, behind.first) >= _cost("", behind.first)]
    words = {unit.first for unit in other}
    return any(_cost(before.last, word) + _FITS < _cost("", word) for before in gaps for word in words)


@lru_cache(maxsize=50_000)
def _cost(before: str, word: str) -> float:
    """Cost of a word behind another; the two may be one that is broken."""
    cost = sentence_cost(before, word)
    known = vocabulary()
    if before and before + word in known and not (before in known and word in known):
        return min(cost, _BROKEN + word_cost(before + word, "prose") - word_cost(before, "prose"))
    return cost


def _order(upper: Sequence[_Unit], lower: Sequence[_Unit], parted: float) -> list[_Unit] | None:
    """The words of two lines in the likeliest order that begins with the upper, if it is far likelier than that of the lines."""
    lines = upper, lower
    # What each word costs behind the one before it in its line, and behind each of the other line.
    own = [[0.0, *(_cost(a.last, b.first) for a, b in pairwise(line))] for line in lines]
    across = [[[_cost(unit.last, word.first) for unit in other] for word in line] for line, other in (lines, lines[::-1])]
    most = sum(own[0]) + sum(own[1][1:]) + across[1][0][-1] - parted
    least = sum(min(cost, *others) for side in (0, 1) for cost, others in list(zip(own[side], across[side], strict=True))[1:])
    if least + min(across[1][0]) + _CHANGE >= most:
        return None
    best = _costs(own, across)
    whole = len(upper), len(lower)
    cost, side = min((best[*whole, side][0], side) for side in (0, 1) if (*whole, side) in best)
    return _followed(lines, best, side) if cost < most else None


_Ways = dict[tuple[int, int, int], tuple[float, int]]
"""For each number of words taken of both lines, and the line of the last: the cost, and the line of the one before."""


def _costs(own: Sequence[Sequence[float]], across: Sequence[Sequence[Sequence[float]]]) -> _Ways:
    """The cheapest ways of taking so many words of both lines; the first word is the upper's."""
    best: _Ways = {(1, 0, 0): (0.0, 0)}
    ends = len(own[0]), len(own[1])
    for i, j in product(range(1, ends[0] + 1), range(ends[1] + 1)):
        for side, before in ((0, (i - 1, j)), (1, (i, j - 1))):
            taken, other = before[side], before[1 - side]  # words taken of the line before, and of the other
            same, changed = best.get((*before, side)), best.get((*before, 1 - side))
            ways = [] if same is None else [(same[0] + own[side][taken], side)]
            if changed is not None:
                change = _CHANGE * (other < ends[1 - side])  # at the end of a line it must
                ways.append((changed[0] + across[side][taken][other - 1] + change, 1 - side))
            if ways:
                best[i, j, side] = min(ways)
    return best


_Lines = tuple[Sequence[_Unit], Sequence[_Unit]]


def _followed(lines: _Lines, best: _Ways, side: int) -> list[_Unit]:
    """The words in the order that leads to the last, which is of one of the lines."""
    taken = [len(lines[0]), len(lines[1])]
    order: list[_Unit] = []
    while sum(taken):
        _, before = best[taken[0], taken[1], side]
        taken[side] -= 1
        order.append(lines[side][taken[side]])
        side = before
    return order[::-1]
