"""The owner's name in a signature of which an engine has read the glyphs in another order.

Tesseract puts a glyph that stands a little higher or lower, or overlaps another, before or behind its word: ``Thoma Ps Ek``
has the letters of Thomas P. Ek, and no other name has all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from extractor.form.companies import is_company
from extractor.form.persons import SUFFIXES
from extractor.reconcile.people.spellings import name_cost

_LEAST: Final = 8  # letters of a name that stand together by no chance
_LONGEST: Final = 400  # characters of a signature that is looked at
_BETWEEN: Final = re.compile(r"/s/|[,;:()\[\]]|\b(?:by|for|as|on|of|behalf|under|pursuant|power|attorney)\b|$", re.IGNORECASE)
"""What parts the names of a signature from its other words."""


def with_glyphs_in_order(text: str, owner: Sequence[str]) -> str:
    """A signature with the name of an owner, given as the box has it, where all its letters stand, but in another order."""
    words = [word for word in owner if word.lower() not in SUFFIXES]
    if not words or len(text) > _LONGEST or is_company(" ".join(owner)):
        return text
    last, *given = words
    initial = next((word for word in given[1:] if len(word) == 1), "")
    for names in dict.fromkeys(((*given, last), (*given[:1], last))):
        text = _in_order(text, names, "" if initial in names else initial)
    return text


def _in_order(text: str, names: Sequence[str], initial: str) -> str:
    """A signature with the words of a name, the last one at its end, where all letters of these stand in another order.

    ``initial``: one that they lack; where its point is left it stands before the last.

    Where its words are whole the filer wrote them so: which of two given names is the last one, the box need not say.
    """
    meant, first = _letters("".join(names)), f"{names[-1][:1].upper()} "
    if len(meant) < _LEAST or len(names) == 1:
        return text
    for start, end in _stretches(text):
        read = _letters(text[start:end])
        twice = text[start:end].startswith(first) and len(read) > len(meant)
        read = read[twice:]  # that of the last name, which has it again if it is set right
        words = _WORD.findall(text[start:end].lower())
        whole = {name.lower() for name in names if len(name) >= _WHOLE}.issubset(words)
        if (twice or (read != meant and not whole)) and len(read) == len(meant) and sorted(read) == sorted(meant):
            if _strange(names) > _strange(words):
                return text  # it is the box in which they stand in another order
            pointed = bool(initial) and _POINT.search(text[start:end]) is not None
            names = (*names[:-1], initial, names[-1]) if pointed else names
            return text[:start] + _written(names, text[start:end]) + text[end:]
    return text


def _strange(words: Iterable[str]) -> float:
    """What some words cost as names, initials left out."""
    return sum(name_cost(word.lower(), "name") for word in words if len(word) >= _WHOLE)


_POINT: Final = re.compile(r"(?<=[A-Za-z]) ?\.(?= ?[A-Za-z])")
_WORD: Final = re.compile(r"[a-z'-]+")
_WHOLE: Final = 3  # letters of a name that is no initial, nor of a legal form


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.lower()))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the stretches between marks, signs and words of a capacity begin and end."""
    start = 0
    for match in _BETWEEN.finditer(text):
        part = text[start : match.start()]
        begin = start + len(part) - len(part.lstrip())
        if part.strip():
            yield begin, begin + len(part.strip())
        start = match.end()


def _written(names: Sequence[str], read: str) -> str:
    """The words of a name with large letters as what is read has them, and points behind initials if it has one."""
    if read.isupper():
        shown = [name.upper() for name in names]
    else:
        shown = [name.capitalize() if name.isupper() or name.islower() else name for name in names]
    return " ".join(f"{name}." if len(name) == 1 and "." in read else name for name in shown)
