"""What of the captions below the lines of box 1 has run into them: ``(Last)``, ``(First)``, ``(Middle)``, ``(Street)``."""

from __future__ import annotations

import re
from typing import Final

from extractor.form.companies import is_company
from extractor.readings.pieces import Reading

_NAMED: Final = re.compile(r"\s+(?:(?:[^\w\s][a-z]?|[a-z])(?:Last|Firs?t|Middle?)|Last\W+Firs?t|Firs?t\W+Middle?)(?![A-Za-z]).*$")
"""The captions below a name, behind what is left of a bracket, or two in a row; one alone may be a name: ``De Las Casas``."""
_PLACED: Final = re.compile(
    r"(?:(?:\s+[^\w\s]{1,2})?\s+[^\w\s]?(?:Last|Middle?|Zip|Director|Officer)"
    r"|(?:\s+[^\w\s]{1,2}\s+|\s+[^\w\s])(?:First|Street|State)|\s+(?:First|Street|State)(?=\W?[)}\]]))\W*$"
)
"""The same below an address, and the first ones of the box beside it; a way is called ``1900 K Street``, but in no brackets."""
_LEAST: Final = 2  # words before them
_DOUBT: Final = 0.7
_REASON: Final = "words of a caption left out"


def named(reading: Reading[str], noise: float) -> Reading[str]:
    """A name without the captions below it, where some of the page's glyphs are misread; they hold no word of a company's."""
    text = reading.value or ""
    match = _NAMED.search(text) if noise else None
    if match is None or len(text[: match.start()].split()) < _LEAST or is_company(match.group()):
        return reading
    return reading.repaired(text[: match.start()], _DOUBT, _REASON)


def placed(reading: Reading[str], noise: float) -> Reading[str]:
    """A line of an address in large letters without the caption, in small ones, that stands behind it on a noisy page."""
    text = reading.value or ""
    match = _PLACED.search(text) if noise else None
    if match is None or not text[: match.start()].isupper() or len(text[: match.start()].split()) < _LEAST:
        return reading
    return reading.repaired(text[: match.start()], _DOUBT, _REASON)
