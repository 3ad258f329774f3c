"""The date of the boxes that the classifier has missed: the box of the period is never empty."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from extractor.boxes.street_lines import STREETS
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.regions.regions import Region, Regions

_PERIOD: Final = "periodOfReport"
_DATE: Final = re.compile(r"\W{0,2}\d{1,2}[/.:;-]\d{1,2}[/.:;-](?:(?:19|20)\d\d|\d\d)\W{0,2}")
_SURE: Final = 0.6
_TABLES: Final = (Region.TABLE1, Region.TABLE2)


def with_period(page: Page, regions: Regions, segments: Sequence[Segment]) -> list[Segment]:
    """The segments with the one date of the boxes of the first page as the period, where nothing is labelled so.

    Where a page has lost its columns it stands behind the street: ``12 ELM ROAD 03/21/2023``. No street ends in a date.
    """
    if any(s.field == _PERIOD for s in segments):
        return list(segments)
    of_token = regions.of_token
    tables = np.flatnonzero(np.isin(of_token, _TABLES))
    first = np.flatnonzero(of_token[: tables[0] if len(tables) else len(of_token)] == Region.BOXES)
    taken = {t for s in segments if s.field not in STREETS for t in s.tokens}
    dates = [t for t in first.tolist() if t not in taken and _DATE.fullmatch(page.words[t])]
    if len(dates) != 1:
        return list(segments)
    found = [s for segment in segments if (s := _without(segment, dates[0])).tokens or not segment.tokens]
    found.append(Segment(_PERIOD, int(regions.line_of[dates[0]]), dates, probability=_SURE))
    return sorted(found, key=lambda s: s.first)


def _without(segment: Segment, token: int) -> Segment:
    tokens = [t for t in segment.tokens if t != token]
    return segment if len(tokens) == len(segment.tokens) else replace(segment, tokens=tokens)
