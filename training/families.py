"""Model families for the token classifier, compared on the same tokens: accuracy and microseconds a token.

    python -m training.families ANNOTATIONS.jsonl... [--texts 600]

All are trained on the training split and measured on the calibration split, on one core. The linear model and the networks
take the indicator features as they are; boosted trees take the templates of few values as numbers, since they cannot take
thousands of indicators.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import SGDClassifier

from extractor.annotations.io import read_annotations
from extractor.cells import features
from extractor.learning import fit
from extractor.learning.examples import Example, example

Labels = npt.NDArray[np.int16]
Guess = Callable[[Example], Labels]
_FEW: Final = 64  # values of a template that trees take
_OFTEN: Final = 30  # tokens of a label that trees are trained on
_TREES: Final = 60_000  # tokens that trees are trained on: with twenty classes and more they take long


def linear(training: Sequence[Example]) -> Guess:
    """A multinomial logistic regression on the indicators, by stochastic gradient descent."""
    model = SGDClassifier(loss="log_loss", alpha=2e-6, max_iter=6, tol=None, random_state=0)
    generator = np.random.default_rng(0)
    model.fit(fit.indicators(fit.first_inputs(training), features.SIZE, generator), fit.labels_of(training))
    weights, bias, classes = model.coef_.T.astype(np.float32), model.intercept_, model.classes_

    def guess(e: Example) -> Labels:
        scores = np.tile(bias, (len(e.labels), 1))
        for column in fit.first_inputs([e]).T:
            scores += weights[column]
        return np.asarray(classes[scores.argmax(axis=1)], np.int16)

    return guess


def trees(training: Sequence[Example]) -> Guess:
    """Gradient boosted trees on the templates of few values, for the labels that are not rare."""
    few = [k for k, template in enumerate(features.TEMPLATES) if template.size <= _FEW]
    x = np.concatenate([e.features[:, few] for e in training])
    y = fit.labels_of(training)
    common = np.flatnonzero(np.bincount(y)[y] >= _OFTEN)
    rows = np.random.default_rng(0).permutation(common)[:_TREES]
    model = HistGradientBoostingClassifier(
        max_iter=40, learning_rate=0.1, l2_regularization=20.0, max_leaf_nodes=15, early_stopping=False, random_state=0
    )
    model.fit(x[rows], y[rows])
    return lambda e: np.asarray(model.predict(e.features[:, few]), np.int16)


def network(training: Sequence[Example]) -> Guess:
    """One small network."""
    first = fit.fit(fit.first_inputs(training), fit.labels_of(training), features.SIZE, 64, 4)
    return lambda e: np.asarray(first.probabilities(fit.first_inputs([e])).argmax(axis=1), np.int16)


def stages(training: Sequence[Example]) -> Guess:
    """Two small networks, the second of which sees what the first thinks of the surroundings: what ships."""
    model = fit.train(training, hidden=64, hidden2=48, epochs=4)

    def guess(e: Example) -> Labels:
        found = model.probabilities(e.places, e.chosen, e.features.astype(np.int32))
        return np.asarray(found.argmax(axis=1), np.int16)

    return guess


FAMILIES: Final[dict[str, Callable[[Sequence[Example]], Guess]]] = {
    "linear (logistic regression)": linear,
    "boosted trees": trees,
    "network of 64 units": network,
    "two networks (64, 48)": stages,
}


def compared(training: Sequence[Example], held_out: Sequence[Example]) -> Iterator[str]:
    """A table of the families in Markdown."""
    yield "| family | tokens | tokens of values | µs a token | training, s |\n|---|---|---|---|---|"
    truth = fit.labels_of(held_out)
    for name, family in FAMILIES.items():
        began = time.perf_counter()
        guess = family(training)
        trained = time.perf_counter()
        found = np.concatenate([guess(e) for e in held_out])
        took = (time.perf_counter() - trained) / len(truth) * 1e6
        right, inside = found == truth, truth > 0
        yield f"| {name} | {right.mean():.4f} | {right[inside].mean():.4f} | {took:.1f} | {trained - began:.0f} |"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", nargs="+", type=Path)
    parser.add_argument("--texts", type=int, default=600, help="training texts; a quarter of it to measure on")
    options = parser.parse_args()
    chosen: dict[str, list[Any]] = {"train": [], "calibration": [], "test": []}
    for annotation in read_annotations(options.annotations):
        chosen[annotation.split].append(annotation)
    for some in chosen.values():
        random.Random(0).shuffle(some)
    training = [example(a) for a in chosen["train"][: options.texts]]
    held_out = [example(a) for a in chosen["calibration"][: options.texts // 4]]
    print(f"{len(training)} texts to train on, {len(held_out)} to measure on", flush=True)
    for line in compared(training, held_out):
        print(line, flush=True)


if __name__ == "__main__":
    main()
