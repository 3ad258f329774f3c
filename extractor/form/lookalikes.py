"""What engines take for what: letters and signs that stand where a digit was printed."""

from __future__ import annotations

from typing import Final

DIGITS: Final[dict[str, str]] = {
    **dict.fromkeys("OoQD", "0"),
    **dict.fromkeys("lIi|!", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "5"),
    **dict.fromkeys("Gb", "6"),
    **dict.fromkeys("B", "8"),
    **dict.fromkeys("gq", "9"),
}
"""Letters and signs with the digits they are read for, in amounts, dates, zip codes and footnote numbers."""
TO_DIGITS: Final = str.maketrans(DIGITS)
"""The same for ``str.translate``."""
DIGITS_ALIKE: Final = frozenset(
    frozenset(pair) for pair in ("09", "06", "14", "35", "12", "58", "89", "08", "13", "38", "68", "39", "23", "27")
)
"""Digits that are often taken for each other."""
TO_LETTERS: Final = str.maketrans("0i|!58629q", "olllsbbzgg")
"""Small letters, digits and signs that engines take for each other, each as one of them, for names that are compared."""

RAISED: Final[dict[str, str]] = {
    "@": "234",
    "Q": "23",
    "(": "1",
    "B": "3",
    "S": "35",
    "\u00a9": "56",
    "\u00ae": "5",
    "a": "146",
    "e": "13",
    "n": "14",
    "&": "6",
    **dict.fromkeys("UYdfijklqty", "1"),
    "0": "23",
    "1": "1",
    "2": "21",
    "3": "35",
    "4": "41",
    "5": "5",
    "6": "65",
    "7": "7",
    "8": "83",
    "9": "93",
}
"""Glyphs with the digits that small raised ones in brackets are most often when they are read so, the likeliest first for
digits. After 1,600 footnote marks, each glyph counted once a page and digit, of pages that four engines read; only what was
seen often was taken up, without its numbers."""
