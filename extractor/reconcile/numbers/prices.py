"""Prices in the light of the other prices: of one class of security they are near each other.

A point that was lost, a stroke, a dollar sign or a footnote mark read as a digit make a price tens or thousands of times too
large. Where the table has other prices of the class, the reading near them is chosen; where it has none, a price that is surely
not as it was printed is left to be completed, or left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from extractor.filing import Filing, Hint, Row, Value
from extractor.reconcile.change import map_rows, repaired, with_value
from extractor.reconcile.numbers.channel import DAMAGED, likeliest, misread, standing, untouched
from extractor.reconcile.numbers.damaged import damaged

PRICES: Final = ("transaction_price_per_share", "conversion_or_exercise_price")
NEAR: Final = "the reading that is near the other prices"
_WITHOUT: Final = re.compile(r"\d{4,9}")
"""A price without point and comma that is hardly one."""
_SPREAD: Final = 0.01
"""Scale of the logarithms of ratios of prices of one class (Cauchy distribution)."""
_DECIMALS: Final = (2, 3, 4)


def complete_cents(filing: Filing) -> Filing:
    """A price of which an edge has cut the last digit is that of all others of its day and code, if they have one digit more."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_with_cents(row, rows) for row in rows)

    return map_rows(filing, change)


def _with_cents(row: Row, rows: tuple[Row, ...]) -> Row:
    value = row.transaction_price_per_share
    if not value.value or not value.sources or untouched(value):
        return row
    near = {r.transaction_price_per_share.value for r in rows if r is not row and _is_of_one_day(row, r)} - {None}
    whole = near.pop() if len(near) == 1 else None
    mine = f"{value.value.normalize():f}"
    if whole is None or "." not in mine or f"{whole.normalize():f}"[:-1] != mine:
        return row
    return with_value(row, PRICES[0], repaired(value, whole, 0.8, "a lost digit restored from the other rows"))


def _is_of_one_day(row: Row, other: Row) -> bool:
    """Whether two transactions may be of one day and have one code."""
    days = {row.transaction_date.value, other.transaction_date.value} - {None}
    codes = {row.transaction_code.value, other.transaction_code.value} - {None}
    return len(days) <= 1 and len(codes) <= 1


def repair_prices(filing: Filing) -> Filing:
    """Prices that are far from all others of their class take the reading that is near them."""
    clean = not filing.source.is_noisy

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        for attribute in PRICES:
            for k, row in enumerate(rows):  # one after the other: two prices must not take each other's place
                rows = (*rows[:k], _priced(row, rows, attribute, clean), *rows[k + 1 :])
        return rows

    return map_rows(filing, change)


def _priced(row: Row, rows: tuple[Row, ...], attribute: str, clean: bool) -> Row:
    value: Value[Decimal] = getattr(row, attribute)
    read = value.value
    if read is None or read <= 0 or (clean and untouched(value)):
        return row
    if _WITHOUT.fullmatch(standing(value)) and read % 1 == 0 and not damaged(value):
        value = value.because(Hint.POINT_LOST)
        row = with_value(row, attribute, value)
    others = [price for other in rows if (price := _other_price(row, other, attribute)) is not None]
    if not others:
        return row
    stays = (DAMAGED if damaged(value) else 0.0) + _distance(read, others)
    costs = {n: misread(value, n, clean) + _distance(n, others) for n in _readings(value) if 0 < n != read}
    price = likeliest(costs, stays)
    return row if price is None else with_value(row, attribute, repaired(value, price, 0.8, NEAR))


def _other_price(row: Row, other: Row, attribute: str) -> Decimal | None:
    """The price of another row that this one's is to be near, if it is read well."""
    price: Value[Decimal] = getattr(other, attribute)
    if other is row or price.value is None or price.value <= 0 or damaged(price) or "." not in standing(price):
        return None
    codes = {row.transaction_code.value, other.transaction_code.value} - {None}
    alike = other.security_title.value == row.security_title.value and (len(codes) <= 1 or codes <= _MARKET)
    return price.value if alike else None


_MARKET: Final = frozenset("PSFD")
"""Codes of transactions at the price of the market."""


def _distance(price: Decimal, others: Sequence[Decimal]) -> float:
    """What a price costs among others: as much as beside most of them, since some of them may be misread themselves."""
    apart = sorted(abs(math.log(price / other)) for other in others)[(len(others) - 1) // 2]
    return math.log1p((apart / _SPREAD) ** 2)


def _readings(value: Value[Decimal]) -> Iterator[Decimal]:
    """What else may have been printed: other readings, a point that is lost, or a first digit less."""
    yield from (a.value for a in value.alternatives if a.value is not None)
    whole, point, decimals = standing(value).replace(",", "").rpartition(".")
    if len(whole) > 1 and whole.isdigit():
        yield Decimal(f"{whole[1:]}.{decimals}")
    elif not point:
        yield from (Decimal(n).scaleb(-k) for n in (decimals, decimals[:-1]) for k in _DECIMALS if len(n) > k)
