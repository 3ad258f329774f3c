"""Prices by the ranges that footnotes name: the average of several trades lies within that of theirs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from by_hand import filing, number, read, row

from extractor.filing import Alternative, Filing, Footnote, SourceInfo, Value
from extractor.reconcile.numbers.prices import repair_prices

TRADES = (
    "This is the weighted average price of shares bought in multiple transactions at prices ranging from ${} to ${}, inclusive."
)


def bought(price: Value[Decimal], lowest: str, highest: str, mark: str = "F1", code: str = "P") -> Decimal | None:
    note = Footnote(id="F1", text=read(TRADES.format(lowest, highest)))
    bare: Filing = filing(row(transaction_price_per_share=replace(price, footnotes=(mark,)), transaction_code=read(code)))
    return (
        repair_prices(replace(bare, footnotes=(note,), source=SourceInfo(noise=0.03))).rows[0].transaction_price_per_share.value
    )


@pytest.mark.parametrize(
    ("price", "text", "printed"),
    [("14593", "$14,593", "14.593"), ("1.59", "$1|.59", "14.59"), ("1459", "1459", "14.59")],
)
def test_a_price_outside_of_the_range_of_its_trades_is_the_one_within_it(price: str, text: str, printed: str) -> None:
    assert bought(number(price, text), "14.52", "14.64") == Decimal(printed)
    assert bought(number(price, text), "14.52", "14.64", "F?") == Decimal(printed)


def test_a_price_within_its_range_and_one_that_nothing_in_it_is_like_stay() -> None:
    assert bought(number("14.6"), "14.52", "14.64") == Decimal("14.6")
    assert bought(number("86.21"), "14.52", "14.64") == Decimal("86.21")
    cut = replace(number("3.44", "$3.4|4"), alternatives=(Alternative(Decimal("3.4"), 0.1),))
    assert bought(cut, "3.61", "3.68") == Decimal("3.44")
    assert bought(number("1.59", "$1|.59"), "14.52", "14.64", code="M") == Decimal("1.59")


def test_a_range_of_nought_tells_nothing() -> None:
    assert bought(number("14.6"), "0.00", "0.00") == Decimal("14.6")
    assert bought(number("14.6"), "0.00", "14.64") == Decimal("14.6")
