"""Dates of which a part is lost: completed by the filing's other dates, or by an anniversary of one.

``0|/12/2011`` where another row has 05/12/2011 is that day; ``0|/21/2019`` beside a transaction of 06/21/2009 is ten years later;
a transaction of 05/12/2091 was in 2001, if another event was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne

from extractor.filing import Filing, Hint, Row, Status, Value
from extractor.filing.forms import form_of
from extractor.form.lookalikes import TO_DIGITS
from extractor.readings.dates import make_date
from extractor.reconcile.change import LONGEST, left_out, map_rows, repaired, with_value
from extractor.reconcile.dates.cut import is_cut, shown_whole
from extractor.reconcile.dates.printed import printed, standing_date

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
    whole = shown_whole(filing.rows)

    def mended(row: Row) -> Row:
        value = row.transaction_date
        if value.value is None or value.value >= period or _distance(value, period) > 1:
            return row
        if days[value.value] > 1 and (value.value in whole or not is_cut(value, period)):
            return row  # an edge cuts the dates of several rows in one place
        if not days[period] and len(value.sources) == 1 and value.status is Status.READ:
            return row
        return replace(row, transaction_date=repaired(value, period, 0.8, "no transaction is earlier than the period"))

    return map_rows(filing, lambda rows: tuple(map(mended, rows)))


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
    if len(late) != 1 or len(others) > _MANY or late[0].status is Status.READ:
        return filing
    fitting = [day for day in others if _glyphs_apart(late[0], day) <= 1]
    if len(fitting) != 1:
        return filing
    better = repaired(late[0], fitting[0], 0.8, "no transaction is later than the signature")

    def mended(row: Row) -> Row:
        return replace(row, transaction_date=better) if row.transaction_date is late[0] else row

    return map_rows(filing, lambda rows: tuple(map(mended, rows)))


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
        fitting = [y for y in years if _is_misread(value, y)] or [y for y in before if _is_misread(value, y) and not is_far(y)]
        if len(fitting) != 1 or (day.month, day.day) == _LEAP:
            return left_out(value) if noisy and day.year < EARLIEST else value
        return repaired(value, day.replace(year=fitting[0]), 0.8, "the year of the filing's other events")

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        for attribute in _EVENTS:
            rows = tuple(with_value(row, attribute, mended(getattr(row, attribute))) for row in rows)
        return rows

    signatures = tuple(replace(s, signature_date=mended(s.signature_date)) for s in filing.owner_signatures)
    filing = replace(filing, period_of_report=mended(filing.period_of_report), owner_signatures=signatures)
    return map_rows(filing, change)


def repair_odd_years(filing: Filing) -> Filing:
    """A transaction of the day and month of several others, a digit of whose year alone is another, is of their year.

    Hardly any form reports transactions of one day of two years, and on pages without noise no digit is another.
    """
    days = Counter(row.transaction_date.value for row in filing.rows if row.transaction_date.value is not None)
    if not filing.source.is_noisy or len(days) < 2 or len(filing.rows) > LONGEST:
        return filing

    def mended(row: Row) -> Row:
        value = row.transaction_date
        day = value.value
        if day is None or days[day] > 1:
            return row
        others = [d for d, n in days.items() if n > 1 and (d.month, d.day) == (day.month, day.day) and _is_misread(value, d.year)]
        if len(others) != 1:
            return row
        return replace(row, transaction_date=repaired(value, others[0], 0.8, "the year of the others of this day"))

    return map_rows(filing, lambda rows: tuple(map(mended, rows)))


def _is_misread(value: Value[date], year: int) -> bool:
    """Whether a digit tells the year of a date from another, of the two or the four that are printed."""
    read = "" if value.value is None else str(value.value.year)
    printed = slice(None) if read in value.text else slice(2, None)
    return 1 in (Levenshtein.distance(str(year), read), Levenshtein.distance(str(year)[printed], read[printed]))


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
        terms = set(_within_term(value, attribute, row))
        for days, sure, reason in (
            (column, 0.8, "another row shows the date whole"),
            (every, 0.75, "the filing shows the date whole elsewhere"),
            (anniversaries, 0.75, "whole years from another date of the row"),
            (terms, 0.75, "the one year within the term of the security"),
        ):
            fitting = {day for day in days if _may_be(value, day)}
            if attribute != "transaction_date":  # those of one filing are mostly the same
                fitting = {day for day in fitting if not _farther(value, day)}
            if fitting:
                if len(fitting) == 1:
                    row = with_value(row, attribute, repaired(value, fitting.pop(), sure, reason))
                break
        if Hint.DIGIT_LOST in (left := getattr(row, attribute)).hints:
            row = with_value(row, attribute, left_out(left))
    return row


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


def _farther(value: Value[date], day: date) -> bool:
    """Whether the other date is farther from what stands there than what was read from it."""
    return value.value is not None and _distance(value, day) > _distance(value, value.value)


_LEAP: Final = (2, 29)


def _may_be(value: Value[date], day: date) -> bool:
    """Whether the date, printed, may have been damaged into what stands there."""
    stands = standing_date(value)
    if _distance(value, day) <= 1:
        return True
    return len(stands) >= _LEFT and any(form.endswith(stands) for form in printed(day))


def _glyphs(value: Value[date]) -> str:
    """The letters and digits that stand there, letters that are read for digits as these."""
    return re.sub(r"[\W_]", "", "".join(source.text for source in value.sources).translate(TO_DIGITS))


def _glyphs_apart(value: Value[date], day: date) -> int:
    """How many letters and digits of the date must be lost or misread, its strokes left out or read as digits."""
    glyphs, printed = _glyphs(value), _with_strokes(day)
    if len(glyphs) > _LONGEST_DATE:
        return len(glyphs) - max(map(len, printed))  # at the least
    return extractOne(glyphs, printed, scorer=Levenshtein.distance)[1]


@lru_cache(maxsize=256)
def _with_strokes(day: date) -> tuple[str, ...]:
    """The date as it is printed, its strokes left out or read as digits."""
    months, days = (dict.fromkeys((f"{part}", f"{part:02}")) for part in (day.month, day.day))
    return tuple(
        m + a + d + b + y for m in months for a in _STROKE for d in days for b in _STROKE for y in (f"{day:%Y}", f"{day:%y}")
    )


_STROKE: Final = ("", "1", "7")
_LONGEST_DATE: Final = 16  # of one whose strokes were read as digits, and glyphs doubled
_MANY: Final = 40  # days; EDGAR takes 30 rows a table


def _distance(value: Value[date], day: date) -> int:
    """How many glyphs of the date, printed, must have been lost or misread to give what stands there."""
    stands = standing_date(value)
    return min(Levenshtein.distance(stands, form) for form in printed(day))
