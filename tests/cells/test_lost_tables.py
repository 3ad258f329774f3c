"""Tables whose titles and heads no engine could read."""

from __future__ import annotations

from extractor.pipeline import extract

ABOVE = """FORM 4\tUNITED STATES SECURITIES AND EXCHANGE COMMISSION
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Person Qvist Ada L\t2. Issuer Name and Ticker or Trading Symbol ZORBLAT INC [ZBLT]
(Last) (First) (Middle)\t3. Date of Earliest Transaction (Month/Day/Year) 05/06/2005\tX Director
(Street)\t4. If Amendment, Date of Original Filed (Month/Day/Year)\t6. Individual or Joint/Group Filing
17 LARCH LANE OSWEGO NY 13126\tX Form filed by One Reporting Person
"""
HEADS = """Tcde | tacdopt Senul haguk Sapuasat Resdhc Good
1 Tte Seuty (ist 3)\t2 Temrncton Dne\t3 Trnstn\t4 Seuntes Acqrd\t6 Nakne
"""
SALE = "Common Stock\t05/06/2005\tS\t1,200\tD\t$17.25\t8,800\tD\n"
BELOW = """Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
(e.g., puts, calls, warrants, options, convertible securities)
1. Title of Derivative Security\t2. Conversion or Exercise Price\t3. Transaction Date\t6. Date Exercisable and Expiration Date
"""
SIGNED = "Explanation of Responses:\n/s/ Ada L Qvist\t05/09/2005\n** Signature of Reporting Person\tDate\n"


def test_rows_above_table_ii_are_table_i_though_its_title_is_lost() -> None:
    filing = extract(ABOVE + HEADS + SALE + BELOW + SIGNED)
    (sale,) = filing.non_derivative_table
    assert (sale.security_title.value, str(sale.transaction_shares.value)) == ("Common Stock", "1200")
    assert str(sale.transaction_date.value) == "2005-05-06"
    assert not filing.derivative_table


def test_rows_with_underlying_securities_are_table_ii() -> None:
    option = (
        "Stock Option (right to buy)\t$17.25\t05/06/2005\tA\t1,154\t05/06/2006\t05/06/2015\tCommon Stock\t1,154\t$0\t1,154\tD\n"
    )
    filing = extract(ABOVE + HEADS + option + SIGNED)
    (granted,) = filing.derivative_table
    assert str(granted.underlying_security_shares.value) == "1154"
    assert not filing.non_derivative_table


def test_a_row_is_one_though_its_date_is_illegible() -> None:
    filing = extract(ABOVE + HEADS + SALE.replace("05/06/2005", "0;/6") + BELOW + SIGNED)
    (sale,) = filing.non_derivative_table
    assert str(sale.shares_owned_following_transaction.value) == "8800"


def test_boxes_without_a_row_stay_boxes() -> None:
    filing = extract(ABOVE + HEADS + BELOW + SIGNED)
    assert not filing.rows
    assert filing.reporting_owners[0].rpt_owner_zip_code.value == "13126"


UPRIGHT = """FORM 3\tUNITED STATES SECURITIES AND EXCHANGE COMMISSION
INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES
1. Name and Address of Reporting Person Qvist Ada L\t3. Issuer Name and Ticker or Trading Symbol ZORBLAT INC [ZBLT]
17 LARCH LANE OSWEGO NY 13126\t2. Date of Event Requiring Statement (Month/Day/Year) 05/06/2005
"""
HELD = "Common Stock\t1,325,043\tIndirect\tBy trust\nCommon Stock\t493,602\tD\n"


def test_holdings_are_rows_where_no_line_is_of_a_table() -> None:
    filing = extract(UPRIGHT + "rt w lodl o ouer\ttiyr d.\n" + HELD + "Ixplznat uf Rezp\n" + SIGNED)
    assert [str(row.shares_owned_following_transaction.value) for row in filing.non_derivative_table] == ["1325043", "493602"]
    assert filing.reporting_owners[0].rpt_owner_zip_code.value == "13126"


def test_holdings_below_the_boxes_are_rows_though_the_tables_begin_below_them() -> None:
    filing = extract(UPRIGHT + "rt w lodl o ouer\ttiyr d.\n" + HELD + BELOW + SIGNED)
    assert [str(row.shares_owned_following_transaction.value) for row in filing.non_derivative_table] == ["1325043", "493602"]


def test_what_stands_below_a_row_is_of_its_table() -> None:
    held = "\n".join(["Common Stock\t720,725\tI\tBy trust", "(3)", "", "(4)", "Common Stock\t150,000\tI\tBy spouse\n"])
    filing = extract(ABOVE + HEADS + SALE + held + BELOW + SIGNED)
    kept = [str(row.shares_owned_following_transaction.value) for row in filing.non_derivative_table]
    assert kept == ["8800", "720725", "150000"]
