from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.boxes.header import document_type
from extractor.boxes.owners import owners
from extractor.cells.candidates import candidates
from extractor.cells.segments import Segment
from extractor.filing import Footnote, Status, Value
from extractor.notes.footnotes import _is_heading, footnotes
from extractor.notes.powers import wrapped
from extractor.notes.signatures import signatures, without_strays
from extractor.notes.signed import attorney, capacities, signed, without_specks
from extractor.reading.read import read
from extractor.readings.pieces import Reading
from extractor.regions.printed_form import find_printed
from extractor.regions.regions import find_regions

TABLE = "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned\n"
END = "** Signature of Reporting Person\nDate\n"


def notes_of(text: str) -> tuple[tuple[Footnote, ...], Value[str]]:
    page = read(text)
    printed = find_printed(page)
    regions = find_regions(page, printed)
    return footnotes(page, printed, regions, np.zeros(len(regions.of_line), np.bool_))


def told(text: str) -> list[tuple[str, str | None]]:
    return [(n.id, n.text.value) for n in notes_of(text)[0]]


@pytest.mark.parametrize("style", ["{}. {}", "({}) {}", "{}) {}", "( {}) {}", "- ({}) {}", "{}.{}"])
def test_footnotes_in_every_style_of_number(style: str) -> None:
    texts = ["Held by the Qvist Family Trust.", "Sold under a plan adopted in the spring."]
    body = "".join(style.format(k, t) + "\n" for k, t in enumerate(texts, 1))
    assert told(f"{TABLE}Explanation of Responses:\n{body}{END}") == [("F1", texts[0]), ("F2", texts[1])]


def test_a_footnote_over_several_lines_is_one() -> None:
    body = "1. Held by the Qvist\nFamily Trust, of which\n\nshe is a trustee.\n2. See note 1.\n"
    text = f"{TABLE}Explanation of Responses:\n\n{body}{END}"
    found, _ = notes_of(text)
    assert found[0].text.value == "Held by the Qvist Family Trust, of which she is a trustee."
    assert [s.text for s in found[0].text.sources] == ["Held by the Qvist", "Family Trust, of which", "she is a trustee."]
    assert all(text[s.start : s.end] == s.text for s in found[0].text.sources)
    assert found[1].text.value == "See note 1."


def test_misread_numbers_and_gaps() -> None:
    body = "l. Held by the trust of her family.\n3. Sold under a plan adopted long before.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F3"]


def test_a_number_within_a_footnote_begins_no_other() -> None:
    body = "1. Sold in several trades, of which\n17. were made in the morning and the rest of them later.\n"
    assert len(told(f"{TABLE}Explanation of Responses:\n{body}{END}")) == 1


@pytest.mark.parametrize("number", ["2. ", "(2) ", "2.", "2..", "2: "])
def test_a_footnote_that_goes_on_in_the_line_of_another_is_found_behind_its_full_stop(number: str) -> None:
    body = f"1. Held by the trust of her family. {number}Sold under a plan.\n3. See above.\n"
    assert told(f"{TABLE}Explanation of Responses:\n{body}{END}") == [
        ("F1", "Held by the trust of her family."),
        ("F2", "Sold under a plan."),
        ("F3", "See above."),
    ]


@pytest.mark.parametrize("body", ["1. Of class 2. Shares are held by a trust.\n2. See above.\n", "1. See Item 2. it says all.\n"])
def test_a_number_in_the_text_of_a_footnote_begins_none(body: str) -> None:
    assert len(told(f"{TABLE}Explanation of Responses:\n{body}{END}")) == body.count("\n")


def test_a_number_beside_the_middle_of_a_footnote_and_a_first_footnote_of_one_line() -> None:
    body = (
        "(1) Held by the trust of her family.\nThe price is a weighted average price. The shares were sold in trades at\n"
        "(2) prices from $4.10 to $4.60. She will give full particulars of them to\nanyone who asks.\n"
        "Sold to pay taxes that were due on\n(4)\nthe vesting of stock units.\n(4) Held by her husband.\n"
    )
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert [i for i, _ in found] == ["F1", "F2", "F3", "F4"]
    assert found[0][1] == "Held by the trust of her family."
    assert (found[1][1] or "").startswith("The price is")
    assert (found[1][1] or "").endswith("anyone who asks.")
    assert found[2][1] == "Sold to pay taxes that were due on the vesting of stock units."


@pytest.mark.parametrize("number", ["t.", "@", "6.", "(6)"])
def test_a_footnote_whose_number_is_misread_begins_behind_a_full_stop(number: str) -> None:
    body = f"1. Held by the trust of her family.\n{number} Sold under a plan.\n3. See above.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3"]


@pytest.mark.parametrize("number", ["qa ", "ry ", "a) "])
def test_a_number_read_as_small_letters_stands_before_a_capital(number: str) -> None:
    body = f"{number}Held by the trust of her family.\n(2) Sold under a plan.\n(3) See above.\n"
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert found == [("F1", "Held by the trust of her family."), ("F2", "Sold under a plan."), ("F3", "See above.")]


def test_a_footnote_that_begins_with_a_lone_letter_has_a_number_with_a_dash() -> None:
    body = "1. Held by the trust of her family.\n2-A third of them vests each year.\n"
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert found == [("F1", "Held by the trust of her family."), ("F2", "A third of them vests each year.")]


def test_a_garbled_sentence_of_the_form_below_the_heading_is_no_footnote() -> None:
    own = "+ lr thre forn iy filcd hy mare tham ohe rcporting petson, sew histeuction 4k)\n"
    body = "(1) Held by the trust of her family.\n(2) Sold under a plan.\n"
    found = told(f"{TABLE}Explanation of Responses:\n{own}{body}{END}")
    assert found == [("F1", "Held by the trust of her family."), ("F2", "Sold under a plan.")]
    unnumbered = told(f"{TABLE}Explanation of Responses:\n{own}Held by the trust of her family.\n{END}")
    assert unnumbered == [("F1", "Held by the trust of her family.")]


def test_footnotes_whose_heading_is_lost_or_that_go_on_in_a_printed_line() -> None:
    body = "1. Held by the trust of her family.\n2. Sold under a plan.\n"
    assert [i for i, _ in told(f"{TABLE}{body}{END}")] == ["F1", "F2"]
    printed = "Intentional misstatements or omissions of facts constitute Federal Criminal Violations. See 18 U.S.C. 1001 and"
    text = f"{TABLE}{END}Explanation of Responses:\n{printed} 15 U.S.C. 78ff(a). (1) Held by a trust. (2) Sold under a plan.\n"
    assert told(text) == [("F1", "Held by a trust."), ("F2", "Sold under a plan.")]


def test_a_signature_below_the_footnotes_is_none_of_their_text() -> None:
    body = "1. Held by the trust of her family.\nBy: Bo Qvist, Attorney-in-Fact\n05/09/2005\n"
    assert told(f"{TABLE}Explanation of Responses:\n{body}{END}") == [("F1", "Held by the trust of her family.")]


def test_prose_below_the_heading_is_a_footnote_without_a_number_too() -> None:
    prose = "Held by the Qvist Family Trust, of which she is a trustee."
    assert told(f"{TABLE}Explanation of Responses:\n{prose}\n{END}") == [("F1", prose)]
    assert told(f"{TABLE}Explanation of Responses:\n.\nab\n{END}") == []


def test_a_bracket_that_is_left_of_a_number_beside_the_middle() -> None:
    lines = ["Held by the Qvist Family Trust, of which", "Q)", "she is a trustee.", "Sold under a plan", "(2)", "of last spring."]
    texts = ["Held by the Qvist Family Trust, of which she is a trustee.", "Sold under a plan of last spring."]
    body = "\n".join(lines)
    assert told(f"{TABLE}Explanation of Responses:\n{body}\n{END}") == [("F1", texts[0]), ("F2", texts[1])]


def test_the_forms_own_sentences_in_the_line_of_a_footnote_are_left_out() -> None:
    own = "If the form is filed by more than one reporting person, see Instruction 4(b)(v)."
    note = "Note: File three copies of this Form, one of which must be manually signed."
    prose = "Held by the Qvist Family Trust, of which she is a trustee, and sold by it under a plan of last spring."
    assert told(f"{TABLE}Explanation of Responses:\n{own} {prose}\n{END}") == [("F1", prose)]
    assert told(f"{TABLE}Explanation of Responses:\n(1) {prose} {note}\n{END}") == [("F1", prose)]


def test_misread_prose_is_set_right_on_a_noisy_page_and_says_so() -> None:
    body = "(1) The repotting person sold undcr a plan fot which the outstandlnq shares wcre registcred."
    text = notes_of(f"{TABLE}Explanation of Responses:\n{body}\n{END}")[0][0].text
    assert text.value is not None
    assert "reporting person" in text.value
    assert "outstanding shares" in text.value
    assert text.status is Status.REPAIRED
    assert "the word outstandlnq is read as outstanding" in text.reasons


def test_remarks() -> None:
    body = "1. Held by the trust of her family.\nRemarks:\nThe power of attorney is on file.\n"
    text = f"{TABLE}Explanation of Responses:\n{body}{END}"
    found, remarks = notes_of(text)
    assert [n.text.value for n in found] == ["Held by the trust of her family."]
    assert remarks.value == "The power of attorney is on file."


def test_a_footnote_that_begins_with_words_of_the_form_and_remarks_in_its_line() -> None:
    body = "(1) The reporting person was given 42 shares that vest on January 10, 2026.\n"
    body += "(2) Held by her husband. Remarks: As amended.\n"
    page = read(f"{TABLE}Explanation of Responses:\n{body}{END}")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    found, remarks = footnotes(page, printed, regions, np.zeros(len(regions.of_line), np.bool_))
    assert [n.id for n in found] == ["F1", "F2"]
    assert (found[0].text.value or "").endswith("January 10, 2026.")
    assert (found[1].text.value, remarks.value) == ("Held by her husband.", "As amended.")


def test_without_notes_there_are_none() -> None:
    assert notes_of(f"{TABLE}Explanation of Responses:\n{END}") == ((), Value())
    assert notes_of("") == ((), Value())


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=20) | st.sampled_from(["1. A", "(2) B", "Remarks:", "Explanation of Responses:"]), max_size=12))
def test_notes_of_any_text_have_numbers_that_rise(lines: list[str]) -> None:
    text = "\n".join(lines)
    found, _ = notes_of(text)
    numbers = [int(n.id[1:]) for n in found]
    assert numbers == sorted(set(numbers))
    assert all(text[s.start : s.end] == s.text for n in found for s in n.text.sources)


def test_signatures_pair_names_with_dates() -> None:
    page = read("/s/ Ada Qvist\t05/09/2005\n05/10/2005\t/s/ Bo Qvist\n/s/ Cy Qvist\n")
    tags = [
        ("signatureName", 0, [0, 1, 2]),
        ("signatureDate", 0, [3]),
        ("signatureName", 1, [5, 6, 7]),
        ("signatureDate", 1, [4]),
    ]
    tags.append(("signatureName", 2, [8, 9, 10]))
    found = signatures(page, [Segment(f, line, t, True, 0.9) for f, line, t in tags], ())
    assert [(s.signature_name.value, s.signature_date.value) for s in found] == [
        ("/s/ Ada Qvist", date(2005, 5, 9)),
        ("/s/ Bo Qvist", date(2005, 5, 10)),
        ("/s/ Cy Qvist", None),
    ]


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["05/09/2005", "05/10/2005", "05/11/2005"], [9, 10, 11]),  # as many as names: in order
        (["05/09/2005", "05/09/2005"], [9, None, 9]),  # all of one day: as far as they go
        (["05/09/2005", "05/10/2005"], [None, None, 9]),  # whose is the other?
    ],
)
def test_dates_in_a_stack_are_dealt_to_the_names(dates: list[str], expected: list[int | None]) -> None:
    page = read("/s/ Ada Qvist\n/s/ Bo Qvist\n/s/ Cy Qvist\n" + "".join(f"{day}\n" for day in dates))
    tags = [Segment("signatureName", k, [3 * k, 3 * k + 1, 3 * k + 2], True, 0.9) for k in range(3)]
    tags += [Segment("signatureDate", 3 + k, [9 + k], True, 0.9) for k in range(len(dates))]
    found = [s.signature_date.value for s in signatures(page, tags, ())]
    assert [day and day.day for day in found] == expected


NOTED = (
    f"{TABLE}Explanation of Responses:\n1. Held by the Qvist Family Trust dated 05/06/1998\n2. Sold in lots.\n"
    f"Ada Qvist 05/09/2005\n{END}"
)


def test_a_date_at_the_end_of_a_footnote_is_no_signature() -> None:
    page = read(NOTED)
    printed = find_printed(page)
    regions = find_regions(page, printed)
    looked_at = {page.words[k] for k in candidates(page, printed, regions)}
    assert "05/09/2005" in looked_at
    assert "05/06/1998" not in looked_at


def test_a_few_words_of_a_footnote_are_no_signature() -> None:
    page = read(NOTED)
    regions = find_regions(page, find_printed(page))
    trust, line = [page.words.index(w) for w in ("Qvist", "Family")], 2
    tags = [Segment("signatureName", line, trust, True, 0.9)]
    tags.append(Segment("signatureName", 4, [page.words.index("Ada")], True, 0.9))
    tags.append(Segment("signatureDate", 4, [page.words.index("05/09/2005")], True, 0.9))
    assert without_strays(page, regions, tags) == tags[1:]


def test_the_title_of_an_office_above_the_signature_is_a_remark() -> None:
    page = read(
        f"{TABLE}Explanation of Responses:\nRemarks:\nExecutive Vice President and Chairman\n/s/ Ada Qvist 05/09/2005\n{END}"
    )
    regions = find_regions(page, find_printed(page))
    at = page.words.index
    tags = [
        Segment("signatureName", 3, list(range(at("Executive"), at("/s/"))), True, 0.9),
        Segment("signatureName", 4, [at("/s/"), at("Ada"), at("Qvist")], True, 0.9),
        Segment("signatureDate", 4, [at("05/09/2005")], True, 0.9),
    ]
    assert without_strays(page, regions, tags) == tags[1:]


def test_a_line_of_an_address_above_the_signature_is_none() -> None:
    page = read("300 FERRY LANE\nBo Ek 05/09/2005\n")
    regions = find_regions(page, find_printed(page))
    tags = [
        Segment("signatureName", 0, [0, 1, 2], True, 0.9),
        Segment("signatureName", 1, [3, 4], True, 0.9),
        Segment("signatureDate", 1, [5], True, 0.9),
    ]
    assert without_strays(page, regions, tags) == tags[1:]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("Ada Qvist, by Power of", "Attorney", "Ada Qvist, by Power of Attorney"),
        ("Ada Qvist, by power of attorney filed on", "June 2, 2004", "Ada Qvist, by power of attorney filed on June 2, 2004"),
        ("Ada Qvist, by power of attorney", "filed on June 2, 2004", "Ada Qvist, by power of attorney filed on June 2, 2004"),
        ("Ada Qvist, by power of attorney filed on June", "2, 2004", "Ada Qvist, by power of attorney filed on June 2, 2004"),
        ("Ada Qvist, by power of attorney filed on June 2,", "2004", "Ada Qvist, by power of attorney filed on June 2, 2004"),
        ("Ada Qvist, by power of attorney", "June 2, 2004", "Ada Qvist, by power of attorney"),
        ("Ada Qvist, attorney-in-fact", "Attorney", "Ada Qvist, attorney-in-fact"),
        ("Ada Qvist, attorney-in-fact for", "zq", "Ada Qvist, attorney-in-fact for"),
    ],
)
def test_a_signature_goes_on_above_its_caption_where_its_last_word_says_so(above: str, below: str, whole: str) -> None:
    page = read(f"{TABLE}Explanation of Responses:\n{above} 05/09/2005\n{below}\n** Signature of Reporting Person\nDate\n")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    first, day = page.words.index("Ada"), page.words.index("05/09/2005")
    line = int(regions.line_of[first])
    tags = [Segment("signatureName", line, list(range(first, day)), True, 0.9), Segment("signatureDate", line, [day], True, 0.9)]
    (found,) = signatures(page, wrapped(page, printed, regions, tags), ())
    assert found.signature_name.value == whole


def test_a_name_above_the_first_date_stays_a_signature() -> None:
    page = read("Ada Qvist\nBo Ek 05/09/2005\n")
    regions = find_regions(page, find_printed(page))
    tags = [
        Segment("signatureName", 0, [0, 1], True, 0.9),
        Segment("signatureName", 1, [2, 3], True, 0.9),
        Segment("signatureDate", 1, [4], True, 0.9),
    ]
    assert without_strays(page, regions, tags) == tags


@pytest.mark.parametrize(
    ("known", "whole"), [(4, "/s/ Ada Qvist, power of attorney filed on June 21, 2004"), (3, "/s/ Ada Qvist,")]
)
def test_a_capacity_goes_on_to_its_last_word(known: int, whole: str) -> None:
    page = read("/s/ Ada Qvist, power of attorney filed on June 21, 2004\n05/09/2005\n")
    printed = find_printed(page)
    tags = [Segment("signatureName", 0, list(range(known)), True, 0.9)]
    (found,) = signatures(page, wrapped(page, printed, find_regions(page, printed), tags), ())
    assert found.signature_name.value == whole


def test_the_date_of_a_power_of_attorney_is_no_signature_s() -> None:
    page = read("/s/ Ada Qvist by power of attorney filed on June 21, 2004 07/03/2005\n")
    tags = [
        Segment("signatureName", 0, list(range(10)), True, 0.9),
        Segment("signatureDate", 0, [11, 12], True, 0.9),
    ]
    (found,) = signatures(page, tags, ())
    assert found.signature_name.value == "/s/ Ada Qvist by power of attorney filed on June 21, 2004"
    assert str(found.signature_date.value) == "2005-07-03"


# The boxes


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


def test_the_commissions_address_is_not_the_owners() -> None:
    page = read(
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION\nWashington, D.C. 20549\n"
        "1. Name and Address of Reporting Person* QVIST ADA\n(Street) DULUTH MN 55802 (City) (State) (Zip)\n"
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


# The type of the document


@pytest.mark.parametrize(
    ("text", "amended", "form"),
    [
        ("FORM 4\n", False, "4"),
        ("F0RM 3\nINITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES\n", False, "3"),
        ("FORM 5/A\n", False, "5/A"),
        ("FORM 4\n", True, "4/A"),
        ("OMB Number: 3235-0104\n", False, "3"),
        ("OMB Number: 3235-O362\nForm 4 or Form 5 obligations may continue.\n", False, "5"),
        ("Dear Ada,\n", False, None),
        ("FORM 8-K\n", False, None),
        ("", False, None),
    ],
)
def test_the_type_of_the_document(text: str, amended: bool, form: str | None) -> None:
    page = read(text)
    value = document_type(page, find_printed(page), amended)
    assert value.value == form
    assert (value.status is Status.MISSING) == (form is None)


def test_numbers_beside_the_middle_line_of_a_footnote() -> None:
    lines = (
        "Explanation of Responses:",
        "The units vest in four parts, the first of",
        "( 1)",
        "which falls on the day of the meeting.",
        "( 2) The trust is for the hens.",
    )
    assert told(TABLE + "\n".join(lines)) == [
        ("F1", "The units vest in four parts, the first of which falls on the day of the meeting."),
        ("F2", "The trust is for the hens."),
    ]


_MARKS = ("FI /s/Ada Quill", "js[Ada Quill", "£sf Ada Quill", "ds/ Ada Quill", "s Ada Quill", "5 Ada Quill")


@pytest.mark.parametrize("misread", ["Is/ Ada Quill", "1s/ Ada Quill", "/s/ Ada Quill", "isl Ada Quill", *_MARKS])
def test_a_conformed_signature_is_known_however_it_is_read(misread: str) -> None:
    assert signed(Reading(misread)).value == "/s/ Ada Quill"


@pytest.mark.parametrize(
    ("misread", "name"),
    [
        ("(s/ s Ada Quill", "/s/ Ada Quill"),
        ("/sLAda Quill", "/s/ Ada Quill"),
        ("4s/_Ada Quill", "/s/ Ada Quill"),
        ("s/ lames Quill", "/s/ James Quill"),
        ("s/ lzorb Quill", "/s/ lzorb Quill"),
    ],
)
def test_what_is_left_of_the_mark_is_no_part_of_the_name(misread: str, name: str) -> None:
    assert signed(Reading(misread)).value == name


_OTHERS = ("By /s/ Ada Quill", "as Trustee", "A/K Holdings", "deGroot Ada")


@pytest.mark.parametrize("name", ["Isolde Quill", "Silas Quill", "Ada Quill", "S. Quill", *_OTHERS])
def test_a_name_is_taken_for_no_conformed_signature(name: str) -> None:
    assert signed(Reading(name)).value == name


def test_specks_of_a_signature_go() -> None:
    assert without_specks(Reading("/s/ Ada Quill, as Trustee iq")).value == "/s/ Ada Quill, as Trustee"
    assert without_specks(Reading("Ada Quill, Attorney-in-Fact, Osfo snez")).value == "Ada Quill, Attorney-in-Fact"
    assert without_specks(Reading("Ada Quill, Attorney-in-Fact for Bo Ek")).value == "Ada Quill, Attorney-in-Fact for Bo Ek"
    assert without_specks(Reading("Ada Quill, attorney-in")).value == "Ada Quill, attorney-in-fact"
    assert without_specks(Reading("Ada Quill E,st, (attorney-in-fact)")).value == "Ada Quill Esq, (attorney-in-fact)"
    assert without_specks(Reading("Ada Quill, Esc (attorney-in-fact)")).value == "Ada Quill, Esq (attorney-in-fact)"
    assert without_specks(Reading("Hen LLC, /5/ Ada Quill for Bo Ek")).value == "Hen LLC, /s/ Ada Quill for Bo Ek"


def test_the_capacity_of_who_signs_is_mended() -> None:
    assert attorney(Reading("Ada Quill, Attomey-in-Fact")).value == "Ada Quill, Attorney-in-Fact"
    assert attorney(Reading("Ada Quill, Attorney-in-Fact")).status is Status.READ


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("/s/ Ada Qvist, Atiomey-in-fact", "/s/ Ada Qvist, Attorney-in-Fact"),
        ("Ada Qvist, attorney-insfact for Bo Ek", "Ada Qvist, attorney-in-fact for Bo Ek"),
        ("Ada Qvist, attorney in fact", "Ada Qvist, attorney in fact"),
        ("Ada Qvist, attorney in tact", "Ada Qvist, attorney-in-fact"),
        ("Ada Qvist, Aornpy in Lact, for Bo Ek", "Ada Qvist, Attorney-in-Fact, for Bo Ek"),
        ("Ada Qvist, attorney iaclfor Bo Ek", "Ada Qvist, attorney-in-fact for Bo Ek"),
        ("Ada Qvist, Powerof Anorney", "Ada Qvist, Power of Attorney"),
        ("Ada Qvist, on behatt of Bo Ek", "Ada Qvist, on behalf of Bo Ek"),
        ("Ada Qvist, Malaging Member", "Ada Qvist, Managing Member"),
        ("By: Its General Partners", "By: Its General Partners"),
        ("Ada Qvist, powers of attorney", "Ada Qvist, powers of attorney"),
        ("Ada Qvist, Attorney for Bo Ek", "Ada Qvist, Attorney for Bo Ek"),
        ("Ada Qvist, Attorney at law", "Ada Qvist, Attorney at law"),
        ("Ada Qvist, by Power of Attorney", "Ada Qvist, by Power of Attorney"),
        ("Ada Qvist", "Ada Qvist"),
    ],
)
def test_the_capacity_of_most_signatures_where_it_was_misread(text: str, mended: str) -> None:
    assert capacities(Reading(text)).value == mended


def test_a_footnote_may_begin_with_its_own_number_as_a_word() -> None:
    assert told(f"{TABLE}Explanation of Responses:\n1. 1-for-1\n2. See above.\n{END}") == [
        ("F1", "1-for-1"),
        ("F2", "See above."),
    ]


def test_a_word_that_begins_like_a_heading_is_none() -> None:
    page = read("remainder of these units is to vest in full later (marks her tenth year).")
    assert not _is_heading(find_printed(page), 0)
    page = read("Remarks: see above.")
    assert _is_heading(find_printed(page), 0)


def test_a_footnote_that_lists_the_reporting_persons_is_no_box() -> None:
    funds = "; ".join(f'Zorblat Drawdown Fund {k}, L.P. (the "Zorblat Fund {k}")' for k in ("I", "II", "III", "IV", "V", "VI"))
    body = f"1. Name and address of the Reporting Persons: {funds}.\n2. See above.\n"
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert [i for i, _ in found] == ["F1", "F2"]
    assert found[0][1] is not None
    assert found[0][1].endswith('(the "Zorblat Fund VI").')
