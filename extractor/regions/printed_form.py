"""Find the printed form in a page: which letters belong to which printed phrase.

A seed-and-extend matcher (Altschul et al., "Basic local alignment search tool", 1990): all runs of four letters that the
page shares with a printed phrase are looked up at once; runs on one diagonal join over misread letters; what is cut off at
a cell's edge is followed into the next cell, where the phrase goes on. It finds phrases that are cut into pieces, misread,
and interleaved with other lines (``1. Name and Ad SMITH`` | ``dress of Reportin LEE`` | ``g Person``).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.dialects.page import IntArray, Page
from extractor.regions.chains import Floats, Segments, chains_of, counted_up, hopeful, segments_of
from extractor.regions.following import follow
from extractor.regions.letters import NONE, Index, Stream, phrase_index, stream_of


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

    def only(self, tokens: npt.NDArray[np.intp]) -> PrintedForm:
        """The same for some tokens alone."""
        return PrintedForm(*(getattr(self, f.name)[tokens] for f in fields(self)))


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
        stream, index = stream_of(page), phrase_index()
        hits = segments_of(stream, index)
        if len(hits):
            return _assign(page, stream, index, hits)
    nothing = np.zeros(0, np.int32)
    return PrintedLetters(nothing, nothing, nothing, np.zeros(0), np.zeros(0, np.bool_))


def captions(printed: PrintedForm) -> tuple[int, float]:
    """How many different captions of the form were found, each to its greater part, and the share of their pairs that stand in
    another order than the form's."""
    first: dict[int, int] = {}
    tokens = np.flatnonzero((printed.slot >= 0) & (printed.share > _MOST_OF_ONE))
    for slot, token in zip(printed.slot[tokens].tolist(), tokens.tolist(), strict=True):
        first.setdefault(slot, token)
    places = [first[slot] for slot in sorted(first)]
    turned = sum([before > behind for before, behind in combinations(places, 2)])
    return len(places), 2 * float(turned) / max(1, len(places) * (len(places) - 1))


_MOST_OF_ONE: Final = 0.6  # least share of a caption that is there


def _assign(page: Page, stream: Stream, index: Index, segments: Segments) -> PrintedLetters:
    """Give each letter to the phrase that explains most of its surroundings."""
    segments = segments[hopeful(stream, index, segments)]
    weight, share = chains_of(stream, index, segments)
    keep = weight > 0
    segments, share, weight = segments[keep], share[keep], weight[keep]
    order = np.argsort(segments[:, 3], kind="stable")
    order = order[np.argsort(weight[order], kind="stable")]  # faster than numpy.lexsort
    owner = np.full(len(stream.code), NONE, np.int32)
    inner = np.zeros(len(stream.code), np.int32)
    _, place, inside, length = segments[order].T
    letter = counted_up(place, length)
    owner[letter] = np.repeat(
        order.astype(np.int32), length
    )  # of several segments with a letter the last, which is the best, stays
    inner[letter] = counted_up(inside, length)
    owner, inner = follow(page, stream, index, segments, order, owner, inner)
    phrase, shares, same = np.full(len(owner), NONE, np.int32), np.zeros(len(owner)), np.zeros(len(owner), np.bool_)
    owned = np.flatnonzero(owner >= 0)
    phrase[owned], shares[owned] = segments[owner[owned], 0], share[owner[owned]]
    same[owned] = stream.code[owned] == index.letters[index.begin[phrase[owned]] + inner[owned]]
    return PrintedLetters(stream.token, phrase, inner, shares, same)


def letters_in(page: Page, found: PrintedLetters) -> PrintedLetters:
    """The same letters in the tokens of a page, which parts those of the page in which they were found."""
    return replace(found, token=stream_of(page).token)


def printed_form(page: Page, found: PrintedLetters) -> PrintedForm:
    """What of each token of a page is printed form, by its letters."""
    n, index = len(page), phrase_index()
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
