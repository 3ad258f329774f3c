"""Scores of filings: how sure, where to look first and why, what is accepted; and leaving out what is not sure."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pages import BOXES, DIALECTS, SALES, TABLE1, TABLE2, TAIL, TOP
from typer.testing import CliRunner

import extractor
from extractor.cli.main import app
from extractor.confidence.confidence import ConfidenceModel, Logistic
from extractor.confidence.guarantee import Threshold
from extractor.confidence.left_out import LEAST, has_stains, without_stains, without_unsure
from extractor.confidence.marks import LEAST_MARK, without_unsure_marks
from extractor.confidence.parts import FAMILIES
from extractor.confidence.score import Score
from extractor.confidence.trees import Trees
from extractor.confidence.whole import WHOLE
from extractor.export.scores import to_score_csv, to_score_dict, to_score_table
from extractor.filing import (
    Alternative,
    Check,
    CheckOutcome,
    Filing,
    Footnote,
    Issuer,
    OwnerSignature,
    ReportingOwner,
    Row,
    RowKind,
    Source,
    SourceInfo,
    Status,
    Value,
)
from extractor.pipeline import read_filing

ROW = "nonDerivativeTable/nonDerivativeTransaction[1]"
AFTER = f"{ROW}/postTransactionAmounts/sharesOwnedFollowingTransaction"


def value(x: Any, confidence: float = 0.99, status: Status = Status.READ, **more: Any) -> Value[Any]:
    return Value(x, status, confidence, **more)


@pytest.fixture
def filing() -> Filing:
    cut = (Source(5, 11, "413,27"), Source(12, 14, "76"))
    row = Row(
        kind=RowKind.NON_DERIVATIVE_TRANSACTION,
        confidence=0.98,
        security_title=value("Common Stock"),
        transaction_date=value(date(2002, 9, 24)),
        transaction_code=value("S", 0.7, Status.INFERRED, reasons=("as in the rows around",)),
        transaction_form_type=value("4", 0.2),
        transaction_shares=value(Decimal(1200)),
        transaction_acquired_disposed_code=value("D"),
        transaction_price_per_share=value(None, 0.9, Status.MISSING, footnotes=("F1",)),
        shares_owned_following_transaction=value(
            Decimal(413276), 0.4, sources=cut, alternatives=(Alternative(Decimal(4132776), 0.3),)
        ),
        direct_or_indirect_ownership=value("D"),
    )
    owner = ReportingOwner(rpt_owner_name=value("Qvisst Ada", 0.8), is_director=value(True), is_officer=value(False, 0.1))
    return Filing(
        document_type=value("4"),
        issuer=Issuer(issuer_name=value("Zorblat Company"), issuer_trading_symbol=value("ZBLT")),
        reporting_owners=(owner,),
        non_derivative_table=(row,),
        footnotes=(Footnote(id="F1", text=value("Sold on the market.", 0.2)),),
        owner_signatures=(OwnerSignature(signature_name=value("/s/ Ada Qvist"), signature_date=value(date(2002, 9, 26))),),
        checks=(Check("balance", "Holdings run on.", CheckOutcome.FAILED, (AFTER,), "row 2: 500 and -100 do not give 300"),),
        confidence=0.25,
        source=SourceInfo("a.txt"),
    )


def reasons(score: Score, path: str) -> str:
    return "; ".join(next(d.reasons for d in score.doubts if d.path == path))


def test_what_to_look_at_first_is_the_least_sure_with_the_reasons(filing: Filing) -> None:
    found = extractor.score(filing)
    first, second, third, fourth = found.doubts[:4]
    assert (first.path, first.value.value) == ("periodOfReport", None)
    assert "asks for it" in first.reasons[0]
    assert (second.path, third.path) == (AFTER, f"{ROW}/transactionCoding/transactionCode")
    told = "; ".join(second.reasons)
    assert "500 and -100 do not give 300" in told
    assert "4,132,776" in told
    assert "digits cut at a cell edge" in told
    assert third.reasons == ("not read but inferred: as in the rows around",)
    assert fourth.path.endswith("rptOwnerName")
    assert "qvisst" in fourth.reasons[0]


def test_expected_wrong_values_are_the_sum_of_doubts(filing: Filing) -> None:
    found = extractor.score(filing)
    sure = 10 * 0.01  # the values at 0.99
    assert found.expected_wrong == pytest.approx(sure + 0.3 + 0.6 + 0.2 + 0.02 + 0.02, abs=0.02)
    assert (found.confidence, found.missing, found.accepted, found.is_accepted) == (0.25, 1, None, None)
    assert not any(d.path.endswith(("transactionFormType", "isOfficer")) or "footnote" in d.path for d in found.doubts)


def test_a_filing_is_accepted_if_all_its_values_are_and_nothing_lacks(filing: Filing) -> None:
    assert extractor.score(filing, Threshold(0.3)).is_accepted is False
    whole = replace(filing, period_of_report=value(date(2002, 9, 24)))
    assert extractor.score(whole, Threshold(0.3)).is_accepted is True
    some = extractor.score(whole, Threshold(0.75))
    assert (some.accepted, some.is_accepted) == (some.values - 2, False)
    assert len(some.doubts) == 2
    assert extractor.score(Filing(), Threshold(0.3)).is_accepted is False


def test_a_filing_that_may_be_none_is_not_accepted_however_sure_its_values_are(filing: Filing) -> None:
    whole = replace(filing, period_of_report=value(date(2002, 9, 24)))
    assert extractor.score(replace(whole, confidence=0.03), Threshold(0.3)).is_accepted is False


def test_a_doubtful_page_is_the_reason_where_nothing_else_is(filing: Filing) -> None:
    doubtful = replace(filing, document_type=value("4", 0.7))
    assert "which field" in reasons(extractor.score(doubtful), "documentType")
    noisy = replace(doubtful, source=SourceInfo("a.txt", noise=0.1))
    assert "one letter in 10" in reasons(extractor.score(noisy), "documentType")


def test_a_score_as_json_csv_and_table(filing: Filing) -> None:
    found = extractor.score(filing, Threshold(0.75))
    data = to_score_dict(found, 2)
    assert json.loads(json.dumps(data)) == data
    assert [d["path"] for d in data["lookFirst"]] == ["periodOfReport", AFTER]
    assert data["lookFirst"][1]["value"] == "413276"
    assert data["lookFirst"][1]["sources"][0] == {"start": 5, "end": 11, "text": "413,27"}
    assert data["threshold"]["confidence"] == 0.75
    (row,) = csv.DictReader(io.StringIO(to_score_csv(found)))
    assert (row["source"], row["confidence"], row["filingAccepted"], row["missing"]) == ("a.txt", "0.2500", "0", "1")
    assert AFTER in row["lookFirst"]
    table = to_score_table(found, 5, width=200)
    assert "Table I, row 1, owned after" in table
    assert "digits cut at a cell edge" in table
    assert "25%" in table
    narrow = to_score_table(found, 5, width=60).splitlines()
    first = next(n for n, line in enumerate(narrow) if line.startswith("  Table I, row 1,"))
    assert narrow[first + 1].startswith("  after")


def test_what_is_not_sure_is_left_out_and_stays_as_an_alternative(filing: Filing) -> None:
    found = without_unsure(filing, 0.75)
    row = found.non_derivative_table[0]
    after = row.shares_owned_following_transaction
    assert (after.value, after.status, after.sources != ()) == (None, Status.MISSING, True)
    assert [a.value for a in after.alternatives] == [Decimal(413276), Decimal(4132776)]
    assert after.reasons[-1] == "left out: its confidence is below 0.75"
    assert row.transaction_code.value is None
    assert row.transaction_price_per_share.footnotes == ("F1",)
    assert row.security_title == filing.non_derivative_table[0].security_title
    assert found.reporting_owners[0].rpt_owner_name.value == "Qvisst Ada"
    assert found.footnotes == filing.footnotes
    assert without_unsure(filing, 0.0) == filing


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "sales.txt"
    path.write_text(DIALECTS["grid"](SALES))
    return path


def run(*arguments: object) -> Any:
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_the_command_scores_filings(page: Path) -> None:
    other = page.with_name("other.txt")
    other.write_text(page.read_text())
    done = run("score", page, other, "--to", "json", "--max-error", "0.05")
    scores = [json.loads(line) for line in done.stdout.splitlines()]
    assert [Path(s["source"]).name for s in scores] == ["sales.txt", "other.txt"]
    assert scores[0]["threshold"]["maxError"] == 0.05
    assert 0 < scores[0]["accepted"] <= scores[0]["values"]
    assert "with 90% certainty at most 5 %" in done.stderr
    lines = list(csv.DictReader(io.StringIO(run("score", page, other, "--to", "csv").stdout)))
    assert [line["accepted"] for line in lines] == ["", ""]


def test_a_script_can_stop_at_unsure_filings(page: Path) -> None:
    assert run("score", page, "--fail-under", "0.01").exit_code == 0
    page.write_text("Dear Ada, the weather here is fine.")
    done = run("score", page, "--fail-under", "0.01")
    assert done.exit_code == 1
    assert "sales.txt" in done.stderr


def test_what_cannot_be_promised_is_said(page: Path) -> None:
    done = run("score", page, "--max-error", "0.0001")
    assert "do not allow" in str(done.exception)
    assert run("score", page, "--max-error", "0.05", "--threshold", "0.9").exit_code == 2


def test_extract_leaves_out_what_is_not_sure(page: Path) -> None:
    fields = json.loads(run("extract", page, "--to", "json", "--min-confidence", "0.97").stdout)["fields"]
    left_out = [f for f in fields if any("left out: its confidence" in r for r in f["reasons"])]
    assert left_out
    assert all(f["value"] is None and f["status"] == "missing" and f["alternatives"] for f in left_out)
    kept = [f for f in fields if f["value"] is not None and not f["path"].endswith("kind") and "footnote" not in f["path"]]
    assert kept
    assert all(f["confidence"] >= 0.97 for f in kept)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_by_default_what_is_wrong_four_times_in_five_is_left_out(dialect: str) -> None:
    text = DIALECTS[dialect](SALES).replace("QVIST", "Q;@ 5t").replace("Qvist", "0|}s")
    everything = extractor.extract(text, min_confidence=0)
    expected = without_unsure_marks(without_unsure(everything, LEAST), LEAST_MARK)
    assert list(extractor.extract(text).leaves()) == list(expected.leaves())
    nothing = extractor.extract(text, min_confidence=1)
    assert nothing.issuer.issuer_name.as_reported.value == extractor.extract(text).issuer.issuer_name.value
    assert nothing.confidence == extractor.extract(text).confidence  # which does not depend on what one wants to see
    assert all(value.value is None for _, leaf, value in nothing.leaves() if leaf is not None)


def test_a_missing_value_has_the_probability_that_the_form_is_blank_there() -> None:
    filing = extractor.extract(DIALECTS["grid"](SALES))
    rows = filing.non_derivative_table
    assert all(row.deemed_execution_date.confidence > 0.9 for row in rows)  # seldom filled in, and by no other row
    gaps = [value.confidence for _, leaf, value in filing.leaves() if leaf is not None and not value.present]
    assert all(0 <= p <= 1 for p in gaps)
    assert len(set(gaps)) > 1


def test_a_holding_of_which_nothing_is_sure_is_none(filing: Filing) -> None:
    stain = Row(kind=RowKind.NON_DERIVATIVE_HOLDING, transaction_code=Value("A", Status.READ, 0.6))
    stained = replace(filing, non_derivative_table=(stain, *filing.non_derivative_table))
    assert has_stains(stained)
    assert not has_stains(filing)
    left = without_stains(stained, stained)
    assert left.non_derivative_table == filing.non_derivative_table
    assert left.warnings == (*filing.warnings, "left out: 1 seeming row of which no code, title, date and number is legible")


def test_a_transaction_of_which_nothing_but_its_marks_is_sure_is_none(filing: Filing) -> None:
    owned = Value("D", Status.READ, 0.6)
    stain = Row(kind=RowKind.NON_DERIVATIVE_TRANSACTION, direct_or_indirect_ownership=owned)
    assert has_stains(replace(filing, non_derivative_table=(stain, *filing.non_derivative_table)))
    coded = replace(stain, transaction_code=Value("A", Status.READ, 0.6))
    assert not has_stains(replace(filing, non_derivative_table=(coded, *filing.non_derivative_table)))


def test_rows_stay_whatever_confidence_is_asked_for() -> None:
    text = DIALECTS["grid"](SALES)
    rows = len(extractor.extract(text, min_confidence=0).rows)
    assert [len(extractor.extract(text, min_confidence=least).rows) for least in (LEAST, 0.5, 1)] == [rows] * 3


@pytest.mark.parametrize(("log_odds", "holdings"), [(9.0, 1), (-9.0, 0)])
def test_stains_are_left_out_of_what_confidences_are_fitted_on_as_they_are_in_extraction(log_odds: float, holdings: int) -> None:
    held = ["Common Stock", "", "", "", "", "", "", "", "5,000", "I", "By Son"]
    text = DIALECTS["grid"]([*TOP, *BOXES, *TABLE1, held, *TABLE2, *TAIL])
    filing = read_filing(text, confidence=every(log_odds))
    assert sum(not row.kind.is_transaction for row in filing.rows) == holdings
    transactions = sum(row.kind.is_transaction for row in read_filing(text).rows)
    assert sum(row.kind.is_transaction for row in filing.rows) == holdings * transactions
    assert any(value.value is not None for _, leaf, value in filing.leaves() if leaf is not None)  # as read, not as left out


def every(log_odds: float) -> ConfidenceModel:
    """A model that is as sure of each value."""
    one, nothing = np.zeros(1, np.int64), np.zeros(1)
    trees = Trees(one, nothing, one, one, nothing, one, 0, log_odds)
    return ConfidenceModel(dict.fromkeys(FAMILIES, trees), trees, trees, Logistic(0.0, (0.0,) * len(WHOLE)), {})


def test_an_amendment_is_asked_for_the_day_of_the_original_and_a_gift_for_no_price(filing: Filing) -> None:
    amended = replace(filing, document_type=value("4/A"))
    assert extractor.score(amended).missing == extractor.score(filing).missing + 1
    (row, *rest) = filing.non_derivative_table
    unpaid = {code: replace(row, transaction_code=value(code), transaction_price_per_share=Value()) for code in ("G", "S")}
    missing = {c: extractor.score(replace(filing, non_derivative_table=(r, *rest))).missing for c, r in unpaid.items()}
    assert missing["S"] == missing["G"] + 1
