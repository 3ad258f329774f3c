"""Table II prints no letter for the direction: the number stands in the column (A) or in the column (D)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from extractor.cells.label import Located
from extractor.filing import Row, Status, Value
from extractor.regions.regions import Region
from extractor.rows.assemble import DraftRow

_ACQUIRED: Final = re.compile(r"[(\[{]A[)\]}]")
_DISPOSED: Final = re.compile(r"[(\[{][D0O][)\]}]")
_SHARES: Final = "transactionAmounts/transactionShares"
_CLEARLY: Final = 0.3
"""By how much of the distance between the columns a number must be nearer to one of them."""


class DirectionColumns(NamedTuple):
    """Where the heads (A) and (D) stand, in the page's columns; ``celled``: in cells."""

    acquired: float
    disposed: float
    celled: bool


def direction_columns(located: Located) -> DirectionColumns | None:
    """The columns (A) and (D) of Table II, from the last line of its heads that has both and little else."""
    page, regions = located.page, located.regions
    heads: dict[int, tuple[list[int], list[int]]] = {}
    for token in np.flatnonzero(regions.of_token == Region.TABLE2).tolist():
        for k, pattern in enumerate((_ACQUIRED, _DISPOSED)):
            if pattern.fullmatch(page.words[token]):
                heads.setdefault(int(regions.line_of[token]), ([], []))[k].append(token)
    found: DirectionColumns | None = None
    for acquired, disposed in heads.values():
        if len(acquired) == len(disposed) == 1 and page.x0[acquired[0]] < page.x0[disposed[0]]:
            where = [float(page.x0[t] + page.x1[t]) / 2 for t in (acquired[0], disposed[0])]
            found = DirectionColumns(where[0], where[1], bool(page.celled[acquired[0]]))
    return found


def with_direction(row: Row, draft: DraftRow, columns: DirectionColumns | None, located: Located) -> Row:
    """The row with the direction that the place of its number tells, where it tells one clearly."""
    tokens = [t for s in draft.segments.get(_SHARES, ()) for t in s.tokens]
    if columns is None or not tokens or row.transaction_acquired_disposed_code.value is not None:
        return row
    place = _place(located, tokens, columns.celled)
    width = columns.disposed - columns.acquired
    if place is None or width <= 0:
        return row
    nearer = (abs(place - columns.disposed) - abs(place - columns.acquired)) / width
    if abs(nearer) < _CLEARLY or not columns.acquired - width <= place <= columns.disposed + width:
        return row
    letter = "A" if nearer > 0 else "D"
    value = Value(letter, Status.INFERRED, 0.8, reasons=(f"the number stands in the column ({letter})",))
    return replace(row, transaction_acquired_disposed_code=value)


def _place(located: Located, tokens: Sequence[int], celled: bool) -> float | None:
    """The middle of the number, if its line is of the same make as the heads."""
    page = located.page
    if any(bool(page.celled[t]) != celled for t in tokens):
        return None
    return float(min(page.x0[t] for t in tokens) + max(page.x1[t] for t in tokens)) / 2
