"""The trained parts of the pipeline together: the token classifier and the confidence models, from one folder."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from extractor.cells.classifier import TokenClassifier, default_classifier, default_folder
from extractor.confidence.confidence import ConfidenceModel, default_model


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A token classifier and what tells how sure its readings are."""

    classifier: TokenClassifier
    confidence: ConfidenceModel

    @classmethod
    def load(cls, folder: str | Path) -> Model:
        """Load a folder that ``extractor train`` wrote.

        Raises:
            ModelError: a file is absent, does not have the digest that ``manifest.json`` says, or is of another version.
        """
        return cls(TokenClassifier.load(Path(folder)), ConfidenceModel.load(Path(folder)))

    @classmethod
    def default(cls) -> Model:
        """The model that ships, loaded at first use."""
        return _default()


@cache
def _default() -> Model:
    return Model(default_classifier(), default_model(default_folder()))


@cache
def model_of(folder: Path | None) -> Model:
    """The model in a folder, without one that which ships; loaded once a process.

    Raises:
        ModelError: as :meth:`Model.load` does.
    """
    return Model.default() if folder is None else Model.load(folder)
