"""Running balances: what was held before, and what was acquired or disposed of, give what is held after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Row, Status, Value
from extractor.reconcile.change import map_rows, repaired

Key = tuple[str, str, str]
_NEAR: Final = 1  # digits in which a restored balance may differ from what stands there


def key(row: Row) -> Key:
    """What a balance runs over: class of security, ownership, nature."""

    def plain(text: str | None) -> str:
        return re.sub(r"[^0-9a-z]", "", (text or "").lower())

    return (
        plain(row.security_title.value),
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
        holds += before + moved == after
    return holds, could


def repair_balances(filing: Filing) -> Filing:
    """Restore a doubtful holding from its neighbours where the table keeps a running balance elsewhere."""
    return map_rows(filing, _repair)


def _repair(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    changed = list(rows)
    for i, j in pairs(rows):
        before, after = changed[i].shares_owned_following_transaction, changed[j].shares_owned_following_transaction
        moved = signed(changed[j])
        if before.value is None or moved is None or after.value is None or before.value + moved == after.value:
            continue
        wanted = before.value + moved
        if _doubtful(after) and wanted >= 0 and _near(after, wanted):
            changed[j] = _with(changed[j], after, wanted)
        elif _doubtful(before) and after.value - moved >= 0 and _near(before, after.value - moved):
            changed[i] = _with(changed[i], before, after.value - moved)
    return tuple(changed)


def _with(row: Row, value: Value[Decimal], to: Decimal) -> Row:
    return replace(row, shares_owned_following_transaction=repaired(value, to, 0.9, "the running balance gives this number"))


def _doubtful(value: Value[Decimal]) -> bool:
    return value.status is Status.REPAIRED or bool(value.reasons)


def _near(value: Value[Decimal], wanted: Decimal) -> bool:
    """Whether the number could have been damaged into what stands there."""
    theirs = re.sub(r"\D", "", format(wanted.normalize(), "f"))
    mine = re.sub(r"\D", "", value.text)
    return Levenshtein.distance(mine, theirs) <= _NEAR + (len(value.sources) > 1)
