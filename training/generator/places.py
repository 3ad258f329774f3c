"""Places and postal addresses, at home and abroad."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .words import words

ENDINGS = words("endings")
STEMS = words("stems")
SURNAMES = words("surnames")


CITIES = tuple(tuple(item.split(";")) for item in words("cities"))

# city, EDGAR's code, its description, the pattern of the postal code (9 digit, A letter)
ABROAD = tuple(tuple(item.split(";")) for item in words("abroad"))

KINDS = words("street_kinds")
PLAIN = words("street_plain")
COMPASS = words("street_compass")
NUMBERS = words("street_numbers")


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in EDGAR's fields; a foreign one has the description of its country."""

    street1: str
    street2: str
    city: str
    state: str
    zip_code: str
    description: str = ""


def street(rng: Random) -> str:
    """A line with a house and a street."""
    draw = rng.random()
    if draw < 0.07:
        return f"{rng.choice(('P.O. Box', 'PO Box', 'P. O. BOX'))} {rng.randint(1, 99999)}"
    name = rng.choice(PLAIN) if rng.random() < 0.5 else rng.choice(STEMS) + rng.choice(ENDINGS)
    if rng.random() < 0.15:
        name = rng.choice(SURNAMES)
    number = rng.choice(NUMBERS) if rng.random() < 0.12 else str(int(10 ** rng.uniform(0.3, 4.3)))
    compass = f"{rng.choice(COMPASS)} " if rng.random() < 0.15 else ""
    return f"{number} {compass}{name} {rng.choice(KINDS)}"


def unit(rng: Random) -> str:
    """A suite, a floor or the like."""
    number = rng.randint(1, 40) * rng.choice((1, 10, 50, 100))
    level = rng.randint(2, 60)
    ending = "th" if 10 < level < 20 else {1: "st", 2: "nd", 3: "rd"}.get(level % 10, "th")
    return rng.choice(
        (
            f"Suite {number}",
            f"Suite {number}",
            f"Ste {number}",
            f"{level}{ending} Floor",
            f"Floor {level}",
            f"Unit {number}",
            f"Building {number % 9 + 1}",
            f"# {number}",
            f"Mail Stop {number}",
            f"Room {number}",
        )
    )


def _postal(pattern: str, rng: Random) -> str:
    """A postal code of the given pattern."""
    return "".join(str(rng.randint(0, 9)) if c == "9" else rng.choice("ABCDEGHJKLMNPRSTVWX") if c == "A" else c for c in pattern)


def make_address(rng: Random, *, care_of: str = "", foreign: float = 0.07) -> Address:
    """An address; `care_of` is the company whose office it is."""
    line = street(rng)
    extra = unit(rng) if rng.random() < 0.42 else ""
    if rng.random() < 0.2 and extra and len(line) + len(extra) <= 38:
        line, extra = f"{line}, {extra}", ""
    if care_of and rng.random() < 0.6:
        first = f"{rng.choice(('C/O', 'c/o', 'C/O', 'c/o'))} {care_of}"
        if extra and len(line) + len(extra) <= 38:
            line = f"{line}, {extra}"
        line, extra = first, line
    elif rng.random() < 0.02:
        line, extra = "", line
    if rng.random() < foreign:
        city, state, description, pattern = rng.choice(ABROAD)
        zip_code = _postal(pattern, rng) if rng.random() < 0.85 else ""
    else:
        city, state, prefix = rng.choice(CITIES)
        description = ""
        zip_code = f"{prefix}{rng.randint(0, 99):02d}" + (f"-{rng.randint(1, 9999):04d}" if rng.random() < 0.05 else "")
    address = Address(line[:40].strip(), extra[:40].strip(), city[:30], state, zip_code[:10], description)
    if rng.random() < 0.45:
        address = Address(address.street1.upper(), address.street2.upper(), address.city.upper(), state,
                          address.zip_code, description)  # fmt: skip
    return address
