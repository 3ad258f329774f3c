"""What people call the places of a filing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from extractor.export.names import label
from extractor.export.text import text_of
from extractor.filing import Filing, LeafType, row_paths

GROUPS: Final = {
    "header": "Header",
    "owner": "Reporting owners",
    "table1": "Table I",
    "table2": "Table II",
    "signature": "Signatures",
    "footnotes": "Footnotes",
    "marks": "Footnote marks",
}
"""Names of the groups of :data:`extractor.learning.evaluate.GROUPS`."""
_ROW: Final = re.compile(r"(?:nonD|d)erivativeTable/\w+\[\d+\]")
_OWNER: Final = re.compile(r"(reportingOwner|ownerSignature)\[(\d+)\]")
_FOOTNOTE: Final = re.compile(r"footnotes/footnote\[(\d+)\]")


def shown(value: Any, kind: LeafType | None = None) -> str:
    """A typed value as a person writes it: thousands apart, marks as yes and no, dates as ``YYYY-MM-DD``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if kind is LeafType.AMOUNT and hasattr(value, "is_finite") and value.is_finite():
        return f"{value:,f}"
    return text_of(value)


def full_label(group: str, field: str) -> str:
    """The name of a leaf with its group's."""
    return label(field).capitalize() if group in ("marks", "footnotes") else f"{GROUPS[group]}: {label(field)}"


class Places:
    """Names of the parts of one filing."""

    def __init__(self, filing: Filing) -> None:
        self._rows = dict(_rows(filing))
        self._several = {"reportingOwner": len(filing.reporting_owners) > 1, "ownerSignature": len(filing.owner_signatures) > 1}
        self._notes = [note.id for note in filing.footnotes]

    def of(self, path: str) -> str:
        """The part that a path lies in, such as ``Table I, row 2``; empty for the document itself."""
        if found := _ROW.match(path):
            return self._rows.get(found[0], found[0])
        if found := _OWNER.match(path):
            name = "Owner" if found[1] == "reportingOwner" else "Signature"
            return f"{name} {found[2]}" if self._several[found[1]] else name
        if found := _FOOTNOTE.match(path):
            return self.note(int(found[1]))
        return "Issuer" if path.startswith("issuer/") else "Form"

    def note(self, number: int) -> str:
        """The footnote with this number in printed order, by its id."""
        return f"Footnote {self._notes[number - 1].removeprefix('F')}" if number <= len(self._notes) else "Footnote"

    def whole(self, path: str) -> str:
        """The part and the leaf."""
        if _FOOTNOTE.fullmatch(path):
            return self.of(path)
        return f"{self.of(path)}, {label(path)}" if path not in self._rows else self.of(path)

    def told(self, sentence: str) -> str:
        """A sentence with names in the place of paths of rows."""
        return _ROW.sub(lambda match: self._rows.get(match[0], match[0]), sentence)


def _rows(filing: Filing) -> Iterator[tuple[str, str]]:
    for title, rows in (("Table I", filing.non_derivative_table), ("Table II", filing.derivative_table)):
        yield from ((path, f"{title}, row {number}") for number, (path, _) in enumerate(row_paths(rows), 1))
