"""The pieces of a value: what of it stands together, and how the pieces hang on each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from datetime import date
from typing import Generic, NamedTuple, TypeVar

from extractor.filing import Status
from extractor.reading.page import Page

T = TypeVar("T", str, Decimal, date, bool)


class Piece(NamedTuple):
    """A stretch of a value: its folded words, its span in the source, and what parts it from the piece before."""

    text: str
    start: int
    end: int
    edge: bool
    """Whether a cell's edge or a line's end stands before it; else a space."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value as read from pieces.

    ``doubt``: a cost of what had to be done, 0 for text that stands as it should; about minus log of a probability.
    ``marks``: numbers of footnote marks found glued to the value.
    """

    value: T | None
    status: Status = Status.READ
    doubt: float = 0.0
    reasons: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()
    alternatives: tuple[T, ...] = field(default=())


def pieces_of(page: Page, tokens: Sequence[int]) -> list[Piece]:
    """Tokens in reading order as pieces: glued tokens together, others apart."""
    pieces: list[Piece] = []
    before = -1
    for token in tokens:
        start, end = int(page.start[token]), int(page.end[token])
        glued = token == before + 1 and before >= 0 and not page.spaced[token]
        if glued:
            last = pieces.pop()
            pieces.append(Piece(last.text + page.words[token], last.start, end, last.edge))
        else:
            edge = before < 0 or page.line[token] != page.line[before] or page.cell[token] != page.cell[before]
            edge = edge or page.sub[token] != page.sub[before]
            pieces.append(Piece(page.words[token], start, end, bool(edge)))
        before = token
    return pieces


def joins(texts: Sequence[str], edges: Sequence[bool]) -> Iterator[tuple[str, float]]:
    """Ways to put cut pieces together, with their costs: as they stand, or with the glyph under an edge counted once.

    ``edges[i]``: whether an edge stands before piece ``i``. At most four edges are tried in all ways.
    """
    results: list[tuple[str, float]] = [(texts[0], 0.0)]
    for k, text in enumerate(texts[1:], 1):
        grown: list[tuple[str, float]] = []
        for left, cost in results:
            grown.append((left + text, cost))
            if edges[k] and k <= 4 and left and text:
                same = left[-1] == text[0]
                grown.append((left + text[1:], cost + (1.0 if same else 3.0)))
                if not same:
                    grown.append((left[:-1] + text, cost + 3.0))
                if len(text) > 1 and len(left) > 1 and left[-2:] == text[:2]:
                    grown.append((left + text[2:], cost + 1.0))
        results = grown
    yield from sorted(results, key=lambda r: r[1])


def spans_of(pieces: Iterable[Piece]) -> tuple[tuple[int, int], ...]:
    """The spans of the pieces, those that follow each other on one line joined."""
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        if spans and not piece.edge and 0 <= piece.start - spans[-1][1] <= 8:
            spans[-1] = (spans[-1][0], piece.end)
        else:
            spans.append((piece.start, piece.end))
    return tuple(spans)
