"""The dates of exercise and expiration stand side by side: a glyph that an edge has cut off one may stand with the other.

``|7/|/11/2005|`` is a date of expiration of which the first two glyphs stand in the column of the date of exercise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.filing import Hint
from extractor.readings.dates import read_date
from extractor.readings.pieces import pieces_of

EXERCISE: Final = "exerciseDate"
EXPIRATION: Final = "expirationDate"
_FARTHEST: Final = 3  # tokens from one column to the other
_MOST: Final = 12  # tokens of both
_DOUBT: Final = 2.0  # the most of a date of which only strokes may be lost
_POOR: Final = frozenset((Hint.DIGIT_LOST, Hint.FRAGMENTS))
_SHORT: Final = 4.0
"""What is further against a date whose year has not four digits: two of them may be the rest."""


def part_dates(page: Page, segments: dict[str, list[Segment]], years: Sequence[int]) -> dict[str, list[Segment]]:
    """The segments of a row, with tokens moved from one date to the other where more dates can be read then.

    What stands beside the one date of both, and is none, is a mark in the place of the other.
    """
    columns = [segments.get(EXERCISE, []), segments.get(EXPIRATION, [])]
    first, second = ([t for s in column for t in s.tokens] for column in columns)
    tokens = [*first, *second]
    if not first or not second or len(tokens) > _MOST or tokens != sorted(tokens) or len({int(page.line[t]) for t in tokens}) > 1:
        return segments
    costs = {}
    for at in range(max(0, len(first) - _FARTHEST), min(len(tokens), len(first) + _FARTHEST) + 1):
        dates = [cost for part in (tokens[:at], tokens[at:]) if (cost := _cost(page, part, years)) is not None]
        if at == len(first) or all(cost < _SHORT for cost in dates):
            emptied = at in (0, len(tokens))  # a column of which nothing is left, not even a mark
            moved = sum(len(page.words[t]) for t in tokens[min(at, len(first)) : max(at, len(first))])
            costs[at] = (-len(dates), emptied, sum(dates), moved)
    at = min(costs, key=lambda k: costs[k])
    (count, _, cost, _), (standing, _, doubt, _) = costs[at], costs[len(first)]
    if count == standing and cost > doubt - _SHORT:
        return segments
    parts = {EXERCISE: tokens[:at], EXPIRATION: tokens[at:]}
    return {**segments, **{name: _column(page, column, parts[name], years) for name, column in zip(parts, columns, strict=True)}}


def part_deemed(page: Page, segments: dict[str, list[Segment]], years: Sequence[int]) -> dict[str, list[Segment]]:
    """The segments of a row, of two dates of its transaction the second as that of the deemed execution: the next column's.

    They stand in cells of their own or, where a line has none, are all that was taken for the date of the transaction.
    """
    dated = segments.get(TRANSACTION, [])
    tokens = [t for s in dated for t in s.tokens]
    if len(tokens) < _TWO or DEEMED in segments or len(tokens) > _MOST:
        return segments
    at = next((k for k in range(1, len(tokens)) if _DATE.fullmatch(page.words[tokens[k]])), None)
    if at is None or _cost(page, tokens[:at], years) is None:
        return segments
    if page.cell[tokens[at]] == page.cell[tokens[at - 1]] and not _are_two(page, tokens):
        return segments
    parts = {TRANSACTION: tokens[:at], DEEMED: tokens[at:]}
    return {**segments, **{name: [replace(dated[0], field=name, tokens=part)] for name, part in parts.items()}}


def _are_two(page: Page, tokens: Sequence[int]) -> bool:
    """Whether tokens are two whole dates side by side in a line without cells."""
    beside = len(tokens) == _TWO and tokens[1] == tokens[0] + 1 and page.line[tokens[0]] == page.line[tokens[1]]
    return beside and not page.celled[tokens[0]] and all(_DATE.fullmatch(page.words[t]) for t in tokens)


TRANSACTION: Final = "transactionDate"
DEEMED: Final = "deemedExecutionDate"
_TWO: Final = 2  # tokens of two dates
_DATE: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")


def _column(page: Page, column: Sequence[Segment], tokens: list[int], years: Sequence[int]) -> list[Segment]:
    """The segment of a column with other tokens."""
    is_date = _cost(page, tokens, years) is not None
    notes = [t for s in column for t in s.notes]
    sure = min(s.probability for s in column)
    mine, marks = (tokens, notes) if is_date else ([], sorted([*tokens, *notes]))
    word = page.words[mine[0]] if mine else ""
    return [Segment(column[0].field, column[0].line, mine, bool(mine), sure, marks, word)]


def _cost(page: Page, tokens: Sequence[int], years: Sequence[int]) -> float | None:
    """What it costs to read the tokens as a whole date, if they are one."""
    if not tokens:
        return None
    pieces = pieces_of(page, tokens)
    reading = read_date(pieces, years=years)
    if reading.value is None or reading.doubt > _DOUBT or not _POOR.isdisjoint(reading.reasons):
        return None
    whole = str(reading.value.year) in re.sub(r"\D", "", "".join(p.text for p in pieces))
    return reading.doubt + (0.0 if whole else _SHORT)
