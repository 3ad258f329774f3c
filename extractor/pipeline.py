"""The pipeline: text in, a filing out. Each step knows only what the steps before it have found."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from numbers import Real
from pathlib import Path
from typing import Final

from extractor.cells.classifier import TokenClassifier
from extractor.cells.label import label_tokens
from extractor.confidence.confidence import ConfidenceModel, assess
from extractor.confidence.left_out import LEAST, has_stains, without_nobody, without_stains
from extractor.dialects.page import Page
from extractor.dialects.read import decode, read
from extractor.draft import draft
from extractor.filing import Filing, SourceInfo
from extractor.model import Model
from extractor.readings.page_words import page_words
from extractor.reconcile.reconcile import Step, unreconciled
from extractor.reconcile.reconcile import reconcile as reconciled
from extractor.regions.located import locate

LONGEST: Final = 4_000_000
"""Characters that are read; no filing has so many, even as hOCR."""


_NO_TEXTS: Final = {
    b"PK\x03\x04": "this is an archive and no text: read what is in it by extractor batch",
    b"\x1f\x8b": "this is a packed file and no text: unpack it, or read it by extractor batch if it is an archive",
    b"%PDF-": "this is a PDF and no text: convert it to text first",
}
"""What is told of files that are no texts, by their first bytes."""


def source_of(data: str | bytes, name: str, page: Page) -> SourceInfo:
    """What the input was."""
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    return SourceInfo(name, hashlib.sha256(raw).hexdigest(), page.dialect, noise=page_words(page).noise)


def extract(
    data: str | bytes,
    *,
    name: str = "",
    reconcile: bool = True,
    model: Model | str | Path | None = None,
    min_confidence: float = LEAST,
) -> Filing:
    """Read a filing.

    Args:
        data: the text, or its bytes in any encoding.
        name: what to call the source in the result.
        reconcile: whether the filing's consistency may choose among readings.
        model: a model other than the one that ships, or the folder of one.
        min_confidence: values less sure, from 0 to 1, are left out and stay as alternatives; so are footnote marks below 0.4, and
            rows of which no code, title, date or number is 0.2 sure. With 0, nothing is left out.

    Returns:
        The filing; for a text that is none, one without values and with warnings.

    Raises:
        ModelError: the model is absent, damaged or of another version.
        TypeError: the data is neither text nor bytes, or ``min_confidence`` no number.
        ValueError: ``min_confidence`` is no probability.
    """
    if not isinstance(data, (str, bytes)):
        raise TypeError(f"extract() takes str or bytes, not {type(data).__name__}; to read a file, pass Path(...).read_bytes()")
    _check(min_confidence)
    if not isinstance(model, Model):
        model = Model.default() if model is None else Model.load(model)
    text = decode(data) if isinstance(data, bytes) else data
    step = reconciled if reconcile else unreconciled
    drafted = _drafted(data, text, name, model.classifier)
    return assessed(drafted, step(drafted), step, text[:LONGEST], model.confidence, min_confidence)


def assessed(
    drafted: Filing, filing: Filing, step: Step, text: str, model: ConfidenceModel, min_confidence: float = LEAST
) -> Filing:
    """A filing with its confidences, without the rows that are but stains, as they then come out.

    Args:
        drafted: the filing before it was reconciled.
        filing: the same, reconciled by the step.
        step: what reconciles.
        text: what the filing was read from.
        model: what makes probabilities of confidences.
        min_confidence: values less sure are left out; with 0, nothing is.

    Raises:
        ValueError: ``min_confidence`` is no probability.
    """
    _check(min_confidence)
    if min_confidence <= 0:
        return assess(filing, text, model, min_confidence)
    filing, found = _unstained(drafted, filing, step, text, model, min(min_confidence, LEAST))
    if min_confidence <= LEAST:
        return found
    return replace(assess(filing, text, model, min_confidence), confidence=found.confidence)  # what is shown changes no filing


def _check(min_confidence: float) -> None:
    if not isinstance(min_confidence, Real):
        raise TypeError(f"min_confidence is a number from 0 to 1, such as 0.97, not {type(min_confidence).__name__}")
    if not 0 <= min_confidence <= 1:
        raise ValueError(f"min_confidence is {min_confidence}; give a probability from 0 to 1, such as 0.97")


def _unstained(
    drafted: Filing, filing: Filing, step: Step, text: str, model: ConfidenceModel, least: float = LEAST
) -> tuple[Filing, Filing]:
    """A reconciled filing without what is but a stain, with the confidences of its readings and with its own."""
    found = assess(filing, text, model, least)
    while (fewer := _fewer(drafted, found)) is not drafted:  # each time at least one row, owner or signature goes
        drafted = fewer
        filing = step(drafted)
        found = assess(filing, text, model, least)
    return filing, found


def _fewer(drafted: Filing, found: Filing) -> Filing:
    """The draft without the rows that are but stains, and on a page that is no form without those of whom nothing is known."""
    known = without_nobody(drafted, found)
    return without_stains(known, found) if has_stains(found) else known


def read_filing(
    data: str | bytes,
    *,
    name: str = "",
    reconcile: bool = True,
    classifier: TokenClassifier | None = None,
    confidence: ConfidenceModel | None = None,
) -> Filing:
    """Like :func:`extract`, but each confidence is the rough one of the reading: what models of confidence are fitted on.

    Args:
        data: the text, or its bytes in any encoding.
        name: what to call the source in the result.
        reconcile: whether the filing's consistency may choose among readings.
        classifier: labels the tokens; the one that ships by default.
        confidence: with one, rows that by it are but stains are left out, as :func:`extract` does.
    """
    text = decode(data) if isinstance(data, bytes) else data
    step = reconciled if reconcile else unreconciled
    drafted = _drafted(data, text, name, classifier or Model.default().classifier)
    filing = step(drafted)
    return filing if confidence is None else _unstained(drafted, filing, step, text[:LONGEST], confidence)[0]


def _drafted(data: str | bytes, text: str, name: str, classifier: TokenClassifier) -> Filing:
    """The draft of an input with its text; the offsets of its sources are places in the text."""
    labelled = label_tokens(locate(read(text[:LONGEST])), classifier)
    filing = draft(labelled, source_of(data, name, labelled.page))
    if len(text) > LONGEST:
        told = f"only the first {LONGEST:,} of {len(text):,} characters were read: split the input into filings"
        filing = replace(filing, warnings=(*filing.warnings, told))
    if told := next((told for head, told in _NO_TEXTS.items() if data[: len(head)] in (head, head.decode("latin-1"))), ""):
        filing = replace(filing, warnings=(*filing.warnings, told))
    return filing
