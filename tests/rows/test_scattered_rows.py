"""Rows of pages that were read value by value, in no order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from labelled_rows import rows, values

OPTIONS = [
    ["title=Director _=Option", "strike=$31.20", "exercise=05/06/1999", "expiry=05/06/2009", "underlying=Common _=Stock"],
    ["title=Director _=Option", "strike=$32.75", "exercise=05/08/2000", "expiry=05/08/2010", "underlying=Common _=Stock"],
    ["title=Director _=Option", "strike=$40.10", "exercise=05/07/2001", "expiry=05/07/2011", "underlying=Common _=Stock"],
]
COUNTS = [
    ["amount=1,100", "after=1,100", "own=D"],
    ["amount=1,200", "after=1,200", "own=D"],
    ["amount=1,300", "after=1,300", "own=D"],
]
HOLDINGS = [option + count for option, count in zip(OPTIONS, COUNTS, strict=True)]


def lines(*found: Sequence[str]) -> list[str]:
    return [value for row in found for value in row]


@given(st.tuples(*(st.permutations(row) for row in HOLDINGS)))
def test_rows_whose_values_come_in_any_order_are_told_apart(found: tuple[list[str], ...]) -> None:
    got = rows(*lines(*found), derivative=True, apart=" ")
    assert [values(row, "conversion_or_exercise_price", "shares_owned_following_transaction") for row in got] == [
        [Decimal("31.20"), Decimal(1100)],
        [Decimal("32.75"), Decimal(1200)],
        [Decimal("40.10"), Decimal(1300)],
    ]
    assert [values(row, "exercise_date", "expiration_date", "security_title")[1:] for row in got] == [
        [date(2009, 5, 6), "Director Option"],
        [date(2010, 5, 8), "Director Option"],
        [date(2011, 5, 7), "Director Option"],
    ]


def test_a_value_that_its_row_lacks_does_not_move_those_of_the_next() -> None:
    first, second, third = HOLDINGS
    got = rows(*lines(third[3:], ["own=D"], first[:3], second[::-1], first), derivative=True, apart=" ")
    assert [row.conversion_or_exercise_price.value for row in got][-2:] == [Decimal("32.75"), Decimal("31.20")]


def test_of_two_numbers_in_one_column_one_is_what_the_row_lacks_and_says_why() -> None:
    sale = ["title=Common _=Stock", "date=05/06/2002", "code=S", "shares=1,200", "ad=D", "price=$17.25", "after=8,800", "own=D"]
    found = [*sale[:5], "shares=1750", *sale[6:]]
    got = rows(*sale, *found, *sale, apart=" ")
    assert len(got) == 3
    assert values(got[1], "transaction_shares", "transaction_price_per_share") == [Decimal(1200), Decimal(1750)]
    assert "its row has another value in the column it looks like" in got[1].transaction_price_per_share.reasons


def test_cells_tell_rows_and_columns_better_than_that() -> None:
    twice = "title=Common _=Stock shares=1,200 shares=300 after=8,800"
    (row,) = rows(twice)
    assert row.transaction_price_per_share.value is None


def test_rows_in_order_stay_as_they_are() -> None:
    got = rows(*lines(*HOLDINGS), derivative=True, apart=" ")
    assert not any(
        value.reasons for row in got for value in (row.exercise_date, row.underlying_security_shares, row.expiration_date)
    )
    assert [row.underlying_security_shares.value for row in got] == [1100, 1200, 1300]
