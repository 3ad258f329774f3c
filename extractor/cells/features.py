"""Features of tokens for the classifier: a matrix of small integers, one column a template, one row a token.

Each template takes a value in ``range(size)``; the classifier looks its weights up by ``offset + value``, so that one
token costs one row of weights a template and nothing is multiplied.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.layout import Bools, Ints, Places, beside, cells_of, places_of, runs, shift, vertical
from extractor.cells.phrases import along, around
from extractor.cells.words import AFFIXES, DATE_KINDS, KINDS, NUMERIC_KINDS, SHAPES, WORDS, look
from extractor.dialects.page import Page, begins
from extractor.form.printed import SLOTS
from extractor.language.model import USES, longest_word, uses, vocabulary
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

IntMatrix = npt.NDArray[np.int32]

_SLOTS: Final = len(SLOTS) + 1  # 0: none
_COUNT: Final = 10  # values of a small count: the last is for all above, too
_BINS: Final = 16  # steps from one edge of the page to the other, and of counts of a line
_GAPS: Final = np.array([0.1, 1.5, 2.5, 4.5, 8.5, 14.5, 24.5], np.float32)  # characters between two words


@dataclass(frozen=True, slots=True)
class Template:
    """A column of the feature matrix: its name, and how many values it has."""

    name: str
    size: int


_NEIGHBOURS: Final = (-4, -3, -2, -1, 1, 2, 3, 4)  # tokens before and behind in the line whose kind tells of one
TEMPLATES: Final[tuple[Template, ...]] = (
    Template("kind", KINDS),
    Template("shape", SHAPES),
    Template("word", WORDS),
    Template("prefix", AFFIXES),
    Template("suffix", AFFIXES),
    Template("length", 16),
    *(Template(f"kind{d:+d}", KINDS) for d in _NEIGHBOURS),
    Template("shape-1", SHAPES),
    Template("shape+1", SHAPES),
    Template("word-1", WORDS),
    Template("word+1", WORDS),
    Template("shape-2", SHAPES),
    Template("shape+2", SHAPES),
    Template("word-2", WORDS),
    Template("word+2", WORDS),
    Template("region", len(Region)),
    Template("region,kind", len(Region) * KINDS),
    Template("link-1", 8),
    Template("link+1", 8),
    Template("link-1,kind-1,kind", 8 * KINDS * KINDS),
    Template("edge before", 8 * 36),
    Template("edge after", 8 * 36),
    Template("slot-1", _SLOTS * 2),
    Template("slot+1", _SLOTS * 2),
    Template("sub-line", 8),
    Template("cell", 32),
    Template("index in cell", 8),
    Template("index in cell from the end", 8),
    Template("unprinted before in cell", 8),
    Template("first kind of cell before", KINDS),
    Template("last kind of cell before", KINDS),
    Template("first kind of cell after", KINDS),
    Template("first word of cell after", WORDS),
    Template("last word of cell before", WORDS),
    Template("tokens in cell before", 8),
    Template("tokens in cell after", 8),
    Template("place in cell", 4),
    Template("tokens in cell", _COUNT),
    Template("same kind before in cell", 6),
    Template("same kind after in cell", 6),
    Template("column", 2 * _BINS),
    Template("numbers before", _COUNT),
    Template("numbers after", _COUNT),
    Template("numbers before,after,region", _COUNT * _COUNT * len(Region)),
    Template("dates before", 6),
    Template("dates after", 6),
    Template("tokens before", _BINS),
    Template("tokens after", _BINS),
    Template("tokens in line", _BINS),
    Template("printed in line", 6),
    Template("lines since region", _COUNT),
    Template("lines since printed", _COUNT),
    Template("cover", 8),
    Template("slot", _SLOTS),
    Template("slot cover", _SLOTS * 4),
    Template("slot before", _SLOTS),
    Template("slot before,distance", _SLOTS * 4),
    Template("slot after", _SLOTS),
    Template("slot after,distance", _SLOTS * 4),
    Template("slot above", _SLOTS),
    Template("slot above,kind", _SLOTS * KINDS),
    Template("slot above left", _SLOTS),
    Template("slot above right", _SLOTS),
    Template("slot second above", _SLOTS),
    Template("slot below", _SLOTS),
    Template("slot in cell", _SLOTS),
    Template("kind above", KINDS),
    Template("kind below", KINDS),
    Template("word above", 3),
    Template("known words", 32),
    Template("times on the page", 5),
    Template("uses", USES),
    Template("uses-1", USES),
    Template("uses+1", USES),
    Template("first word of line", WORDS),
    Template("last kind of line", KINDS),
    Template("uses-2", USES),
    Template("uses+2", USES),
    Template("suffix-1", AFFIXES),
    Template("prefix+1", AFFIXES),
    Template("gap before", len(_GAPS) + 1),
    Template("gap after", len(_GAPS) + 1),
)


def offsets_of(templates: Sequence[Template]) -> npt.NDArray[np.int64]:
    """Where each template's weights begin; the last entry is the number of weights."""
    offsets: npt.NDArray[np.int64] = np.cumsum([0, *(t.size for t in templates)], dtype=np.int64)
    return offsets


OFFSETS: Final = offsets_of(TEMPLATES)
SIZE: Final = int(OFFSETS[-1])


def features(page: Page, printed: PrintedForm, regions: Regions, chosen: npt.NDArray[np.intp]) -> IntMatrix:
    """Feature matrix of the chosen tokens, shape (chosen, templates), each value below its template's size."""
    if not len(chosen):
        return np.zeros((0, len(TEMPLATES)), np.int32)
    places = places_of(page, regions)
    line, region = places.line, regions.of_token.astype(np.int64)
    words, word_of = _different(page)
    plain, bare, numbers = zip(*map(_told, words), strict=True)
    told = np.ascontiguousarray(np.frombuffer(b"".join(numbers), np.int64).reshape(len(words), -1).T).take(word_of, axis=1)
    *own, first, last, is_known, use, length = told
    kind, shape, word, prefix, suffix, _ = own
    slot = np.where(printed.cover >= 0.6, printed.slot + 1, 0).astype(np.int64)
    columns: list[npt.NDArray[np.int64]] = own
    kinds_near = {d: shift(kind, line, d) for d in _NEIGHBOURS}
    columns += kinds_near.values()
    columns += [shift(a, line, d) for a, d in ((shape, -1), (shape, 1), (word, -1), (word, 1))]
    columns += [shift(a, line, d) for a, d in ((shape, -2), (shape, 2), (word, -2), (word, 2))]
    columns += [region, region * KINDS + kind]
    before = _links(page, line)
    columns += [before, shift(before, line, 1), (before * KINDS + kinds_near[-1]) * KINDS + kind]
    columns += _edges(first, last, line, before)
    raw = (printed.slot + 1).astype(np.int64) * 2 + (printed.cover >= 0.6)
    columns += [shift(raw, line, -1), shift(raw, line, 1)]
    columns += _cells(page, places, kind, word, slot)
    columns += _in_cell(places, kind)
    columns.append(_column(page, regions))
    columns += _order(line, kind, region)
    columns += _lines(page, line, regions, slot)
    cover = np.minimum((printed.cover * 7).astype(np.int64), 7)
    columns += [cover, slot, (printed.slot + 1).astype(np.int64) * 4 + np.minimum(cover // 2, 3)]
    of_chosen = [*along(line, slot, chosen), *around(page, places, slot, kind, chosen)]
    behind = _verticals(places, kind, word)
    behind += [_known(plain, is_known, length, word_of, chosen), _times(bare, word_of)]
    behind += [use, shift(use, line, -1), shift(use, line, 1)]
    behind += _ends(line, kind, word)
    behind += [shift(use, line, -2), shift(use, line, 2), shift(suffix, line, -1), shift(prefix, line, 1)]
    behind += _gaps(page, line)
    return np.concatenate((_taken(columns, chosen), np.array(of_chosen, np.int32), _taken(behind, chosen))).T


def _taken(columns: Sequence[Ints], chosen: npt.NDArray[np.intp]) -> IntMatrix:
    return np.array(columns, np.int32).take(chosen, axis=1)


def _different(page: Page) -> tuple[list[str], Ints]:
    """The words of a page without repetitions, and for each token the index of its word."""
    words = list(dict.fromkeys(page.words))
    index = {word: k for k, word in enumerate(words)}
    return words, np.fromiter(map(index.__getitem__, page.words), np.int64, len(page))


def _links(page: Page, line: Ints) -> Ints:
    """How a token hangs on the one before: 0 begins the line, 1 glued, 2 spaced, 3 a wide gap, 4 sub-line, 5-7 cells."""
    link = np.zeros(len(page), np.int64)
    same = line[1:] == line[:-1]
    gap = page.x0[1:] - page.x1[:-1]
    apart = page.cell[1:] - page.cell[:-1]
    kinds = np.where(page.spaced[1:], np.where(gap > 2.5, 3, 2), 1)
    kinds = np.where(page.celled[1:], np.where(page.spaced[1:], 2, 1), kinds)
    kinds = np.where((apart == 0) & (page.sub[1:] != page.sub[:-1]), 4, kinds)
    kinds = np.where(apart > 0, np.minimum(apart + 4, 7), kinds)
    link[1:] = np.where(same, kinds, 0)
    return link


def _gaps(page: Page, line: Ints) -> list[Ints]:
    """How wide the gaps before and after a token are, in lines without cells."""
    gap = np.zeros(len(page), np.int64)
    between = (line[1:] == line[:-1]) & ~page.celled[1:]
    gap[1:] = np.where(between, np.digitize(page.x0[1:] - page.x1[:-1], _GAPS), 0)
    return [gap, shift(gap, line, 1)]


def _edges(first: Ints, last: Ints, line: Ints, link: Ints) -> list[Ints]:
    """What meets across the gap to the token before and after: classes of the two characters, and the gap's kind."""
    before = (link * 6 + shift(last, line, -1)) * 6 + first
    after = (shift(link, line, 1) * 6 + last) * 6 + shift(first, line, 1)
    return [before, after]


def _cells(page: Page, places: Places, kind: Ints, word: Ints, slot: Ints) -> list[Ints]:
    """Where in its cell a token stands, and what the cells on both sides begin and end with."""
    run, place, length, first, last = cells_of(places)
    size, line_of_run = length[first], places.line[first]
    fresh = np.cumsum(slot == 0)
    unprinted = fresh - (slot == 0) - (fresh[first] - (slot[first] == 0))[run]
    columns = [page.sub, page.cell, place, length - 1 - place, unprinted]
    limits = (7, 31, 7, 7, 7)
    out = [np.minimum(c.astype(np.int64), top) for c, top in zip(columns, limits, strict=True)]
    out += [shift(kind[first], line_of_run, -1)[run], shift(kind[last], line_of_run, -1)[run]]
    out += [shift(kind[first], line_of_run, 1)[run], shift(word[first], line_of_run, 1)[run]]
    out += [shift(word[last], line_of_run, -1)[run]]
    out += [np.minimum(shift(size, line_of_run, d)[run], 7) for d in (-1, 1)]
    return out


def _in_cell(places: Places, kind: Ints) -> list[Ints]:
    _, place, length, _, _ = cells_of(places)
    where = np.where(length == 1, 0, np.where(place == 0, 1, np.where(place == length - 1, 2, 3)))
    before, after = np.zeros(len(kind), np.int64), np.zeros(len(kind), np.int64)
    for d in range(1, 6):
        here = (kind[d:] == kind[:-d]) & (place[d:] >= d)
        before[d:] += here
        after[:-d] += here
    celled = places.celled.astype(np.int64)
    return [where * celled, np.minimum(length, _COUNT - 1) * celled, before * celled, after * celled]


def _column(page: Page, regions: Regions) -> Ints:
    """Place across the page in sixteenths of the region's width; cells and characters apart."""
    width = np.ones(int(regions.block.max()) + 1, np.float32)
    key = regions.block
    np.maximum.at(width, key, page.x1)
    place = np.minimum((page.x0 / width[key] * _BINS).astype(np.int64), _BINS - 1)
    column: Ints = place + _BINS * page.celled
    return column


_NUMERIC: Final = np.array([kind in NUMERIC_KINDS for kind in range(KINDS)])
_DATE: Final = np.array([kind in DATE_KINDS for kind in range(KINDS)])


def _order(line: Ints, kind: Ints, region: Ints) -> list[Ints]:
    numeric, date = _NUMERIC[kind], _DATE[kind]
    numbers, numbers_after = _before_after(line, numeric)
    dates, dates_after = _before_after(line, date)
    tokens, tokens_after = _before_after(line, np.ones(len(line), np.bool_))
    numbers, numbers_after = np.minimum(numbers, _COUNT - 1), np.minimum(numbers_after, _COUNT - 1)
    total = tokens + tokens_after + 1
    return [
        numbers,
        numbers_after,
        (numbers * _COUNT + numbers_after) * len(Region) + region,
        np.minimum(dates, 5),
        np.minimum(dates_after, 5),
        np.minimum(tokens, _BINS - 1),
        np.minimum(tokens_after, _BINS - 1),
        np.minimum(total // 2, _BINS - 1),
    ]


def _before_after(line: Ints, flag: Bools) -> tuple[Ints, Ints]:
    """How many flagged tokens stand before and after each token in its line."""
    total = np.bincount(line, flag).astype(np.int64)
    running = np.cumsum(flag)
    base = np.cumsum(total) - total
    before = running - flag - base[line]
    return before, total[line] - before - flag


def _lines(page: Page, line: Ints, regions: Regions, slot: Ints) -> list[Ints]:
    tokens = np.bincount(line)
    printed = np.bincount(line, slot > 0) / tokens
    block = np.zeros(len(tokens), np.int64)
    block[line] = regions.block
    _, since_region, _ = runs(block)
    index = np.arange(len(tokens))
    last = np.maximum.accumulate(np.where(printed >= 0.5, index, -1))
    since_printed = index - last
    return [
        np.minimum((printed[line] * 5).astype(np.int64), 5),
        np.minimum(since_region[line], _COUNT - 1),
        np.minimum(since_printed[line], _COUNT - 1),
    ]


def _verticals(places: Places, kind: Ints, word: Ints) -> list[Ints]:
    """Kind of the token in the same column one line up and down, and whether the word up there is the same."""
    token, near = beside(places, -1)
    same = np.where(near, 1 + (word[token] == word), 0)
    return [vertical(places, kind, -1), vertical(places, kind, 1), same]


_AROUND: Final = ".,;:()"


@lru_cache(maxsize=20_000)
def _told(word: str) -> tuple[str, str, bytes]:
    """A word without signs around it, in small letters; without quotation marks, too; and numbers as they lie in an array, of
    which many are put together faster than of numbers one by one: its look, whether it is known, its uses, and how long it is,
    more than any known word where it is none of letters."""
    plain = word.strip(_AROUND).lower()
    length = len(plain) if plain.isalpha() or not plain else longest_word() + 1
    numbers = array("q", (*look(word), plain in vocabulary(), uses(plain), length))
    return plain, plain.strip(_AROUND + "'\""), numbers.tobytes()


def _known(plain: Sequence[str], is_known: Ints, length: Ints, word_of: Ints, chosen: npt.NDArray[np.intp]) -> Ints:
    """Whether a token, it with the one before, and it with the one after are known words; whether the neighbours are.

    What tokens are together is told of the chosen ones alone. ``is_known``, ``length``: of each token, see :func:`_told`.
    """
    known = vocabulary()
    alone = np.zeros(len(word_of) + 2, np.int64)
    alone[1:-1] = is_known
    wanted = np.zeros(len(word_of) + 1, np.bool_)  # between each token and the one before
    wanted[chosen] = wanted[chosen + 1] = True
    # Known words are of letters alone and not long: of most pairs that tells enough.
    pairs = np.flatnonzero(wanted[1:-1] & (length[1:] + length[:-1] <= longest_word()))
    joined = np.zeros(len(word_of) + 1, np.int64)
    words = zip(word_of[pairs].tolist(), word_of[pairs + 1].tolist(), strict=True)
    joined[pairs + 1] = [plain[a] + plain[b] in known for a, b in words]
    known_words: Ints = alone[1:-1] + 2 * joined[:-1] + 4 * joined[1:] + 8 * alone[:-2] + 16 * alone[2:]
    return known_words


def _times(words: Sequence[str], word_of: Ints) -> Ints:
    """How often a word of three letters and more stands on the page, at most four times; names come again in signatures."""
    count: dict[str, int] = {}
    for word, times in zip(words, np.bincount(word_of, minlength=len(words)).tolist(), strict=True):
        count[word] = count.get(word, 0) + times
    return np.minimum([count[w] if len(w) > 2 else 0 for w in words], 4)[word_of]


def _ends(line: Ints, kind: Ints, word: Ints) -> list[Ints]:
    first = np.flatnonzero(begins(line))
    last = np.append(first[1:], len(line)) - 1
    return [word[first][line], kind[last][line]]
