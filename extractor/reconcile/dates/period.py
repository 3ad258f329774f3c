"""Dates of transactions that are lost, and the period of a Form 4: its box and the transactions tell each other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from extractor.filing import Filing, Hint, Row, Status
from extractor.filing.forms import form_of
from extractor.reconcile.change import map_rows, repaired
from extractor.reconcile.dates.channel import damage, likeliest
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
    """A Form 4 whose period is lost, or gives month and year alone, or is damaged, reports from its earliest transaction."""
    dates = sorted(v for r in filing.rows if (v := r.transaction_date.value) is not None)
    value = filing.period_of_report
    if form_of(filing) != "4" or not dates:
        return filing
    within = [d for d in dates if value.text and is_of_month(d, value.text)] or dates
    days = dict.fromkeys(within, _LATER) | {within[0]: 0.0}
    if value.value is not None and _is_late(filing, within[0]) and not _is_late(filing, value.value):
        return filing
    if value.value is None or _is_guess(filing, value.value, dates):
        told = (likeliest(value, days, _ELSE) if Hint.MONTH_ALONE not in value.hints else None) or within[0]
    else:
        told = likeliest(value, days, _stays(filing, value.value, dates)) or value.value
    if told == value.value:
        return filing
    reason = "the earliest transaction" if told == within[0] else "the transaction whose date is most like what the box has"
    return replace(filing, period_of_report=repaired(value, told, 0.85, reason))


def _is_guess(filing: Filing, read: date, dates: Sequence[date]) -> bool:
    """Whether the day that was read hardly stands in the box, which may have but a month, and is no transaction's."""
    value = filing.period_of_report
    cannot_be = _is_late(filing, read) or is_of_month(dates[0], value.text, 1)
    return read not in dates and (not _GUESSED.isdisjoint(value.hints) or (value.status is Status.REPAIRED and cannot_be))


_GUESSED: Final = frozenset((Hint.MISREAD, Hint.FRAGMENTS, Hint.YEAR_TAKEN))
"""How a date came to be of which a part hardly stands in the box."""


def _stays(filing: Filing, read: date, dates: Sequence[date]) -> float:
    """What it costs that the box has the day that was read."""
    value = filing.period_of_report
    clear = sum(r.transaction_date.value == dates[0] and r.transaction_date.status is Status.READ for r in filing.rows)
    if value.status is Status.READ and len(value.sources) == 1:  # as legible as one of the others
        return _OUTVOTED if filing.source.is_noisy and clear >= _VOTES and dates[0] == dates[-1] else -math.inf
    cost = damage(value, read) + _CLEAR * (clear > 0)
    return cost if read in dates else cost + _NONE


_LATER, _NONE, _CLEAR, _OUTVOTED, _ELSE = 3.0, 3.0, 2.0, 4.5, 8.0
"""Costs of a period that is not the earliest transaction's but another's, of one that is none's, of a box that is damaged beside
a date that is not, of one against several such dates, and of any other day."""
_VOTES: Final = 2  # transactions, all of one day, that outvote a box which differs from them in one digit


def _is_late(filing: Filing, period: date) -> bool:
    """Whether a day lies behind all on which the filing was signed."""
    return filing.last_signed is not None and period > filing.last_signed
