"""Labels by geometry: what an engine saw is laid over what was printed, line by line.

Within a line the engine's characters are paired with the printed glyphs in order, by place first and by likeness
second, so that a garbled character still gets the label of the glyph that stood there.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import groupby

import numpy as np

from training.ageing import Matrix
from training.engines import Sign
from training.pages import Glyph, Page

SKIP = 0.7
FAR = 1e9


def _straight(line: list[Sign], slope: float) -> list[Sign]:
    """Characters spread over the box of their line follow the slope of the page, and are less high than the box."""
    first = line[0]
    if len(line) < 3 or any(s.y0 != first.y0 or s.y1 != first.y1 for s in line):
        return line
    width = line[-1].x1 - first.x0
    across, down = (first.x0 + line[-1].x1) / 2, (first.y0 + first.y1) / 2
    half = max(0.35 * (first.y1 - first.y0), (first.y1 - first.y0 - abs(slope) * width) / 2)
    out = []
    for sign in line:
        at = down + slope * ((sign.x0 + sign.x1) / 2 - across)
        out.append(replace(sign, y0=at - half, y1=at + half))
    return out


def to_page(line: list[Sign], matrix: Matrix, dpi: int) -> list[Glyph]:
    """The characters of a line with their boxes in points of the printed page."""
    back = np.linalg.inv(np.vstack([matrix, [0.0, 0.0, 1.0]]))[:2]
    line = _straight(line, float(matrix[1, 0] / matrix[0, 0]))
    centres = np.array([[(s.x0 + s.x1) / 2, (s.y0 + s.y1) / 2, 1.0] for s in line]) @ back.T
    scale = 72 / dpi
    out = []
    for sign, (x, y) in zip(line, centres.tolist(), strict=True):
        half_x, half_y = (sign.x1 - sign.x0) / 2, (sign.y1 - sign.y0) / 2
        x0, y0, x1, y1 = (x - half_x) * scale, (y - half_y) * scale, (x + half_x) * scale, (y + half_y) * scale
        out.append(Glyph(sign.char, x0, y0, x1, y1, 0, sign.space, sign.line))
    return out


def _cost(seen: Glyph, printed: Glyph, size: float) -> float:
    away = abs(seen.x - printed.x) / size
    if away > 3.5:
        return FAR
    same = seen.char == printed.char or seen.char.lower() == printed.char.lower()
    if same:
        return 0.28 * away
    return 0.28 * away + (0.85 if seen.char.isalnum() == printed.char.isalnum() else 1.15)


def _skip(printed: Glyph) -> float:
    return 0.12 if printed.char in "_.,*" else SKIP


def pair(seen: list[Glyph], printed: list[Glyph], size: float) -> list[int]:
    """For each character seen the number of the printed glyph that it is, or -1 (banded alignment)."""
    xs = [g.x for g in printed]
    rows: list[tuple[int, list[float], list[int]]] = []
    before = [0.0]
    for glyph in printed:
        before.append(before[-1] + _skip(glyph))
    low_before = 0
    for n, glyph in enumerate(seen):
        low, high = bisect_left(xs, glyph.x - 4 * size), bisect_right(xs, glyph.x + 4 * size)
        low, high = max(low, low_before), max(high, low_before)
        costs: list[float] = []
        moves: list[int] = []
        for j in range(low, high + 1):
            k = j - low_before
            best, move = (before[k] + SKIP, 1) if k < len(before) else (FAR, 1)
            if j > 0 and 0 <= k - 1 < len(before):
                cost = before[k - 1] + _cost(glyph, printed[j - 1], size)
                if cost < best:
                    best, move = cost, 2
            if costs and costs[-1] + _skip(printed[j - 1]) < best:
                best, move = costs[-1] + _skip(printed[j - 1]), 0
            if best >= FAR and n and k >= len(before):
                best, move = before[-1] + SKIP * (2 + k - len(before)), 1
            costs.append(best)
            moves.append(move)
        rows.append((low, costs, moves))
        before, low_before = costs, low
    return _trace(rows, len(seen))


def _trace(rows: list[tuple[int, list[float], list[int]]], count: int) -> list[int]:
    out = [-1] * count
    if not rows:
        return out
    n = count - 1
    low, costs, _ = rows[n]
    j = low + min(range(len(costs)), key=costs.__getitem__)
    while n >= 0:
        low, _, moves = rows[n]
        k = min(max(j - low, 0), len(moves) - 1)
        if moves[k] == 0 and k > 0:
            j = low + k - 1
        elif moves[k] == 2:
            out[n] = low + k - 1
            j, n = low + k - 1, n - 1
        else:
            j, n = low + k, n - 1
    return out


def _orphan(fields: list[int], pairs: list[int], n: int) -> int:
    """The label of a character that is no printed glyph: that of its neighbours, if they agree."""
    left = next((fields[k] for k in range(n - 1, -1, -1) if pairs[k] >= 0), -1)
    right = next((fields[k] for k in range(n + 1, len(pairs)) if pairs[k] >= 0), -1)
    return left if left == right and left > 0 else 0


def _line_labels(seen: list[Glyph], truth: list[Glyph]) -> list[Glyph]:
    top, bottom = min(g.y0 for g in seen), max(g.y1 for g in seen)
    left, right = min(g.x0 for g in seen) - 8, max(g.x1 for g in seen) + 8
    reach = max(2.0, 0.42 * (bottom - top))
    middle = sorted(g.y for g in seen)[len(seen) // 2]
    near = sorted((g for g in truth if abs(g.y - middle) < reach + 1.5 and left < g.x < right), key=lambda g: g.x)
    if not near:
        return seen
    size = max(1.5, (max(g.x1 for g in seen) - min(g.x0 for g in seen)) / max(4, len(seen) * 1.3))
    size = min(size, 7.0)
    pairs = pair(seen, near, size)
    fields = [near[p].field if p >= 0 else 0 for p in pairs]
    return [g._replace(field=fields[n] if pairs[n] >= 0 else _orphan(fields, pairs, n)) for n, g in enumerate(seen)]


def label(signs: list[Sign], page: Page, matrix: Matrix, dpi: int) -> Page:
    """What the engine saw, as a page in the coordinates of the print, with labels."""
    glyphs: list[Glyph] = []
    for _, group in groupby(signs, key=lambda s: s.line):
        line = to_page(list(group), matrix, dpi)
        glyphs.extend(_line_labels(sorted(line, key=lambda g: g.x), page.glyphs))
    return Page(page.number, page.width, page.height, glyphs, page.rules)
