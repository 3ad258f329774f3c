"""Words of titles, natures, names and addresses: what a word cut by a cell's edge may have been.

The list is made by ``python -m training.lexicon`` from filings of many issuers; it tells where two pieces are one word, and
which letter an edge has lost or doubled.
"""

from __future__ import annotations

from collections.abc import Container
from functools import cache
from importlib.resources import files
from string import ascii_lowercase


@cache
def lexicon() -> frozenset[str]:
    """The words, in small letters."""
    return frozenset(files("extractor.form").joinpath("data/words.txt").read_text(encoding="utf-8").split())


def lost_letter(left: str, right: str, known: Container[str]) -> str | None:
    """The known word of which one letter is lost between two pieces, if there is just one."""
    if len(left) + len(right) < 4:
        return None
    found = {left + c + right for c in ascii_lowercase if left + c + right in known}
    return found.pop() if len(found) == 1 else None
