"""The ruled line on the left of a frame, read as a letter or a digit of the line behind it: ``IMILL ROAD``, ``[12 ELM``.

It stands before all lines of an owner's name and address, so that where it is plain before one of them it may be the first
figure of the house's number in another, which has one more than most: ``IQVIST WORKS INC`` above ``1345 MILL ROAD``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from extractor.filing import ReportingOwner, Status, Value
from extractor.form.companies import is_company
from extractor.form.persons import PARTICLES
from extractor.language.model import vocabulary

_STREETS: Final = ("rpt_owner_street1", "rpt_owner_street2")
_LINES: Final = ("rpt_owner_name", *_STREETS, "rpt_owner_city")
_SIGN: Final = re.compile(r"[\[{|]\s?(?=\w)")
_LETTER: Final = re.compile(r"[Il]\s?(?=(?P<word>[A-Z][A-Za-z]{2,}))")
_FIGURE: Final = re.compile(r"[1I](?=\d{4}\s)")
"""The line before a number of four figures, which with one more would be a rare one; of fewer figures nothing is told."""
_SURE: Final = 0.8
RULED: Final = "the ruled line before it left out"


def without_ruled_lines(owner: ReportingOwner, noise: float) -> ReportingOwner:
    """An owner of a noisy page without what the ruled line on the left of the name and the address was read as."""
    if noise <= 0:
        return owner
    values: dict[str, Value[Any]] = {}
    stands = False
    for attribute in _LINES:
        read: Value[str] = getattr(owner, attribute)
        ruled = _ruled(read.value or "", name=attribute == "rpt_owner_name")
        if ruled:
            values[attribute] = _without(read, ruled)
        stands = stands or ruled > 0 or _is_dropped(read)
    if not stands:
        return owner
    for attribute in _STREETS:
        read = getattr(owner, attribute)
        figure = _FIGURE.match(read.value or "")
        if figure and attribute not in values:
            values[attribute] = _without(read, figure.end())
    return replace(owner, **values)


def is_ruled(owner: ReportingOwner) -> bool:
    """Whether the ruled line was read before one of the lines of an owner."""
    lines: list[Value[str]] = [getattr(owner, attribute) for attribute in _LINES]
    return any(RULED in line.reasons or _is_dropped(line) for line in lines)


def _ruled(text: str, *, name: bool) -> int:
    """How many characters at the beginning of a line are the ruled line's; a lone letter begins no person's name."""
    sign = _SIGN.match(text)
    if sign:
        return sign.end()
    letter = _LETTER.match(text)
    if not letter:
        return 0
    word = letter["word"].lower()
    if letter[0].endswith(" "):
        return letter.end() if name and not is_company(text) else 0
    glued = letter[0].lower() + word
    return 1 if glued not in vocabulary() and word in vocabulary() and word not in PARTICLES else 0


def _is_dropped(read: Value[str]) -> bool:
    """Whether a line was read without the letter that is the ruled line's already."""
    begun, word = (read.sources[0].text if read.sources else ""), (read.value or "").partition(" ")[0]
    return len(word) >= _WORD and begun[:1] in _LETTERS and begun[1:].startswith(word)


_LETTERS: Final = ("I", "l")
_WORD: Final = 4


def _without(read: Value[str], count: int) -> Value[str]:
    value = (read.value or "")[count:]
    return replace(read, value=value, status=Status.REPAIRED, confidence=min(read.confidence, _SURE)).because(RULED)
