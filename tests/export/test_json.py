from __future__ import annotations

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import filings

from extractor.export.json_writer import to_dict, to_json
from extractor.export.schema import SCHEMA_ID, schema_text
from extractor.export.xml_writer import to_xml
from extractor.filing import Alternative, Check, CheckOutcome, Filing, Issuer, Row, RowKind, Source, SourceInfo, Status, Value

SLOW = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
COUNTED = re.compile("reportingOwner|ownerSignature|footnote|.*(Transaction|Holding)")


def field(filing: Filing, path: str) -> dict[str, Any]:
    (found,) = (f for f in to_dict(filing)["fields"] if f["path"] == path)
    return dict(found)


def values_of_xml(el: ET.Element, path: str = "") -> Iterator[tuple[str, str]]:
    """The XPath and the text of everything that holds text, ``value`` elements under their parent's path."""
    seen: dict[str, int] = {}
    for child in el:
        seen[child.tag] = seen.get(child.tag, 0) + 1
        counted = el.tag in TABLES or (el.tag in HOLDERS and COUNTED.fullmatch(child.tag))
        index = f"[{seen[child.tag]}]" if counted else ""
        here = path if child.tag == "value" else f"{path}/{child.tag}{index}".lstrip("/")
        if child.text and child.text.strip():
            yield here, child.text
        yield from values_of_xml(child, here)


TABLES = ("nonDerivativeTable", "derivativeTable")
HOLDERS = ("ownershipDocument", "footnotes")


@SLOW
@given(filings())
def test_json_validates_and_every_value_of_the_xml_has_its_entry(filing: Filing) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    data = json.loads(to_json(filing))
    jsonschema.Draft202012Validator(json.loads(schema_text())).validate(data)
    fields = {f["path"]: f["value"] for f in data["fields"]}
    assert len(fields) == len(data["fields"])
    for path, text in values_of_xml(ET.fromstring(to_xml(filing))):
        value = fields[path]
        assert (str(int(value)) if isinstance(value, bool) else value) == text, path


@SLOW
@given(filings(), st.sampled_from((None, 0, 2, 4)))
def test_json_is_written_as_the_standard_library_writes_it(filing: Filing, indent: int | None) -> None:
    data, text = to_dict(filing), to_json(filing, indent=indent)
    assert text.removesuffix("\n") in {json.dumps(data, indent=indent, ensure_ascii=ascii) for ascii in (False, True)}


def test_a_row_says_how_sure_its_kind_is() -> None:
    rows = (Row(kind=RowKind.NON_DERIVATIVE_HOLDING, confidence=0.75), Row(kind=RowKind.NON_DERIVATIVE_TRANSACTION))
    filing = Filing(non_derivative_table=rows)
    found = field(filing, "nonDerivativeTable/nonDerivativeHolding[1]/kind")
    assert (found["value"], found["confidence"], found["status"]) == ("holding", 0.75, "inferred")
    assert field(filing, "nonDerivativeTable/nonDerivativeTransaction[1]/kind")["value"] == "transaction"


def test_the_schema_is_a_schema_and_bears_the_id_of_the_format() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == SCHEMA_ID == to_dict(Filing())["schema"]


def test_a_value_comes_with_its_evidence() -> None:
    name = Value(
        "Zorblat Inc",
        Status.REPAIRED,
        0.8,
        (Source(4, 8, "Zorb"), Source(10, 14, "1at ")),
        alternatives=(Alternative("Zorbat Inc", 0.1),),
        reasons=("1 for l",),
    )
    assert field(Filing(issuer=Issuer(issuer_name=name)), "issuer/issuerName") == {
        "path": "issuer/issuerName",
        "value": "Zorblat Inc",
        "asReported": {"value": "Zorblat Inc", "footnotes": []},
        "confidence": 0.8,
        "status": "repaired",
        "sources": [{"start": 4, "end": 8, "text": "Zorb"}, {"start": 10, "end": 14, "text": "1at "}],
        "footnotes": [],
        "footnoteConfidences": [],
        "alternatives": [{"value": "Zorbat Inc", "confidence": 0.1}],
        "reasons": ["1 for l"],
    }


def test_amounts_keep_their_digits_and_marks_are_booleans() -> None:
    row = Row(
        kind=RowKind.DERIVATIVE_TRANSACTION,
        transaction_shares=Value(Decimal("123456789012.1230"), Status.READ, 1.0),
        equity_swap_involved=Value(False, Status.READ, 1.0),
    )
    filing = Filing(derivative_table=(row,))
    path = "derivativeTable/derivativeTransaction[1]/"
    assert field(filing, path + "transactionAmounts/transactionShares")["value"] == "123456789012.1230"
    assert field(filing, path + "transactionCoding/equitySwapInvolved")["value"] is False


def test_missing_leaves_are_those_that_the_row_should_have() -> None:
    filing = Filing(non_derivative_table=(Row(kind=RowKind.NON_DERIVATIVE_HOLDING),))
    missing = {f["path"] for f in to_dict(filing)["fields"] if f["status"] == "missing"}
    row = "nonDerivativeTable/nonDerivativeHolding[1]/"
    assert row + "securityTitle" in missing
    assert row + "postTransactionAmounts/sharesOwnedFollowingTransaction" in missing
    assert not any("transactionDate" in path or "exerciseDate" in path for path in missing)


def test_what_is_known_of_a_blank_is_told() -> None:
    blank: Value[str] = Value(confidence=0.9, reasons=("the box is empty",))
    entry = field(Filing(remarks=blank), "remarks")
    assert (entry["value"], entry["status"], entry["confidence"]) == (None, "missing", 0.9)


def test_source_checks_and_confidence_of_the_filing_are_there() -> None:
    sha = hashlib.sha256(b"").hexdigest()
    data = to_dict(
        Filing(
            document_type=Value("4", Status.READ, 0.75),
            source=SourceInfo("a.txt", sha, "grid", "old"),
            checks=(Check("balance", "Balances run on.", CheckOutcome.FAILED, ("a", "b"), "10 is not 9"),),
            confidence=0.5,
            warnings=("page 2 is not readable",),
        )
    )
    assert data["source"] == {"name": "a.txt", "sha256": sha, "dialect": "grid", "edition": "old", "noise": 0.0, "captions": 0}
    assert data["checks"][0]["paths"] == ["a", "b"]
    assert data["confidence"] == {"filing": 0.5, "lowest": 0.75}
    assert data["warnings"] == ["page 2 is not readable"]


def test_what_only_the_page_has_stands_under_form() -> None:
    filing = Filing()
    filing = replace(filing, printed=replace(filing.printed, tax_number=Value("00-1234567", Status.READ, 0.9)))
    assert field(filing, "form/taxNumber")["value"] == "00-1234567"


def test_half_characters_of_a_broken_input_do_not_break_the_json() -> None:
    filing = Filing(remarks=Value("x", Status.READ, 1.0, (Source(0, 1, "\udc80"),)))
    text = to_json(filing)
    text.encode()
    assert json.loads(text)["fields"][-1]["sources"][0]["text"] == "\udc80"
