"""What speaks for and against a value, as numbers for the confidence model."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from statistics import median
from string import ascii_letters, digits
from typing import Any, Final

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
from extractor.filing.forms import asked_for, form_of, row_needs
from extractor.form.printed import EDITIONS
from extractor.language.model import letters_of, vocabulary, word_cost

_READING: Final = (
    "doubt of the reading",
    "repaired",
    "inferred",
    "pieces",
    "letters between its pieces",
    "other readings",
    "best of the other readings",
    "reasons",
    "footnotes",
    "letters or digits more or less than in the text",
    "letters among digits",
)
_SHAPE: Final = (
    "length",
    "digits",
    "decimals",
    "noughts at the end",
    "which letter",
    "cost a word",
    "cost of the worst word",
    "unknown words that stand nowhere else",
    "odd characters",
)
_PLACE: Final = (
    "field",
    "the same value elsewhere",
    "doubt of the rest of its row or box",
    "most doubtful of the rest of its row or box",
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
_CHECKS: Final = ("checks failed", "checks passed", "checks failed in its row or box", "checks failed in the filing")
_PAGE: Final = (
    "doubt of the filing's readings",
    "repaired or inferred in the filing",
    "misread letters on the page",
    "captions found",
    "log of values in the filing",
    "dialect",
    "edition",
    "form",
)
EVIDENCE: Final = (*_READING, *_SHAPE, *_PLACE, *_CHECKS, *_PAGE)
CONFIRMING: Final = frozenset(
    (
        *("balance", "period", "exercise pair", "exercise price", "direction", "sibling code", "sibling date", "delay"),
        *("ZIP and state", "ZIP and city"),
    )
)
"""Checks that hardly pass by chance."""

_DIALECTS: Final = ("grid", "pipes", "html", "spaced", "plain", "hocr")
_EDITIONS: Final = ("", *EDITIONS)
_KINDS: Final = {
    "security_title": "title",
    "underlying_security_title": "title",
    "nature_of_ownership": "nature",
    "issuer_name": "company",
    "rpt_owner_name": "name",
    "rpt_owner_street1": "company",
    "rpt_owner_street2": "company",
    "rpt_owner_city": "place",
    "officer_title": "office",
    "other_text": "office",
    "signature_name": "signature",
    "remarks": "prose",
}
"""What kind of text a field holds, see :mod:`extractor.language.model`."""
_USUAL: Final = frozenset(ascii_letters + digits + " .,&/()'-$#:%")


def doubt(confidence: float) -> float:
    """Log odds against, bounded."""
    p = min(0.995, max(0.005, confidence))
    return math.log((1 - p) / p)


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


@dataclass(frozen=True, slots=True)
class _One:
    """A value with where it stands."""

    path: str
    attribute: str
    inner: str
    """Its path within its part."""
    part: str
    value: Value[Any]
    plain: Any
    """What it is compared with others by."""


def evidence_of(filing: Filing) -> dict[str, list[float]]:
    """For the path of each value that is there, and of each row's kind, the numbers of ``EVIDENCE``."""
    values = list(_values(filing))
    whole = _Whole.of(filing, values)
    return {one.path: whole.evidence(one) for one in values}


def _values(filing: Filing) -> Iterable[_One]:
    for path, leaf, value in filing.leaves():
        if leaf is not None and value.value is not None:
            yield _One(path, leaf.attribute, leaf.path, part_of(path), value, _plain(value.value))
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

    doubts: list[float] = field(default_factory=list)
    lacking: int = 0
    number: int = 0
    transaction: bool = False


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
class _Whole:
    """What a filing as a whole says of its values."""

    page: tuple[float, ...]
    failed: Mapping[str, int]
    passed: Mapping[str, int]
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
    def of(cls, filing: Filing, values: Sequence[_One]) -> _Whole:
        plain = [one for one in values if one.attribute != KIND_PATH]
        texts = [one.value.value for one in plain if isinstance(one.value.value, str)]
        texts += [note.text.value or "" for note in filing.footnotes]
        parts: dict[str, _Part] = {}
        columns: dict[tuple[str, str], list[_One]] = {}
        for one in plain:
            parts.setdefault(one.part, _Part()).doubts.append(doubt(one.value.confidence))
            columns.setdefault((_name(one.part), one.attribute), []).append(one)
        for number, (path, row) in enumerate(row_paths(filing.rows)):
            part = parts.setdefault(path, _Part())
            part.number, part.transaction = number, row.kind.is_transaction
            part.lacking = sum(
                not any(getattr(row, a).present for a in need.attributes) for need in row_needs(form_of(filing), row.kind)
            )
        count = max(1, len(plain))
        source = filing.source
        return cls(
            page=(
                sum(sum(part.doubts) for part in parts.values()) / count,
                sum(one.value.status is not Status.READ for one in plain) / count,
                source.noise,
                float(source.captions),
                math.log1p(len(plain)),
                _index(_DIALECTS, source.dialect.split("+")[0]),
                _index(_EDITIONS, source.edition),
                float(form_of(filing) or 0),
            ),
            failed=Counter(p for c in filing.checks if c.outcome == "failed" for p in c.paths),
            passed=Counter(p for c in filing.checks if c.outcome == "passed" and c.id in CONFIRMING for p in c.paths),
            beside=Counter(part_of(p) for c in filing.checks if c.outcome == "failed" for p in c.paths),
            failures=sum(c.outcome == "failed" for c in filing.checks),
            period=filing.period_of_report.value,
            values=Counter(one.plain for one in plain),
            words=_counted(texts),
            parts=parts,
            counts=Counter(_name(part) for part in parts),
            columns={key: _Column.of(column) for key, column in columns.items()},
        )

    def evidence(self, one: _One) -> list[float]:
        """The numbers of ``EVIDENCE`` for one of the values."""
        return [*_reading(one), *_shape(one, self.words), *self._place(one), *self._checks(one), *self.page]

    def _place(self, one: _One) -> tuple[float, ...]:
        part, own = self.parts.get(one.part, _Part()), doubt(one.value.confidence)
        rest = list(part.doubts)
        if one.attribute != KIND_PATH:
            rest.remove(own)
        name = _name(one.part)
        column = self.columns.get((name, one.attribute), _NO_COLUMN)
        others = column.count - 1
        kind = _PARTS.get(name, _PARTS[""])
        table = _fields().get(f"{kind.__name__} {one.inner}", -1) + (0.5 if name == "derivativeTable" else 0)
        return (
            float(table),
            float(min(max(0, self.values[one.plain] - 1), 4)),
            sum(rest) / len(rest) if rest else _ALONE,
            max(rest, default=_ALONE),
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
        found = (self.failed[one.path], self.passed[one.path], self.beside[one.part], self.failures)
        return tuple(float(min(n, 3)) for n in found)


_ALONE: Final = -3.0  # doubt of the rest where there is none: about the usual


def _name(part: str) -> str:
    """The name of a part: what its like have in common."""
    first = part.split("/")[0].split("[")[0]
    return first if first in _PARTS else ""


def _index(known: Sequence[str], name: str) -> float:
    return float(known.index(name)) if name in known else -1.0


def _reading(one: _One) -> tuple[float, ...]:
    value = one.value
    gaps = [b.start - a.end for a, b in zip(value.sources, value.sources[1:], strict=False)]
    more, letters = _against_text(value)
    return (
        doubt(value.confidence),
        float(value.status is Status.REPAIRED),
        float(value.status is Status.INFERRED),
        float(min(len(value.sources), 8)),
        math.log1p(max(0, max(gaps, default=0))),
        float(min(len(value.alternatives), 3)),
        value.alternatives[0].confidence if value.alternatives else 0.0,
        float(min(len(value.reasons), 4)),
        float(min(len(value.footnotes), 2)),
        more,
        letters,
    )


def _against_text(value: Value[Any]) -> tuple[float, float]:
    """How much longer or shorter the value is than what stands there, and the letters that stand among its digits."""
    text = value.text
    if not text or isinstance(value.value, bool):
        return 0.0, 0.0
    if isinstance(value.value, str):
        more = sum(map(str.isalnum, text)) - sum(map(str.isalnum, value.value))
        return float(max(-5, min(5, more))), 0.0
    if isinstance(value.value, date):
        return float(sum(map(str.isdigit, text))), float(sum(map(str.isalpha, text)))
    more = sum(map(str.isdigit, text)) - sum(map(str.isdigit, format(value.value, "f")))
    return float(max(-5, min(5, more))), float(sum(map(str.isalpha, text)))


def _shape(one: _One, seen: Mapping[str, int]) -> tuple[float, ...]:
    value = one.value.value
    if isinstance(value, Decimal):
        text = format(value, "f")
        whole, _, decimals = text.partition(".")
        noughts = len(whole) - len(whole.rstrip("0"))
        return 0.0, float(sum(map(str.isdigit, whole))), float(len(decimals.rstrip("0"))), float(noughts), 0.0, 0.0, 0.0, 0.0, 0.0
    if not isinstance(value, str):
        return (0.0,) * len(_SHAPE)
    kind = _KINDS.get(one.attribute)
    costs = [word_cost(word, kind) for word in letters_of(value)[:_MOST_WORDS]] if kind else []
    return (
        math.log1p(sum(map(str.isalnum, value))),
        float(sum(map(str.isdigit, value))),
        0.0,
        0.0,
        float(ord(value.upper()[0]) - 64) if len(value) == 1 else 0.0,
        sum(costs) / len(costs) if costs else 0.0,
        max(costs, default=0.0),
        float(min(len(_unknown(_words(value), seen)), 3)),
        float(sum(c not in _USUAL for c in value)),
    )


_MOST_WORDS: Final = 30


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


def words_seen(filing: Filing) -> Counter[str]:
    """In how many texts of the filing each word stands, in small letters."""
    return _counted(v.value for _, _, v in filing.leaves() if isinstance(v.value, str))


def _counted(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in set(_words(text)))


def unknown_words(value: Value[Any], seen: Mapping[str, int]) -> tuple[str, ...]:
    """The words of a text that no list has and that stand nowhere else in the filing; ``seen`` as :func:`words_seen` counts."""
    return _unknown(_words(value.value), seen) if isinstance(value.value, str) else ()


def _unknown(words: list[str], seen: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(word for word in words if seen[word] < _SEEN_TWICE and word not in vocabulary())


_WORD: Final = re.compile(r"[a-z]{3,}")
_SEEN_TWICE: Final = 2


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


WHOLE: Final = (
    "expected wrong values",
    "log of values",
    "least sure value",
    "checks failed",
    "doubt that all are right",
    "asked for and missing",
    "misread letters on the page",
)


def evidence_of_whole(filing: Filing, confidences: Mapping[str, float]) -> list[float]:
    """The numbers of ``WHOLE`` for a filing whose values have these confidences."""
    wrong = sum(1 - c for c in confidences.values())
    failed = sum(c.outcome == "failed" for c in filing.checks)
    least = doubt(min(confidences.values(), default=0.0))
    all_right = sum(math.log(max(c, 0.005)) for c in confidences.values())
    there = {path for path, _, value in filing.leaves() if value.present}
    missing = sum(path not in there for path in asked_for(filing))
    return [
        math.sqrt(wrong),
        math.log1p(len(confidences)),
        least,
        float(min(failed, 5)),
        math.sqrt(-all_right),
        float(min(missing, 5)),
        min(filing.source.noise, 0.1) * 10,
    ]
