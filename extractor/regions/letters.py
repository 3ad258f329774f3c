"""The letters of a page and of all printed phrases, as codes in which what engines confuse is equal; and the phrases' grams."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.dialects.page import IntArray, Page
from extractor.form.printed import PHRASES, SLOTS

GRAM: Final = 4  # letters in a row by which places of phrases are found
_BASE: Final = 40  # codes of letters are below this
NONE: Final = -1

# Letters and digits as one alphabet in which what engines confuse is equal.
_CODES: Final = np.zeros(128, np.int64)
for _i, _c in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", 1):
    _CODES[ord(_c)] = _CODES[ord(_c.upper())] = _i
for _odd, _even in ("0o", "1l", "il", "5s", "8b", "6b", "9g", "qg", "|l", "!l", "$s"):
    _CODES[ord(_odd)] = _CODES[ord(_even)]
    _CODES[ord(_odd.upper())] = _CODES[ord(_even)]


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The different grams of all phrases, sorted, and for each where its entries in ``phrase`` and ``at`` begin, and how many.

    ``letters``: the phrases' letters, joined; ``letter``: for each entry its place among them.
    """

    gram: npt.NDArray[np.int64]
    first: IntArray
    count: IntArray
    phrase: IntArray
    at: IntArray
    letter: IntArray
    letters: npt.NDArray[np.int64]
    begin: IntArray
    length: IntArray
    slot: IntArray


@cache
def phrase_index() -> Index:
    """The grams of all phrases."""
    letters = [codes_of(p.text) for p in PHRASES]
    grams = [grams_of(x) for x in letters]
    phrase = np.concatenate([np.full(len(g), i) for i, g in enumerate(grams)])
    at = np.concatenate([np.arange(len(g)) for g in grams])
    gram = np.concatenate(grams)
    order = np.argsort(gram, kind="stable")
    gram = gram[order]
    first = np.flatnonzero(np.r_[True, gram[1:] != gram[:-1]])
    count = np.diff(np.r_[first, len(gram)])
    length = np.array([len(x) for x in letters])
    begin = np.cumsum(length) - length
    slots = {slot: i for i, slot in enumerate(SLOTS)}
    return Index(
        gram[first],
        # What is greater than all stands behind them.
        np.append(first, 0).astype(np.int32),
        np.append(count, 0).astype(np.int32),
        phrase[order].astype(np.int32),
        at[order].astype(np.int32),
        (begin[phrase] + at)[order].astype(np.int32),
        np.concatenate(letters),
        begin.astype(np.int32),
        length.astype(np.int32),
        np.array([slots[p.slot] for p in PHRASES], np.int32),
    )


CODED: Final = frozenset(chr(point) for point in np.flatnonzero(_CODES).tolist())
"""The letters and digits of a page, and the signs that engines take them for."""


def codes_of(text: str) -> npt.NDArray[np.int64]:
    """The codes of the letters and digits of a text."""
    points = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    codes = _CODES[np.where(points < 128, points, 0)]
    return codes[codes > 0]


def grams_of(letters: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """All runs of four of some codes, in their order, each as one number."""
    if len(letters) < GRAM:
        return np.zeros(0, np.int64)
    n = len(letters) - GRAM + 1
    total = np.zeros(n, np.int64)
    for k in range(GRAM):
        total = total * _BASE + letters[k : k + n]
    return total


@dataclass(frozen=True, slots=True, eq=False)
class Stream:
    """The letters of the page in reading order: code, token and line of each."""

    code: npt.NDArray[np.int64]
    token: IntArray
    line: IntArray


def stream_of(page: Page) -> Stream:
    """The letters of a page."""
    words = "\n".join(page.words)
    points = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), np.uint32)
    token = np.cumsum(points == 10).astype(np.int32)
    codes = _CODES[np.where(points < 128, points, 0)]
    keep = codes > 0
    token = token[keep]
    return Stream(codes[keep], token, page.line[token])
