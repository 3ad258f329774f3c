"""Running balances: what was held before, and what was acquired or disposed of, give what is held after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Row, Status, Value
from extractor.readings.pieces import LEADING_LOST
from extractor.reconcile.change import LONGEST, map_rows, repaired, with_value

Key = tuple[str, str, str]
_ROUNDED: Final = Decimal("0.01")
"""Fractions of shares are rounded in each row."""
_NEAR: Final = 1  # digits in which a restored balance may differ from what stands there


def key(row: Row) -> Key:
    """What a balance runs over: class of security, ownership, nature."""

    def plain(text: str | None) -> str:
        return re.sub(r"[^0-9a-z]", "", (text or "").lower())

    terms = (row.conversion_or_exercise_price.value, row.expiration_date.value) if row.kind.is_derivative else ()
    return (
        plain(row.security_title.value) + "".join(f" {t}" for t in terms),
        row.direct_or_indirect_ownership.value or "",
        plain(row.nature_of_ownership.value),
    )


def signed(row: Row) -> Decimal | None:
    """The shares of a transaction, negative where disposed of."""
    shares, direction = row.transaction_shares.value, row.transaction_acquired_disposed_code.value
    if shares is None or direction is None:
        return None
    return shares if direction == "A" else -shares


def pairs(rows: tuple[Row, ...]) -> Iterator[tuple[int, int]]:
    """Indices of transactions that follow each other within one balance."""
    last: dict[Key, int] = {}
    for i, row in enumerate(rows):
        if not row.kind.is_transaction:
            continue
        k = key(row)
        if k in last:
            yield last[k], i
        last[k] = i


def runs(rows: tuple[Row, ...]) -> tuple[int, int]:
    """How many neighbouring rows keep a running balance, and how many could."""
    holds = could = 0
    for i, j in pairs(rows):
        before, after = rows[i].shares_owned_following_transaction.value, rows[j].shares_owned_following_transaction.value
        moved = signed(rows[j])
        if before is None or after is None or moved is None:
            continue
        could += 1
        holds += abs(before + moved - after) < _ROUNDED
    return holds, could


def repair_balances(filing: Filing) -> Filing:
    """Restore a doubtful holding from its neighbours where the table keeps a running balance elsewhere."""
    return map_rows(filing, _repair)


def _repair(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    holds, could = runs(rows)
    if could and holds * 2 < could - 1:  # one total for all rows, or totals of several kinds
        return rows
    changed = list(rows)
    for i, j in pairs(rows):
        before, after = changed[i].shares_owned_following_transaction, changed[j].shares_owned_following_transaction
        moved = signed(changed[j])
        if before.value is None or moved is None or after.value is None or abs(before.value + moved - after.value) < _ROUNDED:
            continue
        wanted, held = before.value + moved, after.value - moved
        shares, difference = changed[j].transaction_shares, abs(after.value - before.value)
        if wanted >= 0 and may_be(after, wanted):
            changed[j] = with_value(changed[j], _FOLLOWING, repaired(after, wanted, 0.9, _BALANCE))
        elif held >= 0 and may_be(before, held):
            changed[i] = with_value(changed[i], _FOLLOWING, repaired(before, held, 0.9, _BALANCE))
        elif may_be(shares, difference):
            changed[j] = with_value(changed[j], _SHARES, repaired(shares, difference, 0.85, _BALANCE))
    return tuple(changed)


_FOLLOWING: Final = "shares_owned_following_transaction"
_SHARES: Final = "transaction_shares"
_UNDERLYING: Final = "underlying_security_shares"
_BALANCE: Final = "the running balance gives this number"


def repair_numbers(filing: Filing) -> Filing:
    """Restore a doubtful number of a derivative from the number of underlying shares, and that of an exercise from its pair."""

    def within(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_agreed(_agreed(r, _SHARES, r, _UNDERLYING), _UNDERLYING, r, _SHARES) for r in rows)

    filing = map_rows(filing, within)
    if max(len(filing.non_derivative_table), len(filing.derivative_table)) > LONGEST:
        return filing
    first = tuple(_exercised(row, filing.derivative_table) for row in filing.non_derivative_table)
    return replace(filing, non_derivative_table=first)


def _exercised(row: Row, others: tuple[Row, ...]) -> Row:
    if row.transaction_code.value != "M":
        return row
    for other in others:
        if other.transaction_code.value == "M" and other.transaction_date.value == row.transaction_date.value:
            row = _agreed(row, _SHARES, other, _SHARES)
    return row


def _agreed(row: Row, attribute: str, other: Row, theirs: str) -> Row:
    """The row with a doubtful number as the other field has it clearly, if it may have been damaged into what stands there."""
    value: Value[Decimal] = getattr(row, attribute)
    clear: Value[Decimal] = getattr(other, theirs)
    if value.value is None or clear.value is None or value.value == clear.value or doubtful(clear):
        return row
    if not may_be(value, clear.value):
        return row
    return with_value(row, attribute, repaired(value, clear.value, 0.85, "the same number stands where it must agree"))


def doubtful(value: Value[Decimal]) -> bool:
    """Whether the number was repaired in reading, or lost a digit."""
    return value.status is Status.REPAIRED or LEADING_LOST in value.reasons


def may_be(value: Value[Decimal], wanted: Decimal) -> bool:
    """Whether a number other than as it was printed stands there, and may have been this one."""
    return any(a.value == wanted for a in value.alternatives) or (doubtful(value) and near(value, wanted))


def near(value: Value[Decimal], wanted: Decimal) -> bool:
    """Whether the number could have been damaged into what stands there."""
    theirs = re.sub(r"\D", "", format(wanted.normalize(), "f"))
    mine = re.sub(r"\D", "", value.text)
    return Levenshtein.distance(mine, theirs) <= _NEAR + (len(value.sources) > 1)
