"""Signatures: who signed, and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.labels import SIGNATURE_FIELDS
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.filing import OwnerSignature, Value
from extractor.language.model import letters_of, word_cost
from extractor.notes.apart import signatures_apart
from extractor.notes.conformed import with_conformed_signature
from extractor.notes.continued import goes_on
from extractor.notes.for_whom import for_whom, with_reporting_person
from extractor.notes.glued_dates import with_word, without_caption, without_date
from extractor.notes.powers import with_powers
from extractor.notes.signed import attorney, capacities, without_last_specks
from extractor.notes.within import without_specks_within
from extractor.readings.dates import read_date
from extractor.readings.page_words import page_words
from extractor.readings.pieces import pieces_of
from extractor.readings.text import read_text
from extractor.readings.value import value_of
from extractor.regions.regions import Region, Regions


def signatures(page: Page, segments: Sequence[Segment], years: Sequence[int]) -> tuple[OwnerSignature, ...]:
    """Signatures in printed order: each name with the first date that follows it, or that stands just before it.

    Where the dates of joint filers stand in a stack of their own, they are dealt to the names in order.
    """
    segments = signatures_apart(page, with_reporting_person(page, with_powers(page, segments)))
    segments = _without_speck_dates(page, segments)
    groups: list[tuple[list[Segment], list[Segment]]] = []
    spare: list[list[Segment]] = []  # dates that follow a signature that has one
    dated = {s.line for s in segments if s.field == "signatureDate"}
    for segment in segments:
        if segment.field == "signatureName":
            again = segment.line in dated and bool(groups) and bool(groups[-1][1]) and groups[-1][1][0].line != segment.line
            within = bool(groups) and goes_on(page, segment, *groups[-1], dated)
            if (segment.begins or not groups or again) and not within:
                if groups and not groups[-1][0] and segment.line in dated and groups[-1][1][0].line != segment.line:
                    groups[-1] = ([segment], [])  # its own date stands beside it, so that the one above is of something else
                elif groups and not groups[-1][0]:
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


def _without_speck_dates(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """Segments without dates that have not the digits of a day, or more letters than digits, where others are whole."""
    texts = {k: "".join(page.words[t] for t in s.tokens) for k, s in enumerate(segments) if s.field == "signatureDate"}
    digits = {k: sum(map(str.isdigit, text)) for k, text in texts.items()}
    if max(digits.values(), default=0) < _OF_A_DATE:
        return list(segments)
    specks = {k for k, n in digits.items() if n < _OF_A_DAY or (n < _OF_A_DATE and n < sum(map(str.isalpha, texts[k])))}
    return [s for k, s in enumerate(segments) if k not in specks]


_OF_A_DATE: Final = 6  # digits


def without_strays(page: Page, regions: Regions, segments: Sequence[Segment]) -> list[Segment]:
    """Segments without seeming signatures: a few words of footnotes, a remark, with no date, or a word that is none.

    Dates of footnotes are none either.
    """
    dated = {s.line for s in segments if s.field == "signatureDate"}
    signed = Counter(s.line for s in segments if s.field in SIGNATURE_FIELDS and s.line not in dated for _ in s.tokens)
    length = np.bincount(regions.line_of, minlength=len(regions.of_line))
    strays = {line for line, n in signed.items() if regions.of_line[line] == Region.NOTES and n < _MOSTLY * length[line]}
    strays |= _remarks(page, segments, dated)
    by_line: dict[int, list[Segment]] = {line: [] for line in dated if regions.of_line[line] in _OF_NOTES}
    for segment in segments:
        if segment.line in by_line and segment.field in SIGNATURE_FIELDS:
            by_line[segment.line].append(segment)
    strays |= {line for line, mine in by_line.items() if _tells_dates(page, regions, mine, line)}
    strays |= {line for line in dated if _lists_days(page, regions, line)}
    return [s for s in segments if s.line not in strays or s.field not in SIGNATURE_FIELDS]


def _tells_dates(page: Page, regions: Regions, mine: Sequence[Segment], line: int) -> bool:
    """Whether a line is of a footnote that names dates: it has several, or many other words, and none of a signature.

    ``mine``: what of it was taken for one.
    """
    start, stop = np.searchsorted(regions.line_of, (line, line + 1)).tolist()
    words = page.words[start:stop]
    if len(words) < _LONG_LINE or _SIGNING.search(" ".join(words)):
        return False
    if sum(len(s.tokens) for s in mine) < _FEW * len(words):
        return True
    return all(s.field == "signatureDate" for s in mine) and sum(map(len, map(_DATE.findall, words))) > 1


def _lists_days(page: Page, regions: Regions, line: int) -> bool:
    """Whether a line names more days than anybody signs on: those on which something vests."""
    start, stop = np.searchsorted(regions.line_of, (line, line + 1)).tolist()
    words = page.words[start:stop]
    days = {day for word in words for day in _DATE.findall(word)}
    return len(days) >= _LIST and not _SIGNING.search(" ".join(words))


_LIST: Final = 3  # days
_OF_NOTES: Final = (Region.NOTES, Region.TAIL)
_LONG_LINE, _FEW = 12, 0.25
"""Words of such a line at the least, and the share of those that may seem to be of a signature."""
_SIGNING: Final = re.compile(r"/s/|attorney|power|in.fact", re.IGNORECASE)
_DATE: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")


_OF_A_DAY: Final = 2  # digits


def _remarks(page: Page, segments: Sequence[Segment], dated: Set[int]) -> set[int]:
    """Lines above the first signature with a date that have but the title of an office, as remarks do, or prose, or a number."""
    names: dict[int, list[str]] = {}
    for segment in segments:
        if segment.field == "signatureName":
            names.setdefault(segment.line, []).extend(page.words[t] for t in segment.tokens)
    first = min((line for line in names if line in dated), default=0)
    above = {line: words for line, words in names.items() if line < first}
    return {line for line, words in above.items() if _NUMBERED.match(words[0]) or _is_other(words)}


def _is_other(words: Sequence[str]) -> bool:
    """Whether words make much more sense as the title of an office, or as prose, than as a signature."""
    if not words or _MARK.match(words[0]):
        return False
    letters = letters_of(" ".join(words[:_OFFICE]))
    for kind, least in (("office", 1), ("prose", _SENTENCE)):
        gains = [word_cost(w, "signature") - word_cost(w, kind) for w in letters]
        if len(gains) > least and min(gains) > -_NAME and sum(gains) > _MORE_SENSE * len(gains):
            return True
    return False


_SENTENCE: Final = 5  # words at least of what is prose, of which a signature has some


_NUMBERED: Final = re.compile(r"\W*\d\w")
_OFFICE: Final = 40  # words that are looked at
_MORE_SENSE: Final = 1.5  # a word
_NAME: Final = 2.0  # less cost of a word in a signature where it is somebody's name
_MARK: Final = re.compile(r"\W*[/|\\]?s[/|\\]", re.IGNORECASE)
_MOSTLY: Final = 0.5  # share of a line's words that sign it


def signature_lines(segments: Sequence[Segment], regions: Regions) -> npt.NDArray[np.bool_]:
    """Which lines hold a signature, or the rest of one."""
    taken = np.zeros(len(regions.of_line), np.bool_)
    for segment in segments:
        if segment.field in SIGNATURE_FIELDS:
            taken[segment.line] = True
            taken[regions.line_of[segment.tokens]] = True
    return taken


def _signature(page: Page, names: Sequence[Segment], dates: Sequence[Segment], years: Sequence[int]) -> OwnerSignature:
    pieces = pieces_of(page, [t for s in names for t in s.tokens])
    day = pieces_of(page, [t for s in dates for t in s.tokens])
    likely = min((s.probability for s in dates or names), default=0.0)
    if pieces and not day:
        pieces, alone = without_date(pieces)
        day = [alone] if alone is not None else []
    elif pieces:
        pieces, day = with_word(pieces, day)
        pieces = without_caption(pieces)
    name: Value[str] = Value()
    if names:
        noisy = page_words(page).is_noisy
        reading = with_conformed_signature(read_text(pieces, "signature", page_words(page), wrapped=False), noisy)
        reading = attorney(reading)
        if noisy:  # else it is as the filer wrote it
            reading = for_whom(without_specks_within(without_last_specks(capacities(reading))))
        behind = [piece.text for piece in takewhile(lambda piece: _NUMBERED_BEHIND.fullmatch(piece.text), reversed(pieces))]
        if behind and reading.value:
            reading = replace(reading, value=" ".join((reading.value, *reversed(behind))), marks=())
        name = value_of(page, pieces, reading, min(s.probability for s in names))
    when: Value[date] = value_of(page, day, read_date(day, years=years), likely) if day or dates else Value()
    return OwnerSignature(signature_name=name, signature_date=when)


_NUMBERED_BEHIND: Final = re.compile(r"(?:\(\d{1,2}\))+")
"""A number behind a signature: the form has no footnotes on signatures, so that it is of the text."""


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
