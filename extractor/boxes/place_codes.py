"""The codes of states and countries, and ZIP codes, as they are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from extractor.filing import Status
from extractor.form.lookalikes import TO_DIGITS
from extractor.form.places import countries, country_code, state_codes, states
from extractor.readings.pieces import Piece, Reading
from extractor.readings.text import read_text

CITY, STATE, ZIP_CODE = (f"reportingOwnerAddress/rptOwner{x}" for x in ("City", "State", "ZipCode"))


def state_of(pieces: Sequence[Piece]) -> Reading[str]:
    """The code of a state or a country of pieces: the one that they are together, which is no word of English, or by its name."""
    return _as_code("".join(p.text for p in pieces)) or state_code(read_text(pieces, "place"))


def state_code(reading: Reading[str]) -> Reading[str]:
    """State and country codes as they stand, names of states and countries as their codes."""
    if reading.value is None:
        return reading
    upper = reading.value.upper().strip(" .,")
    names = state_codes()
    named = names.get(upper) or country_code(upper)
    if named:
        return Reading(named, Status.READ, reading.doubt)
    code = _as_code(reading.value)
    if code is not None:
        return code
    if len(upper) > 3:
        best = max(names, key=lambda name: fuzz.ratio(name, upper))
        if fuzz.ratio(best, upper) >= 80:
            return Reading(names[best], Status.REPAIRED, 1.5, ("name of the state misread",))
    return Reading(upper or None, doubt=2.0)


def _as_code(text: str) -> Reading[str] | None:
    """A code of two signs, each perhaps misread, or with the one at the edge of a cell on both sides of it."""
    text = text.strip(" .,").replace(" ", "")
    if not _CODE <= len(text) <= _CODE + 1:
        return None
    upper, letters = text.upper(), text.translate(_TO_LETTERS).upper()
    digit = upper[:1] + upper[1:].translate(TO_DIGITS)
    once = upper[:2] if upper[1:2] == upper[2:3] else upper[1:3]
    for code, doubt in ((upper, 0.0), (letters, 1.0), (digit, 1.0), (once if len(upper) > _CODE else "", 1.0)):
        if code in states() or code in countries():
            return Reading(code, Status.REPAIRED if doubt else Status.READ, doubt)
    return None


_CODE: Final = 2  # letters
_TO_LETTERS: Final = str.maketrans("01l|", "OIII")
_OF_STATE: Final = re.compile(r"^[A-Za-z]{2}[ .,]*(?=\d{5}(-?\d{4})?$)")
"""A state that is no cell of its own: it goes with the ZIP code."""


def code_of(pieces: Sequence[Piece]) -> Reading[str]:
    """A ZIP code of pieces: the one that is whole among them, or what they are together."""
    whole = [p.text for p in pieces if _FIVE.fullmatch(p.text)]
    digits = sum(c.isdigit() for p in pieces for c in p.text)
    if len(whole) == 1 and len(pieces) > 1 and digits not in (_ZIP, _LONG_ZIP):
        return Reading(whole[0], Status.REPAIRED, 1.0, ("specks beside the ZIP code",))
    return zip_code("".join(p.text for p in pieces))


_FIVE: Final = re.compile(r"\d{5}")


def zip_code(text: str) -> Reading[str]:
    """A ZIP code of five digits, or nine, with letters read as digits, or the only one among specks; else what stands there."""
    text = _OF_STATE.sub("", text.strip(" .,;:'\"()|"))
    digits = text.translate(TO_DIGITS)
    if re.fullmatch(r"\d{5}(-?\d{4})?", text):
        return Reading(text)
    if re.fullmatch(r"\d{5}(-?\d{4})?", digits):
        return Reading(digits, Status.REPAIRED, 1.0, ("letters read as digits",))
    inner = "".join(c for c in text if c.isdigit())
    if len(inner) == _ZIP and text[0].isdigit() and text[-1].isdigit() and text.isalnum():
        return Reading(inner, Status.REPAIRED, 1.5, ("half a digit at a cell edge left out",))
    whole = _WHOLE_ZIP.findall(text)
    if len(whole) == 1:
        return Reading(whole[0], Status.REPAIRED, 1.0, ("specks beside the ZIP code",))
    return Reading(text or None, doubt=1.5)


_ZIP, _LONG_ZIP = 5, 9  # digits
_WHOLE_ZIP: Final = re.compile(r"(?<!\d)\d{5}(?:-\d{4})?(?![-\d])")
