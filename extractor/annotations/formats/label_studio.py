"""Label Studio's JSON: a list of tasks, each with its text as ``data.text`` and the spans as results of one annotation.

The labelling configuration has a ``Text`` named ``text`` and ``Labels`` named ``label``; a label is ``label@row``. What a
reviewer added in the tool has only its offsets and label; tasks without an annotation, or with predictions alone, have no
spans. Source: Label Studio, "Label Studio JSON format of annotated tasks".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.annotations.formats.meta import annotation_of, joined, meta_of, parted
from extractor.annotations.record import Annotation
from extractor.errors import AnnotationError


def read(path: Path) -> Iterator[Annotation]:
    """The annotations of a file; of several annotations of a task the last that was not cancelled."""
    remedy = "export it as JSON"
    try:
        tasks = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise
    except (ValueError, RecursionError) as error:
        raise AnnotationError(path, f"not JSON ({error})", remedy) from None
    if not isinstance(tasks, list):
        raise AnnotationError(path, "not a list of tasks", remedy)
    for number, task in enumerate(tasks, 1):
        where = f"{path}: task {number}"
        try:
            data = task["data"]
            text, meta = data["text"], data.get("meta", {})
            spans = list(_spans(task))
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            raise AnnotationError(where, "no text with labels as Label Studio writes them", remedy) from None
        yield annotation_of(meta if isinstance(meta, dict) else {}, text, spans, where)


def _spans(task: dict[str, Any]) -> Iterator[tuple[int, int, str, str]]:
    done = [a for a in task.get("annotations", []) if not a.get("was_cancelled")]
    for result in done[-1]["result"] if done else ():
        if result.get("type", "labels") == "labels":
            value = result["value"]
            yield int(value["start"]), int(value["end"]), *parted(str(value["labels"][0]))


def write(path: Path, annotations: Iterable[Annotation]) -> int:
    """Write a file."""
    tasks = []
    for annotation in annotations:
        results = [
            {
                "id": str(k),
                "from_name": "label",
                "to_name": "text",
                "type": "labels",
                "value": {"start": s.start, "end": s.end, "text": s.text, "labels": [joined(s)]},
            }
            for k, s in enumerate(annotation.spans)
        ]
        tasks.append({"data": {"text": annotation.text, "meta": meta_of(annotation)}, "annotations": [{"result": results}]})
    path.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
    return len(tasks)
