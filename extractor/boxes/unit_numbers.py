"""Numbers of suites that the edge of a cell has cut: a digit under it may stand on both sides, ``SUITE 90`` | ``00``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from extractor.reading.page import Page
from extractor.readings.pieces import Reading

_BEFORE: Final = re.compile(r"[A-Z]?\d+")
_BEHIND: Final = re.compile(r"\d+")
_SUITE: Final = r"\b(?i:suite|ste)\W{1,3}"
_LEAST: Final = 4
"""Digits of both pieces of which one is counted twice: most suites have three."""
_DOUBT: Final = 0.5


def counted_once(page: Page, tokens: Sequence[int], reading: Reading[str]) -> Reading[str]:
    """A line of an address with each digit of its suite once."""
    text = reading.value or ""
    for one, other in _cut(page, tokens):
        text = re.sub(rf"({_SUITE}){one} ?{other}(?!\w)", rf"\g<1>{one}{other[1:]}", text, count=1)
    return reading if text == (reading.value or "") else reading.repaired(text, _DOUBT, "a digit under a cell edge counted once")


def _cut(page: Page, tokens: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The pieces of numbers that stand in cells side by side, with a digit under the edge on both sides of it."""
    for one, other in pairwise(tokens):
        apart = page.line[one] == page.line[other] and page.cell[other] == page.cell[one] + 1
        first, second = page.words[one], page.words[other].rstrip(".,;:'")
        cut = apart and _BEFORE.fullmatch(first) and _BEHIND.fullmatch(second) and first[-1] == second[0]
        if cut and sum(c.isdigit() for c in first + second) >= _LEAST:
            yield first, second
