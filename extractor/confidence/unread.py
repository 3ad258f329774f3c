"""What stands on the page that is no printed form and that no value was made of, as numbers for the confidence model.

A digit beside an amount may be the last of it that was cut off, a word beside a title its last; a row with many letters that
nobody could read has values that are not what they seem.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from extractor.confidence.surroundings import Places, Surroundings
from extractor.filing import Filing, Source, Value

BESIDE: Final = (
    "letters unread before it",
    "how far before it",
    "letters unread behind it",
    "how far behind it",
    "letters unread between its pieces",
    "letters unread on the lines of its row or box",
)
_NEAR: Final = 200  # characters beyond which nothing stands beside a value
_MOST, _MOST_BETWEEN, _MOST_ON_LINES = 12, 30, 60
_NOTHING: Final = (0.0, -1.0)  # letters, and how far they are, where nothing is near
_MARK: Final = re.compile(r"\W*\d{1,2}\)\W*")
"""A footnote mark; no value has it among its sources."""
_SHORT: Final = 2  # letters and digits of one


class Unread:
    """The stretches of a text that are neither printed form nor part of a value."""

    def __init__(self, filing: Filing, around: Surroundings) -> None:
        self._around = around
        written: Places = np.array(filing.source.written, np.int64).reshape(-1, 2)
        letters = around.letters(written[:, 0], written[:, 1])
        free = ~_overlaps(written, filing) & (letters > 0)
        for k in np.flatnonzero(free & (letters <= _SHORT)).tolist():
            free[k] = _MARK.fullmatch(around.text, *written[k].tolist()) is None
        self.share = float(letters[free].sum() / max(1, letters.sum()))
        """Of all letters that are no printed form."""
        self._start, self._end = written[free, 0].tolist(), written[free, 1].tolist()
        self._letters: list[int] = letters[free].tolist()
        self._sum = [0, *accumulate(self._letters)]
        self._on_line: Counter[int] = Counter()
        for line, count in zip(around.line_of(written[free, 0]).tolist(), self._letters, strict=True):
            self._on_line[line] += count

    def beside(self, value: Value[Any]) -> tuple[float, ...]:
        """The numbers of ``BESIDE`` but for the last."""
        if not value.sources:
            return *_NOTHING, *_NOTHING, 0.0
        first, last = value.sources[0], value.sources[-1]
        return *self._before(first.start), *self._behind(last.end), self._between(value.sources)

    def on_lines(self, sources: Iterable[Source]) -> float:
        """How many unread letters there are on the lines where these stand."""
        if not self._on_line:
            return 0.0
        lines = set(self._around.line_of(np.array([s.start for s in sources], np.int64)).tolist())
        return float(min(_MOST_ON_LINES, sum(self._on_line[line] for line in lines)))

    def _before(self, at: int) -> tuple[float, float]:
        k = bisect_right(self._end, at) - 1
        return self._near(k, self._end[k], at) if k >= 0 else _NOTHING

    def _behind(self, at: int) -> tuple[float, float]:
        k = bisect_left(self._start, at)
        return self._near(k, at, self._start[k]) if k < len(self._start) else _NOTHING

    def _near(self, k: int, start: int, end: int) -> tuple[float, float]:
        """How many letters a stretch has and how far it is, where nothing stands between."""
        if end - start > _NEAR or self._around.count(start, end) or "\n" in self._around.text[start:end]:
            return _NOTHING
        return float(min(_MOST, self._letters[k])), math.log1p(end - start)

    def _between(self, sources: tuple[Source, ...]) -> float:
        if len(sources) == 1 or not self._letters:
            return 0.0
        first, last = bisect_left(self._start, sources[0].end), bisect_left(self._start, sources[-1].start)
        return float(min(_MOST_BETWEEN, max(0, self._sum[last] - self._sum[first])))


def _overlaps(written: Places, filing: Filing) -> npt.NDArray[np.bool_]:
    """For each stretch whether a value was made of a part of it."""
    taken = sorted((s.start, s.end) for _, _, value in filing.leaves() for s in value.sources)
    if not taken:
        return np.zeros(len(written), np.bool_)
    starts, ends = np.array(taken, np.int64).T
    before = np.searchsorted(starts, written[:, 1])
    reach = np.concatenate(([0], np.maximum.accumulate(ends)))
    return np.asarray(reach[before] > written[:, 0], np.bool_)
