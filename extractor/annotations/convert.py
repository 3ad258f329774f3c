"""Annotations in the formats of other tools and back, without loss: by name and by suffix.

=============== =========== ==========================================================
name            suffix      what it is
=============== =========== ==========================================================
``jsonl``       ``.jsonl``  the project's own format
``docbin``      ``.spacy``  spaCy's ``DocBin``, the values as span group ``values``
``label-studio`` ``.json``  Label Studio's JSON, to import and as it exports
``doccano``     ``.doccano.jsonl`` doccano's JSON Lines for sequence labelling
``conll``       ``.conll``  a token a line with BIO labels
=============== =========== ==========================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from extractor.annotations.record import Annotation
from extractor.errors import AnnotationError


class AnnotationFormat(StrEnum):
    """The names of the formats; each is read and written by a module of :mod:`extractor.annotations.formats`."""

    JSONL = "jsonl"
    DOCBIN = "docbin"
    LABEL_STUDIO = "label-studio"
    DOCCANO = "doccano"
    CONLL = "conll"


_SUFFIXES: Final = (
    (".doccano.jsonl", AnnotationFormat.DOCCANO),
    (".jsonl", AnnotationFormat.JSONL),
    (".spacy", AnnotationFormat.DOCBIN),
    (".json", AnnotationFormat.LABEL_STUDIO),
    (".conll", AnnotationFormat.CONLL),
)


def format_of(path: Path) -> AnnotationFormat:
    """The format that a file's name speaks for; :class:`AnnotationError` where it speaks for none."""
    for suffix, name in _SUFFIXES:
        if path.name.endswith(suffix):
            return name
    raise AnnotationError(path, "its name does not tell its format", f"name the format, one of {', '.join(AnnotationFormat)},")


def read_as(path: Path, format: str) -> Iterator[Annotation]:
    """The annotations of a file in a format; :class:`AnnotationError` where it does not follow the format."""
    try:
        yield from _module(format).read(path)
    except OSError as error:
        raise AnnotationError(path, error.strerror or "cannot be read", "check the path and its rights") from None
    except UnicodeDecodeError:
        raise AnnotationError(path, "not UTF-8", "save it as UTF-8") from None


def write_as(path: Path, annotations: Iterable[Annotation], format: str) -> int:
    """Write annotations in a format; returns how many. The file appears only when it is complete.

    Raises :class:`AnnotationError` where the file cannot be written, and for spans that the format cannot hold: ``conll``
    none that overlap or begin or end with a blank, none of them any whose text is not the one at its offsets.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        count: int = _module(format).write(part, map(_consistent, annotations))
        part.replace(path)
    except OSError as error:
        raise AnnotationError(path, error.strerror or "cannot be written", "check the path and its rights") from None
    finally:
        part.unlink(missing_ok=True)
    return count


def _consistent(annotation: Annotation) -> Annotation:
    for span in annotation.spans:
        if not 0 <= span.start < span.end <= len(annotation.text) or annotation.text[span.start : span.end] != span.text:
            raise AnnotationError(annotation.id, f"the span {span.start}-{span.end} has another text", "check the file first")
    return annotation


def _module(format: str) -> Any:
    if format not in tuple(AnnotationFormat):
        raise AnnotationError(format, "no such format", f"choose one of {', '.join(AnnotationFormat)}")
    return import_module(f"extractor.annotations.formats.{format.replace('-', '_')}")
