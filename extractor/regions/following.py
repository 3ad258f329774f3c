"""Printed phrases followed letter by letter, beyond what grams find: to the ends of words, and into the cells on both sides."""

from __future__ import annotations

from array import array
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from extractor.dialects.page import IntArray, Page
from extractor.form.printed import PHRASES
from extractor.regions.chains import Ints, Segments
from extractor.regions.letters import NONE, Index, Stream, codes_of


def follow(
    page: Page,
    stream: Stream,
    index: Index,
    segments: Segments,
    order: Ints,
    owner: IntArray,
    inner: IntArray,
) -> tuple[IntArray, IntArray]:
    """Extend matches over a few letters too short for a gram: on both sides, and into the cells on both sides."""
    place, stop = segments[:, 1], segments[:, 1] + segments[:, 3]
    # Following takes free letters only: who has the ends of a segment does not change under way.
    numbers = np.arange(len(segments))
    forward, backward = owner[stop - 1] == numbers, owner[place] == numbers
    order = order[(forward | backward)[order]][::-1]
    letters, phrases = _Letters(stream, owner, inner, _cell_starts(page, stream)), _phrases()
    rows = zip(order.tolist(), segments[order].tolist(), forward[order].tolist(), backward[order].tolist(), strict=True)
    for k, (phrase, at, inside, length), on, back in rows:
        if on:
            _forward(letters, k, phrases[phrase], at + length, inside + length)
        if back:
            _backward(letters, k, phrases[phrase], at - 1, inside - 1)
    return np.array(letters.owner, np.int32), np.array(letters.inner, np.int32)


@cache
def _phrases() -> list[list[int]]:
    """The codes of the letters of each phrase."""
    return [codes_of(p.text).tolist() for p in PHRASES]


class _Letters:
    """The letters of the page in arrays of Python, which are faster one by one than NumPy's; ``owner``, ``inner`` so far."""

    def __init__(self, stream: Stream, owner: IntArray, inner: IntArray, cells: IntArray) -> None:
        self.code, self.token, self.line = _array(stream.code), _array(stream.token), _array(stream.line)
        self.owner, self.inner, self.cells = _array(owner), _array(inner), _array(cells)

    def own(self, k: int, start: int, stop: int, inside: int) -> None:
        """Give a stretch to a segment, from a place in its phrase on."""
        self.owner[start:stop] = array("i", [k]) * (stop - start)
        self.inner[start:stop] = array("i", range(inside, inside + stop - start))


def _array(values: npt.NDArray[np.integer[Any]]) -> array[int]:
    return array("i", values.astype(np.int32).tobytes())


def _cell_starts(page: Page, stream: Stream) -> IntArray:
    """For each letter, the place of the first letter of the next cell in its line, or -1."""
    cell = page.cell[stream.token].astype(np.int64) + page.line[stream.token].astype(np.int64) * 4096
    change = np.flatnonzero(np.diff(cell)) + 1
    following = np.searchsorted(change, np.arange(len(cell)), "right")
    start = np.append(change, -1)[np.minimum(following, len(change))]
    same = (start >= 0) & (stream.line[start] == stream.line)
    return np.where(same, start, NONE).astype(np.int32)


def _forward(letters: _Letters, k: int, phrase: list[int], place: int, inside: int) -> None:
    line = letters.line[place - 1]
    place, inside = _run(letters, k, phrase, place, inside, line)
    # The line goes on in the next cell, perhaps behind letters of other lines that share this cell.
    for _ in range(3):
        start = letters.cells[place - 1]
        if start < 0 or inside >= len(phrase):
            return
        for skip in (0, 1, -1):
            stop, then = _run(letters, k, phrase, start, inside + skip, line)
            if stop > start:
                place, inside = stop, then
                break
        else:
            return


def _run(letters: _Letters, k: int, phrase: list[int], place: int, inside: int, line: int) -> tuple[int, int]:
    """Take equal letters from here on, whole tokens where less than three letters are equal."""
    code, lines, owner, token = letters.code, letters.line, letters.owner, letters.token
    stop, at, size = place, inside, len(code)
    while stop < size and 0 <= at < len(phrase) and lines[stop] == line and owner[stop] < 0 and code[stop] == phrase[at]:
        stop, at = stop + 1, at + 1
    if stop == place:
        return place, inside
    ends_token = stop >= size or token[stop] != token[stop - 1] or owner[stop] >= 0
    if stop - place < 3 and not ends_token:
        return place, inside
    letters.own(k, place, stop, inside)
    return stop, at


def _backward(letters: _Letters, k: int, phrase: list[int], place: int, inside: int) -> None:
    code, lines, owner, token = letters.code, letters.line, letters.owner, letters.token
    line, at = lines[place + 1], place
    while at >= 0 and inside >= 0 and lines[at] == line and owner[at] < 0 and code[at] == phrase[inside]:
        at, inside = at - 1, inside - 1
    if at == place:
        return
    begins_token = at < 0 or token[at] != token[at + 1] or owner[at] >= 0
    if place - at < 3 and not begins_token:
        return
    letters.own(k, at + 1, place + 1, inside + 1)
