"""Footnote marks that were read beside the cell they stand on, where a fact of the form tells the cell.

No cell bears one mark twice, and no holding has a price.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from extractor.filing import Value, is_unread

IN_A_ROW: Final = ("conversionOrExercisePrice", "exerciseDate", "expirationDate")
_ATTRIBUTES: Final = ("conversion_or_exercise_price", "exercise_date", "expiration_date")
"""Fields whose cells often hold nothing but the same mark, in printed order, and their attributes."""
_PRICE: Final = "transaction_price_per_share"
_BEFORE_PRICE: Final = "underlying_security_shares"


def spread_marks(values: dict[str, Value[Any]], marks: dict[str, Sequence[str]]) -> None:
    """Of a mark that was read twice in one cell, give one to the empty cell beside it, in place.

    ``marks``: those of each cell as they stand, by the attribute.
    """
    for attribute in _ATTRIBUTES:
        seen = [m for m in marks.get(attribute, ()) if not is_unread(m)]
        twice = next((a for a, b in pairwise(seen) if a == b), None)
        if twice is None:
            continue
        at = _ATTRIBUTES.index(attribute)
        for other in (*_ATTRIBUTES[max(0, at - 1) : at], *_ATTRIBUTES[at + 1 : at + 2]):
            there = values.get(other)
            if there is None or (there.value is None and not there.footnotes):
                moved = replace(there or Value(confidence=values[attribute].confidence), footnotes=(twice,))
                values[other] = moved.because("its mark was read in the cell beside it, which has it too")
                break


def mark_of_no_price(price: Value[Any], values: dict[str, Value[Any]]) -> None:
    """Give the marks that stand for the price of a holding, which has none, to the number of shares before it, in place."""
    before = values.get(_BEFORE_PRICE)
    if before is not None and price.value is None and price.footnotes and not before.footnotes:
        moved = replace(before, footnotes=price.footnotes)
        values[_BEFORE_PRICE] = moved.because("its mark was read as that of a price, which no holding has")
