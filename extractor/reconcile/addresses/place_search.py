"""City, state and ZIP code that are no place as they are read: the place of the list that they most probably were.

Each part may be misread. A place costs what has to be misread in all three for it to have become what stands there; the cheapest
is taken where two parts speak for it and nothing else is nearly as cheap, what stands there as another place than the list's
included.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.filing import ReportingOwner
from extractor.form.places import countries, states
from extractor.form.zips import Place, cities_of, places_of, states_of, zips_of
from extractor.reconcile.change import repaired

_DIGITS: Final = "0123456789"
_ZIP: Final = 5  # digits
_LEGIBLE: Final = 3  # digits of a code that tell something, and letters of a city
_ALIKE: Final = 75.0  # likeness, of 100, of a city of the state

# What is misread, in powers of ten.
_SIGN: Final = 1.2  # one digit of a ZIP code
_OTHER: Final = 3.0  # a ZIP code, or a city, of which nothing is like it
_LETTER: Final = 0.7  # of a city, or of a state
_STATE: Final = 2.0  # both letters of a state
_NOTHING: Final = 1.0  # a part of which nothing is legible
_UNLISTED: Final = 3.0  # that a place is none of the list
_MOST: Final = 4.5
_MARGIN: Final = 0.5
_SURE: Final = 0.85


class _Parts(NamedTuple):
    city: str
    """Without blanks."""
    state: str
    code: str


class _Found(NamedTuple):
    cost: float
    place: Place
    code: str
    """The ZIP code; empty where nothing tells which of the place's it is."""


def likeliest_place(owner: ReportingOwner, city: str) -> ReportingOwner:
    """The owner with the place that city, state and ZIP code most probably are, if they are none of the list.

    Args:
        owner: the owner.
        city: the city as the list spells it.
    """
    state = owner.rpt_owner_state.value or ""
    code = (owner.rpt_owner_zip_code.value or "").partition("-")[0]
    if owner.rpt_owner_state_description.value or not code.strip("0") or _is_possible(city, state, code):
        return owner
    read = _Parts(city.replace(" ", ""), state, code)
    found = sorted(set(_found(read, city)))
    if not found or found[0].cost > min(_MOST, _own_cost(read) - _MARGIN):
        return owner
    best = found[0]
    if any(f.cost < best.cost + _MARGIN and f.place[0] != best.place[0] for f in found):
        return owner
    near = [f for f in found if f.cost < best.cost + _MARGIN]
    return _with_place(owner, read, best, cities={f.place[1] for f in near}, codes={f.code for f in near})


def _is_possible(city: str, state: str, code: str) -> bool:
    """Whether a city of the state stands there with a ZIP code of the state, as filers sometimes combine them."""
    return bool(zips_of(state, city)) and any(home == state for home, _ in places_of(code))


def _own_cost(read: _Parts) -> float:
    """What it costs that what stands there is a place that is not listed; infinite where it can be none."""
    if read.state and read.state not in states() and read.state not in countries():
        return float("inf")
    legible = len(read.code) == _ZIP and read.code.isdecimal()
    if legible and read.state in states() and all(home != read.state for home, _ in places_of(read.code)):
        return float("inf")
    return _UNLISTED if read.state else _STATE


def _found(read: _Parts, city: str) -> Iterator[_Found]:
    """Places that two of the parts speak for, and what each costs."""
    for code in _near_codes(read.code):
        for place in places_of(code):
            yield from _weighed(read, place, code)
    homes = [read.state] if read.state in states() else []
    same = [(home, city) for home in states_of(city)] if city else []
    like = [(home, name) for home in homes for name in cities_of(home) if _like(read.city, name)]
    for place in {*same, *like}:
        yield from _weighed(read, place, "")


def _like(city: str, name: str) -> bool:
    return abs(len(name) - len(city)) <= _LEGIBLE and fuzz.ratio(city, name.replace(" ", "")) >= _ALIKE


def _weighed(read: _Parts, place: Place, code: str) -> Iterator[_Found]:
    home, name = place
    name = name.replace(" ", "")
    misread = Levenshtein.distance(read.city, name)
    legible = len(read.city) >= _LEGIBLE
    of_city = _LETTER * misread if legible else _NOTHING
    of_state = _NOTHING if not read.state else _LETTER * Levenshtein.distance(home, read.state)
    speaks = (of_city < _OTHER and legible) + (bool(read.state) and of_state <= _LETTER) + bool(code)
    if speaks > 1:
        of_code = _SIGN * (code != read.code) if code else _OTHER if len(read.code) >= _LEGIBLE else _NOTHING
        yield _Found(min(of_city, _OTHER) + min(of_state, _STATE) + of_code, place, code)


def _near_codes(read: str) -> Iterator[str]:
    """A ZIP code, and what it becomes with one digit changed, lost or added; none if too little of it is legible."""
    digits = "".join(c if c in _DIGITS else "?" for c in read)
    if sum(c != "?" for c in digits) < _LEGIBLE + 1 or digits.count("?") > 1:
        return
    if len(digits) == _ZIP:
        holes = [digits.index("?")] if "?" in digits else range(_ZIP)
        yield from dict.fromkeys(digits[:k] + d + digits[k + 1 :] for k in holes for d in _DIGITS)
    elif len(digits) == _ZIP - 1 and "?" not in digits:
        yield from dict.fromkeys(digits[:k] + d + digits[k:] for k in range(_ZIP) for d in _DIGITS)
    elif len(digits) == _ZIP + 1:
        yield from dict.fromkeys(digits[:k] + digits[k + 1 :] for k in range(_ZIP + 1))


def _with_place(owner: ReportingOwner, read: _Parts, best: _Found, cities: set[str], codes: set[str]) -> ReportingOwner:
    """The owner with a place: its state, and of city and ZIP code what is told."""
    home, name = best.place
    reason = "the place that city, state and ZIP code are most like"
    if read.state != home:
        owner = replace(owner, rpt_owner_state=repaired(owner.rpt_owner_state, home, _SURE, reason))
    if read.city != name.replace(" ", "") and len(cities) == 1:
        shown = name if (owner.rpt_owner_city.value or "").isupper() or not read.city else name.title()
        owner = replace(owner, rpt_owner_city=repaired(owner.rpt_owner_city, shown, _SURE, reason))
    known = codes - {""}
    if best.code and best.code != read.code and len(known) == 1:
        rest = (owner.rpt_owner_zip_code.value or "")[len(read.code) :]
        owner = replace(owner, rpt_owner_zip_code=repaired(owner.rpt_owner_zip_code, best.code + rest, _SURE, reason))
    return owner
