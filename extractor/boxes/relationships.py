"""The check marks of the relationships: a mark stands before the caption that it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz

from extractor.cells.segments import Segment
from extractor.reading.page import Page
from extractor.regions.regions import Region, Regions

_PREFIX: Final = "reportingOwnerRelationship/"
MARKS: Final = ("isDirector", "isTenPercentOwner", "isOfficer", "isOther")
_MARK: Final = re.compile(r"[\[({|_]{0,4}[xX\u00d7\u2612\u2713\u2714][\])}|_]{0,4}")
_EMPTY: Final = re.compile(r"_{2,}|\[\s*\]|\(\s*\)|\u2610|\[_+\]|\|_+\|")
_CAPTIONS: Final = (("director", "isDirector"), ("officer", "isOfficer"), ("other", "isOther"))
_TEN_PERCENT: Final = re.compile(r"[1I!l][0O]%?o?")
_ALIKE: Final = 80.0
_BEFORE: Final = 3  # tokens before a caption among which its mark stands
_SURE: Final = 0.9


def marked(page: Page, regions: Regions, segments: Sequence[Segment], boxes: Sequence[int] = ()) -> list[Segment]:
    """The segments with the marks of the boxes as they stand before their captions.

    A mark just before a caption belongs to it, whatever the classifier thinks; one that no caption follows keeps its label.

    Args:
        page: the page.
        regions: its regions.
        segments: what the classifier found.
        boxes: the lines in which the box of an owner begins; each of them has its own marks.
    """
    found = dict(_before_captions(page, regions, boxes))
    if not found:
        return list(segments)
    kept: list[Segment] = []
    for segment in segments:
        name = segment.field.removeprefix(_PREFIX)
        if name in MARKS and any(t in found for t in segment.tokens):
            continue
        kept.append(segment)
    kept += [Segment(_PREFIX + name, int(regions.line_of[t]), [t], probability=_SURE) for t, name in found.items()]
    return sorted(kept, key=lambda s: s.first)


def _before_captions(page: Page, regions: Regions, boxes: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Mark tokens in the boxes with the marks that they are."""
    taken: set[tuple[int, str]] = set()
    for k, word in enumerate(page.words):
        name = _caption(page, k, word) if regions.of_token[k] == Region.BOXES else None
        if name is None:
            continue
        this = (bisect_right(boxes, int(regions.line_of[k])), name)
        if this in taken:
            continue
        for j in range(k - 1, max(-1, k - 1 - _BEFORE), -1):
            if page.line[j] != page.line[k] or _EMPTY.fullmatch(page.words[j]) or _caption(page, j, page.words[j]):
                break
            if _MARK.fullmatch(page.words[j]):
                taken.add(this)
                yield j, name
                break
            if any(c.isalnum() for c in page.words[j]):
                break


def _caption(page: Page, k: int, word: str) -> str | None:
    """Which relationship's caption a word begins."""
    plain = word.strip(".,:;()[]|_").lower()
    if _TEN_PERCENT.fullmatch(plain) and "%" in word and k + 1 < len(page) and page.words[k + 1].lower().startswith("own"):
        return "isTenPercentOwner"
    if len(plain) < 4:
        return None
    return next((name for caption, name in _CAPTIONS if fuzz.ratio(plain, caption) >= _ALIKE), None)
