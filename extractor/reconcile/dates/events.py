"""The event of a Form 3, where the signature contradicts or completes it.

A Form 3 is due within ten days of the event that makes its owner one who reports (Exchange Act, section 16(a)(2)):
``0|/12/2023`` signed on 02/17/2023 is of 02/12, ``4/29/2023`` signed on 02/03/2023 of 1/29. Where one of those days may have
been damaged into what stands there, it is that day.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import timedelta
from typing import Final

from extractor.filing import Filing, Hint, Status
from extractor.filing.forms import form_of
from extractor.reconcile.change import repaired
from extractor.reconcile.dates.channel import likeliest

_DUE: Final = 10  # days from the event within which a Form 3 is signed
_LATE: Final = 60  # days within which nearly all are
_ELSE: Final = 12.0  # cost of any other day
_SURE: Final = 0.75
_EVENT: Final = "a day soon before the signature, as a Form 3 is due"


def repair_events(filing: Filing) -> Filing:
    """Set right the event of a Form 3 that is damaged and lies after the signature or long before it, or that is lost."""
    days = {s.signature_date.value for s in filing.owner_signatures} - {None}
    signed = next(iter(days)) if len(days) == 1 else None
    if signed is None or form_of(filing) != "3":
        return filing
    value = filing.period_of_report
    soon = value.value is not None and timedelta(0) <= signed - value.value <= timedelta(_LATE)
    mended = any(s.signature_date.status is Status.REPAIRED for s in filing.owner_signatures)
    legible = value.status is Status.READ or (Hint.LETTERS in value.hints and value.value is not None and value.value <= signed)
    if soon or mended or legible:
        return filing
    due = {signed - timedelta(k): math.log(_DUE + 1) for k in range(min(_DUE + 1, signed.toordinal()))}
    event = likeliest(value, due, _ELSE)
    return filing if event is None else replace(filing, period_of_report=repaired(value, event, _SURE, _EVENT))
