"""The dialect of spreadsheets: rows of cells parted by commas or semicolons, quoted where a cell holds more than a word."""

from __future__ import annotations

import re
from typing import Final

from extractor.dialects.page import Stretch

_LONGEST: Final = 4_000
"""Characters of a quoted cell; what goes on longer has lost its second quote."""
_TABLE: Final = 3
"""Rows with cells that make a table."""
_ROWS: Final = {sign: re.compile(rf'^[^\n]*(?:"{sign}"|"{sign}{sign}|{sign}{sign}+"|{sign}{{3}})[^\n]*$', re.M) for sign in ",;"}
"""Rows that no prose has: separators between quotes or blank cells."""
_CELLS: Final = {
    sign: re.compile(
        rf'(?P<quoted>(?:"[^"]{{0,{_LONGEST}}}")+)?'
        rf"(?P<bare>(?:[^{sign}\n]|{sign}(?=[ ])){{0,{_LONGEST}}})(?P<end>[{sign}\n]?)"
    )
    for sign in ",;"
}


def separator_of(text: str) -> str:
    """What parts the cells of the text, or nothing: of prose that has commas no row looks like one of a table."""
    for sign, rows in _ROWS.items():
        seen = sum(text.count(one) for one in (f'"{sign}"', f'"{sign}{sign}', f'{sign}{sign}"', sign * 3))
        if seen >= _TABLE and sum(1 for _ in zip(range(_TABLE), rows.finditer(text), strict=False)) == _TABLE:
            return sign
    return ""


def comma_pieces(folded: str, sign: str) -> list[Stretch]:
    """Pieces of such a text: the lines of each cell, without its quotes."""
    pieces: list[Stretch] = []
    cells = _CELLS[sign]
    at = line = index = 0
    alone = True
    while at < len(folded):
        match = cells.match(folded, at)
        if match is None or match.end() == at:
            at += 1
            continue
        start, end = match.start(), match.end("bare")
        if match["quoted"] and not match["bare"].strip():
            start, end = start + 1, match.end("quoted") - 1
        alone = alone and index == 0 and match["end"] != sign
        _lines(pieces, folded, start, end, (line, index, not alone))
        at = match.end()
        if match["end"] == sign:
            index += 1
        elif match["end"]:
            line, index, alone = line + 1, 0, True
    return pieces


def _lines(pieces: list[Stretch], folded: str, start: int, end: int, place: tuple[int, int, bool]) -> None:
    """The lines of a cell; a row of one cell alone is a line of text."""
    line, index, in_table = place
    for sub, raw in enumerate(folded[start:end].split("\n")):
        if raw.strip():
            x, width = (float(index), 0.0) if in_table else (0.0, 1.0)
            pieces.append(Stretch(start, start + len(raw), line, index, sub, x, width, in_table))
        start += len(raw) + 1
