"""Lines of footnotes: which of them are the form's, which go on, and which number the first has."""

from __future__ import annotations

import pytest
from noted import END, TABLE, told
from pages import DIALECTS, SALES
from printed import find_printed

from extractor.dialects.read import read
from extractor.notes.own_lines import own_words

NOISY = TABLE.replace("Derivative", "Derivatiwe").replace("Acquired", "Acqulred").replace("Beneficially", "Beneflcially")
HEADING = "Explanation of Responses:\n"
OWN = "** Intentional misstatements or omissions of facts constitute Federal Criminal Violations. See 18 U.S.C. 1001.\n"


@pytest.mark.parametrize("scraps", ["7 . . a", "' ;", "| 2"])
def test_scraps_behind_the_heading_are_no_footnote(scraps: str) -> None:
    body = "1. The option vests in four equal parts.\n"
    assert told(f"{NOISY}Explanation of Responses: {scraps}\n{body}{END}") == [("F1", "The option vests in four equal parts.")]


def test_a_number_behind_the_heading_may_say_that_there_is_nothing() -> None:
    assert told(f"{TABLE}Explanation of Responses: 1. N/A\n{END}") == [("F1", "N/A")]


@pytest.mark.parametrize("end", ["such reporting persons.", "the issuer) of the reporting person."])
def test_the_end_of_a_sentence_in_words_of_the_form_is_of_the_footnote(end: str) -> None:
    body = (
        f"1. The shares were surrendered to the issuer for nothing and had been held until then by\n{end}\n2. Not applicable.\n"
    )
    assert told(f"{TABLE}{HEADING}{body}{END}")[0][1] == body.splitlines()[0][3:] + " " + end


def test_a_sentence_in_words_of_the_form_is_no_box() -> None:
    body = (
        "1. Sold at prices from $7.55 to $7.57. Upon request of the staff of the Securities and Exchange\n"
        "Commission, the issuer or a security holder of the issuer, the reporting person will provide full information"
        " regarding the number of shares sold at each price.\n"
        "2. Held by a trust.\n"
    )
    found = told(f"{TABLE}{HEADING}{body}{END}")
    assert [i for i, _ in found] == ["F1", "F2"]
    assert str(found[0][1]).endswith("sold at each price.")


def test_a_few_words_like_the_form_s_own_begin_a_footnote() -> None:
    body = (
        "The sales.reported in this Form 4 represent nondiscretionary sales of shares required to be sold by the Reporting "
        "Person pursuant to a plan to satisfy tax obligations\n(1)\nin connection with the settlement of units.\n"
    )
    persons = "Persons who respond to the collection of information contained in this form are not required to respond unless the"
    (found,) = told(f"{NOISY}{HEADING}{OWN}{body}{persons} form displays a currently valid OMB Number.\n")
    assert str(found[1]).startswith("The sales.reported in this Form 4 represent")


def test_behind_a_number_words_like_the_form_s_own_are_of_the_footnote() -> None:
    body = "1. Sold.\n2. Information contained in this form is that of the Ek Trust and of no other holder of its shares.\n"
    assert [i for i, _ in told(f"{NOISY}{HEADING}{body}{END}")] == ["F1", "F2"]


def test_a_footnote_goes_on_behind_the_caption_of_the_date() -> None:
    body = "(1) A part of these are units. Each of them\nDate\n"
    body += f"{OWN}represents the right to receive one share.\n(2) Held by Ada Qvist.\n"
    assert told(f"{TABLE}{HEADING}{body}{END}") == [
        ("F1", "A part of these are units. Each of them represents the right to receive one share."),
        ("F2", "Held by Ada Qvist."),
    ]


@pytest.mark.parametrize("number", ["2", "2.", "(2)", "7."])
def test_what_stands_first_is_the_first_footnote(number: str) -> None:
    body = f"{number} On November 4 the owner gave the shares to a trust for nothing.\n"
    assert [i for i, _ in told(f"{NOISY}{HEADING}{body}{END}")] == ["F1"]


def test_a_number_on_a_clean_page_is_as_it_stands() -> None:
    body = "2. On November 4 the owner gave the shares to a trust for nothing.\n"
    assert [i for i, _ in told(f"{TABLE}{HEADING}{body}{END}")] == ["F2"]


@pytest.mark.parametrize("before", ["1 o s es o s ( t e ( e i o\n", "ftvk wqz xxrn dlm. bvrt zzk wwq plxx\n"])
def test_what_stands_behind_an_illegible_line_need_not_be_the_first_footnote(before: str) -> None:
    body = "2. On November 4 the owner gave the shares to a trust for nothing.\n"
    assert told(f"{NOISY}{HEADING}{before}{body}{END}")[-1][0] == "F2"


def test_a_line_that_begins_with_a_day_begins_no_footnote() -> None:
    body = (
        "1. Each unit is one share. The units were granted on July\n2, 2003, vest on July 2, 2004, and shall be settled soon.\n"
    )
    assert len(told(f"{NOISY}{HEADING}{body}{END}")) == 1


@pytest.mark.parametrize("number", ["i) 1", "(1)", "Q)"])
def test_a_number_alone_beside_the_middle_is_told_from_its_footnote(number: str) -> None:
    body = (
        f"{OWN}Represents 125 units granted under the plan of the issuer. Each unit is the right to receive one\n{number}\n"
        "share of Class A common stock. The units vest in two equal parts.\n(2) Held by a trust.\n"
    )
    found = told(f"{NOISY}{HEADING}{body}{END}")
    assert [i for i, _ in found] == ["F1", "F2"]
    assert str(found[0][1]).startswith("Represents 125 units")


def test_stains_on_lines_of_their_own_stand_neither_above_a_number_nor_below_it() -> None:
    body = (
        f"{OWN}(1) Shares withheld for taxes on the vesting of restricted stock units.\n"
        "Due to an error an earlier form of the reporting person stated that a quarter of the units vest in\n"
        "(2) August and the others vest in each of the years that follow. All of the units have now vested but those of\n"
        "the last year, which vest in June.\ns\noe\n@) Includes 322 units that have not vested.\n(4) Held by a trust.\n"
    )
    found = dict(told(f"{NOISY}{HEADING}{body}{END}"))
    assert list(found) == ["F1", "F2", "F3", "F4"]
    assert str(found["F2"]).startswith("Due to an error")


@pytest.mark.parametrize("number", ["(gy", "Gy"])
def test_a_bracket_read_as_a_letter_closes_a_number(number: str) -> None:
    body = (
        f"(1) Held by a trust of the reporting person.\n{number} Sold under a plan adopted in the spring.\n(3) Not applicable.\n"
    )
    assert [i for i, _ in told(f"{NOISY}{HEADING}{body}{END}")] == ["F1", "F2", "F3"]


def test_a_number_before_a_quote_that_is_its_stop() -> None:
    body = '1. Held by a trust of the reporting person.\n2"The units vest on March 27, subject to employment.\n'
    assert told(f"{NOISY}{HEADING}{body}{END}")[1] == ("F2", "The units vest on March 27, subject to employment.")


@pytest.mark.parametrize("scrawl", ["Sosr", "Vlgz"])
def test_the_hand_of_who_signs_is_no_word_of_the_last_footnote(scrawl: str) -> None:
    body = f"1. Shares are held in a living trust. {scrawl}\n"
    assert told(f"{NOISY}{HEADING}{body}{END}") == [("F1", "Shares are held in a living trust.")]


def test_a_scrawl_below_a_date_with_a_comma_is_no_footnote() -> None:
    body = "1. Restricted stock units will vest on June 2, 2001,\nv id yjna fxct\n"
    assert told(f"{NOISY}{HEADING}{body}{END}") == [("F1", "Restricted stock units will vest on June 2, 2001,")]


def test_the_rest_of_the_form_behind_its_end_is_no_footnote() -> None:
    assert told(f"{TABLE}{HEADING}{OWN}Persons who r\nte\nto tl\n") == []


def test_a_footnote_may_be_continued_in_the_next() -> None:
    body = (
        "1. The shares were converted into fully paid and\n2. (continued from footnote 1) non-assessable shares of the owner.\n"
    )
    assert [i for i, _ in told(f"{NOISY}{HEADING}{body}{END}")] == ["F1", "F2"]


@pytest.mark.parametrize("number", ["4", "4."])
def test_the_form_s_own_sentence_behind_a_footnote_is_none_of_it_whatever_it_ends_in(number: str) -> None:
    note = "Held by a trust of which Ada Qvist is a trustee and in which each of her two children has a share as told before"
    own = f"* If the form is filed by more than one reporting person, see Instruction {number}"
    page = read(f"{DIALECTS['plain'](SALES)}\n(1) {note} {own}\n")
    line = [k for k in range(len(page)) if page.line[k] == page.line[len(page) - 1]]
    count = own_words(page, find_printed(page), line[::-1])
    assert page.words[line[-count]] in ("*", "If")
