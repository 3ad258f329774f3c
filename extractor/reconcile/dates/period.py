"""Dates of transactions that are lost, and the period of a Form 4: its box and the transactions tell each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Hint, Row, Status, Value
from extractor.filing.forms import form_of
from extractor.reconcile.change import map_rows, repaired
from extractor.reconcile.dates.months import is_of_month


def imply_dates(filing: Filing) -> Filing:
    """A transaction whose date is lost has the one that all others have, and that the box repeats."""
    period = filing.period_of_report.value
    known = Counter(v for r in filing.rows if (v := r.transaction_date.value) is not None)
    if not known and period is None:
        return filing
    if len(known) > 1:  # what was put together from fragments says little against what several rows show
        whole = Counter(
            v for r in filing.rows if (v := r.transaction_date.value) and Hint.FRAGMENTS not in r.transaction_date.hints
        )
        known = whole if len(whole) == 1 and whole.total() > 1 else known
    only = next(iter(known)) if len(known) == 1 else None

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_dated(row, only, period, len(known)) for row in rows)

    return map_rows(filing, change)


def _dated(row: Row, only: date | None, period: date | None, distinct: int) -> Row:
    value = row.transaction_date
    if not row.kind.is_transaction or value.value is not None:
        return row
    if only is not None:
        sure = 0.85 if period == only else 0.75
        return replace(row, transaction_date=repaired(value, only, sure, "the date of all other transactions"))
    if distinct == 0 and period is not None:
        return replace(row, transaction_date=repaired(value, period, 0.8, "the date of the box for the period"))
    return row


def imply_period(filing: Filing) -> Filing:
    """A Form 4 whose period is lost, or gives month and year alone, reports from its earliest transaction."""
    dates = sorted(v for r in filing.rows if (v := r.transaction_date.value) is not None)
    value = filing.period_of_report
    if form_of(filing) != "4" or not dates:
        return filing
    clear = sum(r.transaction_date.value == dates[0] and r.transaction_date.status is Status.READ for r in filing.rows)
    outvoted = filing.source.is_noisy and clear >= _VOTES and dates[0] == dates[-1] and _is_like(value.value, dates[0])
    told = outvoted or _misread(value, dates[0], clear > 0)
    if (filing.source.is_noisy or len(value.sources) > 1) and value.value is not None and clear and value.value not in dates:
        told = told or _is_part(value, dates[0]) or (value.status is Status.REPAIRED and _is_late(filing, value.value))
    told = told or _is_surer(filing, value, dates[0])
    if value.value is not None and (not told or (_is_late(filing, dates[0]) and not _is_late(filing, value.value))):
        return filing
    within = [d for d in dates if value.text and is_of_month(d, value.text)] or dates
    month = Hint.MONTH_ALONE in value.hints
    boxed = within[0] if month else next((d for d in dates if _is_nearly(d, value.text)), _nearest(within, value.text))
    reason = _EARLIEST if boxed == within[0] else "the transaction whose date is most like what the box has"
    return replace(filing, period_of_report=repaired(value, boxed, 0.85, reason))


_EARLIEST: Final = "the earliest transaction"


def _misread(value: Value[date], earliest: date, clear: bool) -> bool:
    """Whether the box's date was put together, and may be the earliest transaction's, or its month, with a digit lost or misread.

    ``clear``: whether the transaction's date stands as it was read; else it speaks for nothing where the box has all its digits.
    """
    if value.value is None or value.status is not Status.REPAIRED or value.value == earliest:
        return False
    digits = "".join(c for c in value.text if c.isdigit())
    if not clear and digits in _digits_of(value.value):
        return False
    near = min(Levenshtein.distance(digits, form) for form in _digits_of(earliest)) <= _LOST_DIGITS
    return near or Levenshtein.distance(digits, f"{earliest:%m%Y}") <= 1


def _is_surer(filing: Filing, value: Value[date], earliest: date) -> bool:
    """Whether the box's date has a misread digit or lost one under an edge, and a transaction has the earliest without either."""
    if value.value is None or value.value in (row.transaction_date.value for row in filing.rows):
        return False
    if not any(r.transaction_date.value == earliest and Hint.MISREAD not in r.transaction_date.hints for r in filing.rows):
        return False
    digits = "".join(c for c in value.text if c.isdigit())
    cut = len(value.sources) > 1 and any(
        len(form) == len(digits) + 1 and Levenshtein.distance(digits, form) == 1 for form in _digits_of(earliest)
    )
    return cut or Hint.MISREAD in value.hints


def _is_part(value: Value[date], earliest: date) -> bool:
    """Whether what the box has is the beginning or end of the earliest transaction's date, or but the month is its own."""
    if value.hints & _MADE_UP:
        return value.value is not None and value.value.month == earliest.month
    stands = "".join(c for c in value.text if c.isdigit() or c == "/")
    printed = (f"{earliest:%m/%d/%Y}", f"{earliest.month}/{earliest.day}/{earliest:%Y}")
    enough = sum(map(str.isdigit, stands)) >= _TELLING
    return enough and any(stands != form and (form.startswith(stands) or form.endswith(stands)) for form in printed)


_MADE_UP: Final = frozenset((Hint.FRAGMENTS, Hint.YEAR_TAKEN))
"""How a date came to be whose day hardly stands in the box."""


def _is_late(filing: Filing, period: date) -> bool:
    """Whether a day lies behind all on which the filing was signed."""
    return filing.last_signed is not None and period > filing.last_signed


def _nearest(days: Sequence[date], text: str) -> date:
    """The day that is printed most like a text with enough digits to tell; the first where none is like it."""
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) < _TELLING:
        return days[0]
    lost = [min(Levenshtein.distance(digits, form) for form in _digits_of(day)) for day in days]
    return days[lost.index(min(lost))] if min(lost) <= _LOST_DIGITS else days[0]


_TELLING: Final = 5  # digits
_VOTES: Final = 2
"""Transactions, all of one day, that outvote a box which differs from them in one digit."""


def _is_like(told: date | None, day: date) -> bool:
    """Whether two days differ in one digit."""
    return told is not None and sum(a != b for a, b in zip(f"{told:%m%d%Y}", f"{day:%m%d%Y}", strict=True)) == 1


_LOST_DIGITS: Final = 2


def _digits_of(day: date) -> tuple[str, ...]:
    return (f"{day:%m%d%Y}", f"{day.month}{day.day}{day:%y}", f"{day.month}{day:%d%y}")


def _is_nearly(day: date, text: str) -> bool:
    """Whether a text is a day of eight digits but for one."""
    digits = "".join(c for c in text if c.isdigit())
    return len(digits) >= _MOST_DIGITS and Levenshtein.distance(digits, f"{day:%m%d%Y}") <= 1


_MOST_DIGITS: Final = 7
