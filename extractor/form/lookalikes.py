"""What engines take for what: letters and signs that stand where a digit was printed."""

from __future__ import annotations

import re
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
    "1": "1",
    "2": "21",
    "3": "35",
    "4": "41",
    "5": "5",
    "6": "65",
    "7": "7",
    "8": "83",
    "9": "935",
}
"""Digits with those that small raised ones in brackets are most often when they are read so, the likeliest first."""
RAISED_GLYPHS: Final[dict[str, tuple[int, ...]]] = {
    "": (112, 33, 35, 8, 20, 8, 6, 1, 1, 0),
    "(": (51, 11, 13, 4, 3, 2, 1, 0, 1, 1),
    "@": (20, 9, 17, 3, 3, 1, 4, 0, 1, 0),
    "a": (31, 4, 2, 6, 0, 1, 2, 1, 0, 0),
    "0": (17, 1, 2, 0, 1, 0, 1, 0, 0, 3),
    "?": (3, 11, 1, 0, 0, 0, 3, 0, 0, 0),
    "y": (14, 0, 1, 1, 1, 0, 0, 0, 0, 0),
    "Q": (12, 2, 3, 0, 0, 0, 0, 0, 0, 0),
    "\u00a9": (7, 0, 3, 0, 3, 3, 0, 0, 0, 0),
    "e": (6, 4, 1, 0, 1, 1, 1, 0, 1, 0),
    "\u00ae": (6, 4, 2, 0, 1, 1, 0, 0, 1, 0),
    "l": (11, 0, 2, 0, 0, 1, 0, 0, 0, 0),
    "i": (8, 3, 2, 0, 1, 0, 0, 0, 0, 0),
    "t": (11, 0, 0, 0, 1, 0, 0, 0, 0, 0),
    "B": (0, 0, 10, 0, 0, 0, 0, 0, 0, 0),
    "{": (4, 1, 3, 0, 0, 0, 0, 1, 0, 0),
    "o": (6, 1, 1, 0, 0, 0, 0, 0, 0, 0),
}
"""What is read for the digit of a small raised mark that is illegible (nothing: only its brackets), with how many marks ending
with 1, 2, ... 9, 0 are read so."""
RAISED_OTHERS: Final = (59, 12, 19, 7, 6, 3, 10, 0, 1, 0)
"""The same of all glyphs that are read seldom."""
RAISED_ALL: Final = (980, 526, 403, 237, 196, 130, 97, 52, 36, 29)
"""The same of all marks, legible ones among them. The marks are those of the corpus's training and calibration splits, core
pages that four engines read, each glyph counted once a page and number."""

_ALIKE: Final = {
    **{"a": "eos", "b": "dh", "c": "deo", "e": "io", "f": "ilpt", "g": "qy", "h": "iknp", "i": "jlrt", "k": "x", "l": "nrt"},
    **{"m": "n", "n": "ru", "o": "q", "r": "t", "s": "z", "u": "v", "v": "wy"},
}
LETTERS_ALIKE: Final = frozenset(frozenset((one, other)) for one, others in _ALIKE.items() for other in others)
"""Small letters that engines take for each other."""
GLYPHS_ALIKE: Final = LETTERS_ALIKE.union(map(frozenset, ("1l", "1i", "1t", "0o", "5s", "8b", "6b", "9g", "9q", "4a", "3s")))
"""Small letters, and digits that are read for them."""
STRETCHES_ALIKE: Final[tuple[tuple[str, str], ...]] = tuple(
    re.findall(
        r"(\w+)>(\w+)",
        "rn>m m>rn cl>d d>cl vv>w w>vv li>h h>li ii>u rh>m tt>ff tl>ff ti>fi fl>fi in>m m>in ni>m m>ni ri>n n>ri nn>m lt>tt hm>mm"
        " mn>mm ll>u u>ll il>ll li>ll",
    )
)
"""Small letters as they are read, each stretch with what was printed."""
