"""What speaks for and against a value, as numbers for the confidence model."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Any, Final, NamedTuple

from extractor.confidence.glyphs import GLYPHS, Glyphs
from extractor.confidence.parts import (
    NO_COLUMN,
    NO_PART,
    FieldValues,
    One,
    Part,
    columns_of,
    decimals,
    field_of,
    kinds,
    measure,
    name_of,
    part_of,
    parts_of,
    plain_of,
)
from extractor.confidence.shape import READING, SHAPE, counted, doubt, reading_of, shape_of
from extractor.confidence.surroundings import SURROUNDINGS, Surroundings
from extractor.confidence.unread import BESIDE, Unread
from extractor.filing import KIND_PATH, CheckOutcome, Filing, Status, Value
from extractor.filing.forms import form_of
from extractor.form.printed import EDITIONS
from extractor.reconcile.checks.weights import Weights

_PLACE: Final = (
    "field",
    "the same value elsewhere",
    "the same value read elsewhere",
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
    "letter of what goes with it",
    "inferred in its row or box",
    "marks set in its box",
    "decimals more than its column has",
    "days from the signature",
)
_CHECKS: Final = (
    "weight of the checks that passed",
    "most that a check that passed weighs",
    "checks that passed",
    "weight of the checks that passed and in which all else was read",
    "weight of the checks that failed",
    "most that a check that failed weighs",
    "checks that failed",
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
EVIDENCE: Final = (*READING, *SHAPE, *GLYPHS, *SURROUNDINGS, *BESIDE, *_PLACE, *_CHECKS, *_PAGE)
"""What is known of a value that was read."""
FIELD: Final = EVIDENCE.index("field")
BLANK: Final = (
    "field",
    "a transaction",
    "doubt of the rest of its row or box",
    "values in its row or box",
    "lacking in its row",
    "share of its like that have it",
    "rows, owners or signatures of its kind",
    "other readings",
    "letters where it was sought",
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


@dataclass(frozen=True, slots=True)
class Evidence:
    """What there is in a filing for and against its values."""

    filed: Sequence[One]
    blank: Sequence[One]
    """Leaves of which nothing was read."""
    around: Surroundings
    glyphs: Glyphs
    unread: Unread
    page: tuple[float, ...]
    look: tuple[float, ...]
    failed: Mapping[str, Weighed]
    """What the failed checks of each value weigh."""
    passed: Mapping[str, Weighed]
    beside: Mapping[str, int]
    """Failed checks of each part."""
    failures: int
    period: date | None
    signed: date | None
    values: Mapping[Any, int]
    read: Mapping[Any, int]
    """How often each value was read as it stands."""
    words: Mapping[str, int]
    parts: Mapping[str, Part]
    counts: Mapping[str, int]
    """How many parts of one name there are."""
    columns: Mapping[tuple[str, str], FieldValues]

    @classmethod
    def of(cls, filing: Filing, text: str, weights: Weights) -> Evidence:
        """Gather it.

        Args:
            filing: with the confidences of its readings.
            text: what it was read from.
            weights: how much each check says; see :mod:`extractor.reconcile.checks.weights`.
        """
        leaves = [
            One(p, leaf.attribute, leaf.path, part_of(p), v, plain_of(v.value))
            for p, leaf, v in filing.leaves()
            if leaf is not None
        ]
        values = [*(one for one in leaves if one.value.value is not None), *kinds(filing)]
        plain = [one for one in values if one.attribute != KIND_PATH]
        changed = frozenset(one.path for one in plain if one.value.status is not Status.READ)
        around = Surroundings(text)
        unread = Unread(filing, around)
        parts = parts_of(filing, plain, unread)
        return cls(
            filed=values,
            blank=[one for one in leaves if not one.value.present],
            around=around,
            glyphs=Glyphs(text),
            unread=unread,
            page=_page(filing, plain, parts, unread.share),
            look=_look(filing),
            failed=_weighed(filing, CheckOutcome.FAILED, {id: counts.failed for id, counts in weights.items()}, changed),
            passed=_weighed(filing, CheckOutcome.PASSED, {id: counts.passed for id, counts in weights.items()}, changed),
            beside=Counter(part_of(p) for c in filing.checks if c.outcome is CheckOutcome.FAILED for p in c.paths),
            failures=sum(c.outcome is CheckOutcome.FAILED for c in filing.checks),
            period=filing.period_of_report.value,
            signed=filing.last_signed,
            values=Counter(one.plain for one in plain),
            read=Counter(one.plain for one in plain if one.value.status is Status.READ),
            words=counted(_texts(filing, plain)),
            parts=parts,
            counts=Counter(name_of(part) for part in parts),
            columns=columns_of(plain),
        )

    def of_values(self) -> dict[str, list[float]]:
        """For the path of each value that is there, and of each row's kind, the numbers of ``EVIDENCE``."""
        return {one.path: [*self._alone(one), *self._place(one), *self._checks(one), *self.page] for one in self.filed}

    def of_blanks(self) -> dict[str, list[float]]:
        """For the path of each leaf that is missing, the numbers of ``BLANK``."""
        return {one.path: [*self._gap(one), *self.page, *self.look] for one in self.blank}

    def _alone(self, one: One) -> tuple[float, ...]:
        part = self.parts.get(one.part, NO_PART)
        return (
            *reading_of(one.value),
            *shape_of(one.value.value, one.attribute, self.words),
            *self.glyphs.of(one.value),
            *self.around.of(one.value),
            *self.unread.beside(one.value),
            part.unread,
        )

    def _gap(self, one: One) -> tuple[float, ...]:
        part, name = self.parts.get(one.part, NO_PART), name_of(one.part)
        alike = max(1, self.counts[name])
        return (
            field_of(one),
            float(part.transaction),
            sum(part.doubts) / len(part.doubts) if part.doubts else _ALONE,
            float(len(part.doubts)),
            float(part.lacking),
            self.columns[name, one.attribute].count / alike if (name, one.attribute) in self.columns else 0.0,
            float(alike),
            float(min(len(one.value.alternatives), 3)),
            float(min(sum(map(str.isalnum, chain.from_iterable(s.text for s in one.value.sources))), _MANY)),
        )

    def _place(self, one: One) -> tuple[float, ...]:
        part, own = self.parts.get(one.part, NO_PART), doubt(one.value.confidence)
        rest = list(part.doubts)
        if one.attribute != KIND_PATH:
            rest.remove(own)
        name = name_of(one.part)
        column = self.columns.get((name, one.attribute), NO_COLUMN)
        others = column.count - 1
        return (
            field_of(one),
            float(min(max(0, self.values[one.plain] - 1), 4)),
            float(min(self.read[one.plain] - (one.value.status is Status.READ and one.attribute != KIND_PATH), 4)),
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
            _letter(part.values.get(_WITH.get(one.attribute, ""))),
            float(part.inferred - (one.value.status is Status.INFERRED)),
            float(part.marks),
            _more_decimals(one.value.value, column.decimals),
            _days(one.value.value, self.signed),
        )

    def _checks(self, one: One) -> tuple[float, ...]:
        weighed = (*self.passed.get(one.path, _UNCHECKED), *self.failed.get(one.path, _UNCHECKED)[:-1])
        return (*weighed, *(float(min(n, 3)) for n in (self.beside[one.part], self.failures)))


def _page(filing: Filing, plain: Sequence[One], parts: Mapping[str, Part], unread: float) -> tuple[float, ...]:
    """The numbers of ``_PAGE``. ``unread``: share of the page's letters."""
    count = max(1, len(plain))
    return (
        sum(sum(part.doubts) for part in parts.values()) / count,
        sum(one.value.status is not Status.READ for one in plain) / count,
        filing.source.noise,
        float(filing.source.captions),
        unread,
        math.log1p(len(plain)),
    )


def _look(filing: Filing) -> tuple[float, ...]:
    """The numbers of ``_LOOK``."""
    source = filing.source
    dialect = _index(_DIALECTS, _LIKE.get(source.dialect, source.dialect))
    return dialect, _index(_EDITIONS, source.edition), float(form_of(filing) or 0)


def _texts(filing: Filing, plain: Sequence[One]) -> list[str]:
    """What of a filing is words: texts and footnotes."""
    texts = [one.value.value for one in plain if isinstance(one.value.value, str)]
    return [*texts, *(note.text.value or "" for note in filing.footnotes)]


class Weighed(NamedTuple):
    """What the checks of a value that ended alike weigh, in nats: together, and the one that weighs most; how many there are; and
    what those weigh in which all other values stand on the page as they are: what was made to agree confirms nothing.
    """

    together: float = 0.0
    most: float = 0.0
    checks: float = 0.0
    read: float = 0.0

    def and_one(self, weight: float, read: bool) -> Weighed:
        """The same with one more; whether all else in it was read."""
        return Weighed(self.together + weight, max(self.most, abs(weight)), self.checks + 1, self.read + weight * read)


_UNCHECKED: Final = Weighed()


def _weighed(filing: Filing, outcome: CheckOutcome, weights: Mapping[str, float], changed: frozenset[str]) -> dict[str, Weighed]:
    """For the path of each value that checks compared with this outcome, what they weigh."""
    found: dict[str, Weighed] = {}
    for check in filing.checks:
        if check.outcome is outcome:
            unread = sum(path in changed for path in check.paths)
            for path in check.paths:
                read = unread == (path in changed)
                found[path] = found.get(path, _UNCHECKED).and_one(weights.get(check.id, 0.0), read)
    return found


def _with(one: One, part: Part) -> tuple[float, float]:
    """The doubt of what goes with a value, and whether that was read, repaired or inferred."""
    value = part.values.get(_WITH.get(one.attribute, ""))
    if value is None or value.status not in _HOW:
        return _NOT_THERE, -1.0
    return doubt(value.confidence), float(_HOW.index(value.status))


_NOT_THERE: Final = 9.0  # above any doubt
_MANY: Final = 12  # letters and digits as good as any number of them
_ALONE: Final = -3.0  # doubt of the rest where there is none: about the usual


def _index(known: Sequence[str], name: str) -> float:
    return float(known.index(name)) if name in known else -1.0


def _distance(value: Any, middle: float | None) -> float:
    """How far an amount or a date is from the median of its column: in powers of ten, or the logarithm of days."""
    own = measure(value)
    if own is None or middle is None:
        return 0.0
    return math.log1p(abs(own - middle)) if isinstance(value, date) else own - middle


def _more_decimals(value: Any, usual: float | None) -> float:
    """How many decimals more an amount has than the median of its column."""
    return decimals(value) - usual if isinstance(value, Decimal) and usual is not None else 0.0


def _letter(value: Value[Any] | None) -> float:
    """Which letter of the alphabet a code is."""
    return float(ord(value.value[0].upper()[0]) - 64) if value and isinstance(value.value, str) and len(value.value) == 1 else 0.0


def _days(value: Any, other: date | None) -> float:
    """The logarithm of the days between a date and another, negative before it."""
    if not isinstance(value, date) or other is None:
        return 0.0
    days = (value - other).days
    return math.copysign(math.log1p(abs(days)), days)
