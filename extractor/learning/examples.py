"""Annotated filings as training examples: the tokens of a text with their features and labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.annotations.io import numbered_lines, parse_line
from extractor.annotations.record import Annotation, Span
from extractor.cells.amounts import with_amounts
from extractor.cells.candidates import candidates
from extractor.cells.features import features
from extractor.cells.labels import FIELDS, LABEL_ID, NOTE, OUTSIDE, ROW_FIELDS, SAME_COLUMN
from extractor.cells.layout import Places, places_of
from extractor.dialects.page import Page
from extractor.dialects.read import read
from extractor.regions.located import Located, locate


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A text's tokens: where all of them stand, which are classified, and the features and labels of those."""

    id: str
    issuer: str
    split: str
    features: npt.NDArray[np.uint16]
    labels: npt.NDArray[np.int16]
    chosen: npt.NDArray[np.intp]
    places: Places


def examples(paths: Sequence[Path], jobs: int | None = None) -> Iterator[Example]:
    """The examples of all annotations in some files, in their order, made by ``jobs`` processes (all cores by default).

    Raises :class:`extractor.errors.AnnotationError` for a line that is no annotation.
    """
    lines = numbered_lines(paths)
    if jobs == 1:
        yield from starmap(_of_line, lines)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(_of_line, *zip(*lines, strict=True), chunksize=8)


def _of_line(path: Path, number: int, line: str) -> Example:
    return example(parse_line(path, number, line))


def example(annotation: Annotation) -> Example:
    """The training example of an annotated text."""
    located = with_amounts(locate(read(annotation.text)))
    page = located.page
    chosen = candidates(page, located.printed, located.regions)
    matrix = features(page, located.printed, located.regions, chosen).astype(np.uint16)
    return Example(
        annotation.id,
        annotation.issuer,
        annotation.split,
        matrix,
        labels_of_tokens(located, annotation.spans)[chosen],
        chosen,
        places_of(page, located.regions),
    )


def labels_of_tokens(located: Located, spans: Iterable[Span]) -> npt.NDArray[np.int16]:
    """The label of each token of a page: that of the span it shares most letters with."""
    return token_labels(located.page, spans, located.regions.block)


_SHARE: Final = 3  # of a token's letters, one in so many must be a text's to make it part of it
_TEXTS: Final = frozenset(
    f
    for f in FIELDS
    if f.endswith(("Title", "Name", "Street1", "Street2", "City", "Description", "otherText", "natureOfOwnership"))
)


def token_labels(page: Page, spans: Iterable[Span], block: npt.NDArray[np.int32]) -> npt.NDArray[np.int16]:
    """The label of each token: that of the span it shares most letters with, if that is not just a letter of a word.

    ``block``: for each token the run of lines of one region it is in; a value printed twice begins in each anew.
    """
    labels = np.full(len(page), LABEL_ID[OUTSIDE], np.int16)
    shared = np.zeros(len(page), np.int32)
    begun: set[tuple[str, str, int]] = set()
    order = np.argsort(page.start, kind="stable")
    starts, ends = page.start[order], page.end[order]
    for span in sorted(spans, key=lambda s: (s.row, s.label, s.start)):
        label = span.label
        note = label.endswith(NOTE)
        field = SAME_COLUMN.get(label.removesuffix(NOTE), label.removesuffix(NOTE))
        if field not in FIELDS or (note and field not in ROW_FIELDS):
            continue
        first = int(np.searchsorted(ends, span.start, "right"))
        for k in range(first, len(order)):
            if starts[k] >= span.end:
                break
            token = int(order[k])
            overlap = min(int(ends[k]), span.end) - max(int(starts[k]), span.start)
            least = (ends[k] - starts[k]) / _SHARE if field in _TEXTS and not note else 0
            if overlap <= shared[token] or overlap < least:
                continue
            key = (span.row, field, int(block[token]))
            prefix = "N-" if note else "I-" if key in begun else "B-"
            labels[token], shared[token] = LABEL_ID[prefix + field], overlap
            if not note:
                begun.add(key)
    return labels
