"""The grammar of lines: which value follows which, and the best sequences of labels under it.

The classifier labels each token by itself. What follows what in a line is nearly a law: columns stand in an order, a value
that goes on was begun, a mark stands behind its value. A state is the last value so far and whether the token before was
part of it; the probability of the next label depends on the state and on how the token hangs on the one before. The best
sequence weighs that against the classifier's probabilities, divided by how frequent each label is (as hybrid models of speech
do: Bourlard and Morgan, 1994), by a beam search through each line that also gives the next best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.cells.features import Places
from extractor.cells.labels import LABELS

Floats = npt.NDArray[np.float32]

START: Final = len(LABELS)
"""The state before the first value of a line."""
LINKS: Final = 5
"""How a token hangs on the one before: begins a line, next in its cell, further on in it, in the next cell, in one beyond."""
_LEAST: Final = 0.004  # probability of a label that is looked at
_WEIGHT: Final = 0.15  # of the grammar; chosen on the calibration split
_BEAM: Final = 6

_Path = tuple[int, "_Path | None"]
_State = tuple[int, bool]


class Sequenced(NamedTuple):
    """Labels of the tokens of a line, and their score: the greater, the better."""

    labels: list[int]
    score: float


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """``gains``, shape (2 * LINKS, labels + 1, labels): by link, that behind nothing apart, and last value.

    The logarithm of how much likelier a label is there than anywhere.
    """

    gains: Floats

    def best(self, places: Places, chosen: npt.NDArray[np.intp], probabilities: Floats) -> npt.NDArray[np.intp]:
        """The best label of each chosen token, line by line."""
        found = np.zeros(len(chosen), np.intp)
        for start, ways in self.ranked(places, chosen, probabilities, 1):
            found[start : start + len(ways[0].labels)] = ways[0].labels
        return found

    def ranked(
        self, places: Places, chosen: npt.NDArray[np.intp], probabilities: Floats, count: int
    ) -> Iterator[tuple[int, list[Sequenced]]]:
        """For each line the index of its first chosen token and its best sequences of labels, at most ``count``."""
        link = links(places, chosen)
        scores = np.log(np.maximum(probabilities, 1e-6))
        possible: list[list[tuple[int, float]]] = [[] for _ in range(len(chosen))]
        looked_at = probabilities > _LEAST
        looked_at[np.arange(len(chosen)), probabilities.argmax(axis=1)] = True  # rules may have left a token nothing likely
        tokens, labels = np.nonzero(looked_at)
        for token, label, score in zip(tokens.tolist(), labels.tolist(), scores[tokens, labels].tolist(), strict=True):
            possible[token].append((label, score))
        starts = [*np.flatnonzero(link == 0).tolist(), len(chosen)]
        for start, stop in pairwise(starts):
            yield start, self._line(possible[start:stop], link[start:stop].tolist(), count)

    def _line(self, possible: Sequence[list[tuple[int, float]]], link: Sequence[int], count: int) -> list[Sequenced]:
        if all(len(labels) == 1 for labels in possible):
            return [Sequenced([labels[0][0] for labels in possible], sum(labels[0][1] for labels in possible))]
        beam: dict[_State, list[tuple[float, _Path | None]]] = {(START, False): [(0.0, None)]}
        for labels, how in zip(possible, link, strict=True):
            grown: dict[_State, list[tuple[float, _Path | None]]] = {}
            for (last, apart), ways in beam.items():
                gains = self.gains[how + LINKS * apart, last]
                for label, score in labels:
                    gain = score + _WEIGHT * float(gains[label])
                    state = (label or last, label == 0)
                    grown.setdefault(state, []).extend((so_far + gain, (label, path)) for so_far, path in ways)
            beam = _pruned(grown, count)
        ends = sorted((way for ways in beam.values() for way in ways), key=lambda way: -way[0])[:count]
        return [Sequenced(_labels(path), score) for score, path in ends]


def _pruned(grown: dict[_State, list[tuple[float, _Path | None]]], count: int) -> dict[_State, list[tuple[float, _Path | None]]]:
    """The best states, with the best ways to each."""
    kept = {state: sorted(ways, key=lambda way: -way[0])[:count] if len(ways) > 1 else ways for state, ways in grown.items()}
    if len(kept) <= _BEAM:
        return kept
    return dict(sorted(kept.items(), key=lambda item: -item[1][0][0])[:_BEAM])


def _labels(path: _Path | None) -> list[int]:
    found: list[int] = []
    while path is not None:
        found.append(path[0])
        path = path[1]
    return found[::-1]


def links(places: Places, chosen: npt.NDArray[np.intp]) -> npt.NDArray[np.int64]:
    """How each chosen token hangs on the chosen one before, below ``LINKS``."""
    line, cell = places.line[chosen], places.cell[chosen]
    if not len(chosen):
        return np.zeros(0, np.int64)
    first = np.r_[True, line[1:] != line[:-1]]
    apart = np.r_[0, np.clip(cell[1:] - cell[:-1], 0, 2)]
    following = np.r_[False, chosen[1:] == chosen[:-1] + 1]
    return np.where(first, 0, np.where(apart == 0, np.where(following, 1, 2), apart + 2)).astype(np.int64)


def best_labels(
    grammar: Grammar | None, places: Places, chosen: npt.NDArray[np.intp], probabilities: Floats
) -> npt.NDArray[np.intp]:
    """The label of each chosen token: the best under the grammar, without one the most probable."""
    if not len(chosen):
        return np.zeros(0, np.intp)
    return probabilities.argmax(axis=1) if grammar is None else grammar.best(places, chosen, probabilities)
