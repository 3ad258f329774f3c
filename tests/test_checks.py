"""The consistency checks: what they find, what they leave alone, what is told of it, and how much they weigh."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein
from test_reconcile import DAY, GONE, T2, filing, number, read, row

from extractor.errors import ModelError
from extractor.export.csv_writer import to_csv
from extractor.export.json_writer import to_dict
from extractor.export.table import to_table
from extractor.export.xml_reader import from_xml
from extractor.export.xml_writer import to_xml
from extractor.filing import Check, Filing, Footnote, OwnerSignature, ReportingOwner, Row, Source, SourceInfo, Status, Value
from extractor.learning.checks import count
from extractor.reconcile.checks import CHECKS, run_checks
from extractor.reconcile.reconcile import reconcile, unreconciled
from extractor.reconcile.weights import Counts, load, save

MODELS = Path(__file__).resolve().parents[1] / "models"


def sold(**more: Any) -> Row:
    given: dict[str, Value[Any]] = {"transaction_code": read("S"), "transaction_acquired_disposed_code": read("D")}
    return row(**given | more)


def held(value: str) -> dict[str, Any]:
    return {"shares_owned_following_transaction": number(value)}


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
    return [check for check in run_checks(found) if check.id == id]


RUNNING = ("1000", "1100", "1200")
PASSING_AND_FAILING: list[tuple[str, Filing, Filing, str]] = [
    (
        "balance",
        filing(*(row(**held(h)) for h in RUNNING)),
        filing(*(row(**held(h)) for h in (*RUNNING, "1200"))),
        "Table I, row 4: 100 bought but holdings unchanged",
    ),
    (
        "balance",
        filing(*(row(**held("1000")) for _ in range(3))),
        filing(*(row(**held(h)) for h in ("1000", "1000", "1008", "1000"))),
        "Table I, row 3: 1,008 held, where the other rows of the class have a total of 1,000",
    ),
    ("acquired", filing(row()), filing(row(**held("99"))), "Table I, row 1: 100 acquired but 99 held after"),
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
        filing(row(), sold(**held("900"))),
        filing(row(), sold(**held("900900"))),
        "Table I, row 2: holdings went from 1,000 to 900,900",
    ),
    (
        "fraction",
        filing(row(transaction_shares=number("10.5"), **held("1010.5"))),
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
    applied = {check.id for check in run_checks(dateless) if check.outcome != "not applicable"}
    assert not applied & {"balance", "acquired", "period", "signature", "weekday", "jump"}
    assert "failed" not in {check.outcome for check in run_checks(dateless)}


def test_one_failure_does_not_hide_where_the_check_passes() -> None:
    found = outcomes(filing(row(), row(**held("50"))), "acquired")
    assert [check.outcome for check in found] == ["failed", "passed"]
    assert found[1].paths[0].startswith("nonDerivativeTable/nonDerivativeTransaction[1]/")


# Reconciliation


@pytest.fixture(scope="module")
def printed() -> list[Filing]:
    """Invented filings, legible in every value."""
    from training.generator import generate

    return [legible(from_xml(made.xml)) for made in generate(150, seed=31)]


def legible(found: Filing) -> Filing:
    """The filing as read from a clean page: each value in one piece of text."""
    values: dict[str, Value[Any]] = {}
    for path, _, value in found.leaves():
        if value.value is not None and value.value is not False:
            text = as_printed(value.value)
            values[path] = replace(value, sources=(Source(0, len(text), text),))
    return found.with_values(values)


def as_printed(value: Any) -> str:
    match value:
        case Decimal():
            return f"{value:,f}"
        case date():
            return f"{value:%m/%d/%Y}"
        case bool():
            return "X"
        case _:
            return str(value)


def test_consistent_filings_are_fixed_points(printed: list[Filing]) -> None:
    consistent = [f for f in printed if all(c.outcome != "failed" for c in run_checks(f))]
    assert len(consistent) > len(printed) / 2
    for clean in consistent:
        assert replace(reconcile(clean), checks=()) == clean


@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_the_order_of_the_checks_changes_nothing(data: Any) -> None:
    garbled = filing(row(transaction_code=GONE), row(), row(transaction_date=GONE), sold(**held("1")), period_of_report=GONE)
    order = data.draw(st.permutations(CHECKS))
    found, other = reconcile(garbled), reconcile(garbled, order)
    assert sorted(found.checks, key=str) == sorted(other.checks, key=str)
    assert sorted(found.warnings) == sorted(other.warnings)
    assert replace(found, checks=(), warnings=()) == replace(other, checks=(), warnings=())


@settings(deadline=None, max_examples=40)
@given(wrong=st.integers(1, 3), by=st.integers(1, 10**6), shares=st.lists(st.integers(100, 10**5), min_size=5, max_size=5))
def test_what_was_reported_wrong_stays_and_the_check_says_so(wrong: int, by: int, shares: list[int]) -> None:
    right = [sum(shares[: k + 1]) + 10**6 for k in range(5)]
    balances = [balance + (by if k == wrong else 0) for k, balance in enumerate(right)]
    # What a lost or misread glyph explains may be the reader's mistake instead of the filer's.
    assume(unlike(balances[wrong], right[wrong]) and unlike(shares[wrong], shares[wrong] + by))
    assume(unlike(shares[wrong + 1], abs(shares[wrong + 1] - by)))
    reported = filing(
        *(row(transaction_shares=number(str(s)), **held(str(b))) for s, b in zip(shares, balances, strict=True)),
        source=SourceInfo(noise=0.0),
    )
    found = reconcile(reported)
    assert found.rows == reported.rows
    assert f"Table I, row {wrong + 1}: {shares[wrong]:,} bought but holdings " in " ".join(found.warnings)


def unlike(read: int, printed: int) -> bool:
    """Whether more than two glyphs part two numbers, and neither begins or ends with the other."""
    one, other = str(read), str(printed)
    cut = one.startswith(other) or one.endswith(other) or other.startswith(one) or other.endswith(one)
    return not cut and Levenshtein.distance(one, other) > 2


def repaired_filing() -> Filing:
    """A code that is lost, and a title that is misread."""
    lost: Value[Any] = Value(None, Status.MISSING, 0.0, (Source(0, 2, "#:"),))
    return reconcile(filing(row(), row(transaction_code=lost), row(security_title=read("Commn Stock"))))


def test_a_change_tells_what_stood_there_what_it_became_and_which_checks_speak_for_it() -> None:
    found = repaired_filing()
    code, title = found.rows[1].transaction_code, found.rows[2].security_title
    assert code.reasons[-1] == "'#:' as read, P as reconciled; checks that speak for it: direction, price of code, sibling code"
    assert title.reasons[-1] == "Commn Stock as read, Common Stock as reconciled; checks that speak for it: title"
    assert title.as_reported.value == "Commn Stock"
    assert [a.value for a in title.alternatives] == ["Commn Stock"]
    assert (code.as_reported.value, found.rows[0].transaction_code.as_reported.value) == (None, "P")
    assert found.rows[0].transaction_code.reported is None


def test_no_reading_is_lost(printed: list[Filing]) -> None:
    for clean in printed[:60]:
        noisy = replace(clean, source=replace(clean.source, noise=0.03))
        for (path, _, old), (_, _, new) in zip(noisy.leaves(), reconcile(noisy).leaves(), strict=True):
            assert new.as_reported.value == old.value, path
            if old.value not in (None, new.value):
                assert old.value in {a.value for a in new.alternatives}, path
                assert new.reasons, path


# Exports


def test_json_has_each_value_as_reported_beside_it() -> None:
    fields = {f["path"]: f for f in to_dict(repaired_filing())["fields"]}
    title = fields["nonDerivativeTable/nonDerivativeTransaction[3]/securityTitle"]
    assert (title["value"], title["asReported"]) == ("Common Stock", {"value": "Commn Stock", "footnotes": []})
    same = fields["nonDerivativeTable/nonDerivativeTransaction[1]/securityTitle"]
    assert same["asReported"]["value"] == same["value"]


def test_csv_has_a_column_as_reported_for_each_column() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(repaired_filing()))))
    assert [(r["securityTitle"], r["securityTitleAsReported"]) for r in rows[1:]] == [
        ("Common Stock", "Common Stock"),
        ("Common Stock", "Commn Stock"),
    ]
    assert [(r["transactionCode"], r["transactionCodeAsReported"]) for r in rows[:2]] == [("P", "P"), ("P", "#:")]
    assert rows[0]["rptOwnerNameAsReported"] == rows[0]["rptOwnerName"] == "Qvist Ada"


def test_xml_tells_behind_the_document_what_was_reported() -> None:
    text = to_xml(repaired_filing())
    title = "nonDerivativeTable/nonDerivativeTransaction[3]/securityTitle"
    assert f'<?as-reported path="{title}" value="Commn Stock"?>' in text
    assert [row.findtext("securityTitle/value") for row in ET.fromstring(text).iter("nonDerivativeTransaction")] == [
        "Common Stock"
    ] * 3
    assert "as-reported" not in to_xml(unreconciled(filing(row())))


def test_the_table_lists_what_was_read_otherwise() -> None:
    assert "Read as Commn Stock, reconciled: Common Stock (nonDerivativeTransaction[3] title)" in to_table(repaired_filing())


# Weights


def test_outcomes_are_counted_where_values_are_right_and_where_one_is_wrong() -> None:
    truth = filing(row())
    wrong = filing(row(**held("10")))
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
    with pytest.raises(ModelError, match="cannot be read"):
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
