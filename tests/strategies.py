"""Hypothesis strategies for filings, shared by the tests. People and issuers are invented."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from extractor.filing import (
    Alternative,
    Check,
    Filing,
    Footnote,
    Issuer,
    Leaf,
    LeafType,
    OwnerSignature,
    Printed,
    ReportingOwner,
    Row,
    RowKind,
    Source,
    SourceInfo,
    Status,
    Value,
    leaves_of,
)
from extractor.filing.forms import DOCUMENT_TYPES, row_needs

NOTE_IDS = tuple(f"F{i}" for i in range(1, 10))
CODES = {
    "document_type": DOCUMENT_TYPES,
    "issuer_cik": ("0000012345", "0000000007"),
    "rpt_owner_cik": ("0001234567", "0000000042"),
    "transaction_form_type": ("4", "5"),
    "transaction_code": tuple("ACDEFGHIJLMOPSUWXZ"),
    "transaction_timeliness": ("E", "L"),
    "transaction_acquired_disposed_code": ("A", "D"),
    "direct_or_indirect_ownership": ("D", "I"),
    "rpt_owner_state": ("NY", "CA", "A6", "X0", "ON", "ZZ"),
    "issuer_trading_symbol": ("QZXV", "VVOO.B"),
}
any_text = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n\r"),
    max_size=40,
)
texts = st.one_of(
    st.sampled_from(("Qvist Ada", "Zorblat Holdings", "See note. " * 40 + "x", "a < b & \"c\" > 'd'")),
    any_text.map(str.strip),
).filter(bool)
amounts = st.decimals(min_value=0, max_value=10**11, places=4) | st.integers(0, 10**9).map(Decimal)
dates = st.dates()
confidences = st.floats(0, 1)


def plain(spec: Leaf) -> st.SearchStrategy[Any]:
    """Values of a leaf's type; codes mostly of the kind that the form knows."""
    if spec.type is LeafType.AMOUNT:
        return amounts
    if spec.type is LeafType.DATE:
        return dates
    if spec.type is LeafType.MARK:
        return st.booleans()
    return st.sampled_from(CODES[spec.attribute]) if spec.attribute in CODES else texts


EVIDENCE = (
    Value(None, Status.READ, 1.0, (Source(3, 7, "text"),)),
    Value(None, Status.READ, 0.875, (Source(0, 2, "ab"), Source(9, 11, "\x00\ud800"))),
    Value(None, Status.REPAIRED, 0.5, (Source(5, 6, "S"),), reasons=("a reason", "another")),
    Value(None, Status.INFERRED, 0.0),
)
NOTES = ((), (), (), ("F1",), ("F9", "F2"))


@st.composite
def values(draw: Callable[..., Any], spec: Leaf, *, known: bool = False) -> Value[Any]:
    """A value with evidence, a mere footnote, or a missing value; with ``known`` always a value."""
    content = draw(plain(spec)) if known or draw(st.booleans()) else None
    notes = draw(st.sampled_from(NOTES)) if spec.notes else ()
    if content is None and not notes:
        return draw(st.sampled_from((Value(), Value(confidence=0.5, reasons=("blank",)))))
    evidence = draw(st.sampled_from(EVIDENCE))
    others = (Alternative(content, 0.25),) if evidence.status is Status.REPAIRED else ()
    return replace(evidence, value=content, footnotes=notes, alternatives=others)


@st.composite
def parts(draw: Callable[..., Any], cls: type, **given: Any) -> Any:
    """An issuer, owner, row or signature with any of its leaves."""
    return cls(**{spec.attribute: draw(values(spec)) for spec in leaves_of(cls)} | given)


@st.composite
def rows(draw: Callable[..., Any], *kinds: RowKind) -> Row:
    return draw(parts(Row, kind=draw(st.sampled_from(kinds))))


_footnote_texts = st.builds(Value, texts, st.just(Status.READ), confidences) | st.just(Value())
_checks = st.builds(Check, st.just("c1"), st.just("One equals one."), st.sampled_from(("passed", "failed")))
_printed = {"issuer": parts(Issuer), "printed": parts(Printed)}


@st.composite
def filings(draw: Callable[..., Any]) -> Filing:
    """Any filing: every leaf may be known or not, rows of all kinds interleaved."""
    kinds = tuple(RowKind)
    ids = draw(st.lists(st.sampled_from(NOTE_IDS), unique=True, max_size=3))
    return Filing(
        **{spec.attribute: draw(values(spec)) for spec in leaves_of(Filing)},
        **{name: draw(strategy) for name, strategy in _printed.items()},
        reporting_owners=tuple(draw(st.lists(parts(ReportingOwner), max_size=2))),
        non_derivative_table=tuple(draw(st.lists(rows(*kinds[:2]), max_size=3))),
        derivative_table=tuple(draw(st.lists(rows(*kinds[2:]), max_size=2))),
        footnotes=tuple(Footnote(id=i, text=draw(_footnote_texts)) for i in ids),
        owner_signatures=tuple(draw(st.lists(parts(OwnerSignature), max_size=2))),
        source=SourceInfo("page.txt", "0" * 64, "grid", "2002"),
        checks=tuple(draw(st.lists(_checks, max_size=2))),
        confidence=draw(confidences),
        warnings=tuple(draw(st.lists(st.just("a warning"), max_size=1))),
    )


@st.composite
def complete_filings(draw: Callable[..., Any]) -> Filing:
    """Filings that have all that EDGAR requires, and more: long texts, leaves of other forms."""
    filing: Filing = draw(filings())
    form = draw(st.sampled_from(DOCUMENT_TYPES))
    needed = {spec.attribute: draw(values(spec, known=True)) for spec in leaves_of(Filing)}
    needed["document_type"] = Value(form, Status.READ, 1.0)
    owners = filing.reporting_owners or (ReportingOwner(),)
    signatures = filing.owner_signatures or (OwnerSignature(),)
    return replace(
        filing,
        **needed,
        issuer=draw(_filled(filing.issuer, tuple(spec.attribute for spec in leaves_of(Issuer)))),
        reporting_owners=tuple(
            replace(
                draw(_filled(owner, ("rpt_owner_cik", "rpt_owner_name"))),
                is_director=Value(True, Status.READ, 1.0),
                rpt_owner_state=Value(draw(st.sampled_from(("NY", "A6", "X0", None))), Status.READ, 1.0),
            )
            for owner in owners
        ),
        non_derivative_table=tuple(draw(_complete(row, form)) for row in _allowed(filing.non_derivative_table, form)),
        derivative_table=tuple(draw(_complete(row, form)) for row in _allowed(filing.derivative_table, form)),
        footnotes=tuple(Footnote(id=i, text=Value("text", Status.READ, 1.0)) for i in NOTE_IDS),
        owner_signatures=tuple(draw(_filled(s, ("signature_name", "signature_date"))) for s in signatures),
    )


def _allowed(table: tuple[Row, ...], form: str) -> tuple[Row, ...]:
    return tuple(row for row in table if form[0] != "3" or not row.kind.is_transaction)


@st.composite
def _filled(draw: Callable[..., Any], part: Any, attributes: tuple[str, ...]) -> Any:
    specs = (spec for spec in leaves_of(type(part)) if spec.attribute in attributes)
    return replace(part, **{spec.attribute: draw(values(spec, known=True)) for spec in specs})


@st.composite
def _complete(draw: Callable[..., Any], row: Row, form: str) -> Row:
    needs = row_needs(form[0], row.kind)
    attributes = tuple(draw(st.sampled_from(need.attributes)) for need in needs)
    return draw(_filled(row, (*attributes, "nature_of_ownership")))
