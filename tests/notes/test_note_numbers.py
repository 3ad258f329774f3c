"""Numbers of footnotes: misread, beside their middle, within a line, lost."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from noted import END, TABLE, notes_of, told
from printed import find_printed

from extractor.dialects.read import read
from extractor.filing import Status
from extractor.notes.footnotes import footnotes
from extractor.regions.regions import find_regions


@pytest.mark.parametrize("style", ["{}. {}", "({}) {}", "{}) {}", "( {}) {}", "- ({}) {}", "{}.{}"])
def test_footnotes_in_every_style_of_number(style: str) -> None:
    texts = ["Held by the Qvist Family Trust.", "Sold under a plan adopted in the spring."]
    body = "".join(style.format(k, t) + "\n" for k, t in enumerate(texts, 1))
    assert told(f"{TABLE}Explanation of Responses:\n{body}{END}") == [("F1", texts[0]), ("F2", texts[1])]


def test_misread_numbers_and_gaps() -> None:
    body = "l. Held by the trust of her family.\n3. Sold under a plan adopted long before.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F3"]


def test_a_number_within_a_footnote_begins_no_other() -> None:
    body = "1. Sold in several trades, of which\n17. were made in the morning and the rest of them later.\n"
    assert len(told(f"{TABLE}Explanation of Responses:\n{body}{END}")) == 1


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


def test_a_long_sentence_is_a_footnote_though_its_number_and_the_heading_are_lost() -> None:
    prose = "The shares were awarded to the director under the plan and vest on the first day of each month."
    assert told(f"{TABLE}{prose}\n{END}") == [("F1", prose)]
    assert told(f"{TABLE}Sold under a plan.\n{END}") == []


def test_prose_below_the_heading_is_a_footnote_without_a_number_too() -> None:
    prose = "Held by the Qvist Family Trust, of which she is a trustee."
    assert told(f"{TABLE}Explanation of Responses:\n{prose}\n{END}") == [("F1", prose)]
    assert told(f"{TABLE}Explanation of Responses:\n.\nab\n{END}") == []


def test_a_bracket_that_is_left_of_a_number_beside_the_middle() -> None:
    lines = ["Held by the Qvist Family Trust, of which", "Q)", "she is a trustee.", "Sold under a plan", "(2)", "of last spring."]
    texts = ["Held by the Qvist Family Trust, of which she is a trustee.", "Sold under a plan of last spring."]
    body = "\n".join(lines)
    assert told(f"{TABLE}Explanation of Responses:\n{body}\n{END}") == [("F1", texts[0]), ("F2", texts[1])]


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


@pytest.mark.parametrize("number", ["@)", "(?)", '" @)', "Q"])
def test_a_number_of_which_a_sign_is_left_may_stand_behind_a_colon(number: str) -> None:
    body = f"(1) Held by the trust of her family:\n{number} Sold under a plan.\n(3) See above.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3"]


def test_a_sign_in_brackets_that_is_left_of_a_number_needs_no_full_stop_before_it() -> None:
    body = "(1) Held by the trust of her family\n@) Sold under a plan\n(3) See above.\n"
    assert [i for i, _ in told(f"{TABLE}Explanation of Responses:\n{body}{END}")] == ["F1", "F2", "F3"]


@pytest.mark.parametrize("line", ["1.1-for-1", "1. 1 for 1", "(1)1-for-1", "Q) 1-for-1"])
def test_a_ratio_may_be_all_that_a_footnote_says(line: str) -> None:
    found = told(f"{TABLE}Explanation of Responses:\n{line}\n2. See above.\n{END}")
    assert [i for i, _ in found] == ["F1", "F2"]
    assert (found[0][1] or "").replace(" ", "-") == "1-for-1"


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


def test_the_number_of_the_form_and_words_that_nobody_knows_are_no_footnote() -> None:
    assert told(f"{TABLE}Explanation of Responses:\nForm 4: SEC 1474 (03-26) id OMB\n") == []
    assert told(f"{TABLE}Explanation of Responses:\nPunos wo mupond oto cloof emacnu thum aeot reod umpond\n{END}") == []


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


@pytest.mark.parametrize("line", ["(1) $10.50 to $10.75 - 5% of 8 or 9.", "(1) 1 to 1 or 2 to 1.", "(1) 50%"])
def test_a_footnote_of_numbers_is_one(line: str) -> None:
    body = f"Explanation of Responses:\n{line}\n(2) Held by the trust of her family.\n"
    assert [i for i, _ in told(TABLE + body + END)] == ["F1", "F2"]
