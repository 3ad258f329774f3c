"""Evaluation against annotations: how many values, rows and filings are right.

A value is right if it equals the gold: amounts and dates exactly, texts by their letters and digits. A wrong value counts
twice: as one read that is not there, and as one there that was not read. F1 is the harmonic mean of precision (of what was
read, how much is right) and recall (of what is there, how much was read right). It does not matter how the filing was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from extractor.annotations.gold import gold_filing
from extractor.annotations.record import Annotation
from extractor.evaluation.compare import Outcome, outcomes
from extractor.filing import Filing

GROUPS: Final = ("header", "owner", "table1", "table2", "footnotes", "marks", "signature")
SIDE: Final = ("footnotes", "marks")
"""Groups that a row or a filing without any error may have errors in."""
BREAKDOWNS: Final = ("group", "field", "dialect", "engine", "edition", "strength", "form")


@dataclass(slots=True)
class Tally:
    """Counts of values: right, read, and there."""

    right: int = 0
    read: int = 0
    there: int = 0

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.right += outcome.right
        self.read += outcome.is_read
        self.there += outcome.is_there

    @property
    def precision(self) -> float:
        """Of what was read, how much is right; 1 where nothing was read."""
        return self.right / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        """Of what is there, how much was read right; 1 where nothing is there."""
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nothing was there and nothing was read."""
        return 2 * self.right / (self.read + self.there) if self.read + self.there else 1.0


@dataclass(slots=True)
class Report:
    """What an evaluation found. ``by[breakdown][key]`` has the tallies of values, such as ``by["dialect"]["grid"]``."""

    filings: int = 0
    perfect: int = 0
    rows_right: int = 0
    rows_read: int = 0
    rows_there: int = 0
    all: Tally = field(default_factory=Tally)
    by: dict[str, dict[str, Tally]] = field(default_factory=lambda: {name: {} for name in BREAKDOWNS})

    @property
    def row_f1(self) -> float:
        """F1 of rows of Table I and Table II with every field right."""
        total = self.rows_read + self.rows_there
        return 2 * self.rows_right / total if total else 1.0

    @property
    def perfect_share(self) -> float:
        """Share of filings without any error in a value."""
        return self.perfect / self.filings if self.filings else 1.0

    def rows(self) -> Iterator[tuple[str, str, Tally]]:
        """(breakdown, key, tally), the whole first; keys by how much is there."""
        yield "all", "", self.all
        for name in BREAKDOWNS:
            tallies = self.by[name]
            by_count = sorted(tallies, key=lambda k: (-tallies[k].there, k))
            keys = [g for g in GROUPS if g in tallies] if name == "group" else by_count
            yield from ((name, key, tallies[key]) for key in keys)

    def to_dict(self) -> dict[str, Any]:
        """All figures, for JSON."""

        def figures(tally: Tally) -> dict[str, Any]:
            shares = {name: round(getattr(tally, name), 4) for name in ("f1", "precision", "recall")}
            return {**shares, "right": tally.right, "read": tally.read, "there": tally.there}

        return {
            "filings": self.filings,
            "perfect": round(self.perfect_share, 4),
            "row_f1": round(self.row_f1, 4),
            "all": figures(self.all),
            **{name: {key: figures(t) for key, t in tallies.items()} for name, tallies in self.by.items()},
        }


def evaluate(pairs: Iterable[tuple[Annotation, Filing]]) -> Report:
    """Compare filings as read with the gold of their annotations.

    Raises :class:`extractor.errors.AnnotationError` for gold that describes no filing.
    """
    report = Report()
    for annotation, filing in pairs:
        _count(report, annotation, list(outcomes(filing, gold_filing(annotation))))
    return report


def _count(report: Report, annotation: Annotation, found: list[Outcome]) -> None:
    where = {name: getattr(annotation, name) or "?" for name in ("dialect", "engine", "edition", "strength", "form")}
    rows: dict[tuple[str, int], bool] = {}
    read: set[tuple[str, int]] = set()
    there: set[tuple[str, int]] = set()
    for outcome in found:
        keys: Mapping[str, str] = {"group": outcome.group, "field": outcome.field, **where}
        for name, key in keys.items():
            report.by[name].setdefault(key, Tally()).add(outcome)
        report.all.add(outcome)
        if outcome.row is not None and outcome.group not in SIDE:
            rows[outcome.row] = rows.get(outcome.row, True) and outcome.right
            read |= {outcome.row} if outcome.row_read else set()
            there |= {outcome.row} if outcome.row_there else set()
    report.filings += 1
    report.perfect += all(outcome.right for outcome in found if outcome.group not in SIDE)
    report.rows_right += sum(rows[row] for row in read & there)
    report.rows_read += len(read)
    report.rows_there += len(there)
