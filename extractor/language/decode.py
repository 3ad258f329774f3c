"""The most probable text behind pieces that cell edges have cut: a noisy channel (Shannon; Kernighan, Church and Gale, 1990).

An edge between two pieces may stand between words or within one; the glyph under it may be whole, counted twice or lost. Each
of these has a cost, and so has each word (:mod:`extractor.language.model`); the cheapest whole is found by a beam search over the
pieces.

Most of the time of reading a filing goes by here: states are plain tuples, and what was decoded once is remembered, since the
searches for the lines of cells ask for the same beginnings again and again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from extractor.form.companies import SHORT_FORMS
from extractor.language.model import OWN, begins_word, letters_behind, pair_cost, spelled, vocabulary, word_cost

_BEAM: Final = 12
_PENDING: Final = 0.35  # of what spelling the letters of an open word costs, by which states are ranked
_UNKNOWN: Final = 0.5  # the same of letters that begin no known word
_CLEAN: Final = 0.3
_TWICE: Final = 1.9
_LOST: Final = 2.6
_FREQUENT: Final = 3.0  # cost of the most frequent words
_OUTER_LOST: Final = 3.4
_BEGUN: Final = 5  # letters with which a word that is cut again may go on
_GLUED_LINES: Final = 3.5  # a word that goes on in the next line
_SHORT: Final = 2  # letters; with another they make too many words, of which only the form of a company is none by chance
_RUN: Final = re.compile(r"[A-Za-z]+")


class Cut(NamedTuple):
    """A piece of a text: what parts it from the piece before, and whether an edge touches its ends."""

    text: str
    joint: str
    """`` ``: a blank, ``|``: the edge of a cell, ``/``: the end of a line; empty for the first."""
    open_before: bool = False
    open_after: bool = False


class Decoded(NamedTuple):
    """A text with its cost, and what was done to the glyphs at the edges."""

    text: str
    cost: float
    twice: int = 0
    lost: int = 0


_Done = tuple[int, int]
_Key = tuple[str, str]
_State = tuple[float, str, str, str, _Done]
"""The cost, the text so far, its last whole word with the letters of the word that is not yet closed, small, and what was done to
glyphs: how many were counted once, how many restored."""
_Kept = dict[_Key, _State]
"""States under way, of those with the same words the cheapest."""
_START: Final[_State] = (0.0, "", "<", "", (0, 0))


class _Costs(dict[tuple[str, str], float]):
    """What words cost behind others in one kind of text on one page, each computed when it is asked for first."""

    def __init__(self, kind: str, own: frozenset[str]) -> None:
        self.kind = kind
        self.own = own
        self.letters = _letters(own)
        self.decoded = 0
        """How many decodings were gone on with."""

    def __missing__(self, pair: tuple[str, str]) -> float:
        if len(self) >= _REMEMBERED:
            self.clear()
        before, word = pair
        cost = pair_cost(before, word, self.kind)
        if word in self.own:
            cost = min(cost, OWN + 0.1 * word_cost(word, self.kind))
        self[pair] = cost
        return cost


_REMEMBERED: Final = 5_000  # pairs of words; a filing has some hundreds


@dataclass(eq=False, slots=True)
class Decoder:
    """A decoding under way: the beam after some pieces. Begins with :func:`decoder`; the same pieces give the same object."""

    costs: _Costs
    states: tuple[_State, ...] = (_START,)
    following: dict[Cut, Decoder] | None = None
    """The decodings with one more piece that were asked for; most are the last of theirs, and have none."""
    known: float | None = None
    """What :attr:`cost` gave."""

    def fed(self, cut: Cut) -> Decoder:
        """The decoding with one more piece; where that is cut behind, another may follow."""
        if not cut.text:
            return self
        following = self.following
        if following is None:
            following = self.following = {}
        found = following.get(cut)
        if found is None:
            found = following[cut] = self._with(cut)
        return found

    def _with(self, cut: Cut) -> Decoder:
        kept: _Kept = {}
        costs, stretch = self.costs, _stretch(cut.text)
        if self.states[0] is _START:
            _begin(kept, cut, stretch, costs)
        elif cut.joint == "|":
            _across(kept, self.states, cut, stretch, costs)
        else:
            _behind(kept, self.states, cut, stretch, costs)
        costs.decoded += 1
        return Decoder(costs, _best(kept))

    @property
    def cost(self) -> float:
        """What the cheapest text so far costs if it ends here."""
        if self.known is None:
            self.known = self._cheapest(open_after=False)[0]
        return self.known

    def ended(self, open_after: bool) -> Decoded:
        """The cheapest text. ``open_after``: whether the last piece is cut behind."""
        cost, best = self._cheapest(open_after)
        return Decoded(best[1], cost, *best[4])

    def _cheapest(self, open_after: bool) -> tuple[float, _State]:
        """The cheapest end, and what it costs. What costs more so far costs more in the end: most ends need not be looked at."""
        least, best = math.inf, self.states[0]
        for state in self.states:
            if state[0] < least and (cost := self._whole(state)) < least:
                least, best = cost, state
            if open_after and state[0] + _OUTER_LOST < least:
                for end in _ended(state, self.costs):
                    if (cost := self._whole(end)) < least:
                        least, best = cost, end
        return least, best

    def _whole(self, state: _State) -> float:
        """What a state costs if the text ends with it."""
        cost, _, before, run, _ = state
        return cost + self.costs[before, run] + self.costs[run, ">"] if run else cost + self.costs[before, ">"]


def decoder(kind: str, own: frozenset[str] = frozenset()) -> Decoder:
    """A decoding that begins. ``kind`` and ``own`` are those of :func:`decode`."""
    begun = _decoder(kind, own)
    if begun.costs.decoded > _DECODED:
        begun.following = None
        begun.costs.decoded = 0
    return begun


@lru_cache(maxsize=16)
def _decoder(kind: str, own: frozenset[str]) -> Decoder:
    return Decoder(_Costs(kind, own))


_DECODED: Final = 2_000  # decodings of one kind of text on one page that are kept; a filing has some hundreds


def decode(cuts: Sequence[Cut], kind: str, own: frozenset[str] = frozenset()) -> Decoded:
    """The cheapest text.

    Args:
        cuts: pieces in reading order.
        kind: the kind of text, a key of the model's mixtures.
        own: words, in small letters, that stand uncut elsewhere on the page.
    """
    so_far = decoder(kind, own)
    for k, cut in enumerate(cuts):
        goes_on = cut.open_after and k + 1 < len(cuts) and cuts[k + 1].joint == "|"
        so_far = so_far.fed(cut if cut.open_after == goes_on else Cut(cut.text, cut.joint, cut.open_before, goes_on))
    return so_far.ended(bool(cuts) and cuts[-1].open_after)


def _best(kept: _Kept) -> tuple[_State, ...]:
    if len(kept) == 1:
        return tuple(kept.values())
    pending = _pending
    ranked = [
        (state[0] + pending(run) if (run := state[3]) else state[0], place, state) for place, state in enumerate(kept.values())
    ]
    ranked.sort()  # of equals, which their places tell apart, the first goes first
    return tuple([state for _, _, state in ranked[:_BEAM]])


@lru_cache(maxsize=20_000)
def _pending(run: str) -> float:
    """What an open word will cost at least: what begins no known word will be spelled."""
    return spelled(run) * (_PENDING if begins_word(run) else _UNKNOWN)


def _begin(kept: _Kept, cut: Cut, stretch: _Stretch, costs: _Costs) -> None:
    """Add the states with a first piece, perhaps with a letter before it that the outer edge has taken."""
    text, first = stretch.text, stretch.first
    cost, out, before, run, done = _START
    _add(kept, costs, stretch, cost, out, before, run, done)
    if not cut.open_before or len(first) < 3:
        return
    large = text[:2].isupper() or text[0].islower()
    for letter in costs.letters["", first, False]:
        _add(kept, costs, stretch, cost + _OUTER_LOST, letter.upper() if large else letter, before, letter, _LOST_ONE)


_LOST_ONE: Final[_Done] = (0, 1)


def _behind(kept: _Kept, states: Sequence[_State], cut: Cut, stretch: _Stretch, costs: _Costs) -> None:
    """Add states with the next piece behind a blank, or in the next line, where it may go on with a word."""
    between = " " if cut.joint else ""
    parted = 0.0 if cut.joint == " " else _CLEAN
    goes_on = cut.joint == "/" and stretch.text[0].islower()
    for cost, out, before, run, done in states:
        closed = cost + costs[before, run] if run else cost
        _add(kept, costs, stretch, closed + parted, out + between, run or before, "", done)
        if goes_on and run:
            _add(kept, costs, stretch, cost + _GLUED_LINES, out, before, run, done)


def _ended(state: _State, costs: _Costs) -> Iterator[_State]:
    """A state at the end of the text with a last letter that the outer edge has taken.

    Of names only those that stand whole elsewhere: names are many, and one letter more makes another of many a name.
    """
    cost, out, before, run, (twice, lost) = state
    if len(run) >= 2:
        for letter in costs.letters[run, "", False]:
            if costs.kind == "name" and run + letter not in costs.own:
                continue
            shown = letter.upper() if _is_large(out) else letter
            yield (cost + _OUTER_LOST, out + shown, before, run + letter, (twice, lost + 1))


def _across(kept: _Kept, states: Sequence[_State], cut: Cut, stretch: _Stretch, costs: _Costs) -> None:
    """Add states with the next piece behind the edge of a cell, which may have cut a word or number."""
    text, word = stretch.text, stretch.first
    glyph, two = text[0].lower(), text[:2].lower()
    open_ = cut.open_after and len(word) == len(text)
    enough = 2 if open_ else _SHORT + 1
    # What is a likely word as it stands has lost nothing.
    headless = costs.letters["", word, False] if len(word) >= 2 and word_cost(word, costs.kind) > _LOST + _FREQUENT else ()
    for cost, out, before, run, done in states:
        alone = costs[before, run] if run else 0.0
        _add(kept, costs, stretch, cost + alone + _CLEAN, out + " ", run or before, "", done)
        _add(kept, costs, stretch, cost + _CLEAN, out, before, run, done)
        twice, lost = done
        if out[-1].lower() == glyph and _same_glyph(out[-1], text[0], out[-2:-1]):
            _add(kept, costs, _stretch(text[1:]), cost + _TWICE, out, before, run, (twice + 1, lost))
        if out[-2:].lower() == two and len(text) > 1 and len(out) > 1:
            _add(kept, costs, _stretch(text[2:]), cost + (_TWICE + 0.5), out, before, run, (twice + 1, lost))
        restored = (twice, lost + 1)
        if run and word and (letters := costs.letters[run, word, open_]):
            short, large = len(run) + len(word) < enough, _is_large(out, text)
            for letter in letters:
                if not short or run + letter + word in SHORT_FORMS:
                    shown = out + (letter.upper() if large else letter)
                    _add(kept, costs, stretch, cost + _LOST, shown, before, run + letter, restored)
        # The edge stands between two words and has taken the last letter of one or the first of the other.
        if alone > _LOST + _FREQUENT and len(run) >= 2:
            for letter in costs.letters[run, "", False]:
                whole, shown = run + letter, f"{out}{letter.upper() if _is_large(out) else letter} "
                _add(kept, costs, stretch, cost + _LOST + costs[before, whole], shown, whole, "", restored)
        for letter in headless:
            shown = letter.upper() if text[:2].isupper() or not out.isupper() else letter
            _add(kept, costs, stretch, cost + _LOST + alone, f"{out} {shown}", run or before, letter, restored)


def _same_glyph(last: str, first: str, before: str) -> bool:
    """Whether a glyph before an edge may be that behind it; a large letter behind a small word is no glyph of it."""
    return last.isalnum() and last.lower() == first.lower() and not (first.isupper() and last.islower() and before.islower())


def _is_large(out: str, text: str = "") -> bool:
    """Whether a letter between two texts is large, as its neighbours are: behind two large ones, or between large ones."""
    return out[-1:].isupper() and (text[:1].isupper() or (len(out) > 1 and out[-2:].isupper()))


class _Letters(dict[tuple[str, str, bool], tuple[str, ...]]):
    """The letters that make a known word, or one of the page's own, of what stands before and behind them.

    Where a word may go on (the third of a key), also some that make the beginning of a known one. They are remembered with the
    page's words: no other page asks for the same.
    """

    def __init__(self, own: frozenset[str]) -> None:
        self.own = own

    def __missing__(self, key: tuple[str, str, bool]) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        left, right, open_ = key
        words, own, letters = vocabulary(), self.own, letters_behind(left, self.own)
        found = tuple([c for c in letters if (word := left + c + right) in words or word in own])
        if open_:
            begun = [c for c in letters if c not in found and begins_word(left + c + right)]
            begun.sort(key=lambda c: spelled(left + c + right))
            found = (*found, *begun[:_BEGUN])
        self[key] = found
        return found


@lru_cache(maxsize=2)
def _letters(own: frozenset[str]) -> _Letters:
    return _Letters(own)


class _Stretch(NamedTuple):
    """A stretch of text: its words in small letters, and whether it begins and whether it ends with one."""

    text: str
    words: tuple[str, ...]
    begins: bool
    ends: bool
    first: str
    """The word that it begins with, if it does."""


@lru_cache(maxsize=20_000)
def _stretch(text: str) -> _Stretch:
    found = list(_RUN.finditer(text))
    words = tuple(match.group().lower() for match in found)
    begins, ends = bool(found) and found[0].start() == 0, bool(found) and found[-1].end() == len(text)
    return _Stretch(text, words, begins, ends, words[0] if begins else "")


def _add(kept: _Kept, costs: _Costs, stretch: _Stretch, cost: float, out: str, before: str, run: str, done: _Done) -> None:
    """Add the state with a stretch of text behind a text, whose open word it goes on with; all words but one that ends it are
    closed. Of states with the same words the cheapest is kept, of such the first.
    """
    text, words, begins, ends, word = stretch
    if words:
        if begins:
            run += word
        else:
            if run:
                cost, before = cost + costs[before, run], run
            run = words[0]
        if len(words) > 1:
            for following in words[1:]:
                cost, before, run = cost + costs[before, run], run, following
        if not ends:
            cost, before, run = cost + costs[before, run], run, ""
    elif run and text:
        cost, before, run = cost + costs[before, run], run, ""
    key = before, run
    other = kept.get(key)
    if other is None or cost < other[0]:
        kept[key] = (cost, out + text, before, run, done)
