"""The most probable text behind pieces that cell edges have cut: a noisy channel (Shannon; Kernighan, Church and Gale, 1990).

An edge between two pieces may stand between words or within one; the glyph under it may be whole, counted twice, lost, or
half-read as another. Each of these has a cost, and so has each word (:mod:`extractor.language.model`); the cheapest whole is
found by a beam search over the pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase
from typing import Final, NamedTuple

from extractor.language.model import OWN, begins_word, pair_cost, spelled, vocabulary, word_cost

_BEAM: Final = 12
_PENDING: Final = 0.35  # of what spelling the letters of an open word costs, by which states are ranked
_UNKNOWN: Final = 0.5  # the same of letters that begin no known word
_CLEAN: Final = 0.3
_TWICE: Final = 1.9
_LOST: Final = 2.6
_FREQUENT: Final = 3.0  # cost of the most frequent words
_HALF: Final = 7.0
_OUTER_LOST: Final = 3.4
_BEGUN: Final = 5  # letters with which a word that is cut again may go on
_GLUED_LINES: Final = 3.5  # a word that goes on in the next line
_RUN: Final = re.compile(r"[A-Za-z]+")


class Cut(NamedTuple):
    """A piece of a text: what parts it from the piece before, and whether an edge touches its ends."""

    text: str
    joint: str
    """`` ``: a blank, ``|``: the edge of a cell, ``/``: the end of a line; empty for the first."""
    open_before: bool = False
    open_after: bool = False


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with its cost, and what was done to the glyphs at the edges."""

    text: str
    cost: float
    twice: int = 0
    lost: int = 0
    half: int = 0


class _State(NamedTuple):
    cost: float
    out: str
    before: str
    """The last whole word."""
    run: str
    """The letters of the word that is not yet closed, small."""
    done: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Decoder:
    """A decoding under way: the beam after some pieces. ``kind`` and ``own`` are those of :func:`decode`."""

    kind: str
    own: frozenset[str] = frozenset()
    states: tuple[_State, ...] = (_State(0.0, "", "<", "", (0, 0, 0)),)

    def fed(self, cut: Cut) -> Decoder:
        """The decoding with one more piece; where that is cut behind, another may follow."""
        if not cut.text:
            return self
        grown = (new for state in self.states for new in _grown(state, cut, cut.text, cut.open_after, self.kind, self.own))
        return Decoder(self.kind, self.own, tuple(_best(grown)))

    @property
    def cost(self) -> float:
        """What the cheapest text so far costs if it ends here."""
        ends = (_closed(s, self.kind, self.own) for s in self.states)
        return min(s.cost + pair_cost(s.before, ">", self.kind) for s in ends)

    def ended(self, open_after: bool) -> Decoded:
        """The cheapest text. ``open_after``: whether the last piece is cut behind."""
        ends = [_closed(end, self.kind, self.own) for s in self.states for end in _ended(s, open_after, self.own)]
        best = min(ends, key=lambda s: s.cost + pair_cost(s.before, ">", self.kind))
        return Decoded(best.out, best.cost + pair_cost(best.before, ">", self.kind), *best.done)


def decode(cuts: Sequence[Cut], kind: str, own: frozenset[str] = frozenset()) -> Decoded:
    """The cheapest text.

    Args:
        cuts: pieces in reading order.
        kind: the kind of text, a key of the model's mixtures.
        own: words, in small letters, that stand uncut elsewhere on the page.
    """
    decoder = Decoder(kind, own)
    for k, cut in enumerate(cuts):
        goes_on = cut.open_after and k + 1 < len(cuts) and cuts[k + 1].joint == "|"
        decoder = decoder.fed(cut._replace(open_after=goes_on))
    return decoder.ended(bool(cuts) and cuts[-1].open_after)


def _best(states: Iterable[_State]) -> list[_State]:
    kept: dict[tuple[str, str], _State] = {}
    for state in states:
        key = (state.before, state.run)
        if key not in kept or state.cost < kept[key].cost:
            kept[key] = state
    return sorted(kept.values(), key=lambda s: s.cost + _pending(s.run))[:_BEAM]


@lru_cache(maxsize=20_000)
def _pending(run: str) -> float:
    """What an open word will cost at least: what begins no known word will be spelled."""
    if not run:
        return 0.0
    return spelled(run) * (_PENDING if begins_word(run) else _UNKNOWN)


def _grown(state: _State, cut: Cut, text: str, goes_on: bool, kind: str, own: frozenset[str]) -> Iterable[_State]:
    """A state with the next piece, in every way in which it may hang on; ``goes_on``: the piece itself is cut behind."""
    if not state.out:
        yield _fed(state, "", text, kind, own)
        if cut.open_before:
            yield from _begun(state, text, kind, own)
        return
    between = "" if not cut.joint else " "
    parted = 0.0 if cut.joint == " " else _CLEAN
    closed = _closed(state, kind, own)
    yield _fed(closed._replace(cost=closed.cost + parted), between, text, kind, own)
    if cut.joint == "|":
        yield from _across(state, text, goes_on, kind, own)
    elif cut.joint == "/" and state.run and text[0].islower():
        yield _fed(state._replace(cost=state.cost + _GLUED_LINES), "", text, kind, own)


def _begun(state: _State, text: str, kind: str, own: frozenset[str]) -> Iterable[_State]:
    """The first piece with a letter before it that the outer edge has taken."""
    match = _RUN.match(text)
    if match is None or len(match.group()) < 3:
        return
    low = match.group().lower()
    for letter in _lost_letters("", low, own):
        shown = letter.upper() if text[:2].isupper() or text[0].islower() else letter
        yield _fed(_more(state, _OUTER_LOST, lost=1), "", shown + text, kind, own)


def _ended(state: _State, open_after: bool, own: frozenset[str]) -> Iterable[_State]:
    """A state at the end of the text, also with a last letter that the outer edge has taken."""
    yield state
    run = state.run
    if open_after and len(run) >= 2:
        for letter in _lost_letters(run, "", own):
            yield _more(state, _OUTER_LOST, lost=1)._replace(out=state.out + _case(letter, state.out), run=run + letter)


def _across(state: _State, text: str, goes_on: bool, kind: str, own: frozenset[str]) -> Iterable[_State]:
    """The next piece as the rest of a word or number that the edge of a cell has cut."""
    yield _fed(state._replace(cost=state.cost + _CLEAN), "", text, kind, own)
    last, first = state.out[-1].lower(), text[0].lower()
    if last == first and first.isalnum():
        yield _fed(_more(state, _TWICE, twice=1), "", text[1:], kind, own)
    if len(text) > 1 and len(state.out) > 1 and state.out[-2:].lower() == text[:2].lower():
        yield _fed(_more(state, _TWICE + 0.5, twice=1), "", text[2:], kind, own)
    match = _RUN.match(text)
    first_run = match.group().lower() if match else ""
    open_ = goes_on and len(first_run) == len(text)
    if state.run and first_run and len(state.run + first_run) > (1 if open_ else 2):
        for letter in _lost_letters(state.run, first_run, own, open_):
            yield _fed(_more(state, _LOST, lost=1), "", _case(letter, state.out, text) + text, kind, own)
        if len(state.run) > 1:
            yield from _half_left(state, text, first_run, kind, own)
            yield from _other_left(state, text, first_run, kind, own)
        if len(first_run) > 1:
            yield from _half_right(state, text, first_run, kind, own)
    yield from _parted_lost(state, text, first_run, kind, own)


def _half_left(state: _State, text: str, first: str, kind: str, own: frozenset[str]) -> Iterable[_State]:
    """The last glyph before the edge is a half-read copy of the first behind it."""
    if _known(state.run[:-1] + first, own):
        shorter = state._replace(out=state.out[:-1], run=state.run[:-1])
        yield _fed(_more(shorter, _HALF, half=1), "", text, kind, own)


def _other_left(state: _State, text: str, first: str, kind: str, own: frozenset[str]) -> Iterable[_State]:
    """The last glyph before the edge is half of one, read as another."""
    for letter in _lost_letters(state.run[:-1], first, own):
        if letter != state.run[-1]:
            out = state.out[:-1] + (letter.upper() if state.out[-1].isupper() else letter)
            other = state._replace(out=out, run=state.run[:-1] + letter)
            yield _fed(_more(other, _HALF, half=1), "", text, kind, own)


def _half_right(state: _State, text: str, first: str, kind: str, own: frozenset[str]) -> Iterable[_State]:
    if _known(state.run + first[1:], own):
        yield _fed(_more(state, _HALF, half=1), "", text[1:], kind, own)


def _parted_lost(state: _State, text: str, first: str, kind: str, own: frozenset[str]) -> Iterable[_State]:
    """The edge stands between two words and has taken the last letter of one or the first of the other."""
    # What is a likely word as it stands has lost nothing.
    if len(state.run) >= 2 and _cost(state.before, state.run, kind, own) > _LOST + _FREQUENT:
        for letter in _lost_letters(state.run, "", own):
            whole = _more(state, _LOST, lost=1)._replace(out=state.out + _case(letter, state.out), run=state.run + letter)
            yield _fed(_closed(whole, kind, own), " ", text, kind, own)
    if len(first) >= 2 and word_cost(first, kind) > _LOST + _FREQUENT:
        for letter in _lost_letters("", first, own):
            shown = letter.upper() if text[:2].isupper() or not state.out.isupper() else letter
            closed = _closed(_more(state, _LOST, lost=1), kind, own)
            yield _fed(closed, " ", shown + text, kind, own)


def _more(state: _State, cost: float, twice: int = 0, lost: int = 0, half: int = 0) -> _State:
    a, b, c = state.done
    return state._replace(cost=state.cost + cost, done=(a + twice, b + lost, c + half))


def _case(letter: str, out: str, text: str = "") -> str:
    """A letter as its neighbours are: large behind two large ones, or between large ones."""
    large = out[-1:].isupper() and (text[:1].isupper() or (len(out) > 1 and out[-2:].isupper()))
    return letter.upper() if large else letter


@lru_cache(maxsize=20_000)
def _lost_letters(left: str, right: str, own: frozenset[str], open_: bool = False) -> tuple[str, ...]:
    """The letters that make a known word, or the beginning of one, of what stands before and behind them."""
    whole = tuple(c for c in ascii_lowercase if _known(left + c + right, own))
    if not open_:
        return whole
    begun = [c for c in ascii_lowercase if c not in whole and begins_word(left + c + right)]
    begun.sort(key=lambda c: spelled(left + c + right))
    return (*whole, *begun[:_BEGUN])


def _known(word: str, own: frozenset[str]) -> bool:
    return word in vocabulary() or word in own


def _fed(state: _State, between: str, text: str, kind: str, own: frozenset[str]) -> _State:
    """A state with a stretch of text behind it; all its words but one that ends it are closed."""
    out = state.out + between + text
    at, run, cost, before = 0, state.run, state.cost, state.before
    for match in _RUN.finditer(text):
        if run and (match.start() or between):
            cost, before, run = cost + _cost(before, run, kind, own), run, ""
        run += match.group().lower()
        at = match.end()
    if at < len(text) and run:
        cost, before, run = cost + _cost(before, run, kind, own), run, ""
    return _State(cost, out, before, run, state.done)


def _closed(state: _State, kind: str, own: frozenset[str]) -> _State:
    if not state.run:
        return state
    return state._replace(cost=state.cost + _cost(state.before, state.run, kind, own), before=state.run, run="")


def _cost(before: str, word: str, kind: str, own: frozenset[str]) -> float:
    cost = pair_cost(before, word, kind)
    return min(cost, OWN + 0.1 * word_cost(word, kind)) if word in own else cost
