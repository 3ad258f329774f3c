"""Footnote marks: which footnote each cell refers to, by all that the filing says of it, jointly.

Footnotes are numbered as they are first referred to, row by row and column by column, and each is referred to at least once.
Small raised marks are what engines read worst, so a mark as read is one witness among four: the order of the numbers, the
kind of the cell (an empty price or exercise date always has a mark), the words of the footnote, and the marks of
the same column in other rows. The most probable assignment is found by dynamic programming over the cells in printed
order; its state is the highest number so far (Viterbi, 1967).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from extractor.filing import UNREAD_MARK as UNREAD
from extractor.filing import Filing, Row, Value, leaves_of
from extractor.reconcile.change import LONGEST, with_value
from extractor.reconcile.references import COLUMNS, cell_attribute, key_of, references

_NEW, _SAME, _AGAIN, _SKIP = 1.0, 0.6, 1.2, 5.5
"""Costs of a number: the next one, one that its column bears in another row, another one again, one that passes some over."""
_NEVER: Final = 3.5  # of a footnote that no cell refers to
_FURTHER: Final = 2.8  # of one more mark on a cell that bears one
_LEAST_RATE, _MOST_RATE = 0.0005, 0.95
_TELLS: Final = 0.6  # weight of the footnote's words
_UNREAD: Final = 0.3  # probability that a mark that leaves a trace is unread
_PASSES: Final = 2


@dataclass(frozen=True, slots=True)
class _Trust:
    """Probabilities: that a mark leaves no trace, that its number is misread, that something else is taken for a mark.

    Marks are cut and glued to their neighbours even on a page without noise.
    """

    lost: float
    misread: float
    false: float
    false_unread: float


_CLEAN: Final = _Trust(lost=0.03, misread=0.01, false=0.001, false_unread=0.01)
_NOISY: Final = _Trust(lost=0.3, misread=0.12, false=0.004, false_unread=0.014)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place for one mark: its cell, and what each number (0: none) costs there."""

    row: int
    column: int
    attribute: str
    costs: tuple[float, ...]


def number_marks(filing: Filing) -> Filing:
    """Give each cell the marks it most probably bears; without any footnote to refer to, marks stay as they were read."""
    rows = filing.rows
    trust = _NOISY if filing.source.noise > 0 else _CLEAN
    last = _last(filing, trust)
    if not last or len(rows) > LONGEST:
        return drop_unread(filing)
    slots = list(_slots(filing, last, trust))
    chosen = _assigned(slots, last)
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


def _last(filing: Filing, trust: _Trust) -> int:
    """The number of the last footnote: the last defined, and on a clean page also the last that is referred to."""
    last = max((int(n.id[1:]) for n in filing.footnotes), default=0)
    if trust is _CLEAN and last:
        referred = [
            int(m[1:]) for r in filing.rows for s in leaves_of(Row) for m in getattr(r, s.attribute).footnotes if m != UNREAD
        ]
        last = max([last, *referred])
    return last


def _slots(filing: Filing, last: int, trust: _Trust) -> Iterator[_Slot]:
    """The places for marks that something may speak for, in printed order."""
    asks = {int(n.id[1:]): references().asks_for(n.text.value or "") for n in filing.footnotes}
    for i, row in enumerate(filing.rows):
        for k, column in enumerate(COLUMNS):
            attribute = cell_attribute(row, column)
            value: Value[Any] = getattr(row, attribute)
            rate = references().rates.get(key_of(row, column, value.value is not None), 0.0)
            words = [0.0] + [-_TELLS * asks[n][k] if n in asks else 0.0 for n in range(1, last + 1)]
            marks = value.footnotes or ("",)
            for mark in marks:
                costs = _costs(mark, rate, last, trust)
                yield _Slot(i, k, attribute, tuple(c + w for c, w in zip(costs, words, strict=True)))
            if value.footnotes:
                yield _Slot(i, k, attribute, (0.0, *(_FURTHER + w for w in words[1:])))


def _costs(mark: str, rate: float, last: int, trust: _Trust) -> list[float]:
    """What each number costs where a mark was read, or (empty) none."""
    rate = min(max(rate, _LEAST_RATE), _MOST_RATE)
    if not mark:
        none = -math.log((1 - rate) + rate * trust.lost)
        return [none] + [-math.log(rate * trust.lost)] * last
    number = int(mark[1:]) if mark != UNREAD else 0
    unread = not 0 < number <= last
    seen = max(rate, 0.02)
    if unread:
        return [-math.log((1 - seen) * trust.false_unread)] + [-math.log(seen * _UNREAD)] * last
    none = -math.log((1 - seen) * trust.false)
    other = -math.log(seen * trust.misread / max(1, last - 1))
    return [none] + [-math.log(seen * (1 - trust.misread)) if n == number else other for n in range(1, last + 1)]


def _assigned(slots: Sequence[_Slot], last: int) -> list[int]:
    """The number of each slot (0: none): the cheapest in all; a second pass knows the first's columns."""
    beside: Mapping[tuple[int, int], set[int]] = {}
    chosen: list[int] = []
    for _ in range(_PASSES):
        chosen = _cheapest(slots, last, beside)
        beside = _beside(slots, chosen)
    return chosen


def _beside(slots: Sequence[_Slot], chosen: Sequence[int]) -> dict[tuple[int, int], set[int]]:
    """For each column and row the numbers that other rows have in that column."""
    rows: dict[int, dict[int, set[int]]] = {}
    for slot, number in zip(slots, chosen, strict=True):
        if number:
            rows.setdefault(slot.column, {}).setdefault(number, set()).add(slot.row)
    return {
        (slot.column, slot.row): {n for n, found in rows.get(slot.column, {}).items() if found - {slot.row}} for slot in slots
    }


def _cheapest(slots: Sequence[_Slot], last: int, beside: Mapping[tuple[int, int], set[int]]) -> list[int]:
    best = [0.0] + [math.inf] * last  # by the highest number so far
    back: list[list[tuple[int, int]]] = []
    for slot in slots:
        known = beside.get((slot.column, slot.row), set())
        after, ways = [math.inf] * (last + 1), [(0, 0)] * (last + 1)
        again = [slot.costs[n] + (_SAME if n in known else _AGAIN) for n in range(1, last + 1)]
        lowest, number = math.inf, 0
        for highest, so_far in enumerate(best):
            if highest and again[highest - 1] < lowest:
                lowest, number = again[highest - 1], highest
            if so_far == math.inf:
                continue
            stay, which = (slot.costs[0], 0) if slot.costs[0] <= lowest else (lowest, number)
            if so_far + stay < after[highest]:
                after[highest], ways[highest] = so_far + stay, (highest, which)
            for n in range(highest + 1, last + 1):
                cost = so_far + slot.costs[n] + (_NEW if n == highest + 1 else _SKIP)
                if cost < after[n]:
                    after[n], ways[n] = cost, (highest, n)
        best = after
        back.append(ways)
    highest = min(range(last + 1), key=lambda n: best[n] + _NEVER * (last - n))
    chosen = []
    for ways in reversed(back):
        highest, number = ways[highest]
        chosen.append(number)
    return chosen[::-1]


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
