"""Text made fit for the cells of tables, and for the terminal."""

from __future__ import annotations

import re
from typing import Final

_BREAKS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_UNSAFE_LINES: Final = re.compile(f"(?![\\n\\t]){_UNSAFE.pattern[:-1]}")
_FORMULA: Final = re.compile(r"\s*(?:[=+@＝＋＠]|[-－](?![\d.,-]*$))")
_LONGEST: Final = 32_767
"""Characters of a cell: what spreadsheets hold. No field of a form has so many."""


def cell_of(text: str) -> str:
    """The text on one line: without control characters, line ends, tabs and halves of surrogate pairs."""
    cell = text[:_LONGEST].strip()
    return cell if cell.isprintable() else _BREAKS.sub(" ", cell).strip()


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula; negative numbers stay as they are.

    Source: OWASP, CSV Injection.
    """
    return f"'{cell}" if not cell[:1].isalnum() and _FORMULA.match(cell) else cell


def clean(text: str) -> str:
    """The text on one line, without what would steer a terminal."""
    return _UNSAFE.sub(" ", text)


def clean_lines(text: str) -> str:
    """The text without what would steer a terminal but line feeds and tabs."""
    return _UNSAFE_LINES.sub(" ", text)
