"""Acquisitions: what is held afterwards, and what is paid."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from by_hand import after, filing, number, read, row

from extractor.filing import Alternative, Footnote, Hint, Row, SourceInfo, Status, Value
from extractor.reconcile.numbers.acquired import keep_points, repair_acquired
from extractor.reconcile.reconcile import reconcile

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
        (number("14273", "14|,273"), other(number("4273", "1|4,273", status=CUT), "14273", 0.3), (14273, 14273)),
        (number("43000", "43,000"), number("4300", "4|,300", status=CUT), (43000, 43000)),
        (number("7316000111", "7,316|000, 1|11)", status=CUT), number("7316000", "7,316,000"), (7316000, 7316000)),
        (number("4156612", "41|56612)", status=CUT), number("80741", "80,741"), (41566, 80741)),
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
    cut = other(number("514377", "514.37|7", status=CUT), "514.37", 0.2)
    assert bought(cut, number("514.37", "514.3|7")) == (Decimal("514.37"),) * 2


def test_who_disposes_of_shares_may_hold_less_and_what_is_damaged_is_left_to_others() -> None:
    shares, held = number("43000", "43,000"), number("4300", "4|,300", status=CUT)
    assert bought(shares, held, transaction_acquired_disposed_code=read("D")) == (43000, 4300)
    assert bought(shares, number("4300", "4,3|00", Hint.DIGIT_LOST, status=CUT)) == (43000, 4300)


def test_two_digits_that_are_no_footnote_are_decimals_of_a_price() -> None:
    note = Footnote(id="F3", text=read("A gift to a school."))
    given = row(transaction_code=read("A"), transaction_price_per_share=number("0.0047"))
    found = reconcile(filing(given, footnotes=(note,)))
    assert found.rows[0].transaction_price_per_share.value == Decimal("0.0047")
    round_digits = row(transaction_code=read("A"), transaction_price_per_share=number("0.90", "$090"))
    assert reconcile(filing(round_digits)).rows[0].transaction_price_per_share.value == 0


def test_a_round_holding_does_not_tell_that_all_of_it_was_just_acquired() -> None:
    def first(shares: str, text: str, held: tuple[str, str]) -> Decimal | None:
        cut = number(shares, text, status=Status.REPAIRED)
        rows = (row(transaction_shares=cut, **after(held[0])), row(transaction_shares=number("500"), **after(held[1])))
        return reconcile(replace(filing(*rows), source=SourceInfo(noise=0.02))).rows[0].transaction_shares.value

    assert first("500", "50|0", ("8500", "9000")) == 500
    assert first("437", "43|7", ("8437", "8937")) == 8437


def test_a_number_in_brackets_has_no_mark() -> None:
    assert bought(number("2500", "(2500)"), number("300", "300")) == (2500, 300)


def test_no_mark_is_taken_from_a_number_of_a_clean_page() -> None:
    page = filing(
        row(transaction_shares=number("4156612", "4156612)"), shares_owned_following_transaction=number("80741", "80,741"))
    )
    assert amounts(repair_acquired(page).rows[0]) == (4156612, 80741)


@pytest.mark.parametrize(
    ("held", "shares"), [("15711.8844", "275.634"), ("15711", "275634"), ("412711.8844", "275634"), ("112.25", "275634")]
)
def test_less_than_was_acquired_is_held_where_a_point_was_taken_for_a_comma(held: str, shares: str) -> None:
    pointed = number("275634", "275.634", Hint.POINT, status=CUT)
    (found,) = keep_points(filing(row(transaction_shares=pointed, **after(held)))).rows
    assert amounts(found) == (Decimal(shares), Decimal(held))
