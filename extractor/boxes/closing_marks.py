"""The check marks of the closing table: each stands under the head of its relationship.

The table gives an officer's title and the text of "other" in place of their marks, so that it has marks in two columns alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final

import numpy as np

from extractor.boxes.relationships import MARK, MARKS, PREFIX, caption_of, without_marks
from extractor.cells.segments import Segment
from extractor.filing import ReportingOwner, Value
from extractor.reading.page import Page
from extractor.regions.regions import Region, Regions


def columns_of(page: Page, regions: Regions, segments: Sequence[Segment]) -> dict[int, str]:
    """The relationship under whose head each mark of a closing table stands, where its cells or its layout are kept.

    Args:
        page: the page.
        regions: its regions.
        segments: what the classifier found; what it takes for a mark may be another glyph.
    """
    kept = page.celled | (page.dialect == "spaced")
    tokens = np.flatnonzero((regions.of_token == Region.OWNERS) & kept).tolist()
    labelled = {s.first for s in segments if s.field.removeprefix(PREFIX) in MARKS} if tokens else set()
    heads: dict[str, float] = {}
    found: dict[int, str] = {}
    for _, group in groupby(tokens, key=page.line.tolist().__getitem__):
        line = list(group)
        here = _heads(page, line)
        heads = here if len(here) > 1 else heads
        for k in line if heads else ():
            sign = MARK.fullmatch(page.words[k]) is not None
            name = _under(page, heads, k) if sign or k in labelled else None
            if name is not None and (k in labelled or name in _MARKED):
                found[k] = name
    return found


_MARKED: Final = {"isDirector": "is_director", "isTenPercentOwner": "is_ten_percent_owner"}
"""The relationships of which the table has marks, with their attributes."""


def _heads(page: Page, line: Sequence[int]) -> dict[str, float]:
    """The heads in a line with the middles of their columns; that of ``10% Owner`` is known from those on its sides."""
    found: dict[str, float] = {}
    for k in line:
        name = caption_of(page, k, page.words[k])
        if name is not None:
            found.setdefault(name, _middle(page, k, k + (name == "isTenPercentOwner")))
    if "isTenPercentOwner" not in found and {"isDirector", "isOfficer"} <= found.keys():
        found["isTenPercentOwner"] = (found["isDirector"] + found["isOfficer"]) / 2
    return found


def _under(page: Page, heads: Mapping[str, float], k: int) -> str | None:
    """The relationship whose head stands over a token: nearest to it, or in its column of cells, alone."""
    at = _middle(page, k, k)
    if page.celled[k]:
        over = [name for name, middle in heads.items() if middle == at]
        return over[0] if len(over) == 1 else None
    nearest = min(heads, key=lambda name: abs(heads[name] - at))
    return nearest if abs(heads[nearest] - at) <= _COLUMN else None


_COLUMN: Final = 12.0  # characters from the middle of a head to that of a mark below it


def _middle(page: Page, first: int, last: int) -> float:
    return float(page.x0[first] + page.x1[last]) / 2


def under_heads(regions: Regions, segments: Sequence[Segment], columns: Mapping[int, str]) -> list[Segment]:
    """The segments with the marks of the closing table as their columns (:func:`columns_of`) tell; what else seems a mark in
    their lines is a speck."""
    if not columns:
        return list(segments)
    placed: list[Segment] = []
    lines = {int(regions.line_of[k]) for k in columns}
    for segment in segments:
        if segment.field.removeprefix(PREFIX) in MARKS:
            if segment.line not in lines:
                placed.append(segment)
            continue
        tokens = [t for t in segment.tokens if t not in columns]
        if tokens:
            placed.append(segment if len(tokens) == len(segment.tokens) else replace(segment, tokens=tokens))
    placed += [Segment(PREFIX + name, int(regions.line_of[k]), [k], probability=_SURE) for k, name in columns.items()]
    return sorted(placed, key=lambda s: s.first)


_SURE: Final = 0.9


def beside_box(listed: ReportingOwner, boxed: ReportingOwner, columns: Collection[str]) -> ReportingOwner:
    """An owner of the closing table without its marks: those of the box, each before its caption, tell more.

    Where the table has more of them than the box, the box has lost one. ``columns``: relationships whose marks stand under
    their heads.
    """
    there, had = (
        [a for name, a in _MARKED.items() if getattr(owner, a).value and (owner is boxed or name in columns)]
        for owner in (listed, boxed)
    )
    kept: dict[str, Value[Any]] = {a: getattr(listed, a) for a in there} if len(there) > len(had) else {}
    return replace(without_marks(listed), **kept)
