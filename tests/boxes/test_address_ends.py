"""What ends a line of an owner's address, or stands behind it: suites, boxes of a post office, what is of the next box."""

from __future__ import annotations

import pytest
from printed import find_printed

from extractor.boxes.legal_forms import with_legal_form
from extractor.boxes.no_names import without_no_names
from extractor.boxes.owners import owners
from extractor.boxes.streets import box_moved, parted_at_suite
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.filing import Filing, ReportingOwner, SourceInfo, Value
from extractor.readings.page_words import PageWords
from extractor.readings.pieces import Reading
from extractor.readings.text import read_text
from extractor.reconcile.addresses.groups import share_addresses
from extractor.reconcile.addresses.places import repair_addresses
from extractor.regions.regions import find_regions
from tests.pieces import stretches

NAME, STREET1, STREET2, CITY, ZIP_CODE = (
    "reportingOwnerId/rptOwnerName",
    *(f"reportingOwnerAddress/rptOwner{name}" for name in ("Street1", "Street2", "City", "ZipCode")),
)


def owner_of(text: str, *tags: tuple[str, int, str, float]) -> ReportingOwner:
    page = read("1. Name and Address of Reporting Person*\nQVIST ADA\n" + text)
    printed = find_printed(page)
    segments = [Segment(NAME, 1, [t for t in range(len(page)) if page.line[t] == 1])]
    for field, line, words, sure in tags:
        count, mine = len(words.split()), [t for t in range(len(page)) if page.line[t] == line]
        first = next(t for t in mine if list(page.words[t : t + count]) == words.split())
        segments.append(Segment(field, line, list(range(first, first + count)), probability=sure))
    (owner,) = owners(page, printed, find_regions(page, printed), segments)
    return owner


@pytest.mark.parametrize(("text", "second"), [("12 ELM ROAD SUITE 5\n", ""), ("\t12 ELM ROAD SUITE 5\t\n", "SUITE 5")])
def test_a_suite_is_a_line_of_its_own_only_where_the_lines_of_the_print_are_lost(text: str, second: str) -> None:
    page = read(text)
    first, rest = parted_at_suite(page, range(len(page)), ())
    assert " ".join(page.words[t] for t in rest) == second
    assert len(first) + len(rest) == len(page)


@pytest.mark.parametrize(
    ("text", "at", "lines"),
    [
        ("C/O ZORBLAT CORP, P.O. BOX 40, ONE ELM SQUARE\n", 5, ("C/O ZORBLAT CORP,", "P.O. BOX 40, ONE ELM SQUARE")),
        ("P O BOX 40 ELM\n", 3, ("P O BOX 40 ELM", "")),
        ("C/O ZORBLAT BOX 40 ELM\n", 3, ("C/O ZORBLAT", "BOX 40 ELM")),
        ("12 ELM ROAD BOX HILL\n", 4, ("12 ELM ROAD BOX", "HILL")),
    ],
)
def test_no_line_ends_between_a_box_and_its_number(text: str, at: int, lines: tuple[str, str]) -> None:
    page = read(text)
    first, second = box_moved(page, range(at), range(at, len(page)))
    assert (" ".join(page.words[t] for t in first), " ".join(page.words[t] for t in second)) == lines


@pytest.mark.parametrize(("noise", "moved"), [("", False), ("1. Narne and Addrcss of Reportlng Pcrson\n", True)])
def test_a_box_on_another_line_than_its_number_is_moved_on_noisy_pages_alone_and_tells_it(noise: str, moved: bool) -> None:
    tags = ((STREET1, 2 + bool(noise), "12 ELM ROAD P.O. BOX", 0.9), (STREET2, 3 + bool(noise), "40", 0.9))
    owner = owner_of(f"{noise}12 ELM ROAD P.O. BOX\n40 SOUTH\n", *tags)
    street = owner.rpt_owner_street1
    assert street.value == ("12 ELM ROAD" if moved else "12 ELM ROAD P.O. BOX")
    assert any("post office box" in reason for reason in street.reasons) is moved


@pytest.mark.parametrize("form", ["Pic", "pLe", "PLC"])
def test_the_form_of_a_public_limited_company_may_be_misread(form: str) -> None:
    assert (with_legal_form(Reading(f"C/O ZORBLAT {form}"), 0.05).value or "").lower() == "c/o zorblat plc"


def test_each_line_of_a_street_is_as_sure_as_its_own_words() -> None:
    owner = owner_of("C/O ZORBLAT\n12 ELM ROAD\n", (STREET1, 2, "C/O ZORBLAT", 0.02), (STREET2, 3, "12 ELM ROAD", 0.99))
    assert owner.rpt_owner_street1.confidence < 0.1 < 0.9 < owner.rpt_owner_street2.confidence


def test_what_begins_the_first_line_again_in_a_row_is_the_second() -> None:
    tags = ((STREET1, 2, "ZORBLAT INC", 0.4), (STREET1, 2, "12 ELM ROAD", 0.9))
    owner = owner_of("\tZORBLAT INC 12 ELM ROAD\t\tDirector\n", *tags)
    assert (owner.rpt_owner_street1.value, owner.rpt_owner_street2.value) == ("ZORBLAT INC", "12 ELM ROAD")


def test_a_label_that_is_hardly_any_gives_way_to_a_likely_one() -> None:
    owner = owner_of("12 ELM ROAD\nE\nDULUTH\n", (STREET1, 2, "12 ELM ROAD", 0.9), (CITY, 3, "E", 0.01), (CITY, 4, "DULUTH", 0.9))
    assert owner.rpt_owner_city.value == "DULUTH"


def test_what_has_no_letter_is_no_name() -> None:
    page = read("QVIST TRUST\n12 ELM ROAD\n55812\n4,\n")
    name, street, code, item = (
        Segment(NAME, 0, [0, 1]),
        Segment(STREET1, 1, [2, 3, 4]),
        Segment(NAME, 2, [5]),
        Segment(NAME, 3, [6]),
    )
    assert [s.field for s in without_no_names(page, [name, street, code])] == [NAME, STREET1, ZIP_CODE]
    assert without_no_names(page, [item, name]) == [item, name]  # a clean page
    noisy = read("QVIST TRUST\n4,\nObligatlons contlnue; statcment of bencficial ownershlp\n")
    assert without_no_names(noisy, [Segment(NAME, 1, [2])]) == []


@pytest.mark.parametrize(
    ("state", "code", "found"),
    [("MO", "103-8645", ("M0", "103-8645")), ("MO", "64101", ("MO", "64101")), ("M0", "103-8645", ("M0", "103-8645"))],
)
def test_a_code_of_japan_tells_a_nought_from_a_letter(state: str, code: str, found: tuple[str, str]) -> None:
    owner = ReportingOwner(rpt_owner_city=Value("TOKYO"), rpt_owner_state=Value(state), rpt_owner_zip_code=Value(code))
    (mended,) = repair_addresses(Filing(reporting_owners=(owner,), source=SourceInfo(noise=0.05))).reporting_owners
    assert (mended.rpt_owner_state.value, mended.rpt_owner_zip_code.value) == found


@pytest.mark.parametrize(("street", "sure", "shown"), [("Suite eoo", 0.05, "140 ELM STREET"), ("Suite 200", 0.9, "Suite 200")])
def test_a_suite_that_is_hardly_read_is_what_is_left_of_the_address_of_the_group(street: str, sure: float, shown: str) -> None:
    place = {"rpt_owner_city": Value("ALBANY"), "rpt_owner_state": Value("NY"), "rpt_owner_zip_code": Value("12207")}
    whole = [
        ReportingOwner(rpt_owner_name=Value(f"EK {k}"), rpt_owner_street1=Value("140 ELM STREET"), **place) for k in range(2)
    ]
    damaged = ReportingOwner(rpt_owner_name=Value("QVIST"), rpt_owner_street1=Value(street, confidence=sure), **place)
    shared = share_addresses(Filing(reporting_owners=(damaged, *whole), source=SourceInfo(noise=0.05))).reporting_owners
    assert shared[0].rpt_owner_street1.value == shown


@pytest.mark.parametrize(
    ("read_", "street"), [("90 ELM DRIVE SUITEA", "90 ELM DRIVE SUITE A"), ("90 ELM SUITES", "90 ELM SUITES")]
)
def test_the_letter_of_a_suite_is_not_lost_where_it_is_glued_to_the_word(read_: str, street: str) -> None:
    assert read_text(stretches(read_), "place", PageWords(noise=0.03)).value == street


@pytest.mark.parametrize(
    ("line", "code", "shown"),
    [
        ("\t55812\t4 If Amendment, Date of Original Filed (Month/Day/Year)\n", "55812 4", "55812"),
        ("\t5581\t2 If Amendment, Date of Original Filed (Month/Day/Year)\n", "5581 2", "55812"),
        ("\t55812-1234\t4. If Amendment, Date of Original Filed (Month/Day/Year)\n", "55812-1234 4.", "55812-1234"),
    ],
)
def test_the_number_of_the_next_caption_is_none_of_the_code(line: str, code: str, shown: str) -> None:
    owner = owner_of("12 ELM ROAD\n" + line, (STREET1, 2, "12 ELM ROAD", 0.9), (ZIP_CODE, 3, code, 0.9))
    assert owner.rpt_owner_zip_code.value == shown


@pytest.mark.parametrize(
    ("line", "street"), [("12 ELM PLAZA I ] Officer\n", "12 ELM PLAZA"), ("12 ELM PLAZA I\n", "12 ELM PLAZA I")]
)
def test_the_left_side_of_an_empty_box_is_no_word_of_the_street(line: str, street: str) -> None:
    assert owner_of(line, (STREET1, 2, "12 ELM PLAZA I", 0.9)).rpt_owner_street1.value == street
