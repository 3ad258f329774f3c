"""Words of a capacity that are read twice, or of which an edge makes two: ``power of of attorney``, ``Attorn mey-in-Fact``."""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz import fuzz

from extractor.form.capacities import ATTORNEY
from extractor.language.correct import cased
from extractor.readings.pieces import Reading

_AGAIN: Final = re.compile(rf"\b(power|of|{ATTORNEY}|by|as|for|in|fact)\s[-.,]?(?=\1\b)", re.IGNORECASE)
"""A word of a capacity that stands before itself."""
_BROKEN: Final = re.compile(r"\b(?P<left>at(?:t(?:or?n?)?)?)\s(?P<right>[a-z]{2,7})\b", re.IGNORECASE)
"""The beginning of the word attorney, and what stands behind it."""
_BROKEN_ALIKE: Final = 80.0  # likeness, of 100, of both together and that word
_ONCE_MORE: Final = re.compile(rf"\b(?P<whole>{ATTORNEY})\s(?P<again>[a-z]{{4,8}})\b", re.IGNORECASE)
_AGAIN_ALIKE: Final = 70.0  # likeness, of 100, of that word and what is read of it a second time


def once(reading: Reading[str]) -> Reading[str]:
    """A signature with each word of its capacity once, and in one piece."""
    text = _AGAIN.sub("", _BROKEN.sub(_joined, reading.value or ""))
    text = _ONCE_MORE.sub(_whole, text)
    return reading if text == (reading.value or "") else reading.repaired(text, _DOUBT, "words of the capacity read twice")


_DOUBT: Final = 0.5


def _joined(match: re.Match[str]) -> str:
    both = f"{match['left']}{match['right']}".lower()
    return cased(ATTORNEY, match["left"]) if fuzz.ratio(both, ATTORNEY) >= _BROKEN_ALIKE else match.group()


def _whole(match: re.Match[str]) -> str:
    return match["whole"] if fuzz.ratio(match["again"].lower(), ATTORNEY) >= _AGAIN_ALIKE else match.group()
