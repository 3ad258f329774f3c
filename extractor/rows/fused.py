"""Fused rows: several printed rows in one line of cells, as where no rule stands between them.

``Common Stock Common Stock`` | ``5,10 3,10`` | ``,100 ,250`` | ``I I`` are two rows: the n-th part of each cell belongs to the
n-th row. How many rows there are several columns must agree on; a cell is dealt out by where its values begin, by equal
parts that are alike, or by its printed lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, groupby, pairwise
from typing import Final

from rapidfuzz import fuzz

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.form.titles import TITLES
from extractor.language.model import squeezed

TITLE: Final = "securityTitle"
NATURE: Final = "ownershipNature/natureOfOwnership"
FOLLOWING: Final = "postTransactionAmounts/sharesOwnedFollowingTransaction"
TEXTS: Final = frozenset((TITLE, NATURE, "underlyingSecurity/underlyingSecurityTitle"))
_ALIKE: Final = 70.0  # likeness, of 100, of two parts of a cell that stand for the same in two rows


def rows_fused_in(line: Sequence[Segment], page: Page) -> int:
    """How many printed rows a line of cells holds: a number that at least two columns agree on."""
    counts = Counter(s.field for s in line if s.begins and s.tokens)
    counts.update({s.field: 1 for s in line if s.field in _TITLES and counts[s.field] == 1 and _stands_twice(s.tokens, page)})
    numbers = sorted((n for name, n in counts.items() if name != NATURE), reverse=True)
    if len(numbers) >= 2 and numbers[1] >= 2:
        return numbers[1]
    if len(numbers) == 1 and numbers[0] >= 2 and set(counts) <= TEXTS | {FOLLOWING}:
        return numbers[0]
    titles = [s.tokens for s in line if s.field == TITLE and s.begins and s.tokens]
    if len(titles) >= 2 and min(map(len, titles)) >= 2 and _alike(titles, page):
        return len(titles)  # a row has one
    return 1


_TITLES: Final = TEXTS - {NATURE}
_LEAST: Final = 4  # words of a title that stands twice


def _stands_twice(tokens: Sequence[int], page: Page) -> bool:
    """Whether both halves of a title in one cell are one title."""
    half, rest = divmod(len(tokens), 2)
    one_cell = not rest and len(tokens) >= _LEAST and page.celled[tokens[0]] and page.cell[tokens[0]] == page.cell[tokens[-1]]
    return bool(one_cell) and _alike((tokens[:half], tokens[half:]), page)


def dealt_to_rows(line: Sequence[Segment], count: int, page: Page) -> Iterator[list[Segment]]:
    """For each of ``count`` rows its segments."""
    rows: list[list[Segment]] = [[] for _ in range(count)]
    for name in dict.fromkeys(s.field for s in line):
        mine = [s for s in line if s.field == name]
        if len(mine) == count and all(s.begins for s in mine) and not all(s.tokens for s in mine):
            for its_row, segment in zip(rows, mine, strict=True):
                its_row.append(segment)
            continue  # a value that is only a footnote mark has a row, too
        if name == NATURE and len(mine) == 1 and (holder := _only_indirect(line, count)) is not None:
            rows[holder].append(mine[0])
            continue  # what is held directly has no nature
        by_lines = _by_lines(mine, count, page) if name not in TEXTS else None
        tokens, notes = by_lines or (
            _deal([s.tokens for s in mine], count, page, words=name in TEXTS),
            _deal([s.notes for s in mine], count, page, words=False),
        )
        sure = min(s.probability for s in mine)
        for row, (its, marks) in enumerate(zip(tokens, notes, strict=True)):
            if its or marks:
                word = page.words[its[0]] if its else ""
                rows[row].append(replace(mine[0], tokens=its, notes=marks, begins=bool(its), probability=sure, word=word))
    yield from rows


def _by_lines(column: Sequence[Segment], count: int, page: Page) -> tuple[list[list[int]], list[list[int]]] | None:
    """Values and marks by their printed lines in the cells, if there is one for each row: a mark alone is of a row without a
    value, ``$7.50<br>(2)``."""
    tokens, notes = [t for s in column for t in s.tokens], [t for s in column for t in s.notes]
    lines = {int(page.sub[t]) for t in (*tokens, *notes)}
    if not tokens or not notes or lines != set(range(count)):
        return None
    first, second = ([[t for t in part if page.sub[t] == k] for k in range(count)] for part in (tokens, notes))
    return first, second


def _only_indirect(line: Sequence[Segment], count: int) -> int | None:
    """The only one of the rows that is held indirectly, if each has its letter."""
    letters = [s.word.strip("()[]{}.,:;'\"*") for s in line if s.field == _OWNERSHIP and s.begins and s.tokens]
    if len(letters) != count or letters.count("D") != count - 1:
        return None
    return next((k for k, letter in enumerate(letters) if letter in _INDIRECT), None)


_OWNERSHIP: Final = "ownershipNature/directOrIndirectOwnership"
_INDIRECT: Final = ("I", "l", "1", "|", "!", "i")


def _deal(values: Sequence[Sequence[int]], count: int, page: Page, *, words: bool) -> list[list[int]]:
    """The tokens of a column for each row; each of ``values`` begins anew, as far as the labels tell."""
    rows: list[list[int]] = [[] for _ in range(count)]
    begins = {v[0] for v in values if v}
    at, parted = -1, False
    for _, group in groupby(sorted(t for v in values for t in v), key=lambda t: int(page.cell[t])):
        cell = list(group)
        parts = _parts(cell, count, begins, page, words=words, parted=parted)
        if parts:
            parted = True
            at = count - 1
            for row, part in zip(rows, parts, strict=True):
                row += part
            continue
        for token in cell:
            at += token in begins or at < 0
            rows[min(at, count - 1)].append(token)
    return rows


def _parts(cell: Sequence[int], count: int, begins: set[int], page: Page, *, words: bool, parted: bool) -> list[list[int]] | None:
    """A cell's tokens in one part for each row, where it can be told. ``parted``: the cells before it were."""
    starts = [k for k, token in enumerate(cell) if token in begins]
    if len(starts) == count and starts[0] == 0:
        return [list(cell[a:b]) for a, b in zip(starts, [*starts[1:], len(cell)], strict=True)]
    subs = sorted({int(page.sub[t]) for t in cell})
    if len(subs) == count:
        return [[t for t in cell if page.sub[t] == sub] for sub in subs]
    if words and (titles := _known_titles(cell, count, page)):
        return titles
    size, rest = divmod(len(cell), count)
    if rest or not size:
        return None
    parts = [list(cell[k * size : (k + 1) * size]) for k in range(count)]
    if parted or not words or _alike(parts, page):
        return parts
    return None


def _known_titles(cell: Sequence[int], count: int, page: Page) -> list[list[int]] | None:
    """The parts of a cell that are all titles which many issuers use."""
    if count > _FEW or len(cell) > _LONGEST:
        return None
    for cuts in combinations(range(1, len(cell)), count - 1):
        parts = [list(cell[a:b]) for a, b in pairwise((0, *cuts, len(cell)))]
        if all(squeezed(" ".join(page.words[t] for t in part)) in _KNOWN for part in parts):
            return parts
    return None


_KNOWN: Final = frozenset(map(squeezed, TITLES))
_FEW, _LONGEST = 3, 24  # rows, and words of their titles


def _alike(parts: Sequence[Sequence[int]], page: Page) -> bool:
    first, *others = (" ".join(page.words[t] for t in part) for part in parts)
    return all(fuzz.ratio(first, other) >= _ALIKE for other in others)
