"""The check marks of the closing table: each stands under the head of its relationship.

The table gives an officer's title and the text of "other" in place of their marks, so that it has marks in two columns alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any, Final, NamedTuple

import numpy as np

from extractor.boxes.relationships import MARK, MARKS, PREFIX, caption_of, without_marks
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.filing import ReportingOwner, Value
from extractor.regions.regions import Region, Regions


class Columns(NamedTuple):
    """Where the marks of a closing table stand."""

    of_mark: Mapping[int, str]
    """The relationship under whose head each mark stands."""
    shared: frozenset[int]
    """Marks in a column over which the heads of both relationships stand that have marks."""


def columns_of(page: Page, regions: Regions, segments: Sequence[Segment]) -> Columns:
    """The columns of the marks of a closing table, where its cells or its layout are kept.

    Args:
        page: the page.
        regions: its regions.
        segments: what the classifier found; what it takes for a mark may be another glyph.
    """
    mine = [s for s in segments if regions.of_line[s.line] == Region.OWNERS and s.tokens]
    labelled = {s.first for s in mine if s.field.removeprefix(PREFIX) in MARKS}
    titles = {t for s in mine if s.field == _TITLE for t in s.tokens}
    found: dict[int, str] = {}
    shared: set[int] = set()
    for line, heads in _headed(page, regions):
        signs = [k for k in line if MARK.fullmatch(page.words[k])]
        over = {k: _under(page, heads, k) for k in line if k in signs or k in labelled}
        own = {name for k in signs if len(over[k]) == 1 for name in over[k]}
        apart = len(signs) == len(_MARKED) and page.x0[signs[0]] < page.x0[signs[1]]
        if apart and labelled.issuperset(signs) and len(own) < len(signs):
            found.update(zip(signs, _MARKED, strict=True))  # of a head that is lost or shared
            continue
        one_head = heads.get("isDirector", -1.0) == heads.get(_TEN_PERCENT)
        for k, names in over.items():
            if one_head and k in signs and names == [_OFFICER] and titles.isdisjoint(line):
                names = [_TEN_PERCENT]  # an officer has a title there: the columns of the heads are not those of the marks
            if sorted(names) == sorted(_MARKED):
                shared.add(k)
            elif len(names) == 1 and (k in labelled or names[0] in _MARKED):
                found[k] = names[0]
    return Columns(found, frozenset(shared))


def _headed(page: Page, regions: Regions) -> Iterator[tuple[list[int], dict[str, float]]]:
    """The lines of the closing table below its heads, with these."""
    kept = page.celled | (page.dialect == "spaced")
    tokens = np.flatnonzero((regions.of_token == Region.OWNERS) & kept).tolist()
    heads: dict[str, float] = {}
    for _, group in groupby(tokens, key=page.line.tolist().__getitem__):
        line = list(group)
        here = _heads(page, line)
        heads = here if len(here) > 1 else heads
        if heads:
            yield line, heads


_OFFICER: Final = "isOfficer"
_TEN_PERCENT: Final = "isTenPercentOwner"
_TITLE: Final = PREFIX + "officerTitle"
_TEXT: Final = PREFIX + "otherText"
_MARKED: Final = {"isDirector": "is_director", _TEN_PERCENT: "is_ten_percent_owner"}
"""The relationships of which the table has marks, with their attributes."""


def _heads(page: Page, line: Sequence[int]) -> dict[str, float]:
    """The heads in a line with the middles of their columns; that of ``10% Owner`` is known from those on its sides."""
    found: dict[str, float] = {}
    for k in line:
        name = caption_of(page, k, page.words[k])
        if name is not None:
            found.setdefault(name, _middle(page, k, k + (name == _TEN_PERCENT)))
    if _TEN_PERCENT not in found and {"isDirector", _OFFICER} <= found.keys():
        found[_TEN_PERCENT] = (found["isDirector"] + found[_OFFICER]) / 2
    return found


def _under(page: Page, heads: Mapping[str, float], k: int) -> list[str]:
    """The relationships whose head stands over a token: nearest to it, or in its column of cells."""
    at = _middle(page, k, k)
    if page.celled[k]:
        over = [name for name, middle in heads.items() if middle == at]
        alone = k == 0 or page.line[k - 1] != page.line[k] or page.cell[k - 1] != page.cell[k]
        # Under the first head, that is not legible, and no initial behind a name.
        lost = alone and "isDirector" not in heads and at < heads.get(_TEN_PERCENT, at)
        return ["isDirector"] if lost and not over else over
    nearest = min(heads, key=lambda name: abs(heads[name] - at))
    return [nearest] if abs(heads[nearest] - at) <= _COLUMN else []


_COLUMN: Final = 12.0  # characters from the middle of a head to that of a mark below it


def _middle(page: Page, first: int, last: int) -> float:
    return float(page.x0[first] + page.x1[last]) / 2


def under_heads(page: Page, regions: Regions, segments: Sequence[Segment], columns: Columns) -> list[Segment]:
    """The segments with the marks of the closing table as their columns tell; what else seems a mark in their lines is a speck.

    A title that stands under the head of "Other" alone is the text of that.
    """
    found = columns.of_mark
    placed: list[Segment] = []
    lines = {int(regions.line_of[k]) for k in found}
    for segment in _with_others(page, regions, segments):
        if segment.field.removeprefix(PREFIX) in MARKS:
            if segment.line not in lines:
                placed.append(segment)
            continue
        tokens = [t for t in segment.tokens if t not in found]
        if tokens:
            placed.append(segment if len(tokens) == len(segment.tokens) else replace(segment, tokens=tokens))
    placed += [Segment(PREFIX + name, int(regions.line_of[k]), [k], probability=_SURE) for k, name in found.items()]
    return sorted(placed, key=lambda s: s.first) if found else placed


def _with_others(page: Page, regions: Regions, segments: Sequence[Segment]) -> list[Segment]:
    """The segments with the titles in the column of "Other" as texts of that."""
    titles = [s.first for s in segments if s.field == _TITLE and s.tokens and regions.of_line[s.line] == Region.OWNERS]
    if not any(page.celled[k] for k in titles):
        return list(segments)
    heads = {k: heads for line, heads in _headed(page, regions) for k in line if page.celled[k]}
    return [
        replace(s, field=_TEXT) if s.field == _TITLE and all(t in heads and _is_other(page, heads[t], t) for t in s.tokens) else s
        for s in segments
    ]


def _is_other(page: Page, heads: Mapping[str, float], k: int) -> bool:
    return _OFFICER in heads and _under(page, heads, k) == ["isOther"]


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
