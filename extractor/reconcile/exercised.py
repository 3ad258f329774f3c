"""Rows of Table I of which nothing is left, as the rows of Table II tell them.

An exercise or a conversion is reported in both tables: as the disposition of the derivative security in Table II, as the
acquisition of what underlies it in Table I. Of 915 filings of the training split with one in Table II, two have nothing in
Table I. Where engines leave out the boxes of a whole table, that pair is what is left of its rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeVar

from extractor.filing import Filing, Row, RowKind, Status, Value
from extractor.reconcile.change import LONGEST

T = TypeVar("T")
_CODES: Final = ("M", "C")
_SURE: Final = 0.8
_WHY: Final = "nothing is left of Table I, and an exercise in Table II stands there as well"


def restore_exercises(filing: Filing) -> Filing:
    """Infer the rows of Table I from the exercises in Table II, where a noisy page has no other."""
    if filing.non_derivative_table or not filing.source.is_noisy or len(filing.derivative_table) > LONGEST:
        return filing
    return replace(filing, non_derivative_table=tuple(_pairs(filing)))


def _pairs(filing: Filing) -> Iterator[Row]:
    for row in filing.derivative_table:
        code, title = row.transaction_code, row.underlying_security_title
        shares = row.underlying_security_shares if row.underlying_security_shares.value else row.transaction_shares
        is_read = (
            code.value in _CODES and code.status is not Status.INFERRED and row.transaction_date.status is not Status.INFERRED
        )
        disposed = row.kind.is_transaction and row.transaction_acquired_disposed_code.value == "D"
        if disposed and is_read and row.transaction_date.value and shares.value and title.value:
            yield Row(
                kind=RowKind.NON_DERIVATIVE_TRANSACTION,
                security_title=_inferred(title),
                transaction_date=_inferred(row.transaction_date),
                transaction_form_type=_inferred(row.transaction_form_type),
                transaction_code=_inferred(code),
                equity_swap_involved=_inferred(row.equity_swap_involved),
                transaction_shares=_inferred(shares),
                transaction_price_per_share=_inferred(row.conversion_or_exercise_price),
                transaction_acquired_disposed_code=Value("A", Status.INFERRED, _SURE, reasons=(_WHY,)),
                direct_or_indirect_ownership=_inferred(row.direct_or_indirect_ownership),
                nature_of_ownership=_inferred(row.nature_of_ownership),
            )


def _inferred(value: Value[T]) -> Value[T]:
    """The same value, inferred; nothing where there is none."""
    if value.value is None:
        return Value()
    return Value(value.value, Status.INFERRED, min(_SURE, value.confidence), reasons=(_WHY,))
