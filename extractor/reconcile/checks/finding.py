"""What checks look at, and what they find: places of a filing where values agree or do not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from extractor.filing import Filing, Row, leaves_of, row_paths
from extractor.filing.forms import form_of

_PATHS: Final = {spec.attribute: spec.path for spec in leaves_of(Row)}


class Finding(NamedTuple):
    """A place where values can be compared: whether they agree, their paths, and, if they do not, a sentence for a reader."""

    holds: bool
    paths: tuple[str, ...]
    detail: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its XPath and its number in its table, in printed order."""

    row: Row
    path: str
    number: int

    def at(self, *attributes: str) -> tuple[str, ...]:
        """The XPaths of some of its leaves."""
        return tuple(f"{self.path}/{_PATHS[attribute]}" for attribute in attributes)

    @property
    def name(self) -> str:
        """What a reader calls it, such as ``Table I, row 3``."""
        return f"Table {'II' if self.row.kind.is_derivative else 'I'}, row {self.number}"


@dataclass(frozen=True, slots=True)
class Facts:
    """A filing made ready for the checks: its rows with their places, its form (``3``, ``4``, ``5`` or empty).

    ``marked``: the cells that bear footnotes, row by row: the row, the attribute, the ids.
    """

    filing: Filing
    first: tuple[Placed, ...]
    second: tuple[Placed, ...]
    form: str
    marked: tuple[tuple[Placed, str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, filing: Filing) -> Facts:
        """The facts of a filing."""
        first, second = (
            tuple(Placed(row, path, k) for k, (path, row) in enumerate(row_paths(rows), 1))
            for rows in (filing.non_derivative_table, filing.derivative_table)
        )
        marked = (
            (placed, attribute, notes)
            for placed in first + second
            for attribute in _PATHS
            if (notes := getattr(placed.row, attribute).footnotes)
        )
        return cls(filing, first, second, form_of(filing), tuple(marked))

    @property
    def rows(self) -> tuple[Placed, ...]:
        """The rows of both tables."""
        return self.first + self.second

    def dated(self) -> Iterator[tuple[Placed, date]]:
        """The rows whose transaction date is known, with it."""
        for placed in self.rows:
            day = placed.row.transaction_date.value
            if day is not None:
                yield placed, day


def shown(number: Decimal) -> str:
    """A number for a reader: thousands parted by commas, without noughts behind the point."""
    return f"{number.normalize():,f}"
