"""The small captions of the address box where the edges of cells have cut them: ``(Fi`` | ``rst) (Mi`` | ``ddl`` | ``e)``.

A stretch such as ``ddl`` or ``)`` tells by itself of nothing. But each row of captions is printed in a fixed order, so that what
the next cell may hold of it is known once it has begun.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from extractor.dialects.page import Page

ROWS: Final = ("(last)(first)(middle)", "(street)", "(city)(state)(zip)")
"""The rows of captions, from the top."""
_BEGUN: Final = 3  # glyphs by which a row of captions begins: ``(La``
_MOST: Final = 40  # words of a cell that are looked at
_MISSES: Final = 2  # cells with words in which a caption that is cut does not go on
_GLYPHS: Final = str.maketrans({"{": "(", "}": ")", "1": "l", "|": "l", "!": "l", "0": "o"})


def cut_captions(page: Page, cells: Sequence[range]) -> Iterator[tuple[int, int]]:
    """Tokens that are stretches of captions in the cells of one line, each with the number of its row."""
    words = [[page.words[t].lower().translate(_GLYPHS).rstrip(".,:;") for t in cell] for cell in cells]
    for row, text in enumerate(ROWS):
        at, misses = 0, 0
        for cell, found in zip(cells, words, strict=True):
            first, last, end = _stretch(found, text, at)
            if first < last:
                at, misses = end, 0
                yield from ((t, row) for t in cell[first:last])
            elif found and at and text[at - 1] != ")":
                misses += 1
            if at >= len(text) or misses > _MISSES:
                break


def _stretch(words: Sequence[str], text: str, at: int) -> tuple[int, int, int]:
    """The longest run of words that goes on with a row of captions from a place of it, and where it ends there."""
    best, longest = (0, 0, at), 0
    for first in range(min(len(words), _MOST)):
        for start in _starts(words[first], text, at):
            last, end = first, start
            while last < len(words) and words[last] and text.startswith(words[last], end):
                end += len(words[last])
                last += 1
            if end - start > longest:
                best, longest = (first, last, end), end - start
    return best


def _starts(word: str, text: str, at: int) -> Iterator[int]:
    """Where in a row of captions a word may begin; the glyph under the edge may stand in both cells, or in neither."""
    if at and text[at - 1] != ")":
        yield from (at, at - 1, at + 1)
    elif len(word) >= _BEGUN or (at and word[:1] == "("):
        start = text.find(word[:_BEGUN], at)
        if start >= 0 and text[start] == "(":
            yield start
