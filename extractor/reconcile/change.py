"""Changing values with their history kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import is_
from typing import Any, Final, TypeVar

from extractor.filing import Alternative, Filing, Row, Status, Value

T = TypeVar("T")
LONGEST: Final = 300  # rows; EDGAR takes 30 a table
MOST_PEOPLE: Final = 30  # owners, or signatures; EDGAR takes 10


def repaired(value: Value[Any], to: T, confidence: float, reason: str) -> Value[T]:
    """Another reading of the text that stands there, or an inferred one where none does; the one before stays as alternative."""
    others = value.alternatives
    if value.value is not None and value.value != to:
        others = (Alternative(value.value, round(1 - confidence, 4)), *others)
    status = Status.REPAIRED if value.sources else Status.INFERRED
    return replace(value, value=to, status=status, confidence=confidence, alternatives=others, hints=frozenset()).because(reason)


def left_out(value: Value[Any]) -> Value[Any]:
    """No value, where what was read is surely not what was printed; it stays as an alternative."""
    read = (Alternative(value.value, round(value.confidence, 4)),) if value.value is not None else ()
    gone: Value[Any] = Value(
        sources=value.sources, footnotes=value.footnotes, alternatives=(*read, *value.alternatives), reasons=value.reasons
    )
    return gone.because("left out: not as it was printed")


def with_value(row: Row, attribute: str, value: Value[Any]) -> Row:
    """The row with another value in one of its leaves."""
    changes: dict[str, Any] = {attribute: value}
    return replace(row, **changes)


def map_rows(filing: Filing, change: Callable[[tuple[Row, ...]], tuple[Row, ...]]) -> Filing:
    """Apply a change to each table; what is longer than any table of a filing stays, since rows are compared in pairs."""
    tables = (filing.non_derivative_table, filing.derivative_table)
    first, second = (change(rows) if len(rows) <= LONGEST else rows for rows in tables)
    return _with_tables(filing, first, second)


def with_rows(filing: Filing, rows: Sequence[Row]) -> Filing:
    """The filing with other rows, in number and order as they were: Table I before Table II."""
    cut = len(filing.non_derivative_table)
    return _with_tables(filing, tuple(rows[:cut]), tuple(rows[cut:]))


def _with_tables(filing: Filing, first: tuple[Row, ...], second: tuple[Row, ...]) -> Filing:
    """The filing with other tables; most steps change no row, and then it is the same."""
    before, rows = filing.non_derivative_table, first + second
    if len(first) == len(before) and len(rows) == len(filing.rows) and all(map(is_, rows, filing.rows)):
        return filing
    return replace(filing, non_derivative_table=first, derivative_table=second)
