"""JSON Lines, the project's own format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.annotations.io import read_annotations, write_annotations
from extractor.annotations.record import Annotation


def read(path: Path) -> Iterator[Annotation]:
    """The annotations of a file."""
    return read_annotations([path])


def write(path: Path, annotations: Iterable[Annotation]) -> int:
    """Write a file."""
    return write_annotations(path, annotations)
