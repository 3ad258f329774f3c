"""Parts: a shard's rows in one file, there whole or not at all."""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

from extractor.batch.shards import Committed, Shard
from extractor.batch.tally import BatchTally

_RECORD: Final = "record.json"
_END: Final = ".part"
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_BAD: Final = (OSError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, TypeError)


def write_whole(path: Path, data: bytes) -> None:
    """Writes a file so that after a power cut it is there whole, as it was before, or not at all."""
    new = path.with_name(f"{path.name}.new")
    with open(new, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    put_in_place(new, path)


def put_in_place(new: Path, path: Path) -> None:
    """Renames a finished file, and makes sure that the name is kept."""
    os.replace(new, path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def pack(shard: Shard, pieces: Mapping[str, bytes], tally: BatchTally) -> bytes:
    """A part as bytes: a zip archive of the tables' rows, and a record of the shard."""
    record = {"digest": shard.digest, "keys": shard.keys, "tally": asdict(tally)}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in (*pieces.items(), (_RECORD, json.dumps(record).encode())):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED, compresslevel=1)
    return out.getvalue()


class Parts:
    """The folder of parts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def commit(self, number: int, part: bytes) -> None:
        """Writes a part so that after a power cut it is there whole or not at all."""
        write_whole(self._path(number), part)

    def committed(self, number: int) -> Committed | None:
        """What is known of a part; nothing if it is not there, or damaged, so that it is made anew."""
        path = self._path(number)
        if not path.exists():
            return None
        try:
            with zipfile.ZipFile(path) as archive:
                record = json.loads(archive.read(_RECORD))
            return Committed(tuple(record["keys"]), record["digest"], BatchTally(**record["tally"]))
        except _BAD:
            return None

    def rows(self, number: int, table: str) -> bytes:
        """A part's rows of a table."""
        with zipfile.ZipFile(self._path(number)) as archive:
            return archive.read(table)

    def clear(self) -> None:
        """Removes all parts."""
        with os.scandir(self._folder) as entries:
            for entry in entries:
                os.unlink(entry)

    def _path(self, number: int) -> Path:
        return self._folder / f"{number:08}{_END}"
