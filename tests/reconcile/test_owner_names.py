"""Names of owners with scraps before the last name or behind the initial, and what two readings of them tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.boxes.merging import better_of_two
from extractor.filing import Filing, OwnerSignature, ReportingOwner, SourceInfo, Status, Value
from extractor.reconcile.people.misread_names import repair_misread_names
from extractor.reconcile.people.owner_names import repair_owner_names


def filing(box: str, signature: str) -> Filing:
    owner = ReportingOwner(rpt_owner_name=Value(box, Status.READ, 0.9))
    signed = OwnerSignature(signature_name=Value(signature, Status.READ, 0.9))
    return Filing(reporting_owners=(owner,), owner_signatures=(signed,), source=SourceInfo("", "", "plain", noise=0.05))


@pytest.mark.parametrize(
    ("box", "signature", "name"),
    [
        ("OE Qvist Berit", "Bo Ek, Attorney-in-Fact for Berit Qvist", "Qvist Berit"),
        ("Pc Qvist Berit Ada", "By: Bo Ek, Attorney-in-fact for: Berit Ada Qvist", "Qvist Berit Ada"),
        ("De Qvist Berit", "Bo Ek, Attorney-in-Fact for Berit Qvist", "De Qvist Berit"),
        ("Horn Qvist Berit", "Bo Ek, Attorney-in-Fact for Berit Qvist", "Horn Qvist Berit"),
    ],
)
def test_a_scrap_before_the_last_name_is_no_part_of_it(box: str, signature: str, name: str) -> None:
    assert repair_owner_names(filing(box, signature)).reporting_owners[0].rpt_owner_name.value == name


@pytest.mark.parametrize(
    ("box", "signature", "name"),
    [
        ("Qvist Berit Li", "/s/ Berit L. Qvist", "Qvist Berit Li"),
        ("Qvist Berit Jo", "/s/ Berit J. Qvist", "Qvist Berit Jo"),
        ("Qvist Berit Jxqzlbop", "/s/ Berit J. Qvist", "Qvist Berit Jxqzlbop"),
    ],
)
def test_a_scrap_behind_the_initial_is_no_letter_of_a_middle_name(box: str, signature: str, name: str) -> None:
    assert repair_owner_names(filing(box, signature)).reporting_owners[0].rpt_owner_name.value == name


@pytest.mark.parametrize(("box", "signature"), [("CHEN WEI LI", "/s/ Wei L. Chen"), ("PATEL RAJ VI", "/s/ Raj V. Patel")])
def test_a_short_name_is_no_initial_with_a_stroke(box: str, signature: str) -> None:
    for noise in (0.0, 0.02):
        page = replace(filing(box, signature), source=SourceInfo(noise=noise))
        assert repair_owner_names(page).reporting_owners[0].rpt_owner_name.value == box


@pytest.mark.parametrize(("box", "name"), [("QVIST AVDREA", "QVIST ANDREA"), ("QVIST ANDREA", "QVIST ANDREA")])
def test_a_box_whose_name_is_misread_has_no_middle_name_either(box: str, name: str) -> None:
    assert repair_owner_names(filing(box, "/s/ Andrea M. Qvist")).reporting_owners[0].rpt_owner_name.value == name


@pytest.mark.parametrize(("noise", "name"), [(0.0, "QVIST JEFFRCY"), (0.05, "QVIST JEFFREY")])
def test_on_a_clean_page_a_name_stays_as_the_box_spells_it(noise: float, name: str) -> None:
    page = replace(filing("QVIST JEFFRCY", "/s/ Jeffrey Qvist"), source=SourceInfo(noise=noise))
    assert repair_owner_names(page).reporting_owners[0].rpt_owner_name.value == name


@pytest.mark.parametrize(
    ("box", "signature"),
    [
        ("VAN DYKE JAMES", "/s/ James VanDyke"),
        ("SMITH LEE ANNE", "/s/ LeeAnne Smith"),
        ("HO SUSAN K", "/s/ Susan K. Chan"),
        ("INEZ MARIA L", "/s/ Maria L. Lopez"),
    ],
)
def test_a_name_that_the_signature_writes_otherwise_stays_as_the_box_has_it(box: str, signature: str) -> None:
    assert repair_owner_names(filing(box, signature)).reporting_owners[0].rpt_owner_name.value == box


@pytest.mark.parametrize(("box", "name"), [("IQVIST ADA D", "QVIST ADA D"), ("JQVIST ADA D", "JQVIST ADA D")])
def test_the_ruled_line_before_the_last_name_is_no_letter(box: str, name: str) -> None:
    assert repair_owner_names(filing(box, "/s/ Ada D. Qvist")).reporting_owners[0].rpt_owner_name.value == name


@pytest.mark.parametrize(
    ("boxed", "listed", "better"),
    [
        ("QVIST RICHARD E JR", "QVIST RICHARD JR", "QVIST RICHARD E JR"),
        ("QVIST RICHARD JR", "QVIST RICHARD E JR", "QVIST RICHARD E JR"),
        ("QVIST RICHARD JR", "E QVIST RICHARD JR", "QVIST RICHARD JR"),
    ],
)
def test_of_two_readings_the_one_with_an_initial_before_the_suffix_is_better(boxed: str, listed: str, better: str) -> None:
    one, other = (Value(name, Status.READ, 0.9) for name in (boxed, listed))
    assert better_of_two(one, other, "rpt_owner_name").value == better


def test_of_two_readings_of_a_street_the_one_with_the_letter_of_the_suite_is_better() -> None:
    one, other = (Value(street, Status.READ, 0.9) for street in ("90 ELM STREET", "90 ELM STREET, SUITE A"))
    assert better_of_two(one, other, "rpt_owner_street2").value == other.value


@pytest.mark.parametrize(
    ("box", "name"), [("Qvist John lvan", "Qvist John Ivan"), ("lyer Vijay", "Iyer Vijay"), ("Qvist la Ada", "Qvist la Ada")]
)
def test_the_large_i_with_which_a_name_begins_is_no_small_letter(box: str, name: str) -> None:
    assert repair_misread_names(filing(box, "/s/ Bo Ek")).reporting_owners[0].rpt_owner_name.value == name
