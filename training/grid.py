"""An imperfect grid over a page: column edges a few points off, laid over every table that touches.

Each cell is cut out and read alone, so that a glyph under an edge may be read twice, or by nobody.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise

from training.pages import Glyph, Line, Page, Rule, lines_of

HALVES = {
    "0": "(OC)",
    "8": "3B",
    "2": "?",
    "9": "0",
    "6": "o",
    "$": "S",
    "4": "1",
    "A": "/",
    "D": ")O",
    "M": "N",
    "n": "i",
    "m": "n",
    "e": "c",
    "o": "c(",
    "S": "5",
    "B": "3",
    "b": "l",
    "d": "cl",
    "w": "v",
    "1": "lI|",
}


FOREIGN = {
    "a": "\u0430",
    "e": "\u0435",
    "o": "\u043e\u0e2d",
    "c": "\u0441",
    "p": "\u0440",
    "n": "\u0e17\u043f",
    "u": "\u0438\u0e19",
    "T": "\u0422",
    "q": "\u0447",
    "N": "\u0e17\u0418",
    "B": "\u0412",
    "d": "\u0e14",
    "i": "\u0456",
    "m": "\u0e17",
    "3": "\u0417",
    "y": "\u0443",
}


@dataclass(frozen=True)
class Sloppiness:
    """How badly the grid is laid; `amount` is 0.3 to 1.4 or so."""

    amount: float
    outer: bool
    rows_by_line: bool
    own_columns: bool
    keep_blanks: bool
    merge: float
    spoil: float  # share of cut glyphs that are read as another
    foreign: float  # and of these, in another script


def pick_sloppiness(rng: random.Random, amount: float, keep_blanks: bool) -> Sloppiness:
    """A way of laying the grid; sometimes each cell is cropped and read alone, by a reader of many scripts."""
    crops = rng.random() < 0.12
    return Sloppiness(
        amount=amount,
        outer=rng.random() < 0.65,
        rows_by_line=rng.random() < 0.06,
        own_columns=rng.random() < 0.05,
        keep_blanks=keep_blanks,
        merge=rng.choice([2.0, 3.0, 4.0, 6.0]),
        spoil=0.2 if crops else 0.04 * amount,
        foreign=0.15 if crops else 0.0,
    )


@dataclass
class Region:
    """A ruled part of a page: tables that touch each other."""

    x0: float
    y0: float
    x1: float
    y1: float
    flats: list[Rule] = field(default_factory=list)
    uprights: list[Rule] = field(default_factory=list)

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph stands inside."""
        return self.x0 - 2 < glyph.x < self.x1 + 2 and self.y0 - 1 < glyph.y < self.y1 + 1


def merge_rules(rules: list[Rule], flat: bool, slack: float = 1.6) -> list[Rule]:
    """Pieces of the same ruled line made one."""
    mine = sorted((r for r in rules if r.flat == flat), key=lambda r: (r.at, r.start))
    groups: list[list[Rule]] = []
    for rule in mine:
        if groups and rule.at - groups[-1][0].at < slack:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    out = []
    for group in groups:
        at = sum(r.at for r in group) / len(group)
        group.sort(key=lambda r: r.start)
        start, end = group[0].start, group[0].end
        for rule in group[1:]:
            if rule.start > end + 4:
                out.append(Rule(flat, at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        out.append(Rule(flat, at, start, end))
    return out


def _touch(a: Region, b: Region, slack: float) -> bool:
    return a.x0 <= b.x1 + slack and b.x0 <= a.x1 + slack and a.y0 <= b.y1 + slack and b.y0 <= a.y1 + slack


def regions_of(page: Page, least: float = 0.3) -> list[Region]:
    """The ruled parts of a page that are wide enough to be tables."""
    flats, uprights = merge_rules(page.rules, True), merge_rules(page.rules, False)
    open_regions = [Region(r.start, r.at, r.end, r.at, [r], []) for r in flats]
    open_regions += [Region(r.at, r.start, r.at, r.end, [], [r]) for r in uprights]
    done: list[Region] = []
    while open_regions:
        mine = open_regions.pop()
        grown = True
        while grown:
            grown, rest = False, []
            for other in open_regions:
                if _touch(mine, other, 1.6):
                    mine = Region(
                        min(mine.x0, other.x0),
                        min(mine.y0, other.y0),
                        max(mine.x1, other.x1),
                        max(mine.y1, other.y1),
                        mine.flats + other.flats,
                        mine.uprights + other.uprights,
                    )
                    grown = True
                else:
                    rest.append(other)
            open_regions = rest
        done.append(mine)
    return sorted((r for r in done if r.x1 - r.x0 > least * page.width and r.y1 - r.y0 > 12), key=lambda r: r.y0)


def _row_edges(region: Region, sloppy: Sloppiness, rng: random.Random) -> list[float]:
    """Heights at which rows begin and end."""
    need = 0.3 * (region.x1 - region.x0)
    found: dict[float, float] = {}
    for rule in sorted(region.flats, key=lambda r: r.at):
        near = next((y for y in found if abs(y - rule.at) < 3.5), None)
        key = rule.at if near is None else near
        found[key] = found.get(key, 0.0) + rule.end - rule.start
    edges = sorted(y for y, length in found.items() if length > need)
    inner = [y + rng.gauss(0, 0.4 * sloppy.amount) for y in edges[1:-1] if rng.random() > 0.035 * sloppy.amount]
    return [region.y0 - 1, *inner, region.y1 + 1]


def _columns(region: Region, sloppy: Sloppiness, rng: random.Random) -> list[float]:
    """Where the columns of all tables of the region are cut."""
    height = region.y1 - region.y0
    clusters: list[list[Rule]] = []
    for rule in sorted(region.uprights, key=lambda r: r.at):
        if rule.end - rule.start < min(9.0, 0.02 * height):
            continue
        if clusters and rule.at - clusters[-1][0].at < sloppy.merge:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    edges = [sum(r.at for r in c) / len(c) for c in clusters]
    inner = [x + rng.gauss(0, 1.1 * sloppy.amount) for x in edges[1:-1] if rng.random() > 0.05 * sloppy.amount]
    if rng.random() < 0.25 * sloppy.amount:
        inner.append(rng.uniform(region.x0 + 20, region.x1 - 20))
    inner.sort()
    if not sloppy.outer:
        return inner
    left, right = region.x0 - rng.uniform(0, 2), region.x1 + rng.uniform(0, 2)
    if rng.random() < 0.12 * sloppy.amount:
        left += rng.uniform(0, 5)
    return [left, *inner, right]


def _half(glyph: Glyph, foreign: float, rng: random.Random) -> Glyph:
    other = FOREIGN.get(glyph.char) if rng.random() < foreign else HALVES.get(glyph.char)
    return glyph._replace(char=rng.choice(other)) if other else glyph


def _deal(line: Line, edges: list[float], cells: list[list[list[Glyph]]], sloppy: Sloppiness, rng: random.Random) -> None:
    """Deal the glyphs of one line out to the cells, each of which sees a little more or less than its share."""
    scale = 0.55 * sloppy.amount + 0.15 * sloppy.amount**2
    wobble = rng.gauss(0, 0.35 * sloppy.amount)
    lefts = [-1e9] + [e + wobble + rng.gauss(0, scale) for e in edges]
    rights = [e + wobble + rng.gauss(0, scale) for e in edges] + [1e9]
    for cell in cells:
        cell.append([])
    before = -1
    for glyph in line.glyphs:
        first, before = glyph.line != before, glyph.line
        middle, width = glyph.x, glyph.x1 - glyph.x0
        for n, cell in enumerate(cells):
            if lefts[n] <= middle <= rights[n]:
                cut = n < len(edges) and glyph.x0 + 0.2 * width < edges[n] < glyph.x1 - 0.2 * width
                cut = cut or (n > 0 and glyph.x0 + 0.2 * width < edges[n - 1] < glyph.x1 - 0.2 * width)
                spoilt = cut and rng.random() < sloppy.spoil
                dealt = _half(glyph, sloppy.foreign, rng) if spoilt else glyph
                cell[-1].append(dealt._replace(space=False) if first and not cell[-1] else dealt)


Cell = list[list[Glyph]]


def _own_edges(region: Region, top: float, bottom: float) -> list[float]:
    """The edges of one row's own table."""
    middle = (top + bottom) / 2
    return sorted({round(r.at, 1) for r in region.uprights if r.start - 1 <= middle <= r.end + 1})


def lay(region: Region, glyphs: list[Glyph], sloppy: Sloppiness, rng: random.Random) -> list[list[Cell]]:
    """The region as rows of cells; a cell is a list of lines of glyphs."""
    edges = _columns(region, sloppy, rng)
    lines = lines_of(glyphs)
    if sloppy.rows_by_line:
        bands = [(line.top - 0.1, line.bottom + 0.1, [line]) for line in lines]
    else:
        ys = _row_edges(region, sloppy, rng)
        bands = []
        for top, bottom in pairwise(ys):
            inside = [g for g in glyphs if top < g.y <= bottom]
            bands.append((top, bottom, lines_of(inside)))
    rows = []
    for top, bottom, inside_lines in bands:
        if not inside_lines:
            continue
        own = _own_edges(region, top, bottom) if sloppy.own_columns else edges
        cells: list[Cell] = [[] for _ in range(len(own) + 1)]
        for line in inside_lines:
            _deal(line, own, cells, sloppy, rng)
        rows.append([[part for part in cell if part] for cell in cells])
    return rows
