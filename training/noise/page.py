"""What a reading engine makes of a printed page depends on: words in order, with their kinds, gaps and ruled lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from training.pages import Glyph, Page, Rule, lines_of, words_of

FAMILIES: Final = {"rapidocr": "paddle"}  # RapidOCR runs the same models
GAPS: Final = (0.25, 0.5, 0.8, 1.2, 1.8, 2.6, 4.0, 6.0, 10.0)  # in heights of a glyph
ALONE: Final = "a"
_SMALL, _TALL = 5, 10  # points, beyond which the size of print matters no more
TOUCHING: Final = 2.5  # points between a glyph and a ruled line


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word; `kinds` has a letter a glyph: digits, upper, lower, or mark of a footnote."""

    glyphs: list[Glyph]
    kinds: str
    where: str  # what its loss depends on
    gap: str  # what stands before it, "" at the start of a line

    @property
    def style(self) -> str:
        """`f` for filled in, `p` for the printed form."""
        return "f" if any(g.field for g in self.glyphs) else "p"

    @property
    def size(self) -> str:
        """Height of the letters in points: small print suffers most."""
        heights = sorted(g.y1 - g.y0 for g in self.glyphs)
        return str(min(_TALL, max(_SMALL, round(heights[len(heights) // 2]))))


def family_of(engine: str) -> str:
    """The family of an engine: they misread alike."""
    kind = engine.partition("-")[0]
    return FAMILIES.get(kind, kind)


def class_of(char: str) -> str:
    """Digit, upper or lower case letter, or sign."""
    return "d" if char.isdigit() else "u" if char.isupper() else "l" if char.isalpha() else "s"


def marks_of(names: list[tuple[str, str]]) -> frozenset[int]:
    """The fields that are marks of footnotes."""
    return frozenset(n for n, (name, _) in enumerate(names) if name.endswith("footnoteId"))


def _kinds(word: list[Glyph], marks: frozenset[int]) -> str:
    text = [g.char for g in word]
    digits, letters = sum(c.isdigit() for c in text), sum(c.isalpha() for c in text)
    upper = sum(c.isupper() for c in text)
    kind = "d" if digits > letters else "u" if upper > 1 and 2 * upper > letters else "l"
    return "".join("m" if g.field in marks else kind for g in word)


def _touches(word: list[Glyph], flat: list[Rule], upright: list[Rule]) -> bool:
    left, right = word[0].x0, word[-1].x1
    top, bottom = min(g.y0 for g in word), max(g.y1 for g in word)
    near = (r for r in flat if r.start < right and r.end > left)
    if any(-TOUCHING < top - r.at < TOUCHING or -TOUCHING < r.at - bottom < TOUCHING for r in near):
        return True
    return any(-TOUCHING < left - r.at < TOUCHING or -TOUCHING < r.at - right < TOUCHING for r in upright)


def gap_class(space: float, ruled: bool) -> str:
    """A gap in heights of a glyph, and whether a ruled line stands in it."""
    return f"{bisect_right(GAPS, space)}{'|' if ruled else ''}"


def _gap(before: Glyph, glyph: Glyph, upright: list[Rule]) -> str:
    height = max(4.0, before.y1 - before.y0)
    ruled = any(before.x1 - 1 < r.at < glyph.x0 + 1 for r in upright)
    return gap_class((glyph.x0 - before.x1) / height, ruled)


def _where(word: list[Glyph], alone: bool, touching: bool) -> str:
    return f"{min(3, len(word))}{ALONE if alone else ''}{'|' if touching else ''}"


def stands_alone(where: str) -> bool:
    """True of a word with wide gaps on both sides, as in a cell of a table: some engines leave whole tables out."""
    return ALONE in where


def lines(page: Page, marks: frozenset[int]) -> Iterator[list[Word]]:
    """The printed lines of a page from top to bottom, as words from left to right."""
    for line in lines_of(page.glyphs):
        found = words_of(line.glyphs)
        top, bottom, middle = line.top, line.bottom, line.y
        flat = [r for r in page.rules if r.flat and top - 5 < r.at < bottom + 5]
        upright = [r for r in page.rules if not r.flat and r.start < middle < r.end]
        gaps = ["", *(_gap(a[-1], b[0], upright) for a, b in pairwise(found))]
        wide = [not gap or int(gap[0]) > 4 for gap in [*gaps, ""]]
        yield [
            Word(word, _kinds(word, marks), _where(word, wide[k] and wide[k + 1], _touches(word, flat, upright)), gaps[k])
            for k, word in enumerate(found)
        ]
