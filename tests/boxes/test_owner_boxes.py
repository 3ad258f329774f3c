"""Owners' boxes: addresses, marks, titles, the closing table."""

from __future__ import annotations

import pytest
from printed import find_printed

from extractor.boxes.first_run import first_run
from extractor.boxes.owners import owners
from extractor.boxes.streets import floor_moved
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.filing import ReportingOwner, Status
from extractor.regions.regions import find_regions

NAMED = "1. Name and Address of Reporting Person*\nQVIST ADA\n"


def test_a_second_name_before_any_address_is_no_other_owner() -> None:
    page = read("1. Name and Address of Reporting Person*\nQVIST ADA\nVOLDTEY\n(Street) DULUTH MN 55802 (City) (State) (Zip)\n")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    at = page.words.index
    tags = [
        Segment("reportingOwnerId/rptOwnerName", 1, [at("QVIST"), at("ADA")], True, 0.9),
        Segment("reportingOwnerId/rptOwnerName", 2, [at("VOLDTEY")], True, 0.6),
        Segment("reportingOwnerAddress/rptOwnerCity", 3, [at("DULUTH")], True, 0.9),
    ]
    (owner,) = owners(page, printed, regions, tags)
    assert (owner.rpt_owner_name.value, owner.rpt_owner_city.value) == ("QVIST ADA", "DULUTH")


@pytest.mark.parametrize(("code", "count"), [("55802", 2), ("eC", 1)])
def test_an_address_below_the_zip_code_of_another_is_that_of_a_further_owner(code: str, count: int) -> None:
    page = read(
        f"1. Name and Address of Reporting Person*\nQVIST ADA\n12 FERRY LANE\nDULUTH MN {code}\n9 MILL ROAD\nALBANY NY 12207\n"
    )
    printed = find_printed(page)
    at = page.words.index
    parts = [("Street1", 2, "12 FERRY LANE"), ("City", 3, "DULUTH"), ("ZipCode", 3, code)]
    parts += [("Street1", 4, "9 MILL ROAD"), ("City", 5, "ALBANY"), ("ZipCode", 5, "12207")]
    tags = [Segment("reportingOwnerId/rptOwnerName", 1, [at("QVIST"), at("ADA")], True, 0.9)]
    tags += [
        Segment(f"reportingOwnerAddress/rptOwner{part}", line, [at(w) for w in words.split()], True, 0.9)
        for part, line, words in parts
    ]
    found = owners(page, printed, find_regions(page, printed), tags)
    assert [owner.rpt_owner_street1.value for owner in found] == ["12 FERRY LANE", "9 MILL ROAD"][:count]


def _address(*parts: tuple[str, int, str], page: str) -> tuple[ReportingOwner, ...]:
    """The owners of a page, of which lines are labelled as parts of the name and of the address."""
    at = read(page)
    printed = find_printed(at)
    prefix = {"Name": "reportingOwnerId/rptOwner"}
    tags = [
        Segment(
            prefix.get(part, "reportingOwnerAddress/rptOwner") + part, line, [at.words.index(w) for w in words.split()], True, 0.9
        )
        for part, line, words in parts
    ]
    return owners(at, printed, find_regions(at, printed), tags)


@pytest.mark.parametrize("care", ["C/O", "CIQ", "ClO"])
def test_an_address_care_of_somebody_is_no_other_owner(care: str) -> None:
    (owner,) = _address(
        ("Name", 1, "QVIST ADA"),
        ("Street1", 2, "9 MILL ROAD"),
        ("Name", 3, f"{care} ZORBLAT BANK"),
        ("City", 4, "DULUTH"),
        page=f"1. Name and Address of Reporting Person*\nQVIST ADA\n9 MILL ROAD\n{care} ZORBLAT BANK\nDULUTH MN 55802\n",
    )
    assert (owner.rpt_owner_name.value, owner.rpt_owner_city.value) == ("QVIST ADA", "DULUTH")


@pytest.mark.parametrize(
    ("director", "officer", "known"),
    [("4 Director", "Officer", True), ("Director", "4 Officer", None), ("4 Director", "4 Officer", None)],
)
def test_the_only_sign_before_the_captions_is_the_mark_of_a_director(director: str, officer: str, known: bool | None) -> None:
    captions = f"{director} 10% Owner\n{officer} (give title below) Other (specify below)\n"
    (owner,) = _address(
        ("Name", 1, "QVIST ADA"),
        page="1. Name and Address of Reporting Person*\nQVIST ADA\n6. Relationship of Reporting Person(s) to Issuer\n"
        "(Check all applicable)\n" + captions,
    )
    assert owner.is_director.value is known
    assert owner.is_director.status is (Status.REPAIRED if known else Status.MISSING)


def test_a_legal_form_on_a_line_of_its_own_goes_on_with_the_line_above() -> None:
    beside = "Director\n10% Owner\nOfficer (give title below)\nOther (specify below)\n"
    (owner,) = _address(
        ("Name", 1, "QVIST ADA"),
        ("Street1", 2, "C/O ZORBLAT BANK,"),
        ("Name", 3, "INC."),
        ("Street1", 8, "ONE MILL ROAD"),
        ("City", 9, "DULUTH"),
        page=f"1. Name and Address of Reporting Person*\nQVIST ADA\nC/O ZORBLAT BANK,\nINC.\n{beside}ONE MILL ROAD\nDULUTH\n",
    )
    streets = owner.rpt_owner_street1.value, owner.rpt_owner_street2.value
    assert (owner.rpt_owner_name.value, *streets) == ("QVIST ADA", "C/O ZORBLAT BANK, INC.", "ONE MILL ROAD")


@pytest.mark.parametrize(("code", "names"), [("55802", ["QVIST ADA"]), ("55803", [None, "QVIST ADA"])])
def test_the_first_of_the_closing_table_is_the_owner_of_box_1_whose_name_is_lost(code: str, names: list[str | None]) -> None:
    closing = (
        "Reporting Owners\nReporting Owner Name / Address\tRelationships\tDirector\t10% Owner\tOfficer\tOther\nEORNG WNRAME\n"
    )
    page = read(
        "1. Name and Address of Reporting Person*\n12 FERRY LANE\nDULUTH MN 55802\n1. Title of Security\n2. Transaction Date\n"
        f"{closing}QVIST ADA\n12 FERRY LANE\nDULUTH MN {code}\n"
    )
    printed = find_printed(page)
    regions = find_regions(page, printed)
    tags: list[Segment] = []
    for at, word in enumerate(page.words):
        line = int(regions.line_of[at])
        if word in ("QVIST", "EORNG"):
            tags.append(Segment("reportingOwnerId/rptOwnerName", line, [at, at + 1], True, 0.9))
        elif word == "FERRY":
            tags.append(Segment("reportingOwnerAddress/rptOwnerStreet1", line, [at - 1, at, at + 1], True, 0.9))
        elif word == "DULUTH":
            tags.append(Segment("reportingOwnerAddress/rptOwnerCity", line, [at], True, 0.9))
            tags.append(Segment("reportingOwnerAddress/rptOwnerZipCode", line, [at + 2], True, 0.9))
    found = owners(page, printed, regions, tags)
    assert [o.rpt_owner_name.value for o in found] == names  # a name without an address is the head of the table


@pytest.mark.parametrize(("second", "count"), [("QVIST ADA", 1), ("QVIST OLE", 2)])
def test_the_first_owner_on_a_further_page_is_the_first_again(second: str, count: int) -> None:
    box = "1. Name and Address of Reporting Person*\n{}\n12 ELM ROAD\n"
    page = read(box.format("QVIST ADA") + "1. Title of Security\n2. Transaction Date\n" + box.format(second))
    tags: list[Segment] = []
    for at in (k for k, word in enumerate(page.words) if word == "QVIST"):
        line = int(page.line[at])
        tags.append(Segment("reportingOwnerId/rptOwnerName", line, [at, at + 1], True, 0.9))
        tags.append(Segment("reportingOwnerAddress/rptOwnerStreet1", line + 1, [at + 2, at + 3, at + 4], True, 0.9))
    printed = find_printed(page)
    found = owners(page, printed, find_regions(page, printed), tags)
    assert [o.rpt_owner_name.value for o in found] == ["QVIST ADA", second][:count]


@pytest.mark.parametrize(
    ("address", "street", "city"),
    [
        ("12 ELM ROAD, STE. 5, 6 | FL. DULUTH,", "12 ELM ROAD, STE. 5, 6 FL.", "DULUTH"),
        ("12 ELM ROAD, STE. 5, | FT. DULUTH,", "12 ELM ROAD, STE. 5", "FT. DULUTH"),
    ],
)
def test_the_floor_behind_its_number_begins_no_city(address: str, street: str, city: str) -> None:
    page = read(f"1. Name and Address of Reporting Person*\nQVIST ADA\n{address.replace('| ', '')} NY 55802\n")
    at = [k for k in range(len(page)) if page.line[k] == 2]
    cut = len(address[: address.index("|")].split())
    place = "reportingOwnerAddress/rptOwner"
    tags = [
        Segment("reportingOwnerId/rptOwnerName", 1, [at[0] - 2, at[0] - 1], True, 0.9),
        Segment(f"{place}Street1", 2, at[:cut], True, 0.9),
        Segment(f"{place}City", 2, at[cut:-2], True, 0.9),
        Segment(f"{place}State", 2, at[-2:-1], True, 0.9),
        Segment(f"{place}ZipCode", 2, at[-1:], True, 0.9),
    ]
    printed = find_printed(page)
    (owner,) = owners(page, printed, find_regions(page, printed), tags)
    assert (owner.rpt_owner_street1.value or "").rstrip(",") == street
    assert (owner.rpt_owner_city.value or "").rstrip(",") == city


def test_a_floor_that_an_edge_has_parted_from_its_number_goes_back_to_it() -> None:
    page = read("C/O ZORBLAT CORP\tFL\n12 ELM ROAD, 6\n")
    lines = floor_moved(page, range(4), range(4, len(page)))
    assert [" ".join(page.words[t] for t in line) for line in lines] == ["C/O ZORBLAT CORP", "12 ELM ROAD, 6 FL"]
    assert floor_moved(page, range(3), range(4, len(page)))[0] == [0, 1, 2]


@pytest.mark.parametrize(
    ("title", "officer"),
    [("CFO", True), ("CoO", True), ("Chlef Lcgal", True), ("president", True), ("qe ere", None), ("(ovq i uk", None)],
)
def test_a_stain_read_as_a_title_makes_nobody_an_officer(title: str, officer: bool | None) -> None:
    page = read(f"1. Name and Address of Reporting Person*\nQVIST ADA\nOfficer Other\n{title}\n")
    tokens = [k for k in range(len(page)) if page.line[k] == 3]
    tags = [
        Segment("reportingOwnerId/rptOwnerName", 1, [k for k in range(len(page)) if page.line[k] == 1], True, 0.9),
        Segment("reportingOwnerRelationship/officerTitle", 3, tokens, True, 0.9),
    ]
    printed = find_printed(page)
    (owner,) = owners(page, printed, find_regions(page, printed), tags)
    assert owner.is_officer.value is officer


def test_the_commissions_address_is_not_the_owners() -> None:
    page = read(
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION\nWashington, D.C. 20549\n"
        "1. Name and Address of Reporting Person* QVIST ADA\n(Street) DULUTH NY 55802 (City) (State) (Zip)\n"
    )
    printed = find_printed(page)
    regions = find_regions(page, printed)
    segments = [
        Segment("reportingOwnerAddress/rptOwnerZipCode", line, [page.words.index(word)], True, 0.9)
        for line, word in ((1, "20549"), (3, "55802"))
    ]
    (owner,) = owners(page, printed, regions, segments)
    assert owner.rpt_owner_zip_code.value == "55802"
    (owner,) = owners(page, printed, regions, segments[:1])
    assert owner.rpt_owner_zip_code.value == "20549"


def test_a_check_mark_behind_a_street_is_no_part_of_it() -> None:
    page = read("1. Name and Address of Reporting Person*\nQVIST ADA\n12 FERRY LANE X\nDULUTH MN 55802\n")
    printed = find_printed(page)
    at = page.words.index
    tags = [
        Segment("reportingOwnerId/rptOwnerName", 1, [at("QVIST"), at("ADA")], True, 0.9),
        Segment("reportingOwnerAddress/rptOwnerStreet1", 2, [at("12"), at("FERRY"), at("LANE"), at("X")], True, 0.9),
    ]
    (owner,) = owners(page, printed, find_regions(page, printed), tags)
    assert owner.rpt_owner_street1.value == "12 FERRY LANE"


def test_of_what_seems_zip_codes_the_first_that_has_their_figures_counts() -> None:
    page = read(f"{NAMED}9 ELM ROAD sank\nDULUTH MN 55802\n")
    printed = find_printed(page)
    at = page.words.index
    tags = [Segment("reportingOwnerId/rptOwnerName", 1, [at("QVIST"), at("ADA")], True, 0.9)]
    tags += [Segment("reportingOwnerAddress/rptOwnerZipCode", k, [at(w)], True, 0.9) for k, w in ((2, "sank"), (3, "55802"))]
    (owner,) = owners(page, printed, find_regions(page, printed), tags)
    assert owner.rpt_owner_zip_code.value == "55802"


@pytest.mark.parametrize(("first", "begins"), [("0", False), ("0", True), ("O", False), ("O", True), ("sank", False)])
def test_the_first_part_of_a_zip_code_in_two_is_of_it(first: str, begins: bool) -> None:
    page = read(f"{NAMED}9 ELM ROAD\nBOSTON MA {first}\t2139\n")
    at = page.words.index(first)
    segments = [Segment("reportingOwnerAddress/rptOwnerZipCode", 3, [at + k], begins or not k, 0.9) for k in (0, 1)]
    assert first_run(page, segments)[0] is segments[0]


@pytest.mark.parametrize("boxed", [True, False])
def test_a_mark_of_the_closing_table_whose_columns_are_lost_is_that_of_the_box_or_the_likeliest(boxed: bool) -> None:
    top = "1. Name and Address of Reporting Person*\tQVIST ADA\t5. Relationship of Reporting Person(s) to Issuer\t"
    closing = "Reporting Owners\nRelationships\nReporting Owner Name / Address\nDirector 10% Owner Officer Other\n"
    page = read(
        f"{top}{'X' if boxed else ''}\tDirector\n1. Title of Security\t2. Transaction Date\n{closing}QVIST ADA\n12 FERRY LANE X\n"
    )
    printed = find_printed(page)
    names = [k for k, word in enumerate(page.words) if word == "QVIST"]
    tags = [Segment("reportingOwnerId/rptOwnerName", int(page.line[k]), [k, k + 1], True, 0.9) for k in names]
    mark = len(page) - 1
    tags.append(Segment("reportingOwnerRelationship/isTenPercentOwner", int(page.line[mark]), [mark], True, 0.9))
    (owner,) = owners(page, printed, find_regions(page, printed), tags)
    assert page.dialect == "grid"
    assert (owner.is_director.value, owner.is_ten_percent_owner.value) == (True, None)
