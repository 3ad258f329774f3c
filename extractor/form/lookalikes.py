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
TO_LETTERS: Final = str.maketrans("0i|!58629q", "olllsbbzgg")
"""Small letters, digits and signs that engines take for each other, each as one of them, for names that are compared."""
