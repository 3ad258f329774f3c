"""Natures of indirect ownership: of those that name a footnote nearly all say ``See footnote``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Row, Value
from extractor.language.model import squeezed
from extractor.reconcile.change import map_rows, repaired

_PHRASES: Final = ("See footnote", "See footnotes")
"""806 of 820 natures that speak of footnotes in filings of the training split say one of these."""
_MISREAD: Final = 3  # letters
_LEFT: Final = 8  # letters that edges leave of it
_TOLD: Final = "note"
"""What tells it from a nature of its own words."""
_NUMBERED: Final = re.compile(r"see\W{1,2}footnotes?\W? \d{1,2}", re.IGNORECASE)
"""A footnote named by its number. In filings of the training split 11 natures of five issuers are so and bear no mark; of 798
that name none 795 bear one."""
_SURE: Final = 0.9  # confidence of a phrase that a nature is a misread part of


def repair_natures(filing: Filing) -> Filing:
    """Natures that are cut readings of the phrase set right, and misread ones on a noisy page."""
    noisy = filing.source.is_noisy

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(replace(row, nature_of_ownership=_mended(row.nature_of_ownership, noisy)) for row in rows)

    return map_rows(filing, change)


def _mended(value: Value[str], noisy: bool) -> Value[str]:
    letters = squeezed(value.value or "")
    if len(letters) < _LEFT or letters in map(squeezed, _PHRASES):
        return value
    if not value.footnotes and _NUMBERED.fullmatch(value.value or ""):
        return value
    distance, phrase = min((Levenshtein.distance(letters, squeezed(p)), p) for p in _PHRASES)
    if letters in squeezed(phrase) or (noisy and distance <= _MISREAD and _TOLD in letters):
        return repaired(value, phrase, _SURE, "nearly all natures that name a footnote say so")
    return value
