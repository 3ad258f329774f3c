"""What the small captions of the address box say of the words between them.

The box of a reporting owner is printed in a fixed order: the name, ``(Last) (First) (Middle)``, the street, ``(Street)``, the
place, ``(City) (State) (Zip)``. Within one cell, or one line, what stands before ``(Last)`` is the name and nothing below it,
and what follows ``(Street)`` is the place. Captions that an edge has cut count by what is left of them: ``(Fi``, ``rst)``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from extractor.cells.cut_captions import cut_captions
from extractor.cells.labels import LABEL_ID, LABELS, OUTSIDE, labels_of
from extractor.cells.layout import Floats
from extractor.dialects.page import Page, begins
from extractor.form.printed import SLOTS
from extractor.regions.printed_form import PrintedForm

LINES: Final[tuple[tuple[str, ...], ...]] = (
    ("reportingOwnerId/rptOwnerName",),
    ("reportingOwnerAddress/rptOwnerStreet1",),
    ("reportingOwnerAddress/rptOwnerStreet2",),
    tuple(f"reportingOwnerAddress/rptOwner{x}" for x in ("City", "State", "ZipCode", "StateDescription")),
)
"""The fields of each printed line of the box, from the top."""
_NAME, _STREET, _PLACE = 0, 2, 3  # the last of these lines above each caption
_ABOVE: Final = (_NAME, _STREET, _PLACE)  # the same for each row of captions
_CAPTIONS: Final = {
    "last": _NAME,
    "first": _NAME,
    "middle": _NAME,
    "street": _STREET,
    "city": _PLACE,
    "state": _PLACE,
    "zip": _PLACE,
}
_ALIKE: Final = 75.0  # least likeness, of 100, of a word and the caption that it is
_LIKE_NONE_ELSE: Final = 55.0
"""The same between brackets, where nothing else stands in the box."""
_BOX: Final = SLOTS.index("box.name")
_FOUND: Final = 0.5  # of the caption of a box, by which one begins
_UNLIKELY: Final = np.float32(0.05)  # how much less probable a label is where the captions speak against it
COLUMNS: Final = [labels_of(*names) for names in LINES]
"""The columns of the probabilities that speak for each of these lines."""


def by_captions(page: Page, printed: PrintedForm, chosen: npt.NDArray[np.intp], probabilities: Floats) -> Floats:
    """The probabilities of the chosen tokens' labels, less where a caption in their cell speaks against a label.

    Args:
        page: the page.
        printed: its printed form.
        chosen: indices of the classified tokens.
        probabilities: shape (chosen, labels).
    """
    start, stop = _lines_of(page, chosen)
    words = enumerate(page.words[start:stop], start)
    whole = {k: line for k, word in words if (word[0] == "(" or word[-1] == ")") and (line := _above(word)) is not None}
    if not whole:
        return probabilities
    cut = _cut(page, whole, start, stop)
    captioned = list(_captioned(page, printed, whole | cut, start, stop))
    position = {token: k for k, token in enumerate(chosen.tolist())}
    found = probabilities.copy()
    found[[position[t] for t in cut if t in position]] = _OUT
    for tokens, captions in captioned:
        named = _behind_caption(page, printed, tokens, min(captions))
        for token, low, high in _bounds(tokens, captions):
            k = position.get(token)
            if k is not None:
                found[k] *= _factors(low, high)
                if token in named and high == _NAME and _WORD.fullmatch(page.words[token]):
                    found[k, LABEL_ID[OUTSIDE]] *= _UNLIKELY  # between the captions of the box and of the name there is only that
    return found


def _behind_caption(page: Page, printed: PrintedForm, tokens: range, first: int) -> range:
    """The words of a cell between the caption of the box and the first small caption; none of a line without cells."""
    if not page.celled[first]:
        return range(0)
    printed_here = np.flatnonzero(printed.cover[tokens.start : first] > _FOUND)
    return range(tokens.start + (int(printed_here[-1]) + 1 if len(printed_here) else 0), first)


_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'-]*[.,]?")
_OUT: Final = np.eye(len(LABELS), dtype=np.float32)[LABEL_ID[OUTSIDE]]
"""The probabilities of what is no value."""


@cache
def _factors(low: int, high: int) -> Floats:
    """What each label's probability is multiplied with where only some lines of the box are likely."""
    factors = np.ones(len(LABELS), np.float32)
    for line, columns in enumerate(COLUMNS):
        if not low <= line <= high:
            factors[columns] = _UNLIKELY
    return factors


def _lines_of(page: Page, tokens: npt.NDArray[np.intp]) -> tuple[int, int]:
    """The range of the lines in which tokens stand."""
    if not len(tokens):
        return 0, 0
    lines = page.line[tokens[[0, -1]]]
    return int(np.searchsorted(page.line, lines[0])), int(np.searchsorted(page.line, lines[1], "right"))


def _cut(page: Page, whole: Iterable[int], start: int, stop: int) -> dict[int, int]:
    """Stretches of captions in the lines of cells where one stands that is whole; for each the line of the box above it."""
    found: dict[int, int] = {}
    for line in sorted({int(page.line[t]) for t in whole if page.celled[t]}):
        first, last = start + np.searchsorted(page.line[start:stop], [line, line + 1])
        edges = [*(np.flatnonzero(begins(page.cell[first:last])) + first).tolist(), int(last)]
        found |= {t: _ABOVE[row] for t, row in cut_captions(page, [range(a, b) for a, b in pairwise(edges)])}
    return found


def _captioned(
    page: Page, printed: PrintedForm, found: Mapping[int, int], start: int, stop: int
) -> Iterator[tuple[range, dict[int, int]]]:
    """The cells, or lines without cells, of a range in which captions stand; for each caption the line of the box above it."""
    cell = begins(page.line[start:stop]) | begins(page.cell[start:stop])
    bounds = [*(np.flatnonzero(cell) + start).tolist(), stop]
    for at in sorted({bisect_right(bounds, token) for token in found}):
        begin, end = bounds[at - 1], bounds[at]
        captions: dict[int, int] = {}
        # Another owner's box begins.
        another = (printed.slot[begin:end] == _BOX) & (printed.share[begin:end] > _FOUND)
        for token, begins_box in enumerate(another.tolist(), begin):
            if captions and begins_box:
                yield range(begin, token), captions
                begin, captions = token, {}
            if token in found:
                captions[token] = found[token]
        if captions:
            yield range(begin, end), captions


def is_caption(word: str) -> bool:
    """Whether a word is one of the captions below the lines of the box, or a stretch of one that tells which."""
    return _above(word) is not None


@lru_cache(maxsize=5_000)
def _above(word: str) -> int | None:
    """The line of the box above a caption, or above a stretch of one that tells which it is."""
    if word[:1] != "(" and word[-1:] != ")":
        return None
    letters = word.strip("().,:;").lower()
    if len(letters) < 2 or not letters.isalpha():
        return None
    begins, ends = word[:1] == "(", word.rstrip(".,:;")[-1:] == ")"
    lines = {
        line
        for caption, line in _CAPTIONS.items()
        if (begins and caption.startswith(letters))
        or (ends and caption.endswith(letters))
        or (len(letters) > 2 and fuzz.ratio(letters, caption) >= _ALIKE)
    }
    if not lines and begins and ends and len(letters) > 2:
        likeness = {caption: fuzz.ratio(letters, caption) for caption in _CAPTIONS}
        most = max(likeness.values())
        lines = {line for caption, line in _CAPTIONS.items() if likeness[caption] == most >= _LIKE_NONE_ELSE}
    return lines.pop() if len(lines) == 1 else None


def _bounds(tokens: Sequence[int], captions: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """For each word between captions the first and the last line of the box on which it may stand."""
    following = [_PLACE] * len(tokens)
    for k in range(len(tokens) - 2, -1, -1):
        following[k] = captions.get(tokens[k + 1], following[k + 1])
    low = 0
    for token, high in zip(tokens, following, strict=True):
        if token in captions:
            low = min(captions[token] + 1, _PLACE)
        # What stands among the captions of one line has slipped into it.
        elif low <= high and (low > 0 or high < _PLACE):
            yield token, low, high
