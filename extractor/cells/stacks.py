"""Stacked lines: an address box that a layout model has cut into columns, each cell with a stretch of every printed line.

``QVIST C/O ZORB 12 MILL`` | ``LAT HOLD FORD`` | ``ADA INGS INC ROAD``: which words stand on which line no cell tells.
The token classifier has an opinion of each word, the lines of a cell follow each other in printed order, and each line makes
sense across the cells, or repeats the issuer's name. A beam search over the words finds the assignment that satisfies all best.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein

from extractor.cells.captions import LINES
from extractor.cells.labelling import Labelling
from extractor.cells.labels import LABEL_ID, LABELS, OUTSIDE, labels_of
from extractor.cells.layout import Floats
from extractor.cells.stacked_places import known_place
from extractor.dialects.page import Page
from extractor.form.care_of import is_care_of
from extractor.form.companies import without_form
from extractor.language.decode import Cut, Decoder, decoder
from extractor.language.model import spelled, squeezed
from extractor.readings.page_words import page_words

Tokens = tuple[int, ...]

_LINES: Final = tuple(zip(LINES, ("name", "place", "place", "place"), strict=True))
"""The printed lines of the box, from the top: whose labels belong to each, and the kind of its text."""
_NONE: Final = len(_LINES)

_POSSIBLE, _HARDLY = 0.03, 0.003  # least probability of being part of the address, and that of a word among such
_BEAM: Final = 24  # ways of dealing the words so far
_MOST: Final = 40  # tokens of a box; what has more is no address
_PRINTED, _LIKELY = 0.9, 0.2  # share of a word that is printed form, and how probably it is no value's, to be none of the box
_LEAST: Final = 1e-5  # what is less probable than that is taken to be as probable
_DIGITS: Final = 3.0  # cost of more digits than a ZIP code has
_LABEL: Final = 1.0  # weight of the classifier's opinion
_WORDS: Final = 0.6  # weight of the sense of the lines
_SECOND: Final = 1.0  # cost of a second street
_HOUSE: Final = 4.0  # cost of the number of a house on the line of the name care of whom one is reached
_AGAIN, _ODD = 3.0, 4.0  # cost of a line that repeats the issuer's name, and of a letter, one of fifty, in which they differ
_SAME, _ALIKE = 3, 5  # first letters of a name that tell whose it is, behind C/O and without it


def _groups() -> npt.NDArray[np.int64]:
    """For each label its printed line, ``_NONE`` for all others."""
    found = np.full(len(LABELS), _NONE)
    for line, (fields, _) in enumerate(_LINES):
        found[labels_of(*fields)] = line
    return found


_GROUP: Final = _groups()


class _State(NamedTuple):
    cost: float
    """Of the labels, and of the words outside."""
    lines: tuple[Tokens, ...]
    lowest: int = 0
    """The line that the cell has come to."""
    senses: tuple[float, ...] = (0.0,) * _NONE
    """What the words of each line cost."""


@dataclass(slots=True)
class _Box:
    """Remembers what lines cost: a line's beam is that of the line without its last cell, gone on."""

    page: Page
    last_cell: int
    own: frozenset[str]
    issuer: str
    """The letters of the issuer's name, care of whom many are reached."""
    beams: dict[tuple[int, Tokens], Decoder] = field(default_factory=dict)
    costs: dict[tuple[int, Tokens], float] = field(default_factory=dict)

    def cost(self, line: int, tokens: Tokens) -> float:
        """What the words of a line that is not empty cost; many ways of dealing the words ask for the same line."""
        known = self.costs.get((line, tokens))
        if known is None:
            sense = self._beam(line, tokens).cost
            known = self.costs[line, tokens] = min(sense, self._repeated(tokens)) if line == _FIRST else sense
        return known

    def _beam(self, line: int, tokens: Tokens) -> Decoder:
        found = self.beams.get((line, tokens))
        if found is None:
            before = decoder(self._kind(line, tokens[0]), self.own) if len(tokens) == 1 else self._beam(line, tokens[:-1])
            found = self.beams[line, tokens] = before.fed(self._cut(tokens))
        return found

    def _repeated(self, tokens: Tokens) -> float:
        """What a line costs that is the issuer's name, or care of it, as far as the line goes."""
        care = is_care_of(self.page.words[tokens[0]])
        letters = _named(self.page, tokens[care:])
        least = _SAME if care else _ALIKE
        if len(letters) < least or Levenshtein.distance(letters[:least], self.issuer[:least]) > 1:
            return _NEVER
        return _AGAIN + _ODD * Levenshtein.distance(letters, self.issuer[: len(letters)])

    def _kind(self, line: int, first: int) -> str:
        """The kind of a line's text: a street may be the name of a company, care of which one is reached."""
        return "company" if is_care_of(self.page.words[first]) else _LINES[line][1]

    def _cut(self, tokens: Tokens) -> Cut:
        token, before = tokens[-1], tokens[-2] if len(tokens) > 1 else -1
        page = self.page
        if before < 0:
            return Cut(page.words[token], "", False, True)
        if page.cell[token] != page.cell[before]:
            return Cut(page.words[token], "|", True, bool(page.cell[token] < self.last_cell))
        glued = token == before + 1 and not page.spaced[token]
        return Cut(page.words[token], "" if glued else " ", False, True)


def restack(found: Labelling) -> None:
    """Label the words of stacked boxes by what the lines of the box make of them, in place."""
    page, chosen, best = found.page, found.chosen, found.best
    if not page.celled[chosen].any():
        return
    shares = np.stack([found.probabilities[:, g == _GROUP].sum(axis=1) for g in range(_NONE + 1)], axis=1)
    possible = np.flatnonzero((shares[:, :_NONE].sum(axis=1) > _HARDLY) & page.celled[chosen])
    lines = found.lines[possible]
    issuer = _issuer(page, chosen[np.isin(best, _ISSUER)])
    for line in sorted(set(lines.tolist())):
        mine = possible[lines == line]
        mine = mine[_within(page, chosen[mine], shares[mine, :_NONE].sum(axis=1) > _POSSIBLE)]
        if len(mine) <= _MOST and _is_stacked(page, chosen[mine], _GROUP[best[mine]]):
            _relabel(found, issuer, mine, shares)


def _within(page: Page, tokens: npt.NDArray[np.intp], possible: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Which words are the box's: what may be a part of the address, and behind such what is no letter and no caption."""
    if not possible.any():
        return possible
    cells = page.cell[tokens]
    words = np.array([_WORD.fullmatch(page.words[t]) is not None for t in tokens.tolist()], np.bool_)
    within: npt.NDArray[np.bool_] = np.maximum.accumulate(possible) & (cells <= cells[possible].max())
    return possible | (within & words)


_WORD: Final = re.compile(r"[^\W\d_][\w'&-]+[.,]*|\d+")


_ISSUER: Final = labels_of("issuer/issuerName")


def _issuer(page: Page, tokens: npt.NDArray[np.intp]) -> str:
    """The letters of the issuer's name in its box."""
    return _named(page, tokens[:_MOST].tolist())


def _named(page: Page, tokens: Sequence[int]) -> str:
    """The letters of a company's name without its legal form."""
    return without_form(squeezed("".join(page.words[t] for t in tokens).replace("&", "and")))


def _is_stacked(page: Page, tokens: npt.NDArray[np.intp], groups: npt.NDArray[np.int64]) -> bool:
    """Whether words of two printed lines stand in one of several cells."""
    cells: dict[int, set[int]] = {}
    for token, group in zip(tokens.tolist(), groups.tolist(), strict=True):
        if group != _NONE:
            cells.setdefault(int(page.cell[token]), set()).add(group)
    return len(cells) > 1 and any(len(found) > 1 for found in cells.values())


def _relabel(labelling: Labelling, issuer: str, mine: npt.NDArray[np.intp], shares: Floats) -> None:
    page, printed, best = labelling.page, labelling.printed, labelling.best
    tokens = labelling.chosen[mine].tolist()
    position = dict(zip(tokens, mine.tolist(), strict=True))
    costs = dict(zip(tokens, (-np.log(np.maximum(shares[mine], _LEAST))).tolist(), strict=True))
    for token in tokens:
        own = 0.0 if printed.cover[token] > _PRINTED and shares[position[token], _NONE] > _LIKELY else _outside(page.words[token])
        costs[token][_NONE] = _LABEL * costs[token][_NONE] + _WORDS * own
    _begin_house(page, tokens, costs)
    _fix_place(page, tokens, costs)
    lines = _assigned(page, tokens, costs, issuer)
    for group, found in enumerate(lines):
        if group == _NONE:
            best[[position[t] for t in found if _GROUP[best[position[t]]] != _NONE]] = LABEL_ID[OUTSIDE]
            continue
        begun = {LABELS[best[position[t]]][2:] for t in tokens if LABELS[best[position[t]]][0] == "B"}
        begun |= set(_LINES[group][0]) if group >= _FIRST else set()  # hardly any address goes on from another line
        for t in found:
            fields = _LINES[group][0]
            row = labelling.probabilities[position[t]]
            name = max(fields, key=lambda f: row[LABEL_ID["B-" + f]] + row[LABEL_ID["I-" + f]])
            first = name in begun
            begun.discard(name)
            best[position[t]] = LABEL_ID[("B-" if first else "I-") + name]


def _outside(word: str) -> float:
    """What a word costs that is no part of the address: it is spelled."""
    letters = "".join(c for c in word.lower() if "a" <= c <= "z")
    return spelled(letters) if letters else 0.0


def _begin_house(page: Page, tokens: Sequence[int], costs: dict[int, list[float]]) -> None:
    """Let the number of the house behind the name care of whom one is reached begin the second line of the street, in place."""
    for cell in by_cell(page, tokens):
        begun = next((k for k, t in enumerate(cell) if is_care_of(page.words[t])), len(cell))
        house = next((t for t in cell[begun + 2 :] if page.words[t][0].isdigit()), None)
        if house is not None:
            costs[house][_FIRST] += _HOUSE


def _fix_place(page: Page, tokens: Sequence[int], costs: dict[int, list[float]]) -> None:
    """Let the ends of the cells that are together a known place be the place, and nothing else be, in place."""
    cells = [[t for t in cell if costs[t][_PLACE] < _TOO_MUCH] for cell in by_cell(page, tokens)]
    place = known_place(page, cells)
    for t in tokens if place else ():
        costs[t] = [*[_NEVER] * _PLACE, 0.0, _NEVER] if t in place else [*costs[t][:_PLACE], _NEVER, costs[t][_NONE]]


_FIRST, _PLACE = 1, 3  # the first line of the street, and the place
_NEVER: Final = 100.0  # cost


def _assigned(page: Page, tokens: Sequence[int], costs: dict[int, list[float]], issuer: str) -> list[Tokens]:
    """The tokens of each line, and of none."""
    box = _Box(page, int(page.cell[tokens[-1]]), page_words(page).own, issuer)
    digits = {t: sum(map(str.isdigit, page.words[t])) for t in tokens}

    def whole(state: _State) -> float:
        cost, lines, _, senses = state
        count = sum([digits[t] for t in lines[_PLACE]])
        odd = _DIGITS if _ZIP < count < _LONG_ZIP or count > _LONG_ZIP + 1 else 0.0
        return cost + _WORDS * sum(senses) + (_SECOND if lines[2] else 0.0) + odd

    states = [_State(0.0, ((),) * (_NONE + 1))]
    cell = -1
    for token, of_cell in zip(tokens, page.cell[list(tokens)].tolist(), strict=True):
        if of_cell != cell:
            cell = of_cell
            states = [_State(cost, lines, 0, senses) for cost, lines, _, senses in states]
        possible = [line for line in range(_NONE) if costs[token][line] < _TOO_MUCH]
        grown: list[_State] = []
        for state in states:
            _grow(grown, box, state, token, costs[token], possible)
        states = sorted(grown, key=whole)[:_BEAM]
    return list(states[0].lines)


def _grow(grown: list[_State], box: _Box, state: _State, token: int, costs: Sequence[float], possible: Sequence[int]) -> None:
    """Add a state with a further token on each line on which it may stand: on none above one that its cell has left."""
    cost, lines, lowest, senses = state
    for line in possible:
        if line >= lowest:
            found = (*lines[line], token)
            sense = (*senses[:line], box.cost(line, found), *senses[line + 1 :])
            grown.append(_State(cost + _LABEL * costs[line], (*lines[:line], found, *lines[line + 1 :]), line, sense))
    grown.append(_State(cost + costs[_NONE], (*lines[:_NONE], (*lines[_NONE], token)), lowest, senses))


_TOO_MUCH: Final = -math.log(0.0005)  # cost of a line on which a word hardly stands
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
