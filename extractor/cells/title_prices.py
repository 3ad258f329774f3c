"""Prices of exercise that stand among the words of a derivative security's title.

Where an engine puts both columns into one cell, ``Stock Option (Right to 0.7503`` over ``Buy)``, or one blank parts them. Of
2,622 titles of derivative securities in filings none has an amount of money but as its first word or as a par value.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.labels import LABEL_ID, PARTS
from extractor.cells.layout import Ints
from extractor.reading.page import Page

_EXERCISE: Final = "conversionOrExercisePrice"
_GOES_ON: Final = LABEL_ID["I-securityTitle"]
_NOTED: Final = LABEL_ID["N-securityTitle"]
_PRICE: Final = re.compile(r"[^\w($]{0,2}(?:\\?\$(?![0Oo]?[.,]0)[\dOo][\d.,Oo]{0,8}|(?!0\.0)\d{1,4}\.\d{2}(?:\d\d)?)")
_PAR: Final = re.compile(r"\W*(?:value|par|per|of|at|each)\W*", re.IGNORECASE)
"""What stands before or behind a par value."""
_TITLED: Final = np.array([part in ("B", "I") and name == "securityTitle" for part, name in PARTS])
_OF_SECOND: Final = frozenset(("underlyingSecurity/underlyingSecurityTitle", "underlyingSecurity/underlyingSecurityShares"))
"""What a row of Table II has alone."""


def prices_in_titles(page: Page, chosen: npt.NDArray[np.intp], lines: Ints, best: npt.NDArray[np.intp]) -> None:
    """Label as a price of exercise, with its mark, in place, what stands in a title of Table II, if its line has none else."""
    titled = np.flatnonzero(_TITLED[best]).tolist()
    words = [page.words[chosen[k]] for k in titled]
    for before, k, word, behind in zip(words, titled[1:], words[1:], [*words[2:], ""], strict=False):
        if best[k] != _GOES_ON or not _PRICE.fullmatch(word) or _PAR.fullmatch(before) or _PAR.fullmatch(behind):
            continue
        fields = {PARTS[label][1] for label in best[lines == lines[k]].tolist()}
        if _EXERCISE in fields or _OF_SECOND.isdisjoint(fields):
            continue
        best[k] = LABEL_ID["B-" + _EXERCISE]
        if k + 1 < len(best) and best[k + 1] == _NOTED and lines[k + 1] == lines[k]:
            best[k + 1] = LABEL_ID["N-" + _EXERCISE]
