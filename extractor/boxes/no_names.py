"""Lines of an owner's address that the classifier took for another owner's name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from extractor.boxes.place_codes import ZIP_CODE
from extractor.boxes.street_lines import STREETS
from extractor.boxes.streets import goes_on
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.form.care_of import care_of_end
from extractor.readings.page_words import page_words

_NAME: Final = "reportingOwnerId/rptOwnerName"


def without_no_names(page: Page, segments: Iterable[Segment]) -> list[Segment]:
    """The segments, those of a second name that is none with the label of the line that they are.

    Who is reached care of somebody is named before: what begins with "C/O", however misread, is a street. A legal form alone goes
    on with the line above it. What has no letter on a noisy page is nobody's name.
    """
    kept: list[Segment] = []
    named, noisy = False, page_words(page).is_noisy
    for segment in segments:
        words = [page.words[t] for t in segment.tokens] if segment.field == _NAME else []
        if words and not any(c.isalpha() for word in words for c in word):
            if named and _CODE.fullmatch("".join(words)):
                kept.append(replace(segment, field=ZIP_CODE))
            elif not noisy:
                kept.append(segment)
            continue
        if named and segment.field == _NAME and segment.tokens:
            if care_of_end(" ".join(words)):
                segment = replace(segment, field=STREETS[0])
            elif goes_on(page, segment.first) and _is_below_street(segment, kept[-1]):
                segment = replace(segment, field=kept[-1].field, begins=False)
        kept.append(segment)
        named = named or segment.field == _NAME
    return kept


_CODE: Final = re.compile(r"\d{5}(?:-\d{4})?")
"""A ZIP code, which in the closing table may stand on a line of its own."""


def _is_below_street(segment: Segment, above: Segment) -> bool:
    return above.field in STREETS and above.line < segment.line
