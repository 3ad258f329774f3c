"""The month that the box "Statement for Month/Year" of paper forms names, and transactions that a misread digit moves away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Row
from extractor.filing.forms import form_of
from extractor.form.months import MONTHS
from extractor.readings.dates import make_date
from extractor.reconcile.change import LONGEST, map_rows, repaired
from extractor.reconcile.dates.channel import ALIKE, damage

_SURE: Final = 0.8
_REASON: Final = "of the month that the box for the period names"
_LIKE: Final = 80.0  # likeness, of 100, of a month and the word that stands for it
_LONGEST_BOX: Final = 20  # letters and digits of a box that names but a month


def repair_months(filing: Filing) -> Filing:
    """Transactions of a Form 4 for a month, of another month that one digit taken for another makes the same."""
    period = filing.period_of_report
    if period.value is not None or not period.text or not filing.source.is_noisy or len(filing.rows) > LONGEST:
        return filing
    if form_of(filing) != "4":
        return filing
    years = sorted({day.year for row in filing.rows if (day := row.transaction_date.value) is not None})
    named = [first for year in years for month in range(1, 13) if is_of_month(first := date(year, month, 1), period.text)]
    if len(named) != 1:
        return filing
    return map_rows(filing, lambda rows: tuple(_of_month(row, named[0], filing.last_signed) for row in rows))


def _of_month(row: Row, first: date, signed: date | None) -> Row:
    """A row with its transaction in the month that begins on a day, unless that would be after the signature."""
    value = row.transaction_date
    if value.value is None or value.value.year != first.year or value.value.month == first.month:
        return row
    day = make_date(first.month, value.value.day, first.year)
    if day is None or (signed is not None and day > signed) or damage(value, day) > ALIKE:
        return row
    return replace(row, transaction_date=repaired(value, day, _SURE, _REASON))


def is_of_month(day: date, text: str, specks: int = 0) -> bool:
    """Whether a day is of the month and year that a text has and nothing else: ``02/1995``, ``2/95``, ``February 1995``.

    ``specks``: how many digits may be wrong, missing or too many.
    """
    digits, letters = ("".join(filter(kind, text)) for kind in (str.isdigit, str.isalpha))
    if len(digits) + len(letters) > _LONGEST_BOX:
        return False
    if not letters:
        forms = (f"{day:%m%Y}", f"{day.month}{day:%Y}", f"{day:%m%y}", f"{day.month}{day:%y}")
        return min(Levenshtein.distance(digits, form) for form in forms) <= specks
    return digits in (f"{day:%Y}", f"{day:%y}") and fuzz.ratio(letters.lower(), MONTHS[day.month - 1].lower()) >= _LIKE
