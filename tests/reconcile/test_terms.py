"""Expirations whose years are misread, and holdings of one share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from by_hand import GONE, T2, after, filing, number, read, row
from pieces import cut

from extractor.filing import SourceInfo
from extractor.readings.amounts import read_amount
from extractor.reconcile.dates.terms import repair_terms
from extractor.reconcile.rows.lost import restore_noughts


@pytest.mark.parametrize(
    ("expires", "text", "told"),
    [
        (date(2087, 12, 17), "12/17/2087", date(2007, 12, 17)),
        (date(2042, 5, 6), "05/06/2042", date(2042, 5, 6)),  # no farther than forty years
        (date(2077, 5, 6), "05/06/2077", date(2077, 5, 6)),  # no digit makes a year of the term of it
    ],
)
def test_an_expiration_that_lies_too_far_ahead_is_the_one_within_the_term(expires: date, text: str, told: date) -> None:
    option = row(T2, expiration_date=read(expires, text))
    noisy = replace(filing(option), source=SourceInfo(noise=0.03))
    assert repair_terms(noisy).rows[0].expiration_date.value == told
    assert repair_terms(filing(option)).rows[0].expiration_date.value == expires


def test_who_disposes_of_all_shares_but_one_holds_one() -> None:
    def held(shares: str) -> str:
        of = {"underlying_security_title": read("Class A ordinary shares"), "underlying_security_shares": number(shares)}
        given = {"security_title": read("Class B ordinary shares"), "transaction_shares": number(shares)}
        coded = {"transaction_code": read("C"), "transaction_acquired_disposed_code": read("D")}
        lost = row(T2, **given | coded | of | after("0") | {"shares_owned_following_transaction": GONE})
        return str(restore_noughts(filing(lost)).rows[0].shares_owned_following_transaction.value)

    assert (held("6899999"), held("6900000")) == ("1", "0")


@pytest.mark.parametrize(
    ("texts", "value", "marks"),
    [(("0", "7"), "0", ()), (("61:0",), "61.0", ()), (("27,876,10)",), "27876", (10,)), (("66,", "36002)"), "66360", (2,))],
)
def test_marks_whose_opening_bracket_is_misread_are_no_digits(texts: tuple[str, ...], value: str, marks: tuple[int, ...]) -> None:
    reading = read_amount(cut(*texts, edge=texts[0] != "0"), whole=True)
    assert (str(reading.value), tuple(m for m in reading.marks if m)) == (value, marks)
