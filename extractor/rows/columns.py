"""Table II prints no letter for the direction: the number stands in the column (A) or in the column (D)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np

from extractor.filing import Row, Status, Value
from extractor.form.codes import DIRECTION_TABLE2
from extractor.regions.located import Located
from extractor.regions.regions import Region
from extractor.rows.assemble import DraftRow

_BEGINS: Final = "([{A"
_ACQUIRED: Final = re.compile(r"[(\[{]A[)\]}y]?|A[)\]}]")
_DISPOSED: Final = re.compile(r"[(\[{][D0O]B?[)\]}]?|[D0O][)\]}]")
"""Heads of which one bracket may be lost."""
_WHOLE: Final = re.compile(r"[(\[{].[)\]}]")
_SPECKS: Final = ".,:;'\"|\u2018\u2019"
_HEADS: Final = re.compile(r"code|date|exerc|expirat|title|amount|number|share", re.I)
"""What else stands in the line of heads that are not whole."""
_BETWEEN: Final = 6  # words that may stand between the two heads
_PROSE: Final = re.compile(r"\b(?:or|of)\b|dispos|direct|form|date|title", re.I)
"""Words that part the letters where they are no heads: ``Acquired (A) or Disposed of (D)``, ``Direct (D)``."""
_SHARES: Final = "transactionAmounts/transactionShares"
_CLEARLY: Final = 0.3
"""By how much of the distance between the columns a number must be nearer to one of them."""


class DirectionColumns(NamedTuple):
    """Where the columns (A) and (D) stand, in the page's columns; ``celled``: in cells."""

    acquired: float
    disposed: float
    celled: bool

    def letter(self, place: float) -> str | None:
        """The direction of a number at that place, where it is clear."""
        width = self.disposed - self.acquired
        if width <= 0 or not self.acquired - width <= place <= self.disposed + width:
            return None
        nearer = (abs(place - self.disposed) - abs(place - self.acquired)) / width
        return None if abs(nearer) < _CLEARLY else "A" if nearer > 0 else "D"


class _Place(NamedTuple):
    """The middle of a number, and whether it stands in cells."""

    at: float
    celled: bool


def with_directions(rows: Sequence[Row], drafts: Sequence[DraftRow], located: Located) -> tuple[Row, ...]:
    """The rows of Table II with the direction that the place of their number tells, where it tells one clearly."""
    places = [_place(located, draft) for draft in drafts]
    known = [(p, d) for row, p in zip(rows, places, strict=True) if p is not None and (d := _coded(row)) is not None]
    columns = direction_columns(located)
    if columns is None or _contradicted(columns, known):
        return tuple(rows)
    return tuple(_directed(row, place, columns) for row, place in zip(rows, places, strict=True))


def direction_columns(located: Located) -> DirectionColumns | None:
    """The columns (A) and (D) of Table II, from the last line of its heads that has both beside each other."""
    page, regions = located.page, located.regions
    lines: dict[int, list[int]] = {}
    for token in np.flatnonzero(regions.of_token == Region.TABLE2).tolist():
        lines.setdefault(int(regions.line_of[token]), []).append(token)
    found: DirectionColumns | None = None
    for tokens in lines.values():
        words = [page.words[t].strip(_SPECKS) for t in tokens]
        pairs = [
            (a, d)
            for a, word in enumerate(words)
            if word[:1] in _BEGINS and _ACQUIRED.fullmatch(word)
            for d in range(a + 1, min(a + 2 + _BETWEEN, len(words)))
            if _DISPOSED.fullmatch(words[d]) and not any(map(_PROSE.search, words[a + 1 : d]))
        ]
        if len(pairs) != 1 or not (any(map(_HEADS.search, words)) or all(map(_WHOLE.fullmatch, (words[k] for k in pairs[0])))):
            continue
        acquired, disposed = (tokens[k] for k in pairs[0])
        where = [float(page.x0[t] + page.x1[t]) / 2 for t in (acquired, disposed)]
        if where[0] < where[1]:
            found = DirectionColumns(where[0], where[1], bool(page.celled[acquired]))
    return found


def _place(located: Located, draft: DraftRow) -> _Place | None:
    """Where the number of a row stands, if all of it is of one make."""
    page = located.page
    tokens = [t for s in draft.segments.get(_SHARES, ()) for t in s.tokens]
    if not tokens or len({bool(page.celled[t]) for t in tokens}) > 1:
        return None
    middle = float(min(page.x0[t] for t in tokens) + max(page.x1[t] for t in tokens)) / 2
    return _Place(middle, bool(page.celled[tokens[0]]))


def _coded(row: Row) -> str | None:
    """The direction that a code tells which was read as it stands."""
    code = row.transaction_code
    return DIRECTION_TABLE2.get(code.value) if code.value is not None and code.status is Status.READ else None


def _contradicted(columns: DirectionColumns, known: Sequence[tuple[_Place, str]]) -> bool:
    """Whether the heads do not stand above the numbers, as the codes of most rows say."""
    told = [columns.letter(p.at) == d for p, d in known if p.celled == columns.celled and columns.letter(p.at) is not None]
    return 2 * sum(told) < len(told)


def _directed(row: Row, place: _Place | None, columns: DirectionColumns) -> Row:
    if place is None or place.celled != columns.celled or not row.kind.is_transaction:
        return row
    letter = columns.letter(place.at)
    if letter is None or row.transaction_acquired_disposed_code.value is not None:
        return row
    value = Value(letter, Status.INFERRED, 0.8, reasons=(f"the number stands in the column ({letter})",))
    return replace(row, transaction_acquired_disposed_code=value)
