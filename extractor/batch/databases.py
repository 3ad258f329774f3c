"""Tables as Parquet files and as a DuckDB database, out of TAB-separated pieces. Amounts are decimals of 28 digits, 8 of
them behind the point; dates are texts, as in the SEC's own files.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from extractor.batch.streams import LARGEST
from extractor.errors import MissingExtraError
from extractor.export.insider_tables import ColumnType, Table

_GROUP: Final = 2**26
"""Bytes of TAB-separated rows that are put into a table at once."""
_SQL: Final = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.AMOUNT: "DECIMAL(28, 8)",
    ColumnType.COUNT: "BIGINT",
    ColumnType.SHARE: "DOUBLE",
}


def arrow() -> Any:
    """The module ``pyarrow``."""
    try:
        import pyarrow
    except ModuleNotFoundError:
        raise MissingExtraError("writing Parquet", "batch") from None
    return pyarrow


def duckdb() -> Any:
    """The module ``duckdb``."""
    try:
        import duckdb as module
    except ModuleNotFoundError:
        raise MissingExtraError("writing a DuckDB database", "batch") from None
    return module


def write_parquet(path: Path, table: Table, pieces: Iterable[bytes]) -> None:
    """Writes a table as a Parquet file."""
    pa = arrow()
    import pyarrow.csv
    import pyarrow.parquet

    types = {
        ColumnType.TEXT: pa.string(),
        ColumnType.AMOUNT: pa.decimal128(28, 8),
        ColumnType.COUNT: pa.int64(),
        ColumnType.SHARE: pa.float64(),
    }
    schema = pa.schema([(column.name, types[column.type]) for column in table.columns])
    convert = pyarrow.csv.ConvertOptions(
        column_types=schema, strings_can_be_null=True, quoted_strings_can_be_null=False, null_values=[""]
    )
    parse = pyarrow.csv.ParseOptions(delimiter="\t")
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for group in _grouped(pieces):
            read = pyarrow.csv.ReadOptions(column_names=schema.names, block_size=len(group) + 1, use_threads=False)
            rows = pyarrow.csv.read_csv(pa.BufferReader(group), read, parse, convert)
            writer.write_table(rows, row_group_size=rows.num_rows)
    _sync(path)


def write_duckdb(path: Path, tables: Iterable[tuple[Table, Iterable[bytes]]], work: Path) -> None:
    """Writes tables as a new DuckDB database; ``work`` is a folder for rows on their way."""
    path.unlink(missing_ok=True)
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)
    rows = work / "rows.tsv"
    with duckdb().connect(path) as base:
        for table, pieces in tables:
            columns = {column.name: _SQL[column.type] for column in table.columns}
            base.execute(f"CREATE TABLE {table.name} ({', '.join(map(' '.join, columns.items()))})")
            for group in _grouped(pieces):
                rows.write_bytes(group)
                base.execute(
                    f"INSERT INTO {table.name} SELECT * FROM read_csv(?, auto_detect=false, header=false, columns={columns},"
                    f" delim='\t', quote='\"', escape='\"', nullstr='', parallel=false,"
                    f" max_line_size={LARGEST}, buffer_size={2 * LARGEST})",
                    [str(rows)],
                )
    rows.unlink(missing_ok=True)
    _sync(path)


def _grouped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    group, size = [], 0
    for piece in pieces:
        group.append(piece)
        size += len(piece)
        if size >= _GROUP:
            yield b"".join(group)
            group, size = [], 0
    if size:
        yield b"".join(group)


def _sync(path: Path) -> None:
    with open(path, "rb") as file:
        os.fsync(file.fileno())
