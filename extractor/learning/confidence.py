"""Fit the confidence models on annotated filings that the classifier has not seen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from extractor.annotations.gold import gold_filing
from extractor.annotations.record import Annotation
from extractor.cells.classifier import TokenClassifier
from extractor.confidence.confidence import DIGITS, FILE, Logistic
from extractor.confidence.evidence import EVIDENCE, WHOLE, evidence_of, evidence_of_whole
from extractor.confidence.guarantee import Judged
from extractor.learning.compare import outcomes
from extractor.learning.evaluate import SIDE
from extractor.pipeline import read_filing


class Sample(NamedTuple):
    """The evidence of a filing's values, whether each is right, and how many values were missed.

    ``issuer``: whose filing it is; ``printed``: what the form shows, equal for readings of one filing.
    """

    issuer: str
    printed: str
    filing: Any
    evidence: dict[str, list[float]]
    right: dict[str, bool]
    missed: int


@cache
def _classifier(folder: Path) -> TokenClassifier:
    return TokenClassifier.load(folder)


def sample(annotation: Annotation, folder: Path) -> Sample:
    """Read an annotated text and compare."""
    filing = read_filing(annotation.text, classifier=_classifier(folder))
    found = [o for o in outcomes(filing, gold_filing(annotation)) if o.group not in SIDE]
    right = {o.path: o.right for o in found if o.is_read}
    missed = sum(not o.is_read for o in found)
    evidence = {path: e for path, e in evidence_of(filing).items() if path in right}
    printed = json.dumps(dict(annotation.gold), sort_keys=True)
    return Sample(annotation.issuer, printed, filing, evidence, {path: right[path] for path in evidence}, missed)


def halves(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Those to fit on, and those to choose thresholds by: of every other issuer."""
    held = set(sorted({s.issuer for s in samples})[1::2])
    return [s for s in samples if s.issuer not in held], [s for s in samples if s.issuer in held]


def judged(samples: Sequence[Sample], value: Logistic) -> Judged:
    """How sure the model is of each value, and whether it is right."""
    with_values = [s for s in samples if s.evidence]
    numbers: dict[str, int] = {}
    confidence = [round(value.probability(e), DIGITS) for s in with_values for e in s.evidence.values()]
    right = [r for s in with_values for r in s.right.values()]
    return Judged(
        np.array(confidence, np.float64),
        np.array(right, np.bool_),
        np.array([len(s.evidence) for s in with_values], np.int64),
        np.array([numbers.setdefault(s.printed, len(numbers)) for s in with_values], np.int64),
    )


def fit(samples: Sequence[Sample]) -> tuple[Logistic, Logistic]:
    """The models of values and of filings."""
    x = np.array([e for s in samples for e in s.evidence.values()])
    y = np.array([r for s in samples for r in s.right.values()])
    value = _logistic(x, y)
    whole_x, whole_y = [], []
    for s in samples:
        sure = {path: value.probability(e) for path, e in s.evidence.items()}
        whole_x.append(evidence_of_whole(s.filing, sure))
        whole_y.append(all(s.right.values()) and not s.missed)
    return value, _logistic(np.array(whole_x), np.array(whole_y))


def _logistic(x: Any, y: Any) -> Logistic:
    if len(set(y.tolist())) < 2:  # nothing to tell apart: what is seen is all there is
        return Logistic(3.0 if len(y) and y[0] else -3.0, (0.0,) * x.shape[1])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(x, y)
    return Logistic(round(float(model.intercept_[0]), 5), tuple(round(float(w), 5) for w in model.coef_[0]))


def samples(annotations: Sequence[Annotation], folder: Path, jobs: int | None = None) -> Iterator[Sample]:
    """The samples of annotated texts, read with the classifier in a folder by ``jobs`` processes."""
    make = partial(sample, folder=folder)
    if jobs == 1:
        yield from map(make, annotations)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(make, annotations, chunksize=4)


def save(folder: Path, value: Logistic, whole: Logistic, fitted: dict[str, Any]) -> None:
    """Write the models beside the classifier, and into its manifest what they were fitted on and their digest."""
    models = {name: {"intercept": m.intercept, "weights": list(m.weights)} for name, m in (("value", value), ("whole", whole))}
    stored = {"evidence": list(EVIDENCE), "whole evidence": list(WHOLE), **models}
    (folder / FILE).write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    path = folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["confidence"] = fitted
    manifest["files"][FILE] = hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
