"""Prices of nought that were read as something else: ``$6.00``, ``so``, ``0.003``, ``80`` for ``$0``.

Four in five transactions whose codes are in ``MOSTLY_FREE`` have a price of nought. Where such a price is all round digits, or
round letters, it is nought, unless another row has it; and so it is where the first digit has the shape of a dollar sign, unless
other prices are printed without one: the form's vendors print it before every price, or before none.
"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Final

from extractor.filing import Filing, Row, Value
from extractor.form.codes import MOSTLY_FREE
from extractor.reconcile.change import LONGEST, map_rows, repaired, with_value
from extractor.reconcile.numbers.channel import standing, untouched
from extractor.reconcile.numbers.prices import PRICES

NOUGHT: Final = "round signs for a price: transactions with this code mostly have none"
_PRICE: Final = "transaction_price_per_share"
_MARK: Final = re.compile(r"[(\[{]\d{1,2}[)\]}]")
_SIGN: Final = re.compile(r"[\W_]*\$|[\\|\s.,'\u2018\u2019-]*[Ss\u00a7]")
_LETTERS: Final = re.compile(
    r"[\\|\s.,'\u2018\u2019\u201c\u201d\"-]*(?!se[ce]\b)[$Sg\u00a7s](?![\siIlLjtT])(?:[^\W\d_]|[0689()\[\]{}'\u2019!\s]){1,5}"
)
"""A dollar sign, or what one is read as, before a few letters, round digits or brackets, of which the first is no stroke."""
_DOLLARS: Final = re.compile(r"[689](?:[.,]0{1,2}|00)?")
"""Noughts of whole dollars that were read as such as no transaction of these codes has, however many rows show them."""
_ROUND: Final = re.compile(rf"{_DOLLARS.pattern}|0[.,]?[689]0?|0[.,]?0[689]|[09][.,]9[09]?")
"""Noughts of which some were read as other round digits."""
_SIGNED: Final = re.compile(r"[35689](?:0|0?[.,]0{1,4}|000)")
"""Noughts behind a dollar sign that was read as a digit of its shape."""
_SURE: Final = 0.8


def repair_noughts(filing: Filing) -> Filing:
    """Take for nought the prices that look like it, where the code says that they mostly are."""
    if len(filing.rows) > LONGEST:
        return filing
    clean = not filing.source.is_noisy
    known = Counter(price for row in filing.rows for price in _told(row))
    bare = any(_is_bare(getattr(row, attribute)) for row in filing.rows for attribute in PRICES)

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        free = {r.transaction_code.value for r in rows if r.transaction_price_per_share.value == 0}
        return tuple(row if clean and _stays(row) else _mended(row, known, free, bare) for row in rows)

    return map_rows(filing, change)


def _stays(row: Row) -> bool:
    """Whether a price stands there in one piece, as on a page without noise it was printed."""
    return row.transaction_price_per_share.value is not None and untouched(row.transaction_price_per_share)


def _is_bare(value: Value[Decimal]) -> bool:
    """Whether a price stands without a dollar sign, and with no digit that may be one."""
    stands = value.value is not None and value.sources and not _SIGN.match(value.text)
    return bool(stands) and _SIGNED.fullmatch(standing(value)) is None


def _told(row: Row) -> set[Decimal | None]:
    """The prices of a row that tell of a price which stands elsewhere, too: not those that are misread noughts themselves."""
    mine, price = row.conversion_or_exercise_price.value, row.transaction_price_per_share
    nought = row.transaction_code.value in MOSTLY_FREE and _DOLLARS.fullmatch(standing(price))
    return {mine} if nought else {mine, price.value}


def _mended(row: Row, known: Counter[Decimal | None], free: set[str | None], bare: bool) -> Row:
    """``known``: how often each price is told in the filing; ``free``: codes of the table with a price of nought; ``bare``:
    whether prices are printed without a dollar sign."""
    value, code = row.transaction_price_per_share, row.transaction_code.value
    if code not in MOSTLY_FREE or not value.sources or value.value == 0:
        return row
    bought = not row.kind.is_derivative and code in _EXERCISED and code not in free
    if _looks_like_nought(value, bare, bought, known[value.value] > (value.value in _told(row))):
        return with_value(row, _PRICE, repaired(value, Decimal(0), _SURE, NOUGHT))
    return row


_EXERCISED: Final = frozenset("MC")
"""Codes whose price in Table I may be that of exercise."""


def _looks_like_nought(value: Value[Decimal], bare: bool, bought: bool, known: bool) -> bool:
    if value.value is None:
        return _LETTERS.fullmatch(_MARK.sub("", value.text)) is not None
    stands = standing(value)
    if _SIGNED.fullmatch(stands) and not _SIGN.match(value.text):
        return not bare
    return not known and not bought and _ROUND.fullmatch(stands) is not None
