"""The issuer's trading symbol, read from what stands in its brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from extractor.filing import Status
from extractor.form.companies import LEGAL_FORMS
from extractor.readings.pieces import COUNTED_ONCE, Piece, Reading

OPENING, CLOSING = ("[", "{"), ("]", "}")
_OTHERS: Final = re.compile(r"[^A-Z0-9./-]")


def letters_of(text: str) -> str:
    """The letters, digits and points of a symbol."""
    return _OTHERS.sub("", text)


def read_symbol(pieces: Sequence[Piece], name: str, opened: bool, closed: bool) -> Reading[str]:
    """The trading symbol: what stands in the brackets, without a bracket read as a letter, a glyph under an edge counted once.

    Symbols are mostly made of letters of the name, in their order: where two readings are possible that tells.
    """
    inner = max((k for k, p in enumerate(pieces) if any(c in p.text[1:] for c in OPENING)), default=-1)
    if inner >= 0:  # the end of the name is glued to the bracket
        end = max(pieces[inner].text.rfind(c) for c in OPENING)
        pieces = [pieces[inner]._replace(text=pieces[inner].text[end:]), *pieces[inner + 1 :]]
    pieces = _until_closed(pieces)
    texts = [letters_of(p.text.upper().translate(_SIGNS)) for p in pieces]
    joined = "".join(texts).strip(_POINTS)
    if not any(c.isalpha() for c in joined):
        return Reading(None, doubt=3.0)
    once = texts[0]
    for piece, text in zip(pieces[1:], texts[1:], strict=True):
        twice = piece.cut_before and once[-1:] == text[:1]
        once += text[1:] if twice else text
    once = once.strip(_POINTS)
    readings = [joined] if once == joined else [once, joined]
    alone = len(texts) > 1 and pieces[-1].text in LIKE_BRACKETS
    inside = _without_brackets(once, "".join(p.text for p in pieces).strip(_POINTS), opened, closed, alone)
    readings = [*inside.likelier, *readings, *inside.rarer]
    best = max(readings, key=lambda r: is_of_name(r, name))  # the first of equals
    closed = closed or (alone and best in inside.likelier)  # by what is left out of it already
    if not is_of_name(best, name) and (less := _without_bracket(best, name, opened, closed)):
        return Reading(less, Status.REPAIRED, 1.0, ("a bracket read as a letter",))
    plain = best[:-1] if best[-1] == "1" else best
    lettered = next(
        (r for r in (plain.translate(to) for to in (_LETTERS, _OTHER_LETTERS)) if is_of_name(r, name)), plain.translate(_LETTERS)
    )
    if lettered != best:
        return Reading(lettered, Status.REPAIRED, 1.0, ("digits read as letters",))
    if best == joined:
        return Reading(joined)
    return Reading(best, Status.REPAIRED, 0.7, (COUNTED_ONCE if best == once else "a bracket read as a letter",))


def _until_closed(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces of a symbol without what is glued behind the bracket that closes it."""
    for k, piece in enumerate(pieces):
        end = min((at for c in CLOSING if (at := piece.text.find(c)) >= 0), default=-1)
        if end >= 0 and any(c.isalpha() for p in (*pieces[:k], piece._replace(text=piece.text[:end])) for c in p.text):
            return [*pieces[:k], piece._replace(text=piece.text[: end + 1])]
    return pieces


def _without_bracket(symbol: str, name: str, opened: bool, closed: bool) -> str:
    """A symbol that is none of the name, without a letter in the place of the bracket that is missing, if that is one of it."""
    if opened == closed or len(symbol) <= _SHORTEST:
        return ""
    less = symbol[1:] if closed else symbol[:-1]
    return less if is_of_name(less, name) else ""


_SIGNS: Final = str.maketrans("\u00a5\u20ac\u00a3$", "YCES")
"""Signs of currencies, which are in no symbol."""


class _Inside(NamedTuple):
    """What a symbol is if its first or last letter is a bracket: where that is likelier than not, and where it is not."""

    likelier: list[str]
    rarer: list[str]


def _without_brackets(once: str, raw: str, opened: bool, closed: bool, alone: bool) -> _Inside:
    """Readings without a bracket that was read as a letter: the one that is missing, if the other stands there, or both.

    ``alone``: whether the last glyph stands by itself.
    """
    likelier: list[str] = []
    rarer: list[str] = []
    first, last = raw.lstrip("".join(OPENING))[:1] in LIKE_BRACKETS, raw[-1:] in LIKE_BRACKETS
    if first and last and not opened and not closed and len(once) > _SHORTEST + 1:
        likelier.append(once[1:-1])
    elif last and not closed and (opened or alone) and len(once) > _SHORTEST - 1:
        likelier.append(once[:-1])
    elif first and not opened and closed and len(once) > _SHORTEST - 1:
        likelier.append(once[1:])
    if first and len(once) > 1:
        rarer.append(once[1:])
    if last and opened and len(once) > _SHORTEST - 1:
        rarer.append(once[:-1])
    return _Inside(likelier, rarer)


_SHORTEST: Final = 3  # letters of a symbol, with one bracket that was read as a letter
_POINTS: Final = ".,-/"
_LETTERS, _OTHER_LETTERS = str.maketrans("01358", "OIBSB"), str.maketrans("01358", "DLBSB")
"""Digits in symbols, which are of letters, are misread; a last 1 is the bracket."""
LIKE_BRACKETS: Final = "Il1Jj|"


def is_of_name(symbol: str, name: str) -> bool:
    """Whether a symbol is made of letters of the name, in their order, the first of a word first that is no legal form."""
    letters = [c for c in name.upper() if c.isalpha()]
    rest = iter(letters)
    begins = any(word[:1] == symbol[:1] and word.strip(".,").lower() not in LEGAL_FORMS for word in name.upper().split())
    return begins and all(c in rest for c in symbol)
