from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from extractor.filing import Status
from extractor.reading.read import read
from extractor.readings.amounts import has_dollar, read_amount
from extractor.readings.codes import (
    ACQUIRED_DISPOSED_LOOKALIKES,
    DIRECT_INDIRECT_LOOKALIKES,
    read_letter,
    read_mark,
    read_transaction_code,
)
from extractor.readings.dates import Partial, make_date, read_date, read_partial, year_of
from extractor.readings.pieces import DIGIT_LOST, Piece, joins, pieces_of, spans_of
from extractor.readings.text import PageWords, read_text

QUICK = settings(deadline=None, max_examples=150)
LOST = "a leading digit seems lost"


def cut(*texts: str, edge: bool = True) -> list[Piece]:
    """Pieces with a cell's edge between them, or else a space."""
    pieces: list[Piece] = []
    for text in texts:
        at = pieces[-1].end + 1 if pieces else 0
        pieces.append(Piece(text, at, at + len(text), edge or not pieces))
    return pieces


def amount(*texts: str, whole: bool = True, edge: bool = True) -> Any:
    return read_amount(cut(*texts, edge=edge), whole=whole).value


# Amounts


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (("518,34", "46"), "518346"),
        (("7,", ",250"), "7250"),
        (("12", ",500"), "12500"),
        (("1,2", "34", ",567"), "1234567"),
        (("1,23", "34,567"), "1234567"),
        (("SO.7",), "0.7"),
        (("$1,234.50",), "1234.50"),
        (("$", "17.25"), "17.25"),
        (("3,000)",), "3000"),
        (("(500)",), "500"),
        (("757,756(1)",), "757756"),
        (("6,2412)",), "6241"),
        (("0.0001)",), "0.0001"),
        (("1,5OO",), "1500"),
        (("l,OOO",), "1000"),
        (("1.234.567",), "1234567"),
        (("1 ,000",), "1000"),
        ((".50",), "0.50"),
        (("-0-",), "0"),
        (("$0",), "0"),
        (("1,234,567.8912",), "1234567.8912"),
    ],
)
def test_amounts(texts: tuple[str, ...], value: str) -> None:
    assert amount(*texts) == Decimal(value)


@pytest.mark.parametrize("text", ["", "(1)", "N/A", "Stock", ",", "03/14/2001", "1/48", "1" * 40, "\u0967\u0968"])
def test_what_is_no_amount(text: str) -> None:
    reading = read_amount(cut(text), whole=True)
    assert reading.value is None
    assert reading.doubt > 0


@pytest.mark.parametrize(
    ("texts", "value"),
    [(("17", "1/4"), "17.25"), (("$32 7/8",), "32.875"), (("3/4",), "0.75"), (("$9-1/16",), "9.0625")],
)
def test_prices_in_fractions(texts: tuple[str, ...], value: str) -> None:
    assert amount(*texts, whole=False, edge=False) == Decimal(value)


@pytest.mark.parametrize("text", ["00,000", "0,500", "00", "007"])
def test_a_number_that_begins_with_nought_is_flagged(text: str) -> None:
    reading = read_amount(cut(text), whole=True)
    assert LOST in reading.reasons
    assert reading.status is Status.REPAIRED
    assert reading.doubt >= 2


def test_footnote_marks_glued_to_an_amount() -> None:
    assert read_amount(cut("757,756(1)(3)"), whole=True).marks == (1, 3)
    assert read_amount(cut("6,2412)"), whole=True).marks == (2,)
    assert read_amount(cut("10,000", "(3)"), whole=True).marks == (3,)
    assert read_amount(cut("(4)"), whole=True).marks == (4,)


@pytest.mark.parametrize(
    ("texts", "value", "mark"),
    [
        (("412'3)",), "412", 3),
        (("31,842'6",), "31842", 6),
        (("615!2)",), "615", 2),
        (("41,3182",), "41318", 2),
        (("41,31", "8", "2"), "41318", 2),
        (("3180)",), "318", None),
        (("27,316'4!)",), "27316", 4),
    ],
)
def test_footnote_marks_without_their_opening_bracket(texts: tuple[str, ...], value: str, mark: int | None) -> None:
    reading = read_amount(cut(*texts), whole=True)
    assert reading.value == Decimal(value)
    assert reading.marks == ((mark,) if mark else ())
    assert reading.status is Status.REPAIRED


@pytest.mark.parametrize(
    ("text", "value"), [("7.254)", "7.25"), ("$03)", "0"), ("s0", "0"), ("go", "0"), ("12.34567)", "12.3456"), ("1.234)", "1.23")]
)
def test_prices_with_marks_and_misread_dollars(text: str, value: str) -> None:
    assert amount(text, whole=False) == Decimal(value)


@pytest.mark.parametrize(
    "texts", [("517,", "66"), ("2,61", ",057"), ("27,94",), ("4", "?2"), ("294,",), ("37,", "52.816"), ("1,2", "3,45")]
)
def test_a_number_with_a_digit_too_few_is_flagged(texts: tuple[str, ...]) -> None:
    reading = read_amount(cut(*texts), whole=True)
    assert DIGIT_LOST in reading.reasons
    assert reading.status is Status.REPAIRED
    assert reading.doubt >= 2


def test_a_nought_lost_among_noughts() -> None:
    assert [amount(*t) for t in (("30,", "00"), ("60,0", "0"), ("700,00",))] == [30000, 60000, 700000]


def test_digits_that_stand_beside_a_number() -> None:
    assert amount("1", "28,644", edge=False) == 28644
    assert amount("1", "234,567", edge=False) == 1234567
    assert amount("$22.68", "1", edge=False, whole=False) == Decimal("22.68")
    assert amount("0.", "002)", whole=False) == 0
    assert amount("304,518", "31", edge=False) == 304518


def test_points_and_commas_mixed_up() -> None:
    assert amount("371.258.06", "39") == Decimal("371258.0639")
    assert amount(".47,", "382.6135") == Decimal("47382.6135")
    assert amount("2,683;741") == 2683741
    assert amount("2,", "ooo") == 2000
    assert amount("27", ",", "313") == 27313
    assert amount("6,41", "7 000") == 6417000
    assert amount("518,076.") == 518076
    assert amount("0", "2,948,000") == 2948000


@pytest.mark.parametrize(
    ("text", "value", "mark"),
    [("7.4183)", "7418", 3), ("21.604.5582)", "21604558", 2), ("318.55701)", "318557", 1), ("7,418)", "7418", None)],
)
def test_marks_behind_numbers_whose_commas_are_read_as_points(text: str, value: str, mark: int | None) -> None:
    reading = read_amount(cut(text), whole=True, noisy=True)
    assert reading.value == Decimal(value)
    assert reading.marks == ((mark,) if mark else ())


@pytest.mark.parametrize(
    ("texts", "value"),
    [
        (("$58..14",), "58.14"),
        (("$71.25-.",), "71.25"),
        (("$38.40.",), "38.40"),
        (("0,00",), "0"),
        (("$14,832)",), "14.83"),
        (("19", "25"), "19.25"),
        (("31", "875"), "31.875"),
        (("2,148", "3125"), "2148.3125"),
        (("$9.375)",), "9.375"),
        (("$4.183!",), "4.18"),
    ],
)
def test_prices_whose_point_has_suffered(texts: tuple[str, ...], value: str) -> None:
    assert amount(*texts, whole=False) == Decimal(value)


def test_a_price_without_point_that_no_edge_has_cut_has_none() -> None:
    assert amount("19", "25", whole=False, edge=False) == 1925
    assert amount("19", "3", whole=False) == 193


def test_specks_before_and_behind_a_count() -> None:
    for text, value in ((".482", 482), ("731,", 731)):
        assert read_amount(cut(text), whole=True, noisy=True).value == value
    assert DIGIT_LOST in read_amount(cut("731,"), whole=True).reasons  # where nothing is misread, an edge has cut it
    assert amount(".482") == Decimal("0.482")


def test_a_comma_lost_among_the_first_digits() -> None:
    assert amount("4172,905") == 4172905
    assert amount("26", "814.0719") == Decimal("26814.0719")
    assert amount("52,377", "1846") == Decimal("52377.1846")


def test_three_decimals_on_a_noisy_page_may_be_thousands() -> None:
    reading = read_amount(cut("16,204.331"), whole=True, noisy=True)
    assert reading.value == Decimal("16204.331")
    assert Decimal(16204331) in reading.alternatives


@pytest.mark.parametrize("text", ["s", "S", "g", "B", "|"])
def test_a_lone_letter_is_no_amount(text: str) -> None:
    assert amount(text, whole=False) is None


def test_what_was_done_to_the_text_shows_in_the_status() -> None:
    assert read_amount(cut("1,234"), whole=True).status is Status.READ
    assert read_amount(cut("1,2", "34"), whole=True).status is Status.READ
    for texts in (("SO.7",), ("1,2", "234"), ("1.234.567",)):
        reading = read_amount(cut(*texts), whole=True)
        assert reading.status is Status.REPAIRED
        assert reading.reasons


def test_an_ambiguous_cut_offers_the_other_reading() -> None:
    reading = read_amount(cut("17.2", "25"), whole=False)
    assert {reading.value, *reading.alternatives} >= {Decimal("17.25"), Decimal("17.225")}
    assert reading.doubt > 0


def test_a_point_in_a_count_of_shares_is_doubted() -> None:
    assert read_amount(cut("100.000"), whole=True).doubt > read_amount(cut("100.000"), whole=False).doubt


def test_dollar_signs() -> None:
    assert has_dollar(cut("$", "5"))
    assert not has_dollar(cut("5"))


def split(text: str, at: int, mode: str) -> list[Piece]:
    """A printed value cut by an edge; the glyph under the edge may stand on both sides."""
    left, right = text[:at], text[at:]
    return cut(left, left[-1] + right if mode == "doubled" else right)


whole_numbers = st.integers(1, 10**9)
GROUPED = re.compile(r"\d{1,3}(,\d{3})*|\d+")
prices = st.decimals(Decimal("0.01"), Decimal(99999), places=2) | st.decimals(Decimal("0.0001"), Decimal(99), places=4)
places = st.floats(0, 1, exclude_max=True)


def place(text: str, where: float) -> int:
    return 1 + int(where * (len(text) - 1))


@QUICK
@given(whole_numbers, places, st.sampled_from(("clean", "doubled")))
def test_a_count_of_shares_cut_anywhere_is_read(number: int, where: float, mode: str) -> None:
    text = f"{number:,}"
    assume(len(text) > 1)
    pieces = split(text, place(text, where), mode)
    reading = read_amount(pieces, whole=True)
    clean, once = pieces[0].text + pieces[1].text, pieces[0].text + pieces[1].text[1:]
    if pieces[0].text[-1] == pieces[1].text[0] and GROUPED.fullmatch(clean) and GROUPED.fullmatch(once):
        # 1|1,000 is 1,000 cut, or more rarely 11,000 cut; noughts mostly stand beside others
        assert reading.value == int((clean if pieces[0].text[-1] == "0" else once).replace(",", ""))
        assert number in (reading.value, *reading.alternatives)
    else:
        assert reading.value == number
        assert reading.status is (Status.READ if mode == "clean" else Status.REPAIRED)


@QUICK
@given(prices, st.sampled_from(("", "$")), places, st.sampled_from(("clean", "doubled")))
def test_a_price_cut_anywhere_is_read(price: Decimal, dollar: str, where: float, mode: str) -> None:
    text = f"{dollar}{price:,}"
    left, right = (p.text for p in split(text, place(text, where), mode))
    reading = read_amount(cut(left, right), whole=False)
    if mode == "clean" and left[-1] != right[0] and left[-2:] != right[:2]:
        assert reading.value == price
        assert reading.status is Status.READ
    else:
        assert price in (reading.value, *reading.alternatives)


@QUICK
@given(whole_numbers, prices)
def test_an_amount_as_printed_is_read_without_doubt(number: int, price: Decimal) -> None:
    for value, text in ((Decimal(number), f"{number:,}"), (price, f"${price:,}")):
        reading = read_amount(cut(text), whole=value == number)
        assert (reading.value, reading.status, reading.alternatives) == (value, Status.READ, ())
        assert reading.doubt < 0.5


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.tuples(st.text("0123456789.,$()SOl/ -%|\u0967\u00b2", max_size=8) | st.text(max_size=6), st.booleans()),
        max_size=7,
    )
)
def test_any_pieces_are_read(texts: list[tuple[str, bool]]) -> None:
    pieces = [Piece(t, 0, len(t), e) for t, e in texts]
    for whole in (True, False):
        number = read_amount(pieces, whole=whole)
        assert number.value is None or (number.value.is_finite() and number.value >= 0)
        assert number.doubt >= 0
    day = read_date(pieces, years=(2001, 1999))
    assert day.value is None or 1934 <= day.value.year <= 2099
    read_partial(pieces)
    text = read_text(pieces).value
    assert text is None or text == text.strip() != ""
    for letter in (read_transaction_code(pieces), read_letter(pieces, "AD", ACQUIRED_DISPOSED_LOOKALIKES)):
        assert letter.value is None or len(letter.value) == 1


@pytest.mark.parametrize("text", ["1,0", "1", "1" * 3000])
@pytest.mark.parametrize("edge", [True, False])
def test_values_of_absurd_length_take_no_time(text: str, edge: bool) -> None:
    begun = time.perf_counter()
    pieces = [Piece(text, 0, len(text), edge)] * (3000 if len(text) < 9 else 50)
    for reader in READERS:
        reader(pieces)
    assert time.perf_counter() - begun < 3


READERS: tuple[Callable[[list[Piece]], object], ...] = (
    lambda p: read_amount(p, whole=True),
    read_date,
    read_text,
    read_transaction_code,
    read_partial,
)


# Dates


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
        (("03/1", "14/2001"), date(2001, 3, 14)),
        (("03/14/", "/2001"), date(2001, 3, 14)),
        (("05/", "/06/2011"), date(2011, 5, 6)),
        (("05/21", "05/21/2002"), date(2002, 5, 21)),
        (("05/21", "1/2002", "2"), date(2002, 5, 21)),
        (("05/27", "0/2002", "/2002"), date(2002, 5, 27)),
        (("05/2", "7/2002", "2"), date(2002, 5, 27)),
        (("05/27", "7/2002", "2002"), date(2002, 5, 27)),
    ],
)
def test_dates(texts: tuple[str, ...], day: date) -> None:
    assert read_date(cut(*texts)).value == day


@pytest.mark.parametrize("text", ["", "(1)", "13/45/2001", "02/30/2001", "1,000", "Common", "99/99", "0/0/0000"])
def test_what_is_no_date(text: str) -> None:
    reading = read_date(cut(text), years=(2001,))
    assert reading.value is None
    assert reading.doubt > 0


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
    assert (reading.value, reading.reasons) == (None, (DIGIT_LOST,))
    assert read_date(cut("03/14/20", "1"), years=(2021,)).value == date(2021, 3, 14)


@pytest.mark.parametrize("text", ["03/2001", "3/2001", "11/1999"])
def test_a_month_alone_is_no_day(text: str) -> None:
    assert read_date(cut(text), years=(2001,)).value is None
    month, year = text.split("/")
    assert read_partial(cut(text)) == Partial(int(month), None, int(year))


def test_partial_dates() -> None:
    assert read_partial(cut("08/", "19/")) == Partial(8, 19, None)
    assert read_partial(cut("13/2001")) is None
    assert read_partial(cut("Stock")) is None
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


# Codes and letters


@pytest.mark.parametrize(
    ("text", "code", "sure"),
    [
        ("S", "S", True),
        ("P4", "P", True),
        ("M(1)", "M", True),
        ("J/K", "J", False),
        ("$", "S", False),
        ("5", "S", False),
        ("s", "S", True),
        (".P.", "P", True),
        ("|P|", "P", True),
    ],
)
def test_transaction_codes(text: str, code: str, sure: bool) -> None:
    reading = read_transaction_code(cut(text))
    assert reading.value == code
    assert (reading.doubt < 1) == sure


@pytest.mark.parametrize("text", ["", "7", "(1)", "...", "B"])
def test_what_is_no_code(text: str) -> None:
    assert read_transaction_code(cut(text)).value is None


@pytest.mark.parametrize(
    ("text", "letter"), [("A", "A"), ("(D)", "D"), ("d", "D"), ("0", "D"), ("4", "A"), ("", None), ("x", None)]
)
def test_acquired_or_disposed(text: str, letter: str | None) -> None:
    reading = read_letter(cut(text), "AD", ACQUIRED_DISPOSED_LOOKALIKES)
    assert reading.value == letter
    if letter and text.strip("()").upper() != letter:
        assert reading.status is Status.REPAIRED


def test_signs_that_codes_are_read_as() -> None:
    assert [read_transaction_code(cut(text)).value for text in ("65", "\u2122")] == ["G", "M"]


def test_a_round_box_is_empty() -> None:
    assert [read_mark(cut(text)).value for text in ("oO", "0", "X", "x_")] == [None, None, True, True]


def test_noughts_of_a_price_are_no_direction() -> None:
    assert read_letter(cut("ooo!"), "AD", ACQUIRED_DISPOSED_LOOKALIKES).value is None


@pytest.mark.parametrize(
    ("text", "letter"), [("D", "D"), ("I", "I"), ("1", "I"), ("l", "I"), ("|", "I"), ("I(2)", "I"), ("O", "D")]
)
def test_direct_or_indirect(text: str, letter: str) -> None:
    assert read_letter(cut(text), "DI", DIRECT_INDIRECT_LOOKALIKES).value == letter


# Text


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (("Common", "Stock"), "Common Stock"),
        (("Com", "mon", "Stock"), "Common Stock"),
        (("Class A", "Common"), "Class A Common"),
        (("Common Stock(1)",), "Common Stock"),
        (("| Common  Stock _",), "Common Stock"),
        (("Option", "(right to buy)"), "Option (right to buy)"),
        (("Stock,", "par value"), "Stock, par value"),
        (("by", "trust"), "by trust"),
        (("By family", "trust"), "By family trust"),
        (("Shares", "of", "stock"), "Shares of stock"),
        (("opti", "on"), "option"),
        (("Pre", "ferred"), "Preferred"),
        ((" ",), None),
    ],
)
def test_titles(texts: tuple[str, ...], title: str | None) -> None:
    assert read_text(cut(*texts)).value == title


@QUICK
@given(st.lists(st.text("ABCDEabcde", min_size=1, max_size=9), min_size=1, max_size=6))
def test_words_in_one_cell_stay_as_they_stand(words: list[str]) -> None:
    assert read_text(cut(*words, edge=False)).value == " ".join(words)


# Pieces


def test_a_value_cut_between_cells_of_other_heights_keeps_its_order() -> None:
    page = read("| 2. Issuer N<br>ZORBLAT INC. [ZO | RB] | Symbol |\n|---|---|---|\n| a | b | c |\n")
    first = page.words.index("[ZO")
    assert [p.text for p in pieces_of(page, [first, first + 1])] == ["[ZO", "RB]"]


def test_pieces_of_a_page() -> None:
    page = read("Common\t757,756(1) 5\t<u>0</u>3/14\n")
    pieces = pieces_of(page, range(len(page)))
    assert [(p.text, p.edge) for p in pieces] == [("Common", True), ("757,756(1)", True), ("5", False), ("03/14", True)]
    assert [page.text[p.start : p.end] for p in pieces] == ["Common", "757,756(1)", "5", "0</u>3/14"]
    spans = spans_of(pieces)
    assert [page.text[a:b] for a, b in spans] == ["Common", "757,756(1) 5", "0</u>3/14"]


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
    assert DIGIT_LOST in read_date(cut("05/1", "/1994")).reasons
    assert DIGIT_LOST not in read_date(cut("5/1", "/1994")).reasons
    assert DIGIT_LOST not in read_date(cut("05/1", "3/1994")).reasons


def test_a_day_or_month_beside_an_edge_that_has_no_nought_where_the_other_has_one_is_flagged() -> None:
    assert DIGIT_LOST in read_date(cut("05/", "1/1994")).reasons
    assert DIGIT_LOST in read_date(cut("1", "/05/1994")).reasons
    assert DIGIT_LOST not in read_date(cut("1", "/5/1994")).reasons
    assert DIGIT_LOST not in read_date(cut("1/0", "5/1994")).reasons


def test_joins_begin_with_the_text_as_it_stands() -> None:
    ways = list(joins(["12", "23"], [True, True]))
    assert ways[0] == ("1223", 0.0)
    assert ("123", 1.0) in ways
    assert [c for _, c in ways] == sorted(c for _, c in ways)
    assert list(joins(["12", "23"], [True, False])) == [("1223", 0.0)]


@pytest.mark.parametrize(
    ("cells", "kind", "text", "reason"),
    [
        (("C", "mmon Stock"), "title", "Common Stock", "a letter lost at a cell edge restored"),
        (("Class A Com", "mmon Stoc", "k"), "title", "Class A Common Stock", "a glyph under a cell edge counted once"),
        (("Senior Exe", "ecutive Vice Pre", "ident"), "office", "Senior Executive Vice President", ""),
        (("MARRONE P", "MELA G"), "name", "MARRONE PAMELA G", "a letter lost at a cell edge restored"),
        (("Zorbl", "lat Inc"), "company", "Zorblat Inc", "a glyph under a cell edge counted once"),
    ],
)
def test_a_word_cut_by_a_cell_edge_is_joined_as_words_are_spelled(
    cells: tuple[str, ...], kind: str, text: str, reason: str
) -> None:
    pieces = [
        Piece(word, 0, len(word), n == 0, n == 0 and k > 0, n == len(words) - 1 and k < len(cells) - 1)
        for k, words in enumerate(cell.split() for cell in cells)
        for n, word in enumerate(words)
    ]
    reading = read_text(pieces, kind)
    assert reading.value == text
    assert reading.status is Status.REPAIRED
    assert not reason or reason in reading.reasons


NOISY = PageWords(frozenset(), frozenset(("coghlin",)), 0.01)


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("Chief Financial Otticer", "office", "Chief Financial Officer"),
        ("OLD DOMINION FREIGHT LINE, HNC.", "company", "OLD DOMINION FREIGHT LINE, INC."),
        ("Corhmon Stock", "title", "Common Stock"),
        ("/s/ John Coghlln", "signature", "/s/ John Coghlin"),  # the name stands on the page elsewhere
        ("/s/ Peter Charnes", "signature", "/s/ Peter Charnes"),  # a rare name is more often rare than misread
    ],
)
def test_a_noisy_page_s_misread_words_are_set_right(text: str, kind: str, meant: str) -> None:
    reading = read_text(cut(*text.split(), edge=False), kind, NOISY)
    assert reading.value == meant
    assert (reading.status is Status.REPAIRED) == (text != meant)


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), min_size=1, max_size=6))
@QUICK
def test_on_a_page_without_noise_uncut_words_stay_as_they_stand(words: list[str]) -> None:
    assert read_text(cut(*words, edge=False)).value == " ".join(words)


def stretches(*cells: str) -> list[Piece]:
    """Cells side by side, each word a piece."""
    pieces: list[Piece] = []
    at = 0
    for n, cell in enumerate(cells):
        words = cell.split()
        for k, word in enumerate(words):
            pieces.append(Piece(word, at, at + len(word), not k, bool(n) and not k, k == len(words) - 1 and n < len(cells) - 1))
            at += len(word) + 1
    return pieces


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (("Ordinary Sh per share", "ares, $0.0", "5 par value"), "Ordinary Shares, $0.05 par value per share"),
        (
            ("Class A Ordin per share", "ary Shares,", "par value $0.001"),
            "Class A Ordinary Shares, par value $0.001 per share",
        ),
        (("C Sh Be I", "ommon ares of neficial nterest"), "Common Shares of Beneficial Interest"),
    ],
)
def test_words_of_cut_cells_are_dealt_to_their_printed_lines(cells: tuple[str, ...], text: str) -> None:
    assert (read_text(stretches(*cells), "title").value or "").replace(" ", "") == text.replace(" ", "")


def test_texts_of_many_cells_take_no_time() -> None:
    begun = time.perf_counter()
    read_text(stretches(*["ab cd ef gh"] * 19), "title")
    read_text(stretches("a b c d e f g h i j", "k l m n o p q r s t"), "title")
    assert time.perf_counter() - begun < 5


def test_a_speck_read_as_letters_is_left_out_on_a_noisy_page() -> None:
    noisy = PageWords(noise=0.02)
    piece = Piece("xq Executive Vice President", 0, 27, False)
    assert read_text([piece], "office", noisy).value == "Executive Vice President"
    assert read_text([piece], "office").value == "xq Executive Vice President"
    known = noisy._replace(twice=frozenset(("xq",)))
    assert read_text([piece], "office", known).value == "xq Executive Vice President"


def test_noughts_beside_an_edge_are_two_and_other_digits_one() -> None:
    assert read_amount(cut("10", "0,00", "0"), whole=True).value == Decimal(100000)
    assert read_amount(cut("4,53", "34"), whole=True).value == Decimal(4534)
