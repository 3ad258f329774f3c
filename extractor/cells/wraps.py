"""Lines of words below a row of Table II that stands in no cells: whose words they are.

Where a page was read line by line, the second line of a row runs the second lines of its cells together: ``Stock Units Stock
Trust`` goes on with ``Phantom Common``, with ``Class A Common`` and with ``By the Ely Family``. Columns stand in their order, a
title ends with the name of a kind of security and not before it, and a word that natures of the page have is rarely one of a
title: of all ways to part the lines of a row the likeliest is chosen (Viterbi, 1967).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.labelling import Labelling
from extractor.cells.labels import LABEL_ID, OUTSIDE, labels_of
from extractor.language.model import vocabulary

FIELDS: Final = ("securityTitle", "underlyingSecurity/underlyingSecurityTitle", "ownershipNature/natureOfOwnership")
"""In the order of their columns."""
_NATURE: Final = len(FIELDS) - 1
_BEGIN, _ON, _MARK = (labels_of(*FIELDS, parts=part) for part in "BIN")
_OF: Final = {label: k for labels in (_BEGIN, _ON) for k, label in enumerate(labels)}
_TITLES: Final = frozenset((*_BEGIN[:_NATURE], *_ON[:_NATURE]))
_WORDS: Final = frozenset((*_OF, *_MARK))
_OUTSIDE: Final = LABEL_ID[OUTSIDE]
_SINGULAR: Final = ("stock", "share", "unit", "option", "warrant", "right", "note", "debenture")
_KINDS: Final = frozenset((*_SINGULAR, *(kind + "s" for kind in _SINGULAR), "buy"))
"""What titles of securities end with."""
_GO_ON: Final = frozenset(["of", "beneficial", "interest", "interests", "par", "value", "no", "without"])
"""What titles go on with behind the name of their kind."""
_MOST: Final = 12  # tokens of a line
_LINES: Final = 10  # lines below a row
_SURE: Final = 0.9  # probability of a word that tells of others
_LEAST: Final = 0.05  # probability of a word that is thought possible anywhere
_ELSEWHERE: Final = 0.1  # factor of a field other than the one that the page has a word in
_PAST: Final = 2.0  # cost of a title that goes on behind its end: 2 to 3 err less than 4 and more on pages of the training split
_SHORT: Final = 2.7  # cost of a title that lacks its end
_NEVER: Final = 20.0  # cost of another column than the one given
_MARGIN: Final = 1.0  # by how much a way to part the lines must be cheaper than the one given
_OPEN, _ENDED, _BRACKET = range(3)
"""States of a title: it must go on, it may end, it is within a bracket."""
_TWICE: Final = 5.0
"""Cost of a word behind itself: in 9,066 filings no title of what underlies has one."""

_Title = tuple[int, str]
"""The state of a title, and its last word."""
_State = tuple[tuple[_Title, ...], int]
"""Of the titles, and the column of the last word."""
_Way = tuple[float, tuple[int, ...]]
"""A cost, and the columns of the tokens so far."""


def rewrap(found: Labelling) -> None:
    """Part the lines of words below the rows of Table II among the columns of words, in place."""
    best, probabilities = found.best, found.probabilities
    rows = list(_rows(found))
    if not rows:
        return
    below = {k for _, lines in rows for line in lines for k in line}
    titles, natures = _vocabulary(found, below)
    for anchor, lines in rows:
        tokens = [k for line in lines for k in line]
        told = {int(best[k]) for k in (*anchor, *tokens)}
        if _BEGIN[_NATURE] not in told:
            continue  # two columns alone the classifier tells apart
        words = {k: found.word(k) for k in (*anchor, *tokens)}
        if all(_known(word) for k, word in words.items() if best[k] in _TITLES):
            costs = {k: _costs(words[k], probabilities[k], titles, natures) for k in tokens}
            cost, fields = _parted(anchor, lines, words, costs, best)
            given = {k: [c if _OF.get(int(best[k]), f) == f else _NEVER for f, c in enumerate(costs[k])] for k in tokens}
            if _parted(anchor, lines, words, given, best)[0] - cost >= _MARGIN:
                _label(fields, lines, probabilities, best)


def _rows(found: Labelling) -> Iterator[tuple[list[int], list[list[int]]]]:
    """The places of each row among the chosen tokens, and those of the lines of words below it."""
    anchor: list[int] = []
    lines: list[list[int]] = []
    labels = found.best.tolist()
    worded = False
    for _, group in groupby(range(len(labels)), key=found.lines.tolist().__getitem__):
        line = list(group)
        mine = {labels[k] for k in line} - {_OUTSIDE}
        plain = not found.page.celled[found.chosen[line[0]]]
        words = plain and len(line) <= _MOST and bool(mine) and mine <= _WORDS
        if plain and mine - _WORDS and _BEGIN[1] in mine:
            if worded:
                return  # cells are centred
            if anchor and lines:
                yield anchor, lines
            anchor, lines = line, []
        elif words and anchor and len(lines) < _LINES:
            lines.append(line)
        else:
            if anchor and lines:
                yield anchor, lines
            anchor, lines = [], []
        worded = words and not anchor
    if anchor and lines:
        yield anchor, lines


def _vocabulary(found: Labelling, below: AbstractSet[int]) -> tuple[frozenset[str], frozenset[str]]:
    """Words that surely stand in titles, and such that stand in natures, elsewhere than in the lines in question."""
    best = found.best
    words: tuple[set[str], set[str]] = (set(), set())
    for k in np.flatnonzero(found.probabilities[np.arange(len(best)), best] >= _SURE).tolist():
        if k not in below and (field := _OF.get(int(best[k]))) is not None:
            words[field == _NATURE].add(_bare(found.word(k)))
    return frozenset(words[0]), frozenset(words[1])


def _known(word: str) -> bool:
    """Whether a word of a title may be read as it was printed; what is misread hides where its title ends."""
    return not word.isalpha() or word.lower() in vocabulary()


def _bare(word: str) -> str:
    return re.sub(r"[^0-9a-z]", "", word.lower())


def _costs(word: str, probabilities: npt.NDArray[np.float32], titles: frozenset[str], natures: frozenset[str]) -> list[float]:
    """What it costs that a word is one of each column."""
    if not (bare := _bare(word)):
        return [0.0] * len(FIELDS)
    shares = [float(probabilities[b] + probabilities[i]) for b, i in zip(_BEGIN, _ON, strict=True)]
    if (bare in natures) != (bare in titles):
        wrong = range(_NATURE) if bare in natures else (_NATURE,)
        shares = [p * _ELSEWHERE if k in wrong else p for k, p in enumerate(shares)]
        if bare in natures:
            shares[_NATURE] = max(shares[_NATURE], 1 - _ELSEWHERE)
    return [-math.log(max(p, _LEAST)) for p in shares]


def _after(title: _Title, word: str) -> tuple[_Title, float]:
    """A title behind another word, and what the word costs there."""
    state, last = title
    if state == _BRACKET:
        return (_ENDED if ")" in word else _BRACKET, ""), 0.0
    if word.startswith("(") and ")" not in word:
        return (_BRACKET, ""), 0.0
    twice = _TWICE if _bare(word) == last else 0.0
    kind = _bare(word) in _KINDS
    past = 0.0 if kind or _bare(word) in _GO_ON else _PAST
    ends = ((kind or _bare(word).startswith("interest")) and not word.endswith(",")) or any(c.isdigit() for c in word)
    return (_ENDED if ends else _OPEN, _bare(word)), twice + (past if state == _ENDED else 0.0)


def _parted(
    anchor: Sequence[int],
    lines: Sequence[Sequence[int]],
    words: dict[int, str],
    costs: dict[int, list[float]],
    best: npt.NDArray[np.intp],
) -> _Way:
    """The column of each token of the lines: the cheapest way to part them all."""
    begun: list[_Title] = [(_ENDED, "")] * _NATURE
    has_nature = False
    for k in anchor:
        field = _OF.get(int(best[k]), -1)
        has_nature |= field == _NATURE
        if 0 <= field < _NATURE:
            begun[field] = _after(begun[field], words[k])[0]
    last = _NATURE if has_nature else _NATURE - 1
    ways: dict[_State, _Way] = {(tuple(begun), 0): (0.0, ())}
    for line in lines:
        ways = _pruned(((titles, 0), way) for (titles, _), way in ways.items())
        for k in line:
            grown: list[tuple[_State, _Way]] = []
            for (before, column), (cost, path) in ways.items():
                if best[k] in _MARK:
                    grown.append(((before, column), (cost, (*path, column))))
                    continue
                for field in range(column, last + 1):
                    titles, further = list(before), 0.0
                    if field < _NATURE and _bare(words[k]):
                        titles[field], further = _after(titles[field], words[k])
                    grown.append(((tuple(titles), field), (cost + costs[k][field] + further, (*path, field))))
            ways = _pruned(grown)
    return min((cost + _SHORT * sum(state == _OPEN for state, _ in titles), path) for (titles, _), (cost, path) in ways.items())


def _pruned(ways: Iterable[tuple[_State, _Way]]) -> dict[_State, _Way]:
    """The cheapest way to each state."""
    found: dict[_State, _Way] = {}
    for state, way in ways:
        if state not in found or way[0] < found[state][0]:
            found[state] = way
    return found


def _label(
    fields: Sequence[int],
    lines: Sequence[Sequence[int]],
    probabilities: npt.NDArray[np.float32],
    best: npt.NDArray[np.intp],
) -> None:
    """Give the tokens of the lines the labels of their columns, in place, and unsure marks that of the word before."""
    of = iter(fields)
    for line in lines:
        before = -1
        for k in line:
            field = next(of)
            if best[k] in _OF:
                best[k] = _ON[field]
                before = field
            elif best[k] in _MARK and before >= 0 and probabilities[k, best[k]] < _SURE:
                best[k] = _MARK[before]
