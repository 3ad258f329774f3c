"""``C/O`` before the name of the person or company care of whom an owner is reached, as printed and as engines read it."""

from __future__ import annotations

import re
from typing import Final

_STAINED: Final = r"[cCG\u20ac][/|lI!][oO0QD]|[cC][i1 Y.-][oO0]"
"""So plain that a stain may stand before it."""
_SIGNS: Final = r"C\s?[/:;.|I1l]?\s?[O0Q]|[(\[@][/|]?[oO0Q]|[/|][oO0Q]|[a-z(][/7][oO0]|[E\u00a26]/[oO0]"
CARE_OF: Final = re.compile(
    rf"^(?:(?:(?:[^\w/]{{0,8}}\w?[^\w/]{{1,8}})?(?:{_STAINED})|{_SIGNS})[.,:/-]?\s+(?=[a-z]?[A-Z])|C/[O0][./]?(?=[A-Z]{{2}}))"
)
"""It and the blank behind it, at the beginning of a line, with a stain before it."""
_WORD: Final = re.compile(rf"(?:{_STAINED}|{_SIGNS})[.,/]?")
_LEFT: Final = re.compile(
    r"\W{0,2}(?:[CG]\W{0,2}[^\sA-HJKM-Z]?\W?[O0Q]?|[O0Q])\W{0,2}\s+|\W?C[/|lI1i:][O0Q][.,:]?(?=[A-Z])", re.IGNORECASE
)
"""What may be left of it, or glued to the name: ``C)``, ``O``, ``C20``."""


def care_of_end(line: str, *, before_name: bool = False) -> int:
    """Where the name behind ``C/O`` begins in a line of an address; 0 where no such begins the line.

    ``before_name``: whether less tells, since a name that is known must stand behind it.
    """
    found = CARE_OF.match(line) or (_LEFT.match(line) if before_name else None)
    return found.end() if found else 0


def is_care_of(word: str) -> bool:
    """Whether a word is ``C/O``, perhaps misread."""
    return _WORD.fullmatch(word) is not None
