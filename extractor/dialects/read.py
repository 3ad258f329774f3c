"""One door for text: any bytes in, a :class:`~extractor.dialects.page.Page` out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from extractor.dialects import lines, markup
from extractor.dialects.box_table import box_table
from extractor.dialects.box_xml import box_xml
from extractor.dialects.boxed import Sheet, boxed_pieces
from extractor.dialects.commas import comma_pieces, separator_of
from extractor.dialects.fold import fold
from extractor.dialects.hocr import hocr
from extractor.dialects.json_text import json_boxes, json_strings, strings_alone
from extractor.dialects.latex import has_latex, without_latex
from extractor.dialects.page import Page, Stretch, page_of


def decode(data: bytes) -> str:
    """Text of any bytes: by its byte order mark, as UTF-8, or as Windows-1252 with holes filled from Latin-1."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _western(data)


def _western(data: bytes) -> str:
    """UTF-8 with a few broken bytes stays UTF-8; what has more of them than valid sequences is a Western eight-bit text."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if len(text) - len(text.encode("ascii", errors="ignore")) >= 2 * broken:
        return text
    return "".join(_CP1252[b] for b in data)


_CP1252 = tuple(bytes([b]).decode("cp1252", errors="ignore") or chr(b) for b in range(256))


def read(data: str | bytes) -> Page:
    """Read a text of any dialect, also of several in one file. Never raises; a text without words gives no tokens."""
    text = decode(data) if isinstance(data, bytes) else data
    told = json_strings(text)
    shown = strings_alone(text, told) if told else text
    shown = without_latex(shown) if has_latex(shown) else shown
    folded = fold(shown)
    dialect, sheets = _boxed(shown) if not told else ("json", json_boxes(text, told))
    if sheets and (words := boxed_pieces(sheets, folded)):
        return page_of(text, folded, (dialect,), words)
    if markup.has_tables(shown):
        spans = markup.hidden_spans(shown)
        folded = markup.blanked(folded, spans)
        pieces, dialects = _with_tables(markup.blanked(shown, spans), folded)
        return page_of(text, folded, dialects, pieces)
    if sign := separator_of(shown):
        return page_of(text, folded, ("csv",), comma_pieces(folded, sign))
    pieces, counts = lines.line_pieces(folded)
    return page_of(text, folded, _dialects(counts), pieces)


def _boxed(text: str) -> tuple[str, list[Sheet]]:
    """The dialect and the pages of a text that has a box a word; none if it has none."""
    for name, sheets_of in (("hocr", hocr), ("tsv", box_table)):
        if sheets := sheets_of(text):
            return name, sheets
    return box_xml(text)


_CELLED: Final = 2  # lines with cells that make a table


def _with_tables(text: str, folded: str) -> tuple[list[Stretch], tuple[str, ...]]:
    """HTML; between its tables perhaps lines with cells of another dialect."""
    tables = [*markup.tables(text), (len(text), len(text))]
    begins = [0, *(end for _, end in tables)]
    between = [lines.line_pieces(folded, at, start) for at, (start, _) in zip(begins, tables, strict=False)]
    celled = [counts["grid"] + counts["pipes"] >= _CELLED for _, counts in between]
    if not any(celled):
        return markup.html_pieces(text, folded), ("html",)
    total: Counter[str] = Counter()
    pieces: list[Stretch] = []
    line = 0
    for at, (start, end), (found, counts), has_cells in zip(begins, tables, between, celled, strict=False):
        if has_cells:
            total.update(counts)
        else:
            found = markup.html_pieces(text, folded, at, start)
        for part in (found, markup.html_pieces(text, folded, start, end)):
            pieces += [piece._replace(line=piece.line + line) for piece in part]
            line = pieces[-1].line + 2 if pieces else 0
    return pieces, ("html", *_dialects(total))


def _dialects(counts: Mapping[str, int]) -> tuple[str, ...]:
    """The dialects of a text of lines, the one that matters first: cells before layout before plain."""
    found = [name for name in ("grid", "pipes") if counts[name] >= 2]
    found.sort(key=lambda name: -counts[name])
    if counts["spaced"] >= 3 and counts["spaced"] * 6 >= counts["plain"]:
        found.append("spaced")
    if counts["plain"] or not found:
        found.append("plain")
    return tuple(found)
