"""Footnotes and remarks below the tables."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.filing import Footnote, Status, Value
from extractor.form.printed import SLOTS
from extractor.notes import woven as weaving
from extractor.notes.footnotes import footnotes
from extractor.reading.read import read
from extractor.regions.printed_form import find_printed
from extractor.regions.regions import Region, find_regions

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


def test_a_long_sentence_is_a_footnote_though_its_number_and_the_heading_are_lost() -> None:
    prose = "The shares were awarded to the director under the plan and vest on the first day of each month."
    assert told(f"{TABLE}{prose}\n{END}") == [("F1", prose)]
    assert told(f"{TABLE}Sold under a plan.\n{END}") == []


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


def test_a_footnote_before_the_forms_own_sentences_keeps_its_last_words_though_one_is_like_theirs() -> None:
    first = "Vests on the earlier of the next annual meeting of its stockholders or the one year anniversary of the grant."
    own = (
        "Note: File three copies of this Form, one of which must be manually signed. If space is insufficient, see Instruction 6 "
        "for procedure. Potential persons who are to respond to the collection of information contained in this form are not "
        "required to respond unless the form displays a currently valid OMB number."
    )
    assert told(f"{TABLE}Explanation of Responses:\n1. {first} {own}\n{END}") == [("F1", first)]


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


@pytest.mark.parametrize(
    ("below", "region", "remarks"),
    [
        ("Exhibit 24 - Power\n1. Name and Address of Reporting Person* QVIST ADA\n", Region.BOXES, "Exhibit 24 - Power"),
        ("1. Name and Address of Reporting Person* QVIST ADA BERIT CAROLINE DOROTHEA\n", Region.BOXES, None),
        ("Exhibit 24 - Power\nQVIST ADA BERIT\n", Region.BOXES, "Exhibit 24 - Power"),
        ("Chair.\nqx Note: File three copies of this Form, one of which must be manually signed.\n", Region.TAIL, "Chair."),
        ("Chair. Note: File three copies of this Form, one of which must be manually signed.\n", Region.TAIL, "Chair."),
    ],
)
def test_the_line_below_the_heading_of_the_remarks_is_theirs_but_for_words_of_the_form(
    below: str, region: Region, remarks: str | None
) -> None:
    page = read(f"{TABLE}Explanation of Responses:\n1. See above.\nRemarks:\n{below}")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    of_line = regions.of_line.copy()
    of_line[4:] = region  # as lines just before the boxes of another owner, or the end of the form, may be taken for
    found = footnotes(page, printed, replace(regions, of_line=of_line), np.zeros(len(of_line), np.bool_))[1]
    assert found.value == remarks


def test_a_power_of_attorney_among_the_exhibits_is_no_signature() -> None:
    page = read(f"{TABLE}Explanation of Responses:\n1. See above.\nRemarks:\nExhibit 24 - Power of Attorney\n{END}")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    taken = np.arange(len(regions.of_line)) == 4
    assert footnotes(page, printed, regions, taken)[1].value == "Exhibit 24 - Power of Attorney"


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


def test_a_footnote_may_begin_with_its_own_number_as_a_word() -> None:
    assert told(f"{TABLE}Explanation of Responses:\n1. 1-for-1\n2. See above.\n{END}") == [
        ("F1", "1-for-1"),
        ("F2", "See above."),
    ]


def test_of_a_number_beside_the_middle_of_a_footnote_half_a_bracket_may_be_left() -> None:
    body = "Sold under a plan that she had adopted in the spring of\n(y\nthe year before, as it says in\n"
    more = "The price is an average of prices from 4.10 to 4.20 that\n(2) were paid in several trades, told\nto all who ask.\n"
    found = told(f"{TABLE}Explanation of Responses:\n{body}{more}{END}")
    assert [i for i, _ in found] == ["F1", "F2"]
    assert found[1][1] is not None
    assert found[1][1].startswith("The price")


def test_a_word_that_begins_like_a_heading_is_none() -> None:
    rest = "remainder of these units is to vest in full later (marks her tenth year)."
    notes, remarks = notes_of(f"{TABLE}Explanation of Responses:\n1. One half vested, the\n{rest}\n2. See above.\n")
    assert [note.text.value for note in notes] == [f"One half vested, the {rest}", "See above."]
    assert remarks.value is None


def test_a_footnote_that_lists_the_reporting_persons_is_no_box() -> None:
    funds = "; ".join(f'Zorblat Drawdown Fund {k}, L.P. (the "Zorblat Fund {k}")' for k in ("I", "II", "III", "IV", "V", "VI"))
    body = f"1. Name and address of the Reporting Persons: {funds}.\n2. See above.\n"
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert [i for i, _ in found] == ["F1", "F2"]
    assert found[0][1] is not None
    assert found[0][1].endswith('(the "Zorblat Fund VI").')


def test_a_long_sentence_with_wide_gaps_between_some_of_its_words_is_no_row_of_columns() -> None:
    gaps = " " * 9
    lines = [
        f"The sale price is an average. The prices ranged from $6.75 to $6.95.{gaps}The reporting person has told the issuer,"
        f"{gaps}and will tell any security holder of the issuer, or the staff, upon request, information regarding the number of",
        "shares purchased at each price within the range for all transactions reported in this Form 4 at an average price",
    ]
    found = told(f"{TABLE}Explanation of Responses:\n1. {lines[0]}\n{lines[1]}\n2. {lines[0]}\n{lines[1]}\n{END}")
    assert [(number, text) for number, text in found] == [(f"F{k}", " ".join(" ".join(lines).split())) for k in (1, 2)]


def test_a_line_that_ends_with_the_reporting_person_is_no_sentence_of_the_form() -> None:
    text = f"{TABLE}Explanation of Responses:\n1. Held by a trust for the hens of the reporting person\n{END}"
    page = read(text)
    printed = find_printed(page)
    regions = find_regions(page, printed)
    first = page.words.index("hens") + 2
    slot, cover = printed.slot.copy(), printed.cover.copy()
    slot[first : first + 3], cover[first : first + 3] = SLOTS.index("tail.joint"), 1.0
    found, _ = footnotes(page, replace(printed, slot=slot, cover=cover), regions, np.zeros(len(regions.of_line), np.bool_))
    assert [n.text.value for n in found] == ["Held by a trust for the hens of the reporting person"]


def test_lines_just_below_the_heading_are_footnotes_though_they_look_like_a_box() -> None:
    text = f"{TABLE}Explanation of Responses:\n1. Held by the trust of her family.\n{END}1. Held by nobody at all now.\n"
    page = read(text)
    printed = find_printed(page)
    regions = find_regions(page, printed)
    of_line = regions.of_line.copy()
    of_line[[2, -1]] = Region.BOXES
    moved = replace(regions, of_line=of_line)
    found, _ = footnotes(page, printed, moved, np.zeros(len(of_line), np.bool_))
    assert [(n.id, n.text.value) for n in found] == [("F1", "Held by the trust of her family.")]


@pytest.mark.parametrize("number", ["@)", "(?)", '" @)', "Q"])
def test_a_number_of_which_a_sign_is_left_may_stand_behind_a_colon(number: str) -> None:
    body = f"(1) Held by the trust of her family:\n{number} Sold under a plan.\n(3) See above.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3"]


def test_a_sign_in_brackets_that_is_left_of_a_number_needs_no_full_stop_before_it() -> None:
    body = "(1) Held by the trust of her family\n@) Sold under a plan\n(3) See above.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3"]


def test_a_blot_between_footnotes_is_no_word() -> None:
    body = "(1) Held by the trust of her family.\ni\nOne half vests in the spring of\n(2) the year that follows.\n"
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert [i for i, _ in found] == ["F1", "F2"]
    assert found[1][1] == "One half vests in the spring of the year that follows."


def test_a_footnote_may_begin_within_a_line_behind_a_date() -> None:
    body = "(1) One half vests on 05/09/2005 (2) The other half vests on 05/09/2006.\n"
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert found == [("F1", "One half vests on 05/09/2005"), ("F2", "The other half vests on 05/09/2006.")]


@pytest.mark.parametrize("line", ["1.1-for-1", "1. 1 for 1", "(1)1-for-1", "Q) 1-for-1"])
def test_a_ratio_may_be_all_that_a_footnote_says(line: str) -> None:
    found = told(f"{TABLE}Explanation of Responses:\n{line}\n2. See above.\n{END}")
    assert [i for i, _ in found] == ["F1", "F2"]
    assert (found[0][1] or "").replace(" ", "-") == "1-for-1"


def test_specks_behind_the_heading_are_no_footnote() -> None:
    own = "If the form is filed by more than one reporting person, see Instruction 4(b)(v)."
    found = told(f"{TABLE}Explanation of Responses: : : : ' . iemn.\n{own}\n(1) Held by the trust of her family.\n{END}")
    assert found == [("F1", "Held by the trust of her family.")]


def test_of_two_equal_numbers_in_a_row_the_first_is_misread() -> None:
    body = (
        "Sold under a plan, which was\n(1)\nadopted by the board of the trust.\nSold at\n(2) prices that the reporting person\n"
        "will name to any holder who asks for them,\n4) Sold at other prices.\n4) Sold at a third.\n(5) Sold at a fourth.\n"
    )
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3", "F4", "F5"]


def test_brackets_round_a_number_may_be_braces() -> None:
    body = "(1) Sold under a plan.\n{3} Held by the trust of her family.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F3"]


def test_numbers_with_full_stops_stand_before_their_footnotes_though_a_blot_stands_between_them() -> None:
    body = "1. Sold under a plan.\nHeld by the trust of her family. e\ni\n3. See above, and below.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3"]


def test_a_letter_below_the_last_footnote_is_no_line_of_it() -> None:
    body = "(1) Sold under a plan.\n@) Held by the trust of her family.\n@) See above, and below.\n(4) See no. 2.\na\n"
    assert told(f"{TABLE}Explanation of Responses:\n{body}{END}")[2:] == [
        ("F3", "See above, and below."),
        ("F4", "See no. 2."),
    ]


def test_a_sign_before_a_capital_is_the_number_that_was_misread() -> None:
    body = "(1) Held by the trust of her family.\n{} Sold under a plan that was adopted long before.\n"
    for sign in ("a", "()", "())", "@)", "co)"):
        found = told(f"{TABLE}Explanation of Responses:\n{body.format(sign)}{END}")
        assert [i for i, _ in found] == ["F1", "F2"]
        assert found[1][1] == "Sold under a plan that was adopted long before."


def test_footnotes_without_full_stops_begin_with_signs_in_brackets() -> None:
    body = "co) I-for-1\n@) Sold under a plan that was adopted long before\n@ Held by the trust of her family.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3"]


def test_a_number_read_as_nought_and_a_capital_as_a_small_letter_begin_a_footnote() -> None:
    body = "1. Sold under a plan of 01/09/2011\n0. lncludes shares held by her trust.\n3. See above, and below.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3"]


def test_a_last_number_that_is_like_the_next_one_is_the_next_one() -> None:
    body = (
        "(1) Sold under a plan.\n(2) Held by a trust.\n(3) See above.\n"
        "Subject to the terms of the plan of the trust, the option vests\n"
        "(8)\nin equal parts each year.\n"
    )
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3", "F4"]


def test_numbers_without_brackets_stand_before_their_footnotes_though_specks_stand_between() -> None:
    body = (
        "1. Sold under a plan of the trust, which was\nadopted long before.\nee\n"
        "2. Held by a trust, of which she\nis a trustee.\ni\n"
        "4\n3. See above, and\nbelow.\n"
    )
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert [i for i, _ in found] == ["F1", "F2", "F3"]
    assert (found[1][1] or "").startswith("Held by")


@pytest.mark.parametrize("behind", ["\u00b0", "we", ".'"])
def test_specks_and_scraps_of_small_letters_behind_a_full_stop_end_no_sentence(behind: str) -> None:
    body = f"(1) Sold for no consideration. {behind}\nThe shares are held by a trust\n(2)\nof which she is a trustee.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2"]


def test_a_footnote_that_is_nothing_but_a_caption_of_the_form_stays() -> None:
    body = "1. Sold under a plan.\n2, No expiration date.\n3. See above.\n"
    assert told(f"{TABLE}Explanation of Responses:\n{body}{END}")[1] == ("F2", "No expiration date.")


def test_a_scrawl_below_the_last_footnote_is_no_line_of_it() -> None:
    body = "1. Sold under a plan.\n2. Held by the trust of her family.\n\ni\n\na eSxSsqeee\n"
    assert told(f"{TABLE}Explanation of Responses:\n{body}{END}")[1] == ("F2", "Held by the trust of her family.")


@pytest.mark.parametrize("line", ["(s/Ada-P. Qvist, on behalf of Bo Ek", "Bo Ek, by Power of Attomey"])
def test_a_misread_signature_below_the_last_footnote_is_no_line_of_it(line: str) -> None:
    body = f"1. Sold under a plan.\n2. Held by the trust of her family. *\n{line}\n"
    assert (told(f"{TABLE}Explanation of Responses:\n{body}{END}")[1][1] or "").startswith("Held by the trust of her family.")
    assert "Ek" not in (told(f"{TABLE}Explanation of Responses:\n{body}{END}")[1][1] or "")


def test_the_end_of_a_footnote_among_the_boxes_of_the_next_owner_is_its_end() -> None:
    body = (
        "1. Sold under a plan.\n2. The shares are held by a trust and the inclusion of them in this report\n"
        "1. Name and Address of Reporting Person\nshall not be deemed to say that she is the owner of any of them.\n"
        "QVIST BO\n(Last) (First) (Middle)\n"
    )
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert found[1] == (
        "F2",
        "The shares are held by a trust and the inclusion of them in this report "
        "shall not be deemed to say that she is the owner of any of them.",
    )
    ended = body.replace("in this report\n", "in this report.\n")
    assert (told(f"{TABLE}Explanation of Responses:\n{ended}{END}")[1][1] or "").endswith("in this report.")


def test_the_number_of_the_form_and_words_that_nobody_knows_are_no_footnote() -> None:
    assert told(f"{TABLE}Explanation of Responses:\nForm 4: SEC 1474 (03-26) id OMB\n") == []
    assert told(f"{TABLE}Explanation of Responses:\nPunos wo mupond oto cloof emacnu thum aeot reod umpond\n{END}") == []


def test_exhibits_below_the_last_footnote_are_remarks_though_their_heading_is_lost() -> None:
    notes, remarks = notes_of(
        f"{TABLE}Explanation of Responses:\n1. Sold under a plan.\nExhibit 99.1 (Joint Filer Information)\n{END}"
    )
    assert [n.text.value for n in notes] == ["Sold under a plan."]
    assert remarks.value == "Exhibit 99.1 (Joint Filer Information)"


def test_half_a_heading_on_a_line_of_its_own_heads_the_footnotes() -> None:
    found = told(f"{TABLE}Responses:\nExplanation of\n*L. Held by the trust of her family.\n2. Sold under a plan.\n{END}")
    assert [i for i, _ in found] == ["F1", "F2"]


def test_lines_that_an_engine_has_parted_are_woven_together() -> None:
    noisy = TABLE.replace("Derivative", "Derivatiwe").replace("Acquired", "Acqulred").replace("Beneficially", "Beneflcially")
    upper, lower = "1. Shares withheld for payment of taxes in with the of restricted stock units.", "connection vesting"
    text = f"{noisy}Explanation of Responses:\n{upper}\n{lower}\n2. Sold under a plan.\n{END}"
    assert told(text)[0][1] == "Shares withheld for payment of taxes in connection with the vesting of restricted stock units."
    assert [s.text for s in notes_of(text)[0][0].text.sources][-1].startswith("of restricted")
    whole = "1. Shares withheld for payment of taxes in connection with\nthe vesting of restricted stock units.\n"
    text = f"{noisy}Explanation of Responses:\n{whole}2. Sold under a plan.\n{END}"
    assert len(notes_of(text)[0][0].text.sources) == 2


def _price(order: tuple[int, ...], own: list[list[float]], across: list[list[list[float]]]) -> float:
    """What an order of the words of two lines costs, told by whose turn it is."""
    taken, cost = [0, 0], 0.0
    for before, side in pairwise((-1, *order)):
        mine, other = taken[side], taken[1 - side]
        if before == side:
            cost += own[side][mine]
        elif before >= 0:
            cost += across[side][mine][other - 1] + weaving._CHANGE * (other < len(own[1 - side]))
        taken[side] += 1
    return cost


@given(st.integers(1, 4), st.integers(1, 4), st.floats(0, 40), st.randoms(use_true_random=False))
def test_orders_are_left_out_only_where_they_cost_too_much(upper: int, lower: int, most: float, random: Random) -> None:
    ends = upper, lower
    own = [[0.0, *(random.uniform(0, 9) for _ in range(n - 1))] for n in ends]
    across = [[[random.uniform(0, 9) for _ in range(ends[1 - side])] for _ in range(ends[side])] for side in (0, 1)]
    orders = {(0, *rest) for rest in permutations([0] * (upper - 1) + [1] * lower)}
    least = min(_price(order, own, across) for order in orders)
    found = weaving._costs(own, across, most)
    if least <= most:
        assert found is not None
        assert min(found[side][-1][-1][0] for side in (0, 1)) == pytest.approx(least)
    elif found is not None:
        assert min(found[side][-1][-1][0] for side in (0, 1)) > most


def test_a_line_that_is_longer_than_any_is_not_woven() -> None:
    noisy = TABLE.replace("Derivative", "Derivatiwe").replace("Acquired", "Acqulred").replace("Beneficially", "Beneflcially")
    lines = "\n".join(("of restricted in the " * 2000, "connection vesting " * 2000, "q" * 100_000, "the of"))
    assert len(told(f"{noisy}Explanation of Responses:\n1. {lines}\n{END}")) == 1


def test_a_glyph_that_is_left_of_the_last_number_begins_a_footnote_between_a_full_stop_and_a_capital() -> None:
    for glyph in ("a", "Q", "\u00ae"):
        body = f"(1) Held by the trust.\n(2) Sold under a plan.\n{glyph} These units do not expire.\n"
        found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
        assert found[2:] == [("F3", "These units do not expire.")]
    body = "(1) Held by the trust.\n(2) Sold under a plan.\n' These units do not expire.\n"  # a speck is none
    assert len(told(f"{TABLE}Explanation of Responses:\n{body}{END}")) == 2


def test_of_a_number_beside_the_middle_of_a_footnote_the_brackets_may_be_left() -> None:
    for left in (")", "()"):
        body = f"(1) Sold under a plan.\nHeld by a trust of which the\n{left}\nspouse is one trustee.\n(3) See note 1.\n"
        assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3"]


@pytest.mark.parametrize("ratio", ["Lfor-1", "Aefor-1", "Lior 1", "l-for-1", "1-tor-}", "I for 1"])
def test_a_footnote_that_is_a_ratio_misread_is_one_for_one(ratio: str) -> None:
    noisy = TABLE.replace("Derivative", "Derivatiwe").replace("Acquired", "Acqulred").replace("Beneficially", "Beneflcially")
    notes, _ = notes_of(f"{noisy}Explanation of Responses:\n(1) {ratio}\n(2) Held by the trust of her family.\n{END}")
    assert [n.text.value for n in notes] == ["1-for-1", "Held by the trust of her family."]
    assert (notes[0].text.status, notes[0].text.sources[0].text) == (Status.REPAIRED, ratio)


@pytest.mark.parametrize("line", ["1:1-for-1", "1,1-for-1"])
def test_a_ratio_stands_behind_any_sign_of_its_number(line: str) -> None:
    assert told(f"{TABLE}Explanation of Responses:\n{line}\n2. See above.\n{END}") == [("F1", "1-for-1"), ("F2", "See above.")]


@pytest.mark.parametrize("number", ["2 . ", "2 _ "])
def test_a_number_apart_from_its_sign_begins_a_footnote_within_a_line(number: str) -> None:
    body = f"1 . Held by the trust of her family. {number}Sold under a plan.\n3 _ See above, and below.\n"
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert [(i, (t or "").lstrip("_. ")) for i, t in found] == [
        ("F1", "Held by the trust of her family."),
        ("F2", "Sold under a plan."),
        ("F3", "See above, and below."),
    ]


def test_the_garbled_caption_of_the_signature_is_no_footnote() -> None:
    assert told(f"{TABLE}Explanation of Responses:\nSiqatue of Reparing Person Date\n") == []


def test_specks_below_the_heading_are_no_footnote() -> None:
    body = ". . , , . : ;\n1. Held by the trust of her family, of which she is a trustee.\n2. Sold under a plan.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2"]


@pytest.mark.parametrize("heading", ["Explanaton ot Respcnses:", "Explnation of Resp nses."])
def test_a_misread_heading_is_one(heading: str) -> None:
    body = "1. Held by the trust.\n2. Sold under a plan.\n"
    assert [i for i, _ in told(f"{TABLE}{heading}\n{body}{END}")] == ["F1", "F2"]


def test_a_speck_behind_the_number_is_no_word() -> None:
    body = "1 These shares were acquired under a plan.\n2* The reporting person is trustee of the trust.\n"
    assert told(f"{TABLE}Explanation of Responses:\n{body}{END}")[1] == ("F2", "The reporting person is trustee of the trust.")


_VESTS = "The restricted stock units vest in four equal annual installments that begin on the first anniversary of the grant date"
_HELD = (
    "These shares are held by a trust for the benefit of the children of the reporting person, who is the trustee of that trust"
)


@pytest.mark.parametrize("number", ["4 ", "2 ", "1. "])
def test_footnotes_whose_heading_is_lost_begin_with_a_numbered_sentence(number: str) -> None:
    found = told(f"{TABLE}of\n{number}{_VESTS}.\n2. {_HELD}.\n{END}")
    assert found[-1][1] == f"{_HELD}."


def test_a_mark_in_the_tables_asks_for_a_footnote_whose_number_is_lost() -> None:
    body = f"(1) {_VESTS}.\nNeither of {_HELD.lower()}.\n"

    def told_of(asked: set[int], heading: str) -> list[str]:
        page = read(f"{TABLE}{heading}\n{body}{END}")
        printed = find_printed(page)
        regions = find_regions(page, printed)
        return [n.id for n in footnotes(page, printed, regions, np.zeros(len(regions.of_line), np.bool_), asked)[0]]

    noisy, clean = "Explanaton of Responses:", "Explanation of Responses:"
    assert told_of(set(), noisy) == ["F1"]
    assert told_of({1, 2}, noisy) == ["F1", "F2"]
    assert told_of({1, 2}, clean) == ["F1"]  # where nothing is misread, no number is lost


def test_a_line_that_has_room_ends_a_footnote_without_a_full_stop() -> None:
    body = f"1. Held by her husband\na {_VESTS}\nwhatever becomes of the company.\n3. {_HELD}.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3"]
