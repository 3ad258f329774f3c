"""Rows of Table I whose lines are lost, told by their other side in Table II.

What is exercised or converted (codes M and C) is disposed of in Table II, and what underlies it is acquired in Table I. Of 247
filings with such a row in Table II all have an acquisition in Table I, and all but three one of the same code, the same number
in 98 rows of a hundred, on the same date in 99 and for the exercise price where one is given. A Table I without any
acquisition has lost lines: engines leave out whole ones between rules.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from extractor.filing import Row, RowKind, Status, Value

_CONVERTS: Final = ("M", "C")
_DISPOSED: Final = "D"
_LIKELY: Final = 0.6
_REASON: Final = "its line is lost: the other side of a row of Table II"


def with_other_sides(first: tuple[Row, ...], second: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows of Table I, before them those that Table II's exercises and conversions speak of if no acquisition is there.

    Args:
        first: the rows of Table I as read.
        second: those of Table II.
    """
    if any(row.kind.is_transaction and not _only_disposes(row) for row in first):
        return first
    return (*(_acquired(row) for row in second if _converts(row)), *first)


def _only_disposes(row: Row) -> bool:
    """Whether a row is surely no acquisition, nor an exercise or a conversion whose direction may be misread."""
    disposed = row.transaction_acquired_disposed_code.value == _DISPOSED
    return disposed and row.transaction_code.value is not None and row.transaction_code.value not in _CONVERTS


def _converts(row: Row) -> bool:
    """Whether a row is an exercise or a conversion of which is legible what it gives."""
    legible = row.transaction_code.status in (Status.READ, Status.REPAIRED) and row.transaction_code.value in _CONVERTS
    disposed = row.transaction_acquired_disposed_code.value in (_DISPOSED, None)
    return legible and disposed and row.underlying_security_title.value is not None and _number(row).value is not None


def _number(row: Row) -> Value[Any]:
    return row.underlying_security_shares if row.underlying_security_shares.value is not None else row.transaction_shares


def _acquired(row: Row) -> Row:
    return Row(
        kind=RowKind.NON_DERIVATIVE_TRANSACTION,
        confidence=_LIKELY,
        security_title=_told(row.underlying_security_title),
        transaction_date=_told(row.transaction_date),
        transaction_form_type=_told(row.transaction_form_type),
        transaction_code=_told(row.transaction_code),
        equity_swap_involved=_told(row.equity_swap_involved),
        transaction_shares=_told(_number(row)),
        transaction_acquired_disposed_code=Value("A", Status.INFERRED, _LIKELY, reasons=(_REASON,)),
        transaction_price_per_share=_told(row.conversion_or_exercise_price),
        direct_or_indirect_ownership=_told(row.direct_or_indirect_ownership),
    )


def _told(value: Value[Any]) -> Value[Any]:
    """A value as the other side has it; what is missing there is not known here."""
    if value.value is None:
        return Value()
    alike: Value[Any] = Value(value.value, Status.INFERRED, min(_LIKELY, value.confidence), alternatives=value.alternatives)
    return replace(alike, reasons=(_REASON,))
