"""What became of each printed glyph: a page as an engine saw it, laid over the page as it was printed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median
from typing import Final

from training.labelling import pair
from training.noise.page import Word, class_of, lines
from training.pages import Glyph, Page

LOST: Final = ""
_LONGEST: Final = 3  # characters that one glyph can become
_WINDOW: Final = 6  # neighbours on each side that tell how far a glyph is off
_LOOSE: Final = (3.0, 1.5)  # times the usual distance
Place = tuple[float, float]


@dataclass
class Hit:
    """What was seen for one printed glyph, and where."""

    text: str
    space: bool
    line: int


@dataclass
class Pairs:
    """A page, paired: the hits by the place of the printed glyph, what was seen of nothing, and lines' offsets down."""

    hits: dict[Place, Hit] = field(default_factory=dict)
    strays: list[str] = field(default_factory=list)
    offsets: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Fate:
    """A printed word and what was seen for each of its glyphs; None when all of it is gone."""

    text: str
    kinds: str
    style: str
    where: str
    size: str
    seen: tuple[str, ...] | None


@dataclass
class Sample:
    """One page as the fit counts it: its lines, its gaps (class and fate), blanks inside words, strays."""

    lines: list[list[Fate]] = field(default_factory=list)
    gaps: Counter[tuple[str, str]] = field(default_factory=Counter)
    inner: Counter[tuple[str, str]] = field(default_factory=Counter)
    strays: list[str] = field(default_factory=list)
    offsets: list[float] = field(default_factory=list)


def place(glyph: Glyph) -> Place:
    """What tells a printed glyph from the others of its page."""
    return glyph.x0, glyph.y0


def _moved(line: list[Glyph], near: list[Glyph], numbers: list[int]) -> list[Glyph]:
    """Glyphs spread evenly over a line, moved by as much as their surely paired neighbours are off."""
    sure = [(n, near[k].x - line[n].x) for n, k in enumerate(numbers) if k >= 0 and near[k].char == line[n].char]
    out, first = [], 0
    for n, glyph in enumerate(line):
        while first < len(sure) and sure[first][0] < n - _WINDOW:
            first += 1
        close = [by for at, by in sure[first : first + 2 * _WINDOW + 1] if at <= n + _WINDOW]
        by = median(close) if len(close) > 2 else 0.0
        out.append(glyph._replace(x0=glyph.x0 + by, x1=glyph.x1 + by))
    return out


def _is_spread(line: list[Glyph]) -> bool:
    """True of characters that were spread over the box of their line: all are equally high."""
    return max(g.y1 - g.y0 for g in line) - min(g.y1 - g.y0 for g in line) < 0.05


def _numbers(line: list[Glyph], near: list[Glyph], width: float) -> list[int]:
    """The pairs of a line; spread characters are paired loosely first, then moved to where they belong."""
    size = min(7.0, max(1.5, width / max(4, len(line) * 1.3)))
    if len(line) < 2 * _WINDOW or not _is_spread(line):
        return pair(line, near, size)
    moved = line
    for wider in _LOOSE:
        moved = _moved(moved, near, pair(moved, near, wider * size))
    return pair(moved, near, size)


def _take(pairs: Pairs, line: list[Glyph], owners: list[Glyph | None]) -> None:
    """Enter a line; what was seen beside a printed glyph without a blank between becomes part of it."""
    last: Glyph | None = None
    for n, glyph in enumerate(line):
        owner = owners[n]
        if owner is not None:
            if place(owner) not in pairs.hits:
                pairs.hits[place(owner)] = Hit(glyph.char, glyph.space, glyph.line)
            last = owner
            continue
        last = None if glyph.space else last
        hit = pairs.hits.get(place(last)) if last else None
        if hit is not None and hit.line == glyph.line and len(hit.text) < _LONGEST:
            hit.text += glyph.char
        elif glyph.space or not pairs.strays:
            pairs.strays.append(glyph.char)
        elif len(pairs.strays[-1]) < _LONGEST:
            pairs.strays[-1] += glyph.char


def paired(printed: Page, seen: Page) -> Pairs:
    """The pairs of a page, line by line of what was seen."""
    pairs = Pairs()
    for _, group in groupby(seen.glyphs, key=lambda g: g.line):
        line = list(group)
        height = max(g.y1 for g in line) - min(g.y0 for g in line)
        middle = sorted(g.y for g in line)[len(line) // 2]
        left, right = min(g.x0 for g in line) - 8, max(g.x1 for g in line) + 8
        reach = max(2.0, 0.42 * height) + 1.5
        near = sorted((g for g in printed.glyphs if abs(g.y - middle) < reach and left < g.x < right), key=lambda g: g.x)
        numbers = _numbers(line, near, right - left - 16) if near else [-1] * len(line)
        owners = [near[k] if k >= 0 else None for k in numbers]
        _take(pairs, line, owners)
        off = [g.y - o.y for g, o in zip(line, owners, strict=True) if o is not None]
        if len(off) > 3:
            pairs.offsets.append(median(off))
    return pairs


def _blanks(sample: Sample, words: list[Word], pairs: Pairs) -> None:
    before: Hit | None = None
    for word in words:
        last = ""
        for k, glyph in enumerate(word.glyphs):
            hit = pairs.hits.get(place(glyph))
            if hit is not None and before is not None and k == 0:
                sample.gaps[word.gap, "break" if hit.line != before.line else "blank" if hit.space else "joined"] += 1
            elif hit is not None and before is not None and last and hit.line == before.line:
                sample.inner[class_of(last) + class_of(glyph.char), "blank" if hit.space else "joined"] += 1
            before, last = hit, glyph.char


def sample_of(printed: Page, seen: Page, marks: frozenset[int]) -> Sample:
    """One pair of pages, as the fit counts it."""
    pairs = paired(printed, seen)
    sample = Sample(strays=pairs.strays, offsets=pairs.offsets)
    for words in lines(printed, marks):
        line = []
        for word in words:
            found = [pairs.hits.get(place(g)) for g in word.glyphs]
            outcome = tuple(hit.text if hit else LOST for hit in found) if any(found) else None
            line.append(Fate("".join(g.char for g in word.glyphs), word.kinds, word.style, word.where, word.size, outcome))
        sample.lines.append(line)
        _blanks(sample, words, pairs)
    return sample
