"""What an exercise of Table II has in Table I as well: its day, and its price.

Who exercises an option pays its exercise price for the shares that it brings into Table I. So it is in 132 of 134 exercises of
filings for which more than nothing was paid and that name an exercise price.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from extractor.filing import Filing, Row, Status, Value
from extractor.form.codes import EXERCISES
from extractor.form.lookalikes import misread_from
from extractor.reconcile.change import LONGEST, repaired, with_rows, with_value
from extractor.reconcile.numbers.agreeing import exercises
from extractor.reconcile.numbers.channel import standing
from extractor.reconcile.numbers.damaged import damaged

_PAID: Final = "transaction_price_per_share"
_EXERCISE: Final = "conversion_or_exercise_price"
_DATE: Final = "transaction_date"
_SURE: Final = 0.9  # confidence of what the other table tells
_PRICE: Final = "the price of the exercise in the other table"
_DAY: Final = "the day of the exercise in the other table"


def repair_exercises(filing: Filing) -> Filing:
    """On a noisy page, prices and days of exercises that are lost or misread in one table as they stand in the other."""
    if not filing.source.is_noisy or len(filing.rows) > LONGEST:
        return filing
    rows = list(filing.rows)
    for second, first in exercises(rows):
        rows[first], rows[second] = _dated(rows[first], rows[second])
        if rows[first].transaction_code.value in EXERCISES:  # who converts pays nothing
            rows[first], rows[second] = _priced(rows[first], rows[second])
    return with_rows(filing, rows)


def _dated(first: Row, second: Row) -> tuple[Row, Row]:
    mine, theirs = first.transaction_date, second.transaction_date
    if mine.value is None and theirs.value is not None and theirs.status is Status.READ:
        return with_value(first, _DATE, repaired(mine, theirs.value, _SURE, _DAY)), second
    if theirs.value is None and mine.value is not None and mine.status is Status.READ:
        return first, with_value(second, _DATE, repaired(theirs, mine.value, _SURE, _DAY))
    return first, second


def _priced(first: Row, second: Row) -> tuple[Row, Row]:
    paid, exercise = first.transaction_price_per_share, second.conversion_or_exercise_price
    if paid.value == exercise.value:
        return first, second
    if paid.value and _is_misread(exercise, paid):
        return first, with_value(second, _EXERCISE, repaired(exercise, paid.value, _SURE, _PRICE))
    if exercise.value and _is_misread(paid, exercise):
        return with_value(first, _PAID, repaired(paid, exercise.value, _SURE, _PRICE)), second
    return first, second


def _is_misread(value: Value[Decimal], other: Value[Decimal]) -> bool:
    """Whether what stands there, or what is left of it, is rather a misreading of the other price than the other way round."""
    if other.value is None or damaged(other):
        return False
    if value.value is None:
        return _stands(value) and other.status is Status.READ
    if damaged(value) or value.status is not other.status:
        return other.status is Status.READ
    mine, theirs = standing(value), standing(other)
    if len(mine) != len(theirs):
        return value.value == other.value // 1 != 0  # its cents are lost
    return len(theirs.rstrip("0")) < len(mine.rstrip("0")) and mine in misread_from(theirs)


def _stands(value: Value[Decimal]) -> bool:
    """Whether something stands there that is more than a footnote mark."""
    return len(re.sub(r"[^0-9A-Za-z]", "", _MARK.sub("", value.text))) > 1


_MARK: Final = re.compile(r"[(\[{].{0,2}[)\]}]?|.{0,2}[)\]}]")
