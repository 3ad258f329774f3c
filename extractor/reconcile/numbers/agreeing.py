"""Numbers that must agree: those of the securities transacted, of the shares underlying them, and of the shares that an exercise
of Table II brings into Table I.

In 98 of 100 transactions in derivative securities as many shares underlie as are transacted, and in 98 of 100 holdings as many as
are held. Where the numbers read differ, the one that is the cheapest to have been misread as the others is taken for all; where
they are nothing like each other, they stay. A number of Table I alone is weighed against the one that its balance asks for.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from extractor.filing import Filing, Row, Status, Value
from extractor.form.codes import IN_BOTH
from extractor.reconcile.change import LONGEST, repaired, with_rows, with_value
from extractor.reconcile.numbers.balances import pairs
from extractor.reconcile.numbers.channel import ROUND, misread, noughts, standing, untouched
from extractor.reconcile.numbers.damaged import damaged

SHARES: Final = "transaction_shares"
UNDERLYING: Final = "underlying_security_shares"
HELD: Final = "shares_owned_following_transaction"
AGREES: Final = "the same number stands where it must agree"
_APART: Final = 8.0
"""Numbers that differ as printed: two in a hundred, and then they are rarely a glyph apart."""
_MARGIN: Final = 1.0
"""By how much one number for all must be cheaper than another."""
_TOLD: Final = 6.0
"""What it tells that the running balance of Table I asks for a number."""
_OUTVOTED: Final = 12.0
_DAMAGED: Final = 5.0
"""A number that is surely not as it was printed, and is else left out."""
_FRACTION: Final = 2.5
"""Numbers of shares that have a fraction: eight in a hundred."""
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
    told = _balanced(filing)
    for group in _groups(rows):
        values = [getattr(rows[m.row], m.attribute) for m in group]
        asked = {told[m.row] for m in group if m.attribute == SHARES and m.row in told} | _granted(rows[group[0].row])
        number = _chosen(values, clean, asked)
        for member in group if number is not None else ():
            rows[member.row] = _agreed(rows[member.row], member.attribute, number)
        if number is not None:
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

    Those of a number that no other of their tables has; of the others the nth of a day with the nth, if they are as many, and
    then the nth of those that are left, if one of their dates is lost or was mended.
    """
    firsts, seconds = ([i for i in exercised if rows[i].kind.is_derivative == derivative] for derivative in (False, True))
    found = dict(_of_one_number(rows, firsts, seconds))
    known = {day for i in exercised if (day := rows[i].transaction_date.value) is not None}
    only = next(iter(known)) if len(known) == 1 else None  # of a date that is lost
    days: dict[date | None, tuple[list[int], list[int]]] = {}
    for i in exercised:
        if i not in found and i not in found.values():
            days.setdefault(rows[i].transaction_date.value or only, ([], []))[rows[i].kind.is_derivative].append(i)
    left: tuple[list[int], list[int]] = ([], [])
    for first, second in days.values():
        if len(first) == len(second):
            found.update(zip(second, first, strict=True))
        else:
            left[0].extend(first)
            left[1].extend(second)
    if len(left[0]) == len(left[1]):
        found.update((i, j) for i, j in zip(left[1], left[0], strict=True) if not (_is_dated(rows[i]) and _is_dated(rows[j])))
    yield from sorted(found.items())


def _is_dated(row: Row) -> bool:
    """Whether the day of a transaction stands there as it was read."""
    return row.transaction_date.value is not None and row.transaction_date.status is Status.READ


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


def _balanced(filing: Filing) -> dict[int, Decimal]:
    """By index of a row of Table I the number of shares that its balance asks for."""
    rows, found = filing.non_derivative_table, {}
    for i, j in pairs(rows):
        before, after = rows[i].shares_owned_following_transaction.value, rows[j].shares_owned_following_transaction.value
        if before is not None and after is not None and before != after:
            found[j] = abs(after - before)
    return found


def _granted(row: Row) -> set[Decimal]:
    """What is held after a grant of Table II: often that grant alone, for derivative securities of one kind are listed by grant.

    Where the direction is lost, so it is if as many shares underlie as are held.
    """
    held, direction = row.shares_owned_following_transaction.value, row.transaction_acquired_disposed_code.value
    granted = direction == "A" or (direction is None and held == row.underlying_security_shares.value)
    return {held} if held and granted and row.kind.is_derivative else set()


def _all_granted(row: Row, number: Decimal, clean: bool) -> Row:
    """A grant of Table II with its number as what is held, if that was damaged and may have been the same number.

    So it is in 1,780 of 2,548 grants of filings. A number in one piece with a digit more or less may be another holding.
    """
    held = row.shares_owned_following_transaction
    if row.transaction_code.value != "A" or not row.kind.is_derivative or not held.value or held.value == number:
        return row
    fewer = held.value < number  # which nobody holds
    another = untouched(held) and not damaged(held) and len(_digits(held.value)) != len(_digits(number))
    if (another and not fewer) or _cost(held, number, clean) > (_APART if fewer else _GRANTED):
        return row
    return with_value(row, HELD, repaired(held, number, _FILLED, "all that is held was granted"))


_GRANTED: Final = 5.0
"""What it may cost that the holding after a grant is a misreading of its number: one digit that is like another."""


def _chosen(values: list[Value[Decimal]], clean: bool, told: set[Decimal]) -> Decimal | None:
    """The number of all values, if it is much cheaper than that they differ; ``told``: by the balance of Table I."""
    read = {v.value for v in values if v.value is not None}
    if len(read) == 1:
        return read.pop()
    clear = {v.value for v in values if v.value is not None and not damaged(v)}
    whole = [number for number in clear if number % 1 == 0]
    if len(whole) == 1 and len({_digits(number) for number in read}) == 1:
        return whole[0]  # a point that is a comma
    read = clear or read
    every = {number: _cost_of_all(values, number, clean) for number in read | told}
    if whole:
        every = {number: cost + _FRACTION * (number % 1 != 0) for number, cost in every.items()}
    if len({len(_digits(number)) for number in every}) == 1:
        most = max(map(noughts, every))
        every = {number: cost + ROUND * (most - noughts(number)) for number, cost in every.items()}
    every = {number: cost for number, cost in every.items() if number in read or cost <= _APART}
    costs = sorted((cost - _TOLD * (number in told), number) for number, cost in every.items())
    if not costs or costs[0][0] > _APART or any(cost - costs[0][0] < _MARGIN for cost, _ in costs[1:]):
        return None
    return costs[0][1]


def _digits(number: Decimal) -> str:
    return re.sub(r"\D", "", f"{number.normalize():f}")


def _cost_of_all(values: list[Value[Decimal]], number: Decimal, clean: bool) -> float:
    """What it costs that all values are one number: two of three outvote the third, whatever it is like."""
    costs = [min(_cost(v, number, clean), _DAMAGED if _is_left(v, number) else math.inf) for v in values if v.value is not None]
    votes = sum(cost == 0 for cost in costs)
    return sum(min(cost, _OUTVOTED) for cost in costs) if votes > 1 else sum(costs)


def _is_left(value: Value[Decimal], number: Decimal) -> bool:
    """Whether a value is damaged, and most digits of what is left of it are the number's, if they are as many as a group has."""
    stands, printed = re.sub(r"\D", "", standing(value)), _digits(number)
    common = (Counter(stands) & Counter(printed)).total()
    return damaged(value) and (len(stands) < _GROUP or 2 * common > min(len(stands), len(printed)))


_GROUP: Final = 3  # digits


def _cost(value: Value[Decimal], number: Decimal, clean: bool) -> float:
    return 0.0 if value.value is None or value.value == number else misread(value, number, clean)


def _agreed(row: Row, attribute: str, number: Decimal | None) -> Row:
    value: Value[Decimal] = getattr(row, attribute)
    if value.value == number:
        return row
    if value.value is None and not stands(value) and (value.sources or not _has(row, attribute)):
        return row  # nothing says that there was one, or a footnote stands for it
    return with_value(row, attribute, repaired(value, number, _FILLED if value.value is None else _MENDED, AGREES))


def stands(value: Value[Decimal]) -> bool:
    """Whether something stands there that is more than a footnote mark."""
    return len(re.sub(r"[^0-9A-Za-z]", "", _MARK.sub("", value.text))) > 1


_MARK: Final = re.compile(r"[(\[{].{0,2}[)\]}]?|.{0,2}[)\]}]")


def _has(row: Row, attribute: str) -> bool:
    """Whether a transaction of Table II of which a number is lost must have had it: debts are told by their value instead."""
    if not row.kind.is_derivative or not row.kind.is_transaction or not row.underlying_security_title.present:
        return False
    return attribute == UNDERLYING or not _DEBT.search(row.security_title.value or "note")


_DEBT: Final = re.compile(r"note|debenture|loan|bond", re.I)
