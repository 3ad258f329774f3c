"""Amounts in fractions of a dollar, in every spelling; ratios of shares."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pieces import QUICK, cut, place, places, split

from extractor.cells.words import look
from extractor.filing import Hint, Status
from extractor.readings.amounts import read_amount
from extractor.readings.fractions import HALVED, ONE_SIGN, fraction, in_decimals, is_ratio, misread, spelt, spread

parts = st.sampled_from(HALVED).flatmap(lambda below: st.tuples(st.integers(1, below - 1), st.just(below)))
wholes = st.integers(1, 99_999)
gaps = st.sampled_from((" ", "-", " - ", "- ", " -"))
signs = st.sampled_from(("", "$", "$ ", "\\$"))


@QUICK
@given(
    wholes, parts, signs, st.sampled_from((" ", "-", " - ", "- ", " -")), st.sampled_from(("/", "\u2044", " / ")), st.booleans()
)
def test_a_whole_and_a_fraction_are_exact(
    whole: int, part: tuple[int, int], sign: str, between: str, slash: str, grouped: bool
) -> None:
    above, below = part
    number = f"{whole:,}" if grouped else str(whole)
    text = f"{sign}{number}{between}{above}{slash}{below}"
    assert spelt(text) == f"{sign.strip()}{number} {above}/{below}"
    assert fraction(text) == whole + Decimal(above) / below
    assert fraction(spelt(text) or "") == fraction(text)


@QUICK
@given(parts, signs)
def test_a_fraction_alone_is_less_than_a_dollar(part: tuple[int, int], sign: str) -> None:
    above, below = part
    assert fraction(f"{sign}{above}/{below}") == Decimal(above) / below
    assert fraction(f"{below}/{above}") is None or below > 99  # 128/4 is 12 8/4, or 1 28/4, but 161/2 is 16 1/2


@QUICK
@given(wholes, parts, signs)
def test_what_is_glued_is_read_if_it_can_be_cut_in_one_way_only(whole: int, part: tuple[int, int], sign: str) -> None:
    above, below = part
    assume(above % 2 and len(f"{whole}{above}") > 2 and len(f"{whole}{above}") <= 8)
    digits = f"{whole}{above}"
    assume(int(digits) >= below)
    tails = [digits[at:] for at in range(1, len(digits))]
    ways = [tail for tail in tails if tail[0] != "0" and int(tail) < below and int(tail) % 2]
    found = fraction(f"{sign}{digits}/{below}")
    assert found == (whole + Decimal(above) / below if len(ways) == 1 else None)


@pytest.mark.parametrize("sign", ONE_SIGN)
def test_fractions_of_one_character(sign: str) -> None:
    above, below = map(int, re.findall(r"\d", spread(sign)))
    for text in (f"23{sign}", f"23 {sign}", f"$23{sign}", f"23-{sign}"):
        assert fraction(text) == 23 + Decimal(above) / below
    assert fraction(sign) == Decimal(above) / below
    assert read_amount(cut(f"$23{sign}"), whole=False).status is Status.READ


@pytest.mark.parametrize(
    ("text", "value"),
    [("22\u00b3/\u2088", "22.375"), ("22 \u00b3\u2044\u2088", "22.375"), ("7\u20444", None), ("21 7\u204416", "21.4375")],
)
def test_raised_and_lowered_digits(text: str, value: str | None) -> None:
    assert fraction(text) == (Decimal(value) if value else None)


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "3/", "/8", "8/8", "9/8", "0/8", "22 0/8", "22 9/8", "1/3", "22 1/3", "3/7", "11/2", "10/8", "10/26/98"),
        *(
            "22 3/8/98",
            "2111/16",
            "213/16",
            "08/16/2",
            "1 22 3/8",
            "22 3/8 4",
            "22.5 3/8",
            "22 3/S",
            "33\u2153",
            "22",
            "1,00 3/8",
        ),
        "2" * 99 + " 3/8",
    ],
)
def test_what_is_no_amount_with_a_fraction(text: str) -> None:
    assert spelt(text) is None
    assert fraction(text) is None


@QUICK
@given(st.text("0123456789/ -$\u00bd\u215c,.lS\u00b3\u2088\u2044", max_size=16), st.booleans())
def test_any_text_is_borne(text: str, whole: bool) -> None:
    for found in (spelt(text), misread(text)):
        assert found is None or " " in found
    reading = read_amount(cut(*text.split()), whole=whole) if text.split() else None
    assert reading is None or reading.value is None or reading.value.is_finite()


@QUICK
@given(wholes, parts, places)
def test_a_price_in_fractions_cut_anywhere_is_read(whole: int, part: tuple[int, int], where: float) -> None:
    text = f"${whole} {part[0]}/{part[1]}"
    at = place(text, where)
    left, right = (piece.text.strip() for piece in split(text, at, "clean"))
    reading = read_amount(cut(left, right), whole=False)
    value = whole + Decimal(part[0]) / part[1]
    if text[at] == " " or text[at - 1] == " " or "/" in left or left == "$":
        assert reading.value == value
    else:
        assert reading.value in (value, None) or " " not in left


@QUICK
@given(wholes, parts)
def test_a_price_in_fractions_is_as_it_stands(whole: int, part: tuple[int, int]) -> None:
    reading = read_amount(cut(f"${whole} {part[0]}/{part[1]}"), whole=False)
    assert (reading.status, reading.alternatives) == (Status.READ, ())
    assert reading.doubt < 0.5


def test_a_mark_beside_a_price_in_fractions() -> None:
    assert read_amount(cut("22 3/8(2)"), whole=False).marks == (2,)
    assert read_amount(cut("22", "3/8", "(2)", edge=False), whole=False).marks == (2,)


def test_letters_for_digits_are_repaired_where_they_make_a_fraction() -> None:
    for text, value in (("22 l/2", "22.5"), ("2l 3/8", "21.375"), ("22 3/B", "22.375"), ("S22 3/8", "22.375")):
        reading = read_amount(cut(text), whole=False)
        assert (reading.value, reading.status) == (Decimal(value), Status.REPAIRED)
        assert reading.doubt > 2
    assert misread("22 3/B") == "22 3/B"
    assert misread("22 3 /S") == "22 3/S"
    assert misread("A 3/S") is None


@pytest.mark.parametrize(
    "texts", [("22 3/S",), ("22", "3/S"), ("22 3/0",), ("22", "/8"), ("22", "318"), ("$22", "318"), ("22", "1/3")]
)
def test_what_is_left_of_a_fraction_makes_no_price(texts: tuple[str, ...]) -> None:
    reading = read_amount(cut(*texts, edge=False), whole=False)
    assert reading.value is None
    assert reading.doubt > 3


def test_a_third_beside_a_number_is_a_digit_that_was_not_read() -> None:
    for text in ("33\u2153", "33\ufffd"):
        assert Hint.DIGIT_LOST in read_amount(cut(text), whole=False).reasons
    assert Hint.DIGIT_LOST in read_amount(cut("1,2\u00bd34"), whole=True).reasons


def test_numbers_of_shares_may_have_fractions_with_a_doubt() -> None:
    reading = read_amount(cut("5,104 1/2"), whole=True)
    assert reading.value == Decimal("5104.5")
    assert reading.doubt > read_amount(cut("5,104 1/2"), whole=False).doubt
    assert read_amount(cut("46/250"), whole=True).value == 46250
    assert read_amount(cut("46", "/250"), whole=True).value == 46250


@pytest.mark.parametrize("text", ["1:1", "1 for 1", "1-for-1", "one-for-one", "One for One", "1 to 1", "2:1", "l-for-1"])
def test_a_ratio_is_no_price(text: str) -> None:
    assert is_ratio(text)
    for pieces in (cut(text), cut(*text.split(), edge=False)):
        reading = read_amount(pieces, whole=False)
        assert reading.value is None
        assert reading.reasons
    assert read_amount(cut(f"{text}(3)"), whole=False).marks == (3,)


@pytest.mark.parametrize("text", ["$7:25", "7:25", "1", "for", "17", "$1:1", "1-1", "one"])
def test_what_is_no_ratio(text: str) -> None:
    assert not is_ratio(text)


def test_to_the_classifier_a_price_in_fractions_is_a_decimal_one() -> None:
    assert in_decimals("$22 3/8") == "$22.375"
    assert in_decimals("0 1/256") == "0.00390625"
    assert in_decimals("100 4/8") == "100.5"
    assert look("$22 3/8") == look("$22.375")
    assert look("1 for 1") == look("1-for-1")
