"""Reading packed files from front to end in constant memory, within limits that no honest input reaches."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Final, Protocol

from extractor.errors import InputError

LARGEST: Final = 16 * 2**20
"""Bytes of one text: four for each character that the pipeline reads."""
_CHUNK: Final = 2**18
_HEAD: Final = 6  # bytes that tell how a file is packed
_XZ_MEMORY: Final = 256 * 2**20
_FREE: Final = 2**30
_RATIO: Final = 1000
_SPLIT: Final = "split it into filings"


class _Decompressor(Protocol):
    """What :class:`bz2.BZ2Decompressor` and :class:`lzma.LZMADecompressor` are."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """zlib's decompressor with the methods of the others."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._full = False

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._full and not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        out = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self._full = len(out) == max_length
        return out


def _decompressor(head: bytes) -> _Decompressor | None:
    if head.startswith(b"\x1f\x8b"):
        return _Gzip()
    if head.startswith(b"BZh"):
        return bz2.BZ2Decompressor()
    if head.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)
    return None


class Stream:
    """A file that is read forwards, unpacked where its first bytes say that it is gzip, bzip2 or xz.

    ``tell`` and ``seek`` are those of the unpacked bytes; ``seek`` goes forwards only. All methods raise
    :class:`InputError` where the file is damaged, or expands beyond all measure.
    """

    def __init__(self, name: str, raw: BinaryIO) -> None:
        self._name, self._raw = name, raw
        self._packed = raw.read(_CHUNK)
        self._taken = len(self._packed)
        self._unpack = _decompressor(self._packed)
        self._ready = b"" if self._unpack else self._packed
        self._at = 0

    @property
    def consumed(self) -> int:
        """Bytes taken of the file as it is stored."""
        return self._taken

    def tell(self) -> int:
        """How many unpacked bytes were read."""
        return self._at

    def seek(self, target: int) -> int:
        """Skips to a place further on."""
        if target < self._at:
            raise self._damaged("its parts overlap")
        while self._at < target and self.read(min(_CHUNK, target - self._at)):
            pass
        return self._at

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes; fewer at the end only."""
        if not 0 <= size <= LARGEST:
            raise self._damaged("one of its parts has an impossible length")
        pieces, missing = [], size
        while missing and (self._ready or self._more()):
            pieces.append(self._ready[:missing])
            self._ready = self._ready[missing:]
            missing -= len(pieces[-1])
        self._at += size - missing
        return b"".join(pieces)

    def _more(self) -> bool:
        """Gets the next chunk ready; false at the end."""
        if self._unpack is None:
            self._ready = self._take()
            return bool(self._ready)
        try:
            while not self._ready:
                if self._unpack.eof:
                    rest = self._unpack.unused_data
                    while len(rest) < _HEAD and (chunk := self._take()):
                        rest += chunk
                    following = _decompressor(rest)
                    if following is None:  # padding, or the end
                        return False
                    self._unpack, self._packed = following, rest
                elif self._unpack.needs_input and not self._packed:
                    self._packed = self._take()
                    if not self._packed:
                        raise self._damaged("it ends too early")
                data, self._packed = self._packed, b""
                self._ready = self._unpack.decompress(data, _CHUNK)
        except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
            raise self._damaged(f"it cannot be unpacked ({error})") from None
        if self._at > max(_FREE, _RATIO * self._taken):
            raise self._damaged(f"it expands to more than {_RATIO:,} times its size")
        return True

    def _take(self) -> bytes:
        chunk = self._raw.read(_CHUNK)
        self._taken += len(chunk)
        return chunk

    def _damaged(self, reason: str) -> InputError:
        return InputError(self._name, reason, "what was read before it is kept; make the file anew")


def lines_of(stream: Stream) -> Iterator[bytes | None]:
    """The lines of a stream without their ends; ``None`` for one that is longer than a text may be."""
    rest, lost = bytearray(), False
    while chunk := stream.read(_CHUNK):
        first, *others = chunk.split(b"\n")
        if not lost:
            rest += first
        for line in others:
            yield None if lost else bytes(rest)
            rest, lost = bytearray(line), False
        if len(rest) > LARGEST:
            rest, lost = bytearray(), True
    if lost or rest:
        yield None if lost else bytes(rest)


def whole(name: str, data: BinaryIO) -> bytes:
    """All bytes of a text; :class:`InputError` where there are more than a text may have."""
    content = data.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise too_large(name)
    return content


def too_large(name: str) -> InputError:
    """What is said of a text that is larger than any."""
    return InputError(name, f"larger than {LARGEST // 2**20} MB", _SPLIT)
