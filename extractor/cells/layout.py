"""Where the tokens of a page stand, and the values of their neighbours in the line, in the cell and in the column.

Values are whole numbers, one a token; what has no neighbour gets 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.dialects.page import Page, begins
from extractor.regions.regions import Regions

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Where the tokens of a page stand: index of the line, block of lines, cell, column; one entry a token."""

    line: Ints
    block: Ints
    cell: Ints
    celled: Bools
    x0: npt.NDArray[np.float32]


@lru_cache(maxsize=2)
def places_of(page: Page, regions: Regions) -> Places:
    """The places of a page's tokens."""
    return Places(
        regions.line_of.astype(np.int64), regions.block.astype(np.int64), page.cell.astype(np.int64), page.celled, page.x0
    )


def shift(values: Ints, line: Ints, by: int) -> Ints:
    """The value of the token ``by`` places on in the same line, else 0."""
    out = np.zeros_like(values)
    if by > 0:
        np.multiply(values[by:], line[by:] == line[:-by], out=out[:-by])
    else:
        np.multiply(values[:by], line[-by:] == line[:by], out=out[-by:])
    return out


def runs(key: Ints) -> tuple[Ints, Ints, Ints]:
    """For each element of a sorted-in-runs key: the run's number, its place in the run, and the run's length."""
    fresh = begins(key)
    starts = np.flatnonzero(fresh)
    run = np.cumsum(fresh) - 1
    length = np.diff(starts, append=len(key))
    return run, np.arange(len(key)) - starts[run], length[run]


class Runs(NamedTuple):
    """For each token of a page the number of the run of tokens in one cell that it is in, its place there, and the run's length;
    and for each run its first and its last token."""

    run: Ints
    place: Ints
    length: Ints
    first: Ints
    last: Ints


@lru_cache(maxsize=2)
def cells_of(places: Places) -> Runs:
    """The tokens of a page cell by cell."""
    run, place, length = runs(places.line * 8192 + places.cell)
    first = np.flatnonzero(place == 0)
    return Runs(run, place, length, first, first + length[first] - 1)


def vertical(places: Places, values: Ints, step: int) -> Ints:
    """The value of the token in the same column one line up (-1) or down (1), 0 where there is none."""
    token, near = beside(places, step)
    return np.where(near, values[token], 0)


@lru_cache(maxsize=4)
def beside(places: Places, step: int) -> tuple[npt.NDArray[np.intp], Bools]:
    """For each token the one in the same column some lines down, or up where the step is negative, and whether there is one."""
    key, order, ordered = _by_column(places)
    wanted = key + step * 65536
    at = np.minimum(np.searchsorted(ordered, wanted), len(key) - 1)
    previous = np.maximum(at - 1, 0)
    at = np.where(np.abs(ordered[previous] - wanted) < np.abs(ordered[at] - wanted), previous, at)
    near = np.abs(ordered[at] - wanted) <= np.where(places.celled, 4, 1)
    return order[at], near


@lru_cache(maxsize=1)
def _by_column(places: Places) -> tuple[Ints, npt.NDArray[np.intp], Ints]:
    """The line and column of each token as one number; the tokens in that order; those numbers in that order."""
    key = np.where(places.celled, places.cell * 8, places.x0.astype(np.int64) // 4)
    key = places.line * 65536 + np.minimum(key, 65535)
    order = np.argsort(key, kind="stable")
    return key, order, key[order]
