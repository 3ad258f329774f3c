"""Footnote marks that were read beside the cell they stand on, or as the end of its value, where a fact tells it.

No holding has a price, and no nature of ownership ends with a sign or with digits in a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from extractor.filing import Value
from extractor.readings.pieces import Piece

_BEFORE_PRICE: Final = "underlying_security_shares"


def mark_of_no_price(price: Value[Any], values: dict[str, Value[Any]]) -> None:
    """Give the marks that stand for the price of a holding, which has none, to the number of shares before it, in place."""
    before = values.get(_BEFORE_PRICE)
    if before is not None and price.value is None and price.footnotes and not before.footnotes:
        moved = replace(before, footnotes=price.footnotes)
        values[_BEFORE_PRICE] = moved.because("its mark was read as that of a price, which no holding has")


def without_numbers(pieces: Sequence[Piece]) -> tuple[list[Piece], list[str]]:
    """The pieces of a nature of ownership without numbers in brackets, or in what is left of them, and these as marks.

    No word of it is one, wherever it stands: the lines of a cell may be dealt wrongly, ``See (4) Footnotes``.
    """
    found = [_NUMBER.fullmatch(piece.text) for piece in pieces]
    if not any(found) or not any(c.isalpha() for piece in pieces for c in piece.text):
        return list(pieces), []
    numbers = [int(match["closed"] or match["open"]) for match in found if match]
    return [p for p, match in zip(pieces, found, strict=True) if not match], [f"F{number}" for number in numbers if number]


_NUMBER: Final = re.compile(r"[(\[{'\"]?(?P<closed>\d{1,2})[.,'\"]?[)\]}][.,:;]*|[(\[{](?P<open>\d{1,2})")


def without_mark(pieces: Sequence[Piece]) -> tuple[list[Piece], str]:
    """The pieces of a nature of ownership without the mark that was read as the end of its last word, and that mark.

    It is what follows the letters of the word without a blank: ``Trust!2``, ``LLC?!``, ``Trust'-``, ``footnotes!)``.
    """
    found = _TAIL.fullmatch(pieces[-1].text[-_LONGEST:]) if pieces else None
    if found is None or (closes(found["mark"]) and any(c in p.text for p in pieces for c in "([{")):
        return list(pieces), ""
    *before, last = pieces
    length = len(found["mark"])
    return [*before, last._replace(text=last.text[:-length], end=last.end - length)], found["mark"]


def without_title_mark(pieces: Sequence[Piece]) -> tuple[list[Piece], str]:
    """The same of a title, whose last word may have a number of its own: signs tell the mark, ``Stock'!)``, ``Units!1;``."""
    found = _TITLE_TAIL.fullmatch(pieces[-1].text[-_LONGEST:]) if pieces else None
    if found is None or any(c in p.text[not k :] for k, p in enumerate(pieces) for c in "([{"):
        return list(pieces), ""
    *before, last = pieces
    length = len(found["mark"])
    return [*before, last._replace(text=last.text[:-length], end=last.end - length)], found["mark"]


def closes(mark: str) -> bool:
    """Whether a mark ends with the bracket that closes it."""
    return mark[-1:] in (")", "]", "}")


_SIGNS: Final = r"[-!:?'\"*\u2018\u2019\u201c\u201d\u00b0]"
_TAIL: Final = re.compile(rf".*[^\W\d_]{{2,}}\.?(?P<mark>{_SIGNS}{{1,3}}\d{{0,2}}|\d{{1,2}}|{_SIGNS}{{0,3}}\d{{0,2}}[)\]}}])")
"""A word, or the end of one, with what no word ends with."""
_RAISED: Final = r"[!?'\"*\u2018\u2019\u201c\u201d\u00b0\u00ae]"
_TITLE_TAIL: Final = re.compile(
    rf".*[^\W\d_]{{2,}}\.?(?P<mark>{_RAISED}{{1,3}}(?:[1-9]\d?|[il])?[)\]}};]|(?=.*[!?*\u00b0\u00ae]){_RAISED}{{2,3}}|{_RAISED}[1-9])"
)
"""The same with what raised marks in brackets are read as."""
_LONGEST: Final = 30
"""Characters of the end that are looked at."""
