"""The EDGAR profile: a filing's entries made fit for the SEC's ownership XSDs.

What the schemas have no room for is fitted, and :func:`changes` tells it: long texts are cut, amounts rounded to four
decimals, leaves of another form or kind of row left out. What only the page could tell is never made up:
:mod:`extractor.export.lacking` names it. Filled in is what no form prints: ``aff10b5One`` and ``equitySwapInvolved``
are 0 and ``transactionFormType`` is the form's own where they are unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any, Final

from extractor.export.entries import Entry, entries_of
from extractor.filing import Filing, Leaf, LeafType, Row, Status, Value, row_paths
from extractor.filing.forms import ONLY_ON, TOTALS, form_of, row_attributes
from extractor.form.places import countries, country_code, states

Tell = Callable[[str], None]

_MAX_LENGTH: Final = {
    "issuer_name": 150,
    "issuer_trading_symbol": 10,
    "rpt_owner_name": 150,
    "rpt_owner_street1": 40,
    "rpt_owner_street2": 40,
    "rpt_owner_city": 30,
    "rpt_owner_zip_code": 10,
    "rpt_owner_state_description": 50,
    "officer_title": 30,
    "other_text": 30,
    "security_title": 60,
    "underlying_security_title": 60,
    "nature_of_ownership": 100,
    "remarks": 2000,
    "signature_name": 255,
}
_OTHER: Final = TOTALS | {value: shares for shares, value in TOTALS.items()}
_CODING: Final = "transactionCoding/"
_FOUR_DECIMALS: Final = Decimal("0.0001")
_MOST: Final = Decimal(10) ** 12


def edgar_entries(filing: Filing) -> tuple[Entry, ...]:
    """What the EDGAR profile writes, in the order of the XSD."""
    return tuple(_fitted(filing, lambda sentence: None))


def changes(filing: Filing) -> tuple[str, ...]:
    """What the EDGAR profile writes otherwise than the filing has it: a path and a plain sentence each."""
    told: list[str] = []
    for _ in _fitted(filing, told.append):
        pass
    return tuple(told)


def _fitted(filing: Filing, tell: Tell) -> Iterator[Entry]:
    form, rows = form_of(filing), dict(row_paths(filing.rows))
    for entry in entries_of(filing):
        leaf, value = entry.leaf, entry.value
        if leaf is None or value is None:
            yield entry
            continue
        row = rows.get(_holder(entry.path))
        here = partial(_tell_of, entry.path, tell)
        value = _header_value(filing, leaf, value, here) if row is None else _row_value(form, row, leaf, value, here)
        yield from _placed(replace(entry, value=_fit(leaf, value, here)), filing)


def _tell_of(path: str, tell: Tell, sentence: str) -> None:
    tell(f"{path}: {sentence}")


def _header_value(filing: Filing, leaf: Leaf, value: Value[Any], tell: Tell) -> Value[Any]:
    form, type_ = form_of(filing), filing.document_type.value or ""
    if form and type_ not in ONLY_ON.get(leaf.attribute, type_):
        return _left_out(value, f"not on a Form {type_}, left out", tell)
    if leaf.attribute == "aff10b5_one" and value.value is None and form != "3":
        return Value(False, Status.INFERRED)
    return value


def _row_value(form: str, row: Row, leaf: Leaf, value: Value[Any], tell: Tell) -> Value[Any]:
    """The value as this row of this form may have it."""
    if leaf.attribute not in row_attributes(form, row.kind):
        return _left_out(value, f"not in a {row.kind} of a Form {form}, left out", tell)
    if leaf.attribute in _OTHER and _yields(row, leaf.attribute, _OTHER[leaf.attribute]):
        return _left_out(value, "the schema takes shares or value, left out", tell)
    if leaf.path.startswith(_CODING):
        return _coding(form, row, leaf, value, tell)
    no_notes = leaf.attribute == ("transaction_acquired_disposed_code" if row.kind.is_derivative else "")
    if value.footnotes and (no_notes or (leaf.attribute == "transaction_timeliness" and form == "5")):
        tell("the schema allows no footnote here, left out")
        return replace(value, footnotes=())
    if leaf.attribute == "nature_of_ownership" and value.value is None and value.footnotes:
        return replace(value, value="")
    return value


def _yields(row: Row, attribute: str, other: str) -> bool:
    """Whether the other of shares and value is the better one: a number before a mere footnote, then shares."""
    mine, theirs = getattr(row, attribute), getattr(row, other)
    if (mine.value is None) != (theirs.value is None):
        return mine.value is None
    return theirs.present and attribute in TOTALS.values()


def _coding(form: str, row: Row, leaf: Leaf, value: Value[Any], tell: Tell) -> Value[Any]:
    """``transactionCoding`` has all of its children in a transaction, and only a 3 in a holding."""
    if not row.kind.is_transaction:
        keep = value.value == "3" or value.value is None
        return value if keep else _left_out(value, "not in a holding, left out", tell)
    if row.transaction_code.value is None:
        return _left_out(value, "no transaction code, left out", tell)
    if value.value is None and leaf.type is LeafType.MARK:
        return Value(False, Status.INFERRED)
    if value.value is None and leaf.attribute == "transaction_form_type":
        return Value(form or None, Status.INFERRED)
    return value


def _left_out(value: Value[Any], sentence: str, tell: Tell) -> Value[Any]:
    if value.present and value.value is not False:
        tell(sentence)
    return Value()


def _fit(leaf: Leaf, value: Value[Any], tell: Tell) -> Value[Any]:
    """The value in the size that the schema has room for."""
    content = value.value
    if isinstance(content, str):
        if leaf.attribute == "rpt_owner_zip_code":
            content = re.sub(r"[^0-9A-Za-z #-]", " ", content).strip()
        content = content[: _MAX_LENGTH.get(leaf.attribute)].rstrip()
        if content != value.value:
            tell(f"cut to {content!r}")
    elif isinstance(content, Decimal) and content.is_finite() and abs(content) < _MOST:
        exact, content = content, content.quantize(_FOUR_DECIMALS).normalize()
        if content != exact:
            tell(f"rounded to {content:f}")
    return replace(value, value=content)


def _placed(entry: Entry, filing: Filing) -> Iterator[Entry]:
    """The entry where EDGAR has it: foreign addresses in the country elements, and elements that must stand empty."""
    attribute = entry.leaf.attribute if entry.leaf else ""
    if attribute in ("is_director", "rpt_owner_street1"):
        yield Entry(_parent(entry.path), None, None)
    if attribute not in ("rpt_owner_street1", "rpt_owner_state"):
        yield entry
        return
    owner = filing.reporting_owners[int(re.findall(r"\[(\d+)\]", entry.path)[0]) - 1]
    state, country = _place(owner.rpt_owner_state.value, owner.rpt_owner_state_description.value)
    if attribute == "rpt_owner_street1":
        if country:
            yield _made(entry, "rptOwnerNonUSAddressFlag", True, LeafType.MARK)
        yield entry
    elif country:
        yield _made(entry, "rptOwnerNonUSStateTerritory", state or None, LeafType.TEXT)
        yield _made(entry, "rptOwnerCountry", country, LeafType.CODE)
    else:
        yield _made(entry, "rptOwnerState", state or None, LeafType.CODE)


def _place(state: str | None, description: str | None) -> tuple[str, str]:
    """The state or territory, and the country where it is foreign: codes that the schema knows, or nothing."""
    code = (state or "").strip().upper()
    if code in states():
        return code, ""
    if code in countries():
        return "", code
    country = country_code(description or "") or country_code(code)
    if not country:
        return "", ""
    return ("" if country_code(code) else (state or "").strip()[:40]), country


def _made(entry: Entry, name: str, value: Any, type: LeafType) -> Entry:
    leaf = Leaf("", name, type, False, "")
    return Entry(f"{_parent(entry.path)}/{name}", leaf, Value(value))


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _holder(path: str) -> str:
    return path[: path.rfind("]") + 1]
