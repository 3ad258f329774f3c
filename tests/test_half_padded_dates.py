"""Dates with a nought before the month alone, or the day alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from by_hand import filing, read, row

from extractor.filing import SourceInfo
from extractor.reconcile.half_padded import repair_half_padded


def day_of(text: str, stands: date, *others: date, noise: float = 0.02) -> date | None:
    rows = [row(transaction_date=read(day, f"{day:%m/%d/%Y}")) for day in others]
    page = replace(filing(row(transaction_date=read(stands, text)), *rows), source=SourceInfo(noise=noise))
    return repair_half_padded(page).rows[0].transaction_date.value


@pytest.mark.parametrize(
    ("text", "stands", "printed"),
    [
        ("05/8/2021", date(2021, 5, 8), date(2021, 5, 18)),
        ("5/08/2021", date(2021, 5, 8), date(2021, 5, 8)),
        ("05/6/2021", date(2021, 5, 6), date(2021, 5, 6)),
        ("5/8/2021", date(2021, 5, 8), date(2021, 5, 8)),
        ("05/08/2021", date(2021, 5, 8), date(2021, 5, 8)),
    ],
)
def test_a_date_that_has_lost_a_digit_is_that_of_another_transaction(text: str, stands: date, printed: date) -> None:
    assert day_of(text, stands, date(2021, 5, 18), date(2021, 5, 19)) == printed


def test_of_two_days_that_fit_none_is_taken_and_a_clean_page_stays() -> None:
    assert day_of("05/8/2021", date(2021, 5, 8), date(2021, 5, 18), date(2021, 5, 28)) == date(2021, 5, 8)
    assert day_of("05/8/2021", date(2021, 5, 8), date(2021, 5, 18), noise=0.0) == date(2021, 5, 8)
