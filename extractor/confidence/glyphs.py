"""What the glyphs of a value tell, and the one behind it, as numbers for the confidence model.

A digit at the beginning of a number may be the edge of its cell, one at its end the mark of a footnote whose bracket stands
behind; a name without an initial may have lost it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from string import ascii_letters, digits
from typing import Any, Final

from extractor.filing import Source, Value

GLYPHS: Final = (
    "single letters",
    "first digit",
    "last digit",
    "odd glyphs in its text",
    "what stands behind it over blanks",
)
_IN_NUMBERS: Final = frozenset(digits + ",./-$ ()")
_IN_TEXTS: Final = frozenset(ascii_letters + digits + " .,&/()'-$#:%")
_END, _LETTER, _DIGIT, _OPENING, _CLOSING, _EDGE, _OTHER = map(float, range(7))
_KINDS: Final = {"(": _OPENING, "[": _OPENING, ")": _CLOSING, "]": _CLOSING, "\t": _EDGE, "|": _EDGE, "<": _EDGE, "\n": _END}
_REACH: Final = 12  # characters of blanks that are passed over
_MOST: Final = 4


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyphs of a text in which values stand."""

    text: str

    def of(self, value: Value[Any]) -> tuple[float, ...]:
        """The numbers of ``GLYPHS``."""
        plain = value.value
        single = sum(len(word.strip(".,")) == 1 for word in plain.split()) if isinstance(plain, str) else 0
        usual = _IN_TEXTS if isinstance(plain, str) else _IN_NUMBERS
        odd = sum(glyph not in usual for source in value.sources for glyph in source.text)
        return float(min(_MOST, single)), *_ends(plain), float(min(_MOST, odd)), self._behind(value.sources)

    def _behind(self, sources: Sequence[Source]) -> float:
        if not sources:
            return -1.0
        last = sources[-1]
        if last.text.endswith((")", "]")):
            return _CLOSING
        glyph = self.text[last.end : last.end + _REACH].lstrip(" ")[:1]
        other = _LETTER if glyph.isalpha() else _DIGIT if glyph.isdigit() else _OTHER if glyph else _END
        return _KINDS.get(glyph, other)


def _ends(value: Any) -> tuple[float, float]:
    """The first and the last digit of an amount; of a date the month, and the last digit of the day."""
    if isinstance(value, Decimal):
        numbers = format(value, "f").replace(".", "").lstrip("-")
        return float(numbers[0]), float(numbers[-1])
    return (float(value.month), float(value.day % 10)) if isinstance(value, date) else (-1.0, -1.0)
