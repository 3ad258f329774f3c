"""Dates of signatures that cannot be: a form is signed when or after what it reports has happened, and soon.

``2/21/2004`` under a transaction of 12/21/2004 has lost a digit, ``05/19/2028`` beside 05/18/2023 has a misread one. Where one
day of those after the event may have been damaged into what stands there, it is that day.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, OwnerSignature, Status
from extractor.filing.forms import form_of
from extractor.form.lookalikes import DIGITS_ALIKE
from extractor.reconcile.change import LONGEST, repaired
from extractor.reconcile.dates.delays import DUE, likeliest_day
from extractor.reconcile.dates.printed import printed, standing_date

_SOON: Final = 6  # days within which most forms are signed: two of business, and a weekend with a holiday
_LATE: Final = 60  # days within which nearly all are
_ANY: Final = 400  # days after which a form is hardly signed
LEFT: Final = 5  # digits and strokes of a date that must be left
_DIGITS: Final = 4  # digits of the shortest date, all of which stand there if its strokes are lost: 4203 is 4/2/03
_DAMAGED: Final = ((_SOON, 1), (_SOON, 2), (_LATE, 1))
"""Days after the event and misread glyphs, the likeliest first."""
_SURE: Final = 0.75
_REASON: Final = "a day soon after the event, as forms are signed"


def repair_signature_dates(filing: Filing) -> Filing:
    """Dates of signatures that lie before the event, or long after it, or that cannot be read."""
    if len(filing.rows) > LONGEST or len(filing.owner_signatures) > _SIGNATURES:
        return filing
    event, form = _event(filing), form_of(filing) or "4"
    if event is not None:
        prompt = filing.source.is_noisy and _is_prompt(filing, event)
        signatures = tuple(_prompt(s, event) if prompt else s for s in filing.owner_signatures)
        soon = DUE.get(form, _SOON)
        read = Counter(s.signature_date.value for s in signatures if s.signature_date.status is Status.READ)
        changed = (s if _is_told(s, read) else _repaired(s, event, soon) for s in signatures)
        filing = replace(filing, owner_signatures=tuple(changed))
    said = event or _said(filing)
    if said is None:
        return filing
    return replace(filing, owner_signatures=tuple(_unread(s, said, form) for s in filing.owner_signatures))


def _is_told(signature: OwnerSignature, read: Counter[date | None]) -> bool:
    """Whether another signature has the same day as it stands on the page."""
    day = signature.signature_date
    return read[day.value] > (day.status is Status.READ)


_SIGNATURES: Final = 30


def _event(filing: Filing) -> date | None:
    """The last day that the form reports on, where its box and its rows agree on it, or these are silent; one of them as read."""
    period = filing.period_of_report
    told = [row.transaction_date for row in filing.rows if row.transaction_date.status is not Status.INFERRED]
    days = {day.value for day in told if day.value is not None}
    if period.value is None or period.status is Status.INFERRED or (days and period.value not in days):
        return None
    if all(day.status is not Status.READ for day in (period, *told) if day.value == period.value):
        return None
    return max(day for day in (period.value, *days) if day - period.value <= timedelta(_SOON))


def _said(filing: Filing) -> date | None:
    """The last day that the form seems to report on: enough to tell which day an illegible date may be."""
    told = (row.transaction_date for row in filing.rows if row.transaction_date.status is not Status.INFERRED)
    days = [day.value for day in told if day.value is not None]
    period = filing.period_of_report.value or min(days, default=None)
    return None if period is None else max(day for day in (period, *days) if day - period <= timedelta(_SOON))


def _unread(signature: OwnerSignature, event: date, form: str) -> OwnerSignature:
    """A signature whose date nobody could read with the day after the event that explains best what stands there."""
    value = signature.signature_date
    if value.value is not None or not value.sources:
        return signature
    day = likeliest_day("".join(source.text for source in value.sources), event, form)
    return signature if day is None else replace(signature, signature_date=repaired(value, day, _LIKELY, _REASON))


_LIKELY: Final = 0.6


def _is_prompt(filing: Filing, event: date) -> bool:
    """Whether all of a Form 4 is of one event, which its box and a row show alike, so that it is signed soon."""
    days = [row.transaction_date for row in filing.rows if row.transaction_date.value is not None]
    told = any(day.value == filing.period_of_report.value and day.status is Status.READ for day in days)
    return filing.document_type.value == "4" and told and max(day.value for day in days if day.value is not None) <= event


def _prompt(signature: OwnerSignature, event: date) -> OwnerSignature:
    """A signature months after the event, with the day soon after it that one digit makes it: ``04/30`` behind 01/27 is 01/30."""
    value = signature.signature_date
    if value.value is None or not timedelta(_LATE) < value.value - event <= timedelta(_ANY):
        return signature
    soon = [event + timedelta(k) for k in range(_SOON + 1)]
    fitting = [day for day in soon if day.weekday() <= _FRIDAY and is_alike(value.value, day)]
    if len(fitting) != 1:
        return signature
    return replace(signature, signature_date=repaired(value, fitting[0], _SURE, _REASON))


_FRIDAY: Final = 4


def is_alike(read: date, day: date) -> bool:
    """Whether two dates differ by one digit, which is often taken for the other."""
    pairs = [frozenset(pair) for pair in zip(f"{read:%m%d%Y}", f"{day:%m%d%Y}", strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and pairs[0] in DIGITS_ALIKE


def _repaired(signature: OwnerSignature, event: date, soon: int) -> OwnerSignature:
    value = signature.signature_date
    doubtful = value.value and value.status is Status.REPAIRED and _SIGNS.sub("/", value.text) not in printed(value.value)
    if value.value is not None and timedelta(0) <= value.value - event <= timedelta(soon if doubtful else _ANY):
        return signature
    stands = standing_date(value)
    if len(stands) < (_DIGITS if stands.isdigit() else LEFT):
        return signature
    for days, misread in _DAMAGED:
        fitting = [day for k in range(days + 1) if may_be(stands, day := event + timedelta(k), misread)]
        if any(day.weekday() <= _FRIDAY for day in fitting):
            if len(fitting) == 1:
                return replace(signature, signature_date=repaired(value, fitting[0], _SURE, _REASON))
            break
    return signature


_SIGNS: Final = re.compile(r"[:;.,\\|-]")
"""What a stroke is read as that is no digit."""


def may_be(stands: str, day: date, misread: int) -> bool:
    """Whether the day, printed, may have been damaged into what stands there."""
    for form in printed(day):
        if len(form) > len(stands) and stands in form:
            return True  # its ends are lost
        if form.replace("/", "") == stands.replace("/", ""):
            return True
        if len(stands) > LEFT + misread and Levenshtein.distance(stands, form, score_cutoff=misread) <= misread:
            return True
    return False
