"""Digits that stand in the column beside their own.

For a price where none can be, in a row that reports a holding: where a cell's edge cuts a number, what is left beyond it stands
alone in the cell of the column beside, that of the price. And the last digit of a price before the number held.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.readings.amounts import read_amount
from extractor.readings.pieces import pieces_of

PRICE: Final = "transactionAmounts/transactionPricePerShare"
_BEFORE: Final = "underlyingSecurity/underlyingSecurityShares"
_BEHIND: Final = "postTransactionAmounts/sharesOwnedFollowingTransaction"
_DIGITS: Final = re.compile(r"\d{1,3}")

Segments = Mapping[str, Sequence[Segment]]


def give_back(page: Page, segments: Segments) -> dict[str, Segment]:
    """The number beside the digits that are no price, with them: the one before if it lacks digits, else the one behind."""
    tokens = [t for s in segments.get(PRICE, ()) for t in s.tokens]
    if len(tokens) != 1 or not _DIGITS.fullmatch(page.words[tokens[0]]) or not page.celled[tokens[0]]:
        return {}
    (stray,) = tokens
    before, behind = (list(segments.get(name, ())) for name in (_BEFORE, _BEHIND))
    if before and _beside(page, before[-1].tokens[-1:], [stray]):
        own = [t for s in before for t in s.tokens]
        if _doubt(page, [*own, stray]) < _doubt(page, own):
            return {_BEFORE: replace(before[-1], tokens=[*own, stray])}
    if behind and _beside(page, [stray], behind[0].tokens[:1]):
        own = [t for s in behind for t in s.tokens]
        return {_BEHIND: replace(behind[0], tokens=[stray, *own])}
    return {}


def part_price(page: Page, segments: dict[str, list[Segment]]) -> dict[str, list[Segment]]:
    """The segments of a row; what stands in the cell behind a price with its sign and its cents, and has a point or comma of its
    own, is the beginning of what is held, the next number of the row."""
    priced = segments.get(PRICE, [])
    tokens = [t for s in priced for t in s.tokens]
    if len(tokens) < 2 or not _PRICED.fullmatch(page.words[tokens[0]]) or not _NUMBER.fullmatch(page.words[tokens[1]]):
        return segments
    if (
        not page.celled[tokens[1]]
        or page.cell[tokens[0]] == page.cell[tokens[1]]
        or page.line[tokens[0]] != page.line[tokens[-1]]
    ):
        return segments
    held = segments.get(_BEHIND, [])
    rest = [*tokens[1:], *(t for s in held for t in s.tokens)]
    if rest != sorted(rest):
        return segments
    first = held[0] if held else priced[0]
    notes = [t for s in held for t in s.notes]
    number = replace(first, field=_BEHIND, tokens=rest, notes=notes, begins=True, word=page.words[rest[0]])
    return {**segments, PRICE: [replace(priced[0], tokens=tokens[:1])], _BEHIND: [number]}


_PRICED: Final = re.compile(r"\\?\$\d{1,4}\.\d\d(?:\d\d)?")
_NUMBER: Final = re.compile(r"\d{1,3}[.,][\d.,]*")


def part_cents(page: Page, segments: dict[str, list[Segment]]) -> dict[str, list[Segment]]:
    """The segments of a row; a digit alone before what is held is the second of the price's cents, if that has but one."""
    priced, held = segments.get(PRICE, []), segments.get(_BEHIND, [])
    before, behind = ([t for s in part for t in s.tokens] for part in (priced, held))
    if not before or len(behind) < 2 or len(page.words[behind[0]]) > 1 or not page.words[behind[0]].isdigit():
        return segments
    beside = page.line[before[-1]] == page.line[behind[0]] and behind[0] == before[-1] + 1
    if not beside or not _ONE_CENT.fullmatch("".join(page.words[t] for t in before)):
        return segments
    rest = behind[1:]
    glued = page.cell[rest[0]] == page.cell[behind[0]] and not page.spaced[rest[0]]
    if glued or not _BEGUN.match("".join(page.words[t] for t in rest)):
        return segments
    notes, others = ([t for s in part for t in s.notes] for part in (held, priced))
    number = replace(held[0], tokens=rest, notes=notes, word=page.words[rest[0]], reason=_CENT)
    price = replace(priced[0], tokens=[*before, behind[0]], notes=others, reason=_CENT)
    return {**segments, PRICE: [price], _BEHIND: [number]}


_CENT: Final = "the digit alone between them is the second of the price's cents"


_ONE_CENT: Final = re.compile(r"\\?\$?\d{1,4}[.:]\d")
_BEGUN: Final = re.compile(r"[1-9]\d{0,2}[.,]?\d{3}")
"""The beginning of a number that needs no digit before it."""


def _beside(page: Page, left: Sequence[int], right: Sequence[int]) -> bool:
    """Whether two tokens stand in cells side by side."""
    return bool(left and right) and page.line[left[0]] == page.line[right[0]] and page.cell[left[0]] + 1 == page.cell[right[0]]


def _doubt(page: Page, tokens: Sequence[int]) -> float:
    return read_amount(pieces_of(page, tokens), whole=True).doubt
