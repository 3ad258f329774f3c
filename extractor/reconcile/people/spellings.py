"""Which of two spellings of one word of a name is right: that of the box, or that of the signature.

A joint choice: what is likelier as a first or a last name, and of which an engine sooner makes the other. Engines lose letters,
and edges of cells the ends of words, more often than they find any where there is none; strokes they do find.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, Literal

from rapidfuzz.distance import Levenshtein

from extractor.form.lookalikes import LETTERS_ALIKE, STRETCHES_ALIKE
from extractor.language.model import spelled, word_share

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
_GLYPH: Final = 3.0
"""Cost of any glyph misread; further costs are those of what becomes of it."""
_ALIKE, _OTHER = 1.5, 4.5  # another glyph: one that it is often confused with, or any
_LOST, _STROKE, _FOUND = 2.5, 3.5, 5.5  # none; one from nothing: a stroke, or any other
_STROKES: Final = frozenset("ijl")
_END: Final = 1.5
"""Further cost of an end of a word that is lost, of however many letters."""
_SIGNED: Final = 0.7
"""Further cost of a misread box: of two spellings that of the box is right twice as often."""


def is_right(boxed: str, signed: str, role: Role) -> bool:
    """Whether, of two spellings in small letters, that of the box was likelier printed than that of the signature."""
    if max(len(boxed), len(signed)) > _LONGEST:
        return True
    return name_cost(boxed, role) + _misreading(signed, boxed) <= name_cost(signed, role) + _misreading(boxed, signed) + _SIGNED


@lru_cache(maxsize=2_000)
def name_cost(word: str, role: Role) -> float:
    """Cost of a word as a name."""
    known = sum(share * word_share(word, source) for source, share in _MIXTURES[role].items())
    return -math.log(known + _UNKNOWN * math.exp(-_STRANGE - _SPELLED * spelled(word)))


_LONGEST: Final = 40  # letters of a word of a name


@lru_cache(maxsize=2_000)
def _misreading(read: str, meant: str) -> float:
    """Cost of reading one word where another was printed."""
    if any(read == meant[:at] + seen + meant[at + len(was) :] for seen, was in STRETCHES_ALIKE for at in _places(was, meant)):
        return _GLYPH + _ALIKE
    cost = sum(_edit(op.tag, meant, read, op.src_pos, op.dest_pos) for op in Levenshtein.editops(meant, read))
    return min(cost, _GLYPH + _END) if read and (meant.startswith(read) or meant.endswith(read)) else cost


def _places(part: str, word: str) -> list[int]:
    return [at for at in range(len(word)) if word.startswith(part, at)]


def _edit(tag: str, meant: str, read: str, at: int, to: int) -> float:
    if tag == "replace":
        return _GLYPH + (_ALIKE if frozenset((meant[at], read[to])) in LETTERS_ALIKE else _OTHER)
    if tag == "delete":
        return _GLYPH + _LOST
    return _GLYPH + (_STROKE if read[to] in _STROKES else _FOUND)
