"""Dates of signing within the words of a signature, glued to one of them, or behind them in their line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.form.capacities import FOLLOWED_BY
from extractor.form.months import MONTHS
from extractor.readings.pieces import Piece


def without_date(pieces: Sequence[Piece]) -> tuple[list[Piece], Piece | None]:
    """The pieces of a name without date, and the date that stands among them or is glued to the last word.

    ``Attorney03/07/2023``, or what is left of one; or where the words go on below it: ``its general 5/4/05 partner``.
    """
    *before, last = pieces
    match = _GLUED.search(last.text)
    if match is not None and last.end - last.start == len(last.text):
        at = last.start + match.start()
        return [*before, last._replace(text=last.text[: match.start()], end=at)], last._replace(text=match.group(), start=at)
    alone = [k for k in range(1, len(pieces)) if _DATE.fullmatch(pieces[k].text)]
    if len(alone) != 1 or pieces[alone[0] - 1].text.strip(",.").lower() in FOLLOWED_BY:
        return list(pieces), None
    return [*pieces[: alone[0]], *pieces[alone[0] + 1 :]], pieces[alone[0]]


def with_word(names: Sequence[Piece], dates: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces of a name and of its date, with the word that is glued to the date among those of the name: ``Qvist3/8/02``."""
    if (
        len(dates) != 1
        or (match := _WORD.fullmatch(dates[0].text)) is None
        or dates[0].end - dates[0].start != len(match.group())
        or match["word"].strip(".,)").lower() in _NO_NAMES
    ):
        return list(names), list(dates)
    at = dates[0].start + match.start("date")
    word = dates[0]._replace(text=match["word"], end=at)
    later = next((k for k, piece in enumerate(names) if piece.start > at), len(names))
    return [*names[:later], word, *names[later:]], [dates[0]._replace(text=match["date"], start=at)]


def without_caption(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a name without the word behind it that tells of the date of signing: ``/s/ Ada Qvist Dated: May 5, 2005``."""
    captioned = len(pieces) > 1 and pieces[-1].text.rstrip(".:,").lower() in _CAPTIONS
    return list(pieces[:-1] if captioned else pieces)


_CAPTIONS: Final = ("date", "dated")
_NO_NAMES: Final = frozenset(("date", "dated", "day", "on", *map(str.lower, MONTHS)))
"""Words that belong to a date."""
_GLUED: Final = re.compile(r"(?<=[a-z.])\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)$|^\W?\d{1,2}/(?:19|20)\d\d$")
_DATE: Final = re.compile(r"\W?\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\W?")
_WORD: Final = re.compile(r"(?P<word>[A-Z][A-Za-z]{2,20}[.,)]?)(?P<date>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))")
