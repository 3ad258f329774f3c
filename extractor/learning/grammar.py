"""Fit the grammar of lines: counts of which label follows which, smoothed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from extractor.cells.grammar import LINKS, START, Grammar, links
from extractor.cells.labels import LABELS
from extractor.learning.examples import Example

_BACKED: Final = 6.0  # counts that the rates of all links weigh in those of one
_ANY: Final = 3.0  # counts that the frequency of a label weighs in its rate behind a value


def fit(examples: Sequence[Example]) -> Grammar:
    """The grammar of the labels of some examples."""
    counts = np.zeros((2 * LINKS, len(LABELS) + 1, len(LABELS)))
    for example in examples:
        last, apart = START, False
        for link, label in zip(links(example.places, example.chosen).tolist(), example.labels.tolist(), strict=True):
            if link == 0:
                last, apart = START, False
            counts[link + LINKS * apart, last, label] += 1
            last, apart = label or last, label == 0
    frequency = counts.sum(axis=(0, 1)) + 1
    frequency /= frequency.sum()
    behind = counts.sum(axis=0) + _ANY * frequency
    behind /= behind.sum(axis=1, keepdims=True)
    rates = (counts + _BACKED * behind) / (counts.sum(axis=2, keepdims=True) + _BACKED)
    return Grammar((np.log(rates + 1e-7) - np.log(frequency)).astype(np.float32))
