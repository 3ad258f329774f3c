"""The one date of the boxes that nobody labelled."""

from __future__ import annotations

from printed import find_printed

from extractor.boxes.lone_period import with_period
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.regions.regions import find_regions

FORM = """FORM 3
INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES
1. Name and Address of Reporting Person*
QVIST ADA
(Last) (First) (Middle)
12 ELM ROAD {}
(Street)
DULUTH MN 55812
Table I - Non-Derivative Securities Beneficially Owned
Common Stock 01/02/2003 100 D
"""
STREET, PERIOD = "reportingOwnerAddress/rptOwnerStreet1", "periodOfReport"


def found(dates: str, *fields: str) -> dict[str, str]:
    page = read(FORM.format(dates))
    regions = find_regions(page, find_printed(page))
    at = page.words.index("12")
    segments = [Segment(STREET, int(regions.line_of[at]), [at, at + 1, at + 2, *([at + 3] if dates and not fields else [])])]
    segments += [Segment(field, int(regions.line_of[at]), [at + 3]) for field in fields]
    return {s.field: " ".join(page.words[t] for t in s.tokens) for s in with_period(page, regions, segments)}


def test_the_one_date_of_the_boxes_is_the_period_also_where_the_street_has_it() -> None:
    assert found("03:21.2003") == {STREET: "12 ELM ROAD", PERIOD: "03:21.2003"}


def test_what_is_labelled_and_one_of_two_dates_stay_as_they_are() -> None:
    assert found("03/21/2003", PERIOD) == {STREET: "12 ELM ROAD", PERIOD: "03/21/2003"}
    assert found("03/21/2003", "dateOfOriginalSubmission") == {STREET: "12 ELM ROAD", "dateOfOriginalSubmission": "03/21/2003"}
    assert PERIOD not in found("03/21/2003 03/22/2003")
    assert found("") == {STREET: "12 ELM ROAD"}
