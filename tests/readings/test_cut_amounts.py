"""Amounts cut at their point, and amounts whose footnote mark or rule of the table was read as something else."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pieces import cut

from extractor.readings.amounts import read_amount
from extractor.readings.pieces import Piece


@pytest.mark.parametrize(
    ("texts", "price"),
    [
        (("0", "97"), "0.97"),
        (("$0", "481"), "0.481"),
        (("0", ":00", "0"), "0"),
        (("SQ:00",), "0"),
        (("$0,000)",), "0"),
        (("-1-$", "2", "5.00"), "25.00"),
        (("_~$17.25",), "17.25"),
    ],
)
def test_a_price_behind_its_nought_its_sign_or_a_rule(texts: tuple[str, ...], price: str) -> None:
    assert read_amount(cut(*texts), whole=False, noisy=True).value == Decimal(price)


@pytest.mark.parametrize(
    ("text", "shares", "mark"),
    [
        ("17,238!2!", "17238", 2),
        ("334,647:3:", "334647", 3),
        ("472.178i31", "472178", 3),
        ("4,200!19)", "4200", 19),
        ("5;900", "5900", None),
    ],
)
def test_a_mark_behind_a_count_whose_brackets_are_read_as_strokes_or_signs(text: str, shares: str, mark: int | None) -> None:
    reading = read_amount(cut(text), whole=True, noisy=True)
    assert (reading.value, reading.marks) == (Decimal(shares), (mark,) if mark else ())


def test_four_noughts_in_two_pieces_behind_a_whole_number_are_its_fraction() -> None:
    pieces = [*cut("52,657", "00", edge=False), Piece("00", 12, 14, edge=True)]
    assert read_amount(pieces, whole=True, noisy=True).value == Decimal("52657.0000")
