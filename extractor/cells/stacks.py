"""Stacked lines: an address box that a layout model has cut into columns, each cell with a stretch of every printed line.

``QVIST C/O ZORB 12 MILL`` | ``LAT HOLD FORD`` | ``ADA INGS INC ROAD``: which words stand on which line no cell tells.
The token classifier has an opinion of each word, the lines of a cell follow each other in printed order, and each line makes
sense across the cells. A beam search over the cells finds the assignment that satisfies all three best.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.cells.captions import LINES
from extractor.cells.labels import LABEL_ID, LABELS, OUTSIDE
from extractor.cells.layout import Floats
from extractor.language.decode import Cut, Decoder, decoder
from extractor.language.model import spelled
from extractor.reading.page import Page
from extractor.readings.page_words import page_words
from extractor.regions.printed_form import PrintedForm

Tokens = tuple[int, ...]

_LINES: Final = tuple(zip(LINES, ("name", "place", "place", "place"), strict=True))
"""The printed lines of the box, from the top: whose labels belong to each, and the kind of its text."""
_NONE: Final = len(_LINES)
_CARE_OF: Final = re.compile(r"[cC][/|lI1]?[oO0]?[/.]?$")

_POSSIBLE: Final = 0.03  # least probability of being part of the address
_BEAM: Final = 5
_MOST: Final = 40  # tokens of a box; what has more is no address
_PRINTED, _LIKELY = 0.9, 0.2  # share of a word that is printed form, and how probably it is no value's, to be none of the box
_LEAST: Final = 1e-5  # what is less probable than that is taken to be as probable
_DIGITS: Final = 3.0  # cost of more digits than a ZIP code has
_LABEL: Final = 1.0  # weight of the classifier's opinion
_WORDS: Final = 0.6  # weight of the sense of the lines
_SECOND: Final = 1.0  # cost of a second street


def _groups() -> npt.NDArray[np.int64]:
    """For each label its printed line, ``_NONE`` for all others."""
    found = np.full(len(LABELS), _NONE)
    for line, (fields, _) in enumerate(_LINES):
        for name in fields:
            for prefix in "BI":
                found[LABEL_ID[f"{prefix}-{name}"]] = line
    return found


_GROUP: Final = _groups()


class _State(NamedTuple):
    cost: float
    """Of the labels, and of the words outside."""
    lines: tuple[Tokens, ...]


@dataclass(slots=True)
class _Box:
    """Remembers what lines cost: a line's beam is that of the line without its last cell, gone on."""

    page: Page
    last_cell: int
    own: frozenset[str]
    beams: dict[tuple[int, Tokens], Decoder] = field(default_factory=dict)

    def cost(self, line: int, tokens: Tokens) -> float:
        return self._beam(line, tokens).cost if tokens else 0.0

    def _beam(self, line: int, tokens: Tokens) -> Decoder:
        key = (line, tokens)
        if key not in self.beams:
            before = decoder(self._kind(line, tokens[0]), self.own) if len(tokens) == 1 else self._beam(line, tokens[:-1])
            self.beams[key] = before.fed(self._cut(tokens))
        return self.beams[key]

    def _kind(self, line: int, first: int) -> str:
        """The kind of a line's text: a street may be the name of a company, care of which one is reached."""
        return "company" if _CARE_OF.match(self.page.words[first]) else _LINES[line][1]

    def _cut(self, tokens: Tokens) -> Cut:
        token, before = tokens[-1], tokens[-2] if len(tokens) > 1 else -1
        page = self.page
        if before < 0:
            return Cut(page.words[token], "", False, True)
        if page.cell[token] != page.cell[before]:
            return Cut(page.words[token], "|", True, bool(page.cell[token] < self.last_cell))
        glued = token == before + 1 and not page.spaced[token]
        return Cut(page.words[token], "" if glued else " ", False, True)


def restack(
    page: Page,
    printed: PrintedForm,
    line_of: npt.NDArray[np.int64],
    chosen: npt.NDArray[np.intp],
    probabilities: Floats,
    best: npt.NDArray[np.intp],
) -> None:
    """Label the words of stacked boxes by what the lines of the box make of them, in place.

    Args:
        page: the page.
        printed: its printed form.
        line_of: the printed line of each token of the page.
        chosen: indices of the classified tokens.
        probabilities: shape (chosen, labels).
        best: the labels of the chosen tokens so far.
    """
    if not len(chosen):
        return
    shares = np.stack([probabilities[:, g == _GROUP].sum(axis=1) for g in range(_NONE + 1)], axis=1)
    possible = np.flatnonzero((shares[:, :_NONE].sum(axis=1) > _POSSIBLE) & page.celled[chosen])
    lines = line_of[chosen[possible]]
    for line in sorted(set(lines.tolist())):
        mine = possible[lines == line]
        if len(mine) <= _MOST and _is_stacked(page, chosen[mine], _GROUP[best[mine]]):
            _relabel(page, printed, chosen, mine, shares, probabilities, best)


def _is_stacked(page: Page, tokens: npt.NDArray[np.intp], groups: npt.NDArray[np.int64]) -> bool:
    """Whether words of two printed lines stand in one of several cells."""
    cells: dict[int, set[int]] = {}
    for token, group in zip(tokens.tolist(), groups.tolist(), strict=True):
        if group != _NONE:
            cells.setdefault(int(page.cell[token]), set()).add(group)
    return len(cells) > 1 and any(len(found) > 1 for found in cells.values())


def _relabel(
    page: Page,
    printed: PrintedForm,
    chosen: npt.NDArray[np.intp],
    mine: npt.NDArray[np.intp],
    shares: Floats,
    probabilities: Floats,
    best: npt.NDArray[np.intp],
) -> None:
    tokens = chosen[mine].tolist()
    position = dict(zip(tokens, mine.tolist(), strict=True))
    costs = dict(zip(tokens, (-np.log(np.maximum(shares[mine], _LEAST))).tolist(), strict=True))
    for token in tokens:
        own = 0.0 if printed.cover[token] > _PRINTED and shares[position[token], _NONE] > _LIKELY else _outside(page.words[token])
        costs[token][_NONE] = _LABEL * costs[token][_NONE] + _WORDS * own
    lines = _assigned(page, tokens, costs)
    for group, found in enumerate(lines):
        if group == _NONE:
            best[[position[t] for t in found if _GROUP[best[position[t]]] != _NONE]] = LABEL_ID[OUTSIDE]
            continue
        begun = {LABELS[best[position[t]]][2:] for t in tokens if LABELS[best[position[t]]][0] == "B"}
        for t in found:
            fields = _LINES[group][0]
            row = probabilities[position[t]]
            name = max(fields, key=lambda f: row[LABEL_ID["B-" + f]] + row[LABEL_ID["I-" + f]])
            first = name in begun
            begun.discard(name)
            best[position[t]] = LABEL_ID[("B-" if first else "I-") + name]


def _outside(word: str) -> float:
    """What a word costs that is no part of the address: it is spelled."""
    letters = "".join(c for c in word.lower() if "a" <= c <= "z")
    return spelled(letters) if letters else 0.0


def _assigned(page: Page, tokens: Sequence[int], costs: dict[int, list[float]]) -> list[Tokens]:
    """The tokens of each line, and of none."""
    cells = list(by_cell(page, tokens))
    box = _Box(page, int(page.cell[tokens[-1]]), page_words(page).own)

    def whole(state: _State) -> float:
        sense = sum(box.cost(line, found) for line, found in enumerate(state.lines[:_NONE]))
        digits = sum(c.isdigit() for t in state.lines[3] for c in page.words[t])
        odd = _DIGITS if _ZIP < digits < _LONG_ZIP or digits > _LONG_ZIP + 1 else 0.0
        return state.cost + _WORDS * sense + (_SECOND if state.lines[2] else 0.0) + odd

    states = [_State(0.0, ((),) * (_NONE + 1))]
    for cell in cells:
        grown = [
            _State(state.cost + cost, tuple(a + b for a, b in zip(state.lines, parts, strict=True)))
            for parts, cost in _parted(cell, costs)
            for state in states
        ]
        states = sorted(grown, key=whole)[:_BEAM]
    return list(states[0].lines)


_ZIP, _LONG_ZIP = 6, 9  # digits, one of them under an edge


def by_cell(page: Page, tokens: Sequence[int]) -> Iterator[list[int]]:
    """The tokens of each cell, in reading order."""
    cell: list[int] = []
    for token in tokens:
        if cell and page.cell[token] != page.cell[cell[-1]]:
            yield cell
            cell = []
        cell.append(token)
    if cell:
        yield cell


_WAYS: Final = 12  # of parting a cell that are looked at


def _parted(cell: Sequence[int], costs: dict[int, list[float]]) -> list[tuple[tuple[Tokens, ...], float]]:
    """The likeliest ways to deal the words of a cell to the lines, none of them above a line that the cell has left."""
    ways: list[tuple[float, int, Tokens]] = [(0.0, 0, ())]  # cost, the lowest line so far, a line for each token
    for token in cell:
        ways = [
            (cost + _weighed(costs[token][line], line), max(lowest, line) if line != _NONE else lowest, (*way, line))
            for cost, lowest, way in ways
            for line in (*range(lowest, _NONE), _NONE)
            if costs[token][line] < _TOO_MUCH or line == _NONE
        ]
        ways = sorted(ways)[: 4 * _WAYS]
    found = []
    for cost, _, way in ways[:_WAYS]:
        parts = tuple(tuple(t for t, line in zip(cell, way, strict=True) if line == g) for g in range(_NONE + 1))
        found.append((parts, cost))
    return found


_TOO_MUCH: Final = -math.log(0.0005)


def _weighed(cost: float, line: int) -> float:
    return cost if line == _NONE else _LABEL * cost
