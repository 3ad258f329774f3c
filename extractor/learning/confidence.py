"""Fit the confidence models on annotated filings that the classifier has not seen."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from extractor import model_files
from extractor.annotations.gold import gold_filing
from extractor.annotations.record import Annotation
from extractor.cells.classifier import TokenClassifier
from extractor.confidence.confidence import FILE, KNOWN, ConfidenceModel, Logistic, assess
from extractor.confidence.evidence import EVIDENCE, FIELD, Evidence
from extractor.confidence.guarantee import Judged
from extractor.confidence.left_out import has_stains
from extractor.confidence.marks import Mark, evidence_of_marks
from extractor.confidence.parts import FAMILIES, family_of
from extractor.confidence.trees import NODES, Trees
from extractor.confidence.whole import evidence_of_whole
from extractor.errors import FittingError
from extractor.evaluation.compare import outcomes
from extractor.evaluation.evaluate import SIDE
from extractor.filing import Filing
from extractor.filing.forms import NOT_PRINTED
from extractor.pipeline import read_filing
from extractor.reconcile.checks.weights import Weights


class Sample(NamedTuple):
    """A filing as read, whether each value is right, whether the form is blank where none was read, and how many were missed.

    ``issuer``: whose filing it is; ``text``: what was read; ``printed``: what the form shows, equal for readings of one filing;
    ``right``, ``blank``: by path; ``marks``: whether each footnote mark that was read is right.
    """

    issuer: str
    text: str
    filing: Filing
    printed: Filing
    right: dict[str, bool]
    blank: dict[str, bool]
    marks: dict[Mark, bool]
    missed: int


class Known(NamedTuple):
    """What is known of the values of a filing, of what is missing, and of footnote marks, before the truth is."""

    sample: Sample
    values: dict[str, list[float]]
    blanks: dict[str, list[float]]
    marks: dict[Mark, list[float]]


@cache
def _classifier(folder: Path) -> TokenClassifier:
    return TokenClassifier.load(folder)


def sample(annotation: Annotation, folder: Path, confidence: ConfidenceModel | None = None) -> Sample:
    """Read an annotated text and compare."""
    return sample_of(annotation.text, gold_filing(annotation), annotation.issuer, folder, confidence)


def sample_of(text: str, printed: Filing, issuer: str, folder: Path, confidence: ConfidenceModel | None = None) -> Sample:
    """Read a text with the classifier in a folder and compare with what the form shows.

    Rows that are but stains by a model of ``confidence`` do not count, for none is given.
    """
    filing = read_filing(text, classifier=_classifier(folder), confidence=confidence)
    every = list(outcomes(filing, printed))
    found = [o for o in every if o.group not in SIDE]
    marks = {(o.path, o.mark): o.right for o in every if o.mark and o.is_read}
    right = {o.path: o.right for o in found if o.is_read}
    missed = [o for o in found if not o.is_read]
    gaps = {o.path for o in missed if o.read is not None}
    blank = {p: p not in gaps for p, leaf, v in filing.leaves() if leaf and not v.present and leaf.attribute not in NOT_PRINTED}
    return Sample(issuer, text, filing, printed, right, blank, marks, len(missed))


def is_stained(sample: Sample, model: ConfidenceModel) -> bool:
    """Whether a row of a filing is but a stain by a model."""
    return has_stains(assess(sample.filing, sample.text, model))


def known(sample: Sample, weights: Weights) -> Known:
    """The evidence of those values of a filing of which it is known whether they are right."""
    evidence = Evidence.of(sample.filing, sample.text, weights)
    values = {path: e for path, e in evidence.of_values().items() if path in sample.right}
    blanks = {path: e for path, e in evidence.of_blanks().items() if path in sample.blank}
    marks = {mark: e for mark, e in evidence_of_marks(sample.filing).items() if mark in sample.marks}
    return Known(sample, values, blanks, marks)


def halves(samples: Sequence[Sample]) -> tuple[list[Sample], list[Sample]]:
    """Those to fit on, and those to choose thresholds by: of every other issuer."""
    held = set(sorted({s.issuer for s in samples})[1::2])
    return [s for s in samples if s.issuer not in held], [s for s in samples if s.issuer in held]


def judged(known: Sequence[Known], model: ConfidenceModel) -> Judged:
    """How sure the model is of each value, and whether it is right."""
    with_values = [k for k in known if k.values]
    numbers: dict[Filing, int] = {}
    confidence = [p for k in with_values for p in model.of_values(k.values).values()]
    right = [k.sample.right[path] for k in with_values for path in k.values]
    return Judged(
        np.array(confidence, np.float64),
        np.array(right, np.bool_),
        np.array([len(k.values) for k in with_values], np.int64),
        np.array([numbers.setdefault(k.sample.printed, len(numbers)) for k in with_values], np.int64),
    )


def fit(fitting: Sequence[Known], for_whole: Sequence[Known], weights: Weights) -> ConfidenceModel:
    """The models of values, blanks and marks, fitted on some filings, and that of filings, on what the first makes of others."""
    numbers, right = _arrays((k.values, k.sample.right) for k in fitting)
    family = np.array([family_of(of_one[FIELD]) for of_one in numbers], np.str_)
    values = {name: trees(numbers[family == name], right[family == name], VALUES, MONOTONIC) for name in FAMILIES}
    blanks = trees(*_arrays((k.blanks, k.sample.blank) for k in fitting), BLANKS)
    marks = trees(*_arrays((k.marks, k.sample.marks) for k in fitting), BLANKS)
    model = ConfidenceModel(values, blanks, marks, Logistic(0.0, ()), weights)
    chosen = for_whole or fitting
    x = [evidence_of_whole(k.sample.filing, model.of_values(k.values)) for k in chosen]
    y = [all(k.sample.right.values()) and not k.sample.missed for k in chosen]
    return replace(model, whole=_logistic(np.array(x), np.array(y)))


def _arrays(found: Iterable[tuple[Mapping[Any, list[float]], Mapping[Any, bool]]]) -> tuple[Any, Any]:
    pairs = [(numbers, outcome[path]) for evidence, outcome in found for path, numbers in evidence.items()]
    return np.array([numbers for numbers, _ in pairs], np.float64), np.array([right for _, right in pairs], np.bool_)


class Boosting(NamedTuple):
    """How many trees of how many leaves, how much of each counts, and how many such models are averaged.

    Each model draws other kinds of evidence to choose its splits from, so that their mean depends less on the draw.
    """

    trees: int
    leaves: int
    rate: float
    models: int = 1


VALUES: Final = Boosting(200, 16, 0.1, models=3)
BLANKS: Final = Boosting(60, 8, 0.1)
"""Of what is missing, and of footnote marks."""
_FAILED: Final = ("weight of the checks that failed", "most that a check that failed weighs")
_PASSED: Final = ("weight of the checks that passed", "most that a check that passed weighs")
_FAILURES: Final = ("checks that failed", "checks failed in its row or box", "checks failed in the filing")
MONOTONIC: Final = tuple((name in (*_FAILED, *_PASSED)) - (name in _FAILURES) for name in EVIDENCE)
"""For each kind of evidence of a value whether its confidence can but grow (1) or fall (-1) with it: no check that fails makes a
value surer, and none that passes makes it less sure."""
_SMALLEST: Final = 40  # values a leaf is fitted on, at least
_TRIED: Final = 0.25  # share of the kinds of evidence that a split is chosen from


def settings(size: Boosting, draw: int = 0) -> dict[str, Any]:
    """What boosting is told, for one of the models that are averaged."""
    return {
        "max_iter": size.trees,
        "learning_rate": size.rate,
        "max_leaf_nodes": size.leaves,
        "max_depth": 8,
        "min_samples_leaf": _SMALLEST,
        "max_features": _TRIED,
        "l2_regularization": 1.0,
        "early_stopping": False,
        "random_state": draw,
    }


def trees(x: Any, y: Any, size: Boosting, monotonic: Sequence[int] | None = None) -> Trees:
    """Boosted trees; what their leaves say is rounded, so that what is stored is what was measured.

    ``monotonic``: for each kind of evidence 1 where the log odds can but grow with it, -1 where they can but fall, else 0.

    :class:`FittingError` where they say something else than scikit-learn.
    """
    share = float(np.clip(y.mean() if len(y) else 0.5, 0.01, 0.99))
    if len(set(y.tolist())) < 2 or len(y) < 2 * _SMALLEST:  # nothing to tell apart: what is seen is all there is
        return _single(math.log(share / (1 - share)))
    told = x.astype(np.float32)
    models = [
        HistGradientBoostingClassifier(**settings(size, draw), monotonic_cst=monotonic).fit(told, y)
        for draw in range(size.models)
    ]
    nodes: dict[str, list[Any]] = {name: [] for name in NODES}
    roots, depth, begin = [], 0, 0
    for (predictor,) in chain.from_iterable(model._predictors for model in models):  # there is no public way to a tree's nodes
        tree = predictor.nodes
        leaf, here = tree["is_leaf"] > 0, np.arange(len(tree))
        nodes["feature"].append(np.where(leaf, 0, tree["feature_idx"]))
        nodes["threshold"].append(np.where(leaf, 0.0, _not_above(tree["num_threshold"])))
        nodes["left"].append(begin + np.where(leaf, here, tree["left"]))
        nodes["right"].append(begin + np.where(leaf, here, tree["right"]))
        nodes["value"].append(np.where(leaf, tree["value"] / size.models, 0.0).round(_ROUNDED))
        roots.append(begin)
        depth, begin = max(depth, int(tree["depth"].max())), begin + len(tree)
    joined = {name: np.concatenate(arrays) for name, arrays in nodes.items()}
    base = float(np.mean([model._baseline_prediction[0, 0] for model in models]))
    found = Trees(**joined, roots=np.array(roots), depth=depth, base=round(base, _ROUNDED))
    if np.abs(found.log_odds(x) - np.mean([model.decision_function(told) for model in models], axis=0)).max() > _DIFFERENT:
        raise FittingError("the trees say something else than scikit-learn", "take a version of it that pyproject.toml allows")
    return found


_ROUNDED: Final = 5
_DIFFERENT: Final = 1e-3
"""Log odds by which rounded leaves may differ from what they were, at the most."""


def _not_above(threshold: Any) -> Any:
    """The greatest numbers of the evidence's precision that are not above thresholds: they part it alike."""
    near = threshold.astype(np.float32)
    return np.where(near > threshold, np.nextafter(near, np.float32(-np.inf)), near).astype(np.float64)


def _single(log_odds: float) -> Trees:
    """A tree that says the same of everything."""
    one, nothing = np.zeros(1, np.int64), np.zeros(1)
    return Trees(one, nothing, one, one, nothing, one, 0, round(log_odds, _ROUNDED))


def _logistic(x: Any, y: Any) -> Logistic:
    if len(set(y.tolist())) < 2:  # nothing to tell apart: what is seen is all there is
        return Logistic(3.0 if len(y) and y[0] else -3.0, (0.0,) * x.shape[1])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(x, y)
    return Logistic(round(float(model.intercept_[0]), 5), tuple(round(float(w), 5) for w in model.coef_[0]))


def samples(
    annotations: Sequence[Annotation], folder: Path, jobs: int | None = None, confidence: ConfidenceModel | None = None
) -> Iterator[Sample]:
    """The samples of annotated texts, read with the classifier in a folder by ``jobs`` processes; see :func:`sample_of`."""
    make = partial(sample, folder=folder, confidence=confidence)
    if jobs == 1:
        yield from map(make, annotations)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(make, annotations, chunksize=4)


def save(folder: Path, model: ConfidenceModel, fitted: dict[str, Any]) -> None:
    """Write the models beside the classifier, and into its manifest what they were fitted on and their digest."""
    whole = {"intercept": model.whole.intercept, "weights": list(model.whole.weights)}
    values = {family: trees.to_dict() for family, trees in model.values.items()}
    told = {name: list(known) for name, known in KNOWN.items()}
    stored = {**told, "whole": whole, "values": values, "blank": model.blank.to_dict(), "marks": model.marks.to_dict()}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(part)}" for name, part in stored.items())
    manifest = {**model_files.manifest(folder), "confidence": fitted}
    model_files.write(folder, FILE, f"{{\n{lines}\n}}\n".encode(), manifest)
