"""A sum of small decision trees (gradient boosting: Friedman, Annals of Statistics 2001), evaluated on plain arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

NODES: Final = ("feature", "threshold", "left", "right", "value")
"""What a node has."""


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """The nodes of all trees, one after the other.

    From a node the way goes to ``left`` where the number ``feature`` of the evidence is at most ``threshold``, else to
    ``right``; a leaf leads to itself and has a ``value``, in log odds. ``roots`` are the first nodes of the trees, ``depth`` the
    longest way, ``base`` what is added to the sum of the leaves.
    """

    feature: npt.NDArray[np.int64]
    threshold: npt.NDArray[np.float64]
    left: npt.NDArray[np.int64]
    right: npt.NDArray[np.int64]
    value: npt.NDArray[np.float64]
    roots: npt.NDArray[np.int64]
    depth: int
    base: float

    def log_odds(self, evidence: Sequence[Sequence[float]]) -> npt.NDArray[np.float64]:
        """The log odds for each row of evidence."""
        if not len(evidence):
            return np.zeros(0)
        rows = np.asarray(evidence, np.float32)  # as in training
        node = np.tile(self.roots, (len(rows), 1))
        begin = (np.arange(len(rows)) * rows.shape[1])[:, None]
        threshold, following = _steps(self)
        for _ in range(self.depth):
            at = self.feature.take(node)
            at += begin
            lower = rows.take(at) <= threshold.take(node)
            node += node
            node += lower
            node = following.take(node)
        return np.asarray(self.base + self.value[node].sum(axis=1), np.float64)

    def to_dict(self) -> dict[str, Any]:
        """As lists of numbers."""
        lists = {name: getattr(self, name).tolist() for name in (*NODES, "roots")}
        return {**lists, "depth": self.depth, "base": self.base}

    @classmethod
    def from_dict(cls, stored: Mapping[str, Any]) -> Trees:
        """From what :meth:`to_dict` gives; :class:`ValueError` or :class:`KeyError` where it is something else."""
        numbers: dict[str, Any] = {name: np.array(stored[name], np.int64) for name in ("feature", "left", "right", "roots")}
        numbers |= {name: np.array(stored[name], np.float64) for name in ("threshold", "value")}
        nodes = len(numbers["feature"])
        for name in ("left", "right", "roots"):
            if len(numbers[name]) and not 0 <= numbers[name].min() <= numbers[name].max() < nodes:
                raise ValueError(f"{name} leads out of the trees")
        return cls(**numbers, depth=int(stored["depth"]), base=float(stored["base"]))


@lru_cache(maxsize=8)
def _steps(trees: Trees) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """The thresholds, as the greatest numbers of the evidence's precision that are not above them; and for each node where the
    way goes on to the right and to the left, side by side, so that one look-up tells."""
    rounded = trees.threshold.astype(np.float32)
    below = np.nextafter(rounded, np.float32(-np.inf))
    return np.where(rounded > trees.threshold, below, rounded), np.stack([trees.right, trees.left], axis=1).ravel()
