from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

from by_hand import read
from hypothesis import HealthCheck, given, settings
from strategies import filings

from extractor.export.csv_writer import COLUMNS, to_csv
from extractor.filing import Filing, Issuer, ReportingOwner, Row, RowKind, SourceInfo

FILING = Filing(
    document_type=read("4"),
    period_of_report=read(date(2001, 3, 1)),
    issuer=Issuer(issuer_name=read('Zorblat, "Widgets" Inc'), issuer_trading_symbol=read("ZRBW")),
    reporting_owners=(
        ReportingOwner(rpt_owner_name=read("Qvist Ada"), is_director=read(True)),
        ReportingOwner(rpt_owner_name=read("Qvist Holdings LP")),
    ),
    non_derivative_table=(
        Row(
            kind=RowKind.NON_DERIVATIVE_TRANSACTION,
            transaction_code=read("P"),
            transaction_shares=read(Decimal("1000"), confidence=0.6, notes=("F2",)),
        ),
        Row(kind=RowKind.NON_DERIVATIVE_HOLDING, shares_owned_following_transaction=read(Decimal("5"))),
    ),
    derivative_table=(Row(kind=RowKind.DERIVATIVE_TRANSACTION),),
    source=SourceInfo("pages/a.txt"),
    confidence=0.25,
)


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_line_for_each_row_of_both_tables_in_printed_order() -> None:
    assert [row["kind"] for row in rows_of(to_csv(FILING))] == [
        "nonDerivativeTransaction",
        "nonDerivativeHolding",
        "derivativeTransaction",
    ]


def test_the_filing_stands_on_every_line() -> None:
    for row in rows_of(to_csv(FILING)):
        assert (row["source"], row["documentType"], row["periodOfReport"]) == ("pages/a.txt", "4", "2001-03-01")
        assert (row["issuerName"], row["issuerTradingSymbol"]) == ('Zorblat, "Widgets" Inc', "ZRBW")
        assert (row["rptOwnerName"], row["isDirector"], row["isOfficer"]) == ("Qvist Ada; Qvist Holdings LP", "1; ", "")
        assert row["filingConfidence"] == "0.2500"


def test_a_row_has_its_values_footnotes_and_lowest_confidence() -> None:
    sale, held, empty = rows_of(to_csv(FILING))
    assert (sale["transactionCode"], sale["transactionShares"]) == ("P", "1000")
    assert (sale["footnoteIds"], sale["confidence"]) == ("transactionShares:F2", "0.6000")
    assert (held["transactionCode"], held["sharesOwnedFollowingTransaction"]) == ("", "5")
    assert empty["confidence"] == "0.0000"


def test_the_header_can_be_left_out() -> None:
    assert to_csv(FILING) == ",".join(COLUMNS) + "\n" + to_csv(FILING, header=False)


def test_a_filing_without_rows_has_a_line_of_its_own() -> None:
    (line,) = rows_of(to_csv(replace(FILING, non_derivative_table=(), derivative_table=())))
    assert (line["source"], line["rptOwnerName"], line["filingConfidence"]) == (
        "pages/a.txt",
        "Qvist Ada; Qvist Holdings LP",
        "0.2500",
    )
    assert (line["kind"], line["path"], line["transactionShares"]) == ("", "", "")


def test_formulas_are_none_in_a_spreadsheet() -> None:
    issuer = Issuer(issuer_name=read("=HYPERLINK(1)"), issuer_trading_symbol=read("@SUM(A1)"))
    row = Row(kind=RowKind.NON_DERIVATIVE_HOLDING, shares_owned_following_transaction=read(Decimal("-5")))
    (line,) = rows_of(to_csv(Filing(issuer=issuer, non_derivative_table=(row,))))
    assert (line["issuerName"], line["issuerTradingSymbol"]) == ("'=HYPERLINK(1)", "'@SUM(A1)")
    assert line["sharesOwnedFollowingTransaction"] == "-5"


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(filings())
def test_any_filing_has_as_many_lines_as_rows_but_one_at_least(filing: Filing) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(filing), newline="")))
    assert len(rows) == max(1, len(filing.rows))
    assert all(None not in row and None not in row.values() for row in rows)
