"""Dialects that are markup: HTML tables, and hOCR with boxes."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from extractor.reading.fold import FILLER
from extractor.reading.page import Piece

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)/?>|<!--.*?-->|<[!?][^<>]*>", re.S)
_SPAN: Final = re.compile(r"colspan\s*=\s*[\"']?(\d{1,2})", re.I)
_HIDDEN: Final = re.compile(r"<(head|style|script|title)\b[^<>]*>.*?</\1\s*>", re.I | re.S)
_LINE_TAGS: Final = frozenset("p div br h1 h2 h3 h4 h5 h6 li ul ol table tr caption pre hr body html".split())
_WORD: Final = re.compile(r"<span[^<>]*?ocrx_word[^<>]*?bbox\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)[^<>]*>(.*?)</span>", re.S)
_PAGE: Final = re.compile(r"<div[^<>]*?ocr_page[^<>]*?bbox\s+(\d+)\s+(\d+)\s+(\d+)\s+(\d+)")
_COLUMNS: Final = 220.0  # columns of a page's width, about what a text that keeps the layout has


def is_hocr(text: str) -> bool:
    """Whether the text is hOCR."""
    return "ocrx_word" in text and "bbox" in text


def has_tables(text: str) -> bool:
    """Whether the text has HTML tables."""
    return re.search(r"<t[dh][\s>]", text, re.I) is not None and re.search(r"<tr[\s>]", text, re.I) is not None


def html_pieces(text: str, folded: str) -> list[Piece]:
    """Pieces of HTML: a cell's lines inside tables, lines outside. The tags are read from the text before folding."""
    text = _HIDDEN.sub(lambda m: FILLER * len(m.group()), text)
    pieces: list[Piece] = []
    line, cell, sub, at = 0, -1, 0, 0
    column = 0
    width = 1
    for match in (*_TAG.finditer(text), None):
        end = match.start() if match else len(text)
        line = _text(pieces, folded, at, end, line, (cell, column, sub))
        if match is None:
            break
        at = match.end()
        closing, tag = match.group(1), (match.group(2) or "").lower()
        if tag in ("td", "th"):
            if cell >= 0:
                column += width
            span = _SPAN.search(match.group(3) or "")
            width = int(span.group(1)) if span else 1
            cell, sub = (-1, 0) if closing else (column, 0)
            if closing:
                cell = -1
        elif tag == "br" and cell >= 0:
            sub += 1
        elif tag == "tr":
            line, cell, column, sub = line + 1, -1, 0, 0
        elif tag in _LINE_TAGS:
            line += 1
    return pieces


def _text(pieces: list[Piece], folded: str, start: int, end: int, line: int, place: tuple[int, int, int]) -> int:
    """Add the text between two tags; the line it ends on."""
    cell, column, sub = place
    if cell >= 0:
        if folded[start:end].strip():
            pieces.append(Piece(start, end, line, column, sub, float(column), 0.0, True))
        return line
    for raw in folded[start:end].splitlines(keepends=True):
        if raw.strip():
            pieces.append(Piece(start, start + len(raw.rstrip()), line, 0, 0, 0.0, 1.0, False))
        start += len(raw)
        line += raw.endswith(("\n", "\r"))
    return line


def hocr_pieces(text: str, folded: str) -> list[Piece]:
    """Pieces of hOCR: one a word, lines made anew from the boxes, since engines cut them at column gaps."""
    pages = [(m.start(), float(m.group(3))) for m in _PAGE.finditer(text)] or [(0, 0.0)]
    pages.append((len(text), 0.0))
    pieces: list[Piece] = []
    line = 0
    for (begin, width), (stop, _) in pairwise(pages):
        words = [_word(m) for m in _WORD.finditer(text, begin, stop)]
        words = [w for w in words if folded[w[4] : w[5]].strip()]
        if not words:
            continue
        scale = _COLUMNS / (width or max(w[2] for w in words) or 1.0)
        for row in _lines(words):
            for x0, _, x1, _, start, end in row:
                letter = (x1 - x0) * scale / max(1, end - start)
                pieces.append(Piece(start, end, line, 0, 0, x0 * scale, letter, False))
            line += 1
        line += 1
    return pieces


Word = tuple[float, float, float, float, int, int]


def _word(match: re.Match[str]) -> Word:
    x0, y0, x1, y1 = (float(match.group(i)) for i in range(1, 5))
    return x0, y0, x1, y1, match.start(5), match.end(5)


def _lines(words: list[Word]) -> list[list[Word]]:
    """Words grouped into printed lines by the middle of their boxes, left to right."""
    heights = sorted(w[3] - w[1] for w in words)
    tolerance = max(2.0, 0.45 * heights[len(heights) // 2])
    lines: list[list[Word]] = []
    middle = float("-inf")
    for word in sorted(words, key=lambda w: w[1] + w[3]):
        centre = (word[1] + word[3]) / 2
        if not lines or centre - middle > tolerance:
            lines.append([])
            middle = centre
        lines[-1].append(word)
        middle += (centre - middle) / len(lines[-1])
    return [sorted(row) for row in lines]
