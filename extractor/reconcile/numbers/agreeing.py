"""Numbers that must agree: those of the securities transacted, of the shares underlying them, and of the shares that an exercise
of Table II brings into Table I.

In 98 of 100 transactions in derivative securities as many shares underlie as are transacted, and in 98 of 100 holdings as many as
are held. Where the numbers read differ, the one that is the cheapest to have been misread as the others is taken for all; where
they are nothing like each other, they stay. What holdings ask for is weighed with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Row, Value
from extractor.form.codes import IN_BOTH
from extractor.reconcile.change import LONGEST, repaired, with_rows, with_value
from extractor.reconcile.numbers.balances import pairs
from extractor.reconcile.numbers.channel import DAMAGED, digits, likeliest, misread, plain, standing, unlikely, untouched
from extractor.reconcile.numbers.damaged import damaged

SHARES: Final = "transaction_shares"
UNDERLYING: Final = "underlying_security_shares"
HELD: Final = "shares_owned_following_transaction"
AGREES: Final = "the same number stands where it must agree"
_APART: Final = 9.0
"""Numbers that differ as printed: two in a hundred, and then they are rarely a glyph apart."""
_TOLD: Final = 6.0
"""What it tells that a running balance, or what is held after a grant, asks for a number."""
_MENDED, _FILLED = 0.85, 0.8  # confidence


class _Member(NamedTuple):
    row: int
    attribute: str


def repair_numbers(filing: Filing) -> Filing:
    """Numbers that must agree, where they were read differently or not at all."""
    rows = list(filing.rows)
    if len(rows) > LONGEST:
        return filing
    clean = not filing.source.is_noisy
    told = _balanced(filing.non_derivative_table)
    for group in _groups(rows):
        asked = {told[m.row] for m in group if m.attribute == SHARES and m.row in told} | _granted(rows[group[0].row])
        number = _chosen([getattr(rows[m.row], m.attribute) for m in group], asked, clean)
        if number is None:
            continue
        for member in group:
            rows[member.row] = _agreed(rows[member.row], member.attribute, number)
        rows[group[0].row] = _all_granted(rows[group[0].row], number, clean)
    return with_rows(filing, rows)


def _groups(rows: list[Row]) -> Iterator[list[_Member]]:
    """The values that must have one number."""
    pairs = dict(exercises(rows))
    for i, row in enumerate(rows):
        if not row.kind.is_transaction:
            yield [_Member(i, UNDERLYING), _Member(i, HELD)]
        else:
            others = [_Member(pairs[i], SHARES)] if i in pairs else []
            yield [_Member(i, SHARES), _Member(i, UNDERLYING), *others]


def exercises(rows: list[Row]) -> Iterator[tuple[int, int]]:
    """Indices of the exercises and conversions of Table II, each with that of Table I."""
    for code in IN_BOTH:
        yield from _exercised(rows, [i for i in range(len(rows)) if rows[i].transaction_code.value == code])


def _exercised(rows: list[Row], exercised: list[int]) -> Iterator[tuple[int, int]]:
    """Indices of those of Table II that have one code, each with that of Table I.

    Those of a number that no other of their tables has; of the others the nth of a day with the nth, if they are as many.
    """
    firsts, seconds = ([i for i in exercised if rows[i].kind.is_derivative == derivative] for derivative in (False, True))
    found = dict(_of_one_number(rows, firsts, seconds))
    known = {day for i in exercised if (day := rows[i].transaction_date.value) is not None}
    only = next(iter(known)) if len(known) == 1 else None  # of a date that is lost
    days: dict[date | None, tuple[list[int], list[int]]] = {}
    for i in exercised:
        if i not in found and i not in found.values():
            days.setdefault(rows[i].transaction_date.value or only, ([], []))[rows[i].kind.is_derivative].append(i)
    for first, second in days.values():
        if len(first) == len(second):
            found.update(zip(second, first, strict=True))
    yield from sorted(found.items())


def _of_one_number(rows: list[Row], firsts: list[int], seconds: list[int]) -> Iterator[tuple[int, int]]:
    """The exercises of Table II, each with the one of Table I that alone has its number, transacted or underlying."""
    of_first = _by_number((rows[i].transaction_shares.value, i) for i in firsts)
    numbers = [(getattr(rows[i], a).value, i) for i in seconds for a in (SHARES, UNDERLYING)]
    of_second = _by_number(numbers)
    taken: set[int] = set()
    for number, mine in of_first.items():
        theirs = of_second.get(number, set())
        if len(mine) == len(theirs) == 1 and taken.isdisjoint(theirs):
            taken |= theirs
            yield next(iter(theirs)), next(iter(mine))


def _by_number(found: Iterable[tuple[Decimal | None, int]]) -> dict[Decimal, set[int]]:
    """The rows of each number."""
    rows: dict[Decimal, set[int]] = {}
    for number, i in found:
        if number:
            rows.setdefault(number, set()).add(i)
    return rows


def _balanced(rows: tuple[Row, ...]) -> dict[int, Decimal]:
    """By index of a row of Table I the number of shares that its balance asks for."""
    held = [row.shares_owned_following_transaction.value for row in rows]
    moved = {j: (before, after) for i, j in pairs(rows) if (before := held[i]) is not None and (after := held[j]) is not None}
    return {j: abs(after - before) for j, (before, after) in moved.items() if before != after}


def _granted(row: Row) -> set[Decimal]:
    """What is held after a grant of Table II: often that grant alone, for derivative securities of one kind are listed by grant.

    Where the direction is lost, so it is if as many shares underlie as are held.
    """
    held, direction = row.shares_owned_following_transaction.value, row.transaction_acquired_disposed_code.value
    granted = direction == "A" or (direction is None and held == row.underlying_security_shares.value)
    return {held} if held and granted and row.kind.is_derivative and row.kind.is_transaction else set()


def _all_granted(row: Row, number: Decimal, clean: bool) -> Row:
    """A grant of Table II with its number as what is held, if that was damaged and may have been the same number.

    So it is in 1,780 of 2,548 grants of filings. A number in one piece with a digit more or less may be another holding.
    """
    held = row.shares_owned_following_transaction
    if row.transaction_code.value != "A" or not row.kind.is_derivative or not held.value or held.value == number:
        return row
    fewer = held.value < number  # which nobody holds
    another = untouched(held) and not damaged(held) and len(plain(held.value)) != len(plain(number))
    if (another and not fewer) or misread(held, number, clean) > (_APART if fewer else _GRANTED):
        return row
    return with_value(row, HELD, repaired(held, number, _FILLED, "all that is held was granted"))


_GRANTED: Final = 5.0
"""What it may cost that the holding after a grant is a misreading of its number: one digit that is like another."""


def _chosen(values: list[Value[Decimal]], told: set[Decimal], clean: bool) -> Decimal | None:
    """The number of all values, if it is much cheaper than that they differ; ``told``: what holdings ask for."""
    read = {v.value for v in values if v.value is not None}
    if len(read) == 1:
        return read.pop()
    read = {v.value for v in values if v.value is not None and not damaged(v)} or read
    usual = min(map(unlikely, read), default=0.0)
    every = {n: unlikely(n) - usual + sum(_cost(v, n, clean) for v in values if v.value is not None) for n in read | told}
    return likeliest({n: cost - _TOLD * (n in told) for n, cost in every.items() if n in read or cost < _APART}, _APART)


def _cost(value: Value[Decimal], number: Decimal, clean: bool) -> float:
    """Cost of reading a number so; what is damaged may be any of which it has half the digits, if it has a group."""
    cost = misread(value, number, clean)
    if not damaged(value):
        return cost
    left, printed = digits(standing(value)), plain(number)
    lost = Levenshtein.distance(left, printed)
    return min(cost, DAMAGED) if len(left) < _GROUP or 2 * lost <= max(len(left), len(printed)) else cost


_GROUP: Final = 3  # digits


def _agreed(row: Row, attribute: str, number: Decimal | None) -> Row:
    value: Value[Decimal] = getattr(row, attribute)
    if value.value == number:
        return row
    if value.value is None and (value.sources or not _has(row, attribute)):
        return row  # nothing says that there was one, or something else stands for it
    return with_value(row, attribute, repaired(value, number, _FILLED if value.value is None else _MENDED, AGREES))


def _has(row: Row, attribute: str) -> bool:
    """Whether a transaction of Table II of which a number is lost must have had it: debts are told by their value instead."""
    if not row.kind.is_derivative or not row.kind.is_transaction or not row.underlying_security_title.present:
        return False
    return attribute == UNDERLYING or not _DEBT.search(row.security_title.value or "note")


_DEBT: Final = re.compile(r"note|debenture|loan|bond", re.I)
