from __future__ import annotations

import gc
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pages
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pages import DIALECTS, SALES, any_model

import extractor
from extractor.dialects.read import decode
from extractor.export.json_writer import to_json
from extractor.export.xml_writer import to_xml
from extractor.filing import Filing, RowKind, Status
from extractor.form.printed import PHRASES
from extractor.pipeline import extract

TEXT = pages.tabs(SALES)
CELLS = (
    "Common Stock",
    "05/06/2005",
    "S",
    "1,200",
    "D",
    "$17.25",
    "8,800",
    "(1)",
    "I",
    "By trust",
    "00,000",
    "/2003",
    "QVIST ADA",
    "X",
)
fragments = st.sampled_from([p.text for p in PHRASES]) | st.sampled_from(CELLS) | st.text(max_size=6)
texts = st.lists(st.lists(fragments, max_size=6).map("\t".join), max_size=20).map("\n".join)


def check(found: Filing, text: str) -> None:
    """What holds of every filing: all evidence stands in the text, all numbers are in range."""
    assert 0 <= found.confidence <= 1
    paths = [path for path, _, _ in found.leaves()]
    assert len(paths) == len(set(paths))
    for path, _, value in found.leaves():
        assert 0 <= value.confidence <= 1, path
        for source in value.sources:
            assert text[source.start : source.end] == source.text != "", path
        if value.value is None:
            assert value.status is Status.MISSING, path
        else:
            assert value.status is not Status.MISSING, path
            assert value.sources or value.status is Status.INFERRED, path
            assert value.reasons or value.status is not Status.INFERRED, path


# Anything


@settings(deadline=None, max_examples=60)
@given(texts | st.text(), st.integers(0, 3))
def test_any_text_gives_a_filing(text: str, seed: int) -> None:
    found = extract(text, model=any_model(seed))
    check(found, text)
    assert to_xml(found)
    assert to_json(found)


@settings(deadline=None, max_examples=60)
@given(
    st.binary() | texts.map(lambda t: t.encode("utf-16")) | texts.map(lambda t: t.encode("cp1252", "replace")),
    st.integers(0, 3),
)
@example("\t".join([*["UNITED STATES SECURITIES AND EXCHANGE COMMISSION"] * 3, "Washington, D.C. 20549", "\u00df"]).encode(), 0)
def test_any_bytes_give_a_filing(data: bytes, seed: int) -> None:
    found = extract(data, model=any_model(seed))
    check(found, decode(data))
    assert len(found.source.sha256) == 64


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("part", range(1, 12, 2))
def test_a_truncated_filing_gives_what_there_is(dialect: str, part: int) -> None:
    whole = DIALECTS[dialect](SALES)
    for text in (whole[: len(whole) * part // 12], whole[len(whole) * part // 12 :]):
        check(extract(text, model=any_model(part)), text)


def test_the_same_text_gives_the_same_filing() -> None:
    first = extract(TEXT, model=any_model(1))
    assert first == extract(TEXT, model=any_model(1))
    assert first == extract(TEXT.encode(), model=any_model(1))


@pytest.mark.parametrize(
    "text",
    [
        "word " * 20_000,
        "1,000 " * 20_000,
        "a\t" * 20_000,
        "\t" * 100_000,
        "<table><tr>" + "<td>a" * 10_000,
        "&amp" * 50_000,
        "a\n" * 10_000,
        "FORM" + " " * 50_000 + "4",
        "x" * 10**6,
        "a1/" * 30_000,
        "(1)" * 10_000,
        "1. Title of Security (Instr. 3) " * 500,
        "1. Title of Security (Instr. 3)\n" * 500,
        "Form 3235" * 5_000,
        TEXT.replace("1,200", "1,200\t" * 5_000),
        TEXT.replace("Ada L.", "Ada L. " * 5_000),
        TEXT.replace("plan", "plan (1) " * 5_000),
    ],
)
def test_nothing_takes_for_ever(text: str) -> None:
    begun = time.perf_counter()
    check(extract(text, model=any_model(1)), text)
    assert time.perf_counter() - begun < 20


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 1000, b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40, b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"]
)
def test_what_is_no_text_has_no_values(data: bytes) -> None:
    found = extractor.extract(data)
    assert not found.rows
    assert found.document_type.value is None
    assert found.confidence < 0.05


@pytest.mark.parametrize(
    "text",
    [
        "Dear Ada,\n\nthe hens are well, and the roof holds.\n",
        "FORM 8-K\nCURRENT REPORT\n"
        "Pursuant to Section 13 or 15(d) of the Securities Exchange Act of 1934\nZorblat Holdings Inc.\n",
    ],
)
def test_another_document_is_not_taken_for_a_filing(text: str) -> None:
    found = extractor.extract(text)
    check(found, text)
    assert found.document_type.value is None
    assert not found.rows
    assert found.confidence < 0.05


def test_half_a_megabyte() -> None:
    line = "The reporting person has held these shares for many years and will go on to hold them, all 1,200 of them.\n"
    text = TEXT + "\n" + line * (500_000 // len(line))
    begun = time.perf_counter()
    check(extract(text, model=any_model(1)), text)
    assert time.perf_counter() - begun < 45


# A small filing in each dialect, by the model that ships


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_small_filing_is_read_in_every_dialect(dialect: str) -> None:
    text = DIALECTS[dialect](SALES)
    found = extractor.extract(text, name="small.txt")
    check(found, text)
    assert (found.source.name, found.source.dialect) == ("small.txt", dialect)
    assert found.document_type.value == "4"
    assert found.period_of_report.value == date(2005, 5, 6)
    assert (found.issuer.issuer_name.value or "").startswith("ZORBLAT")
    assert found.issuer.issuer_trading_symbol.value == "ZBLT"
    owner = found.reporting_owners[0]
    assert (owner.rpt_owner_name.value or "").startswith("QVIST")
    assert found.date_of_original_submission.value is None
    assert not found.derivative_table
    assert [r.kind for r in found.rows] == [RowKind.NON_DERIVATIVE_TRANSACTION] * 2
    for row, day, shares, price, after in zip(
        found.rows, (6, 7), ("1200", "300"), ("17.25", "17.4"), ("8800", "8500"), strict=True
    ):
        assert row.security_title.value == "Common Stock"
        assert row.transaction_date.value == date(2005, 5, day)
        assert row.transaction_code.value == "S"
        assert row.transaction_shares.value == Decimal(shares)
        assert row.transaction_acquired_disposed_code.value == "D"
        assert row.transaction_price_per_share.value == Decimal(price)
        assert row.shares_owned_following_transaction.value == Decimal(after)
        assert row.direct_or_indirect_ownership.value == "D"
        assert row.nature_of_ownership.value is None
        assert row.transaction_shares.text == f"{int(shares):,}"
    assert [n.id for n in found.footnotes] == ["F1"]
    assert (found.footnotes[0].text.value or "").startswith("The shares were sold under a plan")
    assert [s.signature_date.value for s in found.owner_signatures] == [date(2005, 5, 9)]
    assert "Qvist" in (found.owner_signatures[0].signature_name.value or "")
    assert {c.id: c.outcome for c in found.checks}["balance"] == "passed"


def test_confidence_is_not_constant_and_falls_with_damage() -> None:
    clean = extractor.extract(TEXT)
    assert len({v.confidence for _, _, v in clean.leaves() if v.value is not None}) > 5
    damaged = extractor.extract(TEXT.replace("8,500", "8,S0\t00").replace("05/07/2005", "05/07\t7/2005"))
    assert damaged.confidence < clean.confidence


def test_without_reconciliation_nothing_is_taken_from_the_neighbours() -> None:
    text = TEXT.replace("05/07/2005\t\tS", "05/07/2005\t\t")
    assert extractor.extract(text, reconcile=False).rows[1].transaction_code.value is None
    code = extractor.extract(text).rows[1].transaction_code
    assert (code.value, code.status) == ("S", Status.INFERRED)


def test_what_cannot_be_read_says_what_to_give_instead() -> None:
    with pytest.raises(TypeError, match="not PosixPath; to read a file, pass "):
        extractor.extract(Path("a.txt"))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="min_confidence is 7; give"):
        extractor.extract("", min_confidence=7)
    with pytest.raises(TypeError, match="not str"):
        extractor.extract("", min_confidence="a")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not str"):
        extractor.score("text")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="the threshold is 7; give"):
        extractor.score(extractor.Filing(), 7)


@pytest.mark.parametrize(("head", "told"), [(b"PK\x03\x04", "archive"), (b"%PDF-1.4", "PDF"), (b"\x1f\x8b\x08", "packed")])
def test_what_is_no_text_is_told(head: bytes, told: str) -> None:
    assert any(told in warning for warning in extractor.extract(head + b"\n\x00FORM 4").warnings)


def test_all_that_is_promised_can_be_had_of_the_package_itself() -> None:
    assert all(getattr(extractor, name) is not None for name in extractor.__all__)
    with pytest.raises(AttributeError, match="no attribute 'extracted'"):
        extractor.extracted  # noqa: B018
    assert set(extractor.__all__) <= set(dir(extractor))
    model = extractor.Model.default()
    assert extractor.Model.load(model.folder) is model
    found = extractor.score(extractor.extract(TEXT), model.threshold(max_error=0.05))
    assert found.threshold is not None
    assert found.accepted == extractor.score(extractor.extract(TEXT), found.threshold.confidence).accepted
    with pytest.raises(extractor.ExtractorError, match="load one"):
        any_model(1).threshold(0.05)


def test_reading_leaves_no_garbage_for_the_collector() -> None:
    extract(TEXT)
    gc.collect()
    gc.disable()
    try:
        extract(TEXT)
        assert gc.collect() == 0
    finally:
        gc.enable()
