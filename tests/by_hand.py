"""Small filings made by hand, each value with a text that it stands in. People and issuers are invented."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from extractor.confidence.confidence import assess
from extractor.filing import (
    Filing,
    Hint,
    OwnerSignature,
    ReportingOwner,
    Row,
    RowKind,
    Source,
    Status,
    Value,
)
from extractor.model import Model

T1, H1, T2, H2 = RowKind
DAY = date(2002, 5, 6)
LOST = Hint.LEADING_LOST
SHORT = Hint.DIGIT_LOST


def read(
    value: Any,
    text: str | None = None,
    *reasons: str,
    status: Status = Status.READ,
    confidence: float = 0.9,
    notes: tuple[str, ...] = (),
) -> Value[Any]:
    """A value that stands in the text, whose pieces bars part, or None where nobody could read it."""
    status = Status.MISSING if value is None else status
    if text is None:
        text = f"{value:%m/%d/%Y}" if isinstance(value, date) else f"{value:,}" if isinstance(value, Decimal) else str(value)
    pieces = text.split("|")
    sources = tuple(Source(i, i + len(p), p) for i, p in enumerate(pieces))
    return Value(value, status, confidence, sources, notes).because(*reasons)


def number(value: str, text: str | None = None, *reasons: str, status: Status = Status.READ) -> Value[Decimal]:
    return read(Decimal(value), text, *reasons, status=status)


GONE: Value[Any] = Value()


def words(text: str | None, stands: str | None = None) -> Value[str]:
    """What is read of a text, if anything stands there."""
    return read(text, stands) if text else GONE


def row(kind: RowKind = T1, **more: Any) -> Row:
    """A purchase of 100 after which 1,000 are held, unless said otherwise."""
    given: dict[str, Value[Any]] = {
        "security_title": read("Common Stock"),
        "transaction_date": read(DAY),
        "transaction_code": read("P"),
        "transaction_shares": number("100"),
        "transaction_price_per_share": number("17.25"),
        "transaction_acquired_disposed_code": read("A"),
        "shares_owned_following_transaction": number("1000"),
        "direct_or_indirect_ownership": read("D"),
    }
    return Row(kind=kind, **given | more)


def sold(**more: Any) -> Row:
    """A sale."""
    given: dict[str, Value[Any]] = {"transaction_code": read("S"), "transaction_acquired_disposed_code": read("D")}
    return row(**given | more)


def filing(*rows: Row, **more: Any) -> Filing:
    """A Form 4 of one director with some rows."""
    given: dict[str, Any] = {
        "document_type": read("4"),
        "period_of_report": read(DAY),
        "reporting_owners": (ReportingOwner(rpt_owner_name=read("Qvist Ada"), is_director=read(True)),),
        "owner_signatures": (OwnerSignature(signature_name=read("Ada Qvist"), signature_date=read(DAY + timedelta(2))),),
        "non_derivative_table": tuple(r for r in rows if not r.kind.is_derivative),
        "derivative_table": tuple(r for r in rows if r.kind.is_derivative),
    }
    return Filing(**given | more)


def outcome(found: Filing, check: str) -> str:
    return next(c.outcome for c in found.checks if c.id == check)


def after(value: str, *rest: str, **more: Any) -> dict[str, Any]:
    """What is held after a row."""
    return {"shares_owned_following_transaction": number(value, *rest, **more)}


def assessed(found: Filing) -> Filing:
    return assess(found, "", Model.default().confidence, least=0.0)


def damaged(value: str, text: str) -> Value[Decimal]:
    """A number of which a digit was lost."""
    return number(value, text, SHORT, status=Status.REPAIRED)
