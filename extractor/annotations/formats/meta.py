"""What other tools have no place of their own for: everything but the text and the spans, as plain JSON values."""

from __future__ import annotations

from typing import Any, Final

from extractor.annotations.io import from_record, to_record
from extractor.annotations.record import VERSION, Annotation, Span
from extractor.errors import AnnotationError

_AT: Final = "@"


def meta_of(annotation: Annotation) -> dict[str, Any]:
    """All of an annotation but its text and its spans."""
    return {key: value for key, value in to_record(annotation).items() if key not in ("text", "spans")}


def annotation_of(meta: Any, text: str, spans: list[tuple[int, int, str, str]], where: str) -> Annotation:
    """The annotation of a text, of ``(start, end, label, row)`` and of the rest; a text from elsewhere may have no rest.

    Raises :class:`AnnotationError` where the rest is no object, or does not follow the format.
    """
    if not isinstance(meta, dict):
        raise AnnotationError(where, "its metadata is not a JSON object", "leave it as it was written")
    base = {"version": VERSION, "id": where, **meta, "text": text, "spans": []}
    annotation = from_record(base, where)
    found = tuple(Span(start, end, text[start:end], label, row) for start, end, label, row in spans)
    return Annotation(**{**_values(annotation), "spans": found})


def _values(annotation: Annotation) -> dict[str, Any]:
    return {name: getattr(annotation, name) for name in Annotation.__dataclass_fields__}


def joined(span: Span) -> str:
    """Label and row as one label: ``securityTitle@nonDerivativeTable/nonDerivativeTransaction[1]``."""
    return f"{span.label}{_AT}{span.row}" if span.row else span.label


def parted(label: str) -> tuple[str, str]:
    """Label and row of one label."""
    name, _, row = label.partition(_AT)
    return name, row
