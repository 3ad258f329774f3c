"""The token classifier at work: a small feed-forward network over looked-up weights, as plain arrays.

It was trained as scikit-learn's ``MLPClassifier`` (one hidden layer of rectified linear units, softmax output); running it
needs no more than NumPy: the inputs are indicators, so the first layer is a sum of rows.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from extractor.cells.features import OFFSETS, SIZE, TEMPLATES, IntMatrix
from extractor.cells.labels import LABELS
from extractor.errors import ModelError

Floats = npt.NDArray[np.float32]
_RETRAIN: Final = "train it again with this version, or install a version that fits it"


@dataclass(frozen=True, slots=True, eq=False)
class Classifier:
    """Weights of the network: ``first`` (SIZE, hidden), ``bias``, ``second`` (hidden, labels), ``bias2``."""

    first: Floats
    bias: Floats
    second: Floats
    bias2: Floats

    def probabilities(self, matrix: IntMatrix) -> Floats:
        """Label probabilities, shape (tokens, labels), of a feature matrix, shape (tokens, templates)."""
        hidden = np.broadcast_to(self.bias, (len(matrix), len(self.bias))).astype(np.float32)
        for k in range(len(TEMPLATES)):
            hidden += self.first[OFFSETS[k] + matrix[:, k]]
        np.maximum(hidden, 0, out=hidden)
        logits = hidden @ self.second + self.bias2
        logits -= logits.max(axis=1, keepdims=True)
        np.exp(logits, out=logits)
        return logits / logits.sum(axis=1, keepdims=True)

    @classmethod
    def load(cls, folder: Path) -> Classifier:
        """Load ``cells.npz`` after its digest in ``manifest.json`` was checked; nothing is ever unpickled.

        Raises:
            ModelError: a file is absent, damaged, or of other labels or features than this version's.
        """
        path = folder / "cells.npz"
        manifest = _manifest(folder)
        data = _bytes(path)
        if hashlib.sha256(data).hexdigest() != manifest.get("files", {}).get(path.name):
            raise ModelError(
                path, "its SHA-256 is not the one in manifest.json", "restore the file or train the model again"
            )
        if manifest.get("labels") != list(LABELS) or manifest.get("features") != SIZE:
            raise ModelError(path, "it was trained for other labels or features", _RETRAIN)
        with np.load(path, allow_pickle=False) as arrays:
            scale = arrays["scale"].astype(np.float32)
            first = arrays["first"].astype(np.float32) * scale
            return cls(first, arrays["bias"], arrays["second"], arrays["bias2"])

    def save(self, folder: Path, manifest: dict[str, Any]) -> None:
        """Write the weights, the first layer in eight bits with a scale a unit, and the manifest with their digest."""
        folder.mkdir(parents=True, exist_ok=True)
        scale = np.maximum(np.abs(self.first).max(axis=0), 1e-9) / 127
        first = np.round(self.first / scale).astype(np.int8)
        path = folder / "cells.npz"
        np.savez_compressed(
            path, first=first, scale=scale.astype(np.float32), bias=self.bias, second=self.second, bias2=self.bias2
        )
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        full = {**manifest, "labels": list(LABELS), "features": SIZE, "files": {path.name: digest}}
        (folder / "manifest.json").write_text(json.dumps(full, indent=1) + "\n", encoding="utf-8")


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(_bytes(folder / "manifest.json"))
    except ValueError as error:
        raise ModelError(
            folder / "manifest.json", "it is no JSON", "restore the file or train the model again"
        ) from error
    return manifest


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(
            path, "it cannot be read", "reinstall the package, or name a folder that has a model"
        ) from error


def default_folder() -> Path:
    """Where the model that ships with the package lies: inside the package when installed, else beside it."""
    inside = Path(__file__).resolve().parents[1] / "models"
    return inside if inside.is_dir() else inside.parents[1] / "models"


@cache
def default_classifier() -> Classifier:
    """The classifier that ships, loaded at first use."""
    return Classifier.load(default_folder())
