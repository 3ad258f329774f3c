"""Table II whose title and heads are lost: its rows betray it, since only they have columns for what an option entitles to.

Table I has no column for the exercise price, the date exercisable, the expiration date and the underlying security (columns 2, 6
and 7 of Table II of Forms 4 and 5, items 2 to 4 of Form 3). A line of Table I's region that holds two of them is a row of
Table II, and so are the rows below it. Where a head of Table II is legible between it and the rows of Table I, Table II begins
behind these. Where no line at all is of Table II, the title of an option, a warrant or phantom stock begins it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.labels import ROW_FIELDS
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.form.printed import SLOTS
from extractor.readings.page_words import page_words
from extractor.regions.located import Located
from extractor.regions.regions import Region, Regions

OF_DERIVATIVES: Final = frozenset(
    (
        "conversionOrExercisePrice",
        "exerciseDate",
        "expirationDate",
        "underlyingSecurity/underlyingSecurityTitle",
        "underlyingSecurity/underlyingSecurityShares",
    )
)
_SEVERAL: Final = 2
"""Values of such columns in a line; one alone may be a number or a date of Table I in the wrong place."""
_AMOUNTS: Final = frozenset(("conversionOrExercisePrice", "underlyingSecurity/underlyingSecurityShares"))
_OF_ROW: Final = 3
"""Values of a line that is a row."""


_HEADS: Final = (
    "head.title2",
    "head.exercise_price",
    "head.dates",
    "head.exercisable",
    "head.expiration",
    "head.underlying",
    "head.underlying_amount",
)
_IS_HEAD: Final = np.array([slot in _HEADS for slot in SLOTS] + [False])
_IS_TITLE_OR_HEAD: Final = np.array([slot in (*_HEADS, "table2") for slot in SLOTS] + [False])
_LETTERS: Final = 12.0
"""Letters of Table II's title or heads in a line that are no chance."""


def head_lines(located: Located, *, titles: bool) -> npt.NDArray[np.intp]:
    """The lines that hold heads, or the title, that only Table II has."""
    page, printed, regions = located.page, located.printed, located.regions
    letters = (page.end - page.start) * printed.cover * printed.share
    ours = (_IS_TITLE_OR_HEAD if titles else _IS_HEAD)[printed.slot]
    return np.flatnonzero(np.bincount(regions.line_of, letters * ours, len(regions.of_line)) > _LETTERS)


def with_second_table(located: Located, segments: Sequence[Segment]) -> Regions | None:
    """The regions with Table II begun at its heads or its first row, where its title is lost; nothing where all is in its place.

    Args:
        located: the page, with the regions as titles and heads have them.
        segments: what the tokens of the page were labelled as by these regions.
    """
    regions = located.regions
    fields = fields_of_lines(regions, (s for s in segments if s.tokens), (Region.TABLE1,))
    rows = sorted(line for line, found in fields.items() if len(found) >= _OF_ROW)
    ours = [line for line in rows if is_derivative(fields[line])]
    if not ours:
        return _begun_by_title(located.page, regions, segments)
    heads = [line for line in head_lines(located, titles=False).tolist() if line < ours[0]]
    above = [line for line in rows if heads and line < heads[-1]]
    first = above[-1] + 1 if above else ours[0]
    telling = [line for line in rows if line >= first and fields[line] & OF_DERIVATIVES] if above else ours
    if 2 * len(telling) <= sum(line >= first for line in rows):
        return None
    begun = regions.of_line.copy()
    begun[(begun == Region.TABLE1) & (np.arange(len(begun)) >= first)] = Region.TABLE2
    return regions.moved(begun)


def _begun_by_title(page: Page, regions: Regions, segments: Sequence[Segment]) -> Regions | None:
    """The regions of a noisy page without Table II, with it begun at the first title of Table I that only it has."""
    if not page_words(page).is_noisy or (regions.of_line == Region.TABLE2).any():
        return None
    titles = (s for s in segments if s.field == "securityTitle" and regions.of_line[s.line] == Region.TABLE1)
    first = next((s.line for s in titles if _NAMED.search(" ".join(page.words[t] for t in s.tokens).lower())), None)
    if first is None:
        return None
    begun = regions.of_line.copy()
    begun[(begun == Region.TABLE1) & (np.arange(len(begun)) >= first)] = Region.TABLE2
    return regions.moved(begun)


_NAMED: Final = re.compile(r"(?<!and )(?<!& )(?<!with )\b(?:(?:options?|warrants?|phantom)\b|right\W? to\b)")
"""Words of titles of derivative securities alone, as of the ``(right to buy)`` behind an option; stock may come with warrants."""


def fields_of_lines(regions: Regions, segments: Iterable[Segment], of: Collection[Region]) -> dict[int, set[str]]:
    """Which fields of rows stand in the lines of some regions."""
    of_line = regions.of_line.tolist()
    fields: dict[int, set[str]] = {}
    for segment in segments:
        if segment.field in ROW_FIELDS and of_line[segment.line] in of:
            fields.setdefault(segment.line, set()).add(segment.field)
    return fields


def is_derivative(fields: set[str]) -> bool:
    """Whether a line has several values that only Table II has, and not only numbers."""
    found = fields & OF_DERIVATIVES
    return len(found) >= _SEVERAL and not found <= _AMOUNTS
