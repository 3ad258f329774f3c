"""What of the captions below the lines of an address has run into them: ``(Street)``, ``(State)``, and ``Officer`` beside it."""

from __future__ import annotations

import re
from typing import Final

from extractor.readings.pieces import Reading

_PLACED: Final = re.compile(
    r"(?:(?:\s+[^\w\s]{1,2})?\s+[^\w\s]?(?:Last|Middle?|Zip|Director|Officer)"
    r"|(?:\s+[^\w\s]{1,2}\s+|\s+[^\w\s])(?:First|Street|State)|\s+(?:First|Street|State)(?=\W?[)}\]]))\W*$"
)
"""The captions below an address, and the first ones of the box beside it; ``1900 K Street`` is in no brackets."""
_LEAST: Final = 2  # words before them
_DOUBT: Final = 0.7
_REASON: Final = "words of a caption left out"


def without_caption_below(reading: Reading[str], noise: float) -> Reading[str]:
    """A line of an address in large letters without the caption, in small ones, that stands behind it on a noisy page."""
    text = reading.value or ""
    match = _PLACED.search(text) if noise else None
    if match is None or not text[: match.start()].isupper() or len(text[: match.start()].split()) < _LEAST:
        return reading
    return reading.repaired(text[: match.start()], _DOUBT, _REASON)
