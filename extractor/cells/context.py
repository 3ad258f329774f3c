"""Features of the later passes: what the pass before thinks of a token's surroundings.

Stacked sequential learning (Cohen and Carvalho, IJCAI 2005): a later classifier sees the labels that the one before gave to
the neighbours in the line, in the cells on both sides, in the same column above and below, and to most of that column.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.features import TEMPLATES as FIRST
from extractor.cells.features import IntMatrix, Template, offsets_of
from extractor.cells.labels import FIELDS, LABELS
from extractor.cells.layout import Floats, Ints, Places, cells_of, shift, vertical
from extractor.reading.page import begins, ranks

_L: Final = len(LABELS)
_PAIRS: Final = 4096
_STEP: Final = 6  # characters of a line without cells that make a column
_SURE: Final = np.array([0.5, 0.8, 0.95], np.float32)
_COPIED: Final = (
    "kind", "shape", "word", "kind-1", "kind+1", "region", "region,kind", "link-1", "link+1",
    "edge before", "edge after", "numbers before,after,region", "slot cover", "slot before", "slot after", "slot above",
    "slot in cell", "index in cell", "cell", "column", "lines since printed", "tokens in line",
)  # fmt: skip
_COPIED_COLUMNS: Final = tuple(next(i for i, t in enumerate(FIRST) if t.name == name) for name in _COPIED)
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
    n = len(places.line)
    if not len(chosen):
        return np.zeros((0, len(TEMPLATES)), np.int32)
    line = places.line
    best, sure, second = _ranked(probabilities)
    label = np.zeros(n, np.int64)
    label[chosen] = best
    columns: list[Ints] = [first[:, i].astype(np.int64) for i in _COPIED_COLUMNS]
    columns += [best * 4 + np.digitize(sure, _SURE), second]
    shifted = {d: shift(label, line, d) for d in _NEIGHBOURS}
    columns += [shifted[d][chosen] for d in _NEIGHBOURS]
    columns += [_pair(shifted[-1], label)[chosen], _pair(label, shifted[1])[chosen], _pair(shifted[-1], shifted[1])[chosen]]
    above, below = (vertical(places, label, step) for step in (-1, 1))
    columns += [above[chosen], below[chosen], _pair(above, label)[chosen]]
    columns += [c[chosen] for c in _cells(places, label)]
    runner_up = np.zeros(n, np.int64)
    runner_up[chosen] = _FIELD[second]
    columns += [c[chosen] for c in (*_fields(line, label), *_seen(line, _FIELD[label], runner_up))]
    columns += [vertical(places, label, step)[chosen] for step in (-2, 2)]
    most, next_most = _of_column(places, _FIELD[label], chosen)
    columns += [most, next_most, _pair(most, best)]
    return np.array(columns, np.int32).T


def _ranked(probabilities: Floats) -> tuple[Ints, Floats, Ints]:
    index, best = np.arange(len(probabilities)), probabilities.argmax(axis=1)
    sure, others = probabilities[index, best], probabilities.copy()
    others[index, best] = -1.0
    return best, sure, others.argmax(axis=1)


def _pair(a: Ints, b: Ints) -> Ints:
    return (a * 1031 + b * 7919) % _PAIRS


def _cells(places: Places, label: Ints) -> list[Ints]:
    run, _, _, first, last = cells_of(places)
    of_run = places.line[first]
    return [
        shift(label[first], of_run, -1)[run],
        shift(label[last], of_run, -1)[run],
        shift(label[first], of_run, 1)[run],
    ]


def _of_column(places: Places, field: Ints, chosen: npt.NDArray[np.intp]) -> tuple[Ints, Ints]:
    """The two fields that most other tokens in the column and block of lines of each chosen one have; 0 where there are none."""
    key = _columns(places)
    count = np.bincount(key * _FIELDS + field, minlength=(int(key.max()) + 1) * _FIELDS).reshape(-1, _FIELDS)
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
    """The last two fields before and the next after a token in its line, other than outside."""
    n = len(label)
    index = np.arange(n)
    found = label > 0
    last = np.maximum.accumulate(np.r_[-1, np.where(found, index, -1)[:-1]])
    following = np.minimum.accumulate(np.r_[np.where(found, index, n)[1:], n][::-1])[::-1]
    before = _at(label, line, last)
    earlier = _at(label, line, np.where(last >= 0, last[np.maximum(last, 0)], -1))
    after = _at(label, line, np.where(following < n, following, -1))
    return [before, earlier, after]


def _at(label: Ints, line: Ints, index: Ints) -> Ints:
    other = np.maximum(index, 0)
    return np.where((index >= 0) & (line[other] == line), label[other], 0)


def _seen(line: Ints, field: Ints, runner_up: Ints) -> list[Ints]:
    """How many tokens before a token in its line have its field, how many in all of the line, and how many have the second.

    At most 3; 0 of no field, but for those before.
    """
    lines = (line - line.min()) * 256
    key = lines + field
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    starts = np.flatnonzero(begins(ordered))
    counts = np.diff(starts, append=len(key))
    before, whole = np.empty((2, len(key)), np.int64)
    before[order] = np.arange(len(key)) - np.repeat(starts, counts)
    whole[order] = np.repeat(counts, counts)
    wanted = lines + runner_up
    second = np.searchsorted(ordered, wanted, "right") - np.searchsorted(ordered, wanted)
    return [np.minimum(found, 3) for found in (before, np.where(field > 0, whole, 0), np.where(runner_up > 0, second, 0))]
