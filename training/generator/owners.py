"""Reporting owners of a filing: their relationship to the issuer, their addresses, and who signs."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from .issuers import Issuer
from .people import Person, entity, fund_family, individual
from .places import Address, make_address
from .securities import recase
from .words import words


@dataclass(slots=True)
class Owner:
    """A reporting owner."""

    person: Person
    address: Address
    director: bool = False
    officer: bool = False
    ten_percent: bool = False
    other: bool = False
    title: str = ""
    other_text: str = ""


def officer_title(rng: Random) -> str:
    """The title of an officer, of at most thirty characters."""
    draw = rng.random()
    chief = rng.choice(words("officer_chiefs"))
    level, area = rng.choice(words("officer_levels")), rng.choice(words("officer_areas"))
    if draw < 0.04:
        title = rng.choice(("See Remarks", "See remarks", "SEE REMARKS", "See Remarks below"))
    elif draw < 0.42:
        title = chief
    elif draw < 0.62:
        title = f"{level}{rng.choice((' & ', ' and ', ', ', '/', ' - '))}{chief}"
    elif draw < 0.9:
        title = f"{level}{rng.choice((', ', ' - ', ' ', ' of ', '-', '--'))}{area}"
    else:
        head = rng.choice(("Pres.", "President", "CEO", "Head", "GM"))
        title = f"{head}, {area}{rng.choice((' Group', ' Division', ''))}"
    if len(title) > 30:
        title = title.replace("Senior Vice President", "SVP").replace("Executive Vice President", "EVP")
        title = title.replace("Vice President", "VP").replace(" and ", " & ").replace("Chief Financial Officer", "CFO")
    style = rng.choices(("as is", "upper", "lower"), weights=(86, 12, 2))[0]
    return recase(rng, title, style)[:30].strip(" ,-&/")


def _relate(rng: Random, owner: Owner, *, big: bool) -> None:
    """Mark the relationship, at real rates."""
    kinds = ("O", "D", "T", "DO", "DOT", "DT", "X", "DX", "OX")
    weights = (2, 4, 76, 1, 1, 9, 6, 1, 0) if big else (42, 34, 4, 11, 2, 2, 2, 1, 2)
    kind = rng.choices(kinds, weights=weights)[0]
    owner.director, owner.officer = "D" in kind, "O" in kind
    owner.ten_percent, owner.other = "T" in kind, "X" in kind
    if owner.officer:
        owner.title = officer_title(rng)
    if owner.other:
        owner.other_text = rng.choice(words("other_texts"))[:30]
        if rng.random() < 0.2:
            owner.other_text = owner.other_text.upper()


def make_owners(rng: Random, issuer: Issuer) -> list[Owner]:
    """One owner as a rule, or a fund with its managers, or a couple."""
    care = issuer.name
    draw = rng.random()
    if draw < 0.84:
        person = rng.choice(issuer.people) if rng.random() < 0.8 else individual(rng)
        office = issuer.address
        if rng.random() < 0.55:
            line = f"{rng.choice(('C/O', 'c/o'))} {care}"[:40].strip()
            one = f"{office.street1} {office.street2}".strip()[:40].strip()
            address = Address(line, one, office.city, office.state, office.zip_code, office.description)
            address = address if rng.random() < 0.7 else office
        else:
            address = make_address(rng, care_of=care)
        owner = Owner(person, address)
        _relate(rng, owner, big=False)
        return [owner]
    if draw < 0.89:
        owner = Owner(entity(rng), make_address(rng, foreign=0.15))
        _relate(rng, owner, big=True)
        return [owner]
    if draw < 0.91:
        first = individual(rng)
        home = make_address(rng)
        owners = [Owner(first, home), Owner(individual(rng), home)]
    else:
        family, home = fund_family(rng), make_address(rng, foreign=0.15)
        count = rng.choices(range(2, 11), weights=(20, 20, 18, 14, 8, 6, 6, 4, 4))[0]
        owners = []
        for index in range(count):
            person = individual(rng) if index and rng.random() < 0.3 else entity(rng, family)
            owners.append(Owner(person, home if rng.random() < 0.85 else make_address(rng, foreign=0.15)))
    _relate(rng, owners[0], big=True)
    lead = owners[0]
    for owner in owners[1:]:
        if rng.random() < 0.8:
            owner.director, owner.ten_percent, owner.other = lead.director, lead.ten_percent, lead.other
            owner.officer, owner.title, owner.other_text = lead.officer, lead.title, lead.other_text
        else:
            _relate(rng, owner, big=True)
    return owners


def signature(rng: Random, owner: Owner, agent: str, style: int) -> str:
    """A signature: of the person, of an attorney-in-fact, or of an officer of an entity."""
    person = owner.person
    name = person.natural(rng)
    slash = rng.choices(("/s/ ", "", "/s/", "/S/ ", "s/ "), weights=(68, 11, 13, 6, 2))[0]
    if person.entity:
        post = rng.choice(("Managing Member", "General Partner", "Authorized Signatory", "Manager", "Vice President", "Trustee"))
        text = rng.choice(
            (
                f"{slash}{agent}, {post}",
                f"{name}, By: {slash}{agent}, {post}",
                f"By: {slash}{agent}, {post} of {name}",
                f"{name}, by {agent}, its {post}",
                f"{slash}{agent}, attorney-in-fact for {name}",
                f"{name} By: {name.split()[0]} GP LLC, its general partner By: {slash}{agent}, {post}",
            )
        )
        return text[:255]
    if style < 45:
        return f"{slash}{name}" if rng.random() < 0.9 else f"{slash}{name}".upper()
    fact = rng.choice(("Attorney-in-Fact", "attorney-in-fact", "Attorney-in-fact", "attorney in fact", "Attorney In Fact"))
    return (
        f"{slash}{agent}, {fact}",
        f"{slash}{agent}, as {fact}",
        f"{slash}{agent}, {fact} for {name}",
        f"{slash}{agent} as {fact} for {name}",
        f"{slash}{agent} by power of attorney",
        f"{slash}{agent}, under power of attorney",
        f"{slash}{name} by {agent}, {fact}",
        f"{name} by: {slash}{agent}, {fact}",
        f"{slash}{agent} for {name}",
        f"{slash}{agent}, by power of attorney dated",
        f"By: {slash}{agent}, {fact}",
    )[style % 11][:255].removesuffix(" dated")
