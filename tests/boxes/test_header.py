"""The head of the form: what it is, its dates, its marks."""

from __future__ import annotations

from datetime import date

import pytest
from printed import find_printed

from extractor.boxes.header import amends, by_transactions, document_type, header_dates, header_marks
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.filing import Source, Status, Value


@pytest.mark.parametrize(
    ("line", "attribute", "marked_"),
    [
        ("X Check this box to indicate that a transaction was made", "aff10b5_one", True),
        ("[X] Check this box if no longer subject to Section 16.", "not_subject_to_section16", True),
        ("Check box if no longer subject to Section 16.", "not_subject_to_section16", None),
        ("(x) Form 3 Holdings Reported", "form3_holdings_reported", True),
        (".X Chock this box if ne longer subject to Section 16.", "not_subject_to_section16", True),
        ("1x |Check this:box if.no longer subject to: Section", "not_subject_to_section16", True),
        ("X Check this list of those who are no longer wanted", "not_subject_to_section16", None),
    ],
)
def test_a_mark_before_a_caption_of_the_head_is_read_though_nobody_labelled_it(
    line: str, attribute: str, marked_: bool | None
) -> None:
    assert header_marks(read(f"FORM 4\n{line}\n"), ())[attribute].value is marked_


@pytest.mark.parametrize(
    ("text", "amended", "form"),
    [
        ("FORM 4\n", False, "4"),
        ("F0RM 3\nINITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES\n", False, "3"),
        ("FORM 5/A\n", False, "5/A"),
        ("FORM 4 / A_ UNITED STATES\n", False, "4/A"),
        ("FORM 4/Annual\n", False, "4"),
        ("FORM 4IA UNITED STATES\n", False, "4/A"),
        ("FORN.5/IA UNITED STATES\n", False, "5/A"),
        ("FORM 4A\n", False, "4/A"),
        ("FORM 4a UNITED STATES\nOMB Number: 3235-0287\n", False, "4"),
        ("FORM 4 A\n", False, "4"),
        ("Fonn 4 0: Form 5\nSTATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP OF SECURITIES\n", False, "4"),
        ("16, Forth 4 or Form 5 cbligations\n3. Date of Earliest Transaction (Month/Day/Year)\n", False, "4"),
        ("FORM 4\n", True, "4/A"),
        ("OMB Number: 3235-0104\n", False, "3"),
        ("OMB Number: 3235-O362\nForm 4 or Form 5 obligations may continue.\n", False, "5"),
        ("OMB Number 3235.0362\nForm 4 or .Fonn.5 obligatons\n", False, "5"),
        ("FORM.5\nForm 3-obl\n", False, "5"),
        ("ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP\nForm 3 naangs Reposted.\n", False, "5"),
        ("4. Statement for Issuer's Fiscal Year Ended (Month/Year)\nForm 4 Transactlons Reported\n", False, "5"),
        ("Dear Ada,\n", False, None),
        ("-FORM'5 UNITED STATES\nForm 4 or Form 3 OMB Number\n", False, "5"),
        ("OMB Number: 3243-0362\n", False, "5"),
        ("FORM 8-K\n", False, None),
        ("", False, None),
    ],
)
def test_the_type_of_the_document(text: str, amended: bool, form: str | None) -> None:
    page = read(text)
    value = document_type(page, find_printed(page), amended)
    assert value.value == form
    assert (value.status is Status.MISSING) == (form is None)


@pytest.mark.parametrize(("stands", "amended"), [("05/2001", True), ("5/", False), ("0n5/2001", False), ("May 2001", False)])
def test_a_month_and_a_year_in_the_box_for_the_original_make_a_form_an_amendment(stands: str, amended: bool) -> None:
    assert amends(Value(None, Status.MISSING, 0.0, (Source(0, len(stands), stands),))) is amended
    assert amends(Value(date(2001, 5, 2), Status.READ, 0.9))


@pytest.mark.parametrize(
    ("text", "period", "original"),
    [
        ("FORM 4\n03/05/2001\n", None, date(2001, 3, 5)),
        ("FORM 4/A\n03/05/2001\n", date(2001, 3, 5), None),
    ],
)
def test_a_date_alone_in_the_boxes_is_the_period_unless_the_form_calls_itself_an_amendment(
    text: str, period: date | None, original: date | None
) -> None:
    page = read(text)
    at = page.words.index("03/05/2001")
    labelled = [Segment("dateOfOriginalSubmission", int(page.line[at]), [at], True, 0.9)]
    told, first = header_dates(page, labelled, [2001])
    assert (first.value, told.value) == (period, original)


def test_two_dates_of_the_boxes_stay_what_they_are() -> None:
    page = read("FORM 4\n03/02/2001\n03/05/2001\n")
    labelled = [
        Segment(name, int(page.line[at]), [at], True, 0.9)
        for name, word in (("periodOfReport", "03/02/2001"), ("dateOfOriginalSubmission", "03/05/2001"))
        for at in (page.words.index(word),)
    ]
    told, first = header_dates(page, labelled, [2001])
    assert (told.value, first.value) == (date(2001, 3, 2), date(2001, 3, 5))


@pytest.mark.parametrize(("stands", "day"), [("01/199", None), ("1/200.", None), ("01/19/01", date(2001, 1, 19))])
def test_a_month_with_a_cut_year_is_no_day_of_the_period(stands: str, day: date | None) -> None:
    page = read(f"FORM 4\n{stands}\n")
    at = page.words.index(stands)
    told, _ = header_dates(page, [Segment("periodOfReport", int(page.line[at]), [at], True, 0.9)], [2001])
    assert told.value == day


def test_a_form_that_nothing_names_is_form_4_if_it_has_transactions() -> None:
    assert by_transactions(Value(), False, False) == Value()
    found = by_transactions(Value(), True, True)
    assert (found.value, found.status) == ("4/A", Status.INFERRED)
    assert found.reasons
    named = Value("5", Status.READ, 0.9)
    assert by_transactions(named, True, False) is named
