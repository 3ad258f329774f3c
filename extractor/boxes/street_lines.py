"""The lines of an owner's street: which of the tokens that are labelled as one of them stand on which."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from extractor.boxes.place_codes import CITY, STATE, ZIP_CODE
from extractor.boxes.streets import (
    box_moved,
    floor_moved,
    goes_on,
    is_floor,
    parted_at_suite,
    two_lines,
    with_floor,
    within_room,
    without_doubled,
    without_stain,
)
from extractor.cells.captions import is_caption
from extractor.cells.segments import Segment
from extractor.dialects.page import Page

Draft = dict[str, list[Segment]]
"""The segments of an owner by field."""
_NAME: Final = "reportingOwnerId/rptOwnerName"
PLACES: Final = (CITY, STATE, ZIP_CODE)
STREETS: Final = ("reportingOwnerAddress/rptOwnerStreet1", "reportingOwnerAddress/rptOwnerStreet2")
_STREET_LINES: Final = 3  # lines of the page, from the first line of a street, among which its second stands


def dealt_streets(page: Page, draft: Draft) -> bool:
    """Each line of a street stands on a line of its own; where they share one with more, labels and sense tell them apart.

    Returns:
        Whether the words of a stacked box have been dealt to its lines, so that neither line of the street is wrapped.
    """
    segments = [s for name in STREETS for s in draft.get(name, [])]
    first = min((s.line for s in segments if len(s.tokens) > 1 or s.begins), default=0)
    used = _of_street(page, draft, segments, first)
    label = {t: s.field for s in _apart(used) for t in s.tokens}
    tokens = sorted(t for t in label if not is_caption(page.words[t]))
    lines = list(dict.fromkeys((int(page.line[t]), int(page.sub[t])) for t in tokens if t == tokens[0] or not goes_on(page, t)))
    if not tokens:
        return False
    parts: tuple[list[int], ...] = ([], [])
    below = frozenset(lines[1:])
    for token in tokens:
        parts[(int(page.line[token]), int(page.sub[token])) in below].append(token)
    cells = {(int(page.line[t]), int(page.cell[t])) for t in tokens}
    one_row = len({line for line, _ in cells}) == 1 and len(cells) > 1
    stacked = one_row and _stacked(page, draft, cells)
    if stacked or _is_askew(page, tokens):
        label = _by_print(page, tokens, label)
        parts = [t for t in tokens if label[t] == STREETS[0]], [t for t in tokens if label[t] == STREETS[1]]
    elif one_row or (len(lines) == 1 and (page.celled[tokens[0]] or _shared(page, draft, lines[0]))):
        parts = tuple(map(list, two_lines(page, {t: label[t] == STREETS[1] for t in tokens})))
    parts = floor_moved(page, *parted_at_suite(page, *(without_doubled(page, part) for part in parts)))
    parts = within_room(page, *(without_stain(page, part) for part in parts))
    whole = box_moved(page, *parts)
    told = _BOX if whole != parts and page.line[parts[0][-1]] != page.line[parts[1][0]] else ""
    parts = whole
    for name in STREETS:
        draft.pop(name, None)
    taken = _taken(page, draft)
    for name, mine in zip(STREETS, parts, strict=True):
        if mine:
            mine = with_floor(page, mine, taken)
            draft[name] = [Segment(name, used[0].line, mine, probability=_sure(used, mine), reason=told)]
    return stacked


_BOX: Final = "a post office box and its number stand on one line"


def _sure(used: Sequence[Segment], line: Sequence[int]) -> float:
    """How sure the labels of a line's words are: what is doubtful in the one line is not so in the other."""
    mine = [s.probability for s in used if not set(s.tokens).isdisjoint(line)]
    return min(mine or [s.probability for s in used])


def _apart(segments: Sequence[Segment]) -> list[Segment]:
    """The segments of a street, where all seem its first line the one that begins it once more in a row as the second."""
    firsts = [k for k, s in enumerate(segments) if s.begins and s.tokens]
    if len(firsts) != _LINES or any(s.field != STREETS[0] for s in segments) or segments[firsts[0]].line != segments[-1].line:
        return list(segments)
    return [s if k < firsts[1] else replace(s, field=STREETS[1]) for k, s in enumerate(segments)]


_LINES: Final = 2


def _of_street(page: Page, draft: Draft, segments: Sequence[Segment], first: int) -> list[Segment]:
    """The segments of both lines of a street, of which the first begins in a line of the page.

    Engines that give each stretch of words a line put lines of the boxes beside between them: where nothing stands near the first
    line, the second is the next that begins above the place.
    """
    near: list[Segment] = []
    last = first
    for segment in sorted((s for s in segments if first <= s.line), key=lambda s: s.line):
        if segment.line > last + _STREET_LINES:
            break
        near.append(segment)
        last = segment.line
    named = any(s.field == STREETS[0] for s in near)
    if not named or any(s.line > first and s.tokens and not goes_on(page, s.first) for s in near):
        return near
    place = min((s.line for s in draft.get(CITY, ())), default=0)
    second = min((s.line for s in segments if s.begins and first + _STREET_LINES < s.line < place), default=place)
    return near + [s for s in segments if s.line == second]


def _is_askew(page: Page, tokens: Sequence[int]) -> bool:
    """Whether a cell on the right of the one in which a street begins has a line that is numbered as none of that is.

    The lines of cells are numbered from their tops: those of one row are at other heights.
    """
    first = tokens[0]
    row = [t for t in tokens if page.celled[t] and page.line[t] == page.line[first]]
    known = {int(page.sub[t]) for t in row if page.cell[t] == page.cell[first]}
    return any(int(page.sub[t]) not in known for t in row)


def _by_print(page: Page, tokens: Sequence[int], label: Mapping[int, str]) -> dict[int, str]:
    """The labels of a street's tokens, one for what stands on one printed line of a cell that keeps its lines.

    A second line that does not reach the second cell of a row does not reach the third.
    """
    rows = {int(page.line[t]) for t in tokens if page.celled[t] and page.sub[t]}
    placed = dict(label)
    begun: dict[tuple[int, int, int], str] = {}
    reached: dict[int, list[tuple[int, set[str]]]] = {}
    for t in tokens:
        row, cell = int(page.line[t]), int(page.cell[t])
        if row not in rows:
            continue
        cells = reached.setdefault(row, [])
        if not cells or cells[-1][0] != cell:
            cells.append((cell, set()))
        ended = len(cells) > _LINES and STREETS[1] not in cells[-2][1]
        placed[t] = begun.setdefault((row, cell, int(page.sub[t])), STREETS[0] if ended else label[t])
        cells[-1][1].add(placed[t])
    return placed


def _stacked(page: Page, draft: Draft, cells: Container[tuple[int, int]]) -> bool:
    """Whether words of the name or of the place stand in cells of the street."""
    others = [t for name in (_NAME, *PLACES) for s in draft.get(name, ()) for t in s.tokens]
    return any((int(page.line[t]), int(page.cell[t])) in cells for t in others)


def _taken(page: Page, draft: Draft) -> set[int]:
    """Tokens of the address that are none of the street's.

    What seems to be the state before the city is none, and left out, as is the floor behind its number that seems to begin the
    city.
    """
    for k, segment in enumerate(draft.get(CITY, ())):
        head, *rest = segment.tokens
        if rest and head == segment.first > 0 and is_floor(page, head) and page.words[head - 1][-1:].isdecimal():
            draft[CITY][k] = replace(segment, tokens=rest)
    city = min((t for s in draft.get(CITY, ()) for t in s.tokens), default=0)
    states = draft.get(STATE, [])
    behind = [s for s in states if s.first > city]
    if behind and len(behind) < len(states):
        draft[STATE] = [replace(behind[0], begins=True), *behind[1:]]
    return {t for some in draft.values() for s in some for t in s.tokens}


def _shared(page: Page, draft: Draft, line: tuple[int, int]) -> bool:
    """Whether a line of the page holds other printed lines of the address box than that of the street."""
    others = [t for name, some in draft.items() if name == _NAME or name in PLACES for s in some for t in s.tokens]
    if any((int(page.line[t]), int(page.sub[t])) == line for t in others):
        return True
    first, last = np.searchsorted(page.line, [line[0], line[0] + 1]).tolist()
    return any(page.sub[t] == line[1] and is_caption(page.words[t]) for t in range(first, min(last, first + _LONG_LINE)))


_LONG_LINE: Final = 400  # words of a line that are looked at
