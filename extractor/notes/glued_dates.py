"""Dates of signing within the words of a signature, glued to one of them, or behind them in their line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractor.cells.segments import Segment
from extractor.form.capacities import FOLLOWED_BY
from extractor.form.months import MONTHS
from extractor.language.model import word_share
from extractor.reading.page import Page
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


def with_dates(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """Segments with the dates behind signatures of which nothing was made, though they stand in their lines: ``06.23.03``.

    Where other dates stand in lines of their own, one of them may be that of the signature.
    """
    dated = {s.line for s in segments if s.field == "signatureDate" and s.tokens}
    named = {s.line: s for s in segments if s.field == "signatureName" and s.tokens}
    if not named or not dated <= set(named):
        return list(segments)
    taken = {t for s in segments for t in s.tokens}
    found = list(segments)
    for line, segment in named.items():
        last = segment.tokens[-1]
        behind = range(last + 1, min(last + 1 + _BEHIND, len(page))) if line not in dated else range(0)
        days = [t for t in behind if page.line[t] == page.line[last] and t not in taken and _DAY.fullmatch(page.words[t])]
        if len(days) == 1:
            found.append(Segment("signatureDate", line, days, True, segment.probability))
    return found if len(found) == len(segments) else sorted(found, key=lambda s: s.first)


def without_names(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """Segments with the names of persons that were taken for the date behind the words of a signature among these."""
    found = list(segments)
    ends = {s.tokens[-1]: k for k, s in enumerate(found) if s.field == "signatureName" and s.tokens}
    gone: set[int] = set()
    for k, segment in enumerate(found):
        if segment.field == "signatureDate" and segment.tokens and all(map(_is_name, (page.words[t] for t in segment.tokens))):
            before = ends.get(segment.tokens[0] - 1)
            if before is not None and page.line[segment.tokens[0]] == page.line[segment.tokens[0] - 1]:
                found[before] = replace(found[before], tokens=[*found[before].tokens, *segment.tokens])
                gone.add(k)
    return [s for k, s in enumerate(found) if k not in gone] if gone else found


def _is_name(word: str) -> bool:
    small = word.strip(".,").lower()
    if not _NAME.fullmatch(word) or small in _NO_NAMES:
        return False
    return any(word_share(small, kind) for kind in ("first", "last"))


_NAME: Final = re.compile(r"[A-Z][a-z]{3,}[.,]?")
_NO_NAMES: Final = frozenset(("date", "dated", "day", "on", *map(str.lower, MONTHS)))
"""Words that belong to a date."""
_BEHIND: Final = 4  # words behind a name among which its date stands, of specks
_DAY: Final = re.compile(r"\W?\d{1,2}[/.:;-]\d{1,2}[/.:;-](?:\d{4}|\d\d)\W?")
_GLUED: Final = re.compile(r"(?<=[a-z.])\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)$|^\W?\d{1,2}/(?:19|20)\d\d$")
_DATE: Final = re.compile(r"\W?\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\W?")
_WORD: Final = re.compile(r"(?P<word>[A-Z][A-Za-z]{2,20}[.,)]?)(?P<date>\d{1,2}/\d{1,2}/(?:\d{4}|\d\d))")
