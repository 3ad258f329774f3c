"""Numbers of shares that have fractions."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from by_hand import after, filing, number, row

from extractor.filing import Hint, Status
from extractor.reconcile.numbers.damaged import keep_points, restore_raised


def test_four_digits_behind_a_comma_are_decimals_where_others_have_four() -> None:
    raised = replace(number("20304015", "20,304,0157", Hint.RAISED, status=Status.REPAIRED), footnotes=("F7",))
    found = row(shares_owned_following_transaction=raised)
    whole = restore_raised(filing(row(**after("5200")), found)).non_derivative_table[1]
    assert whole.shares_owned_following_transaction == raised
    fraction = restore_raised(filing(row(**after("5200.1234")), found)).non_derivative_table[1].shares_owned_following_transaction
    assert (fraction.value, fraction.footnotes) == (Decimal("20304.0157"), ())


@pytest.mark.parametrize(
    ("held", "shares"), [("15711.8844", "275.634"), ("15711", "275634"), ("412711.8844", "275634"), ("112.25", "275634")]
)
def test_less_than_was_acquired_is_held_where_a_point_was_taken_for_a_comma(held: str, shares: str) -> None:
    pointed = number("275634", "275.634", Hint.POINT, status=Status.REPAIRED)
    (found,) = keep_points(filing(row(transaction_shares=pointed, **after(held)))).rows
    assert (found.transaction_shares.value, found.shares_owned_following_transaction.value) == (Decimal(shares), Decimal(held))
