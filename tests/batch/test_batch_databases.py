"""A batch beside a quarter of the SEC's data sets: both are loaded into DuckDB and put together."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from batches import Batch, folder_of

import extractor
from extractor.batch.reading import ReadSettings
from extractor.errors import MissingExtraError
from extractor.export.insider_tables import TABLES

duckdb = pytest.importorskip("duckdb")

# An invented quarter with the columns of the SEC's files; of the tables not named here it has the key and no rows.
QUARTER = {
    "SUBMISSION": [
        "ACCESSION_NUMBER FILING_DATE PERIOD_OF_REPORT DATE_OF_ORIG_SUB NO_SECURITIES_OWNED NOT_SUBJECT_SEC16"
        " FORM3_HOLDINGS_REPORTED FORM4_TRANS_REPORTED DOCUMENT_TYPE ISSUERCIK ISSUERNAME ISSUERTRADINGSYMBOL REMARKS"
        " AFF10B5ONE",
        "0009999999-06-000001|02-MAR-2006|28-FEB-2006|||0|||4|0009999901|VANDELMOOR CORP|VDMR||",
        "0009999999-06-000002|03-MAR-2006|01-MAR-2006|||0|||4|0009999902|Quillhaven Inc|QLHV|See exhibit|",
    ],
    "REPORTINGOWNER": [
        "ACCESSION_NUMBER RPTOWNERCIK RPTOWNERNAME RPTOWNER_RELATIONSHIP RPTOWNER_TITLE RPTOWNER_TXT RPTOWNER_STREET1"
        " RPTOWNER_STREET2 RPTOWNER_CITY RPTOWNER_STATE RPTOWNER_ZIPCODE RPTOWNER_STATE_DESC FILE_NUMBER",
        "0009999999-06-000001|0009999903|Brannoch Ida|Director,Officer|CEO||1 ELM ROAD||ALBANY|NY|12207||001-99999",
    ],
    "NONDERIV_TRANS": [
        "ACCESSION_NUMBER NONDERIV_TRANS_SK SECURITY_TITLE SECURITY_TITLE_FN TRANS_DATE TRANS_DATE_FN DEEMED_EXECUTION_DATE"
        " DEEMED_EXECUTION_DATE_FN TRANS_FORM_TYPE TRANS_CODE EQUITY_SWAP_INVOLVED EQUITY_SWAP_TRANS_CD_FN TRANS_TIMELINESS"
        " TRANS_TIMELINESS_FN TRANS_SHARES TRANS_SHARES_FN TRANS_PRICEPERSHARE TRANS_PRICEPERSHARE_FN TRANS_ACQUIRED_DISP_CD"
        " TRANS_ACQUIRED_DISP_CD_FN SHRS_OWND_FOLWNG_TRANS SHRS_OWND_FOLWNG_TRANS_FN VALU_OWND_FOLWNG_TRANS"
        " VALU_OWND_FOLWNG_TRANS_FN DIRECT_INDIRECT_OWNERSHIP DIRECT_INDIRECT_OWNERSHIP_FN NATURE_OF_OWNERSHIP"
        " NATURE_OF_OWNERSHIP_FN",
        "0009999999-06-000001|1207734|Common Stock||28-FEB-2006||||4|P|0||||250.0|F1|12.5||A||1750.0||||D|||",
        "0009999999-06-000002|1207735|Common Stock||01-MAR-2006||||4|S|0||||1000.0||8.25||D||0.0||||I||By Trust|F1, F2",
    ],
    "FOOTNOTES": ["ACCESSION_NUMBER FOOTNOTE_ID FOOTNOTE_TXT", "0009999999-06-000001|F1|Price is an average."],
    "OWNER_SIGNATURE": [
        "ACCESSION_NUMBER OWNERSIGNATURENAME OWNERSIGNATUREDATE",
        "0009999999-06-000001|/s/ Ida Brannoch|02-MAR-2006",
    ],
}
TEXTS = tuple(f"text {i}" for i in range(5))


@pytest.fixture
def base(tmp_path: Path) -> Any:
    """A database with the SEC's quarter in the schema ``sec``, as anybody would load it."""
    connection = duckdb.connect()
    connection.execute("CREATE SCHEMA sec")
    for table in TABLES[:-1]:
        head, *rows = QUARTER.get(table.name, ["ACCESSION_NUMBER"])
        path = tmp_path / f"{table.name}.tsv"
        path.write_text("\n".join(["\t".join(head.split()), *(row.replace("|", "\t") for row in rows)]) + "\n")
        connection.execute(f"CREATE TABLE sec.{table.name} AS FROM read_csv('{path}', delim='\t', header=true)")
    return connection


def of_files(to: str, read: str) -> Callable[[Batch], Callable[[str], str]]:
    def done(batch: Batch) -> Callable[[str], str]:
        batch.to = to
        batch.run()
        return lambda table: read.format(batch.out / f"{table}.{to}")

    return done


def of_database(batch: Batch) -> Callable[[str], str]:
    batch.to, batch.out = "duckdb", batch.out.with_name("out.duckdb")
    batch.run()
    return lambda table: f"ours.{table}"


@pytest.mark.parametrize(
    "loaded",
    [
        of_files("tsv", "read_csv('{}', delim='\t', header=true)"),
        of_files("csv", "read_csv('{}', header=true)"),
        of_files("jsonl", "read_json('{}')"),
        of_files("parquet", "'{}'"),
        of_database,
    ],
    ids=["tsv", "csv", "jsonl", "parquet", "duckdb"],
)
def test_a_quarter_of_the_secs_and_ours_go_together(tmp_path: Path, base: Any, loaded: Any) -> None:
    pytest.importorskip("pyarrow")
    batch = Batch(folder_of(tmp_path / "in", *TEXTS), tmp_path / "out")
    source = loaded(batch)
    if batch.to == "duckdb":
        base.execute(f"ATTACH '{batch.out}' AS ours (READ_ONLY)")
    for table in TABLES[:-1]:
        head = QUARTER.get(table.name, ["ACCESSION_NUMBER"])[0].split()
        try:
            ours = base.sql(f"SELECT {', '.join(head)} FROM {source(table.name)}")
        except duckdb.Error:  # JSON Lines of no rows have no columns
            assert batch.to == "jsonl"
            continue
        if head[1:]:
            assert [column.name for column in table.columns][: len(head)] == head
        by_name = base.sql(f"FROM sec.{table.name} UNION ALL BY NAME FROM {source(table.name)}")
        assert set(head) < set(by_name.columns)
        assert len(by_name.fetchall()) == len(base.sql(f"FROM sec.{table.name}").fetchall()) + len(ours.fetchall())
    trades = f"(FROM sec.NONDERIV_TRANS UNION ALL BY NAME FROM {source('NONDERIV_TRANS')})"
    filings = f"(FROM sec.SUBMISSION UNION ALL BY NAME FROM {source('SUBMISSION')})"
    found = base.sql(
        f"SELECT DOCUMENT_TYPE::VARCHAR, strptime(TRANS_DATE, '%d-%b-%Y')::DATE, TRANS_SHARES * TRANS_PRICEPERSHARE,"
        f" TRANS_SHARES_CONFIDENCE FROM {trades} JOIN {filings} USING (ACCESSION_NUMBER) ORDER BY 2, 3"
    ).fetchall()
    assert [row[1] for row in found] == [date(1999, 3, 5)] * 5 + [date(2006, 2, 28), date(2006, 3, 1)]
    assert [float(row[2]) for row in found] == [6 * 7.1875] * 5 + [3125.0, 8250.0]
    assert [row[3] for row in found] == [0.6] * 5 + [None] * 2
    assert {row[0] for row in found} == {"4"}


def test_amounts_are_decimals_and_the_unknown_is_null(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    folder_of(tmp_path / "in", "one")
    for to, out in (("parquet", "out"), ("duckdb", "out.duckdb")):
        batch = Batch(tmp_path / "in", tmp_path / out, to)
        source = of_database(batch) if to == "duckdb" else of_files("parquet", "'{}'")(batch)
        with duckdb.connect() as base:
            if to == "duckdb":
                base.execute(f"ATTACH '{batch.out}' AS ours (READ_ONLY)")
            columns = "TRANS_SHARES, TRANS_PRICEPERSHARE, NONDERIV_TRANS_SK, SECURITY_TITLE"
            assert base.sql(f"SELECT {columns} FROM {source('NONDERIV_TRANS')}").fetchall() == [
                (Decimal(3), Decimal("7.1875"), 1, None)
            ]


def test_the_same_batch_makes_the_same_parquet(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    first, second = (Batch(tmp_path / "in", tmp_path / name, "parquet", shard=2) for name in ("one", "two"))
    folder_of(tmp_path / "in", *TEXTS)
    first.run()
    second.run()
    assert first.tables == second.tables


def test_a_database_is_gone_on_with_and_then_left_alone(tmp_path: Path) -> None:
    batch = Batch(folder_of(tmp_path / "in", *TEXTS), tmp_path / "out.duckdb", "duckdb")

    def stop(event: dict[str, Any]) -> None:
        if event["event"] == "table":
            raise RuntimeError

    with pytest.raises(RuntimeError):
        batch.run(stop)
    assert not batch.out.exists()
    for _ in range(2):
        assert batch.run().read == 5
        with duckdb.connect(batch.out, read_only=True) as base:
            assert base.sql("SELECT count(*) FROM SUBMISSION").fetchall() == [(5,)]


def test_a_format_whose_library_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = folder_of(tmp_path / "in", "one")
    for name, to in (("pyarrow", "parquet"), ("duckdb", "duckdb")):
        monkeypatch.setitem(__import__("sys").modules, name, None)
        with pytest.raises(MissingExtraError, match=r"section16-extractor\[batch\]"):
            Batch(source, tmp_path / f"out-{to}", to).run()
        assert not (tmp_path / f"out-{to}").exists()


def test_the_pipeline_itself_fills_the_tables(tmp_path: Path, base: Any) -> None:
    source = Path(extractor.__file__).parents[1] / "annotations" / "sample.txt"
    batch = Batch(source, tmp_path / "out", how=ReadSettings)
    assert batch.run().failed == 0
    rows = base.sql(f"FROM read_csv('{batch.out}/NONDERIV_TRANS.tsv', delim='\t', header=true)").fetchall()
    assert len(rows) == len(extractor.extract(source.read_bytes()).non_derivative_table)
