"""City, state and ZIP code that are no place as they are read: the place of the list that they most probably were.

Each part may be misread, cut or missing. A place costs what has to be misread in all three for it to have become what stands
there; the cheapest is taken where two parts speak for it, or the only one that is read, and nothing else is nearly as cheap, what
stands there as another place than the list's included.
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
_HARDLY_ALIKE: Final = 60.0  # of a city of which most is misread

# What is misread, in powers of ten.
_SIGN: Final = 1.2  # one digit of a ZIP code
_HARDLY: Final = 2.4  # most of a city
_OTHER: Final = 3.0  # a ZIP code, or a city, of which nothing is like it
_LETTER: Final = 0.7  # of a city, or of a state
_STATE: Final = 2.0  # both letters of a state
_NOTHING: Final = 1.0  # a part of which nothing is legible
_CUT: Final = 0.3  # a city of which but the beginning or the end stands there, or behind which its state does
_UNLISTED: Final = 3.0  # that a place is none of the list
_MOST: Final = 4.5
_MARGIN: Final = 0.5
_SURE: Final = 0.85
_SCRAP: Final = 4  # letters of what an abbreviation may have become
_LONG: Final = 7  # letters of a city that alone tells its state
_LONGEST: Final = 80  # letters of a city, with all that may have run into it


class _Parts(NamedTuple):
    city: str
    """As the list spells it."""
    state: str
    code: str
    noisy: bool
    """Whether the page is, so that more than edges may have damaged them."""

    @property
    def letters(self) -> str:
        """The city without blanks."""
        return self.city.replace(" ", "")

    @property
    def least(self) -> int:
        """How many parts must speak for a place: two, or, of a noisy page, the only one that is read."""
        city = not self.code and not _is_code(self.state) and len(self.city) >= _LONG
        code = not self.city and not self.state and bool(places_of(self.code))
        return 1 if self.noisy and (city or code) else 2


class _Found(NamedTuple):
    cost: float
    place: Place
    code: str
    """The ZIP code; empty where nothing tells which of the place's it is."""


def likeliest_place(owner: ReportingOwner, city: str, *, noisy: bool) -> ReportingOwner:
    """The owner with the place that city, state and ZIP code most probably are, if they are none of the list.

    Args:
        owner: the owner.
        city: the city as the list spells it.
        noisy: whether letters and digits may be misread; else they are but cut or missing.
    """
    code = (owner.rpt_owner_zip_code.value or "").partition("-")[0]
    read = _Parts(city, owner.rpt_owner_state.value or "", code, noisy)
    if owner.rpt_owner_state_description.value or (code and not code.strip("0")) or len(city) > _LONGEST or _is_possible(read):
        return owner
    found = sorted(set(_found(read)))
    if not found or found[0].cost > min(_MOST, _own_cost(read) - _MARGIN):
        return owner
    best = found[0]
    if _is_code(read.state) and best.place[0] != read.state and not best.code and not _is_home(read.code, best.place[0]):
        return owner  # but the city speaks for another state than is read
    if any(f.cost < best.cost + _MARGIN and f.place[0] != best.place[0] for f in found):
        return owner
    near = [f for f in found if f.cost < best.cost + _MARGIN]
    return _with_place(owner, read, best, cities={f.place[1] for f in near}, codes={f.code for f in near})


def _is_possible(read: _Parts) -> bool:
    """Whether a city of the state stands there with a ZIP code of the state, as filers sometimes combine them."""
    return bool(zips_of(read.state, read.city)) and (not read.code or _is_home(read.code, read.state))


def _is_home(code: str, state: str) -> bool:
    """Whether a ZIP code is one of a state."""
    return any(home == state for home, _ in places_of(code))


def _own_cost(read: _Parts) -> float:
    """What it costs that what stands there is a place that is not listed; infinite where it can be none."""
    if not _is_code(read.state):
        return _STATE if not read.state else float("inf")
    legible = len(read.code) == _ZIP and read.code.isdecimal()
    if legible and read.state in states() and not _is_home(read.code, read.state):
        return float("inf")
    return _UNLISTED


def _is_code(state: str) -> bool:
    """Whether EDGAR has a code of a state or country."""
    return state in states() or state in countries()


def _found(read: _Parts) -> Iterator[_Found]:
    """Places that the parts speak for, and what each costs."""
    for code in _near_codes(read.code) if read.noisy or len(read.code) < _ZIP else [read.code]:
        for place in places_of(code):
            yield from _weighed(read, place, code)
    homes = [read.state] if read.state in states() else []
    same = [(home, read.city) for home in states_of(read.city)] if read.city else []
    like = [(home, name) for home in homes for name in cities_of(home) if _like(read.letters, name)] if read.noisy else []
    for place in {*same, *like}:
        yield from _weighed(read, place, "")


def _like(city: str, name: str) -> bool:
    return abs(len(name) - len(city)) <= _LEGIBLE and fuzz.ratio(city, name.replace(" ", "")) >= _ALIKE


def _weighed(read: _Parts, place: Place, code: str) -> Iterator[_Found]:
    """A place with one of its codes, or with none of them, if enough of what is read speaks for it."""
    home, name = place
    of_city = _cost_of_city(read, home, name)
    of_state = _LETTER * Levenshtein.distance(home, read.state) if read.state else 0.0
    near = read.state not in countries() and _is_home(read.code, home)
    if code or not read.code:
        of_code = _SIGN * (code != read.code)
    else:
        of_code = _OTHER if len(read.code) >= _LEGIBLE and not near else _NOTHING
    misread = of_city > _CUT or (_is_code(read.state) and of_state > _LETTER)
    city, state = of_city < _HARDLY and len(read.letters) >= _LEGIBLE, bool(read.state) and of_state <= _LETTER
    if city + state + (near or code != "") >= read.least and (read.noisy or not misread):
        yield _Found(of_city + min(of_state, _STATE) + of_code, place, code)


def _cost_of_city(read: _Parts, home: str, name: str) -> float:
    """What it costs that a city of a state was read as it stands there."""
    if len(read.letters) < _LEGIBLE:
        return _NOTHING
    if name == read.city:
        return 0.0
    if (name.startswith(read.city) or name.endswith(read.city)) and not zips_of(home, read.city):
        return _CUT
    letters, words = name.replace(" ", ""), read.city.split()
    behind = next((" ".join(words[k:]) for k in range(1, len(words)) if "".join(words[:k]) == letters), "")
    if behind and (behind == home or states().get(home, "").startswith(behind) or (read.noisy and len(behind) <= _SCRAP)):
        return _CUT
    most = _HARDLY if fuzz.ratio(read.letters, letters) >= _HARDLY_ALIKE else _OTHER
    return min(_LETTER * Levenshtein.distance(read.letters, letters), most)


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
    spelled = read.city == name or (not read.noisy and read.letters == name.replace(" ", ""))
    if not spelled and len(cities) == 1:
        shown = name if (owner.rpt_owner_city.value or "").isupper() or not read.city else name.title()
        owner = replace(owner, rpt_owner_city=repaired(owner.rpt_owner_city, shown, _SURE, reason))
    known = codes - {""}
    if best.code and best.code != read.code and len(known) == 1:
        rest = (owner.rpt_owner_zip_code.value or "")[len(read.code) :]
        owner = replace(owner, rpt_owner_zip_code=repaired(owner.rpt_owner_zip_code, best.code + rest, _SURE, reason))
    return owner
