"""The ZIP codes of the United States: which place has which. The list is made by ``python -m training.zips``."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

import numpy as np
import numpy.typing as npt

Place = tuple[str, str]
"""State and city, in capitals."""
_LEAST: Final = 5  # digits of a ZIP code


@cache
def _text() -> str:
    # Searched as it is, or by bisection: a filing asks for a handful of codes, and a table of all takes long to build.
    return "\n" + files("extractor.form").joinpath("data/zips.txt").read_text(encoding="ascii")


@cache
def _lines() -> tuple[list[str], list[str]]:
    """The lines of the list, sorted: state, city and ZIP codes with a TAB between; and all states."""
    lines = _text().split("\n")[1:-1]
    return lines, sorted({line[:2] for line in lines})


@cache
def _codes() -> npt.NDArray[np.int64]:
    """All ZIP codes as numbers, each followed by where it stands in the text (its last bits), sorted."""
    digits = np.frombuffer(_text().encode("ascii"), np.uint8) - ord("0")  # of unsigned numbers those below wrap around
    ends = np.flatnonzero(digits > 9)
    at = ends[:-1][np.diff(ends) == _LEAST + 1] + 1
    codes = sum(digits[at + k].astype(np.int64) * 10 ** (_LEAST - 1 - k) for k in range(_LEAST))
    return np.sort((codes << _PLACE) + at)


_PLACE: Final = 24  # bits of a place in the text


@lru_cache(maxsize=4096)
def places_of(zip_code: str) -> tuple[Place, ...]:
    """The places that have a ZIP code of five digits; of a longer one those of its first five."""
    return tuple(_places(zip_code[:_LEAST])) if len(zip_code) >= _LEAST else ()


def _places(zip_code: str) -> Iterator[Place]:
    if not (zip_code.isascii() and zip_code.isdigit()):
        return
    text, codes = _text(), _codes()
    first, last = np.searchsorted(codes, [int(zip_code) << _PLACE, (int(zip_code) + 1) << _PLACE])
    for at in (codes[first:last] & ((1 << _PLACE) - 1)).tolist():
        state, city, _ = text[text.rfind("\n", 0, at) + 1 : at].split("\t", 2)
        yield state, city


@lru_cache(maxsize=4096)
def zips_of(state: str, city: str) -> tuple[str, ...]:
    """The ZIP codes of a place; none where there is no such place."""
    text = _text()
    head = f"\n{state}\t{city}\t"
    at = text.find(head)
    return tuple(text[at + len(head) : text.find("\n", at + 1)].split()) if at >= 0 else ()


@lru_cache(maxsize=1024)
def cities_of(state: str) -> tuple[str, ...]:
    """The places of a state."""
    lines, _ = _lines()
    first, last = bisect_left(lines, f"{state}\t"), bisect_left(lines, f"{state}\t~")
    return tuple(line.split("\t", 2)[1] for line in lines[first:last])


def is_known(city: str, state: str, zip_code: str) -> bool:
    """Whether a ZIP code is one of a place whose name is given without blanks."""
    return len(zip_code) >= _LEAST and zip_code[:_LEAST] in _squeezed(state).get(city, "")


@lru_cache(maxsize=64)
def _squeezed(state: str) -> dict[str, str]:
    """The ZIP codes of the places of a state, with blanks between, by their names without blanks."""
    lines, _ = _lines()
    first, last = bisect_left(lines, f"{state}\t"), bisect_left(lines, f"{state}\t~")
    places = (line.split("\t") for line in lines[first:last])
    return {city.replace(" ", ""): codes for _, city, codes in places}


@lru_cache(maxsize=4096)
def states_of(city: str) -> tuple[str, ...]:
    """The states that have a place of that name."""
    lines, states = _lines()
    heads = [f"{state}\t{city}\t" for state in states]
    return tuple(head[:2] for head in heads if lines[bisect_left(lines, head, hi=len(lines) - 1)].startswith(head))
