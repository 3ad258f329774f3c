"""Scraps in small letters in a line that is printed in large ones: ``9 ELM ROAD, APT 18 ro e``, ``C/O QVIST or WORKS INC``.

Whoever writes a line of an address in large letters writes all its words behind the first so but for a legal form, an ordinal or
a point of the compass; engines make small letters of stains, of ruled lines and of the captions below.
"""

from __future__ import annotations

from typing import Final

from extractor.form.companies import LEGAL_FORMS
from extractor.form.persons import PARTICLES, SUFFIXES
from extractor.form.streets import COMPASS, FLOORS, SUITES, WAYS
from extractor.readings.pieces import Reading

_KEPT: Final = LEGAL_FORMS | PARTICLES | SUFFIXES | COMPASS | FLOORS | SUITES | WAYS
"""What is written in small letters behind large ones."""
_UNITS: Final = frozenset(("apt", "unit", "bldg", "rm", "box", "no", "pier"))
_OTHERS: Final = frozenset(("of", "the", "and", "at", "on", "c/o", "du", "des", "et", "way", "cir", "pl", "sq", "ter", "trl"))
_WITHIN: Final = _KEPT | _UNITS | _OTHERS
_LAST: Final = 4  # letters of a scrap at the end of a line
_SCRAP: Final = 2  # of one within it
_DOUBT: Final = 0.0  # the scraps have made the line doubtful
_REASON: Final = "scraps in small letters left out of a line in large ones"


def without_small(reading: Reading[str], noise: float) -> Reading[str]:
    """A line of an address on a noisy page, printed in large letters, without scraps in small ones."""
    words = (reading.value or "").split()
    if noise <= 0 or not _is_large(words):
        return reading
    kept = _without_last(words)
    kept = [word for k, word in enumerate(kept) if not k or not _is_scrap(word, _SCRAP, _WITHIN)]
    return reading if kept == words else reading.repaired(" ".join(kept), _DOUBT, _REASON)


def _is_large(words: list[str]) -> bool:
    """Whether all longer words of a line are in large letters."""
    long = [word for word in words if sum(map(str.isalpha, word)) > _LAST and not word[0].isdigit()]
    return bool(long) and all(word.isupper() for word in long)


def _without_last(words: list[str]) -> list[str]:
    """The words without a scrap at their end, and specks behind that."""
    end = len(words)
    while end > 1 and sum(map(str.isalnum, words[end - 1])) <= 1 and words[end - 2].strip(".,").lower() not in _UNITS:
        end -= 1
    at = end
    while at > 1 and _is_scrap(words[at - 1], _LAST, _WITHIN):
        at -= 1
    return words if at == end else words[:at]


def _is_scrap(word: str, most: int, kept: frozenset[str]) -> bool:
    """Whether a word has small letters, and no more than some, and is none that is written so."""
    letters = "".join(filter(str.isalpha, word))
    small = letters != "" and not letters.isupper() and not any(map(str.isdigit, word))
    return small and len(letters) <= most and word.strip(".,;:'()").lower() not in kept
