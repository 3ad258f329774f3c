"""What one field implies for another: code and direction, nature and ownership, dates and period."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Hint, Row, Status, Value
from extractor.form.codes import DIRECTION_TABLE1, DIRECTION_TABLE2
from extractor.language.model import squeezed
from extractor.reconcile.change import LONGEST, map_rows, repaired
from extractor.reconcile.dates.months import is_of_month
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


def imply_dates(filing: Filing) -> Filing:
    """A transaction whose date is lost has the one that all others have, and that the box repeats."""
    period = filing.period_of_report.value
    known = Counter(v for r in filing.rows if (v := r.transaction_date.value) is not None)
    if not known and period is None:
        return filing
    if len(known) > 1:  # what was put together from fragments says little against what several rows show
        whole = Counter(
            v for r in filing.rows if (v := r.transaction_date.value) and Hint.FRAGMENTS not in r.transaction_date.hints
        )
        known = whole if len(whole) == 1 and whole.total() > 1 else known
    only = next(iter(known)) if len(known) == 1 else None

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_dated(row, only, period, len(known)) for row in rows)

    return map_rows(filing, change)


def _dated(row: Row, only: date | None, period: date | None, distinct: int) -> Row:
    value = row.transaction_date
    if not row.kind.is_transaction or value.value is not None:
        return row
    if only is not None:
        sure = 0.85 if period == only else 0.75
        return replace(row, transaction_date=repaired(value, only, sure, "the date of all other transactions"))
    if distinct == 0 and period is not None:
        return replace(row, transaction_date=repaired(value, period, 0.8, "the date of the box for the period"))
    return row


def imply_period(filing: Filing) -> Filing:
    """A Form 4 whose period is lost, or gives month and year alone, reports from its earliest transaction."""
    form = (filing.document_type.value or "")[:1]
    dates = sorted(v for r in filing.rows if (v := r.transaction_date.value) is not None)
    value = filing.period_of_report
    if form != "4" or not dates:
        return filing
    clear = sum(r.transaction_date.value == dates[0] and r.transaction_date.status is Status.READ for r in filing.rows)
    outvoted = filing.source.is_noisy and clear >= _VOTES and dates[0] == dates[-1] and _is_like(value.value, dates[0])
    told = outvoted or _misread(value, dates[0], clear > 0)
    if (filing.source.is_noisy or len(value.sources) > 1) and value.value is not None and clear and value.value not in dates:
        told = told or _is_part(value, dates[0]) or (value.status is Status.REPAIRED and _is_late(filing, value.value))
    told = told or _is_surer(filing, value, dates[0])
    if value.value is not None and (not told or (_is_late(filing, dates[0]) and not _is_late(filing, value.value))):
        return filing
    within = [d for d in dates if value.text and is_of_month(d, value.text)] or dates
    month = Hint.MONTH_ALONE in value.hints
    boxed = within[0] if month else next((d for d in dates if _is_nearly(d, value.text)), _nearest(within, value.text))
    reason = _EARLIEST if boxed == within[0] else "the transaction whose date is most like what the box has"
    return replace(filing, period_of_report=repaired(value, boxed, 0.85, reason))


_EARLIEST: Final = "the earliest transaction"


def _misread(value: Value[date], earliest: date, clear: bool) -> bool:
    """Whether the box's date was put together, and may be the earliest transaction's, or its month, with a digit lost or misread.

    ``clear``: whether the transaction's date stands as it was read; else it speaks for nothing where the box has all its digits.
    """
    if value.value is None or value.status is not Status.REPAIRED or value.value == earliest:
        return False
    digits = "".join(c for c in value.text if c.isdigit())
    if not clear and digits in _digits_of(value.value):
        return False
    near = min(Levenshtein.distance(digits, form) for form in _digits_of(earliest)) <= _LOST_DIGITS
    return near or Levenshtein.distance(digits, f"{earliest:%m%Y}") <= 1


def _is_surer(filing: Filing, value: Value[date], earliest: date) -> bool:
    """Whether the box's date has a misread digit or lost one under an edge, and a transaction has the earliest without either."""
    if value.value is None or value.value in (row.transaction_date.value for row in filing.rows):
        return False
    if not any(r.transaction_date.value == earliest and Hint.MISREAD not in r.transaction_date.hints for r in filing.rows):
        return False
    digits = "".join(c for c in value.text if c.isdigit())
    cut = len(value.sources) > 1 and any(
        len(form) == len(digits) + 1 and Levenshtein.distance(digits, form) == 1 for form in _digits_of(earliest)
    )
    return cut or Hint.MISREAD in value.hints


def _is_part(value: Value[date], earliest: date) -> bool:
    """Whether what the box has is the beginning or end of the earliest transaction's date, or but the month is its own."""
    if value.hints & _MADE_UP:
        return value.value is not None and value.value.month == earliest.month
    stands = "".join(c for c in value.text if c.isdigit() or c == "/")
    printed = (f"{earliest:%m/%d/%Y}", f"{earliest.month}/{earliest.day}/{earliest:%Y}")
    enough = sum(map(str.isdigit, stands)) >= _TELLING
    return enough and any(stands != form and (form.startswith(stands) or form.endswith(stands)) for form in printed)


_MADE_UP: Final = frozenset((Hint.FRAGMENTS, Hint.YEAR_TAKEN))
"""How a date came to be whose day hardly stands in the box."""


def _is_late(filing: Filing, period: date) -> bool:
    """Whether a day lies behind all on which the filing was signed."""
    return filing.last_signed is not None and period > filing.last_signed


def _nearest(days: Sequence[date], text: str) -> date:
    """The day that is printed most like a text with enough digits to tell; the first where none is like it."""
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) < _TELLING:
        return days[0]
    lost = [min(Levenshtein.distance(digits, form) for form in _digits_of(day)) for day in days]
    return days[lost.index(min(lost))] if min(lost) <= _LOST_DIGITS else days[0]


_TELLING: Final = 5  # digits
_VOTES: Final = 2
"""Transactions, all of one day, that outvote a box which differs from them in one digit."""


def _is_like(told: date | None, day: date) -> bool:
    """Whether two days differ in one digit."""
    return told is not None and sum(a != b for a, b in zip(f"{told:%m%d%Y}", f"{day:%m%d%Y}", strict=True)) == 1


_LOST_DIGITS: Final = 2


def _digits_of(day: date) -> tuple[str, ...]:
    return (f"{day:%m%d%Y}", f"{day.month}{day.day}{day:%y}", f"{day.month}{day:%d%y}")


def _is_nearly(day: date, text: str) -> bool:
    """Whether a text is a day of eight digits but for one."""
    digits = "".join(c for c in text if c.isdigit())
    return len(digits) >= _MOST_DIGITS and Levenshtein.distance(digits, f"{day:%m%d%Y}") <= 1


_MOST_DIGITS: Final = 7


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
