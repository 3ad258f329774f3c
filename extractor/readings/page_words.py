"""What the words of a page tell: names that stand elsewhere too, and how noisy the page is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import compress
from typing import Final, NamedTuple

from extractor.dialects.page import Page
from extractor.form.printed import PHRASES
from extractor.language.model import letters_of, vocabulary
from extractor.readings.pieces import touch_edges


class PageWords(NamedTuple):
    """What the words of a page tell about one of them."""

    own: frozenset[str] = frozenset()
    """Words that stand uncut, in small letters: names that the page's prose and signatures repeat."""
    twice: frozenset[str] = frozenset()
    """Those of them that stand there more than once."""
    noise: float = 0.0
    """Share of glyphs that the engine has misread."""
    often: frozenset[str] = frozenset()
    """Words that stand there more than once, cut or not; in an address those of the issuer's name may stand."""

    @property
    def is_noisy(self) -> bool:
        """Whether there are any."""
        return self.noise > 0


@lru_cache(maxsize=1)
def page_words(page: Page) -> PageWords:
    """The uncut words of a page, and by how many of its ordinary words and of the form's are misread, how noisy it is."""
    whole, cut = Counter(page.words), touch_edges(page)
    uncut: dict[str, int] = {}
    for word, times in (Counter(compress(page.words, (~cut).tolist())) if cut.any() else whole).items():
        if len(word) > 2:
            plain = word.strip(".,;:()'\"")
            uncut[plain] = uncut.get(plain, 0) + times
    count: dict[str, int] = {}
    for word, times in uncut.items():
        if word.isalpha() and (len(word) > 3 or (len(word) == 3 and word.isupper())):
            small = word.lower()
            count[small] = count.get(small, 0) + times
    twice = frozenset(w for w, n in count.items() if n > 1)
    every: dict[str, int] = {}
    for word, times in whole.items():
        if len(word) >= _LONG and (plain := word.strip(".,;:()[]'\"")).isalpha():
            small = plain.lower()
            every[small] = every.get(small, 0) + times
    often = twice.union(w for w, n in every.items() if n > 1 and len(w) >= _LONG)
    return PageWords(frozenset(count), twice, _noise(uncut), often)


def _noise(words: Mapping[str, int]) -> float:
    """Share of the glyphs of some words, each of which stands so often, that are misread.

    Names are unknown on clean pages too: of ordinary words all that are unknown count, of others only those that are nearly
    words of the form.
    """
    long = [w for w in words if _LONG <= len(w) <= _LONGEST]
    ordinary = [w for w in long if w.isalpha() and w.islower()]
    strange = [w for w in ordinary if w not in vocabulary()]
    unknown = sum(words[w] for w in strange if not _is_known(w))
    misread = sum(words[w] for w in long if w.isalnum() and not w.islower() and _is_misread(w.lower()))
    if not misread and unknown <= max(1, _RARE * sum(words[w] for w in ordinary)):
        pieces = sum(words[w] for w in strange) - unknown
        return _CUT if pieces else 0.0
    return (unknown + misread) / max(1, sum(words[w] * len(w) for w in ordinary))


_LONG, _LONGEST = 5, 24  # letters of a word that tells something
_CUT: Final = 0.002  # what edges of cells make of glyphs, where they cut words
_RARE: Final = 0.01  # share of ordinary words that are unknown on a page without noise


def _is_known(word: str) -> bool:
    """Whether small letters are a word, or what an edge has left of one of the form's."""
    return word in vocabulary() or word in _form_letters()


@cache
def _form_letters() -> str:
    return " ".join(phrase.text for phrase in PHRASES).lower()


@lru_cache(maxsize=4096)
def _is_misread(word: str) -> bool:
    """Whether a word, no known one, is one of the form's but for a letter."""
    return not _is_known(word) and any(beside in _near_form() for beside in (word, *_without_one(word)))


@cache
def _near_form() -> frozenset[str]:
    """The form's words, and what each is without one of its letters; so words that differ in one letter share one of these."""
    words = {w for phrase in PHRASES for w in letters_of(phrase.text) if len(w) >= _LONG}
    return frozenset(beside for w in words for beside in (w, *_without_one(w)))


def _without_one(word: str) -> Iterator[str]:
    return (word[:k] + word[k + 1 :] for k in range(len(word)))
