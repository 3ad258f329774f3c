"""Natures of indirect ownership: what has no word is none, and of those that name a footnote nearly all say ``See footnote``.

Those that name the heading of the footnotes say ``See Explanation of Responses``."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Row, Status, Value
from extractor.language.model import squeezed
from extractor.reconcile.change import left_out, map_rows, repaired

_PHRASES: Final = ("See footnote", "See footnotes")
"""806 of 820 natures that speak of footnotes in filings of the training split say one of these."""
_HEADED: Final = "See Explanation of Responses"
_OF_HEADING: Final = "respons"
"""What tells it from the heading of a table, or from a nature of its own words."""
_WORDS: Final = re.compile(r"[^\W\d_]{2}|401|#\d")
"""Two letters, or what stands for words: of 5,146 natures in electronic filings every one has."""
_LETTER: Final = re.compile(r"\W*[a-z]?[DI]\W*")
"""The letter of the column before, with a speck that is read as a small one."""
_MISREAD: Final = 3  # letters
_LEFT: Final = 8  # letters that edges leave of it
_SEE: Final = "see"
"""The beginning of all these, which but few filers print alone, and not beside the whole phrase."""
_FOOT: Final = re.compile(r"note|^seefoo")
"""What tells it from a nature of its own words."""
_NUMBERED: Final = re.compile(r"see\W{1,2}footnotes?\W? \d{1,2}", re.IGNORECASE)
"""A footnote named by its number. In filings of the training split 11 natures of five issuers are so and bear no mark; of 798
that name none 795 bear one."""
_SURE: Final = 0.9  # confidence of a phrase that a nature is a misread part of
_SURE_SEE: Final = 0.7  # the same where of the phrase its first word alone is left
_REASON: Final = "nearly all natures that name a footnote, or their heading, say so"


def repair_natures(filing: Filing) -> Filing:
    """Natures that are misread or cut readings of the phrase set right, and on a noisy page specks and numbers left out."""
    noisy = filing.source.is_noisy

    several = [row.nature_of_ownership.value for row in filing.rows].count(_PHRASES[1])
    one = [row.nature_of_ownership.value for row in filing.rows].count(_PHRASES[0])

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        more = several - one if several or one else None
        return tuple(replace(row, nature_of_ownership=_mended(row.nature_of_ownership, noisy, more)) for row in rows)

    return map_rows(filing, change)


def _mended(value: Value[str], noisy: bool, more: int | None) -> Value[str]:
    """``more``: in how many rows more than one footnote is named than in how many one is; nothing if none is named in any."""
    if noisy and value.value is not None and (_WORDS.search(value.value) is None or _LETTER.fullmatch(value.value)):
        return left_out(value)
    letters = squeezed(value.value or "")
    if noisy and more is not None and letters == _SEE and value.status is Status.READ:
        return repaired(value, _PHRASES[more > 0 or (not more and len(value.footnotes) > 1)], _SURE_SEE, _REASON)
    if _OF_HEADING in letters and 0 < Levenshtein.distance(letters, squeezed(_HEADED)) <= _MISREAD:
        return repaired(value, _HEADED, _SURE, _REASON)
    if len(letters) < _LEFT or letters in map(squeezed, _PHRASES):
        return value
    if not value.footnotes and _NUMBERED.fullmatch(value.value or ""):
        return value
    distance, phrase = min((Levenshtein.distance(letters, squeezed(p)), p) for p in _PHRASES)
    cut = letters in squeezed(phrase)
    if cut or (noisy and distance <= _MISREAD and _FOOT.search(letters)):
        return repaired(value, phrase, _SURE, _REASON)
    return value
