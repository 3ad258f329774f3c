"""What the command line is asked to read."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from extractor.batch.files import READ_IN_FOLDERS, texts_below
from extractor.errors import InputError

STDIN: Final = "-"


@dataclass(frozen=True, slots=True)
class Input:
    """A text to read; ``path`` is ``None`` for standard input."""

    name: str
    path: Path | None

    @property
    def stem(self) -> str:
        """The name without folder and suffix, for output files."""
        return self.path.stem if self.path else "stdin"

    def read(self) -> bytes:
        """The bytes; :class:`InputError` where they cannot be had."""
        try:
            return self.path.read_bytes() if self.path else sys.stdin.buffer.read()
        except OSError as error:
            raise InputError(self.name, error.strerror or "cannot be read", "check the path and its rights") from None


def one(path: str) -> Input:
    """The single input that an argument names; :class:`InputError` where it names none, or a folder of them."""
    if os.path.isdir(path):
        raise InputError(path, "is a folder", "name one file")
    found = next(_found(path))
    if isinstance(found, InputError):
        raise found
    return found


def collect(paths: Iterable[str]) -> Iterator[Input | InputError]:
    """The inputs that the arguments name, each once; folders with all texts below them, in the order of names."""
    seen: set[str] = set()
    for path in paths:
        for found in _found(path):
            key = os.path.realpath(found.path) if isinstance(found, Input) and found.path else path
            if key not in seen:
                seen.add(key)
                yield found


def _found(path: str) -> Iterator[Input | InputError]:
    if path == STDIN:
        yield Input("stdin", None)
    elif os.path.isdir(path):
        files = tuple(map(Path, texts_below(path)))
        if not files:
            yield InputError(path, "no texts in this folder", f"name the files, or another folder; {READ_IN_FOLDERS}")
        yield from (Input(str(file), file) for file in files)
    elif os.path.exists(path):
        yield Input(path, Path(path))
    else:
        yield InputError(path, "no such file or folder", "check the path")
