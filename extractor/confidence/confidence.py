"""Confidence: how probable it is that a value, and that a whole filing, is right. A first version, rough.

A value's confidence starts as the classifier's probability less what its reading had to do (``rows.fill.confidence``).
Here the checks have their say, and the filing gets its own number.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import Any, Final

from extractor.filing import Filing, Row, Status, Value, leaves_of, row_paths

_FAILED: Final = 0.75
"""What a failed check leaves of the odds of the values it concerns."""
_PASSED: Final = 0.35
"""What a passed check leaves of the doubt in the values it concerns."""
_CONFIRMING: Final = frozenset(("balance", "period", "exercise pair"))
_BLANK: Final = 0.9
"""That a form is blank where nothing was read; lost marks and codes leave no trace."""


def assess(filing: Filing) -> Filing:
    """The filing with the checks' outcomes in the confidence of its values, and with its own confidence."""
    failed = Counter(p for c in filing.checks if c.outcome == "failed" for p in c.paths)
    passed = Counter(p for c in filing.checks if c.outcome == "passed" and c.id in _CONFIRMING for p in c.paths)
    paths = [path for path, _ in row_paths(filing.rows)]
    rows = [_row(path, row, failed, passed) for path, row in zip(paths, filing.rows, strict=True)]
    cut = len(filing.non_derivative_table)
    filing = replace(filing, non_derivative_table=tuple(rows[:cut]), derivative_table=tuple(rows[cut:]))
    period = _judged(filing.period_of_report, failed["periodOfReport"], passed["periodOfReport"])
    filing = replace(filing, period_of_report=period)
    return replace(filing, confidence=_whole(filing))


def _row(path: str, row: Row, failed: Counter[str], passed: Counter[str]) -> Row:
    changes: dict[str, Any] = {}
    for leaf in leaves_of(Row):
        at = f"{path}/{leaf.path}"
        if failed[at] or passed[at]:
            changes[leaf.attribute] = _judged(getattr(row, leaf.attribute), failed[at], passed[at])
    return replace(row, **changes) if changes else row


def _judged(value: Value[Any], failed: int, passed: int) -> Value[Any]:
    """The value after so many failed and passed checks."""
    if value.value is None:
        return value
    sure = value.confidence
    for _ in range(failed):
        sure *= _FAILED
    if passed and not failed:
        sure = 1 - (1 - sure) * _PASSED
    return replace(value, confidence=round(min(0.995, max(0.01, sure)), 4))


def _whole(filing: Filing) -> float:
    """The probability that every value is right, from the expected number of wrong ones."""
    doubts = [1 - v.confidence for _, _, v in filing.leaves() if v.value is not None and v.status is not Status.MISSING]
    if not doubts or filing.document_type.value is None or not filing.reporting_owners:
        return 0.01
    return round(max(0.01, math.exp(-sum(doubts))), 4)
