"""The parts put together into the tables that are asked for; what is there already is replaced at once or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from extractor.batch.parts import Parts, put_in_place
from extractor.batch.tables import ALL_TABLES, TableFormat, head
from extractor.export.insider_tables import Table

Tell = Callable[[str], None]


def assemble(parts: Parts, numbers: Sequence[int], to: TableFormat, out: Path, work: Path, tell: Tell) -> None:
    """Writes all tables: files in the folder ``out``, or the database ``out``.

    ``work`` is a folder on the same disk for what is unfinished, ``tell`` is called with each table's name. The bytes
    depend on the parts alone, but for those of DuckDB.
    """
    if to is TableFormat.DUCKDB:
        from extractor.batch.databases import write_duckdb

        new = work / "new.duckdb"
        write_duckdb(new, ((table, _pieces(parts, numbers, table)) for table in _told(tell)), work)
        put_in_place(new, out)
        return
    for table in _told(tell):
        new = work / f"{table.name}.new"
        pieces = _pieces(parts, numbers, table)
        if to is TableFormat.PARQUET:
            from extractor.batch.databases import write_parquet

            write_parquet(new, table, pieces)
        else:
            _write_text(new, head(table, to), pieces)
        put_in_place(new, out / f"{table.name}.{to}")


def _told(tell: Tell) -> Iterator[Table]:
    for table in ALL_TABLES:
        tell(table.name)
        yield table


def _pieces(parts: Parts, numbers: Sequence[int], table: Table) -> Iterator[bytes]:
    return (parts.rows(number, table.name) for number in numbers)


def _write_text(path: Path, first: bytes, pieces: Iterator[bytes]) -> None:
    with open(path, "wb") as out:
        out.write(first)
        out.writelines(pieces)
        out.flush()
        os.fsync(out.fileno())
