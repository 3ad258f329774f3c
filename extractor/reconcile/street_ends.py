"""Streets with what belongs below them behind them: in cut cells the ZIP code or the state slips up a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from extractor.filing import ReportingOwner, Value
from extractor.form.places import states
from extractor.form.streets import COMPASS
from extractor.form.zips import places_of
from extractor.reconcile.change import repaired

_STREETS: Final = ("rpt_owner_street2", "rpt_owner_street1")
_DIGITS: Final = 5  # of a ZIP code
_PIECES: Final = 3  # of a ZIP code that is cut
_SURE: Final = 0.85
_SLIPPED: Final = "the {} of the line below stands behind the street"
_BESIDE: Final = "it stands behind the street"
_BOX: Final = re.compile(r"\bbox$", re.IGNORECASE)


def mend_street_ends(owner: ReportingOwner) -> ReportingOwner:
    """The owner with the ZIP code and the state where they belong."""
    for attribute in _STREETS:
        street: Value[str] = getattr(owner, attribute)
        words = (street.value or "").split()
        for count, changes, what in (*_codes(words, owner), *_states(words, owner)):
            rest = " ".join(words[:-count]).rstrip(",")
            if rest and not _BOX.search(rest):
                owner = replace(owner, **changes | {attribute: repaired(street, rest, _SURE, _SLIPPED.format(what))})
                break
    return owner


_Found = tuple[int, dict[str, Any], str]
"""How many words to leave out, what they tell, and what they are."""


def _codes(words: Sequence[str], owner: ReportingOwner) -> Iterator[_Found]:
    """The last words that are the ZIP code, or those of its digits that its own box has not."""
    read = owner.rpt_owner_zip_code
    digits = read.value or ""
    for count in range(1, min(_PIECES, len(words) - 1) + 1):
        last = "".join(words[-count:])
        if not (last.isascii() and last.isdecimal()):
            return
        for code in (last, last + digits):
            if len(code) == _DIGITS and (not digits or code.endswith(digits)) and _is_code(code, owner):
                found = read if code == digits else repaired(replace(read, sources=_beside(read, owner)), code, _SURE, _BESIDE)
                yield count, {"rpt_owner_zip_code": found}, "ZIP code"


def _beside(read: Value[str], owner: ReportingOwner) -> tuple[Any, ...]:
    """Where a ZIP code stands: in its box, or in the street."""
    return read.sources or owner.rpt_owner_street2.sources or owner.rpt_owner_street1.sources


def _states(words: Sequence[str], owner: ReportingOwner) -> Iterator[_Found]:
    """The last word that is the code of the state."""
    last, read = words[-1].strip(".,") if words else "", owner.rpt_owner_state
    if last not in states() or last.lower() in COMPASS:
        return
    if read.value == last:
        yield 1, {}, "state"
    elif read.value is None and any(home == last for home, _ in places_of(owner.rpt_owner_zip_code.value or "")):
        yield 1, {"rpt_owner_state": repaired(replace(read, sources=_beside(read, owner)), last, _SURE, _BESIDE)}, "state"


def _is_code(code: str, owner: ReportingOwner) -> bool:
    """Whether a ZIP code is one of the owner's state, or where that is unknown, of the city."""
    places, state, city = places_of(code), owner.rpt_owner_state.value, (owner.rpt_owner_city.value or "").upper()
    return any(home == state for home, _ in places) or (not state and any(name == city for _, name in places))
