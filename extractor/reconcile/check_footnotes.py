"""Checks of footnotes and the marks that refer to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from extractor.filing import Row, Value, leaves_of
from extractor.reconcile.finding import Facts, Finding, Placed
from extractor.reconcile.references import COLUMNS, cell_attribute

_ALWAYS: Final = ("transaction_price_per_share",)
_DERIVATIVE: Final = ("conversion_or_exercise_price", "exercise_date", "expiration_date")


def defined(facts: Facts) -> Iterator[Finding]:
    """Every footnote mark has its explanation."""
    known = {note.id for note in facts.filing.footnotes}
    for placed in facts.rows:
        for leaf in leaves_of(Row):
            value: Value[Any] = getattr(placed.row, leaf.attribute)
            for note in value.footnotes:
                detail = f"{placed.name}: footnote {note} of {_words(leaf.attribute)} is not explained"
                yield Finding(note in known, placed.at(leaf.attribute), detail)


def used(facts: Facts) -> Iterator[Finding]:
    """Every explanation is referred to."""
    marks = {note for _, _, value in facts.filing.leaves() for note in value.footnotes}
    for i, note in enumerate(facts.filing.footnotes, 1):
        yield Finding(note.id in marks, (f"footnotes/footnote[{i}]",), f"footnote {note.id} stands on no value that was read")


def in_order(facts: Facts) -> Iterator[Finding]:
    """Footnotes are numbered as they are first referred to."""
    highest = 0
    for placed, attribute, note in _marks(facts):
        number = int(note[1:]) if note[1:].isdecimal() else 0
        detail = f"{placed.name}: footnote {note} on {_words(attribute)} before any is numbered F{highest + 1}"
        yield Finding(number <= highest + 1, placed.at(attribute), detail)
        highest = max(highest, number)


def _marks(facts: Facts) -> Iterator[tuple[Placed, str, str]]:
    """The marks of the tables, in printed order."""
    for placed in facts.rows:
        for column in COLUMNS:
            attribute = cell_attribute(placed.row, column)
            value: Value[Any] = getattr(placed.row, attribute)
            yield from ((placed, attribute, note) for note in value.footnotes)


def blank(facts: Facts) -> Iterator[Finding]:
    """A transaction without a price, and a derivative without a date or a price of exercise, has a footnote in its place."""
    for placed in facts.rows:
        if placed.row.kind.is_transaction:
            for attribute in (*_ALWAYS, *(_DERIVATIVE if placed.row.kind.is_derivative else ())):
                value: Value[Any] = getattr(placed.row, attribute)
                if value.value is None:
                    yield Finding(value.present, placed.at(attribute), f"{placed.name}: no {_words(attribute)}, and no footnote")


def _words(attribute: str) -> str:
    return attribute.replace("_", " ")
