"""The files of a model's folder: ``manifest.json`` tells what the model came from, and the SHA-256 of each other file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np

from extractor.errors import ModelError

MANIFEST: Final = "manifest.json"
REMEDY: Final = "restore the file, or make it again: cells.npz by extractor train, the others by extractor calibrate"
T = TypeVar("T")


def shipped_folder() -> Path:
    """Where the model that ships with the package lies: inside the package when installed, else beside it."""
    inside = Path(__file__).resolve().parent / "models"
    return inside if inside.is_dir() else inside.parents[1] / "models"


def read(folder: Path, name: str, parse: Callable[[bytes], T]) -> T:
    """What a file says, once its digest is known to be the one in the manifest.

    Raises:
        ModelError: the file or the manifest is absent or damaged, or nothing that ``parse`` understands.
    """
    data = _bytes(folder, name)
    if hashlib.sha256(data).hexdigest() != manifest(folder).get("files", {}).get(name):
        raise ModelError(folder / name, f"its SHA-256 is not the one in {MANIFEST}", REMEDY)
    return _parsed(folder / name, data, parse)


def manifest(folder: Path) -> dict[str, Any]:
    """What the manifest says; :class:`ModelError` where there is none."""
    return _parsed(folder / MANIFEST, _bytes(folder, MANIFEST), lambda data: dict(json.loads(data)))


def fingerprint(folder: Path) -> str:
    """What tells a model from others: the SHA-256 of its manifest, which has those of its files."""
    return hashlib.sha256(_bytes(folder, MANIFEST)).hexdigest()


def write(folder: Path, name: str, data: bytes, told: Mapping[str, Any] | None = None) -> None:
    """Write a file, and its digest into the manifest: the one that is there, or one that says what is ``told``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    told = manifest(folder) if told is None else told
    full = {**told, "files": {**told.get("files", {}), name: hashlib.sha256(data).hexdigest()}}
    (folder / MANIFEST).write_text(json.dumps(full, indent=1) + "\n", encoding="utf-8")


def packed(arrays: Mapping[str, Any]) -> bytes:
    """Arrays as the bytes of an ``.npz`` file."""
    file = BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


def _bytes(folder: Path, name: str) -> bytes:
    for there, reason in ((folder.is_dir(), "no such folder"), ((folder / MANIFEST).exists(), f"no {MANIFEST} in it")):
        if not there:
            raise ModelError(folder, reason, "name a folder that extractor train or tune wrote")
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise ModelError(folder / name, "it cannot be read", REMEDY) from error


def _parsed(path: Path, data: bytes, parse: Callable[[bytes], T]) -> T:
    try:
        return parse(data)
    except Exception as error:  # what is damaged, or of another version, makes errors of any kind
        raise ModelError(path, f"it cannot be used ({error})", REMEDY) from error
