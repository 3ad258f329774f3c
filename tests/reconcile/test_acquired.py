"""Acquisitions: what is held afterwards is no less."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from by_hand import filing, number, read, row

from extractor.filing import Alternative, Hint, Row, SourceInfo, Status, Value
from extractor.reconcile.numbers.acquired import repair_acquired

CUT = Status.REPAIRED


def bought(shares: Value[Decimal], held: Value[Decimal], **more: Any) -> tuple[Decimal | None, Decimal | None]:
    """The numbers of a purchase, one set right if need be."""
    given: dict[str, Any] = {"transaction_shares": shares, "shares_owned_following_transaction": held}
    page = replace(filing(row(**given | more)), source=SourceInfo(noise=0.02))
    (found,) = repair_acquired(page).rows
    return amounts(found)


def amounts(found: Row) -> tuple[Decimal | None, Decimal | None]:
    return found.transaction_shares.value, found.shares_owned_following_transaction.value


def other(value: Value[Decimal], reading: str, sure: float) -> Value[Decimal]:
    return replace(value, alternatives=(Alternative(Decimal(reading), sure),))


@pytest.mark.parametrize(
    ("shares", "held", "meant"),
    [
        (number("43000", "43,000"), number("4300", "4|,300", status=CUT), (43000, 43000)),
        (number("4000", "4,000"), number("312", "312"), (4000, 312)),  # nothing is like it
        (number("21948", "21,948"), number("21940", "21, 9|40"), (21948, 21940)),  # the rounder may be right as well
        (number("500", "500"), number("9000", "9,000"), (500, 9000)),
    ],
)
def test_no_less_is_held_than_was_acquired(shares: Value[Decimal], held: Value[Decimal], meant: tuple[int, int]) -> None:
    assert bought(shares, held) == meant


def test_a_number_does_not_become_a_fraction_of_what_is_held() -> None:
    shares = other(number("1430", "1.430", status=CUT), "1.430", 0.4)
    assert bought(shares, number("612.07", "612.07")) == (1430, Decimal("612.07"))


def test_who_disposes_of_shares_may_hold_less_and_what_is_damaged_is_left_to_others() -> None:
    shares, held = number("43000", "43,000"), number("4300", "4|,300", status=CUT)
    assert bought(shares, held, transaction_acquired_disposed_code=read("D")) == (43000, 4300)
    assert bought(shares, number("4300", "4,3|00", Hint.DIGIT_LOST, status=CUT)) == (43000, 4300)
