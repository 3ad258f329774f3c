"""Postal codes abroad. Those of Canada: letters and digits take turns in them, and the first letter names a province.

Those of Japan have three digits, a dash and four.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extractor.filing import ReportingOwner
from extractor.form.lookalikes import DIGITS
from extractor.form.places import countries
from extractor.reconcile.change import repaired

_LETTERS: Final = {"0": "O", "1": "L", "2": "Z", "3": "J", "4": "A", "5": "S", "6": "G", "7": "T", "8": "B"}
_CANADIAN: Final = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d")
_PROVINCES: Final = {
    "A": "A4",
    "B": "A5",
    "C": "A7",
    "E": "A3",
    **dict.fromkeys("GHJ", "A8"),
    **dict.fromkeys("KLMNP", "A6"),
    "R": "A2",
    "S": "A9",
    "T": "A0",
    "V": "A1",
    "Y": "B0",
}
"""First letters of postal codes with EDGAR's codes of the provinces."""
_JAPANESE: Final = re.compile(r"\d{3}-\d{4}")
_JAPAN: Final = "M0"
_LIKE_JAPAN: Final = (_JAPAN, "MO")
"""EDGAR's code of Japan, and the code of a state that its nought makes of it."""
_LENGTH: Final = 6
_LEAST: Final = 4  # signs of a Canadian code that are what their place wants
_SURE: Final = 0.85


def repair_postal_code(owner: ReportingOwner) -> ReportingOwner:
    """An owner whose postal code has a digit for each letter misread, and the other way round, and whose province it tells."""
    read, state = owner.rpt_owner_zip_code, owner.rpt_owner_state.value
    text = (read.value or "").upper()
    code = _canadian(text)
    if state in _LIKE_JAPAN and _JAPANESE.fullmatch(text):
        country = repaired(owner.rpt_owner_state, _JAPAN, _SURE, "the country of the postal code")
        return owner if state == _JAPAN else replace(owner, rpt_owner_state=country)
    if not code:
        whole = _abroad(owner)
        reason = "a code abroad that an edge has cut"
        return replace(owner, rpt_owner_zip_code=repaired(read, whole, _SURE, reason)) if whole else owner
    if code != text:
        reason = "letters and digits take turns in a code of Canada"
        owner = replace(owner, rpt_owner_zip_code=repaired(read, code, _SURE, reason))
    if state not in countries():
        province = repaired(owner.rpt_owner_state, _PROVINCES[code[0]], _SURE, "the province of the postal code")
        owner = replace(owner, rpt_owner_state=province)
    return owner


def _abroad(owner: ReportingOwner) -> str:
    """The postal code of another country that stands in pieces, of which five digits seemed a ZIP code."""
    read = owner.rpt_owner_zip_code
    digits = "".join(source.text for source in read.sources)
    if len(read.sources) < _IN_PIECES or owner.rpt_owner_state.value not in countries() or len(read.value or "") != _ZIP:
        return ""
    return digits if digits.isdecimal() and _LENGTH <= len(digits) <= _LONGEST and (read.value or "") in digits else ""


_IN_PIECES, _ZIP, _LONGEST = 2, 5, 8


def _canadian(text: str) -> str:
    """A postal code of Canada with each sign of its kind; empty where a text is none."""
    signs = text.replace(" ", "").replace("-", "")
    if len(signs) != _LENGTH or sum(c.isdigit() == bool(k % 2) for k, c in enumerate(signs)) < _LEAST:
        return ""
    code = "".join((DIGITS if k % 2 else _LETTERS).get(c, c) for k, c in enumerate(signs))
    if not _CANADIAN.fullmatch(code) or code[0] not in _PROVINCES:
        return ""
    return code[:3] + (" " if " " in text else "") + code[3:]
