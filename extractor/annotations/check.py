"""Checks of annotations: what would train a model wrongly, said plainly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from extractor.annotations.gold import class_of, filing_of, leaves_at, part_of
from extractor.annotations.io import numbered_lines, parse_line
from extractor.annotations.record import SPLITS, VERSION, Annotation, Span
from extractor.cells.labels import FIELDS, NOTE
from extractor.errors import AnnotationError
from extractor.filing.forms import DOCUMENT_TYPES

_ROW: Final = re.compile(
    r"|issuer|reportingOwner\[[1-9]\d*\]|ownerSignature\[[1-9]\d*\]|footnotes/footnote\[[1-9]\d*\]"
    r"|nonDerivativeTable/nonDerivative(?:Transaction|Holding)\[[1-9]\d*\]|derivativeTable/derivative(?:Transaction|Holding)\[[1-9]\d*\]"
)
_OF_FOOTNOTES: Final = ("id", "text")
_UNPRINTED: Final = (
    "Cik",
    "equitySwapInvolved",
    "rptOwnerStateDescription",
    "transactionAcquiredDisposedCode",
    "transactionFormType",
    "transactionTimeliness",
)
"""Ends of the paths whose value a form may have without a word for it: a column or a box stands for it, or EDGAR alone has it."""


class Problem(NamedTuple):
    """Something wrong with an annotation, in words. ``fatal`` ones make it useless, others make it doubtful."""

    annotation: str
    where: str
    sentence: str
    fatal: bool = True

    @property
    def severity(self) -> str:
        """``error`` or ``warning``."""
        return "error" if self.fatal else "warning"

    def __str__(self) -> str:
        """One line."""
        return f"{self.severity}: {self.annotation or 'annotation without id'}: {self.where}: {self.sentence}"


def check(annotation: Annotation) -> tuple[Problem, ...]:
    """All problems of one annotation, in the order of the format's keys."""
    found = (*_head(annotation), *_spans(annotation), *_gold(annotation), *_unspanned(annotation))
    return tuple(Problem(annotation.id, *problem) for problem in found)


def check_all(annotations: Iterable[Annotation]) -> Iterator[Problem]:
    """The problems of many annotations, ids that stand twice among them."""
    seen: set[str] = set()
    for annotation in annotations:
        if annotation.id in seen:
            yield Problem(annotation.id, "id", "another annotation has the same id")
        seen.add(annotation.id)
        yield from check(annotation)


def check_lines(paths: Iterable[Path]) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    """``FILE:LINE`` and the problems of every line of JSON Lines files; a line that is no annotation is one problem.

    Raises :class:`AnnotationError` for a file that cannot be read.
    """
    seen: dict[str, str] = {}
    for path, number, line in numbered_lines(paths):
        where = f"{path}:{number}"
        try:
            annotation = parse_line(path, number, line)
        except AnnotationError as error:
            yield where, (Problem("", "line", f"{error.reason}; {error.remedy}"),)
            continue
        first = seen.setdefault(annotation.id, where)
        twice = () if first == where else (Problem(annotation.id, "id", f"the annotation at {first} has the same id"),)
        yield where, (*twice, *check(annotation))


Found = Iterator[tuple[str, str, bool]]


def _head(annotation: Annotation) -> Found:
    if annotation.version != VERSION:
        yield "version", f"{annotation.version} is not {VERSION}", True
    if not annotation.id:
        yield "id", "it is empty", True
    if annotation.split not in SPLITS:
        yield "split", f"{annotation.split!r} is none of {', '.join(SPLITS)}", True
    if annotation.form and annotation.form not in DOCUMENT_TYPES:
        yield "form", f"{annotation.form!r} is none of {', '.join(DOCUMENT_TYPES)}", True
    if not annotation.issuer:
        yield "issuer", "it is empty: filings of one issuer may come to stand in several splits", False
    if not annotation.text.strip():
        yield "text", "it is empty", True


def _spans(annotation: Annotation) -> Found:
    last: Span | None = None
    for span in sorted(annotation.spans):
        where = f"span {span.start}-{span.end}"
        if not 0 <= span.start < span.end <= len(annotation.text):
            yield where, f"outside of the text, which has {len(annotation.text)} characters, or empty", True
            continue
        if span.text != annotation.text[span.start : span.end]:
            stands = annotation.text[span.start : span.end]
            yield where, f"its text is {span.text[:40]!r}, but {stands[:40]!r} stands there", True
        if last is not None and span.start < last.end:
            yield where, f"it overlaps the span {last.start}-{last.end}", True
        if (problem := _label(span)) is not None:
            yield where, problem, True
        elif annotation.gold and _path(span) not in annotation.gold and not _printed_elsewhere(span):
            yield where, f"the gold has no {_path(span)}", False
        last = span


def _path(span: Span) -> str:
    return f"{span.row}/{span.label}".lstrip("/")


def _printed_elsewhere(span: Span) -> bool:
    """What is printed but has no place of its own in the document: the captions of marks, the type behind a code."""
    return span.label == "reportingOwnerAddress/rptOwnerStateDescription" or span.label.endswith("transactionFormType")


def _label(span: Span) -> str | None:
    if not _ROW.fullmatch(span.row):
        return f"no such row: {span.row!r}"
    if span.row.startswith("footnotes/"):
        return None if span.label in _OF_FOOTNOTES else f"a footnote has no {span.label!r}"
    part, label = (span.row, span.label) if span.row else part_of(span.label)
    leaves = leaves_at(part)
    known = {leaf.path for leaf in leaves} | {leaf.notes + NOTE for leaf in leaves if leaf.notes}
    if label in known or (not span.row and span.label in FIELDS):
        return None
    return f"no such label: {span.label!r} in {class_of(part).__name__}"


def _gold(annotation: Annotation) -> Found:
    if not annotation.gold:
        yield "gold", "it is empty: nothing can be evaluated", False
        return
    try:
        filing_of(annotation.gold)
    except AnnotationError as error:
        yield "gold", error.reason, True
        return
    defined = {text for path, text in annotation.gold.items() if re.fullmatch(r"footnotes/footnote\[\d+\]/id", path)}
    used = {mark for path, text in annotation.gold.items() if path.endswith(NOTE) for mark in text.split()}
    for mark in sorted(used - defined):
        yield "gold", f"the footnote {mark} is referred to but not defined", False


def _unspanned(annotation: Annotation) -> Found:
    """Values of the gold that the text shows nowhere; a box that is not marked shows nothing."""
    if not annotation.spans:
        return
    shown = {_path(span) for span in annotation.spans}
    for path, text in annotation.gold.items():
        if path not in shown and text not in ("0", "false") and not path.endswith(_UNPRINTED):
            yield "gold", f"no span for {path}", False
