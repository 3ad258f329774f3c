"""Lines of an owner's name in the box."""

from __future__ import annotations

import pytest
from printed import find_printed

from extractor.boxes.owners import owners
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.regions.regions import find_regions

NAME = "reportingOwnerId/rptOwnerName"


@pytest.mark.parametrize(("probability", "name"), [(0.1, "Qvist Ada"), (0.9, "Qvist Ada B")])
def test_what_hardly_is_of_a_name_does_not_go_on_with_it_below(probability: float, name: str) -> None:
    page = read("1. Name and Address of Reporting Person*\nQvist Ada\nB\n(Last) (First) (Middle)\n90 ELM ROAD\n")
    printed = find_printed(page)
    segments = []
    for line, sure in ((1, 0.9), (2, probability)):
        tokens = [t for t in range(len(page)) if page.line[t] == line]
        segments.append(Segment(NAME, line, tokens, line == 1, sure))
    (owner,) = owners(page, printed, find_regions(page, printed), segments)
    assert owner.rpt_owner_name.value == name
