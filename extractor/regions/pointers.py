"""Natures of ownership that point to the notes: "See Explanation of Responses" is a value, and no heading."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import Final

import numpy as np
from rapidfuzz import fuzz

from extractor.dialects.page import Page, ranks
from extractor.form.printed import SLOTS
from extractor.regions.printed_form import PrintedForm

_EXPLANATION: Final = SLOTS.index("tail.explanation")
_FIRST: Final = "explanation"
_LIKE_FIRST: Final = 75.0
"""Likeness, of 100, of the heading's first word; "combination" is less like it."""
_HEADING: Final = "explanationofresponses"
_WHOLE: Final = 85.0  # likeness, of 100, of a line and the heading
_SEE: Final = re.compile(r"\W*see\W*", re.IGNORECASE)
_NEAR: Final = 2  # words before the heading among which "see" stands, unless it ends the line above
_OF_HEADING: Final = 2  # words of it before its last
_BELOW: Final = 3  # lines on which the words of a cell go on
_VALUE: Final = re.compile(r"(?:\D*\d){3}")
"""A date or an amount."""


def without_pointers(page: Page, printed: PrintedForm) -> PrintedForm:
    """The printed form without the words of its heading that stand behind "see", or behind the values of a row."""
    tokens = np.flatnonzero(printed.slot == _EXPLANATION).tolist()
    if not tokens:
        return printed
    line_of = ranks(page.line)
    last, found = -_BELOW - 1, list[int]()
    for line, group in groupby(tokens, key=lambda t: int(line_of[t])):
        mine = list(group)
        start, stop = np.searchsorted(line_of, [line, line + 1]).tolist()
        first = next((k for k in range(mine[0], max(start, mine[0] - _OF_HEADING) - 1, -1) if _is_first(page.words[k])), None)
        if line <= last + _BELOW if first is None else _points(page, start, stop, first, goes_on=line <= last + _BELOW):
            tokens_of = range(mine[0] if first is None else first, mine[-1] + 1)
            found += [t for t in tokens_of if printed.slot[t] in (_EXPLANATION, -1)]
            last = line
    if not found:
        return printed
    slot, cover, phrase, share = printed.slot.copy(), printed.cover.copy(), printed.phrase.copy(), printed.share.copy()
    slot[found] = phrase[found] = -1
    cover[found] = share[found] = 0.0
    return replace(printed, slot=slot, cover=cover, phrase=phrase, share=share)


def _points(page: Page, start: int, stop: int, first: int, goes_on: bool) -> bool:
    """Whether the heading, whose first word is told, points in a line. ``goes_on``: whether one did just above."""
    words = page.words
    if first and _SEE.fullmatch(words[first - 1]):
        return True
    if fuzz.ratio("".join(filter(str.isalpha, "".join(words[start:stop]).lower())), _HEADING) >= _WHOLE:
        return False
    seen = any(map(_SEE.fullmatch, words[max(0, start - 1, first - _NEAR) : first]))
    return seen or (goes_on and first > start) or any(map(_VALUE.match, words[start:first]))


def _is_first(word: str) -> bool:
    return fuzz.ratio("".join(filter(str.isalpha, word.lower())), _FIRST) >= _LIKE_FIRST
