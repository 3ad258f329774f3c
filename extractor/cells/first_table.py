"""Table I whose title and heads were taken for Table II's: its rows betray it, since the heads of Table II stand below them.

The titles of the two tables differ in three letters, and most heads in none. Rows stand below the heads of their own table: rows
above the last line of Table II's title or heads, none of them with several values that only Table II has, are Table I's, if that
has no other row. What stands below them and above Table II's title or heads is Table I's, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.cells.second_table import fields_of_lines, head_lines, is_derivative
from extractor.cells.segments import Segment
from extractor.regions.located import Located
from extractor.regions.regions import Region, Regions

_OF_ROW: Final = 4
"""Values of a line that is a row."""


def with_first_table(located: Located, segments: Sequence[Segment]) -> Regions | None:
    """The regions with Table I down to its last row, where that was taken for Table II; nothing where all is in its place.

    Args:
        located: the page, with the regions as titles and heads have them.
        segments: what the tokens of the page were labelled as by these regions.
    """
    regions = located.regions
    of_line = regions.of_line.tolist()
    filled = (s for s in segments if s.tokens or s.notes)
    fields = fields_of_lines(regions, filled, (Region.TABLE1, Region.TABLE2))
    rows = sorted(line for line, found in fields.items() if len(found) >= _OF_ROW)
    if not rows or any(of_line[line] == Region.TABLE1 for line in rows):
        return None
    heads = [line for line in head_lines(located, titles=True).tolist() if of_line[line] == Region.TABLE2]
    last = heads[-1] if heads else 0
    ours = [line for line in rows if line < last]
    if not ours or any(is_derivative(fields[line]) for line in ours):
        return None
    until = next(line for line in heads if line > ours[-1])
    begun = regions.of_line.copy()
    begun[:until][begun[:until] == Region.TABLE2] = Region.TABLE1
    return regions.moved(begun)
