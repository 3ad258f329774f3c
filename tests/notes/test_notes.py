"""Footnotes and remarks below the tables."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from noted import END, TABLE, notes_of, told
from printed import find_printed

from extractor.dialects.read import read
from extractor.filing import Status, Value
from extractor.form.printed import SLOTS
from extractor.notes.footnotes import footnotes
from extractor.regions.regions import Region, find_regions


def test_a_footnote_over_several_lines_is_one() -> None:
    body = "1. Held by the Qvist\nFamily Trust, of which\n\nshe is a trustee.\n2. See note 1.\n"
    text = f"{TABLE}Explanation of Responses:\n\n{body}{END}"
    found, _ = notes_of(text)
    assert found[0].text.value == "Held by the Qvist Family Trust, of which she is a trustee."
    assert [s.text for s in found[0].text.sources] == ["Held by the Qvist", "Family Trust, of which", "she is a trustee."]
    assert all(text[s.start : s.end] == s.text for s in found[0].text.sources)
    assert found[1].text.value == "See note 1."


@pytest.mark.parametrize("number", ["2. ", "(2) ", "2.", "2..", "2: "])
def test_a_footnote_that_goes_on_in_the_line_of_another_is_found_behind_its_full_stop(number: str) -> None:
    body = f"1. Held by the trust of her family. {number}Sold under a plan.\n3. See above.\n"
    assert told(f"{TABLE}Explanation of Responses:\n{body}{END}") == [
        ("F1", "Held by the trust of her family."),
        ("F2", "Sold under a plan."),
        ("F3", "See above."),
    ]


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


def test_a_blot_between_footnotes_is_no_word() -> None:
    body = "(1) Held by the trust of her family.\ni\nOne half vests in the spring of\n(2) the year that follows.\n"
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert [i for i, _ in found] == ["F1", "F2"]
    assert found[1][1] == "One half vests in the spring of the year that follows."


def test_a_footnote_may_begin_within_a_line_behind_a_date() -> None:
    body = "(1) One half vests on 05/09/2005 (2) The other half vests on 05/09/2006.\n"
    found = told(f"{TABLE}Explanation of Responses:\n{body}{END}")
    assert found == [("F1", "One half vests on 05/09/2005"), ("F2", "The other half vests on 05/09/2006.")]


def test_specks_behind_the_heading_are_no_footnote() -> None:
    own = "If the form is filed by more than one reporting person, see Instruction 4(b)(v)."
    found = told(f"{TABLE}Explanation of Responses: : : : ' . iemn.\n{own}\n(1) Held by the trust of her family.\n{END}")
    assert found == [("F1", "Held by the trust of her family.")]


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


def test_exhibits_below_the_last_footnote_are_remarks_though_their_heading_is_lost() -> None:
    notes, remarks = notes_of(
        f"{TABLE}Explanation of Responses:\n1. Sold under a plan.\nExhibit 99.1 (Joint Filer Information)\n{END}"
    )
    assert [n.text.value for n in notes] == ["Sold under a plan."]
    assert remarks.value == "Exhibit 99.1 (Joint Filer Information)"


def test_half_a_heading_on_a_line_of_its_own_heads_the_footnotes() -> None:
    found = told(f"{TABLE}Responses:\nExplanation of\n*L. Held by the trust of her family.\n2. Sold under a plan.\n{END}")
    assert [i for i, _ in found] == ["F1", "F2"]


def test_the_garbled_caption_of_the_signature_is_no_footnote() -> None:
    assert told(f"{TABLE}Explanation of Responses:\nSiqatue of Reparing Person Date\n") == []


def test_specks_below_the_heading_are_no_footnote() -> None:
    body = ". . , , . : ;\n1. Held by the trust of her family, of which she is a trustee.\n2. Sold under a plan.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2"]


@pytest.mark.parametrize("heading", ["Explanaton ot Respcnses:", "Explnation of Resp nses."])
def test_a_misread_heading_is_one(heading: str) -> None:
    body = "1. Held by the trust.\n2. Sold under a plan.\n"
    assert [i for i, _ in told(f"{TABLE}{heading}\n{body}{END}")] == ["F1", "F2"]


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
