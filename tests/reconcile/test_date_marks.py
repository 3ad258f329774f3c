"""Footnote marks in place of both dates of a derivative."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from by_hand import read

from extractor.filing import UNREAD_MARK, Row, RowKind, Value
from extractor.reconcile.marks.dates import share_date_marks


def _cell(text: str, *marks: str) -> Value[Any]:
    return read(None, text, notes=marks)


def _row(exercise: Value[Any], expiration: Value[Any]) -> Row:
    return Row(kind=RowKind.DERIVATIVE_HOLDING, exercise_date=exercise, expiration_date=expiration)


@pytest.mark.parametrize(
    ("text", "marks", "other", "shared"),
    [
        ("(2)(3)(4)", ("F2", "F3", "F4"), ("F2", "F4"), True),
        ("(12)", ("F1", "F2"), ("F2",), True),
        ("(2)(3)", ("F2", "F3"), ("F4",), False),  # another one
        ("(2)(3)", ("F2", "F3"), (), False),  # nothing tells that any stands there
        ("(2) (2) (3)", ("F2", "F3"), ("F2",), False),  # two rows have run together
    ],
)
def test_the_marks_of_one_date_are_those_of_the_other_which_has_a_part_of_them(
    text: str, marks: tuple[str, ...], other: tuple[str, ...], shared: bool
) -> None:
    row = _row(_cell(text, *marks), _cell("(?", *other))
    found = share_date_marks(row, row)
    assert found.exercise_date.footnotes == marks
    assert found.expiration_date.footnotes == (marks if shared else other)
    assert bool(found.expiration_date.reasons) is shared
    mirrored = _row(row.expiration_date, row.exercise_date)
    assert share_date_marks(mirrored, mirrored).exercise_date.footnotes == (marks if shared else other)


def test_marks_that_are_not_legible_or_stand_beside_a_date_are_not_shared() -> None:
    row = _row(_cell("(2)(3)", "F2", "F3"), _cell("(2)", "F2"))
    unread = _row(_cell("(2)(%", "F2", f"{UNREAD_MARK}%"), row.expiration_date)
    assert share_date_marks(row, unread) == row
    dated = _row(row.exercise_date, replace(read(date(2004, 5, 6)), footnotes=("F2",)))
    assert share_date_marks(dated, dated) == dated
