"""How a day is printed on the form, and what of it stands there."""

from __future__ import annotations

import re
from datetime import date

from extractor.filing import Value


def standing_date(value: Value[date]) -> str:
    """The digits and strokes of what stands there."""
    return re.sub(r"[^0-9/]", "", "".join(source.text for source in value.sources))


def printed(day: date) -> tuple[str, ...]:
    """The ways in which forms print a day."""
    return f"{day.month}/{day.day}/{day:%Y}", f"{day:%m/%d/%Y}", f"{day.month}/{day.day}/{day:%y}", f"{day:%m/%d/%y}"
