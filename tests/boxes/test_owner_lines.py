"""Lines of an owner's box and of the closing table: what one has lost and another has, and what goes on in the next."""

from __future__ import annotations

import pytest
from by_hand import words
from printed import find_printed

from extractor.boxes.merging import merged_owner
from extractor.boxes.owners import owners
from extractor.boxes.relationships import with_chief
from extractor.boxes.streets import parted_at_suite, within_room, without_stain
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.filing import Filing, Hint, OwnerSignature, ReportingOwner, Source, SourceInfo, Status, Value
from extractor.notes.signed import without_last_specks
from extractor.readings.page_words import PageWords
from extractor.readings.pieces import Reading
from extractor.readings.text import read_text
from extractor.reconcile.addresses.postal_codes import repair_postal_code
from extractor.reconcile.people.owner_names import repair_owner_names
from extractor.regions.regions import find_regions
from tests.pieces import stretches


@pytest.mark.parametrize(
    ("boxed", "listed", "street"),
    [
        (("90 ELM ROAD", "SUITE 2600"), ("90 ELM ROAD", "2600"), ("90 ELM ROAD", "SUITE 2600")),
        (("C/O ZORBLAT", "90 5TH STREET SW, SUITE 4"), ("C/O ZORBLAT", "90 5TH STREET SUITE 4"), None),
        (
            ("90 AVENUE OF THE", "PINES, 5TH FLOOR"),
            ("90 AVENUE OF", "THE PINES, 5TH FLOOR"),
            ("90 AVENUE OF THE", "PINES, 5TH FLOOR"),
        ),
        (("90 ELM ROAD", "5TH FL."), ("90 ELM ROAD", "5TH FL. X"), ("90 ELM ROAD", "5TH FL.")),
    ],
)
def test_of_two_streets_the_one_with_all_words_stands(
    boxed: tuple[str, str], listed: tuple[str, str], street: tuple[str, str] | None
) -> None:
    one, other = (ReportingOwner(rpt_owner_street1=words(a), rpt_owner_street2=words(b)) for a, b in (boxed, listed))
    found = merged_owner(one, other)
    assert (found.rpt_owner_street1.value, found.rpt_owner_street2.value) == (street or boxed)


def owner_of(page_text: str, *tags: tuple[str, int, str]) -> ReportingOwner:
    page = read("1. Name and Address of Reporting Person*\n" + page_text)
    printed = find_printed(page)
    segments = []
    for field, line, phrase in tags:
        first = next(t for t in range(len(page)) if page.line[t] == line and page.words[t] == phrase.split()[0])
        tokens = [t for t in range(first, len(page)) if page.line[t] == line and page.words[t] in phrase.split()]
        segments.append(Segment(field, line, tokens, True, 0.9))
    (owner,) = owners(page, printed, find_regions(page, printed), segments)
    return owner


NAME, STREET1, STREET2 = "reportingOwnerId/rptOwnerName", *(f"reportingOwnerAddress/rptOwnerStreet{k}" for k in (1, 2))
TITLE = "reportingOwnerRelationship/officerTitle"
NOISE = "1. Narne and Addrcss of Reportlng Pcrson 2. lssuer Narne and Tlcker or Tradlng Syrnbol\n"


def test_a_title_goes_on_below() -> None:
    first = "EVP, CFO &"
    owner = owner_of(f"QVIST ADA\n{first}\nTREASURER\n", (NAME, 1, "QVIST ADA"), (TITLE, 2, first), (TITLE, 3, "TREASURER"))
    assert owner.officer_title.value == "EVP, CFO & TREASURER"


@pytest.mark.parametrize("first", ["ZORBLAT CORP", "GO ZORBLAT CORP"])
def test_a_company_above_its_street_is_the_owner(first: str) -> None:
    owner = owner_of(f"{first}\n90 ELM ROAD\nDULUTH\n", (STREET1, 1, first), (STREET2, 2, "90 ELM ROAD"))
    named = first == "ZORBLAT CORP"
    assert owner.rpt_owner_name.value == (first if named else None)
    assert (owner.rpt_owner_street1.value or "").endswith("90 ELM ROAD" if named else "ZORBLAT CORP")


def test_no_line_of_a_street_is_care_of_nobody() -> None:
    page = read("C/O 90 E. ELM ROAD, STE 5\n")
    assert parted_at_suite(page, [0], range(1, len(page))) == (list(range(len(page))), [])


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("12 ELM ROAD; SUITE 5\n", ""),
        ("12 ELM ROAD) SUITE 5\n", ""),
        ("\t12 ELM ROAD ; SUITE 5\t\n", "SUITE 5"),
        ("12 ELM ROAD\tSUITE 5\n", ""),
        ("12 ELM\tROAD SUITE 5\n", ""),
        ("12\tELM ROAD SUITE 5\n", "SUITE 5"),
    ],
)
def test_a_suite_behind_a_misread_comma_or_in_a_later_cell_goes_on_with_its_line(text: str, second: str) -> None:
    page = read(text)
    whole = range(len(page))
    first, rest = parted_at_suite(page, whole, ())
    assert " ".join(page.words[t] for t in rest) == second
    at = len(first) if rest else len(page) - 2
    assert parted_at_suite(page, range(at), range(at, len(page))) == (first, rest)


def lines_of(text: str, *, at: int, noise: str = "") -> tuple[str, str]:
    page = read(text + noise)
    cut = next((t for t in range(len(page)) if page.line[t]), len(page)) if noise else len(page)
    first, second = within_room(page, *(without_stain(page, line) for line in (range(at), range(at, cut))))
    return " ".join(page.words[t] for t in first), " ".join(page.words[t] for t in second)


@pytest.mark.parametrize(
    ("text", "at", "lines"),
    [
        (
            "C/O ZORBLAT HARBOR POLARLIGHT HOLDING CORP., PO BOX 9\n",
            6,
            ("C/O ZORBLAT HARBOR POLARLIGHT HOLDING", "CORP., PO BOX 9"),
        ),
        ("C/O ZORBLAT HARBOR POLARLIGHT CORP., PO BOX 9\n", 5, ("C/O ZORBLAT HARBOR POLARLIGHT CORP.,", "PO BOX 9")),
        ("ZORBLAT POLARLIGHT WORKS, INC. 90 OLD HARBOR WAY\n", 7, ("ZORBLAT POLARLIGHT WORKS, INC.", "90 OLD HARBOR WAY")),
    ],
)
def test_a_line_longer_than_a_form_takes_ends_before_its_last_words(text: str, at: int, lines: tuple[str, str]) -> None:
    assert lines_of(text, at=at) == lines


@pytest.mark.parametrize(
    ("text", "at", "lines"),
    [
        ("D 222 ELM ROAD 3 SUITE 20\n", 4, ("222 ELM ROAD", "SUITE 20")),
        ("5 ELM ROAD SUITE 20\n", 3, ("5 ELM ROAD", "SUITE 20")),
        ("A STREET WAREHOUSE UNIT 2\n", 3, ("A STREET WAREHOUSE", "UNIT 2")),
    ],
)
def test_no_line_begins_with_a_lone_glyph_before_its_number(text: str, at: int, lines: tuple[str, str]) -> None:
    assert lines_of(text, at=at, noise=NOISE) == lines


@pytest.mark.parametrize(("first", "second"), [("C/O ZORBLAT INC., 595", "ELM ROAD"), ("C/O ZORBLAT INC.,", "595 ELM ROAD")])
def test_the_number_of_the_house_stays_on_the_line_that_it_ends_in_print(first: str, second: str) -> None:
    tags = ((STREET1, 2, first), (STREET2, 3, second))
    owner = owner_of(f"QVIST ADA\n{first}\n{second}\n", (NAME, 1, "QVIST ADA"), *tags)
    assert (owner.rpt_owner_street1.value, owner.rpt_owner_street2.value) == (first, second)


@pytest.mark.parametrize("line", ["ATTN: LEGAL DEPARTMENT C/O ZORBLAT INC", "SUITE 4 C/O ZORBLAT INC"])
def test_what_stands_before_care_of_in_a_line_of_a_street_stays(line: str) -> None:
    owner = owner_of(f"{NOISE}QVIST ADA\n{line}\n", (NAME, 2, "QVIST ADA"), (STREET1, 3, line))
    assert owner.rpt_owner_street1.value == line


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("C/O QVIST WORKS.1NC.", "C/O QVIST WORKS.INC."),
        ("CIO QVIST WORKS, !NC.", "C/O QVIST WORKS, INC."),
        ("12 QVIST WORKS, !NC.", "12 QVIST WORKS, !NC."),
    ],
)
def test_a_company_care_of_which_one_is_reached_has_its_legal_form(line: str, printed: str) -> None:
    owner = owner_of(f"{NOISE}QVIST ADA\n{line}\n", (NAME, 2, "QVIST ADA"), (STREET1, 3, line))
    assert owner.rpt_owner_street1.value == printed


def test_a_street_goes_on_over_lines_as_long_as_they_follow_each_other() -> None:
    lines = ("C/O ZORBLAT CORP", "Director", "Officer", "TWO ELM PL.,", "90 OAK ST.,", "STE. 300")
    tags = ((STREET1, 2, lines[0]), (STREET1, 5, lines[3]), (STREET2, 6, lines[4]), (STREET2, 7, lines[5]))
    owner = owner_of("QVIST ADA\n" + "\n".join(lines) + "\n", (NAME, 1, "QVIST ADA"), *tags)
    assert owner.rpt_owner_street2.value == "TWO ELM PL., 90 OAK ST., STE. 300"


def test_a_line_of_endless_words_is_measured_once() -> None:
    page = read("ELM ROAD " * 20_000)
    first, second = range(len(page) - 1), range(len(page) - 1, len(page))
    assert within_room(page, first, second) == (list(first), list(second))


def test_a_rural_route_is_no_speck() -> None:
    assert read_text(stretches("RR 3 BOX 130"), "place", PageWords(noise=0.05)).value == "RR 3 BOX 130"


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Chairman and CE0", "Chairman and CEO"),
        ("President, C00", "President, COO"),
        ("EVP and CF0", "EVP and CFO"),
        ("EvP and ClO", "EVP and ClO"),
        ("Head of C0 Plant", "Head of C0 Plant"),
    ],
)
def test_a_nought_in_the_title_of_a_chief_is_a_letter(title: str, printed: str) -> None:
    assert with_chief(Reading(title)).value == printed


def test_letters_joined_by_a_sign_are_no_speck_of_a_title() -> None:
    words = "General Counsel & EVP - M&A"
    assert read_text(stretches(words), "office", PageWords(noise=0.05)).value == words


def test_a_name_that_stands_twice_on_the_form_is_not_misread() -> None:
    name = words("Lamib Scott H.").because(Hint.TWICE)
    signature = OwnerSignature(signature_name=words("/s/ Bo Ek, attorney-in-fact for Scott Lamb"))
    source = SourceInfo("", "", "plain", noise=0.05)
    filing = Filing(reporting_owners=(ReportingOwner(rpt_owner_name=name),), owner_signatures=(signature,), source=source)
    (owner,) = repair_owner_names(filing).reporting_owners
    assert owner.rpt_owner_name.value == "Lamib Scott H."


@pytest.mark.parametrize(("state", "code"), [("L3", "7614201"), ("NY", "76142")])
def test_a_code_abroad_that_an_edge_has_cut_has_all_its_digits(state: str, code: str) -> None:
    read_code = Value("76142", Status.REPAIRED, 0.7, (Source(0, 5, "76142"), Source(6, 8, "01")))
    owner = ReportingOwner(rpt_owner_state=words(state), rpt_owner_zip_code=read_code)
    assert repair_postal_code(owner).rpt_owner_zip_code.value == code


def test_a_comma_behind_the_last_speck_of_a_signature_is_one_as_well() -> None:
    assert (
        without_last_specks(Reading("/s/ Bo Ek, Attorney-in-Fact for Ada Qvist o,")).value
        == "/s/ Bo Ek, Attorney-in-Fact for Ada Qvist"
    )
