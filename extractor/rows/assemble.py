"""From segments to rows: fused rows split, rows over several lines joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from extractor.cells.segments import Segment

_TITLE: Final = "securityTitle"
_WORDS: Final = frozenset((_TITLE, "ownershipNature/natureOfOwnership", "underlyingSecurity/underlyingSecurityTitle"))
_NATURE: Final = "ownershipNature/natureOfOwnership"


@dataclass(slots=True)
class DraftRow:
    """The segments of one row, by field, in reading order."""

    segments: dict[str, list[Segment]] = field(default_factory=dict)

    def add(self, segment: Segment) -> None:
        """Add a segment to its field."""
        self.segments.setdefault(segment.field, []).append(segment)

    def has(self, name: str) -> bool:
        """Whether the row has a value in a field."""
        return any(s.tokens for s in self.segments.get(name, ()))

    @property
    def numbers(self) -> bool:
        """Whether anything but words stands in the row."""
        return any(name not in _WORDS and any(s.tokens for s in found) for name, found in self.segments.items())


def assemble(segments: Iterable[Segment]) -> list[DraftRow]:
    """Rows of one table, in printed order."""
    rows: list[DraftRow] = []
    for _, group in groupby(segments, key=lambda s: s.line):
        line = list(group)
        count = fused(line)
        if count > 1:
            rows += _split(line, count)
        elif rows and not _opens(rows[-1], line):
            for segment in line:
                rows[-1].add(segment)
        else:
            rows.append(_row(line))
    return [row for row in rows if row.numbers]


def fused(line: Sequence[Segment]) -> int:
    """How many printed rows a line of cells holds: a number that at least two columns agree on."""
    counts = Counter(s.field for s in line if s.begins and s.tokens)
    numbers = sorted((n for name, n in counts.items() if name != _NATURE), reverse=True)
    if len(numbers) >= 2 and numbers[1] >= 2:
        return numbers[1]
    only_title = set(counts) <= _WORDS | {"postTransactionAmounts/sharesOwnedFollowingTransaction"}
    return numbers[0] if numbers and numbers[0] >= 2 and only_title and len(numbers) == 1 else 1


def _split(line: Sequence[Segment], count: int) -> list[DraftRow]:
    """The n-th segment of each field belongs to the n-th row."""
    rows = [DraftRow() for _ in range(count)]
    for name in dict.fromkeys(s.field for s in line):
        at = -1
        for segment in (s for s in line if s.field == name):
            at += segment.begins or at < 0
            rows[min(at, count - 1)].add(segment)
    return rows


def _row(line: Sequence[Segment]) -> DraftRow:
    row = DraftRow()
    for segment in line:
        row.add(segment)
    return row


def _opens(row: DraftRow, line: Sequence[Segment]) -> bool:
    """Whether a line opens a new row: it begins a value that the row has, or one that the row cannot have any more."""
    begun = [s for s in line if s.begins and s.tokens]
    if any(s.field not in _WORDS and row.has(s.field) for s in begun):
        return True
    if any(s.field == _TITLE and row.has(_TITLE) for s in begun):
        return row.numbers or any(s.field not in _WORDS for s in line)
    words_only = all(s.field in _WORDS for s in line)
    if words_only and row.numbers and any(s.field in _WORDS and row.has(s.field) for s in begun):
        return True
    return any(s.field == _TITLE for s in begun) and row.numbers
