"""Rows of Table I of which nothing is left but their pair in Table II."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from by_hand import DAY, GONE, H1, T2, Value, filing, number, read, row

from extractor.filing import Row, SourceInfo, Status
from extractor.reconcile.reconcile import reconcile

NOISY = SourceInfo("", "", "grid", noise=0.01)
EXERCISE: dict[str, Value[Any]] = {
    "security_title": read("Stock Option (right to buy)"),
    "transaction_code": read("M"),
    "transaction_acquired_disposed_code": read("D"),
    "transaction_shares": number("1200"),
    "transaction_price_per_share": number("0"),
    "conversion_or_exercise_price": number("17.25"),
    "underlying_security_title": read("Class B Common Stock"),
    "underlying_security_shares": number("1200"),
    "shares_owned_following_transaction": number("8800"),
}


def first_table(*rows: Row, **more: Any) -> tuple[Row, ...]:
    return reconcile(filing(*rows, **more)).non_derivative_table


def test_an_exercise_stands_in_both_tables() -> None:
    (found,) = first_table(row(T2, **EXERCISE), source=NOISY)
    assert (found.security_title.value, found.transaction_date.value) == ("Class B Common Stock", DAY)
    assert (found.transaction_code.value, found.transaction_acquired_disposed_code.value) == ("M", "A")
    assert (found.transaction_shares.value, found.transaction_price_per_share.value) == (Decimal(1200), Decimal("17.25"))
    assert not found.shares_owned_following_transaction.present
    told = [getattr(found, attribute) for attribute in ("security_title", "transaction_date", "transaction_shares")]
    assert {value.status for value in told} == {Status.INFERRED}
    assert all(value.reasons and not value.sources for value in told)


def test_a_table_of_which_anything_is_left_gets_no_rows() -> None:
    assert len(first_table(row(H1), row(T2, **EXERCISE), source=NOISY)) == 1


def test_other_transactions_and_pages_without_noise_tell_of_no_rows() -> None:
    granted = {"transaction_code": read("A"), "transaction_acquired_disposed_code": read("A")}
    assert not first_table(row(T2, **EXERCISE | granted), source=NOISY)
    assert not first_table(row(T2, **EXERCISE), source=SourceInfo("", "", "grid"))


def test_what_is_acquired_in_table_i_and_stands_in_table_ii_was_exercised_though_both_codes_are_lost() -> None:
    lost = {"transaction_code": GONE, "transaction_acquired_disposed_code": GONE}
    held = {"shares_owned_following_transaction": number("1200")}
    shares = {"transaction_shares": number("1200"), "transaction_code": GONE, "transaction_price_per_share": number("0")}
    units = {"security_title": read("Restricted Stock Units"), "conversion_or_exercise_price": GONE}
    first, second = reconcile(filing(row(**shares), row(T2, **EXERCISE | lost | held | units))).rows
    assert (first.transaction_code.value, second.transaction_code.value) == ("M", "M")
    assert second.transaction_acquired_disposed_code.value == "D"
    other = {"security_title": read("Class C Common Stock"), "conversion_or_exercise_price": GONE}
    first, second = reconcile(filing(row(**shares), row(T2, **EXERCISE | lost | held | other))).rows
    assert (first.transaction_code.value, second.transaction_code.value) == ("C", "C")
    (alone,) = reconcile(filing(row(T2, **EXERCISE | lost | held | units))).rows
    assert alone.transaction_acquired_disposed_code.value == "A"
