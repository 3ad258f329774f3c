"""What speaks for and against a value, as numbers for the confidence model."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from statistics import median
from typing import Any, Final, NamedTuple

from extractor.confidence.shape import READING, SHAPE, counted, doubt, reading_of, shape_of
from extractor.confidence.surroundings import SURROUNDINGS, Surroundings
from extractor.confidence.unread import BESIDE, Unread
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
)
from extractor.filing.forms import form_of, row_needs
from extractor.form.printed import EDITIONS
from extractor.reconcile.checks import FAILED, PASSED
from extractor.reconcile.weights import Weights

_PLACE: Final = (
    "field",
    "the same value elsewhere",
    "doubt of the rest of its row or box",
    "most doubtful of the rest of its row or box",
    "doubt of what goes with it",
    "how what goes with it came about",
    "values in its row or box",
    "lacking in its row",
    "doubt of the same field in other rows",
    "share of other rows with the same value",
    "distance from other rows",
    "days from the period",
    "row",
    "rows of the table",
    "a transaction",
    "rows, owners or signatures of its kind",
)
_CHECKS: Final = (
    "weight of the checks that passed",
    "weight of the checks that failed",
    "checks failed in its row or box",
    "checks failed in the filing",
)
_PAGE: Final = (
    "doubt of the filing's readings",
    "repaired or inferred in the filing",
    "misread letters on the page",
    "captions found",
    "share of the page's letters unread",
    "log of values in the filing",
)
_LOOK: Final = ("dialect", "edition", "form")
"""What tells where a form is blank; of what was read it tells little that holds for pages of another look."""
EVIDENCE: Final = (*READING, *SHAPE, *SURROUNDINGS, *BESIDE, *_PLACE, *_CHECKS, *_PAGE)
"""What is known of a value that was read."""
BLANK: Final = (
    "field",
    "a transaction",
    "doubt of the rest of its row or box",
    "values in its row or box",
    "lacking in its row",
    "share of its like that have it",
    "rows, owners or signatures of its kind",
    "other readings",
    *_PAGE,
    *_LOOK,
)
"""What is known of a value that is missing."""

_WITH: Final = {
    "direct_or_indirect_ownership": "nature_of_ownership",
    "nature_of_ownership": "direct_or_indirect_ownership",
    "transaction_acquired_disposed_code": "transaction_code",
    "transaction_code": "transaction_acquired_disposed_code",
    "transaction_date": "transaction_code",
    KIND_PATH: "transaction_code",
    "transaction_price_per_share": "transaction_shares",
    "transaction_shares": "shares_owned_following_transaction",
    "shares_owned_following_transaction": "transaction_shares",
    "underlying_security_shares": "transaction_shares",
    "security_title": "underlying_security_title",
    "underlying_security_title": "security_title",
    "is_officer": "officer_title",
    "is_director": "is_officer",
    "is_ten_percent_owner": "is_officer",
    "officer_title": "is_officer",
    "is_other": "other_text",
    "other_text": "is_other",
    "signature_name": "signature_date",
    "signature_date": "signature_name",
}
"""For a field the one that it is told from, or that tells most of it."""
_HOW: Final = (Status.READ, Status.REPAIRED, Status.INFERRED)

_DIALECTS: Final = ("grid", "pipes", "html", "spaced", "plain", "hocr")
_LIKE: Final = {**dict.fromkeys(("alto", "bbox", "pdfxml", "djvu", "tsv", "json"), "hocr"), "csv": "grid", "latex": "pipes"}
"""Dialects that no model was fitted on, and the one that each tells the same in: words with boxes, or cells."""
_EDITIONS: Final = ("", *EDITIONS)


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


def part_of(path: str) -> str:
    """The row, owner or signature that a path lies in, else its first element."""
    first, _, rest = path.partition("/")
    return f"{first}/{rest.partition('/')[0]}" if first in ("nonDerivativeTable", "derivativeTable") else first


class _One(NamedTuple):
    """A value with where it stands."""

    path: str
    attribute: str
    inner: str
    """Its path within its part."""
    part: str
    value: Value[Any]
    plain: Any
    """What it is compared with others by."""


def _kinds(filing: Filing) -> Iterator[_One]:
    for path, row in row_paths(filing.rows):
        kind = str(row.kind)
        yield _One(f"{path}/{KIND_PATH}", KIND_PATH, KIND_PATH, path, Value(kind, Status.READ, _mean_of(row)), _plain(kind))


def _mean_of(row: Row) -> float:
    """The mean confidence of what a row has."""
    values: list[Value[Any]] = [getattr(row, leaf.attribute) for leaf in leaves_of(Row)]
    sure = [value.confidence for value in values if value.present]
    return sum(sure) / max(1, len(sure))


@dataclass(slots=True)
class _Part:
    """A row, owner, signature or box: the doubts of its values, what it lacks, and its place among its like."""

    values: dict[str, Value[Any]] = field(default_factory=dict)
    doubts: list[float] = field(default_factory=list)
    lacking: int = 0
    unread: float = 0.0
    """Letters on its lines that nobody has read."""
    number: int = 0
    transaction: bool = False


_NO_PART: Final = _Part()


@dataclass(frozen=True, slots=True)
class _Column:
    """The values of one field in all parts of one name: the sum of their doubts, their counts, and the one in the middle."""

    doubts: float
    count: int
    values: Mapping[Any, int]
    middle: float | None

    @classmethod
    def of(cls, ones: Sequence[_One]) -> _Column:
        measures = [m for one in ones if (m := _measure(one.value.value)) is not None]
        return cls(
            sum(doubt(one.value.confidence) for one in ones),
            len(ones),
            Counter(one.plain for one in ones),
            median(measures) if len(measures) > 1 else None,
        )


_NO_COLUMN: Final = _Column(0.0, 1, {}, None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is in a filing for and against its values."""

    filed: Sequence[_One]
    blank: Sequence[_One]
    """Leaves of which nothing was read."""
    around: Surroundings
    unread: Unread
    page: tuple[float, ...]
    look: tuple[float, ...]
    failed: Mapping[str, float]
    """What the failed checks of each value weigh together, in nats."""
    passed: Mapping[str, float]
    beside: Mapping[str, int]
    """Failed checks of each part."""
    failures: int
    period: date | None
    values: Mapping[Any, int]
    words: Mapping[str, int]
    parts: Mapping[str, _Part]
    counts: Mapping[str, int]
    """How many parts of one name there are."""
    columns: Mapping[tuple[str, str], _Column]

    @classmethod
    def of(cls, filing: Filing, text: str, weights: Weights) -> Evidence:
        """Gather it.

        Args:
            filing: with the confidences of its readings.
            text: what it was read from.
            weights: how much each check says; see :mod:`extractor.reconcile.weights`.
        """
        leaves = [
            _One(p, leaf.attribute, leaf.path, part_of(p), v, _plain(v.value))
            for p, leaf, v in filing.leaves()
            if leaf is not None
        ]
        values = [*(one for one in leaves if one.value.value is not None), *_kinds(filing)]
        plain = [one for one in values if one.attribute != KIND_PATH]
        texts = [one.value.value for one in plain if isinstance(one.value.value, str)]
        texts += [note.text.value or "" for note in filing.footnotes]
        parts: dict[str, _Part] = {}
        columns: dict[tuple[str, str], list[_One]] = {}
        for one in plain:
            part = parts.setdefault(one.part, _Part())
            part.doubts.append(doubt(one.value.confidence))
            part.values[one.attribute] = one.value
            columns.setdefault((_name(one.part), one.attribute), []).append(one)
        for number, (path, row) in enumerate(row_paths(filing.rows)):
            part = parts.setdefault(path, _Part())
            part.number, part.transaction = number, row.kind.is_transaction
            part.lacking = sum(
                not any(getattr(row, a).present for a in need.attributes) for need in row_needs(form_of(filing), row.kind)
            )
        count = max(1, len(plain))
        source, around = filing.source, Surroundings(text)
        unread = Unread(filing, around)
        for part in parts.values():
            part.unread = unread.on_lines(s for value in part.values.values() for s in value.sources)
        return cls(
            filed=values,
            blank=[one for one in leaves if not one.value.present],
            around=around,
            unread=unread,
            page=(
                sum(sum(part.doubts) for part in parts.values()) / count,
                sum(one.value.status is not Status.READ for one in plain) / count,
                source.noise,
                float(source.captions),
                unread.share,
                math.log1p(len(plain)),
            ),
            look=(
                _index(_DIALECTS, _LIKE.get(source.dialect, source.dialect)),
                _index(_EDITIONS, source.edition),
                float(form_of(filing) or 0),
            ),
            failed=_weighed(filing, FAILED, {id: counts.failed for id, counts in weights.items()}),
            passed=_weighed(filing, PASSED, {id: counts.passed for id, counts in weights.items()}),
            beside=Counter(part_of(p) for c in filing.checks if c.outcome == FAILED for p in c.paths),
            failures=sum(c.outcome == FAILED for c in filing.checks),
            period=filing.period_of_report.value,
            values=Counter(one.plain for one in plain),
            words=counted(texts),
            parts=parts,
            counts=Counter(_name(part) for part in parts),
            columns={key: _Column.of(column) for key, column in columns.items()},
        )

    def of_values(self) -> dict[str, list[float]]:
        """For the path of each value that is there, and of each row's kind, the numbers of ``EVIDENCE``."""
        return {one.path: [*self._alone(one), *self._place(one), *self._checks(one), *self.page] for one in self.filed}

    def of_blanks(self) -> dict[str, list[float]]:
        """For the path of each leaf that is missing, the numbers of ``BLANK``."""
        return {one.path: [*self._gap(one), *self.page, *self.look] for one in self.blank}

    def _alone(self, one: _One) -> tuple[float, ...]:
        part = self.parts.get(one.part, _NO_PART)
        return (
            *reading_of(one.value),
            *shape_of(one.value.value, one.attribute, self.words),
            *self.around.of(one.value),
            *self.unread.beside(one.value),
            part.unread,
        )

    def _gap(self, one: _One) -> tuple[float, ...]:
        part, name = self.parts.get(one.part, _NO_PART), _name(one.part)
        alike = max(1, self.counts[name])
        return (
            _field(one),
            float(part.transaction),
            sum(part.doubts) / len(part.doubts) if part.doubts else _ALONE,
            float(len(part.doubts)),
            float(part.lacking),
            self.columns[name, one.attribute].count / alike if (name, one.attribute) in self.columns else 0.0,
            float(alike),
            float(min(len(one.value.alternatives), 3)),
        )

    def _place(self, one: _One) -> tuple[float, ...]:
        part, own = self.parts.get(one.part, _NO_PART), doubt(one.value.confidence)
        rest = list(part.doubts)
        if one.attribute != KIND_PATH:
            rest.remove(own)
        name = _name(one.part)
        column = self.columns.get((name, one.attribute), _NO_COLUMN)
        others = column.count - 1
        return (
            _field(one),
            float(min(max(0, self.values[one.plain] - 1), 4)),
            sum(rest) / len(rest) if rest else _ALONE,
            max(rest, default=_ALONE),
            *_with(one, part),
            float(len(part.doubts)),
            float(part.lacking),
            (column.doubts - own) / others if others else _ALONE,
            (column.values[one.plain] - 1) / others if others else -1.0,
            _distance(one.value.value, column.middle),
            _days(one.value.value, self.period),
            float(part.number),
            float(self.counts[name]),
            float(part.transaction),
            float(column.count),
        )

    def _checks(self, one: _One) -> tuple[float, ...]:
        weights = (self.passed.get(one.path, 0.0), self.failed.get(one.path, 0.0))
        return (*weights, *(float(min(n, 3)) for n in (self.beside[one.part], self.failures)))


def _weighed(filing: Filing, outcome: str, weights: Mapping[str, float]) -> dict[str, float]:
    """For the path of each value that checks compared with this outcome, what they weigh together."""
    found: dict[str, float] = {}
    for check in filing.checks:
        if check.outcome == outcome:
            for path in check.paths:
                found[path] = found.get(path, 0.0) + weights.get(check.id, 0.0)
    return found


def _with(one: _One, part: _Part) -> tuple[float, float]:
    """The doubt of what goes with a value, and whether that was read, repaired or inferred."""
    value = part.values.get(_WITH.get(one.attribute, ""))
    if value is None or value.status not in _HOW:
        return _NOT_THERE, -1.0
    return doubt(value.confidence), float(_HOW.index(value.status))


_NOT_THERE: Final = 9.0  # above any doubt
_ALONE: Final = -3.0  # doubt of the rest where there is none: about the usual


def _name(part: str) -> str:
    """The name of a part: what its like have in common."""
    first = part.split("/")[0].split("[")[0]
    return first if first in _PARTS else ""


def _field(one: _One) -> float:
    """The number of a value's field; half a number more in Table II."""
    name = _name(one.part)
    kind = _PARTS.get(name, _PARTS[""])
    return _fields().get(f"{kind.__name__} {one.inner}", -1) + (0.5 if name == "derivativeTable" else 0.0)


def _index(known: Sequence[str], name: str) -> float:
    return float(known.index(name)) if name in known else -1.0


def _measure(value: Any) -> float | None:
    """An amount as a power of ten, a date as a day."""
    if isinstance(value, Decimal):
        return math.log10(value) if value > 0 else None
    return float(value.toordinal()) if isinstance(value, date) else None


def _distance(value: Any, middle: float | None) -> float:
    """How far an amount or a date is from the median of its column: in powers of ten, or the logarithm of days."""
    measure = _measure(value)
    if measure is None or middle is None:
        return 0.0
    return math.log1p(abs(measure - middle)) if isinstance(value, date) else measure - middle


def _days(value: Any, period: date | None) -> float:
    """The logarithm of the days between a date and the period, negative before it."""
    if not isinstance(value, date) or period is None:
        return 0.0
    days = (value - period).days
    return math.copysign(math.log1p(abs(days)), days)


def _plain(value: Any) -> Any:
    return "".join(filter(str.isalnum, value.lower())) if isinstance(value, str) else value
