"""Days printed in words, as the form asks for them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import QUICK, cut

from extractor.filing import Status
from extractor.form.days import as_asked, day_and_year, month_of
from extractor.form.months import MONTHS
from extractor.readings.dates import read_date

LONG = (
    *("{d:%d-%b-%Y}", "{d.day}-{d:%b}-{d.year}", "{d:%d}-{B}-{d:%Y}", "{d:%b} {d.day}, {d.year}", "{d:%b}. {d.day}, {d.year}"),
    *("{d:%B} {d.day}, {d.year}", "{d:%B} {d:%d} {d.year}", "{d.day} {d:%b} {d.year}", "{d.day} {d:%B}, {d.year}"),
    *("{d:%b} {d.day} , {d.year}", "{d:%d}{d:%b}{d.year}", "{d:%b}-{d:%d}-{d.year}", "{d:%d}/{d:%b}/{d.year}", "{d:%Y-%m-%d}"),
    *(
        "{d:%Y}-{d:%b}-{d:%d}",
        "{d:%B} {d.day}{nth}, {d.year}",
        "{d.day}{nth} {d:%B} {d.year}",
        "{d.day}{nth} day of {d:%B}, {d.year}",
    ),
)
SHORT = ("{d:%d-%b-%y}", "{d:%d}-{B}-{d:%y}", "{d:%b} {d.day}, {d:%y}", "{d.day} {d:%b} '{d:%y}", "{d:%b} {d.day} '{d:%y}")
days = st.dates(date(1940, 1, 1), date(2039, 12, 31))


def printed(way: str, day: date) -> str:
    nth = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return way.format(d=day, B=f"{day:%b}".upper(), nth=nth)


@QUICK
@given(days, st.sampled_from(LONG))
def test_a_day_in_words_is_put_as_the_form_asks_for_it(day: date, way: str) -> None:
    assert as_asked(printed(way, day)) == f"{day:%m/%d/%Y}"


@QUICK
@given(days, st.sampled_from(SHORT))
def test_its_year_may_have_two_digits(day: date, way: str) -> None:
    assert as_asked(printed(way, day)) == f"{day:%m/%d/%y}"


@QUICK
@given(days, st.sampled_from((*LONG, *SHORT)), st.sampled_from(("", "(1)")))
def test_it_is_read_without_doubt_in_one_piece_or_word_by_word(day: date, way: str, mark: str) -> None:
    text = printed(way, day)
    for pieces in (cut(text + mark), cut(*text.split(), *mark.split(), edge=False)):
        reading = read_date(pieces)
        assert (reading.value, reading.status, reading.doubt) == (day, Status.READ, 0.0)
        assert reading.marks == ((1,) if mark else ())


@QUICK
@given(st.text(alphabet="0123456789 OolI|/-.,'JanFebMrchApiyuSOtNvDsd()", max_size=24))
def test_whatever_stands_there_gives_a_date_of_numbers_or_nothing(text: str) -> None:
    found = as_asked(" ".join(text.split()))
    assert found is None or found.count("/") == 2
    read_date(cut(*text.split()))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fcb 27, 2018", date(2018, 2, 27)),
        ("27-Feh-2018", date(2018, 2, 27)),
        ("0ct. 3, 2009", date(2009, 10, 3)),
        ("l2-0ct-2OO9", date(2009, 10, 12)),
        ("Ju1 4, 2001", date(2001, 7, 4)),
        ("Jui 4, 2001", date(2001, 7, 4)),
        ("5ep 4, 2001", date(2001, 9, 4)),
        ("Septernber 4, 2001", date(2001, 9, 4)),
        ("Novembcr 30, 1999", date(1999, 11, 30)),
        ("Deccmber 31 , 1999", date(1999, 12, 31)),
        ("N0V 5, 2001", date(2001, 11, 5)),
        ("21 Apri1 2001", date(2001, 4, 21)),
    ],
)
def test_misread_letters_and_digits_show_in_the_status(text: str, day: date) -> None:
    reading = read_date(cut(*text.split(), edge=False))
    assert (reading.value, reading.status) == (day, Status.REPAIRED)
    assert reading.doubt > 0


@pytest.mark.parametrize(
    "text",
    [
        *(
            "April 1997",
            "May 1999",
            "Sept. 2001",
            "2001",
            "02/27/2018",
            "2/27/18",
            "3235-0287",
            "1,000",
            "12.25",
            "12 May",
            "May 12",
        ),
        *(
            "Note 5, 2001",
            "Series 3 2001",
            "Box 12, 2001",
            "Mail 3, 2001",
            "32-Feb-2001",
            "0-Feb-2001",
            "27-Feb-1850",
            "Rule 10, 2001",
        ),
        *(
            "27 Feb 18",
            "3 May 10",
            "$5-Feb-2001",
            "Jxn 5, 2001",
            "M 5, 2001",
            "",
            "Jan" * 30,
            "9" * 5000,
            "2018-27-02",
            "2018-00-02",
        ),
    ],
)
def test_what_is_no_day_in_words(text: str) -> None:
    assert as_asked(text) is None


def test_a_short_year_behind_a_blank_needs_a_cell_of_its_own() -> None:
    assert as_asked("27 Feb 18", in_cell=True) == "02/27/18"


def test_months_in_full_and_cut_short_are_themselves() -> None:
    for number, name in enumerate(MONTHS, 1):
        for letters in range(3, len(name) + 1):
            assert month_of(name[:letters]) == month_of(name[:letters].upper() + ".") == (number, 0)


@pytest.mark.parametrize(
    "word", ["Jxn", "Mai", "Man", "Jon", "the", "Common", "Stock", "A", "", "2001", "O1S", "shares", "Street"]
)
def test_a_word_that_may_be_two_months_or_none_is_none(word: str) -> None:
    assert month_of(word) is None


def test_of_a_day_whose_month_names_none_the_rest_is_told() -> None:
    assert day_and_year("27-Xyz-2018") == "/27/2018"
    assert day_and_year("27-Feb-2018") is None
    assert day_and_year("02/27/2018") is None
