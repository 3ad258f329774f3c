"""Print many filings in one job of Chromium and read the PDF back, glyph by glyph with labels."""

from __future__ import annotations

import ctypes
import os
import random
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from training import form_look, sheet_look
from training.fields import Printer, Registry, number_of
from training.pages import Glyph, Page, Rule
from training.style import Style

SIZES = {"portrait": (8.5, 11.0), "landscape": (11.0, 8.5), "legal": (14.0, 8.5)}
START = "\u25c6"


@dataclass
class Sheet:
    """A filing ready for the printer."""

    key: str
    root: ET.Element
    style: Style
    registry: Registry
    body: str
    css: str


def compose(key: str, root: ET.Element, style: Style) -> Sheet:
    """Write one filing as HTML in the given look."""
    printer = Printer(style)
    look = sheet_look if style.layout == "xsl" else form_look
    body = sheet_look.sheet_html(printer, root) if look is sheet_look else form_look.form_html(printer, root)
    return Sheet(key, root, style, printer.registry, body, look.css(printer))


def page_html(sheets: Sequence[Sheet], size: tuple[float, float], margin: float) -> str:
    """All filings of a print job as one HTML document; a white mark begins each filing."""
    styles = "".join(sheet.css for sheet in sheets)
    bodies = "".join(
        f'<div class="f{s.style.seed}" style="{"" if n == 0 else "page-break-before:always"}">'
        f'<div style="color:#ffffff;font-size:3px;height:0">{START}</div>{s.body}</div>'
        for n, s in enumerate(sheets)
    )
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><style>"
        f"@page{{size:{size[0]}in {size[1]}in;margin:{margin:.2f}in}}"
        "*{-webkit-print-color-adjust:exact;print-color-adjust:exact}body{margin:0;background:white}"
        "sup{font-size:80%}"
        f"{styles}</style></head><body>{bodies}</body></html>"
    )


def run_chromium(source: Path, target: Path, timeout: float) -> None:
    """Print an HTML file to PDF."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-pdf-header-footer",
                "--disable-dev-shm-usage",
                f"--user-data-dir={profile}",
                f"--print-to-pdf={target}",
                source.as_uri(),
            ],
            check=True,
            timeout=timeout,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "HOME": profile},
        )


def print_sheets(sheets: Sequence[Sheet], rng: random.Random, folder: Path) -> Path:
    """One PDF with all filings."""
    size = SIZES[rng.choices(tuple(SIZES), (0.3, 0.6, 0.1))[0]]
    source, target = folder / "job.html", folder / "job.pdf"
    source.write_text(page_html(sheets, size, rng.uniform(0.2, 0.6)), encoding="utf-8")
    run_chromium(source, target, 60 + 10 * len(sheets))
    return target


def _rules(page: pdfium.PdfPage, height: float) -> list[Rule]:
    """The ruled lines of a page: thin filled or stroked paths."""
    out: list[Rule] = []
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(item, fill, stroke)
        out.extend(_sides((left, height - top, right, height - bottom), bool(stroke.value)))
    return out


def _sides(box: tuple[float, float, float, float], stroked: bool) -> list[Rule]:
    x0, y0, x1, y1 = box
    if y1 - y0 < 2.5 and x1 - x0 > 8:
        return [Rule(True, (y0 + y1) / 2, x0, x1)]
    if x1 - x0 < 2.5 and y1 - y0 > 5:
        return [Rule(False, (x0 + x1) / 2, y0, y1)]
    if stroked and x1 - x0 > 8 and y1 - y0 > 5:
        return [Rule(True, y0, x0, x1), Rule(True, y1, x0, x1), Rule(False, x0, y0, y1), Rule(False, x1, y0, y1)]
    return []


def _glyphs(page: pdfium.PdfPage, height: float) -> tuple[list[Glyph], bool]:
    """The printed glyphs in the order of the document, and whether a filing begins here."""
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text)
    edges = [ctypes.c_double() for _ in range(4)]
    channels = [ctypes.c_uint() for _ in range(4)]
    loose = raw.FS_RECTF()
    glyphs: list[Glyph] = []
    starts, space, line = False, True, 0
    for n in range(count):
        char = chr(raw.FPDFText_GetUnicode(text, n)).replace("\x02", "-")
        line += char == "\n"
        if char.isspace() or char in "\x00\ufffe\u00a0":
            space = True
            continue
        raw.FPDFText_GetFillColor(text, n, *channels)
        red, green, blue = (c.value for c in channels[:3])
        if red > 250 and green > 250 and blue > 250:
            starts = starts or char == START
            continue
        raw.FPDFText_GetCharBox(text, n, *edges)
        raw.FPDFText_GetLooseCharBox(text, n, loose)
        x0, x1 = (edges[0].value, edges[1].value) if char in "_-" else (loose.left, loose.right)
        glyphs.append(Glyph(char, x0, height - loose.top, x1, height - loose.bottom, number_of(red, green, blue), space, line))
        space = False
    text.close()
    return glyphs, starts


def read_pdf(path: Path, sheets: Sequence[Sheet]) -> list[list[Page]]:
    """The pages of each filing of a print job."""
    document = pdfium.PdfDocument(path)
    filings: list[list[Page]] = []
    for n in range(len(document)):
        page = document[n]
        width, height = page.get_size()
        glyphs, starts = _glyphs(page, height)
        if starts or not filings:
            filings.append([])
        filings[-1].append(Page(n, width, height, glyphs, _rules(page, height)))
        page.close()
    document.close()
    if len(filings) != len(sheets):
        raise ValueError(f"{len(filings)} filings in the PDF, {len(sheets)} were printed")
    return filings
