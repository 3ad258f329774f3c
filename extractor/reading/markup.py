"""Dialects that are markup: HTML tables, and hOCR with boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from extractor.reading.fold import FILLER
from extractor.reading.page import Piece

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)/?>|<[!?][^<>]*>")
_SPAN: Final = re.compile(r"colspan\s*=\s*[\"']?(\d{1,2})", re.I)
_HIDES: Final = re.compile(r"<!--|<(head|style|script|title)\b[^<>]*>", re.I)
_SHOWS: Final = {
    "": re.compile("-->"),
    **{tag: re.compile(rf"</{tag}\s*>", re.I) for tag in ("head", "style", "script", "title")},
}
_LINE_TAGS: Final = frozenset(
    ("p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "caption", "pre", "hr", "body", "html")
)
_SPANS: Final = re.compile(r"<span\b[^<>]*>|</span\s*>", re.I)
_DIVS: Final = re.compile(r"<div\b[^<>]*>", re.I)
_BOX: Final = re.compile(r"\bbbox\s{1,9}(\d{1,9})\s{1,9}(\d{1,9})\s{1,9}(\d{1,9})\s{1,9}(\d{1,9})")
_INLINE: Final = frozenset(("u", "b", "i", "em", "strong", "sup", "sub", "span", "font", "small", "a"))
_TABLES: Final = re.compile(r"<(/?)table\b[^<>]*>", re.I)
_COLUMNS: Final = 220.0  # columns of a page's width, about what a text that keeps the layout has


def is_hocr(text: str) -> bool:
    """Whether the text is hOCR."""
    return "ocrx_word" in text and "bbox" in text


def has_tables(text: str) -> bool:
    """Whether the text has HTML tables."""
    return re.search(r"<t[dh][\s>]", text, re.I) is not None and re.search(r"<tr[\s>]", text, re.I) is not None


def tables(text: str) -> list[tuple[int, int]]:
    """Where the outermost tables stand."""
    found: list[tuple[int, int]] = []
    start = depth = 0
    for match in _TABLES.finditer(text):
        if not match.group(1):
            start = match.start() if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                found.append((start, match.end()))
    if depth:
        found.append((start, len(text)))
    return found


def html_pieces(text: str, folded: str, begin: int = 0, stop: int | None = None) -> list[Piece]:
    """Pieces of HTML: a cell's lines inside tables, lines outside. The tags are read from the text before folding."""
    stop = len(text) if stop is None else stop
    pieces: list[Piece] = []
    line, cell, sub, at = 0, -1, 0, begin
    column = 0
    width = 1
    for match in (*_TAG.finditer(text, begin, stop), None):
        end = match.start() if match else stop
        if match and (match.group(2) or "").lower() in _INLINE and not folded[end : match.end()].strip(FILLER):
            continue
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
        elif tag in ("tr", "table"):
            line, cell, column, sub = line + 1, -1, 0, 0
        elif tag in _LINE_TAGS:
            line += 1
    return pieces


def hidden(text: str) -> list[tuple[int, int]]:
    """Where comments, styles, scripts and titles stand. Each closing is looked for once, so that this stays linear."""
    found: list[tuple[int, int]] = []
    at = 0
    open_: set[str] = set()
    for match in _HIDES.finditer(text):
        kind = (match.group(1) or "").lower()
        if match.start() < at or kind in open_:
            continue
        closing = _SHOWS[kind].search(text, match.end())
        if closing is None:
            open_.add(kind)
            continue
        at = closing.end()
        found.append((match.start(), at))
    return found


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with :data:`FILLER` in some places."""
    shown: list[str] = []
    at = 0
    for start, end in spans:
        shown += (text[at:start], FILLER * (end - start))
        at = end
    return "".join((*shown, text[at:]))


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
    pages = [(m.start(), box[2]) for m in _DIVS.finditer(text) if (box := _box(m.group(), "ocr_page"))] or [(0, 0.0)]
    pages.append((len(text), 0.0))
    pieces: list[Piece] = []
    line = 0
    for (begin, width), (stop, _) in pairwise(pages):
        words = [_bare(w, folded) for w in _words(text, begin, stop) if folded[w[4] : w[5]].strip()]
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


def _box(tag: str, kind: str) -> tuple[float, float, float, float] | None:
    """The box of a tag of a kind."""
    match = _BOX.search(tag) if kind in tag else None
    return (float(match[1]), float(match[2]), float(match[3]), float(match[4])) if match else None


def _words(text: str, begin: int, stop: int) -> Iterator[Word]:
    """Words with their boxes: from a word's tag to where it is closed, or where the next begins."""
    box: tuple[float, float, float, float] | None = None
    start = depth = 0
    for match in _SPANS.finditer(text, begin, stop):
        closing = match.group()[1] == "/"
        following = None if closing else _box(match.group(), "ocrx_word")
        depth += -1 if closing else 1
        if box is not None and (following is not None or depth == 0):
            yield *box, start, match.start()
            box = None
        if following is not None:
            box, start, depth = following, match.end(), 1
    if box is not None:
        yield *box, start, stop


def _bare(word: Word, folded: str) -> Word:
    """The word without the markup around its letters."""
    *box, start, end = word
    shown = folded[start:end].rstrip()
    return box[0], box[1], box[2], box[3], start + len(shown) - len(shown.lstrip()), start + len(shown)


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
