"""Signatures: who signed, and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.labels import SIGNATURE_FIELDS
from extractor.cells.segments import Segment
from extractor.cells.words import DATE_KINDS, look
from extractor.filing import OwnerSignature, Value
from extractor.form.capacities import FOLLOWED_BY, MONTHS
from extractor.form.printed import SLOTS
from extractor.language.model import known_share, letters_of, word_cost
from extractor.notes.signed import attorney, capacities, signed, without_specks
from extractor.reading.page import Page
from extractor.readings.dates import read_date
from extractor.readings.pieces import pieces_of
from extractor.readings.text import page_words, read_text
from extractor.readings.value import value_of
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions


def signatures(page: Page, segments: Sequence[Segment], years: Sequence[int]) -> tuple[OwnerSignature, ...]:
    """Signatures in printed order: each name with the first date that follows it, or that stands just before it.

    Where the dates of joint filers stand in a stack of their own, they are dealt to the names in order.
    """
    segments = with_powers(page, segments)
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


def with_powers(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """Segments with the dates of powers of attorney in the signatures: ``filed on June 2, 2004``."""
    taken: set[int] = set()
    found = list(segments)
    for k, segment in enumerate(found):
        if segment.field == "signatureName" and segment.tokens:
            more = _dated(page, segment.tokens)
            taken.update(more)
            found[k] = replace(segment, tokens=[*segment.tokens, *(t for t in more if t not in segment.tokens)])
    if not taken:
        return found
    left = (replace(s, tokens=[t for t in s.tokens if t not in taken]) if s.field == "signatureDate" else s for s in found)
    return [s for s in left if s.tokens or s.notes]


def _dated(page: Page, tokens: Sequence[int]) -> list[int]:
    """The tokens of a date that goes on with a signature which ends with ``filed on June``, or with ``filed on``."""
    *_, before, last = (-1, *tokens)
    following = [t for t in range(last + 1, min(last + 1 + _DATED, len(page))) if page.line[t] == page.line[last]]
    words = [page.words[t].strip(",.").lower() if t >= 0 else "" for t in (before, last, *following)]
    begins = 0 if words[1] in MONTHS and words[0] in _ON else 1 if words[1] in _ON and words[2:] and words[2] in MONTHS else -1
    if begins < 0:
        return []
    for k, token in enumerate(following[begins:], begins):
        if not _DAY_OR_YEAR.fullmatch(page.words[token]):
            break
        if _YEAR.search(page.words[token]):
            return following[: k + 1]
    return []


_ON: Final = frozenset(("on", "of", "dated", "filed"))
_DATED: Final = 4  # words of a date
_DAY_OR_YEAR: Final = re.compile(r"[\d,.]{1,9}")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d[,.]?$")


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


def without_strays(page: Page, regions: Regions, segments: Sequence[Segment]) -> list[Segment]:
    """Segments without the seeming signatures that are but a few words of a line of footnotes, or a remark, with no date."""
    dated = {s.line for s in segments if s.field == "signatureDate"}
    signed = Counter(s.line for s in segments if s.field in SIGNATURE_FIELDS and s.line not in dated for _ in s.tokens)
    length = np.bincount(regions.line_of, minlength=len(regions.of_line))
    strays = {line for line, n in signed.items() if regions.of_line[line] == Region.NOTES and n < _MOSTLY * length[line]}
    strays |= _remarks(page, segments, dated)
    return [s for s in segments if s.line not in strays or s.field not in SIGNATURE_FIELDS]


def wrapped(page: Page, printed: PrintedForm, regions: Regions, segments: Sequence[Segment]) -> list[Segment]:
    """Segments with the rest of a signature that goes on between it and the caption below, as its last word tells."""
    found = list(segments)
    taken = {s.line for s in segments if s.tokens}
    caption = set(regions.line_of[(printed.slot == _CAPTION) & (printed.share > 0.5)].tolist())
    for k, segment in enumerate(found):
        below = segment.line + 1
        alone = below not in taken and below not in caption and below + 1 in caption
        if segment.field != "signatureName" or not alone or not _unfinished(page, segment.tokens):
            continue
        tokens = np.flatnonzero(regions.line_of == below).tolist()
        if 0 < len(tokens) <= _REST and printed.cover[tokens].mean() < 0.5 and _goes_on(page, tokens):
            found[k] = replace(segment, tokens=[*segment.tokens, *tokens])
    return found


def _unfinished(page: Page, tokens: Sequence[int]) -> bool:
    return bool(tokens) and page.words[tokens[-1]].lower() in FOLLOWED_BY


def _goes_on(page: Page, tokens: Sequence[int]) -> bool:
    """Whether a line goes on with a signature: all of its words are such as stand in signatures, and one is no speck."""
    if any(look(page.words[t])[0] in DATE_KINDS for t in tokens):
        return False
    words = [page.words[t].strip(",.;").lower() for t in tokens]
    known = (w in MONTHS or w.isdigit() or any(known_share(x, "signature") for x in letters_of(w)) for w in words)
    return all(known) and any(len(w) > _SHORT and w.isalpha() for w in words)


_SHORT: Final = 2  # letters of a word that may be a speck
_CAPTION: Final = SLOTS.index("tail.signature")
_REST: Final = 6  # words of the rest of a signature


def _remarks(page: Page, segments: Sequence[Segment], dated: Set[int]) -> set[int]:
    """Lines above the first signature with a date that have but the title of an office, as remarks do, or begin with a number."""
    names: dict[int, list[str]] = {}
    for segment in segments:
        if segment.field == "signatureName":
            names.setdefault(segment.line, []).extend(page.words[t] for t in segment.tokens)
    first = min((line for line in names if line in dated), default=0)
    return {line for line, words in names.items() if line < first and (_is_office(words) or _NUMBERED.match(words[0]))}


def _is_office(words: Sequence[str]) -> bool:
    """Whether words make much more sense as the title of an office than as a signature."""
    if not words or _MARK.match(words[0]):
        return False
    gains = [word_cost(w, "signature") - word_cost(w, "office") for w in letters_of(" ".join(words[:_OFFICE]))]
    return len(gains) > 1 and min(gains) > -_NAME and sum(gains) > _MORE_SENSE * len(gains)


_NUMBERED: Final = re.compile(r"\W*\d\w")
_OFFICE: Final = 40  # words that are looked at
_MORE_SENSE: Final = 1.5  # a word
_NAME: Final = 2.0  # less cost of a word in a signature where it is somebody's name
_MARK: Final = re.compile(r"\W*[/|\\]?s[/|\\]", re.IGNORECASE)
_MOSTLY: Final = 0.5  # share of a line's words that sign it


def signature_lines(segments: Sequence[Segment], lines: int) -> npt.NDArray[np.bool_]:
    """Which lines hold a signature."""
    taken = np.zeros(lines, np.bool_)
    for segment in segments:
        if segment.field in SIGNATURE_FIELDS:
            taken[segment.line] = True
    return taken


def _signature(page: Page, names: Sequence[Segment], dates: Sequence[Segment], years: Sequence[int]) -> OwnerSignature:
    name: Value[str] = Value()
    if names:
        pieces = pieces_of(page, [t for s in names for t in s.tokens])
        reading = attorney(signed(read_text(pieces, "signature", page_words(page), wrapped=False)))
        if page_words(page).is_noisy:  # else it is as the filer wrote it
            reading = without_specks(capacities(reading))
        name = value_of(page, pieces, reading, min(s.probability for s in names))
    when: Value[date] = Value()
    if dates:
        pieces = pieces_of(page, [t for s in dates for t in s.tokens])
        when = value_of(page, pieces, read_date(pieces, years=years), min(s.probability for s in dates))
    return OwnerSignature(signature_name=name, signature_date=when)
