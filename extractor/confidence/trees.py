"""A sum of small decision trees (gradient boosting: Friedman, Annals of Statistics 2001), evaluated on plain arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
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
        (found,) = log_odds_of((self,), (evidence,))
        return found

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


def log_odds_of(forests: tuple[Trees, ...], evidence: Sequence[Sequence[Sequence[float]]]) -> list[npt.NDArray[np.float64]]:
    """The log odds for the rows of evidence of each of several sums of trees, whose ways are gone all at once."""
    counts = [len(rows) for rows in evidence]
    told = np.asarray([row for rows in evidence for row in rows], np.float32)  # as in training
    if not len(told):
        return [np.zeros(0) for _ in forests]
    joined = _joined(forests)
    node = np.concatenate([np.tile(roots, count) for roots, count in zip(joined.roots, counts, strict=True)])
    trees = np.repeat([len(roots) for roots in joined.roots], counts)
    begin = np.repeat(np.arange(len(told)) * told.shape[1], trees)
    for _ in range(max(forest.depth for forest in forests)):
        at = joined.feature.take(node)
        at += begin
        lower = told.take(at) <= joined.threshold.take(node)
        node += node
        node += lower
        node = joined.following.take(node)
    shapes = [(count, len(roots)) for roots, count in zip(joined.roots, counts, strict=True)]
    ends = accumulate(rows * trees for rows, trees in shapes)
    leaves = np.split(joined.value.take(node), [*ends][:-1])
    return [f.base + some.reshape(shape).sum(axis=1) for f, some, shape in zip(forests, leaves, shapes, strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class _Joined:
    """The nodes of several sums of trees, one behind the other, with what makes the way through them short.

    ``threshold``: as the greatest numbers of the evidence's precision that are not above them; ``following``: for each node where
    the way goes on to the right and to the left, side by side, so that one look-up tells.
    """

    feature: npt.NDArray[np.int64]
    threshold: npt.NDArray[np.float32]
    following: npt.NDArray[np.int64]
    value: npt.NDArray[np.float64]
    roots: tuple[npt.NDArray[np.int64], ...]


@lru_cache(maxsize=8)
def _joined(forests: tuple[Trees, ...]) -> _Joined:
    begins = [0, *accumulate(len(forest.feature) for forest in forests)]
    threshold = np.concatenate([forest.threshold for forest in forests])
    rounded = threshold.astype(np.float32)
    below = np.nextafter(rounded, np.float32(-np.inf))
    pairs = [np.stack([f.right, f.left], axis=1).ravel() + begin for f, begin in zip(forests, begins, strict=False)]
    return _Joined(
        np.concatenate([forest.feature for forest in forests]),
        np.where(rounded > threshold, below, rounded),
        np.concatenate(pairs),
        np.concatenate([forest.value for forest in forests]),
        tuple(forest.roots + begin for forest, begin in zip(forests, begins, strict=False)),
    )
