"""Prices of nought that were read as something else: ``$6.00``, ``so``, ``0.003``.

Four in five transactions whose codes are in ``MOSTLY_FREE`` have a price of nought. Where such a price is all round digits, or
round letters, it is nought, unless another row has it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Final

from extractor.filing import UNREAD_MARK, Filing, Row, Status, Value
from extractor.form.codes import MOSTLY_FREE
from extractor.reconcile.change import LONGEST, left_out, map_rows, repaired, with_value
from extractor.reconcile.numbers.channel import standing

NOUGHT: Final = "round signs for a price: transactions with this code mostly have none"
_PRICE: Final = "transaction_price_per_share"
_MARK: Final = re.compile(r"[(\[{]\d{1,2}[)\]}]")
_LETTERS: Final = re.compile(
    r"[\\|\s.,'\u2018\u2019\u201c\u201d\"-]*(?:[$Sstif\u00a7][0OoD]|[Oo][.,]?[Oo])[Oo0.,]*[\s!t'\u2019\u201d\"\u00b0\u00ae\u00a9]*[)\]}]?"
)
"""Noughts that were read as letters, behind a dollar sign or several, with what may be left of a footnote mark."""
_SIGNED: Final = re.compile(
    r"[\\|\s.,'\u2018\u2019\u201c\u201d\"-]*(?!se[ce]\b)[$Sg\u00a7s](?![\siIlLjtT])(?:[^\W\d_]|[0689()\[\]{}'\u2019!\s]){1,5}"
)
"""A dollar sign, or what one is read as, before a few letters, round digits or brackets, of which the first is no stroke."""
_DOLLARS: Final = re.compile(r"[689](?:[.,]0{1,2}|00)?")
"""Noughts of whole dollars that were read as such as no transaction of these codes has, however many rows show them."""
_ROUND: Final = re.compile(rf"{_DOLLARS.pattern}|0[.,]?[689]0?|0[.,]?0[689]|[09][.,]9[09]?")
"""Noughts of which some were read as other round digits."""
_ENCLOSED: Final = re.compile(r"\([0Oo]\)")
"""A nought in brackets: a footnote mark that is misread where such marks stand for other prices."""
_EXERCISED: Final = frozenset("MC")
"""Codes whose price in Table I may be that of exercise."""
_SURE: Final = 0.8


def repair_noughts(filing: Filing) -> Filing:
    """Take for nought the prices that look like it, where the code says that they mostly are."""
    if len(filing.rows) > LONGEST:
        return filing
    known = Counter(price for row in filing.rows for price in _told(row))

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        if any(_is_mark(row.transaction_price_per_share) for row in rows):
            rows = tuple(_as_mark(row) for row in rows)
        free = {r.transaction_code.value for r in rows if r.transaction_price_per_share.value == 0}
        return tuple(_mended(row, known, free) for row in rows)

    return map_rows(filing, change)


def _told(row: Row) -> set[Decimal | None]:
    """The prices of a row that tell of a price which stands elsewhere, too: not those that may be misread noughts themselves."""
    mine = {row.conversion_or_exercise_price.value}
    code, price = row.transaction_code, row.transaction_price_per_share
    free = code.status is not Status.READ or code.value in MOSTLY_FREE
    return mine if free and _DOLLARS.fullmatch(standing(price)) else mine | {price.value}


def _mended(row: Row, known: Counter[Decimal | None], free: set[str | None]) -> Row:
    """``known``: how often each price is told in the filing; ``free``: codes of the table with a price of nought."""
    value, code = row.transaction_price_per_share, row.transaction_code.value
    if code not in MOSTLY_FREE or not value.sources or value.value == 0:
        return row
    if value.value is not None and known[value.value] > (value.value in _told(row)):
        return row
    stands = standing(value)
    if value.value is None:
        text = _MARK.sub("", value.text)
        like = _LETTERS.fullmatch(text) is not None or _SIGNED.fullmatch(text) is not None
        return with_value(row, _PRICE, _nought(value)) if like else row
    bought = not row.kind.is_derivative and code in _EXERCISED
    if _ROUND.fullmatch(stands) and (code in free or not bought):
        return with_value(row, _PRICE, _nought(value))
    return row


def _is_mark(value: Value[Decimal]) -> bool:
    """Whether a footnote mark in brackets stands for a price."""
    return value.value is None and _MARK.fullmatch(value.text) is not None


def _as_mark(row: Row) -> Row:
    """The row with a footnote mark, its number misread, for a price that is a nought in brackets."""
    value = row.transaction_price_per_share
    if value.value != 0 or value.footnotes or not _ENCLOSED.fullmatch(value.text):
        return row
    return with_value(row, _PRICE, replace(left_out(value), footnotes=(f"{UNREAD_MARK}0",)))


def _nought(value: Value[Decimal]) -> Value[Decimal]:
    return repaired(value, Decimal(0), _SURE, NOUGHT)
