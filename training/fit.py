"""Train the token classifier on annotated filings.

    python -m training.fit ANNOTATIONS.jsonl... --out models

Deterministic: the same annotations give the same model. The second pass learns from what first passes trained on other
issuers think, so that it sees their mistakes as they will be.
"""

from __future__ import annotations

import argparse
import hashlib
import platform
import sys
import time
import warnings
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import scipy.sparse
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from extractor.cells import context, features
from extractor.cells.classifier import Network, TokenClassifier
from extractor.cells.features import IntMatrix
from extractor.cells.labels import LABELS
from training.examples import Example, example, records

_BATCH: Final = 1024
_RATE: Final = 2.5e-3
_FOLDS: Final = 2
_DROPPED: Final = 0.15  # share of a token's features left out at each step, so that none is relied on alone


def fit(inputs: IntMatrix, labels: npt.NDArray[np.int16], size: int, hidden: int, epochs: int, name: str) -> Network:
    """A network trained with Adam in mini-batches, its learning rate falling to nothing.

    Args:
        inputs: numbers of the inputs that are 1, shape (tokens, templates).
        labels: label of each token, shape (tokens,).
        size: how many inputs there are.
    """
    model = MLPClassifier((hidden,), batch_size=_BATCH, alpha=1e-6, random_state=0)
    order = np.random.default_rng(0)
    batches = (len(labels) + _BATCH - 1) // _BATCH
    for epoch in range(epochs):
        began = time.monotonic()
        shuffled = order.permutation(len(labels))
        for k in range(batches):
            rows = shuffled[k * _BATCH : (k + 1) * _BATCH]
            rate = _RATE * (1 - (epoch + k / batches) / epochs) + 2e-5
            _step(model, _indicators(inputs[rows], size, order), labels[rows], rate)
        print(f"{name}: epoch {epoch + 1} of {epochs}, loss {model.loss_:.4f}, {time.monotonic() - began:.0f} s", file=sys.stderr)
    weights, weights2 = (w.astype(np.float32) for w in model.coefs_)
    bias, bias2 = (b.astype(np.float32) for b in model.intercepts_)
    return Network(weights, bias, weights2, bias2)


def _step(model: MLPClassifier, x: Any, y: npt.NDArray[np.int16], rate: float) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        warnings.simplefilter("ignore", UserWarning)
        if hasattr(model, "_optimizer"):
            model._optimizer.learning_rate_init = rate
            model.partial_fit(x, y)
        else:
            model.learning_rate_init = rate
            model.partial_fit(x, y, classes=np.arange(len(LABELS)))


def _indicators(inputs: IntMatrix, size: int, random: np.random.Generator) -> Any:
    """The inputs as a sparse matrix of indicators, some dropped by chance (Srivastava et al., JMLR 2014)."""
    rows, templates = inputs.shape
    kept = (random.random(rows * templates, np.float32) >= _DROPPED).astype(np.float32) / (1 - _DROPPED)
    return scipy.sparse.csr_matrix((kept, inputs.ravel(), np.arange(0, rows * templates + 1, templates)), shape=(rows, size))


def first_inputs(examples: Sequence[Example]) -> IntMatrix:
    """Inputs of the first pass for all tokens of some examples."""
    return np.concatenate([e.features for e in examples]).astype(np.int32) + features.OFFSETS[:-1].astype(np.int32)


def second_inputs(examples: Sequence[Example], first: Network) -> IntMatrix:
    """Inputs of the second pass after a first."""
    offsets = features.OFFSETS[:-1].astype(np.int32)
    parts = []
    for e in examples:
        found = first.probabilities(e.features.astype(np.int32) + offsets)
        parts.append(context.context(e.places, e.chosen, e.features.astype(np.int32), found))
    return np.concatenate(parts) + context.OFFSETS[:-1].astype(np.int32)


def labels_of(examples: Sequence[Example]) -> npt.NDArray[np.int16]:
    """Labels of all tokens of some examples."""
    return np.concatenate([e.labels for e in examples])


def train(examples: Sequence[Example], *, hidden: int, hidden2: int, epochs: int) -> TokenClassifier:
    """Train both passes."""
    folds = [[e for e in examples if zlib.crc32(e.issuer.encode()) % _FOLDS == k] for k in range(_FOLDS)]
    around, labels = [], []
    for k, fold in enumerate(folds):
        others = [e for j, f in enumerate(folds) if j != k for e in f]
        half = max(2, epochs // 2)
        network = fit(first_inputs(others), labels_of(others), features.SIZE, hidden, half, f"first pass without fold {k + 1}")
        around.append(second_inputs(fold, network))
        labels.append(labels_of(fold))
    second = fit(np.concatenate(around), np.concatenate(labels), context.SIZE, hidden2, epochs, "second pass")
    del around
    first = fit(first_inputs(examples), labels_of(examples), features.SIZE, hidden, epochs, "first pass")
    return TokenClassifier(first, second)


def accuracy(classifier: TokenClassifier, examples: Sequence[Example]) -> dict[str, float]:
    """Share of tokens labelled right, of all and of those that are part of a value."""
    right = right_inside = total = inside = 0
    for e in examples:
        found = classifier.probabilities(e.places, e.chosen, e.features.astype(np.int32)).argmax(axis=1)
        same, within = found == e.labels, e.labels > 0
        right, total = right + int(same.sum()), total + len(same)
        right_inside, inside = right_inside + int(same[within].sum()), inside + int(within.sum())
    return {"tokens": round(right / max(1, total), 4), "tokens inside values": round(right_inside / max(1, inside), 4)}


def load(paths: Sequence[Path]) -> Iterator[tuple[str, Example]]:
    """Split and example of every annotated text, made on all cores."""
    with ProcessPoolExecutor() as pool:
        yield from pool.map(_made, records(paths), chunksize=8)


def _made(record: Any) -> tuple[str, Example]:
    return record["split"], example(record)


def manifest(paths: Sequence[Path], arguments: dict[str, Any], metrics: dict[str, Any]) -> dict[str, Any]:
    """What a model came from."""
    return {
        "version": 1,
        "trained_by": "python -m training.fit",
        "arguments": arguments,
        "data": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in paths},
        "metrics": metrics,
        "versions": {"python": platform.python_version(), "numpy": np.__version__, "scikit-learn": sklearn.__version__},
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("annotations", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    parser.add_argument("--hidden", type=int, default=64)
    parser.add_argument("--hidden2", type=int, default=48)
    parser.add_argument("--epochs", type=int, default=6)
    arguments = parser.parse_args()
    loaded = list(load(arguments.annotations))
    training = [e for split, e in loaded if split != "calibration"]
    held_out = [e for split, e in loaded if split == "calibration"]
    classifier = train(training, hidden=arguments.hidden, hidden2=arguments.hidden2, epochs=arguments.epochs)
    metrics = {"texts": len(training), "held out": len(held_out), **accuracy(classifier, held_out)}
    print(metrics, file=sys.stderr)
    used = {k: v for k, v in vars(arguments).items() if k in ("hidden", "hidden2", "epochs")}
    classifier.save(arguments.out, manifest(arguments.annotations, used, metrics))


if __name__ == "__main__":
    main()
