"""Reads ``ownershipDocument`` XML, of EDGAR or written here, into a filing."""

from __future__ import annotations

import re
from typing import Any, Final, TypeVar
from xml.etree.ElementTree import Element, ParseError, SubElement, TreeBuilder, XMLParser

from extractor.errors import DocumentError
from extractor.filing import (
    MISSING,
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
from extractor.filing.text import value_of

_REMEDY: Final = "give the ownershipDocument XML of a Form 3, 4 or 5"
_FOREIGN: Final = ("rptOwnerNonUSStateTerritory", "rptOwnerCountry")
_DECLARED: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
T = TypeVar("T")


def from_xml(source: str | bytes) -> Filing:
    """The filing that the XML describes: every value ``read`` with confidence 1.0.

    Raises :class:`DocumentError` where the source is no ownership document.
    """
    root = _parse(source)
    tables: dict[str, list[Row]] = {kind.table: [] for kind in RowKind}
    kinds = {kind.value: kind for kind in RowKind}
    for name, rows in tables.items():
        for el in (el for table in root.findall(name) for el in table):
            kind = kinds.get(el.tag)
            if kind is not None and kind.table == name:
                rows.append(Row(kind=kind, **_leaves(Row, el)))
    issuer = root.find("issuer")
    return Filing(
        **_leaves(Filing, root),
        issuer=_part(Issuer, Element("issuer") if issuer is None else issuer),
        reporting_owners=tuple(_part(ReportingOwner, _domestic(el)) for el in root.findall("reportingOwner")),
        non_derivative_table=tuple(tables["nonDerivativeTable"]),
        derivative_table=tuple(tables["derivativeTable"]),
        footnotes=tuple(
            Footnote(id=el.get("id", ""), text=_value("".join(el.itertext()), LeafType.TEXT, el.tag))
            for el in root.findall("footnotes/footnote")
        ),
        owner_signatures=tuple(_part(OwnerSignature, el) for el in root.findall("ownerSignature")),
        confidence=1.0,
    )


class _Builder(TreeBuilder):
    """Refuses document types, and with them entities that grow without end."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise DocumentError("the XML declares a document type", "remove its DOCTYPE line")


def _parse(source: str | bytes) -> Element:
    if isinstance(source, str):
        source = _DECLARED.sub("", source.lstrip("\ufeff"), count=1).encode("utf-8", "replace")
    parser = XMLParser(target=_Builder())
    try:
        parser.feed(source.lstrip())
        root: Element = parser.close()
    except (ParseError, ValueError, LookupError) as error:
        raise DocumentError(f"not well-formed XML ({error})", _REMEDY) from None
    for el in root.iter():
        el.tag = str(el.tag).rpartition("}")[2]
    if root.tag != "ownershipDocument":
        raise DocumentError(f"the root element is {root.tag[:60]!r}, not 'ownershipDocument'", _REMEDY)
    return root


def _part(cls: type[T], el: Element) -> T:
    return cls(**_leaves(cls, el))


def _leaves(cls: type, el: Element) -> dict[str, Any]:
    found = {spec.attribute: _leaf(spec, el) for spec in leaves_of(cls)}
    return {attribute: value for attribute, value in found.items() if value is not MISSING}


def _leaf(spec: Leaf, el: Element) -> Value[Any]:
    node = el.find(spec.path)
    ids = tuple(note.get("id", "") for note in el.findall(f"{spec.notes}/footnoteId")) if spec.notes else ()
    if node is None:
        return _value("", spec.type, spec.path, ids)
    boxed = node.find("value")
    return _value((node if boxed is None else boxed).text or "", spec.type, spec.path, ids)


def _value(text: str, type: LeafType, path: str, ids: tuple[str, ...] = ()) -> Value[Any]:
    try:
        value = value_of(text, type)
    except ValueError as error:
        raise DocumentError(f"{path}: {error}", "correct the value in the XML") from None
    ids = tuple(dict.fromkeys(filter(None, ids)))
    return MISSING if value is None and not ids else Value(value, Status.READ, 1.0, footnotes=ids)


def _domestic(owner: Element) -> Element:
    """EDGAR's country elements in the place where a form prints its state."""
    address = owner.find("reportingOwnerAddress")
    if address is not None and not address.findtext("rptOwnerState", "").strip():
        place = next(filter(None, (address.findtext(name, "").strip() for name in _FOREIGN)), "")
        for old in address.findall("rptOwnerState"):
            address.remove(old)
        SubElement(address, "rptOwnerState").text = place
    return owner
