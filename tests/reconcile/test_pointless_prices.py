"""Prices that have lost their point, and that nothing in the filing completes."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from by_hand import filing, number, read, row

from extractor.filing import SourceInfo, Status
from extractor.reconcile.reconcile import reconcile


@pytest.mark.parametrize(
    ("price", "text", "printed"),
    [("2647", "$2647", "26.47"), ("738", "S738", "7.38"), ("2647", "2647", None), ("264738", "$264738", None)],
)
def test_a_price_behind_its_dollar_sign_has_cents(price: str, text: str, printed: str | None) -> None:
    sold = row(transaction_code=read("S"), transaction_price_per_share=number(price, text))
    found = reconcile(replace(filing(sold), source=SourceInfo(noise=0.02))).rows[0].transaction_price_per_share
    assert found.value == (None if printed is None else Decimal(printed))
    assert [a.value for a in found.alternatives] == [Decimal(price)]
    assert found.status is (Status.MISSING if printed is None else Status.REPAIRED)


def test_a_price_of_whole_dollars_on_a_clean_page_stays() -> None:
    sold = row(transaction_code=read("S"), transaction_price_per_share=number("2647", "$2647"))
    assert reconcile(filing(sold)).rows[0].transaction_price_per_share.value == Decimal(2647)
