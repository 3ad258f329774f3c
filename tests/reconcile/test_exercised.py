"""Exercises of Table II and the shares that they bring into Table I: their days and their prices."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from by_hand import DAY, GONE, T2, filing, number, read, row

from extractor.filing import SourceInfo, Status, Value
from extractor.reconcile.rows.exercised import repair_exercises


def repaired(first: dict[str, Value[Any]], second: dict[str, Value[Any]], noise: float = 0.02) -> tuple[Any, Any]:
    exercise = {"transaction_code": read("M"), "transaction_shares": number("4700")}
    option = {
        "security_title": read("Stock Option"),
        "transaction_price_per_share": number("0"),
        "transaction_acquired_disposed_code": GONE,
        "underlying_security_title": read("Common Stock"),
        "underlying_security_shares": number("4700"),
    }
    rows = row(**exercise | first), row(T2, **exercise | option | second)
    found = repair_exercises(replace(filing(*rows), source=SourceInfo(noise=noise))).rows
    return found[0], found[1]


def prices(paid: Value[Decimal], price: Value[Decimal], noise: float = 0.02) -> tuple[str, str]:
    first, second = repaired({"transaction_price_per_share": paid}, {"conversion_or_exercise_price": price}, noise)
    return str(first.transaction_price_per_share.value), str(second.conversion_or_exercise_price.value)


@pytest.mark.parametrize(
    ("paid", "price", "printed"),
    [
        (number("29.37"), number("529.37", "529,37", "the comma is a point", status=Status.REPAIRED), "29.37"),
        (number("29.37"), replace(GONE, sources=read("x", "s2g,g").sources), "29.37"),
        (number("3.42", "3:42", status=Status.REPAIRED), number("3.41"), "3.41"),
        (number("52", "$52"), number("52.18"), "52.18"),
        (number("13.90"), number("13.00"), "13.00"),
    ],
)
def test_who_exercises_pays_the_exercise_price(paid: Value[Decimal], price: Value[Decimal], printed: str) -> None:
    assert prices(paid, price) == (printed, printed)
    assert prices(paid, price, noise=0.0) == (str(paid.value), str(price.value))


@pytest.mark.parametrize(
    ("paid", "price"),
    [
        (number("29.37"), GONE),
        (number("29.37"), number("41.08")),
        (number("13.91"), number("13.97")),
        (number("0"), number("41.08")),
    ],
)
def test_prices_that_are_no_misreadings_of_each_other_stay(paid: Value[Decimal], price: Value[Decimal]) -> None:
    assert prices(paid, price) == (str(paid.value), str(price.value))


def test_an_exercise_is_of_one_day_in_both_tables() -> None:
    first, second = repaired({}, {"transaction_date": GONE})
    assert (first.transaction_date.value, second.transaction_date.value) == (DAY, DAY)
    first, second = repaired({"transaction_date": GONE}, {})
    assert (first.transaction_date.value, second.transaction_date.value) == (DAY, DAY)
