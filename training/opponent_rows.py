"""From labelled words to a filing, plainly: the last step of the opponent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from extractor.filing import (
    Filing,
    Footnote,
    Issuer,
    Leaf,
    LeafType,
    OwnerSignature,
    ReportingOwner,
    Row,
    RowKind,
    Status,
    Value,
    leaves_of,
)
from extractor.form.places import state_codes

Group = dict[str, list[str]]
_DATE: Final = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})")
_NOTE: Final = "/footnoteId"
_TABLES: Final = ("nonDerivativeTable/nonDerivative", "derivativeTable/derivative")


def filing_of(words: Sequence[str], labels: Sequence[str]) -> Filing:
    """The filing that labelled words spell."""
    groups: dict[str, list[Group]] = {}
    for part, name, text, begins in _values(words, labels):
        mine = groups.setdefault(part, [{}])
        if begins and name in mine[-1] and not name.endswith(_NOTE) and part:
            mine.append({})
        mine[-1].setdefault(name, []).append(text)
    tables = [tuple(_row(group, table) for group in groups.get(table, [])) for table in _TABLES]
    owners = groups.get("reportingOwner", [])
    return Filing(
        **_leaves(Filing, groups.get("", [{}])[0]),
        issuer=Issuer(**_leaves(Issuer, _issuer(groups))),
        reporting_owners=tuple(ReportingOwner(**_leaves(ReportingOwner, g)) for g in owners if g),
        non_derivative_table=tables[0],
        derivative_table=tables[1],
        footnotes=tuple(_footnotes(groups.get("footnotes/footnote", []))),
        owner_signatures=tuple(OwnerSignature(**_leaves(OwnerSignature, g)) for g in groups.get("ownerSignature", []) if g),
    )


def _issuer(groups: dict[str, list[Group]]) -> Group:
    head = groups.get("", [{}])[0]
    return {name.removeprefix("issuer/"): words for name, words in head.items() if name.startswith("issuer/")}


def _values(words: Sequence[str], labels: Sequence[str]) -> Iterator[tuple[str, str, str, bool]]:
    """(part, leaf, word, whether it begins a value) of the labelled words."""
    for word, label in zip(words, labels, strict=True):
        if label != "O":
            part, _, name = label[2:].partition("|")
            yield part, name, word, label.startswith("B")


def _row(group: Group, table: str) -> Row:
    values = _leaves(Row, group)
    trade = any(values.get(name) for name in ("transaction_date", "transaction_code", "transaction_shares"))
    kinds = {(kind.is_derivative, kind.is_transaction): kind for kind in RowKind}
    return Row(kind=kinds[table.startswith("derivative"), bool(trade)], **values)


def _footnotes(groups: Sequence[Group]) -> Iterator[Footnote]:
    for number, group in enumerate(groups, 1):
        digits = re.sub(r"\D", "", "".join(group.get("id", [])))
        text = " ".join(group.get("text", []))
        if text:
            yield Footnote(id=f"F{int(digits) if digits else number}", text=Value(text, Status.READ, 1.0))


def _leaves(cls: type, group: Group) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for leaf in leaves_of(cls):
        value = _parsed(leaf, group.get(leaf.path, []))
        marks = re.findall(r"\d{1,2}", " ".join(group.get(leaf.notes + _NOTE, []))) if leaf.notes else []
        if value is not None or marks:
            found[leaf.attribute] = Value(value, Status.READ, 1.0, footnotes=tuple(dict.fromkeys(f"F{int(m)}" for m in marks)))
    return found


def _parsed(leaf: Leaf, words: Sequence[str]) -> Any:
    text = " ".join(words).strip(" ,;")
    if not text:
        return None
    if leaf.type is LeafType.MARK:
        return True
    if leaf.type is LeafType.DATE:
        return _date("".join(words))
    if leaf.type is LeafType.AMOUNT:
        return _amount("".join(words))
    if leaf.attribute == "rpt_owner_state":
        return state_codes().get(text.upper(), text.upper())
    if leaf.type is LeafType.CODE:
        return re.sub(r"[^A-Z0-9/.]", "", text.upper()) or None
    return text


def _date(text: str) -> date | None:
    match = _DATE.search(text)
    if match is None:
        return None
    year = int(match[3])
    try:
        return date(year if year > 99 else year + (1900 if year > 40 else 2000), int(match[1]), int(match[2]))
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    digits = re.sub(r"[^\d.]", "", re.sub(r"\(\d{1,2}\)", "", text))
    try:
        return Decimal(digits)
    except InvalidOperation:
        return None
