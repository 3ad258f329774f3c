"""Runs of letters that a page shares with printed phrases, and chains of them that can hardly be chance."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from extractor.dialects.page import IntArray, begins, sorting
from extractor.regions.letters import GRAM, NONE, Index, Stream, grams_of

_GAP: Final = 9  # letters that may be misread between two matching runs of one diagonal
Ints = npt.NDArray[np.int64]
Segments = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


def segments_of(stream: Stream, index: Index) -> Segments:
    """Rows of (phrase, place in the stream, place in the phrase, length): matches on one diagonal and in one line.

    They are sorted by phrase and place, and by the place in the phrase from the end.
    """
    wanted = np.searchsorted(stream.line, stream.line[_LETTERS_AT_ONCE::_LETTERS_AT_ONCE])
    bounds = [0, *sorted(set(wanted.tolist()) - {0}), len(stream.line)]
    segments = np.concatenate([_within(stream, index, a, b) for a, b in pairwise(bounds)])
    segments = segments[sorting(segments[:, 1])]
    return segments[sorting(segments[:, 0])]


_LETTERS_AT_ONCE: Final = 50_000
"""A filing has some thousands of letters; of a longer text the lines are matched in parts, so that memory stays bounded."""


def _within(stream: Stream, index: Index, start: int, stop: int) -> Segments:
    """The segments of a stretch of whole lines; those that begin at one place by the place in the phrase from the end."""
    grams, line = grams_of(stream.code[start:stop]), stream.line[start:stop]
    at = np.searchsorted(index.gram, grams)
    found = (index.gram[np.minimum(at, len(index.gram) - 1)] == grams) & (line[: len(grams)] == line[GRAM - 1 :][: len(grams)])
    where = np.flatnonzero(found).astype(np.int32)
    left, count = index.first[at[where]], index.count[at[where]]
    place, entry = np.repeat(where, count), counted_up(left, count)
    if not len(place):
        return np.zeros((0, 4), np.int32)
    # On one diagonal a place in the stream and one in the letters of all phrases, joined, are always equally far apart.
    letter = index.letter[entry]
    diagonal = place - letter + np.int32(len(index.letters))
    order = sorting(diagonal)
    place, diagonal, entry = place[order], diagonal[order], entry[order]
    phrase, line = index.phrase[entry], line[place]
    new = begins(phrase) | begins(line) | begins(diagonal)
    new[1:] |= place[1:] - place[:-1] > _GAP
    first = np.flatnonzero(new)
    last = np.append(first[1:], len(place)) - 1
    length = place[last] + GRAM - place[first]
    return np.stack([phrase[first], place[first] + np.int32(start), index.at[entry[first]], length], axis=1)


def counted_up(start: IntArray, length: IntArray) -> IntArray:
    """As many numbers as each length says, counting up from each start, one run behind the other."""
    begin = np.cumsum(length, dtype=np.int32) - length
    counted: IntArray = np.arange(length.sum(), dtype=np.int32) + np.repeat(start - begin, length)
    return counted


def hopeful(stream: Stream, index: Index, segments: Segments) -> npt.NDArray[np.bool_]:
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


def chains_of(stream: Stream, index: Index, segments: Segments) -> tuple[Floats, Floats]:
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
    found = [_of_phrases(stream, index, segments[a:b]) for a, b in pairwise([*bounds, len(segments)]) if b > a]
    weights, shares = zip(*found, strict=True)
    return np.concatenate(weights), np.concatenate(shares)


_SEGMENTS_AT_ONCE: Final = 20_000  # weighed together, so that memory stays bounded


def _of_phrases(stream: Stream, index: Index, segments: Segments) -> tuple[Floats, Floats]:
    """The same for the segments of some phrases."""
    length = segments[:, 3].astype(np.int64)
    best, back = _longest(length, *_joints(stream, segments))
    return _strong(best, back, length, index.length[segments[:, 0]].astype(np.int64))


def _longest(length: Ints, later: Ints, before: Ints, cost: Floats) -> tuple[Floats, Ints]:
    """The most that a chain can have which ends with each segment, and the segment before that one in it, or ``NONE``.

    All joints are weighed at once, those behind a segment whose chain has grown again: a chain has few segments, the page many.
    """
    best, back = length.astype(np.float64), np.full(len(length), NONE)
    added, behind = best[later], np.arange(len(later))
    while len(behind):
        joined, ends = best[before[behind]] + added[behind] - cost[behind], later[behind]
        first = np.flatnonzero(begins(ends))
        ends, longest = ends[first], np.maximum.reduceat(joined, first)
        grown = longest > best[ends]
        ends = ends[grown]
        best[ends] = longest[grown]
        has_grown = np.zeros(len(best), np.bool_)
        has_grown[ends] = True
        behind = np.flatnonzero(has_grown[before])
    joined = best[before] + added - cost
    chosen = np.flatnonzero((joined == best[later]) & (joined > added))[::-1]
    back[later[chosen]] = before[chosen]  # of several that are as good the first, which comes last here, stays
    return best, back


def _joints(stream: Stream, segments: Segments) -> tuple[Ints, Ints, Floats]:
    """Pairs of a segment and one before it that it may follow, with the cost of that; by segment, the nearest before it first."""
    phrase, place, inside, length = np.ascontiguousarray(segments.T)
    end, reach, n = inside + length, place + length, len(segments)
    # Segments are sorted by phrase and line: so many, itself among them, are of the phrase and of lines that are near enough.
    line = phrase * np.int64(int(stream.line[-1]) + _APART + 1) + stream.line[place]
    near = np.searchsorted(line, line + _APART, "right") - np.arange(n)
    follows = np.zeros((n, _LOOK_BACK), np.bool_)
    for back in range(1, min(_LOOK_BACK, n - 1) + 1):
        found = inside[back:] - end[:-back] >= -_OVERLAP
        found &= place[back:] - reach[:-back] >= -_OVERLAP
        found &= near[:-back] > back
        follows[back:, back - 1] = found
    later, skipped = np.divmod(np.flatnonzero(follows), _LOOK_BACK)
    before = later - skipped - 1
    gap, apart = inside[later] - end[before], place[later] - reach[before]
    cost = np.where(gap < 0, -0.5 * gap, np.minimum(0.25 * gap, 6.0))
    cost += np.where(apart == gap, 0.0, 1.0 + np.minimum(0.02 * apart, 3.0))
    return later, before, cost


_LOOK_BACK: Final = 8  # segments just before one that it may go on with
_OVERLAP: Final = 3  # letters that two segments of a chain may share


def _strong(best: Floats, back: Ints, length: Ints, whole: Ints) -> tuple[Floats, Floats]:
    """Take chains from the best down, each segment once; keep those that can hardly be chance."""
    n, links = len(best), np.flatnonzero(back != NONE)
    linked = np.zeros(n, np.bool_)
    linked[links] = linked[back[links]] = True
    joined = np.flatnonzero(linked)
    chain = np.arange(n, 2 * n)
    chain[joined[np.argsort(-best[joined], kind="stable")]] = np.arange(len(joined))
    # A segment belongs to the best of all chains that go through it.
    while len(links):
        better = links[chain[links] < chain[back[links]]]
        np.minimum.at(chain, back[better], chain[better])
        changed = np.zeros(len(best), np.bool_)
        changed[back[better]] = True
        links = np.flatnonzero(changed & (back != NONE))
    total = np.bincount(chain, length, 2 * n)
    longest = np.zeros(2 * n, np.int64)
    np.maximum.at(longest, chain, length)
    letters = np.minimum(total[chain], whole)
    share, strong = letters / whole, _no_chance(letters, longest[chain], whole)
    return np.where(strong, letters * (0.3 + share), 0.0), np.where(strong, share, 0.0)
