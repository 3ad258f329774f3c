"""ZIP codes that are none, or none of the city: completed or mended by the codes of the place, else left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import ReportingOwner, Value
from extractor.form.places import countries, states
from extractor.form.zips import Place, places_of, zips_of
from extractor.reconcile.change import left_out, repaired

_ZIP: Final = 5  # digits
_NINE: Final = re.compile(r"(\d{5})-?\d{4}")
_LONG: Final = 9
_SURE: Final = 0.9
_CLEAN: Final = 0.01
"""Noise of a page on which a code of the state that stands there whole is likelier the filer's own than misread.

Of the 491 distinct addresses of the United States in 9,066 electronic filings 7 have a code of the state that the list gives to
another city than theirs, as suburbs have.
"""


def repair_zip_code(owner: ReportingOwner, places: Sequence[Place], noise: float) -> ReportingOwner:
    """A code that is none, or none of the place, is the only one of the place that a misread digit parts from it.

    Args:
        owner: the owner.
        places: the state and the city; where the state is not legible, all places of the city's name.
        noise: share of the page's glyphs that are misread.
    """
    read = owner.rpt_owner_zip_code
    whole = read.value or ""
    long = _NINE.fullmatch(whole)
    digits = long[1] if long else whole
    if not places or len(digits) > _ZIP + 1:
        return owner
    if len(digits) not in (4, 5, 6) or (len(digits) == _ZIP and any(place in places_of(digits) for place in places)):
        return owner
    if len(digits) == _ZIP and digits.isdigit() and (noise == 0 or (noise < _CLEAN and _is_the_filers(read, places))):
        return owner
    codes = {code for place in places for code in zips_of(*place)}
    near = _near(read, digits, codes)
    if len(near) != 1:
        return owner
    reason = f"the only ZIP code of {places[0][1].title()} that is like it"
    code = near.pop() + whole[len(digits) :]
    return replace(owner, rpt_owner_zip_code=repaired(read, code, _SURE, reason)) if code != whole else owner


def without_part_of_code(owner: ReportingOwner, noise: float) -> ReportingOwner:
    """The owner without what is no whole ZIP code where its state is one of the United States, and without what has no digit.

    On a page without noise what stands in one piece is as the filer wrote it.
    """
    read, state = owner.rpt_owner_zip_code, owner.rpt_owner_state.value
    digits = sum(c.isdigit() for c in read.value or "")
    damaged = read.value is not None and (noise > 0 or len(read.sources) > 1)
    if damaged and len(read.value or "") == 1:
        return replace(owner, rpt_owner_zip_code=left_out(read))  # as the code of no country is
    if not damaged or state in countries():
        return owner
    part = digits not in (_ZIP, _LONG) and (read.value or "").strip("0") != ""
    return replace(owner, rpt_owner_zip_code=left_out(read)) if not digits or (part and state in states()) else owner


def _is_the_filers(read: Value[str], places: Sequence[Place]) -> bool:
    """Whether a code of the state stands in one piece."""
    homes = {home for home, _ in places_of(read.value or "")}
    return len(read.sources) == 1 and any(home in homes for home, _ in places)


def _near(read: Value[str], digits: str, codes: set[str]) -> set[str]:
    """Those of the codes of a place that are like what is read, first as an edge of a cell damages a code."""
    # A sign that is no digit is surely misread: it counts for nothing.
    like = re.compile("".join(c if c.isdigit() else r"\d" for c in digits))
    same = {code for code in codes if like.fullmatch(code)} if len(digits) == _ZIP else set()
    cut = codes.intersection(_at_edges(read, digits))
    most = 1 + min(1, sum(not c.isdigit() for c in digits))
    alike = {code for code in codes if Levenshtein.distance(code, digits) <= most}
    return next((found for found in (same, cut) if len(found) == 1), alike)


def _at_edges(read: Value[str], digits: str) -> Iterator[str]:
    """What a code is with a digit added where the edge of a cell may hide one, or without one that stands on both sides of it."""
    pieces = ["".join(c for c in source.text if c.isdigit()) for source in read.sources]
    if "".join(pieces) != digits or abs(len(digits) - _ZIP) != 1:
        return
    for cut in accumulate(map(len, pieces[:-1])):
        if len(digits) < _ZIP:
            yield from (f"{digits[:cut]}{digit}{digits[cut:]}" for digit in range(10))
        elif 0 < cut < len(digits) and digits[cut - 1] == digits[cut]:
            yield digits[:cut] + digits[cut + 1 :]
