"""Ruled lines before the lines of an owner's name and address."""

from __future__ import annotations

import pytest

from extractor.boxes.ruled_lines import without_ruled_lines
from extractor.filing import ReportingOwner, Status, Value

NOISE = 0.05


def owner_of(name: str, first: str, second: str) -> ReportingOwner:
    return ReportingOwner(
        rpt_owner_name=Value(name, Status.READ, 0.9),
        rpt_owner_street1=Value(first, Status.READ, 0.9),
        rpt_owner_street2=Value(second, Status.READ, 0.9),
    )


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (("QVIST ADA", "| C/O ZORBLAT INC", "[12 ELM ROAD"), ("QVIST ADA", "C/O ZORBLAT INC", "12 ELM ROAD")),
        (("ISTAR INC", "{IVAR AVE", "13450 ELM ROAD"), ("ISTAR INC", "IVAR AVE", "13450 ELM ROAD")),
        (("I QVIST ADA", "|IGATE HOUSE", "13450 ELM ROAD"), ("I QVIST ADA", "IGATE HOUSE", "13450 ELM ROAD")),
    ],
)
def test_signs_before_the_lines_of_an_address_are_the_ruled_line_and_letters_and_figures_their_own(
    lines: tuple[str, str, str], left: tuple[str, str, str]
) -> None:
    owner = without_ruled_lines(owner_of(*lines), NOISE)
    assert (owner.rpt_owner_name.value, owner.rpt_owner_street1.value, owner.rpt_owner_street2.value) == left
    assert owner.rpt_owner_street1.status is Status.REPAIRED
    assert without_ruled_lines(owner_of(*lines), 0.0) == owner_of(*lines)
