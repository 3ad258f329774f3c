"""Part the page into the regions of the form, line by line.

The lines of a page are the steps of a small hidden Markov model: each line speaks for the regions whose printed phrases it
holds, by the number of letters found; regions follow each other in the order of the form, other orders cost.
"""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from extractor.dialects.page import IntArray, Page, ranks
from extractor.form.printed import PHRASES, SLOTS
from extractor.regions.printed_form import PrintedForm
from extractor.regions.sentences import closed_lines, prose_lines
from extractor.regions.titles import (
    above_first_heads,
    derivative_heads,
    letters_of_lines,
    owners_titles,
    printed_lines,
    printed_title,
    texts_of,
    title_lines,
    told_apart,
)


class Region(enum.IntEnum):
    """Regions of the form, in the order of EDGAR's look."""

    TOP = 0
    BOXES = 1
    TABLE1 = 2
    TABLE2 = 3
    OWNERS = 4
    NOTES = 5
    REMARKS = 6
    SIGNATURE = 7
    TAIL = 8


@dataclass(frozen=True, slots=True, eq=False)
class Regions:
    """``of_line[k]``: region of the k-th printed line; ``line_of``: for each token the index k of its line.

    ``of_token``: region of each token; ``block``: for each token the number of the run of lines of one region it is in.
    """

    of_line: IntArray
    line_of: IntArray
    of_token: IntArray
    block: IntArray

    def moved(self, of_line: IntArray) -> Regions:
        """The same lines in other regions."""
        return regions_of(of_line, self.line_of)

    def part(self, start: int, stop: int) -> Regions:
        """The same for the tokens ``start`` to ``stop`` alone, which are whole lines."""
        first, last = int(self.line_of[start]), int(self.line_of[stop - 1])
        lines, block = self.line_of[start:stop], self.block[start:stop]
        return Regions(self.of_line[first : last + 1], lines - first, self.of_token[start:stop], block - block[0])

    def only(self, tokens: npt.NDArray[np.intp]) -> Regions:
        """The same for some tokens alone, among which each line has one."""
        return Regions(self.of_line, self.line_of[tokens], self.of_token[tokens], self.block[tokens])


def regions_of(of_line: IntArray, line_of: IntArray) -> Regions:
    """Regions by the region of each line and the line of each token."""
    block = np.concatenate([[0], np.cumsum(np.diff(of_line) != 0)])[line_of]
    return Regions(of_line, line_of, of_line[line_of], block.astype(np.int32))


# Which region a slot speaks for. Captions that stand in several regions speak for none, or for several.
_SPEAKS: Final[dict[str, tuple[tuple[Region, float], ...]]] = {
    "mark.director": ((Region.BOXES, 0.3), (Region.OWNERS, 0.3)),
    "mark.owner": ((Region.BOXES, 0.3), (Region.OWNERS, 0.3)),
    "mark.officer": ((Region.BOXES, 1.0),),
    "mark.other": ((Region.BOXES, 1.0),),
    "mark.exit": ((Region.TOP, 1.0),),
    "mark.10b5": ((Region.TOP, 1.0),),
    "mark.form3": ((Region.TOP, 0.5),),
    "mark.form4": ((Region.TOP, 0.5),),
    "mark.one": ((Region.BOXES, 0.6),),
    "mark.more": ((Region.BOXES, 0.6),),
    "owners.title": ((Region.OWNERS, 1.0),),
    "owners.head": ((Region.OWNERS, 0.8),),
    "table1": ((Region.TABLE1, 1.0), (Region.TABLE2, 0.4)),
    "table2": ((Region.TABLE2, 1.0), (Region.TABLE1, 0.3)),
    "head.title1": ((Region.TABLE1, 1.5),),
    "head.title2": ((Region.TABLE2, 1.5),),
    "head.exercise_price": ((Region.TABLE2, 1.0),),
    "head.dates": ((Region.TABLE2, 1.0),),
    "head.exercisable": ((Region.TABLE2, 1.0),),
    "head.expiration": ((Region.TABLE2, 0.5),),
    "head.underlying": ((Region.TABLE2, 1.0),),
    "head.underlying_amount": ((Region.TABLE2, 0.3),),
    "head.price2": ((Region.TABLE2, 0.4), (Region.TABLE1, 0.2)),
    "tail.explanation": ((Region.NOTES, 2.0),),
    "tail.remarks": ((Region.REMARKS, 3.0),),
    "tail.signatures": ((Region.SIGNATURE, 1.0),),
    "tail.signature": ((Region.SIGNATURE, 1.0),),
}
_HEADS: Final = ((Region.TABLE1, 0.6), (Region.TABLE2, 0.6))
_PARTS: Final = {"top": Region.TOP, "boxes": Region.BOXES, "tail": Region.TAIL}


def _affinity() -> npt.NDArray[np.float64]:
    table = np.zeros((len(SLOTS), len(Region)))
    parts = {p.slot: p.part for p in PHRASES}
    for i, slot in enumerate(SLOTS):
        speaks = _SPEAKS.get(slot) or (_HEADS if slot.startswith("head.") else ((_PARTS[parts[slot]], 1.0),))
        for region, weight in speaks:
            table[i, region] = weight
    return table


_AFFINITY: Final = _affinity()
_NEXT: Final[dict[Region, tuple[Region, ...]]] = {
    Region.TOP: (Region.BOXES,),
    Region.BOXES: (Region.TABLE1, Region.TABLE2),
    # Remarks and the boxes of a further owner may follow the tables at once: were that dearer than to go through the notes,
    # the last row would pass for one.
    Region.TABLE1: (Region.TABLE2, Region.NOTES, Region.REMARKS, Region.TAIL, Region.BOXES),
    Region.TABLE2: (Region.NOTES, Region.REMARKS, Region.TAIL, Region.OWNERS, Region.BOXES),
    Region.OWNERS: (Region.SIGNATURE, Region.NOTES),
    Region.NOTES: (Region.REMARKS, Region.SIGNATURE, Region.TAIL, Region.BOXES),
    Region.REMARKS: (Region.SIGNATURE, Region.TAIL, Region.BOXES),
    Region.SIGNATURE: (Region.TAIL, Region.NOTES),
    Region.TAIL: (Region.TABLE2, Region.NOTES, Region.TAIL, Region.BOXES, Region.TABLE1),
}


_SPEAKS_UP: Final = 8.0  # letters of a region's phrases in a line that are no chance


def _transitions() -> npt.NDArray[np.float64]:
    cost = np.full((len(Region), len(Region)), -14.0)
    for region, following in _NEXT.items():
        cost[region, list(following)] = -5.0
    cost[Region.BOXES, Region.TABLE2] = -25.0  # Table I is there, even if nothing stands in it
    cost[Region.TABLE1, Region.TABLE2] = -5.0
    cost[:, Region.TOP] = -30.0
    cost[Region.TABLE2, Region.TABLE1] = -25.0
    np.fill_diagonal(cost, 0.0)
    return cost


_TRANSITIONS: Final = _transitions()


def find_regions(page: Page, printed: PrintedForm) -> Regions:
    """The regions of a page; a page without any printed form is all ``TOP``."""
    if not len(page):
        empty = np.zeros(0, np.int32)
        return Regions(empty, empty, empty, empty)
    line_of = ranks(page.line)
    lines = int(line_of.max()) + 1
    texts = texts_of(page, line_of, lines)
    letters = letters_of_lines(texts)
    first, second = title_lines(texts, letters)
    heads = printed_lines(page, printed, line_of, lines, _HEAD_SHARE)
    derivative = derivative_heads(texts, letters) & printed_lines(page, printed, line_of, lines, _HEAD_SHARE / 2)
    prose = prose_lines(page, line_of, lines)
    derivative &= ~prose
    titles = printed_title(page, printed, line_of, lines)
    non, ours = told_apart(letters, titles & ~first & ~second)
    first, second = first | non, second | (ours & ~prose & ~first)
    if not first.any():
        first = above_first_heads(page, printed, line_of, titles & ~second, second | titles | derivative)
    first &= ~derivative  # "Conversion or derivative" has nearly the letters of "non-derivative"
    second |= titles & ~first
    emission = _emission(page, printed, line_of, lines, second, prose)
    begins = _table2_begins(page, printed, line_of, lines)
    emission[first, Region.TABLE1] += _TITLE
    emission[first, Region.TABLE2] -= _TITLE
    emission[second, Region.TABLE2] += _TITLE
    begins[first], begins[second] = begins.min(initial=0.0), 0.0
    emission[derivative, Region.TABLE2] += _HEAD
    emission[derivative, Region.TABLE1] -= _HEAD
    begins[derivative] = 0.0
    _keep_apart(emission, first, second | derivative)
    owners = _owners_begin(page, printed, line_of, lines)
    titled = owners_titles(letters)
    emission[titled, Region.OWNERS] += _TITLE
    owners[titled] = 0.0
    of_line = _first_table(_viterbi(emission, begins, owners), heads)
    _return_fused(of_line, second, page, printed, line_of)
    return regions_of(of_line, line_of.astype(np.int32))


_TITLE: Final = 20.0  # what a title weighs for its region: more than the words of a line do against it
_HEAD: Final = 15.0  # the same of the heads of Table II


def _keep_apart(emission: npt.NDArray[np.float64], first: npt.NDArray[np.bool_], second: npt.NDArray[np.bool_]) -> None:
    """Between the title of Table I and that of Table II nothing is Table II, and behind that nothing is Table I, in place.

    ``second``: lines of Table II's title or heads.
    """
    index = np.arange(len(first))
    last_first, last_second = (np.maximum.accumulate(np.where(found, index, -1)) for found in (first, second))
    to_come = np.logical_or.accumulate(second[::-1])[::-1] & ~second
    emission[(last_first > last_second) & to_come, Region.TABLE2] -= _TITLE
    emission[last_second > last_first, Region.TABLE1] -= _TITLE


def _return_fused(
    of_line: IntArray, second: npt.NDArray[np.bool_], page: Page, printed: PrintedForm, line_of: npt.NDArray[np.intp]
) -> None:
    """A line of cells that holds the last row of Table I and, below it, the title of Table II belongs to Table I, in place."""
    begins = (of_line[1:] == Region.TABLE2) & (of_line[:-1] == Region.TABLE1)
    for line in np.flatnonzero(begins) + 1:
        tokens = np.flatnonzero(line_of == line)
        above = below = 0
        title: set[int] = set()
        for token in tokens[page.celled[tokens]].tolist():
            cell = int(page.cell[token])
            if _is_of_title(page, printed, token):
                title.add(cell)
            elif any(c.isdigit() for c in page.words[token]) if second[line] else _VALUE.fullmatch(page.words[token]):
                above, below = (above, below + 1) if cell in title else (above + 1, below)
        first = tokens[page.cell[tokens] == page.cell[tokens[0]]]
        named = printed.cover[first].mean() <= _PART_OF_TITLE and page.words[first[-1]].isalpha()
        if above >= (1 if named and second[line] else _ROW) and above > 2 * below:
            of_line[line] = Region.TABLE1


def _is_of_title(page: Page, printed: PrintedForm, token: int) -> bool:
    """Whether a word is printed, and one beside it in its cell: one alone may be of a value, as the word Class is."""
    if printed.cover[token] <= _PART_OF_TITLE:
        return False
    beside = [t for t in (token - 1, token + 1) if 0 <= t < len(page)]
    beside = [t for t in beside if page.line[t] == page.line[token] and page.cell[t] == page.cell[token]]
    return not beside or any(printed.cover[t] > _PART_OF_TITLE for t in beside)


_VALUE: Final = re.compile(r"\$?(?=(?:\D*\d){3})[\d/,.]+\)?")
"""A date or an amount, and no number of a head."""
_PART_OF_TITLE: Final = 0.6  # share of a word that is printed form, from which on it is of the title
_ROW: Final = 2  # words with digits that make a row, unless it begins with a title
_HEAD_SHARE: Final = 0.5


def _first_table(of_line: IntArray, heads: npt.NDArray[np.bool_]) -> IntArray:
    """Where Table II seems to have its heads twice and Table I none, the first of the two is Table I."""
    table2 = np.flatnonzero(of_line == Region.TABLE2)
    if not len(table2) or (of_line == Region.TABLE1).any():
        return of_line
    begins = [k for n, k in enumerate(table2) if heads[k] and (not n or not heads[table2[n - 1]])]
    if len(begins) > 1:
        of_line = of_line.copy()
        of_line[table2[table2 < begins[1]]] = Region.TABLE1
    return of_line


def _emission(
    page: Page,
    printed: PrintedForm,
    line_of: npt.NDArray[np.intp],
    lines: int,
    second: npt.NDArray[np.bool_],
    prose: npt.NDArray[np.bool_],
) -> npt.NDArray[np.float64]:
    found = (page.end - page.start) * printed.cover
    letters = found * printed.share**2
    known = (printed.slot >= 0) & ~_pointed_to(page, printed)
    spoken = _AFFINITY[printed.slot[known]] * letters[known, None]
    places = line_of[known, None] * len(Region) + np.arange(len(Region))
    emission: npt.NDArray[np.float64] = np.bincount(places.ravel(), spoken.ravel(), lines * len(Region)).astype(np.float64)
    emission = emission.reshape(lines, len(Region))
    tokens = np.bincount(line_of, minlength=lines)
    celled = np.bincount(line_of, page.celled, lines) > 0.5 * tokens
    emission[celled, Region.NOTES :] -= 2.0
    # Behind the boxes sentences have words of the form's phrases by chance; where the form stands, most of a phrase does.
    whole = np.where(np.maximum.accumulate(second)[line_of], found * printed.share, found)
    known_share = np.bincount(line_of, whole, lines) / np.bincount(line_of, page.end - page.start, lines)
    prose = prose & ~celled & (known_share < 0.7)
    prose |= closed_lines(page, line_of, lines) & ~celled & (known_share < _PARTLY)
    # A line of very many words that follows a footnote is prose, too, whatever they are, such as a list of names.
    long = (tokens >= _LONG) & ~celled & (known_share < _LITTLE)
    prose |= long & (_speaker(np.where(long[:, None], 0.0, emission)) == Region.NOTES)
    emission[prose, Region.TOP : Region.NOTES] = -4.0
    emission[prose, Region.SIGNATURE] = -4.0
    # Where nothing speaks, the region that spoke last goes on.
    index, speaker = np.arange(lines), _speaker(emission)
    # The two tables share most of their heads: the first goes on until the second begins.
    speaker[speaker == Region.TABLE2] = Region.TABLE1
    emission[index, speaker] += 0.5
    begun = np.maximum.accumulate(second)
    emission[speaker == Region.TABLE1, Region.TABLE2] += np.where(begun[speaker == Region.TABLE1], 0.7, 0.3)
    return np.minimum(emission, 60.0)


def _speaker(emission: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
    """For each line the region that spoke last."""
    index = np.arange(len(emission))
    spoke = np.maximum.accumulate(np.where(emission.max(axis=1) >= _SPEAKS_UP, index, 0))
    speaker: npt.NDArray[np.intp] = emission.argmax(axis=1)[spoke]
    return speaker


_LONG: Final = 30  # words
_LITTLE: Final = 0.3  # share of printed form in such a line, by chance
_REMARKS: Final = SLOTS.index("tail.remarks")
_SEE: Final = 50.0  # likeness, of 100, of a word before "Remarks" and "see"
_SEE_GLUED: Final = re.compile(r"\W*see(?=\W?r)", re.IGNORECASE)


def _pointed_to(page: Page, printed: PrintedForm) -> npt.NDArray[np.bool_]:
    """Words that point to the remarks and do not head them: the title "See Remarks" of an officer."""
    found = np.zeros(len(page), np.bool_)
    for token in np.flatnonzero(printed.slot == _REMARKS).tolist():
        before = page.words[token - 1].lower() if token and page.line[token - 1] == page.line[token] else ""
        found[token] = fuzz.ratio(before, "see") >= _SEE or _SEE_GLUED.match(page.words[token]) is not None
    return found


_PARTLY: Final = 0.85
"""Share of printed form in a sentence that speaks of the form's columns: "Conversion of derivative security is 1 for 1"."""


_TITLE1: Final = np.array([slot in ("table1", "head.title1") for slot in SLOTS] + [False])
_TITLE2: Final = np.array([slot in ("table2", "head.title2") for slot in SLOTS] + [False])


def _table2_begins(page: Page, printed: PrintedForm, line_of: npt.NDArray[np.intp], lines: int) -> npt.NDArray[np.float64]:
    """What it costs to begin Table II at each line: little where more of its title than of Table I's stands, else much."""
    letters = (page.end - page.start) * printed.cover * printed.share**2
    second = np.bincount(line_of, letters * _TITLE2[printed.slot], lines)
    first = np.bincount(line_of, letters * _TITLE1[printed.slot], lines)
    return np.where((second > 11.0) & (second > first + 4.0), 0.0, -12.0)


def _owners_begin(page: Page, printed: PrintedForm, line_of: npt.NDArray[np.intp], lines: int) -> npt.NDArray[np.float64]:
    """What it costs to begin the closing table of owners at each line: much where none of its title and heads stands.

    The captions of its relationships alone may be a title: Director Stock Option.
    """
    letters = (page.end - page.start) * printed.cover * printed.share
    return np.where(np.bincount(line_of, letters * _IS_OWNERS[printed.slot], lines) > _OWNERS_LETTERS, 0.0, -20.0)


_IS_OWNERS: Final = np.array([slot.startswith("owners.") for slot in SLOTS] + [False])
_OWNERS_LETTERS: Final = 8.0  # letters of the heads of the closing table in a line that are no chance


_ELSEWHERE: Final = -9.0  # what it costs more to go from a table to the remarks or to boxes where nothing of these stands
_GOES_ON: Final = 0.5
"""How much of what it costs to begin Table II without its title it costs behind the foot of a page: there it may go on."""


def _viterbi(
    emission: npt.NDArray[np.float64], table2_begins: npt.NDArray[np.float64], owners_begin: npt.NDArray[np.float64]
) -> IntArray:
    lines, regions = emission.shape
    # Plain numbers: an array compared with or indexed by a member of an enumeration is slow.
    table2, owners, tail = int(Region.TABLE2), int(Region.OWNERS), int(Region.TAIL)
    begins = np.zeros((lines, regions, regions))
    begins[:, :table2, table2] = table2_begins[:, None]
    begins[:, tail, table2] = _GOES_ON * table2_begins
    begins[:, :, owners] = owners_begin[:, None]
    begins[:, owners, owners] = 0.0
    for follows in (int(Region.REMARKS), int(Region.BOXES)):
        silent = _ELSEWHERE * (emission[:, follows] < _SPEAKS_UP)
        begins[:, [int(Region.TABLE1), table2], follows] = silent[:, None]
    scores = emission.copy()
    scores[0, Region.TOP] += 5.0
    total = np.empty((regions, regions))
    for before, score, begun in zip(scores[:, :, None], scores[1:], begins[1:], strict=False):
        np.add(before, _TRANSITIONS, out=total)
        np.add(total, begun, out=total)
        np.add(np.maximum.reduce(total, axis=0), score, out=score)
    back = ((scores[:-1, :, None] + _TRANSITIONS) + begins[1:]).argmax(axis=1)
    path = np.zeros(lines, np.int32)
    path[-1] = int(np.argmax(scores[-1]))
    for k in range(lines - 1, 0, -1):
        path[k - 1] = back[k - 1, path[k]]
    return path
