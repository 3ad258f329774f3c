"""Reporting persons: individuals, funds, trusts and companies, and the ways in which their names are written."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .words import words

ENDINGS = words("endings")
GIVEN = words("given")
PARTICLES = words("particles")
STEMS = words("stems")
SUFFIXES = words("suffixes")
SURNAMES = words("surnames")


ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
FUND_WORDS = words("fund_words")
FUND_TAILS = words("fund_tails")
FUND_FORMS = words("fund_forms")


@dataclass(frozen=True, slots=True)
class Person:
    """An owner; an entity has only a `surname`, its whole name."""

    given: str
    middle: str
    surname: str
    suffix: str
    entity: bool
    edgar: str
    cik: str

    def natural(self, rng: Random) -> str:
        """The name in speaking order, as signatures have it."""
        if self.entity:
            return self.edgar
        middle = self.middle
        if middle and rng.random() < 0.6:
            middle = middle[0] + "."
        elif rng.random() < 0.4:
            middle = ""
        parts = [self.given, middle, self.surname]
        name = " ".join(p for p in parts if p)
        return f"{name}, {self.suffix}" if self.suffix else name


def surname(rng: Random) -> str:
    """A surname, common or made."""
    draw = rng.random()
    if draw < 0.68:
        return rng.choice(SURNAMES)
    if draw < 0.88:
        return rng.choice(STEMS) + rng.choice(ENDINGS)
    if draw < 0.94:
        return f"{rng.choice(SURNAMES)}-{rng.choice(SURNAMES)}"
    if draw < 0.97:
        return rng.choice(("Mc", "Mac", "O'", "Fitz")) + rng.choice(STEMS) + rng.choice(("", "ey", "an", "ley", "son"))
    return f"{rng.choice(PARTICLES)} {rng.choice(SURNAMES)}"


def cik(rng: Random) -> str:
    """A ten-digit EDGAR number."""
    return f"{rng.randint(1_000_000, 1_999_999) if rng.random() < 0.7 else rng.randint(20_000, 999_999):010d}"


def individual(rng: Random) -> Person:
    """An individual with a name in EDGAR's order, in one of several writings."""
    given, family = rng.choice(GIVEN), surname(rng)
    draw = rng.random()
    middle = "" if draw < 0.22 else rng.choice(GIVEN) if draw < 0.42 else rng.choice("ABCDEFGHIJKLMNOPRSTVW")
    suffix = rng.choice(SUFFIXES) if rng.random() < 0.06 else ""
    shown = middle
    if len(middle) == 1 and rng.random() < 0.3:
        shown = middle + "."
    rest = " ".join(p for p in (given, shown) if p)
    style = rng.random()
    if style < 0.07:
        edgar = f"{family}, {rest}" + (f", {suffix}" if suffix else "")
    elif style < 0.1:
        edgar = f"{rest} {family}" + (f" {suffix}" if suffix else "")
    elif rng.random() < 0.5 and suffix:
        edgar = f"{family} {suffix} {rest}"
    else:
        edgar = f"{family} {rest}" + (f" {suffix}" if suffix else "")
    if rng.random() < 0.36:
        edgar = edgar.upper()
    return Person(given, middle, family, suffix, False, edgar[:150], cik(rng))


def fund_family(rng: Random) -> str:
    """The name that the entities of one sponsor share."""
    draw = rng.random()
    if draw < 0.35:
        return rng.choice(SURNAMES)
    if draw < 0.5:
        return f"{rng.choice(SURNAMES)} {rng.choice(SURNAMES)}"
    if draw < 0.6:
        return "".join(rng.choice("ABCDEFGHJKLMNPRSTVW") for _ in range(rng.randint(2, 3)))
    words = rng.choice(STEMS) + rng.choice(ENDINGS)
    return f"{words} {rng.choice(('Hill', 'Rock', 'Point', 'Bay', 'Street', 'Lake', 'Peak'))}" if draw < 0.75 else words


def entity(rng: Random, family: str = "") -> Person:
    """A fund, a manager, a trust or a foundation."""
    family = family or fund_family(rng)
    draw = rng.random()
    if draw < 0.08:
        given = rng.choice(GIVEN)
        kind = rng.choice(("Revocable", "Family", "Irrevocable", "Living"))
        name = rng.choice(
            (
                f"{given} {rng.choice(SURNAMES)} {kind} Trust",
                f"ESTATE OF {given} {rng.choice(SURNAMES)}",
                f"{family} Foundation",
                f"{family} Family Trust",
            )
        )
    else:
        number = f" {rng.choice(ROMAN)}" if rng.random() < 0.4 else ""
        words = f" {rng.choice(FUND_WORDS)}" if rng.random() < 0.8 else ""
        tail = f" {rng.choice(FUND_TAILS)}"
        form = rng.choice(FUND_FORMS)
        comma = "" if form.startswith("/") else "," if rng.random() < 0.5 else ""
        name = f"{family}{words}{tail}{number}{comma} {form}"
    if rng.random() < 0.45:
        name = name.upper()
    return Person("", "", name, "", True, name[:150], cik(rng))
