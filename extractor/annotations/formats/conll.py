"""CoNLL: a token a line (token, start, end, BIO label, row, parted by TABs), a blank line between texts.

The comments before each text hold it and what else there is to know (``# text = ...``, ``# meta = ...``, JSON), so that
nothing is lost. Tokens are what blanks and the ends of spans part.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from extractor.annotations.formats.meta import annotation_of, meta_of
from extractor.annotations.record import Annotation, Span
from extractor.errors import AnnotationError

_WORD: Final = re.compile(r"\S+")
Spans = list[tuple[int, int, str, str]]


def read(path: Path) -> Iterator[Annotation]:
    """The annotations of a file."""
    text: str | None = None
    meta: Any = {}
    spans: Spans = []
    began = 1
    with path.open(encoding="utf-8", newline="\n") as lines:
        for number, raw in enumerate(lines, 1):
            line = raw.rstrip("\n")
            try:
                if line.startswith("# text = "):
                    text = json.loads(line[9:])
                elif line.startswith("# meta = "):
                    if text is not None:
                        yield annotation_of(meta, text, spans, f"{path}:{began}")
                    text, spans, meta, began = None, [], json.loads(line[9:]), number
                elif line and not line.startswith("# "):
                    _token(line, spans)
            except (ValueError, IndexError, RecursionError):
                raise AnnotationError(f"{path}:{number}", "no token, start, end, label and row", "part them by TABs") from None
    if text is not None:
        yield annotation_of(meta, text, spans, f"{path}:{began}")


def _token(line: str, spans: Spans) -> None:
    _, start, end, label, row = line.rsplit("\t", 4)
    if label.startswith("B-"):
        spans.append((int(start), int(end), json.loads(label[2:]), json.loads(row)))
    elif label.startswith("I-"):
        first, _, name, place = spans[-1]
        spans[-1] = (first, int(end), name, place)
    elif label != "O":
        raise ValueError(label)


def write(path: Path, annotations: Iterable[Annotation]) -> int:
    """Write a file."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for annotation in annotations:
            out.write(f"# meta = {json.dumps(meta_of(annotation), ensure_ascii=True)}\n")
            out.write(f"# text = {json.dumps(annotation.text, ensure_ascii=True)}\n")
            out.writelines(_lines(annotation))
            out.write("\n")
            count += 1
    return count


def _lines(annotation: Annotation) -> Iterator[str]:
    text, spans = annotation.text, list(annotation.spans)
    for one, other in pairwise(spans):
        if other.start < one.end:
            raise AnnotationError(
                annotation.id, f"the spans at {one.start} and {other.start} overlap or are not in order", "part them"
            )
    for blank in (s for s in spans if text[s.start].isspace() or text[s.end - 1].isspace()):
        raise AnnotationError(annotation.id, f"the span at {blank.start} begins or ends with a blank", "leave it out")
    edges = {at for s in spans for at in (s.start, s.end)}
    waiting = iter(spans)
    span: Span | None = next(waiting, None)
    for start, end in _tokens(text, edges):
        while span is not None and span.end <= start:
            span = next(waiting, None)
        inside = span is not None and span.start <= start
        if span is not None and inside:
            label = f"{'B' if start == span.start else 'I'}-{json.dumps(span.label)}"
            yield f"{_shown(text[start:end])}\t{start}\t{end}\t{label}\t{json.dumps(span.row)}\n"
        else:
            yield f"{_shown(text[start:end])}\t{start}\t{end}\tO\t_\n"


def _shown(token: str) -> str:
    return json.dumps(token)[1:-1] if token.startswith("#") or not token.isprintable() else token


def _tokens(text: str, edges: set[int]) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        cuts = [match.start(), *(at for at in range(match.start() + 1, match.end()) if at in edges), match.end()]
        yield from pairwise(cuts)
