"""What speaks for and against a value, as numbers for the confidence model."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from extractor.filing import KIND_PATH, Filing, LeafType, Row, Status, Value, leaves_of, row_paths

_PARTS: Final = ("issuer", "reportingOwner", "nonDerivativeTable", "derivativeTable", "ownerSignature", "footnotes")
_KINDS: Final = ("nonDerivativeTable kind", "derivativeTable kind")
FAMILIES: Final = (*(f"{part} {kind}" for part in ("header", *_PARTS) for kind in LeafType), *_KINDS)
"""Where a value stands, and what it holds."""
EVIDENCE: Final = (
    "doubt of the reading",
    "doubt of the filing's readings",
    "repaired",
    "inferred",
    "cut into pieces",
    "alternatives",
    "checks failed",
    "checks passed",
    "repaired or inferred in the filing",
    "misread letters on the page",
    *FAMILIES,
)
CONFIRMING: Final = frozenset(("balance", "period", "exercise pair", "direction"))
"""Checks that hardly pass by chance."""


_MOST_MISREAD: Final = 0.1  # share of letters; on a page with more it makes no difference


def family(path: str, kind: LeafType) -> str:
    """The family of the value at a path."""
    part = path.split("/")[0].split("[")[0]
    return f"{part if part in _PARTS else 'header'} {kind}"


def doubt(confidence: float) -> float:
    """Log odds against, bounded."""
    p = min(0.995, max(0.005, confidence))
    return math.log((1 - p) / p)


def evidence_of(filing: Filing) -> dict[str, list[float]]:
    """For the path of each value that is there, and of each row's kind, the numbers of ``EVIDENCE``."""
    values = {path: (leaf, value) for path, leaf, value in filing.leaves() if value.value is not None and leaf is not None}
    failed = Counter(p for c in filing.checks if c.outcome == "failed" for p in c.paths)
    passed = Counter(p for c in filing.checks if c.outcome == "passed" and c.id in CONFIRMING for p in c.paths)
    doubts = [doubt(value.confidence) for _, value in values.values()]
    mean = sum(doubts) / max(1, len(doubts))
    changed = sum(value.status is not Status.READ for _, value in values.values()) / max(1, len(values))
    misread = min(_MOST_MISREAD, filing.source.noise) / _MOST_MISREAD

    def numbers(path: str, value: Value[Any], name: str) -> list[float]:
        return [*_of_value(value, mean, changed, (failed[path], passed[path])), misread, *_one_hot(name)]

    found = {path: numbers(path, value, family(path, leaf.type)) for path, (leaf, value) in values.items() if leaf is not None}
    for path, row in row_paths(filing.rows):
        kind = Value(str(row.kind), Status.READ, _mean_of(row))
        found[f"{path}/{KIND_PATH}"] = numbers(path, kind, f"{row.kind.table} kind")
    return found


def _mean_of(row: Row) -> float:
    """The mean confidence of what a row has."""
    values: list[Value[Any]] = [getattr(row, leaf.attribute) for leaf in leaves_of(Row)]
    sure = [value.confidence for value in values if value.present]
    return sum(sure) / max(1, len(sure))


def _of_value(value: Value[Any], mean: float, changed: float, checks: tuple[int, int]) -> list[float]:
    return [
        doubt(value.confidence),
        mean,
        float(value.status is Status.REPAIRED),
        float(value.status is Status.INFERRED),
        float(len(value.sources) > 1),
        float(bool(value.alternatives)),
        float(min(checks[0], 2)),
        float(min(checks[1], 2)),
        changed,
    ]


def _one_hot(name: str) -> list[float]:
    return [float(name == known) for known in FAMILIES]


WHOLE: Final = ("expected wrong values", "log of values", "least sure value", "checks failed")


def evidence_of_whole(filing: Filing, confidences: Mapping[str, float]) -> list[float]:
    """The numbers of ``WHOLE`` for a filing whose values have these confidences."""
    wrong = sum(1 - c for c in confidences.values())
    failed = sum(c.outcome == "failed" for c in filing.checks)
    least = doubt(min(confidences.values(), default=0.0))
    return [math.sqrt(wrong), math.log1p(len(confidences)), least, float(min(failed, 5))]
