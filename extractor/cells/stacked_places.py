"""The place of a stacked address box: city, state and ZIP code in stretches that end the cells.

``... SHOREVA`` | ``... LE NY`` | ``... 11`` | ``... 7`` | ``86``: where the ends of the cells are together a place that the list
of ZIP codes knows, they are the place; five digits that go with a city and its state do so hardly ever by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.dialects.page import Page
from extractor.form.zips import is_known

_MOST: Final = 5  # words of a place in one cell
_CELLS: Final = 8
_ZIP: Final = 5  # digits
_TRIED: Final = 4000  # ways of ending the cells
_BEGUN: Final = re.compile(r"[A-Z]*\d{0,9}")
_PLACE: Final = re.compile(r"([A-Z]{3,})([A-Z]{2})(\d{5}(?:\d{4})?)")
_NO_LETTERS: Final = str.maketrans("", "", ".,-'")


def known_place(page: Page, cells: Sequence[Sequence[int]]) -> list[int]:
    """The tokens at the ends of cells that are a known place; none where there is no such place."""
    if len(cells) > _CELLS or sum(sum(map(str.isdigit, page.words[t])) for cell in cells for t in cell[-_MOST - 1 :]) < _ZIP:
        return []
    ends = [[(_letters(page, mine), mine) for mine in _ends(page, cell)] for cell in cells]
    for tried, (text, tokens) in enumerate(_endings(ends, "", ())):
        match = _PLACE.fullmatch(text)
        if match and is_known(*match.groups()):
            return [*tokens]
        if tried > _TRIED:
            break
    return []


def _letters(page: Page, tokens: Sequence[int]) -> str:
    """The letters and digits of some tokens, in capitals."""
    return "".join(page.words[t] for t in tokens).upper().translate(_NO_LETTERS)


_Ends = Sequence[tuple[str, Sequence[int]]]
"""The ends that a cell may have: the letters and the tokens of each."""


def _endings(cells: Sequence[_Ends], text: str, tokens: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What the ends of the cells make, with their tokens; a glyph under an edge may stand on both sides of it."""
    if not cells:
        yield text, tokens
        return
    last = text[-1:]
    for added, mine in cells[0]:
        for more in dict.fromkeys((added, added[1:] if last == added[:1] else added)):
            if _BEGUN.fullmatch(text + more):
                yield from _endings(cells[1:], text + more, (*tokens, *mine))


def _ends(page: Page, cell: Sequence[int]) -> Iterator[Sequence[int]]:
    """The ends of a cell, without a last glyph that may be a stain, from the longest to none."""
    stained = len(cell) > 1 and len(page.words[cell[-1]]) == 1
    for count in range(min(_MOST, len(cell)), 0, -1):
        yield cell[len(cell) - count :]
        if stained and count > 1:
            yield cell[len(cell) - count : -1]
    yield ()
