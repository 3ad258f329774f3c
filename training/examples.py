"""Annotated filings as training examples: the tokens of a text with their features and labels."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.cells.candidates import candidates
from extractor.cells.features import IntMatrix, Places, features, places_of
from extractor.cells.labels import FIELDS, LABEL_ID, NOTE, OUTSIDE, ROW_FIELDS, SAME_COLUMN
from extractor.reading.page import Page
from extractor.reading.read import read
from extractor.regions.printed_form import find_printed
from extractor.regions.regions import find_regions

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A text's tokens: where all of them stand, which are classified, and the features and labels of those."""

    id: str
    issuer: str
    features: IntMatrix
    labels: npt.NDArray[np.int16]
    chosen: npt.NDArray[np.intp]
    places: Places


def records(paths: Iterable[Path]) -> Iterator[Record]:
    """The records of annotation files (JSON Lines)."""
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                if line.endswith("\n"):
                    yield json.loads(line)


def example(record: Record) -> Example:
    """The training example of an annotated text."""
    page = read(record["text"])
    printed = find_printed(page)
    regions = find_regions(page, printed)
    chosen = candidates(page, printed, regions)
    labels = token_labels(page, record["spans"], regions.block)
    return Example(
        record["id"], record["issuer"], features(page, printed, regions)[chosen], labels[chosen], chosen, places_of(page, regions)
    )


def token_labels(page: Page, spans: Iterable[Mapping[str, Any]], block: npt.NDArray[np.int32]) -> npt.NDArray[np.int16]:
    """The label of each token: that of the span it shares most letters with.

    ``block``: for each token the run of lines of one region it is in; a value printed twice begins in each anew.
    """
    labels = np.full(len(page), LABEL_ID[OUTSIDE], np.int16)
    shared = np.zeros(len(page), np.int32)
    begun: set[tuple[str, str, int]] = set()
    order = np.argsort(page.start, kind="stable")
    starts, ends = page.start[order], page.end[order]
    for span in sorted(spans, key=lambda s: (s["row"], s["label"], s["start"])):
        label = span["label"]
        note = label.endswith(NOTE)
        field = SAME_COLUMN.get(label.removesuffix(NOTE), label.removesuffix(NOTE))
        if field not in FIELDS or (note and field not in ROW_FIELDS):
            continue
        first = int(np.searchsorted(ends, span["start"], "right"))
        for k in range(first, len(order)):
            if starts[k] >= span["end"]:
                break
            token = int(order[k])
            overlap = min(int(ends[k]), span["end"]) - max(int(starts[k]), span["start"])
            if overlap <= shared[token]:
                continue
            key = (span["row"], field, int(block[token]))
            prefix = "N-" if note else "I-" if key in begun else "B-"
            labels[token], shared[token] = LABEL_ID[prefix + field], overlap
            if not note:
                begun.add(key)
    return labels
