"""Table I whose rows an engine read behind words of the title of Table II."""

from __future__ import annotations

from extractor.pipeline import extract

ABOVE = """FORM 4\tUNITED STATES SECURITIES AND EXCHANGE COMMISSION
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Person Qvist Ada L\t2. Issuer Name and Ticker or Trading Symbol ZORBLAT INC [ZBLT]
(Last) (First) (Middle)\t3. Date of Earliest Transaction (Month/Day/Year) 05/06/2005\tX Director
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security\t2. Transaction Date\t3. Transaction Code\t4. Securities Acquired (A) or Disposed of (D)
(e.g., puts, calls, warrants,
5. Amount of Securities Beneficially Owned
"""
SALE = "Common Stock\t05/06/2005\tS\t1,200\tD\t$17.25\t8,800\tD\n"
OPTION = "Stock Option (right to buy)\t$17.25\t05/06/2005\tA\t1,154\t05/06/2006\t05/06/2015\tCommon Stock\t1,154\t$0\t1,154\tD\n"
SECOND = """Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
options, convertible securities)
1. Title of Derivative Security\t2. Conversion or Exercise Price\t6. Date Exercisable and Expiration Date
"""
SIGNED = "Explanation of Responses:\n/s/ Ada L Qvist\t05/09/2005\n** Signature of Reporting Person\tDate\n"


def test_rows_above_the_heads_of_table_ii_are_table_i() -> None:
    filing = extract(ABOVE + SALE + SECOND + SIGNED)
    (sale,) = filing.non_derivative_table
    assert (sale.security_title.value, str(sale.transaction_shares.value)) == ("Common Stock", "1200")
    assert not filing.derivative_table


def test_rows_with_expiration_and_underlying_stay_in_table_ii() -> None:
    filing = extract(ABOVE + OPTION + SECOND + SIGNED)
    assert not filing.non_derivative_table
    assert [str(row.underlying_security_shares.value) for row in filing.derivative_table] == ["1154"]


def test_an_option_whose_dates_are_marks_stays_in_table_ii() -> None:
    marked = OPTION.replace("05/06/2006\t05/06/2015", "(1)\t(1)")
    assert not extract(ABOVE + marked + SECOND + SIGNED).non_derivative_table


def test_a_mark_astray_makes_no_option_of_a_sale() -> None:
    filing = extract(ABOVE + SALE.replace("Common Stock\t", "Common Stock\t(1)\t") + SECOND + SIGNED)
    assert [str(row.transaction_shares.value) for row in filing.non_derivative_table] == ["1200"]
    assert not filing.derivative_table


def test_a_holding_above_the_heads_of_table_ii_is_of_table_i() -> None:
    held = "Series B Depositary Shares\t4,200\tD\n"
    filing = extract(ABOVE + SALE + held + SECOND + SIGNED)
    assert [str(row.shares_owned_following_transaction.value) for row in filing.non_derivative_table] == ["8800", "4200"]
    assert not filing.derivative_table
