"""Footnote marks: which footnote each cell refers to, by all that the filing says of it, jointly.

Footnotes are numbered as they are first referred to, row by row and column by column, and each is referred to at least once.
Small raised marks are what engines read worst, so a mark as read is one witness among four: the order of the numbers, the
kind of the cell (an empty price or exercise date always has a mark), the words of the footnote (of which column and kind of row
they speak, what they mention of the row), and the marks of the cell before it and of the same column in the row above. How far
marks as read are to be believed shows in how many of them are legible at all. The most probable assignment is found by a beam
search over the cells in printed order (Lowerre, 1976).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from extractor.filing import Filing, MarkOdds, Row, Value, is_unread, leaves_of, values_of
from extractor.reconcile.change import LONGEST, with_rows, with_value
from extractor.reconcile.marks.mentions import mentions
from extractor.reconcile.marks.read import Trust, are_doubtful, costs_of, number_of, read_marks, trust_of, witness
from extractor.reconcile.marks.references import (
    ABOVE_MARKED,
    ABOVE_UNMARKED,
    COLUMNS,
    OUTCOMES,
    Around,
    cell_attribute,
    cell_of,
    further,
    key_of,
    kin,
    kind_of,
    numbers_of,
    outcome,
    references,
    surroundings,
)

_DOUBT: Final = 0.15
"""Share of each outcome whatever stands around a mark: what stands around it may be misread."""
_LEAST: Final = 0.05  # of the weights together: where nothing is likely, no number is certain
_MOST_ALIKE: Final = 6.0  # by which other rows speak for a mark, or against it (log of the ratio)
_UNLIKE: Final = 0.1  # of rows with one code, how many are not alike: the code, or the row, is misread
_SKIP: Final = 3.5  # of a number that is passed over: its row may be lost
_MOST_SKIPPED: Final = 4
_MOST_LOST: Final = 2
"""Footnotes behind the last one that may be lost, if marks refer to them."""
_UNDEFINED: Final = 2.5  # of a number that no footnote was found for
_NEVER: Final = 4.6
"""Cost of a footnote that no cell refers to: all are referred to, and one in a hundred that are found is none."""
_FURTHER: Final = {False: 0.07, True: 0.4}
"""Shares of marked cells that bear one more mark, by whether most cells alike do."""
_TELLS, _TELLS_KIND = 0.9, 0.3
"""Weights of what the footnote's words say of the column and of the kind of row, by which marks on pages of the training split
are dealt best."""
_TELLS_TITLE, _TELLS_NATURE = 0.6, 3.0
"""The same of what it mentions of the row's title and nature of ownership."""
_MOST_TOLD: Final = 4.0  # by which the words may speak for either or against it
_WORTH: Final = 0.003  # probability of a mark that left no trace from which a cell is looked at
_KEPT: Final = 16  # ways that are followed from cell to cell


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place for one mark: its cell and its row's kind, whether it is the cell's first, and what each number (0: none) costs."""

    row: int
    column: int
    attribute: str
    kin: object
    first: bool
    costs: tuple[float, ...]


_ALONE: Final = Around()


class _Way(NamedTuple):
    """Numbers of the slots so far, by the way before it: which there are (a bit each), those of this cell, what is around it, and
    the last marked cell of each column, of all rows and of rows alike. ``begun``: the highest before this cell."""

    cost: float
    used: int = 1
    number: int = 0
    before: _Way | None = None
    cell: tuple[int, ...] = ()
    begun: int = 0
    around: Around = _ALONE
    columns: Mapping[tuple[object, int], tuple[int, ...]] = MappingProxyType({})

    @property
    def highest(self) -> int:
        """The highest number."""
        return self.used.bit_length() - 1


def number_marks(filing: Filing) -> Filing:
    """Give each cell the marks it most probably bears; without any footnote to refer to, marks stay as they were read."""
    last = _last(filing)
    if len(filing.rows) > LONGEST:
        return drop_unread(filing)
    if not last:
        return replace(drop_unread(filing), mark_odds=())
    rows = filing.rows
    most = max((m for m in read_marks(filing) if m <= last + _MOST_LOST), default=0)
    slots = list(_slots(filing, last, max(most, last), trust_of(filing, last)))
    chosen = _cheapest(slots, last, max(most, last), len(filing.non_derivative_table))
    found: list[dict[str, list[int]]] = [{} for _ in rows]
    odds: list[MarkOdds] = []
    highest = 0
    for slot, number in zip(slots, chosen, strict=True):
        if number:
            found[slot.row].setdefault(slot.attribute, []).append(number)
            odds.append(_odds(slot, number, highest))
            highest = max(highest, number)
    changed = [_changed(row, of_row) for row, of_row in zip(rows, found, strict=True)]
    cut = len(filing.non_derivative_table)
    first, second = tuple(changed[:cut]), tuple(changed[cut:])
    return replace(filing, non_derivative_table=first, derivative_table=second, mark_odds=tuple(odds))


def _odds(slot: _Slot, number: int, highest: int) -> MarkOdds:
    """What the marks as read and the words of the footnotes say of a mark; what stands around it is left out."""
    cost = slot.costs[number]
    other = min((c for n, c in enumerate(slot.costs) if n and n != number), default=slot.costs[0])
    return MarkOdds(slot.row, slot.attribute, f"F{number}", slot.costs[0] - cost, other - cost, number == highest + 1)


def drop_unread(filing: Filing) -> Filing:
    """The filing without the marks whose numbers are unread."""
    return with_rows(filing, [_without_unread(row) for row in filing.rows])


def _last(filing: Filing) -> int:
    """The number of the last footnote: the last defined, and where no mark is doubtful also the last that is referred to."""
    last = max((int(n.id[1:]) for n in filing.footnotes), default=0)
    return max([last, *read_marks(filing)]) if last and not are_doubtful(filing) else last


def _slots(filing: Filing, last: int, most: int, trust: Trust) -> Iterator[_Slot]:
    """The places for marks that something may speak for, in printed order."""
    texts = {int(n.id[1:]): n.text.value or "" for n in filing.footnotes}
    asks = {n: references().asks_for(text) for n, text in texts.items()}
    told = {n: numbers_of(text) for n, text in texts.items()}
    named = mentions(filing)
    shares = _shares(filing, last, trust)
    for i, row in enumerate(filing.rows):
        titles, natures, kind = named.titles[i], named.natures[i], kind_of(row)
        of_row = {
            n: _TELLS_KIND * _bounded(asked.kinds.get(kind, 0.0)) + _TELLS_TITLE * titles.get(n, 0.0) for n, asked in asks.items()
        }
        for k, column in enumerate(COLUMNS):
            attribute = cell_attribute(row, column)
            value: Value[Any] = getattr(row, attribute)
            rate, further = shares[i, k]
            if not value.footnotes and rate * trust.lost < _WORTH:
                continue
            words = [0.0] * (most + 1)
            for n, asked in asks.items():
                words[n] = -_TELLS * _bounded(asked.columns[k]) - of_row[n] - told[n].speak_for(column, value.value)
                if k >= _OWNED:
                    words[n] -= _TELLS_NATURE * natures.get(n, 0.0)
            kept = int(column == _NATURE)
            marks = [*value.footnotes[:kept], *sorted(value.footnotes[kept:], key=is_unread), ""]
            for j, mark in enumerate(marks):
                costs = costs_of(mark, _FURTHER[further > j] if j else rate, most, trust, beside=j > 0)
                yield _Slot(i, k, attribute, kin(row), j == 0, tuple(c + w for c, w in zip(costs, words, strict=True)))
                if not value.footnotes:
                    break


_OWNED: Final = COLUMNS.index("shares_owned_following_transaction")
"""The first of the columns that tell what is owned, and by whom."""
_NATURE: Final = "nature_of_ownership"
"""A column whose first mark may be known by the end of a word alone; elsewhere an illegible one is mostly a part of another."""


def _bounded(told: float) -> float:
    return max(-_MOST_TOLD, min(_MOST_TOLD, told))


def _shares(filing: Filing, last: int, trust: Trust) -> dict[tuple[int, int], tuple[float, int]]:
    """For each cell (row, column) the probability that it bears a mark, and how many the cells alike have: what stands in the
    same column of the other rows alike says whether all of them are marked."""
    groups: dict[tuple[object, str], list[tuple[int, int, float, int]]] = {}
    for i, row in enumerate(filing.rows):
        for k, column in enumerate(COLUMNS):
            value = cell_of(row, column)
            key = key_of(row, column, value.value is not None)
            told = max((witness(mark, last, trust) for mark in value.footnotes), default=math.log(trust.lost))
            groups.setdefault((kin(row), key), []).append((i, k, told, sum(0 < number_of(m) <= last for m in value.footnotes)))
    found = {}
    for (_, key), cells in groups.items():
        rate, unmarked, marked = _rates(key)
        total, most = sum(told for _, _, told, _ in cells), sorted(count for *_, count in cells)[len(cells) // 2]
        for i, k, told, _ in cells:
            if len(cells) == 1 or not 0.0 < rate < 1.0:
                found[i, k] = rate, 0
                continue
            others = max(-_MOST_ALIKE, min(_MOST_ALIKE, total - told)) + math.log(rate / (1 - rate))
            alike = 1 / (1 + math.exp(-others))
            found[i, k] = _UNLIKE * rate + (1 - _UNLIKE) * (alike * marked + (1 - alike) * unmarked), most
    return found


@cache
def _rates(key: str) -> tuple[float, float, float]:
    """How often cells of a kind bear a mark: all of them, below one without in a row alike, and below a marked one."""
    rates = references().rates
    rate = rates.get(key, 0.0)
    return rate, rates.get(key + ABOVE_UNMARKED, rate), rates.get(key + ABOVE_MARKED, rate)


def _cheapest(slots: Sequence[_Slot], last: int, most: int, cut: int) -> list[int]:
    """The number of each slot (0: none): the cheapest in all.

    ``last``: the last footnote; ``most``: the highest number that there may be; ``cut``: the first row of the second table.
    """
    ways = [_Way(0.0)]
    row, before = -1, None
    for slot in slots:
        if slot.first:
            forget = row < cut <= slot.row
            ways = [_moved(way, before, slot, forget) for way in ways]
            row, before = slot.row, slot
        lowest, least, bound = _lowest(slot.costs), min(slot.costs), math.inf
        found: dict[tuple[object, ...], tuple[float, int, _Way]] = {}
        begun: set[tuple[object, ...]] = set()
        numbered: dict[Around, int] = {}  # what is around a cell is compared by a number, which is faster
        for way in ways:  # from the cheapest up
            so_far, used, cell = way.cost, way.used, way.cell
            if so_far + least > bound:
                break
            around = numbered.setdefault(way.around, len(numbered))
            state = (used, cell, around)
            if state in begun:  # here it can do nothing that a cheaper one does not
                continue
            begun.add(state)
            for number, cost in _options(slot, way, last, most, lowest):
                total = so_far + cost
                if total > bound:
                    continue
                key = (used | 1 << number, (*cell, number) if number else cell, around)
                other = found.get(key)
                if other is None or total < other[0]:
                    found[key] = total, number, way
            if len(found) >= _KEPT:  # what costs more than so many others is not kept
                bound = sorted([total for total, _, _ in found.values()])[_KEPT - 1]
        ways = [_gone_on(*best) for best in sorted(found.values(), key=itemgetter(0))[:_KEPT]]
    wanted = (2 << last) - 1
    best: _Way | None = min(ways, key=lambda way: way.cost + _NEVER * (wanted & ~way.used).bit_count())
    chosen = []
    while best is not None and best.before is not None:
        chosen.append(best.number)
        best = best.before
    return chosen[::-1]


def _gone_on(cost: float, number: int, way: _Way) -> _Way:
    """The way with one more number."""
    cell = (*way.cell, number) if number else way.cell
    return _Way(cost, way.used | 1 << number, number, way, cell, way.begun, way.around, way.columns)


def _moved(way: _Way, last: _Slot | None, slot: _Slot, forget: bool) -> _Way:
    """The way behind the last cell, at the beginning of that of a slot. ``forget``: it is of another table."""
    around, columns = way.around, way.columns
    if way.cell and last is not None:
        around = Around(way.cell, way.highest > way.begun, (), around.above)
        columns = {**columns, (last.kin, last.column): way.cell, (None, last.column): way.cell}
    if last is None or slot.row != last.row:
        around = _ALONE
    if forget:
        columns = {}
    above = columns.get((slot.kin, slot.column)) or columns.get((None, slot.column), ())
    around = Around(around.beside, around.fresh, above, around.corner) if above != around.above else around
    return _Way(way.cost, way.used, way.number, way.before, (), way.highest, around, columns)


def _options(slot: _Slot, way: _Way, last: int, most: int, lowest: Sequence[int]) -> list[tuple[int, float]]:
    """Numbers that a slot may have, and what each costs."""
    found = _numbers(slot, way, last, most, lowest)
    if not way.cell:
        return found
    last_of_cell = way.cell[-1]
    return [(n, cost + _DESCENDS if 0 < n < last_of_cell else cost) for n, cost in found]


def _numbers(slot: _Slot, way: _Way, last: int, most: int, lowest: Sequence[int]) -> list[tuple[int, float]]:
    """The same, whatever number stands before it in the cell."""
    costs, highest = slot.costs, way.highest
    known, new, others = _likely(highest, highest < last, way.cell, way.around, slot.column)
    found = [(0, costs[0]), *[(number, costs[number] + cost) for number, cost in known.items()]]
    other = lowest[highest]
    if other and other not in known and other not in way.cell:
        found.append((other, costs[other] + others))
    if highest < most:
        found.append((highest + 1, costs[highest + 1] + (new if highest < last else _UNDEFINED)))
    near = min(highest + 1 + _MOST_SKIPPED, most)
    beyond = [min(range(near + 1, most + 1), key=costs.__getitem__)] if near < most else []
    for number in (*range(highest + 2, near + 1), *beyond):
        found.append((number, costs[number] + (_SKIP if number <= last else _SKIP + _UNDEFINED)))
    return found


_DESCENDS: Final = 3.0
"""Cost of a number behind a higher one of its cell: no form has them so, but lines of a cell are dealt wrongly (of 790 pairs of
marks whose numbers were read right, in the calibration split, one in twenty)."""


@lru_cache(maxsize=4_000)
def _likely(
    highest: int, left: bool, cell: tuple[int, ...], around: Around, column: int
) -> tuple[dict[int, float], float, float]:
    """What numbers cost by the marks around a cell: those that stand there, the next one, and any other.

    ``left``: whether there are numbers that none had yet.
    """
    key = further(around.above, len(cell), left) if cell else surroundings(around, left)
    beside, above = set(around.beside).difference(cell), set(around.above).difference(cell)
    both = len(beside & above)
    # How many numbers there are of each of the outcomes.
    counts = (int(left), both, len(above) - both, len(beside) - both, highest - len(beside.union(above, cell)))
    found = [
        (name, count, share + _DOUBT)
        for name, count, share in zip(OUTCOMES, counts, references().relation(key, column), strict=True)
        if count > 0
    ]
    total = sum([weight for _, _, weight in found]) + _LEAST
    costs = {name: -math.log(weight / total / count) for name, count, weight in found}
    known = {n: costs[outcome(n, highest, above, beside)] for n in above | beside}
    return known, costs.get("new", 0.0), costs.get("other", 0.0)


def _lowest(costs: Sequence[float]) -> list[int]:
    """For each number the cheapest one up to it; nought for nought."""
    found = [0]
    for number in range(1, len(costs)):
        found.append(number if not found[-1] or costs[number] < costs[found[-1]] else found[-1])
    return found


def _changed(row: Row, found: Mapping[str, Sequence[int]]) -> Row:
    for leaf, value in zip(leaves_of(Row), values_of(row), strict=True):
        if not value.footnotes and leaf.attribute not in found:
            continue
        notes = tuple(dict.fromkeys(f"F{n}" for n in found.get(leaf.attribute, ())))
        if notes == value.footnotes:
            continue
        told = [f"footnote mark {n} by the order and the words of the footnotes" for n in notes if n not in value.footnotes]
        lost = [m for m in value.footnotes if not is_unread(m) and m not in notes]
        told += [f"the footnote mark read as {m} is none" for m in lost] if not told else []
        row = with_value(row, leaf.attribute, replace(value, footnotes=notes).because(*told))
    return row


def _without_unread(row: Row) -> Row:
    for leaf, value in zip(leaves_of(Row), values_of(row), strict=True):
        if any(map(is_unread, value.footnotes)):
            legible = tuple(n for n in value.footnotes if not is_unread(n))
            row = with_value(row, leaf.attribute, replace(value, footnotes=legible))
    return row
