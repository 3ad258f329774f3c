"""Codes that are lost or unsure, and prices of which nothing is left: what the rest of the row says of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from by_hand import GONE, T2, after, filing, number, read, row, sold

from extractor.filing import Filing, ReportingOwner, Row, SourceInfo, Status
from extractor.reconcile.reconcile import reconcile
from extractor.reconcile.rows.lost import restore_codes, restore_prices, weigh_codes


def noisy(*rows: Row) -> Filing:
    return replace(filing(*rows), source=SourceInfo(noise=0.02))


def units(held: str, **more: Any) -> Row:
    given: dict[str, Any] = {
        "security_title": read("Restricted Stock Units"),
        "transaction_code": GONE,
        "transaction_acquired_disposed_code": GONE,
        "transaction_shares": number("4700"),
        "transaction_price_per_share": number("0"),
        "underlying_security_title": read("Common Stock"),
        "underlying_security_shares": number("4700"),
    }
    return row(T2, **given | after(held) | more)


def test_a_sign_before_the_dollar_sign_hides_it_not() -> None:
    prices = read(number("349").value, "$349"), read(number("355.96").value, "[$355.96"), read(number("355.96").value, "$355.96")
    found = reconcile(noisy(*(sold(transaction_price_per_share=p) for p in prices))).rows
    assert [str(r.transaction_price_per_share.value) for r in found] == ["349", "355.96", "355.96"]


def test_noughts_that_are_read_alike_in_several_rows_are_noughts() -> None:
    free: dict[str, Any] = {"transaction_code": read("M")}
    rows = [row(**free, transaction_price_per_share=number(p, f"${p}")) for p in ("0", "8", "8")]
    bought = row(transaction_price_per_share=number("8.00", "$8.00"))
    assert [r.transaction_price_per_share.value for r in reconcile(noisy(*rows)).rows] == [0, 0, 0]
    assert [r.transaction_price_per_share.value for r in reconcile(noisy(*rows, bought)).rows] == [0, 8, 8, 8]


def test_a_number_behind_a_holding_is_dropped_by_the_balance_whatever_the_first_row_lacks() -> None:
    first = row(transaction_code=read("A"), transaction_shares=number("63530", "63530))"), **after("14340"))
    second = sold(transaction_code=read("F"), transaction_shares=number("62"), **after("14278212", "14278212)"))
    found = reconcile(noisy(first, second)).rows
    assert found[1].shares_owned_following_transaction.value == 14278


def test_a_price_of_which_nothing_is_left_is_nought_where_its_code_mostly_has_none() -> None:
    def price(code: str, *others: Row, page: Any = noisy, **more: Any) -> Any:
        return reconcile(page(row(transaction_code=read(code), transaction_price_per_share=GONE, **more), *others)).rows[0]

    inferred = price("A").transaction_price_per_share
    assert (inferred.value, inferred.status) == (0, Status.INFERRED)
    assert price("P").transaction_price_per_share.value is None
    assert price("A", page=filing).transaction_price_per_share.value is None  # what is legible is not lost
    noted = row(transaction_code=read("A"), transaction_price_per_share=replace(GONE, footnotes=("F1",)))
    beside = restore_prices(noisy(row(transaction_code=read("A"), transaction_price_per_share=GONE), noted))
    assert beside.rows[0].transaction_price_per_share.value is None
    assert price("M").transaction_price_per_share.value is None  # the other table may have a price of exercise
    assert price("A", row(transaction_code=read("A"))).transaction_price_per_share.value is None


def test_a_code_that_a_row_makes_likelier_than_all_others_together_is_inferred() -> None:
    bought = row(transaction_code=GONE, transaction_shares=number("6000"), transaction_price_per_share=number("5.49"))
    assert restore_codes(filing(bought)).rows[0].transaction_code.value == "P"


def test_a_letter_that_cannot_be_a_code_of_table_one_is_no_chance_to_be_it() -> None:
    code = read("I", "iH", status=Status.REPAIRED)
    found = weigh_codes(filing(sold(transaction_price_per_share=number("17.31")), sold(transaction_code=code)))
    assert found.rows[1].transaction_code.value == "S"


def test_a_letter_that_pairs_with_the_other_table_is_the_code() -> None:
    both: dict[str, Any] = {"transaction_shares": number("8363000"), "transaction_price_per_share": number("0")}
    first = row(security_title=read("Class A Ordinary Shares"), transaction_code=read("C", "ca", status=Status.REPAIRED), **both)
    gone: dict[str, Any] = {"transaction_code": GONE, "transaction_acquired_disposed_code": GONE}
    of = {"underlying_security_title": read("Class A Ordinary Shares"), "underlying_security_shares": number("8363000")}
    second = row(T2, security_title=read("Class B Ordinary Shares"), **both | gone | of | after("0"))
    assert [r.transaction_code.value for r in reconcile(filing(first, second)).rows] == ["C", "C"]


def test_preferred_stock_is_converted() -> None:
    both: dict[str, Any] = {"transaction_shares": number("41900"), "transaction_code": GONE}
    of = {"underlying_security_title": read("Common Stock"), "underlying_security_shares": number("41900")}
    both["transaction_price_per_share"] = GONE
    of["transaction_acquired_disposed_code"] = GONE
    first, second = row(**both), row(T2, security_title=read("Series C Convertible Preferred Stock"), **both | of)
    assert [r.transaction_code.value for r in reconcile(filing(first, second)).rows] == ["C", "C"]


def test_a_dollar_sign_before_a_few_round_signs_is_a_price_of_nought_with_codes_that_mostly_have_none() -> None:
    def price(text: str, code: str) -> Any:
        unread = replace(read(None, text), status=Status.MISSING)
        return reconcile(filing(row(transaction_code=read(code), transaction_price_per_share=unread))).rows[0]

    assert [price(text, "A").transaction_price_per_share.value for text in ("$c t)", "gf)", "se")] == [0, 0, 0]
    assert [price(text, "A").transaction_price_per_share.value for text in ("giz", "a)", "S153", "see")] == [None] * 4
    assert price("gf)", "P").transaction_price_per_share.value is None


def test_no_code_of_the_other_direction_is_inferred() -> None:
    def code(direction: str) -> str | None:
        given: dict[str, Any] = {"security_title": read("Warrant"), "conversion_or_exercise_price": number("11.5")}
        given |= {"transaction_shares": number("50000"), "transaction_price_per_share": number("0.03"), "transaction_code": GONE}
        given |= {"underlying_security_title": read("Class A Common Stock"), "underlying_security_shares": number("50000")}
        warrants = row(T2, **given | after("900000") | {"transaction_acquired_disposed_code": read(direction)})
        holder = ReportingOwner(rpt_owner_name=read("Qvist Ada"), is_ten_percent_owner=read(True))
        return restore_codes(filing(warrants, reporting_owners=(holder,))).rows[0].transaction_code.value

    assert code("A") in ("A", "P")
    assert code("D") == "S"


def test_what_goes_on_one_day_at_one_price_has_one_code() -> None:
    def codes(*prices: str) -> list[str | None]:
        known = sold(transaction_code=read("S", "S("), transaction_price_per_share=number("41.50"))
        lost = [sold(transaction_code=GONE, transaction_price_per_share=number(p)) for p in prices]
        officer = ReportingOwner(is_officer=read(True), officer_title=read("Chief Financial Officer"))
        return [r.transaction_code.value for r in restore_codes(replace(noisy(known, *lost), reporting_owners=(officer,))).rows]

    assert codes("41.50", "41.50") == ["S", "S", "S"]


@pytest.mark.parametrize("code", ["S", "J", "P"])
def test_an_equity_swap_keeps_its_code_before_the_letter_that_tells_it(code: str) -> None:
    swap: dict[str, Any] = {"security_title": read("Equity Swap"), "transaction_code": read(code, f"{code}/K")}
    swap |= {"transaction_shares": number("5000"), "underlying_security_shares": number("5000")}
    assert reconcile(filing(row(T2, **swap, **after("5000")))).rows[0].transaction_code.value == code


@pytest.mark.parametrize(
    ("code", "text", "direction", "other"),
    [("S", "s", "A", "A"), ("I", "15", "A", "A"), ("S", "$", "D", "P")],
)
def test_a_code_that_is_read_weighs_more_than_what_is_usual(code: str, text: str, direction: str, other: str) -> None:
    more = {"security_title": read("Restricted Stock Units"), "transaction_acquired_disposed_code": read(direction)}
    beside = row(**more, transaction_code=read(other))
    found = weigh_codes(noisy(row(**more, transaction_code=read(code, text, status=Status.REPAIRED)), beside))
    assert found.rows[0].transaction_code.value == code
