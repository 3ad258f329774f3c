"""The values of a filing as a reviewer looks at them: numbered, named, with the checks on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from extractor.filing import KIND_PATH, Check, CheckOutcome, Filing, LeafType, Row, Status, Value, leaves_of, row_paths
from extractor.filing.forms import asked_for
from extractor.filing.names import FieldNames, full_name, label
from extractor.report.bands import SURE, number_of
from extractor.report.names import shown

MOST_VALUES: Final = 3_000
"""Values that a page has at most; the surest are left out first."""
MOST_FIRST: Final = 10
"""Values to look at first."""


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value with its number on the page, its names, and the checks on it, by their numbers."""

    number: int
    path: str
    kind: LeafType | None
    value: Value[Any]
    place: str
    label: str
    missing: bool
    failed: tuple[int, ...]
    passed: tuple[int, ...]

    @property
    def name(self) -> str:
        """Its place and its label, where the place alone does not say it."""
        return full_name(self.place, self.label)

    @property
    def content(self) -> str:
        """The value as a person writes it."""
        return shown(self.value.value, self.kind)

    @property
    def is_side(self) -> bool:
        """Whether it is printed for the reader of the page alone: EDGAR has no place for it."""
        return self.path.startswith("form/")

    @property
    def band(self) -> int:
        """The band of its confidence, by its number."""
        return number_of(self.value.confidence)


def entries_of(filing: Filing) -> list[ShownValue]:
    """What is there, and what is missing though the form asks for it or something is known about its absence."""
    places, expected = FieldNames(filing), frozenset(asked_for(filing))
    checks = _Checks(filing.checks)
    found: list[ShownValue] = []
    for path, kind, value in _values(filing):
        if not (value.present or kind is None or path in expected or value.reasons or value.alternatives):
            continue
        failed, passed = checks.on(path)
        missing = not value.present
        name = label("footnote" if kind is None else path)
        found.append(ShownValue(len(found) + 1, path, kind, value, places.of(path), name, missing, failed, passed))
    if len(found) > MOST_VALUES:
        kept = frozenset(e.number for e in sorted(found, key=lambda e: (e.value.confidence, e.number))[:MOST_VALUES])
        found = [e for e in found if e.number in kept]
    return found


def first_to_look_at(entries: list[ShownValue]) -> list[ShownValue]:
    """The least sure values, and those that fail a check; only such as need a second look, and that are data."""
    doubtful = [e for e in entries if (e.value.confidence < SURE or e.failed) and not e.is_side]
    return sorted(doubtful, key=lambda e: (e.value.confidence, e.number))[:MOST_FIRST]


def _values(filing: Filing) -> Iterator[tuple[str, LeafType | None, Value[Any]]]:
    """Every leaf, and before the first of each row its kind; footnotes have no type."""
    rows = dict((*row_paths(filing.non_derivative_table), *row_paths(filing.derivative_table)))
    first = leaves_of(Row)[0]
    for path, leaf, value in filing.leaves():
        if leaf is first:
            at = path.removesuffix(f"/{leaf.path}")
            yield f"{at}/{KIND_PATH}", LeafType.CODE, Value(rows[at].kind.noun, Status.INFERRED, rows[at].confidence)
        yield path, leaf.type if leaf else None, value


class _Checks:
    """Which checks say something of a path: those that name it, or a part that it lies in."""

    def __init__(self, checks: tuple[Check, ...]) -> None:
        self._at: dict[str, list[tuple[int, bool]]] = {}
        for number, check in enumerate(checks):
            for path in dict.fromkeys(check.paths):
                if check.outcome is not CheckOutcome.NOT_APPLICABLE:
                    self._at.setdefault(path, []).append((number, check.outcome is CheckOutcome.PASSED))

    def on(self, path: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The numbers of those that failed, and of those that passed."""
        steps = path.split("/")
        found = [pair for n in range(1, len(steps) + 1) for pair in self._at.get("/".join(steps[:n]), ())]
        return tuple(n for n, passed in found if not passed), tuple(n for n, passed in found if passed)
