"""Find the printed form in a page: which letters belong to which printed phrase.

A seed-and-extend matcher (Altschul et al., "Basic local alignment search tool", 1990): all runs of four letters that the
page shares with a printed phrase are looked up at once; runs on one diagonal join over misread letters; what is cut off at
a cell's edge is followed into the next cell, where the phrase goes on. It finds phrases that are cut into pieces, misread,
and interleaved with other lines (``1. Name and Ad SMITH`` | ``dress of Reportin LEE`` | ``g Person``).
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass, fields, replace
from functools import cache
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from extractor.form.printed import PHRASES, SLOTS
from extractor.reading.page import IntArray, Page, begins

_GRAM: Final = 4
_BASE: Final = 40  # codes of letters are below this
_GAP: Final = 9  # letters that may be misread between two matching runs of one diagonal
NONE: Final = -1

# Letters and digits as one alphabet in which what engines confuse is equal.
_CODES: Final = np.zeros(128, np.int64)
for _i, _c in enumerate("abcdefghijklmnopqrstuvwxyz0123456789", 1):
    _CODES[ord(_c)] = _CODES[ord(_c.upper())] = _i
for _odd, _even in ("0o", "1l", "il", "5s", "8b", "6b", "9g", "qg", "|l", "!l", "$s"):
    _CODES[ord(_odd)] = _CODES[ord(_even)]
    _CODES[ord(_odd.upper())] = _CODES[ord(_even)]


@dataclass(frozen=True, slots=True, eq=False)
class PrintedForm:
    """What of the page is printed form. Arrays have one entry a token.

    ``phrase``: index into ``PHRASES`` of the wording that covers most of the token, or -1; ``slot``: index into ``SLOTS`` of
    what it names, or -1; ``cover``: share of the token's letters that it covers; ``at``: where in the phrase it
    stands (0 to 1); ``share``: how much of the phrase was found together with it (0 to 1); ``letters``: how many letters
    that is.
    """

    slot: IntArray
    cover: npt.NDArray[np.float32]
    at: npt.NDArray[np.float32]
    phrase: IntArray
    share: npt.NDArray[np.float32]
    letters: npt.NDArray[np.float32]

    def part(self, start: int, stop: int) -> PrintedForm:
        """The same for the tokens ``start`` to ``stop`` alone."""
        return PrintedForm(*(getattr(self, f.name)[start:stop] for f in fields(self)))


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    """The different grams of all phrases, sorted, and for each where its entries in ``phrase`` and ``at`` begin, and how many.

    ``letters``: the phrases' letters, joined.
    """

    gram: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]
    phrase: IntArray
    at: IntArray
    letters: npt.NDArray[np.int64]
    begin: IntArray
    length: IntArray
    slot: IntArray


@cache
def _index() -> _Index:
    letters = [_letters(p.text) for p in PHRASES]
    grams = [_grams(x) for x in letters]
    phrase = np.concatenate([np.full(len(g), i) for i, g in enumerate(grams)])
    at = np.concatenate([np.arange(len(g)) for g in grams])
    gram = np.concatenate(grams)
    order = np.argsort(gram, kind="stable")
    gram = gram[order]
    first = np.flatnonzero(np.r_[True, gram[1:] != gram[:-1]])
    count = np.diff(np.r_[first, len(gram)])
    length = np.array([len(x) for x in letters])
    slots = {slot: i for i, slot in enumerate(SLOTS)}
    return _Index(
        gram[first],
        # What is greater than all stands behind them.
        np.append(first, 0),
        np.append(count, 0),
        phrase[order].astype(np.int32),
        at[order].astype(np.int32),
        np.concatenate(letters),
        np.concatenate([[0], np.cumsum(length)[:-1]]).astype(np.int32),
        length.astype(np.int32),
        np.array([slots[p.slot] for p in PHRASES], np.int32),
    )


CODED: Final = frozenset(chr(point) for point in np.flatnonzero(_CODES).tolist())
"""The letters and digits of a page, and the signs that engines take them for."""


def _letters(text: str) -> npt.NDArray[np.int64]:
    points = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    codes = _CODES[np.where(points < 128, points, 0)]
    return codes[codes > 0]


def _grams(letters: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    if len(letters) < _GRAM:
        return np.zeros(0, np.int64)
    n = len(letters) - _GRAM + 1
    total = np.zeros(n, np.int64)
    for k in range(_GRAM):
        total = total * _BASE + letters[k : k + n]
    return total


@dataclass(frozen=True, slots=True, eq=False)
class _Stream:
    """The letters of the page in reading order: code, token and line of each."""

    code: npt.NDArray[np.int64]
    token: IntArray
    line: IntArray


def _stream(page: Page) -> _Stream:
    words = "\n".join(page.words)
    points = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), np.uint32)
    token = np.cumsum(points == 10).astype(np.int32)
    codes = _CODES[np.where(points < 128, points, 0)]
    keep = codes > 0
    token = token[keep]
    return _Stream(codes[keep], token, page.line[token])


@dataclass(frozen=True, slots=True, eq=False)
class PrintedLetters:
    """Which letter of the page is which of a printed phrase. Arrays have one entry a letter or digit of the page.

    ``token``: the token it is in; ``phrase``: index into ``PHRASES``, or -1; ``inner``: its place among the letters of the
    phrase; ``share``: how much of the phrase was found together with it (0 to 1); ``same``: whether it is read as that letter.
    """

    token: IntArray
    phrase: IntArray
    inner: IntArray
    share: Floats
    same: npt.NDArray[np.bool_]


def find_letters(page: Page) -> PrintedLetters:
    """Match all printed phrases against the page, letter by letter."""
    if len(page):
        stream, index = _stream(page), _index()
        hits = _segments(stream, index)
        if len(hits):
            return _assign(page, stream, index, hits)
    nothing = np.zeros(0, np.int32)
    return PrintedLetters(nothing, nothing, nothing, np.zeros(0), np.zeros(0, np.bool_))


def find_printed(page: Page) -> PrintedForm:
    """Match all printed phrases against the page."""
    return printed_form(page, find_letters(page))


def captions(printed: PrintedForm) -> int:
    """How many different captions of the form were found, each to its greater part."""
    return len(set(printed.slot[(printed.slot >= 0) & (printed.share > _MOST_OF_ONE)].tolist()))


_MOST_OF_ONE: Final = 0.6


Ints = npt.NDArray[np.int64]
Segments = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


def _segments(stream: _Stream, index: _Index) -> Segments:
    """Rows of (phrase, place in the stream, place in the phrase, length): matches on one diagonal and in one line."""
    wanted = np.searchsorted(stream.line, stream.line[_LETTERS_AT_ONCE::_LETTERS_AT_ONCE])
    bounds = [0, *sorted(set(wanted.tolist()) - {0}), len(stream.line)]
    segments = np.concatenate([_segments_of(stream, index, a, b) for a, b in pairwise(bounds)])
    return segments[np.argsort(segments[:, 0] * np.int64(len(stream.line)) + segments[:, 1], kind="stable")]


_LETTERS_AT_ONCE: Final = 50_000
"""A filing has some thousands of letters; of a longer text the lines are matched in parts, so that memory stays bounded."""


def _segments_of(stream: _Stream, index: _Index, start: int, stop: int) -> Segments:
    """The segments of a stretch of whole lines."""
    grams = _grams(stream.code[start:stop])
    at = np.searchsorted(index.gram, grams)
    found = index.gram[np.minimum(at, len(index.gram) - 1)] == grams
    left, count = index.first[at], np.where(found, index.count[at], 0)
    place = np.repeat(np.arange(start, start + len(grams)), count)
    offset = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
    entry = np.repeat(left, count) + offset
    phrase, inside = index.phrase[entry].astype(np.int64), index.at[entry].astype(np.int64)
    same_line = stream.line[place] == stream.line[np.minimum(place + _GRAM - 1, len(stream.line) - 1)]
    place, phrase, inside = place[same_line], phrase[same_line], inside[same_line]
    if not len(place):
        return np.zeros((0, 4), np.int32)
    line = stream.line[place].astype(np.int64)
    diagonal = place - inside
    # Sorting by one key is faster than by four. It fits: a text has no more than four million letters.
    key = (phrase * (int(line.max()) + 1) + line) * (int(diagonal.max() - diagonal.min()) + 1) + diagonal - diagonal.min()
    order = np.argsort(key * (int(inside.max()) + 1) + inside)
    place, phrase, inside, line, diagonal = (a[order] for a in (place, phrase, inside, line, diagonal))
    new = np.ones(len(place), bool)
    new[1:] = (
        (phrase[1:] != phrase[:-1]) | (line[1:] != line[:-1]) | (diagonal[1:] != diagonal[:-1]) | (place[1:] - place[:-1] > _GAP)
    )
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(place)) - 1
    length = place[last] + _GRAM - place[first]
    return np.stack([phrase[first], place[first], inside[first], length], axis=1).astype(np.int32)


def _assign(page: Page, stream: _Stream, index: _Index, segments: Segments) -> PrintedLetters:
    """Give each letter to the phrase that explains most of its surroundings."""
    segments = segments[_hopeful(stream, index, segments)]
    weight, share = _chains(stream, index, segments)
    keep = weight > 0
    segments, share, weight = segments[keep], share[keep], weight[keep]
    order = np.lexsort((segments[:, 3], weight))
    owner = np.full(len(stream.code), NONE, np.int32)
    inner = np.zeros(len(stream.code), np.int32)
    _, place, inside, length = segments[order].T
    letter = _counted(place, length)
    owner[letter] = np.repeat(
        order.astype(np.int32), length
    )  # of several segments with a letter the last, which is the best, stays
    inner[letter] = _counted(inside, length)
    owner, inner = _follow(page, stream, index, segments, order, owner, inner)
    phrase, shares, same = np.full(len(owner), NONE, np.int32), np.zeros(len(owner)), np.zeros(len(owner), np.bool_)
    owned = np.flatnonzero(owner >= 0)
    phrase[owned], shares[owned] = segments[owner[owned], 0], share[owner[owned]]
    same[owned] = stream.code[owned] == index.letters[index.begin[phrase[owned]] + inner[owned]]
    return PrintedLetters(stream.token, phrase, inner, shares, same)


def _counted(start: IntArray, length: IntArray) -> IntArray:
    """As many numbers as each length says, counting up from each start, one run behind the other."""
    begin = np.cumsum(length, dtype=np.int32) - length
    counted: IntArray = np.arange(length.sum(), dtype=np.int32) + np.repeat(start - begin, length)
    return counted


def _hopeful(stream: _Stream, index: _Index, segments: Segments) -> npt.NDArray[np.bool_]:
    """Segments that may be part of a chain that is kept: it would be if all near them of their phrase were of one."""
    phrase, length = segments[:, 0], segments[:, 3]
    line = stream.line[segments[:, 1]].astype(np.int64)
    first = begins(phrase) | (np.diff(line, prepend=line[0]) > _APART)
    run = np.cumsum(first) - 1
    longest = np.maximum.reduceat(length, np.flatnonzero(first))
    found: npt.NDArray[np.bool_] = _no_chance(np.bincount(run, length), longest, index.length[phrase[first]])[run]
    return found


def _no_chance(
    letters: npt.NDArray[Any], longest: npt.NDArray[Any], whole: npt.NDArray[np.integer[Any]]
) -> npt.NDArray[np.bool_]:
    """Whether chains can hardly be chance, by their letters, those of their longest segment, and those of the whole phrase."""
    share = np.minimum(letters, whole) / whole
    strong = (share >= _MOST_OF_IT) | ((longest >= _LONG) & (share >= 0.4)) | ((longest >= 10) & (share >= 0.25))
    found: npt.NDArray[np.bool_] = strong | (longest >= 13)
    return found


_APART: Final = 2  # lines between segments of one chain
_MOST_OF_IT: Final = 0.75  # share of a phrase that makes even short segments of it more than chance
_LONG: Final = 7  # letters of the longest segment, without which that share is needed


def _chains(stream: _Stream, index: _Index, segments: Segments) -> tuple[Floats, Floats]:
    """Join segments of one phrase that follow each other on the page and in the phrase.

    Returns for each segment the weight of its chain (letters, more where much of the phrase is found; 0 where the chain is
    too weak to be printed form) and the share of the phrase that the chain covers.
    """
    if not len(segments):
        return np.zeros(0), np.zeros(0)
    begins = np.searchsorted(segments[:, 0], np.arange(len(index.length))).tolist()
    bounds = [0]
    for begin in begins:  # a chain is of one phrase
        if begin - bounds[-1] >= _SEGMENTS_AT_ONCE:
            bounds.append(begin)
    found = [_chains_of(stream, index, segments[a:b]) for a, b in pairwise([*bounds, len(segments)]) if b > a]
    weights, shares = zip(*found, strict=True)
    return np.concatenate(weights), np.concatenate(shares)


_SEGMENTS_AT_ONCE: Final = 20_000


def _chains_of(stream: _Stream, index: _Index, segments: Segments) -> tuple[Floats, Floats]:
    """The same for the segments of some phrases."""
    length = segments[:, 3].astype(np.int64)
    best, back = _longest(length, *_joints(stream, segments))
    return _strong(best, back, length, index.length[segments[:, 0]].astype(np.int64))


def _longest(length: Ints, later: Ints, before: Ints, cost: Floats) -> tuple[Floats, Ints]:
    """The most that a chain can have which ends with each segment, and the segment before that one in it, or ``NONE``.

    All joints are weighed at once, again until nothing grows: a chain has few segments, the page many.
    """
    best, back = length.astype(np.float64), np.full(len(length), NONE)
    if not len(later):
        return best, back
    first = np.flatnonzero(begins(later))
    ends = later[first]
    alone, added = best[ends], best[later]
    while True:
        joined = best[before] + added - cost
        longest = np.maximum(np.maximum.reduceat(joined, first), alone)
        if (longest == best[ends]).all():
            break
        best[ends] = longest
    chosen = np.flatnonzero((joined == best[later]) & (joined > added))[::-1]
    back[later[chosen]] = before[chosen]  # of several that are as good the first, which comes last here, stays
    return best, back


def _joints(stream: _Stream, segments: Segments) -> tuple[Ints, Ints, Floats]:
    """Pairs of a segment and one before it that it may follow, with the cost of that; by segment, the nearest before it first."""
    phrase, place, inside, length = segments.T.astype(np.int64)
    line = stream.line[place].astype(np.int64)
    end, reach = inside + length, place + length
    found: list[tuple[Ints, Ints, Ints, Ints]] = []
    for back in range(1, min(_LOOK_BACK, len(segments) - 1) + 1):
        before = np.flatnonzero((phrase[back:] == phrase[:-back]) & (line[back:] - line[:-back] <= _APART))
        gap, apart = inside[before + back] - end[before], place[before + back] - reach[before]
        follows = (gap >= -_OVERLAP) & (apart >= -_OVERLAP)
        before = before[follows]
        found.append((before + back, before, gap[follows], apart[follows]))
    if not found:
        nothing = np.zeros(0, np.int64)
        return nothing, nothing, np.zeros(0)
    later, before, gap, apart = (np.concatenate(parts) for parts in zip(*found, strict=True))
    cost = np.where(gap < 0, 0.5 * np.abs(gap), np.minimum(0.25 * gap, 6.0))
    cost += np.where(apart == gap, 0.0, 1.0 + np.minimum(0.02 * apart, 3.0))
    order = np.argsort(later, kind="stable")
    return later[order], before[order], cost[order]


_LOOK_BACK: Final = 8
_OVERLAP: Final = 3  # letters that two segments of a chain may share


def _strong(best: Floats, back: Ints, length: Ints, whole: Ints) -> tuple[Floats, Floats]:
    """Take chains from the best down, each segment once; keep those that can hardly be chance."""
    chain = np.empty(len(best), np.int64)
    chain[np.argsort(-best, kind="stable")] = np.arange(len(best))
    # A segment belongs to the best of all chains that go through it.
    links = np.flatnonzero(back != NONE)
    while len(links):
        better = links[chain[links] < chain[back[links]]]
        np.minimum.at(chain, back[better], chain[better])
        changed = np.zeros(len(best), np.bool_)
        changed[back[better]] = True
        links = np.flatnonzero(changed & (back != NONE))
    total = np.bincount(chain, length, len(best))
    longest = np.zeros(len(best), np.int64)
    np.maximum.at(longest, chain, length)
    letters = np.minimum(total[chain], whole)
    share, strong = letters / whole, _no_chance(letters, longest[chain], whole)
    return np.where(strong, letters * (0.3 + share), 0.0), np.where(strong, share, 0.0)


def _follow(
    page: Page,
    stream: _Stream,
    index: _Index,
    segments: Segments,
    order: Ints,
    owner: IntArray,
    inner: IntArray,
) -> tuple[IntArray, IntArray]:
    """Extend matches over a few letters too short for a gram: on both sides, and into the cells on both sides."""
    place, stop = segments[:, 1], segments[:, 1] + segments[:, 3]
    # Following takes free letters only: who has the ends of a segment does not change under way.
    numbers = np.arange(len(segments))
    forward, backward = owner[stop - 1] == numbers, owner[place] == numbers
    order = order[(forward | backward)[order]][::-1]
    letters, phrases = _Letters(stream, owner, inner, _cell_starts(page, stream)), _phrases()
    rows = zip(order.tolist(), segments[order].tolist(), forward[order].tolist(), backward[order].tolist(), strict=True)
    for k, (phrase, at, inside, length), on, back in rows:
        if on:
            _forward(letters, k, phrases[phrase], at + length, inside + length)
        if back:
            _backward(letters, k, phrases[phrase], at - 1, inside - 1)
    return np.array(letters.owner, np.int32), np.array(letters.inner, np.int32)


@cache
def _phrases() -> list[list[int]]:
    """The codes of the letters of each phrase."""
    return [_letters(p.text).tolist() for p in PHRASES]


class _Letters:
    """The letters of the page in arrays of Python, which are faster one by one than NumPy's; ``owner``, ``inner`` so far."""

    def __init__(self, stream: _Stream, owner: IntArray, inner: IntArray, cells: IntArray) -> None:
        self.code, self.token, self.line = _array(stream.code), _array(stream.token), _array(stream.line)
        self.owner, self.inner, self.cells = _array(owner), _array(inner), _array(cells)

    def own(self, k: int, start: int, stop: int, inside: int) -> None:
        """Give a stretch to a segment, from a place in its phrase on."""
        self.owner[start:stop] = array("i", [k]) * (stop - start)
        self.inner[start:stop] = array("i", range(inside, inside + stop - start))


def _array(values: npt.NDArray[np.integer[Any]]) -> array[int]:
    return array("i", values.astype(np.int32).tobytes())


def _cell_starts(page: Page, stream: _Stream) -> IntArray:
    """For each letter, the place of the first letter of the next cell in its line, or -1."""
    cell = page.cell[stream.token].astype(np.int64) + page.line[stream.token].astype(np.int64) * 4096
    change = np.flatnonzero(np.diff(cell)) + 1
    following = np.searchsorted(change, np.arange(len(cell)), "right")
    start = np.append(change, -1)[np.minimum(following, len(change))]
    same = (start >= 0) & (stream.line[start] == stream.line)
    return np.where(same, start, NONE).astype(np.int32)


def _forward(letters: _Letters, k: int, phrase: list[int], place: int, inside: int) -> None:
    line = letters.line[place - 1]
    place, inside = _run(letters, k, phrase, place, inside, line)
    # The line goes on in the next cell, perhaps behind letters of other lines that share this cell.
    for _ in range(3):
        start = letters.cells[place - 1]
        if start < 0 or inside >= len(phrase):
            return
        for skip in (0, 1, -1):
            stop, then = _run(letters, k, phrase, start, inside + skip, line)
            if stop > start:
                place, inside = stop, then
                break
        else:
            return


def _run(letters: _Letters, k: int, phrase: list[int], place: int, inside: int, line: int) -> tuple[int, int]:
    """Take equal letters from here on, whole tokens where less than three letters are equal."""
    code, lines, owner, token = letters.code, letters.line, letters.owner, letters.token
    stop, at, size = place, inside, len(code)
    while stop < size and 0 <= at < len(phrase) and lines[stop] == line and owner[stop] < 0 and code[stop] == phrase[at]:
        stop, at = stop + 1, at + 1
    if stop == place:
        return place, inside
    ends_token = stop >= size or token[stop] != token[stop - 1] or owner[stop] >= 0
    if stop - place < 3 and not ends_token:
        return place, inside
    letters.own(k, place, stop, inside)
    return stop, at


def _backward(letters: _Letters, k: int, phrase: list[int], place: int, inside: int) -> None:
    code, lines, owner, token = letters.code, letters.line, letters.owner, letters.token
    line, at = lines[place + 1], place
    while at >= 0 and inside >= 0 and lines[at] == line and owner[at] < 0 and code[at] == phrase[inside]:
        at, inside = at - 1, inside - 1
    if at == place:
        return
    begins_token = at < 0 or token[at] != token[at + 1] or owner[at] >= 0
    if place - at < 3 and not begins_token:
        return
    letters.own(k, at + 1, place + 1, inside + 1)


def letters_in(page: Page, found: PrintedLetters) -> PrintedLetters:
    """The same letters in the tokens of a page, which parts those of the page in which they were found."""
    return replace(found, token=_stream(page).token)


def printed_form(page: Page, found: PrintedLetters) -> PrintedForm:
    """What of each token of a page is printed form, by its letters."""
    n, index = len(page), _index()
    slot, wording = np.full(n, NONE, np.int32), np.full(n, NONE, np.int32)
    at, share, letters = np.zeros(n, np.float32), np.zeros(n, np.float32), np.zeros(n, np.float32)
    if not len(found.token):
        return PrintedForm(slot, np.zeros(n, np.float32), at, wording, share, letters)
    total = np.bincount(found.token, minlength=n)
    covered = found.phrase >= 0
    tokens, phrase = found.token[covered], found.phrase[covered]
    cover = np.bincount(tokens, minlength=n) / np.maximum(total, 1)
    slot[tokens] = index.slot[phrase]
    at[tokens] = found.inner[covered] / index.length[phrase]
    share[tokens] = found.share[covered]
    letters[tokens] = found.share[covered] * index.length[phrase]
    wording[tokens] = phrase
    return PrintedForm(slot, cover.astype(np.float32), at, wording, share, letters)
