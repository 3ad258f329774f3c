"""Running balances: what was held before, and what was acquired or disposed of, give what is held after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from extractor.filing import Row

Key = tuple[str, str, str]
ROUNDED: Final = Decimal("0.01")
"""Fractions of shares are rounded in each row."""


def key(row: Row) -> Key:
    """What a balance runs over: class of security, ownership, nature; who names no nature holds directly."""

    def plain(text: str | None) -> str:
        return re.sub(r"[^0-9a-z]", "", (text or "").lower())

    terms = (row.conversion_or_exercise_price.value, row.expiration_date.value) if row.kind.is_derivative else ()
    nature = plain(row.nature_of_ownership.value)
    return (
        plain(row.security_title.value) + "".join(f" {t}" for t in terms),
        row.direct_or_indirect_ownership.value or ("I" if nature else "D"),
        nature,
    )


def chains(rows: tuple[Row, ...]) -> list[list[int]]:
    """Indices of the transactions of each balance, in printed order."""
    found: dict[Key, list[int]] = {}
    for i, row in enumerate(rows):
        if row.kind.is_transaction:
            found.setdefault(key(row), []).append(i)
    return list(found.values())


def signed(row: Row) -> Decimal | None:
    """The shares of a transaction, negative where disposed of."""
    shares, direction = row.transaction_shares.value, row.transaction_acquired_disposed_code.value
    if shares is None or direction is None:
        return None
    return shares if direction == "A" else -shares


def pairs(rows: tuple[Row, ...]) -> Iterator[tuple[int, int]]:
    """Indices of transactions that follow each other within one balance."""
    yield from sorted((pair for chain in chains(rows) for pair in pairwise(chain)), key=lambda pair: pair[1])


def runs(rows: tuple[Row, ...]) -> tuple[int, int]:
    """How many neighbouring rows keep a running balance, and how many could."""
    holds = could = 0
    for i, j in pairs(rows):
        before, after = rows[i].shares_owned_following_transaction.value, rows[j].shares_owned_following_transaction.value
        moved = signed(rows[j])
        if before is None or after is None or moved is None:
            continue
        could += 1
        holds += abs(before + moved - after) < ROUNDED
    return holds, could
