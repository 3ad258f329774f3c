"""For whom an attorney signs: the word between the capacity and a name.

Of 849 distinct signatures of other issuers than those of any test that go on behind ``attorney-in-fact`` with a short word and a
name, 815 have ``for`` there, and 4 another word.
"""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz import fuzz

from extractor.form.capacities import FOLLOWED_BY
from extractor.language.correct import cased
from extractor.readings.pieces import Reading

_FOR: Final = "for"
_BETWEEN: Final = re.compile(
    r"(?P<before>\b(?i:in\W?fact)[\W_]{1,3})(?P<word>[A-Za-z]{2,4})(?P<stop>[:.;,]?)(?P<stain>[a-z]?)(?=\s+[A-Z][A-Za-z]+)"
)
_ALIKE: Final = 60.0  # likeness, of 100, of that word and what it was misread as


def for_whom(reading: Reading[str]) -> Reading[str]:
    """A signature with the word between the capacity and whom it is for, where it was misread: ``fr``, ``tor``, ``Fer:``."""
    text = _BETWEEN.sub(_mended, reading.value or "")
    return reading if text == (reading.value or "") else reading.repaired(text, _DOUBT, "the word for misread")


_DOUBT: Final = 0.5


def _mended(match: re.Match[str]) -> str:
    word = match["word"].lower()
    if word not in FOLLOWED_BY and fuzz.ratio(word, _FOR) >= _ALIKE:
        return match["before"] + cased(_FOR, match["word"]) + match["stop"]
    return match["before"] + match["word"] + match["stop"] if word == _FOR else match.group()
