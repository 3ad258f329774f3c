"""The source text of a filing as HTML: layout kept, lines numbered, the stretches that values were read from marked.

Markup is set apart, so that it can be hidden; what is shown of a long text is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import pairwise
from typing import Final, NamedTuple

from extractor.report.html import Html, el, join, text, visible

MOST_SHOWN: Final = 300_000
"""Characters of the source that a page shows at most."""
_ALL_BELOW: Final = 100_000  # a longer text is shown around its values only
_AROUND: Final = 600
_HEAD: Final = 3_000  # characters from the beginning that are always shown
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<[!?][^<>]{0,2000}>")
_NAME: Final = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_HOCR_LINE: Final = re.compile(r"ocr_(?:line|header|caption|textfloat|par|carea|page)\b")
_MOST_MARKS: Final = 8  # on one stretch
_LONGEST_TAG: Final = 48
_MARKUP: Final = frozenset(("html", "hocr"))


class Mark(NamedTuple):
    """A stretch of the text that a value was read from: the value's number, its band, and what to call it."""

    start: int
    end: int
    number: int
    band: int
    name: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The rendered text; of each mark (by value's number) the ids of its elements, and the values that share them."""

    html: Html
    places: Mapping[int, tuple[str, ...]]
    lines: Mapping[int, int]
    """Of each value that is shown, the line that it begins on, counted from 1."""
    shared: Mapping[int, tuple[int, ...]]
    left_out: int
    """Characters that are not shown."""


def show(source: str, marks: Iterable[Mark], dialect: str) -> Shown:
    """The text with its marks as links to ``#f<number>``."""
    segments = _segments(source, sorted(m for m in marks if 0 <= m.start < m.end <= len(source)))
    windows = _windows(len(source), segments)
    writer = _Writer(source, dialect)
    parts: list[Html] = []
    at = 0
    for start, end in windows:
        if start > at:
            parts.append(_gap(start - at))
        parts += writer.lines(start, end, [s for s in segments if s[0] < end and s[1] > start])
        at = end
    if at < len(source):
        parts.append(_gap(len(source) - at))
    shown = sum(end - start for start, end in windows)
    shared = {number: tuple(sorted(others - {number})) for number, others in writer.shared.items() if len(others) > 1}
    places = {number: tuple(ids) for number, ids in writer.places.items()}
    return Shown(join(parts), places, writer.line_of, shared, len(source) - shown)


def has_markup(source: str) -> bool:
    """Whether there is a tag anywhere."""
    return _TAG.search(source) is not None


Segment = tuple[int, int, tuple[Mark, ...]]


def _segments(source: str, marks: Sequence[Mark]) -> list[Segment]:
    """Stretches without a change of marks, in order; those without any are left out."""
    cuts = sorted({m.start for m in marks} | {m.end for m in marks})
    found: list[Segment] = []
    open_: list[Mark] = []
    coming = 0
    for start, end in pairwise(cuts):
        open_ = [m for m in open_ if m.end > start]
        while coming < len(marks) and marks[coming].start <= start:
            open_.append(marks[coming])
            coming += 1
        if open_ and source[start:end].strip():
            found.append((start, end, tuple(nsmallest(_MOST_MARKS, open_, key=lambda m: (m.band, m.end - m.start, m.number)))))
    return found


def _windows(length: int, segments: Sequence[Segment]) -> list[tuple[int, int]]:
    """What to show: all, or the beginning and what is around the marks, up to :data:`MOST_SHOWN`."""
    if length <= _ALL_BELOW:
        return [(0, length)]
    windows = [(0, _HEAD)]
    for start, end, _ in segments:
        low, high = max(0, start - _AROUND), min(length, end + _AROUND)
        if low <= windows[-1][1]:
            windows[-1] = (windows[-1][0], max(high, windows[-1][1]))
        else:
            windows.append((low, high))
    left = MOST_SHOWN
    bounded: list[tuple[int, int]] = []
    for start, end in windows:
        if left <= 0:
            break
        bounded.append((start, min(end, start + left)))
        left -= bounded[-1][1] - start
    return bounded


def _gap(characters: int) -> Html:
    return el("div", f"{characters:,} characters that are not shown", class_="gap")


class _Piece(NamedTuple):
    """A piece of a line that ends before an offset; without ``html``, the end of a line."""

    end: int
    html: Html | None = None
    is_text: bool = False


class _Writer:
    """Writes lines and keeps where each mark went."""

    def __init__(self, source: str, dialect: str) -> None:
        self.source, self.markup, self.hocr = source, dialect in _MARKUP, dialect == "hocr"
        self.places: dict[int, list[str]] = {}
        self.shared: dict[int, set[int]] = {}
        self.line_of: dict[int, int] = {}
        self.line, self.counted = 1, 0
        self.ids = 0

    def lines(self, start: int, end: int, segments: Sequence[Segment]) -> Iterator[Html]:
        """A division for each displayed line between two offsets."""
        content: list[_Piece] = []
        number = self._line_at(start)
        for piece in self._pieces(start, end, segments):
            if piece.html is None:
                yield from self._line(number, content)
                content, number = [], self._line_at(piece.end)
            else:
                content.append(piece)
        yield from self._line(number, content)

    def _line(self, number: int, content: list[_Piece]) -> Iterator[Html]:
        inner = join(piece.html for piece in content)
        if not self.hocr or any(piece.is_text for piece in content):
            yield el("div", el("i", number), inner or "\n", class_="l")
        elif inner:  # markup alone: nothing to see unless it is asked for
            yield el("div", inner, class_="t")

    def _line_at(self, offset: int) -> int:
        self.line += self.source.count("\n", self.counted, offset)
        self.counted = max(self.counted, offset)
        return self.line

    def _pieces(self, start: int, end: int, segments: Sequence[Segment]) -> Iterator[_Piece]:
        at = start
        for low, high, marks in segments:
            low, high = max(low, start), min(high, end)
            yield from self._plain(at, low)
            yield from self._marked(low, high, marks)
            at = high
        yield from self._plain(at, end)

    def _plain(self, start: int, end: int) -> Iterator[_Piece]:
        at = start
        for match in _TAG.finditer(self.source, start, end):
            yield from self._text(at, match.start())
            yield from self._tag(match)
            at = match.end()
        yield from self._text(at, end)

    def _marked(self, start: int, end: int, marks: tuple[Mark, ...]) -> Iterator[_Piece]:
        """The stretch as links; each line and each side of a tag has its own."""
        for piece in self._plain(start, end):
            linked = piece.is_text and piece.html is not None and bool(piece.html.strip())
            yield piece._replace(html=self._link(piece.html, marks, piece.end)) if linked else piece

    def _link(self, piece: Html | None, marks: tuple[Mark, ...], at: int) -> Html:
        self.ids += 1
        id_ = f"s{self.ids}"
        numbers = tuple(dict.fromkeys(m.number for m in marks))
        for number in numbers:
            self.places.setdefault(number, []).append(id_)
            self.shared.setdefault(number, set()).update(numbers)
            self.line_of.setdefault(number, self._line_at(at))
        title = "; ".join(dict.fromkeys(m.name for m in marks))
        href, data = f"#f{numbers[0]}", " ".join(map(str, numbers))
        return el("a", piece, id=id_, href=href, class_=f"v b{marks[0].band}", data_f=data, title=title)

    def _text(self, start: int, end: int) -> Iterator[_Piece]:
        for low, high, ended in _lines(self.source, start, end):
            piece = self.source[low:high].removesuffix("\r") if ended else self.source[low:high]
            if piece and not (self.hocr and piece.isspace()):
                yield _Piece(high, _kept(piece), is_text=True)
            if ended:  # the words of hOCR stand on lines of their own: its lines are elements
                yield _Piece(high + 1, el("span", " ", class_="w") if self.hocr else None)

    def _tag(self, match: re.Match[str]) -> Iterator[_Piece]:
        tag = match[0]
        name = found[1].lower() if (found := _NAME.match(tag)) else ""
        opens = not tag.startswith("</")
        begins = bool(_HOCR_LINE.search(tag)) if self.hocr else self.markup and name == "tr"
        if opens and begins and not self._fresh(match.start()):
            yield _Piece(match.start())
        kind = "t c" if name in ("td", "th") and opens else "t r" if name == "br" else "t"
        shown = tag if len(tag) <= _LONGEST_TAG else f"{tag[: _LONGEST_TAG - 2]}…>"
        yield _Piece(match.end(), el("span", " ".join(visible(shown).split()), class_=kind))

    def _fresh(self, offset: int) -> bool:
        """Whether nothing stands before this on its line."""
        return not self.hocr and not self.source[max(0, offset - 80) : offset].rpartition("\n")[2].strip(" \t")


def _lines(source: str, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Where the lines between two offsets begin and end, and whether a line feed ends them."""
    at = start
    while at < end:
        stop = source.find("\n", at, end)
        yield (at, stop, True) if stop >= 0 else (at, end, False)
        at = stop + 1 if stop >= 0 else end


def _kept(piece: str) -> Html:
    """Text of a line: tabs as elements, so that a cell's edge can be seen."""
    return Html("<b>\t</b>".join(text(cell) for cell in piece.split("\t")))
