"""Ordinals in the names of streets and floors, of whose ending a letter is lost or misread: ``17T STREET``, ``14TN FLOOR``."""

from __future__ import annotations

import re
from typing import Final

from extractor.form.streets import COMPASS, FLOORS, WAYS

CUT_ORDINAL: Final = re.compile(
    r"(?<![\w.,#-])(?P<number>\d{1,3})(?P<ending>[a-z]{1,2})"
    rf"(?= (?:(?P<floor>{'|'.join(sorted(FLOORS))})|{'|'.join(sorted(WAYS))})\b)",
    re.IGNORECASE,
)
"""A number with one or two letters before a word for a street or a floor."""
_ENDINGS: Final = {"1": "st", "2": "nd", "3": "rd"}
_TEENS: Final = ("11", "12", "13")


def with_ordinal(match: re.Match[str]) -> str:
    """The number with its ending, where what is left has one of that ending's letters at its place; else as it stands."""
    number, read = match["number"], match["ending"]
    ending = "th" if number[-2:] in _TEENS else _ENDINGS.get(number[-1], "th")
    seen = read.lower()
    if (seen[0] != ending[0] and seen[-1] != ending[1]) or seen == "d" or (seen in COMPASS and not match["floor"]):
        return match.group()  # "42d Street" is written so as well, and "2N Court Street" lies in the north
    return number + (ending.upper() if read.isupper() else ending)
