"""Rows of tables as bytes: comma- or TAB-separated, or a JSON object a line."""

from __future__ import annotations

import csv
import enum
import io
import json
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.export.cells import harmless
from extractor.export.insider_tables import TABLES, Column, ColumnType, Table


class TableFormat(enum.StrEnum):
    """What ``--to`` takes."""

    TSV = "tsv"
    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    DUCKDB = "duckdb"

    @property
    def is_text(self) -> bool:
        """Whether tables are text files, whose parts need only be put one behind the other."""
        return self in (TableFormat.TSV, TableFormat.CSV, TableFormat.JSONL)


INPUTS: Final = Table(
    "INPUTS",
    (Column("INPUT_SK", ColumnType.COUNT),),
    (),
    (
        *map(Column, ("SOURCE_NAME", "SOURCE_SHA256", "ACCESSION_NUMBER", "OUTCOME", "REASON")),
        *(Column(name, ColumnType.SHARE) for name in ("FILING_CONFIDENCE", "NOISE")),
        *map(Column, ("DIALECT", "EDITION", "WARNINGS")),
    ),
)
"""What became of each input: accepted, to review, or failed and why."""
ALL_TABLES: Final = (*TABLES, INPUTS)
_DELIMITERS: Final = {TableFormat.CSV: ","}


def head(table: Table, to: TableFormat) -> bytes:
    """The line of column names; JSON Lines have none."""
    return b"" if to is TableFormat.JSONL else _separated([[column.name for column in table.columns]], to)


def body(table: Table, rows: Sequence[Sequence[str]], to: TableFormat) -> bytes:
    """The rows. For Parquet and DuckDB they are TAB-separated, as :mod:`extractor.batch.databases` reads them."""
    columns = table.columns
    if to is TableFormat.JSONL:
        return "".join(_objects(columns, rows)).encode("utf-8", "replace")
    if to.is_text:
        texts = [i for i, column in enumerate(columns) if column.type is ColumnType.TEXT]
        rows = [_harmless(row, texts) for row in rows]
    return _separated(rows, to)


def _harmless(row: Sequence[str], texts: Sequence[int]) -> list[str]:
    cells = list(row)
    for i in texts:
        if cells[i]:
            cells[i] = harmless(cells[i])
    return cells


def _separated(rows: Sequence[Sequence[str]], to: TableFormat) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=_DELIMITERS.get(to, "\t"), lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def _objects(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    heads = [(f"{json.dumps(column.name)}:", column.type is ColumnType.TEXT) for column in columns]
    for row in rows:
        pairs = [head + _literal(cell, text) for (head, text), cell in zip(heads, row, strict=True)]
        yield f"{{{','.join(pairs)}}}\n"


def _literal(cell: str, text: bool) -> str:
    if not cell:
        return "null"
    return json.dumps(cell, ensure_ascii=False) if text else cell
