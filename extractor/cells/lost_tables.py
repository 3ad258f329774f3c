"""Tables whose titles and heads are illegible: their rows betray them, since nothing above the tables dates a security.

The boxes have names, addresses, marks and one date. A line of theirs that holds the title of a security, the date of a
transaction and one more value of a row is a row of Table I, or of Table II if it has values that only that has. Of the date a
part is enough where most of the row stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from extractor.cells.labels import ROW_FIELDS
from extractor.cells.second_table import is_derivative
from extractor.cells.segments import Segment
from extractor.reading.page import Page
from extractor.regions.regions import Region, Regions

_ABOVE: Final = (Region.TOP, Region.BOXES)
_TITLE: Final = "securityTitle"
_DATE: Final = "transactionDate"
_DIGITS: Final = 5
"""Digits of a date that is read; it has six or eight."""
_OF_ROW: Final = 3
"""Values of a line that is a row."""
_MOST_OF_ROW: Final = 5
"""Values of a line that is a row, however little of its date is legible."""
_LINES: Final = 2
"""Lines above and below a row that may be its own: cells of several lines are centred."""


def with_lost_tables(page: Page, regions: Regions, segments: Sequence[Segment]) -> Regions | None:
    """The regions with the tables where their rows stand, if their titles are lost; nothing where all is in its place.

    Args:
        page: the page.
        regions: the regions as titles and heads have them.
        segments: what the tokens of the page were labelled as by these regions.
    """
    of_line = regions.of_line.tolist()
    fields: dict[int, set[str]] = {}
    dated: set[int] = set()
    for segment in segments:
        if segment.tokens and segment.field in ROW_FIELDS and of_line[segment.line] in _ABOVE:
            fields.setdefault(segment.line, set()).add(segment.field)
            if segment.field == _DATE and sum(c.isdigit() for t in segment.tokens for c in page.words[t]) >= _DIGITS:
                dated.add(segment.line)
    rows = [
        line for line, found in fields.items() if _TITLE in found and len(found) >= (_OF_ROW if line in dated else _MOST_OF_ROW)
    ]
    if not rows:
        return None
    begun = regions.of_line.copy()
    for row in rows:
        near = begun[max(0, row - _LINES) : row + _LINES + 1]
        near[np.isin(near, _ABOVE)] = Region.TABLE2 if is_derivative(fields[row]) else Region.TABLE1
    return regions.moved(begun)
