"""Joint filers whose copies of one address are all misread."""

from __future__ import annotations

import pytest

from extractor.filing import Filing, ReportingOwner, SourceInfo, Value
from extractor.reconcile.addresses.groups import share_addresses


@pytest.mark.parametrize(
    ("streets", "expected"),
    [
        (("40 ELM STRE 9TH FLOOR", "140 ELM STREET 9TH FLOOR", "140 ELN STREET 9TH FLOOR"), ("140 ELM STREET 9TH FLOOR",) * 3),
        (("12 ELM STREET SUITE 1", "12 ELM STREET SUITE 2", "12 ELM STREET SUITE 3"), None),
        (("40 ELM STREET", "140 ELM STREET"), None),
    ],
)
def test_the_copy_of_an_address_that_all_are_most_like(streets: tuple[str, ...], expected: tuple[str, ...] | None) -> None:
    place = {"rpt_owner_city": Value("ALBANY"), "rpt_owner_state": Value("NY"), "rpt_owner_zip_code": Value("12207")}
    owners = tuple(ReportingOwner(rpt_owner_name=Value(f"EK {s}"), rpt_owner_street1=Value(s), **place) for s in streets)
    shared = share_addresses(Filing(reporting_owners=owners, source=SourceInfo(noise=0.05))).reporting_owners
    assert tuple(owner.rpt_owner_street1.value for owner in shared) == (expected or streets)


SHARED = {"rpt_owner_city": Value("ALBANY"), "rpt_owner_state": Value("NY"), "rpt_owner_zip_code": Value("12207")}


def living(*streets: tuple[str, str], place: dict[str, Value[str]] = SHARED) -> tuple[tuple[str | None, str | None], ...]:
    owners = tuple(
        ReportingOwner(
            rpt_owner_name=Value(f"EK {first}"),
            rpt_owner_street1=Value(first),
            rpt_owner_street2=Value(second or None),
            **place,
        )
        for first, second in streets
    )
    shared = share_addresses(Filing(reporting_owners=owners, source=SourceInfo(noise=0.05))).reporting_owners
    return tuple((owner.rpt_owner_street1.value, owner.rpt_owner_street2.value) for owner in shared)


def test_a_filer_without_the_line_care_of_somebody_keeps_the_street() -> None:
    office = ("C/O ZORBLAT CORP", "140 ELM STREET")
    assert living(office, office, ("140 ELM STREET", ""))[2] == ("140 ELM STREET", None)
    assert living(("140 ELM STREET", ""), ("140 ELM STREET", ""), office)[2] == office


@pytest.mark.parametrize(("own", "shown"), [("205 ELM STREET", "205 ELM STREET"), ("148 ELM STREET", "140 ELM STREET")])
def test_another_number_of_the_house_is_that_of_another_house(own: str, shown: str) -> None:
    assert living(("140 ELM STREET", ""), ("140 ELM STREET", ""), (own, ""))[2][0] == shown


def test_an_address_that_is_misread_is_parted_as_it_was() -> None:
    lines, line = ("140 ELM STREET", "9TH FLOOR"), ("140 ELM STREET, 9TH FLOOR", "")
    assert living(line, lines, ("140 ELN STREET", "9TH FLOOR"))[2] == lines
    assert living(lines, line, ("140 ELN STREET, 9TH FLOOR", ""))[2] == (line[0], None)


def test_a_place_that_the_street_tells_counts_for_the_others() -> None:
    home = ReportingOwner(rpt_owner_name=Value("EK"), rpt_owner_street1=Value("140 ELM STREET"), **SHARED)
    cut = ReportingOwner(rpt_owner_name=Value("QVIST"), rpt_owner_street1=Value("140 ELM STREET"))
    misread = ReportingOwner(rpt_owner_name=Value("OLM"), rpt_owner_street1=Value("140 ELN STREET"), **SHARED)
    filing = Filing(reporting_owners=(home, cut, misread), source=SourceInfo(noise=0.05))
    found = share_addresses(filing).reporting_owners
    assert [owner.rpt_owner_street1.value for owner in found] == ["140 ELM STREET"] * 3
    assert found[1].rpt_owner_zip_code.value == "12207"


def test_a_group_may_have_two_addresses_that_are_alike() -> None:
    own = ("C/O ZORBLAT QUILLED CREDIT", "ADVISORS LP, 345 ELM AVENUE")
    other = ("C/O ZORBLAT INC.", "345 ELM AVENUE")
    misread = ("C/O ZORBLAT QUILLED CREDTI", "ADVISORS LP, 345 ELM AVENUE")
    assert living(own, own, misread, other, other, other, other)[:4] == (own, own, own, other)


def test_the_street_alone_is_another_address_than_care_of_somebody_there() -> None:
    own, other = ("345 ELM AVENUE", "30TH FLOOR"), ("C/O ZORBLAT GP, LLC", "345 ELM AVENUE, 30TH FLOOR")
    assert living(own, other, other, other) == (own, other, other, other)


@pytest.mark.parametrize("first", ["C/0.ZORBLAT GP, LLC", "C/O/ZORBLAT GP, LLC"])
def test_care_of_somebody_without_a_blank_is_another_address_than_the_street(first: str) -> None:
    own, other = (first, "345 ELM AVENUE"), ("345 ELM AVENUE", None)
    assert living(own, ("345 ELM AVENUE", ""), ("345 ELM AVENUE", "")) == (own, other, other)


def test_a_part_of_a_misread_address_that_is_the_others_stays_as_it_is_spelled() -> None:
    office = ("C/O ZORBLAT PARTNERS LP", "140 ELM STREET")
    assert living(office, office, ("c/o Zorblat Partners, L.P.", "l40 Elm Slreet"))[2] == (
        "c/o Zorblat Partners, L.P.",
        office[1],
    )
