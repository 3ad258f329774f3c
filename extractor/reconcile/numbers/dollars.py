"""Dollar signs that were read as digits: ``80`` is ``$0`` and ``510.04`` is ``$10.04`` where all other prices have their sign.

The form's vendors print a dollar sign before every price, or before none. On a page that shows it before the other prices, a
price without one has lost it, which leaves the price as it is, or its sign was read as a digit of its shape. For a price of
nought, the most frequent of all, the second is the likelier by far; any other price must be too large without it. With a code of
which transactions mostly have no price that is so wherever no price is seen to stand without its sign.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from extractor.filing import Filing, Row, Value
from extractor.form.codes import MOSTLY_FREE
from extractor.reconcile.change import LONGEST, map_rows, repaired, with_value
from extractor.reconcile.numbers.channel import standing
from extractor.reconcile.numbers.prices import PRICES

DOLLAR: Final = "the first digit is a dollar sign, which all other prices have"
_FREE: Final = "the first digit is a dollar sign: transactions with this code mostly have no price"
_SIGN: Final = re.compile(r"[\W_]*\$|[\\|\s.,'\u2018\u2019-]*[Ss\u00a7]")
_NOUGHT: Final = re.compile(r"[35689](?:0|0?[.,]0{1,4}|000)")
_LARGE: Final = re.compile(r"[35689](?P<price>\d{2,3}\.\d{2,4})")
_FEW: Final = 4
"""So many times as many prices must have their sign as have none and yet do not look like one that was misread."""
_TWO: Final = 2
"""Prices with their sign that must be there for a price that is not nought."""


def repair_dollars(filing: Filing) -> Filing:
    """Take the dollar sign away from prices that have it as their first digit."""
    if len(filing.rows) > LONGEST:
        return filing
    values: list[Value[Decimal]] = [getattr(row, a) for row in filing.rows for a in PRICES]
    values = [value for value in values if value.value is not None and value.sources]
    signed = sum(_has_sign(value) for value in values)
    bare = sum(not _has_sign(value) and _without_sign(value, max(1, signed)) is None for value in values)
    if signed == len(values):
        return filing
    shown = signed if signed >= _FEW * bare else 0

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_mended(row, shown, not bare) for row in rows)

    return map_rows(filing, change)


def _has_sign(value: Value[Decimal]) -> bool:
    return _SIGN.match(value.text) is not None


def _without_sign(value: Value[Decimal], signed: int, free: bool = False) -> Decimal | None:
    """The price behind a first digit that may be a dollar sign. ``free``: whether the transaction mostly has none."""
    stands = standing(value)
    if _NOUGHT.fullmatch(stands) and (signed or free):
        return Decimal(0)
    read = f"{value.value:f}" if value.value is not None else ""  # without a glyph that an edge has doubled
    large = (_LARGE.fullmatch(stands) or _LARGE.fullmatch(read)) if signed >= _TWO else None
    return Decimal(large["price"]) if large is not None else None


def _mended(row: Row, signed: int, unsure: bool) -> Row:
    """``signed``: prices with their sign; ``unsure``: whether none is seen to stand without one."""
    for attribute in PRICES:
        value: Value[Decimal] = getattr(row, attribute)
        if not value.value or not value.sources or _has_sign(value):
            continue
        free = unsure and attribute == "transaction_price_per_share" and row.transaction_code.value in MOSTLY_FREE
        price = _without_sign(value, signed, free)
        if price is not None:
            row = with_value(row, attribute, repaired(value, price, 0.85, DOLLAR if signed else _FREE))
    return row
