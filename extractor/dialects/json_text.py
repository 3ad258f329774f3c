"""JSON around a text: of services that give words with boxes, or pages of text or Markdown.

The text stands in the strings; all else is blanked, and escapes become what they stand for, so that no offset moves.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from extractor.dialects.boxed import Sheet, Word
from extractor.dialects.fold import FILLER

_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.S)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.S)
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": " ", "b": " ", "f": "\n"}
_TEXTS: Final = frozenset(
    ("text", "content", "description", "markdown", "html", "word", "transcription", "rec_text", "inferredtext", "")
)
"""Names of what holds text, in small letters; a string in a list has none."""
_KIND: Final = "blocktype"
_PAGE: Final = frozenset(("page", "page_num", "page_number", "page_no", "pagenumber"))
_INCHES: Final = 100.0
"""Boxes within this are told in inches or in parts of the page."""
_UNITS: Final = 2_000.0  # that the longer side of the page has then

_FAR: Final = 1e6
"""No page and no place on one is told by such a number, and none by what is no number."""
_DEEP: Final = 5  # levels of lists and objects around the corners of a box
_PAIR: Final = 3  # items of a list that tells of one text
_UNTOLD: Final = -1.0

Box = tuple[float, float, float, float]


class _Pairs(list[tuple[str, Any]]):
    """An object, with its names in order."""


class _Told(NamedTuple):
    """A string with text: the names on the way to it, where it stands, the box beside it, and its page."""

    way: str
    start: int
    end: int
    box: Box | None
    page: float


def json_strings(text: str) -> list[_Told]:
    """The strings of a JSON text that hold text; none if it is something else."""
    if text.lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return []
    try:
        whole = json.loads(text.lstrip("\ufeff"), object_pairs_hook=_Pairs)
        return list(_strings(whole, _STRING.finditer(text), "", (None, _UNTOLD)))
    except (ValueError, RecursionError):
        return []


def _strings(node: list[Any], literals: Iterator[re.Match[str]], way: str, above: tuple[Box | None, float]) -> Iterator[_Told]:
    """The strings of a node; its literals come in the order of the text. ``above``: the box that goes with it, and the page."""
    named = isinstance(node, _Pairs)
    box, page = _box(node) or above[0], above[1]
    if named:
        kind = next((v for k, v in node if k.lower() == _KIND and isinstance(v, str)), "")
        way = f"{way}/{kind}"
        page = next((float(v) for k, v in node if k.lower() in _PAGE and isinstance(v, int) and abs(v) < _FAR), page)
    for one in node:
        name, value = one if named else ("", one)
        if named:
            next(literals)
        if isinstance(value, str):
            match = next(literals)
            if name.lower() in _TEXTS and value.strip():
                yield _Told(f"{way}/{name}", *match.span(1), box, page)
        elif isinstance(value, list):
            beside = box if not named and len(node) <= _PAIR else None  # [box, [text, confidence]]
            yield from _strings(value, literals, f"{way}/{name}", (beside, page))


def _box(node: list[Any]) -> Box | None:
    """The box that is told in a node: by its sides, by a corner and a size, or by points."""
    numbers: dict[str, list[float]] = defaultdict(list)
    for number, one in enumerate(node):
        name, value = one if isinstance(node, _Pairs) else (f"[{number}", one)
        if isinstance(node, _Pairs) or isinstance(value, list):
            _gather(name, value, numbers, _DEEP)
    for names in (("left", "top", "width", "height"), ("x", "y", "width", "height"), ("x", "y", "w", "h")):
        if all(len(numbers.get(name, ())) == 1 for name in names):
            x, y, wide, high = (numbers[name][0] for name in names)
            return x, y, x + wide, y + high
    for names in (("x0", "y0", "x1", "y1"), ("xmin", "ymin", "xmax", "ymax"), ("l", "t", "r", "b")):
        if all(len(numbers.get(name, ())) == 1 for name in names):
            return _ordered(*(numbers[name][0] for name in names))
    points = numbers["x"], numbers["y"]
    if len(points[0]) < 2 or len(points[0]) != len(points[1]):
        listed = next((v for k, v in numbers.items() if k.startswith("[") and len(v) in (4, 8)), [])
        points = listed[::2], listed[1::2]
    return (min(points[0]), min(points[1]), max(points[0]), max(points[1])) if points[0] else None


def _ordered(x0: float, y0: float, x1: float, y1: float) -> Box:
    """A box downwards from the top; PDF counts upwards."""
    return (min(x0, x1), -y0, max(x0, x1), -y1) if y0 > y1 else (min(x0, x1), y0, max(x0, x1), y1)


def _gather(name: str, value: Any, numbers: dict[str, list[float]], depth: int) -> None:
    """Numbers by their names; those of a list, and of the lists in it, by the name of the list."""
    if isinstance(value, bool) or not depth:
        return
    if isinstance(value, int | float):
        if abs(value) < _FAR:
            numbers[name.lower()].append(float(value))
    elif isinstance(value, _Pairs):
        for inner, one in value:
            _gather(inner, one, numbers, depth - 1)
    elif isinstance(value, list) and len(value) <= 8:
        for one in value:
            _gather(name if name.startswith("[") else f"[{name}", one, numbers, depth - 1)


def json_boxes(text: str, told: list[_Told]) -> list[Sheet]:
    """Pages of words with boxes: where words, lines and pages are told one after the other, those that are most."""
    ways: dict[str, list[tuple[float, Box, _Told]]] = defaultdict(list)
    for one in told:
        if one.box is not None and "\\n" not in text[one.start : one.end]:
            ways[one.way].append((one.page, one.box, one))
    best = max(ways.values(), key=len, default=[])
    if not best or (2 * len(best) < len(told) and len(best) < _WORDS):
        return []
    longest, tall = max(max(box) for _, box, _ in best), max(box[3] for _, box, _ in best)
    unit = _UNITS / longest if 0 < longest < _INCHES else 1.0
    pages: dict[float, list[Word]] = defaultdict(list)
    turned, before = 0.0, 0.0
    for page, box, one in best:
        if page == _UNTOLD:
            turned += before > _BOTTOM * tall and box[3] < _TOP * tall
            before = box[1]
        x0, y0, x1, y1 = (side * unit for side in box)
        pages[max(page, turned)].append(Word(x0, y0, x1, y1, one.start, one.end))
    return [(0.0, words) for _, words in sorted(pages.items())]


_WORDS: Final = 20  # with boxes, from which the boxes tell the page
_BOTTOM: Final = 0.5  # of the height, from where a step to the top turns the page if no page is told
_TOP: Final = 0.2


def strings_alone(text: str, told: list[_Told]) -> str:
    """The text of the strings alone, each ended by a line's end; escapes are what they stand for."""
    parts: list[str] = []
    at = 0
    for one in told:
        parts.append(FILLER * (one.start - at - 1) + "\n" if one.start > at else "")
        parts.append(_ESCAPE.sub(_unescaped, text[one.start : one.end]))
        at = one.end
    return "".join((*parts, FILLER * (len(text) - at)))


def _unescaped(match: re.Match[str]) -> str:
    code, sign = match.groups()
    shown = chr(int(code, 16)) if code else _ESCAPED.get(sign, sign)
    return FILLER * (len(match.group()) - 1) + shown
