"""Values as pieces, cut by the edges of cells."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st

from extractor.readings.pieces import Piece

QUICK = settings(deadline=None, max_examples=150)


def cut(*texts: str, edge: bool = True) -> list[Piece]:
    """Pieces with a cell's edge between them, or else a space."""
    pieces: list[Piece] = []
    for text in texts:
        at = pieces[-1].end + 1 if pieces else 0
        pieces.append(Piece(text, at, at + len(text), edge or not pieces))
    return pieces


def split(text: str, at: int, mode: str) -> list[Piece]:
    """A printed value cut by an edge; the glyph under the edge may stand on both sides."""
    left, right = text[:at], text[at:]
    return cut(left, left[-1] + right if mode == "doubled" else right)


places = st.floats(0, 1, exclude_max=True)


def place(text: str, where: float) -> int:
    return 1 + int(where * (len(text) - 1))


def stretches(*cells: str) -> list[Piece]:
    """Cells side by side, each word a piece."""
    pieces: list[Piece] = []
    at = 0
    for n, cell in enumerate(cells):
        words = cell.split()
        for k, word in enumerate(words):
            pieces.append(Piece(word, at, at + len(word), not k, bool(n) and not k, k == len(words) - 1 and n < len(cells) - 1))
            at += len(word) + 1
    return pieces
