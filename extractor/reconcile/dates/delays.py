"""How long after an event a form is signed, by what the law allows.

On a Form 4 two days of business since August 2002, before that up to the tenth day of the next month; ten days on a Form 3,
forty-five on a Form 5 (Rule 16a-3).
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Final

_OF_BUSINESS: Final = (0.08, 0.27, 0.48, 0.09, 0.02, 0.01)
"""Shares of the Forms 4 that are signed so many days of business after the event, counted over 480 of them."""
_LATER: Final = 0.0005  # on each of the days after these
_BOX_MISREAD: Final = 0.003  # the same of a form that is due by what its box alone tells, which may be misread
_AMENDED, _AMENDED_LATER = 0.05, 0.006
"""Shares of the amendments that are signed on each of the first days, and of those after these, counted over 83 of them."""
_DUE: Final = {"3": 10, "5": 45}
"""Days within which a form is due, by the day that its box tells."""
_FEW: Final = 10  # days within which half of the amendments are signed
_LOOKED_AT: Final = 60  # days after the event
_TENTH: Final = 10  # day of the next month up to which a Form 4 was due
_TWO_DAYS: Final = date(2002, 8, 29)
"""From here on a Form 4 is due within two days of business."""
_FRIDAY: Final = 4


def delays(event: date, form: str, *, amended: bool = False) -> dict[date, float]:
    """The days after an event, each with what it costs that a form is signed on it: minus the logarithm of its share."""
    due = _DUE.get(form)
    month = (event.replace(day=1) + timedelta(31)).replace(day=_TENTH)
    business, costs = 0, {}
    for k in range(_LOOKED_AT + 1):
        day = event + timedelta(k)
        business += k > 0 and day.weekday() <= _FRIDAY
        share = _OF_BUSINESS[business] if business < len(_OF_BUSINESS) and day.weekday() <= _FRIDAY else _LATER
        if amended:
            share = _AMENDED if k <= _FEW else _AMENDED_LATER
        elif due is not None:
            share = 1 / (due + 1) if k <= due else _BOX_MISREAD
        elif event < _TWO_DAYS:
            share = (share + (1 / ((month - event).days + 1) if day <= month and day.weekday() <= _FRIDAY else 0.0)) / 2
        costs[day] = -math.log(share)
    return costs
