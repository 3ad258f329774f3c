"""Digits that stand in the column beside their own."""

from __future__ import annotations

from decimal import Decimal

import pytest
from test_rows import rows, values


@pytest.mark.parametrize(
    ("cells", "price", "held"),
    [
        ("price=$58.09 _=8,61 after=5", "58.09", 8615),
        ("price=$58.09 _=8,615", "58.09", 8615),
        ("price=$58. _=09 after=8,615", "58.09", 8615),
    ],
)
def test_what_has_a_point_of_its_own_behind_a_whole_price_is_what_is_held(cells: str, price: str, held: int) -> None:
    (row,) = rows(f"title=Common _=Stock date=05/06/2002 code=S shares=200 ad=D {cells} own=D")
    assert values(row, "transaction_price_per_share", "shares_owned_following_transaction") == [Decimal(price), Decimal(held)]
