"""Table II whose title and heads no engine could read."""

from __future__ import annotations

from extractor.pipeline import extract

ABOVE = """FORM 4\tUNITED STATES SECURITIES AND EXCHANGE COMMISSION
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
1. Name and Address of Reporting Person Qvist Ada L\t2. Issuer Name and Ticker or Trading Symbol ZORBLAT INC [ZBLT]
(Last) (First) (Middle)\t3. Date of Earliest Transaction (Month/Day/Year) 05/06/2005\tX Director
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security\t2. Transaction Date\t3. Transaction Code\t4. Securities Acquired (A) or Disposed of (D)\t5. Amount
Common Stock\t05/06/2005\tS\t1,200\tD\t$17.25\t8,800\tD
"""
HEADS = """Tb1c ]L . Dcnvt Scu ritcs Acq iod.
1 Ttlc o Dcri vtv Sec nty\t2 Cnvcs ion\t3 Tns cton\t4 Tns\t5 Nnbr\t6 Dtc Exc sbl\t7 Ttlc nd Amnt\t8 Prc\t9 Nmbr\t10 Ownr
"""
OPTIONS = """Stock Option (right to buy)\t$17.25\t05/06/2005\tA\t1,154\t05/06/2006\t05/06/2015\tCommon Stock\t1,154\t$0\t1,154\tD
Stock Option (right to buy)\t$19.50\t05/06/2005\tA\t2,300\t05/06/2007\t05/06/2015\tCommon Stock\t2,300\t$0\t2,300\tD
"""
SALE = "Common Stock\t05/07/2005\tS\t400\tD\t$17.75\t8,400\tD\n"
BELOW = "Explanation of Responses:\n/s/ Ada L Qvist\t05/09/2005\n** Signature of Reporting Person\tDate\n"


def test_rows_with_expiration_and_underlying_are_table_ii_though_its_title_is_lost() -> None:
    filing = extract(ABOVE + HEADS + OPTIONS + BELOW)
    (sale,) = filing.non_derivative_table
    assert sale.security_title.value == "Common Stock"
    assert [str(row.underlying_security_shares.value) for row in filing.derivative_table] == ["1154", "2300"]
    assert [str(row.expiration_date.value) for row in filing.derivative_table] == ["2015-05-06"] * 2


def test_rows_of_table_i_stay_there() -> None:
    filing = extract(ABOVE + SALE + BELOW)
    assert len(filing.non_derivative_table) == 2
    assert not filing.derivative_table


def test_table_ii_begins_behind_table_i_where_a_head_between_them_is_legible() -> None:
    head = "2. Cnvcs ion\t6. Date Exercisable and Expiration Date\t7 Ttlc nd Amnt\n"
    cut = "Stock Option (right to buy)\t$16.00\t05/06/2005\tA\t900\t\t\t\t\t$0\t900\tD\n"
    filing = extract(ABOVE + HEADS + head + cut + OPTIONS + BELOW)
    assert len(filing.non_derivative_table) == 1
    assert [str(row.transaction_shares.value) for row in filing.derivative_table] == ["900", "1154", "2300"]


def test_a_title_that_only_table_ii_has_begins_it_where_no_line_is_of_it() -> None:
    row = "Phantom Stock\t\t\t\t\t\t\tCommon Stock\t261\t\t261\tD\n"
    filing = extract(ABOVE + HEADS + row + BELOW + "Obligatlons contlnue; statcment of bencficial ownershlp\n")
    assert [row.security_title.value for row in filing.derivative_table] == ["Phantom Stock"]
    assert [row.security_title.value for row in filing.non_derivative_table] == ["Common Stock"]


def test_stock_with_warrants_and_phantom_stock_of_a_clean_page_stay_where_they_stand() -> None:
    for title in ("Common Stock and Warrants", "Phantom Stock"):
        filing = extract(ABOVE + SALE.replace("Common Stock", title) + SALE + BELOW)
        assert [row.security_title.value for row in filing.non_derivative_table] == ["Common Stock", title, "Common Stock"]
