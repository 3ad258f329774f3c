"""Fit the confidence models on annotated filings that the classifier has not seen.

    python -m training.confidence ANNOTATIONS.jsonl... --models models

Takes the texts of the calibration split, reads them with the classifier in the folder and compares with the gold.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from extractor.cells.classifier import TokenClassifier
from extractor.confidence.confidence import FILE, Logistic
from extractor.confidence.evidence import EVIDENCE, WHOLE, evidence_of, evidence_of_whole
from extractor.export.xml_reader import from_xml
from extractor.pipeline import read_filing
from training.compare import outcomes
from training.examples import Record, records


class Sample(NamedTuple):
    """The evidence of a filing's values, whether each is right, and how many values were missed."""

    filing: Any
    evidence: dict[str, list[float]]
    right: dict[str, bool]
    missed: int


def sample(record: Record, folder: Path) -> Sample:
    """Read an annotated text and compare."""
    filing = read_filing(record["text"], classifier=TokenClassifier.load(folder))
    found = list(outcomes(filing, from_xml(record["gold"])))
    right = {o.path: o.right for o in found if o.read.value is not None}
    missed = sum(o.read.value is None for o in found)
    evidence = {path: e for path, e in evidence_of(filing).items() if path in right}
    return Sample(filing, evidence, {path: right[path] for path in evidence}, missed)


def fit(samples: list[Sample]) -> tuple[Logistic, Logistic]:
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
    model = LogisticRegression(C=1.0, max_iter=2000).fit(x, y)
    return Logistic(round(float(model.intercept_[0]), 5), tuple(round(float(w), 5) for w in model.coef_[0]))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("annotations", nargs="+", type=Path)
    parser.add_argument("--models", type=Path, required=True, help="folder of the classifier; the models are added to it")
    parser.add_argument("--most", type=int, default=1200, help="texts to use at most")
    arguments = parser.parse_args()
    chosen = [r for r in records(arguments.annotations) if r["split"] == "calibration"]
    chosen = chosen[:: max(1, len(chosen) // arguments.most)][: arguments.most]
    with ProcessPoolExecutor() as pool:
        samples = list(pool.map(partial(sample, folder=arguments.models), chosen, chunksize=8))
    value, whole = fit(samples)
    print(f"{len(samples)} texts, {sum(len(s.right) for s in samples)} values", file=sys.stderr)
    data = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in arguments.annotations}
    fitted = {"data": data, "texts": len(samples), "values": sum(len(s.right) for s in samples)}
    _save(arguments.models, value, whole, fitted)


def _save(folder: Path, value: Logistic, whole: Logistic, fitted: dict[str, Any]) -> None:
    models = {name: {"intercept": m.intercept, "weights": list(m.weights)} for name, m in (("value", value), ("whole", whole))}
    stored = {"evidence": list(EVIDENCE), "whole evidence": list(WHOLE), **models}
    (folder / FILE).write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
    path = folder / "manifest.json"
    manifest = json.loads(path.read_bytes())
    manifest["confidence"] = fitted
    manifest["files"][FILE] = hashlib.sha256((folder / FILE).read_bytes()).hexdigest()
    path.write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
