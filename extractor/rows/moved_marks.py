"""Footnote marks that were read beside the cell they stand on, or as the end of its value, where a fact tells it.

No cell bears one mark twice, no holding has a price, a transaction without a price has a mark in its place, and no nature of
ownership ends with a sign or with digits in a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from extractor.filing import Value, is_unread
from extractor.readings.pieces import Piece

IN_A_ROW: Final = ("conversionOrExercisePrice", "exerciseDate", "expirationDate")
_ATTRIBUTES: Final = ("conversion_or_exercise_price", "exercise_date", "expiration_date")
"""Fields whose cells often hold nothing but the same mark, in printed order, and their attributes."""
_PRICE: Final = "transaction_price_per_share"
_BEFORE_PRICE: Final = "underlying_security_shares"


def spread_marks(values: dict[str, Value[Any]], marks: dict[str, Sequence[str]]) -> None:
    """Of a mark that was read twice in one cell, give one to the empty cell beside it, in place.

    ``marks``: those of each cell as they stand, by the attribute.
    """
    for attribute in _ATTRIBUTES:
        seen = [m for m in marks.get(attribute, ()) if not is_unread(m)]
        twice = next((a for a, b in pairwise(seen) if a == b), None)
        if twice is None:
            continue
        at = _ATTRIBUTES.index(attribute)
        for other in (*_ATTRIBUTES[max(0, at - 1) : at], *_ATTRIBUTES[at + 1 : at + 2]):
            there = values.get(other)
            if there is None or (there.value is None and not there.footnotes):
                moved = replace(there or Value(confidence=values[attribute].confidence), footnotes=(twice,))
                values[other] = moved.because("its mark was read in the cell beside it, which has it too")
                break


def mark_of_no_price(price: Value[Any], values: dict[str, Value[Any]]) -> None:
    """Give the marks that stand for the price of a holding, which has none, to the number of shares before it, in place."""
    before = values.get(_BEFORE_PRICE)
    if before is not None and price.value is None and price.footnotes and not before.footnotes:
        moved = replace(before, footnotes=price.footnotes)
        values[_BEFORE_PRICE] = moved.because("its mark was read as that of a price, which no holding has")


def mark_of_lost_price(values: dict[str, Value[Any]]) -> None:
    """Give the marks of the number of underlying shares to the price behind it if a transaction has neither, in place."""
    before, price = values.get(_BEFORE_PRICE), values.get(_PRICE)
    if before is None or before.value is None or not before.footnotes:
        return
    if price is None or (price.value is None and not price.footnotes):
        moved = replace(price or Value(confidence=before.confidence), footnotes=before.footnotes)
        values[_PRICE] = moved.because("its mark was read behind the number of shares before it")
        values[_BEFORE_PRICE] = replace(before, footnotes=()).because("its mark is that of the price behind it, which is lost")


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
