"""What the sections of a page about an evaluation share: values with what is measured on them, and small charts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeVar

from extractor.evaluation.evaluate import Tally
from extractor.report import charts
from extractor.report.charts import percents
from extractor.report.html import Html, el
from extractor.report.judged import JudgedValue
from extractor.report.measures import Bin, Curve, auroc, calibration_error, reliability, risk_coverage

K = TypeVar("K", bound=Hashable)
_FIVE: Final = 5  # which four a row would leave one alone of
FEW_BINS: Final = 8
"""Bins of a small reliability diagram."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Some values, and what is measured on them."""

    values: Sequence[JudgedValue]
    bins: list[Bin]
    curve: Curve
    auroc: float | None

    @classmethod
    def of(cls, values: Sequence[JudgedValue], most_bins: int = FEW_BINS) -> Measured:
        """Measure values that were read."""
        confidence, right = [v.confidence for v in values], [v.right for v in values]
        bins = reliability(confidence, right, most_bins)
        return cls(values, bins, risk_coverage(confidence, right), auroc(confidence, right))

    @property
    def error(self) -> float:
        """Expected calibration error."""
        return calibration_error(self.bins)

    @property
    def ranks(self) -> str:
        """The area under the ROC curve in two digits."""
        return f"{self.auroc:.2f}" if self.auroc is not None else "–"

    @property
    def accepted(self) -> str:
        """How many can be accepted at 1 % wrong."""
        return percents(self.curve.accepted(charts.LIMITS[0])[0])


class Slice(NamedTuple):
    """A part of the values: its name, all of it, what of it has a confidence, and how many filings it has (0: not told)."""

    name: str
    tally: Tally
    sure: Measured
    filings: int = 0


def panels(parts: Sequence[Slice], whole: Measured) -> Html:
    """For each part a stamp of its reliability and one of its risk, before the whole's."""
    top = charts.top_of([part.sure.curve for part in parts])
    return el("div", *(_panel(part, whole, top) for part in parts), class_="panels five" if len(parts) == _FIVE else "panels")


def _panel(part: Slice, whole: Measured, top: float) -> Html:
    sure = part.sure
    count = f"{part.filings:,} filings, {len(sure.values):,} values" if part.filings else f"{len(sure.values):,} values"
    facts = (("F1", f"{part.tally.f1:.3f}"), ("ECE", f"{sure.error:.3f}"), ("AUROC", sure.ranks), ("at 1 % wrong", sure.accepted))
    stamps = (
        charts.small_reliability(sure.bins, part.name),
        charts.small_risk(sure.curve, whole.curve, top, part.name),
    )
    return el(
        "figure",
        el("figcaption", el("h3", part.name), el("span", count)),
        el("div", *stamps, class_="stamps"),
        el("dl", *(cell for name, value in facts for cell in (el("dt", name), el("dd", value)))),
    )


def by(values: Sequence[JudgedValue], key: Callable[[JudgedValue], K]) -> dict[K, list[JudgedValue]]:
    """The values by a key, in their order."""
    found: dict[K, list[JudgedValue]] = {}
    for value in values:
        found.setdefault(key(value), []).append(value)
    return found


def tally_of(values: Sequence[JudgedValue]) -> Tally:
    """How many are right, read and printed."""
    return Tally(sum(v.right for v in values), sum(v.is_read for v in values), sum(v.is_there for v in values))


def mean(numbers: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return sum(numbers) / max(1, len(numbers))


def section(id_: str, title: str, told: str, *parts: object) -> Html:
    """A section under its heading, with a sentence or two on what is to be seen."""
    head = el("h2", title, id=f"h-{id_}")
    return el("section", head, el("p", told, class_="dek") if told else None, *parts, id=id_, aria_labelledby=f"h-{id_}")
