"""What every dialect is read into: tokens with exact offsets, and their places in lines, cells and columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.dialects.fold import FILLER, expanded

IntArray = npt.NDArray[np.int32]


class Stretch(NamedTuple):
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

    ``text[start[i]:end[i]]`` is token ``i`` as it stands; ``words[i]`` is it folded, without markup, and with the letters of
    its ligatures apart.
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
    parted: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """Of a token of several words that markup parts, by where it begins, where the words begin and end."""

    def __len__(self) -> int:
        return len(self.words)

    def part(self, start: int, stop: int) -> Page:
        """The page with the tokens ``start`` to ``stop`` alone."""
        arrays = {k: getattr(self, k)[start:stop] for k in ("words", *_ARRAYS)}
        return replace(self, **arrays)

    def only(self, tokens: npt.NDArray[np.intp]) -> Page:
        """The page with some of its tokens alone."""
        arrays = {k: getattr(self, k)[tokens] for k in _ARRAYS}
        return replace(self, words=tuple(map(self.words.__getitem__, tokens.tolist())), **arrays)


_ARRAYS: Final = ("start", "end", "line", "cell", "sub", "celled", "spaced", "x0", "x1")


def begins(values: npt.NDArray[np.generic]) -> npt.NDArray[np.bool_]:
    """Whether each element differs from the one before it; the first does. Works without ``numpy.r_``, which is slow."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def ranks(values: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int64]:
    """For each value how many different ones are smaller; what ``numpy.unique`` gives, which loads more at its first use."""
    order = sorting(values)
    ordered = values[order]
    found = np.zeros(len(values), np.int64)
    found[order[1:]] = np.cumsum(ordered[1:] != ordered[:-1])
    return found


def sorting(values: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.intp]:
    """The stable order of some values; numbers of 16 bits, as long as they are, are sorted in a fifth of the time."""
    small = len(values) > 0 and values.min() >= 0 and values.max() <= _SHORT
    return np.argsort(values.astype(np.uint16) if small else values, kind="stable")


_SHORT: Final = np.iinfo(np.uint16).max


# White space ends a token. A parenthesis begins one after a letter or digit and ends one before a letter or digit, so
# that a footnote mark glued to a value stands apart from it: 757,756(1). So does one that has lost its first bracket, behind
# a word, and one of two dates between which a rule of the table was read as a letter or as a stroke.
_TOKEN: Final = re.compile(
    r"_*[xX]_+(?=[A-Za-z1])|_+(?=[A-Za-z]{3})"  # a mark, or an empty box, glued to its caption
    r"|\(?[^\s\x1f()|]?[^\s(|]*?(?:\)+[.,;:*]?|(?=[(\[{])|(?=[\s|])|$"
    r"|(?<=[a-z]{2})(?=\d{1,2}\))|(?<=/(?:19|20)\d\d)(?=(?:[^\s\w]{0,2}|[IJl])\d{1,2}/\d{1,2}/\d)|(?<=,\d{3})(?=[}\]!]\d{1,2}/\d{1,2}/\d))|[|]+"
)


# A word that has none of the signs that part words is one token; so are all words of most pieces.
_WORD: Final = re.compile(r"([^\s()|\[{_/]++(?!\S))|\S+")
_WORDS: Final = re.compile(r"\S+")
_PARTING: Final = re.compile(r"[()|\[{_/]")


def _spans(folded: str, pieces: Sequence[Stretch]) -> tuple[list[tuple[int, int]], list[int]]:
    """Where the tokens of the pieces begin and end, and how many each piece has."""
    spans: list[tuple[int, int]] = []
    counts: list[int] = []
    for piece in pieces:
        before = len(spans)
        if not _PARTING.search(folded, piece.start, piece.end):
            spans += [word.span() for word in _WORDS.finditer(folded, piece.start, piece.end)]
            counts.append(len(spans) - before)
            continue
        for word in _WORD.finditer(folded, piece.start, piece.end):
            if word.lastindex:
                spans.append(word.span())
            else:
                spans += [match.span() for match in _TOKEN.finditer(folded, *word.span()) if match.end() > match.start()]
        counts.append(len(spans) - before)
    return spans, counts


def page_of(text: str, folded: str, dialects: Sequence[str], pieces: Sequence[Stretch]) -> Page:
    """Cut the pieces into tokens."""
    spans, counts = _spans(folded, pieces)
    piece_of = np.repeat(np.arange(len(pieces)), counts)
    start_of, end_of = np.fromiter(chain.from_iterable(spans), np.int64, 2 * len(spans)).reshape(-1, 2).T
    told = np.fromiter(chain.from_iterable(pieces), np.float64, len(Stretch._fields) * len(pieces))
    begin, _, line, cell, sub, x, width, celled = told.reshape(-1, len(Stretch._fields))[piece_of].T
    x0 = x + width * (start_of - begin)
    return Page(
        text=text,
        folded=folded,
        dialect=dialects[0] if dialects else "plain",
        dialects=tuple(dialects),
        words=tuple(expanded(folded, [folded[start:end] for start, end in spans])),
        start=start_of.astype(np.int32),
        end=end_of.astype(np.int32),
        line=line.astype(np.int32),
        cell=cell.astype(np.int32),
        sub=sub.astype(np.int32),
        celled=celled.astype(np.bool_),
        spaced=_spaced(folded, start_of, end_of, piece_of),
        x0=x0.astype(np.float32),
        x1=np.where(width != 0, x0 + width * (end_of - start_of), x + 1).astype(np.float32),
    )


def _spaced(
    folded: str, start: npt.NDArray[np.int64], end: npt.NDArray[np.int64], piece: npt.NDArray[np.int64]
) -> npt.NDArray[np.bool_]:
    """Whether white space other than fillers, or the beginning of a piece, stands before each token."""
    first = begins(piece)
    spaced = first.copy()
    spaced[1:] |= start[1:] > end[:-1]
    if FILLER in folded:
        starts, ends = start.tolist(), end.tolist()
        for k in np.flatnonzero(spaced & ~first).tolist():
            spaced[k] = bool(folded[ends[k - 1] : starts[k]].strip(FILLER))
    return spaced
