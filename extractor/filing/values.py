"""A value read from a filing, with everything a reviewer needs to judge it."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Generic, TypeVar

T = TypeVar("T")
UNREAD_MARK: Final = "F?"
"""A footnote mark of which only the place is known, and behind it the glyph that stands there; none is left in a finished
filing."""


def is_unread(mark: str) -> bool:
    """Whether a footnote mark is illegible (:data:`UNREAD_MARK`)."""
    return mark.startswith(UNREAD_MARK)


class Status(enum.StrEnum):
    """How a value came about."""

    READ = "read"
    """The characters as they stand; joining cut pieces, digit grouping, case and date format are still reading."""
    REPAIRED = "repaired"
    """A character was added, dropped or changed: a doubled digit, ``S`` for ``$``, a lost digit."""
    INFERRED = "inferred"
    """No text of its own: taken from neighbours, from a title, or implied by another field."""
    MISSING = "missing"
    """Not on the page, or nothing of it is left."""


class Hint(enum.StrEnum):
    """A reason that later steps ask for, in its words; it holds until the value becomes another."""

    LEADING_LOST = "a leading digit seems lost"
    DIGIT_LOST = "a digit seems lost"
    UNGROUPED = "digits out of their groups"
    POINT_LOST = "a point seems lost"
    POINT = "the point is a comma"
    RAISED = "a digit too many is a footnote mark"
    MISREAD = "a digit of the date is misread"
    LETTERS = "letters read as digits"
    FRAGMENTS = "put together from fragments"
    YEAR_TAKEN = "year taken from the filing's other dates"
    MONTH_ALONE = "month and year alone"
    TWICE = "stands twice on the form"
    BALANCE = "the running balance tells it"


@dataclass(frozen=True, slots=True)
class Source:
    """A stretch of the original text: ``text == original[start:end]``, offsets in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Alternative(Generic[T]):
    """A reading that was considered and not chosen."""

    value: T
    confidence: float


@dataclass(frozen=True, slots=True)
class AsReported(Generic[T]):
    """What a leaf was as read, before the filing corrected itself: its value and its footnotes."""

    value: T | None = None
    footnotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value(Generic[T]):
    """One leaf of the ownership document.

    ``confidence`` is the probability in [0, 1] that ``value`` equals what the form shows; for a missing value, that the
    form is blank there. ``footnotes`` are ids such as ``"F1"``; a value may consist of nothing else. ``reported`` is set where
    reconciliation changed value or footnotes; :attr:`as_reported` is there always. ``footnote_confidences``: for each of
    ``footnotes`` the probability that the form refers to it there; empty until that is known. ``hints`` are for the steps that
    correct a filing, and are not written anywhere: ``reasons`` say the same.
    """

    value: T | None = None
    status: Status = Status.MISSING
    confidence: float = 0.0
    sources: tuple[Source, ...] = ()
    footnotes: tuple[str, ...] = ()
    alternatives: tuple[Alternative[T], ...] = ()
    reasons: tuple[str, ...] = ()
    reported: AsReported[T] | None = None
    footnote_confidences: tuple[float, ...] = ()
    hints: frozenset[Hint] = frozenset()

    @property
    def as_reported(self) -> AsReported[T]:
        """The value and its footnotes before the filing corrected itself."""
        return self.reported or AsReported(self.value, self.footnotes)

    @property
    def text(self) -> str:
        """What stands in the source, pieces joined by a space."""
        return " ".join(s.text for s in self.sources)

    @property
    def present(self) -> bool:
        """Whether there is a value or at least a footnote in its place."""
        return self.value is not None or bool(self.footnotes)

    def with_confidence(self, confidence: float) -> Value[T]:
        """The same value, as sure as that; faster than ``dataclasses.replace``, for a filing has many values."""
        return Value(
            self.value,
            self.status,
            confidence,
            self.sources,
            self.footnotes,
            self.alternatives,
            self.reasons,
            self.reported,
            self.footnote_confidences,
            self.hints,
        )

    def because(self, *reasons: str) -> Value[T]:
        """The same value with further reasons, each once, and the hints among them."""
        if not reasons:
            return self
        told = tuple(dict.fromkeys((*self.reasons, *map(str, reasons))))
        return replace(self, reasons=told, hints=self.hints.union(r for r in reasons if isinstance(r, Hint)))


def sources_at(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Source, ...]:
    """Sources for ``(start, end)`` pairs of offsets into ``text``."""
    return tuple(Source(start, end, text[start:end]) for start, end in spans)
