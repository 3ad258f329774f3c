"""A sum of small decision trees (gradient boosting: Friedman, Annals of Statistics 2001), evaluated on plain arrays.

No way is gone node by node: each split that a row fails takes the leaves to its left away, all splits of all trees at once, and
the first leaf that remains is where the way ends (QuickScorer: Lucchese et al., SIGIR 2015).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
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
        splits = _splits_of(self)
        parts = (evidence[start : start + _AT_ONCE] for start in range(0, len(evidence), _AT_ONCE))
        found = [splits.leaves(np.asarray(rows, np.float32)).sum(axis=1) for rows in parts]  # as in training
        return self.base + np.concatenate(found) if found else np.zeros(0)

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
        found = cls(**numbers, depth=int(stored["depth"]), base=float(stored["base"]))
        _splits_of(found)
        return found


_AT_ONCE: Final = 32
"""Rows whose splits stay in the processor's cache."""


@dataclass(frozen=True, slots=True, eq=False)
class _Splits:
    """The splits of some trees: the first of each tree, then the second of each, up to as many as the largest tree has.

    ``feature``, ``threshold``: of each, the latter as the greatest number of the evidence's precision that is not above it;
    ``kept``: a bit for each leaf of its tree, the lowest for the first, that is set but for those to its left;
    ``value``: the leaves' values, ``_LEAVES`` a tree, and ``first``, where those of each tree begin.
    """

    feature: npt.NDArray[np.int64]
    threshold: npt.NDArray[np.float32]
    kept: npt.NDArray[np.uint16]
    value: npt.NDArray[np.float64]
    first: npt.NDArray[np.int64]

    def leaves(self, told: npt.NDArray[np.float32]) -> npt.NDArray[np.float64]:
        """The value of the leaf of each tree that each row of evidence comes to, shape (rows, trees)."""
        passed = told.take(self.feature, axis=1) <= self.threshold
        bits = -passed.astype(np.uint16)  # all of them are set where a split takes no leaf away
        bits |= self.kept
        remaining = np.bitwise_and.reduce(bits.reshape(len(told), -1, len(self.first)), axis=1)
        return self.value.take(_lowest_bits().take(remaining) + self.first)


_LEAVES: Final = 16
"""The most that a tree has: they are the bits of a number."""


@cache
def _lowest_bits() -> npt.NDArray[np.int64]:
    """For each number of 16 bits which is the lowest that is set."""
    lowest = np.zeros(2**_LEAVES, np.int64)
    for bit in reversed(range(_LEAVES)):
        lowest[2**bit :: 2 ** (bit + 1)] = bit
    return lowest


@lru_cache(maxsize=16)
def _splits_of(trees: Trees) -> _Splits:
    """The splits of some trees; :class:`ValueError` where one has too many leaves."""
    left, right, count = trees.left, trees.right, len(trees.roots)
    is_leaf = left == np.arange(len(left))
    leaves = np.ones(len(left), np.int64)  # below each node
    for _ in range(trees.depth):
        leaves = np.where(is_leaf, 1, leaves[left] + leaves[right])
    if leaves.max(initial=1) > _LEAVES:
        raise ValueError(f"trees of more than {_LEAVES} leaves")
    tree, first = np.zeros(len(left), np.int64), np.zeros(len(left), np.int64)  # of each node, and its first leaf in that
    tree[trees.roots] = np.arange(count)
    levels = [trees.roots]
    for _ in range(trees.depth):
        above = levels[-1][~is_leaf[levels[-1]]]
        below = left[above], right[above]
        first[below[0]], first[below[1]] = first[above], first[above] + leaves[below[0]]
        tree[below[0]] = tree[below[1]] = tree[above]
        levels.append(np.concatenate(below))
    nodes = np.concatenate(levels)
    nodes = nodes[np.argsort(tree[nodes], kind="stable")]
    ends, splits = nodes[is_leaf[nodes]], nodes[~is_leaf[nodes]]
    of_tree = tree[splits]
    place = np.arange(len(splits)) - np.searchsorted(of_tree, of_tree)
    at = place * count + of_tree
    size = count * (int(place.max(initial=-1)) + 1)
    feature, threshold = np.zeros(size, np.int64), np.zeros(size, np.float32)
    feature[at], threshold[at] = trees.feature[splits], _not_above(trees.threshold[splits])
    kept = np.full(size, 2**_LEAVES - 1, np.uint16)
    kept[at] = ~(((1 << leaves[left[splits]]) - 1) << first[splits]) & (2**_LEAVES - 1)
    value = np.zeros(count * _LEAVES)
    value[tree[ends] * _LEAVES + first[ends]] = trees.value[ends]
    return _Splits(feature, threshold, kept, value, np.arange(count) * _LEAVES)


def _not_above(threshold: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    """The greatest numbers of the evidence's precision that are not above thresholds."""
    rounded = threshold.astype(np.float32)
    return np.where(rounded > threshold, np.nextafter(rounded, np.float32(-np.inf)), rounded)
