"""Prices that have lost their point, and that nothing in the filing completes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from by_hand import filing, number, read, row

from extractor.filing import SourceInfo
from extractor.reconcile.reconcile import reconcile


@pytest.mark.parametrize(
    ("price", "text"),
    [("2647", "$2647"), ("2647", "2647"), ("264738", "$264738")],
)
def test_a_price_without_its_point_is_left_out(price: str, text: str) -> None:
    sold = row(transaction_code=read("S"), transaction_price_per_share=number(price, text))
    found = reconcile(replace(filing(sold), source=SourceInfo(noise=0.02))).rows[0].transaction_price_per_share
    assert found.value is None
    assert [a.value for a in found.alternatives] == [Decimal(price)]


def test_a_price_of_whole_dollars_on_a_clean_page_stays() -> None:
    sold = row(transaction_code=read("S"), transaction_price_per_share=number("2647", "$2647"))
    assert reconcile(filing(sold)).rows[0].transaction_price_per_share.value == Decimal(2647)
