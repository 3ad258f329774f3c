"""hOCR: words with boxes in the titles of their tags, which are read from the text before folding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from extractor.dialects.boxed import Sheet, Word

Box = tuple[float, float, float, float]

_SPANS: Final = re.compile(r"<span\b[^<>]*>|</span\s*>", re.I)
_DIVS: Final = re.compile(r"<div\b[^<>]*>", re.I)
_BOX: Final = re.compile(r"\bbbox\s{1,9}(\d{1,9})\s{1,9}(\d{1,9})\s{1,9}(\d{1,9})\s{1,9}(\d{1,9})")


def hocr(text: str) -> list[Sheet]:
    """The pages of hOCR; none if it is something else."""
    if "ocrx_word" not in text or "bbox" not in text:
        return []
    pages = [(m.start(), box[2]) for m in _DIVS.finditer(text) if (box := _box(m.group(), "ocr_page"))] or [(0, 0.0)]
    pages.append((len(text), 0.0))
    return [(width, list(_words(text, begin, stop))) for (begin, width), (stop, _) in pairwise(pages)]


def _box(tag: str, kind: str) -> Box | None:
    """The box of a tag of a kind."""
    match = _BOX.search(tag) if kind in tag else None
    return (float(match[1]), float(match[2]), float(match[3]), float(match[4])) if match else None


def _words(text: str, begin: int, stop: int) -> Iterator[Word]:
    """Words with their boxes: from a word's tag to where it is closed, or where the next begins."""
    box: Box | None = None
    start = depth = 0
    for match in _SPANS.finditer(text, begin, stop):
        closing = match.group()[1] == "/"
        following = None if closing else _box(match.group(), "ocrx_word")
        depth += -1 if closing else 1
        if box is not None and (following is not None or depth == 0):
            yield Word(*box, start, match.start())
            box = None
        if following is not None:
            box, start, depth = following, match.end(), 1
    if box is not None:
        yield Word(*box, start, stop)
