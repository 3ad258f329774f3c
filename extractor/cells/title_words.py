"""Words of titles that stand apart from them: before a title's first word, in the cell beside it, on a line below.

What the form's columns hold and what titles are made of tells whose they are: no column of numbers has words in small letters,
and shares ``of beneficial`` are such of beneficial ``interest``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.cells.labelling import Labelling
from extractor.cells.labels import LABEL_ID, OUTSIDE, PARTS
from extractor.dialects.page import Page
from extractor.language.model import vocabulary

_TITLE: Final = "securityTitle"
_UNDERLYING: Final = "underlyingSecurity/underlyingSecurityTitle"
_NATURE: Final = "ownershipNature/natureOfOwnership"
TITLES: Final = (_TITLE, _UNDERLYING)
_OUTSIDE: Final = LABEL_ID[OUTSIDE]
_B: Final = {name: LABEL_ID["B-" + name] for name in (*TITLES, _NATURE)}
_I: Final = {name: LABEL_ID["I-" + name] for name in (*TITLES, _NATURE)}
_FIELD: Final = {label: name for labels in (_B, _I) for name, label in labels.items() if name != _NATURE}
_NO_VALUE: Final = re.compile(r"\$?0?\.0+")
"""A par value, which is more than nothing, without its last digit."""
_DIGIT: Final = re.compile(r"[1-9]\d{0,2}")
_SMALL: Final = re.compile(r"[a-z]+")
_WORD: Final = 3  # letters of what is surely one
_MARKS: Final = (_OUTSIDE, *(LABEL_ID["N-" + name] for name in (_TITLE, "conversionOrExercisePrice")))
"""What a word beside a title is taken for."""


def gather_titles(found: Labelling) -> None:
    """Label the words of titles that stand apart from them as such, in place."""
    labels: list[int] = found.best.tolist()
    titled = [k for k, label in enumerate(labels) if label in _FIELD]
    if not titled:
        return
    apart = _Apart(found.page, found.chosen.tolist(), found.lines.tolist(), labels)
    for k in titled:
        apart.look(k)
    found.best[:] = apart.labels


def _is_whole(title: Sequence[str]) -> bool:
    """Whether the words of a title are words as they stand, and no parts of them."""
    for before, word in zip(("", *title), title, strict=False):
        letters = word.strip(".,()'\"").lower()
        if letters.isalpha() and (letters not in vocabulary() or (len(letters) == 1 and not _CLASS.fullmatch(before))):
            return False
    return True


def begins_before(page: Page, token: int) -> bool:
    """Whether the word before a title's first belongs to it: that is the letter of a class, and no caption ends so."""
    before = token - 1
    return (
        before >= 0
        and page.line[before] == page.line[token]
        and page.cell[before] == page.cell[token]
        and _LETTER.fullmatch(page.words[token]) is not None
        and _CLASS.fullmatch(page.words[before]) is not None
    )


_CLASS: Final = re.compile(r"class|series", re.IGNORECASE)
_LETTER: Final = re.compile(r"[A-Z]|\d{1,2}")


class _Apart:
    """The labels of a page's tokens, and what stands of the latest titles."""

    def __init__(self, page: Page, tokens: Sequence[int], lines: Sequence[int], labels: list[int]) -> None:
        self.page, self.tokens, self.lines, self.labels = page, tokens, lines, labels
        self.latest: dict[str, list[str]] = {name: [] for name in TITLES}

    def look(self, k: int) -> None:
        """Look around a word of a title."""
        name = _FIELD[self.labels[k]]
        word = self.page.words[self.tokens[k]]
        if self.labels[k] == _B[name]:
            self.latest[name] = []
        self.latest[name].append(word)
        if self._ends(k):
            if _NO_VALUE.fullmatch(word):
                self._with_digit(k + 1, name)
            if name == _TITLE and self.page.celled[self.tokens[k]] and not _is_whole(self.latest[name]):
                self._with_small(k)
            if word.lower() == "beneficial":
                self._with_interest(k)

    def _in_line(self, j: int, k: int) -> bool:
        return 0 <= j < len(self.tokens) and self.lines[j] == self.lines[k]

    def _ends(self, k: int) -> bool:
        """Whether the next token is none of this title."""
        return not self._in_line(k + 1, k) or _FIELD.get(self.labels[k + 1]) != _FIELD[self.labels[k]]

    def _with_digit(self, k: int, name: str) -> None:
        """A par value of noughts alone goes on in the next cell."""
        if not self._in_line(k, k - 1) or not _DIGIT.fullmatch(self.page.words[self.tokens[k]]):
            return
        if self.page.cell[self.tokens[k]] != self.page.cell[self.tokens[k - 1]] + 1:
            return
        part, field = PARTS[self.labels[k]]
        self.labels[k] = _I[name]
        if part == "B" and self._in_line(k + 1, k) and PARTS[self.labels[k + 1]] == ("I", field):
            self.labels[k + 1] = LABEL_ID["B-" + field]

    def _with_small(self, k: int) -> None:
        """Words in small letters in the title's last cell and the one beside it are the ends of its words."""
        cell = int(self.page.cell[self.tokens[k]])
        found = []
        while self._in_line(k + 1, k):
            k += 1
            if self.page.cell[self.tokens[k]] > cell + 1:
                break
            if self.labels[k] in _MARKS and _SMALL.fullmatch(self.page.words[self.tokens[k]]):
                found.append(k)
        if any(len(self.page.words[self.tokens[j]]) >= _WORD for j in found):
            for j in found:
                self.labels[j] = _I[_TITLE]

    def _with_interest(self, k: int) -> None:
        """The word that shares of beneficial interest lack stands first in the line below."""
        line = self.lines[k]
        below = next((j for j in range(k + 1, len(self.tokens)) if self.lines[j] != line), None)
        if below is None or self.labels[below] not in (_B[_NATURE], _I[_NATURE]):
            return
        if self.page.words[self.tokens[below]].strip(",.").lower() in ("interest", "interests"):
            started = self.labels[below] == _B[_NATURE]
            self.labels[below] = _I[_FIELD[self.labels[k]]]
            if started and self._in_line(below + 1, below) and self.labels[below + 1] == _I[_NATURE]:
                self.labels[below + 1] = _B[_NATURE]
