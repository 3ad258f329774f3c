"""The stored calibration: values of held-out filings, how sure each was and whether it was right.

``calibration.npz`` lies beside the model and is read only by those who ask for a guarantee. It has two parts, each with the
arrays of a :class:`Judged`: ``pilot`` (filings that the confidence models were fitted on, which may say where to begin) and
``held`` (filings of issuers that none of the models of values was fitted on, only that of whole filings).
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import numpy as np

from extractor import model_files
from extractor.confidence.guarantee import Judged, Threshold, choose

FILE: Final = "calibration.npz"
_SCALE: Final = 10_000  # confidences are kept to four digits
_PARTS: Final = ("pilot", "held")


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """What thresholds are chosen by; see :func:`extractor.confidence.guarantee.choose`."""

    pilot: Judged
    held: Judged

    def threshold(self, max_error: float, certainty: float) -> Threshold:
        """The lowest threshold from which on at most ``max_error`` of the values are wrong, with ``certainty``.

        Raises:
            GuaranteeError: the calibration allows no such promise.
        """
        return choose(self.held, self.pilot, max_error, certainty)

    @classmethod
    def load(cls, folder: Path) -> Calibration:
        """Load ``calibration.npz`` after its digest in ``manifest.json`` was checked; nothing is ever unpickled.

        Raises:
            ModelError: a file is absent or damaged.
        """
        return model_files.read(folder, FILE, cls._of_arrays)

    @classmethod
    def _of_arrays(cls, data: bytes) -> Calibration:
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            return cls(*(_judged(arrays, part) for part in _PARTS))

    def save(self, folder: Path) -> None:
        """Write the file and its digest into the manifest."""
        arrays: dict[str, Any] = {}
        for part, judged in zip(_PARTS, (self.pilot, self.held), strict=True):
            arrays[f"{part}_confidence"] = np.round(judged.confidence * _SCALE).astype(np.uint16)
            arrays[f"{part}_right"] = np.packbits(judged.right)
            arrays[f"{part}_sizes"] = judged.sizes.astype(np.uint32)
            arrays[f"{part}_filing"] = judged.filing.astype(np.uint32)
        model_files.write(folder, FILE, model_files.packed(arrays))


def _judged(arrays: Any, part: str) -> Judged:
    confidence = arrays[f"{part}_confidence"].astype(np.float64) / _SCALE
    right = np.unpackbits(arrays[f"{part}_right"], count=len(confidence)).astype(np.bool_)
    return Judged(confidence, right, arrays[f"{part}_sizes"].astype(np.int64), arrays[f"{part}_filing"].astype(np.int64))
