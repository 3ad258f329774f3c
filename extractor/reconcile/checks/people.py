"""Checks of the issuer: its symbol; and of owners: their relationship to the issuer, their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from extractor.filing import ReportingOwner, Value, leaves_of
from extractor.filing.forms import RELATIONSHIPS, is_related
from extractor.form.places import states
from extractor.form.registrants import like, symbols_in
from extractor.form.zips import Place, places_of
from extractor.reconcile.checks.finding import Facts, Finding

_MARKS: Final = tuple(spec.path for spec in leaves_of(ReportingOwner) if spec.attribute in RELATIONSHIPS)
_WHOLE: Final = (5, 9, 10)
"""Lengths of ZIP codes, the longer with four more digits, and a dash or none."""


def registrant(facts: Facts) -> Iterator[Finding]:
    """An issuer whose name is in the SEC's list of registrants has the symbol it has there."""
    name, symbol = (value.value for value in (facts.filing.issuer.issuer_name, facts.filing.issuer.issuer_trading_symbol))
    known = {s for found in like(name, 0) for s in found.registrant.symbols} if name and symbol else set()
    if symbol and known:
        where = ("issuer/issuerName", "issuer/issuerTradingSymbol")
        holds = not known.isdisjoint(symbols_in(symbol))
        yield Finding(holds, where, f"{name} has the symbol {' or '.join(sorted(known))} today, not {symbol}")


def relationship(facts: Facts) -> Iterator[Finding]:
    """Every owner has a relationship to the issuer."""
    for number, path, owner in _owners(facts):
        where = tuple(f"{path}/{mark}" for mark in _MARKS)
        yield Finding(is_related(owner), where, f"reporting owner {number}: no relationship to the issuer is marked")


def titled(facts: Facts) -> Iterator[Finding]:
    """An officer has a title, and who is related otherwise says how; and the other way round."""
    for number, path, owner in _owners(facts):
        boxes: tuple[tuple[str, Value[bool], str, Value[Any], str], ...] = (
            ("isOfficer", owner.is_officer, "officerTitle", owner.officer_title, "an officer"),
            ("isOther", owner.is_other, "otherText", owner.other_text, "related otherwise"),
        )
        for mark, marked, leaf, text, name in boxes:
            told = text.value is not None
            if told or marked.value:
                lacking = f"told as what, but not marked as {name}" if told else f"{name}, but not told as what"
                where = tuple(f"{path}/reportingOwnerRelationship/{part}" for part in (mark, leaf))
                yield Finding(told and bool(marked.value), where, f"reporting owner {number}: {lacking}")


def zip_and_state(facts: Facts) -> Iterator[Finding]:
    """The ZIP code is one of the state's."""
    for number, path, owner in _owners(facts):
        places = _places(owner)
        if places:
            state = owner.rpt_owner_state.value
            where = tuple(f"{path}/reportingOwnerAddress/{leaf}" for leaf in ("rptOwnerState", "rptOwnerZipCode"))
            detail = f"reporting owner {number}: {owner.rpt_owner_zip_code.value} is no ZIP code of {state}"
            yield Finding(any(home == state for home, _ in places), where, detail)


def zip_and_city(facts: Facts) -> Iterator[Finding]:
    """The ZIP code is one of the city's."""
    for number, path, owner in _owners(facts):
        city, places = owner.rpt_owner_city.value, _places(owner)
        if city and places:
            where = tuple(f"{path}/reportingOwnerAddress/{leaf}" for leaf in ("rptOwnerCity", "rptOwnerZipCode"))
            detail = f"reporting owner {number}: {owner.rpt_owner_zip_code.value} is no ZIP code of {city}"
            yield Finding(any(_letters(name) == _letters(city) for _, name in places), where, detail)


def _letters(city: str) -> str:
    return "".join(c for c in city.upper() if c.isalpha()).replace("SAINT", "ST").replace("FORT", "FT").replace("MOUNT", "MT")


def _places(owner: ReportingOwner) -> tuple[Place, ...]:
    """The places of the ZIP code of an owner in the United States."""
    code = owner.rpt_owner_zip_code.value or ""
    whole = len(code) in _WHOLE and code[:5].isdecimal() and code.isascii()
    return places_of(code[:5]) if whole and owner.rpt_owner_state.value in states() else ()


def _owners(facts: Facts) -> Iterator[tuple[int, str, ReportingOwner]]:
    for number, owner in enumerate(facts.filing.reporting_owners, 1):
        yield number, f"reportingOwner[{number}]", owner
