"""Checks of footnotes and the marks that refer to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from extractor.filing import Value
from extractor.filing.forms import TOTALS, UNPAID
from extractor.reconcile.checks.finding import Facts, Finding
from extractor.reconcile.marks.references import COLUMNS

_ALWAYS: Final = ("transaction_price_per_share",)
_DERIVATIVE: Final = ("conversion_or_exercise_price", "exercise_date", "expiration_date")


def defined(facts: Facts) -> Iterator[Finding]:
    """Every footnote mark has its explanation."""
    known = {note.id for note in facts.filing.footnotes}
    for placed, attribute, notes in facts.marked:
        for note in notes:
            detail = f"{placed.name}: footnote {note} of {_words(attribute)} is not explained"
            yield Finding(note in known, placed.at(attribute), detail)


def used(facts: Facts) -> Iterator[Finding]:
    """Every explanation is referred to."""
    marks = {note for _, _, notes in facts.marked for note in notes}
    for i, note in enumerate(facts.filing.footnotes, 1):
        yield Finding(note.id in marks, (f"footnotes/footnote[{i}]",), f"footnote {note.id} stands on no value that was read")


def in_order(facts: Facts) -> Iterator[Finding]:
    """Footnotes are numbered as they are first referred to."""
    highest = 0
    for placed, attribute, notes in sorted(
        facts.marked, key=lambda cell: (cell[0].row.kind.is_derivative, cell[0].number, _PRINTED.get(cell[1], 0))
    ):
        for note in notes:
            number = int(note[1:]) if note[1:].isdecimal() else 0
            detail = f"{placed.name}: footnote {note} on {_words(attribute)} before any is numbered F{highest + 1}"
            yield Finding(number <= highest + 1, placed.at(attribute), detail)
            highest = max(highest, number)


_PRINTED: Final = {attribute: k for k, column in enumerate(COLUMNS) for attribute in (column, TOTALS.get(column, column))}
"""The order of the printed columns."""


def blank(facts: Facts) -> Iterator[Finding]:
    """A transaction without a price, if no gift, and a derivative without a date or a price of exercise, has a footnote there."""
    for placed in facts.rows:
        if placed.row.kind.is_transaction:
            for attribute in (*_ALWAYS, *(_DERIVATIVE if placed.row.kind.is_derivative else ())):
                value: Value[Any] = getattr(placed.row, attribute)
                unpaid = attribute in _ALWAYS and placed.row.transaction_code.value in UNPAID
                if value.value is None and not unpaid:
                    yield Finding(value.present, placed.at(attribute), f"{placed.name}: no {_words(attribute)}, and no footnote")


def _words(attribute: str) -> str:
    return attribute.replace("_", " ")
