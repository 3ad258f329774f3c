"""Costs of words and of texts: minus the natural logarithm of how probable they are in one kind of text.

A word is known from filings of the same kind, from filings of another kind, from the census of names or from a list of English
words; what is known from nowhere is spelled letter by letter. All are mixed by weights that depend on the kind (linear
interpolation: Jelinek and Mercer, 1980). The data come from ``python -m training.lexicon``.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import KeysView, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import as_file, files
from itertools import takewhile
from string import ascii_lowercase
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

WORDS: Final = "words.txt"
LEVELS: Final = "words.npz"
UNKNOWN: Final = 255
"""Level of a word in a source that does not know it."""
PAIRS: Final = "pairs.txt"
SENTENCES: Final = "sentences.txt"
ALL: Final = "*"
"""In the place of a second word: how often the first stands before any, with a share for words that it was never seen before."""
LETTERS: Final = "letters.npy"
SCALE: Final = 2  # steps of a doubling of the counts in the files
ALPHABET: Final = "^abcdefghijklmnopqrstuvwxyz"

_MIXTURES: Final[Mapping[str, Mapping[str, float]]] = {
    "person": {"person": 0.25, "last": 0.3, "first": 0.2, "company": 0.1, "signature": 0.05, "english": 0.02},
    "company": {"company": 0.5, "english": 0.12, "last": 0.08, "prose": 0.05, "place": 0.05, "first": 0.02},
    "name": {"person": 0.2, "last": 0.22, "first": 0.15, "company": 0.25, "signature": 0.05, "english": 0.03},
    "signature": {"signature": 0.4, "last": 0.2, "first": 0.15, "person": 0.1, "company": 0.05, "english": 0.02},
    "place": {"place": 0.7, "company": 0.1, "english": 0.05, "last": 0.06, "first": 0.02},
    "title": {"title": 0.88, "company": 0.04, "prose": 0.03, "english": 0.01},
    "office": {"office": 0.88, "company": 0.02, "prose": 0.03, "english": 0.03},
    "nature": {"nature": 0.7, "person": 0.03, "company": 0.06, "last": 0.05, "first": 0.05, "prose": 0.03, "english": 0.01},
    "prose": {"prose": 0.85, "company": 0.03, "english": 0.05, "last": 0.02, "first": 0.01},
}
"""How much of a text's words come from where; the rest is spelled."""
_PAIR: Final = 0.5  # share of a word's probability that comes from the word before it, where both are known together
_UNPAIRED: Final = math.log(1 - _PAIR)
OWN: Final = 4.5
"""Cost of a word, but for a tenth of what it costs else, that stands elsewhere on the page."""
_RUN: Final = re.compile(r"[a-z]+")


def letters_of(text: str) -> list[str]:
    """The words of a text, in small letters; apostrophes and points within are dropped."""
    return _RUN.findall(text.lower().replace("'", "").replace("\u2019", ""))


def squeezed(text: str) -> str:
    """The letters and digits of a text, small, with nothing between them."""
    return "".join(_TOGETHER.findall(text.lower()))


_TOGETHER: Final = re.compile(r"[0-9a-z]+")


class _Lexicon(NamedTuple):
    """All known words, sorted, and again to look them up; words that stand equally often in each source share a profile.

    A table of the words with their profiles would take twice as long to build as the rest, and a filing asks for few of them.
    What Python's collector of garbage goes through, sets and lists, would take it longer than a filing: tuples and dictionaries
    of strings it passes over.
    """

    words: tuple[str, ...]
    known: KeysView[str]
    profiles: npt.NDArray[np.uint16]
    levels: tuple[tuple[int, ...], ...]
    """For each profile the levels in all sources."""
    shares: list[list[float]]
    """For each source the probability of a word of each level, 0.0 of one that it does not know."""
    sources: dict[str, int]


@cache
def _lexicon() -> _Lexicon:
    data = files("extractor.language").joinpath("data")
    words = tuple(data.joinpath(WORDS).read_text(encoding="ascii").split("\n")[:-1])
    with as_file(data.joinpath(LEVELS)) as path, np.load(path, allow_pickle=False) as arrays:
        profiles, levels, totals = arrays["profile"], tuple(map(tuple, arrays["level"].tolist())), arrays["total"].tolist()
        sources = {source: k for k, source in enumerate(arrays["source"].tolist())}
    shares = [[2 ** (level / SCALE) / total for level in range(UNKNOWN)] + [0.0] for total in totals]
    return _Lexicon(words, dict.fromkeys(words).keys(), profiles, levels, shares, sources)


def _profile(word: str) -> int | None:
    """The profile of a word; none of one that is known from nowhere."""
    lexicon = _lexicon()
    return int(lexicon.profiles[bisect_left(lexicon.words, word)]) if word in lexicon.known else None


@cache
def _shares(profile: int) -> dict[str, float]:
    """Probability of a word of that profile in each source, 0.0 where that does not know it."""
    lexicon = _lexicon()
    levels = lexicon.levels[profile]
    return {source: lexicon.shares[k][levels[k]] for source, k in lexicon.sources.items()}


@cache
def _pairs() -> dict[str, tuple[float, dict[str, float]]]:
    """For each word that stands before others how often it does, and how often before each."""
    return {first: (sum(behind.values(), 3.0), behind) for first, behind in _counts(PAIRS).items()}


def _counts(name: str) -> dict[str, dict[str, float]]:
    """The pairs of a file: for each word how often it stands before each other."""
    counts: dict[str, dict[str, float]] = {}
    for line in files("extractor.language").joinpath("data", name).read_text(encoding="ascii").splitlines():
        level, _, rest = line.partition("\t")
        count = 2 ** (int(level) / SCALE)
        for pair in rest.split():
            first, _, second = pair.partition("_")
            counts.setdefault(first, {})[second] = count
    return counts


@cache
def _sentences() -> dict[str, tuple[dict[str, float], float]]:
    """For each word of sentences the shares of those behind it, and the share that is left for all others."""
    found: dict[str, tuple[dict[str, float], float]] = {}
    for first, behind in _counts(SENTENCES).items():
        total = behind.pop(ALL)
        found[first] = ({word: count / total for word, count in behind.items()}, max(1 - sum(behind.values()) / total, _REST))
    return found


_REST: Final = 0.02  # least share of words that are left
NUMBER: Final = "#"
"""Any number of a sentence."""
_ALONE: Final = {NUMBER: 3.5, ">": 4.0}


def sentence_words(text: str) -> list[str]:
    """The words of a sentence, in small letters, with :data:`NUMBER` for whatever has a digit."""
    words = _WORDS_AND_NUMBERS.findall(text.lower())
    return [word if word.isalpha() else NUMBER for word in words]


_WORDS_AND_NUMBERS: Final = re.compile(r"[a-z0-9]+")


def sentence_cost(before: str, word: str) -> float:
    """Cost of a word behind another in prose, with numbers as words of their own (``<`` begins a text, ``>`` ends it)."""
    behind = _sentences().get(before)
    if behind is None:
        alone = _ALONE.get(word)
        return word_cost(word, "prose") if alone is None else alone
    return -math.log(behind[0].get(word, 0.0) + behind[1] * _sentence_share(word))


@lru_cache(maxsize=20_000)
def _sentence_share(word: str) -> float:
    """How probable a word of sentences is by itself; of one of thousands of letters nothing would be left."""
    alone = _ALONE.get(word)
    return max(math.exp(-(word_cost(word, "prose") if alone is None else alone)), _RAREST)


_RAREST: Final = 1e-300


@cache
def _spelling() -> list[list[list[float]]]:
    with as_file(files("extractor.language").joinpath("data", LETTERS)) as path:
        table: list[list[list[float]]] = (np.load(path, allow_pickle=False) / 16).tolist()
    return table


def vocabulary() -> KeysView[str]:
    """All known words, in small letters."""
    return _lexicon().known


@cache
def longest_word() -> int:
    """Letters of the longest known word."""
    return max(map(len, _lexicon().words))


@cache
def frequent_words(source: str, share: float, least: int) -> tuple[str, ...]:
    """The words of a source that are at least a share of it and have at least so many letters, the rarest first."""
    lexicon = _lexicon()
    level = np.array(lexicon.levels)[:, lexicon.sources[source]][lexicon.profiles]
    at = np.flatnonzero(np.array(lexicon.shares[lexicon.sources[source]])[level] >= share)
    at = at[np.argsort(level[at], kind="stable")]
    return tuple(word for word in map(lexicon.words.__getitem__, at.tolist()) if len(word) >= least)


def begins_word(letters: str) -> bool:
    """Whether a known word begins with these small letters."""
    words = _lexicon().words
    at = bisect_left(words, letters)
    return at < len(words) and words[at].startswith(letters)


def letters_behind(beginning: str, own: frozenset[str]) -> str:
    """The letters with which a known word, or one of ``own``, may go on behind some small letters; any may stand before these."""
    if len(beginning) < _ANY:
        return ascii_lowercase
    letters, words = _letters_behind(beginning), _unknown(own)
    at = bisect_left(words, beginning)
    if at == len(words) or not words[at].startswith(beginning):
        return letters
    more = {word[len(beginning) :][:1] for word in takewhile(lambda word: word.startswith(beginning), words[at:])}
    return "".join(sorted(more.union(letters)))


_ANY: Final = 2  # letters before which any may stand
ENDLESS: Final = 60
"""Letters of what may still be a word, or a few glued together; what longer ones begin with nobody asks."""


@lru_cache(maxsize=4)
def _unknown(own: frozenset[str]) -> list[str]:
    """The words of a page that are none elsewhere, sorted."""
    known = vocabulary()
    return sorted([word for word in own if len(word) <= ENDLESS and word not in known])


@lru_cache(maxsize=50_000)
def _letters_behind(beginning: str) -> str:
    words, length = _lexicon().words, len(beginning)
    at = bisect_left(words, beginning)
    stop = bisect_left(words, beginning + _BEHIND_Z, at)
    at += at < stop and words[at] == beginning
    letters = ""
    while at < stop:
        letters += words[at][length]
        at = bisect_left(words, beginning + chr(ord(letters[-1]) + 1), at, stop)
    return letters


_BEHIND_Z: Final = chr(ord("z") + 1)


_TELLING: Final = ("title", "office", "nature", "place", "company", "first", "last", "english")
_TELLS: Final = 2e-5  # least share of a source's words that a word must have to be one of its words
USES: Final = 2 ** len(_TELLING)


@lru_cache(maxsize=50_000)
def uses(word: str) -> int:
    """The sources of which a word of small letters is typical, as bits; below ``USES``."""
    profile = _profile(word)
    return 0 if profile is None else _uses(profile)


@cache
def _uses(profile: int) -> int:
    shares = _shares(profile)
    return sum(
        1 << k for k, source in enumerate(_TELLING) if shares[source] >= _TELLS or (source == "english" and shares[source] > 0)
    )


@lru_cache(maxsize=50_000)
def spelled(word: str) -> float:
    """Cost of a word of small letters, spelled."""
    table, a, b, cost = _spelling(), 0, 0, 0.0
    for letter in word:
        c = _PLACES.get(letter, 0)
        cost += table[a][b][c]
        a, b = b, c
    return cost + table[a][b][0]


_PLACES: Final = {letter: place for place, letter in enumerate(ALPHABET)}


def known_share(word: str, kind: str) -> float:
    """Probability of a word by the sources that know it; 0 where none does."""
    profile = _profile(word)
    return 0.0 if profile is None else _mixed(profile, kind)


@cache
def _mixed(profile: int, kind: str) -> float:
    shares = _shares(profile)
    return sum(share * shares[source] for source, share in _MIXTURES[kind].items())


def word_share(word: str, source: str) -> float:
    """Probability of a word of small letters in one source; 0 where that does not know it."""
    profile = _profile(word)
    return 0.0 if profile is None else _shares(profile)[source]


_SPELLED: Final = {kind: max(1 - sum(mixture.values()), 0.02) for kind, mixture in _MIXTURES.items()}
"""How much of a kind of text is spelled."""


@lru_cache(maxsize=50_000)
def word_cost(word: str, kind: str) -> float:
    """Cost of a word of small letters in a kind of text."""
    cost = spelled(word)
    share = known_share(word, kind) + _SPELLED[kind] * math.exp(-cost)
    return -math.log(share) if share else cost - math.log(_SPELLED[kind])  # of thousands of letters no share is left


def pair_cost(before: str, word: str, kind: str) -> float:
    """Cost of a word behind another (``<`` begins a text, ``>`` ends it)."""
    alone = word_cost(word, kind) if word != ">" else 1.5
    known = _pairs().get(before)
    if known is None:
        return alone
    times, behind = known
    count = behind.get(word)
    if count is None:
        return alone - _UNPAIRED
    return -math.log(_PAIR * count / times + (1 - _PAIR) * math.exp(-alone))


def text_cost(words: Sequence[str], kind: str) -> float:
    """Cost of a text, given as its words."""
    cost, before = 0.0, "<"
    for word in (*words, ">"):
        cost += pair_cost(before, word, kind)
        before = word
    return cost
