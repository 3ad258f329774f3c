"""Confidence: how probable it is that a value, and that a whole filing, is right.

A value comes with a rough confidence, the classifier's probability less what its reading had to do
(``rows.fill.confidence``). Two logistic models, fitted on filings of other issuers than the classifier's, make of it and of
the other evidence a probability: one a value, one a filing.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from extractor.confidence.evidence import EVIDENCE, WHOLE, evidence_of, evidence_of_whole
from extractor.errors import ModelError
from extractor.filing import KIND_PATH, Filing, Issuer, OwnerSignature, ReportingOwner, Row, Value, leaves_of, row_paths

FILE: Final = "confidence.json"
DIGITS: Final = 4
"""Decimals of a confidence."""
_LEAST, _MOST = 0.005, 0.998


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
    """The two models, of values and of filings."""

    value: Logistic
    whole: Logistic

    @classmethod
    def load(cls, folder: Path) -> ConfidenceModel:
        """Load ``confidence.json`` after its digest in ``manifest.json`` was checked.

        Raises:
            ModelError: a file is absent, damaged, or made for other evidence than this version's.
        """
        path = folder / FILE
        try:
            manifest = json.loads((folder / "manifest.json").read_bytes())
            data = path.read_bytes()
            if hashlib.sha256(data).hexdigest() != manifest.get("files", {}).get(FILE):
                raise ModelError(path, "its SHA-256 is not the one in manifest.json", "restore the file or fit it again")
            stored = json.loads(data)
            if stored["evidence"] != list(EVIDENCE) or stored["whole evidence"] != list(WHOLE):
                raise ModelError(path, "it was fitted for other evidence", "fit it again with this version")
            value, whole = (Logistic(stored[k]["intercept"], tuple(stored[k]["weights"])) for k in ("value", "whole"))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(path, "it cannot be read", "reinstall the package, or fit it again") from error
        return cls(value, whole)


@cache
def default_model(folder: Path) -> ConfidenceModel:
    """The model in a folder, loaded once."""
    return ConfidenceModel.load(folder)


def assess(filing: Filing, model: ConfidenceModel) -> Filing:
    """The filing with probabilities for confidences, its own among them."""
    sure = {path: round(model.value.probability(e), DIGITS) for path, e in evidence_of(filing).items()}
    filing = _with_confidences(filing, sure)
    blank = round(sum(sure.values()) / len(sure), DIGITS) if sure else _LEAST
    filing = _with_confidences(filing, {p: blank for p, leaf, v in filing.leaves() if leaf is not None and not v.present})
    if filing.document_type.value is None or not filing.reporting_owners:
        return replace(filing, confidence=_LEAST)
    return replace(filing, confidence=round(model.whole.probability(evidence_of_whole(filing, sure)), DIGITS))


def _with_confidences(filing: Filing, sure: dict[str, float]) -> Filing:
    def part(prefix: str, old: Any, kind: type) -> Any:
        changes: dict[str, Any] = {}
        for leaf in leaves_of(kind):
            value: Value[Any] = getattr(old, leaf.attribute)
            if prefix + leaf.path in sure:
                changes[leaf.attribute] = replace(value, confidence=sure[prefix + leaf.path])
        return replace(old, **changes)

    def row(path: str, old: Row) -> Row:
        found: Row = part(path, old, Row)
        return replace(found, confidence=sure.get(path + KIND_PATH, old.confidence))

    rows = [row(path + "/", old) for path, old in row_paths(filing.rows)]
    cut = len(filing.non_derivative_table)
    owners = (part(f"reportingOwner[{i}]/", o, ReportingOwner) for i, o in enumerate(filing.reporting_owners, 1))
    signatures = (part(f"ownerSignature[{i}]/", s, OwnerSignature) for i, s in enumerate(filing.owner_signatures, 1))
    filing = replace(
        filing,
        issuer=part("issuer/", filing.issuer, Issuer),
        reporting_owners=tuple(owners),
        non_derivative_table=tuple(rows[:cut]),
        derivative_table=tuple(rows[cut:]),
        owner_signatures=tuple(signatures),
    )
    whole: Filing = part("", filing, Filing)
    return whole
