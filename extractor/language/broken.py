"""Words that an engine has broken in two by a blank: ``At torney``, ``Com mon``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from extractor.language.model import vocabulary, word_cost

_PAIR: Final = re.compile(r"(?<![\w&'-])([A-Za-z]+) (?=([a-z]+|[A-Z]+)(?![\w&']))")
_LEAST, _LEAST_OF_NAMES = 3, 5
"""Letters of the whole word; of capitals there must be more, as some are initials."""
_GAIN: Final = 6.0  # what the halves must cost more than the whole
_KNOWN_GAIN: Final = 14.0
"""The same where both are known words, as the halves of many a name are."""
_POSSESSIVE: Final = ("prose", "nature")
"""Kinds of text in which a lone s may have lost its apostrophe."""
_COMMON: Final = 14.0  # what the whole may cost


def with_broken_words_whole(text: str, kind: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """A text with its broken words whole, and the changes as pairs of what stood there and what it became."""
    changes: list[tuple[str, str]] = []
    at = 0
    while match := _PAIR.search(text, at):
        first, second = match.groups()
        at = match.end()
        small = second.islower()
        enough = len(first) + len(second) >= (_LEAST if small else _LEAST_OF_NAMES)
        if enough and (small or first.isupper()) and _is_broken(first.lower(), second.lower(), kind):
            changes.append((f"{first} {second}", first + second))
            text = text[: match.end(1)] + text[match.end() :]
            at = match.start()
    return text, tuple(changes)


@lru_cache(maxsize=5_000)
def _is_broken(first: str, second: str, kind: str) -> bool:
    whole = first + second
    if whole not in vocabulary() or (second == "s" and kind in _POSSESSIVE):
        return False
    cost = word_cost(whole, kind)
    known = all(half in vocabulary() and (len(half) > 1 or half == "a") for half in (first, second))
    return cost <= _COMMON and word_cost(first, kind) + word_cost(second, kind) > cost + (_KNOWN_GAIN if known else _GAIN)
