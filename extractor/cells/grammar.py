"""The grammar of lines: which value follows which, and the best sequences of labels under it.

The classifier labels each token by itself. What follows what in a line is nearly a law: columns stand in an order, a value
that goes on was begun, a mark stands behind its value. A state is the last value so far and whether the token before was
part of it; the probability of the next label depends on the state and on how the token hangs on the one before. The best
sequence weighs that against the classifier's probabilities, divided by how frequent each label is (as hybrid models of speech
do: Bourlard and Morgan, 1994), by a beam search through each line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.labels import LABELS
from extractor.cells.layout import Floats, Places
from extractor.dialects.page import begins

START: Final = len(LABELS)
"""The state before the first value of a line."""
LINKS: Final = 5
"""How a token hangs on the one before: begins a line, next in its cell, further on in it, in the next cell, in one beyond."""
_LEAST: Final = 0.004  # probability of a label that is looked at
_WEIGHT: Final = 0.15  # of the grammar; chosen on the calibration split
_BEAM: Final = 6

_Path = tuple[int, "_Path | None"]
_State = tuple[int, bool]
_Way = tuple[float, _Path | None]
"""The score of a sequence of labels, the greater the better, and the sequence, the last label first."""


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """``gains``, shape (2 * LINKS, labels + 1, labels): by link, that behind nothing apart, and last value.

    The logarithm of how much likelier a label is there than anywhere.
    """

    gains: Floats

    def best(self, places: Places, chosen: npt.NDArray[np.intp], probabilities: Floats) -> npt.NDArray[np.intp]:
        """The best label of each chosen token, line by line."""
        found: npt.NDArray[np.intp] = probabilities.argmax(axis=1)
        if not len(chosen):
            return found
        link = links(places, chosen)
        looked_at = probabilities > _LEAST
        looked_at[np.arange(len(found)), found] = True  # rules may have left a token nothing likely
        tokens, labels = np.nonzero(looked_at)
        count = np.bincount(tokens)  # each has one at least
        starts = np.flatnonzero(link == 0)
        undecided = np.maximum.reduceat(count, starts) > 1
        scores = np.log(np.maximum(probabilities[tokens, labels], 1e-6)).tolist()
        possible = list(zip(labels.tolist(), scores, strict=True))
        ends = np.cumsum(count).tolist()
        hows, stops = link.tolist(), [*starts[1:].tolist(), len(found)]
        for start, stop, several in zip(starts.tolist(), stops, undecided.tolist(), strict=True):
            if several:
                of_tokens = [possible[a:b] for a, b in pairwise([ends[start - 1] if start else 0, *ends[start:stop]])]
                found[start:stop] = self._line(of_tokens, hows[start:stop])
        return found

    def _line(self, possible: Sequence[Sequence[tuple[int, float]]], link: Sequence[int]) -> list[int]:
        """The best labels of the tokens of a line, each of which may have some with their scores."""
        gains, (_, states, labels_of_state) = self.gains.ravel().data, self.gains.shape
        beam: dict[_State, _Way] = {(START, False): (0.0, None)}
        for labels, how in zip(possible, link, strict=True):
            grown: dict[_State, _Way] = {}
            for (last, apart), (so_far, path) in beam.items():
                row = ((how + LINKS * apart) * states + last) * labels_of_state
                for label, score in labels:
                    total = so_far + (score + _WEIGHT * gains[row + label])
                    state = (label or last, label == 0)
                    other = grown.get(state)
                    if other is None or total > other[0]:
                        grown[state] = (total, (label, path))
            beam = grown if len(grown) <= _BEAM else dict(sorted(grown.items(), key=_score, reverse=True)[:_BEAM])
        return _labels(max(beam.values(), key=itemgetter(0))[1])


def _score(item: tuple[_State, _Way]) -> float:
    return item[1][0]


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
    apart = np.clip(np.diff(cell, prepend=cell[0]), 0, 2)
    following = np.diff(chosen, prepend=chosen[0]) == 1
    return np.where(begins(line), 0, np.where(apart == 0, np.where(following, 1, 2), apart + 2)).astype(np.int64)


def best_labels(
    grammar: Grammar | None, places: Places, chosen: npt.NDArray[np.intp], probabilities: Floats
) -> npt.NDArray[np.intp]:
    """The label of each chosen token: the best under the grammar, without one the most probable."""
    if not len(chosen):
        return np.zeros(0, np.intp)
    return probabilities.argmax(axis=1) if grammar is None else grammar.best(places, chosen, probabilities)
