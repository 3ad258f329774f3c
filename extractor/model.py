"""The trained parts of the pipeline together: the token classifier, the confidence models and what thresholds rest on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extractor import model_files
from extractor.cells.classifier import TokenClassifier
from extractor.confidence.confidence import ConfidenceModel
from extractor.errors import GuaranteeError

if TYPE_CHECKING:
    from extractor.confidence.guarantee import Threshold

_KEPT: Final = 4
"""Models that stay in memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A token classifier, what tells how sure its readings are, and the folder that they are from."""

    classifier: TokenClassifier
    confidence: ConfidenceModel
    folder: Path | None = None

    @classmethod
    def load(cls, folder: str | Path) -> Model:
        """Load a folder that ``extractor train`` wrote; once, as long as its manifest stays the same.

        Raises:
            ModelError: a file is absent, does not have the digest that ``manifest.json`` says, or is of another version.
        """
        path = Path(folder)
        return _loaded(path, model_files.fingerprint(path))

    @classmethod
    @cache
    def default(cls) -> Model:
        """The model that ships, loaded at first use."""
        return cls.load(model_files.shipped_folder())

    def threshold(self, max_error: float, certainty: float = 0.9) -> Threshold:
        """The lowest confidence from which on, with ``certainty``, at most the share ``max_error`` of the values is wrong.

        It holds for filings like those that the model was calibrated on.

        Raises:
            GuaranteeError: the calibration allows no such promise.
            ModelError: the model was not calibrated.
        """
        from extractor.confidence.calibration import Calibration

        if self.folder is None:
            raise GuaranteeError("a model that is in no folder has no calibration", "load one by Model.load")
        return Calibration.load(self.folder).threshold(max_error, certainty)


@lru_cache(maxsize=_KEPT)
def _loaded(folder: Path, fingerprint: str) -> Model:
    return Model(TokenClassifier.load(folder), ConfidenceModel.load(folder), folder)
