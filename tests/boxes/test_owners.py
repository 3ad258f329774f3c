"""Owners made consistent: names by signatures, addresses and relationships by the group."""

from __future__ import annotations

from dataclasses import replace

import pytest
from by_hand import words
from printed import find_printed

from extractor.boxes.owners import owners
from extractor.boxes.relationships import without_caption
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.filing import Filing, OwnerSignature, ReportingOwner, SourceInfo, Status, Value
from extractor.readings.pieces import Reading
from extractor.reconcile.addresses.groups import share_addresses
from extractor.reconcile.people.owner_names import repair_owner_names
from extractor.reconcile.people.relationships import share_relationships
from extractor.reconcile.people.signature_names import repair_signature_names
from extractor.regions.regions import find_regions


def filing(*owners: ReportingOwner, signature: str = "") -> Filing:
    signatures = (OwnerSignature(signature_name=words(signature)),) if signature else ()
    return Filing(reporting_owners=owners, owner_signatures=signatures, source=SourceInfo("", "", "plain", noise=0.05))


@pytest.mark.parametrize(
    ("box", "signature", "name"),
    [
        ("Qvist", "/s/ Ada Qvist", "Qvist Ada"),
        ("QVIST ADA B FERENT", "/s/ C. Clerk, attorney-in-fact for Ada B. Qvist", "QVIST ADA B"),
        ("QVIST JR OLE B", "/s/ Ole B. Qvist, Jr.", "QVIST JR OLE B"),
        ("QVIST ADA", "/s/ Ada Berit Qvist", "QVIST ADA"),
        ("Qvist Berg Ada", "/s/ Ada Qvist Berg", "Qvist Berg Ada"),
        ("Qvist Ada", "/s/ Dr. Ada Qvist", "Qvist Ada"),
        ("QVIS ADA", "/s/ Ada Qvist", "QVIST ADA"),
        ("QVIST SUS ADA B", "/s/ C. Clerk, as attorney-in-fact for Ada B. Qvist", "QVIST ADA B"),
        ("QVIST ADA", "/s/ C. Clerk, attorney-in-fact", "QVIST ADA"),
        ("QVIST ADALBERT", "/s/ Ada Qvist", "QVIST ADALBERT"),
        ("ZORBLAT CAPITAL LLC", "/s/ Ada Zorblat", "ZORBLAT CAPITAL LLC"),
        ("STERNBERG ADA", "/s/ Ada Stermberg", "STERNBERG ADA"),
        ("ORTIZ VEGA ADA", "/s/ Ada Ortiz Vega", "ORTIZ VEGA ADA"),
        ("SMITH JR JAMES E", "/s/ James E. Smith", "SMITH JR JAMES E"),
        ("Ibsen Cora P", "gl Cora Ibsen", "Ibsen Cora P"),
        ("Vorbjenz Ada", "/s/ Ada Vorbienz", "Vorbjenz Ada"),  # neither is known: the box is not written by hand
        ("Qvist Adab", "/s/ Ada B. Qvist", "Qvist Ada B"),
        ("Qvist larunde M", "/s/ Jarunde Qvist", "Qvist Jarunde M"),
        ("Qvist lngrid", "/s/ Ingrid Qvist", "Qvist Ingrid"),  # names begin with a large letter
        ("Qvist", "By: C. Clerk For: Ada Qvist", "Qvist Ada"),
        ("Ada Berit", "/s/ C. Clerk, on behalf of Ada Berit 'Qvist, by power of attorney", "Qvist Ada Berit"),
    ],
)
def test_a_signature_speaks_for_a_cut_name(box: str, signature: str, name: str) -> None:
    read = repair_owner_names(filing(ReportingOwner(rpt_owner_name=words(box, box.replace(" ", "|"))), signature=signature))
    assert read.reporting_owners[0].rpt_owner_name.value == name


@pytest.mark.parametrize(
    ("signature", "officer", "name"),
    [
        ("/s/ C. Clerk, on behalf of Ada Qvist, by Power of Attorney", True, "Qvist Ada"),
        ("/s/ Ada B. Qvist", True, "Qvist Ada B."),
        ("/s/ C. Clerk, attorney-in-fact", True, None),
        ("/s/ Ada Qvist", None, None),  # perhaps for a company
    ],
)
def test_an_officer_whose_name_is_lost_is_who_signs(signature: str, officer: bool | None, name: str | None) -> None:
    owner = ReportingOwner(is_officer=Value(officer, Status.READ if officer else Status.MISSING, 0.9))
    found = repair_owner_names(filing(owner, signature=signature)).reporting_owners[0].rpt_owner_name
    assert (found.value, found.status) == (name, Status.INFERRED if name else Status.MISSING)


@pytest.mark.parametrize(
    ("box", "pieces", "name"),
    [
        ("QVIST NAIMA ADA", ["QVIST NAIMA ADA"], "QVIST NAIMA ADA"),
        ("QVIST NAIMA ADA", ["QVIST", "NAIMA", "ADA"], "QVIST ADA"),
        ("QVIST JOHN ADA", ["QVIST JOHN ADA"], "QVIST JOHN ADA"),  # though streets bear the name of a John
    ],
)
def test_who_signs_by_the_middle_name_keeps_the_first(box: str, pieces: list[str], name: str) -> None:
    read = words(box, "|".join(pieces))
    found = repair_owner_names(filing(ReportingOwner(rpt_owner_name=read), signature="/s/ Ada Qvist"))
    assert found.reporting_owners[0].rpt_owner_name.value == name


@pytest.mark.parametrize(
    ("box", "signature", "mended"),
    [
        ("STERNBERG ADA", "/s/ Ada Stermberg", "/s/ Ada Sternberg"),
        ("WALLACE JAMES", "/s/ C. Clerk, attorney-in-fact for James Wallate", "/s/ C. Clerk, attorney-in-fact for James Wallace"),
        ("WEISS THOMAS", "/s/ Thom Weiss", "/s/ Thom Weiss"),
        ("WALLACE JAMES", "/s/ C. Clerk, attorney-in-fact", "/s/ C. Clerk, attorney-in-fact"),
        ("WALLACE JAMES", "/s/ Maria Wallace", "/s/ Maria Wallace"),
        ("WALLACE JAN", "/s/ C. Clerk, on behalf of lan Wallate", "/s/ C. Clerk, on behalf of Jan Wallace"),
        ("WALLACE JAMES Q", "/s/JamesQ. Wallace", "/s/JamesQ. Wallace"),
        ("WALLACE' JAMES", "/s/ James Wallate", "/s/ James Wallace"),
        ("QVIST ADA", "/s/ Ada", "/s/ Ada"),  # one given name
        ("ADA BERIT QVIST", "/s/ A. Berit Qvist", "/s/ A. Berit Qvist"),
        ("ZORBLAT BLUE FUND", "/s/ Blue Fund", "/s/ Blue Fund"),
        ("Wallace Kumar", "C. Clerk for Ku mar Wallace", "C. Clerk for Kumar Wallace"),
        ("WALLACE JAMES Q", "/s/ James Wallace", "/s/ James Wallace"),
        ("WALLACE JAMES Q", "/s/ James R. Wallace", "/s/ James R. Wallace"),
        ("Wallace James Jr.", "/s/ James Wallace by C. Clerk", "/s/ James Wallace by C. Clerk"),
    ],
)
def test_the_box_speaks_for_a_misread_signature(box: str, signature: str, mended: str) -> None:
    read = repair_signature_names(filing(ReportingOwner(rpt_owner_name=words(box, box.replace(" ", "|"))), signature=signature))
    assert read.owner_signatures[0].signature_name.value == mended


def test_a_group_shares_its_address_and_its_ten_percent() -> None:
    first = ReportingOwner(
        rpt_owner_name=words("ZORBLAT FUND LP"),
        rpt_owner_street1=words("1 MAIN STREET"),
        rpt_owner_city=words("ALBANY"),
        rpt_owner_state=words("NY"),
        rpt_owner_zip_code=words("12207"),
        is_ten_percent_owner=Value(True, Status.READ, 0.9),
    )
    second = ReportingOwner(rpt_owner_name=words("ZORBLAT GP LLC"))
    shared = share_relationships(share_addresses(filing(first, second))).reporting_owners[1]
    assert (shared.rpt_owner_street1.value, shared.rpt_owner_zip_code.value) == ("1 MAIN STREET", "12207")
    assert shared.is_ten_percent_owner.value is True
    assert {shared.rpt_owner_city.status, shared.is_ten_percent_owner.status} == {Status.INFERRED}


@pytest.mark.parametrize(("street", "city"), [("12 FERRY LANE", "ALBANY"), ("99 RIVER ROAD", None)])
def test_who_has_the_street_of_another_owner_has_its_place(street: str, city: str | None) -> None:
    place = {"rpt_owner_state": words("NY"), "rpt_owner_zip_code": words("12207")}
    first = ReportingOwner(
        rpt_owner_name=words("ADA B"),
        rpt_owner_street1=words("C/O QVIST"),
        rpt_owner_street2=words("12 FERRY LANE"),
        rpt_owner_city=words("ALBANY"),
        **place,
    )
    second = ReportingOwner(rpt_owner_name=words("BO EK"), rpt_owner_street1=words(street), **place)
    shared = share_addresses(filing(first, second)).reporting_owners[1]
    assert (shared.rpt_owner_street1.value, shared.rpt_owner_city.value) == (street, city)


def test_another_address_of_the_group_stays() -> None:
    address = ReportingOwner(
        rpt_owner_name=words("ADA B"), rpt_owner_street1=words("1 MAIN STREET"), rpt_owner_city=words("ALBANY")
    )
    other = replace(address, rpt_owner_street1=words("99 RIVER ROAD"), rpt_owner_city=words("UTICA"))
    assert share_addresses(filing(address, address, other)).reporting_owners[2] == other


def test_a_group_may_have_several_addresses() -> None:
    place = {"rpt_owner_city": words("ALBANY"), "rpt_owner_state": words("NY"), "rpt_owner_zip_code": words("12207")}
    fund = ReportingOwner(rpt_owner_name=words("ZORBLAT FUND LP"), rpt_owner_street1=words("527 FERRY LANE, 6TH FLOOR"), **place)
    manager = replace(
        fund, rpt_owner_street1=words("C/O ZORBLAT CAPITAL MANAGEMENT LP"), rpt_owner_street2=words("527 FERRY LANE")
    )
    misread = replace(manager, rpt_owner_street2=words("$27 FERRY LANE"))
    owners = share_addresses(filing(fund, fund, fund, manager, manager, misread)).reporting_owners
    assert owners[:5] == (fund, fund, fund, manager, manager)
    assert owners[5].rpt_owner_street2.value == "527 FERRY LANE"


@pytest.mark.parametrize(
    ("read", "title"),
    [
        ("@ Below,", None),
        ("EVP and CFO titlebelow", "EVP and CFO"),
        ("(specify Adviser", "Adviser"),
        ("EVP and CFO", "EVP and CFO"),
        ("& 5", "& 5"),
    ],
)
def test_captions_above_a_title_are_no_words_of_it(read: str, title: str | None) -> None:
    reading = without_caption(Reading(read))
    assert reading.value == title
    assert bool(reading.reasons) == (read != title)


@pytest.mark.parametrize("printed_city", ["ALBANY,", "ALBANY .", "ALBANY -", "ALBANY"])
def test_the_comma_behind_a_city_is_the_stylesheet_s(printed_city: str) -> None:
    page = read(f"1. Name and Address of Reporting Person*\nQVIST ADA\n{printed_city} NY 12207\n")
    at = page.words.index
    printed = find_printed(page)
    tags = [
        Segment("reportingOwnerId/rptOwnerName", 1, [at("QVIST"), at("ADA")], True, 0.9),
        Segment("reportingOwnerAddress/rptOwnerCity", 2, list(range(at("ADA") + 1, at("NY"))), True, 0.9),
        Segment("reportingOwnerAddress/rptOwnerState", 2, [at("NY")], True, 0.9),
        Segment("reportingOwnerAddress/rptOwnerZipCode", 2, [at("12207")], True, 0.9),
    ]
    (owner,) = owners(page, printed, find_regions(page, printed), tags)
    assert (owner.rpt_owner_city.value, owner.rpt_owner_city.status) == ("ALBANY", Status.READ)


def test_what_hardly_goes_on_is_none_of_a_name() -> None:
    page = read("1. Name and Address of Reporting Person*\nQVIST ADA\nFUST\n")
    at = page.words.index
    printed = find_printed(page)
    for probability, name in ((0.01, "QVIST ADA"), (0.4, "QVIST ADA FUST")):
        tags = [
            Segment("reportingOwnerId/rptOwnerName", 1, [at("QVIST"), at("ADA")], True, 0.9),
            Segment("reportingOwnerId/rptOwnerName", 2, [at("FUST")], False, probability),
        ]
        (owner,) = owners(page, printed, find_regions(page, printed), tags)
        assert owner.rpt_owner_name.value == name
