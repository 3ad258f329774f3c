"""From segments to rows: fused rows split, rows over several lines joined.

A line that holds more than words is the anchor of a row (or of several, fused). Lines of words alone, which are the lines
of long titles and natures, go to the anchor above or below: a value that goes on goes to where it began; one that begins
goes to the row that lacks it, and to the nearer one where both do, since cells are centred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Final

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.rows.fused import FOLLOWING, NATURE, TEXTS, TITLE, dealt_to_rows, rows_fused_in
from extractor.rows.scattered import scattered_rows

_SHARES: Final = "transactionAmounts/transactionShares"
_UNDERLYING: Final = "underlyingSecurity/underlyingSecurityTitle"
_UNDERLYING_SHARES: Final = "underlyingSecurity/underlyingSecurityShares"
_PRICE: Final = "transactionAmounts/transactionPricePerShare"
_BOTH: Final = TEXTS - {NATURE}
"""The titles of a derivative security and of what underlies it."""
_EVENTS: Final = ("transactionDate", "transactionCoding/transactionCode")


@dataclass(slots=True)
class DraftRow:
    """The segments of one row, by field, in reading order; ``line``: where its anchor stands."""

    line: int
    segments: dict[str, list[Segment]] = field(default_factory=dict)

    def add(self, segment: Segment) -> None:
        """Add a segment to its field."""
        self.segments.setdefault(segment.field, []).append(segment)

    def has(self, name: str) -> bool:
        """Whether the row has a value in a field."""
        return any(s.tokens for s in self.segments.get(name, ()))


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    height: int
    segments: list[Segment]

    @property
    def anchors(self) -> bool:
        return any(s.tokens and s.field not in TEXTS for s in self.segments) or self._is_noted

    @property
    def _is_noted(self) -> bool:
        """Whether both titles of a row of Table II begin here and footnotes stand for its values."""
        begun = {s.field for s in self.segments if s.begins and s.tokens}
        return begun >= _BOTH and any(s.notes and not s.tokens and s.field not in TEXTS for s in self.segments)


def assemble(page: Page, segments: Iterable[Segment], heights: Sequence[int]) -> list[DraftRow]:
    """Rows of one table, in printed order. ``heights``: for each line's index the number of its line on the page."""
    segments = list(segments)
    rows = _in_reading_order(page, segments, heights)
    parts = scattered_rows(page, segments, ([s for found in row.segments.values() for s in found] for row in rows))
    return rows if parts is None else [_row(heights[part[0].line], part) for part in parts]


def _in_reading_order(page: Page, segments: Iterable[Segment], heights: Sequence[int]) -> list[DraftRow]:
    """Rows of lines that follow each other as the values of a row do."""
    lines = [_Line(k, heights[k], list(g)) for k, g in groupby(segments, key=lambda s: s.line)]
    rows, owners = _anchored(page, lines)
    hangs = _hanging(lines)
    latest: dict[str, DraftRow] = {}
    current: DraftRow | None = None
    for line, mine in zip(lines, owners, strict=True):
        if mine:
            for row in mine:
                for segment in [s for found in row.segments.values() for s in found if s.line == line.number]:
                    latest[segment.field] = row
            current = mine[-1]
            continue
        for segment in line.segments:
            alone = current is not None and not segment.tokens  # a mark without its value: the row that is being told has it
            target = current if alone else _target(segment, line, rows, latest, hangs)
            if target is not None:
                target.add(segment)
                latest[segment.field] = current = target
    for row in rows:
        for found in row.segments.values():
            found.sort(key=lambda s: s.line)
    return rows


def _anchored(page: Page, lines: Sequence[_Line]) -> tuple[list[DraftRow], list[list[DraftRow]]]:
    """Rows of the anchor lines, and for each line the rows that it anchors."""
    rows: list[DraftRow] = []
    owners: list[list[DraftRow]] = []
    for line in lines:
        mine: list[DraftRow] = []
        if line.anchors and rows:
            line = _in_order(rows[-1], line)
        if line.anchors:
            count = rows_fused_in(line.segments, page)
            if count > 1:
                mine = [_row(line.height, found) for found in dealt_to_rows(line.segments, count, page)]
                rows += mine
            elif rows and (_shifted(rows[-1], line) or not _opens(rows[-1], line)):
                for segment in line.segments:
                    rows[-1].add(segment)
                mine = [rows[-1]]
            else:
                mine = [_row(line.height, line.segments)]
                rows += mine
        owners.append(mine)
    return rows, owners


_TWO, _SEVERAL = 2, 3
"""Rows with words below from which those of titles, and those of natures, hang: these are centred more often."""


def _hanging(lines: Sequence[_Line]) -> int:
    """How many rows have words below, where values begin on the anchor lines of their rows: no words stand above the first, and
    some below the last; nought where they do not."""
    at = [k for k, line in enumerate(lines) if line.anchors]
    worded = [any(s.tokens for s in line.segments) for line in lines]
    if not at or any(worded[: at[0]]) or not any(worded[at[-1] + 1 :]):
        return 0
    return sum(b - a > 1 and worded[a + 1] for a, b in pairwise([*at, len(lines)]))


def _target(segment: Segment, line: _Line, rows: Sequence[DraftRow], latest: dict[str, DraftRow], hangs: int) -> DraftRow | None:
    """The row that a segment of a line of words belongs to. ``hangs``: how many rows have lines of words that hang from them."""
    above = next((r for r in reversed(rows) if r.line < line.height), None)
    below = next((r for r in rows if r.line > line.height), None)
    if not (segment.begins and segment.tokens):
        return latest.get(segment.field, above or below)
    if above is None or below is None:
        return above or below
    told = hangs >= _SEVERAL if segment.field == NATURE else hangs >= _TWO and _begun(below, segment.field)
    if told and above.has(segment.field):
        return above
    if above.has(segment.field) or (segment.field == NATURE and _is_direct(above)):
        return below
    if _begun(below, segment.field):
        return above
    return above if line.height - above.line <= below.line - line.height else below


def _begun(row: DraftRow, name: str) -> bool:
    """Whether a value of the row begins in one of its segments."""
    return any(s.begins and s.tokens for s in row.segments.get(name, ()))


def _in_order(row: DraftRow, line: _Line) -> _Line:
    """The line with its one number as that of the underlying securities, or as what is held, where the row lacks it.

    The number transacted stands before the title of what underlies: behind that, a row that has it has no other.
    """
    begun = [s for s in line.segments if s.begins and s.tokens]
    if [s.field for s in begun] != [_SHARES] or not (row.has(_UNDERLYING) and row.has(_SHARES)):
        return line
    lacked = next((name for name in (_UNDERLYING_SHARES, FOLLOWING) if not row.has(name)), None)
    if lacked is None:
        return line
    return replace(line, segments=[replace(s, field=lacked) if s is begun[0] else s for s in line.segments])


def _shifted(row: DraftRow, line: _Line) -> bool:
    """Whether a line goes on with a transaction whose number or price was taken for its holding: it has the holding.

    Where each value stands on a line of its own there is no column to tell them apart, but a row has one holding, and that
    stands last. What was taken for it is then that which the row lacks.
    """
    begun = {s.field for s in line.segments if s.begins and s.tokens}
    taken = row.segments.get(FOLLOWING, [])
    if len(taken) != 1 or not taken[0].tokens or taken[0].line == line.number:
        return False
    if not any(s.first < taken[0].first for name in _EVENTS for s in row.segments.get(name, ()) if s.tokens):
        return False
    if FOLLOWING not in begun or TITLE in begun or any(row.has(name) for name in begun - {FOLLOWING}):
        return False
    lacked = next((name for name in (_SHARES, _PRICE) if not row.has(name)), None)
    if lacked is None:
        return False
    notes = row.segments.pop(lacked, [])
    moved = row.segments.pop(FOLLOWING)[0]
    row.segments[lacked] = [*notes, replace(moved, field=lacked)]
    return True


def _row(height: int, segments: Iterable[Segment]) -> DraftRow:
    row = DraftRow(height)
    for segment in segments:
        row.add(segment)
    return row


def _opens(row: DraftRow, line: _Line) -> bool:
    """Whether an anchor line opens a new row: it begins a value that the row has, or a title after the row's numbers."""
    begun = [s for s in line.segments if s.begins and s.tokens]
    if any(row.has(s.field) for s in begun if s.field not in TEXTS):
        return True
    return any(s.field == TITLE for s in begun)


def _is_direct(row: DraftRow) -> bool:
    return row.has(_OWNERSHIP) and _DIRECT.fullmatch(row.segments[_OWNERSHIP][0].word) is not None


_DIRECT: Final = re.compile(r"D(?:[^A-HJ-Za-z].*|[a-z][^a-zA-Z])?")
"""The letter D, and what is left of a footnote mark behind it."""
_OWNERSHIP: Final = "ownershipNature/directOrIndirectOwnership"
