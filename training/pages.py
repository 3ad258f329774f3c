"""What was read from a page: glyphs with their boxes and labels, and the ruled lines. Units are points, y downwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Glyph(NamedTuple):
    """One character on a page; `field` numbers the printed field that it belongs to (0: the form itself)."""

    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    field: int
    space: bool  # a blank stands before it
    line: int = 0  # number of the line that the reader saw it on

    @property
    def x(self) -> float:
        """Middle, across."""
        return (self.x0 + self.x1) / 2

    @property
    def y(self) -> float:
        """Middle, down."""
        return (self.y0 + self.y1) / 2


class Rule(NamedTuple):
    """A ruled line: at `at`, from `start` to `end`."""

    flat: bool
    at: float
    start: float
    end: float


@dataclass
class Page:
    """A page as printed or as read."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph]
    rules: list[Rule] = field(default_factory=list)


@dataclass
class Line:
    """Glyphs that stand on one line, from left to right."""

    glyphs: list[Glyph]

    @property
    def y(self) -> float:
        """Middle of the line."""
        return sum(g.y for g in self.glyphs) / len(self.glyphs)

    @property
    def top(self) -> float:
        """Upper edge."""
        return min(g.y0 for g in self.glyphs)

    @property
    def bottom(self) -> float:
        """Lower edge."""
        return max(g.y1 for g in self.glyphs)


def words_of(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Runs of glyphs without a blank or a jump between them."""
    words: list[list[Glyph]] = []
    for glyph in glyphs:
        if words and not glyph.space and glyph.line == words[-1][-1].line:
            last = words[-1][-1]
            size = max(4.0, glyph.y1 - glyph.y0)
            if -3 * size < glyph.x0 - last.x1 < 2 * size:
                words[-1].append(glyph)
                continue
        words.append([glyph])
    return words


ODD = frozenset("|[]{}.,'\"-_\u201c\u201d\u2019\u2018*:;~\u2014\u2013\u00b0")


def _span(word: list[Glyph]) -> tuple[float, float]:
    """Middle and height of a word, by its ordinary characters."""
    plain = [g for g in word if g.char not in ODD] or word
    return sum(g.y for g in plain) / len(plain), max(g.y1 - g.y0 for g in plain)


def lines_of(glyphs: list[Glyph]) -> list[Line]:
    """Lines across the page: words whose middles are at about the same height."""
    spans = sorted(((*_span(w), w) for w in words_of(glyphs)), key=lambda item: item[0])
    heights = sorted(size for _, size, _ in spans)
    most = 1.5 * heights[len(heights) // 2] if heights else 0.0
    groups: list[list[list[Glyph]]] = []
    anchor = tall = 0.0
    for middle, height, word in spans:
        size = min(height, most)
        if groups and abs(middle - anchor) < 0.46 * max(size, tall):
            groups[-1].append(word)
            anchor += (middle - anchor) / len(groups[-1])
            tall = max(size, tall)
        else:
            groups.append([word])
            anchor, tall = middle, size
    lines = []
    for group in groups:
        group.sort(key=lambda w: w[0].x0)
        flat: list[Glyph] = []
        for word in group:
            flat.append(word[0]._replace(space=True) if not word[0].space else word[0])
            flat.extend(word[1:])
        lines.append(Line(flat))
    return lines
