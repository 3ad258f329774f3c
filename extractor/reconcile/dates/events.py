"""The event of a Form 3, where the signature contradicts or completes it.

A Form 3 is due within ten days of the event that makes its owner one who reports (Exchange Act, section 16(a)(2)):
``0|/12/2023`` signed on 02/17/2023 is of 02/12, ``4/29/2023`` signed on 02/03/2023 of 1/29. Where one of those days may have
been damaged into what stands there, it is that day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from extractor.filing import Filing, Status, Value
from extractor.filing.forms import form_of
from extractor.reconcile.change import repaired
from extractor.reconcile.dates.printed import standing_date
from extractor.reconcile.dates.signatures import LEFT, may_be

_DUE: Final = 10  # days from the event within which a Form 3 is signed
_LATE: Final = 60  # days within which nearly all are
_SURE: Final = 0.75
_EVENT: Final = "a day soon before the signature, as a Form 3 is due"


def repair_events(filing: Filing) -> Filing:
    """Set right the event of a Form 3 that lies after the signature, that is damaged and lies long before it, or is lost."""
    days = {s.signature_date.value for s in filing.owner_signatures} - {None}
    signed = next(iter(days)) if len(days) == 1 else None
    if signed is None or form_of(filing) != "3":
        return filing
    clean = all(s.signature_date.status is not Status.REPAIRED for s in filing.owner_signatures)
    return replace(filing, period_of_report=_event(filing.period_of_report, signed, clean))


def _event(value: Value[date], signed: date, clean: bool) -> Value[date]:
    """The event, within ten days of the signature, where what was read is later, or long before and not as it stands."""
    read = value.value
    if read is not None and timedelta(0) <= signed - read <= timedelta(
        _LATE if value.status is Status.REPAIRED else signed.toordinal()
    ):
        return value
    days = [signed - timedelta(k) for k in range(min(_DUE + 1, signed.toordinal()))]
    found = _only(value, days)
    if found is None or not clean or value.status is Status.READ:
        return value
    return repaired(value, found, _SURE, _EVENT)


def _only(value: Value[date], days: Sequence[date]) -> date | None:
    """The one of the days that may have been damaged into what stands there."""
    stands = standing_date(value)
    fitting = [day for day in days if may_be(stands, day, 1)] if len(stands) >= LEFT else []
    return fitting[0] if len(fitting) == 1 else None
