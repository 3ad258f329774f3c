"""Annotated filings on disk: JSON Lines, version 2 of the format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

from extractor.annotations.record import VERSION, Annotation, Span
from extractor.errors import AnnotationError

_FORMAT: Final = "see annotations/README.md for the format"
_TEXTS: Final = ("id", "text", "issuer", "split", "form", "edition", "dialect", "engine", "strength")
_KNOWN: Final = frozenset(f.name for f in fields(Annotation))


def to_record(annotation: Annotation) -> dict[str, Any]:
    """The annotation as JSON has it: keys in the order of the format, spans as objects."""
    record: dict[str, Any] = {"version": annotation.version}
    for name in ("id", "issuer", "split", "form", "edition", "dialect", "engine", "strength", "sloppiness", "text"):
        record[name] = getattr(annotation, name)
    record["spans"] = [{"start": s.start, "end": s.end, "text": s.text, "label": s.label, "row": s.row} for s in annotation.spans]
    return {**record, "gold": dict(annotation.gold)}


def from_record(record: Any, where: str = "annotation") -> Annotation:
    """The annotation of a record.

    Raises :class:`AnnotationError` where the record has another version, lacks a key, has an unknown one, or a value of
    another type. What the values say is not looked at: see :func:`extractor.annotations.check.check`.
    """
    if not isinstance(record, dict):
        raise AnnotationError(where, "not a JSON object", _FORMAT)
    if record.get("version") != VERSION:
        raise AnnotationError(where, f"version {record.get('version')!r} of the format", f"write version {VERSION}")
    if unknown := sorted(set(record) - _KNOWN):
        raise AnnotationError(where, f"unknown key {unknown[0]!r}", _FORMAT)
    for name in ("id", "text"):
        if name not in record:
            raise AnnotationError(where, f"no {name!r}", _FORMAT)
    for name in _TEXTS:
        if not isinstance(record.get(name, ""), str):
            raise AnnotationError(where, f"{name!r} is not a text", _FORMAT)
    sloppiness = record.get("sloppiness")
    if sloppiness is not None and (isinstance(sloppiness, bool) or not isinstance(sloppiness, int | float)):
        raise AnnotationError(where, "'sloppiness' is not a number", _FORMAT)
    values = {name: record[name] for name in _TEXTS if name in record}
    spans, gold = _spans(record.get("spans", []), where), _gold(record, where)
    return _encodable(Annotation(**values, sloppiness=sloppiness, spans=spans, gold=gold), where)


def _encodable(annotation: Annotation, where: str) -> Annotation:
    # JSON can escape halves of surrogate pairs; no file in UTF-8 can hold them.
    try:
        line_of(annotation).encode()
    except UnicodeEncodeError as error:
        half = f"{error.object[error.start]!r} is half a character"
        raise AnnotationError(where, half, "put the whole one or U+FFFD in its place") from None
    return annotation


def _spans(spans: Any, where: str) -> tuple[Span, ...]:
    if not isinstance(spans, list):
        raise AnnotationError(where, "'spans' is not a list", _FORMAT)
    found = []
    for k, span in enumerate(spans, 1):
        types = {"start": int, "end": int, "text": str, "label": str, "row": str}
        if not isinstance(span, dict) or set(span) - set(types) or {"start", "end", "text", "label"} - set(span):
            raise AnnotationError(where, f"span {k} has not just start, end, text, label and row", _FORMAT)
        for name, type in types.items():
            if name in span and (not isinstance(span[name], type) or isinstance(span[name], bool)):
                raise AnnotationError(where, f"span {k}: {name!r} is no {'number' if type is int else 'text'}", _FORMAT)
        found.append(Span(span["start"], span["end"], span["text"], span["label"], span.get("row", "")))
    return tuple(found)


def _gold(record: dict[str, Any], where: str) -> dict[str, str]:
    gold = record.get("gold", {})
    if not isinstance(gold, dict) or not all(isinstance(value, str) for value in gold.values()):
        raise AnnotationError(where, "'gold' is not an object of texts", _FORMAT)
    return gold


def read_annotations(paths: Iterable[Path]) -> Iterator[Annotation]:
    """The annotations of JSON Lines files, in order; blank lines are passed over.

    Raises :class:`AnnotationError`, with file and line, for a file that cannot be read and for a line that is no annotation.
    """
    for path, number, line in numbered_lines(paths):
        yield parse_line(path, number, line)


def numbered_lines(paths: Iterable[Path]) -> Iterator[tuple[Path, int, str]]:
    """File, number and text of every line that is not blank."""
    for path in paths:
        try:
            with path.open(encoding="utf-8") as lines:
                for number, line in enumerate(lines, 1):
                    if line.strip():
                        yield path, number, line
        except OSError as error:
            raise AnnotationError(path, error.strerror or "cannot be read", "check the path and its rights") from None
        except UnicodeDecodeError:
            raise AnnotationError(path, "not UTF-8", "save it as UTF-8") from None


def parse_line(path: Path, number: int, line: str) -> Annotation:
    """The annotation of one line; errors as of :func:`read_annotations`."""
    where = f"{path}:{number}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise AnnotationError(where, f"not JSON ({error})", "one JSON object a line") from None
    return from_record(record, where)


def line_of(annotation: Annotation) -> str:
    """One line of JSON, without the line's end."""
    return json.dumps(to_record(annotation), ensure_ascii=False)


def write_annotations(path: Path, annotations: Iterable[Annotation]) -> int:
    """Write JSON Lines; returns how many annotations were written. The file appears only when it is complete."""
    part = path.with_name(f".{path.name}.part")
    count = 0
    with part.open("w", encoding="utf-8", newline="\n") as lines:
        for annotation in annotations:
            lines.write(line_of(annotation) + "\n")
            count += 1
    part.replace(path)
    return count
