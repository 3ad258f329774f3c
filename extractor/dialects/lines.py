"""Dialects that are lines of text: TAB-separated cells, Markdown pipe tables, layout kept by spaces, plain lines."""

from __future__ import annotations

import re
from typing import Final

from extractor.dialects.fold import FILLER
from extractor.dialects.page import Stretch

_BREAK: Final = re.compile(r"<br\s*/?>", re.I)
_RULE: Final = re.compile(r"[\s|:+=_-]*")
_WIDE_GAP: Final = re.compile(r"\S {3,}\S")
_BARE_RULE: Final = re.compile(r"^[^|\n]*\|[^|\n]*\|[^\n]*\n[ :]*-[-: ]*(?:\|[ :]*-[-: ]*){2,}\|?[ \t\r\f]*$", re.M)
"""The head of a pipe table without outer bars and the rule below; without one, bars within lines are mostly lines of the form."""
_SIGNS: Final = "~^"
"""What parts cells in texts of some converters, and is hardly on any page otherwise."""
_RULED: Final = f"{_SIGNS} -=_|+*\t\r"
"""What lines that are but drawn consist of."""
_OF_ROW, _ROWS = 4, 8
"""Such signs in a line, and such lines, that tell a text with tables of them."""
_CELLED: Final = 2
"""Bars, or signs of such a text, that make cells of a line."""


def line_pieces(folded: str, begin: int = 0, stop: int | None = None) -> tuple[list[Stretch], dict[str, int]]:
    """Pieces of a text of lines, and how many lines there are of each dialect."""
    pieces: list[Stretch] = []
    counts = {"grid": 0, "pipes": 0, "spaced": 0, "plain": 0}
    at, number = begin, 0
    bare, sign = _BARE_RULE.search(folded, begin, len(folded) if stop is None else stop) is not None, _sign_of(folded[begin:stop])
    for raw in folded[begin:stop].splitlines(keepends=True):
        line = raw.rstrip("\r\n\x0c\x1c\x1d\x1e")
        start, at = at, at + len(raw)
        if not line.strip():
            number += 1
            continue
        if "\t" in line and not _is_indented(line):
            counts["grid"] += 1
            _cells(pieces, line, start, number, "\t")
        elif sign and line.count(sign) >= _CELLED and line.strip(_RULED):
            counts["grid"] += 1
            _cells(pieces, line, start, number, sign)
        elif line.count("|") >= _CELLED and (bare or line.lstrip().startswith("|")):
            counts["pipes"] += 1
            if not _RULE.fullmatch(line):
                _cells(pieces, line, start, number, "|", int(not bare))
        else:
            counts["spaced" if _WIDE_GAP.search(line) else "plain"] += 1
            pieces.append(Stretch(start, start + len(line), number, 0, 0, 0.0, 1.0, False))
        number += 1
    return pieces, counts


def _sign_of(text: str) -> str:
    """The sign other than TABs and bars that parts cells; nothing if none does."""
    for sign in _SIGNS:
        if text.count(sign) < _OF_ROW * _ROWS:
            continue
        if sum(line.count(sign) >= _OF_ROW and line.strip(_RULED) != "" for line in text.splitlines()) >= _ROWS:
            return sign
    return ""


def _is_indented(line: str) -> bool:
    """TABs that only indent make no cells."""
    return "\t" not in line.strip() and not line.endswith("\t")


_ESCAPED: Final = re.compile(rf"(?<!{FILLER})\|")  # folding turned the backslash before an escaped bar into a filler


def _cells(pieces: list[Stretch], line: str, start: int, number: int, separator: str, first: int = 0) -> None:
    """Add the cells of a line. ``first``: how many there seem to be before an outer bar."""
    at = 0
    for index, cell in enumerate(_ESCAPED.split(line) if separator == "|" else line.split(separator)):
        if cell.strip() and index >= first:
            _broken(pieces, cell, start + at, number, index - first)
        at += len(cell) + 1


def _broken(pieces: list[Stretch], cell: str, start: int, number: int, index: int) -> None:
    """The lines of a cell, parted by ``<br>``."""
    at = 0
    for sub, match in enumerate((*_BREAK.finditer(cell), None)):
        end = match.start() if match else len(cell)
        if cell[at:end].strip():
            pieces.append(Stretch(start + at, start + end, number, index, sub, float(index), 0.0, True))
        at = match.end() if match else end
