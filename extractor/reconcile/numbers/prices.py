"""Prices in the light of the other prices: of one class of security, in the same days, they are near each other.

A point that was lost, a digit lost at an edge, a stroke or a footnote mark read as a digit make a price tens or thousands of
times too large or too small. Where the table has other prices of the class, the reading near them is chosen; where it has
none, a price that is surely not as it was printed is left to be completed, or left out. Footnotes that name the range of the
prices of several trades tell as much as prices do: the average of the trades lies within it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from extractor.filing import Filing, Hint, Row, Value, is_unread
from extractor.reconcile.change import map_rows, repaired, with_value
from extractor.reconcile.marks.references import numbers_of
from extractor.reconcile.numbers.channel import standing, untouched
from extractor.reconcile.numbers.damaged import damaged

_TRADED: Final = "transaction_price_per_share"
PRICES: Final = (_TRADED, "conversion_or_exercise_price")
NEAR: Final = "the reading that is near the other prices"
_DAYS: Final = 14
_WITHOUT: Final = re.compile(r"\d{4,9}")
"""A price without point and comma that is hardly one."""
_LOST_POINT, _LOST_DIGIT, _STROKE, _MARK, _ALTERNATIVE, _DAMAGED = 3.3, 4.6, 5.5, 4.0, 1.0, 5.0
_SAME: Final = -2.0
"""What it tells that a price is the same as another."""
_SPREAD: Final = 0.01
"""Scale of the logarithms of ratios of prices of some days (Cauchy distribution)."""
_FAR: Final = 12.0  # of what is no price
_LEAST: Final = 1.5
"""By how much a reading must be cheaper than what was read, and than any other."""
_DEAREST: Final = 6.5
_CLOSE: Final = 1.5  # distance of a price that a further digit may make
_DECIMALS: Final = (2, 3, 4)
_COMMA: Final = 3.3
_OUTSIDE: Final = 3.0
"""What it tells against a price that it lies outside of the range which its own footnote names."""


class _Known(NamedTuple):
    """Prices that one is to be near, each from the lowest to the highest that it may be. ``own``: its own footnote names them."""

    spans: Sequence[tuple[Decimal, Decimal]]
    own: bool = False


def complete_cents(filing: Filing) -> Filing:
    """A price of which an edge has cut the last digit is that of all others of its day and code, if they have one digit more."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_with_cents(row, rows) for row in rows)

    return map_rows(filing, change)


def _with_cents(row: Row, rows: tuple[Row, ...]) -> Row:
    value = row.transaction_price_per_share
    if not value.value or not value.sources or untouched(value):
        return row
    near = {r.transaction_price_per_share.value for r in rows if r is not row and _is_of_one_day(row, r)} - {None}
    whole = near.pop() if len(near) == 1 else None
    mine = f"{value.value.normalize():f}"
    if whole is None or "." not in mine or f"{whole.normalize():f}"[:-1] != mine:
        return row
    return with_value(row, _TRADED, repaired(value, whole, 0.8, "a lost digit restored from the other rows"))


def _is_of_one_day(row: Row, other: Row) -> bool:
    """Whether two transactions may be of one day and have one code."""
    days = {row.transaction_date.value, other.transaction_date.value} - {None}
    codes = {row.transaction_code.value, other.transaction_code.value} - {None}
    return len(days) <= 1 and len(codes) <= 1


def repair_prices(filing: Filing) -> Filing:
    """Prices that are far from all others of their class take the reading that is near them."""

    clean = not filing.source.is_noisy
    ranges = {note.id: span for note in filing.footnotes if (span := numbers_of(note.text.value or "").range) is not None}

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        for attribute in PRICES:
            for k, row in enumerate(rows):  # one after the other: two prices must not take each other's place
                rows = (*rows[:k], _priced(row, rows, attribute, clean, ranges), *rows[k + 1 :])
        return rows

    return map_rows(filing, change)


def _priced(row: Row, rows: tuple[Row, ...], attribute: str, clean: bool, ranges: Mapping[str, tuple[Decimal, Decimal]]) -> Row:
    value: Value[Decimal] = getattr(row, attribute)
    read = value.value
    if not read or (clean and untouched(value)):
        return row
    if _WITHOUT.fullmatch(standing(value)) and read % 1 == 0 and not damaged(value):
        value = value.because(Hint.POINT_LOST)
        row = with_value(row, attribute, value)
    known = _known(row, rows, attribute, ranges)
    if not known.spans:
        return row
    stays = (_DAMAGED if damaged(value) else 0.0) + _distance(read, known.spans)
    if stays < _LEAST:
        return row
    stays += _OUTSIDE * known.own
    costs: dict[Decimal, float] = {}
    for number, cost in _readings(value, known):
        apart = _distance(number, known.spans)
        if known.own and apart > 0:
            continue  # it would be as far from the prices of its trades as what was read
        total = cost + apart
        costs[number] = min(total, costs.get(number, total))
    ranked = sorted((cost, number) for number, cost in costs.items())
    if not ranked or ranked[0][0] > min(stays - _LEAST, _DEAREST):
        return row
    if len(ranked) > 1 and ranked[1][0] - ranked[0][0] < _LEAST:
        return row
    return with_value(row, attribute, repaired(value, ranked[0][1], 0.8, NEAR))


def _known(row: Row, rows: tuple[Row, ...], attribute: str, ranges: Mapping[str, tuple[Decimal, Decimal]]) -> _Known:
    """What a price is to be near: the range that its footnote names, else other prices and the ranges of other trades."""
    others = [(price, price) for other in rows if (price := _other_price(row, other, attribute)) is not None]
    value: Value[Decimal] = getattr(row, attribute)
    if attribute != _TRADED or row.kind.is_derivative or row.transaction_code.value not in (None, *_MARKET):
        return _Known(others)
    marks = [mark for mark in value.footnotes if not is_unread(mark)]
    own = [ranges[mark] for mark in marks if mark in ranges]
    return _Known(own, own=True) if own else _Known(others or sorted(ranges.values()))


def _other_price(row: Row, other: Row, attribute: str) -> Decimal | None:
    """The price of another row that this one's is to be near, if it is read well."""
    price: Value[Decimal] = getattr(other, attribute)
    if other is row or not price.value or damaged(price) or "." not in standing(price):
        return None
    if other.security_title.value != row.security_title.value:
        return None
    if not _same_market(row.transaction_code.value, other.transaction_code.value):
        return None
    mine, theirs = row.transaction_date.value, other.transaction_date.value
    apart = mine is not None and theirs is not None and abs((mine - theirs).days) > _DAYS
    return None if apart else price.value


def _same_market(mine: str | None, theirs: str | None) -> bool:
    """Whether both are prices of the market, or both of one kind of transaction."""
    return mine is None or theirs is None or mine == theirs or (mine in _MARKET and theirs in _MARKET)


_MARKET: Final = frozenset("PSFD")


def _distance(price: Decimal, spans: Sequence[tuple[Decimal, Decimal]]) -> float:
    """What a price costs among others: as much as beside most of them, since some of them may be misread themselves."""
    if price <= 0:
        return _FAR
    apart, same = sorted(_apart(price, *span) for span in spans)[(len(spans) - 1) // 2]
    return _SAME if same else math.log1p((apart / _SPREAD) ** 2)


def _apart(price: Decimal, lowest: Decimal, highest: Decimal) -> tuple[float, bool]:
    """How far a price is from the nearest between two, and whether it is the one that both are."""
    if lowest <= price <= highest:
        return 0.0, lowest == highest
    return abs(math.log(float(price / (lowest if price < lowest else highest)))), False


def _readings(value: Value[Decimal], known: _Known) -> Iterator[tuple[Decimal, float]]:
    """What else may have been printed, with the cost of reading it as what stands there."""
    yield from ((a.value, _ALTERNATIVE) for a in value.alternatives)
    stands = standing(value)
    if stands.isdigit():
        for decimals in _DECIMALS:
            if len(stands) > decimals:
                yield Decimal(stands).scaleb(-decimals), _LOST_POINT
            if len(stands) > decimals + 1:
                yield Decimal(stands[:-1]).scaleb(-decimals), _LOST_POINT + _MARK
        return
    if _GROUP.fullmatch(stands):
        yield Decimal(stands.replace(",", ".")), _COMMA
        return
    match = _POINTED.fullmatch(stands.replace(",", ""))
    if match is not None:
        yield from _pointed(match["whole"], match["decimals"], known.spans, _SIGNED.search(value.text) is not None)


_GROUP: Final = re.compile(r"\d{1,3},\d{3}")
"""A price with a comma, which may be its point."""
_POINTED: Final = re.compile(r"(?P<whole>\d{1,5})\.(?P<decimals>\d{1,6})")


_SIGNED: Final = re.compile(r"\$\d")
"""A dollar sign just before the first digit, so that none is lost there."""


def _pointed(
    whole: str, decimals: str, spans: Sequence[tuple[Decimal, Decimal]], signed: bool
) -> Iterator[tuple[Decimal, float]]:
    """The same for a price with a point. ``signed``: whether nothing is lost before it."""
    for k in (1, 2):
        if len(whole) > k:
            yield Decimal(f"{whole[k:]}.{decimals}"), _STROKE
    if len(decimals) in (3, 5):
        yield Decimal(f"{whole}.{decimals[:-1]}"), _MARK
    for at in range(int(signed), len(whole) + 1):
        for digit in "0123456789":
            number = Decimal(f"{whole[:at]}{digit}{whole[at:]}.{decimals}")
            if _distance(number, spans) <= _CLOSE:
                yield number, _LOST_DIGIT
