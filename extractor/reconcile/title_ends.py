"""The last word of a security's title, which stands on a line of its own: lost in one cell, doubled in the one beside it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import Final

from extractor.filing import Filing, Row, Value
from extractor.reconcile.change import map_rows, repaired, with_value

_LEAVES: Final = ("security_title", "underlying_security_title")
_LAST: Final = frozenset(("stock", "shares", "units"))
_OPEN: Final = "common"
"""The word that no title ends in: none of 2,900 in filings of the training split."""
_SURE: Final = 0.85
_TWICE, _LOST = "its last word stands here twice", "its last word is that of the other titles"


def mend_title_ends(filing: Filing) -> Filing:
    """Titles without a last word that stands twice, and with the one that they lack and all others of their kind have."""
    last: Counter[str] = Counter()
    for row in filing.rows:
        for attribute in _LEAVES:
            words = (getattr(row, attribute).value or "").split()
            last.update(w.rstrip(",") for before, w in pairwise(words) if before.lower() == _OPEN)
    ending = next((word for word, _ in last.most_common() if word.lower() in _LAST), None)

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_mended(row, ending) for row in rows)

    return map_rows(filing, change)


def _mended(row: Row, ending: str | None) -> Row:
    for attribute in _LEAVES:
        value: Value[str] = getattr(row, attribute)
        words = (value.value or "").split()
        if len(words) > 1 and words[-1].lower() in _LAST and words[-1].lower() == words[-2].lower():
            row = with_value(row, attribute, repaired(value, " ".join(words[:-1]), _SURE, _TWICE))
        elif words and words[-1].lower() == _OPEN and ending is not None:
            shown = ending.upper() if words[-1].isupper() else ending.title() if ending.isupper() else ending
            row = with_value(row, attribute, repaired(value, " ".join([*words, shown]), _SURE, _LOST))
    return row
