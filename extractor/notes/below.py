"""The caption below a signature, "** Signature of Reporting Person": what stands just above it signs."""

from __future__ import annotations

from typing import Final

import numpy as np

from extractor.form.printed import SLOTS
from extractor.reading.page import Page
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
