"""The parts of a filing that values lie in, rows, owners, signatures and boxes, and the columns of their like."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from statistics import median
from typing import Any, Final, NamedTuple

from extractor.confidence.shape import doubt
from extractor.confidence.unread import Unread
from extractor.filing import (
    KIND_PATH,
    Filing,
    Issuer,
    OwnerSignature,
    Printed,
    ReportingOwner,
    Row,
    Status,
    Value,
    leaves_of,
    row_paths,
    values_of,
)
from extractor.filing.forms import form_of, row_needs


@cache
def _fields() -> dict[str, int]:
    """The number of each field, by class and path."""
    names = [f"{kind.__name__} {leaf.path}" for kind in _PARTS.values() for leaf in leaves_of(kind)]
    return {name: k for k, name in enumerate([*names, f"Row {KIND_PATH}"])}


_PARTS: Final[Mapping[str, type]] = {
    "": Filing,
    "issuer": Issuer,
    "reportingOwner": ReportingOwner,
    "nonDerivativeTable": Row,
    "derivativeTable": Row,
    "ownerSignature": OwnerSignature,
    "form": Printed,
}


FAMILIES: Final = ("text", "amount", "date", "code")
"""Fields that are read alike, so that the same speaks for and against their values; marks and the kind of a row are codes."""


@cache
def _families() -> tuple[str, ...]:
    """The family of each field, by its number."""
    types = (str(leaf.type) for kind in _PARTS.values() for leaf in leaves_of(kind))
    return tuple(type if type in FAMILIES else FAMILIES[-1] for type in (*types, KIND_PATH))


def family_of(field: float) -> str:
    """The family of a field by its number, see :func:`field_of`."""
    return _families()[int(field)] if field >= 0 else FAMILIES[-1]


@lru_cache(maxsize=5_000)
def part_of(path: str) -> str:
    """The row, owner, signature or box that a path lies in; nothing for what stands in no other, the filing's head."""
    first, _, rest = path.partition("/")
    if first in ("nonDerivativeTable", "derivativeTable"):
        return f"{first}/{rest.partition('/')[0]}"
    return first if first.partition("[")[0] in _PARTS else ""


class One(NamedTuple):
    """A value with where it stands."""

    path: str
    attribute: str
    inner: str
    """Its path within its part."""
    part: str
    value: Value[Any]
    plain: Any
    """What it is compared with others by."""


def kinds(filing: Filing) -> Iterator[One]:
    """What each row is, as a value."""
    for path, row in row_paths(filing.rows):
        kind = str(row.kind)
        yield One(f"{path}/{KIND_PATH}", KIND_PATH, KIND_PATH, path, Value(kind, Status.READ, _mean_of(row)), plain_of(kind))


def _mean_of(row: Row) -> float:
    """The mean confidence of what a row has."""
    sure = [value.confidence for value in values_of(row) if value.present]
    return sum(sure) / max(1, len(sure))


@dataclass(slots=True)
class Part:
    """A row, owner, signature or box: the doubts of its values, what it lacks, and its place among its like."""

    values: dict[str, Value[Any]] = field(default_factory=dict)
    doubts: list[float] = field(default_factory=list)
    lacking: int = 0
    unread: float = 0.0
    """Letters on its lines that nobody has read."""
    number: int = 0
    transaction: bool = False
    inferred: int = 0
    marks: int = 0
    """Marks that are set."""


NO_PART: Final = Part()


def parts_of(filing: Filing, ones: Iterable[One], unread: Unread) -> dict[str, Part]:
    """The parts of a filing that some of its values stand in, and its rows."""
    parts: dict[str, Part] = {}
    for one in ones:
        part = parts.setdefault(one.part, Part())
        part.doubts.append(doubt(one.value.confidence))
        part.values[one.attribute] = one.value
        part.inferred += one.value.status is Status.INFERRED
        part.marks += one.value.value is True
    for number, (path, row) in enumerate(row_paths(filing.rows)):
        part = parts.setdefault(path, Part())
        part.number, part.transaction = number, row.kind.is_transaction
        part.lacking = sum(
            not any(getattr(row, a).present for a in need.attributes) for need in row_needs(form_of(filing), row.kind)
        )
    for part in parts.values():
        part.unread = unread.on_lines(s for value in part.values.values() for s in value.sources)
    return parts


@dataclass(frozen=True, slots=True)
class FieldValues:
    """The values of one field in all parts of one name: their doubts, counts, median size and decimals."""

    doubts: float
    count: int
    values: Mapping[Any, int]
    middle: float | None
    decimals: float | None

    @classmethod
    def of(cls, ones: Sequence[One]) -> FieldValues:
        """The column of some values."""
        numbers = [decimals(one.value.value) for one in ones if isinstance(one.value.value, Decimal)]
        measures = [m for one in ones if (m := measure(one.value.value)) is not None]
        return cls(
            sum(doubt(one.value.confidence) for one in ones),
            len(ones),
            Counter(one.plain for one in ones),
            median(measures) if len(measures) > 1 else None,
            median(numbers) if len(numbers) > 1 else None,
        )


NO_COLUMN: Final = FieldValues(0.0, 1, {}, None, None)


def columns_of(ones: Iterable[One]) -> dict[tuple[str, str], FieldValues]:
    """The columns of some values, by the name of their parts and the attribute."""
    columns: dict[tuple[str, str], list[One]] = {}
    for one in ones:
        columns.setdefault((name_of(one.part), one.attribute), []).append(one)
    return {key: FieldValues.of(column) for key, column in columns.items()}


@lru_cache(maxsize=5_000)
def name_of(part: str) -> str:
    """The name of a part: what its like have in common."""
    first = part.split("/")[0].split("[")[0]
    return first if first in _PARTS else ""


def field_of(one: One) -> float:
    """The number of a value's field; half a number more in Table II."""
    return _field_of(name_of(one.part), one.inner)


@cache
def _field_of(name: str, inner: str) -> float:
    kind = _PARTS.get(name, _PARTS[""])
    return _fields().get(f"{kind.__name__} {inner}", -1) + (0.5 if name == "derivativeTable" else 0.0)


def measure(value: Any) -> float | None:
    """An amount as a power of ten, a date as a day."""
    if isinstance(value, Decimal):
        return math.log10(value) if value > 0 else None
    return float(value.toordinal()) if isinstance(value, date) else None


def decimals(value: Decimal) -> float:
    """How many decimals an amount has, but for noughts at its end."""
    return float(len(format(value, "f").partition(".")[2].rstrip("0")))


def plain_of(value: Any) -> Any:
    """What a value is compared with others by."""
    return "".join(filter(str.isalnum, value.lower())) if isinstance(value, str) else value
