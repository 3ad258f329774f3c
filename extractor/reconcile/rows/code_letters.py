"""Letters that stand for a transaction code: how much each speaks for a code, and what engines take for each other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

MARK: Final = re.compile(r"\(\d{1,2}\)")


def seen_as(letter: str) -> float:
    """How much a letter that stands there speaks for its code."""
    return 1.0 if letter.isupper() or letter in _SAME else _SMALL


_SAME: Final = "copsuvwxz"
"""Small letters that engines take their capitals for."""
_SMALL: Final = 0.3  # how much another small letter speaks for a code in comparison to a capital
UNSEEN: Final = 0.02  # how much a letter speaks for a code of another letter
ALIKE: Final = 0.1  # how much for one that it is read for
LIKE: Final[Mapping[str, str]] = {"P": "F", "G": "C", "$": "S", "5": "S"}
"""Letters that another is read for where a footnote mark is glued to it, and signs that one is read for."""
LIKE_SMALL: Final[Mapping[str, str]] = {"p": "D", "g": "S", "y": "J"}
"""The same of small letters."""


def with_letter(found: dict[str, float], text: str) -> dict[str, float]:
    """The probabilities of codes where the code and its footnote mark were read as one mark, of which it is the first letter."""
    words = [word for word in MARK.sub("", text).split() if any(map(str.isalnum, word))]
    first = next((c for c in words[-1] if c.isalpha()), "") if words else ""
    like = LIKE.get(first.upper(), "") if first else {other for sign in text for other in LIKE.get(sign, "")}
    if not like and first.upper() not in found:
        return found
    unseen = UNSEEN if like or seen_as(first) == 1.0 else _SMALL
    weighed = {c: p * (1.0 if c == first.upper() else max(unseen, ALIKE) if c in like else unseen) for c, p in found.items()}
    total = sum(weighed.values())
    return {code: p / total for code, p in weighed.items()}
