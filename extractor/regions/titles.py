"""Lines that hold the titles and the heads of the tables, however they are cut or misread."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from extractor.dialects.page import Page, sorting
from extractor.form.printed import SLOTS
from extractor.regions.printed_form import PrintedForm

_NON_DERIVATIVE: Final = "nonderivative"
_PUTS_AND_CALLS: Final = "putscallswarrantsoptions"
_SQUEEZED: Final = 92.0  # likeness, of 100, of a title however it is cut
_OF_TITLES: Final = ("securities", "beneficially")
_MISREAD: Final = 70.0  # likeness, of 100, of these words


def texts_of(page: Page, line_of: npt.NDArray[np.intp], lines: int) -> list[list[str]]:
    """The words of each line."""
    words = [page.words[token] for token in sorting(line_of).tolist()]
    ends = np.cumsum(np.bincount(line_of, minlength=lines)).tolist()
    return [words[start:end] for start, end in pairwise([0, *ends])]


def letters_of_lines(texts: list[list[str]]) -> list[str]:
    """The letters, small, of each line: of as many words as may hold a title or heads."""
    text = "\n".join(["".join(words[: 2 * _WORDS]) for words in texts]).lower()
    if text.isascii():
        return text.translate(_NO_LETTERS).split("\n")
    return ["".join(filter(str.isalpha, line)) for line in text.split("\n")]


_NO_LETTERS: Final = {code: None for code in range(128) if not chr(code).isalpha() and chr(code) != "\n"}


def title_lines(texts: list[list[str]], letters_of: list[str]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Lines that hold the title of Table I or the subtitle of Table II, by their letters alone."""
    found = np.zeros((2, len(texts)), np.bool_)
    for line, (words, letters) in enumerate(zip(texts, letters_of, strict=True)):
        if len(words) > _WORDS:
            (letters,) = letters_of_lines([words[:_WORDS]])
        if len(letters) >= len(_NON_DERIVATIVE):
            for k, title in enumerate((_NON_DERIVATIVE, _PUTS_AND_CALLS)):
                found[k, line] = fuzz.partial_ratio(title, letters, score_cutoff=_SQUEEZED) > 0
            # Specks before "Derivative", a word of Table II's heads, look like "Non"; the title has more words than that.
            if found[0, line] and _NON_DERIVATIVE not in letters:
                found[0, line] = any(fuzz.partial_ratio(word, letters) >= _MISREAD for word in _OF_TITLES)
    return found[0] & ~found[1], found[1] & ~found[0]


_WORDS: Final = 80  # of a line, among which a title stands
_OF_DERIVATIVES: Final = (
    ("conver", "onvers", "nversi"),
    ("exerci", "xercis", "ercise"),
    ("expira", "xpirat", "pirati"),
    ("underl", "nderly"),
    ("puts",),
    ("calls",),
    ("warran", "arrant"),
)
"""Words that only the heads and the subtitle of Table II use, in pieces, since cells cut them."""
_SEVERAL: Final = 3  # such words of a line, at the least
_DERIVATIVE: Final = "derivative"
_LIKE_IT: Final = 70.0  # likeness, of 100
_TWICE: Final = 2  # times that a line of heads speaks of derivatives, at the least


_SHORTEST, _LONGEST = len(_DERIVATIVE) - 3, len(_DERIVATIVE) + 3  # letters of that word, misread


def derivative_heads(texts: list[list[str]], letters_of: list[str]) -> npt.NDArray[np.bool_]:
    """Lines that use several of the words that only Table II's heads use, or speak of derivatives twice."""
    found = np.zeros(len(texts), np.bool_)
    for line, (words, letters) in enumerate(zip(texts, letters_of, strict=True)):
        if len(words) >= _SEVERAL:
            found[line] = _used(letters) >= _SEVERAL
            if not found[line]:
                long = [w for w in words[: 2 * _WORDS] if _SHORTEST <= len(w) <= _LONGEST]
                found[line] = len(long) >= _TWICE and sum(map(_is_derivative, long)) >= _TWICE
    return found


@lru_cache(maxsize=5_000)
def _is_derivative(word: str) -> bool:
    """Whether a word is Derivative, perhaps misread."""
    return fuzz.ratio(word.lower(), _DERIVATIVE) >= _LIKE_IT


def _used(letters: str) -> int:
    """How many of the words that only Table II's heads use stand among the letters; loops, which are fast for so few."""
    count = 0
    for parts in _OF_DERIVATIVES:
        for part in parts:
            if part in letters:
                count += 1
                break
    return count


def printed_title(page: Page, printed: PrintedForm, line_of: npt.NDArray[np.intp], lines: int) -> npt.NDArray[np.bool_]:
    """Lines in which the title of Table II is found, in pieces, and far less of that of Table I or of heads."""
    letters = (page.end - page.start) * printed.cover * printed.share
    first, second = (np.bincount(line_of, letters * (printed.slot == SLOTS.index(name)), lines) for name in ("table1", "table2"))
    heads = np.bincount(line_of, letters * _IS_HEAD[printed.slot], lines)
    found: npt.NDArray[np.bool_] = (second > _TITLE_LETTERS) & (second > 2 * first) & (second > heads)
    return found


def owners_titles(letters_of: list[str]) -> npt.NDArray[np.bool_]:
    """Lines that hold the title of the stylesheets' closing table alone; other captions have its words, too."""
    found = np.zeros(len(letters_of), np.bool_)
    for line, letters in enumerate(letters_of):
        if abs(len(letters) - len(_OWNERS)) <= _ODD:
            found[line] = fuzz.ratio(letters, _OWNERS) >= _OWNERS_READ
    return found


_OWNERS: Final = "reportingowners"
_ODD: Final = 2  # letters more or fewer
_OWNERS_READ: Final = 86.0  # likeness, of 100: two letters misread


def told_apart(letters_of: list[str], titles: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Lines that hold the title of Table I, and that of Table II, by the few letters before the word Derivative.

    The titles differ in nothing but ``I - Non-`` and ``II -``: with most letters misread, or cut by cells, Table I's is found as
    Table II's, and that as none.

    Args:
        letters_of: the letters of each line.
        titles: lines that are known to hold a title.
    """
    found = np.zeros((2, len(letters_of)), np.bool_)
    for line, letters in enumerate(letters_of):
        named = _TABLE.match(letters)
        if not named and not titles[line]:
            continue
        word = fuzz.partial_ratio_alignment(_DERIVATIVE, letters[:_HEAD_OF_TITLE], score_cutoff=_HALF_READ)
        if word is None:
            continue
        before = letters[max(word.dest_start - len(_NON), 0) : word.dest_start]
        if fuzz.ratio(before, _NON) >= _LIKE_NON:
            found[0, line] = titles[line]
        elif named and word.score >= _WORD_OF_TITLE and word.dest_start <= named.end() + _NUMBER:
            found[1, line] = fuzz.partial_ratio(_OF_TITLES[0], letters[word.dest_end : word.dest_end + _NEXT_WORD]) >= _MISREAD
    return found[0], found[1]


_TABLE: Final = re.compile(r"[a-z]{0,3}?(?:t.?ble|ta.?le|tab.?e|tabl)")
_HEAD_OF_TITLE: Final = 50  # letters of a line, among which its title begins
_WORD_OF_TITLE, _HALF_READ = 75.0, 65.0
"""Likeness, of 100, of the word Derivative, where it is all that tells a title, and in a line that is known to be one."""
_NON: Final = "non"
_LIKE_NON: Final = 60.0
"""Likeness of three letters: two of them."""
_NUMBER: Final = 3  # letters that the number of the table is read as
_NEXT_WORD: Final = 14  # letters


def above_first_heads(
    page: Page,
    printed: PrintedForm,
    line_of: npt.NDArray[np.intp],
    titles: npt.NDArray[np.bool_],
    second: npt.NDArray[np.bool_],
) -> npt.NDArray[np.bool_]:
    """Lines of a title with Table I's first head, Title of Security, just below, and Table II's title or heads further down.

    Where the word Non is lost, Table I's title reads like Table II's; the heads below tell.

    Args:
        page: the page.
        printed: its printed form.
        line_of: the line of each token.
        titles: lines that hold a title, of either table.
        second: lines that hold the title or heads of Table II.
    """
    letters = (page.end - page.start) * printed.cover * printed.share
    lines = len(titles)
    ours, theirs = (
        np.bincount(line_of, letters * (printed.slot == SLOTS.index(name)), lines) for name in ("head.title1", "head.title2")
    )
    named = (ours > _TITLE_OF_SECURITY) & (ours > theirs)
    found = np.zeros(lines, np.bool_)
    for line in np.flatnonzero(titles).tolist():
        below = slice(line + 1, line + 1 + _BELOW)
        until = int(second[below].argmax()) if second[below].any() else _BELOW
        found[line] = named[below][:until].any() and second[line + 1 :].any()
    return found


_BELOW: Final = 6  # lines
_TITLE_OF_SECURITY: Final = 10.0  # letters
_TITLE_LETTERS: Final = 30.0
_IS_HEAD: Final = np.array([slot.startswith("head.") for slot in SLOTS] + [False])


def printed_lines(
    page: Page, printed: PrintedForm, line_of: npt.NDArray[np.intp], lines: int, share: float
) -> npt.NDArray[np.bool_]:
    """Lines of which a share is printed form."""
    length = page.end - page.start
    found = np.bincount(line_of, length * printed.cover, lines)
    heads: npt.NDArray[np.bool_] = found > share * np.bincount(line_of, length, lines)
    return heads
