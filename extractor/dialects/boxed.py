"""Words with boxes, whatever the format that tells of them: printed lines are made anew from where the words stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Final, NamedTuple

from extractor.dialects.page import Stretch

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


def boxed_pieces(sheets: Iterable[Sheet], folded: str) -> list[Stretch]:
    """A piece a word; lines are made from the boxes, since engines cut them at column gaps."""
    pieces: list[Stretch] = []
    line = 0
    for width, found in sheets:
        words = [_bare(w, folded) for w in found if folded[w.start : w.end].strip()]
        if not words:
            continue
        scale = _COLUMNS / (width or max(w.x1 for w in words) or 1.0)
        for row in _lines(words):
            for x0, _, x1, _, start, end in row:
                letter = (x1 - x0) * scale / max(1, end - start)
                pieces.append(Stretch(start, end, line, 0, 0, x0 * scale, letter, False))
            line += 1
        line += 1
    return pieces


def _bare(word: Word, folded: str) -> Word:
    """The word without the markup around its letters."""
    shown = folded[word.start : word.end].rstrip()
    return word._replace(start=word.start + len(shown) - len(shown.lstrip()), end=word.start + len(shown))


def _lines(words: list[Word]) -> list[list[Word]]:
    """Words grouped into printed lines by the middle of their boxes, left to right; a page that lies askew is set straight."""
    heights = sorted(w.y1 - w.y0 for w in words)
    tolerance = max(2.0, 0.45 * heights[len(heights) // 2])
    slope = _slope(words, tolerance)
    lines: list[list[Word]] = []
    middle = float("-inf")
    for centre, word in sorted((((w.y0 + w.y1) / 2 - slope * w.x0, w) for w in words), key=itemgetter(0)):
        if not lines or centre - middle > tolerance:
            lines.append([])
            middle = centre
        lines[-1].append(word)
        middle += (centre - middle) / len(lines[-1])
    return [sorted(row) for row in lines]


_WIDE: Final = 0.3
"""Of the page's width: runs of words from which its slope is told."""
_MANY: Final = 6  # words of such a run
_RUNS: Final = 3
_SLOPE: Final = 0.05  # no page lies as much askew


def _slope(words: list[Word], tolerance: float) -> float:
    """How much lines fall from left to right: the median of the runs of words that the engine read side by side.

    Lower edges tell it, since capitals stand at the beginning of lines. What is less than the tolerance is no slope.
    """
    width = max(w.x1 for w in words) - min(w.x0 for w in words)
    slopes = sorted(_fall(run) for run in _runs(words) if len(run) >= _MANY and run[-1].x0 - run[0].x0 > _WIDE * width)
    slope = slopes[len(slopes) // 2] if len(slopes) >= _RUNS else 0.0
    return slope if tolerance / max(width, 1.0) < abs(slope) < _SLOPE else 0.0


def _runs(words: list[Word]) -> Iterator[list[Word]]:
    """Words that follow each other to the right at one height."""
    run = [words[0]]
    for word in words[1:]:
        last = run[-1]
        if word.x0 > last.x0 and abs(word.y0 + word.y1 - last.y0 - last.y1) < last.y1 - last.y0:
            run.append(word)
        else:
            yield run
            run = [word]
    yield run


def _fall(run: list[Word]) -> float:
    """The slope between the middles of the first and the last third of a run."""
    part = len(run) // 3
    first, last = run[:part], run[-part:]
    down = sum(w.y1 for w in last) - sum(w.y1 for w in first)
    return down / (sum(w.x0 for w in last) - sum(w.x0 for w in first))
