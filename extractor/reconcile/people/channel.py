"""What it costs that a word of a name, as forms print it, became what is read: a noisy channel, and how usual words are as names.

Costs are about minus the logarithm of a probability, so that their differences tell what is likelier: that a word of a signature
is one of the box misread, or the other way round, or one of its own; and which usual name one is that no list has.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from extractor.language.correct import near
from extractor.language.model import spelled, vocabulary, word_share
from extractor.language.prose import damage

Role = Literal["first", "last", "name"]
"""What a word is in a name; ``name`` where nothing tells."""
_MIXTURES: Final[Mapping[Role, Mapping[str, float]]] = {
    "first": {"first": 0.5, "person": 0.2, "signature": 0.05, "last": 0.03},
    "last": {"last": 0.5, "person": 0.2, "signature": 0.05, "first": 0.03, "company": 0.02},
    "name": {"last": 0.3, "first": 0.2, "person": 0.2, "company": 0.15, "signature": 0.05, "english": 0.02},
}
"""How much of such words come from where."""
_UNKNOWN: Final = 0.1  # how much of names no list has
_STRANGE, _SPELLED = 4.0, 0.6
"""What a name costs that no list has, and how much of spelling it: there are many, and of other languages than the lists."""
_GLYPH: Final = 2.5  # cost of a glyph misread, to which comes what becomes of it
_END, _SHORT_FORM, _JOINED, _RULED = 1.5, 4.5, 3.0, 1.0
"""Further costs of the end of a last name that an edge has cut; of that of a given name, which is sooner a short form; of glyphs
before a word, which no engine finds in nothing; and of a ruled line there, which it does read.
"""
_LINES: Final = ("i", "l")
"""What such a line is read as."""
_MOVED: Final = 6.5
"""Cost of a letter that is read behind its neighbours, as Tesseract does where glyphs overlap: ``Rnadolph``."""
_FAR: Final = 3  # letters over which one is moved
_LONGEST: Final = 40  # letters of a word of a name
_LEAST: Final = 1.0  # by how much likelier a word is another one misread than one of its own
BOXED, TWICE = 0.7, 8.0
"""By how much the spelling of the box is likelier right than that of the signature, and one that the form has twice."""


def is_misread(read: str, meant: str, role: Role, favour: float) -> bool:
    """Whether a word, in small letters, is likelier another one misread than one of its own, or than the other one it misread.

    ``favour``: by how much the other is likelier right by where it stands.
    """
    likelier = gain(read, meant, role)
    return likelier >= _LEAST and likelier + favour >= gain(meant, read, role)


def gain(read: str, meant: str, role: Role) -> float:
    """By how much a word, in small letters, is likelier another one misread than one of its own."""
    return name_cost(read, role) - _damage(read, meant, role)


@lru_cache(maxsize=2_000)
def name_cost(word: str, role: Role) -> float:
    """Cost of a word as a name."""
    known = sum(share * word_share(word, source) for source, share in _MIXTURES[role].items())
    return -math.log(known + _UNKNOWN * math.exp(-_STRANGE - _SPELLED * spelled(word[:_LONGEST])))


@lru_cache(maxsize=2_000)
def likelier_name(word: str, role: Role, times: int) -> str | None:
    """The usual name that a word, which is none, is misread, if there is one that is likelier than all others.

    Args:
        word: what is read, in small letters.
        role: what stands at its place.
        times: how often the form has it, spelled so.
    """
    if word in vocabulary() or len(word) > _LONGEST:
        return None
    costs = {name: name_cost(name, role) - gain(word, name, role) + _again(word, name, times) for name in _candidates(word, role)}
    best = min(costs, key=lambda name: (costs[name], name), default=None)
    margins = (cost - costs[best] for name, cost in costs.items() if name != best) if best else ()
    return best if best and costs[best] <= -_MARGIN and min(margins, default=math.inf) >= _APART else None


_MARGIN, _APART = 2.0, 1.0
"""By how much another name must be likelier than what is read, and than any third one."""


def _again(word: str, name: str, times: int) -> float:
    """What it costs that a name was misread alike each time; an M for RN is what an engine sees wherever it stands."""
    merged = any(word == f"{name[:k]}m{name[k + 2 :]}" for k in range(len(name)) if name.startswith("rn", k))
    return (_MERGED if merged else _AGAIN) * (times - 1)


_AGAIN, _MERGED = 10.0, 2.0
"""For each time but one."""


def _candidates(word: str, role: Role) -> set[str]:
    """Known words that a word is but for a glyph, or for a letter that stands a few places from its own."""
    most = _USUAL[role]
    found = {name for name, cost in near(word, frozenset(), most) if cost <= most and not _is_written_so(word, name)}
    for at, letter in enumerate(word):
        rest = word[:at] + word[at + 1 :]
        moved = (rest[:to] + letter + rest[to:] for to in range(max(0, at - _FAR), min(len(rest), at + _FAR) + 1))
        found |= vocabulary() & set(moved)
    return found - {word}


_USUAL: Final = {"first": 4.5, "last": 1.5, "name": 1.5}
"""Most that what became of the glyph costs: of last names there are many, and more of them differ in a letter."""


def _is_written_so(word: str, name: str) -> bool:
    """Whether a word may be a name as another language has it: with another vowel or last letter, or a consonant of one sound."""
    pairs = [{a, b} for a, b in zip(word, name, strict=False) if a != b]
    other = len(word) == len(name) and len(pairs) == 1 and any(pairs[0] <= letters for letters in _WRITTEN)
    return other or word == name[:-1] or name in (word[:-1], word[1:])


_WRITTEN: Final = (set("aeiouy"), set("sz"), set("vw"), set("ck"))
"""Letters by which names differ: Karin and Karen, Zabrina, Veinstein, Eric and Erik."""


@lru_cache(maxsize=5_000)
def _damage(read: str, meant: str, role: Role) -> float:
    """Cost of reading one word where another was printed; what stands behind a given name may be an initial, glued to it."""
    if read == meant:
        return 0.0
    if read[1:] == meant and read[0] in _LINES:
        return _GLYPH + _RULED
    if max(len(read), len(meant)) > _LONGEST or (role == "first" and read.startswith(meant)):
        return math.inf
    cost = damage(read, meant, _GLYPH)
    if role != "last" and meant.startswith(read):
        return cost + _SHORT_FORM
    if read.endswith(meant):
        return cost + _JOINED
    if role == "last" and read and (meant.startswith(read) or meant.endswith(read)):
        return min(cost, _GLYPH + _END)
    return min(cost, _MOVED) if len(read) == len(meant) and _is_moved(read, meant) else cost


def _is_moved(read: str, meant: str) -> bool:
    """Whether but one letter stands a few places from its own."""
    changed = [k for k, (one, other) in enumerate(zip(read, meant, strict=True)) if one != other]
    first, end = changed[0], changed[-1] + 1
    one, other = read[first:end], meant[first:end]
    return 1 < end - first <= _FAR + 1 and (one[1:] + one[0] == other or other[1:] + other[0] == one)
