"""Find the printed form in a page: which letters belong to which printed phrase.

A seed-and-extend matcher (Altschul et al., "Basic local alignment search tool", 1990): all runs of four letters that the
page shares with a printed phrase are looked up at once; runs on one diagonal join over misread letters; what is cut off at
a cell's edge is followed into the next cell, where the phrase goes on. It finds phrases that are cut into pieces, misread,
and interleaved with other lines (``1. Name and Ad SMITH`` | ``dress of Reportin LEE`` | ``g Person``).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.form.printed import PHRASES, SLOTS
from extractor.reading.page import IntArray, Page

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
    """Grams of all phrases, sorted; the phrases' letters, joined."""

    gram: npt.NDArray[np.int64]
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
    length = np.array([len(x) for x in letters])
    slots = {slot: i for i, slot in enumerate(SLOTS)}
    return _Index(
        gram[order],
        phrase[order].astype(np.int32),
        at[order].astype(np.int32),
        np.concatenate(letters),
        np.concatenate([[0], np.cumsum(length)[:-1]]).astype(np.int32),
        length.astype(np.int32),
        np.array([slots[p.slot] for p in PHRASES], np.int32),
    )


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


def find_printed(page: Page) -> PrintedForm:
    """Match all printed phrases against the page."""
    n = len(page)
    slot, cover = np.full(n, NONE, np.int32), np.zeros(n, np.float32)
    nothing = PrintedForm(slot, cover, np.zeros(n, np.float32), slot, *(np.zeros(n, np.float32) for _ in range(2)))
    if n == 0:
        return nothing
    stream, index = _stream(page), _index()
    hits = _segments(stream, index)
    if not len(hits):
        return nothing
    return _assign(page, stream, index, hits)


def captions(printed: PrintedForm) -> int:
    """How many different captions of the form were found, each to its greater part."""
    return len(set(printed.slot[(printed.slot >= 0) & (printed.share > _MOST_OF_ONE)].tolist()))


_MOST_OF_ONE: Final = 0.6


Segments = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def _segments(stream: _Stream, index: _Index) -> Segments:
    """Rows of (phrase, place in the stream, place in the phrase, length): matches on one diagonal and in one line."""
    grams = _grams(stream.code)
    left = np.searchsorted(index.gram, grams, "left")
    right = np.searchsorted(index.gram, grams, "right")
    count = right - left
    place = np.repeat(np.arange(len(grams)), count)
    if not len(place):
        return np.zeros((0, 4), np.int64)
    offset = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
    entry = np.repeat(left, count) + offset
    phrase, inside = index.phrase[entry].astype(np.int64), index.at[entry].astype(np.int64)
    same_line = stream.line[place] == stream.line[np.minimum(place + _GRAM - 1, len(stream.line) - 1)]
    place, phrase, inside = place[same_line], phrase[same_line], inside[same_line]
    if not len(place):
        return np.zeros((0, 4), np.int64)
    line = stream.line[place].astype(np.int64)
    diagonal = place - inside
    order = np.lexsort((place, diagonal, line, phrase))
    place, phrase, inside, line, diagonal = (a[order] for a in (place, phrase, inside, line, diagonal))
    new = np.ones(len(place), bool)
    new[1:] = (
        (phrase[1:] != phrase[:-1]) | (line[1:] != line[:-1]) | (diagonal[1:] != diagonal[:-1]) | (place[1:] - place[:-1] > _GAP)
    )
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(place)) - 1
    length = place[last] + _GRAM - place[first]
    segments = np.stack([phrase[first], place[first], inside[first], length], axis=1)
    return segments[np.lexsort((segments[:, 1], segments[:, 0]))]


def _assign(page: Page, stream: _Stream, index: _Index, segments: Segments) -> PrintedForm:
    """Give each letter to the phrase that explains most of its surroundings."""
    segments = segments[_hopeful(stream, index, segments)]
    weight, share = _chains(stream, index, segments)
    keep = weight > 0
    segments, share, weight = segments[keep], share[keep], weight[keep]
    order = np.lexsort((segments[:, 3], weight))
    owner = np.full(len(stream.code), NONE, np.int64)
    inner = np.zeros(len(stream.code), np.int64)
    for k in order.tolist():
        _, p, a, n = segments[k].tolist()
        owner[p : p + n] = k
        inner[p : p + n] = np.arange(a, a + n)
    _follow(page, stream, index, segments, order, owner, inner)
    return _by_token(len(page), stream, index, segments, share, owner, inner)


def _hopeful(stream: _Stream, index: _Index, segments: Segments) -> npt.NDArray[np.bool_]:
    """Segments that may be part of a chain that is kept: those near them and of their phrase are long enough, or many."""
    phrase, length = segments[:, 0], segments[:, 3]
    line = stream.line[segments[:, 1]].astype(np.int64)
    begins = np.r_[True, (phrase[1:] != phrase[:-1]) | (line[1:] - line[:-1] > _APART)]
    run = np.cumsum(begins) - 1
    longest = np.maximum.reduceat(length, np.flatnonzero(begins))
    enough = np.bincount(run, length) >= _MOST_OF_IT * index.length[phrase[begins]]
    found: npt.NDArray[np.bool_] = (enough | (longest >= _LONG))[run]
    return found


_APART: Final = 2  # lines between segments of one chain
_MOST_OF_IT: Final = 0.75  # share of a phrase that makes even short segments of it more than chance
_LONG: Final = 7  # letters of the longest segment, without which that share is needed


def _chains(stream: _Stream, index: _Index, segments: Segments) -> tuple[Floats, Floats]:
    """Join segments of one phrase that follow each other on the page and in the phrase.

    Returns for each segment the weight of its chain (letters, more where much of the phrase is found; 0 where the chain is
    too weak to be printed form) and the share of the phrase that the chain covers.
    """
    phrase, place, inside, length = segments.T.tolist()
    line = stream.line[segments[:, 1]].tolist()
    whole = index.length[segments[:, 0]].tolist()
    n = len(phrase)
    best, back = [0.0] * n, [NONE] * n
    for i in range(n):
        best[i] = float(length[i])
        for j in range(i - 1, max(-1, i - _LOOK_BACK - 1), -1):
            if phrase[j] != phrase[i] or line[i] - line[j] > _APART:
                break
            gap = inside[i] - inside[j] - length[j]
            if gap < -3 or place[i] < place[j] + length[j] - 3:
                continue
            apart = place[i] - place[j] - length[j]
            cost = 0.5 * abs(gap) if gap < 0 else min(0.25 * gap, 6.0)
            cost += 0.0 if apart == gap else 1.0 + min(0.02 * apart, 3.0)
            if best[j] + length[i] - cost > best[i]:
                best[i], back[i] = best[j] + length[i] - cost, j
    return _strong(best, back, length, whole)


_LOOK_BACK: Final = 8


def _strong(best: list[float], back: list[int], length: list[int], whole: list[int]) -> tuple[Floats, Floats]:
    """Take chains from the best down, each segment once; keep those that can hardly be chance."""
    taken = np.zeros(len(best), np.bool_)
    weight, shares = np.zeros(len(best)), np.zeros(len(best))
    for top in sorted(range(len(best)), key=lambda i: -best[i]):
        if taken[top]:
            continue
        members, at = [], top
        while at != NONE and not taken[at]:
            members.append(at)
            taken[at] = True
            at = back[at]
        letters = min(sum(length[m] for m in members), whole[top])
        longest = max(length[m] for m in members)
        share = letters / whole[top]
        if share >= _MOST_OF_IT or (longest >= _LONG and share >= 0.4) or (longest >= 10 and share >= 0.25) or longest >= 13:
            weight[members] = letters * (0.3 + share)
            shares[members] = share
    return weight, shares


def _follow(
    page: Page,
    stream: _Stream,
    index: _Index,
    segments: Segments,
    order: Segments,
    owner: npt.NDArray[np.int64],
    inner: npt.NDArray[np.int64],
) -> None:
    """Extend matches over a few letters too short for a gram: on both sides, and into the cells on both sides."""
    first_of_cell = _cell_starts(page, stream)
    for k in order[::-1]:
        p, place, inside, length = (int(v) for v in segments[k])
        if owner[place + length - 1] == k:
            _forward(stream, index, p, place + length, inside + length, (k, owner, inner), first_of_cell)
        if owner[place] == k:
            _backward(stream, index, p, place - 1, inside - 1, (k, owner, inner))


def _cell_starts(page: Page, stream: _Stream) -> IntArray:
    """For each letter, the place of the first letter of the next cell in its line, or -1."""
    cell = page.cell[stream.token].astype(np.int64) + page.line[stream.token].astype(np.int64) * 4096
    change = np.flatnonzero(np.diff(cell)) + 1
    following = np.searchsorted(change, np.arange(len(cell)), "right")
    start = np.append(change, -1)[np.minimum(following, len(change))]
    same = (start >= 0) & (stream.line[start] == stream.line)
    return np.where(same, start, NONE).astype(np.int32)


Owned = tuple[int, npt.NDArray[np.int64], npt.NDArray[np.int64]]


def _forward(stream: _Stream, index: _Index, phrase: int, place: int, inside: int, owned: Owned, cells: IntArray) -> None:
    letters = index.letters[index.begin[phrase] : index.begin[phrase] + index.length[phrase]]
    line = stream.line[place - 1]
    place, inside = _run(stream, letters, place, inside, line, owned)
    # The line goes on in the next cell, perhaps behind letters of other lines that share this cell.
    for _ in range(3):
        start = int(cells[place - 1]) if place <= len(cells) else NONE
        if start < 0 or inside >= len(letters):
            return
        for skip in (0, 1, -1):
            stop, then = _run(stream, letters, start, inside + skip, line, owned)
            if stop > start:
                place, inside = stop, then
                break
        else:
            return


def _run(stream: _Stream, letters: npt.NDArray[np.int64], place: int, inside: int, line: int, owned: Owned) -> tuple[int, int]:
    """Take equal letters from here on, whole tokens where less than three letters are equal."""
    k, owner, inner = owned
    stop = place
    at = inside
    size = len(stream.code)
    while (
        stop < size
        and 0 <= at < len(letters)
        and stream.line[stop] == line
        and owner[stop] < 0
        and stream.code[stop] == letters[at]
    ):
        stop, at = stop + 1, at + 1
    ends_token = stop >= size or stop == place or stream.token[stop] != stream.token[stop - 1] or owner[stop] >= 0
    if stop - place < 3 and not ends_token:
        return place, inside
    owner[place:stop] = k
    inner[place:stop] = np.arange(inside, at)
    return stop, at


def _backward(stream: _Stream, index: _Index, phrase: int, place: int, inside: int, owned: Owned) -> None:
    k, owner, inner = owned
    letters = index.letters[index.begin[phrase] : index.begin[phrase] + index.length[phrase]]
    line = stream.line[place + 1]
    at = place
    while at >= 0 and inside >= 0 and stream.line[at] == line and owner[at] < 0 and stream.code[at] == letters[inside]:
        at, inside = at - 1, inside - 1
    begins_token = at < 0 or at == place or stream.token[at] != stream.token[at + 1] or owner[at] >= 0
    if place - at < 3 and not begins_token:
        return
    owner[at + 1 : place + 1] = k
    inner[at + 1 : place + 1] = np.arange(inside + 1, inside + 1 + place - at)


def _by_token(
    n: int,
    stream: _Stream,
    index: _Index,
    segments: Segments,
    shares: Floats,
    owner: npt.NDArray[np.int64],
    inner: npt.NDArray[np.int64],
) -> PrintedForm:
    total = np.bincount(stream.token, minlength=n)
    covered = owner >= 0
    tokens, owners = stream.token[covered], owner[covered]
    cover = np.bincount(tokens, minlength=n) / np.maximum(total, 1)
    slot = np.full(n, NONE, np.int32)
    at, share, letters = np.zeros(n, np.float32), np.zeros(n, np.float32), np.zeros(n, np.float32)
    phrase = segments[owners, 0]
    slot[tokens] = index.slot[phrase]
    at[tokens] = inner[covered] / index.length[phrase]
    share[tokens] = shares[owners]
    letters[tokens] = shares[owners] * index.length[phrase]
    wording = np.full(n, NONE, np.int32)
    wording[tokens] = phrase
    return PrintedForm(slot, cover.astype(np.float32), at, wording, share, letters)
