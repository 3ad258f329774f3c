"""What one field implies for another: code and direction, nature and ownership."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from extractor.filing import Filing, Hint, Row, Status, Value
from extractor.form.codes import DIRECTION_TABLE1, DIRECTION_TABLE2
from extractor.reconcile.change import LONGEST, map_rows, repaired
from extractor.reconcile.numbers.balances import ROUNDED, pairs


def imply_codes(filing: Filing) -> Filing:
    """A lost code of Table I that pairs with an M or C of Table II by date and number is the same, and the other way round.

    Where both are lost, what is acquired in Table I and stands in Table II with its date and number is exercised or converted:
    so it is in 19 of 20 such pairs of the training split.
    """

    def paired(rows: tuple[Row, ...], others: tuple[Row, ...]) -> tuple[Row, ...]:
        taken = {_key(r) for r in rows if r.transaction_code.value in _EXERCISES}
        others = tuple(o for o in others if _key(o) not in taken)
        if max(len(rows), len(others)) > LONGEST:
            return rows
        return tuple(_paired(row, others) for row in rows)

    return replace(
        filing,
        non_derivative_table=paired(filing.non_derivative_table, filing.derivative_table),
        derivative_table=paired(filing.derivative_table, filing.non_derivative_table),
    )


_EXERCISES: Final = ("M", "C")


def _paired(row: Row, others: tuple[Row, ...]) -> Row:
    if not row.kind.is_transaction or row.transaction_code.value is not None or row.transaction_shares.value is None:
        return row
    table = DIRECTION_TABLE2 if row.kind.is_derivative else DIRECTION_TABLE1
    if row.transaction_acquired_disposed_code.value not in (None, table["M"]):
        return row
    code = next((code for o in others if (code := pair_code(row, o)) is not None), None)
    if code is None:
        return row
    reason = "pairs with an exercise in the other table: same date and number"
    return replace(row, transaction_code=repaired(row.transaction_code, code, 0.85, reason))


def pair_code(row: Row, other: Row) -> str | None:
    """The code of the exercise whose two rows these are, one in each table; nothing if they are none."""
    numbers = {other.transaction_shares.value, other.underlying_security_shares.value}
    numbers &= {row.transaction_shares.value, row.underlying_security_shares.value} - {None}
    if not numbers or row.transaction_date.value != other.transaction_date.value:
        return None
    if (code := other.transaction_code.value) is not None:
        return code if code in _EXERCISES else None
    first, second = (other, row) if row.kind.is_derivative else (row, other)
    if row.transaction_date.value is None or first.transaction_acquired_disposed_code.value != "A":
        return None
    return "C" if _is_shares(second) and not second.conversion_or_exercise_price.value else "M"


def tell_directions(filing: Filing) -> Filing:
    """Where the direction is lost, the holdings before and after a transaction tell it, if its number is just what parts them."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        told = list(rows)
        for i, j in pairs(rows):
            direction = _moved(rows[i], rows[j]) if rows[j].transaction_acquired_disposed_code.value is None else None
            if direction is not None:
                better = repaired(rows[j].transaction_acquired_disposed_code, direction, 0.9, Hint.BALANCE)
                told[j] = replace(rows[j], transaction_acquired_disposed_code=better)
        return tuple(told)

    return map_rows(filing, change)


def _key(row: Row) -> tuple[date | None, Decimal | None]:
    return row.transaction_date.value, row.transaction_shares.value


def _moved(before: Row, row: Row) -> str | None:
    """Whether a transaction has made the holding of the row before larger by its number, or smaller."""
    held, holds = before.shares_owned_following_transaction.value, row.shares_owned_following_transaction.value
    shares = row.transaction_shares.value
    if held is None or holds is None or not shares:
        return None
    return "A" if abs(held + shares - holds) < ROUNDED else "D" if abs(held - shares - holds) < ROUNDED else None


def imply_directions(filing: Filing) -> Filing:
    """Where the direction is lost, or is printed only by a column as in Table II, the code tells it."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(map(_directed, rows))

    return map_rows(filing, change)


def _directed(row: Row) -> Row:
    value = row.transaction_acquired_disposed_code
    code = row.transaction_code.value
    read = value.value is not None and value.status is not Status.INFERRED
    if not row.kind.is_transaction or read or code is None or Hint.BALANCE in value.hints:
        return row
    if value.value == "A" and _exercised_into(row):
        return row
    direction = (DIRECTION_TABLE2 if row.kind.is_derivative else DIRECTION_TABLE1).get(code)
    if direction is None:
        return _negative(row)
    sure = min(0.95, 0.5 + row.transaction_code.confidence / 2)
    return replace(row, transaction_acquired_disposed_code=repaired(value, direction, sure, f"implied by code {code}"))


def _negative(row: Row) -> Row:
    """A row whose direction is lost was disposed of, if its number stands in brackets, as negative ones do."""
    value = row.transaction_acquired_disposed_code
    if value.value is not None or not _IN_BRACKETS.fullmatch(row.transaction_shares.text):
        return row
    return replace(row, transaction_acquired_disposed_code=repaired(value, "D", 0.8, "its number stands in brackets"))


_IN_BRACKETS: Final = re.compile(r"\([\d,]*\d[\d,]{2}\d*(?:\.\d+)?\)")


def _exercised_into(row: Row) -> bool:
    """Whether an exercise brings this class into Table II: shares that are convertible into those of another class."""
    return row.kind.is_derivative and row.transaction_code.value == "M" and _is_shares(row)


def _is_shares(row: Row) -> bool:
    return _SHARES.search(row.security_title.value or "") is not None


_SHARES: Final = re.compile(
    r"^(?!.*(?:option|right|warrant|restricted|phantom|performance|award|unit)).*(?:common|class|preferred|convertible)", re.I
)
"""What is converted, not exercised."""


def imply_ownership(filing: Filing) -> Filing:
    """Who names a nature of ownership holds indirectly; who names none holds directly."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(map(_owned, rows))

    return map_rows(filing, change)


def _owned(row: Row) -> Row:
    value: Value[Any] = row.direct_or_indirect_ownership
    nature = row.nature_of_ownership
    named = nature.value is not None and (nature.status is Status.READ or nature.value.startswith("See "))
    unlike = value.value == "D" and value.status is Status.REPAIRED and named
    if value.value is not None and not unlike:
        return row
    if nature.present and _DIRECT.fullmatch(nature.value or "") is None:
        indirect = repaired(value, "I", 0.9, "a nature of indirect ownership is given")
        return replace(row, direct_or_indirect_ownership=indirect)
    if unlike or not any(getattr(row, a).present for a in _COUNTED) or not any(getattr(row, a).present for a in _NAMED):
        return row
    return replace(row, direct_or_indirect_ownership=repaired(value, "D", 0.75, "no nature of indirect ownership is given"))


_DIRECT: Final = re.compile(
    r"\W*(?:(?:held|owned|by) )*(?:direct(?:ly)?(?: (?:holdings?|owne(?:d|r|rship)))?|self|reporting person)\W*", re.I
)
"""What is no nature of indirect ownership, though it stands in its place."""
_COUNTED: Final = (
    "shares_owned_following_transaction",
    "value_owned_following_transaction",
    "transaction_shares",
    "transaction_total_value",
    "underlying_security_shares",
)
_NAMED: Final = ("security_title", "transaction_date", "transaction_code")
"""Of both a row has one at least: numbers alone are mostly stains, or belong to another row."""
