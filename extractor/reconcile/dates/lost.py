"""Dates of which a part is lost: completed by the filing's other dates, or by an anniversary of one.

``0|/12/2011`` where another row has 05/12/2011 is that day; ``0|/21/2019`` beside a transaction of 06/21/2009 is ten years later;
a transaction of 05/12/2091 was in 2001, if another event was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Set
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from extractor.filing import Filing, Hint, Row, Status, Value
from extractor.filing.forms import form_of
from extractor.readings.dates import make_date
from extractor.reconcile.change import LONGEST, left_out, map_rows, repaired, with_value
from extractor.reconcile.dates.channel import EDGE, GLYPH, damage, likeliest, standing_date

_DATES: Final = ("transaction_date", "exercise_date", "expiration_date")
_LEFT: Final = 6  # characters of a date that must be left for others to complete it
_YEAR: Final = re.compile(r"((?:19|20)\d{2})$")


def complete_dates(filing: Filing) -> Filing:
    """Damaged dates take the one other date, or anniversary of one, that they may have been; halves of dates are left out."""
    if len(filing.rows) > LONGEST:
        return filing
    if not any(_doubtful(row, a) for row in filing.rows for a in _DATES):
        return filing
    every = {v for row in filing.rows for a in _DATES if (v := _clear(row, a)) is not None}
    period = filing.period_of_report
    misread = Hint.MISREAD in period.hints and any(Hint.MISREAD in row.transaction_date.hints for row in filing.rows)
    if period.value is not None and not misread:  # of two misread dates none tells the other
        every.add(period.value)

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_completed(row, rows, every) for row in rows)

    return map_rows(filing, change)


def repair_early(filing: Filing) -> Filing:
    """A transaction of a Form 4 before the period, the day of the earliest, is of that day if one glyph tells them apart.

    Where no other transaction says that the period is right, the date must be one that was cut or mended. A period behind the
    signature is wrong itself.
    """
    period = filing.period_of_report.value
    if period is None or form_of(filing) != "4" or len(filing.rows) > LONGEST:
        return filing
    if any(s.signature_date.value is not None and s.signature_date.value < period for s in filing.owner_signatures):
        return filing
    days = Counter(row.transaction_date.value for row in filing.rows)
    whole = _shown_whole(filing)

    def mended(value: Value[date]) -> Value[date]:
        if value.value is None or value.value >= period or damage(value, period) > GLYPH:
            return value
        if days[value.value] > 1 and (value.value in whole or damage(value, period) > EDGE):
            return value  # an edge cuts the dates of several rows in one place
        if not days[period] and len(value.sources) == 1 and value.status is Status.READ:
            return value
        return repaired(value, period, 0.8, "no transaction is earlier than the period")

    return _with_dates(filing, mended)


def repair_late(filing: Filing) -> Filing:
    """The one transaction after the signature is of the day of others, or of the period, if one glyph tells them apart.

    Its date must be one that was cut or mended: of two that stand as they were read the signature's may be the misread one.
    """
    signed = filing.last_signed
    if signed is None or len(filing.rows) > LONGEST:
        return filing
    days = {row.transaction_date.value for row in filing.rows} | {filing.period_of_report.value}
    late = [row.transaction_date for row in filing.rows if (day := row.transaction_date.value) and day > signed]
    others = {day for day in days if day is not None and day <= signed}
    if len(late) != 1 or late[0].status is Status.READ:
        return filing
    fitting = [day for day in others if damage(late[0], day) <= GLYPH]
    if len(fitting) != 1:
        return filing
    better = repaired(late[0], fitting[0], 0.8, "no transaction is later than the signature")

    return _with_dates(filing, lambda value: better if value is late[0] else value)


def repair_years(filing: Filing) -> Filing:
    """Events cannot lie in a far future, nor decades from the others or before the form: a digit of their years is misread.

    None of 8,399 electronic filings reports a transaction of more than ten years before it was signed. An event may be of the
    year before a signature. What is before the form, and no digit makes one of the others, is left out on a noisy page.
    """
    events = [filing.period_of_report, *(s.signature_date for s in filing.owner_signatures)]
    events += [getattr(row, a) for row in filing.rows for a in _EVENTS]
    found = sorted(value.value.year for value in events if value.value is not None and EARLIEST <= value.value.year <= LATEST)
    middle = found[len(found) // 2] if len(found) >= _FEW else None

    def is_far(year: int) -> bool:
        return not EARLIEST <= year <= LATEST or (middle is not None and abs(year - middle) > _APART)

    if len(filing.rows) > LONGEST or not any(value.value is not None and is_far(value.value.year) for value in events):
        return filing
    noisy = filing.source.is_noisy
    years = {year for year in found if not is_far(year)}
    before = {s.signature_date.value.year - 1 for s in filing.owner_signatures if s.signature_date.value is not None} - years

    def mended(value: Value[date]) -> Value[date]:
        day = value.value
        if day is None or not is_far(day.year):
            return value
        fitting = _of_years(value, years) or [d for d in _of_years(value, before) if not is_far(d.year)]
        if len(fitting) != 1:
            return left_out(value) if noisy and day.year < EARLIEST else value
        return repaired(value, fitting[0], 0.8, "the year of the filing's other events")

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        for attribute in _EVENTS:
            rows = tuple(with_value(row, attribute, mended(getattr(row, attribute))) for row in rows)
        return rows

    signatures = tuple(replace(s, signature_date=mended(s.signature_date)) for s in filing.owner_signatures)
    filing = replace(filing, period_of_report=mended(filing.period_of_report), owner_signatures=signatures)
    return map_rows(filing, change)


def repair_odd(filing: Filing) -> Filing:
    """A transaction's date is that of several others if one digit makes it theirs.

    It is a digit at an edge of what no row shows whole, ``10/2|/98`` among transactions of 10/25/98; on a noisy page the first or
    the last of any, ``0/25/98``, or one of its year: hardly any form reports transactions of one day of two years.
    """
    days = Counter(row.transaction_date.value for row in filing.rows if row.transaction_date.value is not None)
    if len(days) < 2 or len(filing.rows) > LONGEST:
        return filing
    whole, noisy = _shown_whole(filing), filing.source.is_noisy

    def mended(value: Value[date]) -> Value[date]:
        if value.value is None or not (noisy or value.value not in whole):
            return value
        fitting = {day for day, n in days.items() if n > max(1, days[value.value]) and damage(value, day) <= EDGE}
        if noisy and days[value.value] == 1:
            fitting |= {day for day in _of_years(value, {day.year for day in days}) if days[day] > 1}
        return repaired(value, fitting.pop(), 0.8, "one digit makes it the date of the others") if len(fitting) == 1 else value

    return _with_dates(filing, mended)


def _shown_whole(filing: Filing) -> set[date | None]:
    """The dates of transactions that stand in one piece."""
    return {row.transaction_date.value for row in filing.rows if len(row.transaction_date.sources) <= 1}


def _with_dates(filing: Filing, mended: Callable[[Value[date]], Value[date]]) -> Filing:
    """The filing with the dates of its transactions mended."""

    def changed(row: Row) -> Row:
        value = mended(row.transaction_date)
        return row if value is row.transaction_date else replace(row, transaction_date=value)

    return map_rows(filing, lambda rows: tuple(map(changed, rows)))


def _of_years(value: Value[date], years: Set[int]) -> list[date]:
    """The same day of other years, one glyph of which is misread or lost."""
    day = value.value
    others = [] if day is None else [make_date(day.month, day.day, year) for year in sorted(years - {day.year})]
    return [other for other in others if other is not None and damage(value, other) <= GLYPH]


_EVENTS: Final = ("transaction_date", "deemed_execution_date")
_FEW: Final = 3  # events of which one may be told from the others
_APART: Final = 10  # years
EARLIEST: Final = 1981  # year; ten before the rules that gave the forms their two tables
LATEST: Final = 2040  # year; a form that is read from paper reports nothing later


def _completed(row: Row, rows: tuple[Row, ...], every: set[date]) -> Row:
    for attribute in _DATES:
        value: Value[date] = getattr(row, attribute)
        if not _doubtful(row, attribute):
            continue
        column = {v for r in rows if (v := _clear(r, attribute)) is not None}
        mine = {v for a in _DATES if (v := _clear(row, a)) is not None}
        anniversaries = set() if attribute == "transaction_date" else set(_anniversaries(value, mine))
        told: dict[date, tuple[float, float, str]] = {}
        for days, cost, sure, reason in (
            (column, _IN_COLUMN, 0.8, "another row shows the date whole"),
            (every, _ELSEWHERE, 0.75, "the filing shows the date whole elsewhere"),
            (anniversaries, _ELSEWHERE, 0.75, "whole years from another date of the row"),
            (set(_within_term(value, attribute, row)), _ELSEWHERE, 0.75, "the one year within the term of the security"),
        ):
            for day in days:
                told.setdefault(day, (cost, sure, reason))
        stays = _ELSE if value.value is None else damage(value, value.value) + _ALONE
        best = likeliest(value, {day: cost for day, (cost, _, _) in told.items()}, stays)
        if best is not None:
            row = with_value(row, attribute, repaired(value, best, *told[best][1:]))
        elif Hint.DIGIT_LOST in value.hints:
            row = with_value(row, attribute, left_out(value))
    return row


_IN_COLUMN, _ELSEWHERE, _ALONE, _ELSE = 1.0, 2.0, 3.5, 8.0
"""Costs of a date that another row has, that the filing has elsewhere or that is whole years from one, of the one that was read
from the damaged text, and of any other."""


def _damaged(value: Value[date]) -> bool:
    if value.value is None:
        return len(standing_date(value)) >= _LEFT
    return Hint.DIGIT_LOST in value.hints or Hint.MISREAD in value.hints


def _doubtful(row: Row, attribute: str) -> bool:
    """Whether another date may tell what a date of a row is: the years of events are mostly the same."""
    value: Value[date] = getattr(row, attribute)
    return _damaged(value) or (attribute == "transaction_date" and Hint.YEAR_TAKEN in value.hints)


def _clear(row: Row, attribute: str) -> date | None:
    value: Value[date] = getattr(row, attribute)
    return None if _doubtful(row, attribute) else value.value


def _anniversaries(value: Value[date], days: set[date]) -> Iterator[date]:
    match = _YEAR.search(standing_date(value))
    for day in days:
        if match is not None and (day.month, day.day) != _LEAP:
            yield day.replace(year=int(match[1]))


def _within_term(value: Value[date], attribute: str, row: Row) -> Iterator[date]:
    """The days that a date with a digit of its year lost may be, within ten years before the expiration or after the transaction.

    Options mostly run for ten years at the most: of the years that the other three digits allow, which are decades apart, one is
    within the term.
    """
    match = _YEAR_CUT.fullmatch(standing_date(value))
    if match is None:
        return
    expires, event = _clear(row, "expiration_date"), _clear(row, "transaction_date")
    for decade in range(10):
        day = make_date(int(match["month"]), int(match["day"]), int(f"{match['century']}{decade}{match['year']}"))
        if day is None:
            continue
        if attribute == "exercise_date" and expires is not None:
            within = day <= expires < _later(day)
        else:
            within = attribute == "expiration_date" and event is not None and event <= day < _later(event)
        if within:
            yield day


_YEAR_CUT: Final = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<century>19|20)(?P<year>\d)")
_TERM: Final = 10  # years


def _later(day: date) -> date:
    """The day after ten years, of which none but the anniversary itself is still within the term."""
    return date(day.year + _TERM, day.month, 28 if (day.month, day.day) == _LEAP else day.day) + timedelta(1)


_LEAP: Final = (2, 29)
