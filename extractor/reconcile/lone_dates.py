"""Of the two dates of Table II the one that stands alone: before the transaction it is that of exercise, long after it that of
expiration.

Their columns stand side by side under one heading, and where cells are cut a date may be read in the other's. In 9,066 filings
each of 37 dates before the transaction is that of exercise, since nothing that is held has expired, and each of 1,217 that lie
more than a year after it is that of expiration; but for units, which vest over years and mostly never expire.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from extractor.filing import Filing, Row, Status, Value
from extractor.reconcile.change import map_rows

_YEAR: Final = 366  # days
_UNITS: Final = re.compile(r"unit|phantom|deferred|perform", re.I)
"""Titles of what vests in kind."""
_SURE: Final = 0.85
_EARLY: Final = "before the transaction nothing held expires: it is the date of exercise"
_LATE: Final = "a lone date more than a year after the transaction is mostly that of expiration"
_DIGITS: Final = 4
"""Digits of what may be a date that could not be read, and is no mark."""


def place_lone_dates(filing: Filing) -> Filing:
    """Lone dates in the column that the time of the event allows."""
    period = filing.period_of_report.value
    return map_rows(filing, lambda rows: tuple(_placed(row, row.transaction_date.value or period) for row in rows))


def _placed(row: Row, event: date | None) -> Row:
    exercise, expiration = row.exercise_date, row.expiration_date
    if event is None or (exercise.value is None) == (expiration.value is None):
        return row
    if (exercise if expiration.value is None else expiration).status is not Status.READ:
        return row  # when it is, nobody knows
    late = exercise.value is not None and (exercise.value - event).days > _YEAR
    if late and not _UNITS.search(row.security_title.value or "unit") and _is_empty(expiration):
        return replace(row, exercise_date=expiration, expiration_date=_moved(exercise, _LATE))
    if expiration.value is not None and expiration.value < event and _is_empty(exercise):
        return replace(row, exercise_date=_moved(expiration, _EARLY), expiration_date=exercise)
    return row


def _is_empty(value: Value[date]) -> bool:
    """Whether nothing stands there, or a footnote mark."""
    return "/" not in value.text and sum(c.isdigit() for c in re.sub(r"\(\d{1,2}\)", "", value.text)) < _DIGITS


def _moved(value: Value[date], why: str) -> Value[date]:
    return replace(value, status=Status.REPAIRED, confidence=_SURE).because(why)
