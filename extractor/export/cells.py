"""The text of a value in the cell of a table, fit for any reader of tables."""

from __future__ import annotations

import re
from typing import Final

_BREAKS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_FORMULA: Final = re.compile(r"\s*(?:[=+@＝＋＠]|[-－](?![\d.,-]*$))")


def cell_of(text: str) -> str:
    """The text on one line: without control characters, line ends, tabs and halves of surrogate pairs."""
    return _BREAKS.sub(" ", text).strip()


def harmless(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula; negative numbers stay as they are.

    Source: OWASP, CSV Injection.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
