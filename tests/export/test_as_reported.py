"""What was reported and what it became stand side by side: in the filing, and in what is exported."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from by_hand import GONE, after, filing, number, read, row, sold
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from extractor.export.csv_writer import to_csv
from extractor.export.json_writer import to_dict
from extractor.export.table import to_table
from extractor.export.xml_reader import from_xml
from extractor.export.xml_writer import to_xml
from extractor.filing import (
    Filing,
    Source,
    SourceInfo,
    Status,
    Value,
)
from extractor.reconcile.checks.catalogue import CHECKS
from extractor.reconcile.reconcile import reconcile, unreconciled


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
    consistent = [f for f in printed if all(c.outcome != "failed" for c in unreconciled(f).checks)]
    assert len(consistent) > len(printed) / 2
    for clean in consistent:
        assert replace(reconcile(clean), checks=()) == clean


@settings(deadline=None, max_examples=15)
@given(data=st.data())
def test_the_order_of_the_checks_changes_nothing(data: Any) -> None:
    garbled = filing(row(transaction_code=GONE), row(), row(transaction_date=GONE), sold(**after("1")), period_of_report=GONE)
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
        *(row(transaction_shares=number(str(s)), **after(str(b))) for s, b in zip(shares, balances, strict=True)),
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
    rows = row(), row(transaction_code=lost), row(security_title=read("Commn Stock"))
    return reconcile(filing(*rows, source=SourceInfo(noise=0.02)))


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
