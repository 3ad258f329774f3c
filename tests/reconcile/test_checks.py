"""The consistency checks: where they pass and fail, and how much they say."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from by_hand import DAY, GONE, T2, after, assessed, filing, number, outcome, read, row, sold

from extractor.errors import ModelError
from extractor.filing import (
    Check,
    Filing,
    Footnote,
    Issuer,
    OwnerSignature,
    ReportingOwner,
    Row,
    SourceInfo,
    Value,
)
from extractor.learning.checks import count
from extractor.reconcile.checks.catalogue import CHECKS
from extractor.reconcile.checks.weights import Counts, load, save
from extractor.reconcile.reconcile import reconcile, unreconciled

MODELS = Path(__file__).resolve().parents[2] / "models"


def option(**more: Any) -> Row:
    """An exercise of 100 options at 5.50, for as many shares."""
    given: dict[str, Value[Any]] = {
        "security_title": read("Stock Option"),
        "transaction_code": read("M"),
        "transaction_acquired_disposed_code": read("D"),
        "transaction_price_per_share": number("0"),
        "conversion_or_exercise_price": number("5.5"),
        "exercise_date": read(date(2000, 1, 3)),
        "expiration_date": read(date(2010, 1, 3)),
        "underlying_security_title": read("Common Stock"),
        "underlying_security_shares": number("100"),
    }
    return row(T2, **given | more)


def exercised(price: str = "5.5", shares: str = "100") -> Row:
    return row(transaction_code=read("M"), transaction_price_per_share=number(price), transaction_shares=number(shares))


def owner(**more: Any) -> dict[str, Any]:
    given = {"rpt_owner_name": read("Qvist Ada"), "is_director": read(True)}
    return {"reporting_owners": (ReportingOwner(**given | more),)}


def noted(text: str, *marks: str) -> dict[str, Any]:
    """A purchase at 17.25 whose price has footnotes."""
    price = replace(number("17.25"), footnotes=marks)
    return {
        "non_derivative_table": (row(transaction_price_per_share=price),),
        "footnotes": (Footnote(id="F1", text=read(text)), Footnote(id="F2", text=read("Held by a trust."))),
    }


def outcomes(found: Filing, id: str) -> list[Check]:
    return [check for check in unreconciled(found).checks if check.id == id]


RUNNING = ("1000", "1100", "1200")
PASSING_AND_FAILING: list[tuple[str, Filing, Filing, str]] = [
    (
        "balance",
        filing(*(row(**after(h)) for h in RUNNING)),
        filing(*(row(**after(h)) for h in (*RUNNING, "1200"))),
        "Table I, row 4: 100 bought but holdings unchanged",
    ),
    (
        "balance",
        filing(*(row(**after("1000")) for _ in range(3))),
        filing(*(row(**after(h)) for h in ("1000", "1000", "1008", "1000"))),
        "Table I, row 3: 1,008 held, where the other rows of the class have a total of 1,000",
    ),
    ("acquired", filing(row()), filing(row(**after("99"))), "Table I, row 1: 100 acquired but 99 held after"),
    (
        "exercise pair",
        filing(exercised(), option()),
        filing(exercised(shares="700"), option()),
        "Table I, row 1: 700 exercised, but Table II has no such exercise on the day",
    ),
    (
        "exercise pair",
        filing(exercised(shares="200"), option(), option()),
        filing(exercised(shares="300"), option(), option()),
        "Table I, row 1: 300 exercised, but Table II has no such exercise on the day",
    ),
    (
        "exercise price",
        filing(exercised(), option()),
        filing(exercised("55"), option()),
        "Table I, row 1: exercised at 55, but Table II, row 1 has an exercise price of 5.5",
    ),
    (
        "underlying",
        filing(option()),
        filing(option(underlying_security_shares=number("1000"))),
        "Table II, row 1: 100 derivatives stand for 1,000 shares",
    ),
    (
        "lots",
        filing(*(sold(transaction_price_per_share=number(p)) for p in ("17.25", "17.31", "17.4"))),
        filing(*(sold(transaction_price_per_share=number(p)) for p in ("17.25", "1.31", "17.4"))),
        "Table I, row 2: a price of 1.31, where other lots of the day have 17.25",
    ),
    (
        "price range",
        filing(**noted("Sold at prices ranging from $17.20 to $17.30.", "F1")),
        filing(**noted("Sold at prices ranging from $11.20 to $11.30.", "F1")),
        "Table I, row 1: a price of 17.25, but its footnote tells of 11.2 to 11.3",
    ),
    (
        "price of code",
        filing(row()),
        filing(row(transaction_price_per_share=number("0"))),
        "Table I, row 1: code P at a price of 0",
    ),
    (
        "magnitude",
        filing(row()),
        filing(row(transaction_price_per_share=number("172500"))),
        "Table I, row 1: 100 shares at 172,500",
    ),
    (
        "jump",
        filing(row(), sold(**after("900"))),
        filing(row(), sold(**after("900900"))),
        "Table I, row 2: holdings went from 1,000 to 900,900",
    ),
    (
        "fraction",
        filing(row(transaction_shares=number("10.5"), **after("1010.5"))),
        filing(row(transaction_shares=number("10.5"))),
        "Table I, row 1: 10.5 moved, but 1,000 held after",
    ),
    (
        "direction",
        filing(row(), sold()),
        filing(sold(transaction_code=read("P"))),
        "Table I, row 1: code P with direction D",
    ),
    (
        "nature",
        filing(row(direct_or_indirect_ownership=read("I"), nature_of_ownership=read("By trust"))),
        filing(row(nature_of_ownership=read("By trust"))),
        "Table I, row 1: held directly, but a nature of ownership is given",
    ),
    (
        "title",
        filing(row(), row(security_title=read("Class B Common Stock"))),
        filing(row(), row(), row(security_title=read("Conmon Stock"))),
        "Table I, row 3: the title 'Conmon Stock' is nearly that of other rows",
    ),
    (
        "sibling code",
        filing(row(), row(), row()),
        filing(row(), row(), row(transaction_code=read("J"))),
        "Table I, row 3: transaction code J, where the rows beside it have P",
    ),
    (
        "sibling date",
        filing(row(), row(), row()),
        filing(row(), row(), row(transaction_date=read(DAY + timedelta(1)))),
        "Table I, row 3: transaction date 2002-05-07, where the rows beside it have 2002-05-06",
    ),
    (
        "period",
        filing(row()),
        filing(row(), period_of_report=read(DAY + timedelta(1))),
        "the period is 2002-05-07, but the earliest transaction was on 2002-05-06",
    ),
    (
        "year",
        filing(row(), document_type=read("5"), period_of_report=read(date(2002, 12, 31))),
        filing(row(), document_type=read("5"), period_of_report=read(date(2001, 12, 31))),
        "Table I, row 1: a transaction of 2002-05-06, after the end of the year, 2001-12-31",
    ),
    (
        "span",
        filing(row(), row()),
        filing(row(), row(), row(transaction_date=read(date(2002, 8, 6)))),
        "Table I, row 3: a transaction of 2002-08-06, far from the others, as of 2002-05-06",
    ),
    (
        "signature",
        filing(row()),
        filing(row(), owner_signatures=(OwnerSignature(signature_date=read(DAY - timedelta(1))),)),
        "signed on 2002-05-05, before the transaction of 2002-05-06 (Table I, row 1)",
    ),
    (
        "delay",
        filing(row(), owner_signatures=(OwnerSignature(signature_date=read(DAY + timedelta(70))),)),
        filing(row(), owner_signatures=(OwnerSignature(signature_date=read(DAY + timedelta(365))),)),
        "signed on 2003-05-06, long after the last transaction, 2002-05-06",
    ),
    (
        "exercise",
        filing(option()),
        filing(option(exercise_date=read(date(2020, 1, 3)))),
        "Table II, row 1: exercisable on 2020-01-03, but expired on 2010-01-03",
    ),
    (
        "expiration",
        filing(option()),
        filing(option(expiration_date=read(date(2001, 1, 3)))),
        "Table II, row 1: traded on 2002-05-06, but expired on 2001-01-03",
    ),
    (
        "term",
        filing(option()),
        filing(option(expiration_date=read(date(2070, 1, 3)))),
        "Table II, row 1: expiration date 2070-01-03, more than 15 years from 2002-05-06",
    ),
    (
        "weekday",
        filing(row()),
        filing(row(transaction_date=read(date(2002, 5, 5)))),
        "Table I, row 1: 2002-05-05, the day of the trade, was a Sunday",
    ),
    (
        "amendment",
        filing(row(), date_of_original_submission=read(DAY + timedelta(1))),
        filing(row(), date_of_original_submission=read(DAY + timedelta(9))),
        "the original is of 2002-05-15, after the signature, 2002-05-08",
    ),
    (
        "footnote defined",
        filing(**noted("A gift.", "F1")),
        filing(**noted("A gift.", "F3")),
        "Table I, row 1: footnote F3 of transaction price per share is not explained",
    ),
    (
        "footnote used",
        filing(**noted("A gift.", "F1", "F2")),
        filing(**noted("A gift.", "F1")),
        "footnote F2 stands on no value that was read",
    ),
    (
        "footnote order",
        filing(**noted("A gift.", "F1", "F2")),
        filing(**noted("A gift.", "F2")),
        "Table I, row 1: footnote F2 on transaction price per share before any is numbered F1",
    ),
    (
        "blank",
        filing(row(transaction_price_per_share=Value(footnotes=("F1",)))),
        filing(row(transaction_price_per_share=GONE)),
        "Table I, row 1: no transaction price per share, and no footnote",
    ),
    (
        "registrant",
        filing(row(), issuer=Issuer(issuer_name=read("MICROSOFT CORP"), issuer_trading_symbol=read("NASDAQ: MSFT"))),
        filing(row(), issuer=Issuer(issuer_name=read("MICROSOFT CORP"), issuer_trading_symbol=read("WNDW"))),
        "MICROSOFT CORP has the symbol MSFT today, not WNDW",
    ),
    (
        "relationship",
        filing(row()),
        filing(row(), **owner(is_director=GONE)),
        "reporting owner 1: no relationship to the issuer is marked",
    ),
    (
        "relationship text",
        filing(row(), **owner(is_officer=read(True), officer_title=read("Treasurer"))),
        filing(row(), **owner(is_officer=read(True))),
        "reporting owner 1: an officer, but not told as what",
    ),
    (
        "ZIP and state",
        filing(row(), **owner(rpt_owner_state=read("MA"), rpt_owner_zip_code=read("02210"))),
        filing(row(), **owner(rpt_owner_state=read("ME"), rpt_owner_zip_code=read("02210"))),
        "reporting owner 1: 02210 is no ZIP code of ME",
    ),
    (
        "ZIP and city",
        filing(row(), **owner(rpt_owner_city=read("BOSTON"), rpt_owner_state=read("MA"), rpt_owner_zip_code=read("02210"))),
        filing(row(), **owner(rpt_owner_city=read("BOLTON"), rpt_owner_state=read("MA"), rpt_owner_zip_code=read("02210"))),
        "reporting owner 1: 02210 is no ZIP code of BOLTON",
    ),
]


@pytest.mark.parametrize(("id", "consistent", "wrong", "detail"), PASSING_AND_FAILING)
def test_a_check_passes_where_values_agree_and_says_in_plain_words_where_not(
    id: str, consistent: Filing, wrong: Filing, detail: str
) -> None:
    assert "failed" not in {check.outcome for check in outcomes(consistent, id)}
    failed = [check for check in outcomes(wrong, id) if check.outcome == "failed"]
    assert detail in [check.detail for check in failed]
    paths = {path for path, _, _ in wrong.leaves()}
    assert all(check.paths and set(check.paths) <= paths for check in failed)
    assert detail in unreconciled(wrong).warnings


def test_every_check_is_shown_to_pass_and_to_fail() -> None:
    assert {id for id, *_ in PASSING_AND_FAILING} == {spec.id for spec in CHECKS}


def test_what_is_not_there_is_not_compared() -> None:
    dateless = filing(row(transaction_date=GONE, shares_owned_following_transaction=GONE))
    applied = {check.id for check in unreconciled(dateless).checks if check.outcome != "not applicable"}
    assert not applied & {"balance", "acquired", "period", "signature", "weekday", "jump"}
    assert "failed" not in {check.outcome for check in unreconciled(dateless).checks}


def test_one_failure_does_not_hide_where_the_check_passes() -> None:
    found = outcomes(filing(row(), row(**after("50"))), "acquired")
    assert [check.outcome for check in found] == ["failed", "passed"]
    assert found[1].paths[0].startswith("nonDerivativeTable/nonDerivativeTransaction[1]/")


def test_checks_have_ids_sentences_and_sources() -> None:
    assert len({c.id for c in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert check.sentence.endswith(".")
        assert check.source


def test_what_cannot_be_checked_is_not_applicable() -> None:
    assert {c.outcome for c in unreconciled(Filing()).checks} == {"not applicable"}


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        ("acquired", filing(row(transaction_shares=number("5000")))),
        ("direction", filing(row(transaction_acquired_disposed_code=read("D")))),
        ("period", filing(row(), period_of_report=read(DAY + timedelta(9)))),
        ("signature", filing(row(transaction_date=read(DAY + timedelta(9))))),
        ("exercise", filing(row(T2, exercise_date=read(DAY), expiration_date=read(DAY - timedelta(1))))),
        ("nature", filing(row(direct_or_indirect_ownership=read("I")))),
        ("footnote defined", filing(row(transaction_shares=replace(number("100"), footnotes=("F1",))))),
        ("footnote used", filing(row(), footnotes=(Footnote(id="F1", text=read("See note.")),))),
        ("relationship", filing(row(), reporting_owners=(ReportingOwner(rpt_owner_name=read("Zorblat")),) * 2)),
        (
            "exercise pair",
            filing(
                row(transaction_code=read("M")), row(T2, transaction_code=read("M"), transaction_shares=number("7"))
            ),
        ),
    ],
)  # fmt: skip
def test_a_failed_check_warns_and_lowers_the_confidence(check: str, wrong: Filing) -> None:
    found = reconcile(wrong)
    assert outcome(found, check) == "failed"
    assert found.warnings
    failed = next(c for c in found.checks if c.id == check)
    assert failed.paths
    paths = {path for path, _, _ in found.leaves()} | {"reportingOwner[1]/reportingOwnerRelationship"}
    assert set(failed.paths) <= paths
    found = replace(found, source=SourceInfo("", "", "plain", noise=0.01, edition="paper to August 2002", captions=24))
    holding = tuple(replace(c, outcome="passed") if c.id == check else c for c in found.checks)
    passed = {path: value for path, _, value in assessed(replace(found, checks=holding)).leaves()}
    for path, _, value in assessed(found).leaves():
        if path in failed.paths and value.value is not None and path.startswith(("nonD", "deriv", "period")):
            assert value.confidence < passed[path].confidence


def test_outcomes_are_counted_where_values_are_right_and_where_one_is_wrong() -> None:
    truth = filing(row())
    wrong = filing(row(**after("10")))
    counts = count([(truth, truth), (truth, truth), (wrong, truth)])["acquired"]
    assert counts == Counts(filings=3, printed=(3, 0), right=(4, 1), wrong=(0, 1))
    assert counts.passed > 0 > counts.failed
    assert counts.rate == 1.0


def test_checks_of_marks_are_judged_by_the_marks() -> None:
    truth = filing(**noted("A gift.", "F1", "F2"))
    lost = filing(**noted("A gift.", "F1"))
    counts = count([(lost, truth)])
    assert counts["footnote used"].wrong == (0, 1)  # F2 stands on the price
    assert counts["price of code"].wrong == (0, 0)


def test_what_was_never_seen_says_nothing() -> None:
    assert (Counts().passed, Counts().failed, Counts().rate) == (0.0, 0.0, None)


def test_the_model_that_ships_has_weights_of_all_checks() -> None:
    weights = load(MODELS)
    assert list(weights) == [spec.id for spec in CHECKS]
    assert all(counts.passed >= 0 >= counts.failed for counts in weights.values())


def test_weights_that_are_damaged_are_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"files": {}}')
    save(tmp_path, {"balance": Counts(1, (2, 0), (3, 1), (0, 4))}, 1)
    assert load(tmp_path) == {"balance": Counts(1, (2, 0), (3, 1), (0, 4))}
    (tmp_path / "checks.json").write_text("{}")
    with pytest.raises(ModelError, match="SHA-256"):
        load(tmp_path)
    with pytest.raises(ModelError, match="no such folder"):
        load(tmp_path / "nowhere")


def test_the_command_lists_all_checks(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    told = command(monkeypatch, capsys, "checks")
    assert all(spec.id in told for spec in CHECKS)
    listed = json.loads(command(monkeypatch, capsys, "checks", "--json"))
    assert [entry["id"] for entry in listed] == [spec.id for spec in CHECKS]
    assert listed[0]["sentence"] == CHECKS[0].sentence
    assert listed[0]["weights"]["failed"] < 0 < listed[0]["weights"]["passed"]


def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    from extractor.cli import main as cli

    monkeypatch.setattr("sys.argv", ["extractor", *arguments])
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == 0
    return capsys.readouterr().out
