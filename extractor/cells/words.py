"""What a token looks like: small integers for each word, computed once a word and kept."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from typing import Final

from extractor.readings.fractions import in_decimals, is_ratio

KINDS: Final = 40  # more than there are patterns
SHAPES: Final = 512  # places that shapes are hashed into
WORDS: Final = 4096  # the same of words
AFFIXES: Final = 1024  # the same of their first and of their last three letters

_PATTERNS: Final = (
    (1, r"[A-Z]"),
    (2, r"[a-z]"),
    (3, r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})"),
    (4, r"\$[\d,]*\.?\d+"),
    (5, r"\d{1,3}(?:,\d{3})+"),
    (6, r"\d{1,3}(?:,\d{3})+\.\d+"),
    (7, r"\d*\.\d+"),
    (8, r"\d"),
    (9, r"\d{2}"),
    (10, r"\d{3}"),
    (11, r"(?:19|20)\d{2}"),
    (12, r"\d{4}"),
    (13, r"\d{5}"),
    (14, r"\d{6,}"),
    (15, r"\(\d{1,2}\)[,.]?"),
    (16, r"\(?\d{1,2}\)[,.]?|\(\d{1,2}\)?"),
    (17, r"\([A-Z]\)"),
    (18, r"[\d/]*/[\d/]*"),
    (19, r"\d[\d,]*,"),
    (20, r",[\d,.]+"),
    (21, r"[\d,.]+"),
    (22, r"[\d,.$]+\)|[\d,.]*\(.*"),
    (23, r"[A-Z][a-z]+[.,;:]?"),
    (24, r"[A-Z]{2}[.,]?"),
    (25, r"[A-Z]{3,}[.,;:]?"),
    (26, r"[a-z]+[.,;:]?"),
    (27, r"[A-Za-z]+[.,;:]?"),
    (28, r"\[.*|.*\]"),
    (29, r"\$"),
    (30, r"_+[xX]?_*|[xX]_+"),
    (31, r"[$S5][\dOolIS]+\.[\dOolIS]+.*"),
    (32, r"[\dOolISB,.]*\d[\dOolISB,.]*"),
    (33, r"[\dA-Za-z/]*\d[\dA-Za-z/]*/[\dA-Za-z/]*"),
    (34, r".*\d.*[A-Za-z].*|.*[A-Za-z].*\d.*"),
    (35, r".*\d.*"),
    (36, r".*[A-Za-z].*"),
    (37, r"[-.,:;'\"]"),
)
_KIND: Final = re.compile("|".join(f"({pattern})" for _, pattern in _PATTERNS))
"""All of them as one, of which the first that fits counts: its group has the number of the kind."""
NUMERIC_KINDS: Final = frozenset((4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 19, 20, 21, 22, 31, 32))
DATE_KINDS: Final = frozenset((3, 18, 33))
_LONG: Final = 80  # letters


Look = tuple[int, int, int, int, int, int, int, int]


@lru_cache(maxsize=50_000)
def look(word: str) -> Look:
    """(kind, shape, word, prefix, suffix, length, first and last sign) of a word; all but the kind are hashes or bounded.

    A price in fractions looks as it does in decimals, and a ratio of several words as one.
    """
    if " " in word:
        word = word.replace(" ", "-") if is_ratio(word) else in_decimals(word)
    first, last = _sign(word[0]), _sign(word[-1])
    if len(word) > _LONG:  # noise, on which the patterns would take long
        word = word[: _LONG // 2] + word[-_LONG // 2 :]
    match = _KIND.fullmatch(word)
    plain = word.lower()
    if not plain.isalpha():
        plain = _DIGIT.sub("0", plain)
    return (
        (match and match.lastindex) or 38,
        _hash(_shape(word), SHAPES),
        _hash(plain, WORDS),
        _hash(plain[:3], AFFIXES),
        _hash(plain[-3:], AFFIXES),
        min(len(word), 15),
        first,
        last,
    )


_DIGIT: Final = re.compile(r"\d")
_RUNS: Final = re.compile(r"(.)\1{3,}")


class _Classes(dict[int, str]):
    """What stands for a letter, by its code: that it is a digit, large or small; anything else for itself."""

    def __missing__(self, code: int) -> str:
        c = chr(code)
        return "9" if c.isdigit() else "A" if c.isupper() else "a" if c.islower() else c


_CLASSES: Final = _Classes({code: _Classes()[code] for code in range(128)})


def _shape(word: str) -> str:
    return _RUNS.sub(r"\1\1\1+", word.translate(_CLASSES))


def _sign(c: str) -> int:
    return 1 if c.isdigit() else 2 if c.islower() else 3 if c.isupper() else 4 if c in ",./" else 5


def _hash(text: str, size: int) -> int:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) % size
