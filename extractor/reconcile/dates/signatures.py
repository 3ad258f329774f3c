"""Dates of signatures that cannot be, or cannot be read: a form is signed when or after what it reports has happened, and soon.

``2/21/2004`` under a transaction of 12/21/2004 has lost a digit, ``05/19/2028`` beside 05/18/2023 has a misread one. They are of
the day after the event that most probably became what stands there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from extractor.filing import Filing, OwnerSignature, Status, Value
from extractor.filing.forms import form_of
from extractor.reconcile.change import LONGEST, MOST_PEOPLE, repaired
from extractor.reconcile.dates.channel import ALIKE, GLYPH, damage, likeliest
from extractor.reconcile.dates.delays import delays

_SOON: Final = 6  # days within which most forms are signed: two of business, and a weekend with a holiday
_ANY: Final = 400  # days after which a form is hardly signed
_LATE, _ELSE, _AS_PRINTED = 12.0, 9.0, 5.0
"""Costs of a signature later than nearly all or before the event, and of any other day near enough like the text; how much less a
date costs that stands as it is printed."""
_SURE, _LIKELY = 0.75, 0.6
"""Confidences of a date that was read otherwise, and of one that nobody could read."""
_REASON: Final = "a day soon after the event, as forms are signed"


def repair_signature_dates(filing: Filing) -> Filing:
    """Dates of signatures that lie before the event, or long after it, or that cannot be read."""
    if len(filing.rows) > LONGEST or len(filing.owner_signatures) > MOST_PEOPLE:
        return filing
    event, form, amended = _event(filing), form_of(filing) or "4", (filing.document_type.value or "").endswith("/A")
    if (said := event or _said(filing)) is None:
        return filing
    days = delays(said, form, amended=amended)
    prompt = event is not None and filing.source.is_noisy and _is_prompt(filing, event)
    read = Counter(s.signature_date.value for s in filing.owner_signatures if s.signature_date.status is Status.READ)

    def mended(signature: OwnerSignature) -> OwnerSignature:
        value = signature.signature_date
        if value.value is not None and (event is None or _is_told(signature, read)):
            return signature
        day = likeliest(value, days, _stays(value, days, said, prompt))
        if day is None or day == value.value:
            return signature
        if value.status is Status.READ and not _is_misread(value, day, days, said):
            return signature
        sure = _LIKELY if value.value is None else _SURE
        return replace(signature, signature_date=repaired(value, day, sure, _REASON))

    return replace(filing, owner_signatures=tuple(map(mended, filing.owner_signatures)))


def _stays(value: Value[date], days: Mapping[date, float], event: date, prompt: bool) -> float:
    """What it costs that a signature is of the day that was read, or of another event.

    ``prompt``: whether the form must have been signed soon; else what stands there as it is printed is but late.
    """
    if value.value is None:
        return _ELSE
    damaged, delay = damage(value, value.value), value.value - event
    if not timedelta(0) <= delay <= timedelta(_ANY):
        return _LATE
    if damaged == 0.0:
        return days.get(value.value, _LATE) - _AS_PRINTED if prompt else -math.inf
    return min(_ELSE, days.get(value.value, _LATE) + damaged)


def _is_misread(value: Value[date], day: date, days: Iterable[date], event: date) -> bool:
    """Whether a legible date is near enough to a day soon after the event, and to no other of them."""
    assert value.value is not None
    late = timedelta(0) <= value.value - event <= timedelta(_ANY)
    most = ALIKE if late else GLYPH  # what cannot be is sooner misread than what is but late
    soon = (day for day in days if day - event <= timedelta(_SOON))
    return [near for near in soon if damage(value, near, whole=True) <= most] == [day]


def _is_told(signature: OwnerSignature, read: Counter[date | None]) -> bool:
    """Whether another signature has the same day as it stands on the page."""
    day = signature.signature_date
    return read[day.value] > (day.status is Status.READ)


def _event(filing: Filing) -> date | None:
    """The last day that the form reports on, where its box and its rows agree on it, or these are silent; one of them as read."""
    period = filing.period_of_report
    told = [row.transaction_date for row in filing.rows if row.transaction_date.status is not Status.INFERRED]
    days = {day.value for day in told if day.value is not None}
    shown = {day.value for day in told if day.value is not None and day.status is Status.READ}
    if period.value is None or period.status is Status.INFERRED or (days and period.value not in days):
        return None
    if all(day.status is not Status.READ for day in (period, *told) if day.value == period.value):
        return None
    return max(day for day in (period.value, *shown) if day - period.value <= timedelta(_SOON))


def _said(filing: Filing) -> date | None:
    """The last day that the form seems to report on: enough to tell which day an illegible date may be."""
    told = (row.transaction_date for row in filing.rows if row.transaction_date.status is not Status.INFERRED)
    days = [day.value for day in told if day.value is not None]
    period = filing.period_of_report.value or min(days, default=None)
    return None if period is None else max(day for day in (period, *days) if day - period <= timedelta(_SOON))


def _is_prompt(filing: Filing, event: date) -> bool:
    """Whether all of a Form 4 is of one event, which its box and a row show alike, so that it is signed soon."""
    days = [row.transaction_date for row in filing.rows if row.transaction_date.value is not None]
    told = any(day.value == filing.period_of_report.value and day.status is Status.READ for day in days)
    return filing.document_type.value == "4" and told and max(day.value for day in days if day.value is not None) <= event
