"""What of the boxes beside the owner's was taken for the end of a line of the address: a check mark, the number of a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.dialects.page import Page
from extractor.regions.printed_form import PrintedForm

_CHECKED: Final = ("X", "x")
_ITEM: Final = re.compile(r"[2-7]\.")
_LONE: Final = re.compile(r"[2-7]")
_STROKES: Final = ("I", "l", "1", "|")
"""How the left side of an empty box is read."""
_SIDES: Final = ("]", "}")
_PRINTED: Final = 0.6
_TWO: Final = 2  # words, of which one is left
_WHOLE: Final = (5, 9)  # digits of a ZIP code


def without_next_box(page: Page, printed: PrintedForm, tokens: Sequence[int], *, code: bool = False) -> list[int]:
    """The tokens of a part of the address without the last where that is of the next box: ``12 ELM ROAD 3. Date of ...``.

    Args:
        page: the page.
        printed: the printed form that was found on it.
        tokens: those of the part.
        code: whether it is the ZIP code, behind which a number stands without its point as well.
    """
    if len(tokens) < _TWO:
        return list(tokens)
    beside = _of_the_next_box(page, printed, tokens[-1]) or (code and _is_behind_code(page, printed, tokens))
    return list(tokens[:-1] if beside else tokens)


def _of_the_next_box(page: Page, printed: PrintedForm, token: int) -> bool:
    """Whether what is read behind an address is a check mark, a side of an empty box, or the number of a caption."""
    word = page.words[token]
    if word.rstrip(".,") in _CHECKED:
        return True
    if word in _STROKES and _on_line(page, token + 1, token) and page.words[token + 1][:1] in _SIDES:
        return True
    return _ITEM.fullmatch(word) is not None and _is_captioned(page, printed, token)


def _is_behind_code(page: Page, printed: PrintedForm, tokens: Sequence[int]) -> bool:
    """Whether a lone digit in a cell of its own stands between a whole ZIP code and a caption."""
    *code, last = tokens
    if _LONE.fullmatch(page.words[last]) is None or page.cell[last] == page.cell[code[-1]]:
        return False
    digits = sum(c.isdigit() for t in code for c in page.words[t])
    return digits in _WHOLE and _is_captioned(page, printed, last)


def _is_captioned(page: Page, printed: PrintedForm, token: int) -> bool:
    """Whether a caption stands just behind a token."""
    return _on_line(page, token + 1, token) and bool(printed.cover[token + 1] > _PRINTED)


def _on_line(page: Page, token: int, other: int) -> bool:
    return token < len(page) and bool(page.line[token] == page.line[other])
