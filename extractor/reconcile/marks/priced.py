"""Marks of prices that were read behind what stands beside the price.

A footnote that names the range of the prices of several trades explains their average. Where a cell holds the price and what is
owned then, the mark of the price may stand behind both, on a line of its own: ``$487.83 143,286 (2)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from extractor.filing import Filing, Row, Value
from extractor.reconcile.change import with_rows, with_value
from extractor.reconcile.marks.references import cell_attribute, numbers_of

_OWNED: Final = "shares_owned_following_transaction"
"""The column behind the price in which its marks are found; none of its own names prices."""
_PRICE: Final = "transaction_price_per_share"


def give_back_to_prices(filing: Filing) -> Filing:
    """The filing with the marks of ranges of prices on the prices within them, if these bear none."""
    ranges = {note.id: span for note in filing.footnotes if (span := numbers_of(note.text.value or "").range) is not None}
    if not ranges:
        return filing
    return with_rows(filing, [_given_back(row, ranges) for row in filing.rows])


def _given_back(row: Row, ranges: Mapping[str, tuple[Decimal, Decimal]]) -> Row:
    price, attribute = row.transaction_price_per_share, cell_attribute(row, _OWNED)
    owned: Value[Any] = getattr(row, attribute)
    if price.value is None or price.footnotes or not owned.footnotes:
        return row
    amount = price.value
    own = tuple(m for m in owned.footnotes if m in ranges and ranges[m][0] <= amount <= ranges[m][1])
    if not own:
        return row
    told = [f"the footnote mark {m} behind what is owned is that of the price, which is in its range" for m in own]
    row = with_value(row, attribute, replace(owned, footnotes=tuple(m for m in owned.footnotes if m not in own)))
    return with_value(row, _PRICE, replace(price, footnotes=own).because(*told))
