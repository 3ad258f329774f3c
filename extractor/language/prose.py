"""Sentences with their misread words set right: the likeliest words behind what an engine has read, each told by its neighbours.

A noisy channel over whole sentences (Shannon; Kernighan, Church and Gale, 1990), decoded by Viterbi's search over the words: a
word may have several glyphs misread, lost or added, the blank between two words may be lost, and one may stand within a word.
Only words that seldom stand in prose are looked at, so that a sentence without such words stays as it is at no cost.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from extractor.form.lookalikes import GLYPHS_ALIKE, STRETCHES_ALIKE
from extractor.language.correct import Costs, near
from extractor.language.model import NUMBER, OWN, frequent_words, sentence_cost, vocabulary, word_cost
from extractor.language.signs import cased, with_signs

_RARE: Final = 9.0  # cost from which a word is looked at
_USUAL: Final = 1e-5  # share of the words of prose that a word has which others may be
_JOINING: Final = 1e-3  # share of the words that may stand, a blank lost, beside a misread one
_BURST: Final = 0.6  # of what a first misread glyph costs, each further one of the word: they come together
_COSTS: Final = Costs(close=1.0, far=4.0, gone=1.5, added=4.0, margin=2.0, known_margin=4.0)
"""Where the words beside it tell of a word, so that more of it may be misread."""
_NAME_MARGIN: Final = 2.0  # more for a word that begins with a large letter, as names do
_GLUED: Final = 4.0  # cost of a lost blank
_BROKEN: Final = 6.0  # cost of a blank within a word
_WORTH: Final = 8  # readings of a word that are kept
_BEAM: Final = 8
_LONGEST: Final = 40  # letters of words that were glued together, and of what is looked at
_STEM: Final = 5  # letters of a word with a prefix
_UNREAD: Final = 3.2  # cost of a glyph of what is no word
_OF_PAGE: Final = 250  # words that are remembered with what the page tells of them; another page tells other things

_RUN: Final = re.compile(r"[A-Za-z0-9]+")
_BEGINS: Final = re.compile(r"(?:^|[.:;])[\s\"'(]*$")
_WITHIN: Final = re.compile(r"[ '`\u00b7\u2022.\-]{1,2}")
"""What may stand within a word that an engine has broken."""
_PREFIXES: Final = ("un", "re", "non", "co", "pre", "sub", "in", "dis", "mis", "over", "under", "post")


class _Reading(NamedTuple):
    """The words that a stretch of text may be, small, and what it costs that they were misread as it."""

    cost: float
    words: tuple[str, ...]


def with_words_set_right(text: str, own: frozenset[str], noise: float) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Prose with its misread words set right, and the changes as pairs of what stood there and what it became.

    Args:
        text: the text as read.
        own: words, small, that stand on the page more than once: they are right, and what is like them may be them.
        noise: share of the page's glyphs that are misread; at 0 nothing is changed.
    """
    if noise <= 0:
        return text, ()
    text, changes = with_signs(text, "prose")
    sentence = _Sentence(text, own, -math.log(min(noise, 0.2)))
    out, end = [], 0
    for start, stop, new in sentence.changed():
        changes.append((text[start:stop], new))
        out += [text[end:start], new]
        end = stop
    return "".join(out) + text[end:], tuple(changes)


class _Sentence:
    """A text under way. ``base``: what it costs that a glyph is misread at all."""

    def __init__(self, text: str, own: frozenset[str], base: float) -> None:
        self.text = text
        self.names, self.own = own, _known(own)
        self.base = base
        self.runs = [(m.start(), m.end()) for m in _RUN.finditer(text)]
        self.shown = [text[start:end] for start, end in self.runs]
        self.words = [shown.lower() for shown in self.shown]
        self.odd = [_is_word(word) and self._is_odd(shown) for word, shown in zip(self.words, self.shown, strict=True)]
        for k, word in enumerate(self.words):
            if "&" in (text[self.runs[k][0] - 1 : self.runs[k][0]], text[self.runs[k][1] : self.runs[k][1] + 1]):
                self.odd[k] = False  # the abbreviation of a company: M&T
            elif word in _READ_AS_NUMBERS:
                self.odd[k] = k + 1 < len(self.words) and self._is_flanked(k) and self.words[k + 1] in _usual_words()
            elif len(word) <= _SPECK:
                self.odd[k] &= self._is_flanked(k)

    def _is_odd(self, shown: str) -> bool:
        """Whether a word is looked at: it is seldom written, or it is several words glued together."""
        word = shown.lower()
        if word in self.own or len(word) > _LONGEST:
            return False
        if word in self.names and not shown.islower():
            return bool(_parted(word))
        return not word.isalpha() or (word_cost(word, "prose") >= _RARE and not _is_british(word))

    def _is_flanked(self, k: int) -> bool:
        """Whether a word stands behind a usual one and before another, with nothing but blanks between, and so is no speck."""
        if not 0 < k < len(self.words) - 1 or self.words[k - 1] not in _usual_words():
            return False
        return all(self.text[self.runs[n][1] : self.runs[n + 1][0]] == " " for n in (k - 1, k))

    def changed(self) -> Iterator[tuple[int, int, str]]:
        """The stretches that are other words than they seem, with what they are."""
        first = 0
        while (first := next((k for k in range(first, len(self.runs)) if self.odd[k]), -1)) >= 0:
            last = first  # what is misread within three words of another is decided with it
            while (more := next((k for k in range(min(last + 3, len(self.runs) - 1), last, -1) if self.odd[k]), 0)) > last:
                last = more
            begin, end = max(first - 1, 0), min(last + 2, len(self.runs))
            yield from self._decoded(begin, end)
            first = last + 1

    def _decoded(self, begin: int, end: int) -> Iterator[tuple[int, int, str]]:
        """The changes from one word to before another, by the cheapest path."""
        before = _token(self.words[begin - 1]) if begin else "<"
        states: list[dict[str, tuple[float, int, str, tuple[str, ...]]]] = [{} for _ in range(end - begin + 1)]
        states[0][before] = (0.0, -1, "", ())
        for k in range(begin, end):
            here = sorted(states[k - begin].items(), key=lambda item: item[1][0])[:_BEAM]
            for span, reading in self._readings(k, end):
                to = states[k + span - begin]
                for previous, (cost, *_) in here:
                    total, last = cost + reading.cost, previous
                    for word in reading.words:
                        total += self._cost(last, word)
                        last = _token(word)
                    if last not in to or total < to[last][0]:
                        to[last] = (total, k, previous, reading.words)
        behind = self.words[end] if end < len(self.words) else ">"
        last = min(states[-1], key=lambda word: states[-1][word][0] + self._cost(word, behind))
        path, at = [], end
        while at > begin:
            _, k, previous, words = states[at - begin][last]
            path.append((k, at, words))
            at, last = k, previous
        for k, stop, words in reversed(path):
            if stop - k > 1 or words != (self.words[k],):
                yield self.runs[k][0], self.runs[stop - 1][1], self._cased(k, stop, words)

    def _cased(self, k: int, stop: int, words: tuple[str, ...]) -> str:
        old = "".join(self.shown[k:stop])
        if "".join(words) == old.lower():
            ends = [sum(map(len, words[: n + 1])) for n in range(len(words))]
            return " ".join(old[end - len(word) : end] for word, end in zip(words, ends, strict=True))
        first = cased(words[0], self.shown[k]) if self.shown[k][0].isalpha() else words[0]
        return " ".join((first, *(w.upper() if old.isupper() else w for w in words[1:])))

    def _cost(self, before: str, word: str) -> float:
        token = _token(word)
        if not token:
            return _UNREAD * (len(word) + 2)
        cost = sentence_cost(before, token)
        return min(cost, OWN + 0.1 * word_cost(word, "prose")) if word in self.own else cost

    def _readings(self, k: int, end: int) -> Iterator[tuple[int, _Reading]]:
        """What may stand at a word, and how many words of the text it takes."""
        word = self.words[k]
        shown = self.shown[k]
        named = self.own if shown.islower() else self.names
        yield 1, _Reading(_repeated(word) if word in named and word not in self.own else 0.0, (word,))
        if self.odd[k] and word in _READ_AS_NUMBERS:
            yield 1, _Reading(self.base + _COSTS.close + _COSTS.margin, (_READ_AS_NUMBERS[word],))
        elif self.odd[k]:
            inner = k > 0 and _BEGINS.search(self.text[max(0, self.runs[k][0] - 6) : self.runs[k][0]]) is None
            large = shown[0].isupper() and (inner or shown.isupper())
            told = shown in (word, word.capitalize(), word.upper())  # no large letter stands within a small word
            if not (shown.isupper() and len(shown) <= _SHORT and word.isalpha()):
                for reading in _readings_of(word, named, self.base, large, told):
                    yield 1, reading
        if k + 1 < end and (self.odd[k] or self.odd[k + 1]) and self._may_be_broken(k):
            misread = (self.odd[k] and self.odd[k + 1]) or min(len(word), len(self.words[k + 1])) < _SHORT
            for reading in _joined(word + self.words[k + 1], named, self.base, misread):
                yield 2, reading

    def _may_be_broken(self, k: int) -> bool:
        """Whether a word and the next may be one that is broken."""
        between = self.text[self.runs[k][1] : self.runs[k + 1][0]]
        first, second = self.shown[k], self.shown[k + 1]
        if second[0].isupper() and not (first + second).isupper():
            return False  # as names begin
        if first in _ALONE or second in _ALONE or first.isdigit() or second.isdigit():
            return False
        return len(first) + len(second) > _SHORT and _WITHIN.fullmatch(between) is not None


_SHORT: Final = 4  # letters
_SPECK: Final = 2  # letters of what may be a speck and no word
_ALONE: Final = ("a", "s", "A", "I")
"""Letters that stand alone; the last of ``person s`` is no part of the next word."""


_READ_AS_NUMBERS: Final = {"10": "to"}
"""Numbers that a short word is taken for."""
_AS_DIGITS: Final = ("1n", "1s", "1t", "0n", "0r")
"""Short words with a letter read as a digit, which no number is like."""


def _is_word(word: str) -> bool:
    """Whether letters and digits, small, are a word, some of its letters perhaps read as digits."""
    if word in _AS_DIGITS:
        return True
    letters = sum(map(str.isalpha, word))
    return letters >= 2 and letters > 2 * (len(word) - letters) and (word.isalpha() or word.rstrip(_DIGITS) not in _usual_words())


def _token(word: str) -> str:
    """A word of sentences, or that it is a number; nothing where it is neither as it stands."""
    return word if word.isalpha() or word in "<>" else "" if _is_word(word) else NUMBER


@lru_cache(maxsize=_OF_PAGE)
def _readings_of(word: str, own: frozenset[str], base: float, large: bool, told: bool) -> tuple[_Reading, ...]:
    """The words that one may be, the likeliest first. ``told``: whether it is written as words are."""
    found: dict[tuple[str, ...], float] = {}

    def add(cost: float, *words: str) -> None:
        found[words] = min(cost, found.get(words, math.inf))

    if word in own:
        return (_Reading(_GLUED * (len(parts) - 1), parts),) if (parts := _parted(word)) else ()
    known = told and word in vocabulary()
    margin = (_COSTS.known_margin if known else _COSTS.margin) + (_NAME_MARGIN if large and not known else 0.0)
    derived = _is_derived(word)
    alike = () if derived else _like(word, own, base)
    for other, cost in alike:
        add(cost + margin, other)
    sure = bool(alike) and alike[0][1] <= base + _COSTS.far  # one glyph of a usual word
    if not (sure or derived) and word.isalpha() and 3 <= len(word) <= 20:
        for other, cost in near(word, own, math.inf):
            add(cost + base + margin, other)
    if word.isalpha() and not known and len(word) >= _SHORT:
        if parts := _parted(word):
            add(_GLUED * (len(parts) - 1), *parts)
        elif not sure:
            for cost, *words in _parted_misread(word, own, base):
                add(cost + margin, *words)
    best = sorted(found, key=lambda words: found[words] + sum(word_cost(w, "prose") for w in words))
    return tuple(_Reading(found[words], words) for words in best[:_WORTH])


def _is_derived(word: str) -> bool:
    """Whether a word is a known one with a prefix, which no list need have."""
    stems = (word[len(prefix) :] for prefix in _PREFIXES if word.startswith(prefix))
    return any(len(stem) >= _STEM and stem in _usual_words() for stem in stems)


def _is_british(word: str) -> bool:
    """Whether a word is a known one as it is spelled in Britain: ``recapitalisation``."""
    american = _BRITISH.sub(r"\1z", word)
    return american != word and (american in vocabulary() or f"{american}s" in vocabulary())


_BRITISH: Final = re.compile(r"(?<=[a-z]{3})(i|y)s(?=(?:e|es|ed|er|ers|ing|ation|ations)$)")


@lru_cache(maxsize=_OF_PAGE)
def _joined(word: str, own: frozenset[str], base: float, misread: bool) -> tuple[_Reading, ...]:
    """The words that two which stand beside each other may be if they are one, which may be ``misread`` as well."""
    if word in own or word in _usual_words():
        return (_Reading(_BROKEN, (word,)),)
    if not misread:
        return ()
    return tuple(_Reading(_BROKEN + _COSTS.margin + cost, (other,)) for other, cost in _like(word, own, base)[:_WORTH])


@lru_cache(maxsize=10_000)
def _parted(word: str) -> tuple[str, ...]:
    """The usual words that are glued together as one; none if that is no such word."""
    usual = _usual_words()
    if not word.isalpha():
        return ()
    best: list[tuple[float, tuple[str, ...]]] = [(math.inf, ()) for _ in range(len(word) + 1)]
    best[0] = (0.0, ())
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 20), end):
            cost, words = best[start]
            part = word[start:end]
            if cost < math.inf and (part in usual if len(part) > 1 else part == "a"):
                total = cost + word_cost(part, "prose") + _GLUED
                if total < best[end][0]:
                    best[end] = (total, (*words, part))
    words = best[-1][1]
    return words if len(words) > 1 and any(len(w) > 2 for w in words) else ()


def _parted_misread(word: str, own: frozenset[str], base: float) -> Iterator[tuple[float, str, str]]:
    """Two words glued together, of which one is misread and the other joins sentences."""
    joining = _joining_words()
    for k in range(2, len(word) - 1):
        left, right = word[:k], word[k:]
        if left in joining and len(right) > 2:
            for other, cost in _like(right, own, base)[:_WORTH]:
                yield _GLUED + cost, left, other
        if right in joining and len(left) > 2:
            for other, cost in _like(left, own, base)[:_WORTH]:
                yield _GLUED + cost, other, right


def _like(word: str, own: frozenset[str], base: float) -> Sequence[tuple[str, float]]:
    """Usual words, and such of the page, that a word may be, with the costs of what was misread, the cheapest first."""
    alike = [(other, base * (1 + _BURST * (edits - 1)) + types) for other, edits, types in _alike(word)]
    most = _most(len(word))
    for other, _, _ in extract(word, _longer(own), scorer=Levenshtein.distance, score_cutoff=most, limit=40):
        alike.append((other, damage(word, other, base) + (0.0 if other in vocabulary() else _repeated(other))))
    return sorted(alike, key=lambda found: found[1])


@lru_cache(maxsize=20_000)
def _alike(word: str) -> tuple[tuple[str, int, float], ...]:
    """Usual words that a word may be, each with how many stretches of it were misread, and what such misreadings cost."""
    most = _most(len(word))
    words, begins = _by_length()
    if len(word) - most > len(words[-1]) or not word.isascii():
        return ()
    first, last = (begins[min(max(0, length), len(begins) - 1)] for length in (len(word) - most, len(word) + most + 1))
    whole = (word[0] + word[-1]).isalpha()  # else a number is glued to it, which is none of its letters
    found = []
    near_ones = [words[k] for k in _sharing(word, most, first, last)]
    for other, distance, _ in extract(word, near_ones, scorer=Levenshtein.distance, score_cutoff=most, limit=40):
        if 0 < distance <= _OF_LETTERS * len(other) + 0.5 and (whole or len(other) >= len(word)):
            found.append((other, *_misreading(word, other)))
    return tuple(found)


def _sharing(word: str, most: int, first: int, last: int) -> list[int]:
    """Which of the usual words from one to before another share all letters but so many: others need not be compared."""
    table, lengths = _letter_counts()
    shared = np.zeros(last - first, np.uint8)
    for letter, times in Counter(word.encode()).items():
        shared += np.minimum(table[letter, first:last], min(times, 255))
    enough = shared >= np.maximum(lengths[first:last].astype(np.int64), len(word)) - most
    found: list[int] = (np.flatnonzero(enough) + first).tolist()
    return found


@cache
def _letter_counts() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """How often each letter, by its ASCII code, stands in each of the usual words, the shortest first, and their lengths."""
    words, _ = _by_length()
    lengths = np.array([len(word) for word in words], np.uint8)
    table = np.zeros((128, len(words)), np.uint8)
    letters = np.frombuffer("".join(words).encode(), np.uint8)
    np.add.at(table, (letters, np.repeat(np.arange(len(words)), lengths)), 1)
    return table, lengths


def _repeated(word: str) -> float:
    """By how much less than what it is spelled for a word that nobody knows costs where the page repeats it."""
    cost = word_cost(word, "prose")
    return min(0.0, OWN + 0.1 * cost - cost)


@lru_cache(maxsize=4)
def _longer(own: frozenset[str]) -> list[str]:
    """Words of more than two letters, in an order that is the same each time: equally likely ones are told by it."""
    return sorted(word for word in own if len(word) > 2)


@lru_cache(maxsize=4)
def _known(own: frozenset[str]) -> frozenset[str]:
    """The words of a page that are words elsewhere: of small letters only those are not misread each time."""
    return own.intersection(filter(vocabulary().__contains__, own))


_OF_LETTERS: Final = 0.4  # share of a word's letters that may be misread


def _most(length: int) -> int:
    """How many letters of a word may be misread."""
    return 1 if length <= 4 else 2 if length <= 5 else 3 if length <= 7 else 4 if length <= 10 else 5


@cache
def _by_length() -> tuple[list[str], list[int]]:
    """Usual words, the shortest first, else by their letters, and for each length where the words of it begin."""
    words = sorted(_usual_words(), key=lambda word: (len(word), word))
    lengths = [len(word) for word in words]
    return words, [bisect_left(lengths, length) for length in range(lengths[-1] + 2)]


_DIGITS: Final = "0123456789"


@cache
def _usual_words() -> frozenset[str]:
    return frozenset(frequent_words("prose", _USUAL, 2))


@cache
def _joining_words() -> frozenset[str]:
    return frozenset(frequent_words("prose", _JOINING, 2))


def damage(seen: str, meant: str, base: float) -> float:
    """What it costs that a word was misread as another; ``base``: what it costs of any glyph."""
    edits, types = _misreading(seen, meant)
    return base * (1 + _BURST * (edits - 1)) + types if edits else 0.0


def _misreading(seen: str, meant: str) -> tuple[int, float]:
    """How many stretches of a word were misread as those of another, and what misreadings of their kinds cost."""
    edits, cost, i, j = 0, 0.0, 0, 0
    for tag, i1, i2, j1, j2 in (*Levenshtein.opcodes(seen, meant), ("equal", len(seen), len(seen), len(meant), len(meant))):
        if tag != "equal":
            continue
        if i1 > i or j1 > j:
            n, types = _stretch(seen[i:i1], meant[j:j1])
            edits, cost = edits + n, cost + types
        i, j = i2, j2
    return edits, cost


def _stretch(seen: str, meant: str) -> tuple[int, float]:
    if (seen, meant) in STRETCHES_ALIKE:
        return 1, _COSTS.close
    both = min(len(seen), len(meant))
    cost = sum(_COSTS.close if frozenset(pair) in GLYPHS_ALIKE else _COSTS.far for pair in zip(seen, meant, strict=False))
    cost += _COSTS.added * (len(seen) - both) + _COSTS.gone * (len(meant) - both)
    return max(len(seen), len(meant)), cost
