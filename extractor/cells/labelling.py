"""The labels of a page's classified tokens, while they are set right."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extractor.cells.layout import Floats, Ints
from extractor.dialects.page import Page
from extractor.regions.printed_form import PrintedForm


@dataclass(frozen=True, slots=True, eq=False)
class Labelling:
    """The classified tokens of a page, in reading order, and the label that each has so far."""

    page: Page
    printed: PrintedForm
    chosen: npt.NDArray[np.intp]
    """Which tokens of the page they are."""
    lines: Ints
    """The printed line of each."""
    probabilities: Floats
    """Shape (chosen, labels)."""
    best: npt.NDArray[np.intp]
    """The index of each one's label; corrections change it in place."""

    def word(self, k: int) -> str:
        """One of the words."""
        return self.page.words[int(self.chosen[k])]

    def cell(self, k: int) -> int:
        """The cell that one stands in."""
        return int(self.page.cell[self.chosen[k]])
