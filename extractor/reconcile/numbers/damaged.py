"""Numbers whose groups of digits tell that they are damaged: completed by the same number elsewhere, or else left out.

``517,66`` has lost a digit and ``,030`` its beginning; as they stand they are surely wrong. Where one undamaged number of the
filing, in the row, in the column, in the tables or in the footnotes, may have been damaged into what stands there, it is that
number. What nothing completes is no value: what was read stays as an alternative.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from extractor.filing import Filing, Hint, Row, Status, Value
from extractor.reconcile.change import LONGEST, left_out, map_rows, repaired, with_value
from extractor.reconcile.numbers.channel import digits, likeliest, misread, plain, standing

SHARES: Final = ("transaction_shares", "underlying_security_shares", "shares_owned_following_transaction")
_AMOUNTS: Final = (*SHARES, "transaction_price_per_share", "conversion_or_exercise_price")
_NUMBER: Final = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?(?![\d,])")
_DAMAGES: Final = frozenset((Hint.LEADING_LOST, Hint.DIGIT_LOST, Hint.UNGROUPED, Hint.POINT_LOST))
_KNOWN: Final = 3  # digits that must be left of a number for others to complete it
_MOST: Final = 200  # numbers of footnotes that are looked at


def damaged(value: Value[Any]) -> bool:
    """Whether the number is as it was read, and surely not as it was printed."""
    return value.value is not None and not _DAMAGES.isdisjoint(value.hints)


def complete_numbers(filing: Filing) -> Filing:
    """Damaged numbers take the one undamaged number that they may have been."""
    if len(filing.rows) > LONGEST or not any(damaged(getattr(row, a)) for row in filing.rows for a in _AMOUNTS):
        return filing
    told = set(_told(filing))
    tables = {v for row in filing.rows for a in SHARES if (v := _clear(row, a)) is not None}

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_completed(row, rows, tables, told) for row in rows)

    return map_rows(filing, change)


def _completed(row: Row, rows: tuple[Row, ...], tables: set[Decimal], told: set[Decimal]) -> Row:
    for attribute in _AMOUNTS:
        value: Value[Decimal] = getattr(row, attribute)
        if not damaged(value):
            continue
        column = {v for r in rows if (v := _clear(r, attribute)) is not None}
        levels: list[tuple[set[Decimal], float, str]] = [(column, 0.8, "another row shows the number whole")]
        if attribute in SHARES:
            mine = {v for a in SHARES if (v := _clear(row, a)) is not None}
            levels.insert(0, (mine, 0.85, "the row shows the number whole elsewhere"))
            levels += [(tables, 0.75, "the tables show the number whole elsewhere"), (told, 0.75, "a footnote tells the number")]
        for numbers, sure, reason in levels:
            costs = {n: cost for n in numbers if (cost := _lost(value, n)) < math.inf}
            if costs:
                number = likeliest(costs, math.inf)
                row = row if number is None else with_value(row, attribute, repaired(value, number, sure, reason))
                break
    return row


def _clear(row: Row, attribute: str) -> Decimal | None:
    value: Value[Decimal] = getattr(row, attribute)
    return None if damaged(value) else value.value


def _told(filing: Filing) -> Iterator[Decimal]:
    """Numbers of the footnotes."""
    found = (m for note in filing.footnotes for m in _NUMBER.findall(note.text.value or ""))
    for _, number in zip(range(_MOST), found, strict=False):
        yield Decimal(number.replace(",", ""))


def _lost(value: Value[Decimal], number: Decimal) -> float:
    """Cost of the damage, if the number, printed, may have become what stands there; with no more digits behind it."""
    left, whole = digits(standing(value)), plain(number)
    return math.inf if len(left) < _KNOWN or left.startswith(whole) != (left == whole) else misread(value, number, clean=False)


def keep_points(filing: Filing) -> Filing:
    """Leave a number acquired its point, which seemed to be a comma, where less is held afterwards, and a fraction with it."""
    return map_rows(filing, lambda rows: tuple(map(_pointed, rows)))


def _pointed(row: Row) -> Row:
    shares, held = row.transaction_shares, row.shares_owned_following_transaction
    acquired = row.kind.is_transaction and row.transaction_acquired_disposed_code.value == "A"
    if not acquired or not shares.value or not held.value or Hint.POINT not in shares.hints or damaged(held):
        return row
    fraction = shares.value.scaleb(-_GROUP)
    if not fraction <= held.value < shares.value or held.value % 1 == 0:
        return row
    for attribute in SHARES[:2]:
        value: Value[Decimal] = getattr(row, attribute)
        if value.value == shares.value:
            row = with_value(
                row, attribute, repaired(value, fraction, 0.8, "no less is held after an acquisition than was acquired")
            )
    return row


_GROUP: Final = 3  # digits


def restore_raised(filing: Filing) -> Filing:
    """Four digits behind the last comma of a number of shares are decimals, not a group with a footnote mark, where other
    numbers of the filing have four decimals behind their point."""
    values: list[Value[Decimal]] = [getattr(row, a) for row in filing.rows for a in SHARES]
    if not any(Hint.RAISED in v.hints for v in values) or not any(map(_has_four, values)):
        return filing

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        for attribute in SHARES:
            rows = tuple(_lowered(row, attribute) for row in rows)
        return rows

    return map_rows(filing, change)


def _has_four(value: Value[Decimal]) -> bool:
    return value.status is Status.READ and _FOUR.fullmatch(standing(value)) is not None


_FOUR: Final = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{4}")
_RAISED: Final = re.compile(r"(?P<whole>[\d,]*\d),(?P<decimals>\d{4})")


def _lowered(row: Row, attribute: str) -> Row:
    """The row with decimals of a number behind the last of its commas, and without the mark that the last of them made."""
    value: Value[Decimal] = getattr(row, attribute)
    match = _RAISED.fullmatch(standing(value)) if Hint.RAISED in value.hints else None
    if match is None:
        return row
    number = Decimal(f"{match['whole'].replace(',', '')}.{match['decimals']}")
    marks = tuple(m for m in value.footnotes if m != f"F{match['decimals'][-1]}")
    better = repaired(replace(value, footnotes=marks), number, 0.8, "other numbers of shares have four decimals")
    return with_value(row, attribute, better)


def leave_out_damaged(filing: Filing) -> Filing:
    """Numbers that are surely wrong as they stand, and that nothing completed, are no values."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_left_out(row) for row in rows)

    return map_rows(filing, change)


def _left_out(row: Row) -> Row:
    for attribute in _AMOUNTS:
        value: Value[Decimal] = getattr(row, attribute)
        if damaged(value):
            row = with_value(row, attribute, left_out(value))
    return row
