"""The number of a transaction and the holding after it, taken for each other where each stands on a line of its own.

Text in reading order has no columns, and engines give the cells of a row in another order than they are printed in. Who acquires
shares holds no less of them afterwards than were acquired (the column "following reported transactions").
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from extractor.filing import Filing, Row, Status, Value
from extractor.reconcile.change import map_rows
from extractor.reconcile.damaged import damaged

_PLAIN: Final = "plain"
_SURE: Final = 0.8
_WHY: Final = "no less is held after an acquisition than was acquired: the numbers stand in the other order"


def swap_numbers(filing: Filing) -> Filing:
    """Swap the two numbers of an acquisition after which less seems to be held, on a page without columns."""
    if filing.source.dialect != _PLAIN:
        return filing
    return map_rows(filing, lambda rows: tuple(map(_swapped, rows)))


def _swapped(row: Row) -> Row:
    shares, held = row.transaction_shares, row.shares_owned_following_transaction
    acquired = row.kind.is_transaction and row.transaction_acquired_disposed_code.value == "A"
    if not acquired or not shares.sources or not held.sources or not shares.value or not held.value or shares.value <= held.value:
        return row
    if damaged(shares) or damaged(held):
        return row  # how large it is, nobody knows
    return replace(row, transaction_shares=_moved(held), shares_owned_following_transaction=_moved(shares))


def _moved(value: Value[Decimal]) -> Value[Decimal]:
    """A value that was read in the other place, with its footnotes and other readings."""
    return replace(value, status=Status.REPAIRED, confidence=_SURE).because(_WHY)
