"""Words with boxes, whatever the format that tells of them: printed lines are made anew from where the words stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from extractor.reading.page import Piece

_COLUMNS: Final = 220.0  # columns of a page's width, about what a text that keeps the layout has


class Word(NamedTuple):
    """A word, or a run of them: its box, and where its text stands."""

    x0: float
    y0: float
    x1: float
    y1: float
    start: int
    end: int


Sheet = tuple[float, list[Word]]
"""A page: its width, 0 where that is not known, and its words."""


def boxed_pieces(sheets: Iterable[Sheet], folded: str) -> list[Piece]:
    """A piece a word; lines are made from the boxes, since engines cut them at column gaps."""
    pieces: list[Piece] = []
    line = 0
    for width, found in sheets:
        words = [_bare(w, folded) for w in found if folded[w.start : w.end].strip()]
        if not words:
            continue
        scale = _COLUMNS / (width or max(w.x1 for w in words) or 1.0)
        for row in _lines(words):
            for x0, _, x1, _, start, end in row:
                letter = (x1 - x0) * scale / max(1, end - start)
                pieces.append(Piece(start, end, line, 0, 0, x0 * scale, letter, False))
            line += 1
        line += 1
    return pieces


def _bare(word: Word, folded: str) -> Word:
    """The word without the markup around its letters."""
    shown = folded[word.start : word.end].rstrip()
    return word._replace(start=word.start + len(shown) - len(shown.lstrip()), end=word.start + len(shown))


def _lines(words: list[Word]) -> list[list[Word]]:
    """Words grouped into printed lines by the middle of their boxes, left to right."""
    heights = sorted(w.y1 - w.y0 for w in words)
    tolerance = max(2.0, 0.45 * heights[len(heights) // 2])
    lines: list[list[Word]] = []
    middle = float("-inf")
    for word in sorted(words, key=lambda w: w.y0 + w.y1):
        centre = (word.y0 + word.y1) / 2
        if not lines or centre - middle > tolerance:
            lines.append([])
            middle = centre
        lines[-1].append(word)
        middle += (centre - middle) / len(lines[-1])
    return [sorted(row) for row in lines]
