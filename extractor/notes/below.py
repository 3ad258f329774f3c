"""The caption below a signature, "** Signature of Reporting Person": what stands just above it signs."""

from __future__ import annotations

from typing import Final

import numpy as np
from rapidfuzz import fuzz

from extractor.dialects.page import Page
from extractor.form.printed import SLOTS
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Regions

_CAPTION: Final = SLOTS.index("tail.signature")
_LETTERS: Final = 10.0
"""Letters of the caption in its line that are no chance."""


def captions_below(page: Page, printed: PrintedForm, regions: Regions) -> list[int]:
    """The lines of the caption below a signature, in printed order."""
    letters = (page.end - page.start) * printed.cover * (printed.slot == _CAPTION)
    found: list[int] = np.flatnonzero(np.bincount(regions.line_of, letters, len(regions.of_line)) > _LETTERS).tolist()
    return found


def without_caption(page: Page, tokens: list[int]) -> list[int]:
    """The tokens of a line before the caption, misread or not, that an engine has read beside what signs."""
    words = ["".join(filter(str.isalpha, page.words[t].lower())) for t in tokens[-_WORDS:]]
    ahead = len(tokens) - len(words)
    for k in range(1 - min(ahead, 1), len(words)):
        if words[k][:1] == _FIRST and fuzz.ratio("".join(words[k:]).removesuffix(_DATE), _PRINTED) >= _ALIKE:
            return tokens[: ahead + k]
    return tokens


_PRINTED, _DATE, _FIRST = "signatureofreportingperson", "date", "s"
_WORDS: Final = 8  # at the end of a line, among which the caption stands with specks
_ALIKE: Final = 74.0  # likeness, of 100
