"""Stands in for the pipeline where a test is about thousands of filings, not about one."""

from __future__ import annotations

import os
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.batch.reading import ReadSettings
from extractor.errors import InputError
from extractor.filing import (
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


def value(content: Any, confidence: float = 0.9, *footnotes: str) -> Value[Any]:
    return Value(content, Status.READ, confidence, (Source(0, 3, f"<{content}>"),), footnotes)


def echo(data: bytes, name: str) -> Filing:
    """A filing whose issuer is the text. Its first word may make it fail, break, doze, hang or kill its process."""
    text = data.decode()
    word, _, rest = text.partition(" ")
    match word:
        case "bad":
            raise InputError(name, "not readable", "scan it again")
        case "bug":
            raise RuntimeError("two\nlines")
        case "kill":
            os._exit(9)
        case "once":
            _die_once(Path(rest))
        case "doze":
            time.sleep(0.01)
        case "hang":
            while True:
                pass
    return filing_of(text, name)


class Echoed(ReadSettings):
    """Settings by which texts are echoed."""

    def filing(self, data: bytes, name: str) -> Filing:
        return echo(data, name)


def filing_of(text: str, name: str) -> Filing:
    shares = Decimal(len(text))
    return Filing(
        document_type=value("4"),
        period_of_report=value(date(1999, 3, 5)),
        issuer=Issuer(issuer_name=value(text), issuer_trading_symbol=value("ZBLT")),
        reporting_owners=(
            ReportingOwner(rpt_owner_name=value("Qvist Ada"), is_director=value(True, 0.8), is_officer=value(True, 0.6)),
            ReportingOwner(rpt_owner_name=value("Zorblat Partners LP"), is_ten_percent_owner=value(True)),
        ),
        non_derivative_table=(
            Row(kind=RowKind.NON_DERIVATIVE_HOLDING, confidence=0.7, shares_owned_following_transaction=value(Decimal("5"))),
            Row(
                kind=RowKind.NON_DERIVATIVE_TRANSACTION,
                transaction_date=value(date(1999, 3, 5)),
                transaction_code=value("P", 0.9, "F2"),
                transaction_shares=value(shares, 0.6, "F1", "F2"),
                transaction_price_per_share=value(Decimal("7.1875")),
            ),
        ),
        derivative_table=(Row(kind=RowKind.DERIVATIVE_TRANSACTION, exercise_date=value(date(2000, 12, 31))),),
        footnotes=(Footnote(id="F1", text=value("Held\tby a trust.\nSee F2.")),),
        owner_signatures=(OwnerSignature(signature_name=value("Ada Qvist"), signature_date=value(date(1999, 3, 9))),),
        source=SourceInfo(name, "0" * 64, "plain", "2002", 0.125),
        checks=(Check("balance", "Holdings run on.", CheckOutcome.PASSED, ("periodOfReport", "remarks")),),
        confidence=0.9 if "sure" in text else 0.25,
    )


def _die_once(mark: Path) -> None:
    if not mark.exists():
        mark.touch()
        os._exit(9)
