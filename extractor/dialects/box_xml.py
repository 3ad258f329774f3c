"""XML with a box a word or a line: ALTO, what poppler's `pdftotext -bbox` and `pdftohtml -xml` write, and DjVu's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from extractor.dialects.boxed import Sheet, Word


class _Format(NamedTuple):
    """A format: its name, what a text in it has for sure, and its tags of pages and words."""

    name: str
    signs: tuple[str, ...]
    tags: re.Pattern[str]


def _tags(page: str, word: str) -> re.Pattern[str]:
    return re.compile(rf"<(?:\w{{1,20}}:)?(?:(?P<page>{page})|(?P<word>{word})|(?P<ends>/(?:{word})))\b(?P<told>[^<>]*)>")


_FORMATS: Final = (
    _Format("alto", ("CONTENT=", "HPOS=", "VPOS="), _tags("Page", "String")),
    _Format("bbox", ("<word ", "xMin=", "yMax="), _tags("page", "word")),
    _Format("pdfxml", ("<text ", " top=", " left=", " height="), _tags("page", "text")),
    _Format("djvu", ("<WORD ", "coords="), _tags("OBJECT", "WORD")),
)
_TOLD: Final = re.compile(r"\b([A-Za-z]{1,12})\s{0,9}=\s{0,9}(?:\"([^\"<>]*)\"|'([^'<>]*)')")
_NUMBER: Final = re.compile(r"-?\d{1,9}(?:\.\d{0,9})?")

Told = dict[str, tuple[str, int]]
"""Attributes by their names in small letters: the value, and where it begins."""


def box_xml(text: str) -> tuple[str, list[Sheet]]:
    """The name of the format and its pages; none if the text is something else."""
    for name, signs, tags in _FORMATS:
        if all(sign in text for sign in signs):
            sheets = list(_sheets(text, tags))
            if any(words for _, words in sheets):
                return name, sheets
    return "", []


def _sheets(text: str, tags: re.Pattern[str]) -> Iterator[Sheet]:
    """The pages; a word's text is its attribute CONTENT, or stands up to the next of its tags."""
    width, words = 0.0, list[Word]()
    open_: tuple[tuple[float, float, float, float], int] | None = None
    for match in tags.finditer(text):
        if open_ is not None:
            words.append(Word(*open_[0], open_[1], match.start()))
            open_ = None
        if match["ends"]:
            continue
        told = _told(match["told"], match.start("told"))
        if match["page"]:
            yield width, words
            width, words = _number(told, "width") or 0.0, []
        elif box := _box(told):
            if "content" in told:
                value, start = told["content"]
                words.append(Word(*box, start, start + len(value)))
            elif not match["told"].endswith("/"):
                open_ = box, match.end()
    yield width, words


def _told(attributes: str, start: int) -> Told:
    return {
        m[1].lower(): (m[2], start + m.start(2)) if m[2] is not None else (m[3], start + m.start(3))
        for m in _TOLD.finditer(attributes)
    }


def _number(told: Told, name: str) -> float | None:
    match = _NUMBER.match(told[name][0]) if name in told else None
    return float(match.group()) if match else None


def _numbers(told: Told, *names: str) -> list[float]:
    return [value for name in names if (value := _number(told, name)) is not None]


def _box(told: Told) -> tuple[float, float, float, float] | None:
    """A box by its corners, by one corner with width and height, or by DjVu's list: left, bottom, right, top."""
    corners = _numbers(told, "xmin", "ymin", "xmax", "ymax")
    if len(corners) == 4:
        return corners[0], corners[1], corners[2], corners[3]
    corner = _numbers(told, "hpos", "vpos") or _numbers(told, "left", "top")
    size = _numbers(told, "width", "height")
    if len(corner) == 2 and len(size) == 2:
        return corner[0], corner[1], corner[0] + size[0], corner[1] + size[1]
    listed = [float(m.group()) for m in _NUMBER.finditer(told["coords"][0][:99])] if "coords" in told else []
    return (listed[0], listed[3], listed[2], listed[1]) if len(listed) >= 4 else None
