"""What of the captions below the lines of box 1 has run into them: ``(Last)``, ``(First)``, ``(Middle)``, ``(Street)``."""

from __future__ import annotations

import re
from typing import Final

from extractor.readings.pieces import Reading

_NAMED: Final = re.compile(r"\s+[^\w\s]?[a-z(]?(?:Last?|Firs?t|Middle?)(?![A-Za-z]).*$")
"""The captions below a name; nobody is called so."""
_PLACED: Final = re.compile(r"(?:\s+[^\w\s]{1,2})?\s+[^\w\s]?(?:Last|First|Middle?|Street|State|Zip|Director|Officer)\W*$")
"""The same below an address, and the first ones of the box beside it."""
_LEAST: Final = 2  # words before them
_DOUBT: Final = 0.7
_REASON: Final = "words of a caption left out"


def named(reading: Reading[str]) -> Reading[str]:
    """A name without the captions below it."""
    text = reading.value or ""
    match = _NAMED.search(text)
    if match is None or len(text[: match.start()].split()) < _LEAST:
        return reading
    return reading.repaired(text[: match.start()], _DOUBT, _REASON)


def placed(reading: Reading[str]) -> Reading[str]:
    """A line of an address in large letters without the caption, in small ones, that stands behind it."""
    text = reading.value or ""
    match = _PLACED.search(text)
    if match is None or not text[: match.start()].isupper() or len(text[: match.start()].split()) < _LEAST:
        return reading
    return reading.repaired(text[: match.start()], _DOUBT, _REASON)
