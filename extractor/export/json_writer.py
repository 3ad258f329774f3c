"""A filing with its evidence as JSON; the format is that of ``data/filing.schema.json``.

Every value of the XML has its entry, as reconciled and as reported: as it was read, before the filing corrected itself. A
missing leaf has one where its row or form is expected to fill it, or where something is known about its absence: a confidence,
a reason, an alternative.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any, Final

from extractor.export.schema import SCHEMA_ID
from extractor.filing import KIND_PATH, Filing, Row, Status, Value, leaves_of, row_paths
from extractor.filing.forms import asked_for
from extractor.filing.text import text_of

_DIGITS: Final = 6


def to_json(filing: Filing, *, indent: int | None = 2) -> str:
    """The filing as JSON text; ``indent=None`` gives a single line."""
    data = to_dict(filing)
    text = _written(data, indent, ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _written(data, indent, ascii=True)
    return text + "\n"


def _written(data: dict[str, Any], indent: int | None, *, ascii: bool) -> str:
    """The data as ``json.dumps`` writes it, which takes several times as long where it has to indent."""
    if indent is None:
        return json.dumps(data, ensure_ascii=ascii, allow_nan=False)
    return _indented(data, "\n", " " * indent, encode_basestring_ascii if ascii else encode_basestring)


def _indented(value: Any, line: str, step: str, quoted: Callable[[str], str]) -> str:
    """A value as JSON. ``line``: what ends a line, and the blanks that the next begins with; ``step``: those of a level."""
    if isinstance(value, str):
        return quoted(value)
    inner = line + step
    if isinstance(value, dict) and value:
        members = [f"{quoted(name)}: {_indented(member, inner, step, quoted)}" for name, member in value.items()]
        return f"{{{inner}{f',{inner}'.join(members)}{line}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([_indented(member, inner, step, quoted) for member in value])}{line}]"
    return _NAMES[value] if value is None or isinstance(value, bool) else repr(value)


_NAMES: Final = {None: "null", True: "true", False: "false"}


def to_dict(filing: Filing) -> dict[str, Any]:
    """The filing as plain dictionaries, lists, strings, numbers and booleans."""
    source, present = filing.source, [v for _, _, v in filing.leaves() if v.present]
    return {
        "schema": SCHEMA_ID,
        "source": {
            "name": source.name,
            "sha256": source.sha256,
            "dialect": source.dialect,
            "edition": source.edition,
            "noise": round(source.noise, 4),
            "captions": source.captions,
        },
        "fields": list(_fields(filing)),
        "checks": [
            {"id": c.id, "sentence": c.sentence, "outcome": c.outcome, "paths": list(c.paths), "detail": c.detail}
            for c in filing.checks
        ],
        "confidence": {
            "filing": _probability(filing.confidence),
            "lowest": _probability(min((v.confidence for v in present), default=0.0)),
        },
        "warnings": list(filing.warnings),
    }


def _fields(filing: Filing) -> Iterator[dict[str, Any]]:
    expected, ids, rows = frozenset(asked_for(filing)), iter(filing.footnotes), dict(row_paths(filing.rows))
    for path, leaf, value in filing.leaves():
        id = "" if leaf else next(ids).id
        if leaf is _FIRST_OF_ROW:
            at = path.removesuffix(leaf.path)
            yield _field(at + KIND_PATH, _kind(rows[at.removesuffix("/")]))
        if value.present or leaf is None or path in expected or value.confidence or value.reasons or value.alternatives:
            yield _field(path, value if leaf else replace(value, footnotes=(id,)))


_FIRST_OF_ROW: Final = leaves_of(Row)[0]


def _kind(row: Row) -> Value[str]:
    """Whether a row is a transaction or a holding, as its element's name says, and how sure that is."""
    return Value(row.kind.noun, Status.INFERRED, row.confidence, reasons=(_BY_CELLS,))


_BY_CELLS: Final = "by the cells that are filled in"


def _field(path: str, value: Value[Any]) -> dict[str, Any]:
    reported = value.as_reported
    return {
        "path": path,
        "value": _plain(value.value),
        "asReported": {"value": _plain(reported.value), "footnotes": list(reported.footnotes)},
        "confidence": _probability(value.confidence),
        "status": str(value.status),
        "sources": [{"start": s.start, "end": s.end, "text": s.text} for s in value.sources],
        "footnotes": list(value.footnotes),
        "footnoteConfidences": [_probability(p) for p in value.footnote_confidences],
        "alternatives": [{"value": _plain(a.value), "confidence": _probability(a.confidence)} for a in value.alternatives],
        "reasons": list(value.reasons),
    }


def _plain(value: Any) -> Any:
    """Amounts and dates as in the XML, so that no digit is lost; marks as booleans."""
    return text_of(value) if isinstance(value, (str, Decimal, date)) else value


def _probability(confidence: float) -> float:
    return round(min(1.0, max(0.0, float(confidence))), _DIGITS)
