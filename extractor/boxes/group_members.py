"""Members of groups, of which "Other (specify below)" mostly speaks: ``Member of 10% owner group`` has words of captions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from extractor.boxes.relationships import PREFIX
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.regions.regions import Region, Regions

_OTHER: Final = f"{PREFIX}otherText"
_MEMBER: Final = re.compile(
    r"(?:may\sbe\s(?:deemed\s)?(?:an?\s)?)?member\sof\s(?:(?:an?|the)\s)?(?:sec(?:tion|\.)\s)?"
    r"(?:13\s?\W?[dg]\W?\s|>?10\s?%\s|ten\spercent\s|(?:beneficial|reporting|filing|own\w{2,6})\s){0,4}group\W{0,2}",
    re.IGNORECASE,
)
"""Groups are those of section 13(d) of the Act, whose members own more than 10 % together (Rule 16a-1(a)(1))."""
_MARK: Final = re.compile(r"(?:\(\d{1,2}\))+")
_LONGEST: Final = 14  # words
_SURE: Final = 0.9


def with_members(page: Page, regions: Regions, segments: Sequence[Segment]) -> list[Segment]:
    """The segments with the whole of ``Member of 10% owner group`` as the other text, with the footnote mark behind it."""
    found = list(_texts(page, regions))
    taken = {t for tokens in found for t in tokens}
    kept = [replace(s, tokens=[t for t in s.tokens if t not in taken]) if taken.intersection(s.tokens) else s for s in segments]
    kept = [after for before, after in zip(segments, kept, strict=True) if after.tokens or not before.tokens]
    kept += [Segment(_OTHER, int(regions.line_of[tokens[0]]), tokens, probability=_SURE) for tokens in found]
    return sorted(kept, key=lambda s: s.first) if found else list(segments)


def _texts(page: Page, regions: Regions) -> Iterator[list[int]]:
    """The tokens of each such text, all in one line and cell of the boxes or of the closing table of owners."""
    boxed = np.isin(regions.of_token, (Region.BOXES, Region.OWNERS))
    for first in np.flatnonzero(boxed).tolist():
        if page.words[first].lower() not in _FIRST:
            continue
        text = page.words[first]
        for k in range(first + 1, min(first + _LONGEST, len(page))):
            if page.line[k] != page.line[first] or page.cell[k] != page.cell[first]:
                break
            text = f"{text} {page.words[k]}"
            if _MEMBER.fullmatch(text):
                marked = k + 1 < len(page) and page.line[k + 1] == page.line[k] and _MARK.fullmatch(page.words[k + 1])
                yield list(range(first, k + (2 if marked else 1)))
                break


_FIRST: Final = ("member", "may")
