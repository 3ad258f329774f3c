"""What a word at the place of a given or a last name was printed as: a noisy channel over usual names.

Names themselves differ in vowels, Karin and Karen, in doubled and in last letters, Christophe; engines differ in strokes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from extractor.language.correct import near
from extractor.language.model import vocabulary, word_share
from extractor.reconcile.people.spellings import Role, name_cost

_KNOWN: Final = ("first", "last", "person", "signature")
_NOISY: Final = 0.2  # share of glyphs of the worst pages that are read
_MARGIN: Final = {"first": 2.0, "last": 1.0, "name": 2.0}
"""By how much another name must be likelier."""
_APART: Final = 1.0  # by how much the second likeliest must be less likely, in nats
_USUAL: Final = {"first": 2.5, "last": 1.5, "name": 1.5}
"""Cost of a usual confusion of glyphs, or, in given names, which are fewer, of a lost one."""
_OFTEN: Final = 5e-5  # of given names
_MOVED: Final = 6.5
"""Cost of a letter that is read behind its neighbours, as Tesseract does where glyphs overlap: ``Rnadolph``."""
_FAR: Final = 3  # letters over which one is moved
_LONGEST: Final = 20  # letters of a word of a name


@lru_cache(maxsize=2_000)
def likelier_name(word: str, role: Role, noise: float) -> str | None:
    """The name that a word, which is none, is but for a glyph, if there is one that is much likelier than all others.

    Args:
        word: what is read, in small letters.
        role: what stands at its place.
        noise: share of the page's glyphs that are misread.
    """
    known = any(word_share(word, source) for source in _KNOWN) if role == "first" else word in vocabulary()
    if known or len(word) > _LONGEST or noise <= 0:
        return None
    costs: dict[str, float] = {}
    for name, cost in _printed(word, role, -math.log(min(noise, _NOISY))):
        costs[name] = min(costs.get(name, math.inf), cost + name_cost(name, role))
    found = sorted((cost, name) for name, cost in costs.items())
    if not found or found[0][0] + _MARGIN[role] > name_cost(word, role):
        return None
    return None if len(found) > 1 and found[1][0] < found[0][0] + _APART else found[0][1]


def _printed(word: str, role: Role, base: float) -> Iterator[tuple[str, float]]:
    """Names that may have been printed where a word is read, with what it costs to have read it so.

    Args:
        word: what is read.
        role: what stands there.
        base: cost of any glyph misread.
    """
    for name, cost in near(word, frozenset(), _USUAL[role]):
        usual = cost <= _USUAL[role] and (role != "first" or word_share(name, "first") >= _OFTEN)
        if usual and not (_other_letter(word, name) or word == name[:-1] or name in (word[:-1], word[1:])):
            yield name, base + cost
    for name in _unmoved(word):
        yield name, _MOVED


def _other_letter(one: str, other: str) -> bool:
    """Whether two words of one length differ by a vowel, or by consonants that languages write for each other."""
    pairs = [set(pair) for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) and len(pairs) == 1 and any(pairs[0] <= letters for letters in _WRITTEN)


_WRITTEN: Final = (set("aeiouy"), set("sz"), set("vw"), set("ck"))
"""Letters by which names differ: Karin and Karen, Zabrina, Veinstein, Eric and Erik."""


def _unmoved(word: str) -> Iterator[str]:
    """Known words that a word is but for one letter, which stands a few places from its own."""
    words = vocabulary()
    for at, letter in enumerate(word):
        rest = word[:at] + word[at + 1 :]
        for to in range(max(0, at - _FAR), min(len(rest), at + _FAR) + 1):
            name = rest[:to] + letter + rest[to:]
            if to != at and name in words:
                yield name
