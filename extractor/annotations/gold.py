"""The gold values of an annotation: a flat mapping of XPaths to values, and the filing that it describes.

Keys are the XPaths below ``ownershipDocument`` as :meth:`Filing.leaves` counts them, such as
``nonDerivativeTable/nonDerivativeTransaction[1]/transactionAmounts/transactionShares``; footnote marks stand under the path
of the XML with ``/footnoteId`` behind it (``F1 F2``), a footnote under ``footnotes/footnote[1]/id`` and ``.../text``. Rows
of one table are in the order in which their first keys stand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from extractor.annotations.record import Annotation
from extractor.cells.labels import NOTE
from extractor.errors import AnnotationError
from extractor.filing import (
    Filing,
    Footnote,
    Issuer,
    Leaf,
    OwnerSignature,
    Printed,
    ReportingOwner,
    Row,
    RowKind,
    Status,
    Value,
    leaves_of,
    row_paths,
)
from extractor.filing.text import text_of, value_of

_PART: Final = re.compile(
    r"(issuer|reportingOwner\[\d+\]|(?:nonD|d)erivativeTable/\w+\[\d+\]|footnotes/footnote\[\d+\]|ownerSignature\[\d+\])/(.+)"
)
_KINDS: Final = {kind.value: kind for kind in RowKind}
Parts = dict[str, dict[str, str]]


def gold_of(filing: Filing) -> dict[str, str]:
    """The values of a filing as gold, in the order of its leaves; what is missing has no key."""
    gold: dict[str, str] = {}
    rows = [path for path, _ in _row_parts(filing)]
    for path, leaf, value in filing.leaves():
        if leaf is None:
            continue
        if (text := text_of(value.value)) != "":
            gold[path] = text
        if value.footnotes and leaf.notes:
            gold[path.removesuffix(leaf.path) + leaf.notes + NOTE] = " ".join(value.footnotes)
    for k, note in enumerate(filing.footnotes, 1):
        gold[f"footnotes/footnote[{k}]/id"] = note.id
        if text := text_of(note.text.value):
            gold[f"footnotes/footnote[{k}]/text"] = text
    return _in_row_order(gold, rows)


def _row_parts(filing: Filing) -> list[tuple[str, Row]]:
    return [*row_paths(filing.non_derivative_table), *row_paths(filing.derivative_table)]


def _in_row_order(gold: dict[str, str], rows: list[str]) -> dict[str, str]:
    """Keys of the tables in printed order, each row's together."""
    place = {path: k for k, path in enumerate(rows)}
    tables = [key for key in gold if part_of(key)[0] in place]
    tables.sort(key=lambda key: place[part_of(key)[0]])
    if not tables:
        return gold
    first = min(list(gold).index(key) for key in tables)
    others = [key for key in gold if part_of(key)[0] not in place]
    ordered = [*others[:first], *tables, *others[first:]]
    return {key: gold[key] for key in ordered}


def part_of(path: str) -> tuple[str, str]:
    """The part of the document that a path leads into, and the rest of the path; the document itself is the empty part."""
    match = _PART.fullmatch(path)
    return (match[1], match[2]) if match else ("", path)


def leaves_at(part: str) -> tuple[Leaf, ...]:
    """The leaves of a part of the document."""
    if not part:
        return (*leaves_of(Filing), *leaves_of(Printed))
    return leaves_of(class_of(part)) if not part.startswith("footnotes/") else ()


def class_of(part: str) -> type:
    """The class of a part by the name in its path; ``Filing`` for the empty part."""
    if not part:
        return Filing
    name = re.sub(r"\[\d+\]", "", part.rpartition("/")[2])
    return Row if name in _KINDS else _CLASSES[name]


_CLASSES: Final[dict[str, type]] = {
    "issuer": Issuer,
    "reportingOwner": ReportingOwner,
    "ownerSignature": OwnerSignature,
    "footnote": Footnote,
}


def filing_of(gold: Mapping[str, str], where: str = "gold") -> Filing:
    """The filing that gold values describe: each ``read`` with confidence 1.

    Raises :class:`AnnotationError` for a path that the document does not have, and for a value of another type.
    """
    parts: Parts = {}
    for path, text in gold.items():
        part, rest = part_of(path)
        if part.startswith(("nonDerivativeTable", "derivativeTable")) and _row_kind(part) is None:
            raise AnnotationError(where, f"no such row: {part!r}", "name rows as EDGAR does, such as nonDerivativeTransaction")
        parts.setdefault(part, {})[rest] = text
    tables: dict[str, list[Row]] = {kind.table: [] for kind in RowKind}
    for part, values in parts.items():
        if kind := _row_kind(part):
            tables[kind.table].append(Row(kind=kind, **_values(Row, part, values, where)))
    top = {"": parts.get("", {})}
    mine, printed = _split(top[""])
    return Filing(
        **_values(Filing, "", mine, where),
        printed=Printed(**_values(Printed, "", printed, where)),
        issuer=Issuer(**_values(Issuer, "issuer", parts.get("issuer", {}), where)),
        reporting_owners=tuple(ReportingOwner(**_values(ReportingOwner, p, v, where)) for p, v in _of(parts, "reportingOwner")),
        non_derivative_table=tuple(tables["nonDerivativeTable"]),
        derivative_table=tuple(tables["derivativeTable"]),
        footnotes=tuple(_footnote(p, v, where) for p, v in _of(parts, "footnotes/footnote")),
        owner_signatures=tuple(OwnerSignature(**_values(OwnerSignature, p, v, where)) for p, v in _of(parts, "ownerSignature")),
        confidence=1.0,
    )


def gold_filing(annotation: Annotation) -> Filing:
    """The filing that an annotation's gold describes; errors as of :func:`filing_of`."""
    return filing_of(annotation.gold, annotation.id)


def _row_kind(part: str) -> RowKind | None:
    kind = _KINDS.get(re.sub(r"\[\d+\]", "", part.rpartition("/")[2]))
    return kind if kind is not None and part.startswith(kind.table + "/") else None


def _of(parts: Parts, name: str) -> list[tuple[str, dict[str, str]]]:
    """Parts of one name, by their numbers."""
    mine = [(part, values) for part, values in parts.items() if part.startswith(name + "[")]
    return sorted(mine, key=lambda item: int(item[0].rpartition("[")[2][:-1]))


def _split(values: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    printed = {leaf.path for leaf in leaves_of(Printed)}
    mine = {path: text for path, text in values.items() if path not in printed}
    return mine, {path: text for path, text in values.items() if path in printed}


def _footnote(part: str, values: dict[str, str], where: str) -> Footnote:
    for path in values:
        if path not in ("id", "text"):
            raise AnnotationError(where, f"no such path: {part}/{path}", "a footnote has an id and a text")
    text = values.get("text", "")
    return Footnote(id=values.get("id", ""), text=Value(text, Status.READ, 1.0) if text else Value())


def _values(cls: type, part: str, values: Mapping[str, str], where: str) -> dict[str, Any]:
    leaves = leaves_of(cls)
    known = {leaf.path for leaf in leaves} | {leaf.notes + NOTE for leaf in leaves if leaf.notes}
    for path in values:
        if path not in known:
            raise AnnotationError(
                where, f"no such path: {f'{part}/{path}'.lstrip('/')}", "see annotations/README.md for the paths"
            )
    found: dict[str, Any] = {}
    for leaf in leaves:
        ids = tuple(values.get(leaf.notes + NOTE, "").split()) if leaf.notes else ()
        try:
            value = value_of(values.get(leaf.path, ""), leaf.type)
        except ValueError as error:
            raise AnnotationError(where, f"{part}/{leaf.path}: {error}", "correct the value") from None
        if value is not None or ids:
            found[leaf.attribute] = Value(value, Status.READ, 1.0, footnotes=tuple(dict.fromkeys(ids)))
    return found
