"""doccano's JSON Lines for sequence labelling: ``{"text": ..., "label": [[start, end, "label@row"], ...], "meta": {...}}``.

Of what doccano exports, ``label``, ``labels`` and ``entities`` (with ``start_offset``, ``end_offset``) are understood.
Source: doccano, "Import and export of datasets", sequence labelling.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.annotations.formats.meta import annotation_of, joined, meta_of, parted
from extractor.annotations.io import numbered_lines
from extractor.annotations.record import Annotation
from extractor.errors import AnnotationError


def read(path: Path) -> Iterator[Annotation]:
    """The annotations of a file."""
    for file, number, line in numbered_lines([path]):
        where = f"{file}:{number}"
        try:
            record = json.loads(line)
            spans = [(start, end, *parted(label)) for start, end, label in _labels(record)]
            text, meta = record["text"], record.get("meta", {})
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            raise AnnotationError(where, "no text with labels as doccano writes them", "export it as JSONL") from None
        yield annotation_of(meta if isinstance(meta, dict) else {}, text, spans, where)


def _labels(record: dict[str, Any]) -> Iterator[tuple[int, int, str]]:
    if "entities" in record:
        yield from ((int(e["start_offset"]), int(e["end_offset"]), str(e["label"])) for e in record["entities"])
        return
    yield from ((int(s), int(e), str(label)) for s, e, label in record.get("label", record.get("labels", [])))


def write(path: Path, annotations: Iterable[Annotation]) -> int:
    """Write a file."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for annotation in annotations:
            labels = [[s.start, s.end, joined(s)] for s in annotation.spans]
            record = {"text": annotation.text, "label": labels, "meta": meta_of(annotation)}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            count += 1
    return count
