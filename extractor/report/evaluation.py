"""``extractor evaluate --report``: one page about how much of annotated filings is read right, and how true confidence is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from extractor.learning.evaluate import GROUPS, SIDE, Report, Tally
from extractor.report import charts
from extractor.report.bands import disc, percent
from extractor.report.charts import percents
from extractor.report.html import Html, el, join
from extractor.report.judged import NOT_READ, NOT_THERE, WHERE, Judged, Judgements, confusions, surest_errors
from extractor.report.measures import (
    Bin,
    Curve,
    auroc,
    brier,
    calibration_error,
    reliability,
    risk_band,
    risk_coverage,
    wilson,
)
from extractor.report.names import GROUPS as GROUP_NAMES
from extractor.report.names import label
from extractor.report.page import page

K = TypeVar("K")
_THRESHOLDS: Final = (0.5, 0.75, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995)
_MOST_PANELS: Final = 12
_MOST_CONFUSIONS: Final = 40
_MOST_SURE_ERRORS: Final = 20
_LEAST_FOR_DIAGRAM: Final = 20
_LONGEST: Final = 70
_BAND_AT: Final = tuple(k / 40 for k in range(1, 41))
_PANEL_BINS: Final = 8
_WHERE_NAMES: Final = {
    "strength": "By strength of damage",
    "engine": "By engine",
    "dialect": "By dialect",
    "edition": "By edition of the form",
    "form": "By form",
}


@dataclass(frozen=True, slots=True)
class _Sure:
    """Some values, and what is measured on them."""

    values: Sequence[Judged]
    bins: list[Bin]
    curve: Curve
    auroc: float | None

    @classmethod
    def of(cls, values: Sequence[Judged], most: int) -> _Sure:
        confidence, right = [v.confidence for v in values], [v.right for v in values]
        return cls(values, reliability(confidence, right, most), risk_coverage(confidence, right), auroc(confidence, right))

    @property
    def error(self) -> float:
        """Expected calibration error."""
        return calibration_error(self.bins)


def evaluation_page(report: Report, judgements: Judgements, about: Sequence[tuple[str, str]] = ()) -> str:
    """The page; ``about`` has pairs of what else to tell of the evaluation, such as its files."""
    return _Page(report, judgements, about).html()


class _Page:
    def __init__(self, report: Report, judgements: Judgements, about: Sequence[tuple[str, str]]) -> None:
        self.report, self.judgements, self.about = report, judgements, about
        self.sure = _Sure.of(judgements.sure, 15)
        filings = judgements.filings
        self.whole = [f.confidence for f in filings], [f.right for f in filings]

    def html(self) -> str:
        sections = (self._confidence(), self._filings(), *self._breakdowns(), self._fields(), self._errors())
        main = el("main", *(s for s in sections if s), id="main")
        body = (self._header(), main, self._footer())
        return page("Evaluation", body, styles=("evaluation.css",))

    def _header(self) -> Html:
        report, sure = self.report, self.sure
        there, count = report.all.there, len(sure.values)
        said = sum(v.confidence for v in sure.values) / max(1, count)
        right = sum(v.right for v in sure.values) / max(1, count)
        coverage, _ = sure.curve.accepted(charts.LIMITS[0])
        figures = (
            (f"{report.all.f1:.3f}", "field F1", f"of {there:,} values printed"),
            (percents(report.perfect_share), "of filings without an error", f"{report.perfect:,} of {report.filings:,}"),
            (f"{report.row_f1:.3f}", "row F1", "rows with every cell right"),
            (f"{sure.error:.3f}", "calibration error", "between said and so, on average"),
            (f"{sure.auroc:.3f}" if sure.auroc is not None else "–", "AUROC", "right values surer than wrong ones"),
            (percents(coverage), "accepted at 1 % wrong", "with the threshold chosen here"),
        )
        claim = (
            f"Of {count:,} values read outside the footnotes {percent(right)} are right; the reader said {percent(said)}."
            if count
            else "No values were read."
        )
        links = [("confidence", "Confidence"), *((name, _WHERE_NAMES[name]) for name in WHERE if self._keys(name))]
        links += [("fields", "By field"), ("errors", "Errors")]
        return el(
            "header",
            el("p", f"{report.filings:,} annotated filings", class_="kicker"),
            el("h1", "How much is read right, and how well that is known"),
            el("p", claim, class_="dek"),
            el(
                "ul", *(el("li", el("strong", n), el("b", name), el("span", told)) for n, name, told in figures), class_="numbers"
            ),
            el("nav", *(el("a", name, href=f"#{id_}") for id_, name in links), aria_label="Sections"),
        )

    def _confidence(self) -> Html:
        confidence, right = [v.confidence for v in self.sure.values], [v.right for v in self.sure.values]
        band: list[tuple[float, float, float]] = []
        if len(self.judgements.filings) > 1 and confidence:
            units = [v.filing for v in self.sure.values]
            risks = risk_band(confidence, right, units, _BAND_AT)
            band = [(c, low, high) for c, (low, high) in zip(_BAND_AT, risks, strict=True)]
        return _section(
            "confidence",
            "Is it as right as it is sure?",
            "Values in groups of equal size, the least sure first. On the line, what is said is so; below it the reader is too "
            "sure. Bars are 95 % intervals; orange where the line is outside. The axes are drawn out towards 100 %.",
            el(
                "div",
                el(
                    "figure",
                    charts.reliability_chart(self.sure.bins, "values"),
                    charts.histogram(confidence, right),
                    _numbers(self.sure.bins),
                ),
                el(
                    "figure",
                    el("figcaption", el("h3", "How many can be accepted, and what is wrong with them")),
                    charts.risk_chart(self.sure.curve, band, "values"),
                    el(
                        "p",
                        "Black: accepting the surest values first. Shaded: 95 % of resamples of the filings. "
                        "Grey: if every right value were surer than every wrong one.",
                        class_="note",
                    ),
                    self._thresholds(),
                ),
                class_="pair",
            ),
        )

    def _thresholds(self) -> Html:
        """What each threshold would accept."""
        head = (el("th", name, scope="col") for name in ("accept from", "accepted", "of all", "wrong", "share", "95 % interval"))
        return el(
            "table",
            el("thead", el("tr", *head)),
            el("tbody", *(self._threshold(t) for t in _THRESHOLDS)),
            class_="plain numeric",
        )

    def _threshold(self, threshold: float) -> Html:
        accepted = [v for v in self.sure.values if v.confidence >= threshold]
        wrong = sum(not v.right for v in accepted)
        low, high = wilson(wrong, len(accepted))
        cells = (
            f"{len(accepted):,}",
            percents(len(accepted) / max(1, len(self.sure.values))),
            f"{wrong:,}",
            percents(wrong / len(accepted)) if accepted else "–",
            f"{percents(low)} – {percents(high)}" if accepted else "–",
        )
        first = el("th", disc(threshold), f" {threshold * 100:g}\u00a0%", scope="row")
        return el("tr", first, *(el("td", cell) for cell in cells))

    def _filings(self) -> Html | None:
        confidence, right = self.whole
        if not confidence:
            return None
        bins = reliability(confidence, right, 8)
        curve = risk_coverage(confidence, right)
        rate = sum(right) / len(right)
        ranks = auroc(confidence, right)
        told = [f"{percents(rate)} of the filings are right in every value; said on average: {percents(_mean(confidence))}."]
        told += [f"AUROC {ranks:.3f}."] if ranks is not None else []
        told += [f"Brier score {brier(confidence, right):.3f}; always answering the base rate has {rate * (1 - rate):.3f}."]
        return _section(
            "filings",
            "Whole filings",
            " ".join(told),
            el(
                "div",
                el("figure", charts.reliability_chart(bins, "filings", charts.even), _numbers(bins)),
                el(
                    "figure",
                    el("figcaption", el("h3", "How many filings can be accepted without looking")),
                    charts.risk_chart(curve, [], "filings", charts.FILING_LIMITS),
                ),
                class_="pair",
            ),
        )

    # Broken down.

    def _keys(self, name: str) -> list[str]:
        """The keys of a breakdown, by size or by number; none where there is only one."""
        tallies = self.report.by[name]
        by_number = name in ("strength", "form")
        keys = sorted(tallies, key=(lambda k: k) if by_number else lambda k: (-tallies[k].there, k))
        return keys[:_MOST_PANELS] if len(keys) > 1 else []

    def _breakdowns(self) -> Iterator[Html]:
        for number, name in enumerate(WHERE):
            where = [filing.where[name] for filing in self.judgements.filings]
            keys = self._keys(name)
            if keys:
                of = _by(self.sure.values, lambda v, where=where: where[v.filing])  # type: ignore[misc]
                parts = [
                    (key, self.report.by[name][key], _Sure.of(of.get(key, []), _PANEL_BINS), where.count(key)) for key in keys
                ]
                yield _section(
                    name,
                    _WHERE_NAMES[name],
                    _PANELS_TOLD if not number else "",
                    self._panels(parts, name if name in _NAMED else ""),
                )

    def _panels(self, parts: Sequence[tuple[str, Tally, _Sure, int]], name: str = "") -> Html:
        top = charts.top_of([sure.curve for _, _, sure, _ in parts])
        return el("div", *(self._panel(name, *part, top) for part in parts), class_="panels")

    def _panel(self, name: str, key: str, tally: Tally, sure: _Sure, filings: int, top: float) -> Html:
        coverage, _ = sure.curve.accepted(charts.LIMITS[0])
        ranks = f"{sure.auroc:.2f}" if sure.auroc is not None else "–"
        count = f"{filings:,} filings, {len(sure.values):,} values" if filings else f"{len(sure.values):,} values"
        facts = (("F1", f"{tally.f1:.3f}"), ("ECE", f"{sure.error:.3f}"), ("AUROC", ranks))
        facts += (("at 1 % wrong", percents(coverage)),)
        return el(
            "figure",
            el("figcaption", el("h3", f"{name} {key}" if name else key), el("span", count)),
            el(
                "div",
                charts.small_reliability(sure.bins, key),
                charts.small_risk(sure.curve, self.sure.curve, top, key),
                class_="stamps",
            ),
            el("dl", *(part for name, value in facts for part in (el("dt", name), el("dd", value)))),
        )

    def _fields(self) -> Html:
        """A line for each field, and small charts for each part of the form."""
        of = _by(self.judgements.values, lambda v: v.group)
        parts = [(GROUP_NAMES[g], self.report.by["group"][g], _Sure.of([v for v in of[g] if v.is_read], _PANEL_BINS), 0) for g in GROUPS
                 if g in of and g in self.report.by["group"] and g not in SIDE]  # fmt: skip
        most = max((sum(1 for v in some if not v.right) for some in self._by_field().values()), default=1)
        heads = ("field", "printed", "F1", "said and so", "ECE", "AUROC", "risk", "at 1 % wrong", "errors", "")
        return _section(
            "fields",
            "By field",
            "",
            self._panels(parts),
            el(
                "p",
                "Said and so, from 50 to 100 %: the ring is the mean confidence, the dot the share that is right, with its "
                "interval. Risk: share wrong among those accepted against the share accepted. Errors: ",
                join(
                    (_key("misread", "misread"), _key("unread", "not read"), _key("invented", "read where nothing stands")), ", "
                ),
                ".",
                class_="note",
            ),
            el(
                "table",
                el("thead", el("tr", *(el("th", name, scope="col") for name in heads))),
                *(self._group(group, most) for group in GROUPS if group in of),
                class_="plain fields",
            ),
            el("details", el("summary", "Diagrams of every field"), self._panels(self._each_field()), class_="more"),
        )

    def _each_field(self) -> list[tuple[str, Tally, _Sure, int]]:
        """The fields that have enough values for a diagram."""
        parts = []
        for (group, field), values in self._by_field().items():
            sure = [v for v in values if v.is_read]
            if group not in SIDE and len(sure) >= _LEAST_FOR_DIAGRAM:
                parts.append((f"{GROUP_NAMES[group]}: {label(field)}", _tally(values), _Sure.of(sure, _PANEL_BINS), 0))
        return sorted(parts, key=lambda part: -part[1].there)

    def _by_field(self) -> dict[tuple[str, str], list[Judged]]:
        return _by(self.judgements.values, lambda v: (v.group, v.field))

    def _group(self, group: str, most: int) -> Html:
        fields = {field: values for (of, field), values in self._by_field().items() if of == group}
        rows = (self._field(field, fields[field], most) for field in sorted(fields, key=lambda f: (-_there(fields[f]), f)))
        head = el("th", GROUP_NAMES[group], colspan=10, scope="rowgroup")
        return el("tbody", el("tr", head, class_="group"), *rows)

    def _field(self, field: str, values: list[Judged], most: int) -> Html:
        tally = _tally(values)
        sure = [v for v in values if v.is_read and v.group not in SIDE]
        unread, invented = (sum(v.kind == kind for v in values) for kind in (NOT_READ, NOT_THERE))
        misread = sum(not v.right for v in values) - unread - invented
        counts = ((misread, "misread"), (unread, "unread"), (invented, "invented"))
        measured = self._measured(sure) if sure else (None, "", "", None, "")
        told = " + ".join(f"{n}" for n, _ in counts) if any(n for n, _ in counts) else ""
        return el(
            "tr",
            el("th", label(field), scope="row"),
            el("td", f"{tally.there:,}", class_="n"),
            el("td", f"{tally.f1:.3f}", class_="n"),
            el("td", measured[0]),
            *(
                el("td", cell, class_="n" if isinstance(cell, str) and not isinstance(cell, Html) else None)
                for cell in measured[1:]
            ),
            el("td", told, class_="n", title="misread + not read + read where nothing stands" if told else None),
            el("td", charts.stacked(counts, most)),
        )

    def _measured(self, values: list[Judged]) -> tuple[Html | None, str, str, Html | None, str]:
        sure = _Sure.of(values, _PANEL_BINS)
        right = sum(v.right for v in values)
        bell = charts.dumbbell(_mean([v.confidence for v in values]), right / len(values), *wilson(right, len(values)))
        ranks = f"{sure.auroc:.2f}" if sure.auroc is not None else "–"
        line = charts.sparkline(sure.curve, self.sure.curve, charts.top_of([self.sure.curve]))
        return bell, f"{sure.error:.3f}", ranks, line, percents(sure.curve.accepted(charts.LIMITS[0])[0])

    # The errors.

    def _errors(self) -> Html:
        found = confusions(self.judgements.values)
        total = sum(c.count for c in found)
        most = found[0].count if found else 1
        rows = []
        for c in found[:_MOST_CONFUSIONS]:
            examples = (el("li", _pair(printed, read, c.kind), f" ×{n}" if n > 1 else "") for printed, read, n in c.pairs)
            class_ = {NOT_READ: "unread", NOT_THERE: "invented"}.get(c.kind, "misread")
            cells = (
                el("th", f"{GROUP_NAMES[c.group]}: {label(c.field)}", scope="row"),
                el("td", c.kind),
                el("td", f"{c.count:,}", class_="n"),
                el("td", charts.stacked(((c.count, class_),), most, 90)),
                el("td", el("ul", *examples, class_="pairs")),
            )
            rows.append(el("tr", *cells))
        heads = ("field", "what went wrong", "times", "", "stood on the form → was read, most frequent first")
        shown = sum(c.count for c in found[:_MOST_CONFUSIONS])
        return _section(
            "errors",
            "What is taken for what",
            f"{total:,} errors by field and kind; the {len(rows)} most frequent kinds are {percents(shown / max(1, total))} of them.",
            el(
                "table",
                el("thead", el("tr", *(el("th", h, scope="col") for h in heads))),
                el("tbody", *rows),
                class_="plain confusions",
            ),
            el("h2", "Errors that it was sure of", id="h-sure"),
            el("p", "Wrong values, the most confident first: what a threshold would let through.", class_="dek"),
            self._surest(),
        )

    def _surest(self) -> Html:
        heads = ("sure", "field", "stood on the form → was read", "what went wrong", "filing")
        rows = (
            el(
                "tr",
                el("td", disc(v.confidence), " ", percent(v.confidence), class_="sure"),
                el("th", f"{GROUP_NAMES[v.group]}: {label(v.field)}", scope="row"),
                el("td", _pair(v.printed, v.read, v.kind)),
                el("td", v.kind),
                el("td", _cut(self.judgements.filings[v.filing].id), class_="id"),
            )
            for v in surest_errors(self.sure.values, _MOST_SURE_ERRORS)
        )
        return el(
            "table", el("thead", el("tr", *(el("th", h, scope="col") for h in heads))), el("tbody", *rows), class_="plain surest"
        )

    def _footer(self) -> Html:
        from extractor import __version__

        facts = [f"{name} {value}" for name, value in self.about if value]
        return el("footer", el("p", " · ".join((*facts, f"section16-extractor {__version__}"))))


_NAMED: Final = ("strength", "form")  # whose keys are numbers
_PANELS_TOLD: Final = (
    "Left: share right against how sure, as above. Right: share wrong among those accepted against the share accepted; "
    "grey is the curve of all values."
)


def _section(id_: str, title: str, told: str, *parts: object) -> Html:
    head = el("h2", title, id=f"h-{id_}")
    return el("section", head, el("p", told, class_="dek") if told else None, *parts, id=id_, aria_labelledby=f"h-{id_}")


def _numbers(bins: Sequence[Bin]) -> Html:
    """The numbers behind a reliability diagram."""
    heads = el("tr", *(el("th", name, scope="col") for name in ("values", "said", "right", "95 % interval")))
    rows = (
        el(
            "tr",
            *(
                el("td", c)
                for c in (f"{b.count:,}", percents(b.confidence), percents(b.right), f"{percents(b.low)} – {percents(b.high)}")
            ),
        )
        for b in bins
    )
    table = el("table", el("thead", heads), el("tbody", *rows), class_="plain numeric")
    return el("details", el("summary", "The numbers"), table)


def _pair(printed: str, read: str, kind: str) -> Html:
    nothing = el("i", "nothing")
    stood = el("span", _cut(printed)) if printed or kind != NOT_THERE else nothing
    was = el("span", _cut(read)) if read or kind != NOT_READ else nothing
    return el("span", stood, el("span", " → ", class_="to"), was, class_="confused")


def _key(class_: str, words: str) -> Html:
    return el(
        "span", el("svg", el("rect", width=10, height=10, class_=class_), width=10, height=10, aria_hidden="true"), f" {words}"
    )


def _by(values: Sequence[Judged], key: Callable[[Judged], K]) -> dict[K, list[Judged]]:
    found: dict[K, list[Judged]] = {}
    for value in values:
        found.setdefault(key(value), []).append(value)
    return found


def _tally(values: Sequence[Judged]) -> Tally:
    return Tally(sum(v.right for v in values), sum(v.is_read for v in values), sum(v.is_there for v in values))


def _there(values: Sequence[Judged]) -> int:
    return sum(v.is_there for v in values)


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / max(1, len(numbers))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"
