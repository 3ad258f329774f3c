"""What speaks for and against a filing as a whole, as numbers for its confidence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from extractor.confidence.shape import doubt
from extractor.filing import CheckOutcome, Filing
from extractor.filing.forms import asked_for

WHOLE: Final = (
    "expected wrong values",
    "log of values",
    "least sure value",
    "checks failed",
    "doubt that all are right",
    "asked for and missing",
    "misread letters on the page",
)


def evidence_of_whole(filing: Filing, confidences: Mapping[str, float]) -> list[float]:
    """The numbers of ``WHOLE`` for a filing whose values have these confidences."""
    wrong = sum(1 - c for c in confidences.values())
    failed = sum(c.outcome is CheckOutcome.FAILED for c in filing.checks)
    least = doubt(min(confidences.values(), default=0.0))
    all_right = sum(math.log(max(c, 0.005)) for c in confidences.values())
    there = {path for path, _, value in filing.leaves() if value.present}
    missing = sum(path not in there for path in asked_for(filing))
    return [
        math.sqrt(wrong),
        math.log1p(len(confidences)),
        least,
        float(min(failed, 5)),
        math.sqrt(-all_right),
        float(min(missing, 5)),
        min(filing.source.noise, 0.1) * 10,
    ]
