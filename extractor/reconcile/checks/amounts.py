"""Checks of numbers: balances, acquisitions, exercises, derivatives and what they stand for, prices."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Final

from extractor.form.codes import IN_BOTH
from extractor.reconcile.checks.finding import Facts, Finding, Placed, shown
from extractor.reconcile.marks.references import numbers_of
from extractor.reconcile.numbers.balances import ROUNDED, chains, key, runs, signed

_SHARES: Final = "transaction_shares"
_FOLLOWING: Final = "shares_owned_following_transaction"
_DIRECTION: Final = "transaction_acquired_disposed_code"
_UNDERLYING: Final = "underlying_security_shares"
_PRICE: Final = "transaction_price_per_share"
_STRIKE: Final = "conversion_or_exercise_price"
_DONE: Final = {("P", "A"): "bought", ("S", "D"): "sold"}
_PAID: Final = "PSF"
"""Codes of trades and payments, which have a price."""


def balance(facts: Facts) -> Iterator[Finding]:
    """What was held and what was moved give what is held after, or all rows of a class show its one total.

    Which of the two it is, the class itself tells by what more of its rows agree on; where its total stands once, or on every
    row, there is nothing to compare. In Table II, where terms that may be lost tell grants of one title apart, the balance must
    run elsewhere in the table.
    """
    for table in (facts.first, facts.second):
        holds, could = runs(tuple(placed.row for placed in table))
        if table is facts.first or holds * 2 > could:
            for mine in _classes(table):
                yield from _of_class(mine)


def _classes(table: Sequence[Placed]) -> list[list[Placed]]:
    """The transactions of a table by what their balance runs over."""
    return [[table[k] for k in chain] for chain in chains(tuple(placed.row for placed in table))]


def _of_class(mine: Sequence[Placed]) -> Iterator[Finding]:
    moves = [finding for before, after in pairwise(mine) for finding in _runs_on(before, after)]
    totals = Counter(total for placed in mine if (total := placed.row.shares_owned_following_transaction.value) is not None)
    total, rows = totals.most_common(1)[0] if totals else (Decimal(0), 0)
    if rows - 1 <= sum(finding.holds for finding in moves):
        yield from moves
    elif len(totals) > 1:
        for placed in mine:
            held = placed.row.shares_owned_following_transaction.value
            if held is not None:
                detail = f"{placed.name}: {shown(held)} held, where the other rows of the class have a total of {shown(total)}"
                yield Finding(held == total, placed.at(_FOLLOWING), detail)


def _runs_on(before: Placed, after: Placed) -> Iterator[Finding]:
    held, left = before.row.shares_owned_following_transaction.value, after.row.shares_owned_following_transaction.value
    moved, direction = signed(after.row), after.row.transaction_acquired_disposed_code.value
    if held is None or left is None or moved is None:
        return
    code = after.row.transaction_code.value or ""
    done = _DONE.get((code, direction or ""), "acquired" if direction == "A" else "disposed of")
    now = "holdings unchanged" if held == left else f"holdings went from {shown(held)} to {shown(left)}"
    where = (*before.at(_FOLLOWING), *after.at(_SHARES, _DIRECTION, _FOLLOWING))
    yield Finding(abs(held + moved - left) < ROUNDED, where, f"{after.name}: {shown(abs(moved))} {done} but {now}")


def acquired(facts: Facts) -> Iterator[Finding]:
    """After an acquisition at least what was acquired is held."""
    for placed in facts.rows:
        shares, after = placed.row.transaction_shares.value, placed.row.shares_owned_following_transaction.value
        if placed.row.transaction_acquired_disposed_code.value == "A" and shares is not None and after is not None:
            detail = f"{placed.name}: {shown(shares)} acquired but {shown(after)} held after"
            yield Finding(shares <= after, placed.at(_SHARES, _FOLLOWING), detail)


def exercise_pair(facts: Facts) -> Iterator[Finding]:
    """An exercise has its counterpart in the other table: the same number on the same day, in one row or in several."""
    first, second = ([p for p in table if p.row.transaction_code.value in IN_BOTH] for table in (facts.first, facts.second))
    if not first or not second:
        return
    for mine, theirs, name in ((first, second, "II"), (second, first, "I")):
        sums, numbers = _sums(mine), _numbers(theirs)
        for placed in mine:
            shares, day = placed.row.transaction_shares.value, placed.row.transaction_date.value
            if shares is not None:
                told = {shares, placed.row.underlying_security_shares.value, sums[day]}
                detail = f"{placed.name}: {shown(shares)} exercised, but Table {name} has no such exercise on the day"
                yield Finding(bool(told & numbers[day]), placed.at(_SHARES), detail)


def _sums(table: Sequence[Placed]) -> dict[date | None, Decimal]:
    """What the numbers of each day sum to."""
    found: dict[date | None, Decimal] = defaultdict(Decimal)
    for placed in table:
        found[placed.row.transaction_date.value] += placed.row.transaction_shares.value or 0
    return found


def _numbers(table: Sequence[Placed]) -> dict[date | None, set[Decimal]]:
    """The numbers of each day, and what they sum to."""
    found = defaultdict(set, {day: {total} for day, total in _sums(table).items()})
    for placed in table:
        numbers = (placed.row.transaction_shares.value, placed.row.underlying_security_shares.value)
        found[placed.row.transaction_date.value] |= {number for number in numbers if number is not None}
    return found


def exercise_price(facts: Facts) -> Iterator[Finding]:
    """What an exercise pays, if anything, is the exercise price of its counterpart."""
    options = [p for p in facts.second if p.row.transaction_code.value == "M"]
    strikes = Counter(p.row.transaction_shares.value for p in options)
    for placed in facts.first if options else ():
        price, shares = placed.row.transaction_price_per_share.value, placed.row.transaction_shares.value
        if placed.row.transaction_code.value != "M" or not price or shares is None or strikes[shares] != 1:
            continue
        pair = next(p for p in options if p.row.transaction_shares.value == shares)
        strike = pair.row.conversion_or_exercise_price.value
        if strike is not None:
            detail = f"{placed.name}: exercised at {shown(price)}, but {pair.name} has an exercise price of {shown(strike)}"
            yield Finding(price == strike, (*placed.at(_PRICE), *pair.at(_STRIKE)), detail)


def underlying(facts: Facts) -> Iterator[Finding]:
    """A derivative stands for one share: there are as many of it as of the underlying shares."""
    for placed in facts.second:
        row = placed.row
        attribute = _SHARES if row.kind.is_transaction else _FOLLOWING
        own = row.transaction_shares.value if row.kind.is_transaction else row.shares_owned_following_transaction.value
        shares = row.underlying_security_shares.value
        if own is not None and shares is not None:
            detail = f"{placed.name}: {shown(own)} derivatives stand for {shown(shares)} shares"
            yield Finding(own == shares, placed.at(attribute, _UNDERLYING), detail)


_NEAR: Final = Decimal("1.25")


def lots(facts: Facts) -> Iterator[Finding]:
    """Lots of one security, day and code have prices near each other."""
    groups: dict[tuple[object, ...], list[tuple[Placed, Decimal]]] = defaultdict(list)
    for placed in facts.first:
        day, code, price = (
            placed.row.transaction_date.value,
            placed.row.transaction_code.value,
            placed.row.transaction_price_per_share.value,
        )
        if (code or "-") in _PAID and day is not None and price is not None:
            groups[key(placed.row)[0], day, code].append((placed, price))
    for group in groups.values():
        middle = sorted(price for _, price in group)[len(group) // 2]
        for placed, price in group if len(group) > 1 else ():
            detail = f"{placed.name}: a price of {shown(price)}, where other lots of the day have {shown(middle)}"
            yield Finding(middle / _NEAR <= price <= middle * _NEAR, placed.at(_PRICE), detail)


def price_range(facts: Facts) -> Iterator[Finding]:
    """A price lies in the range that its footnote tells."""
    ranges = {note.id: found for note in facts.filing.footnotes if (found := numbers_of(note.text.value or "").range) is not None}
    for placed in facts.rows if ranges else ():
        price = placed.row.transaction_price_per_share
        mine = [ranges[note] for note in price.footnotes if note in ranges]
        if price.value is not None and mine:
            low, high = min(ends[0] for ends in mine), max(ends[1] for ends in mine)
            detail = f"{placed.name}: a price of {shown(price.value)}, but its footnote tells of {shown(low)} to {shown(high)}"
            yield Finding(low <= price.value <= high, placed.at(_PRICE), detail)


def price_of_code(facts: Facts) -> Iterator[Finding]:
    """Purchases, sales and payments in shares have a price; gifts have none."""
    for placed in facts.rows:
        code, price = placed.row.transaction_code.value or "-", placed.row.transaction_price_per_share.value
        if price is not None and code in (*_PAID, "G"):
            where = placed.at("transaction_code", _PRICE)
            yield Finding((price > 0) == (code in _PAID), where, f"{placed.name}: code {code} at a price of {shown(price)}")


_PRICES: Final = (Decimal("0.05"), Decimal(5000))  # dollars a share
_TRADES: Final = (Decimal(100), Decimal(10) ** 9)  # dollars


def magnitude(facts: Facts) -> Iterator[Finding]:
    """A trade has a price of five cents to 5,000 dollars, and comes to 100 dollars to a billion."""
    for placed in facts.first:
        price, shares = placed.row.transaction_price_per_share.value, placed.row.transaction_shares.value
        if (placed.row.transaction_code.value or "-") in _PAID and price and shares:
            fits = _PRICES[0] <= price <= _PRICES[1] and _TRADES[0] <= price * shares <= _TRADES[1]
            yield Finding(fits, placed.at(_SHARES, _PRICE), f"{placed.name}: {shown(shares)} shares at {shown(price)}")


_JUMP: Final = 100  # times that holdings hardly ever become more or less by in one transaction


def jumps(facts: Facts) -> Iterator[Finding]:
    """Holdings of one class do not change a hundredfold from one row to the next."""
    for mine in _classes(facts.first):
        for before, after in pairwise(mine):
            held, left = before.row.shares_owned_following_transaction.value, after.row.shares_owned_following_transaction.value
            if held and left:
                detail = f"{after.name}: holdings went from {shown(held)} to {shown(left)}"
                where = (*before.at(_FOLLOWING), *after.at(_FOLLOWING))
                yield Finding(held / _JUMP < left < held * _JUMP, where, detail)


def fractions(facts: Facts) -> Iterator[Finding]:
    """Where a fraction of a share was moved, a fraction is held after."""
    for placed in facts.first:
        shares, after = placed.row.transaction_shares.value, placed.row.shares_owned_following_transaction.value
        if shares is not None and after:
            detail = f"{placed.name}: {shown(shares)} moved, but {shown(after)} held after"
            yield Finding(shares % 1 == 0 or after % 1 != 0, placed.at(_SHARES, _FOLLOWING), detail)
