"""Numbers of suites that the edge of a cell has cut: a digit under it may stand on both sides, ``SUITE 90`` | ``00``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from extractor.form.streets import SUITES
from extractor.reading.page import Page
from extractor.readings.pieces import Reading

_BEFORE: Final = re.compile(r"[A-Z]?\d+")
_BEHIND: Final = re.compile(r"\d+\W?")
_LEAST: Final = 4
"""Digits of both pieces of which one is counted twice: most suites have three."""
_DOUBT: Final = 0.5


def counted_once(page: Page, tokens: Sequence[int], reading: Reading[str]) -> Reading[str]:
    """A line of an address with each digit of its suite once."""
    text = reading.value or ""
    for one, other in _cut(page, tokens):
        digits = sum(c.isdigit() for c in one + other)
        if digits < _LEAST or one[-1] != other[0]:
            continue
        text = re.sub(rf"\b{re.escape(one)} ?{re.escape(other)}", one + other[1:], text, count=1)
    return reading if text == (reading.value or "") else reading.repaired(text, _DOUBT, "a digit under a cell edge counted once")


def _cut(page: Page, tokens: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The pieces of the number behind ``SUITE`` that stand in cells side by side."""
    for before, (one, other) in zip(tokens, pairwise(tokens[1:]), strict=False):
        if page.words[before].strip(".,;:").lower() not in SUITES:
            continue
        apart = page.line[one] == page.line[other] and page.cell[other] == page.cell[one] + 1
        if apart and _BEFORE.fullmatch(page.words[one]) and _BEHIND.fullmatch(page.words[other]):
            yield page.words[one], page.words[other].rstrip(".,;:'")
