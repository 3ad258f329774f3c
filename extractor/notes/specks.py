"""Specks at the ends of the lines of footnotes: an engine that reads stains as letters puts them beside what is printed.

What stains give are signs, and words of a letter or two that are none. Lines end in words, mostly in the last of a sentence, and
begin with words or with the number of a footnote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.dialects.page import Page
from extractor.form.prose import JOINING
from extractor.language.model import word_share

_SIGNS: Final = re.compile(r"[^\w$%&()]+|_+")
_SHORT: Final = 2  # letters of a word that is a speck
_SCRAP: Final = 5  # letters of a word that specks may be, among others that are shorter
_WORDS: Final = JOINING.union(
    ("a", "i", "or", "an", "no", "if", "it", "he", "we", "so", "do", "up", "us", "et", "al", "co", "lp")
)
_FEWEST: Final = 3
"""Specks behind a line that are no chance."""
_MOST: Final = 40  # words at the end of a line that are looked at
_STOPPED: Final = re.compile(r".*\w{3}[.!?]?['\")\]]*[.!?]['\")\]]*|.*\w{2}\)[.,]?")
"""A last word of a sentence."""
_NUMBER: Final = re.compile(r"\W{0,3}\d{1,2}[.)]\W{0,2}(?P<glued>[A-Z]\w*)?\W*")
_AHEAD: Final = 6  # specks before the number of a footnote
_BEFORE: Final = 3  # letters of one of them


def without_edge_specks(page: Page, tokens: list[int]) -> list[int]:
    """The tokens of a line of footnotes without the specks before and behind it."""
    words = [page.words[t] for t in tokens]
    stop = _end(words)
    return tokens[_begin(words[:stop]) : stop]


def are_stains(page: Page, tokens: Sequence[int]) -> bool:
    """Whether words are but what stains give: short ones, most of them specks."""
    words = [page.words[t] for t in tokens]
    short = all(sum(map(str.isalnum, word)) <= _SCRAP for word in words)
    return short and 2 * sum(_is_speck(word) or _is_unknown(word) for word in words) >= max(len(words), 1)


def _is_unknown(word: str) -> bool:
    """Whether a word of small letters stands in no prose."""
    return word.islower() and word.isalpha() and not word_share(word, "prose")


def without_last_specks(page: Page, tokens: list[int]) -> list[int]:
    """The tokens of a text without the specks behind the stop that ends it, be it but one."""
    words = [page.words[t] for t in tokens]
    stop = len(words)
    while stop and len(words) - stop < _MOST and sum(map(str.isalnum, words[stop - 1])) <= _SHORT - words[stop - 1].isalpha():
        stop -= 1
    behind = words[stop:]
    if stop and behind and (_STOPPED.fullmatch(words[stop - 1]) or behind[0] == "."):
        return tokens[: stop + (behind[0] == ".")]
    return tokens


def _end(words: Sequence[str]) -> int:
    """How many words are left of a line without the specks behind it: up to the end of a sentence, if one stands before them."""
    cut, specks = len(words), 0
    stopped = plain = 0
    for k in range(len(words) - 1, max(len(words) - _MOST, 0) - 1, -1):
        length = sum(map(str.isalnum, words[k]))
        speck = _is_speck(words[k])
        if length > _SCRAP or (not speck and _STOPPED.fullmatch(words[k])):
            break
        specks += speck
        cut = k
        enough = specks >= _FEWEST and 2 * specks >= len(words) - cut
        if enough and (not k or _STOPPED.fullmatch(words[k - 1])):
            stopped = len(words) - cut
        if specks == len(words) - cut >= _FEWEST:
            plain = specks
    return len(words) - (stopped or plain)


def _is_speck(word: str) -> bool:
    if _SIGNS.fullmatch(word):
        return True
    letters = "".join(filter(str.isalnum, word))
    return len(letters) <= _SHORT and not letters.isdecimal() and letters.lower() not in _WORDS


def _begin(words: Sequence[str]) -> int:
    """Where the number of a footnote stands behind specks at the beginning of a line, or nought."""
    for k in range(min(_AHEAD, len(words) - 1), 0, -1):
        match = _NUMBER.fullmatch(words[k])
        if match and (match["glued"] or (k + 1 < len(words) and words[k + 1][0].isupper())):
            ahead = ["".join(filter(str.isalnum, word)) for word in words[:k]]
            return k if all(len(a) <= _BEFORE and a.lower() not in _WORDS for a in ahead) else 0
    return 0
