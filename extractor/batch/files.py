"""The files that are named to be read: single ones, folders, patterns, and addresses that fsspec knows."""

from __future__ import annotations

import enum
import glob
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, BinaryIO, Final, cast

from extractor.errors import InputError, MissingExtraError

TEXT_SUFFIXES: Final = frozenset(
    ("", ".txt", ".text", ".md", ".markdown", ".tsv", ".htm", ".html", ".xhtml", ".hocr", ".asc", ".ocr")
)


class Kind(enum.StrEnum):
    """How a file holds its texts."""

    TEXT = "text"
    ZIP = "zip"
    TAR = "tar"
    LINES = "lines"
    PARQUET = "parquet"


READ_IN_FOLDERS: Final = (
    f"of folders only files without an ending or with one of {' '.join(sorted(TEXT_SUFFIXES - {''}))} are taken for texts"
)
_PACKED: Final = (".gz", ".bz2", ".xz")
_KINDS: Final = {
    ".zip": Kind.ZIP,
    **dict.fromkeys((".tar", ".tgz", ".tbz2", ".txz", *(f".tar{end}" for end in _PACKED)), Kind.TAR),
    **dict.fromkeys((line + end for line in (".jsonl", ".ndjson") for end in ("", *_PACKED)), Kind.LINES),
    ".parquet": Kind.PARQUET,
}


@dataclass(frozen=True, slots=True)
class File:
    """A file of texts; ``size`` in bytes as it is stored."""

    name: str
    size: int
    open: Callable[[], BinaryIO]

    @property
    def kind(self) -> Kind:
        """By the name; what has none of the known endings is taken for a text."""
        name = self.name.lower()
        return next((kind for end, kind in _KINDS.items() if name.endswith(end)), Kind.TEXT)


def is_text(name: str) -> bool:
    """Whether a name below a folder or in an archive is that of a text: not hidden, and with an ending that texts have."""
    base = name.replace("\\", "/").rpartition("/")[2]
    return bool(base) and not base.startswith(".") and os.path.splitext(base)[1].lower() in TEXT_SUFFIXES


def texts_below(folder: str, skip: Iterable[str] = (), wanted: Callable[[str], bool] = is_text) -> Iterator[str]:
    """The paths of all texts in a folder and below it, in the order of names, without hidden ones and what lies in ``skip``."""
    skipped = {os.path.realpath(path) for path in skip}
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(n for n in folders if not n.startswith(".") and _real(base, n, skipped) not in skipped)
        for name in sorted(names):
            if wanted(name) and _real(base, name, skipped) not in skipped:
                yield os.path.join(base, name)


def files_of(source: str, skip: Iterable[str] = ()) -> Iterator[File | InputError]:
    """The files that an argument names: those of a folder in the order of their names, packed ones among them."""
    if "://" in source:
        yield from _remote(source)
    elif os.path.isdir(source):
        yield from _of_folder(source, skip)
    elif os.path.exists(source):
        yield _local(source)
    elif glob.has_magic(source):
        yield from _of_pattern(source, skip)
    else:
        yield InputError(source, "no such file or folder", "check the path")


def _of_pattern(pattern: str, skip: Iterable[str]) -> Iterator[File | InputError]:
    """All files that a pattern with an ending names; of one without, such as ``**``, those whose names are of texts."""
    found, none = sorted(glob.iglob(pattern, recursive=True)), True
    for path in found:
        if not os.path.isdir(path):
            if _is_named(pattern, path):
                none = False
                yield _local(path)
        elif "**" not in pattern:
            none = False
            yield from _of_folder(path, skip)
    if none:
        remedy = f"check the pattern, or name an ending in it, such as *.xml; {READ_IN_FOLDERS}" if found else "check the pattern"
        yield InputError(pattern, "no text matches this pattern" if found else "no file matches this pattern", remedy)


def _is_named(pattern: str, path: str) -> bool:
    return bool(os.path.splitext(pattern)[1]) or is_readable(path)


def is_readable(name: str) -> bool:
    """Whether a name is that of a text or of a file that holds texts."""
    return is_text(name) or (not os.path.basename(name).startswith(".") and name.lower().endswith(tuple(_KINDS)))


def _of_folder(folder: str, skip: Iterable[str]) -> Iterator[File | InputError]:
    found = False
    for path in texts_below(folder, skip, is_readable):
        found = True
        yield _local(path)
    if not found:
        yield InputError(folder, "no texts in this folder", f"name the files, or another folder; {READ_IN_FOLDERS}")


def _real(base: str, name: str, skipped: set[str]) -> str:
    return os.path.realpath(os.path.join(base, name)) if skipped else name


def _local(path: str) -> File | InputError:
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            return InputError(path, "no regular file", "name files and folders only")
        return File(path, found.st_size, partial(_open_local, path))
    except OSError as error:
        return InputError(path, error.strerror or "cannot be read", "check the path and its rights")


def _open_local(path: str) -> BinaryIO:
    return open(path, "rb")


def _remote(source: str) -> Iterator[File | InputError]:
    try:
        import fsspec
    except ModuleNotFoundError:
        raise MissingExtraError(f"reading {source}", "batch") from None
    scheme = source.partition("://")[0]
    try:
        system, root = fsspec.core.url_to_fs(source)
        names = system.glob(root) if glob.has_magic(root) else system.find(root)
        named = root if glob.has_magic(root) else ""
        names = [name for name in sorted(names) if name == root or _is_named(named, name)]
        for name in names:
            yield File(f"{scheme}://{name.lstrip('/')}", system.size(name) or 0, partial(_open_remote, system, name))
    except OSError as error:
        yield InputError(source, str(error) or "cannot be read", "check the address and your rights")
        return
    except Exception as error:  # an unknown beginning, a library that it needs, and whatever that library raises
        yield InputError(source, str(error) or type(error).__name__, "install what fsspec names, or check the address")
        return
    if not names:
        yield InputError(source, "no texts there", "check the address")


def _open_remote(system: Any, name: str) -> BinaryIO:
    return cast(BinaryIO, system.open(name, "rb"))
