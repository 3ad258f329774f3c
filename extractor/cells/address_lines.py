"""Lines of the page that hold one printed line of an address each, as in the closing table of all owners.

Every word of such a line belongs to the same part of the address, and the parts follow each other in a fixed order: name, first
and second line of the street, place, and then the next owner's name. The cheapest sequence of parts (Viterbi, 1967), by the
classifier's opinions of the words, tells names that look like streets from those.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.captions import COLUMNS, LINES
from extractor.cells.labels import LABEL_ID
from extractor.cells.layout import Floats
from extractor.dialects.page import Page, begins
from extractor.form.printed import PHRASES
from extractor.regions.printed_form import PrintedForm

_ADDRESS: Final = 0.5  # least probability of a word of the address
_LEAST: Final = 1e-3  # what is less probable than that is taken to be as probable
_WEIGHT: Final = 0.5  # of the words' opinions: those of one line depend on each other
_UNLIKELY: Final = np.float32(0.002)  # how much less probable a label of another line's becomes
_FOUND: Final = 0.5  # of the heads of the closing table, by which it begins
_NEAR: Final = 3  # lines of the page between lines of one address
_NEXT: Final = np.array(
    [
        [1.5, 0.0, 3.0, 2.0],  # name
        [5.0, 4.0, 0.0, 0.0],  # first line of the street
        [5.0, 6.0, 3.0, 0.0],  # second line
        [0.0, 5.0, 6.0, 0.5],  # place
    ]
)
"""What it costs that one part of the address follows another."""
_HEADS: Final = next(k for k, phrase in enumerate(PHRASES) if phrase.text == "Reporting Owner Name / Address")
_STATE: Final = re.compile(r"/[A-Z]{2}/?")  # of incorporation, behind the name of a company: EXAMPLE CORP /DE/


def by_lines(page: Page, printed: PrintedForm, chosen: npt.NDArray[np.intp], probabilities: Floats) -> Floats:
    """The probabilities of the labels, less where a word is taken for another part of the address than its line is.

    Args:
        page: the page.
        printed: its printed form.
        chosen: indices of the classified tokens.
        probabilities: shape (chosen, labels).
    """
    shares = np.stack([probabilities[:, columns].sum(axis=1) for columns in COLUMNS], axis=1)
    words = [page.words[token] for token in chosen.tolist()]
    ends = np.array([word[0] == "/" and _STATE.fullmatch(word) is not None for word in words], np.bool_)
    mine = np.flatnonzero(((shares.sum(axis=1) > _ADDRESS) | ends) & ~page.celled[chosen])
    if not len(mine):
        return probabilities
    lines = _whole_lines(page, chosen, mine)
    if not lines:
        return probabilities
    shares[ends] = 1.0  # they tell nothing
    costs = np.array([-_WEIGHT * np.log(np.maximum(shares[rows], _LEAST)).sum(axis=0) for _, rows in lines])
    heads = set(page.line[(printed.phrase == _HEADS) & (printed.share > _FOUND)].tolist())
    table = min(heads, default=0)
    parts = _parts([line for line, _ in lines], costs)
    found = probabilities.copy()
    for k, (line, rows) in enumerate(lines):
        listed = bool(heads) and line > table
        if len(rows) == 1 and not listed:
            continue
        for part, columns in enumerate(COLUMNS):
            if part != parts[k]:
                _move(found, rows, columns, LINES[parts[k]])
        if parts[k] == 0:
            found[rows[ends[rows]], LABEL_ID["I-" + LINES[0][0]]] = 1.0
    return found


def _whole_lines(page: Page, chosen: npt.NDArray[np.intp], mine: npt.NDArray[np.intp]) -> list[tuple[int, npt.NDArray[np.intp]]]:
    """Lines of which all words are among some of the chosen ones: the number of each, and the indices of its words."""
    numbers = page.line[chosen[mine]]
    first, last = np.searchsorted(page.line, [numbers[0], numbers[-1] + 1]).tolist()
    longer = [len(word) > 1 for word in page.words[first:last]]  # marks are shorter
    count = np.bincount(page.line[first:last] - numbers[0], longer)
    starts = np.flatnonzero(begins(numbers))
    lines = zip(numbers[starts].tolist(), np.split(mine, starts[1:]), strict=True)
    return [(line, rows) for line, rows in lines if len(rows) >= count[line - numbers[0]]]


def _move(found: Floats, rows: npt.NDArray[np.intp], columns: list[int], names: tuple[str, ...]) -> None:
    """Give the probability of another part's labels to the line's own, if that is one field, in place."""
    cells = (rows[:, None], columns)
    before = found[cells].sum(axis=1)
    found[cells] *= _UNLIKELY
    if len(names) == 1:
        found[rows, LABEL_ID["I-" + names[0]]] += before - found[cells].sum(axis=1)


def _parts(lines: list[int], costs: npt.NDArray[np.float64]) -> list[int]:
    """The part of the address that each line holds. ``costs``: of each part for each line."""
    total = costs[0].copy()
    back = np.zeros(costs.shape, np.int64)
    for k in range(1, len(lines)):
        near = lines[k] - lines[k - 1] <= _NEAR
        step = total[:, None] + (_NEXT if near else 0.0)
        back[k] = step.argmin(axis=0)
        total = step.min(axis=0) + costs[k]
    parts = [int(total.argmin())]
    for k in range(len(lines) - 1, 0, -1):
        parts.append(int(back[k, parts[-1]]))
    return parts[::-1]
