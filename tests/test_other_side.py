"""Rows of Table I whose lines an engine has left out, and their other side in Table II."""

from __future__ import annotations

from extractor.filing import Status
from extractor.pipeline import extract

HEAD = """FORM 4\tUNITED STATES SECURITIES AND EXCHANGE COMMISSION
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Person Qvist Ada L\t2. Issuer Name and Ticker or Trading Symbol ZORBLAT INC [ZBLT]
(Last) (First) (Middle)\t3. Date of Earliest Transaction (Month/Day/Year) 05/06/2005\tX Director
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security (Instr. 3)\t2. Transaction Date\t3. Transaction Code\t4. Securities Acquired (A) or Disposed of (D)
"""
ACQUIRED = "Common Stock\t05/06/2005\tM\t1,154\tA\t$17.25\t9,954\tD\n"
SOLD = "Common Stock\t05/06/2005\tS\t1,154\tD\t$41.50\t8,800\tD\n"
SECOND = """Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
(e.g., puts, calls, warrants, options, convertible securities)
1. Title of Derivative Security\t2. Conversion or Exercise Price\t3. Transaction Date\t6. Date Exercisable and Expiration Date
Stock Option (right to buy)\t$17.25\t05/06/2005\t{code}\t1,154\t05/06/2004\t05/06/2013\tCommon Stock\t1,154\t$0\t2,300\tD
"""
SIGNED = "Explanation of Responses:\n/s/ Ada L Qvist\t05/09/2005\n** Signature of Reporting Person\tDate\n"


def page(first: str, code: str) -> str:
    return HEAD + first + SECOND.format(code=code) + SIGNED


def test_what_an_exercise_gives_is_acquired_where_no_acquisition_is_left() -> None:
    for first in ("", SOLD):
        acquired, *others = extract(page(first, "M")).non_derivative_table
        assert (acquired.security_title.value, acquired.transaction_code.value) == ("Common Stock", "M")
        assert (str(acquired.transaction_shares.value), str(acquired.transaction_price_per_share.value)) == ("1154", "17.25")
        assert (str(acquired.transaction_date.value), acquired.transaction_acquired_disposed_code.value) == ("2005-05-06", "A")
        assert acquired.transaction_shares.status is Status.INFERRED
        assert acquired.shares_owned_following_transaction.value is None
        assert len(others) == bool(first)


def test_an_acquisition_that_is_there_has_no_other_line() -> None:
    assert len(extract(page(ACQUIRED, "M")).non_derivative_table) == 1


def test_a_grant_has_no_other_side() -> None:
    assert not extract(page("", "A")).non_derivative_table
