"""Addresses: city, state and ZIP code speak for each other, since a ZIP code of the United States has few places."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractor.filing import Filing, ReportingOwner
from extractor.form.places import countries, states
from extractor.form.zips import Place, states_of, zips_of
from extractor.reconcile.addresses.place_search import likeliest_place
from extractor.reconcile.addresses.postal_codes import repair_postal_code
from extractor.reconcile.addresses.zip_codes import repair_zip_code, without_part_of_code
from extractor.reconcile.change import left_out


def repair_addresses(filing: Filing) -> Filing:
    """Owners' cities, states and ZIP codes, each with what the others tell of it."""
    noise = filing.source.noise
    return replace(filing, reporting_owners=tuple(_repaired(owner, noise) for owner in filing.reporting_owners))


def _repaired(owner: ReportingOwner, noise: float) -> ReportingOwner:
    noisy = noise > 0
    owner = repair_postal_code(owner) if noisy else owner
    for _ in range(2):  # a code that is whole tells more
        owner = likeliest_place(owner, _city(owner), noisy=noisy)
        owner = repair_zip_code(owner, _places(owner), noise)
    return _no_code(without_part_of_code(owner, noise))


def _no_code(owner: ReportingOwner) -> ReportingOwner:
    """No state where what is read is none of EDGAR's codes, which are all that the form takes."""
    read = owner.rpt_owner_state
    legible = read.value is None or read.value in states() or read.value in countries()
    return owner if legible else replace(owner, rpt_owner_state=left_out(read))


def _places(owner: ReportingOwner) -> list[Place]:
    """State and city, if there is such a place; where the state is not legible, all places of the city's name."""
    state, city = owner.rpt_owner_state.value, _city(owner)
    if state in states():
        return [(state, city)] if zips_of(state, city) else []
    return [(other, city) for other in states_of(city)]


def _city(owner: ReportingOwner) -> str:
    """The city as the list spells it."""
    letters = (owner.rpt_owner_city.value or "").upper().translate(_LETTERS)
    words = "".join(c if c.isalpha() or c == "'" else " " for c in letters).split()
    city = " ".join(_SHORT.get(word, word) for word in words)
    first, _, rest = city.partition(" ")
    whole = f"{_SIDES.get(first, first)} {rest}"
    return whole if zips_of(owner.rpt_owner_state.value or "", whole) else city


_LETTERS: Final = str.maketrans("015", "OIS")
_SHORT: Final = {"ST": "SAINT", "FT": "FORT", "MT": "MOUNT"}
_SIDES: Final = {"N": "NORTH", "NO": "NORTH", "S": "SOUTH", "SO": "SOUTH", "E": "EAST", "W": "WEST"}
