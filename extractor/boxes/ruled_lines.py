"""The ruled line on the left of a frame, read as a sign before a line of an owner's name and address: ``[12 ELM``.

What is read as a letter or a figure may as well be one of the line's own: ``ISTAR INC``, ``13450 ELM ROAD``.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from extractor.filing import ReportingOwner, Status, Value

_LINES: Final = ("rpt_owner_name", "rpt_owner_street1", "rpt_owner_street2", "rpt_owner_city")
_SIGN: Final = re.compile(r"[\[{|]\s?(?=\w)")
_SURE: Final = 0.8
_RULED: Final = "the ruled line before it left out"


def without_ruled_lines(owner: ReportingOwner, noise: float) -> ReportingOwner:
    """An owner of a noisy page without the signs as which the ruled line on the left of the name and the address was read."""
    values: dict[str, Value[Any]] = {}
    for attribute in _LINES if noise > 0 else ():
        read: Value[str] = getattr(owner, attribute)
        sign = _SIGN.match(read.value or "")
        if read.value and sign:
            left, sure = read.value[sign.end() :], min(read.confidence, _SURE)
            values[attribute] = replace(read, value=left, status=Status.REPAIRED, confidence=sure).because(_RULED)
    return replace(owner, **values) if values else owner
