from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readers import filing_of
from strategies import filings

from extractor.export.cells import cell_of, harmless
from extractor.export.insider_rows import insider_rows
from extractor.export.insider_tables import TABLES, ColumnType
from extractor.filing import Filing, Issuer, ReportingOwner, Row, RowKind, Status, Value
from extractor.filing.values import AsReported

METADATA = Path(__file__).resolve().parents[3] / "shared" / "spec" / "FORM_345_metadata.json"
COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES}


def rows_of(filing: Filing, accession: str = "X", **given: str) -> dict[str, list[dict[str, str]]]:
    """Rows by table, each a dictionary of what is known."""
    found: dict[str, list[dict[str, str]]] = {name: [] for name in COLUMNS}
    for table, cells in insider_rows(filing, accession, given):
        found[table].append({name: cell for name, cell in zip(COLUMNS[table], cells, strict=True) if cell})
    return found


@pytest.mark.skipif(not METADATA.exists(), reason="needs ../shared/spec")
def test_the_tables_have_all_columns_that_the_sec_describes() -> None:
    described = json.loads(METADATA.read_text())["tables"]
    assert {table["url"] for table in described} == {f"{name}.tsv" for name in COLUMNS if name != "CHECKS"}
    for table in described:
        names = {column["name"] for column in table["tableSchema"]["columns"]}
        assert names <= set(COLUMNS[table["url"].removesuffix(".tsv")])


def test_columns_of_the_secs_files_come_first() -> None:
    assert COLUMNS["SUBMISSION"][:14] == [
        *("ACCESSION_NUMBER", "FILING_DATE", "PERIOD_OF_REPORT", "DATE_OF_ORIG_SUB", "NO_SECURITIES_OWNED"),
        *("NOT_SUBJECT_SEC16", "FORM3_HOLDINGS_REPORTED", "FORM4_TRANS_REPORTED", "DOCUMENT_TYPE", "ISSUERCIK"),
        *("ISSUERNAME", "ISSUERTRADINGSYMBOL", "REMARKS", "AFF10B5ONE"),
    ]
    assert COLUMNS["NONDERIV_TRANS"][8:14] == [
        *("TRANS_FORM_TYPE", "TRANS_CODE", "EQUITY_SWAP_INVOLVED", "EQUITY_SWAP_TRANS_CD_FN"),
        *("TRANS_TIMELINESS", "TRANS_TIMELINESS_FN"),
    ]
    assert len(COLUMNS["DERIV_TRANS"][: COLUMNS["DERIV_TRANS"].index("SECURITY_TITLE_CONFIDENCE")]) == 42
    assert all(len(set(names)) == len(names) for names in COLUMNS.values())


def test_a_filing_has_its_values_as_the_sec_writes_them() -> None:
    tables = rows_of(filing_of("Zorblat Inc", "a.txt"), "0000000001-99-000001")
    (submission,) = tables["SUBMISSION"]
    assert submission["PERIOD_OF_REPORT"] == "05-MAR-1999"
    assert (submission["DOCUMENT_TYPE"], submission["ISSUERNAME"]) == ("4", "Zorblat Inc")
    assert "FILING_DATE" not in submission  # the signature's date is another
    assert [owner["RPTOWNER_RELATIONSHIP"] for owner in tables["REPORTINGOWNER"]] == ["Director,Officer", "TenPercentOwner"]
    (trade,) = tables["NONDERIV_TRANS"]
    assert (trade["TRANS_SHARES"], trade["TRANS_SHARES_FN"], trade["EQUITY_SWAP_TRANS_CD_FN"]) == ("11", "F1, F2", "F2")
    assert (trade["TRANS_PRICEPERSHARE"], trade["TRANS_DATE"]) == ("7.1875", "05-MAR-1999")
    assert tables["DERIV_TRANS"][0]["EXCERCISE_DATE"] == "31-DEC-2000"
    assert tables["OWNER_SIGNATURE"][0]["OWNERSIGNATUREDATE"] == "09-MAR-1999"
    assert tables["FOOTNOTES"][0]["FOOTNOTE_TXT"] == "Held by a trust. See F2."
    assert tables["CHECKS"][0]["PATHS"] == "periodOfReport remarks"


def test_beside_each_value_stand_confidence_status_and_text() -> None:
    tables = rows_of(filing_of("Zorblat Inc", "a.txt"))
    trade, owner = tables["NONDERIV_TRANS"][0], tables["REPORTINGOWNER"][0]
    assert [trade[f"TRANS_SHARES_{end}"] for end in ("CONFIDENCE", "STATUS", "AS_REPORTED")] == ["0.6000", "read", "<11>"]
    assert trade["SECURITY_TITLE_STATUS"] == "missing"
    assert owner["RPTOWNER_RELATIONSHIP_CONFIDENCE"] == "0.6000"  # that of the least sure of them
    assert tables["SUBMISSION"][0]["FILING_CONFIDENCE"] == "0.2500"
    assert (trade["PRINTED_ROW"], tables["NONDERIV_HOLDING"][0]["PRINTED_ROW"]) == ("2", "1")
    assert tables["NONDERIV_HOLDING"][0]["ROW_CONFIDENCE"] == "0.7000"


def test_what_was_put_away_stands_as_it_was_read() -> None:
    gone: Value[str] = Value(None, Status.MISSING, 0.4, reported=AsReported("Zorblat Inc"))
    submission = rows_of(Filing(issuer=Issuer(issuer_name=gone)))["SUBMISSION"][0]
    assert "ISSUERNAME" not in submission
    assert submission["ISSUERNAME_AS_REPORTED"] == "Zorblat Inc"


def test_what_came_with_the_input_fills_what_the_page_leaves_open() -> None:
    given = {"FILING_DATE": "10-MAR-1999", "ISSUERCIK": "0000000042", "RPTOWNERCIK": "0000000007"}
    submission = rows_of(filing_of("Zorblat", "a.txt"), **given)["SUBMISSION"][0]
    assert (submission["FILING_DATE"], submission["ISSUERCIK"]) == ("10-MAR-1999", "0000000042")
    assert (submission["ISSUERCIK_STATUS"], submission["ISSUERCIK_CONFIDENCE"]) == ("given", "1.0000")
    assert not any("RPTOWNERCIK" in owner for owner in rows_of(filing_of("Zorblat", "a.txt"), **given)["REPORTINGOWNER"])
    alone = Filing(reporting_owners=(ReportingOwner(),), issuer=Issuer(issuer_cik=Value("1", Status.READ, 0.5)))
    tables = rows_of(alone, **given)
    assert tables["REPORTINGOWNER"][0]["RPTOWNERCIK"] == "0000000007"
    assert tables["SUBMISSION"][0]["ISSUERCIK"] == "1"


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(filings())
def test_any_filing_fills_its_rows_with_cells_of_their_type(filing: Filing) -> None:
    keys: dict[str, list[tuple[str, ...]]] = {}
    for table, cells in insider_rows(filing, "X"):
        columns = next(t.columns for t in TABLES if t.name == table)
        assert len(cells) == len(columns)
        keys.setdefault(table, []).append(tuple(cells[:2]))
        for column, cell in zip(columns, cells, strict=True):
            assert cell == cell_of(cell)
            if cell and column.type in (ColumnType.AMOUNT, ColumnType.SHARE, ColumnType.COUNT):
                assert Decimal(cell).is_finite()
    assert len(keys["SUBMISSION"]) == 1
    assert sum(len(keys.get(t.name, [])) for t in TABLES if t.name.endswith(("_TRANS", "_HOLDING"))) == len(filing.rows)
    for table in ("NONDERIV_TRANS", "NONDERIV_HOLDING", "DERIV_TRANS", "DERIV_HOLDING", "CHECKS"):
        assert len(set(keys.get(table, []))) == len(keys.get(table, []))


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_any_number_fits_its_column_or_is_left_to_the_text(number: Decimal) -> None:
    row = Row(kind=RowKind.NON_DERIVATIVE_HOLDING, shares_owned_following_transaction=Value(number, Status.READ, 0.9))
    cell = rows_of(Filing(non_derivative_table=(row,)))["NONDERIV_HOLDING"][0].get("SHRS_OWND_FOLWNG_TRANS", "0")
    whole, _, decimals = cell.lstrip("-").partition(".")
    assert len(whole) <= 20 or Decimal(whole) < Decimal(10) ** 20
    assert len(decimals) <= 8


@pytest.mark.parametrize("formula", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "  =cmd|' /C calc'!A0", "＝1+1", "-x"])
def test_a_formula_is_no_formula_any_more(formula: str) -> None:
    assert harmless(formula) == f"'{formula}"


@pytest.mark.parametrize("plain", ["", "-0-", "-1,234.50", "Common Stock", "5=5", "'", "3/4"])
def test_other_cells_stay_as_they_are(plain: str) -> None:
    assert harmless(plain) == plain
