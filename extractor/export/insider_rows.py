"""A filing as rows of the SEC's Insider Transactions Data Sets: texts, cell by cell; an empty text is an unknown value.

Dates are written as the SEC writes them (``05-MAR-2001``), marks as ``1`` and ``0``, footnotes as ``F1, F2``, numbers plainly
with at most eight decimals. Confidences have four decimals; a status is one of ``read``, ``repaired``, ``inferred``,
``missing``, and ``given`` for what came with the input. The surrogate keys count a filing's rows, table by table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from typing import Any, Final

from extractor.export.cells import cell_of
from extractor.export.insider_tables import CHECKS, FOOTNOTES, OWNERS, ROWS, SIGNATURES, SUBMISSION, Cell, Table
from extractor.export.text import text_of
from extractor.filing import MISSING, Filing, ReportingOwner, Row, Status, Value

GIVEN: Final = "given"
_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DECIMALS: Final = 8
_LARGEST: Final = Decimal(10) ** 20
_RELATIONSHIPS: Final = {
    "is_director": "Director",
    "is_officer": "Officer",
    "is_ten_percent_owner": "TenPercentOwner",
    "is_other": "Other",
}
_SWAP: Final = "EQUITY_SWAP_TRANS_CD_FN"
_WORST: Final = tuple(Status)

Rows = Iterator[tuple[str, list[str]]]


def insider_rows(filing: Filing, accession: str, given: Mapping[str, str] | None = None) -> Rows:
    """Pairs of a table's name and the cells of a row, by :data:`extractor.export.insider_tables.TABLES`.

    ``given`` has what is known about the filing from elsewhere, by the SEC's column names: ``FILING_DATE``,
    ``ISSUERCIK``, ``RPTOWNERCIK`` (of a sole owner) and ``FILE_NUMBER``. It fills cells that the page leaves open.
    """
    given = given or {}
    source = (share(filing.confidence), cell_of(filing.source.name), filing.source.sha256)
    yield _row(SUBMISSION, (accession, given.get("FILING_DATE", "")), (filing, filing.issuer), given, source)
    yield from _owners(filing, accession, given)
    yield from _table_rows(filing, accession)
    for note in filing.footnotes:
        yield _row(FOOTNOTES, (accession, cell_of(note.id)), (note,))
    for i, signature in enumerate(filing.owner_signatures, 1):
        yield _row(SIGNATURES, (accession,), (signature,), own=(str(i),))
    for i, check in enumerate(filing.checks, 1):
        texts = (check.id, check.outcome, check.sentence, check.detail, " ".join(check.paths))
        yield _row(CHECKS, (accession, str(i)), (), own=tuple(map(cell_of, texts)))


def sec_date(day: date) -> str:
    """``DD-MON-YYYY``."""
    return f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year:04}"


def _owners(filing: Filing, accession: str, given: Mapping[str, str]) -> Rows:
    alone = len(filing.reporting_owners) == 1
    known = {name: text for name, text in given.items() if name == "FILE_NUMBER" or (name == "RPTOWNERCIK" and alone)}
    for i, owner in enumerate(filing.reporting_owners, 1):
        yield _row(OWNERS, (accession,), (owner,), known, (str(i),))


def _table_rows(filing: Filing, accession: str) -> Rows:
    for rows in (filing.non_derivative_table, filing.derivative_table):
        counts = dict.fromkeys(ROWS, 0)
        for printed, row in enumerate(rows, 1):
            counts[row.kind] += 1
            table = ROWS[row.kind]
            swap = (_swap_notes(row),) if any(cell.notes == _SWAP for cell in table.cells) else ()
            own = (*swap, str(printed), share(row.confidence))
            yield _row(table, (accession, str(counts[row.kind])), (row,), own=own)


def _row(
    table: Table, key: Sequence[str], parts: Sequence[Any], given: Mapping[str, str] | None = None, own: Sequence[str] = ()
) -> tuple[str, list[str]]:
    given = given or {}
    cells: list[str] = list(key)
    evidence: list[str] = []
    for cell in table.cells:
        value = _value(cell, parts)
        text = _text(value)
        known = given.get(cell.column, "") if not text else ""
        cells.append(text or known)
        if cell.notes:
            cells.append(_swap_notes(parts[0]) if cell.notes == _SWAP else _notes(value))
        if cell.attribute:
            evidence += ("1.0000", GIVEN, known) if known else (share(value.confidence), value.status.value, cell_of(value.text))
    return table.name, [*cells, *evidence, *own]


def _value(cell: Cell, parts: Sequence[Any]) -> Value[Any]:
    if cell.attribute == "relationship":
        return _relationship(parts[0])
    return next((getattr(part, cell.attribute) for part in parts if hasattr(part, cell.attribute)), MISSING)


def _relationship(owner: ReportingOwner) -> Value[str]:
    """The marked relationships in one value, as sure as the least sure of them."""
    marks = [(name, mark) for attribute, name in _RELATIONSHIPS.items() if (mark := getattr(owner, attribute)).value]
    if not marks:
        return replace(MISSING, confidence=min(getattr(owner, attribute).confidence for attribute in _RELATIONSHIPS))
    values = [mark for _, mark in marks]
    return Value(
        ",".join(name for name, _ in marks),
        max((mark.status for mark in values), key=_WORST.index),
        min(mark.confidence for mark in values),
        tuple(dict.fromkeys(source for mark in values for source in mark.sources)),
    )


def _text(value: Value[Any]) -> str:
    content = value.value
    if isinstance(content, date):
        return sec_date(content)
    if isinstance(content, Decimal):
        return _number(content)
    return cell_of(text_of(content))


def _number(number: Decimal) -> str:
    """Plain digits; nothing for what no column of numbers holds: its text stands beside it as reported."""
    if not number.is_finite() or abs(number) >= _LARGEST:
        return ""
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_DECIMALS:
        with localcontext(prec=40):
            number = round(number, _DECIMALS)
    return text_of(number)


def _notes(value: Value[Any]) -> str:
    return cell_of(", ".join(value.footnotes))


def _swap_notes(row: Row) -> str:
    """The SEC has one column for the footnotes of the code and of the mark of a swap."""
    return cell_of(", ".join(dict.fromkeys(row.transaction_code.footnotes + row.equity_swap_involved.footnotes)))


def share(number: float) -> str:
    """A number from 0 to 1 with four decimals."""
    return f"{min(1.0, max(0.0, number)):.4f}"
