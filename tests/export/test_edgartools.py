"""A resolved filing in the EDGAR profile is readable by edgartools (an extra)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from by_hand import read

from extractor.cik_index import CikIndex, resolve
from extractor.export.lacking import lacking
from extractor.export.xml_writer import to_xml
from extractor.filing import Filing, Footnote, Issuer, OwnerSignature, ReportingOwner, Row, RowKind


def test_edgartools_reads_a_resolved_filing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ownership = pytest.importorskip("edgar.ownership", reason="edgartools is an extra")
    monkeypatch.setattr("edgar.ownership.owners.Entity", lambda *_, **__: None)  # it would ask the SEC who that is
    index = tmp_path / "cik-lookup-data.txt"
    index.write_text("ZORBLAT WIDGETS INC /DE/:0000000012:\nQVIST ADA:0000000034:\n")
    sale = Row(
        kind=RowKind.NON_DERIVATIVE_TRANSACTION,
        security_title=read("Common Stock"),
        transaction_date=read(date(2002, 11, 5)),
        transaction_code=read("S"),
        transaction_shares=read(Decimal("1200")),
        transaction_price_per_share=read(Decimal("17.25"), notes=("F1",)),
        transaction_acquired_disposed_code=read("D"),
        shares_owned_following_transaction=read(Decimal("8800")),
        direct_or_indirect_ownership=read("D"),
    )
    filing = Filing(
        document_type=read("4"),
        period_of_report=read(date(2002, 11, 5)),
        issuer=Issuer(issuer_name=read("Zorblat Widgets, Inc."), issuer_trading_symbol=read("ZRBW")),
        reporting_owners=(ReportingOwner(rpt_owner_name=read("QVIST ADA"), is_director=read(True)),),
        non_derivative_table=(sale,),
        footnotes=(Footnote(id="F1", text=read("Weighted average.")),),
        owner_signatures=(OwnerSignature(signature_name=read("/s/ Ada Qvist"), signature_date=read(date(2002, 11, 6))),),
    )
    resolved = resolve(filing, CikIndex.from_file(index))
    assert lacking(resolved) == ()
    form = ownership.Form4(**ownership.Ownership.parse_xml(to_xml(resolved, profile="edgar")))
    assert (form.form, str(form.reporting_period), form.issuer.ticker) == ("4", "2002-11-05", "ZRBW")
    assert int(form.issuer.cik) == 12
    traded = form.non_derivative_table.transactions.data
    assert len(traded) == 1
    assert float(traded.iloc[0]["Shares"]) == 1200
