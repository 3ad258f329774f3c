"""Ruled lines before the lines of an owner's name and address."""

from __future__ import annotations

import pytest

from extractor.boxes.merging import merged
from extractor.boxes.ruled_lines import without_ruled_lines
from extractor.filing import ReportingOwner, Status, Value, sources_at

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
        (("Qvist Ada", "IMILL HOUSE", "13450 ELM ROAD"), ("Qvist Ada", "MILL HOUSE", "3450 ELM ROAD")),
        (("I QVIST ADA", "C/O ZORBLAT INC", "[12 ELM ROAD"), ("QVIST ADA", "C/O ZORBLAT INC", "12 ELM ROAD")),
        (("I QVIST ADA", "IVY HOUSE", "120 ELM ROAD"), ("QVIST ADA", "IVY HOUSE", "120 ELM ROAD")),
        (("I SQUARED FUND LP", "ISLAND HOUSE", "13450 ELM ROAD"), ("I SQUARED FUND LP", "ISLAND HOUSE", "13450 ELM ROAD")),
    ],
)
def test_the_ruled_line_before_the_lines_of_an_address_is_no_letter_of_them(
    lines: tuple[str, str, str], left: tuple[str, str, str]
) -> None:
    owner = without_ruled_lines(owner_of(*lines), NOISE)
    assert (owner.rpt_owner_name.value, owner.rpt_owner_street1.value, owner.rpt_owner_street2.value) == left
    assert without_ruled_lines(owner_of(*lines), 0.0) == owner_of(*lines)


def test_a_letter_that_was_left_out_as_a_misread_one_tells_of_the_ruled_line() -> None:
    text = "IMILL HOUSE\n13450 ELM ROAD"
    owner = owner_of("Qvist Ada", "", "13450 ELM ROAD")
    first = Value("MILL HOUSE", Status.REPAIRED, 0.8, sources_at(text, [(0, 11)]))
    found = without_ruled_lines(ReportingOwner(rpt_owner_street1=first, rpt_owner_street2=owner.rpt_owner_street2), NOISE)
    assert (found.rpt_owner_street1.value, found.rpt_owner_street2.value) == ("MILL HOUSE", "3450 ELM ROAD")
    assert found.rpt_owner_street2.status is Status.REPAIRED


def test_of_two_copies_that_a_figure_parts_the_one_without_the_ruled_line_tells() -> None:
    boxed = owner_of("Qvist Ada", "13450 ELM ROAD", "SUITE 9")
    listed = without_ruled_lines(owner_of("Qvist Ada", "13450 ELM ROAD", "|SUITE 9"), NOISE)
    assert listed.rpt_owner_street1.value == "3450 ELM ROAD"
    assert merged(boxed, listed).rpt_owner_street1.value == "13450 ELM ROAD"
    boxed = owner_of("Qvist Ada", "340 ELM ROAD", "SUITE 9")
    listed = without_ruled_lines(owner_of("Qvist Ada", "1340 ELM ROAD", "|SUITE 9"), NOISE)
    assert merged(boxed, listed).rpt_owner_street1.value == "340 ELM ROAD"
