"""Which of the stretches that are labelled as one value of an owner are it: the first, and those that go on with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.boxes.place_codes import ZIP_CODE
from extractor.boxes.relationships import PREFIX
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.form.lookalikes import TO_DIGITS

_NAME: Final = "reportingOwnerId/rptOwnerName"


def first_run(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """The first segment that begins the value, and those that go on with it; behind ``CFO &`` the next does."""
    if not segments:
        return []
    if segments[0].field == ZIP_CODE:
        segments = _from_code(page, segments)
    begins = [i for i, s in enumerate(segments) if s.begins] or [0]
    likely = [i for i in begins if segments[i].probability > _LIKELY]
    start = begins[0] if segments[begins[0]].probability >= _HARDLY or not likely else likely[0]
    run = [segments[start]]
    for segment in segments[start + 1 :]:
        if segment.begins and not _is_open(page, run[-1], segment):
            break
        if segment.probability >= (_HARDLY if segment.line == run[-1].line or segment.field != _NAME else _UNLIKELY):
            run.append(segment)
    return run


def _from_code(page: Page, segments: Sequence[Segment]) -> Sequence[Segment]:
    """The segments of a ZIP code without a first one that has no figure, misread or not, before another that begins with some."""
    stray = len(segments) > 1 and segments[1].begins and _has_figure(page, segments[1]) and not _has_figure(page, segments[0])
    return segments[1:] if stray else segments


def _has_figure(page: Page, segment: Segment) -> bool:
    """Whether a segment has a figure, or a word of letters that all may be misread ones."""
    words = [page.words[t] for t in segment.tokens]
    return any(any(map(str.isdigit, word)) or word.strip(_SIGNS).translate(TO_DIGITS).isdecimal() for word in words)


_SIGNS: Final = ".,;:'\"-"


def _is_open(page: Page, before: Segment, segment: Segment) -> bool:
    """Whether a title breaks off behind a word that joins two, and goes on in one of the lines below."""
    if before.field != _TITLE or not before.tokens or not 0 < segment.line - before.line <= _NEAR:
        return False
    return page.words[before.tokens[-1]].lower() in _JOINING


_NEAR: Final = 2  # lines below a title on which it may go on
_TITLE: Final = PREFIX + "officerTitle"
_JOINING: Final = frozenset(("&", "and", "of", "-", "/"))
"""Words of titles behind which they go on: of 7,388 titles in 9,066 electronic filings 30 end in one."""
_LIKELY: Final = 0.5  # probability of a label that stands before another that is hardly any
_HARDLY: Final = 0.05  # probability of a label that is there only because something goes on
_UNLIKELY: Final = 0.3  # the same below a name, most of which have one line
