"""Rows of a page read value by value, each on a line of its own, where the values of a row come in no order.

An engine that looks for sparse text (Tesseract's page mode 11) takes first what stands a pixel higher: the values of a row follow
each other, but not as its columns do, and any may be the first. No single value tells then where a row begins; that a row
has each column once, lacks little that the others have, and goes from left to right as far as it can, does. The cheapest way
to part the values into rows (dynamic programming over the ends of rows) is taken where it is clearly cheaper than the rows
that reading in order gives. Of two values in one column the less probable one goes to a column of its kind that the row lacks.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from extractor.cells.labels import ROW_FIELDS
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.rows.fused import FOLLOWING, NATURE, TEXTS, TITLE

_CODE: Final = "transactionCoding/transactionCode"
_DIRECTION: Final = "transactionAmounts/transactionAcquiredDisposedCode"
_DATE: Final = "transactionDate"
_SHARES: Final = "transactionAmounts/transactionShares"
_PRICE: Final = "transactionAmounts/transactionPricePerShare"
_UNDERLYING_SHARES: Final = "underlyingSecurity/underlyingSecurityShares"
_EXERCISE_PRICE: Final = "conversionOrExercisePrice"
_DATES: Final = (_DATE, "exerciseDate", "expirationDate")
_NUMBERS: Final = (_EXERCISE_PRICE, _SHARES, _PRICE, _UNDERLYING_SHARES, FOLLOWING)
_LIKE: Final = {name: kind for kind in (_DATES, _NUMBERS) for name in kind}
"""Columns that hold what looks alike."""
_EVENT: Final = frozenset((_CODE, _SHARES, _DIRECTION))
"""What only a transaction has, beside its date and its price."""
_DERIVATIVE: Final = frozenset((*_DATES[1:], _EXERCISE_PRICE, _UNDERLYING_SHARES, "underlyingSecurity/underlyingSecurityTitle"))
"""Columns that only Table II has."""
_COLUMN: Final = {name: number for number, name in enumerate(ROW_FIELDS)}
_IS_DATE: Final = re.compile(r"\d/\d")

_FEWEST, _MOST, _LONGEST = 4, 400, 26  # segments of a table, and at most of a row
_SINGLE: Final = 0.7  # share of the lines with one value from which the page was read value by value
_SURE: Final = 0.95  # probability of a label that stays where its row tells nothing of a transaction
_LEAST: Final = 0.01  # probability that a label is wrong, however sure

_TWICE: Final = 5.0  # most that a second value in a column costs
_AGAIN: Final = 2.5  # most that a second title or nature costs, which may be a further line
_PARTED: Final = 3.0  # cost of going on with a value that did not begin in the row
_BACK: Final = 0.6  # cost of a value left of the one before, and of a row that begins right of the end of the one before
_LACKS: Final = 1.5  # cost of lacking what all rows have
_LONE: Final = 2.0  # cost of a date or a price without a transaction, or of a transaction's code without a date
_CLEARLY: Final = 0.5  # by how much the rows have to be cheaper than those in reading order

_BECAUSE: Final = "its row has another value in the column it looks like"


class _Row(NamedTuple):
    cost: float
    segments: list[Segment]


def scattered_rows(page: Page, segments: Sequence[Segment], rows: Iterable[Sequence[Segment]]) -> list[list[Segment]] | None:
    """The segments of each row, or nothing if the page was not read value by value, or if they are no better than ``rows``.

    Args:
        page: the page.
        segments: those of one table, in reading order.
        rows: the same as rows, told apart in reading order.
    """
    if not _is_single(page, segments):
        return None
    usual = _usual(segments)
    best = _cheapest(segments, usual)
    in_order = [sorted(row, key=lambda s: s.line) for row in rows if row]
    cost = sum(_whole(row, usual).cost for row in in_order) + sum(_turn(a[-1], b[0]) for a, b in pairwise(in_order))
    return [row.segments for row in best] if sum(row.cost for row in best) + _CLEARLY <= cost else None


def _is_single(page: Page, segments: Sequence[Segment]) -> bool:
    """Whether most lines hold one value, and none a cell."""
    if not _FEWEST <= len(segments) <= _MOST or any(page.celled[s.first] for s in segments):
        return False
    lines = Counter(s.line for s in segments)
    return sum(n == 1 for n in lines.values()) > _SINGLE * len(lines)


def _usual(segments: Iterable[Segment]) -> dict[str, float]:
    """For each column of the table but the last the share of rows, about, that have a value in it."""
    counts = dict.fromkeys(ROW_FIELDS, 0.0)
    for segment in segments:
        counts[segment.field] += segment.probability * (segment.begins and bool(segment.tokens))
    rows = max(counts[TITLE], counts[FOLLOWING], 1.0)
    none = {NATURE} if any(counts[name] for name in _DERIVATIVE) else {NATURE, *_DERIVATIVE}
    return {name: min(1.0, count / rows) for name, count in counts.items() if name not in none}


def _cheapest(segments: Sequence[Segment], usual: Mapping[str, float]) -> list[_Row]:
    """The cheapest rows; the cost of each has that of its turn from the one before."""
    sums = [0.0]
    last: list[_Row] = []
    for end in range(1, len(segments) + 1):
        least, best = math.inf, None
        for begin in range(max(0, end - _LONGEST), end):
            row = _whole(segments[begin:end], usual)
            turn = _turn(segments[begin - 1], segments[begin]) if begin else 0.0
            if sums[begin] + row.cost + turn < least:
                least, best = sums[begin] + row.cost + turn, _Row(row.cost + turn, row.segments)
        assert best is not None
        sums.append(least)
        last.append(best)
    found: list[_Row] = []
    at = len(segments)
    while at:
        found.append(last[at - 1])
        at -= len(found[-1].segments)
    return found[::-1]


def _turn(before: Segment, segment: Segment) -> float:
    """What it costs to begin a row with a segment behind another."""
    return _BACK * (_COLUMN[segment.field] > _COLUMN[before.field])


def _whole(segments: Sequence[Segment], usual: Mapping[str, float]) -> _Row:
    """Segments as a row, each in the column where it costs least."""
    cost, found = _placed(segments, usual)
    names = {s.field for s in found if s.tokens}
    cost += sum(_LACKS * share for name, share in usual.items() if name not in names)
    cost += _BACK * sum(_COLUMN[b.field] < _COLUMN[a.field] for a, b in pairwise(found))
    cost += _LONE * (_DATE in names and names.isdisjoint(_EVENT))
    cost += _LONE * (_CODE in names and _DATE not in names)
    cost += _LONE * (_PRICE in names and _DATE not in names and names.isdisjoint(_EVENT))
    return _Row(cost, found)


def _placed(segments: Sequence[Segment], usual: Mapping[str, float]) -> tuple[float, list[Segment]]:
    """What the places of a row's segments cost, and the segments: of two in a column one in another that the row lacks."""
    found = list(segments)
    have: dict[str, int] = {}
    moved: list[int] = []
    for k in sorted((k for k, s in enumerate(found) if s.tokens and s.begins), key=lambda k: -found[k].probability):
        if have.setdefault(found[k].field, k) != k:
            moved.append(k)
    event = not have.keys().isdisjoint(_EVENT)
    for name in (_DATE, _PRICE):
        if name in have and not event and found[have[name]].probability < _SURE:
            moved.append(have.pop(name))
    cost = 0.0
    for k in moved:
        free = [name for name in _alike(found[k]) if name in usual and name not in have and (event or name not in _OF_EVENTS)]
        if free:
            name = max(free, key=usual.__getitem__)
            cost += min(_TWICE, _unlike(found[k]) + math.log(2))
            found[k] = replace(found[k], field=name, reason=_BECAUSE)
            have[name] = k
        else:
            cost += min(_AGAIN if found[k].field in TEXTS else _TWICE, _unlike(found[k]))
    return cost + _PARTED * _parted(found), found


_OF_EVENTS: Final = (_DATE, _SHARES, _PRICE)


def _alike(segment: Segment) -> Sequence[str]:
    """The columns that hold what a segment looks like."""
    return _DATES if _IS_DATE.search(segment.word) else _LIKE.get(segment.field, ())


def _parted(segments: Iterable[Segment]) -> int:
    """How many segments go on with a value that did not begin before them."""
    begun: set[str] = set()
    count = 0
    for segment in segments:
        if segment.tokens:
            count += not segment.begins and segment.field not in begun
            begun.add(segment.field)
    return count


def _unlike(segment: Segment) -> float:
    """What it costs that a segment is no value of its column."""
    return -math.log(max(1 - segment.probability, _LEAST))
