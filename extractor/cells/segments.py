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
    best = probabilities.argmax(axis=1) if len(chosen) else np.zeros(0, np.intp)
    _begin(chosen, line_of[chosen], best, probabilities)
    sure = probabilities[np.arange(len(best)), best]
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


_REACH: Final = 6  # tokens before one that goes on, among which the one that begins may stand
_POSSIBLE: Final = 0.04  # least probability of a label that another one asks for
_LINES: Final = 4  # lines over which a value may go on
_LIKELY: Final = 0.2  # least probability of another beginning just before one
_BEGINS: Final = {i: LABELS.index("B-" + name) for i, (part, name) in enumerate(_PARTS) if part == "I"}


_GOES_ON: Final = {begin: on for on, begin in _BEGINS.items()}


def _begin(
    chosen: npt.NDArray[np.intp], lines: npt.NDArray[np.int32], best: npt.NDArray[np.intp], probabilities: npt.NDArray[np.float32]
) -> None:
    """Where a value goes on that nothing begins, let the likeliest of the tokens just before it begin it, in place."""
    begun: dict[int, int] = {}
    for k, label in enumerate(best.tolist()):
        if label in _GOES_ON:
            begun[label] = int(lines[k])
            # Of two tokens that may both begin the value the first does.
            if k and chosen[k - 1] == chosen[k] - 1 and best[k - 1] == 0 and probabilities[k - 1, label] >= _LIKELY:
                best[k - 1], best[k] = label, _GOES_ON[label]
            continue
        begin = _BEGINS.get(label)
        if begin is None or begun.get(begin, -_LINES - 1) >= lines[k] - _LINES:
            continue
        begun[begin] = int(lines[k])
        before = [j for j in range(max(0, k - _REACH), k) if lines[j] == lines[k] and best[j] == 0]
        start = max(before, key=lambda j: probabilities[j, begin], default=k)
        if start == k or probabilities[start, begin] < _POSSIBLE:
            best[k] = begin
            continue
        best[start] = begin
        for j in before:
            if j > start and probabilities[j, label] >= _POSSIBLE:
                best[j] = label


def _apart(page: Page, segment: Segment, token: int) -> bool:
    """Whether a token goes on in another cell than the segment's footnote marks stand in."""
    return bool(page.cell[segment.notes[-1]] != page.cell[token])
