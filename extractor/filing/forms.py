"""What each form has: which leaves belong to which rows, and which of them a complete form fills.

Source: SEC ownership XSDs (``ownership3Document`` .. ``ownership5ADocument``, versions X0206 and X0306).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from extractor.filing.document import Filing, ReportingOwner, Row, RowKind, leaves_of, row_paths

DOCUMENT_TYPES: Final = ("3", "3/A", "4", "4/A", "5", "5/A")
MAX_ROWS: Final = 30
MAX_OWNERS: Final = 10
MAX_FOOTNOTES: Final = 99


@dataclass(frozen=True, slots=True)
class Need:
    """One of ``attributes`` has a value or, where ``footnote`` allows it, at least a footnote."""

    attributes: tuple[str, ...]
    footnote: bool = False


RELATIONSHIPS: Final = ("is_director", "is_officer", "is_ten_percent_owner", "is_other")
"""The marks of an owner's relationship to the issuer, of which there is at least one."""

HEADER_NEEDS: Final = (Need(("document_type",)), Need(("period_of_report",)))
ISSUER_NEEDS: Final = (Need(("issuer_name",)), Need(("issuer_trading_symbol",)))
OWNER_NEEDS: Final = (
    Need(("rpt_owner_name",)),
    Need(RELATIONSHIPS),
)
SIGNATURE_NEEDS: Final = (Need(("signature_name",)), Need(("signature_date",)))

TOTALS: Final = {
    "transaction_shares": "transaction_total_value",
    "underlying_security_shares": "underlying_security_value",
    "shares_owned_following_transaction": "value_owned_following_transaction",
}
"""The total value that stands in the column of each number of shares in its place."""

NOT_PRINTED: Final = frozenset(
    (
        *("issuer_cik", "rpt_owner_cik", "transaction_form_type", "equity_swap_involved", "rpt_owner_state_description"),
        *("tax_number", "statement_period", "joint_filing", "aff10b5_one", "not_subject_to_section16"),
    )
)
"""Leaves that the page does not print, or whose absence says nothing."""

_AMENDED: Final = DOCUMENT_TYPES[1::2]
ONLY_ON: Final = {
    "date_of_original_submission": _AMENDED,
    "no_securities_owned": ("3", "3/A"),
    "not_subject_to_section16": ("4", "4/A", "5", "5/A"),
    "form3_holdings_reported": ("5", "5/A"),
    "form4_transactions_reported": ("5", "5/A"),
}
"""Leaves of the header that not every document type has, with those that have them."""

_ORIGINAL: Final = Need(("date_of_original_submission",))
_PRICE: Final = Need(("transaction_price_per_share",), footnote=True)
UNPAID: Final = frozenset("GW")
"""Codes of transactions without a price: gifts, and what comes by will or the laws of descent."""
_FOLLOWING: Final = Need(("shares_owned_following_transaction", "value_owned_following_transaction"))
_ALWAYS: Final[tuple[Need, ...]] = (Need(("security_title",)), Need(("direct_or_indirect_ownership",)))
_TRANSACTION: Final = (
    Need(("transaction_date",)),
    Need(("transaction_code",)),
    _PRICE,
    Need(("transaction_acquired_disposed_code",)),
)
_DERIVATIVE: Final = (
    Need(("conversion_or_exercise_price",), footnote=True),
    Need(("exercise_date",), footnote=True),
    Need(("expiration_date",), footnote=True),
    Need(("underlying_security_title",)),
)
_OPTIONAL: Final = {
    "transaction": {"deemed_execution_date", "transaction_form_type", "equity_swap_involved", "transaction_timeliness"},
    "derivative": {"underlying_security_shares", "underlying_security_value"},
}


def is_related(owner: ReportingOwner) -> bool:
    """Whether a relationship of an owner to the issuer is marked."""
    return any(getattr(owner, mark).value for mark in RELATIONSHIPS)


def form_of(filing: Filing) -> str:
    """``3``, ``4`` or ``5``; empty where the document type is not known."""
    type_ = filing.document_type.value
    return type_[0] if type_ in DOCUMENT_TYPES else ""


@cache
def row_needs(form: str, kind: RowKind) -> tuple[Need, ...]:
    """What a complete row has; an unknown form (empty) is taken for a Form 4."""
    needs: tuple[Need, ...] = _ALWAYS
    if kind.is_transaction:
        amounts = ("transaction_shares", "transaction_total_value")
        needs += (*_TRANSACTION, Need(amounts if kind.is_derivative else amounts[:1]))
    if kind.is_derivative:
        needs += _DERIVATIVE
    return needs if form == "3" and kind.is_derivative else (*needs, _FOLLOWING)


@cache
def row_attributes(form: str, kind: RowKind) -> frozenset[str]:
    """The leaves that a row of this kind can have at all on this form."""
    can = {"nature_of_ownership", *(a for need in row_needs(form, kind) for a in need.attributes)}
    can |= _OPTIONAL["derivative"] if kind.is_derivative else set()
    if kind.is_transaction:
        can |= _OPTIONAL["transaction"]
    elif form == "5":
        can |= {"transaction_form_type", "transaction_code"}
    return frozenset(can & {spec.attribute for spec in leaves_of(Row)})


def asked_for(filing: Filing) -> Iterator[str]:
    """Paths of the leaves that the printed form asks for of every filer; of a row, those that it lacks.

    What is given or inherited has no price, which filers on paper leave out.
    """
    amended = filing.document_type.value in _AMENDED
    yield from _paths(Filing, "", (*HEADER_NEEDS, *((_ORIGINAL,) if amended else ())))
    yield from _paths(type(filing.issuer), "issuer/", ISSUER_NEEDS)
    for name, parts, needs in (
        ("reportingOwner", filing.reporting_owners, OWNER_NEEDS[:1]),
        ("ownerSignature", filing.owner_signatures, SIGNATURE_NEEDS),
    ):
        for i, part in enumerate(parts, 1):
            yield from _paths(type(part), f"{name}[{i}]/", needs)
    for path, row in row_paths(filing.rows):
        unpaid = row.transaction_code.value in UNPAID
        asked = (n for n in row_needs(form_of(filing), row.kind) if not (unpaid and n is _PRICE))
        open_needs = (n for n in asked if not any(_known(row, a) for a in n.attributes))
        yield from _paths(type(row), path + "/", open_needs)


def _known(part: Any, attribute: str) -> bool:
    return bool(getattr(part, attribute).present)


def _paths(cls: type, prefix: str, needs: Iterable[Need]) -> Iterator[str]:
    first = frozenset(need.attributes[0] for need in needs)
    yield from (prefix + spec.path for spec in leaves_of(cls) if spec.attribute in first)
