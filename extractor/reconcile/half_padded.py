"""Dates of transactions with a nought before the month alone, or the day alone: ``07/4/2023`` has lost a digit.

Who prints the one with its nought prints the other with it, too. On a noisy page the date is that of the other transactions
that shows the digit, where it is just one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from extractor.filing import Filing, Row, Value
from extractor.reconcile.change import LONGEST, map_rows, repaired

_HALF_PADDED: Final = re.compile(r"(?P<month>0\d|[1-9])/(?P<day>0\d|[1-9])/(?P<year>\d{2}|\d{4})")
_FULL: Final = 3  # digits of month and day together where just one of them has its nought
_REASON: Final = "a digit seems lost; other transactions show the date whole"


def repair_half_padded(filing: Filing) -> Filing:
    """Set such dates right by the dates of the other transactions."""
    if not filing.source.is_noisy or len(filing.rows) > LONGEST:
        return filing
    dates = [row.transaction_date for row in filing.rows]
    days = {value.value for value in dates if value.value is not None and _half_padded(value) is None}

    def mended(row: Row) -> Row:
        day = _only(row.transaction_date, days)
        return row if day is None else replace(row, transaction_date=repaired(row.transaction_date, day, 0.8, _REASON))

    return map_rows(filing, lambda rows: tuple(map(mended, rows)))


def _half_padded(value: Value[date]) -> re.Match[str] | None:
    match = _HALF_PADDED.fullmatch("".join(source.text for source in value.sources).strip(" .,"))
    return match if match is not None and len(match["month"] + match["day"]) == _FULL else None


def _only(value: Value[date], days: set[date]) -> date | None:
    """The one of the days that stands there but for a digit of its month or its day, if the date is damaged so."""
    match = _half_padded(value)
    if match is None:
        return None
    month, number, year = match.groups()
    fitting = {d for d in days if f"{d:%Y}".endswith(year) and _is_cut(month, d.month) and _is_cut(number, d.day)}
    return fitting.pop() if len(fitting) == 1 and value.value not in fitting else None


def _is_cut(stands: str, number: int) -> bool:
    """Whether a number of two digits is what stands there, or has lost one."""
    return stands == f"{number:02}" or (len(stands) == 1 and stands in f"{number:02}")
