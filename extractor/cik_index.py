"""Names of issuers and owners to CIKs, by the lists that the SEC publishes.

``cik-lookup-data.txt`` has a line ``NAME:CIK:`` for every filer, ``company_tickers.json`` an entry for every listed
company. Names are compared by their letters and digits alone; the SEC's suffix, as in ``8X8 INC /DE/``, counts when it
is printed and may be absent when only one filer has the name without it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from extractor.errors import CikIndexError
from extractor.filing import Filing, Status, Value

_REMEDY: Final = "give the SEC's cik-lookup-data.txt or company_tickers.json"
_SUFFIX: Final = re.compile(rb"/[0-9A-Z]{2,3}/?$")
_LINE: Final = re.compile(rb"[^\s:]:\d{1,10}:?\r?$", re.MULTILINE)
_SLASHED: Final = re.compile(rb"\n([^\n]*/[^\n]*):(\d+):?(?=\n)")
_DIGITS: Final = 10


def _fold() -> tuple[bytes, bytes]:
    """For ``bytes.translate`` on Latin-1: letters to plain capitals; and what is deleted."""
    table, dropped = bytearray(range(256)), bytearray()
    for i in range(256):
        base = unicodedata.normalize("NFKD", chr(i)).upper()[0]
        if (base.isascii() and base.isalnum()) or base in ":/\n":
            table[i] = ord(base)
        else:
            dropped.append(i)
    return bytes(table), bytes(dropped)


_TABLE, _DROPPED = _fold()


def normalised(name: str) -> bytes:
    """Capital letters, digits, slashes and colons of a name; neither case, accents, blanks nor other marks count."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return plain.replace("\\", "/").encode("latin-1", "ignore").translate(_TABLE, _DROPPED + b"\n")


class CikIndex:
    """CIKs by name.

    The list is kept as one normalised text and searched: that loads at once, and each name is searched for only once.
    """

    def __init__(self, entries: bytes) -> None:
        """``entries``: normalised lines ``NAME:CIK:``."""
        self._entries = b"\n" + entries + b"\n"
        self._found: dict[bytes, frozenset[bytes]] = {}

    @classmethod
    def from_file(cls, path: str | Path) -> CikIndex:
        """Reads either of the two lists; :class:`CikIndexError` where the file is neither."""
        try:
            data = Path(path).read_bytes()
        except OSError as error:
            raise CikIndexError(path, error.strerror or "cannot be read", _REMEDY) from None
        if data.lstrip()[:1] in (b"{", b"["):
            try:
                entries = b"\n".join(_tickers(json.loads(data)))
            except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
                raise CikIndexError(path, "JSON without the entries of company_tickers.json", _REMEDY) from None
            if not entries:
                raise CikIndexError(path, "JSON without any entry", _REMEDY)
            return cls(entries)
        if not _LINE.search(data):
            raise CikIndexError(path, "no line of the form NAME:CIK:", _REMEDY)
        return cls(data.translate(_TABLE, _DROPPED))

    def lookup(self, name: str) -> tuple[str, ...]:
        """The CIKs that the name may stand for, of ten digits each: none, one, or several."""
        key = normalised(name)
        if not key:
            return ()
        found = self._named(key) or self._loose.get(key.replace(b"/", b"")) or self._named(_stem(key))
        return tuple(sorted({cik.decode().zfill(_DIGITS) for cik in found}))

    def _named(self, key: bytes) -> frozenset[bytes]:
        """The CIKs in the lines of exactly this name."""
        if key not in self._found:
            needle, ciks = b"\n" + key + b":", set()
            at = self._entries.find(needle)
            while at >= 0:
                start = at + len(needle)
                cik = self._entries[start : self._entries.find(b"\n", start)].rstrip(b":")
                if cik.isdigit():
                    ciks.add(cik)
                at = self._entries.find(needle, start)
            self._found[key] = frozenset(ciks)
        return self._found[key]

    @cached_property
    def _loose(self) -> dict[bytes, set[bytes]]:
        """The names with slashes once more: without the slashes, and without the suffix."""
        loose: dict[bytes, set[bytes]] = {}
        for name, cik in _SLASHED.findall(self._entries):
            for key in {name.replace(b"/", b""), _stem(name)}:
                loose.setdefault(key, set()).add(cik)
        return loose


@cache
def index_of(path: Path) -> CikIndex:
    """The index in a file, read once; :class:`CikIndexError` as :meth:`CikIndex.from_file`."""
    return CikIndex.from_file(path)


def resolve(filing: Filing, index: CikIndex) -> Filing:
    """The filing with the CIKs that its names have in the index; what stays unresolved is told in a warning."""
    warnings: list[str] = []
    issuer = replace(
        filing.issuer,
        issuer_cik=_resolved("issuer", filing.issuer.issuer_name, filing.issuer.issuer_cik, index, warnings),
    )
    owners = tuple(
        replace(owner, rpt_owner_cik=_resolved("owner", owner.rpt_owner_name, owner.rpt_owner_cik, index, warnings))
        for owner in filing.reporting_owners
    )
    return replace(
        filing,
        issuer=issuer,
        reporting_owners=owners,
        warnings=tuple(dict.fromkeys((*filing.warnings, *warnings))),
    )


def _resolved(who: str, name: Value[str], cik: Value[str], index: CikIndex, warnings: list[str]) -> Value[str]:
    if cik.value is not None or not name.value:
        return cik
    found = index.lookup(name.value)
    if len(found) == 1:
        return Value(found[0], Status.INFERRED, name.confidence, reasons=("the CIK index has this name once",))
    if found:
        ciks = ", ".join(found[:5]) + (", ..." if len(found) > 5 else "")
        warnings.append(f"{who} {name.value!r} is ambiguous in the CIK index ({ciks}): its CIK is left open")
    else:
        warnings.append(f"{who} {name.value!r} is not in the CIK index: its CIK is left open")
    return cik


def _stem(key: bytes) -> bytes:
    return _SUFFIX.sub(b"", key).replace(b"/", b"")


def _tickers(entries: Any) -> Iterator[bytes]:
    for entry in entries.values() if isinstance(entries, dict) else entries:
        yield b"%b:%d:" % (normalised(entry["title"]), int(entry["cik_str"]))
