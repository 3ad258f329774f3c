"""What of the captions around an owner's name was taken for a word of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from extractor.form.printed import SLOTS
from extractor.language.model import squeezed
from extractor.reading.page import Page
from extractor.regions.printed_form import PrintedForm

_BOX: Final = SLOTS.index("box.name")
_PRINTED: Final = 0.6


def without_captions(page: Page, printed: PrintedForm, tokens: Sequence[int]) -> list[int]:
    """The tokens of a name without those of captions; all of them if nothing would be left.

    That is the end of the caption in the next cell: ``Pers QVIST ADA`` | ``on``.
    """
    kept = [t for t in tokens if not _is_rest(page, printed, t)]
    return kept or list(tokens)


def with_brackets(page: Page, printed: PrintedForm, tokens: Sequence[int]) -> list[int]:
    """The tokens of a name with a word in brackets that stands among them, which is no caption: ``Zorblat (GP) LLC``."""
    gaps = {a + 1 for a, b in pairwise(tokens) if b - a == _SKIPPED and page.cell[a] == page.cell[b]}
    inside = {t for t in gaps if _BRACKETED.fullmatch(page.words[t]) and printed.cover[t] <= _PRINTED}
    return [k for t in tokens for k in ((t - 1, t) if t - 1 in inside else (t,))]


_SKIPPED: Final = 2  # places from a word to the next but one
_BRACKETED: Final = re.compile(r"\([A-Z][A-Za-z]+\)")


def with_initial(page: Page, printed: PrintedForm, tokens: Sequence[int]) -> list[int]:
    """The tokens of a name with the initial that ends it, where it was taken for a letter of the caption above it.

    That is the one letter behind the last word of the caption, ``Qvist Ad`` | ``a`` | ``Person* B``, but no stroke.
    """
    last = tokens[-1] if tokens else len(page)
    behind = [k for k in range(last + 1, min(last + 1 + _REACH, len(page))) if page.line[k] == page.line[last]]
    cell = [k for k in behind if page.cell[k] == page.cell[behind[0]] != page.cell[last]]
    if len(cell) < _SKIPPED or not _INITIAL.fullmatch(page.words[cell[-1]]) or len(page.words[last]) == 1:
        return list(tokens)
    above = squeezed(page.words[cell[-2]]).endswith("person") and all(printed.cover[k] > _PRINTED for k in cell[:-1])
    return [*tokens, cell[-1]] if above else list(tokens)


_INITIAL: Final = re.compile(r"[A-HJ-WYZ]\.?")


def _is_rest(page: Page, printed: PrintedForm, token: int) -> bool:
    """Whether a token at the beginning of a cell is what an edge has cut from the end of the caption, perhaps misread.

    That is what only the caption in the cell before it tells, of which nothing else stands here.
    """
    word = page.words[token]
    rest = [k for k in range(token - _REACH, token) if k >= 0 and page.line[k] == page.line[token]]
    if not rest or not word.islower() or not word.isalpha() or page.cell[rest[-1]] == page.cell[token]:
        return False
    before = [k for k in rest if page.cell[k] == page.cell[rest[-1]] and printed.slot[k] == _BOX and printed.cover[k] > _PRINTED]
    return bool(before) and (word in _ENDS or (len(word) >= _TOLD and any(fuzz.ratio(word, end) >= _LIKE_END for end in _ENDS)))


_REACH: Final = 12  # words of the caption and of the name in the cell before
_ENDS: Final = ("erson", "rson", "son", "on")
"""What an edge may leave of the last word of the caption."""
_TOLD: Final = 4  # letters of a rest that may be misread
_LIKE_END: Final = 75.0
