"""``extractor evaluate --report``: one page about how much of annotated filings is read right, and how true confidence is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from extractor.evaluation.evaluate import Report
from extractor.report import charts
from extractor.report.bands import disc, percent
from extractor.report.charts import percents
from extractor.report.fields import fields
from extractor.report.html import Html, el, table
from extractor.report.judged import WHERE, Judgements
from extractor.report.measures import MOST_BINS, Bin, auroc, brier, reliability, risk_band, risk_coverage, wilson
from extractor.report.mistakes import errors
from extractor.report.page import page
from extractor.report.panels import Measured, Slice, by, mean, panels, section

_THRESHOLDS: Final = (0.5, 0.75, 0.9, 0.95, 0.97, 0.98, 0.99, 0.995)  # of confidence, each a line of the table
_MOST_PANELS: Final = 12  # of a breakdown, the largest of its parts
_FILING_BINS: Final = 8  # there are fewer filings than values
_BAND_AT: Final = tuple(k / 40 for k in range(1, 41))
_TITLES: Final = {
    "strength": "By strength of damage",
    "engine": "By engine",
    "dialect": "By dialect",
    "edition": "By edition of the form",
    "form": "By form",
}
_NUMBERED: Final = ("strength", "form")  # whose keys are numbers
_PANELS_TOLD: Final = (
    "Left: share right against how sure, as above. Right: share wrong among those accepted against the share accepted; "
    "grey is the curve of all values."
)


def evaluation_page(report: Report, judgements: Judgements, about: Sequence[tuple[str, str]] = ()) -> str:
    """The page; ``about`` has pairs of what else to tell of the evaluation, such as its files."""
    sure = Measured.of(judgements.sure, MOST_BINS)
    shown = [(name, keys) for name in WHERE if len(keys := _keys(report, name)) > 1]
    main = el(
        "main",
        _confidence(sure, len(judgements.filings)),
        _filings(judgements),
        *_breakdowns(report, judgements, sure, shown),
        fields(judgements, sure),
        errors(judgements),
        id="main",
    )
    body = (_header(report, sure, [name for name, _ in shown]), main, _footer(about))
    return page("Evaluation", body, styles=("evaluation.css",))


def _header(report: Report, sure: Measured, breakdowns: Sequence[str]) -> Html:
    count = len(sure.values)
    said, right = mean([v.confidence for v in sure.values]), mean([v.right for v in sure.values])
    claim = f"Of {count:,} values read outside the footnotes {percent(right)} are right; the reader said {percent(said)}."
    figures = (
        (f"{report.all.f1:.3f}", "field F1", f"of {report.all.there:,} values printed"),
        (percents(report.perfect_share), "of filings without an error", f"{report.perfect:,} of {report.filings:,}"),
        (f"{report.row_f1:.3f}", "row F1", "rows with every cell right"),
        (f"{sure.error:.3f}", "calibration error", "between said and so, on average"),
        (f"{sure.auroc:.3f}" if sure.auroc is not None else "–", "AUROC", "right values surer than wrong ones"),
        (sure.accepted, "accepted at 1 % wrong", "with the threshold chosen here"),
    )
    numbers = (el("li", el("strong", number), el("b", name), el("span", told)) for number, name, told in figures)
    links = [("confidence", "Confidence"), *((name, _TITLES[name]) for name in breakdowns)]
    links += [("fields", "By field"), ("errors", "Errors")]
    return el(
        "header",
        el("p", f"{report.filings:,} annotated filings", class_="kicker"),
        el("h1", "How much is read right, and how well that is known"),
        el("p", claim if count else "No values were read.", class_="dek"),
        el("ul", *numbers, class_="numbers"),
        el("nav", *(el("a", name, href=f"#{id_}") for id_, name in links), aria_label="Sections"),
    )


def _confidence(sure: Measured, filings: int) -> Html:
    confidence, right = [v.confidence for v in sure.values], [v.right for v in sure.values]
    band: list[tuple[float, float, float]] = []
    if filings > 1 and confidence:
        risks = risk_band(confidence, right, [v.filing for v in sure.values], _BAND_AT)
        band = [(c, low, high) for c, (low, high) in zip(_BAND_AT, risks, strict=True)]
    told = (
        "Black: accepting the surest values first. Shaded: 95 % of resamples of the filings. "
        "Dotted: if every right value were surer than every wrong one."
    )
    chart = charts.reliability_chart(sure.bins, "values")
    left = el("figure", chart, charts.histogram(confidence, right), _numbers(sure.bins))
    right_side = el(
        "figure",
        el("figcaption", el("h3", "How many can be accepted, and what is wrong with them")),
        charts.risk_chart(sure.curve, band, "values"),
        el("p", told, class_="note"),
        _thresholds(sure),
    )
    return section(
        "confidence",
        "Is it as right as it is sure?",
        "Values in groups of equal size, the least sure first. On the line, what is said is so; below it the reader is too "
        "sure. Bars are 95 % intervals; red where the line is outside. The axes are drawn out towards 100 %.",
        el("div", left, right_side, class_="pair"),
    )


def _thresholds(sure: Measured) -> Html:
    """What each threshold would accept."""
    heads = ("accept from", "accepted", "of all", "wrong", "share wrong", "95 % interval")
    return table(heads, (_threshold(sure, threshold) for threshold in _THRESHOLDS), "plain numeric")


def _threshold(sure: Measured, threshold: float) -> Html:
    accepted = [v for v in sure.values if v.confidence >= threshold]
    wrong = sum(not v.right for v in accepted)
    low, high = wilson(wrong, len(accepted))
    cells = (
        f"{len(accepted):,}",
        percents(len(accepted) / max(1, len(sure.values))),
        f"{wrong:,}",
        percents(wrong / len(accepted)) if accepted else "–",
        f"{percents(low)} – {percents(high)}" if accepted else "–",
    )
    first = el("th", disc(threshold), f" {threshold * 100:g}\u00a0%", scope="row")
    return el("tr", first, *(el("td", cell) for cell in cells))


def _numbers(bins: Sequence[Bin]) -> Html:
    """The numbers behind a reliability diagram."""
    rows = ((f"{b.count:,}", percents(b.confidence), percents(b.right), f"{percents(b.low)} – {percents(b.high)}") for b in bins)
    cells = (el("tr", *(el("td", cell) for cell in row)) for row in rows)
    told = table(("values", "said", "right", "95 % interval"), cells, "plain numeric")
    return el("details", el("summary", "The numbers"), told)


def _filings(judgements: Judgements) -> Html | None:
    confidence, right = [f.confidence for f in judgements.filings], [f.right for f in judgements.filings]
    if not confidence:
        return None
    bins = reliability(confidence, right, _FILING_BINS)
    rate, ranks = mean(right), auroc(confidence, right)
    told = [f"{percents(rate)} of the filings are right in every value; said on average: {percents(mean(confidence))}."]
    told += [f"AUROC {ranks:.3f}."] if ranks is not None else []
    told += [f"Brier score {brier(confidence, right):.3f}; always answering the base rate has {rate * (1 - rate):.3f}."]
    return section(
        "filings",
        "Whole filings",
        " ".join(told),
        el(
            "div",
            el("figure", charts.reliability_chart(bins, "filings", charts.even), _numbers(bins)),
            el(
                "figure",
                el("figcaption", el("h3", "How many filings can be accepted without looking")),
                charts.risk_chart(risk_coverage(confidence, right), [], "filings", charts.FILING_LIMITS),
            ),
            class_="pair",
        ),
    )


def _keys(report: Report, name: str) -> list[str]:
    """The keys of a breakdown, by number or by size."""
    tallies = report.by[name]
    keys = sorted(tallies) if name in _NUMBERED else sorted(tallies, key=lambda key: (-tallies[key].there, key))
    return keys[:_MOST_PANELS]


def _breakdowns(
    report: Report, judgements: Judgements, whole: Measured, shown: Sequence[tuple[str, Sequence[str]]]
) -> Iterator[Html]:
    for number, (name, keys) in enumerate(shown):
        where = [filing.where[name] for filing in judgements.filings]
        of = by(whole.values, lambda v: where[v.filing])  # noqa: B023 - called at once
        parts = [
            Slice(
                f"{name} {key}" if name in _NUMBERED else key,
                report.by[name][key],
                Measured.of(of.get(key, [])),
                where.count(key),
            )
            for key in keys
        ]
        yield section(name, _TITLES[name], "" if number else _PANELS_TOLD, panels(parts, whole))


def _footer(about: Sequence[tuple[str, str]]) -> Html:
    from extractor import __version__

    facts = [f"{name} {value}" for name, value in about if value]
    return el("footer", el("p", " · ".join((*facts, f"section16-extractor {__version__}"))))
