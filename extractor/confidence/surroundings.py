"""What the text around a value says of it, as numbers for the confidence model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from extractor.filing import Source, Value
from extractor.language.model import squeezed

SURROUNDINGS: Final = ("stands elsewhere in the text", "what stands before it", "what stands behind it")
Places = npt.NDArray[np.int64]

_SHORT: Final = 4  # letters and digits; less stands everywhere by chance
_MOST: Final = 3
_BLANK, _EDGE, _GLYPH, _OTHER = range(4)
_EDGES: Final = "\t|<>"
_TOKEN: Final = re.compile(r"\d[\d,.]*\d")
_SMALL: Final = np.array([ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else 0 for code in range(129)], np.uint8)
"""For the code of each letter or digit its small form, nought for all others: :func:`squeezed`, for long texts."""


class Surroundings:
    """A text in which values are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        small = _SMALL[np.minimum(codes, len(_SMALL) - 1)]
        self._squeezed = small[small > 0].tobytes().decode("ascii")
        self._before = np.concatenate(([0], np.cumsum(small > 0)))
        self._lines = np.flatnonzero(codes == ord("\n"))
        self._numbers = Counter(token.replace(",", "") for token in _TOKEN.findall(text))

    def of(self, value: Value[Any]) -> tuple[float, ...]:
        """The numbers of ``SURROUNDINGS``."""
        sources = value.sources
        if not sources:
            return float(min(self._elsewhere(value.value, sources), _MOST)), -1.0, -1.0
        before, behind = sources[0].start - 1, sources[-1].end
        return float(min(self._elsewhere(value.value, sources), _MOST)), self._kind(before), self._kind(behind)

    def letters(self, starts: Places, ends: Places) -> Places:
        """How many letters and digits there are from each start to each end."""
        most = len(self.text)
        return np.asarray(self._before[np.minimum(ends, most)] - self._before[np.minimum(starts, most)], np.int64)

    def count(self, start: int, end: int) -> int:
        """How many letters and digits there are from a start to an end."""
        return int(self._before[end] - self._before[start])

    def line_of(self, places: Places) -> Places:
        """The number of the line of the text in which each place is."""
        return np.asarray(np.searchsorted(self._lines, places), np.int64)

    def _kind(self, at: int) -> float:
        glyph = self.text[at] if 0 <= at < len(self.text) else "\n"
        if glyph in _EDGES:
            return float(_EDGE)
        return float(_BLANK if glyph.isspace() else _GLYPH if glyph.isalnum() else _OTHER)

    def _elsewhere(self, value: Any, sources: Sequence[Source]) -> int:
        """How often the value stands in the text, but for where it was read."""
        if isinstance(value, Decimal):
            plain = format(value, "f")
            if len(plain) < _SHORT:
                return 0
            own = sum(plain in source.text.replace(",", "") for source in sources)
            return max(0, self._numbers[plain] - own)
        if not isinstance(value, str):
            return 0
        plain = squeezed(value)
        if len(plain) < _SHORT:
            return 0
        own = 0
        if sources:
            start, end = self._before[min(sources[0].start, len(self.text))], self._before[min(sources[-1].end, len(self.text))]
            own = self._squeezed[start:end].count(plain)
        return max(0, self._count(plain, own + _MOST) - own)

    def _count(self, plain: str, most: int) -> int:
        """How often letters and digits stand in the text, up to ``most``: what fills a page is not counted to its end."""
        found, at = 0, self._squeezed.find(plain)
        while at >= 0 and found < most:
            found, at = found + 1, self._squeezed.find(plain, at + len(plain))
        return found
