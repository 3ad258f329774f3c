"""Scraps at the ends of a text: letters or digits of a caption, a footnote mark or a neighbour in which no such text ends.

In what a text of one kind may begin and end is a matter of fact. In 9,066 electronic filings none of 30,758 titles of securities
and of 7,388 titles of officers ends in a word of one digit or small letter, or begins with one; issuers' names go on behind
``Inc.`` with a state only, as in ``/DE``, and behind ``Corp`` with that or a Roman number; and of the owners' names that have a
word of small letters beside words with large ones, all but a few have ``de``, ``von`` and the like. None of 873 distinct titles
of officers begins with a letter alone, but for ``V. P.``; 47 have ``of``, and three others ``a``, ``by`` or ``to``, but no other
word of one or two small letters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.form.capacities import OFFICERS
from extractor.form.companies import COMPANY, CORPORATION, INCORPORATED, LIMITED, is_company
from extractor.form.persons import PARTICLES, SUFFIXES
from extractor.form.streets import COMPASS
from extractor.form.titles import TITLES
from extractor.language.model import letters_of, vocabulary, word_share

_MOST: Final = 2  # scraps at one end
_MARKS: Final = ".,;:'\"|*\u2018\u2019\u201c\u201d()[]{}"
_FEW: Final = {
    **dict.fromkeys((*LIMITED, "plc"), r"[A-Za-z]{1,2}"),
    **dict.fromkeys((*CORPORATION, *COMPANY), r"[a-z]{1,2}|[A-HJ-UWYZ]"),  # no Roman number
}
"""What is a scrap behind other legal forms; behind ``Inc.`` a name goes on with a state only."""


def without_scraps(text: str, kind: str, own: frozenset[str] = frozenset()) -> tuple[str, tuple[str, ...]]:
    """A text without the scraps before and behind it, and these.

    Args:
        text: the text, its words parted by blanks.
        kind: the kind of text, see :mod:`extractor.language.model`.
        own: words in small letters that the page has elsewhere, too, and so are none.
    """
    words, scraps = text.split(), []
    for _ in range(_MOST):
        bare = [word.strip(_MARKS) for word in words]
        if len(words) > 1 and _ends_badly(bare, kind):
            scraps.append(words.pop())
        elif len(words) > 1 and _begins_badly(bare, kind):
            scraps.append(words.pop(0))
    for k in range(len(words) - 2, 0, -1) if kind == "title" else ():
        if _is_between(*(word.strip(_MARKS) for word in words[k - 1 : k + 2])):
            scraps.append(words.pop(k))
    if kind == "office":
        words, strays = _titled(words, own)
        scraps += strays
    if kind == "company":
        end = next((k for k, word in enumerate(words) if k and word.strip(_MARKS).lower() in INCORPORATED), len(words)) + 1
        if "/" not in "".join(words[end:]):
            words, scraps = words[:end], [*scraps, *words[end:]]
    if not scraps:
        return text, ()
    return " ".join(words).rstrip(" ;:|"), tuple(scraps)


def _ends_badly(words: Sequence[str], kind: str) -> bool:
    *others, last = words
    before = others[-1].lower()
    if kind == "title":
        if re.fullmatch(r"[A-Z]", last):
            return "".join(re.findall(r"\w+", " ".join(others))).lower() in _TITLES
        return bool(re.fullmatch(r"\d|[a-z]{1,2}", last)) and any(len(word) > 2 and word.isalpha() for word in others)
    if kind == "company" and _TWO.fullmatch(last) and not is_company(last) and before in _BANKS:
        return True
    if kind == "company":
        return before in _FEW and bool(re.fullmatch(_FEW[before], last))
    if kind == "name" and _FIGURES.search(last) and len(last) <= _SHORT and len(others) > 1:
        return not is_company(" ".join(words))
    if kind == "name" and before in SUFFIXES and len(others) > 2:
        return len(last) == 1 and last.isalpha()
    if kind == "name" and _small(last, _WORD) and all(word.isupper() for word in others if word.isalpha()):
        return len(others) > 1
    if kind == "place" and last in COMPASS and len(last) > 1:
        return False
    if kind == "name" and last in _INITIALS and before not in SUFFIXES:
        return False
    if kind in ("name", "place"):
        return _small(last) and _are_large(others, kind) and not (len(last) > 2 and before + last in vocabulary())
    if kind == "office":
        return bool(re.fullmatch(r"\d|[a-z]", last)) and not (last.isdigit() and before in _POINTING)
    return kind == "nature" and last in _ALONE and len(others) > 1


def _is_between(before: str, word: str, behind: str) -> bool:
    """Whether a word of a title is a number that stands between two words of letters and numbers nothing, or one small letter.

    In none of the 30,758 titles either does, but a number behind ``Series`` and the like.
    """
    if not re.fullmatch(r"\d{1,3}|[a-z]", word) or before.lower() in _NUMBERED:
        return False
    return all(len(beside) > _FEW_LETTERS and beside.isalpha() for beside in (before, behind))


_NUMBERED: Final = frozenset(
    ("class", "series", "tranche", "number", "rule", "section", "plan", "option", "options", "par", "value")
)
_POINTING: Final = ("footnote", "note")
"""Words of a title that says where it stands, with the number of the note."""
_FEW_LETTERS: Final = 2  # letters of a word that is hardly one


def _begins_badly(words: Sequence[str], kind: str) -> bool:
    first, *others = words
    if kind == "title":
        return len(others) > 1 and (first == _HEAD or bool(re.fullmatch(r"[A-Za-z0-9]", first)))
    if kind == "office":
        return bool(re.fullmatch(r"\d|[a-z]", first)) or (bool(_LETTER.fullmatch(first)) and len(others[0]) > 1)
    return kind == "name" and _small(first) and _are_large(others, kind)


def _titled(words: list[str], own: frozenset[str]) -> tuple[list[str], list[str]]:
    """The words of an officer's title without strange ones before the word that titles begin with, or small ones within."""
    bare = [word.strip(_MARKS).lower() for word in words]
    at = next((k for k, word in enumerate(bare[: _MOST + 1]) if word in OFFICERS), 0)
    if not all(_is_strange(word) and own.isdisjoint(letters_of(word)) for word in words[:at]):
        at = 0
    scraps = words[:at]
    kept: list[str] = []
    for k in range(at, len(words)):
        within = k > at and k + 1 < len(words) and is_of_titles(bare[k - 1]) and is_of_titles(bare[k + 1])
        (scraps if within and _SMALL.fullmatch(words[k]) and words[k] not in _WITHIN else kept).append(words[k])
    return kept, scraps


def _is_strange(word: str) -> bool:
    """Whether a word is known from nowhere or a scrap, and neither short for one, all of large letters, nor part of a list."""
    if word[-1:] in "/-,&" or "&" in word:
        return False
    short, letters = len(word) > 1 and word.isupper(), letters_of(word)
    known = any(w.startswith(tuple(OFFICERS)) or is_of_titles(w) or (len(w) > _SCRAP and w in vocabulary()) for w in letters)
    return not short and not known and not word.isdecimal()


def is_of_titles(word: str) -> bool:
    """Whether a word in small letters stands in titles of officers."""
    return len(word) > 1 and word_share(word, "office") > 0.0


def is_title(text: str) -> bool:
    """Whether a text has a word that titles of officers have, or one that may be misread: titles are written large."""
    words = re.findall(r"[^\W\d_]+", text)
    return any(_LARGE.match(word) or (len(word) > len("see") and is_of_titles(word.lower())) for word in words)


_LARGE: Final = re.compile(r"[A-Z]{2,4}$|C[a-z]O$|[A-Z][A-Za-z]{3}")
"""Words that titles are made of: ``CFO``, ``Chief``, ``CHIEF``."""


_SCRAP: Final = 3  # letters
_LETTER: Final = re.compile(r"[A-Z]")
_SMALL: Final = re.compile(r"[a-z]{1,2}")
_WITHIN: Final = frozenset(("of", "by", "to", "in", "at", "on", "or", "an", "as"))
"""Words of two small letters within a title."""
_TITLES: Final = frozenset("".join(re.findall(r"\w+", title)).lower() for title in TITLES)
_FIGURES: Final = re.compile(r"\d")  # of the distinct names of 3,876 persons none has any
_SHORT: Final = 3  # glyphs
_BANKS: Final = ("bancorp", "bancshares", "bankshares")
"""Words that end a name, or have a legal form behind them."""
_TWO: Final = re.compile(r"[a-z]{1,2}")
_HEAD: Final = "Title"  # of the column
_ALONE: Final = frozenset("abcdefghijlmnopqrstuvwxyz")
"""Letters that no nature of ownership ends in; a plan may be called ``401 k``."""
_INITIALS: Final = frozenset("ckopsuvwxz")
"""Letters whose small and large forms are alike: one behind a name is its initial."""
_WORD: Final = 12  # letters of a word


def _small(word: str, most: int = 3) -> bool:
    return (
        0 < len(word) <= most and word.isalpha() and word.islower() and word not in PARTICLES | SUFFIXES and not is_company(word)
    )


def _are_large(words: Sequence[str], kind: str) -> bool:
    """Whether words of letters begin with large letters, or are of large letters alone in an address."""
    letters = [word for word in words if word.isalpha()]
    least = 1 if kind == "place" else 2
    return len(letters) >= least and all(word.isupper() if kind == "place" else word[0].isupper() for word in letters)
