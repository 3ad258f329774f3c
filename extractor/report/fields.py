"""Of a page about an evaluation, the section that has a line for each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from extractor.evaluation.evaluate import GROUPS, SIDE
from extractor.filing.names import label
from extractor.report import charts
from extractor.report.html import Html, el, join
from extractor.report.judged import NOT_READ, NOT_THERE, JudgedValue, Judgements
from extractor.report.measures import wilson
from extractor.report.names import GROUPS as NAMES
from extractor.report.names import full_label
from extractor.report.panels import Measured, Slice, by, mean, panels, section, tally_of

_LEAST_FOR_DIAGRAM: Final = 20  # values of a field, of fewer confidences say little
_HEADS: Final = ("field", "printed", "F1", "said and so", "ECE", "AUROC", "risk", "at 1 % wrong", "errors", "")
_TOLD: Final = (
    "Said and so, from 50 to 100 %: the ring is the mean confidence, the dot the share that is right, with its interval. "
    "Risk: share wrong among those accepted against the share accepted. Errors: "
)
_KEYS: Final = (("misread", "misread"), ("unread", "not read"), ("invented", "read where nothing stands"))
Fields = Mapping[tuple[str, str], Sequence[JudgedValue]]


def fields(judgements: Judgements, whole: Measured) -> Html:
    """The section: small charts for each part of the form, a line for each field, and small charts for each of them."""
    of = by(judgements.values, lambda v: (v.group, v.field))
    groups = by(judgements.values, lambda v: v.group)
    parts = [_part(NAMES[group], groups[group]) for group in GROUPS if group in groups and group not in SIDE]
    each = [_part(full_label(group, field), values) for (group, field), values in of.items() if group not in SIDE]
    each = [part for part in each if len(part.sure.values) >= _LEAST_FOR_DIAGRAM]
    each.sort(key=lambda part: (-part.tally.there, part.name))
    most = max((sum(not v.right for v in values) for values in of.values()), default=1)
    head = el("thead", el("tr", *(el("th", name, scope="col") for name in _HEADS)))
    bodies = (_group(group, of, whole, most) for group in GROUPS if group in groups)
    return section(
        "fields",
        "By field",
        "",
        panels(parts, whole),
        el("p", _TOLD, join((_key(*key) for key in _KEYS), ", "), ".", class_="note"),
        el("table", head, *bodies, class_="plain fields"),
        el("details", el("summary", "Diagrams of every field"), panels(each, whole), class_="more") if each else None,
    )


def _part(name: str, values: Sequence[JudgedValue]) -> Slice:
    return Slice(name, tally_of(values), Measured.of([v for v in values if v.is_read]))


def _group(group: str, of: Fields, whole: Measured, most: int) -> Html:
    mine = {field: values for (g, field), values in of.items() if g == group}
    by_count = sorted(mine, key=lambda field: (-tally_of(mine[field]).there, field))
    head = el("tr", el("th", NAMES[group], colspan=len(_HEADS), scope="rowgroup"), class_="group")
    return el("tbody", head, *(_field(field, mine[field], whole, most) for field in by_count))


def _field(field: str, values: Sequence[JudgedValue], whole: Measured, most: int) -> Html:
    tally = tally_of(values)
    unread, invented = (sum(v.kind == kind for v in values) for kind in (NOT_READ, NOT_THERE))
    counts = (sum(not v.right for v in values) - unread - invented, unread, invented)
    told = " + ".join(map(str, counts)) if any(counts) else ""
    bars = [(count, class_) for count, (class_, _) in zip(counts, _KEYS, strict=True)]
    return el(
        "tr",
        el("th", label(field), scope="row"),
        el("td", f"{tally.there:,}", class_="n"),
        el("td", f"{tally.f1:.3f}", class_="n"),
        *_measured([v for v in values if v.is_read and v.group not in SIDE], whole),
        el("td", told, class_="n", title=" + ".join(name for _, name in _KEYS) if told else None),
        el("td", charts.stacked(bars, most)),
    )


def _measured(values: Sequence[JudgedValue], whole: Measured) -> tuple[Html, ...]:
    """The cells of what is measured on confidences; blank where none are to be had."""
    if not values:
        return (el("td"),) * 5
    sure, right, enough = Measured.of(values), sum(v.right for v in values), len(values) >= _LEAST_FOR_DIAGRAM
    said_and_so = charts.dumbbell(mean([v.confidence for v in values]), right / len(values), *wilson(right, len(values)))
    return (
        el("td", said_and_so),
        el("td", f"{sure.error:.3f}", class_="n"),
        el("td", sure.ranks, class_="n"),
        el("td", charts.sparkline(sure.curve, whole.curve, charts.top_of([whole.curve])) if enough else None),
        el("td", sure.accepted, class_="n"),
    )


def _key(class_: str, words: str) -> Html:
    square = el("svg", el("rect", width=10, height=10, class_=class_), width=10, height=10, aria_hidden="true")
    return el("span", square, f" {words}")
