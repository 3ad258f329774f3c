"""The check marks of the relationships: a mark stands before the caption that it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final

import numpy as np
from rapidfuzz import fuzz

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.filing import ReportingOwner, Status, Value, sources_at
from extractor.filing.forms import RELATIONSHIPS, is_related
from extractor.form.companies import is_company
from extractor.language.scraps import is_title
from extractor.readings.pieces import Reading
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

PREFIX: Final = "reportingOwnerRelationship/"
MARKS: Final = ("isDirector", "isTenPercentOwner", "isOfficer", "isOther")
_SIGNS: Final = r"(?:[^\w\s]|_){0,4}"
MARK: Final = re.compile(rf"{_SIGNS}(?:[xX]{{1,3}}|[\u00d7\u2713\u2714]|[IlL1][xX]{_SIGNS}[\])}}|]){_SIGNS}")
"""A mark; large letters are read as two or three as well, and an opening bracket as a letter: ``xX``, ``LX]``."""
_GLUED: Final = re.compile(rf"{_SIGNS}[xX\u00d7\u2713\u2714]{_SIGNS}(?=[DdOo01Il])")
"""A mark that is glued to its caption: ``X_Director``, ``[x]10%``."""
_EMPTY: Final = re.compile(r"_{2,}|\[\s*\]|\(\s*\)|\u2610|\[_+\]|\|_+\|")
_CAPTIONS: Final = (("director", "isDirector"), ("officer", "isOfficer"), ("other", "isOther"))
_TEN_PERCENT: Final = re.compile(r"[1I!l][0O]%?o?")
_ALIKE: Final = 80.0
_BEFORE: Final = 3  # tokens before a caption among which its mark stands
_SURE: Final = 0.9


def with_marks_before_captions(
    page: Page, regions: Regions, segments: Sequence[Segment], boxes: Sequence[int] = ()
) -> list[Segment]:
    """The segments with the marks of the boxes as they stand before their captions.

    A mark just before a caption belongs to it, whatever the classifier thinks; one that no caption follows keeps its label.

    Args:
        page: the page.
        regions: its regions.
        segments: what the classifier found.
        boxes: the lines in which the box of an owner begins; each of them has its own marks.
    """
    found = dict(_before_captions(page, regions, boxes))
    if not found:
        return _slipped(page, regions, segments, boxes)
    kept: list[Segment] = []
    for segment in segments:
        name = segment.field.removeprefix(PREFIX)
        if name in MARKS and any(t in found for t in segment.tokens):
            continue
        kept.append(segment)
    kept += [Segment(PREFIX + name, int(regions.line_of[t]), [t], probability=_SURE) for t, name in found.items()]
    return _slipped(page, regions, sorted(kept, key=lambda s: s.first), boxes, found)


def _slipped(
    page: Page, regions: Regions, segments: Sequence[Segment], boxes: Sequence[int], sure: Collection[int] = ()
) -> list[Segment]:
    """The segments with the only mark of a box as the officer's where a title stands in it.

    A grid parts no lines within a cell, so that a mark and the captions on its right stand in cells of their own, and either of
    "Director" and "Officer" may be the mark's: it stands before neither. An officer gives a title, and no one else does.
    """
    placed = list(segments)
    if page.dialect != "grid":
        return placed
    held: dict[int, list[int]] = {}
    for k, segment in enumerate(placed):
        if segment.field in _OF_OFFICERS and segment.tokens and regions.of_line[segment.line] == Region.BOXES:
            held.setdefault(bisect_right(boxes, segment.line), []).append(k)
    for box in held.values():
        marks = [k for k in box if placed[k].field != _TITLE]
        title = " ".join(page.words[t] for k in box for t in placed[k].tokens if placed[k].field == _TITLE)
        if len(marks) != 1 or not is_title(title):
            continue
        mark = placed[marks[0]]
        behind = mark.tokens[-1] + 1
        captioned = behind < len(page) and caption_of(page, behind, page.words[behind]) is not None
        if mark.field == _DIRECTOR and mark.first not in sure and not captioned:
            placed[marks[0]] = replace(mark, field=_OFFICER, reason=_TITLED)
    return placed


_DIRECTOR, _OFFICER, _TITLE = (PREFIX + name for name in ("isDirector", "isOfficer", "officerTitle"))
_OF_OFFICERS: Final = (_DIRECTOR, _OFFICER, _TITLE)
_TITLED: Final = "an officer gives a title, and the mark beside it stands before no caption"


def moved_mark(reading: Reading[bool], segments: Sequence[Segment]) -> Reading[bool]:
    """A mark with the reason why it is not that of the caption beside which it stands."""
    reason = next((segment.reason for segment in segments if segment.reason), None)
    return reading if reason is None or not reading.value else reading.repaired(True, _MOVED, reason)


_MOVED: Final = 0.5


def _before_captions(page: Page, regions: Regions, boxes: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Mark tokens in the boxes with the marks that they are."""
    taken: set[tuple[int, str]] = set()
    for k in np.flatnonzero(regions.of_token == Region.BOXES).tolist():
        sign = _GLUED.match(page.words[k])
        name = caption_of(page, k, page.words[k][sign.end() if sign else 0 :])
        if name is None:
            continue
        this = (bisect_right(boxes, int(regions.line_of[k])), name)
        if this in taken:
            continue
        if sign:
            taken.add(this)
            yield k, name
            continue
        for j in range(k - 1, max(-1, k - 1 - _BEFORE), -1):
            if page.line[j] != page.line[k] or _EMPTY.fullmatch(page.words[j]) or caption_of(page, j, page.words[j]):
                break
            if MARK.fullmatch(page.words[j]):
                if page.dialect == "spaced" and page.x0[k] - page.x1[j] >= _FAR:
                    name = _LEFT_OF.get(name, name)
                taken.add(this)
                yield j, name
                break
            if any(c.isalnum() for c in page.words[j]):
                break


_FAR: Final = 15.0  # characters between a mark and a caption that is not its own
_LEFT_OF: Final = {"isTenPercentOwner": "isDirector", "isOther": "isOfficer"}
"""The relationship in the column before: whose mark stands far before a caption, and whose own caption is not legible."""


def caption_of(page: Page, k: int, word: str) -> str | None:
    """Which relationship's caption a word begins."""
    plain = word.strip(".,:;()[]|_").lower()
    if "%" in word and _TEN_PERCENT.fullmatch(plain) and k + 1 < len(page) and page.words[k + 1].lower().startswith("own"):
        return "isTenPercentOwner"
    if len(plain) < 4:
        return None
    return _captioned(plain)


@lru_cache(maxsize=20_000)
def _captioned(plain: str) -> str | None:
    """Which relationship's caption a word is; of most words it is asked more than once."""
    return next((name for caption, name in _CAPTIONS if fuzz.ratio(plain, caption) >= _ALIKE), None)


def without_caption(reading: Reading[str]) -> Reading[str]:
    """A title or text without words of the captions above, "(give title below)" and "(specify below)", at its ends."""
    words = (reading.value or "").split()
    kept = list(words)
    while kept and _is_caption(kept[-1]):
        kept.pop()
    while kept and _is_caption(kept[0]):
        kept.pop(0)
    if len(kept) == len(words):
        return reading
    if not any(sum(map(str.isalnum, word)) > 1 for word in kept):
        kept = []  # specks
    reasons = (*reading.reasons, "words of the caption left out")
    return replace(reading, value=" ".join(kept) or None, status=Status.REPAIRED, reasons=reasons)


def with_chief(reading: Reading[str]) -> Reading[str]:
    """A title with the letter O in ``CEO``, ``CFO`` and ``COO``: of 874 distinct titles none has a nought there."""
    text = reading.value or ""
    whole = _CHIEF.sub(lambda m: m.group().replace("0", "O"), text)
    reading = reading if whole == text else reading.repaired(whole, 0.5, "a nought in the title read as a letter")
    large = _VICE.sub(lambda m: m.group().upper(), whole)
    return reading if large == whole else reading.repaired(large, 0.5, "a title in short in large letters")


_VICE: Final = re.compile(r"\b[ES]vP\b")
_CHIEF: Final = re.compile(r"(?<![A-Za-z0-9])C(?:[A-Z]{1,2}0|0[O0])(?![A-Za-z0-9])")


def as_remarks(reading: Reading[str]) -> Reading[str]:
    """A title that says where it stands, without what has run into it: ``See tle Remarks``, ``Remarks``."""
    text = reading.value or ""
    if not _REMARKS.fullmatch(text) or "see remark" in text.lower():
        return reading
    shown = "SEE REMARKS" if text.isupper() else "See Remarks"
    return reading.repaired(shown, 0.5, "a title that points to the remarks")


_REMARKS: Final = re.compile(r"[\W\d]*(?:see(?:\W+(?!the\b)[a-z]{1,4}){0,2}\W+)?remarks?\W*", re.IGNORECASE)


def _is_caption(word: str) -> bool:
    letters = "".join(filter(str.isalpha, word.lower()))
    return len(letters) > _OF_CAPTION and any(fuzz.ratio(letters, caption) >= _ALIKE for caption in _ABOVE)


_OF_CAPTION: Final = 3  # letters
_ABOVE: Final = ("below", "specify", "titlebelow", "specifybelow")


def director_by_speck(page: Page, printed: PrintedForm, regions: Regions, owner: ReportingOwner) -> ReportingOwner:
    """An owner without any mark and title, who is a director if a speck stands before that caption alone.

    The form asks for at least one relationship, nothing but a mark is written before its captions, and an officer gives a title.
    """
    if is_related(owner) or owner.officer_title.present or owner.other_text.present:
        return owner
    before: dict[str, int | None] = {}
    for k in np.flatnonzero(regions.of_token == Region.BOXES).tolist():
        name = caption_of(page, k, page.words[k])
        if name is not None:
            before.setdefault(name, k - 1 if k and _is_speck(page, printed, k - 1) else None)
    specks = [name for name, at in before.items() if at is not None]
    at = before.get("isDirector")
    if at is None or specks != ["isDirector"] or len(before) < _CAPTIONED:
        return owner
    sources = sources_at(page.text, [(int(page.start[at]), int(page.end[at]))])
    return replace(owner, is_director=Value(True, Status.REPAIRED, _SPECKED, sources, reasons=(_ONLY_SPECK,)))


def _is_speck(page: Page, printed: PrintedForm, token: int) -> bool:
    """Whether a token just before a caption on its line is a few glyphs that are no printed form, and no empty box."""
    word, caption = page.words[token], token + 1
    if page.line[token] != page.line[caption] or len(word) > _GLYPHS or printed.cover[token] > _PRINTED:
        return False
    near = page.dialect != "spaced" or page.x0[caption] - page.x1[token] < _FAR
    return bool(near and _NOTHING.fullmatch(word) is None)


_NOTHING: Final = re.compile(r"[_\-.,:;\[\](){}|\u25a1\u2610oO0]*")
_GLYPHS: Final = 3
_PRINTED: Final = 0.5  # share of a word that the form covers
_CAPTIONED: Final = 2  # captions that must be legible, to tell one from another
_SPECKED: Final = 0.6
_ONLY_SPECK: Final = "the only sign before a caption of the relationships, of which each owner has one"


def without_marks(owner: ReportingOwner) -> ReportingOwner:
    """An owner without its marks."""
    values: dict[str, Value[Any]] = dict.fromkeys(RELATIONSHIPS, Value())
    return replace(owner, **values)


def loose_marks(owner: ReportingOwner, first: ReportingOwner | None) -> ReportingOwner:
    """An owner of a closing table whose columns are lost: its one mark is what the owner and the first of the group make likely.

    A company is no director; a person who files with an owner of more than 10 % mostly is one too.
    """
    marks = [mark for mark in RELATIONSHIPS if getattr(owner, mark).value and getattr(owner, mark).sources]
    if len(marks) != 1 or owner.officer_title.present or owner.other_text.present:
        return owner
    group = first is not None and bool(first.is_ten_percent_owner.value) and not first.is_director.value
    likely = "is_ten_percent_owner" if group or is_company(owner.rpt_owner_name.value or "") else "is_director"
    mark = getattr(owner, marks[0])
    moved = replace(mark, confidence=min(mark.confidence, _LOOSE)).because(
        "the column of the mark is lost: the likeliest for this owner"
    )
    values: dict[str, Value[Any]] = {marks[0]: Value(), likely: moved}
    return replace(owner, **values)


_LOOSE: Final = 0.7
