"""Where sentences end, and what below the last one is none of a footnote: specks, a scrawl, a signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.dialects.page import Page
from extractor.form.companies import LEGAL_FORMS
from extractor.language.model import squeezed, vocabulary, word_share
from extractor.readings.page_words import page_words


def ends_sentence(page: Page, tokens: Sequence[int]) -> bool:
    """Whether the last of the words, but for specks and a scrap of small letters behind it, ends a sentence."""
    words = [w for t in tokens[-_SPECKS:] if not SPECK.fullmatch(w := page.words[t]) and w not in _DOTS]
    last = words[-1] if words else page.words[tokens[-1]]
    if len(words) > 1 and last.islower() and len(last) <= _SCRAP:  # no sentence begins with a small letter
        last = before if len(before := words[-2]) > _ABBREVIATED and before[-1] == "." else last
    return last[-1] in _ENDS or _STOPPED.search(last) is not None


SPECK: Final = re.compile(r"[-.,:;*'\"_~|]{0,2}")
_SPECKLED: Final = re.compile(r"[-.,:;*'\"_~|<>=]*")
_SPECKS: Final = 4  # words at the end that may be specks, the last of the sentence among them
_DOTS: Final = "\u00b0\u00b7\u2022\u00ab\u00bb\u00a9\u00ae^"
"""Signs that are specks behind a sentence."""
_SCRAP, _ABBREVIATED = 4, 6
"""Letters of a scrap behind a full stop, and of a word that is abbreviated, its stop among them, at the most."""
DATED: Final = re.compile(r"(?:.*\d/)?(?:19|20)\d\d,?")
"""What a footnote may end with instead of a full stop."""
_STOPS: Final = ".!?)\"'\u201d"
_STOPPED: Final = re.compile(r"[.!?][^\w\s]{0,2}$")
_ENDS: Final = _STOPS + ":"
"""What a full stop may be read as at the end of a line."""


def text_lines(page: Page, run: Sequence[list[int]]) -> list[list[int]]:
    """The lines without those that are but a speck, and without a signature at their end."""
    lines = [_from_number(page, line) for line in run if not _SPECKLED.fullmatch("".join(page.words[t] for t in line))]
    below = 0
    while below < len(lines) - 1 and (_is_scrawl(page, lines[-1 - below]) or _is_signature(page, lines[-1 - below])):
        below += 1
    if below and (ends_sentence(page, lines[-1 - below]) or DATED.fullmatch(page.words[lines[-1 - below][-1]])):
        del lines[-below:]
    if lines and page_words(page).noise > 0:
        lines[-1] = _without_scrawl(page, lines[-1])
    while len(lines) > 1 and _LETTER.fullmatch("".join(page.words[t] for t in lines[-1])):
        del lines[-1]
    return lines


def _from_number(page: Page, tokens: list[int]) -> list[int]:
    """A line from the number in brackets that it begins with, if but a speck stands before it."""
    ahead = len(tokens) > 2 and SPECK.fullmatch(page.words[tokens[0]]) and _IN_BRACKETS.fullmatch(page.words[tokens[1]])
    return tokens[1:] if ahead else tokens


_IN_BRACKETS: Final = re.compile(r"\(\d{1,2}\)")


def _is_scrawl(page: Page, tokens: list[int]) -> bool:
    """Whether a line is a few words of letters none of which stands in prose."""
    words = [page.words[t].strip("".join(_STOPS)).lower() for t in tokens]
    if len(tokens) == 1 and _STRAY.fullmatch(words[0]):
        return True
    letters = [w for w in words if any(map(str.isalpha, w))]
    if len(tokens) > _SCRAWL or not letters or any(c.isdigit() for w in words for c in w):
        return False
    return not any(len(w) > 2 and word_share(w, "prose") for w in letters)


_SCRAWL: Final = 4  # words
_STRAY: Final = re.compile(r"\d{1,2}")
"""A number on a line of its own below the last sentence: a stain, or part of a date."""


def _without_scrawl(page: Page, tokens: list[int]) -> list[int]:
    """The last line without a word behind its last sentence that nobody knows, as the hand of who signs leaves: ``Sosr``."""
    last = page.words[tokens[-1]]
    if len(tokens) <= _SCRAWL or not _HAND.fullmatch(last) or last.lower() in vocabulary():
        return tokens
    if squeezed(page.words[tokens[-2]]) in LEGAL_FORMS:
        return tokens
    return tokens[:-1] if _FULL_STOP.fullmatch(page.words[tokens[-2]]) else tokens


_HAND: Final = re.compile(r"[A-Z][a-z]{1,7}")
_FULL_STOP: Final = re.compile(r"\w*[a-z]{3}\.|.*[a-z\d]\)\.")
"""A word that ends a sentence, and is none of the shortened ones with a stop of their own."""


def _is_signature(page: Page, tokens: list[int]) -> bool:
    words = [page.words[t] for t in tokens]
    return sum(any(map(str.isalnum, word)) for word in words) <= _LONGEST_SIGNATURE and is_signed(" ".join(words))


def is_signed(text: str) -> bool:
    """Whether a line has the mark of a signature, the capacity of who signs for another, or nothing but a date."""
    return _SIGNED.search(text) is not None


_LETTER: Final = re.compile(r"\W?[a-z]\W?")
"""A speck that was read as a letter, where it ends the footnotes: no word and no number does."""
_SIGNED: Final = re.compile(
    r"/s/|^\W?s/|\bby\W{0,2}power.?of.?att|attorney.?.?in.?.?(?:fact|$)|to (?:a )?power of att.{0,200}\d/\d{4}\W{0,8}$"
    r"|^\W*\d{1,2}/\d{1,2}/\d{2,4}\W*(?:date\W*)?$",
    re.IGNORECASE,
)
_LONGEST_SIGNATURE: Final = 16  # words
