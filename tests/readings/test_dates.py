"""Dates read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pieces import QUICK, cut, place, places, split

from extractor.batch.limit import time_limit
from extractor.filing import Hint, Status
from extractor.readings.dates import make_date, read_date, year_of


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (("03/14/2001",), date(2001, 3, 14)),
        (("3/4/01",), date(2001, 3, 4)),
        (("3/4/71",), date(1971, 3, 4)),
        (("03-14-2001",), date(2001, 3, 14)),
        (("03142001",), date(2001, 3, 14)),
        (("2001-03-14",), date(2001, 3, 14)),
        (("March 14, 2001",), date(2001, 3, 14)),
        (("Sept.", "4,", "2001"), date(2001, 9, 4)),
        (("O3/l4/2OO1",), date(2001, 3, 14)),
        (("03/14/2001(1)",), date(2001, 3, 14)),
        (("(3:14/2001",), date(2001, 3, 14)),  # no mark begins it
        (("03/1", "14/2001"), date(2001, 3, 14)),
        (("03/14/", "/2001"), date(2001, 3, 14)),
        (("05/", "/06/2011"), date(2011, 5, 6)),
        (("05/21", "05/21/2002"), date(2002, 5, 21)),
        (("05/21", "1/2002", "2"), date(2002, 5, 21)),
        (("05/27", "0/2002", "/2002"), date(2002, 5, 27)),
        (("05/2", "7/2002", "2"), date(2002, 5, 27)),
        (("05/27", "7/2002", "2002"), date(2002, 5, 27)),
        (("05-27", "-02"), date(2002, 5, 27)),
        (("05-", "27-02"), date(2002, 5, 27)),
        (("-05-27-", "-", "-2002-"), date(2002, 5, 27)),
        (("05-27-982)",), date(1998, 5, 27)),  # with a footnote mark whose bracket is lost
    ],
)
def test_dates(texts: tuple[str, ...], day: date) -> None:
    assert read_date(cut(*texts)).value == day


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (("(04", "/04/2008"), date(2008, 4, 4)),  # no mark of a footnote, but a stain
        (("9", "12/1996"), date(1996, 9, 12)),  # the stroke was under the edge
        (("9", "12/96"), date(1996, 9, 12)),
        (("9", "6-2002"), date(2002, 9, 6)),
        (("1", "2/1996"), None),  # which may be a month
        (("0", "12/1996"), None),
        (("4", "12/96"), None),  # behind the number of the box
        (("4", "13/96"), date(1996, 4, 13)),
        (("95/13", "3/200", "3"), date(2003, 5, 13)),  # counted once, and a nought misread
        (("105", "/18/202", "3"), date(2023, 5, 18)),  # behind a rule
        (("0.2", "/25/200", "4"), date(2004, 2, 25)),  # with a speck
        (("1.1/15/2004",), None),
        (("(1", "1/15/2004"), date(2004, 1, 15)),  # a mark, whose bracket is lost
        (("9" * 5000, "12/1996"), None),
    ],
)
def test_dates_that_edges_have_cut_beside_a_stroke(texts: tuple[str, ...], day: date | None) -> None:
    assert read_date(cut(*texts)).value == day


@pytest.mark.parametrize("text", ["", "(1)", "13/45/2001", "02/30/2001", "1,000", "Common", "99/99", "0/0/0000"])
def test_what_is_no_date(text: str) -> None:
    reading = read_date(cut(text), years=(2001,))
    assert reading.value is None
    assert reading.doubt > 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("528/02", date(2002, 5, 28)),
        ("5/2802", date(2002, 5, 28)),
        ("52802", date(2002, 5, 28)),
        ("5/802", date(2002, 5, 8)),
        ("11302", None),  # 1/13/02 or 11/3/02
        ("5/1102", None),  # 5/11/02, or a one is the stroke of 5/1/02
        ("52802(1)", date(2002, 5, 28)),
        ("62003", None),  # a month and its year
        ("S28O2", None),  # letters
    ],
)
def test_strokes_that_are_lost_before_a_year_of_two_digits_leave_a_date_if_only_one(text: str, day: date | None) -> None:
    assert read_date(cut(text), years=(2002,)).value == day
    assert read_date(cut(text)).value is None


@pytest.mark.parametrize("text", ["1/17/2803", "01/17/2603", "1-17-2903"])
def test_a_century_in_which_no_form_was_filed_is_misread(text: str) -> None:
    found = read_date(cut(text), years=(2003,))
    assert (found.value, found.status) == (date(2003, 1, 17), Status.REPAIRED)
    assert found.reasons
    assert read_date(cut(text), years=(1975,)).value != found.value
    assert read_date(cut("13/45/2803"), years=(2003,)).value is None


def test_a_day_and_the_last_digit_of_its_year_are_no_date_of_another_decade() -> None:
    assert read_date(cut("08/19", "3"), years=(2003,)).value == date(2003, 8, 19)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("09:/072002", date(2002, 9, 7)),
        ("05//28/2002", date(2002, 5, 28)),
        ("09/3072002.])", date(2002, 9, 30)),
        ("0528/2002/", date(2002, 5, 28)),
        ("09-0L2002", date(2002, 9, 1)),
        ("OL12/2002", date(2002, 1, 12)),
        ("05/0L22002", date(2002, 5, 1)),
        ("14/26/2002", date(2002, 11, 26)),
        ("0528/200", date(2002, 5, 28)),
        ("0528/2 2", date(2002, 5, 28)),
        ("O5/LK/2002", None),
        ("0528/7", None),  # of no year that the filing speaks of
        ("16/28/2002", None),
    ],
)
def test_dates_whose_strokes_are_doubled_or_signs(text: str, day: date | None) -> None:
    assert read_date(cut(*text.split()), years=(2002,)).value == day


@pytest.mark.parametrize("texts", [("05/28",), ("05/28", "2"), ("05/28/20",), ("05/28", "/200")])
def test_a_lost_year_comes_from_the_filing_and_says_so(texts: tuple[str, ...]) -> None:
    reading = read_date(cut(*texts), years=(2002, 1999))
    if texts == ("05/28/20",):  # reads as 2020, which is legible
        return
    assert reading.value == date(2002, 5, 28)
    assert reading.status is Status.REPAIRED
    assert reading.doubt >= 2
    assert any("year" in r for r in reading.reasons)
    assert read_date(cut(*texts)).value is None


@pytest.mark.parametrize("text", ["03/17/2009'2)|", "03:17/20094)|", "03:17:2009", "03/17/2009)"])
def test_marks_behind_a_date_are_no_part_of_its_year(text: str) -> None:
    assert read_date(cut(text), years=(2006,)).value == date(2009, 3, 17)


def test_a_year_of_three_digits_that_the_filing_does_not_speak_of_is_not_one_of_the_filing() -> None:
    reading = read_date(cut("03/14/20", "7"), years=(2021, 2020))
    assert (reading.value, reading.reasons) == (None, (Hint.DIGIT_LOST,))
    assert read_date(cut("03/14/20", "1"), years=(2021,)).value == date(2021, 3, 14)


@pytest.mark.parametrize("text", ["03/2001", "3/2001", "11/1999"])
def test_a_month_alone_is_no_day(text: str) -> None:
    assert read_date(cut(text), years=(2001,)).value is None


def test_years_of_two_digits_and_days_that_there_are() -> None:
    assert (year_of("99"), year_of("03"), year_of("1987")) == (1999, 2003, 1987)
    assert make_date(2, 29, 2001) is None


def test_letters_and_formats_show_in_the_status() -> None:
    assert read_date(cut("March 14, 2001")).status is Status.READ
    assert read_date(cut("03/14/2001(1)")).status is Status.READ
    assert read_date(cut("03/14/2001(1)")).marks == (1,)
    assert read_date(cut("O3/14/2001")).status is Status.REPAIRED
    assert read_date(cut("03/1", "14/2001")).status is Status.REPAIRED
    assert read_date(cut("03/14", "/2001")).status is Status.READ


days = st.dates(date(1940, 1, 1), date(2039, 12, 31))


@QUICK
@given(days, places, places, st.sampled_from(("clean", "doubled")))
def test_a_date_cut_anywhere_is_read(day: date, where: float, again: float, mode: str) -> None:
    text = f"{day:%m/%d/%Y}"
    reading = read_date(split(text, place(text, where), mode))
    assert reading.value == day
    assert reading.status is (Status.READ if mode == "clean" else Status.REPAIRED)
    first, second = sorted((place(text, where), place(text, again)))
    assume(first < second)
    assert read_date(cut(text[:first], text[first:second], text[second:])).value == day


@QUICK
@given(days)
def test_a_date_as_printed_is_read_without_doubt(day: date) -> None:
    for text in (
        f"{day:%m/%d/%Y}",
        f"{day.month}/{day.day}/{day:%Y}",
        f"{day:%m/%d/%y}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        reading = read_date(cut(text))
        assert (reading.value, reading.status, reading.doubt) == (day, Status.READ, 0)


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (("05/12/20", "3"), date(2003, 5, 12)),
        (("02/19/2", "03"), date(2003, 2, 19)),
        (("7/24/10", "0"), date(2010, 7, 24)),
        (("5/6", "05/07/2003"), date(2003, 5, 7)),
        (("11", "26/20", "08"), date(2008, 11, 26)),
        (("428/03",), date(2003, 4, 28)),
        (("0206/2003",), date(2003, 2, 6)),
        (("04/25/2006{2)",), date(2006, 4, 25)),
        (("04/1", "7/200"), date(2003, 4, 17)),
    ],
)
def test_dates_cut_in_their_years_or_without_strokes(texts: tuple[str, ...], day: date) -> None:
    assert read_date(cut(*texts), years=(2003,)).value == day


def test_a_day_cut_behind_its_first_digit_is_flagged() -> None:
    assert Hint.DIGIT_LOST in read_date(cut("05/1", "/1994")).reasons
    assert Hint.DIGIT_LOST not in read_date(cut("5/1", "/1994")).reasons
    assert Hint.DIGIT_LOST not in read_date(cut("05/1", "3/1994")).reasons


def test_a_day_or_month_beside_an_edge_that_has_no_nought_where_the_other_has_one_is_flagged() -> None:
    assert Hint.DIGIT_LOST in read_date(cut("05/", "1/1994")).reasons
    assert Hint.DIGIT_LOST in read_date(cut("1", "/05/1994")).reasons
    assert Hint.DIGIT_LOST not in read_date(cut("1", "/5/1994")).reasons
    assert Hint.DIGIT_LOST not in read_date(cut("1/0", "5/1994")).reasons


@pytest.mark.parametrize(
    ("texts", "day", "marks"),
    [
        (("03-14", "-01"), date(2001, 3, 14), ()),
        (("03-", "14-01"), date(2001, 3, 14), ()),
        (("(03/14/2001",), date(2001, 3, 14), ()),
        (("112", "/31/2001"), date(2001, 12, 31), ()),
        (("03/14", "/2001", "'4)"), date(2001, 3, 14), (4,)),
    ],
)
def test_dates_with_dashes_stains_rules_and_marks(texts: tuple[str, ...], day: date, marks: tuple[int, ...]) -> None:
    reading = read_date(cut(*texts))
    assert (reading.value, reading.marks) == (day, marks)


def test_a_bracket_before_a_date_opens_no_mark() -> None:
    assert read_date(cut("(06/20/2011")).marks == ()
    assert read_date(cut("(96/2", "2/2011")).marks == ()


@pytest.mark.parametrize(("text", "marks"), [("03/14/2001'2)", (2,)), ("03/14/20012)", (2,)), ("03/14/2001]", ())])
def test_the_digit_of_a_mark_whose_bracket_is_misread_is_kept(text: str, marks: tuple[int, ...]) -> None:
    found = read_date(cut(text))
    assert (found.value, found.marks) == (date(2001, 3, 14), marks)


def test_a_word_without_end_is_no_date_and_takes_no_time() -> None:
    with time_limit(30):
        assert read_date(cut("a" * 400_000)).value is None
