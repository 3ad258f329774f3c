"""The joint choice of the holdings and transactions of a running balance: the readings that make the whole add up.

What was held before, and what was acquired or disposed of, give what is held after (Form 4, Table I, column 5; Table II,
column 9). Of the readings of all rows of one class of security the cheapest are chosen together
(Viterbi, 1967): what a misreading costs, and what it costs that a row does not add up, which filers rarely print. A number that
stands in one piece changes only if every other way to add up is dearer by a margin.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

from extractor.filing import Filing, Row, Value
from extractor.reconcile.change import map_rows, repaired, with_value
from extractor.reconcile.numbers.balances import ROUNDED, chains, pairs, runs, signed
from extractor.reconcile.numbers.channel import DAMAGED, MARGIN, misread, unlikely, untouched
from extractor.reconcile.numbers.damaged import damaged

FOLLOWING: Final = "shares_owned_following_transaction"
SHARES: Final = "transaction_shares"
BALANCE: Final = "the running balance gives this number"
_BROKEN: Final = 10.0
"""A row that does not add up as printed: about one in a hundred, and then it is rarely a glyph away from adding up. As much tells
a row that adds up where no balance runs."""
_DIFFERENT: Final = 2.5
"""Different holdings of one class where no balance runs."""
_NOT_RUNNING: Final = 3.0
"""A table without running balance."""
_HIDDEN: Final = 1.0
"""A number of which nothing is left."""
_LONGEST: Final = 100  # transactions of one balance
_MOST: Final = 8  # readings of a holding that are weighed
_SURE: Final = {FOLLOWING: 0.9, SHARES: 0.85}


Held = Decimal | None
"""A holding; ``None`` where nothing tells it."""


class Change(NamedTuple):
    """A value of a row that the balance has given another number."""

    row: int
    attribute: str
    number: Decimal


def repair_balances(filing: Filing) -> Filing:
    """Restore holdings and numbers of shares by the running balance that the table keeps."""
    return map_rows(filing, lambda rows: _repair(rows, not filing.source.is_noisy))


def _repair(rows: tuple[Row, ...], clean: bool) -> tuple[Row, ...]:
    balances = [Chain(rows, indices, clean) for indices in chains(rows) if 1 < len(indices) <= _LONGEST]
    if not balances:
        return rows
    solved = [chain.solved() for chain in balances]
    if sum(s.cost for s in solved) > _NOT_RUNNING + _unexplained(rows):
        return rows
    runs_elsewhere = runs(rows)[0] > 0
    changed = list(rows)
    for chain, solution in zip(balances, solved, strict=True):
        for change in solution.changes:
            value: Value[Decimal] = getattr(changed[change.row], change.attribute)
            other = replace(chain, banned=change).solved().cost if untouched(value) else math.inf
            if (value.sources or runs_elsewhere) and other - solution.cost >= MARGIN:
                better = repaired(value, change.number, _SURE[change.attribute], BALANCE)
                changed[change.row] = with_value(changed[change.row], change.attribute, better)
    return tuple(changed)


def _unexplained(rows: tuple[Row, ...]) -> float:
    """What the holdings as read cost if the table keeps no running balance."""
    cost = 0.0
    for i, j in pairs(rows):
        before, after, moved = (
            rows[i].shares_owned_following_transaction.value,
            rows[j].shares_owned_following_transaction.value,
            signed(rows[j]),
        )
        if before is None or after is None or before == after:
            continue
        cost += _BROKEN if moved is not None and abs(before + moved - after) < ROUNDED else _DIFFERENT
    return cost


class Solution(NamedTuple):
    """Readings of a balance: their cost, the holdings, and the numbers that are not those read."""

    cost: float
    path: list[Held]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The transactions of one balance; ``clean``: on a page without noise; ``banned``: a change that is not made."""

    rows: tuple[Row, ...]
    indices: Sequence[int]
    clean: bool
    banned: Change | None = None

    def solved(self) -> Solution:
        """The cheapest readings of all numbers."""
        states = self.states()
        costs: list[dict[Held, float]] = [dict(states[0])]
        before: list[dict[Held, Held]] = [{}]
        for k, state in enumerate(states[1:], 1):
            costs.append({})
            before.append({})
            for held, cost in state.items():
                ways = {x: c + self.step(k, x, held) for x, c in costs[k - 1].items()}
                best = min(ways, key=lambda x: ways[x])
                costs[k][held], before[k][held] = ways[best] + cost, best
        path = [min(costs[-1], key=lambda x: costs[-1][x])]
        for k in range(len(states) - 1, 0, -1):
            path.append(before[k][path[-1]])
        path.reverse()
        return Solution(costs[-1][path[-1]], path, tuple(self._changes(path)))

    def states(self) -> list[dict[Held, float]]:
        """For each transaction the holdings that may stand behind it, with the cost of reading what stands there."""
        states: list[dict[Held, float]] = [self._read(i) for i in self.indices]
        for forward in (True, False):
            order = range(1, len(states)) if forward else range(len(states) - 1, 0, -1)
            for k in order:
                moved = signed(self.rows[self.indices[k]])
                of, to, sign = (k - 1, k, 1) if forward else (k, k - 1, -1)
                for held in tuple(states[of]) if moved is not None else ():
                    number = held + sign * moved if held is not None and moved is not None else None
                    if number is not None and number >= 0:
                        self._add(states, to, _shortest(number))
                states[to] = dict(sorted(states[to].items(), key=lambda item: item[1])[:_MOST])
        return [state or {None: 0.0} for state in states]

    def _add(self, states: list[dict[Held, float]], k: int, number: Decimal) -> None:
        cost = self._misread(self.indices[k], FOLLOWING, number)
        if number not in states[k] and cost <= _BROKEN:
            states[k][number] = cost

    def _read(self, i: int) -> dict[Held, float]:
        value = self.rows[i].shares_owned_following_transaction
        return {} if value.value is None else {value.value: DAMAGED if damaged(value) else 0.0}

    def step(self, k: int, before: Held, after: Held) -> float:
        """Cost of a transaction between two holdings."""
        if before is None or after is None:
            return 0.0
        row, difference = self.rows[self.indices[k]], after - before
        direction, shares = row.transaction_acquired_disposed_code.value, row.transaction_shares.value
        if direction is not None and (difference > 0) != (direction == "A"):
            return _BROKEN if shares != 0 or difference else 0.0
        if shares is not None and abs(abs(difference) - shares) < ROUNDED:
            return DAMAGED if damaged(row.transaction_shares) else 0.0
        if not difference:
            return _BROKEN
        return min(_BROKEN, self._misread(self.indices[k], SHARES, abs(difference)))

    def _misread(self, i: int, attribute: str, number: Decimal) -> float:
        """Cost of a number that is not the one read."""
        if self.banned and self.banned[:2] == (i, attribute) and abs(self.banned.number - number) < ROUNDED:
            return math.inf
        value: Value[Decimal] = getattr(self.rows[i], attribute)
        if not value.sources:
            return _HIDDEN
        rarer = unlikely(number) - unlikely(value.value) if value.value is not None else 0.0
        return misread(value, number, self.clean) + max(0.0, rarer)

    def _changes(self, path: Sequence[Held]) -> Iterator[Change]:
        for k, (i, held) in enumerate(zip(self.indices, path, strict=True)):
            row = self.rows[i]
            if held is not None and held != row.shares_owned_following_transaction.value:
                yield Change(i, FOLLOWING, held)
            last = path[k - 1] if k else None
            if held is None or last is None or last == held or self.step(k, last, held) >= _BROKEN:
                continue
            shares = row.transaction_shares.value
            if shares is None or abs(abs(held - last) - shares) >= ROUNDED:
                yield Change(i, SHARES, abs(held - last))


def _shortest(number: Decimal) -> Decimal:
    """The number without noughts behind its point."""
    return number.quantize(_ONE) if number == number.to_integral_value() else number


_ONE: Final = Decimal(1)
