"""Checks of dates: period, transactions, exercise and expiration, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from extractor.reconcile.checks.finding import Facts, Finding

_DATE: Final = "transaction_date"
_EXERCISE: Final = "exercise_date"
_EXPIRATION: Final = "expiration_date"
_PERIOD: Final = "periodOfReport"
_ORIGINAL: Final = "dateOfOriginalSubmission"


def _signatures(facts: Facts) -> Iterator[tuple[str, date]]:
    for i, signature in enumerate(facts.filing.owner_signatures, 1):
        if signature.signature_date.value is not None:
            yield f"ownerSignature[{i}]/signatureDate", signature.signature_date.value


def period(facts: Facts) -> Iterator[Finding]:
    """The period of a Form 4 is its earliest transaction."""
    told, dated = facts.filing.period_of_report.value, list(facts.dated())
    if facts.form == "4" and dated and told is not None:
        placed, first = min(dated, key=lambda found: found[1])
        detail = f"the period is {told}, but the earliest transaction was on {first}"
        yield Finding(first == told, (_PERIOD, *placed.at(_DATE)), detail)


def in_year(facts: Facts) -> Iterator[Finding]:
    """A Form 5 reports nothing after the end of its year."""
    told = facts.filing.period_of_report.value
    if facts.form == "5" and told is not None:
        for placed, day in facts.dated():
            detail = f"{placed.name}: a transaction of {day}, after the end of the year, {told}"
            yield Finding(day <= told, (_PERIOD, *placed.at(_DATE)), detail)


_MONTH: Final = timedelta(31)  # within which the transactions of one filing mostly are


def span(facts: Facts) -> Iterator[Finding]:
    """The transactions of a Form 4 lie within a month."""
    dated = list(facts.dated())
    if facts.form == "4" and len(dated) > 1:
        middle = sorted(day for _, day in dated)[len(dated) // 2]
        for placed, day in dated:
            detail = f"{placed.name}: a transaction of {day}, far from the others, as of {middle}"
            yield Finding(abs(day - middle) <= _MONTH, placed.at(_DATE), detail)


def signed_after(facts: Facts) -> Iterator[Finding]:
    """The signature comes after the last transaction."""
    dated = list(facts.dated())
    if dated:
        placed, last = max(dated, key=lambda found: found[1])
        for path, when in _signatures(facts):
            detail = f"signed on {when}, before the transaction of {last} ({placed.name})"
            yield Finding(when >= last, (path, *placed.at(_DATE)), detail)


_TWO_DAYS: Final = date(2002, 8, 29)
"""From here on a Form 4 is due within two business days (Release 34-46421); before, on the tenth of the next month."""
_LATE, _LATE_BEFORE = timedelta(45), timedelta(80)


def signed_soon(facts: Facts) -> Iterator[Finding]:
    """A Form 4 is signed within 45 days of its last transaction; before 29 August 2002, when it was due later, within 80.

    Shorter delays after what is due are too frequent to say anything.
    """
    last = max((day for _, day in facts.dated()), default=None)
    if last is None or facts.filing.document_type.value != "4":
        return
    for path, when in _signatures(facts):
        if when >= last:
            detail = f"signed on {when}, long after the last transaction, {last}"
            yield Finding(when - last <= (_LATE if last >= _TWO_DAYS else _LATE_BEFORE), (path,), detail)


def exercisable(facts: Facts) -> Iterator[Finding]:
    """A derivative is exercisable before it expires."""
    for placed in facts.second:
        start, end = placed.row.exercise_date.value, placed.row.expiration_date.value
        if start is not None and end is not None:
            detail = f"{placed.name}: exercisable on {start}, but expired on {end}"
            yield Finding(start <= end, placed.at(_EXERCISE, _EXPIRATION), detail)


def unexpired(facts: Facts) -> Iterator[Finding]:
    """A derivative is traded before it expires."""
    for placed, day in facts.dated():
        end = placed.row.expiration_date.value
        if end is not None:
            yield Finding(day <= end, placed.at(_DATE, _EXPIRATION), f"{placed.name}: traded on {day}, but expired on {end}")


_LONGEST: Final = 15  # years


def term(facts: Facts) -> Iterator[Finding]:
    """A derivative is exercisable, and expires, within fifteen years of what the form reports."""
    for placed in facts.second:
        start = placed.row.transaction_date.value or facts.filing.period_of_report.value
        days = ((_EXERCISE, placed.row.exercise_date.value), (_EXPIRATION, placed.row.expiration_date.value))
        for attribute, day in days if start is not None else ():
            if day is not None and start is not None:
                detail = f"{placed.name}: {attribute.replace('_', ' ')} {day}, more than {_LONGEST} years from {start}"
                yield Finding(abs(day.year - start.year) <= _LONGEST, placed.at(attribute), detail)


_SATURDAY: Final = 5  # of date.weekday


def weekday(facts: Facts) -> Iterator[Finding]:
    """Purchases and sales are on weekdays, when markets are open."""
    for placed, day in facts.dated():
        if (placed.row.transaction_code.value or "-") in "PS":
            detail = f"{placed.name}: {day}, the day of the trade, was a {day:%A}"
            yield Finding(day.weekday() < _SATURDAY, placed.at(_DATE), detail)


def amended(facts: Facts) -> Iterator[Finding]:
    """The original was filed after the period that it reports, and before the amendment was signed."""
    original, told = facts.filing.date_of_original_submission.value, facts.filing.period_of_report.value
    if original is None:
        return
    if told is not None:
        yield Finding(told <= original, (_ORIGINAL, _PERIOD), f"the original is of {original}, before the period, {told}")
    for path, when in _signatures(facts):
        yield Finding(original <= when, (_ORIGINAL, path), f"the original is of {original}, after the signature, {when}")
