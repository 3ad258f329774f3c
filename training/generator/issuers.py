"""Issuers: invented companies with a name, a symbol, an address, a share class and a level of price."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .people import Person, cik, individual
from .places import Address, make_address
from .securities import stock_title
from .words import words

ENDINGS = words("endings")
STEMS = words("stems")
SURNAMES = words("surnames")

HEADS = words("company_heads")
MIDDLES = words("company_middles")
TAILS = words("company_tails")
SECTORS = words("company_sectors")
FORMS = words("company_forms")
FORM_WEIGHTS = (20, 20, 6, 12, 6, 5, 3, 3, 3, 3, 1, 2, 1, 2, 2, 1, 1, 1, 2, 2, 3, 1, 2, 4, 1, 4)
STATES = words("company_states")


@dataclass(slots=True)
class Issuer:
    """An invented company, with the persons who report on it."""

    key: str
    name: str
    cik: str
    symbol: str
    foreign_symbol: str
    address: Address
    stock: str
    price: float
    fiscal_month: int
    people: list[Person] = field(default_factory=list)


def short_name(rng: Random) -> str:
    """The leading word or words of a company name."""
    draw = rng.random()
    if draw < 0.62:
        word = rng.choice(HEADS) + rng.choice(MIDDLES) + rng.choice(TAILS)
        return word.capitalize() if draw < 0.57 else word[:3].capitalize() + word[3:].capitalize()
    if draw < 0.72:
        return rng.choice(SURNAMES)
    if draw < 0.76:
        return f"{rng.choice(SURNAMES)} {rng.choice(('&', 'and', '&'))} {rng.choice(SURNAMES)}"
    if draw < 0.9:
        place = rng.choice(STEMS) + rng.choice(ENDINGS)
        return f"{rng.choice(('First', 'United', 'New', 'American', 'Great'))} {place}" if draw < 0.79 else place
    if draw < 0.94:
        return "".join(rng.choice("ABCDEFGHIKLMNPRSTUVWX") for _ in range(rng.randint(2, 4)))
    return f"{rng.choice(STEMS)} {rng.choice(('Ridge', 'River', 'Rock', 'Creek', 'Lake', 'Bay', 'Peak', 'Star'))}"


def _symbol(name: str, rng: Random) -> str:
    """A trading symbol made of letters of the name, as filers write it."""
    letters = [c for c in name.upper() if c.isalpha()] or ["X"]
    size = min(rng.choices((1, 2, 3, 4, 5), weights=(1, 4, 36, 45, 14))[0], len(letters))
    symbol = letters[0] + "".join(letters[i] for i in sorted(rng.sample(range(1, len(letters)), size - 1)))
    draw = rng.random()
    if draw < 0.02:
        return rng.choice(("NONE", "None", "N/A", "n/a", "[NONE]"))
    if draw < 0.05:
        return f"{symbol[:4]}{rng.choice(('.A', '.B', '/A', '-A', '.PK', '.OB'))}"
    if draw < 0.06:
        return f"{symbol[:3]},{symbol[:3]}.B"
    if draw < 0.07:
        return rng.choice(("NYSE:", "NASD:")) + symbol
    return symbol.lower() if draw < 0.08 else symbol


def make_issuer(rng: Random, key: str) -> Issuer:
    """An invented company."""
    head = short_name(rng)
    sector = f" {rng.choice(SECTORS)}" if rng.random() < 0.66 else ""
    form = rng.choices(FORMS, weights=FORM_WEIGHTS)[0]
    comma = "," if form in ("Inc.", "Ltd.", "L.P.", "LLC") and rng.random() < 0.4 else ""
    name = f"{head}{sector}{comma} {form}".strip()
    if rng.random() < 0.5:
        name = name.upper()
    if rng.random() < 0.08:
        name = f"{name.rstrip('.')} {rng.choice(STATES)}"
    if rng.random() < 0.02:
        name = f"THE {name}" if rng.random() < 0.5 else f"{name} & SUBSIDIARIES"
    foreign = f"{''.join(rng.choice('ABCDEFGHKLMNPRST') for _ in range(3))}:{rng.choice(('TSX', 'LSE', 'ASX'))}"
    return Issuer(
        key=key,
        name=name[:150],
        cik=cik(rng),
        symbol=_symbol(head + sector, rng)[:10],
        foreign_symbol=foreign if rng.random() < 0.02 else "",
        address=make_address(rng, foreign=0.05),
        stock=stock_title(rng, name),
        price=max(0.4, min(900.0, rng.lognormvariate(3.15, 0.95))),
        fiscal_month=12 if rng.random() < 0.7 else rng.randint(1, 12),
        people=[individual(rng) for _ in range(rng.randint(3, 6))],
    )
