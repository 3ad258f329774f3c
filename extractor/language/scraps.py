"""Scraps at the ends of a text: a letter or digit of the caption, of a footnote mark or of a neighbour in which no such text ends.

In what a text of one kind may begin and end is a matter of fact. Of 30,758 titles of securities in electronic filings none ends in
a word of one digit or of one or two small letters, and none begins with a word of one letter. Of 9,066 names of issuers none goes
on behind ``Inc.`` but with a state, as in ``/DE``, and behind ``Corp`` but with that or a Roman numeral. Of as many names of owners
a few have a word of small letters beside words with large ones, all of them ``de``, ``von`` and the like.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.form.companies import is_company
from extractor.form.persons import PARTICLES, SUFFIXES
from extractor.language.model import vocabulary

_MOST: Final = 2  # scraps at one end
_MARKS: Final = ".,;:'\"|*\u2018\u2019\u201c\u201d()[]{}"
_FINAL: Final = frozenset(("inc", "incorporated", "ltd", "limited", "plc"))
"""Legal forms that end a name."""
_FORMS: Final = frozenset(("corp", "corporation", "co", "company"))
"""Legal forms behind which a number may stand."""


def without_scraps(text: str, kind: str) -> tuple[str, tuple[str, ...]]:
    """A text without the scraps before and behind it, and these.

    Args:
        text: the text, its words parted by blanks.
        kind: the kind of text, see :mod:`extractor.language.model`.
    """
    words, scraps = text.split(), []
    for _ in range(_MOST):
        bare = [word.strip(_MARKS) for word in words]
        if len(words) > 1 and _ends_badly(bare, kind):
            scraps.append(words.pop())
        elif len(words) > 1 and _begins_badly(bare, kind):
            scraps.append(words.pop(0))
    if not scraps:
        return text, ()
    return " ".join(words).rstrip(" ;:|"), tuple(scraps)


def _ends_badly(words: Sequence[str], kind: str) -> bool:
    *others, last = words
    before = others[-1].lower()
    if kind == "title":
        return bool(re.fullmatch(r"\d|[a-z]{1,2}", last)) and any(len(word) > 2 and word.isalpha() for word in others)
    if kind == "company":
        if before in _FINAL:
            return bool(re.fullmatch(r"[A-Za-z]{1,2}", last))
        return before in _FORMS and bool(re.fullmatch(r"[a-z]{1,2}|[A-HJ-UWYZ]", last))
    if kind == "name" and before in SUFFIXES and len(others) > 2:
        return len(last) == 1 and last.isalpha()
    if kind == "name" and len(last) > 1 and last.isalpha() and last.islower() and last not in PARTICLES and not is_company(last):
        if len(others) > 1 and all(word.isupper() for word in others if word.isalpha()):
            return True
    if kind in ("name", "place"):
        return _small(last) and _are_large(others, kind) and not (len(last) > 2 and before + last in vocabulary())
    return kind in ("office", "nature") and last in _ALONE and len(others) > 1


def _begins_badly(words: Sequence[str], kind: str) -> bool:
    first, *others = words
    if kind == "title":
        return len(first) == 1 and first.isalpha() and len(others) > 1
    return kind == "name" and _small(first) and _are_large(others, kind)


_ALONE: Final = frozenset("abcdefghijlmnopqrstuvwxyz")
"""Letters that no text ends in; a plan may be called ``401 k``."""


def _small(word: str) -> bool:
    return 0 < len(word) <= 3 and word.isalpha() and word.islower() and word not in PARTICLES and not is_company(word)


def _are_large(words: Sequence[str], kind: str) -> bool:
    """Whether words of letters begin with large letters, or are of large letters alone in an address."""
    letters = [word for word in words if word.isalpha()]
    least = 1 if kind == "place" else 2
    return len(letters) >= least and all(word.isupper() if kind == "place" else word[0].isupper() for word in letters)
