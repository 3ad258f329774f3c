"""Rows speak for each other: codes and amounts that all the other rows share."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Row, Status, Value
from extractor.form.lookalikes import DIGITS
from extractor.readings.pieces import LEADING_LOST
from extractor.reconcile.change import map_rows, repaired, with_value
from extractor.reconcile.rows.lost import class_of


def share_codes(filing: Filing) -> Filing:
    """A transaction whose code is lost has the one that all transactions of its table with its direction have."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_shared(row, rows) for row in rows)

    return map_rows(filing, change)


def _shared(row: Row, rows: tuple[Row, ...]) -> Row:
    if not row.kind.is_transaction or row.transaction_code.value is not None:
        return row
    direction = row.transaction_acquired_disposed_code.value
    alike = [r for r in rows if r is not row and r.kind.is_transaction and r.transaction_code.value is not None]
    price = class_of(row.transaction_price_per_share)
    alike = [r for r in alike if class_of(r.transaction_price_per_share) == price]
    if direction is not None:
        alike = [r for r in alike if r.transaction_acquired_disposed_code.value in (direction, None)]
    codes = Counter(code for r in alike if (code := r.transaction_code.value) is not None)
    if len(codes) != 1:
        return row
    code, count = codes.most_common(1)[0]
    sure = min(0.95, 0.7 + 0.06 * count)
    value = repaired(row.transaction_code, code, sure, f"the code of {count} other rows with this direction")
    return replace(row, transaction_code=value)


_AMOUNTS: Final = (
    "shares_owned_following_transaction",
    "transaction_price_per_share",
    "transaction_shares",
    "conversion_or_exercise_price",
    "underlying_security_shares",
)


def repair_amounts(filing: Filing) -> Filing:
    """An amount that has lost a digit at its beginning or end, and that all other rows show whole, takes theirs."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        for attribute in _AMOUNTS:
            rows = tuple(_whole(row, rows, attribute) for row in rows)
        return rows

    return map_rows(filing, change)


def _whole(row: Row, rows: tuple[Row, ...], attribute: str) -> Row:
    value: Value[Decimal] = getattr(row, attribute)
    if value.value is None or not value.sources:
        return row
    digits = _digits(value)
    if attribute in ("transaction_shares",) and not _leading_lost(value):
        return row
    near = [r for r in rows if r is not row and _comparable(row, r, attribute) and not _leading_lost(getattr(r, attribute))]
    wholes = {v.value for r in near if (v := getattr(r, attribute)).value is not None and _completes(value, digits, v)}
    same = any(getattr(r, attribute).value == value.value for r in near)
    if len(wholes) != 1 or same:
        return row
    whole = wholes.pop()
    others = {getattr(r, attribute).value for r in near} - {whole, None}
    if others and not _leading_lost(value):
        return row
    return with_value(row, attribute, repaired(value, whole, 0.8, "a lost digit restored from the other rows"))


def _leading_lost(value: Value[Any]) -> bool:
    return LEADING_LOST in value.reasons


def _digits(value: Value[Decimal]) -> str:
    return re.sub(r"[^0-9.]", "", value.text.translate(_DIGITS))


_DIGITS: Final = str.maketrans({**DIGITS, "S": "", "$": ""})


def _comparable(row: Row, other: Row, attribute: str) -> bool:
    """Prices compare within one day and code, holdings within one class."""
    if attribute == "transaction_price_per_share":
        mine, theirs = row.transaction_date.value, other.transaction_date.value
        return (mine is None or theirs is None or mine == theirs) and _same_code(row, other)
    return row.security_title.value == other.security_title.value


def _same_code(row: Row, other: Row) -> bool:
    return row.transaction_code.value in (None, other.transaction_code.value) or other.transaction_code.value is None


def _completes(value: Value[Decimal], digits: str, other: Value[Decimal]) -> bool:
    """Whether the other amount is this one with one or two digits more at one end."""
    if other.value is None or _leading_lost(other):
        return False
    theirs = format(other.value.normalize(), "f")
    if value.value is not None and _leading_lost(value):
        return theirs.endswith(digits) and 1 <= len(theirs) - len(digits) <= 2
    mine = format(value.value.normalize(), "f") if value.value is not None else ""
    whole = len(value.sources) < 2 and value.status is Status.READ
    if "." not in mine or "." not in theirs or whole:
        return False
    return theirs.startswith(mine) and Levenshtein.distance(mine, theirs) == 1
