"""Check marks that an edge has cut from their captions, in a cell that keeps no lines.

Where the columns of another table lie over the box, a cell ends within the first words of ``(Check all applicable)`` and of the
captions below, whose rest stands in the next cell: ``6. Rel (Check XD XOf`` beside ``ationship of ll applicable) irector ficer``.
Behind the head of that line stand, in their order, the boxes of the director and the officer, with the letters of the captions
that the edge has left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from extractor.reading.page import Page
from extractor.regions.regions import Region, Regions

_CHECK: Final = re.compile(r"['\"(\[{]{0,2}Ch(?:e(?:ck?)?)?")
_LINE: Final = "checkallapplicable"
"""The letters of the line above the captions."""
_MARK: Final = re.compile(r"[|\[({IlL1_]{0,2}[xX]{1,2}[\])}|_.]{0,2}")
_GLUED: Final = re.compile(r"[|\[({IlL1_]{0,2}[xX]_?(?P<caption>D[a-z]{0,6}|Of[a-z]{0,4})")
_TICK: Final = "v"
"""What a tick is read as; a letter otherwise."""
_EMPTY: Final = re.compile(r"[\[({][^\w\s]{0,3}|\u25a1|_{2,}")
"""An empty box; a round one is read as the letter with which the next caption begins."""
_HEADS: Final = {"D": "isDirector", "Of": "isOfficer"}
_CAPTIONS: Final = {"isDirector": "Director", "isOfficer": "Officer"}
_IN_ORDER: Final = tuple(_CAPTIONS)
_LEAST: Final = 3  # letters of the rest of a caption


def stacked_marks(page: Page, regions: Regions) -> Iterator[tuple[int, str]]:
    """Mark tokens in such cells with the relationships that they mark."""
    of_boxes = (regions.of_token == Region.BOXES) & page.celled
    for k in np.flatnonzero(of_boxes).tolist():
        if _CHECK.fullmatch(page.words[k]):
            stop = k + 1
            most = min(len(page), stop + _MOST)
            while stop < most and page.cell[stop] == page.cell[k] and page.line[stop] == page.line[k]:
                stop += 1
            if stop - k > 1 and _goes_on(page, stop, int(page.line[k])):
                yield from _marks(page, _behind(page, range(k + 1, stop)))


def _goes_on(page: Page, first: int, line: int) -> bool:
    """Whether one of the next two cells of a line has the caption of the director, or the rest of it."""
    cells: set[int] = set()
    for k in range(first, min(len(page), first + _MOST)):
        cells.add(int(page.cell[k]))
        if page.line[k] != line or len(cells) > _NEXT:
            return False
        word = page.words[k].strip(".,:;()[]|_").lower()
        if len(word) >= _LEAST and "director".endswith(word):
            return True
    return False


_NEXT: Final = 2
_MOST: Final = 40
"""Tokens of a cell, or of the next ones, that are looked at."""


def _behind(page: Page, tokens: Sequence[int]) -> list[int]:
    """The tokens of a cell behind what it has of the line above the captions, up to the number of the next box."""
    found: list[int] = []
    for k in tokens:
        letters = "".join(filter(str.isalnum, page.words[k])).lower()
        if page.words[k][:1].isdigit():
            break
        if found or not letters or letters not in _LINE:
            found.append(k)
    return found


def _marks(page: Page, tokens: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The marks among the boxes of a cell: each is that of the caption glued to it, or of its place if there are two boxes.

    What begins the first caption behind a mark is of its line; what begins the second may stand in the line below.
    """
    boxes: list[tuple[int, bool, str]] = []
    for before, token, behind in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False):
        word = page.words[token]
        caption = _head_of(page.words[behind]) if behind is not None else ""
        caption = caption if caption == _IN_ORDER[0] else ""
        glued = _GLUED.fullmatch(word)
        if glued:
            boxes.append((token, True, _head_of(glued["caption"])))
        elif _MARK.fullmatch(word) or (word == _TICK and caption):
            boxes.append((token, True, caption))
        elif _EMPTY.fullmatch(word):
            boxes.append((token, False, caption))
        elif (name := _head_of(word)) and not (boxes and boxes[-1][0] == before):
            boxes.append((token, False, name))  # its box has left no trace
    for (token, marked, caption), place in zip(boxes, _IN_ORDER, strict=False):
        name = caption or (place if len(boxes) > 1 else "")
        if marked and name:
            yield token, name


def _head_of(word: str) -> str:
    """The relationship whose caption begins with a word."""
    return next((name for head, name in _HEADS.items() if word.startswith(head) and _CAPTIONS[name].startswith(word)), "")
