from __future__ import annotations

import time
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from by_hand import read
from hypothesis import HealthCheck, given, settings
from strategies import complete_filings, filings

from extractor.errors import DocumentError
from extractor.export.edgar import changes
from extractor.export.lacking import lacking
from extractor.export.xml_reader import from_xml
from extractor.export.xml_writer import to_xml
from extractor.filing import (
    Filing,
    Footnote,
    Issuer,
    OwnerSignature,
    ReportingOwner,
    Row,
    RowKind,
    Status,
    Value,
)

SPEC = Path(__file__).resolve().parents[3] / "shared" / "spec" / "xsd"
SLOW = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def sale(**more: Value[Any]) -> Row:
    return Row(
        kind=RowKind.NON_DERIVATIVE_TRANSACTION,
        **{
            "security_title": read("Common Stock"),
            "transaction_date": read(date(2002, 11, 5)),
            "transaction_code": read("S"),
            "transaction_shares": read(Decimal("1200")),
            "transaction_price_per_share": read(Decimal("17.2500"), notes=("F1",)),
            "transaction_acquired_disposed_code": read("D"),
            "shares_owned_following_transaction": read(Decimal("8800")),
            "direct_or_indirect_ownership": read("D"),
        }
        | more,
    )


HOLDING = Row(
    kind=RowKind.NON_DERIVATIVE_HOLDING,
    security_title=read("Common Stock"),
    shares_owned_following_transaction=read(Decimal("40")),
    direct_or_indirect_ownership=read("I"),
    nature_of_ownership=read("By trust"),
)


def filing(**more: Any) -> Filing:
    base = Filing(
        document_type=read("4"),
        period_of_report=read(date(2002, 11, 5)),
        issuer=Issuer(issuer_name=read("Zorblat Widgets Inc"), issuer_trading_symbol=read("ZRBW")),
        reporting_owners=(
            ReportingOwner(
                rpt_owner_name=read("Qvist Ada"),
                rpt_owner_city=read("Springfield"),
                rpt_owner_state=read("IL"),
                is_director=read(True),
                is_officer=read(False),
            ),
        ),
        non_derivative_table=(sale(), HOLDING, sale()),
        footnotes=(Footnote(id="F1", text=read("Weighted average.")),),
        owner_signatures=(OwnerSignature(signature_name=read("/s/ Ada Qvist"), signature_date=read(date(2002, 11, 6))),),
    )
    return replace(base, **more)


def with_ciks(f: Filing) -> Filing:
    return replace(
        f,
        issuer=replace(f.issuer, issuer_cik=read("0000012345")),
        reporting_owners=tuple(replace(o, rpt_owner_cik=read("0000067890")) for o in f.reporting_owners),
    )


def content(f: Filing, *, ciks: bool = True) -> list[tuple[str, Any, Any]]:
    """What a filing says, without its evidence."""
    ids = [note.id for note in f.footnotes]
    leaves = [(p, v.value, v.footnotes if leaf and leaf.notes else ()) for p, leaf, v in f.leaves()]
    shown = [leaf for leaf in leaves if not leaf[0].startswith("form/") and (ciks or not leaf[0].endswith("Cik"))]
    return [*shown, ("ids", ids, ())]


def tags(xml: str) -> set[str]:
    return {el.tag for el in ET.fromstring(xml).iter()}


def valid(f: Filing) -> str:
    """The complaints of the XSD; empty where the EDGAR profile of the filing validates."""
    schema = xsd(f.document_type.value or "4")
    schema.validate(schema_tree(to_xml(f, profile="edgar")))
    return str(schema.error_log)


@cache
def xsd(form: str) -> Any:
    etree = pytest.importorskip("lxml.etree")
    if not SPEC.is_dir():
        pytest.skip("the SEC's XSDs are not at ../shared/spec/xsd")
    return etree.XMLSchema(etree.parse(str(SPEC / f"ownership{form.replace('/', '')}Document.xsd.xml")))


def schema_tree(xml: str) -> Any:
    return pytest.importorskip("lxml.etree").fromstring(xml.encode())


def test_printed_profile_has_what_the_form_shows_and_nothing_else() -> None:
    xml = to_xml(with_ciks(filing()))
    assert not tags(xml) & {"issuerCik", "rptOwnerCik", "rptOwnerStreet1", "isOther", "derivativeTable", "remarks"}
    root = ET.fromstring(xml)
    assert root.findtext("periodOfReport") == "2002-11-05"
    assert root.findtext("reportingOwner/reportingOwnerRelationship/isDirector") == "1"
    assert root.findtext("reportingOwner/reportingOwnerRelationship/isOfficer") == "0"


def test_rows_keep_their_printed_order() -> None:
    table = ET.fromstring(to_xml(filing())).find("nonDerivativeTable")
    assert table is not None
    assert [row.tag for row in table] == [
        "nonDerivativeTransaction",
        "nonDerivativeHolding",
        "nonDerivativeTransaction",
    ]


def test_footnotes_stand_on_the_element_they_mark_after_its_value() -> None:
    row = sale(transaction_code=read("S", notes=("F2",)), transaction_date=Value(None, footnotes=("F1", "F2")))
    el = ET.fromstring(to_xml(filing(non_derivative_table=(row,)))).find("nonDerivativeTable/nonDerivativeTransaction")
    assert el is not None
    price = el.find("transactionAmounts/transactionPricePerShare")
    assert price is not None
    assert [(c.tag, c.text, c.get("id")) for c in price] == [("value", "17.2500", None), ("footnoteId", None, "F1")]
    assert [c.get("id") for c in el.findall("transactionDate/*")] == ["F1", "F2"]
    assert [c.tag for c in el.findall("transactionCoding/*")] == ["transactionCode", "footnoteId"]


def test_a_row_of_which_nothing_is_known_keeps_its_place() -> None:
    rows = (Row(kind=RowKind.NON_DERIVATIVE_TRANSACTION), sale())
    again = from_xml(to_xml(filing(non_derivative_table=rows)))
    assert len(again.non_derivative_table) == 2
    assert again.non_derivative_table[1].transaction_code.value == "S"


@pytest.mark.parametrize(("number", "text"), [("1E+5", "100000"), ("0", "0"), ("0.0001", "0.0001"), ("12.50", "12.50")])
def test_amounts_are_plain_decimals(number: str, text: str) -> None:
    xml = to_xml(filing(non_derivative_table=(sale(transaction_shares=read(Decimal(number))),)))
    assert f"<transactionShares><value>{text}</value></transactionShares>" in xml


def test_characters_that_xml_cannot_hold_are_left_out() -> None:
    f = filing(remarks=read("a\x00b\x0cc \ud800 <&>"))
    again = from_xml(to_xml(f).encode())
    assert again.remarks.value == "abc  <&>"


@SLOW
@given(filings())
def test_out_and_in_again_is_the_same_filing(f: Filing) -> None:
    xml = to_xml(f)
    again = from_xml(xml)
    assert content(again, ciks=False) == content(f, ciks=False)
    assert to_xml(again) == xml
    assert all(v.status is Status.READ and v.confidence == 1.0 for _, _, v in again.leaves() if v.present)


def test_edgar_xml_of_others_is_read() -> None:
    f = from_xml(
        b"""<?xml version="1.0" encoding="ISO-8859-1"?><o:ownershipDocument xmlns:o="urn:x"><o:schemaVersion>X0306
        </o:schemaVersion><o:documentType> 5 </o:documentType><o:periodOfReport>2004-12-31-05:00</o:periodOfReport>
        <o:notSubjectToSection16>false</o:notSubjectToSection16><o:form3HoldingsReported>true</o:form3HoldingsReported>
        <o:reportingOwner><o:reportingOwnerAddress><o:rptOwnerNonUSAddressFlag>1</o:rptOwnerNonUSAddressFlag>
        <o:rptOwnerCountry>X0</o:rptOwnerCountry></o:reportingOwnerAddress></o:reportingOwner><o:derivativeTable>
        <o:derivativeHolding><o:securityTitle><o:value>Caf\xe9 unit</o:value></o:securityTitle><o:exerciseDate>
        <o:footnoteId id="F2"/></o:exerciseDate><o:expirationDate/></o:derivativeHolding></o:derivativeTable>
        </o:ownershipDocument>"""
    )
    (row,) = f.derivative_table
    assert (f.document_type.value, f.period_of_report.value) == ("5", date(2004, 12, 31))
    assert (f.not_subject_to_section16.value, f.form3_holdings_reported.value) == (False, True)
    assert f.reporting_owners[0].rpt_owner_state.value == "X0"
    assert (row.security_title.value, row.exercise_date.footnotes) == ("Café unit", ("F2",))
    assert row.expiration_date.status is Status.MISSING


@pytest.mark.parametrize(
    "source",
    [
        "",
        "plain text",
        "<html></html>",
        b"\x00\xff\xfe",
        "<ownershipDocument>",
        b"<?xml version='1.0' encoding='no-such'?><ownershipDocument/>",
        "<ownershipDocument><periodOfReport>soon</periodOfReport></ownershipDocument>",
        "<ownershipDocument><aff10b5One>maybe</aff10b5One></ownershipDocument>",
        "<ownershipDocument><nonDerivativeTable><nonDerivativeHolding><postTransactionAmounts>"
        "<sharesOwnedFollowingTransaction><value>NaN</value></sharesOwnedFollowingTransaction>"
        "</postTransactionAmounts></nonDerivativeHolding></nonDerivativeTable></ownershipDocument>",
        "<!DOCTYPE ownershipDocument><ownershipDocument/>",
        "<!DOCTYPE ownershipDocument><ownershipDocument/>".encode("utf-16"),
    ],
)
def test_what_is_no_ownership_document_is_a_typed_error_of_one_line(source: str | bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        from_xml(source)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


def test_entities_that_grow_without_end_are_refused_at_once() -> None:
    lines = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 30))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{lines}]><ownershipDocument>&a29;</ownershipDocument>'
    start = time.perf_counter()
    with pytest.raises(DocumentError):
        from_xml(bomb)
    assert time.perf_counter() - start < 2


def test_edgar_profile_validates_once_ciks_are_there() -> None:
    f = filing()
    assert [gap.partition(":")[0] for gap in lacking(f)] == [
        "issuer/issuerCik",
        "reportingOwner[1]/reportingOwnerId/rptOwnerCik",
    ]
    assert lacking(with_ciks(f)) == ()
    assert valid(with_ciks(f)) == ""
    assert "<aff10b5One>0</aff10b5One>" in to_xml(with_ciks(f), profile="edgar")


def test_lacking_names_what_the_form_must_say() -> None:
    rows = (sale(security_title=Value(), transaction_code=read("Q")), replace(HOLDING, nature_of_ownership=Value()))
    f = with_ciks(filing(document_type=read("4/A"), non_derivative_table=rows, footnotes=(), owner_signatures=()))
    told = "\n".join(lacking(f))
    for path in (
        "dateOfOriginalSubmission",
        "nonDerivativeTable/nonDerivativeTransaction[1]/securityTitle",
        "nonDerivativeTable/nonDerivativeTransaction[1]/transactionCoding/transactionCode",
        "nonDerivativeTable/nonDerivativeHolding[1]/ownershipNature/natureOfOwnership",
        "nonDerivativeTable/nonDerivativeTransaction[1]/transactionAmounts/transactionPricePerShare: footnote F1",
        "ownerSignature",
    ):
        assert path in told


def test_a_foreign_address_stands_in_the_country_elements() -> None:
    owner = replace(filing().reporting_owners[0], rpt_owner_state=read("A6"), rpt_owner_state_description=read("ONTARIO, CANADA"))
    f = with_ciks(filing(reporting_owners=(owner,)))
    address = ET.fromstring(to_xml(f, profile="edgar")).find("reportingOwner/reportingOwnerAddress")
    assert address is not None
    assert (address.findtext("rptOwnerNonUSAddressFlag"), address.findtext("rptOwnerCountry")) == ("1", "A6")
    assert address.find("rptOwnerState") is None
    assert valid(f) == ""
    assert from_xml(to_xml(f, profile="edgar")).reporting_owners[0].rpt_owner_state.value == "A6"


def test_what_the_schema_has_no_room_for_is_cut_and_told() -> None:
    row = sale(security_title=read("x" * 70), transaction_shares=read(Decimal("1.23456")))
    f = with_ciks(filing(non_derivative_table=(row,), no_securities_owned=read(True)))
    assert valid(f) == ""
    assert len(changes(f)) == 3
    assert to_xml(f).count("x" * 70) == 1


@SLOW
@given(complete_filings())
def test_a_filing_with_all_that_edgar_requires_validates(f: Filing) -> None:
    assert lacking(f) == ()
    assert valid(f) == ""


@SLOW
@given(filings())
def test_what_lacks_nothing_validates(f: Filing) -> None:
    to_xml(f, profile="edgar")
    if not lacking(f):
        assert valid(f) == ""
