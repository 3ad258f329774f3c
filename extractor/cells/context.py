"""Features of the later passes: what the pass before thinks of a token's surroundings.

Stacked sequential learning (Cohen and Carvalho, IJCAI 2005): a later classifier sees the labels that the one before gave to
the neighbours in the line, in the cells on both sides, in the same column above and below, and to most of that column.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from extractor.cells.features import TEMPLATES as FIRST
from extractor.cells.features import IntMatrix, Template, offsets_of
from extractor.cells.labels import FIELDS, LABELS
from extractor.cells.layout import Floats, Ints, Places, beside, cells_of, shift
from extractor.dialects.page import ranks, sorting

_L: Final = len(LABELS)
_PAIRS: Final = 4096  # places that pairs of labels are hashed into
_STEP: Final = 6  # characters of a line without cells that make a column
_SURE: Final = np.array([0.5, 0.8, 0.95], np.float32)
_COPIED: Final = (
    "kind", "shape", "word", "kind-1", "kind+1", "region", "region,kind", "link-1", "link+1",
    "edge before", "edge after", "numbers before,after,region", "slot cover", "slot before", "slot after", "slot above",
    "slot in cell", "index in cell", "cell", "column", "lines since printed", "tokens in line",
)  # fmt: skip
_COPIED_COLUMNS: Final = [next(i for i, t in enumerate(FIRST) if t.name == name) for name in _COPIED]
_FIELDS: Final = 2 * len(FIELDS) + 1  # none; values; their marks
_NEIGHBOURS: Final = (-4, -3, -2, -1, 1, 2, 3, 4)

TEMPLATES: Final[tuple[Template, ...]] = (
    *(FIRST[i] for i in _COPIED_COLUMNS),
    Template("label,sure", _L * 4),
    Template("second label", _L),
    *(Template(f"label{d:+d}", _L) for d in _NEIGHBOURS),
    Template("label-1,label", _PAIRS),
    Template("label,label+1", _PAIRS),
    Template("label-1,label+1", _PAIRS),
    Template("label above", _L),
    Template("label below", _L),
    Template("label above,label", _PAIRS),
    Template("first label of cell before", _L),
    Template("last label of cell before", _L),
    Template("first label of cell after", _L),
    Template("last field before", _L),
    Template("field before that", _L),
    Template("next field after", _L),
    Template("same field before", 4),
    Template("same field after", 4),
    Template("second field before", 4),
    Template("label two above", _L),
    Template("label two below", _L),
    Template("field of the column", _FIELDS),
    Template("second field of the column", _FIELDS),
    Template("field of the column,label", _PAIRS),
)
OFFSETS: Final = offsets_of(TEMPLATES)
SIZE: Final = int(OFFSETS[-1])

# The field of a label, footnote marks apart from values; 0 is outside.
_FIELD: Final = np.array(
    [0] + [1 + FIELDS.index(label[2:]) + (len(FIELDS) if label.startswith("N") else 0) for label in LABELS[1:]], np.int64
)


def context(places: Places, chosen: npt.NDArray[np.intp], first: IntMatrix, probabilities: Floats) -> IntMatrix:
    """Feature matrix of the chosen tokens for a later pass.

    Args:
        places: where all tokens of the page stand.
        chosen: which of them are classified.
        first: features of the first pass, shape (chosen, templates of the first pass).
        probabilities: label probabilities of the pass before, shape (chosen, labels).
    """
    if not len(chosen):
        return np.zeros((0, len(TEMPLATES)), np.int32)
    n, line = len(places.line), places.line
    best, sure, second = _ranked(probabilities)
    label = np.zeros(n + 1, np.int64)  # one more, for what is nowhere
    label[chosen] = best
    near = label.take(_near(places).take(chosen, axis=1))
    before, after = near[_NEIGHBOURS.index(-1)], near[_NEIGHBOURS.index(1)]
    above, below, above_that, below_that, *of_cells = near[len(_NEIGHBOURS) :]
    runner_up = np.zeros(n, np.int64)
    runner_up[chosen] = _FIELD[second]
    field = _FIELD[label[:n]]
    most, next_most = _of_column(places, field, chosen)
    columns: list[npt.NDArray[np.integer[Any]]] = [
        *first.T[_COPIED_COLUMNS],
        best * 4 + np.digitize(sure, _SURE),
        second,
        *near[: len(_NEIGHBOURS)],
        _pair(before, best),
        _pair(best, after),
        _pair(before, after),
        above,
        below,
        _pair(above, best),
        *of_cells,
        *_fields(line[chosen], best),
        *(c[chosen] for c in _seen(line, field, runner_up)),
        above_that,
        below_that,
        most,
        next_most,
        _pair(most, best),
    ]
    return np.array(columns, np.int32).T


@lru_cache(maxsize=1)
def _near(places: Places) -> npt.NDArray[np.int64]:
    """For each token its neighbours in the line, those above and below it, and the first and the last of the cell before and the
    first of the cell after; -1 where there is none."""
    line, number = places.line, np.arange(1, len(places.line) + 1)
    run, _, _, first, last = cells_of(places)
    of_run = line[first]
    cells = (shift(ends + 1, of_run, d)[run] for ends, d in ((first, -1), (last, -1), (first, 1)))
    columns = (np.where(there, token + 1, 0) for token, there in (beside(places, step) for step in (-1, 1, -2, 2)))
    return np.stack([*(shift(number, line, d) for d in _NEIGHBOURS), *columns, *cells]) - 1


def _ranked(probabilities: Floats) -> tuple[Ints, Floats, Ints]:
    index, best = np.arange(len(probabilities)), probabilities.argmax(axis=1)
    sure, others = probabilities[index, best], probabilities.copy()
    others[index, best] = -1.0
    return best, sure, others.argmax(axis=1)


def _pair(a: Ints, b: Ints) -> Ints:
    return (a * 1031 + b * 7919) % _PAIRS


def _of_column(places: Places, field: Ints, chosen: npt.NDArray[np.intp]) -> tuple[Ints, Ints]:
    """The two fields that most other tokens in the column and block of lines of each chosen one have; 0 where there are none."""
    key = _columns(places)
    count = np.bincount(key * _FIELDS + field, minlength=(int(key.max()) + 1) * _FIELDS).reshape(-1, _FIELDS).astype(np.int32)
    count[:, 0] = 0
    others, index = count[key[chosen]], np.arange(len(chosen))
    others[index, field[chosen]] -= 1
    most = others.argmax(axis=1)
    most[others[index, most] <= 0] = 0
    others[index, most] = 0
    second = others.argmax(axis=1)
    second[others[index, second] <= 0] = 0
    return most, second


@lru_cache(maxsize=1)
def _columns(places: Places) -> Ints:
    """For each token the number of the column and block of lines that it stands in."""
    column = np.where(places.celled, places.cell * 2 + 1, places.x0.astype(np.int64) // _STEP * 2)
    return ranks(places.block * 65536 + np.minimum(column, 65535))


def _fields(line: Ints, label: Ints) -> list[Ints]:
    """The last two fields before and the next after a token in its line, other than outside; of the chosen tokens alone."""
    found = label > 0
    labels = np.concatenate(([0, 0], label[found], [0]))
    lines = np.concatenate(([-1, -1], line[found], [-1]))
    before = np.cumsum(found) - found + 1  # two that are none stand before the first
    return [np.where(lines[at] == line, labels[at], 0) for at in (before, before - 1, before + found + 1)]


def _seen(line: Ints, field: Ints, runner_up: Ints) -> list[Ints]:
    """How many tokens before a token in its line have its field, how many in all of the line, and how many have the second.

    At most 3; 0 of no field, but for those before.
    """
    lines = (line - line.min()) * _FIELDS
    key = lines + field
    order = sorting(key)
    count = np.bincount(key, minlength=int(lines.max()) + _FIELDS)
    before = np.empty(len(key), np.int64)
    before[order] = np.arange(len(key)) - (np.cumsum(count) - count)[key[order]]
    whole, second = np.where(field > 0, count[key], 0), np.where(runner_up > 0, count[lines + runner_up], 0)
    return [np.minimum(found, 3) for found in (before, whole, second)]
