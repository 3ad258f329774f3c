"""The dialect that is markup: HTML tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from extractor.dialects.fold import FILLER
from extractor.dialects.page import Stretch

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)/?>|<[!?][^<>]*>")
_SPAN: Final = re.compile(r"colspan\s*=\s*[\"']?(\d{1,2})", re.I)
_DOWN: Final = re.compile(r"rowspan\s*=\s*[\"']?(\d{1,2})", re.I)
_HIDES: Final = re.compile(r"<!--|<(head|style|script|title)\b[^<>]*>", re.I)
_SHOWS: Final = {
    "": re.compile("-->"),
    **{tag: re.compile(rf"</{tag}\s*>", re.I) for tag in ("head", "style", "script", "title")},
}
_LINE_TAGS: Final = frozenset(
    ("p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "caption", "pre", "hr", "body", "html")
)
_INLINE: Final = frozenset(("u", "b", "i", "em", "strong", "sup", "sub", "span", "font", "small", "a"))
_TABLES: Final = re.compile(r"<(/?)table\b[^<>]*>", re.I)


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


@dataclass(slots=True)
class _Place:
    """Where the text between two tags stands: its line, its cell (-1 outside of cells) and the line within that."""

    line: int = 0
    cell: int = -1
    sub: int = 0
    column: int = 0
    width: int = 1
    row: int = 0
    tables: int = 0
    """Tables that are open: white space between their cells is the source's, and no line."""
    written: bool = False
    """Whether anything stands on the line of the cell."""
    filled: bool = True
    """Whether anything may stand on the line of the page."""
    held: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By columns the last row that a cell from above reaches down to, and how wide it is."""

    def at_cell(self, closing: bool, attributes: str) -> None:
        """A cell begins or ends; one that begins stands to the right of what reaches down into its row."""
        if self.cell >= 0:
            self.column += self.width
        self.cell = -1
        if closing:
            return
        while (held := self.held.get(self.column, _NONE))[0] >= self.row:
            self.column += held[1]
        self.width, down = _count(_SPAN, attributes), _count(_DOWN, attributes)
        if down > 1:
            self.held[self.column] = (self.row + down - 1, self.width)
        self.cell, self.sub, self.written = self.column, 0, False

    def at_row(self, closing: bool) -> None:
        """A row begins or ends; rows without a word take no line, so that those that have some stand one below the other."""
        self.line += self.filled
        self.cell, self.column, self.sub, self.filled = -1, 0, 0, False
        self.row += not closing

    def at_table(self, closing: bool) -> None:
        """A table begins or ends: nothing reaches down into it."""
        self.at_row(False)
        self.held.clear()
        self.tables = max(0, self.tables + (-1 if closing else 1))

    def at_line(self, is_break: bool) -> None:
        """A line ends. In a cell it is the cell's, not the page's, and the two tags of a paragraph end but one."""
        if self.cell < 0:
            self.line += 1
            self.filled = True
        elif is_break or self.written:
            self.sub += 1
            self.written = False


_NONE: Final = (-1, 1)  # last row and width of the cell above where none reaches down


def _count(pattern: re.Pattern[str], attributes: str) -> int:
    found = pattern.search(attributes) if attributes else None
    return max(1, int(found.group(1))) if found else 1


def html_pieces(text: str, folded: str, begin: int = 0, stop: int | None = None) -> list[Stretch]:
    """Pieces of HTML: a cell's lines inside tables, lines outside. The tags are read from the text before folding."""
    stop = len(text) if stop is None else stop
    pieces: list[Stretch] = []
    place, at = _Place(), begin
    for match in (*_TAG.finditer(text, begin, stop), None):
        end = match.start() if match else stop
        if match and (match.group(2) or "").lower() in _INLINE and not folded[end : match.end()].strip(FILLER):
            continue
        place.line = _text(pieces, folded, at, end, place)
        if match is None:
            break
        at = match.end()
        closing, tag = bool(match.group(1)), (match.group(2) or "").lower()
        if tag in ("td", "th"):
            place.at_cell(closing, match.group(3) or "")
        elif tag == "tr":
            place.at_row(closing)
        elif tag == "table":
            place.at_table(closing)
        elif tag in _LINE_TAGS:
            place.at_line(tag == "br")
    return pieces


def hidden_spans(text: str) -> list[tuple[int, int]]:
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


def _text(pieces: list[Stretch], folded: str, start: int, end: int, place: _Place) -> int:
    """Add the text between two tags; the line it ends on."""
    line = place.line
    if place.cell >= 0:
        if folded[start:end].strip():
            pieces.append(Stretch(start, end, line, place.column, place.sub, float(place.column), 0.0, True))
            place.written = place.filled = True
        return line
    if place.tables and not folded[start:end].strip():
        return line
    for raw in folded[start:end].splitlines(keepends=True):
        if raw.strip():
            pieces.append(Stretch(start, start + len(raw.rstrip()), line, 0, 0, 0.0, 1.0, False))
            place.filled = True
        start += len(raw)
        line += raw.endswith(("\n", "\r"))
    return line
