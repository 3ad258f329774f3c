"""LaTeX around a text, as converters of papers write it: tables become rows of cells between TABs, commands are blanked.

Nothing moves: each command gives as many characters as it has.
"""

from __future__ import annotations

import re
from typing import Final

from extractor.dialects.fold import FILLER

_TABLES: Final = ("\\begin{tabular", "\\begin{array", "\\begin{longtable")
_ARGUMENT: Final = r"\{(?:[^{}\n]|\{[^{}\n]{0,20}\}){0,300}\}"
_COMMAND: Final = re.compile(
    rf"(?P<begins>\\begin\{{(?:tabular|array|longtable)[\w*]{{0,2}}\}}(?:\[\w?\])?(?:{_ARGUMENT}){{0,2}})"
    r"|(?P<ends>\\end\{(?:tabular|array|longtable)[\w*]{0,2}\})"
    r"|(?P<row>\\\\(?:\[[\w.]{0,9}\])?)"
    rf"|(?P<blank>\\multi(?:column|row)(?:\{{[^{{}}\n]{{0,40}}\}}){{2}}|\\(?:begin|end|cline|cmidrule)\s?{_ARGUMENT}"
    r"|\\[a-zA-Z]{2,20}\*?)"
    r"|(?P<sign>\\[&%$#_{}])"
    r"|(?P<edge>&)|(?P<end>\n)|(?P<brace>[{}])"
)


def has_latex(text: str) -> bool:
    """Whether the text has a LaTeX table."""
    return "\\begin{" in text and any(begin in text for begin in _TABLES)


def without_latex(text: str) -> str:
    """The text with a line a row of each table; the lines of a table within a cell stand side by side."""
    parts: list[str] = []
    at = depth = 0
    for match in _COMMAND.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        kind, size = match.lastgroup, at - match.start()
        if kind == "begins":
            depth += 1
        elif kind == "ends":
            depth = max(0, depth - 1)
        if kind == "sign":
            parts.append(FILLER + match.group()[1])
        elif kind in ("begins", "ends"):
            parts.append((" " if depth > 1 or (kind == "ends" and depth) else "\n") + FILLER * (size - 1))
        elif kind in _GAPS:
            parts.append(_GAPS[kind][min(depth, 2)] + FILLER * (size - 1))
        else:
            parts.append(FILLER * size)
    return "".join((*parts, text[at:]))


_GAPS: Final = {"row": "\n\n ", "edge": "&\t ", "end": "\n  "}
"""What ends a row, a cell and a line of the source, outside of tables, in one, and in one within a cell."""
