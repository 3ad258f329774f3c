"""What of the captions around an owner's name was taken for a word of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from extractor.cells.segments import Segment
from extractor.form.companies import LEGAL_FORMS
from extractor.form.printed import SLOTS
from extractor.language.model import squeezed
from extractor.reading.page import Page
from extractor.regions.printed_form import PrintedForm

_BOX, _BELOW = (SLOTS.index(slot) for slot in ("box.name", "box.last"))
_PRINTED: Final = 0.6
_BEGINS: Final = 0.2  # of a caption, where its first word stands
_NUMBER: Final = 3  # glyphs of the number of a caption, misread
_ITEM: Final = re.compile(r"[2-7]\.")


def without_captions(page: Page, printed: PrintedForm, tokens: Sequence[int]) -> list[int]:
    """The tokens of a name without those of captions; all of them if nothing would be left.

    That is the number of the box, misread, at the beginning of a line before its caption (``YT. Name and``), the first letter of
    the caption of the box to the right behind its number (``2. D`` | ``ate of Event``), and that of a word which an edge has cut
    (``R`` | ``eporting``); and glued words of the caption of the box itself (``ReportingPerson``), or its end in the next cell
    (``Pers QVIST ADA`` | ``on``).
    """
    kept = [t for t in tokens if not _of_a_caption(page, printed, t) and not _is_in_next_box(page, tokens[0], t)]
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


def ends_name(page: Page, printed: PrintedForm, name: Segment, segment: Segment) -> bool:
    """Whether what seems a second name in the line below is the end of a company's, up to its legal form: ``Acquisition LLC``.

    Below it stand the captions of the name.
    """
    last, behind = segment.tokens[-1], segment.tokens[-1] + 1
    captioned = behind < len(page) and printed.slot[behind] == _BELOW and printed.cover[behind] > _PRINTED
    begun, form = (squeezed(page.words[t]) for t in (name.tokens[-1], last))
    return bool(captioned) and segment.line == name.line + 1 and form in LEGAL_FORMS and begun not in LEGAL_FORMS


def _is_in_next_box(page: Page, first: int, token: int) -> bool:
    """Whether a token stands in a cell that begins with the number of the box beside, and the name begins in another."""
    if page.line[token] != page.line[first] or page.cell[token] == page.cell[first]:
        return False
    begins = token
    while begins > first and page.cell[begins - 1] == page.cell[token]:
        begins -= 1
    return begins < token and _ITEM.fullmatch(page.words[begins]) is not None


def _is_glued(word: str) -> bool:
    """Whether a long word is a stretch of the caption of the box, perhaps misread."""
    letters = squeezed(word)
    return len(letters) >= _LONG and fuzz.partial_ratio(letters, _CAPTION) >= _ALIKE


_CAPTION: Final = "nameandaddressofreportingperson"
_LONG: Final = 9  # letters, more than those of the names that are like "person"
_ALIKE: Final = 88.0


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


def _is_first_letter(page: Page, token: int) -> bool:
    """Whether a lone letter at the end of a cell begins a word of a caption that goes on in the next: ``R`` | ``eporting``.

    Where the caption ends in it itself, ``Name and A`` | ``ddress``, another one is the name's.
    """
    word, line, cell = page.words[token], page.line[token], page.cell[token]
    if len(word) != 1 or not word.isupper() or token + 1 >= len(page) or page.cell[token + 1] == cell:
        return False
    before = [page.words[k] for k in range(max(0, token - _REACH), token) if page.line[k] == line and page.cell[k] == cell]
    following = [k for k in range(token + 1, min(token + _REACH, len(page))) if page.line[k] == line]
    return word not in before and any(
        page.cell[k] == page.cell[following[0]] and squeezed(f"{word}{page.words[k]}") in _CUT for k in following
    )


_CUT: Final = frozenset(("reporting", "person", "statement", "address"))
"""Words of the caption of the box, and of the one to its right on Form 3."""
_REACH: Final = 12  # words of the caption and of the name in the cell before
_ENDS: Final = ("erson", "rson", "son", "on")
"""What an edge may leave of the last word of the caption."""
_TOLD: Final = 4  # letters of a rest that may be misread
_LIKE_END: Final = 75.0


def _of_a_caption(page: Page, printed: PrintedForm, token: int) -> bool:
    word = page.words[token]
    if _is_glued(word) or _is_rest(page, printed, token):
        return True
    before, behind = (k if 0 <= k < len(page) and page.line[k] == page.line[token] else None for k in (token - 1, token + 1))
    if _is_first_letter(page, token):
        return True
    if before is not None:
        return len(word) == 1 and _ITEM.fullmatch(page.words[before]) is not None
    begins = behind is not None and printed.slot[behind] == _BOX and printed.at[behind] < _BEGINS
    return bool(len(word) <= _NUMBER and begins and printed.cover[behind] > _PRINTED)
