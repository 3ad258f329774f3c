"""What people call the places of a filing."""

from __future__ import annotations

from typing import Any, Final

from extractor.filing import LeafType
from extractor.filing.names import label
from extractor.filing.text import text_of

GROUPS: Final = {
    "header": "Header",
    "owner": "Reporting owners",
    "table1": "Table I",
    "table2": "Table II",
    "signature": "Signatures",
    "footnotes": "Footnotes",
    "marks": "Footnote marks",
}
"""Names of the groups of :data:`extractor.evaluation.evaluate.GROUPS`."""


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
