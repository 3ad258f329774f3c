"""Initials in the names of persons: one that was read twice, and one that is glued to the name before it.

Of 3,876 persons' names in electronic filings none has one initial twice in a row, and none a word that ends in a large letter
behind small ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.form.companies import is_company
from extractor.reading.page import Page
from extractor.readings.page_words import page_words
from extractor.readings.pieces import Reading

_TWICE: Final = re.compile(r"\b([A-Z]) (?=\1\.)|\b([A-Z])\. (?=\2(?![.\w]))")
"""Once with its point, and once without."""
_GLUED: Final = re.compile(r"(?<=[a-z]{2})(?=[A-Z]\.?(?!\w))")
_DOUBT: Final = 0.3


def initialled(reading: Reading[str], noise: float) -> Reading[str]:
    """A person's name on a noisy page with each initial once and apart: ``Qvist Ada B B.``, ``Qvist AdaB``."""
    name = reading.value or ""
    if noise <= 0 or is_company(name):
        return reading
    text = _GLUED.sub(" ", _TWICE.sub("", name))
    return reading if text == name else reading.repaired(text, _DOUBT, "an initial apart, and once")


def without_lone_letters(page: Page, tokens: Sequence[int]) -> list[int]:
    """The tokens of a name in cells of a noisy page without small lone letters in cells farther to the right.

    Of 1,773 distinct names in electronic filings none ends in one; in the next cell it may be the end of a word that is cut.
    """
    kept = list(tokens)
    if len(kept) <= _NAME or not page_words(page).noise or not page.celled[kept[0]]:
        return kept
    at = len(kept)
    while at > _NAME and len(page.words[kept[at - 1]]) == 1 and page.words[kept[at - 1]].islower():
        at -= 1
    first, before = kept[min(at, len(kept) - 1)], kept[at - 1]
    apart = page.line[first] == page.line[before] and page.cell[first] > page.cell[before] + 1
    return kept[:at] if apart else kept


_NAME: Final = 2  # words of a name
