"""Expirations that lie too far ahead: a digit of their year is misread.

Options run for ten years, and hardly any derivative security for forty: ``12/17/2087`` beside events of 2002 is the one year of
their time that a digit like another makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from extractor.filing import Filing, Row, Value
from extractor.form.lookalikes import misread_from
from extractor.readings.dates import make_date
from extractor.reconcile.change import map_rows, repaired

_LONGEST: Final = 40
"""Years from the event to an expiration that may be as it was printed."""
_EVER: Final = (12, 31)
"""The day of a year that stands for no end: ``12/31/2099``."""
_USUAL: Final = 20  # years to one that is misread
_SURE: Final = 0.75
_WHY: Final = "the one year of the term of a security that a digit makes of it"


def repair_terms(filing: Filing) -> Filing:
    """Set right the years of expirations that lie too far ahead, on a noisy page."""
    period = filing.period_of_report.value
    if not filing.source.is_noisy or period is None:
        return filing
    return map_rows(filing, lambda rows: tuple(_within_term(row, period) for row in rows))


def _within_term(row: Row, period: date) -> Row:
    value: Value[date] = row.expiration_date
    event = row.transaction_date.value or period
    if (
        value.value is None
        or (value.value.month, value.value.day) == _EVER
        or value.value.year - event.year <= _LONGEST
        or str(value.value.year) not in value.text
    ):
        return row
    found = [day for day in _alike(value.value) if event <= day and day.year - event.year <= _USUAL]
    return replace(row, expiration_date=repaired(value, found[0], _SURE, _WHY)) if len(found) == 1 else row


def _alike(day: date) -> Iterator[date]:
    """The day in the years of which one digit is misread for one like it."""
    for year in misread_from(str(day.year)):
        if (other := make_date(day.month, day.day, int(year))) is not None:
            yield other
