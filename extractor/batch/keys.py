"""Accession numbers: the one that a filing is known by, or one made of its text."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Mapping
from typing import Final

from extractor.export.cells import cell_of

_DASHED: Final = re.compile(r"(?<!\d)\d{10}-\d{2}-\d{6}(?!\d)")
_PLAIN: Final = re.compile(r"(?<!\d)(\d{10})(\d{2})(\d{6})(?!\d)")
_LONGEST: Final = 25
_DIGITS: Final = 16


def accession_of(name: str, given: Mapping[str, str], data: bytes) -> str:
    """The number that is given, else that in the name, the file's before its folders', else one made of the text.

    The last is ``T`` and the first sixteen digits of the SHA-256 of the bytes: at most 25 characters hold any of them, as
    the SEC's column does.
    """
    known = cell_of(given.get("ACCESSION_NUMBER", ""))[:_LONGEST] or _named(name)
    return known or "T" + hashlib.sha256(data).hexdigest()[:_DIGITS]


def _named(name: str) -> str:
    for part in reversed(re.split(r"[/\\]", name)):
        if found := _DASHED.findall(part):
            return str(found[-1])
        if plain := _PLAIN.findall(part):
            return "-".join(plain[-1])
    return ""


class Keys:
    """Makes keys distinct in the order in which they come, in constant memory: the second ``X`` becomes ``X-2``."""

    def __init__(self) -> None:
        # A nameless database lies in a temporary file of its own, with a small cache; a lock is kept by those who use it.
        self._base = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._base.execute("CREATE TABLE keys (key TEXT PRIMARY KEY, count INTEGER) WITHOUT ROWID")
        self._base.execute("BEGIN")

    def distinct(self, key: str) -> str:
        """The key, or the key with a number that nothing before has."""
        count = self._claim(key)
        if count == 1:
            return key
        following = f"{key}-{count}"
        return following if self._claim(following) == 1 else self.distinct(key)

    def close(self) -> None:
        """Removes the temporary file."""
        self._base.close()

    def _claim(self, key: str) -> int:
        upsert = "INSERT INTO keys VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET count = count + 1 RETURNING count"
        (count,) = self._base.execute(upsert, (key,)).fetchall()[0]
        return int(count)
