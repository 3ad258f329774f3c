"""The tables of the SEC's Insider Transactions Data Sets, as data, with columns of evidence behind the SEC's own.

The SEC's columns come first, in the order of its files, so that a union with its quarters works by position and by name.
Its two descriptions disagree in places: the files and the readme say ``EQUITY_SWAP_TRANS_CD_FN`` and have no contacts,
the metadata says ``EQUITY_SWAP_INVOLVED_FN`` and has them. What only the metadata has stands behind the columns of the files.

Source: SEC, Form 345 Data Sets (readme and ``FORM_345_metadata.json``).
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Final

from extractor.filing import RowKind


class ColumnType(enum.StrEnum):
    """What the cells of a column hold: text, a decimal number, a whole number, or a number from 0 to 1."""

    TEXT = "text"
    AMOUNT = "amount"
    COUNT = "count"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    type: ColumnType = ColumnType.TEXT


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of the SEC's, with the attribute of the filing, owner, row, footnote or signature that it comes from.

    ``attribute`` is empty where the form has no such thing, ``notes`` where the table has no column for footnotes.
    """

    column: str
    attribute: str = ""
    type: ColumnType = ColumnType.TEXT
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the SEC's key and cells, then its evidence, then columns of our own."""

    name: str
    key: tuple[Column, ...]
    cells: tuple[Cell, ...]
    own: tuple[Column, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in order."""
        sec = [*self.key]
        for cell in self.cells:
            sec.append(Column(cell.column, cell.type))
            sec += [Column(cell.notes)] if cell.notes else []
        evidence = (Column(f"{c.column}_{end}", type) for c in self.cells if c.attribute for end, type in _EVIDENCE)
        return (*sec, *evidence, *self.own)


_EVIDENCE: Final = (("CONFIDENCE", ColumnType.SHARE), ("STATUS", ColumnType.TEXT), ("AS_REPORTED", ColumnType.TEXT))
_AMOUNT: Final = ColumnType.AMOUNT
RELATIONSHIP: Final = "relationship"
"""Stands for the four marks of an owner's relationship to the issuer, which the SEC has in one column."""
ACCESSION: Final = Column("ACCESSION_NUMBER")


def _noted(column: str, attribute: str = "", type: ColumnType = ColumnType.TEXT) -> Cell:
    return Cell(column, attribute, type, f"{column}_FN")


_TITLE: Final = _noted("SECURITY_TITLE", "security_title")
_STRIKE: Final = _noted("CONV_EXERCISE_PRICE", "conversion_or_exercise_price", _AMOUNT)
_DATES: Final = (
    _noted("TRANS_DATE", "transaction_date"),
    _noted("DEEMED_EXECUTION_DATE", "deemed_execution_date"),
)
_CODING: Final = (
    Cell("TRANS_FORM_TYPE", "transaction_form_type"),
    Cell("TRANS_CODE", "transaction_code"),
    Cell("EQUITY_SWAP_INVOLVED", "equity_swap_involved", notes="EQUITY_SWAP_TRANS_CD_FN"),
    _noted("TRANS_TIMELINESS", "transaction_timeliness"),
)
_SHARES: Final = _noted("TRANS_SHARES", "transaction_shares", _AMOUNT)
_TOTAL: Final = _noted("TRANS_TOTAL_VALUE", "transaction_total_value", _AMOUNT)
_PRICE: Final = (
    _noted("TRANS_PRICEPERSHARE", "transaction_price_per_share", _AMOUNT),
    _noted("TRANS_ACQUIRED_DISP_CD", "transaction_acquired_disposed_code"),
)
_UNDERLYING: Final = (
    _noted("UNDLYNG_SEC_TITLE", "underlying_security_title"),
    _noted("UNDLYNG_SEC_SHARES", "underlying_security_shares", _AMOUNT),
    _noted("UNDLYNG_SEC_VALUE", "underlying_security_value", _AMOUNT),
)
_OWNED: Final = (
    _noted("SHRS_OWND_FOLWNG_TRANS", "shares_owned_following_transaction", _AMOUNT),
    _noted("VALU_OWND_FOLWNG_TRANS", "value_owned_following_transaction", _AMOUNT),
    _noted("DIRECT_INDIRECT_OWNERSHIP", "direct_or_indirect_ownership"),
    _noted("NATURE_OF_OWNERSHIP", "nature_of_ownership"),
)
_HELD_TYPE: Final = _noted("TRANS_FORM_TYPE", "transaction_form_type")
_EXPIRES: Final = _noted("EXPIRATION_DATE", "expiration_date")
_EXERCISED: Final = _noted("EXERCISE_DATE", "exercise_date")
_EXCERCISED: Final = _noted("EXCERCISE_DATE", "exercise_date")  # the SEC's spelling in DERIV_TRANS
_SWAP_NOTE: Final = Column("EQUITY_SWAP_INVOLVED_FN")


def _rows(name: str, cells: tuple[Cell, ...], *own: Column) -> Table:
    key = (ACCESSION, Column(f"{name}_SK", ColumnType.COUNT))
    return Table(name, key, cells, (*own, Column("PRINTED_ROW", ColumnType.COUNT), Column("ROW_CONFIDENCE", ColumnType.SHARE)))


SUBMISSION: Final = Table(
    "SUBMISSION",
    (ACCESSION, Column("FILING_DATE")),
    (
        Cell("PERIOD_OF_REPORT", "period_of_report"),
        Cell("DATE_OF_ORIG_SUB", "date_of_original_submission"),
        Cell("NO_SECURITIES_OWNED", "no_securities_owned"),
        Cell("NOT_SUBJECT_SEC16", "not_subject_to_section16"),
        Cell("FORM3_HOLDINGS_REPORTED", "form3_holdings_reported"),
        Cell("FORM4_TRANS_REPORTED", "form4_transactions_reported"),
        Cell("DOCUMENT_TYPE", "document_type"),
        Cell("ISSUERCIK", "issuer.issuer_cik"),
        Cell("ISSUERNAME", "issuer.issuer_name"),
        Cell("ISSUERTRADINGSYMBOL", "issuer.issuer_trading_symbol"),
        Cell("REMARKS", "remarks"),
        Cell("AFF10B5ONE", "aff10b5_one"),
        Cell("CONTACT_NAME"),
        Cell("CONTACT_PHONE_NUMBER"),
        Cell("CONTACT_EMAIL_ADDRESS"),
        Cell("NOTIFICATION_EMAIL_ADDRESS"),
    ),
    (Column("FILING_CONFIDENCE", ColumnType.SHARE), Column("SOURCE_NAME"), Column("SOURCE_SHA256")),
)
OWNERS: Final = Table(
    "REPORTINGOWNER",
    (ACCESSION,),
    (
        Cell("RPTOWNERCIK", "rpt_owner_cik"),
        Cell("RPTOWNERNAME", "rpt_owner_name"),
        Cell("RPTOWNER_RELATIONSHIP", RELATIONSHIP),
        Cell("RPTOWNER_TITLE", "officer_title"),
        Cell("RPTOWNER_TXT", "other_text"),
        Cell("RPTOWNER_STREET1", "rpt_owner_street1"),
        Cell("RPTOWNER_STREET2", "rpt_owner_street2"),
        Cell("RPTOWNER_CITY", "rpt_owner_city"),
        Cell("RPTOWNER_STATE", "rpt_owner_state"),
        Cell("RPTOWNER_ZIPCODE", "rpt_owner_zip_code"),
        Cell("RPTOWNER_STATE_DESC", "rpt_owner_state_description"),
        Cell("FILE_NUMBER"),
    ),
    (Column("RPTOWNER_SK", ColumnType.COUNT),),
)
ROWS: Final = {
    RowKind.NON_DERIVATIVE_TRANSACTION: _rows(
        "NONDERIV_TRANS", (_TITLE, *_DATES, *_CODING, _SHARES, *_PRICE, *_OWNED), _SWAP_NOTE
    ),
    RowKind.NON_DERIVATIVE_HOLDING: _rows("NONDERIV_HOLDING", (_TITLE, _HELD_TYPE, *_OWNED)),
    RowKind.DERIVATIVE_TRANSACTION: _rows(
        "DERIV_TRANS",
        (_TITLE, _STRIKE, *_DATES, *_CODING, _SHARES, _TOTAL, *_PRICE, _EXCERCISED, _EXPIRES, *_UNDERLYING, *_OWNED),
        _SWAP_NOTE,
    ),
    RowKind.DERIVATIVE_HOLDING: _rows(
        "DERIV_HOLDING", (_TITLE, _STRIKE, _HELD_TYPE, _EXERCISED, _EXPIRES, *_UNDERLYING, *_OWNED)
    ),
}
FOOTNOTES: Final = Table("FOOTNOTES", (ACCESSION, Column("FOOTNOTE_ID")), (Cell("FOOTNOTE_TXT", "text"),))
SIGNATURES: Final = Table(
    "OWNER_SIGNATURE",
    (ACCESSION,),
    (Cell("OWNERSIGNATURENAME", "signature_name"), Cell("OWNERSIGNATUREDATE", "signature_date")),
    (Column("OWNER_SIGNATURE_SK", ColumnType.COUNT),),
)
CHECKS: Final = Table(
    "CHECKS",
    (ACCESSION, Column("CHECK_SK", ColumnType.COUNT)),
    (),
    tuple(map(Column, ("CHECK_ID", "OUTCOME", "SENTENCE", "DETAIL", "PATHS"))),
)
TABLES: Final = (SUBMISSION, OWNERS, *ROWS.values(), FOOTNOTES, SIGNATURES, CHECKS)
"""All tables of filings, in the SEC's order, and that of the checks."""
