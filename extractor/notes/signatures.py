"""Signatures: who signed, and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from extractor.cells.segments import Segment
from extractor.filing import OwnerSignature, Status, Value
from extractor.language.model import known_share
from extractor.reading.page import Page
from extractor.readings.dates import read_date
from extractor.readings.pieces import Reading, pieces_of
from extractor.readings.text import page_words, read_text
from extractor.readings.value import value_of
from extractor.regions.regions import Region, Regions


def signatures(page: Page, segments: Sequence[Segment], years: Sequence[int]) -> tuple[OwnerSignature, ...]:
    """Signatures in printed order: each name with the first date that follows it, or that stands just before it.

    Where the dates of joint filers stand in a stack of their own, they are dealt to the names in order.
    """
    groups: list[tuple[list[Segment], list[Segment]]] = []
    spare: list[list[Segment]] = []  # dates that follow a signature that has one
    for segment in segments:
        if segment.field == "signatureName":
            if segment.begins or not groups:
                if groups and not groups[-1][0]:
                    groups[-1][0].append(segment)
                else:
                    groups.append(([segment], []))
            else:
                groups[-1][0].append(segment)
        elif segment.field == "signatureDate":
            if not groups:
                groups.append(([], [segment]))
            elif not groups[-1][1]:
                groups[-1][1].append(segment)
            elif segment.begins:
                spare.append([segment])
            else:
                (spare or [groups[-1][1]])[-1].append(segment)
    return tuple(_signature(page, names, dates, years) for names, dates in _dealt(page, groups, spare, years))


def _dealt(
    page: Page,
    groups: Sequence[tuple[list[Segment], list[Segment]]],
    spare: Sequence[list[Segment]],
    years: Sequence[int],
) -> list[tuple[list[Segment], list[Segment]]]:
    """Names with dates in order, where there are as many dates as names, or all are of one day; else as they stood."""
    undated = [k for k, (_, dates) in enumerate(groups) if not dates]
    if not spare or not undated:
        return list(groups)
    stacks = [dates for _, dates in groups if dates]
    days = {read_date(pieces_of(page, [t for s in dates for t in s.tokens]), years=years).value for dates in (*stacks, *spare)}
    if len(days) > 1 and len(spare) != len(undated):
        return list(groups)
    if len(days) == 1:
        given = dict(zip(undated, spare, strict=False))
        return [(names, given.get(k, dates)) for k, (names, dates) in enumerate(groups)]
    tokens = [s.tokens[0] for dates in (*stacks, *spare) for s in dates[:1]]
    ordered = [dates for _, dates in sorted(zip(tokens, (*stacks, *spare), strict=True), key=lambda pair: pair[0])]
    return [(names, dates) for (names, _), dates in zip(groups, ordered, strict=True)]


def without_strays(regions: Regions, segments: Sequence[Segment]) -> list[Segment]:
    """Segments without the seeming signatures that are but a few words of a line of footnotes, with no date."""
    dated = {s.line for s in segments if s.field == "signatureDate"}
    signed = Counter(s.line for s in segments if s.field in _FIELDS and s.line not in dated for _ in s.tokens)
    length = np.bincount(regions.line_of, minlength=len(regions.of_line))
    strays = {line for line, n in signed.items() if regions.of_line[line] == Region.NOTES and n < _MOSTLY * length[line]}
    return [s for s in segments if s.line not in strays or s.field not in _FIELDS]


_FIELDS: Final = ("signatureName", "signatureDate")
_MOSTLY: Final = 0.5  # share of a line's words that sign it


def signature_lines(segments: Sequence[Segment], lines: int) -> npt.NDArray[np.bool_]:
    """Which lines hold a signature."""
    taken = np.zeros(lines, np.bool_)
    for segment in segments:
        if segment.field in _FIELDS:
            taken[segment.line] = True
    return taken


def _signature(page: Page, names: Sequence[Segment], dates: Sequence[Segment], years: Sequence[int]) -> OwnerSignature:
    name: Value[str] = Value()
    if names:
        pieces = pieces_of(page, [t for s in names for t in s.tokens])
        reading = _capacity(_signed(read_text(pieces, "signature", page_words(page), wrapped=False)))
        if page_words(page).noise > 0:  # else it is as the filer wrote it
            reading = _without_specks(in_fact(reading))
        name = value_of(page, pieces, reading, min(s.probability for s in names))
    when: Value[date] = Value()
    if dates:
        pieces = pieces_of(page, [t for s in dates for t in s.tokens])
        when = value_of(page, pieces, read_date(pieces, years=years), min(s.probability for s in dates))
    return OwnerSignature(signature_name=name, signature_date=when)


_STROKE: Final = r"[/|\\lI1i!f()]"
_CONFORMED: Final = re.compile(
    rf"(?:{_STROKE}{{0,2}}[s5$]{_STROKE}{{1,2}}|{_STROKE}{{1,2}}[s5$]{_STROKE}{{0,2}}|/S/)(?=[\s.,]|[A-Z])"
)


_MISREAD: Final = re.compile(
    r"(?:[-_'\"]?[\[{(fFtTiIjJlLzZ1|/]{1,2}[sS5$][\]})fFtTiIlLcCj1|/_!]{0,2}|['\"]?[sS]s|[eé]s/?|[sS5$][\]})1|/]{1,2})(?=[\s{]\s?[A-Z]{1,2}[a-z]*\b)"
)


_BEHIND: Final = re.compile(r"(?![Bb][Yy])\W{0,3}\w{0,2}\s?/s/")
"""The whole mark, behind a speck."""
_REMNANT: Final = re.compile(
    r"\W{0,2}(?:(?![A-RT-Z]+\W)[^\W_]{1,3}[/|\[\]{}!]"
    r"|(?!as\s|ss)[a-zéè£]{0,2}[s5$][a-z]?(?=\s)|[a-zé£]{0,2}[s5](?=[A-Z][a-z]{2}))(?=\s?[A-Z])"
)
"""What else stands before a name: three glyphs with a stroke, or an S in letters that begin no name."""


def _signed(reading: Reading[str]) -> Reading[str]:
    """The conformed signature's ``/s/`` where it was misread: ``Is/``, ``isl``, ``1s/``."""
    text = reading.value
    if text is None or text.startswith("/s/"):
        return reading
    match = _BEHIND.match(text) or _CONFORMED.match(text) or _MISREAD.match(text) or _REMNANT.match(text)
    if match is None or not text[match.end() :].strip():
        return reading
    whole = "/s/ " + text[match.end() :].strip(" .,")
    reasons = (*reading.reasons, "/s/ misread")
    return replace(reading, value=whole, status=Status.REPAIRED, doubt=reading.doubt + 0.5, reasons=reasons)


_WORD: Final = re.compile(r"[A-Za-z]{6,10}")
_CAPACITY: Final = "attorney"
_ALIKE: Final = 75.0  # likeness, of 100, of a word and what it was misread as


def _capacity(reading: Reading[str]) -> Reading[str]:
    """The word of the capacity in which most signatures stand, where it was misread: ``Attomey-in-Fact``."""

    def mended(match: re.Match[str]) -> str:
        word = match.group()
        if word.lower() == _CAPACITY or fuzz.ratio(word.lower(), _CAPACITY) < _ALIKE:
            return word
        return _CAPACITY.upper() if word.isupper() else _CAPACITY.capitalize() if word[0].isupper() else _CAPACITY

    text = _WORD.sub(mended, reading.value or "")
    if text == (reading.value or ""):
        return reading
    reasons = (*reading.reasons, "the word attorney misread")
    return replace(reading, value=text, status=Status.REPAIRED, doubt=reading.doubt + 0.5, reasons=reasons)


_WITHIN: Final = re.compile(r"(?<=[\s,;:])[/|]\s?[5S$]\s?[/|](?=\s?[A-Z])")
_SPECK: Final = re.compile(r"(?<=\w\w)[\s,.:;]+([a-z]{1,3})$")


def _without_specks(reading: Reading[str]) -> Reading[str]:
    """A signature without a last speck that is no word, and with the conformed marks within it."""
    text = _WITHIN.sub("/s/", reading.value or "")
    if (match := _SPECK.search(text)) and not known_share(match[1], "signature"):
        text = text[: match.start()]
    if text == (reading.value or ""):
        return reading
    reasons = (*reading.reasons, "specks of the signature")
    return replace(reading, value=text, status=Status.REPAIRED, doubt=reading.doubt + 0.7, reasons=reasons)


_PHRASE: Final = "attorneyinfact"
_PHRASE_ALIKE: Final = 80.0  # likeness, of 100, of that phrase and what it was misread as
_BEYOND: Final = 2  # letters of a word by which the likest stretch may miss its ends


def in_fact(reading: Reading[str]) -> Reading[str]:
    """The usual phrase of a capacity, where it was misread as a whole: ``Atiomey-in-Fact``, ``attorney-insfact``."""
    text = reading.value or ""
    at = [k for k, c in enumerate(text) if c.isalnum()]
    squeezed = "".join(text[k].lower() for k in at)
    if len(squeezed) < len(_PHRASE) or _PHRASE in squeezed:
        return reading
    found = fuzz.partial_ratio_alignment(_PHRASE, squeezed, score_cutoff=_PHRASE_ALIKE)
    if found is None:
        return reading
    first, last = at[found.dest_start], at[found.dest_end - 1] + 1
    begin = max((k + 1 for k in range(first) if not text[k].isalnum()), default=0)
    end = next((k for k in range(last, len(text)) if not text[k].isalnum()), len(text))
    if first - begin > _BEYOND or end - last > _BEYOND:
        return reading
    phrase = "Attorney-in-Fact" if text[begin].isupper() else "attorney-in-fact"
    reasons = (*reading.reasons, "the words attorney-in-fact misread")
    whole = text[:begin] + (phrase.upper() if text[begin:end].isupper() else phrase) + text[end:]
    return replace(reading, value=whole, status=Status.REPAIRED, doubt=reading.doubt + 0.7, reasons=reasons)
