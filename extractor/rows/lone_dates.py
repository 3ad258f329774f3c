"""Of the two dates of Table II the one that stands alone: before the transaction it is that of exercise, long after it that of
expiration.

Their columns stand side by side under one heading, and where cells are cut a date may be read in the other's. In 9,066 filings
each of 37 dates before the transaction is that of exercise, since nothing that is held has expired, and each of 1,217 that lie
more than a year after it is that of expiration; but for units, which vest over years and mostly never expire.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from extractor.filing import Status, Value

_YEAR: Final = 366  # days
_UNITS: Final = re.compile(r"unit|phantom|deferred|perform", re.I)
"""Titles of what vests in kind."""
_SURE: Final = 0.85  # confidence of a date that was moved
_EARLY: Final = "before the transaction nothing held expires: it is the date of exercise"
_LATE: Final = "a lone date more than a year after the transaction is mostly that of expiration"
_DIGITS: Final = 4
"""Digits of what may be a date that could not be read, and is no mark."""
_NONE: Final[Value[Any]] = Value()


def place_lone_dates(values: dict[str, Value[Any]]) -> None:
    """Let a lone date of a transaction of Table II stand where the day of the transaction allows, in place."""
    exercise, expiration = values.get(_EXERCISE, _NONE), values.get(_EXPIRATION, _NONE)
    event = values.get("transaction_date", _NONE).value
    if event is None or (exercise.value is None) == (expiration.value is None):
        return
    lone, other = (exercise, expiration) if expiration.value is None else (expiration, exercise)
    if lone.status is not Status.READ or not _is_empty(other):
        return  # when it is, nobody knows, or that it is alone
    title = values.get("security_title", _NONE).value or "unit"
    late = lone is exercise and (lone.value - event).days > _YEAR and not _UNITS.search(title)
    if late or (lone is expiration and lone.value < event):
        moved = replace(lone, status=Status.REPAIRED, confidence=_SURE).because(_LATE if late else _EARLY)
        values[_EXERCISE], values[_EXPIRATION] = (other, moved) if late else (moved, other)


_EXERCISE: Final = "exercise_date"
_EXPIRATION: Final = "expiration_date"


def _is_empty(value: Value[Any]) -> bool:
    """Whether nothing stands there, or a footnote mark."""
    return "/" not in value.text and sum(c.isdigit() for c in re.sub(r"\(\d{1,2}\)", "", value.text)) < _DIGITS
