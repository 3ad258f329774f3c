"""From a reading to a value with its evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from extractor.dialects.page import Page
from extractor.filing import Alternative, Value, sources_at
from extractor.readings.pieces import Piece, Reading, spans_of

T = TypeVar("T", str, Decimal, date, bool)


def confidence(probability: float, doubt: float) -> float:
    """A first, rough confidence: the classifier's, less what the reading had to do."""
    return max(0.01, min(0.99, probability * math.exp(-0.35 * doubt)))


def value_of(page: Page, pieces: Sequence[Piece], reading: Reading[T], probability: float) -> Value[T]:
    """A value with its evidence from a reading."""
    marks = tuple(f"F{m}" for m in reading.marks)
    if reading.value is None:
        unread: Value[T] = Value(sources=sources_at(page.text, spans_of(page, pieces)), footnotes=marks)
        return unread.because(*reading.reasons)
    sure = confidence(probability, reading.doubt)
    others = tuple(Alternative(v, round((1 - sure) / (k + 2), 4)) for k, v in enumerate(reading.alternatives))
    value = Value(reading.value, reading.status, sure, sources_at(page.text, spans_of(page, pieces)), marks, others)
    return value.because(*reading.reasons)
