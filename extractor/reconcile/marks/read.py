"""Footnote marks as they were read: how far they are to be believed, and what each number costs where one was read.

Small raised marks leave no trace, become another glyph, or are read where nothing stands: how often shows in how many marks of a
page have a number that cannot be right.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extractor.filing import UNREAD_MARK, Filing, is_unread, values_of
from extractor.form.lookalikes import RAISED, RAISED_ALL, RAISED_GLYPHS, RAISED_OTHERS

_LEAST_RATE, _MOST_RATE, _SEEN_RATE = 0.0005, 0.98, 0.02
"""Bounds of the share of cells that bear a mark; and the least of it where one was read."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Probabilities: that a mark leaves no trace, is illegible, has its number misread; that something else is taken for a mark,
    or for an illegible one."""

    lost: float
    unread: float
    misread: float
    false: float
    false_unread: float


def read_marks(filing: Filing) -> list[int]:
    """The numbers of all marks as read; nought for those that are illegible."""
    marks = [m for row in filing.rows for value in values_of(row) for m in value.footnotes]
    return [number_of(m) for m in marks]


def number_of(mark: str) -> int:
    """The number of a mark as read; nought for an illegible one."""
    return 0 if is_unread(mark) else int(mark[1:])


def are_doubtful(filing: Filing) -> bool:
    """Whether marks may be misread: other glyphs of the page are, or one of them is illegible.

    Small raised marks are misread on pages whose words are all read right.
    """
    return filing.source.is_noisy or 0 in read_marks(filing)


def trust_of(filing: Filing, last: int) -> Trust:
    """How far marks are to be believed, by the share of those that cannot be right, and the noise of the page.

    Of 5,736 marked cells of noisy pages one in nine has lost its mark: one in ten where few of the others are illegible, one in
    five where most are. Something else is taken for an illegible mark in one of 140 cells. ``false_unread`` says four times as
    much: so footnotes are dealt best on pages of the training split, as what is illegible tells less than it seems.
    """
    marks = read_marks(filing)
    doubtful = are_doubtful(filing)
    expected = _SILENT if not doubtful else _LOW if filing.source.noise < _LOUD_FROM else _LOUD
    bad = sum(not 0 < m <= last for m in marks)
    share = (bad + expected * _PAGES) / (len(marks) + _PAGES)
    return Trust(
        lost=(0.05 if doubtful else _CLEAN * 0.05) + 0.15 * share,
        unread=share,
        misread=(0.005 if doubtful else _CLEAN * 0.005) + 0.2 * share,
        false=(0.0003 if doubtful else _CLEAN * 0.0003) + 0.006 * share,
        false_unread=0.002 + 0.06 * share,
    )


_CLEAN: Final = 0.01  # of what happens to doubtful marks, how much happens to others
_SILENT, _LOW, _LOUD = 0.001, 0.15, 0.35
"""Shares of illegible marks that are expected of pages whose marks are not doubtful, with some noise, with more."""
_LOUD_FROM: Final = 0.015  # noise of a page
_PAGES: Final = 1.5  # marks that the expected share weighs
_BESIDE: Final = 0.06
"""Probability of an illegible mark beside a legible one, of which it mostly is a part."""


def witness(mark: str, last: int, trust: Trust) -> float:
    """How much likelier a mark is read where there is one than where there is none (log of the ratio)."""
    if 0 < number_of(mark) <= last:
        return math.log((1 - trust.lost) * (1 - trust.unread) / trust.false)
    return math.log((1 - trust.lost) * trust.unread / trust.false_unread)


def costs_of(mark: str, rate: float, last: int, trust: Trust, beside: bool = False) -> list[float]:
    """What each number costs where a mark was read, or (empty) none. ``beside``: another mark stands before it."""
    rate = min(max(rate, _LEAST_RATE), _MOST_RATE)
    if not mark:
        none = -math.log((1 - rate) + rate * trust.lost)
        return [none] + [-math.log(rate * trust.lost)] * last
    number = number_of(mark)
    seen = max(rate, _SEEN_RATE)
    if not 0 < number <= last:
        false = _BESIDE if beside and is_unread(mark) else trust.false_unread
        marked = -math.log(seen * (1 - trust.lost) * trust.unread)
        looks = _looks(mark.removeprefix(UNREAD_MARK) if is_unread(mark) else str(number), last)
        return [-math.log((1 - seen) * false)] + [marked + cost for cost in looks]
    legible = seen * (1 - trust.lost) * (1 - trust.unread)
    right, taken = -math.log(legible * (1 - trust.misread)), -math.log(legible * trust.misread)
    costs = [right if n == number else taken - math.log(_TAKEN[_like(n, number)]) for n in range(1, last + 1)]
    return [-math.log((1 - seen) * trust.false), *costs]


_TAKEN: Final = {True: 0.5, False: 0.05}
"""Shares of misread numbers that are taken for another, by whether the glyphs are taken for each other (:data:`RAISED`)."""
_ONE_DIGIT: Final = 9  # the highest number of one
_LOOKS, _LOOKS_NOT = -0.7, 0.5
"""What an illegible mark costs less for each number that its glyph is read for, and more for the others."""


def _like(number: int, seen: int) -> bool:
    """Whether a number is taken for another: by its glyphs, or with one of its brackets for a digit (``(2`` is read as 12)."""
    if seen > _ONE_DIGIT >= number:
        return str(number) in str(seen)
    pairs = list(zip(str(number), str(seen), strict=False))
    return len(str(number)) == len(str(seen)) and all(a == b or a in RAISED.get(b, "") for a, b in pairs)


@lru_cache(maxsize=500)
def _looks(glyph: str, last: int) -> tuple[float, ...]:
    """What an illegible mark costs more for each number, by the glyph that stands there, or by the digits of a number that no
    footnote has."""
    numbers = range(1, last + 1)
    if glyph not in RAISED_GLYPHS and glyph.isdecimal():
        return tuple(_LOOKS if _like(n, int(glyph)) else _LOOKS_NOT for n in numbers)
    counts = RAISED_GLYPHS.get(glyph, RAISED_OTHERS)
    share = sum(counts) / sum(RAISED_ALL)
    found = [(counts[n % 10 - 1] + share * _GLYPHS) / (RAISED_ALL[n % 10 - 1] + _GLYPHS) for n in numbers]
    return tuple(-math.log(of_number / share) for of_number in found)


_GLYPHS: Final = 60
"""Marks of a number that the share of a glyph in all numbers weighs."""
