"""Labelled tokens as segments: stretches of one value within a line."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.address_lines import by_lines
from extractor.cells.captions import by_captions
from extractor.cells.features import Places
from extractor.cells.grammar import Grammar, best_labels
from extractor.cells.labels import LABELS, OUTSIDE
from extractor.cells.shapes import codes_before_marks, price_noughts
from extractor.cells.stacks import restack
from extractor.cells.wraps import rewrap
from extractor.reading.page import Page
from extractor.regions.printed_form import PrintedForm

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'&.,-]+")
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
    page: Page,
    printed: PrintedForm,
    places: Places,
    chosen: npt.NDArray[np.intp],
    probabilities: npt.NDArray[np.float32],
    grammar: Grammar | None = None,
) -> list[Segment]:
    """Segments in reading order.

    Args:
        page: the page.
        printed: its printed form.
        places: where its tokens stand.
        chosen: indices of the classified tokens.
        probabilities: of their labels, shape (chosen, labels).
        grammar: what follows what in a line; without one each token has its most probable label.
    """
    line_of = places.line
    probabilities = by_lines(page, printed, chosen, by_captions(page, printed, chosen, probabilities))
    best = best_labels(grammar, places, chosen, probabilities)
    restack(page, printed, line_of, chosen, probabilities, best)
    rewrap(page, line_of, chosen, probabilities, best)
    price_noughts(page, chosen, probabilities, best)
    _begin(chosen, line_of[chosen], best, probabilities)
    _raise(page, chosen, best, probabilities)
    sure = probabilities[np.arange(len(best)), best]
    taken = set(chosen[best != LABELS.index(OUTSIDE)].tolist())
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
            if _hole(page, segment.tokens, token, taken):
                segment.tokens.append(token - 1)
            segment.tokens.append(token)
        segment.probability = min(segment.probability, p)
    codes_before_marks(page, segments)
    return segments


_REACH: Final = 6  # tokens before one that goes on, among which the one that begins may stand
_POSSIBLE: Final = 0.04  # least probability of a label that another one asks for
_LINES: Final = 4  # lines over which a value may go on
_LIKELY: Final = 0.2  # least probability of another beginning just before one
_BEGINS: Final = {i: LABELS.index("B-" + name) for i, (part, name) in enumerate(_PARTS) if part == "I"}


_GOES_ON: Final = {begin: on for on, begin in _BEGINS.items()}
_NOTES: Final = np.array([i for i, (part, _) in enumerate(_PARTS) if part == "N"])
_RAISED: Final = re.compile(r"[^\s)\]}]{1,3}[)\]}]{1,2}[.,:;]?|[\u00a9\u00ae@]")
"""What is left of a footnote mark: a bracket closes behind a glyph or three, or the whole has become one sign."""
_MARKED: Final = 0.04  # least probability of a mark for a token of that look which is nothing else


def _raise(page: Page, chosen: npt.NDArray[np.intp], best: npt.NDArray[np.intp], probabilities: npt.NDArray[np.float32]) -> None:
    """What looks like a mark, and is no part of a value, is the mark it most probably is, in place."""
    marks = probabilities[:, _NOTES]
    for k in np.flatnonzero((best == 0) & (marks.sum(axis=1) >= _MARKED)).tolist():
        if _RAISED.fullmatch(page.words[chosen[k]]):
            best[k] = _NOTES[marks[k].argmax()]


def _begin(
    chosen: npt.NDArray[np.intp], lines: npt.NDArray[np.int64], best: npt.NDArray[np.intp], probabilities: npt.NDArray[np.float32]
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
        before = [j for j in range(max(0, k - _REACH), k) if lines[j] == lines[k] and best[j] == 0]
        start = max(before, key=lambda j: probabilities[j, begin], default=k)
        if start == k or probabilities[start, begin] < _POSSIBLE:
            # Rather than a value of one word out of nowhere it is part of one that its line has begun.
            best[k] = _going_on(begun, int(lines[k]), probabilities[k]) or begin
            if best[k] == begin:
                begun[begin] = int(lines[k])
            continue
        begun[begin] = int(lines[k])
        best[start] = begin
        for j in before:
            if j > start and probabilities[j, label] >= _POSSIBLE:
                best[j] = label


def _going_on(begun: dict[int, int], line: int, probabilities: npt.NDArray[np.float32]) -> int:
    """The likeliest label that goes on with a value begun in the same line; 0 where none is possible."""
    labels = [_GOES_ON[begin] for begin, at in begun.items() if at == line and begin in _GOES_ON]
    best = max(labels, key=lambda label: probabilities[label], default=0)
    return best if probabilities[best] >= _POSSIBLE else 0


def _hole(page: Page, tokens: list[int], token: int, taken: set[int]) -> bool:
    """Whether a word that belongs to nothing stands alone between two words of one value, in their cell."""
    between = token - 1
    return (
        bool(tokens)
        and tokens[-1] == token - 2
        and between not in taken
        and page.cell[tokens[-1]] == page.cell[between] == page.cell[token]
        and len(page.words[between]) > 2  # what is shorter is more often a mark or a stain
        and all(_WORD.fullmatch(page.words[k]) for k in (token - 2, between, token))
    )


def _apart(page: Page, segment: Segment, token: int) -> bool:
    """Whether a token goes on in another cell than the segment's footnote marks stand in."""
    return bool(page.cell[segment.notes[-1]] != page.cell[token])
