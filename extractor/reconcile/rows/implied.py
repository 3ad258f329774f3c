"""What one field implies for another: code and direction, nature and ownership."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from rapidfuzz import fuzz

from extractor.filing import Filing, Hint, Row, Status, Value
from extractor.form.codes import DIRECTION_TABLE1, DIRECTION_TABLE2
from extractor.language.model import squeezed
from extractor.reconcile.change import LONGEST, map_rows, repaired
from extractor.reconcile.numbers.balances import ROUNDED, pairs


def imply_codes(filing: Filing) -> Filing:
    """A lost code of Table I that pairs with an M or C of Table II by date and number is the same, and the other way round.

    Where both are lost, what is acquired in Table I and stands in Table II with its date and number is exercised or converted:
    so it is in 19 of 20 such pairs of the training split.
    """

    def paired(rows: tuple[Row, ...], others: tuple[Row, ...]) -> tuple[Row, ...]:
        taken = {_key(r) for r in rows if r.transaction_code.value in _EXERCISES}
        others = tuple(o for o in others if _key(o) not in taken)
        if max(len(rows), len(others)) > LONGEST:
            return rows
        return tuple(_paired(row, others) for row in rows)

    return replace(
        filing,
        non_derivative_table=paired(filing.non_derivative_table, filing.derivative_table),
        derivative_table=paired(filing.derivative_table, filing.non_derivative_table),
    )


_EXERCISES: Final = ("M", "C")


def _paired(row: Row, others: tuple[Row, ...]) -> Row:
    if not row.kind.is_transaction or row.transaction_code.value is not None or row.transaction_shares.value is None:
        return row
    table = DIRECTION_TABLE2 if row.kind.is_derivative else DIRECTION_TABLE1
    if row.transaction_acquired_disposed_code.value not in (None, table["M"]):
        return row
    code = next((code for o in others if (code := pair_code(row, o)) is not None), None)
    if code is None:
        return row
    reason = "pairs with an exercise in the other table: same date and number"
    return replace(row, transaction_code=repaired(row.transaction_code, code, 0.85, reason))


def pair_code(row: Row, other: Row) -> str | None:
    """The code of the exercise whose two rows these are, one in each table; nothing if they are none."""
    numbers = {other.transaction_shares.value, other.underlying_security_shares.value}
    numbers &= {row.transaction_shares.value, row.underlying_security_shares.value} - {None}
    if not numbers or row.transaction_date.value != other.transaction_date.value:
        return None
    if (code := other.transaction_code.value) is not None:
        return code if code in _EXERCISES else None
    first, second = (other, row) if row.kind.is_derivative else (row, other)
    paid, price = first.transaction_price_per_share.value, second.conversion_or_exercise_price.value
    acquired = row.transaction_date.value is not None and first.transaction_acquired_disposed_code.value == "A"
    if not acquired and not (paid and paid == price):
        return None
    return "C" if _is_shares(second) and not price else "M"


def tell_directions(filing: Filing) -> Filing:
    """Where the direction is lost, the holdings before and after a transaction tell it, if its number is just what parts them."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        told = list(rows)
        for i, j in pairs(rows):
            direction = _moved(rows[i], rows[j]) if rows[j].transaction_acquired_disposed_code.value is None else None
            if direction is not None:
                better = repaired(rows[j].transaction_acquired_disposed_code, direction, 0.9, Hint.BALANCE)
                told[j] = replace(rows[j], transaction_acquired_disposed_code=better)
        return tuple(_emptied(row) if _key(row) in acquired else _as_granted(_emptied(row)) for row in told)

    bought = (row for row in filing.non_derivative_table if row.transaction_acquired_disposed_code.value != "D")
    acquired = {_key(row) for row in bought if row.kind.is_transaction}
    return map_rows(filing, change)


def _key(row: Row) -> tuple[date | None, Decimal | None]:
    return row.transaction_date.value, row.transaction_shares.value


def _as_granted(row: Row) -> Row:
    """A derivative security of which code and direction are lost was acquired, if as many are held as were transacted."""
    lost = row.transaction_code.value is None and row.kind.is_transaction
    return _told_by_holding(row) if lost else row


def _told_by_holding(row: Row) -> Row:
    """A derivative security whose direction is lost was acquired, if as many are held as were transacted."""
    value, shares, held = (
        row.transaction_acquired_disposed_code,
        row.transaction_shares.value,
        row.shares_owned_following_transaction,
    )
    if value.value is not None or not row.kind.is_derivative or not shares or shares != held.value:
        return row
    better = repaired(value, "A", 0.85, "all that is held was transacted")
    return replace(row, transaction_acquired_disposed_code=better)


def _emptied(row: Row) -> Row:
    """The row of a transaction after which nothing is held as a disposal, if its direction is lost."""
    value, held = row.transaction_acquired_disposed_code, row.shares_owned_following_transaction
    if value.value is not None or held.value != 0 or not held.sources or not row.transaction_shares.value:
        return row
    better = repaired(value, "D", 0.9, "nothing is held after it")
    return replace(row, transaction_acquired_disposed_code=better)


def _moved(before: Row, row: Row) -> str | None:
    """Whether a transaction has made the holding of the row before larger by its number, or smaller."""
    held, holds = before.shares_owned_following_transaction.value, row.shares_owned_following_transaction.value
    shares = row.transaction_shares.value
    if held is None or holds is None or not shares:
        return None
    return "A" if abs(held + shares - holds) < ROUNDED else "D" if abs(held - shares - holds) < ROUNDED else None


def imply_directions(filing: Filing) -> Filing:
    """Where the direction is lost, or is printed only by a column as in Table II, the code tells it."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_directed(row, rows) for row in rows)

    return map_rows(filing, change)


def _directed(row: Row, rows: tuple[Row, ...]) -> Row:
    value = row.transaction_acquired_disposed_code
    code = row.transaction_code.value
    read = value.value is not None and value.status is not Status.INFERRED
    if not row.kind.is_transaction or read or code is None or Hint.BALANCE in value.hints:
        return row
    if value.value == "A" and (_exercised_into(row) or _is_brought(row, rows)):
        return row
    table = DIRECTION_TABLE2 if row.kind.is_derivative else DIRECTION_TABLE1
    direction, sure, reason = table.get(code), 0.95, f"implied by code {code}"
    if direction is None and value.value is not None:
        return row
    if direction is None:
        told = _told_by_holding(row)
        known = Counter(v for r in rows if r.transaction_code.value == code and (v := r.transaction_acquired_disposed_code.value))
        if told is not row or len(known) != 1:
            return told
        direction, sure, reason = known.most_common(1)[0][0], 0.7, f"as in the other rows with code {code}"
    sure = min(sure, 0.5 + row.transaction_code.confidence / 2)
    return replace(row, transaction_acquired_disposed_code=repaired(value, direction, sure, reason))


def _exercised_into(row: Row) -> bool:
    """Whether an exercise brings this class into Table II: shares that are convertible into those of another class."""
    return row.kind.is_derivative and row.transaction_code.value == "M" and _is_shares(row)


def _is_brought(row: Row, rows: tuple[Row, ...]) -> bool:
    """Whether the securities of a row, and as many, underlie what another row of Table II exercises or converts."""
    title, shares = squeezed(row.security_title.value or ""), row.transaction_shares.value
    if not row.kind.is_derivative or row.transaction_code.value not in _EXERCISES or not shares or len(rows) > LONGEST:
        return False
    others = [o for o in rows if o.transaction_code.value in _EXERCISES and o.underlying_security_shares.value == shares]
    return any(_is_titled(title, o.underlying_security_title) and not _is_titled(title, o.security_title) for o in others)


def _is_titled(title: str, other: Value[str]) -> bool:
    return fuzz.ratio(title, squeezed(other.value or "")) >= _ALIKE


_ALIKE: Final = 85.0  # likeness, of 100, of a title and a misread copy of it


def _is_shares(row: Row) -> bool:
    return _SHARES.search(row.security_title.value or "") is not None


_SHARES: Final = re.compile(
    r"^(?!.*(?:option|right|warrant|restricted|phantom|performance|award|unit)).*(?:common|class|preferred|convertible)", re.I
)
"""What is converted, not exercised."""


def imply_ownership(filing: Filing) -> Filing:
    """Who names a nature of ownership holds indirectly; who names none holds directly."""

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_owned(row, filing.source.is_noisy) for row in rows)

    return map_rows(filing, change)


def _owned(row: Row, noisy: bool) -> Row:
    value: Value[Any] = row.direct_or_indirect_ownership
    nature = row.nature_of_ownership
    named = nature.value is not None and (nature.status is Status.READ or nature.value.startswith("See "))
    unlike = value.value == "D" and value.status is Status.REPAIRED and named
    if value.value is not None and not unlike and not (noisy and _is_bare(row)):
        return row
    if nature.present and _DIRECT.fullmatch(nature.value or "") is None:
        indirect = repaired(value, "I", 0.9, "a nature of indirect ownership is given")
        return replace(row, direct_or_indirect_ownership=indirect)
    if unlike or not any(getattr(row, a).present for a in _COUNTED) or not any(getattr(row, a).present for a in _NAMED):
        return row
    return replace(row, direct_or_indirect_ownership=repaired(value, "D", 0.75, "no nature of indirect ownership is given"))


def _is_bare(row: Row) -> bool:
    """Whether no upright stroke stands for indirect ownership, but noise that was taken for one, and nothing for its nature."""
    value, nature = row.direct_or_indirect_ownership, row.nature_of_ownership
    if value.value != "I" or not value.sources or nature.sources or nature.present:
        return False
    return _UPRIGHT.search(value.text) is None


_UPRIGHT: Final = re.compile(r"(?<![^\W_])(?:[iITLl1|!]|[Ii]nd\w*)(?![^\W_])")
"""A stroke by itself, as an I is read, or the word for it."""
_DIRECT: Final = re.compile(
    r"\W*(?:(?:held|owned|by) )*(?:direct(?:ly)?(?: (?:holdings?|owne(?:d|r|rship)))?|self|reporting person)\W*", re.I
)
"""What is no nature of indirect ownership, though it stands in its place."""
_COUNTED: Final = (
    "shares_owned_following_transaction",
    "value_owned_following_transaction",
    "transaction_shares",
    "transaction_total_value",
    "underlying_security_shares",
)
_NAMED: Final = ("security_title", "transaction_date", "transaction_code")
"""Of both a row has one at least: numbers alone are mostly stains, or belong to another row."""
