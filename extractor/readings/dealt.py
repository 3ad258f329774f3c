"""Printed lines within cells: which words of cut cells stand on which line of a text.

A text of several printed lines that a layout model has cut into cells gives, cell by cell, a stretch of each of its lines:
``By T of Non-`` | ``rustee Qualified`` is ``By Trustee`` over ``of Non-Qualified``. The words of each cell are dealt to the
lines, in order, such that every line makes sense across the cells: a beam search over the cells.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement, pairwise
from operator import itemgetter
from typing import Final, NamedTuple

from extractor.language.decode import Cut, Decoder, decoder
from extractor.readings.pieces import Piece

_BEAM: Final = 8
_GAP: Final = 3.0  # cost of a line that begins in a later cell than others, or leaves one out
_SLIVER: Final = 2  # letters of a word of a cell that holds but the first or last letters of its lines
_FOUND: Final = 3  # orders that are given
_ENDS: Final = 6.0  # what lines may cost more by themselves than as one text: each begins and ends once more
_MOST: Final = 24  # pieces of a text that is dealt to lines
_MOST_OF_CELL: Final = 9  # of one of its cells


class _State(NamedTuple):
    cost: float
    decoders: tuple[Decoder, ...]
    """Of the lines so far."""
    lines: tuple[tuple[Piece, ...], ...]
    cells: tuple[int, ...]
    """Of how many cells each line has pieces."""
    gaps: float
    """What it costs that lines begin in a later cell than others, or leave one out."""


def cuts_of(pieces: Sequence[Piece]) -> list[Cut]:
    """Pieces as the decoder takes them."""
    cuts = []
    for k, piece in enumerate(pieces):
        joint = "" if not k else "|" if piece.cut_before and piece.edge else "/" if piece.edge else " "
        cuts.append(Cut(piece.text, joint, piece.cut_before, piece.cut_after))
    return cuts


def dealt_orders(
    pieces: Sequence[Piece], count: int, kind: str, own: frozenset[str], most: float = math.inf
) -> list[tuple[list[Piece], float]]:
    """The orders of the pieces that make most sense if each cell, side by side in one line, holds so many printed lines.

    With each what it costs that its lines begin in another cell than the first, or leave one out.

    Args:
        pieces: the pieces in reading order.
        count: how many printed lines.
        kind: the kind of text, see :mod:`extractor.language.model`.
        own: words, in small letters, that stand uncut elsewhere on the page.
        most: what an order may cost; of one whose lines, each by itself, cost far more nothing need be looked at.
    """
    cells: list[list[Piece]] = []
    for piece in pieces:
        if piece.cut_before or not cells:
            cells.append([])
        cells[-1].append(piece)
    if len(cells) < 2 or len(pieces) > _MOST or max(map(len, cells)) > _MOST_OF_CELL or len({p.line for p in pieces}) > 1:
        return []
    begun = decoder(kind, own)
    states = [_State(0.0, (begun,) * count, ((),) * count, (0,) * count, 0.0)]
    wide = 0  # cells so far whose edge cannot have taken all that they had of a line
    for n, cell in enumerate(cells):
        fed = _Fed(cell, begun, first=not n, last=n == len(cells) - 1)
        grown = []
        behind = [min(state.cells) < wide for state in states]
        for cut in combinations_with_replacement(range(len(cell) + 1), count - 1):
            parts = list(pairwise((0, *cut, len(cell))))
            for state, is_behind in zip(states, behind, strict=True):
                decoders = [fed[so_far, start, stop] for so_far, (start, stop) in zip(state.decoders, parts, strict=True)]
                gaps = state.gaps
                if is_behind:
                    gaps += _GAP * sum([a < b and had < wide for had, (a, b) in zip(state.cells, parts, strict=True)])
                grown.append((gaps + sum([d.cost for d in decoders]), decoders, state, parts, gaps))
        states = [
            _State(
                cost,
                tuple(decoders),
                tuple(line + fed.run(part) for line, part in zip(state.lines, parts, strict=True)),
                tuple(had + (start < stop) for had, (start, stop) in zip(state.cells, parts, strict=True)),
                gaps,
            )
            for cost, decoders, state, parts, gaps in sorted(grown, key=itemgetter(0))[:_BEAM]
        ]
        wide += max(len(p.text) for p in cell) > _SLIVER
    found = [state for state in states[:_FOUND] if state.cost <= most + _ENDS]
    return [([piece for line in state.lines for piece in line], state.gaps) for state in found]


class _Fed(dict[tuple[Decoder, int, int], Decoder]):
    """Decodings of lines gone on with a run of a cell's pieces, each computed when it is asked for first."""

    def __init__(self, cell: list[Piece], begun: Decoder, *, first: bool, last: bool) -> None:
        self.cell, self.begun, self.first, self.last = cell, begun, first, last
        self.runs: dict[tuple[int, int], tuple[Piece, ...]] = {}
        self.cuts: dict[tuple[int, int, bool], list[Cut]] = {}

    def run(self, part: tuple[int, int]) -> tuple[Piece, ...]:
        """The pieces from one to before another as a line of their own has them."""
        found = self.runs.get(part)
        if found is None:
            found = self.runs[part] = tuple(_cut(self.cell[slice(*part)], first=self.first, last=self.last))
        return found

    def _cuts(self, start: int, stop: int, begins: bool) -> list[Cut]:
        """The same as the decoder takes them where they begin their line, and where they go on with it."""
        found = self.cuts.get((start, stop, begins))
        if found is None:
            found = self.cuts[start, stop, begins] = cuts_of(self.run((start, stop)))
            if found and not begins:
                found[0] = found[0]._replace(joint="|")
        return found

    def __missing__(self, key: tuple[Decoder, int, int]) -> Decoder:
        so_far, start, stop = key
        if start < stop:
            for cut in self._cuts(start, stop, so_far is self.begun):
                so_far = so_far.fed(cut)
        self[key] = so_far
        return so_far


def interleaved_order(pieces: Sequence[Piece], kind: str, own: frozenset[str]) -> list[list[Piece]]:
    """The order that makes most sense if two cells side by side hold many printed lines, each a word or two of either.

    A narrow cell has cut off the first letters of every line, or a narrow one holds the last.
    """
    at = [k for k, p in enumerate(pieces) if p.cut_before and k]
    if len(at) != 1 or len(pieces) > _MOST or len({p.line for p in pieces}) > 1:
        return []
    left, right = pieces[: at[0]], pieces[at[0] :]
    if min(len(left), len(right)) < _MANY:
        return []
    beams: dict[int, list[_Woven]] = {0: [_Woven(0.0, 0, 0, (), decoder(kind, own))]}
    lines = _Lines(left, right)
    for done in range(len(pieces)):
        for state in sorted(beams.pop(done, []), key=lambda s: s.cost)[:_BEAM_WOVEN]:
            for grown in _next_lines(state, lines):
                beams.setdefault(grown.left + grown.right, []).append(grown)
    return [list(min(beams[len(pieces)], key=lambda s: s.cost).order)] if beams.get(len(pieces)) else []


class _Woven(NamedTuple):
    cost: float
    left: int
    right: int
    """How many pieces of each cell are done."""
    order: tuple[Piece, ...]
    decoder: Decoder


_MANY: Final = 3  # words of each cell from which it may hold that many lines
_BEAM_WOVEN: Final = 4
_OF_LINE: Final = 2  # words of a cell on one line
_LINE: Final = 0.7  # cost of a line


class _Line(NamedTuple):
    """A printed line: how many pieces of each cell it has, these as they stand in it, and as the decoder takes them."""

    left: int
    right: int
    pieces: list[Piece]
    cuts: list[Cut]


class _Lines(dict[tuple[int, int], list[_Line]]):
    """The lines that may follow when so many pieces of each cell are done, put together when they are asked for first."""

    def __init__(self, left: Sequence[Piece], right: Sequence[Piece]) -> None:
        self.left, self.right = left, right

    def __missing__(self, done: tuple[int, int]) -> list[_Line]:
        on_left, on_right = done
        found = self[done] = []
        for a in range(min(_OF_LINE, len(self.left) - on_left) + 1):
            for b in range(min(_OF_LINE, len(self.right) - on_right) + 1):
                if a + b:
                    pieces = _cut(list(self.left[on_left : on_left + a]), first=True, last=not b)
                    pieces += _cut(list(self.right[on_right : on_right + b]), first=not a, last=True)
                    first, *rest = cuts_of(pieces)
                    found.append(_Line(a, b, pieces, [first._replace(joint="/" if any(done) else ""), *rest]))
        return found


def _next_lines(state: _Woven, lines: _Lines) -> Iterator[_Woven]:
    """The text with one more printed line."""
    so_far = state.cost - state.decoder.cost + _LINE if state.order else _LINE
    for line in lines[state.left, state.right]:
        woven = state.decoder
        for cut in line.cuts:
            woven = woven.fed(cut)
        yield _Woven(so_far + woven.cost, state.left + line.left, state.right + line.right, (*state.order, *line.pieces), woven)


def _cut(run: list[Piece], *, first: bool, last: bool) -> list[Piece]:
    """A run of a cell's pieces, its ends at the cell's edges; a line's ends are at none."""
    before = [not first, *[False] * (len(run) - 1)]
    after = [*[False] * (len(run) - 1), not last]
    return [Piece(p.text, p.start, p.end, b, b, a, p.line, p.sub) for p, b, a in zip(run, before, after, strict=False)]
