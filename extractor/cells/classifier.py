"""The token classifier at work: small feed-forward networks over looked-up weights, and a grammar, as plain arrays.

Each was trained as scikit-learn's ``MLPClassifier`` (one hidden layer of rectified linear units, softmax output); running it
needs no more than NumPy: the inputs are indicators, so the first layer is a sum of rows. They pass over the tokens one after
the other; each but the first sees what the one before it thinks of a token's surroundings.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import ZipFile

import numpy as np
import numpy.typing as npt

from extractor import model_files
from extractor.cells import context, features
from extractor.cells.features import IntMatrix
from extractor.cells.grammar import LINKS, Grammar
from extractor.cells.labels import LABELS
from extractor.cells.layout import Floats, Places
from extractor.errors import ModelError

FILE: Final = "cells.npz"
_ARRAYS: Final = ("weights", "bias", "weights2", "bias2")
_GRAMMAR: Final = "grammar"
_LARGEST: Final = 2**28
"""Bytes of all arrays of a model: many times what they have."""
_LEVELS: Final = 31
"""Steps up and down that a weight of a first layer is rounded to; with 127, two fifths more bytes label no more tokens right."""

_AT_ONCE: Final = 512
"""Tokens whose hidden units stay in the processor's cache."""
_ALONE: Final = 2**18
"""Multiplications that OpenBLAS does in one thread; for more it wakes the others, which costs more than they give for so few."""


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """``weights`` (inputs, hidden), ``bias`` (hidden,), ``weights2`` (hidden, labels), ``bias2`` (labels,).

    ``scale`` (hidden,): what the weights of the first layer are multiplied with. Of a network that was loaded they are small
    whole numbers: half the bytes to add up, and no sum of them is rounded.
    """

    weights: Floats | npt.NDArray[np.int16]
    bias: Floats
    weights2: Floats
    bias2: Floats
    scale: Floats | float = 1.0

    def probabilities(self, inputs: IntMatrix) -> Floats:
        """Label probabilities, shape (tokens, labels); each row of ``inputs`` holds the numbers of the inputs that are 1."""
        sums = np.zeros((len(inputs), len(self.bias)), self.weights.dtype)
        for start in range(0, len(inputs), _AT_ONCE):
            self._add(inputs[start : start + _AT_ONCE], sums[start : start + _AT_ONCE])
        hidden = np.multiply(sums, self.scale, dtype=np.float32)
        hidden += self.bias
        np.maximum(hidden, 0, out=hidden)
        logits = np.empty((len(inputs), len(self.bias2)), np.float32)
        rows = max(1, _ALONE // self.weights2.size)
        for start in range(0, len(inputs), rows):
            np.matmul(hidden[start : start + rows], self.weights2, out=logits[start : start + rows])
        logits += self.bias2
        logits -= logits.max(axis=1, keepdims=True)
        np.exp(logits, out=logits)
        probabilities: Floats = logits / logits.sum(axis=1, keepdims=True)
        return probabilities

    def check(self, inputs: int) -> None:
        """Raises :class:`ValueError` where the arrays do not fit each other, or this number of inputs."""
        hidden, labels = len(self.bias), len(LABELS)
        shapes = (self.weights.shape, self.bias.shape, self.weights2.shape, self.bias2.shape)
        if shapes != ((inputs, hidden), (hidden,), (hidden, labels), (labels,)):
            raise ValueError(f"shapes {shapes}")
        if np.shape(self.scale) not in ((), (hidden,)):
            raise ValueError(f"{np.shape(self.scale)} scales")
        if not all(np.isfinite(array).all() for array in (self.scale, self.bias, self.weights2, self.bias2)):
            raise ValueError("weights that are infinite or not a number")

    def _add(self, inputs: IntMatrix, sums: npt.NDArray[Any]) -> None:
        """Add the rows of weights that the inputs tell, in place; into one buffer, since memory is what this waits for."""
        rows = np.empty_like(sums)
        for column in np.ascontiguousarray(inputs.T, np.intp):
            self.weights.take(column, axis=0, out=rows, mode="clip")  # no index is outside: any other mode copies once more
            sums += rows


@dataclass(frozen=True, slots=True, eq=False)
class TokenClassifier:
    """The passes, and the grammar of lines. Without later passes the first has the last word."""

    first: Network
    later: tuple[Network, ...] = ()
    grammar: Grammar | None = None

    def probabilities(self, places: Places, chosen: npt.NDArray[np.intp], matrix: IntMatrix) -> Floats:
        """Label probabilities of the chosen tokens, shape (chosen, labels).

        Args:
            places: where all tokens of the page stand.
            chosen: indices of the tokens to classify.
            matrix: their features, shape (chosen, templates).
        """
        found = self.first.probabilities(matrix + features.OFFSETS[:-1].astype(np.int32))
        for network in self.later if len(chosen) else ():
            around = context.context(places, chosen, matrix, found)
            found = network.probabilities(around + context.OFFSETS[:-1].astype(np.int32))
        return found

    @classmethod
    def load(cls, folder: Path) -> TokenClassifier:
        """Load ``cells.npz`` after its digest in ``manifest.json`` was checked; nothing is ever unpickled.

        Raises:
            ModelError: a file is absent, damaged, or of other labels or features than this version's.
        """
        manifest = model_files.manifest(folder)
        if any(manifest.get(name) != known for name, known in _KNOWN.items()):
            raise ModelError(folder / FILE, "it was trained for other labels or features", model_files.REMEDY)
        return model_files.read(folder, FILE, cls._of_arrays)

    @classmethod
    def _of_arrays(cls, data: bytes) -> TokenClassifier:
        with ZipFile(BytesIO(data)) as archive:
            if sum(member.file_size for member in archive.infolist()) > _LARGEST:
                raise ValueError("larger than those of any model")
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            count = sum(name.startswith("scale_") for name in arrays)
            networks = [_unpacked({k: arrays[f"{k}_{i + 1}"] for k in ("scale", *_ARRAYS)}) for i in range(count)]
            grammar = Grammar(arrays[_GRAMMAR].astype(np.float32)) if _GRAMMAR in arrays else None
        for network, inputs in zip(networks, (features.SIZE, *[context.SIZE] * (count - 1)), strict=True):
            network.check(inputs)
        if grammar is not None and grammar.gains.shape != (2 * LINKS, len(LABELS) + 1, len(LABELS)):
            raise ValueError(f"a grammar of shape {grammar.gains.shape}")
        return cls(networks[0], tuple(networks[1:]), grammar)

    def save(self, folder: Path, manifest: dict[str, Any]) -> None:
        """Write the weights, first layers rounded to a few levels with a scale a unit, and the manifest with their digest."""
        arrays: dict[str, Any] = {}
        for i, network in enumerate((self.first, *self.later)):
            arrays |= {f"{name}_{i + 1}": array for name, array in _packed(network).items()}
        if self.grammar is not None:
            arrays[_GRAMMAR] = self.grammar.gains.astype(np.float16)
        model_files.write(folder, FILE, model_files.packed(arrays), {**manifest, **_KNOWN})


_KNOWN: Final = {"labels": list(LABELS), "inputs": [features.SIZE, context.SIZE]}
"""What the classifier is told of and tells, as the manifest says so."""


def _packed(network: Network) -> dict[str, Any]:
    weights = network.weights * network.scale
    scale = (np.maximum(np.abs(weights).max(axis=0), 1e-9) / _LEVELS).astype(np.float32)
    return {
        "scale": scale,
        "weights": np.round(weights / scale).astype(np.int8),
        "bias": network.bias,
        "weights2": network.weights2,
        "bias2": network.bias2,
    }


def _unpacked(arrays: dict[str, Any]) -> Network:
    weights = arrays["weights"].astype(np.int16)  # of all templates together no more than 32,767
    return Network(weights, arrays["bias"], arrays["weights2"], arrays["bias2"], arrays["scale"])
