"""Amounts read."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pieces import QUICK, cut, place, places, split

from extractor.filing import Hint, Status
from extractor.filing.text import text_of
from extractor.readings.amounts import has_dollar, read_amount


def amount(*texts: str, whole: bool = True, edge: bool = True) -> Any:
    return read_amount(cut(*texts, edge=edge), whole=whole).value


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
    assert Hint.LEADING_LOST in reading.reasons
    assert reading.status is Status.REPAIRED
    assert reading.doubt >= 2


def test_footnote_marks_glued_to_an_amount() -> None:
    assert read_amount(cut("757,756(1)(3)"), whole=True).marks == (1, 3)
    assert read_amount(cut("6,2412)"), whole=True).marks == (2,)
    assert read_amount(cut("6,2", "412)"), whole=True).marks == (2,)
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
    ("text", "value"),
    [
        ("7.254)", "7.25"),
        ("$03)", "0"),
        ("s0", "0"),
        ("go", "0"),
        ("12.34567)", "12.3456"),
        ("1.234)", "1.23"),
        ("$0.4)", "0"),
        ("$07", "0"),
        ("s000", "0"),
        ("07", "7"),
    ],
)
def test_prices_with_marks_and_misread_dollars(text: str, value: str) -> None:
    assert amount(text, whole=False) == Decimal(value)


@pytest.mark.parametrize(
    "texts", [("517,", "66"), ("2,61", ",057"), ("27,94",), ("4", "?2"), ("294,",), ("37,", "52.816"), ("1,2", "3,45")]
)
def test_a_number_with_a_digit_too_few_is_flagged(texts: tuple[str, ...]) -> None:
    reading = read_amount(cut(*texts), whole=True)
    assert Hint.DIGIT_LOST in reading.reasons
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


def test_behind_a_dollar_sign_no_digit_is_lost() -> None:
    assert read_amount(cut("$07"), whole=False).marks == (7,)
    assert read_amount(cut("$0", "00"), whole=False).value == 0
    assert Hint.LEADING_LOST in read_amount(cut("00"), whole=False).reasons
    assert read_amount(cut("$0.40"), whole=False).value == Decimal("0.40")


def test_points_and_commas_mixed_up() -> None:
    assert amount("6,218:4471") == Decimal("6218.4471")
    assert amount("371.258.06", "39") == Decimal("371258.0639")
    assert amount(".47,", "382.6135") == Decimal("47382.6135")
    assert amount("2,683;741") == 2683741
    assert amount("2,", "ooo") == 2000
    assert amount("27", ",", "313") == 27313
    assert amount("6,41", "7 000") == 6417000
    assert amount("518,076.") == 518076
    assert amount("0", "2,948,000") == 2948000
    assert amount("$0,001", whole=False) == Decimal("0.001")


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
        (("$58:14",), "58.14"),
        (("103;2550",), "103.255"),
        (("$71.25-.",), "71.25"),
        (("$38.40.",), "38.40"),
        (("0,00",), "0"),
        (("$14,832)",), "14.83"),
        (("19", "25"), "19.25"),
        (("31", "875"), "31.875"),
        (("2,148", "3125"), "2148.3125"),
        (("$9.375)",), "9.375"),
        (("$4.183!",), "4.18"),
        (("$58.67!",), "58.67"),
    ],
)
def test_prices_whose_point_has_suffered(texts: tuple[str, ...], value: str) -> None:
    assert amount(*texts, whole=False) == Decimal(value)


def test_a_price_without_point_that_nothing_parts_has_none() -> None:
    assert amount("1925", whole=False) == 1925
    assert amount("19", "25", whole=False, edge=False) == Decimal("19.25")
    assert amount("19", "3", whole=False) == 193


def test_a_sign_among_the_digits_is_one_that_was_not_read() -> None:
    for text in ("2<5,179", "2,80~,222"):
        assert Hint.DIGIT_LOST in read_amount(cut(text), whole=True).reasons
    assert Hint.DIGIT_LOST not in read_amount(cut("2,500~"), whole=True).reasons


def test_digits_before_a_whole_count_that_are_no_group_of_it() -> None:
    assert amount("33", "10,000", edge=False) == 10000
    assert amount("33", "0,000", edge=False) == 330000
    assert amount("29,485", "53,787", edge=False) != 53787


def test_specks_before_and_behind_a_count() -> None:
    for text, value in ((".482", 482), ("731,", 731)):
        assert read_amount(cut(text), whole=True, noisy=True).value == value
    assert Hint.DIGIT_LOST in read_amount(cut("731,"), whole=True).reasons  # where nothing is misread, an edge has cut it
    assert amount(".482") == Decimal("0.482")


def test_a_comma_lost_among_the_first_digits() -> None:
    assert amount("4172,905") == 4172905
    assert amount("26", "814.0719") == Decimal("26814.0719")
    assert amount("52,377", "1846") == Decimal("52377.1846")


def test_three_decimals_on_a_noisy_page_may_be_thousands() -> None:
    reading = read_amount(cut("16,204.331"), whole=True, noisy=True)
    assert reading.value == Decimal("16204.331")
    assert Decimal(16204331) in reading.alternatives


def test_three_decimals_that_end_in_a_nought_are_thousands_on_any_page() -> None:
    assert amount("6.250") == 6250
    assert text_of(amount("6.250")) == "6250"
    assert amount("8.", "300") == 8300
    assert amount("4,183.600") == 4183600
    assert amount("6.254") == Decimal("6.254")
    assert amount("6.250", whole=False) == Decimal("6.25")


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


@pytest.mark.parametrize(("texts", "value"), [(("1", "1$", "17.25"), "17.25"), (("|$17.25",), "17.25"), (("1$", "0.00"), "0.00")])
def test_a_rule_before_the_dollar_sign_is_no_digit_of_the_price(texts: tuple[str, ...], value: str) -> None:
    assert amount(*texts, whole=False) == Decimal(value)


def test_dollar_signs() -> None:
    assert has_dollar(cut("$", "5"))
    assert not has_dollar(cut("5"))


whole_numbers = st.integers(1, 10**9)
GROUPED = re.compile(r"\d{1,3}(,\d{3})*|\d+")
prices = st.decimals(Decimal("0.01"), Decimal(99999), places=2) | st.decimals(Decimal("0.0001"), Decimal(99), places=4)


@QUICK
@given(whole_numbers, places, st.sampled_from(("clean", "doubled")))
def test_a_count_of_shares_cut_anywhere_is_read(number: int, where: float, mode: str) -> None:
    text = f"{number:,}"
    assume(len(text) > 1)
    pieces = split(text, place(text, where), mode)
    reading = read_amount(pieces, whole=True)
    clean, once = pieces[0].text + pieces[1].text, pieces[0].text + pieces[1].text[1:]
    if pieces[0].text[-1] == pieces[1].text[0] and GROUPED.fullmatch(clean) and GROUPED.fullmatch(once):
        # 1|1,000 is 1,000 cut, or more rarely 11,000 cut; noughts mostly stand beside others, and so do digits of short numbers
        twice = pieces[0].text[-1] == "0" or len(clean) < 4
        assert reading.value == int((clean if twice else once).replace(",", ""))
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


def test_noughts_beside_an_edge_are_two_and_other_digits_one() -> None:
    assert read_amount(cut("10", "0,00", "0"), whole=True).value == Decimal(100000)
    assert read_amount(cut("4,53", "34"), whole=True).value == Decimal(4534)


@pytest.mark.parametrize(
    ("text", "value"),
    [(".$4.75", "4.75"), ("'s0", "0"), ("$7:25", "7.25"), ("318:40", "318.40"), ("52.3713)", "52.37"), ("52.3723)", "52.3723")],
)
def test_prices_with_specks_colons_and_brackets_read_as_ones(text: str, value: str) -> None:
    assert amount(text, whole=False) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("46/250", "46250"),
        ("3/,412", "37412"),
        ("5.125600", "5125600"),
        (".311.2054", "311.2054"),
        ("8.400", "8400"),
        ("8.425", "8.425"),
    ],
)
def test_counts_with_slashes_and_points_for_commas(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


def test_a_fraction_is_no_count_with_a_slash_for_its_comma() -> None:
    assert amount("17 1/4", whole=False) == Decimal("17.25")
    assert amount("1/48") is None


def test_a_nought_before_a_bracket_is_what_is_left_of_a_mark_behind_groups_that_points_part() -> None:
    reading = read_amount(cut("5.6750)"), whole=True, noisy=True)
    assert (reading.value, reading.marks) == (Decimal(5675), ())


def test_a_glyph_on_both_sides_of_an_edge_was_printed_twice_in_a_short_number() -> None:
    assert amount("4", "49") == Decimal(449)
    assert amount("93", "3") == Decimal(933)
    assert amount("8", "8,068") == Decimal(8068)


def test_more_than_four_decimals_are_thousands_and_a_mark() -> None:
    assert read_amount(cut("9.57982)"), whole=True, noisy=True).value == Decimal(9579)


def test_a_speck_before_a_price_and_a_mark_whose_bracket_was_read_as_a_digit() -> None:
    assert amount(".17.25", whole=False) == Decimal("17.25")
    assert amount(".50", whole=False) == Decimal("0.50")
    reading = read_amount(cut("300,00004?)"), whole=True, noisy=True)
    assert (reading.value, reading.marks) == (300000, (4,))


def test_a_glyph_doubled_by_an_edge_where_commas_are_read_as_points() -> None:
    assert read_amount(cut("3", "3.451"), whole=True, noisy=True).value == 3451
    assert read_amount(cut("4", "3.451"), whole=True, noisy=True).value == 43451


def test_a_point_read_as_a_colon_before_the_noughts_of_a_whole_number() -> None:
    assert amount("4,318:00") == Decimal(4318)
    assert amount("4,318:000") == Decimal(4318000)


def test_four_digits_behind_the_comma_of_a_price_are_its_decimals() -> None:
    assert amount("$20,8146)", whole=False) == Decimal("20.8146")
    assert read_amount(cut("20,8146)"), whole=True).marks == (6,)


@pytest.mark.parametrize(("texts", "shares"), [(("43.07", "7"), 43077), (("38.6", "61"), 38661), (("214.3", "30"), 214330)])
def test_a_point_before_three_digits_that_an_edge_cuts_is_a_comma(texts: tuple[str, ...], shares: int) -> None:
    assert read_amount(cut(*texts), whole=True, noisy=True).value == shares


def test_a_fraction_behind_more_digits_than_a_group_has_is_one() -> None:
    assert read_amount(cut("41307.2", "25"), whole=True, noisy=True).value == Decimal("41307.25")


@pytest.mark.parametrize(
    ("texts", "price"), [(("$0", "37"), "0.37"), (("S014",), "0.14"), (("$06215",), "0.6215"), (("$000",), "0"), (("$05",), "0")]
)
def test_behind_a_dollar_sign_a_nought_stands_before_a_point(texts: tuple[str, ...], price: str) -> None:
    assert read_amount(cut(*texts), whole=False).value == Decimal(price)
