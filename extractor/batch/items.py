"""The texts to be read, one after the other, out of files, archives, JSON Lines and Parquet."""

from __future__ import annotations

import json
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, BinaryIO, Final, cast

from extractor.batch.files import File, Kind, files_of, is_text
from extractor.batch.streams import LARGEST, Stream, lines_of, too_large, whole
from extractor.errors import ExtractorError, InputError, MissingExtraError

TEXT_COLUMN: Final = "text"
_GIVEN: Final = {
    name.replace("_", ""): name for name in ("ACCESSION_NUMBER", "FILING_DATE", "ISSUERCIK", "RPTOWNERCIK", "FILE_NUMBER")
}
_BATCH: Final = 32


@dataclass(frozen=True, slots=True)
class Item:
    """A text to be read.

    ``read`` gives its bytes, once, before the next item is asked for; it raises :class:`InputError`. ``size`` tells whether
    the same name still stands for the same text, ``taken`` how many stored bytes of all sources are behind it. ``given``
    is what the source knows of the filing, by the SEC's column names.
    """

    name: str
    size: int
    read: Callable[[], bytes]
    given: Mapping[str, str] = field(default_factory=dict)
    taken: int = 0


def items_of(sources: Iterable[str], skip: Iterable[str] = (), text_column: str = TEXT_COLUMN) -> Iterator[Item]:
    """The texts of all sources, in an order that depends on nothing but names and archives.

    A source that cannot be read, or only up to a point, has an item in its place whose ``read`` says why.
    """
    before = 0
    for source in sources:
        for file in files_of(source, skip):
            if isinstance(file, InputError):
                yield _failing(file, before)
            else:
                yield from items_in(file, before, text_column)
                before += file.size


def total_size(sources: Iterable[str], skip: Iterable[str] = ()) -> int:
    """Bytes of all sources as they are stored; :class:`MissingExtraError` where a source needs what is not installed."""
    total = 0
    for source in sources:
        for file in files_of(source, skip):
            if not isinstance(file, InputError):
                total += file.size
                if file.kind is Kind.PARQUET:
                    parquet_library(file.name)
    return total


def parquet_library(what: str) -> Any:
    """The module ``pyarrow.parquet``."""
    try:
        import pyarrow.parquet
    except ModuleNotFoundError:
        raise MissingExtraError(what, "batch") from None
    return pyarrow.parquet


def items_in(file: File, before: int, text_column: str) -> Iterator[Item]:
    """The texts of one file; what cannot be read of it is an item that fails.

    Args:
        file: the file.
        before: bytes of the files before it, as they are stored.
        text_column: the column of texts in tables.
    """
    if file.kind is Kind.TEXT:
        yield Item(file.name, file.size, partial(_text_of, file), taken=before + file.size)
        return
    try:
        with _told(file.name), file.open() as raw:
            match file.kind:
                case Kind.ZIP:
                    yield from _zipped(file, raw, before)
                case Kind.TAR:
                    yield from _tarred(file, raw, before)
                case Kind.LINES:
                    yield from _lines(file, raw, before, text_column)
                case _:
                    yield from _rows(file, raw, before, text_column)
    except InputError as error:
        yield _failing(error, before + file.size)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Makes an :class:`InputError` of whatever goes wrong: on damaged files libraries raise errors of any kind."""
    try:
        yield
    except ExtractorError:
        raise
    except OSError as error:
        raise InputError(name, error.strerror or f"cannot be read ({error})", "check the file and its rights") from None
    except Exception as error:
        reason = f"cannot be read further ({type(error).__name__}: {error})"
        raise InputError(name, reason, "make the file anew; what was read before it is kept") from None


def _text_of(file: File) -> bytes:
    with _told(file.name), file.open() as raw:
        return whole(file.name, raw)


def _zipped(file: File, raw: BinaryIO, before: int) -> Iterator[Item]:
    archive = zipfile.ZipFile(raw)
    taken = before
    for info in archive.infolist():
        taken += info.compress_size
        if is_text(info.filename):
            name = f"{file.name}/{info.filename}"
            yield Item(name, info.file_size, partial(_member, archive, info, name), taken=min(taken, before + file.size))


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes:
    with _told(name), archive.open(info) as data:
        return whole(name, cast(BinaryIO, data))


def _tarred(file: File, raw: BinaryIO, before: int) -> Iterator[Item]:
    stream = Stream(file.name, raw)
    archive = tarfile.TarFile(file.name, fileobj=cast(BinaryIO, stream))
    while (info := archive.next()) is not None:
        archive.members = []  # type: ignore[attr-defined]  # the module keeps all of them
        if info.isreg() and is_text(info.name):
            name = f"{file.name}/{info.name}"
            yield Item(name, info.size, partial(_next_of, archive, info, name), taken=before + stream.consumed)


def _next_of(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str) -> bytes:
    if info.size > LARGEST:
        raise too_large(name)
    with _told(name):
        data = archive.extractfile(info)
        return b"" if data is None else data.read()


def _lines(file: File, raw: BinaryIO, before: int, text_column: str) -> Iterator[Item]:
    stream = Stream(file.name, raw)
    for number, line in enumerate(lines_of(stream), 1):
        name, taken = f"{file.name}:{number}", before + stream.consumed
        if line is None:
            yield _failing(too_large(name), taken)
        elif line.strip():
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                yield _failing(InputError(name, f"no JSON ({error})", "correct the line"), taken, len(line))
                continue
            yield _record(record, name, text_column, taken)


def _rows(file: File, raw: BinaryIO, before: int, text_column: str) -> Iterator[Item]:
    table = parquet_library(file.name).ParquetFile(raw)
    if text_column not in table.schema_arrow.names:
        raise InputError(file.name, f"no column {text_column!r}", "name the column of texts by --text-column")
    wanted = [name for name in table.schema_arrow.names if name in (text_column, "name") or _sec_name(name)]
    number, count = 0, max(1, table.metadata.num_rows)
    for batch in table.iter_batches(batch_size=_BATCH, columns=wanted):
        for record in batch.to_pylist():
            number += 1
            yield _record(record, f"{file.name}:{number}", text_column, before + file.size * number // count)


def _record(record: Any, place: str, text_column: str, taken: int) -> Item:
    """The text of a line or row; its name is the one it has itself, or its place."""
    text = record.get(text_column) if isinstance(record, dict) else None
    if not isinstance(text, (str, bytes)):
        error = InputError(place, f"no text in column {text_column!r}", "name the column of texts by --text-column")
        return _failing(error, taken)
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(data) > LARGEST:
        return _failing(too_large(place), taken, len(data))
    given = {column: str(value) for name, value in record.items() if value is not None and (column := _sec_name(name))}
    name = record.get("name")
    return Item(name if isinstance(name, str) and name else place, len(data), lambda: data, given, taken)


def _sec_name(name: str) -> str:
    """The SEC's name of a column, however its words are joined; empty for others."""
    return _GIVEN.get(re.sub("[^A-Z]", "", name.upper()), "")


def _failing(error: InputError, taken: int, size: int = 0) -> Item:
    def read() -> bytes:
        raise error

    return Item(error.source, size, read, taken=taken)
