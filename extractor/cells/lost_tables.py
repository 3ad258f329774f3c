"""Tables whose titles and heads are illegible: their rows betray them, since nothing above the tables dates a security.

The boxes have names, addresses, marks and one date. A line of theirs that holds the title of a security, the date of a
transaction and one more value of a row is a row of Table I, or of Table II if it has values that only that has. Of the date a
part is enough where most of the row stands beside it. Holdings have none: where no line at all is a table's, or nothing of the
boxes stands from there to the tables, the title of a security beside a number of shares is one. Such a line below a row is of its
table, too, and what stands between, but for what is of the boxes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence, Set
from typing import Final

import numpy as np

from extractor.cells.labels import ROW_FIELDS
from extractor.cells.second_table import is_derivative
from extractor.cells.segments import Segment
from extractor.regions.located import Located
from extractor.regions.regions import Region, Regions

_ABOVE: Final = (Region.TOP, Region.BOXES)
_TITLE: Final = "securityTitle"
_DATE: Final = "transactionDate"
_DIGITS: Final = 5
"""Digits of a date that is read; it has six or eight."""
_TABLES: Final = (Region.TABLE1, Region.TABLE2)
_SHARES: Final = ("postTransactionAmounts/sharesOwnedFollowingTransaction", "underlyingSecurity/underlyingSecurityShares")
_NUMBER: Final = 4
"""Digits of a number of shares that is none of a house, a room or a caption."""
_OF_ROW: Final = 3
"""Values of a line that is a row."""
_MOST_OF_ROW: Final = 5
"""Values of a line that is a row, however little of its date is legible."""
_LINES: Final = 2
"""Lines above and below a row that may be its own: cells of several lines are centred."""


def with_lost_tables(located: Located, segments: Sequence[Segment]) -> Regions | None:
    """The regions with the tables where their rows stand, if their titles are lost; nothing where all is in its place.

    Args:
        located: the page, with the regions as titles and heads have them.
        segments: what the tokens of the page were labelled as by these regions.
    """
    page, regions = located.page, located.regions
    of_line = regions.of_line.tolist()
    fields: dict[int, set[str]] = {}
    dated, held, boxed = set[int](), set[int](), set[int]()
    for segment in segments:
        if not segment.tokens or of_line[segment.line] not in _ABOVE:
            continue
        if segment.field not in ROW_FIELDS:
            boxed.add(segment.line)
            continue
        fields.setdefault(segment.line, set()).add(segment.field)
        digits = sum(c.isdigit() for t in segment.tokens for c in page.words[t])
        if segment.field == _DATE and digits >= _DIGITS:
            dated.add(segment.line)
        elif segment.field in _SHARES and digits >= _NUMBER:
            held.add(segment.line)
    titled = {line for line in held if _TITLE in fields[line]}
    held = _below_boxes(regions, held, boxed)
    rows = [
        line
        for line, found in fields.items()
        if _TITLE in found and (line in held or len(found) >= (_OF_ROW if line in dated else _MOST_OF_ROW))
    ]
    if not rows:
        return None
    begun = regions.of_line.copy()
    ends = _ends(of_line, boxed)
    ordered = sorted(titled)
    rows.sort()
    painted = -1
    for row, following in zip(rows, [*rows[1:], len(of_line)], strict=True):
        last = max(row, ordered[k - 1]) if (k := bisect_left(ordered, ends[row])) else row
        table = Region.TABLE2 if is_derivative(fields[row]) else Region.TABLE1
        near = begun[max(0, row - _LINES) : row + 1 if last == painted else last + _LINES + 1]
        near[np.isin(near, _ABOVE)] = table
        begun[row : min(last, following) + 1] = table
        painted = last
    return regions.moved(begun)


def _ends(of_line: Sequence[int], boxed: Set[int]) -> list[int]:
    """For each line the first behind it that is of the boxes, or below what stands above the tables."""
    ends = [len(of_line)] * (len(of_line) + 1)
    for line in range(len(of_line) - 1, 0, -1):
        ends[line - 1] = ends[line] if of_line[line] in _ABOVE and line not in boxed else line
    return ends


def _below_boxes(regions: Regions, lines: set[int], boxed: set[int]) -> set[int]:
    """Those of the lines that stand between the boxes and the tables, or all where no line of the page is a table's."""
    if not np.isin(regions.of_line, _TABLES).any():
        return lines
    first = int(np.argmin(np.isin(regions.of_line, _ABOVE)))
    last = max((line for line in boxed if line < first), default=-1)
    return {line for line in lines if last < line < first}
