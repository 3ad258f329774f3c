"""A filing as rows of the SEC's Insider Transactions Data Sets: texts, cell by cell; an empty text is an unknown value.

Dates are written as the SEC writes them (``05-MAR-2001``), marks as ``1`` and ``0``, footnotes as ``F1, F2``, numbers plainly
with at most eight decimals. Confidences have four decimals; a status is one of ``read``, ``repaired``, ``inferred``,
``missing``, and ``given`` for what came with the input. The surrogate keys count a filing's rows, table by table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from operator import attrgetter
from typing import Any, Final

from extractor.export.cells import cell_of
from extractor.export.insider_tables import CHECKS, FOOTNOTES, OWNERS, RELATIONSHIP, ROWS, SIGNATURES, SUBMISSION, Table
from extractor.filing import MISSING, Filing, ReportingOwner, Row, Status, Value
from extractor.filing.text import text_of
from extractor.form.months import MONTHS

GIVEN: Final = "given"
_MONTHS: Final = tuple(month[:3].upper() for month in MONTHS)
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
_NOTHING: Final[Mapping[str, str]] = {}

Rows = Iterator[tuple[str, list[str]]]


def insider_rows(filing: Filing, accession: str, given: Mapping[str, str] = _NOTHING) -> Rows:
    """Pairs of a table's name and the cells of a row, by :data:`extractor.export.insider_tables.TABLES`.

    ``given`` has what is known about the filing from elsewhere, by the SEC's column names: ``FILING_DATE``,
    ``ISSUERCIK``, ``RPTOWNERCIK`` (of a sole owner) and ``FILE_NUMBER``. It fills cells that the page leaves open.
    """
    source = (share(filing.confidence), cell_of(filing.source.name), filing.source.sha256)
    yield _row(SUBMISSION, (accession, given.get("FILING_DATE", "")), filing, given, source)
    yield from _owners(filing, accession, given)
    yield from _table_rows(filing, accession)
    for note in filing.footnotes:
        yield _row(FOOTNOTES, (accession, cell_of(note.id)), note)
    for i, signature in enumerate(filing.owner_signatures, 1):
        yield _row(SIGNATURES, (accession,), signature, own=(str(i),))
    for i, check in enumerate(filing.checks, 1):
        texts = (check.id, check.outcome, check.sentence, check.detail, " ".join(check.paths))
        yield CHECKS.name, [accession, str(i), *map(cell_of, texts)]


def sec_date(day: date) -> str:
    """``DD-MON-YYYY``."""
    return f"{day.day:02}-{_MONTHS[day.month - 1]}-{day.year:04}"


def _owners(filing: Filing, accession: str, given: Mapping[str, str]) -> Rows:
    alone = len(filing.reporting_owners) == 1
    known = {name: text for name, text in given.items() if name == "FILE_NUMBER" or (name == "RPTOWNERCIK" and alone)}
    for i, owner in enumerate(filing.reporting_owners, 1):
        yield _row(OWNERS, (accession,), owner, known, (str(i),))


def _table_rows(filing: Filing, accession: str) -> Rows:
    for rows in (filing.non_derivative_table, filing.derivative_table):
        counts = dict.fromkeys(ROWS, 0)
        for printed, row in enumerate(rows, 1):
            counts[row.kind] += 1
            table = ROWS[row.kind]
            swap = (_swap_notes(row),) if any(cell.notes == _SWAP for cell in table.cells) else ()
            own = (*swap, str(printed), share(row.confidence))
            yield _row(table, (accession, str(counts[row.kind])), row, own=own)


def _row(
    table: Table, key: Sequence[str], part: Any, given: Mapping[str, str] = _NOTHING, own: Sequence[str] = ()
) -> tuple[str, list[str]]:
    cells: list[str] = list(key)
    evidence: list[str] = []
    for cell, value in zip(table.cells, _values(table, part), strict=True):
        text = "" if value.value is None else _text(value.value)
        known = given.get(cell.column, "") if given and not text else ""
        cells.append(text or known)
        if cell.notes:
            cells.append(_swap_notes(part) if cell.notes == _SWAP else _notes(value))
        if not cell.attribute:
            continue
        if known:
            evidence += ("1.0000", GIVEN, known)
        else:
            evidence += (share(value.confidence), value.status, _reported(value))
    return table.name, cells + evidence + list(own)


def _reported(value: Value[Any]) -> str:
    """The text as it stands in the input; of what the filing's consistency put away, the value as it was read."""
    if value.sources:
        return cell_of(value.text)
    return "" if value.reported is None or value.reported.value is None else _text(value.reported.value)


def _values(table: Table, part: Any) -> Iterator[Value[Any]]:
    """The values of the table's cells; most of the time of a row goes into getting them."""
    found = iter(_GETTERS[table.name](part))
    for cell in table.cells:
        if cell.attribute == RELATIONSHIP:
            yield _relationship(part)
        else:
            yield next(found) if cell.attribute else MISSING


def _getter(table: Table) -> Callable[[Any], Any]:
    """What gets a tuple of the attributes of a part."""
    names = [cell.attribute for cell in table.cells if cell.attribute not in ("", RELATIONSHIP)]
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda part: (get(part),)


_GETTERS: Final = {table.name: _getter(table) for table in (SUBMISSION, OWNERS, *ROWS.values(), FOOTNOTES, SIGNATURES)}


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


def _text(content: Any) -> str:
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
    return cell_of(", ".join(value.footnotes)) if value.footnotes else ""


def _swap_notes(row: Row) -> str:
    """The SEC has one column for the footnotes of the code and of the mark of a swap."""
    notes = row.transaction_code.footnotes + row.equity_swap_involved.footnotes
    return cell_of(", ".join(dict.fromkeys(notes))) if notes else ""


def share(number: float) -> str:
    """A number from 0 to 1 with four decimals."""
    return f"{number:.4f}" if 0.0 <= number <= 1.0 else f"{float(number > 1.0):.4f}"
