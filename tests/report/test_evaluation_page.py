"""What confidences are measured by, and the page that `extractor evaluate --report` writes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_report import HOSTILE, check_links, open_in_browser, parsed, section, words
from typer.testing import CliRunner

from extractor.annotations.gold import gold_of
from extractor.annotations.io import write_annotations
from extractor.annotations.record import Annotation
from extractor.cli.main import app
from extractor.evaluation.compare import Outcome
from extractor.evaluation.evaluate import evaluate
from extractor.filing import Filing, Footnote, Issuer, Row, RowKind, Status, Value
from extractor.report.charts import percents
from extractor.report.evaluation import evaluation_page
from extractor.report.judged import Judgements, confusions, mistake, surest_errors
from extractor.report.measures import auroc, brier, calibration_error, reliability, risk_band, risk_coverage, wilson

__all__ = ["open_in_browser"]

confidences = st.lists(st.tuples(st.sampled_from([k / 20 for k in range(21)]), st.booleans()), min_size=1, max_size=80)


def split(pairs: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [c for c, _ in pairs], [ok for _, ok in pairs]


def cells(row: Any) -> str:
    return " ".join(told for cell in row if (told := words(cell)))


def test_intervals_are_those_of_wilson() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)


@settings(deadline=None)  # the first call imports scikit-learn
@given(confidences)
def test_the_area_under_the_curve_is_that_of_scikit_learn(pairs: list[tuple[float, bool]]) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    confidence, right = split(pairs)
    if len(set(right)) < 2:
        assert auroc(confidence, right) is None
    else:
        assert auroc(confidence, right) == pytest.approx(metrics.roc_auc_score(right, confidence))
    assert brier(confidence, right) == pytest.approx(float(np.mean((np.array(confidence) - right) ** 2)))


@given(confidences, st.floats(0, 1))
def test_what_is_accepted_is_as_good_as_it_is_said_to_be(pairs: list[tuple[float, bool]], risk: float) -> None:
    confidence, right = split(pairs)
    coverage, threshold = risk_coverage(confidence, right).accepted(risk)
    accepted = [ok for c, ok in pairs if c >= threshold]
    if coverage:
        assert coverage == pytest.approx(len(accepted) / len(pairs))
        assert accepted.count(False) / len(accepted) <= risk
    for other in set(confidence):
        more = [ok for c, ok in pairs if c >= other]
        assert len(more) / len(pairs) <= coverage + 1e-9 or more.count(False) / len(more) > risk


@given(confidences)
def test_every_value_is_in_one_bin(pairs: list[tuple[float, bool]]) -> None:
    confidence, right = split(pairs)
    bins = reliability(confidence, right)
    assert sum(b.count for b in bins) == len(pairs)
    assert sum(b.right * b.count for b in bins) == pytest.approx(sum(right))
    assert all(b.low <= b.right <= b.high for b in bins)
    assert [b.confidence for b in bins] == sorted(b.confidence for b in bins)
    assert 0 <= calibration_error(bins) <= 1


def test_what_is_as_right_as_it_is_sure_has_no_error() -> None:
    draw = random.Random(1)
    sure = [draw.random() for _ in range(20_000)]
    true = [draw.random() < c for c in sure]
    assert calibration_error(reliability(sure, true)) < 0.02
    assert calibration_error(reliability([min(1, c + 0.2) for c in sure], true)) > 0.15


def test_resampled_filings_give_the_same_band_each_time() -> None:
    sure, right, unit = [0.9, 0.8, 0.7, 0.6] * 10, [True, True, True, False] * 10, [n // 4 for n in range(40)]
    band = risk_band(sure, right, unit, (0.5, 1.0))
    assert band == risk_band(sure, right, unit, (0.5, 1.0))
    assert band == [(0.0, 0.0), (0.25, 0.25)]  # every filing is like the others


def test_nothing_can_be_measured_of_nothing() -> None:
    assert reliability([], []) == []
    assert risk_coverage([], []).accepted(0.1) == (0.0, 1.0)
    assert calibration_error([]) == 0


@pytest.mark.parametrize(
    ("printed", "read", "told"),
    [
        (Decimal("6000"), Decimal("60000"), "decimal point or noughts"),
        (Decimal("13534"), Decimal("1353"), "digits lost"),
        (Decimal("1353"), Decimal("13534"), "digits added"),
        (Decimal("13534"), Decimal("13584"), "a digit misread"),
        (Decimal("2000"), Decimal("2900"), "a digit misread"),
        (Decimal("7.5"), Decimal("75.00"), "decimal point or noughts"),
        (Decimal("13534"), Decimal("220"), "another number"),
        (date(2001, 3, 2), date(2001, 3, 12), "another day"),
        (date(2001, 3, 2), date(1999, 5, 2), "another date"),
        ("P", "S", "another code"),
        ("Common Stock", "Common", "part of it"),
        ("Common", "Common Stock", "more than it"),
        ("Common Stock", "Cormmon Stock", "letters misread"),
        ("03082", "03062", "digits misread"),
        ("Common Stock", "Warrants of Class B", "another text"),
        ("Common Stock", None, "not read"),
        (None, "Common Stock", "nothing stands there"),
    ],
)
def test_errors_are_told_by_what_went_wrong(printed: Any, read: Any, told: str) -> None:
    assert mistake(Outcome("p", Value(read), Value(printed), False, "table1", "f")) == told


def filing(shares: int, confidence: float, code: str = "P", title: str = "Common Stock") -> Filing:
    def value(x: Any, sure: float = 0.95) -> Value[Any]:
        return Value(x, Status.READ, sure)

    row = Row(
        kind=RowKind.NON_DERIVATIVE_TRANSACTION,
        confidence=0.99,
        security_title=value(title),
        transaction_code=value(code, 0.9),
        transaction_shares=value(Decimal(shares), confidence),
    )
    notes = (Footnote(id="F1", text=value("Bought on the market by the spouse of Ada Qvist.")),)
    issuer = Issuer(issuer_name=value("Zorblat Inc"))
    return Filing(document_type=value("4"), issuer=issuer, non_derivative_table=(row,), footnotes=notes, confidence=confidence)


def pairs() -> Iterator[tuple[Annotation, Filing]]:
    """Filings of two strengths; on the stronger damage a third of the numbers have lost a digit, one of them unnoticed."""
    for n in range(30):
        printed, strong = filing(13_530 + n, 1.0), n % 2 == 1
        lost = strong and n % 3 == 0
        read = filing((13_530 + n) // 10 if lost else 13_530 + n, 0.999 if n == 9 else 0.6 if strong else 0.98)
        where = {"engine": "tesseract-6", "dialect": "grid", "strength": str(int(strong)), "edition": "old", "form": "4"}
        yield Annotation(id=f"a{n}", text="", gold=gold_of(printed), **where), read


@pytest.fixture(scope="module")
def document() -> Any:
    judgements = Judgements()
    report = evaluate(judgements.seen(pairs()))
    return parsed(evaluation_page(report, judgements, (("Annotations", "a.jsonl"),)))


def test_the_page_begins_with_the_figures(document: Any) -> None:
    check_links(document)
    figures = {words(li[1]): words(li[0]) for li in document.xpath("//header//li")}
    assert figures["of filings without an error"] == "83 %"
    assert float(figures["field F1"]) == pytest.approx(2 * 205 / 420, abs=0.001)
    assert "30 annotated filings" in words(document.xpath("//header")[0])
    assert "Annotations a.jsonl" in words(document.xpath("//footer")[0])


def test_each_strength_has_its_diagrams(document: Any) -> None:
    panels = section(document, "strength").xpath(".//figure")
    assert [words(p.find(".//h3")) for p in panels] == ["strength 0", "strength 1"]
    assert all(len(p.xpath(".//svg[@role='img' and @aria-label]")) == 2 for p in panels)
    assert [p.xpath(".//dd/text()")[3].replace("\u00a0", " ") for p in panels] == ["100 %", "0 %"]
    assert not document.xpath("//section[@id='engine']")  # there is only one


def test_each_field_has_its_line(document: Any) -> None:
    rows = [cells(row) for row in section(document, "fields").xpath(".//table[contains(@class, 'fields')]/tbody/tr")]
    (shares,) = (row for row in rows if row.startswith("shares"))
    assert shares.startswith("shares 30 0.833")
    assert shares.endswith("5 + 0 + 0")
    assert {"Header", "Table I", "Footnotes"} <= set(rows)


def test_the_largest_errors_are_told_with_what_stood_there_and_how_often(document: Any) -> None:
    errors = section(document, "errors")
    (confusion,) = (cells(row) for row in errors.xpath(".//table[contains(@class, 'confusions')]/tbody/tr"))
    assert confusion.startswith("Table I: shares digits lost 5")
    assert "13,533 → 1,353" in confusion
    sure, *_ = (cells(row) for row in errors.xpath(".//table[contains(@class, 'surest')]/tbody/tr"))
    assert sure == "99.9 % Table I: shares 13,539 → 1,353 digits lost a9"


def test_every_drawing_is_told_in_words(document: Any) -> None:
    for svg in document.xpath("//main//svg"):
        assert svg.get("aria-hidden") == "true" or svg.get("aria-label")


def test_not_quite_all_is_not_all() -> None:
    shown = [percents(share).replace("\u00a0", " ") for share in (0, 0.0001, 0.005, 0.01, 0.5, 0.984, 0.9996, 1)]
    assert shown == ["0 %", "<0.1 %", "0.5 %", "1 %", "50 %", "98.4 %", ">99.9 %", "100 %"]


def test_rows_have_their_own_confidence() -> None:
    judgements = Judgements()
    judgements.add(*next(pairs()))
    (kind,) = (v for v in judgements.values if v.field == "kind")
    assert (kind.right, kind.confidence) == (True, 0.99)


def test_equal_confusions_are_counted_together() -> None:
    judgements = Judgements()
    for n in range(4):
        annotation, read = filing(100, 1.0), filing(100, 0.9, "S" if n else "X")
        judgements.add(Annotation(id=str(n), text="", gold=gold_of(annotation)), read)
    (found,) = confusions(judgements.values)
    assert (found.kind, found.times, found.pairs) == ("another code", 4, (("P", "S", 3), ("P", "X", 1)))
    assert [v.read for v in surest_errors(judgements.values, 2)] == ["X", "S"]


def test_a_page_of_nothing_is_a_page() -> None:
    judgements = Judgements()
    check_links(parsed(evaluation_page(evaluate(judgements.seen([])), judgements)))
    blank = Annotation(id="a", text="", gold=gold_of(filing(1, 1.0)))
    document = parsed(evaluation_page(evaluate(judgements.seen([(blank, Filing())])), judgements))
    check_links(document)
    assert "No values were read" in words(document)


def test_hostile_values_stay_text() -> None:
    annotation = Annotation(id=HOSTILE, text="", gold=gold_of(filing(1, 1.0)), engine=HOSTILE, dialect="grid")
    other = replace(annotation, engine="b")
    judgements = Judgements()
    read = filing(1, 0.9, title=HOSTILE)
    page = evaluation_page(evaluate(judgements.seen([(annotation, read), (other, read)])), judgements, (("model", HOSTILE),))
    page.encode()
    document = parsed(page)
    check_links(document)
    assert not document.xpath("//script | //img | //@onerror")
    assert "alert(1)" in words(section(document, "engine"))


def test_many_errors_make_no_endless_page() -> None:
    judgements = Judgements()
    sized = []
    for count in (40, 400):
        some = [
            (Annotation(id=str(n), text="", gold=gold_of(filing(n, 1.0, title=f"x{n}" * 50))), filing(n * 7, 0.9))
            for n in range(count)
        ]
        judgements = Judgements()
        sized.append(len(evaluation_page(evaluate(judgements.seen(some)), judgements)))
    assert sized[1] < 1.5 * sized[0]


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    annotations = tmp_path / "annotations.jsonl"
    text = "FORM 4\n\tCommon Stock\t01/02/2001\tP\t\t100\tA\t\t100\tD\n"
    write_annotations(annotations, [Annotation(id="a", text=text, gold=gold_of(filing(100, 1.0)), split="test")])
    result = CliRunner().invoke(app, ["evaluate", str(annotations), "--jobs", "1", "--report", str(tmp_path / "new")])
    assert result.exit_code == 0, result.output
    document = parsed((tmp_path / "new" / "evaluation.html").read_text("utf-8"))
    check_links(document)
    assert "annotations.jsonl" in words(document.xpath("//footer")[0])


def test_a_browser_draws_it_and_complains_of_nothing(open_in_browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "evaluation.html"
    judgements = Judgements()
    path.write_text(evaluation_page(evaluate(judgements.seen(pairs())), judgements), "utf-8")
    document, console = open_in_browser(path)
    assert console == []
    assert len(document.xpath("//svg[@role='img']")) > 12
    assert "shares" in words(section(document, "fields"))
