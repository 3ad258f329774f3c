"""Confidence: how probable it is that a value, a footnote mark, and a whole filing is right.

A value comes with a rough confidence, the classifier's probability less what its reading had to do
(``readings.value.confidence``). Four models, fitted on filings of other issuers than the classifier's, make of it and of the
other evidence a probability: boosted trees for a value, others for each family of fields, for footnote marks, and for what is
missing that the form is blank there, a logistic model for a filing.

What has few of the form's captions is no such form, or hardly legible: the filing is not sure at all, and a warning says so.
Where noise does not explain that, nobody has taught the models what to think of it, and values are less sure in proportion.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor import model_files
from extractor.confidence.evidence import BLANK, EVIDENCE, FIELD, Evidence
from extractor.confidence.left_out import FEW, LEAST, without_unsure
from extractor.confidence.marks import (
    LEAST_MARK,
    MARKS,
    Mark,
    evidence_of_marks,
    with_mark_confidences,
    without_unsure_marks,
)
from extractor.confidence.parts import FAMILIES, family_of
from extractor.confidence.trees import Trees
from extractor.confidence.whole import WHOLE, evidence_of_whole
from extractor.filing import KIND_PATH, Filing, row_paths
from extractor.reconcile.change import with_rows
from extractor.reconcile.checks import weights
from extractor.reconcile.checks.weights import Weights

FILE: Final = "confidence.json"
DIGITS: Final = 4
"""Decimals of a confidence."""
_LEAST, _MOST = 0.005, 0.998  # that a confidence is, whatever the evidence
_TURNED: Final = 0.25
"""Share of the pairs of captions that stand in the wrong order from which plain lines are not those of the page: its columns were
taken one after the other, and what stood in one row cannot be told."""
_OF_TURNED: Final = 0.5
"""What its values are sure of, of what they seem to be."""
UNFAMILIAR: Final = 0.03
"""The most that such a filing, or one with so few captions, can be sure of; none so unsure is accepted as a whole."""


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic model: an intercept and a weight a number of evidence."""

    intercept: float
    weights: tuple[float, ...]

    def probability(self, evidence: Sequence[float]) -> float:
        """The probability that goes with the evidence."""
        score = self.intercept + sum(w * x for w, x in zip(self.weights, evidence, strict=True))
        return min(_MOST, max(_LEAST, 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))))


@dataclass(frozen=True, slots=True)
class ConfidenceModel:
    """The models of values, of what is missing, of footnote marks and of filings, and how much each check says."""

    values: Mapping[str, Trees]
    """For each family of fields."""
    blank: Trees
    marks: Trees
    whole: Logistic
    weights: Weights

    def of_values(self, evidence: Mapping[str, Sequence[float]]) -> dict[str, float]:
        """For the path of each value that was read, the probability that it is right."""
        families: dict[str, list[str]] = {family: [] for family in self.values}
        for path, numbers in evidence.items():
            families[family_of(numbers[FIELD])].append(path)
        told = zip(self.values.values(), families.values(), strict=True)
        odds = np.concatenate([trees.log_odds([evidence[path] for path in paths]) for trees, paths in told])
        found = dict(zip(chain.from_iterable(families.values()), _probabilities(odds), strict=True))
        return {path: found[path] for path in evidence}

    def of_blanks(self, evidence: Mapping[str, Sequence[float]]) -> dict[str, float]:
        """For the path of each leaf that is missing, the probability that the form is blank there."""
        return dict(zip(evidence, _probabilities(self.blank.log_odds(list(evidence.values()))), strict=True))

    def of_marks(self, evidence: Mapping[Mark, Sequence[float]]) -> dict[Mark, float]:
        """For each footnote mark the probability that the form has it there."""
        return dict(zip(evidence, _probabilities(self.marks.log_odds(list(evidence.values()))), strict=True)) if evidence else {}

    @classmethod
    def load(cls, folder: Path) -> ConfidenceModel:
        """Load ``confidence.json`` after its digest in ``manifest.json`` was checked, and the weights of the checks.

        Raises:
            ModelError: a file is absent, damaged, or made for other evidence than this version's.
        """
        weighed = weights.load(folder)
        return model_files.read(folder, FILE, lambda data: cls._of_json(data, weighed))

    @classmethod
    def _of_json(cls, data: bytes, weighed: Weights) -> ConfidenceModel:
        stored = json.loads(data)
        if any(stored[name] != list(known) for name, known in KNOWN.items()):
            raise ValueError("it was fitted for other evidence")
        values = {family: Trees.from_dict(stored["values"][family]) for family in FAMILIES}
        whole = Logistic(stored["whole"]["intercept"], tuple(stored["whole"]["weights"]))
        return cls(values, Trees.from_dict(stored["blank"]), Trees.from_dict(stored["marks"]), whole, weighed)


KNOWN: Final = {"evidence": EVIDENCE, "blank evidence": BLANK, "mark evidence": MARKS, "whole evidence": WHOLE}
"""What the models are told, by the name under which a model's file says so."""


def _probabilities(odds: npt.NDArray[np.float64]) -> list[float]:
    sure = np.clip(1 / (1 + np.exp(-np.clip(odds, -30, 30))), _LEAST, _MOST)
    return [round(p, DIGITS) for p in sure.tolist()]


def assess(filing: Filing, text: str, model: ConfidenceModel, least: float = LEAST) -> Filing:
    """The filing that was read from a text, with probabilities for confidences, its own among them.

    Args:
        filing: with the confidences of its readings.
        text: what it was read from.
        model: what makes probabilities of them.
        least: values less sure are left out; they stay as alternatives. Unless it is nought, so are footnote marks below
            :data:`LEAST_MARK`.
    """
    familiar = min(1.0, (1 + filing.source.captions) / (1 + FEW))
    turned = familiar == 1 and filing.source.dialect == "plain" and filing.source.disorder > _TURNED
    familiar = _OF_TURNED if turned else familiar
    evidence = Evidence.of(filing, text, model.weights)
    known = 1.0 if familiar < 1 and not turned and is_faint(filing) else familiar
    sure = {path: round(known * p, DIGITS) for path, p in model.of_values(evidence.of_values()).items()}
    marks = {mark: round(known * p, DIGITS) for mark, p in model.of_marks(evidence_of_marks(filing)).items()}
    filing = with_mark_confidences(filing, marks)
    filing = without_unsure(_with_confidences(filing, {**sure, **model.of_blanks(evidence.of_blanks())}), least)
    whole = round(model.whole.probability(evidence_of_whole(filing, sure)), DIGITS)
    filing = without_unsure_marks(filing, max(least, LEAST_MARK)) if least > 0 else filing
    if filing.document_type.value is None or not filing.reporting_owners:
        whole = _LEAST
    if familiar < 1:
        told = (
            _COLUMNS_APART
            if turned
            else f"only {filing.source.captions} captions of the form were found: it is no Form 3, 4 or 5, or hardly legible"
        )
        return replace(filing, confidence=min(UNFAMILIAR, whole), warnings=(*filing.warnings, told))
    return replace(filing, confidence=whole)


def is_faint(filing: Filing) -> bool:
    """Whether the page says which form it is and has lost its captions to noise, as a fax has: the models know such pages."""
    return filing.document_type.value is not None and filing.source.noise > _FAINT


_FAINT: Final = 0.05  # share of glyphs misread


_COLUMNS_APART: Final = "the form's captions stand in another order: columns seem to have been read one after the other"


def _with_confidences(filing: Filing, sure: dict[str, float]) -> Filing:
    given = (path for path in sure if not path.startswith("form/"))  # nothing was fitted for what has no place in the XML
    values = {path: value for path, _, value in filing.leaves()}
    filing = filing.with_values({path: values[path].with_confidence(sure[path]) for path in given if path in values})
    paths = row_paths(filing.rows)
    return with_rows(filing, [replace(row, confidence=sure.get(f"{path}/{KIND_PATH}", row.confidence)) for path, row in paths])
