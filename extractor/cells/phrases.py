"""The printed phrases around the tokens of a page: before and behind in the line, above and below in the column, in the cell.

A phrase is the number of its slot in :data:`extractor.form.printed.SLOTS` and one; 0 is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.layout import Ints, Places, cells_of
from extractor.cells.words import KINDS
from extractor.dialects.page import Page, begins, sorting

_WIDTH: Final = 640  # characters


def along(line: Ints, slot: Ints, chosen: npt.NDArray[np.intp]) -> list[Ints]:
    """The printed phrase before and after each chosen token in its line, and how far away it is."""
    found = slot > 0
    at = np.concatenate(([0], np.flatnonzero(found), [0]))
    lines, slots = line[at], slot[at]
    lines[[0, -1]] = -1
    out: list[Ints] = []
    before: Ints = np.cumsum(found)[chosen] - found[chosen]
    for k in (before, before + found[chosen] + 1):
        valid = lines[k] == line[chosen]
        near = np.where(valid, slots[k], 0)
        distance = np.minimum(np.abs(chosen - at[k]) // 2, 3)
        out += [near, near * 4 + np.where(valid, distance, 0)]
    return out


def around(page: Page, places: Places, slot: Ints, kind: Ints, chosen: npt.NDArray[np.intp]) -> list[Ints]:
    """Printed phrases above and below each chosen token in the same column, and in the same cell."""
    scale = np.where(page.celled, 4.0, 1.0)
    left = np.clip(page.x0 * scale, 0, _WIDTH - 1).astype(np.int64)
    right = np.maximum(np.clip(page.x1 * scale, 1, _WIDTH).astype(np.int64), left + 1)
    where = np.stack([places.line, places.block, page.celled, left, right, slot])
    # The last phrase passed in the token's column, to the left and to the right of it, and the one before it.
    left, right = left[chosen], right[chosen]
    middle, step = (left + right) // 2, np.where(page.celled[chosen], 4, 6)
    passed = _Passed.of(where)
    above = passed.above(middle, chosen)
    beside = (passed.above(column, chosen) for column in (np.maximum(left - step, 0), np.minimum(right + step - 1, _WIDTH)))
    second, below = passed.second_above(middle, chosen), passed.below(middle, chosen)
    return [above, above * KINDS + kind[chosen], *beside, second, below, _in_same_cell(places, slot)[chosen]]


@dataclass(frozen=True, slots=True, eq=False)
class _Passed:
    """The printed phrases passed in each column of characters, line by line.

    ``key``: numbers that rise with the table, the column and the line of each phrase, in all columns that it covers; ``slot``:
    what it names; two that are none stand before them and one behind. ``fresh``: those that are none another was passed before.
    ``table``, ``line``: where each token of the page stands.
    """

    key: Ints
    slot: Ints
    fresh: npt.NDArray[np.intp]
    table: Ints
    line: Ints

    @classmethod
    def of(cls, where: Ints) -> _Passed:
        """The phrases passed.

        Args:
            where: of each token the line, the block of lines, whether it has a cell, the columns from and to, and the phrase, in
                the order in which they are passed.
        """
        first = begins(where[0])
        line, (block, celled) = np.cumsum(first) - 1, where[1:3, first]
        table = np.cumsum(begins(block) | begins(celled))[line]
        phrases = np.flatnonzero(where[5])
        start, width = where[3, phrases], where[4, phrases] - where[3, phrases]
        phrase = np.repeat(phrases, width)
        column = np.arange(len(phrase)) - np.repeat(np.cumsum(width) - width - start, width)
        key = table[phrase] * (_WIDTH + 1) + column
        order = sorting(key)  # phrases stand line by line
        key, phrase = key[order], phrase[order]
        slot = where[5, phrase]
        fresh = np.concatenate(([0, 1], np.flatnonzero(begins(slot) | begins(key)) + 2))
        key = key * len(line) + line[phrase]
        return cls(np.concatenate(([-1, -1], key, [_NOWHERE])), np.concatenate(([0, 0], slot, [0])), fresh, table, line)

    def above(self, column: Ints, tokens: npt.NDArray[np.intp]) -> Ints:
        """The last phrase in a column above the line of each of some tokens; 0 where there is none."""
        base = self._base(column, tokens)
        last = np.searchsorted(self.key, base + self.line[tokens]) - 1
        return np.where(self.key[last] >= base, self.slot[last], 0)

    def second_above(self, column: Ints, tokens: npt.NDArray[np.intp]) -> Ints:
        """The last phrase above that is another than the last."""
        base = self._base(column, tokens)
        second = self.fresh[np.searchsorted(self.key[self.fresh], base + self.line[tokens]) - 2]
        return np.where(self.key[second] >= base, self.slot[second], 0)

    def below(self, column: Ints, tokens: npt.NDArray[np.intp]) -> Ints:
        """The first phrase below."""
        base = self._base(column, tokens)
        first = np.searchsorted(self.key, base + self.line[tokens], "right")
        return np.where(self.key[first] < base + len(self.line), self.slot[first], 0)

    def _base(self, column: Ints, tokens: npt.NDArray[np.intp]) -> Ints:
        """What the keys of a column begin with."""
        base: Ints = (self.table[tokens] * (_WIDTH + 1) + column) * len(self.line)
        return base


_NOWHERE: Final = np.iinfo(np.int64).max


def _in_same_cell(places: Places, slot: Ints) -> Ints:
    """The last printed phrase before the token within its cell."""
    run = cells_of(places).run
    index = np.arange(len(slot))
    last = np.maximum.accumulate(np.r_[-1, np.where(slot > 0, index, -1)[:-1]])
    valid = (last >= 0) & (run[np.maximum(last, 0)] == run) & places.celled
    return np.where(valid, slot[np.maximum(last, 0)], 0)
