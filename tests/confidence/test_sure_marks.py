"""How sure footnote marks are."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from by_hand import read

import extractor
from extractor.confidence.marks import LEAST_MARK, MARKS, evidence_of_marks, with_mark_confidences, without_unsure_marks
from extractor.export.json_writer import to_json
from extractor.filing import AsReported, Filing, Footnote, MarkOdds, Row, RowKind, Value

PATH = "nonDerivativeTable/nonDerivativeTransaction[1]/transactionAmounts"
SHARES, PRICE = f"{PATH}/transactionShares", f"{PATH}/transactionPricePerShare"


@pytest.fixture(scope="module")
def sample() -> str:
    return (Path(__file__).parents[2] / "annotations" / "sample.txt").read_text(encoding="utf-8")


def filing(**odds: float) -> Filing:
    row = Row(
        kind=RowKind.NON_DERIVATIVE_TRANSACTION,
        transaction_shares=replace(read(Decimal(500), notes=("F1", "F2")), reported=AsReported(Decimal(500), ("F1",))),
        transaction_price_per_share=read(Decimal(7), notes=("F3",)),
    )
    chosen = tuple(MarkOdds(0, "transaction_shares", note, against, against / 2, False) for note, against in odds.items())
    notes = (Footnote(id="F1", text=read("Sold by the trust.")), Footnote(id="F2", text=read("Under a plan.")))
    return Filing(non_derivative_table=(row,), footnotes=notes, mark_odds=chosen)


def blank(*notes: str) -> Filing:
    row = Row(kind=RowKind.NON_DERIVATIVE_TRANSACTION, transaction_price_per_share=Value(confidence=0.8, footnotes=notes))
    return Filing(non_derivative_table=(row,))


def test_each_mark_has_its_evidence() -> None:
    found = evidence_of_marks(filing(F1=3.0, F2=-99.0))
    assert set(found) == {(SHARES, "F1"), (SHARES, "F2"), (PRICE, "F3")}
    told = {mark: dict(zip(MARKS, numbers, strict=True)) for mark, numbers in found.items()}
    first, second, third = told[SHARES, "F1"], told[SHARES, "F2"], told[PRICE, "F3"]
    assert (first["log odds against none"], first["log odds against other numbers"]) == (3.0, 1.5)
    assert (first["read as it is"], second["read as it is"], third["read as it is"]) == (1.0, 0.0, 1.0)
    assert second["log odds against none"] == -12.0  # odds without end say no more than these
    assert (second["weighed with other numbers"], third["weighed with other numbers"]) == (1.0, 0.0)
    assert (first["the footnote is there"], third["the footnote is there"]) == (1.0, 0.0)


def test_marks_that_are_mostly_wrong_are_left_out_and_told() -> None:
    weighed = with_mark_confidences(filing(), {(SHARES, "F1"): 0.97, (SHARES, "F2"): 0.31, (PRICE, "F3"): 0.5})
    assert weighed.rows[0].transaction_shares.footnote_confidences == (0.97, 0.31)
    kept = without_unsure_marks(weighed, LEAST_MARK).rows[0]
    assert (kept.transaction_shares.footnotes, kept.transaction_shares.footnote_confidences) == (("F1",), (0.97,))
    assert kept.transaction_shares.value == 500
    assert "left out: the footnote mark F2, of confidence 0.31" in kept.transaction_shares.reasons
    assert kept.transaction_price_per_share == weighed.rows[0].transaction_price_per_share
    assert without_unsure_marks(weighed, 0.0) is weighed


def test_where_the_last_mark_of_an_empty_cell_goes_the_cell_is_blank_if_the_mark_is_none() -> None:
    weighed = with_mark_confidences(blank("F1", "F2"), {(PRICE, "F1"): 0.1, (PRICE, "F2"): 0.3})
    kept = without_unsure_marks(weighed, LEAST_MARK)
    price = kept.rows[0].transaction_price_per_share
    assert (price.footnotes, price.value, price.confidence) == ((), None, 0.7)
    assert kept.warnings == ("which values the footnotes F1, F2 belong to is not sure enough",)


def test_without_reconciliation_marks_are_given_as_read_and_nothing_is_said_of_them(sample: str) -> None:
    found = extractor.extract(sample, reconcile=False)
    marked = [v for _, leaf, v in found.leaves() if leaf is not None and v.footnotes]
    assert len(marked) > 3
    assert all(v.footnotes == v.as_reported.footnotes and v.footnote_confidences == () for v in marked)


@pytest.mark.parametrize("least", [0.0, 0.2, 0.9])
def test_extract_gives_the_marks_that_are_sure_enough(sample: str, least: float) -> None:
    found = extractor.extract(sample, min_confidence=least)
    marks = [p for _, leaf, v in found.leaves() if leaf for p in v.footnote_confidences]
    assert len(marks) == sum(len(v.footnotes) for _, leaf, v in found.leaves() if leaf is not None) > 3
    assert all(p >= max(least, LEAST_MARK) for p in marks) or least == 0
    fields = json.loads(to_json(found))["fields"]
    assert [p for f in fields for p in f["footnoteConfidences"]] == pytest.approx(marks)


def test_marks_of_footnotes_that_are_not_there_are_less_sure(sample: str) -> None:
    def sure(text: str) -> list[float]:
        found = extractor.extract(text, min_confidence=0)
        return [p for _, leaf, v in found.leaves() if leaf is not None for p in v.footnote_confidences]

    table = "\n".join(line for line in sample.splitlines() if "\t" in line and "/2001" in line)
    assert 0 < max(sure(table)) < 0.9 < max(sure(sample))


def test_the_odds_of_marks_are_no_part_of_what_a_filing_says() -> None:
    assert filing(F1=1.0) == filing() == replace(filing(), mark_odds=())
