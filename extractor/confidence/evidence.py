"""What speaks for and against a value, as numbers for the confidence model."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from extractor.filing import KIND_PATH, Filing, LeafType, Row, Status, Value, leaves_of, row_paths
from extractor.language.model import vocabulary

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
    "unknown words that stand nowhere else",
    "the same value elsewhere",
    "doubt of the rest of its row or box",
    "several rows, owners or signatures",
    "log of values in the filing",
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
    whole = _Whole.of(filing, {path: value for path, (_, value) in values.items()})
    found = {
        path: [*_of_value(path, value, whole), *_one_hot(family(path, leaf.type))]
        for path, (leaf, value) in values.items()
        if leaf is not None
    }
    for path, row in row_paths(filing.rows):
        kind = Value(str(row.kind), Status.READ, _mean_of(row))
        found[f"{path}/{KIND_PATH}"] = [*_of_value(f"{path}/{KIND_PATH}", kind, whole), *_one_hot(f"{row.kind.table} kind")]
    return found


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a filing as a whole says of its values: counts by value, word, part and path."""

    doubt: float
    changed: float
    misread: float
    size: float
    failed: Mapping[str, int]
    passed: Mapping[str, int]
    values: Mapping[Any, int]
    words: Mapping[str, int]
    doubts: Mapping[str, tuple[float, int]]
    """The sum of the doubts of a part's values, and their number."""
    parts: Mapping[str, int]
    """How many parts of one name there are."""

    @classmethod
    def of(cls, filing: Filing, values: Mapping[str, Value[Any]]) -> _Whole:
        count = max(1, len(values))
        texts = [v.value for v in values.values() if isinstance(v.value, str)] + [n.text.value or "" for n in filing.footnotes]
        doubts: dict[str, tuple[float, int]] = {}
        for path, value in values.items():
            total, number = doubts.get(part_of(path), (0.0, 0))
            doubts[part_of(path)] = (total + doubt(value.confidence), number + 1)
        return cls(
            doubt=sum(total for total, _ in doubts.values()) / count,
            changed=sum(value.status is not Status.READ for value in values.values()) / count,
            misread=min(_MOST_MISREAD, filing.source.noise) / _MOST_MISREAD,
            size=math.log1p(len(values)),
            failed=Counter(p for c in filing.checks if c.outcome == "failed" for p in c.paths),
            passed=Counter(p for c in filing.checks if c.outcome == "passed" and c.id in CONFIRMING for p in c.paths),
            values=Counter(_plain(value.value) for value in values.values()),
            words=Counter(word for text in texts for word in set(_words(text))),
            doubts=doubts,
            parts=Counter(part.split("[")[0] for part in doubts),
        )


def part_of(path: str) -> str:
    """The row, owner or signature that a path lies in, else its first element."""
    first, _, rest = path.partition("/")
    return f"{first}/{rest.partition('/')[0]}" if first in ("nonDerivativeTable", "derivativeTable") else first


def _plain(value: Any) -> Any:
    return "".join(filter(str.isalnum, value.lower())) if isinstance(value, str) else value


def unknown_words(filing: Filing, value: Value[Any]) -> tuple[str, ...]:
    """The words of a text that no list has and that stand nowhere else in the filing, in small letters."""
    if not isinstance(value.value, str):
        return ()
    texts = [v.value for _, _, v in filing.leaves() if isinstance(v.value, str)]
    seen = Counter(word for text in texts for word in set(_words(text)))
    return _unknown(_words(value.value), seen)


def _unknown(words: list[str], seen: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(word for word in words if seen[word] < _SEEN_TWICE and word not in vocabulary())


_WORD: Final = re.compile(r"[a-z]{3,}")


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _mean_of(row: Row) -> float:
    """The mean confidence of what a row has."""
    values: list[Value[Any]] = [getattr(row, leaf.attribute) for leaf in leaves_of(Row)]
    sure = [value.confidence for value in values if value.present]
    return sum(sure) / max(1, len(sure))


def _of_value(path: str, value: Value[Any], whole: _Whole) -> list[float]:
    own, part = doubt(value.confidence), part_of(path)
    total, number = whole.doubts.get(part, (own, 1))
    words = _words(value.value) if isinstance(value.value, str) else []
    unknown = len(_unknown(words, whole.words))
    return [
        own,
        whole.doubt,
        float(value.status is Status.REPAIRED),
        float(value.status is Status.INFERRED),
        float(len(value.sources) > 1),
        float(bool(value.alternatives)),
        float(min(whole.failed[path], 2)),
        float(min(whole.passed[path], 2)),
        whole.changed,
        whole.misread,
        float(min(unknown, _MOST_UNKNOWN)),
        float(min(max(0, whole.values[_plain(value.value)] - 1), 2)),
        (total - own) / (number - 1) if number > 1 else _ALONE,
        float(whole.parts[part.split("[")[0]] > 1),
        whole.size,
    ]


_SEEN_TWICE: Final = 2
_MOST_UNKNOWN: Final = 3
_ALONE: Final = -3.0  # doubt of the rest where there is none: about the usual


def _one_hot(name: str) -> list[float]:
    return [float(name == known) for known in FAMILIES]


WHOLE: Final = ("expected wrong values", "log of values", "least sure value", "checks failed")


def evidence_of_whole(filing: Filing, confidences: Mapping[str, float]) -> list[float]:
    """The numbers of ``WHOLE`` for a filing whose values have these confidences."""
    wrong = sum(1 - c for c in confidences.values())
    failed = sum(c.outcome == "failed" for c in filing.checks)
    least = doubt(min(confidences.values(), default=0.0))
    return [math.sqrt(wrong), math.log1p(len(confidences)), least, float(min(failed, 5))]
