"""How long after an event a form is signed, and which of those days may have been damaged into what stands there.

A noisy channel: how probable a day is by what the law allows (two days of business on a Form 4 since August 2002, before that up
to the tenth day of the next month; ten days on a Form 3, forty-five on a Form 5: Rule 16a-3), times how probable it is that its
digits and strokes became what was read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.form.lookalikes import DIGITS, DIGITS_ALIKE

_OF_BUSINESS: Final = (0.08, 0.27, 0.48, 0.09, 0.02, 0.01)
"""Shares of the Forms 4 that are signed so many days of business after the event, counted over 480 of them."""
_LATER: Final = 0.0005  # on each of the days after these
DUE: Final = {"3": 10, "5": 45}
"""Days within which a form is due, by the day that its box tells."""
_LOOKED_AT: Final = 45  # days after the event
_TENTH: Final = 10  # day of the next month up to which a Form 4 was due
_TWO_DAYS: Final = date(2002, 8, 29)
"""From here on a Form 4 is due within two days of business."""
_FRIDAY: Final = 4

_ALIKE, _LOST, _BLOT, _OTHER, _ADDED = 2.7, 2.7, 3.0, 4.0, 3.5
"""Costs of a glyph of an illegible date: taken for one like it, lost, misread as no digit, misread as any other, added."""
_STROKES: Final = str.maketrans({**DIGITS, **dict.fromkeys("\\;:Jj", "/")})
_STROKE: Final = frozenset("/17")
_LEAST: Final = 2  # digits of month and day that stand as they were printed, and more than half of them: the year is no news
_LEFT: Final = 4  # glyphs that are left of a date
_MOST: Final = 12  # glyphs of a date
_ELSE: Final = 12.0  # cost of any day of any other event, near enough like the text
_CERTAIN: Final = 0.5  # probability of a day from which it is taken


def likeliest_day(text: str, event: date, form: str) -> date | None:
    """The day of a signature that most probably became a text, if it is likelier than all others together."""
    stands = "".join(text.translate(_STROKES).split()).strip(".,-'\"")
    if not _LEFT <= len(stands) <= _MOST:
        return None
    found: list[tuple[float, bool, date]] = []
    for day, share in _delays(event, form):
        damage, legible = _damage(stands, day)
        found.append((damage - math.log(share), legible, day))
    cost, legible, best = min(found, key=lambda one: (one[0], not one[1], one[2]))
    whole = math.exp(cost - _ELSE) + sum(math.exp(cost - other) for other, _, _ in found)
    return best if legible and 1 / whole >= _CERTAIN else None


def _delays(event: date, form: str) -> Iterator[tuple[date, float]]:
    """The days after an event, each with the share of forms that are signed on it."""
    due = DUE.get(form)
    month = (event.replace(day=1) + timedelta(31)).replace(day=_TENTH)
    business = 0
    for k in range(_LOOKED_AT + 1):
        day = event + timedelta(k)
        business += k > 0 and day.weekday() <= _FRIDAY
        share = _OF_BUSINESS[business] if business < len(_OF_BUSINESS) and day.weekday() <= _FRIDAY else _LATER
        if due is not None:
            share = 1 / (due + 1) if k <= due else _LATER
        elif event < _TWO_DAYS:
            share = (share + (1 / ((month - event).days + 1) if day <= month else 0.0)) / 2
        yield day, share


def _damage(stands: str, day: date) -> tuple[float, bool]:
    """What it costs that a day, printed, became what stands there; and whether most of its day and month is left."""
    printed = {f"{m}/{d}/{y}" for m, d in ((day.month, day.day), (f"{day:%m}", f"{day:%d}")) for y in (f"{day:%Y}", f"{day:%y}")}
    return min((_cost(text, stands) for text in printed), key=lambda one: (one[0], not one[1]))


def _cost(printed: str, stands: str) -> tuple[float, bool]:
    """The same for one way to print it."""
    changes = Levenshtein.editops(printed, stands)
    cost = 0.0
    for op in changes:
        if op.tag == "delete":
            cost += _LOST
        elif op.tag == "insert":
            cost += _ADDED
        else:
            meant, seen = printed[op.src_pos], stands[op.dest_pos]
            alike = frozenset((meant, seen)) in DIGITS_ALIKE or {meant, seen} <= _STROKE
            cost += _ALIKE if alike else _OTHER if seen.isdigit() else _BLOT
    gone = {op.src_pos for op in changes if op.tag != "insert"}
    told = [k not in gone for k in range(printed.rindex("/")) if printed[k] != "/"]
    return cost, sum(told) >= _LEAST and 2 * sum(told) > len(told)
