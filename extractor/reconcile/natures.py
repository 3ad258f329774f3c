"""Natures of indirect ownership that send the reader to a footnote: of those that name one nearly all say ``See footnote``."""

from __future__ import annotations

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
_SURE: Final = 0.9
_REASON: Final = "nearly all natures that name a footnote say so"


def repair_natures(filing: Filing) -> Filing:
    """Natures that are misread or cut readings of the phrase set right."""
    noisy = filing.source.is_noisy

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(replace(row, nature_of_ownership=_mended(row.nature_of_ownership, noisy)) for row in rows)

    return map_rows(filing, change)


def _mended(value: Value[str], noisy: bool) -> Value[str]:
    letters = squeezed(value.value or "")
    if len(letters) < _LEFT or letters in map(squeezed, _PHRASES):
        return value
    distance, phrase = min((Levenshtein.distance(letters, squeezed(p)), p) for p in _PHRASES)
    cut = letters in squeezed(phrase)
    if cut or (noisy and distance <= _MISREAD and "note" in letters):
        return repaired(value, phrase, _SURE, _REASON)
    return value
