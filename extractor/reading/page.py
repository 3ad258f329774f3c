"""What every dialect is read into: tokens with exact offsets, and their places in lines, cells and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.reading.fold import FILLER

IntArray = npt.NDArray[np.int32]


class Piece(NamedTuple):
    """A stretch of text that stands together: a line, or one line of one cell.

    ``line``: printed or physical line, ``cell``: index of its cell in the line (0 without cells), ``sub``: line within
    the cell, ``x``: column of its first character in characters (without cells) or the cell's column (with cells).
    """

    start: int
    end: int
    line: int
    cell: int
    sub: int
    x: float
    width: float
    """Width of one character, in the unit of ``x``; 0 where the whole piece stands in one column."""
    cells: bool
    """Whether the line has cells."""


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """Tokens of a text, in reading order. All arrays have one entry a token.

    ``text[start[i]:end[i]]`` is token ``i`` as it stands; ``words[i]`` is it folded and without markup.
    ``x0``, ``x1``: columns, in characters or in cells (``celled``).
    """

    text: str
    folded: str
    dialect: str
    dialects: tuple[str, ...]
    words: tuple[str, ...]
    start: IntArray
    end: IntArray
    line: IntArray
    cell: IntArray
    sub: IntArray
    celled: npt.NDArray[np.bool_]
    spaced: npt.NDArray[np.bool_]
    """Whether white space or an edge stands before the token."""
    x0: npt.NDArray[np.float32]
    x1: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.words)

    def part(self, start: int, stop: int) -> Page:
        """The page with the tokens ``start`` to ``stop`` alone."""
        arrays = {k: getattr(self, k)[start:stop] for k in ("words", *_ARRAYS)}
        return replace(self, **arrays)


_ARRAYS: Final = ("start", "end", "line", "cell", "sub", "celled", "spaced", "x0", "x1")


# White space ends a token. A parenthesis begins one after a letter or digit and ends one before a letter or digit, so
# that a footnote mark glued to a value stands apart from it: 757,756(1). So does one that has lost its first bracket, behind
# a word, and one of two dates between which a rule of the table was read as a letter.
_TOKEN: Final = re.compile(
    r"_*[xX]_+(?=[A-Za-z1])|_+(?=[A-Za-z]{3})"  # a mark, or an empty box, glued to its caption
    r"|\(?[^\s\x1f()|]?[^\s(|]*?(?:\)+[.,;:*]?|(?=[(\[{])|(?=[\s|])|$"
    r"|(?<=[a-z]{2})(?=\d{1,2}\))|(?<=/(?:19|20)\d\d)(?=[^\s\w/]?\d{1,2}/\d{1,2}/\d))|[|]+"
)


# What has none of the signs that part words is one token.
_WORD: Final = re.compile(r"\S+")
_PLAIN: Final = re.compile(r"[^()|\[{_/]+")


def _spans(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the tokens of a piece begin and end."""
    for word in _WORD.finditer(folded, start, end):
        if _PLAIN.fullmatch(folded, *word.span()):
            yield word.span()
        else:
            yield from (match.span() for match in _TOKEN.finditer(folded, *word.span()) if match.end() > match.start())


def page_of(text: str, folded: str, dialects: Sequence[str], pieces: Sequence[Piece]) -> Page:
    """Cut the pieces into tokens."""
    words: list[str] = []
    columns: list[tuple[int, int, int, int, int, bool, bool, float, float]] = []
    for piece in pieces:
        before = -1
        for start, end in _spans(folded, piece.start, piece.end):
            x0 = piece.x + piece.width * (start - piece.start)
            x1 = x0 + piece.width * (end - start) if piece.width else piece.x + 1
            spaced = before < 0 or bool(folded[before:start].strip(FILLER))
            columns.append((start, end, piece.line, piece.cell, piece.sub, piece.cells, spaced, x0, x1))
            words.append(folded[start:end])
            before = end
    return _page(text, folded, dialects, words, columns)


def _page(
    text: str,
    folded: str,
    dialects: Sequence[str],
    words: list[str],
    columns: list[tuple[int, int, int, int, int, bool, bool, float, float]],
) -> Page:
    start, end, line, cell, sub, celled, spaced, x0, x1 = zip(*columns, strict=True) if columns else ((),) * 9
    return Page(
        text=text,
        folded=folded,
        dialect=dialects[0] if dialects else "plain",
        dialects=tuple(dialects),
        words=tuple(words),
        start=np.array(start, np.int32),
        end=np.array(end, np.int32),
        line=np.array(line, np.int32),
        cell=np.array(cell, np.int32),
        sub=np.array(sub, np.int32),
        celled=np.array(celled, np.bool_),
        spaced=np.array(spaced, np.bool_),
        x0=np.array(x0, np.float32),
        x1=np.array(x1, np.float32),
    )
