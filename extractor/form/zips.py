"""The ZIP codes of the United States: which place has which. The list is made by ``python -m training.zips``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

Place = tuple[str, str]
"""State and city, in capitals."""
_LEAST: Final = 5  # digits of a ZIP code


@cache
def _text() -> str:
    # Searched as it is: a filing asks for a handful of codes, and a table of all takes long to build.
    return "\n" + files("extractor.form").joinpath("data/zips.txt").read_text(encoding="ascii")


@lru_cache(maxsize=4096)
def places_of(zip_code: str) -> tuple[Place, ...]:
    """The places that have a ZIP code of five digits; of a longer one those of its first five."""
    return tuple(_places(zip_code[:_LEAST])) if len(zip_code) >= _LEAST else ()


def _places(zip_code: str) -> Iterator[Place]:
    text, at = _text(), 0
    while (at := text.find(zip_code, at)) >= 0:
        line = text[text.rfind("\n", 0, at) + 1 : at]
        state, city, _ = line.split("\t", 2)
        yield state, city
        at += _LEAST


@lru_cache(maxsize=4096)
def zips_of(state: str, city: str) -> tuple[str, ...]:
    """The ZIP codes of a place; none where there is no such place."""
    text = _text()
    head = f"\n{state}\t{city}\t"
    at = text.find(head)
    return tuple(text[at + len(head) : text.find("\n", at + 1)].split()) if at >= 0 else ()


@lru_cache(maxsize=1024)
def places_like(city: str) -> tuple[Place, ...]:
    """The places whose names begin with some letters, or that differ from them by the first."""
    return tuple(re.findall(rf"\n(..)\t([A-Z]?{re.escape(city)}[^\t]*)\t", _text()))


@lru_cache(maxsize=4096)
def states_of(city: str) -> tuple[str, ...]:
    """The states that have a place of that name."""
    return tuple(re.findall(rf"\n(..)\t{re.escape(city)}\t", _text()))
