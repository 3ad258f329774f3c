"""Lines that go on with the signature above them: its words are wrapped in their cell, and the date stands beside the first."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import Final

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.form.capacities import FOLLOWED_BY
from extractor.form.companies import is_company
from extractor.language.model import known_share, vocabulary, word_share
from extractor.notes.conformed import begins_with_mark


def goes_on(page: Page, segment: Segment, names: Sequence[Segment], dates: Sequence[Segment], dated: Set[int]) -> bool:
    """Whether what seems to begin a signature goes on with the one above.

    Args:
        page: the page.
        segment: what seems to begin one.
        names: the words of the signature above.
        dates: its dates.
        dated: the lines that have a date.
    """
    if not segment.tokens or not names or not names[-1].tokens:
        return False
    last = names[-1].tokens[-1]
    below = segment.line - names[-1].line == 1 or 0 < page.line[segment.tokens[0]] - page.line[last] <= _STAINED
    if below and _UNFINISHED.fullmatch(page.words[last]):
        return True
    marked = below and bool(dates) and segment.line not in dated and _has_no_mark(page, segment, names)
    return marked or _within_word(page, segment, names, dates)


_STAINED: Final = 2  # lines below, a stain or nothing between
_UNFINISHED: Final = re.compile(r"[Bb][Yy][:;.]|\W?/s/")
"""With what no signature ends: by whom it is, and his mark."""


def _within_word(page: Page, segment: Segment, names: Sequence[Segment], dates: Sequence[Segment]) -> bool:
    """Whether a segment goes on with the word in which the line of a signature without a date above it breaks off."""
    first = page.words[segment.tokens[0]]
    if dates or not 0 < segment.line - names[-1].line <= 1 or not first.islower():
        return False
    return first not in vocabulary() and f"{page.words[names[-1].tokens[-1]]}{first}".lower() in vocabulary()


def _has_no_mark(page: Page, segment: Segment, names: Sequence[Segment]) -> bool:
    """Whether a segment of words that signatures have, or of a company, lacks the mark with which the one above it begins."""
    first = [page.words[t] for t in names[0].tokens]
    words = [page.words[t] for t in segment.tokens]
    if not begins_with_mark(" ".join(first[:_MARKED])) or begins_with_mark(" ".join(words[:_MARKED])):
        return False
    bare = [word.strip(_STOPS) for word in words]
    letters = [word for word in bare if word.isalpha()]
    if _is_person(letters):
        return False
    known = sum(len(word) for word in letters if known_share(word.lower(), "signature"))
    if any(map(_MARK.search, words)):
        return False
    above = [page.words[t] for t in names[-1].tokens]
    return (known > 0 and known >= _KNOWN * sum(map(len, bare))) or (_breaks_off(above) and is_company(" ".join(words)))


def _breaks_off(words: Sequence[str]) -> bool:
    """Whether words end in ``of`` or ``for``, or soon behind it, before the legal form of the company that they speak of."""
    at = next((k for k in reversed(range(len(words))) if words[k].lower() in FOLLOWED_BY), None)
    return at is not None and len(words) - at - 1 <= _OF_COMPANY and not is_company(" ".join(words[at + 1 :]))


_OF_COMPANY: Final = 4  # words of a company's name


def _is_person(words: Sequence[str]) -> bool:
    """Whether words are a person's name and nothing else: another one who signs, without a mark."""
    of_capacity = any(word.lower() in FOLLOWED_BY or word.islower() for word in words)
    return (
        len(words) > 1
        and not of_capacity
        and bool(word_share(words[0].lower(), "first") and word_share(words[-1].lower(), "last"))
    )


_MARKED: Final = 3  # words in which a mark and the name behind it stand
_STOPS: Final = ".,;:'\"()"
_KNOWN: Final = 0.6  # share of the glyphs of a line that stand in words of signatures
_MARK: Final = re.compile(r"[/|\\]")
