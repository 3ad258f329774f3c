# ruff: noqa: RUF009 - leaf() makes a dataclass field
"""The ownership document: one immutable model of Forms 3, 4 and 5 and their amendments.

Attributes bear EDGAR's element names in snake case. The path of each leaf below its parent, its type and its place in
the order of the XSD stand in the field's metadata, so that exporters and checks walk the model instead of repeating it.
Source: SEC EDGAR Ownership XML Technical Specification, version 5.5.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields, replace
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

from extractor.filing.values import Value


class LeafType(enum.StrEnum):
    """What a leaf holds: the Python type is ``str``, ``Decimal``, ``date`` or ``bool`` (unknown is ``None``)."""

    TEXT = "text"
    CODE = "code"
    AMOUNT = "amount"
    DATE = "date"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Leaf:
    """Where a leaf stands in the XML. ``boxed``: its value stands in a ``<value>`` child.

    ``notes`` is the element that holds the leaf's ``footnoteId`` children; empty where the XML has no place for any.
    """

    attribute: str
    path: str
    type: LeafType
    boxed: bool
    notes: str


MISSING: Final[Value[Any]] = Value()


def leaf(path: str, type: LeafType, *, boxed: bool = False, notes: str = "") -> Any:
    """A dataclass field that holds the :class:`Value` at ``path`` below its parent element."""
    return field(default=MISSING, metadata={"leaf": (path, type, boxed, notes or (path if boxed else ""))})


class RowKind(enum.StrEnum):
    """The four kinds of table rows, by EDGAR's element names."""

    NON_DERIVATIVE_TRANSACTION = "nonDerivativeTransaction"
    NON_DERIVATIVE_HOLDING = "nonDerivativeHolding"
    DERIVATIVE_TRANSACTION = "derivativeTransaction"
    DERIVATIVE_HOLDING = "derivativeHolding"

    # Told once a member: rows are asked for them all the time.
    is_transaction: bool
    """Whether the row reports a transaction, not a holding."""
    noun: str
    """``transaction`` or ``holding``."""
    is_derivative: bool
    """Whether the row stands in Table II."""
    table: str
    """``nonDerivativeTable`` or ``derivativeTable``."""

    def __init__(self, name: str) -> None:
        self.is_transaction, self.is_derivative = name.endswith("Transaction"), name.startswith("derivative")
        self.noun = "transaction" if self.is_transaction else "holding"
        self.table = "derivativeTable" if self.is_derivative else "nonDerivativeTable"


_TEXT, _CODE, _AMOUNT, _DATE, _MARK = LeafType.TEXT, LeafType.CODE, LeafType.AMOUNT, LeafType.DATE, LeafType.MARK


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of Table I or Table II.

    ``confidence`` is the probability in [0, 1] that the form has this line, and of this kind.
    """

    kind: RowKind
    confidence: float = 0.0
    security_title: Value[str] = leaf("securityTitle", _TEXT, boxed=True)
    conversion_or_exercise_price: Value[Decimal] = leaf("conversionOrExercisePrice", _AMOUNT, boxed=True)
    transaction_date: Value[date] = leaf("transactionDate", _DATE, boxed=True)
    deemed_execution_date: Value[date] = leaf("deemedExecutionDate", _DATE, boxed=True)
    transaction_form_type: Value[str] = leaf("transactionCoding/transactionFormType", _CODE)
    transaction_code: Value[str] = leaf("transactionCoding/transactionCode", _CODE, notes="transactionCoding")
    equity_swap_involved: Value[bool] = leaf("transactionCoding/equitySwapInvolved", _MARK)
    transaction_timeliness: Value[str] = leaf("transactionTimeliness", _CODE, boxed=True)
    transaction_shares: Value[Decimal] = leaf("transactionAmounts/transactionShares", _AMOUNT, boxed=True)
    transaction_total_value: Value[Decimal] = leaf("transactionAmounts/transactionTotalValue", _AMOUNT, boxed=True)
    transaction_price_per_share: Value[Decimal] = leaf("transactionAmounts/transactionPricePerShare", _AMOUNT, boxed=True)
    transaction_acquired_disposed_code: Value[str] = leaf("transactionAmounts/transactionAcquiredDisposedCode", _CODE, boxed=True)
    exercise_date: Value[date] = leaf("exerciseDate", _DATE, boxed=True)
    expiration_date: Value[date] = leaf("expirationDate", _DATE, boxed=True)
    underlying_security_title: Value[str] = leaf("underlyingSecurity/underlyingSecurityTitle", _TEXT, boxed=True)
    underlying_security_shares: Value[Decimal] = leaf("underlyingSecurity/underlyingSecurityShares", _AMOUNT, boxed=True)
    underlying_security_value: Value[Decimal] = leaf("underlyingSecurity/underlyingSecurityValue", _AMOUNT, boxed=True)
    shares_owned_following_transaction: Value[Decimal] = leaf(
        "postTransactionAmounts/sharesOwnedFollowingTransaction", _AMOUNT, boxed=True
    )
    value_owned_following_transaction: Value[Decimal] = leaf(
        "postTransactionAmounts/valueOwnedFollowingTransaction", _AMOUNT, boxed=True
    )
    direct_or_indirect_ownership: Value[str] = leaf("ownershipNature/directOrIndirectOwnership", _CODE, boxed=True)
    nature_of_ownership: Value[str] = leaf("ownershipNature/natureOfOwnership", _TEXT, boxed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Box "Issuer Name and Ticker or Trading Symbol"."""

    issuer_cik: Value[str] = leaf("issuerCik", _CODE)
    issuer_name: Value[str] = leaf("issuerName", _TEXT)
    issuer_trading_symbol: Value[str] = leaf("issuerTradingSymbol", _CODE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingOwner:
    """A reporting person: name, address, the four relationships."""

    rpt_owner_cik: Value[str] = leaf("reportingOwnerId/rptOwnerCik", _CODE)
    rpt_owner_name: Value[str] = leaf("reportingOwnerId/rptOwnerName", _TEXT)
    rpt_owner_street1: Value[str] = leaf("reportingOwnerAddress/rptOwnerStreet1", _TEXT)
    rpt_owner_street2: Value[str] = leaf("reportingOwnerAddress/rptOwnerStreet2", _TEXT)
    rpt_owner_city: Value[str] = leaf("reportingOwnerAddress/rptOwnerCity", _TEXT)
    rpt_owner_state: Value[str] = leaf("reportingOwnerAddress/rptOwnerState", _CODE)
    rpt_owner_zip_code: Value[str] = leaf("reportingOwnerAddress/rptOwnerZipCode", _TEXT)
    rpt_owner_state_description: Value[str] = leaf("reportingOwnerAddress/rptOwnerStateDescription", _TEXT)
    is_director: Value[bool] = leaf("reportingOwnerRelationship/isDirector", _MARK)
    is_officer: Value[bool] = leaf("reportingOwnerRelationship/isOfficer", _MARK)
    is_ten_percent_owner: Value[bool] = leaf("reportingOwnerRelationship/isTenPercentOwner", _MARK)
    is_other: Value[bool] = leaf("reportingOwnerRelationship/isOther", _MARK)
    officer_title: Value[str] = leaf("reportingOwnerRelationship/officerTitle", _TEXT)
    other_text: Value[str] = leaf("reportingOwnerRelationship/otherText", _TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """An explanation of responses; ``id`` is ``F1`` .. ``F99``."""

    id: str
    text: Value[str] = MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerSignature:
    """A signature block."""

    signature_name: Value[str] = leaf("signatureName", _TEXT)
    signature_date: Value[date] = leaf("signatureDate", _DATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What the page prints and the XML has no place for; paths begin with ``form/``."""

    tax_number: Value[str] = leaf("form/taxNumber", _TEXT)
    statement_period: Value[str] = leaf("form/statementFor", _TEXT)
    joint_filing: Value[bool] = leaf("form/jointFiling", _MARK)


class CheckOutcome(enum.StrEnum):
    """What became of a consistency check."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one consistency check, the values that it compared, and of one that failed what is wrong, in words."""

    id: str
    sentence: str
    outcome: CheckOutcome
    paths: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """The input: its name, the SHA-256 of its bytes (hexadecimal), its dialect and the edition of the form.

    ``noise``: about the share of its glyphs that are misread, judged by its ordinary words; 0 for a clean text. ``captions``: how
    many different captions of the printed form were found; 30 to 50 on a legible page. ``disorder``: the share of their pairs
    that stand in another order than the form's; 0.1 or so where lines are read across boxes that stand side by side.
    ``written``: start and end of each stretch of the form's boxes and tables that is no printed form, whether a value was made
    of it or not.
    """

    name: str = ""
    sha256: str = ""
    dialect: str = ""
    edition: str = ""
    noise: float = 0.0
    captions: int = 0
    disorder: float = 0.0
    written: tuple[tuple[int, int], ...] = field(default=(), compare=False, repr=False)

    @property
    def is_noisy(self) -> bool:
        """Whether glyphs are misread; what stands on a page where none are is as the filer wrote it."""
        return self.noise > 0


class MarkOdds(NamedTuple):
    """How a footnote mark was chosen in the row of this number: its log odds against none there, and against the likeliest other
    number (the more, the surer), and whether it is the next new number of the page."""

    row: int
    attribute: str
    note: str
    against_none: float
    against_others: float
    is_next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """A Section 16 filing as read from a text."""

    document_type: Value[str] = leaf("documentType", _CODE)
    period_of_report: Value[date] = leaf("periodOfReport", _DATE)
    date_of_original_submission: Value[date] = leaf("dateOfOriginalSubmission", _DATE)
    no_securities_owned: Value[bool] = leaf("noSecuritiesOwned", _MARK)
    not_subject_to_section16: Value[bool] = leaf("notSubjectToSection16", _MARK)
    form3_holdings_reported: Value[bool] = leaf("form3HoldingsReported", _MARK)
    form4_transactions_reported: Value[bool] = leaf("form4TransactionsReported", _MARK)
    issuer: Issuer = Issuer()
    reporting_owners: tuple[ReportingOwner, ...] = ()
    aff10b5_one: Value[bool] = leaf("aff10b5One", _MARK)
    non_derivative_table: tuple[Row, ...] = ()
    derivative_table: tuple[Row, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    remarks: Value[str] = leaf("remarks", _TEXT)
    owner_signatures: tuple[OwnerSignature, ...] = ()
    printed: Printed = Printed()
    source: SourceInfo = SourceInfo()
    checks: tuple[Check, ...] = ()
    confidence: float = 0.0
    warnings: tuple[str, ...] = ()
    mark_odds: tuple[MarkOdds, ...] | None = field(default=None, compare=False, repr=False)
    """Nothing where footnote marks were not weighed against each other."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, Table I before Table II, in printed order."""
        return self.non_derivative_table + self.derivative_table

    @property
    def last_signed(self) -> date | None:
        """The latest day on which the filing was signed."""
        return max((day for s in self.owner_signatures if (day := s.signature_date.value) is not None), default=None)

    def leaves(self) -> Iterator[tuple[str, Leaf | None, Value[Any]]]:
        """Every leaf as ``(path, leaf, value)``, in the order of the XML: the XPath below ``ownershipDocument``.

        Same-named siblings are counted. Footnotes have no :class:`Leaf`; missing leaves are included.
        """
        found: list[tuple[str, Leaf | None, Value[Any]]] = []
        for name, own in _members():
            if own is not None:
                found.append((own.path, own, getattr(self, name)))
            else:
                for path, part in self._parts(name):
                    found += [(path, None, part.text)] if isinstance(part, Footnote) else _below(path, part)
        return iter(found)

    def with_values(self, values: Mapping[str, Value[Any]]) -> Filing:
        """The filing with other values at some paths of :meth:`leaves`; those of footnotes, and unknown ones, stay."""
        rows = [_with_values(path, row, values) for path, row in row_paths(self.rows)]
        cut = len(self.non_derivative_table)
        changed = replace(
            self,
            issuer=_with_values("issuer", self.issuer, values),
            reporting_owners=tuple(_with_values(path, part, values) for path, part in self._parts("reporting_owners")),
            non_derivative_table=tuple(rows[:cut]),
            derivative_table=tuple(rows[cut:]),
            owner_signatures=tuple(_with_values(path, part, values) for path, part in self._parts("owner_signatures")),
            printed=_with_values("", self.printed, values),
        )
        whole: Filing = _with_values("", changed, values)
        return whole

    def _parts(self, attribute: str) -> Iterator[tuple[str, Any]]:
        """The parts that stand in one attribute, each with its XPath."""
        value = getattr(self, attribute)
        if attribute in _ELEMENTS:
            yield from ((f"{_ELEMENTS[attribute]}[{i}]", part) for i, part in enumerate(value, 1))
        elif attribute.endswith("derivative_table"):
            yield from row_paths(value)
        elif attribute in ("issuer", "printed"):
            yield ("issuer" if attribute == "issuer" else ""), value


_ELEMENTS: Final = {
    "reporting_owners": "reportingOwner",
    "footnotes": "footnotes/footnote",
    "owner_signatures": "ownerSignature",
}


def leaves_of(cls: type) -> tuple[Leaf, ...]:
    """The leaves of one of the classes above, in the order of the XSD."""
    if cls not in _LEAVES:
        found = ((f.name, _metadata(f).get("leaf")) for f in fields(cls))
        _LEAVES[cls] = tuple(Leaf(name, *spec) for name, spec in found if spec is not None)
    return _LEAVES[cls]


_LEAVES: Final[dict[type, tuple[Leaf, ...]]] = {}


def values_of(part: Any) -> tuple[Value[Any], ...]:
    """The values of a part of a filing, such as a row, in the order of :func:`leaves_of` its class."""
    cls: type = type(part)
    values: tuple[Value[Any], ...] = _getter(cls)(part)
    return values


@cache
def _getter(cls: type) -> attrgetter[Any]:
    return attrgetter(*(spec.attribute for spec in leaves_of(cls)))


@lru_cache(maxsize=1_000)  # parts; most filings have a dozen, and are walked a dozen times
def _paths(path: str, cls: type) -> tuple[str, ...]:
    """The paths of the leaves of a part that stands at a path."""
    prefix = f"{path}/" if path else ""
    return tuple(prefix + spec.path for spec in leaves_of(cls))


def _metadata(f: Field[Any]) -> Mapping[str, Any]:
    return f.metadata


def row_paths(rows: tuple[Row, ...]) -> Iterator[tuple[str, Row]]:
    """Pairs of a row's XPath, such as ``nonDerivativeTable/nonDerivativeTransaction[2]``, and the row."""
    seen: dict[RowKind, int] = {}
    for row in rows:
        seen[row.kind] = seen.get(row.kind, 0) + 1
        yield _row_path(row.kind, seen[row.kind]), row


@lru_cache(maxsize=1_000)
def _row_path(kind: RowKind, number: int) -> str:
    return f"{kind.table}/{kind}[{number}]"


KIND_PATH: Final = "kind"
"""Below a row's XPath, what stands for its kind: EDGAR has no element for it but the row's own name."""


def _with_values(path: str, part: Any, values: Mapping[str, Value[Any]]) -> Any:
    cls: type = type(part)
    leaves = zip(_paths(path, cls), leaves_of(cls), strict=True)
    changes = {spec.attribute: values[place] for place, spec in leaves if place in values}
    return replace(part, **changes) if changes else part


def _below(path: str, part: Any) -> list[tuple[str, Leaf, Value[Any]]]:
    cls: type = type(part)
    return list(zip(_paths(path, cls), leaves_of(cls), values_of(part), strict=True))


@cache
def _members() -> tuple[tuple[str, Leaf | None], ...]:
    """The attributes of a filing, each with its leaf if it is one."""
    own = {spec.attribute: spec for spec in leaves_of(Filing)}
    return tuple((f.name, own.get(f.name)) for f in fields(Filing))
