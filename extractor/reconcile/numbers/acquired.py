"""Acquisitions after which less seems to be held than was acquired: one of the two numbers is misread.

Who acquires securities holds no less of them afterwards (the column "following reported transactions"). Of the other readings of
both numbers the one is taken that makes it so and is much likelier than all others; where none is, both stay.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from extractor.filing import Filing, Hint, Row, Value
from extractor.reconcile.change import map_rows, repaired, with_value
from extractor.reconcile.numbers.channel import ROUND, misread, noughts, standing
from extractor.reconcile.numbers.damaged import damaged

SHARES: Final = "transaction_shares"
UNDERLYING: Final = "underlying_security_shares"
HELD: Final = "shares_owned_following_transaction"
_WHY: Final = "no less is held after an acquisition than was acquired"
_SURE: Final = 0.8
_OF_MARK: Final = 4.0
"""Cost of a footnote mark whose opening bracket is lost, or was read as a digit."""
_DEAREST: Final = 7.0
_MARGIN: Final = 1.0
"""By how much a reading must be cheaper than every other."""
_CLOSED: Final = re.compile(r"[^(\[{]*\d[)\]}]\W*")
_MARKS: Final = (1, 2)
"""Digits of a mark."""
_LEFT: Final = 100
"""The least that is left of a number without them."""


def repair_acquired(filing: Filing) -> Filing:
    """Set right the number acquired, or that held afterwards, where more seems to be acquired than is held."""
    clean = not filing.source.is_noisy
    return map_rows(filing, lambda rows: tuple(_mended(row, clean) for row in rows))


def keep_points(filing: Filing) -> Filing:
    """Leave a number acquired its point, which seemed to be a comma, where less is held afterwards, and a fraction with it."""
    return map_rows(filing, lambda rows: tuple(map(_pointed, rows)))


def _pointed(row: Row) -> Row:
    shares, held = row.transaction_shares, row.shares_owned_following_transaction
    acquired = row.kind.is_transaction and row.transaction_acquired_disposed_code.value == "A"
    if not acquired or not shares.value or not held.value or Hint.POINT not in shares.hints or damaged(held):
        return row
    if not shares.value / _THOUSAND <= held.value < shares.value or held.value % 1 == 0:
        return row
    fraction = shares.value / _THOUSAND
    row = with_value(row, SHARES, repaired(shares, fraction, _SURE, _WHY))
    under = row.underlying_security_shares
    return with_value(row, UNDERLYING, repaired(under, fraction, _SURE, _WHY)) if under.value == shares.value else row


_THOUSAND: Final = 1000


def _mended(row: Row, clean: bool) -> Row:
    shares, held = row.transaction_shares, row.shares_owned_following_transaction
    if not row.kind.is_transaction or row.transaction_acquired_disposed_code.value != "A" or not shares.value or not held.value:
        return row
    if shares.value <= held.value or damaged(shares) or damaged(held):
        return row
    found: dict[tuple[str, Decimal], float] = {}
    for number, cost in _readings(shares, held.value, clean):
        # Any fraction made of a whole number would be less than what is held, but for that itself.
        if number == held.value or (0 < number < held.value and (number % 1 == 0 or shares.value % 1 != 0)):
            found[SHARES, number] = min(cost, found.get((SHARES, number), math.inf))
    for number, cost in _readings(held, shares.value, clean):
        if number >= shares.value:
            found[HELD, number] = min(cost, found.get((HELD, number), math.inf))
    ranked = sorted((cost, attribute, number) for (attribute, number), cost in found.items())
    if not ranked or ranked[0][0] > _DEAREST or any(cost - ranked[0][0] < _MARGIN for cost, _, _ in ranked[1:]):
        return row
    _, attribute, number = ranked[0]
    return with_value(row, attribute, repaired(getattr(row, attribute), number, _SURE, _WHY))


def _readings(value: Value[Decimal], other: Decimal, clean: bool) -> Iterator[tuple[Decimal, float]]:
    """What else may have been printed, with costs: the other number, another reading, the number without a mark behind it."""
    for alternative in value.alternatives:
        if alternative.confidence > 0 and alternative.value is not None:
            yield alternative.value, math.log(max(value.confidence, alternative.confidence) / alternative.confidence)
    yield other, misread(value, other, clean) + ROUND * max(0, noughts(value.value) - noughts(other))
    digits = standing(value)
    if not clean and digits.isdigit() and _CLOSED.fullmatch(value.text):
        for mark in _MARKS:
            if (number := Decimal(digits) // 10**mark) >= _LEFT:
                yield number, _OF_MARK
