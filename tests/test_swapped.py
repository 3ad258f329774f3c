"""The number of a transaction and the holding after it, taken for each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from by_hand import filing, number, row, sold

from extractor.filing import Row, SourceInfo, Status
from extractor.readings.pieces import UNGROUPED
from extractor.reconcile.swapped import swap_numbers


def numbers(found: Row, dialect: str = "plain") -> tuple[Decimal | None, Decimal | None]:
    given = replace(filing(found), source=SourceInfo("page.txt", "0" * 64, dialect, "2002"))
    (swapped,) = swap_numbers(given).non_derivative_table
    return swapped.transaction_shares.value, swapped.shares_owned_following_transaction.value


SWAPPED = {"transaction_shares": number("8800"), "shares_owned_following_transaction": number("1200")}


def test_no_less_is_held_after_an_acquisition_than_was_acquired() -> None:
    assert numbers(row(**SWAPPED)) == (Decimal(1200), Decimal(8800))
    assert numbers(row()) == (Decimal(100), Decimal(1000))
    given = replace(filing(row(**SWAPPED)), source=SourceInfo("page.txt", "0" * 64, "plain", "2002"))
    (swapped,) = swap_numbers(given).non_derivative_table
    assert swapped.transaction_shares.status is Status.REPAIRED
    assert swapped.transaction_shares.text == "1,200"


def test_less_may_be_held_after_a_sale_and_columns_are_trusted() -> None:
    assert numbers(sold(**SWAPPED)) == (Decimal(8800), Decimal(1200))
    assert numbers(row(**SWAPPED), "grid") == (Decimal(8800), Decimal(1200))


def test_of_a_number_that_is_damaged_nobody_knows_how_large_it_is() -> None:
    damaged = number("880012", "8,80012", UNGROUPED, status=Status.REPAIRED)
    assert numbers(row(**SWAPPED | {"transaction_shares": damaged})) == (Decimal(880012), Decimal(1200))
