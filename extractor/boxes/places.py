"""City, state and ZIP code that stand together in a box: three words that the list of ZIP codes knows as one place.

They are found where the classifier has not told them; hardly anything else on a form has their shape and is in the list.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import Final

import numpy as np

from extractor.cells.segments import Segment
from extractor.form.places import states
from extractor.form.zips import places_of
from extractor.reading.page import Page
from extractor.regions.regions import Region, Regions

CITY, STATE, ZIP_CODE = (f"reportingOwnerAddress/rptOwner{x}" for x in ("City", "State", "ZipCode"))
_CODE: Final = re.compile(r"\d{5}(?:-\d{4})?")
_MARKS: Final = ".,;:'\"()[]|"
_COMMISSION: Final = "20549"
_MOST: Final = 4  # words of a city
_SURE: Final = 0.6


def printed_place(page: Page, regions: Regions) -> list[Segment]:
    """The segments of the first place above the tables; none where no code stands behind its city and state.

    That of the Commission in the head of the form is no owner's.
    """
    tables = np.flatnonzero((regions.of_token == Region.TABLE1) | (regions.of_token == Region.TABLE2))
    above = range(int(tables[0]) if len(tables) else len(page))
    for code in [k for k in above if _CODE.match(page.words[k].lstrip(_MARKS))]:
        word = page.words[code].strip(_MARKS)
        if not _CODE.fullmatch(word) or word == _COMMISSION:
            continue
        state = _before(page, code)
        if state is None or page.words[state].strip(_MARKS).upper() not in states():
            continue
        city = _city(page, state, word)
        if city:
            line = int(regions.line_of[code])
            parts = zip((CITY, STATE, ZIP_CODE), (city, [state], [code]), strict=True)
            return [Segment(name, line, list(tokens), probability=_SURE) for name, tokens in parts]
    return []


def is_place(page: Page, city: Iterable[int], code: Iterable[int]) -> bool:
    """Whether a city and a ZIP code, given as tokens, are those of one place."""
    name, digits = (" ".join(page.words[t].strip(_MARKS) for t in tokens).upper() for tokens in (city, code))
    return any(name == known for _, known in places_of(digits))


def _before(page: Page, token: int) -> int | None:
    """The word before another on its line, but for a speck."""
    for k in (token - 1, token - 2):
        if k < 0 or page.line[k] != page.line[token]:
            return None
        if len(page.words[k].strip(_MARKS)) > 1:
            return k
    return None


def _city(page: Page, state: int, code: str) -> Sequence[int]:
    """The words before a state that are a city with the ZIP code."""
    home = page.words[state].strip(_MARKS).upper()
    return _named(page, state, {_letters(city) for known, city in places_of(code) if known == home})


def _named(page: Page, state: int, cities: Container[str]) -> Sequence[int]:
    """The most words before a state on its line that are one of some cities, given by their letters: NEW YORK, not YORK."""
    for count in range(min(_MOST, state), 0, -1):
        tokens = range(state - count, state)
        words = [_letters(page.words[t]) for t in tokens]
        if page.line[tokens[0]] == page.line[state] and all(words) and "".join(words) in cities:
            return tokens
    return ()


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text)).upper()
