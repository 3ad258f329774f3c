"""A filing's score: how sure it is, how many of its values may be wrong, and where to look first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from numbers import Real
from typing import Any, Final

from extractor.confidence.confidence import UNFAMILIAR
from extractor.confidence.doubts import Doubts
from extractor.confidence.guarantee import Threshold
from extractor.filing import KIND_PATH, Filing, Status, Value, row_paths
from extractor.filing.forms import NOT_PRINTED, asked_for
from extractor.filing.names import FieldNames


@dataclass(frozen=True, slots=True)
class Doubt:
    """A field to look at: where it is, by its XPath and in words, what was read, how sure that is, and what speaks against it."""

    path: str
    field: str
    value: Value[Any]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """What is known about a filing without knowing the truth.

    ``confidence``: the probability that every field is right, footnotes and the marks that refer to them aside;
    ``expected_wrong``: how many of the ``values`` that were read are expected to be wrong; ``doubts``: the fields to look at, the
    least sure first, those that the form asks for and that were not found among them. With a ``threshold``, ``accepted`` is the
    number of values that reach it.
    """

    name: str
    confidence: float
    expected_wrong: float
    values: int
    missing: int
    doubts: tuple[Doubt, ...]
    warnings: tuple[str, ...]
    threshold: Threshold | None = None
    accepted: int | None = None

    @property
    def is_accepted(self) -> bool | None:
        """Whether nothing of the filing needs a look: all values accepted, none missing, no doubt that it is a filing at all."""
        if self.accepted is None:
            return None
        return self.values > 0 and self.accepted == self.values and not self.missing and self.confidence > UNFAMILIAR


def score(filing: Filing, threshold: Threshold | float | None = None) -> Score:
    """The score of a filing whose confidences are probabilities, as :func:`extractor.extract` gives it.

    Args:
        filing: what was extracted.
        threshold: from what confidence on values are accepted, with a promise (:meth:`extractor.Model.threshold`) or without.

    Raises:
        TypeError: the filing or the threshold is none.
        ValueError: the threshold is no probability.
    """
    if not isinstance(filing, Filing):
        raise TypeError(f"score() takes the Filing that extract() returns, not {type(filing).__name__}")
    if isinstance(threshold, Real):
        if not 0 <= threshold <= 1:
            raise ValueError(f"the threshold is {threshold}; give a confidence from 0 to 1, such as 0.95")
        threshold = Threshold(float(threshold))
    if not isinstance(threshold, Threshold | None):
        raise TypeError(f"a threshold is a confidence or a Threshold, not {type(threshold).__name__}")
    read = list(_read(filing))
    gaps = list(_gaps(filing))
    doubts, why, places = [], Doubts(filing), FieldNames(filing)
    for path, value in sorted([*read, *gaps], key=lambda found: found[1].confidence if found[1].value is not None else 0.0):
        if value.value is None or threshold is None or value.confidence < threshold.confidence:
            doubts.append(Doubt(path, places.field(path), value, why.of(path, value) or _NONE))
    return Score(
        filing.source.name,
        filing.confidence,
        round(sum(1 - value.confidence for _, value in read), 2),
        len(read),
        len(gaps),
        tuple(doubts),
        filing.warnings,
        threshold,
        sum(value.confidence >= threshold.confidence for _, value in read) if threshold else None,
    )


_NONE: Final = ("no doubt but its confidence",)


def _read(filing: Filing) -> Iterator[tuple[str, Value[Any]]]:
    """The values that were read, marks that are set among them, and what kind each row is."""
    for path, leaf, value in filing.leaves():
        if leaf is not None and _is_set(value) and leaf.attribute not in NOT_PRINTED:
            yield path, value
    for path, row in row_paths(filing.rows):
        yield f"{path}/{KIND_PATH}", Value(row.kind.noun, Status.INFERRED, row.confidence)


def _is_set(value: Value[Any]) -> bool:
    return value.value is not None and value.value is not False


def _gaps(filing: Filing) -> Iterator[tuple[str, Value[Any]]]:
    """What the form asks for of every filer and the filing lacks."""
    asked = frozenset(asked_for(filing))
    for path, _, value in filing.leaves():
        if path in asked and not value.present:
            yield path, value
