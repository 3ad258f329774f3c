"""Train the token classifier on annotated filings.

Deterministic: the same examples give the same model. A later pass learns from what earlier passes trained on other issuers
think, so that it sees their mistakes as they will be.
"""

from __future__ import annotations

import hashlib
import os
import platform
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import scipy
import scipy.sparse
import sklearn
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from extractor import __version__
from extractor.cells import context, features
from extractor.cells.classifier import Network, TokenClassifier
from extractor.cells.features import IntMatrix
from extractor.cells.grammar import best_labels
from extractor.cells.labels import LABELS
from extractor.cells.layout import Floats
from extractor.learning import grammar
from extractor.learning.examples import Example

_BATCH: Final = 2048
_RATE: Final = 3e-3
_TUNING_RATE: Final = 1e-3
FOLDS: Final = 2
PASSES: Final = 3
_DROPPED: Final = 0.15  # share of a token's features left out at each step, so that none is relied on alone
_SEEN: Final = 2  # tokens that must have an input, else it counts for nothing


Tell = Callable[[str, float], None]
"""Told the name of a step and how much of it is done, of 1."""


def silent(name: str, share: float) -> None:
    """Tells nobody."""


def fit(
    inputs: IntMatrix,
    labels: npt.NDArray[np.int16],
    size: int,
    hidden: int,
    epochs: int,
    tell: Tell = silent,
    name: str = "",
    base: Network | None = None,
) -> Network:
    """A network trained with Adam in mini-batches, its learning rate falling to nothing.

    Args:
        inputs: numbers of the inputs that are 1, shape (tokens, templates).
        labels: label of each token, shape (tokens,).
        size: how many inputs there are.
        tell: told the progress under ``name``.
        base: the network to go on from, with as many hidden units, in smaller steps; inputs that these tokens have not stay.
    """
    model = MLPClassifier((hidden,), batch_size=_BATCH, alpha=1e-6, random_state=0)
    order = np.random.default_rng(0)
    batches = (len(labels) + _BATCH - 1) // _BATCH
    top = _RATE
    if base is not None:
        top = _TUNING_RATE
        _begin(model, base, indicators(inputs[:1], size, order), labels[:1])
    for epoch in range(epochs):
        shuffled = order.permutation(len(labels))
        for k in range(batches):
            rows = shuffled[k * _BATCH : (k + 1) * _BATCH]
            rate = top * (1 - (epoch + k / batches) / epochs) + 2e-5
            _step(model, indicators(inputs[rows], size, order), labels[rows], rate)
            tell(name, (epoch + (k + 1) / batches) / epochs)
    weights, weights2 = (w.astype(np.float32) for w in model.coefs_)
    if base is None:
        weights[np.bincount(inputs.ravel(), minlength=size) < _SEEN] = 0.0
    bias, bias2 = (b.astype(np.float32) for b in model.intercepts_)
    return Network(weights, bias, weights2, bias2)


def _begin(model: MLPClassifier, base: Network, x: Any, y: npt.NDArray[np.int16]) -> None:
    """Give a model the weights of a network. scikit-learn makes room for them at the first step only, which changes nothing."""
    _step(model, x, y, np.finfo(np.float64).tiny)
    for array, given in zip(model.coefs_, (base.weights * base.scale, base.weights2), strict=True):
        array[:] = given
    for array, given in zip(model.intercepts_, (base.bias, base.bias2), strict=True):
        array[:] = given
    optimizer = model._optimizer
    optimizer.t = 0
    for array in (*optimizer.ms, *optimizer.vs):
        array[:] = 0.0


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


def indicators(inputs: IntMatrix, size: int, random: np.random.Generator) -> Any:
    """The inputs as a sparse matrix of indicators, some dropped by chance (Srivastava et al., JMLR 2014)."""
    rows, templates = inputs.shape
    kept = (random.random(rows * templates, np.float32) >= _DROPPED).astype(np.float32) / (1 - _DROPPED)
    return scipy.sparse.csr_matrix((kept, inputs.ravel(), np.arange(0, rows * templates + 1, templates)), shape=(rows, size))


def first_inputs(examples: Sequence[Example]) -> IntMatrix:
    """Inputs of the first pass for all tokens of some examples."""
    return np.concatenate([e.features for e in examples]).astype(np.int32) + features.OFFSETS[:-1].astype(np.int32)


def later_inputs(examples: Sequence[Example], thought: Iterable[Floats]) -> IntMatrix:
    """Inputs of a later pass, from the label probabilities that the pass before gave to each example's tokens."""
    pairs = zip(examples, thought, strict=True)
    parts = [context.context(e.places, e.chosen, e.features.astype(np.int32), found) for e, found in pairs]
    return np.concatenate(parts) + context.OFFSETS[:-1].astype(np.int32)


def labels_of(examples: Sequence[Example]) -> npt.NDArray[np.int16]:
    """Labels of all tokens of some examples."""
    return np.concatenate([e.labels for e in examples])


def train(
    examples: Sequence[Example], *, hidden: int, hidden2: int, epochs: int, jobs: int | None = None, tell: Tell = silent
) -> TokenClassifier:
    """Train all passes, and the grammar.

    Args:
        examples: of two issuers at least.
        hidden: units of the first pass.
        hidden2: units of the later passes.
        epochs: rounds over the tokens.
        jobs: networks trained at a time; all cores by default. It changes nothing in the result.
        tell: told how far each network is, from several threads.
    """
    fold_of = {issuer: k % FOLDS for k, issuer in enumerate(sorted({e.issuer for e in examples}))}
    folds = [[e for e in examples if fold_of[e.issuer] == k] for k in range(FOLDS)]
    labels = [labels_of(fold) for fold in folds]
    with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        inputs = [first_inputs(fold) for fold in folds]

        def start(chosen: Sequence[int], size: int, units: int, rounds: int, name: str) -> Future[Network]:
            x, y = [inputs[k] for k in chosen], [labels[k] for k in chosen]  # now: inputs change from pass to pass
            return pool.submit(lambda: fit(np.concatenate(x), np.concatenate(y), size, units, rounds, tell, name))

        whole: list[Future[Network]] = []
        for n in range(PASSES):
            of_pass = (context.SIZE, hidden2) if n else (features.SIZE, hidden)
            without: list[Future[Network]] = []
            for k in range(FOLDS if n < PASSES - 1 else 0):
                others = [j for j in range(FOLDS) if j != k]
                without.append(start(others, *of_pass, max(2, epochs // 2), f"pass {n + 1} without fold {k + 1}"))
            whole.append(start(range(FOLDS), *of_pass, epochs, f"pass {n + 1}"))
            for k, network in enumerate(without):
                inputs[k] = later_inputs(folds[k], _thought(network.result(), inputs[k], folds[k]))
        first, *later = (network.result() for network in whole)
    return TokenClassifier(first, tuple(later), grammar.fit(examples))


def tune(
    base: TokenClassifier, examples: Sequence[Example], *, epochs: int, jobs: int | None = None, tell: Tell = silent
) -> TokenClassifier:
    """Train the passes of a classifier further, on examples that it has not seen; its grammar stays.

    What it thinks of them shows its mistakes as they are, so that the later passes learn from that.
    """
    labels, inputs = labels_of(examples), first_inputs(examples)
    networks = (base.first, *base.later)
    with ThreadPoolExecutor(jobs or os.cpu_count()) as pool:
        tuned: list[Future[Network]] = []
        for n, network in enumerate(networks):
            size = context.SIZE if n else features.SIZE
            tuned.append(pool.submit(fit, inputs, labels, size, len(network.bias), epochs, tell, f"pass {n + 1}", network))
            if n + 1 < len(networks):
                inputs = later_inputs(examples, _thought(network, inputs, examples))
        first, *later = (network.result() for network in tuned)
    return TokenClassifier(first, tuple(later), base.grammar)


def _thought(network: Network, inputs: IntMatrix, examples: Sequence[Example]) -> Iterator[Floats]:
    """Label probabilities of the tokens of each example."""
    start = 0
    for e in examples:
        yield network.probabilities(inputs[start : start + len(e.labels)])
        start += len(e.labels)


def accuracy(classifier: TokenClassifier, examples: Sequence[Example]) -> dict[str, float]:
    """Share of tokens labelled right, of all and of those that are part of a value."""
    right = right_inside = total = inside = 0
    for e in examples:
        probabilities = classifier.probabilities(e.places, e.chosen, e.features.astype(np.int32))
        found = best_labels(classifier.grammar, e.places, e.chosen, probabilities)
        same, within = found == e.labels, e.labels > 0
        right, total = right + int(same.sum()), total + len(same)
        right_inside, inside = right_inside + int(same[within].sum()), inside + int(within.sum())
    return {"tokens": round(right / max(1, total), 4), "tokens inside values": round(right_inside / max(1, inside), 4)}


def digests(paths: Sequence[Path]) -> dict[str, str]:
    """The SHA-256 of some files, by their names."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}


def manifest(
    paths: Sequence[Path], arguments: dict[str, Any], metrics: dict[str, Any], by: str = "extractor train"
) -> dict[str, Any]:
    """What a model came from, and what it was made ``by``."""
    return {
        "version": 2,
        "trained_by": by,
        "arguments": arguments,
        "data": digests(paths),
        "metrics": metrics,
        "versions": {
            "section16-extractor": __version__,
            "python": platform.python_version(),
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
        },
    }
