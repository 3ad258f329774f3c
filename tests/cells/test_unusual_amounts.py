"""Filings with prices in fractions, ratios and numbers in brackets, in every dialect."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import BOXES, DIALECTS, HEADS1, HEADS2, SUBHEADS1, SUBHEADS2, TAIL, TOP, joined

import extractor
from extractor.cells.amounts import with_amounts
from extractor.dialects.read import read
from extractor.readings.fractions import HALVED
from extractor.regions.located import locate

FIRST: Final = ["Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned"]
SECOND: Final = [
    "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned "
    "(e.g., puts, calls, warrants, options, convertible securities)"
]


def bought(price: str, *, title: str = "Common Stock", shares: str = "1,000", letter: str = "A", code: str = "P") -> list[str]:
    return [title, "05/06/1999", "", code, "", shares, letter, price, "26,000", "D", ""]


def option(exercise: str, *, price: str = "", under: str = "5,000") -> list[str]:
    dates = ["05/06/2000", "05/06/2009"]
    title = "Stock Option (right to buy)"
    return [title, exercise, "05/06/1999", "", "A", "", under, "", *dates, "Common Stock", under, price, "5,000", "D", ""]


def text_of(dialect: str, *rows: list[str], options: tuple[list[str], ...] = ()) -> str:
    tables = [[FIRST, HEADS1, SUBHEADS1, *rows], [SECOND, HEADS2, SUBHEADS2, *options]]
    return DIALECTS[dialect](joined([TOP, BOXES, *tables, TAIL]))


def rows_of(dialect: str, *rows: list[str], options: tuple[list[str], ...] = ()) -> list[Any]:
    filing = extractor.extract(text_of(dialect, *rows, options=options))
    return [*filing.non_derivative_table, *filing.derivative_table]


PRICES: Final = {
    "$22 3/8": "22.375",
    "22 3/8": "22.375",
    "22-3/8": "22.375",
    "$22-3/8": "22.375",
    "$ 22 3/8": "22.375",
    "$21 7/16": "21.4375",
    "$17 1/2": "17.5",
    "23\u00bd": "23.5",
    "$22\u215c": "22.375",
    "22 \u00bd": "22.5",
    "21 7\u204416": "21.4375",
    "19 31/32": "19.96875",
    "20 1/64": "20.015625",
    "21 127/128": "21.9921875",
    "120 3/8": "120.375",
    "223/8": "22.375",
}


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("price", PRICES)
def test_prices_in_fractions(dialect: str, price: str) -> None:
    (row,) = rows_of(dialect, bought(price))
    assert row.transaction_price_per_share.value == Decimal(PRICES[price])
    assert row.transaction_price_per_share.status is extractor.Status.READ
    assert not row.transaction_price_per_share.footnotes
    assert (row.transaction_shares.value, row.shares_owned_following_transaction.value) == (1000, 26000)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_prices_of_less_than_a_dollar(dialect: str) -> None:
    for price, value in (("7/16", "0.4375"), ("$3/8", "0.375"), ("\u215d", "0.625"), ("15/16", "0.9375")):
        (row,) = rows_of(dialect, bought(price))
        assert row.transaction_price_per_share.value == Decimal(value)
        assert row.shares_owned_following_transaction.value == 26000


@pytest.mark.parametrize("dialect", DIALECTS)
def test_exercise_prices_in_fractions(dialect: str) -> None:
    written = (option("$17 1/4"), option("22 3/8", price="7/16"), option("23\u00bd"), option("7/8"))
    found = rows_of(dialect, bought("$22 3/8"), options=written)[1:]
    assert [str(row.conversion_or_exercise_price.value) for row in found] == ["17.25", "22.375", "23.5", "0.875"]
    assert found[1].transaction_price_per_share.value == Decimal("0.4375")
    assert {str(row.expiration_date.value) for row in found} == {"2009-05-06"}
    assert {row.underlying_security_shares.value for row in found} == {5000}


wholes = st.integers(2, 199)
parts = st.sampled_from([below for below in HALVED if below <= 64]).flatmap(
    lambda below: st.tuples(st.integers(1, below - 1), st.just(below))
)


@settings(deadline=None, max_examples=25)
@given(wholes, parts, st.sampled_from(("grid", "pipes", "spaced", "plain")), st.sampled_from(("", "$")), st.sampled_from(" -"))
def test_any_price_in_fractions_is_exact(whole: int, part: tuple[int, int], dialect: str, sign: str, between: str) -> None:
    (row,) = rows_of(dialect, bought(f"{sign}{whole}{between}{part[0]}/{part[1]}"))
    assert row.transaction_price_per_share.value == whole + Decimal(part[0]) / part[1]
    assert row.shares_owned_following_transaction.value == 26000


@pytest.mark.parametrize("cut", ["22\t3/8", "22 3\t/8", "2\t2 3/8", "22 3/\t8", "$\t22 3/8", "$22\t\u215c"])
def test_prices_in_fractions_that_the_edge_of_a_cell_cuts(cut: str) -> None:
    filing = extractor.extract(text_of("grid", bought("@")).replace("@", cut))
    (row,) = filing.non_derivative_table
    assert row.transaction_price_per_share.value == Decimal("22.375")
    assert row.shares_owned_following_transaction.value == 26000


@pytest.mark.parametrize("dialect", ["grid", "pipes", "plain", "spaced"])
@pytest.mark.parametrize("price", ["22 3/S", "22 3/0", "22 /8", "22 1/3", "22 318", "33\u2153"])
def test_a_misread_fraction_is_no_sure_price(dialect: str, price: str) -> None:
    (row,) = rows_of(dialect, bought(price))
    value = row.transaction_price_per_share
    assert value.value is None or value.confidence < 0.6
    assert value.text == price
    assert (row.transaction_shares.value, row.shares_owned_following_transaction.value) == (1000, 26000)


def test_a_mark_behind_a_price_in_fractions() -> None:
    for dialect in DIALECTS:
        (row,) = rows_of(dialect, bought("22 3/8 (1)"))
        assert row.transaction_price_per_share.value == Decimal("22.375")
        assert row.transaction_price_per_share.footnotes == ("F1",)


@pytest.mark.parametrize("dialect", ["grid", "pipes", "plain", "spaced"])
@pytest.mark.parametrize("title", ["Series A 6 1/2 Preferred Stock", "Class A 7\u00bd% Notes", "$2 1/2 Preferred Stock"])
def test_fractions_of_titles_stay_words(dialect: str, title: str) -> None:
    (row,) = rows_of(dialect, bought("22 3/8", title=title))
    assert row.security_title.value == title
    assert row.transaction_price_per_share.value == Decimal("22.375")


def test_dates_and_addresses_are_no_fractions() -> None:
    text = text_of("plain", bought("$22.50")).replace("12 ELM ROAD", "12 1/2 ELM ROAD").replace("05/06/1999", "10/16/1998")
    filing = extractor.extract(text)
    assert filing.reporting_owners[0].rpt_owner_street1.value == "12 1/2 ELM ROAD"
    assert str(filing.non_derivative_table[0].transaction_date.value) == "1998-10-16"
    located = locate(read(text_of("plain", bought("$22.50", title="Common 3/8/98"))))
    assert with_amounts(located) is located


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("ratio", ["1:1", "1 for 1", "1-for-1", "one-for-one", "1 to 1"])
def test_a_ratio_is_no_exercise_price(dialect: str, ratio: str) -> None:
    row = rows_of(dialect, bought("$22.50"), options=(option(ratio),))[-1]
    value = row.conversion_or_exercise_price
    assert value.value is None
    assert dialect == "hocr" or value.text == ratio
    assert not value.footnotes
    assert (row.transaction_shares.value, row.underlying_security_shares.value) == (5000, 5000)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("letter", ["D", ""])
def test_a_number_in_brackets_is_what_was_disposed_of(dialect: str, letter: str) -> None:
    for code in "SJ":
        (row,) = rows_of(dialect, bought("$23", shares="(14,203)", letter=letter, code=code))
        assert (row.transaction_shares.value, row.transaction_acquired_disposed_code.value) == (14203, "D")
        assert row.shares_owned_following_transaction.value == 26000


def test_two_marks_are_no_number_in_brackets() -> None:
    located = locate(read(text_of("grid", bought("$23 (910) (6)"))))
    assert "910" not in with_amounts(located).page.words


def test_the_text_of_an_amount_is_what_stands_there() -> None:
    for price in ("$22 3/8", "23\u00bd", "22-3/8", "22\u00b3/\u2088"):
        text = text_of("plain", bought(price))
        (row,) = extractor.extract(text).non_derivative_table
        (source,) = row.transaction_price_per_share.sources
        assert text[source.start : source.end] == source.text == price


def test_an_amount_that_an_edge_or_markup_parts_has_a_source_for_each_of_its_words() -> None:
    for text in (text_of("grid", bought("@")).replace("@", "22\t3/8"), text_of("hocr", bought("22 3/8"))):
        (row,) = extractor.extract(text).non_derivative_table
        sources = row.transaction_price_per_share.sources
        assert [source.text for source in sources] == ["22", "3/8"]
        assert [text[source.start : source.end] for source in sources] == ["22", "3/8"]


def test_a_half_in_a_western_code_page_and_as_an_entity() -> None:
    for text in (text_of("plain", bought("23\u00bd")).encode("latin-1"), text_of("plain", bought("23&frac12;"))):
        (row,) = extractor.extract(text).non_derivative_table
        assert row.transaction_price_per_share.value == Decimal("23.5")


scraps = st.sampled_from(["22", "3/8", "$", "/", "8", "A", "22-", "1", "for", "\u00bd", "(300)", "\t", "|", "05/06/1999", "3/S"])


@settings(deadline=None, max_examples=40)
@given(st.lists(scraps))
def test_any_words_keep_the_places_of_their_letters(words: list[str]) -> None:
    located = locate(read(text_of("grid", bought("@")).replace("@", " ".join(words))))
    page, joined_ = located.page, with_amounts(located)
    assert set(joined_.page.start.tolist()) <= set(page.start.tolist())
    assert set(joined_.page.end.tolist()) <= set(page.end.tolist())
    lengths = {len(joined_.page.start), len(joined_.page.words), len(joined_.regions.line_of), len(joined_.printed.slot)}
    assert lengths == {len(joined_.page)}
    assert (np.diff(joined_.page.start) > 0).all()
