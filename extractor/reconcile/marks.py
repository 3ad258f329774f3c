"""Footnote marks that were read as something else: their numbers by the order in which footnotes are first referred to.

Footnotes are numbered as they are first referred to, row by row and column by column. A mark whose number is lost
(``UNREAD_MARK``) between two known ones, or after the last, is given its number when there are just as many lost marks as
numbers missing there.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from extractor.filing import UNREAD_MARK as UNREAD
from extractor.filing import Filing, Row, Value, leaves_of
from extractor.reconcile.change import with_value

_Place = tuple[int, str]


def number_marks(filing: Filing) -> Filing:
    """Give unread marks their numbers where the order tells them, and drop the others.

    On a noisy page a mark of which no footnote is defined, where all others are, counts as unread.
    """
    last = max((int(n.id[1:]) for n in filing.footnotes), default=0)
    misread = filing.source.noise > 0 and len(filing.footnotes) == last > 0
    rows = tuple(_defined(row, last) if misread else row for row in filing.rows)
    places = [
        (i, leaf.attribute) for i, row in enumerate(rows) for leaf in leaves_of(Row) if getattr(row, leaf.attribute).footnotes
    ]
    marks = [(place, mark) for place in places for mark in getattr(rows[place[0]], place[1]).footnotes]
    if not any(mark == UNREAD for _, mark in marks):
        return filing
    numbered = {place: "F1" for place, mark in marks if mark == UNREAD} if last == 1 else _numbered(marks, last)
    numbered |= {place: mark for place, mark in _beside(marks).items() if place not in numbered}
    changed = [_changed(row, i, numbered) for i, row in enumerate(rows)]
    cut = len(filing.non_derivative_table)
    return replace(filing, non_derivative_table=tuple(changed[:cut]), derivative_table=tuple(changed[cut:]))


def drop_unread(filing: Filing) -> Filing:
    """The filing without the marks whose numbers are unread."""
    cut = len(filing.non_derivative_table)
    rows = tuple(_changed(row, i, {}) for i, row in enumerate(filing.rows))
    return replace(filing, non_derivative_table=rows[:cut], derivative_table=rows[cut:])


def _numbered(marks: list[tuple[_Place, str]], last: int) -> dict[_Place, str]:
    """Numbers for the places of unread marks."""
    found: dict[_Place, str] = {}
    seen = 0
    runs = [(unread, list(run)) for unread, run in groupby(marks, key=lambda m: m[1] == UNREAD)]
    for k, (unread, run) in enumerate(runs):
        if not unread:
            seen = max(seen, *(int(m[1:]) for _, m in run))
            continue
        places = [place for place, _ in run]
        following = [int(m[1:]) for _, known in runs[k + 1 : k + 2] for _, m in known]
        fresh = [n for n in following if n > seen]
        gap = (fresh[0] - 1 if fresh else last if not following else seen) - seen
        units = [list(unit) for _, unit in groupby(places, key=lambda p: p[0])]
        for groups in ([[p] for p in places], _paired(units)):
            if gap > 0 and len(groups) == gap:
                found |= {p: f"F{seen + n}" for n, group in enumerate(groups, 1) for p in group}
                seen += gap
                break
    return found


def _beside(marks: list[tuple[_Place, str]]) -> dict[_Place, str]:
    """For unread marks the one mark that all others in their column are."""
    columns: dict[str, set[str]] = {}
    for (_, attribute), mark in marks:
        if mark != UNREAD:
            columns.setdefault(attribute, set()).add(mark)
    alone = {attribute: next(iter(found)) for attribute, found in columns.items() if len(found) == 1}
    return {place: alone[place[1]] for place, mark in marks if mark == UNREAD and place[1] in alone}


def _defined(row: Row, last: int) -> Row:
    """The row with marks beyond the last footnote taken as unread."""
    for leaf in leaves_of(Row):
        value: Value[Any] = getattr(row, leaf.attribute)
        marks = tuple(dict.fromkeys(UNREAD if n != UNREAD and int(n[1:]) > last else n for n in value.footnotes))
        if marks != value.footnotes:
            row = with_value(row, leaf.attribute, replace(value, footnotes=marks))
    return row


_TOGETHER: Final = frozenset(("exercise_date", "expiration_date", "conversion_or_exercise_price"))


def _paired(units: list[list[_Place]]) -> list[list[_Place]]:
    """Marks of a row, those on its exercise and expiration taken as one: they mostly bear the same number."""
    groups: list[list[_Place]] = []
    for unit in units:
        together = [p for p in unit if p[1] in _TOGETHER]
        groups += [[p] for p in unit if p[1] not in _TOGETHER]
        if together:
            groups.append(together)
    return groups


def _changed(row: Row, index: int, numbered: dict[_Place, str]) -> Row:
    for leaf in leaves_of(Row):
        value: Value[Any] = getattr(row, leaf.attribute)
        if UNREAD not in value.footnotes:
            continue
        number = numbered.get((index, leaf.attribute))
        notes = tuple(dict.fromkeys(number or "" if n == UNREAD else n for n in value.footnotes))
        value = replace(value, footnotes=tuple(n for n in notes if n))
        if number:
            value = value.because(f"footnote mark {number} by its place in the order of the footnotes")
        row = with_value(row, leaf.attribute, value)
    return row
