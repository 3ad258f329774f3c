"""Acquisitions after which less seems to be held than was acquired: one of the two numbers is misread.

Who acquires securities holds no less of them afterwards (the column "following reported transactions"). Of the other readings of
both numbers, each of which may be the other number, the one is taken that makes it so and is likelier by a margin than the rest.
"""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Final

from extractor.filing import Filing, Row, Value
from extractor.reconcile.change import map_rows, repaired, with_value
from extractor.reconcile.numbers.channel import MARGIN, misread, unlikely
from extractor.reconcile.numbers.damaged import damaged

SHARES: Final = "transaction_shares"
HELD: Final = "shares_owned_following_transaction"
_WHY: Final = "no less is held after an acquisition than was acquired"
_SURE: Final = 0.8
_DEAREST: Final = 7.0  # cost of what is hardly like the number that stands there


def repair_acquired(filing: Filing) -> Filing:
    """Set right the number acquired, or that held afterwards, where more seems to be acquired than is held."""
    clean = not filing.source.is_noisy
    return map_rows(filing, lambda rows: tuple(_mended(row, clean) for row in rows))


def _mended(row: Row, clean: bool) -> Row:
    shares, held = row.transaction_shares, row.shares_owned_following_transaction
    if row.transaction_acquired_disposed_code.value != "A" or not shares.value or not held.value:
        return row
    if shares.value <= held.value or damaged(shares) or damaged(held):
        return row
    whole = shares.value % 1 == 0  # any fraction made of a whole number would be less than what is held
    lower = (way for way in _readings(shares, held.value, clean) if way[0] == held.value or not whole or way[0] % 1 == 0)
    ways = [(cost, SHARES, n) for n, cost in lower if 0 < n <= held.value]
    ways += [(cost, HELD, n) for n, cost in _readings(held, shares.value, clean) if n >= shares.value]
    (least, attribute, number), *others = [*sorted(ways), (math.inf, "", Decimal())]
    if least > _DEAREST or any(cost - least < MARGIN for cost, _, _ in others):
        return row
    return with_value(row, attribute, repaired(getattr(row, attribute), number, _SURE, _WHY))


def _readings(value: Value[Decimal], other: Decimal, clean: bool) -> list[tuple[Decimal, float]]:
    """What else may have been printed, with costs: the other number, or another reading."""
    numbers = {other, *(a.value for a in value.alternatives if a.value)} - {value.value}
    here = unlikely(value.value) if value.value else 0.0
    return [(number, misread(value, number, clean) + unlikely(number) - here) for number in numbers]
