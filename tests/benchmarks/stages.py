"""Processor time of the stages of reading, filing by filing, and against the length of the text."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

import extractor
from extractor.annotations.record import Annotation
from extractor.cells.label import label_tokens
from extractor.dialects.read import read
from extractor.draft import draft
from extractor.export.json_writer import to_json
from extractor.export.xml_writer import to_xml
from extractor.model import Model
from extractor.pipeline import assessed, source_of
from extractor.reconcile.reconcile import reconcile
from extractor.regions.located import locate

T = TypeVar("T")
READING = ("tokens", "printed form", "labels", "values", "consistency", "confidence")
"""The stages that :func:`extractor.extract` goes through; what a row that is but a stain takes again counts as confidence."""
STAGES = (*READING, "JSON", "XML")


class Clock:
    """Adds up processor time, in seconds, by name: other work on the machine does not count."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = dict.fromkeys(STAGES, 0.0)

    def timed(self, name: str, work: Callable[[], T]) -> T:
        """What the work gives."""
        start = time.process_time()
        result = work()
        self.seconds[name] += time.process_time() - start
        return result


def stages_of(text: str, model: Model) -> dict[str, float]:
    """Seconds of each stage of one filing."""
    clock = Clock()
    page = clock.timed("tokens", lambda: read(text))
    located = clock.timed("printed form", lambda: locate(page))
    labelled = clock.timed("labels", lambda: label_tokens(located, model.classifier))
    drafted = clock.timed("values", lambda: draft(labelled, source_of(text, "", labelled.page)))
    reconciled = clock.timed("consistency", lambda: reconcile(drafted))
    filing = clock.timed("confidence", lambda: assessed(drafted, reconciled, reconcile, text, model.confidence))
    clock.timed("JSON", lambda: to_json(filing))
    clock.timed("XML", lambda: to_xml(filing))
    return clock.seconds


def measured(filings: Sequence[Annotation], rounds: int) -> list[dict[str, float]]:
    """Seconds of each stage of each filing: the least of some rounds through all of them."""
    model = Model.default()
    extractor.extract(filings[0].text)  # data load with the first filing
    found = [stages_of(filing.text, model) for filing in filings]
    for _ in range(rounds - 1):
        for best, filing in zip(found, filings, strict=True):
            for name, seconds in stages_of(filing.text, model).items():
                best[name] = min(best[name], seconds)
    return found


def by_length(text: str, lengths: Sequence[int]) -> list[float]:
    """Seconds to read texts of so many characters, each made of one filing over and over."""
    found = []
    for length in lengths:
        long = ((text + "\n") * (length // len(text) + 1))[:length]
        start = time.process_time()
        extractor.extract(long)
        found.append(time.process_time() - start)
    return found
