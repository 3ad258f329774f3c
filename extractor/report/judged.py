"""What a page about an evaluation is drawn from: each value with its confidence and whether it is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import ne
from typing import Any, Final, NamedTuple

from rapidfuzz import fuzz

from extractor.annotations.gold import gold_filing
from extractor.annotations.record import Annotation
from extractor.evaluation.compare import Outcome, outcomes, plain
from extractor.evaluation.evaluate import SIDE
from extractor.filing import Filing, LeafType
from extractor.report.names import shown

WHERE: Final = ("strength", "engine", "dialect", "edition", "form")
"""What annotations tell of a text, and values are broken down by."""
NOT_READ, NOT_THERE = "not read", "nothing stands there"
_MISSPELT: Final = 80.0  # likeness in percent from which a text is the same, misread


class JudgedValue(NamedTuple):
    """A value as read or as printed; ``filing`` is the number of its filing. Errors have ``kind``, what went wrong."""

    filing: int
    confidence: float
    right: bool
    is_read: bool
    is_there: bool
    group: str
    field: str
    kind: str = ""
    read: str = ""
    printed: str = ""


class JudgedFiling(NamedTuple):
    """A filing: its id, where it comes from, its confidence, and whether every value outside the footnotes is right."""

    id: str
    where: dict[str, str]
    confidence: float
    right: bool


@dataclass(slots=True)
class Judgements:
    """All values and filings of an evaluation."""

    values: list[JudgedValue] = field(default_factory=list)
    filings: list[JudgedFiling] = field(default_factory=list)

    def seen(self, pairs: Iterable[tuple[Annotation, Filing]]) -> Iterator[tuple[Annotation, Filing]]:
        """The same pairs, each judged as it passes."""
        for annotation, filing in pairs:
            self.add(annotation, filing)
            yield annotation, filing

    def add(self, annotation: Annotation, filing: Filing) -> None:
        """Judge a filing; raises :class:`extractor.errors.AnnotationError` for gold that describes no filing."""
        found = list(outcomes(filing, gold_filing(annotation)))
        number = len(self.filings)
        self.values += [_judged(number, outcome) for outcome in found]
        right = all(outcome.right for outcome in found if outcome.group not in SIDE)
        where = {name: str(getattr(annotation, name) or "?") for name in WHERE}
        self.filings.append(JudgedFiling(annotation.id, where, filing.confidence, right))

    @property
    def sure(self) -> list[JudgedValue]:
        """The values that have a calibrated confidence: what was read, outside the footnotes and their marks."""
        return [v for v in self.values if v.is_read and v.group not in SIDE]


def _judged(number: int, outcome: Outcome) -> JudgedValue:
    confidence = outcome.read.confidence if outcome.read is not None else 0.0
    told = ("", "", "") if outcome.right else (mistake(outcome), _text(outcome, True), _text(outcome, False))
    return JudgedValue(number, confidence, outcome.right, outcome.is_read, outcome.is_there, outcome.group, outcome.field, *told)


def _text(outcome: Outcome, read: bool) -> str:
    value, is_there = (outcome.read, outcome.is_read) if read else (outcome.printed, outcome.is_there)
    if value is None or not is_there:
        return ""
    if outcome.mark:
        return f"({outcome.mark.removeprefix('F')})"
    return shown(value.value, LeafType.AMOUNT if isinstance(value.value, Decimal) else None)


def mistake(outcome: Outcome) -> str:
    """What went wrong with a value, in words."""
    if not outcome.is_read or outcome.read is None:
        return NOT_READ
    if not outcome.is_there or outcome.printed is None:
        return NOT_THERE
    read, printed = outcome.read.value, outcome.printed.value
    if isinstance(read, Decimal) and isinstance(printed, Decimal):
        return _of_amounts(read, printed)
    if isinstance(read, date) and isinstance(printed, date):
        return _of_dates(read, printed)
    return _of_texts(str(plain(read)), str(plain(printed)))


def _of_amounts(read: Decimal, printed: Decimal) -> str:
    mine, theirs = (re.sub(r"\D", "", f"{n.normalize():f}") for n in (read, printed))
    if mine.strip("0") == theirs.strip("0"):
        return "decimal point or noughts"
    if len(mine) == len(theirs):
        return "a digit misread" if sum(map(ne, mine, theirs)) == 1 else "another number"
    return "digits lost" if _within(mine, theirs) else "digits added" if _within(theirs, mine) else "another number"


def _within(some: str, more: str) -> bool:
    """Whether the characters of the one stand in the other in their order."""
    rest = iter(more)
    return bool(some) and all(c in rest for c in some)


def _of_dates(read: date, printed: date) -> str:
    parts = [name for name in ("year", "month", "day") if getattr(read, name) != getattr(printed, name)]
    return f"another {parts[0]}" if len(parts) == 1 else "another date"


def _of_texts(read: str, printed: str) -> str:
    if min(len(read), len(printed)) <= _LONGEST_CODE:
        return "another code" if max(len(read), len(printed)) <= _LONGEST_CODE else "another text"
    if read in printed or printed in read:
        return "part of it" if len(read) < len(printed) else "more than it"
    if fuzz.ratio(read, printed) < _MISSPELT:
        return "another text"
    return "digits misread" if printed.isdigit() else "letters misread"


_LONGEST_CODE: Final = 2  # letters


class Confusion(NamedTuple):
    """Errors of one kind in one field: how many, and the most frequent pairs of what stood there and what was read."""

    field: str
    group: str
    kind: str
    times: int
    pairs: tuple[tuple[str, str, int], ...]


def confusions(values: Iterable[JudgedValue], pairs: int = 3) -> list[Confusion]:
    """The errors by field and kind, the most frequent first."""
    found: dict[tuple[str, str, str], dict[tuple[str, str], int]] = {}
    for value in values:
        if not value.right:
            of = found.setdefault((value.group, value.field, value.kind), {})
            of[value.printed, value.read] = of.get((value.printed, value.read), 0) + 1
    told = [
        Confusion(name, group, kind, sum(of.values()), tuple((*pair, n) for pair, n in _most(of)[:pairs]))
        for (group, name, kind), of in found.items()
    ]
    return sorted(told, key=lambda c: (-c.times, c.group, c.field, c.kind))


def _most(counts: dict[Any, int]) -> list[tuple[Any, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def surest_errors(values: Iterable[JudgedValue], most: int) -> list[JudgedValue]:
    """The wrong values that were taken for right with the most confidence."""
    wrong = [v for v in values if v.is_read and not v.right]
    return sorted(wrong, key=lambda v: (-v.confidence, v.filing, v.group, v.field))[:most]
