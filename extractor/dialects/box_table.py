"""Tesseract's TSV: a table with a row a word, whose columns tell its box."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final

from extractor.dialects.boxed import Sheet, Word

_COLUMNS: Final = ("left", "top", "width", "height", "text")
_HEAD: Final = re.compile(r"^[\w\t]*\bleft\ttop\twidth\theight\t[\w\t]*$", re.M)
_NUMBER: Final = re.compile(r"-?\d{1,9}(?:\.\d{0,9})?")


def box_table(text: str) -> list[Sheet]:
    """The pages of such a table; none if the text is something else."""
    head = _HEAD.search(text) if "\tleft\ttop\t" in text else None
    names = head.group().split("\t") if head else []
    if head is None or not {*_COLUMNS} <= {*names}:
        return []
    places = [names.index(name) for name in _COLUMNS]
    paged = names.index("page_num") if "page_num" in names else -1
    found: list[tuple[str, Word]] = []
    at = head.end() + 1
    for row in text[at:].split("\n"):
        cells = row.rstrip("\r").split("\t")
        if len(cells) == len(names) and cells[places[4]].strip() and all(_NUMBER.fullmatch(cells[k]) for k in places[:4]):
            left, top, width, height = (float(cells[k]) for k in places[:4])
            start = at + sum(len(cell) + 1 for cell in cells[: places[4]])
            word = Word(left, top, left + width, top + height, start, start + len(cells[places[4]]))
            found.append((cells[paged] if paged >= 0 else "", word))
        at += len(row) + 1
    return [(0.0, [word for _, word in words]) for _, words in groupby(found, key=lambda one: one[0])]
