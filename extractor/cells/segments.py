"""Labelled tokens as segments: stretches of one value within a line."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.labels import LABELS, OUTSIDE
from extractor.reading.page import Page

_PARTS: Final = [("", "") if label == OUTSIDE else (label[0], label[2:]) for label in LABELS]


@dataclass(slots=True)
class Segment:
    """Tokens of one value in one line, in reading order. ``begins``: its first token begins the value."""

    field: str
    line: int
    tokens: list[int] = dataclasses.field(default_factory=list)
    begins: bool = True
    probability: float = 1.0
    notes: list[int] = dataclasses.field(default_factory=list)
    word: str = ""
    """The first word."""

    @property
    def first(self) -> int:
        """The first token, of the value or else of its footnote marks."""
        return min(self.tokens[:1] + self.notes[:1])


def segments_of(
    page: Page, line_of: npt.NDArray[np.int32], chosen: npt.NDArray[np.intp], probabilities: npt.NDArray[np.float32]
) -> list[Segment]:
    """Segments in reading order. ``chosen`` are the classified tokens, ``probabilities`` (chosen, labels) theirs."""
    best = probabilities.argmax(axis=1)
    sure = probabilities[np.arange(len(best)), best] if len(best) else np.zeros(0)
    segments: list[Segment] = []
    open_: dict[str, Segment] = {}
    line = -1
    for token, label, p in zip(chosen.tolist(), best.tolist(), sure.tolist(), strict=True):
        part, name = _PARTS[label]
        if not part:
            continue
        if line_of[token] != line:
            line = int(line_of[token])
            open_ = {}
        segment = open_.get(name)
        if part == "N":
            if segment is None:
                segment = open_[name] = Segment(name, line)
                segments.append(segment)
            segment.notes.append(token)
        elif part == "B" or segment is None or (segment.notes and _apart(page, segment, token)):
            segment = Segment(name, line, [token], part == "B", p, word=page.words[token])
            open_[name] = segment
            segments.append(segment)
        else:
            segment.tokens.append(token)
        segment.probability = min(segment.probability, p)
    return segments


def _apart(page: Page, segment: Segment, token: int) -> bool:
    """Whether a token goes on in another cell than the segment's footnote marks stand in."""
    return bool(page.cell[segment.notes[-1]] != page.cell[token])
