"""Write a read page down as text, in the dialects of converters, and keep track of where every field went."""

from __future__ import annotations

import html
import random
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from training.grid import Cell, Region, Sloppiness, lay, regions_of
from training.pages import Glyph, Line, Page, lines_of

DIALECTS = ("grid", "spaced", "pipes", "plain", "html", "hocr")
SHARES = (0.5, 0.2, 0.13, 0.12, 0.03, 0.02)
HEADINGS = (
    "FORM ",
    "UNITED STATES",
    "Explanation of",
    "Remarks",
    "Signatures",
    "Reporting Owners",
    "Table I",
    "STATEMENT OF",
    "ANNUAL STATEMENT",
    "INITIAL STATEMENT",
    "Check this box",
)


class Mark(NamedTuple):
    """A stretch of the text that belongs to a printed field."""

    start: int
    end: int
    field: int


@dataclass(frozen=True)
class Dress:
    """Habits of a converter outside of the grid."""

    stars: bool
    all_stars: bool
    dollars: bool
    heading: float
    bold: float
    underline: float
    breaks: str
    blank_lines: bool
    paragraphs: bool


def pick_dress(rng: random.Random) -> Dress:
    """A converter's habits."""
    markdown = rng.random() < 0.55
    return Dress(
        stars=rng.random() < (0.7 if markdown else 0.1),
        all_stars=rng.random() < 0.25,
        dollars=rng.random() < (0.5 if markdown else 0.1),
        heading=rng.choice([0.0, 0.05, 0.3, 0.8]) if markdown else 0.0,
        bold=rng.choice([0.0, 0.0, 0.1, 0.4]) if markdown else 0.0,
        underline=rng.choice([0.0, 0.0, 0.3]) if markdown else 0.0,
        breaks=rng.choice(["<br>", " "]),
        blank_lines=rng.random() < (0.08 if markdown else 0.02),
        paragraphs=rng.random() < (0.25 if markdown else 0.02),
    )


@dataclass
class Writer:
    """Text in the making, with the field of each character."""

    parts: list[str] = field(default_factory=list)
    fields: list[int] = field(default_factory=list)

    def form(self, text: str) -> None:
        """Text that belongs to no field."""
        self.parts.extend(text)
        self.fields.extend([0] * len(text))

    def put(self, text: str, number: int) -> None:
        """Text of a field."""
        self.parts.extend(text)
        self.fields.extend([number] * len(text))

    def blank(self, before: Glyph | None, after: Glyph, count: int = 1) -> None:
        """Blanks between two glyphs: inside a field when both belong to it."""
        same = before is not None and before.field == after.field
        self.put(" " * count, after.field if same else 0)

    def marks(self) -> list[Mark]:
        """The stretches of the text that belong to fields."""
        out: list[Mark] = []
        start = 0
        for n in range(1, len(self.fields) + 1):
            if n == len(self.fields) or self.fields[n] != self.fields[start]:
                if self.fields[start]:
                    out.append(Mark(start, n, self.fields[start]))
                start = n
        return out

    def text(self) -> str:
        """What was written."""
        return "".join(self.parts)


def _char(writer: Writer, glyph: Glyph, after: Glyph | None, dress: Dress, markup: bool) -> None:
    char = glyph.char
    if markup:
        char = html.escape(char, quote=False)
    elif char == "$" and dress.dollars:
        char = "\\$"
    elif char == "*" and dress.stars and (dress.all_stars or after is None or after.char != "*"):
        char = "\\*"
    writer.put(char, glyph.field)


def run(writer: Writer, glyphs: list[Glyph], dress: Dress, markup: bool = False, lead: bool = False) -> None:
    """Glyphs with single blanks between words; `lead` keeps a blank before the first."""
    before: Glyph | None = None
    for n, glyph in enumerate(glyphs):
        if glyph.space and (before is not None or lead):
            writer.blank(before, glyph)
        _char(writer, glyph, glyphs[n + 1] if n + 1 < len(glyphs) else None, dress, markup)
        before = glyph


def _is_heading(line: Line) -> bool:
    text = "".join((" " if g.space else "") + g.char for g in line.glyphs).strip()
    return text.startswith(HEADINGS)


def prose(writer: Writer, line: Line, dress: Dress, rng: random.Random) -> None:
    """A line outside of the tables."""
    heading = _is_heading(line)
    around = ""
    if heading and rng.random() < dress.heading:
        writer.form("## ")
    if heading and rng.random() < dress.bold:
        around = "**"
    elif rng.random() < dress.underline and any(g.field for g in line.glyphs) and len(line.glyphs) < 60:
        around = "<u>"
    writer.form(around)
    run(writer, line.glyphs, dress)
    writer.form(around.replace("<", "</"))
    writer.form("\n\n" if dress.blank_lines or dress.paragraphs else "\n")


def blocks(lines: list[Line]) -> list[Line]:
    """Paragraphs: pieces of lines that stand under each other, each as one long line."""
    done: list[list[Glyph]] = []
    live: list[list[Glyph]] = []
    for line in lines:
        ended = live
        live = []
        for piece in _pieces(line):
            above = next((b for b in ended if _continues(b, piece)), None)
            if above is None:
                done.append(list(piece))
                live.append(done[-1])
            else:
                above.extend(piece)
                live.append(above)
    return [Line(block) for block in done]


def _pieces(line: Line) -> list[list[Glyph]]:
    pieces: list[list[Glyph]] = [[]]
    for glyph in line.glyphs:
        last = pieces[-1][-1] if pieces[-1] else None
        if last is not None and glyph.space and glyph.x0 - last.x1 > 2.2 * (line.bottom - line.top):
            pieces.append([])
        pieces[-1].append(glyph)
    return pieces


def _continues(block: list[Glyph], piece: list[Glyph]) -> bool:
    tail = block[-1]
    size = max(4.0, tail.y1 - tail.y0)
    left = min(g.x0 for g in block)
    starts = piece[0].char.isdigit() and len(piece) > 1 and piece[1].char == "."
    return (
        not starts and piece[0].char not in "*X" and 0 < piece[0].y - tail.y < 1.7 * size and abs(piece[0].x0 - left) < 1.5 * size
    )


def _cell(writer: Writer, cell: Cell, dress: Dress, sloppy: Sloppiness, gap: str, markup: bool = False) -> None:
    last: Glyph | None = None
    for part in cell:
        if last is not None:
            if gap == " ":
                writer.blank(last, part[0])
            else:
                writer.form(gap)
        run(writer, part, dress, markup, sloppy.keep_blanks)
        last = part[-1]


def _table(writer: Writer, rows: list[list[Cell]], dialect: str, dress: Dress, sloppy: Sloppiness) -> None:
    if dialect == "html":
        writer.form("<table>\n")
    for n, row in enumerate(rows):
        if dialect == "grid":
            for k, cell in enumerate(row):
                writer.form("\t" if k else "")
                _cell(writer, cell, dress, sloppy, " ")
        elif dialect == "pipes":
            for cell in row:
                writer.form("| ")
                _cell(writer, cell, dress, sloppy, dress.breaks)
                writer.form(" ")
            writer.form("|")
            if n == 0:
                writer.form("\n|" + "---|" * len(row))
        else:
            writer.form("<tr>")
            for cell in row:
                writer.form("<td>")
                _cell(writer, cell, dress, sloppy, "<br/>", True)
                writer.form("</td>")
            writer.form("</tr>")
        writer.form("\n")
    writer.form("</table>\n\n" if dialect == "html" else "\n")


def gridded(writer: Writer, page: Page, dialect: str, dress: Dress, sloppy: Sloppiness, rng: random.Random) -> None:
    """A page whose tables went through a grid and whose other text is prose."""
    regions = regions_of(page, 0.12 if rng.random() < 0.12 else 0.3)
    shares: dict[int, list[Glyph]] = {n: [] for n in range(len(regions))}
    outside: list[Glyph] = []
    for glyph in page.glyphs:
        home = next((n for n, region in enumerate(regions) if region.holds(glyph)), None)
        (outside if home is None else shares[home]).append(glyph)
    lines = lines_of(outside)
    if dress.paragraphs:
        lines = blocks(lines)
    items: list[tuple[float, Line | Region, int]] = [(line.glyphs[0].y, line, -1) for line in lines]
    items += [(region.y0, region, n) for n, region in enumerate(regions)]
    items.sort(key=lambda item: item[0])
    for _, item, number in items:
        if isinstance(item, Line):
            prose(writer, item, dress, rng)
        elif shares[number]:
            _table(writer, lay(item, shares[number], sloppy, rng), dialect, dress, sloppy)


def _unit(page: Page) -> float:
    widths = sorted(g.x1 - g.x0 for g in page.glyphs if g.char.isalnum())
    return max(1.5, widths[len(widths) // 2]) if widths else 5.0


def spaced(writer: Writer, page: Page, dress: Dress, rng: random.Random, by_line: bool) -> None:
    """Every word at its place, as `pdftotext -layout` does; `by_line` places whole pieces of lines."""
    unit = _unit(page) * rng.uniform(0.8, 1.02)
    previous = None
    for line in lines_of(page.glyphs):
        if previous is not None and line.y - previous > 2.3 * (line.bottom - line.top) and rng.random() < 0.7:
            writer.form("\n")
        previous = line.y
        at, last = 0, None
        for glyph in line.glyphs:
            if glyph.space:
                want = round(glyph.x0 / unit)
                close = last is not None and glyph.x0 - last.x1 < 0.9 * (glyph.y1 - glyph.y0)
                fill = 1 if by_line and close else max(1 if last is not None else 0, want - at)
                writer.blank(last if fill == 1 else None, glyph, fill)
                at += fill
            writer.put(glyph.char, glyph.field)
            at += 1
            last = glyph
        writer.form("\n")


def plain(writer: Writer, page: Page, dress: Dress, native: bool, scattered: bool) -> None:
    """Reading order, a line of text for a line of the page; `native` keeps the reader's own lines and gaps;
    `scattered` has a blank line after each of them."""
    if not native:
        for line in lines_of(page.glyphs):
            run(writer, line.glyphs, dress)
            writer.form("\n")
        return
    unit = _unit(page)
    last: Glyph | None = None
    for glyph in page.glyphs:
        if last is not None and glyph.line != last.line:
            far = abs(glyph.y - last.y) > 2.0 * (glyph.y1 - glyph.y0)
            writer.form("\n\n" if far or scattered else "\n")
            last = None
        if glyph.space and last is not None:
            writer.blank(last, glyph, max(1, round((glyph.x0 - last.x1) / unit)))
        writer.put(glyph.char, glyph.field)
        last = glyph
    writer.form("\n\n")


def _box(glyphs: list[Glyph], scale: float) -> str:
    x0, y0 = min(g.x0 for g in glyphs) * scale, min(g.y0 for g in glyphs) * scale
    x1, y1 = max(g.x1 for g in glyphs) * scale, max(g.y1 for g in glyphs) * scale
    return f"bbox {x0:.0f} {y0:.0f} {x1:.0f} {y1:.0f}"


def _split(glyphs: list[Glyph]) -> list[list[Glyph]]:
    words: list[list[Glyph]] = []
    for glyph in glyphs:
        if glyph.space or not words:
            words.append([])
        words[-1].append(glyph)
    return words


def _areas(glyphs: list[Glyph]) -> list[list[list[Glyph]]]:
    """The reader's lines, in areas of lines that stand closely under each other."""
    areas: list[list[list[Glyph]]] = []
    for _, group in groupby(glyphs, key=lambda g: g.line):
        line = list(group)
        if areas:
            last = areas[-1][-1]
            close = 0 < line[0].y - last[0].y < 1.6 * (line[0].y1 - line[0].y0 + 2)
            if close and abs(line[0].x0 - last[0].x0) < 20:
                areas[-1].append(line)
                continue
        areas.append([line])
    return areas


def hocr(writer: Writer, page: Page, dress: Dress, rng: random.Random, dpi: int) -> None:
    """Areas, lines and words with boxes in pixels, as Tesseract writes them."""
    scale, page_number = dpi / 72, page.number + 1
    writer.form(
        f"  <div class='ocr_page' id='page_{page_number}' title='image \"-\"; bbox 0 0 {page.width * scale:.0f} "
        f"{page.height * scale:.0f}; ppageno {page.number}; scan_res {dpi} {dpi}'>\n"
    )
    line_number = word_number = 0
    for n, area in enumerate(_areas(page.glyphs), 1):
        box = _box([g for line in area for g in line], scale)
        writer.form(f"   <div class='ocr_carea' id='block_{page_number}_{n}' title=\"{box}\">\n")
        writer.form(f"    <p class='ocr_par' id='par_{page_number}_{n}' lang='eng' title=\"{box}\">\n")
        for line in area:
            line_number += 1
            size = (max(g.y1 for g in line) - min(g.y0 for g in line)) * scale
            writer.form(
                f"     <span class='ocr_line' id='line_{page_number}_{line_number}' title=\"{_box(line, scale)}; "
                f"baseline {rng.choice(['0 0', '0 -1', '0.005 -5', '0.006 -8'])}; x_size {size * 1.25:.6g}; "
                f'x_descenders {size / 4:.6g}; x_ascenders {size / 4:.6g}">\n'
            )
            for word in _split(line):
                word_number += 1
                title = f"{_box(word, scale)}; x_wconf {rng.choice([96, 96, 95, 93, rng.randint(10, 92)])}"
                writer.form(f"      <span class='ocrx_word' id='word_{page_number}_{word_number}' title='{title}'>")
                run(writer, word, dress, True)
                writer.form("</span>\n")
            writer.form("     </span>\n")
        writer.form("    </p>\n   </div>\n")
    writer.form("  </div>\n")


HOCR_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"\n'
    '    "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">\n <head>\n  <title></title>\n'
    '  <meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>\n'
    "  <meta name='ocr-system' content='tesseract 5.3.0' />\n"
    "  <meta name='ocr-capabilities' content='ocr_page ocr_carea ocr_par ocr_line ocrx_word ocrp_wconf'/>\n"
    " </head>\n <body>\n"
)


def write(pages: list[Page], dialect: str, engine: str, sloppy: Sloppiness, dpi: int, rng: random.Random) -> Writer:
    """The text of a filing in one dialect."""
    writer, dress = Writer(), pick_dress(rng)
    native = engine.startswith("tesseract") and rng.random() < 0.9
    by_line = engine.startswith("paddle") or (engine != "digital" and rng.random() < 0.5)
    if dialect == "hocr":
        writer.form(HOCR_HEAD)
    for page in pages:
        if not page.glyphs:
            continue
        if dialect == "hocr":
            hocr(writer, page, dress, rng, dpi)
        elif dialect == "spaced":
            spaced(writer, page, dress, rng, by_line)
        elif dialect == "plain":
            plain(writer, page, dress, native, engine == "tesseract-11")
        else:
            gridded(writer, page, dialect, dress, sloppy, rng)
        if page is not pages[-1] and dialect != "hocr":
            writer.form(rng.choice(["", "\n"]))
    if dialect == "hocr":
        writer.form(" </body>\n</html>\n")
    return writer
