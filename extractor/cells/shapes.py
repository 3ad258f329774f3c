"""Words whose shape leaves no doubt of what they are, where the classifier was not sure: ``$O`` is a price of nought, and a
letter before the rest of a footnote mark is a transaction code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from extractor.cells.labels import LABEL_ID, LABELS, OUTSIDE
from extractor.form.codes import TRANSACTION_CODES
from extractor.reading.page import Page

if TYPE_CHECKING:
    from extractor.cells.segments import Segment

_OUTSIDE: Final = LABEL_ID[OUTSIDE]
_PRICE: Final = "transactionAmounts/transactionPricePerShare"
_PRICES: Final = {
    LABEL_ID[f"{part}-{name}"]: LABEL_ID["B-" + name] for name in (_PRICE, "conversionOrExercisePrice") for part in "BN"
}
"""The beginning of a price by its own label or that of its footnote mark."""
_VALUES: Final = np.array([label != OUTSIDE for label in LABELS])
_NOUGHT: Final = re.compile(r"\\?\$[0Oo](?:[.,][0Oo]{1,4})?")
_LIKE_NOUGHT: Final = re.compile(r"[Ss][0Oo]")
_LEAST, _LEAST_LIKE = 0.01, 0.1
"""Probability that the classifier must give to a price at the least."""
_CODE: Final = "transactionCoding/transactionCode"
_CAPITALS: Final = frozenset(TRANSACTION_CODES) - frozenset("ILO")
_SMALL: Final = frozenset("cfgjmps")
"""Letters that are more often a code than a bracket or a digit of the mark, and small ones that engines take for such."""


def price_noughts(
    page: Page, chosen: npt.NDArray[np.intp], probabilities: npt.NDArray[np.float32], best: npt.NDArray[np.intp]
) -> None:
    """Label as a price, in place, what is a dollar sign and a nought, if the classifier takes it for anything like one."""
    for k in np.flatnonzero((best == _OUTSIDE) | np.isin(best, list(_PRICES))).tolist():
        word = page.words[chosen[k]]
        if len(word) > _LONGEST:
            continue
        like = best[k] == _OUTSIDE and _LIKE_NOUGHT.fullmatch(word)
        least = _LEAST if _NOUGHT.fullmatch(word) else _LEAST_LIKE if like else 1.0
        if least == 1.0:
            continue
        label = int(np.where(_VALUES, probabilities[k], -1.0).argmax())
        if label in _PRICES and probabilities[k, label] >= least:
            best[k] = _PRICES[label]


_LONGEST: Final = 8  # glyphs of a nought with its sign


def codes_before_marks(page: Page, segments: Sequence[Segment]) -> None:
    """Where a row has only a footnote mark for its code and a letter stands in it, that letter is the code, in place."""
    for segment in segments:
        if segment.field == _CODE and segment.notes and not segment.tokens and _is_coded(page.words[segment.notes[0]]):
            segment.tokens = segment.notes[:1]
            segment.begins = True
            segment.word = page.words[segment.notes[0]]


def _is_coded(word: str) -> bool:
    """Whether a word is a code and the rest of a mark: ``F@`` or ``m5)``, but not ``a)``, which is a mark alone."""
    return (word[:1] in _CAPITALS and len(word) > 1) or (word[:1] in _SMALL and len(word) > len("a)"))
