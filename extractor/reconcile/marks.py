"""Footnote marks: which footnote each cell refers to, by all that the filing says of it, jointly.

Footnotes are numbered as they are first referred to, row by row and column by column, and each is referred to at least once.
Small raised marks are what engines read worst, so a mark as read is one witness among four: the order of the numbers, the
kind of the cell (an empty price or exercise date always has a mark), the words of the footnote, and the marks of
the cell before it and of the same column in the row above. How far marks as read are to be believed shows in how many of them
are legible at all. The most probable assignment is found by a beam search over the cells in printed order (Lowerre, 1976).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from extractor.filing import UNREAD_MARK as UNREAD
from extractor.filing import Filing, Row, Value, leaves_of
from extractor.reconcile.change import LONGEST, with_value
from extractor.reconcile.references import COLUMNS, cell_attribute, key_of, numbers_of, references

_NEW: Final = 0.5
"""Weight of the next number, where there is one: as often as marks on real filings are the first of their number."""
_KNOWN: Final = {(True, True): 0.9, (True, False): 0.39, (False, True): 0.37, (False, False): 0.1}
"""Weights of a number again: one that the marked cell before it in the row bears, one that the cell above bears; and others."""
_LEAST: Final = 0.05  # of the weights together: where nothing is likely, no number is certain
_SKIP: Final = 4.0  # of numbers that are passed over: their row may be lost
_MOST_SKIPPED: Final = 4
_NEVER: Final = 3.5  # of a footnote that no cell refers to
_FURTHER: Final = 0.07  # share of marked cells that bear one more mark
_LEAST_RATE, _MOST_RATE, _SEEN_RATE = 0.0005, 0.98, 0.02
_TELLS: Final = 0.8  # weight of the footnote's words
_MOST_TOLD: Final = 3.0  # by which the words may speak for a column or against it
_WORTH: Final = 0.003  # probability of a mark that left no trace from which a cell is looked at
_KEPT: Final = 16  # ways that are followed from cell to cell


@dataclass(frozen=True, slots=True)
class _Trust:
    """Probabilities: that a mark leaves no trace, is illegible, has its number misread; that something else is taken for a mark,
    or for an illegible one."""

    lost: float
    unread: float
    misread: float
    false: float
    false_unread: float


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place for one mark: its cell, whether it is the cell's first, and what each number (0: none) costs there."""

    row: int
    column: int
    attribute: str
    first: bool
    costs: tuple[float, ...]


class _Way(NamedTuple):
    """Numbers of the slots so far, by the way before it: the highest of them, those of this cell, of the marked cell before it
    in its row, and of the last marked cell of each column."""

    cost: float
    highest: int = 0
    number: int = 0
    before: _Way | None = None
    cell: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    above: Mapping[int, tuple[int, ...]] = MappingProxyType({})


def number_marks(filing: Filing) -> Filing:
    """Give each cell the marks it most probably bears; without any footnote to refer to, marks stay as they were read."""
    rows = filing.rows
    last = _last(filing)
    if not last or len(rows) > LONGEST:
        return drop_unread(filing)
    slots = list(_slots(filing, last, _trust(filing, last)))
    chosen = _cheapest(slots, last, len(filing.non_derivative_table))
    found: dict[tuple[int, str], list[int]] = {}
    for slot, number in zip(slots, chosen, strict=True):
        if number:
            found.setdefault((slot.row, slot.attribute), []).append(number)
    changed = [_changed(row, {a: found[i, a] for j, a in found if j == i}) for i, row in enumerate(rows)]
    cut = len(filing.non_derivative_table)
    return replace(filing, non_derivative_table=tuple(changed[:cut]), derivative_table=tuple(changed[cut:]))


def drop_unread(filing: Filing) -> Filing:
    """The filing without the marks whose numbers are unread."""
    cut = len(filing.non_derivative_table)
    rows = tuple(_without_unread(row) for row in filing.rows)
    return replace(filing, non_derivative_table=rows[:cut], derivative_table=rows[cut:])


def _read_marks(filing: Filing) -> list[int]:
    """The numbers of all marks as read; nought for those that are illegible."""
    marks = [m for row in filing.rows for leaf in leaves_of(Row) for m in getattr(row, leaf.attribute).footnotes]
    return [int(m[1:]) if m != UNREAD else 0 for m in marks]


def _last(filing: Filing) -> int:
    """The number of the last footnote: the last defined, and on a page without noise also the last that is referred to."""
    last = max((int(n.id[1:]) for n in filing.footnotes), default=0)
    return max([last, *_read_marks(filing)]) if last and not filing.source.is_noisy else last


def _trust(filing: Filing, last: int) -> _Trust:
    """How far marks are to be believed, by the share of those that cannot be right, and the noise of the page."""
    marks = _read_marks(filing)
    noise = filing.source.noise
    expected = _SILENT if not noise else _LOW if noise < _LOUD_FROM else _LOUD
    bad = sum(not 0 < m <= last for m in marks)
    share = (bad + expected * _PAGES) / (len(marks) + _PAGES)
    return _Trust(
        lost=0.03 + 0.2 * share,
        unread=share,
        misread=0.005 + 0.2 * share,
        false=0.0003 + 0.006 * share,
        false_unread=0.002 + 0.03 * share,
    )


_SILENT, _LOW, _LOUD = 0.02, 0.15, 0.35
"""Shares of illegible marks that are expected of pages without noise, with some, with more."""
_LOUD_FROM: Final = 0.015  # noise of a page
_PAGES: Final = 1.5  # marks that the expected share weighs
_BESIDE: Final = 0.06
"""Probability of an illegible mark beside a legible one, of which it mostly is a part."""


def _slots(filing: Filing, last: int, trust: _Trust) -> Iterator[_Slot]:
    """The places for marks that something may speak for, in printed order."""
    texts = {int(n.id[1:]): n.text.value or "" for n in filing.footnotes}
    asks = {n: references().asks_for(text) for n, text in texts.items()}
    told = {n: numbers_of(text) for n, text in texts.items()}
    for i, row in enumerate(filing.rows):
        for k, column in enumerate(COLUMNS):
            attribute = cell_attribute(row, column)
            value: Value[Any] = getattr(row, attribute)
            rate = references().rates.get(key_of(row, column, value.value is not None), 0.0)
            if not value.footnotes and rate * trust.lost < _WORTH:
                continue
            words = [0.0] * (last + 1)
            for n, ratios in asks.items():
                words[n] = -_TELLS * max(-_MOST_TOLD, min(_MOST_TOLD, ratios[k])) - told[n].speak_for(column, value.value)
            marks = sorted(value.footnotes, key=UNREAD.__eq__) or [""]
            for j, mark in enumerate(marks):
                costs = _costs(mark, _FURTHER if j else rate, last, trust, beside=j > 0)
                yield _Slot(i, k, attribute, j == 0, tuple(c + w for c, w in zip(costs, words, strict=True)))
            if value.footnotes:
                costs = _costs("", _FURTHER, last, trust)
                yield _Slot(i, k, attribute, False, tuple(c + w for c, w in zip(costs, words, strict=True)))


def _costs(mark: str, rate: float, last: int, trust: _Trust, beside: bool = False) -> list[float]:
    """What each number costs where a mark was read, or (empty) none. ``beside``: another mark stands before it."""
    rate = min(max(rate, _LEAST_RATE), _MOST_RATE)
    if not mark:
        none = -math.log((1 - rate) + rate * trust.lost)
        return [none] + [-math.log(rate * trust.lost)] * last
    number = int(mark[1:]) if mark != UNREAD else 0
    seen = max(rate, _SEEN_RATE)
    if not 0 < number <= last:
        false = _BESIDE if beside else trust.false_unread
        return [-math.log((1 - seen) * false)] + [-math.log(seen * (1 - trust.lost) * trust.unread)] * last
    legible = seen * (1 - trust.lost) * (1 - trust.unread)
    right, other = -math.log(legible * (1 - trust.misread)), -math.log(legible * trust.misread / max(1, last - 1))
    return [-math.log((1 - seen) * trust.false)] + [right if n == number else other for n in range(1, last + 1)]


def _cheapest(slots: Sequence[_Slot], last: int, cut: int) -> list[int]:
    """The number of each slot (0: none): the cheapest in all. ``cut``: the first row of the second table."""
    ways = [_Way(0.0)]
    row, column = -1, -1
    for slot in slots:
        if slot.first:
            ways = [_moved(way, column, slot.row != row, forget=row < cut <= slot.row) for way in ways]
            row, column = slot.row, slot.column
        lowest = _lowest(slot.costs)
        found: dict[tuple[object, ...], tuple[float, int, _Way]] = {}
        begun: set[tuple[object, ...]] = set()
        for way in ways:  # from the cheapest up
            above = way.above.get(slot.column, ())
            state = (way.highest, way.cell, way.beside, above)
            if state in begun:  # here it can do nothing that a cheaper one does not
                continue
            begun.add(state)
            for number, cost in _options(slot, way, above, last, lowest):
                cell = (*way.cell, number) if number else way.cell
                key = (max(way.highest, number), cell, way.beside, above)
                total = way.cost + cost
                if key not in found or total < found[key][0]:
                    found[key] = total, number, way
        ways = [_gone_on(*best) for best in sorted(found.values(), key=itemgetter(0))[:_KEPT]]
    best: _Way | None = min(ways, key=lambda way: way.cost + _NEVER * (last - way.highest))
    chosen = []
    while best is not None and best.before is not None:
        chosen.append(best.number)
        best = best.before
    return chosen[::-1]


def _gone_on(cost: float, number: int, way: _Way) -> _Way:
    """The way with one more number."""
    cell = (*way.cell, number) if number else way.cell
    return _Way(cost, max(way.highest, number), number, way, cell, way.beside, way.above)


def _moved(way: _Way, column: int, new_row: bool, forget: bool) -> _Way:
    """The way behind a cell of that column, at the beginning of another. ``forget``: of another table."""
    if not (way.cell or new_row or forget):
        return way
    beside = () if new_row else way.cell or way.beside
    above = {} if forget else {**way.above, column: way.cell} if way.cell else way.above
    return _Way(way.cost, way.highest, way.number, way.before, (), beside, above)


def _options(slot: _Slot, way: _Way, above: tuple[int, ...], last: int, lowest: Sequence[int]) -> Iterator[tuple[int, float]]:
    """Numbers that a slot may have, and what each costs. ``above``: those of the last marked cell of its column."""
    yield 0, slot.costs[0]
    known, total = _again(way.highest, last, way.cell, way.beside, above)
    other = lowest[way.highest]
    for number, weight in known.items():
        yield number, slot.costs[number] - weight + total
    if other and other not in known and other not in way.cell:
        yield other, slot.costs[other] - _OTHER + total
    if way.highest < last:
        yield way.highest + 1, slot.costs[way.highest + 1] - math.log(_NEW) + total
    for number in range(way.highest + 2, min(way.highest + 1 + _MOST_SKIPPED, last) + 1):
        yield number, slot.costs[number] + _SKIP


_OTHER: Final = math.log(_KNOWN[False, False])


@lru_cache(maxsize=2_000)
def _again(
    highest: int, last: int, cell: tuple[int, ...], beside: tuple[int, ...], above: tuple[int, ...]
) -> tuple[dict[int, float], float]:
    """The logarithms of the weights of numbers near a cell, which it may bear again, and of all weights together."""
    known = {n: _KNOWN[n in beside, n in above] for n in {*above, *beside} if n not in cell}
    others = highest - len({*above, *beside, *cell})
    total = math.log(sum(known.values()) + _KNOWN[False, False] * max(others, 0) + _NEW * (highest < last) + _LEAST)
    return {n: math.log(weight) for n, weight in known.items()}, total


def _lowest(costs: Sequence[float]) -> list[int]:
    """For each number the cheapest one up to it; nought for nought."""
    found = [0]
    for number in range(1, len(costs)):
        found.append(number if not found[-1] or costs[number] < costs[found[-1]] else found[-1])
    return found


def _changed(row: Row, found: Mapping[str, Sequence[int]]) -> Row:
    for leaf in leaves_of(Row):
        value: Value[Any] = getattr(row, leaf.attribute)
        notes = tuple(dict.fromkeys(f"F{n}" for n in found.get(leaf.attribute, ())))
        if notes == value.footnotes or not (notes or value.footnotes):
            continue
        told = [f"footnote mark {n} by the order and the words of the footnotes" for n in notes if n not in value.footnotes]
        lost = [m for m in value.footnotes if m != UNREAD and m not in notes]
        told += [f"the footnote mark read as {m} is none" for m in lost] if not told else []
        row = with_value(row, leaf.attribute, replace(value, footnotes=notes).because(*told))
    return row


def _without_unread(row: Row) -> Row:
    for leaf in leaves_of(Row):
        value: Value[Any] = getattr(row, leaf.attribute)
        if UNREAD in value.footnotes:
            row = with_value(row, leaf.attribute, replace(value, footnotes=tuple(n for n in value.footnotes if n != UNREAD)))
    return row
