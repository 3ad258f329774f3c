"""The pieces of a value: what of it stands together, and how the pieces hang on each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from extractor.dialects.page import Page
from extractor.filing import Status
from extractor.form.days import as_asked

T = TypeVar("T", str, Decimal, date, bool)
COUNTED_ONCE: Final = "a glyph under a cell edge counted once"
_LONGEST: Final = 80  # characters of a value that may be cut


class Piece(NamedTuple):
    """A stretch of a value: its folded words, its span in the source, and what parts it from the piece before."""

    text: str
    start: int
    end: int
    edge: bool
    """Whether a cell's edge or a line's end stands before it; else a space."""
    cut_before: bool = False
    """Whether it touches its cell's edge with its first glyph, so that one before may be lost."""
    cut_after: bool = False
    """Whether it touches its cell's edge with its last glyph."""
    line: int = 0
    """The line of the page it stands in."""
    sub: int = 0
    """The line within its cell."""
    cell: int = 0
    """The cell of its line."""


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value as read from pieces.

    ``doubt``: a cost of what had to be done, 0 for text that stands as it should; about minus log of a probability.
    ``reasons``: in words, or as hints to later steps. ``marks``: numbers of footnote marks found glued to the value.
    """

    value: T | None
    status: Status = Status.READ
    doubt: float = 0.0
    reasons: tuple[str, ...] = ()
    marks: tuple[int, ...] = ()
    alternatives: tuple[T, ...] = field(default=())

    def repaired(self, value: T, doubt: float, reason: str) -> Reading[T]:
        """The reading with another value, so much more doubtful, for a reason in words."""
        reasons = (*self.reasons, reason)
        return replace(self, value=value, status=Status.REPAIRED, doubt=self.doubt + doubt, reasons=reasons)


def pieces_of(page: Page, tokens: Sequence[int]) -> list[Piece]:
    """Tokens in reading order as pieces: glued tokens together, others apart."""
    pieces: list[Piece] = []
    lists = _lists(page)
    line, cell, sub = lists.line, lists.cell, lists.sub
    before = -1
    for token in _printed_order(lists, tokens):
        end = lists.end[token]
        after = lists.ends[token]
        if token == before + 1 and before >= 0 and not lists.spaced[token]:
            last = pieces.pop()
            pieces.append(last._replace(text=last.text + page.words[token], end=end, cut_after=after))
        else:
            edge = before < 0 or line[token] != line[before] or cell[token] != cell[before] or sub[token] != sub[before]
            # Where a cell holds several printed lines, the value's own line is cut by the edge in the middle of the cell's text.
            across = before >= 0 and line[token] == line[before] and cell[token] != cell[before]
            if across:
                pieces[-1] = pieces[-1]._replace(cut_after=True)
            cut_before = across or lists.begins[token]
            place = line[token], sub[token], cell[token]
            pieces.append(Piece(page.words[token], lists.start[token], end, edge, cut_before, after, *place))
        before = token
    return pieces


def as_printed(page: Page, pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a text, with days in words as they stand: in the page's tokens they are as the form asks for them."""
    return [
        piece._replace(text=" ".join(page.folded[piece.start : piece.end].split())) if _is_changed(page, piece) else piece
        for piece in pieces
    ]


def _is_changed(page: Page, piece: Piece) -> bool:
    return piece.text.count("/") > 1 and as_asked(" ".join(page.folded[piece.start : piece.end].split())) == piece.text


class _Lists(NamedTuple):
    """The places of a page's tokens as lists, which are faster than arrays one by one."""

    start: list[int]
    end: list[int]
    line: list[int]
    cell: list[int]
    sub: list[int]
    spaced: list[bool]
    begins: list[bool]
    """Whether a token is the first of its line in its cell."""
    ends: list[bool]
    """Whether it is the last."""


@lru_cache(maxsize=1)
def _lists(page: Page) -> _Lists:
    apart = _apart(page)
    edges = (page.celled & apart[:-1], page.celled & apart[1:])
    arrays = (page.start, page.end, page.line, page.cell, page.sub, page.spaced, *edges)
    return _Lists(*(array.tolist() for array in arrays))


def _printed_order(lists: _Lists, tokens: Sequence[int]) -> list[int]:
    """Tokens of cells that hold the same number of lines go line by line through the cells, as they were printed."""
    order = list(tokens)
    line, cell, sub = lists.line, lists.cell, lists.sub
    if len(order) < 2 or not any(map(sub.__getitem__, order)):
        return order
    lines: dict[tuple[int, int], set[int]] = {}
    for token in order:
        lines.setdefault((line[token], cell[token]), set()).add(sub[token])
    counts = {len(subs) for subs in lines.values()}
    if len(lines) < 2 or len(counts) > 1 or counts == {1}:
        return order  # the n-th line of one cell need not stand beside that of another
    return sorted(order, key=lambda t: (line[t], sub[t], cell[t], t))


def touch_edges(page: Page) -> npt.NDArray[np.bool_]:
    """Whether each token of a page touches an edge of its cell."""
    apart = _apart(page)
    touches: npt.NDArray[np.bool_] = page.celled & (apart[1:] | apart[:-1])
    return touches


def _apart(page: Page) -> npt.NDArray[np.bool_]:
    """For each token whether it stands in another cell, or another line of its cell, than the one before; one more at the end."""
    apart = np.ones(len(page) + 1, np.bool_)
    apart[1:-1] = False
    for place in (page.line, page.cell, page.sub):
        apart[1:-1] |= place[1:] != place[:-1]
    return apart


def joins(texts: Sequence[str], edges: Sequence[bool]) -> Iterator[tuple[str, float]]:
    """Ways to put cut pieces together, with costs: as they stand, or with the glyph under an edge counted once.

    ``edges[i]``: whether an edge stands before piece ``i``. At most four edges are tried in all ways, and none in what
    is longer than any value.
    """
    if sum(map(len, texts)) > _LONGEST:
        yield "".join(texts), 0.0
        return
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


def spans_of(page: Page, pieces: Iterable[Piece]) -> tuple[tuple[int, int], ...]:
    """The spans of the pieces, those that follow each other on one line joined."""
    spans: list[tuple[int, int]] = []
    for piece in pieces:
        *before, last = page.parted.get(piece.start, ((piece.start, piece.end),))
        spans += before
        if spans and not piece.edge and not before and 0 <= piece.start - spans[-1][1] <= WIDEST_GAP:
            spans[-1] = (spans[-1][0], piece.end)
        else:
            spans.append((last[0], piece.end))
    return tuple(spans)


WIDEST_GAP: Final = 8
"""Characters between the words of one span; there is markup between words that are farther apart."""
