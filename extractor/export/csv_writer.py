"""A filing's transactions and holdings as CSV: a line for each row of Table I and Table II, in printed order; of a filing without
any, one line that has but the columns of the filing.

Holdings stand among the transactions, as on the form; ``kind`` tells them apart (``nonDerivativeTransaction``,
``nonDerivativeHolding``, ``derivativeTransaction``, ``derivativeHolding``). Columns of the filing come first, several
owners joined by ``"; "``, then those of the row under EDGAR's element names. ``footnoteIds`` lists the footnotes of the
row as ``element:F1``. ``confidence`` is the lowest of the row's values, ``filingConfidence`` that of the filing. Behind them
stands each column of the filing and of the row once more, its name with ``AsReported`` behind it: as it was read, before the
filing corrected itself; where no value could be made of what stands there, the text.
What a spreadsheet would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, Final

from extractor.export.cells import harmless
from extractor.filing import Filing, Issuer, Leaf, ReportingOwner, Row, Value, leaves_of, row_paths
from extractor.filing.text import text_of


def _columns(cls: type, *attributes: str) -> dict[str, Leaf]:
    """Leaves by column name: all of a class's, or those named."""
    return {spec.path.rpartition("/")[2]: spec for spec in leaves_of(cls) if spec.attribute in attributes or not attributes}


_FILING: Final = _columns(Filing, "document_type", "period_of_report", "date_of_original_submission")
_ISSUER: Final = _columns(Issuer)
_OWNER: Final = _columns(
    ReportingOwner,
    *("rpt_owner_cik", "rpt_owner_name", "is_director", "is_officer", "is_ten_percent_owner", "is_other"),
    *("officer_title", "other_text"),
)
_ROW: Final = _columns(Row)

_AS_REPORTED: Final = "AsReported"
COLUMNS: Final = (
    *("source", *_FILING, *_ISSUER, *_OWNER),
    *("kind", "path", *_ROW),
    *("footnoteIds", "confidence", "filingConfidence"),
    *(f"{name}{_AS_REPORTED}" for name in (*_FILING, *_ISSUER, *_OWNER, *_ROW, "footnoteIds")),
)


def to_csv(filing: Filing, *, header: bool = True) -> str:
    """The rows of both tables; ``header=False`` leaves out the line of column names, to go on with another filing."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    if header:
        writer.writeheader()
    # The csv module quotes a line feed but no lone carriage return, which readers take for a line's end just the same.
    writer.writerows({name: harmless(cell.replace("\r", " ")) for name, cell in row.items()} for row in csv_rows(filing))
    return out.getvalue()


def csv_rows(filing: Filing) -> Iterator[dict[str, str]]:
    """A dictionary for each row, by :data:`COLUMNS`; of a filing without rows, one without columns of rows."""
    common = {"source": filing.source.name, **_cells(filing, _FILING), **_cells(filing.issuer, _ISSUER)}
    owners = [_cells(owner, _OWNER) for owner in filing.reporting_owners]
    names = (*_OWNER, *(name + _AS_REPORTED for name in _OWNER))
    common |= {name: _joined([cells[name] for cells in owners]) for name in names}
    common["filingConfidence"] = _rounded(filing.confidence)
    if not filing.rows:
        yield common
    for path, row in row_paths(filing.rows):
        present = [value for value in (getattr(row, spec.attribute) for spec in _ROW.values()) if value.present]
        yield {
            **common,
            **{"kind": row.kind.value, "path": path, **_footnotes(row), **_cells(row, _ROW)},
            "confidence": _rounded(min((value.confidence for value in present), default=0.0)),
        }


def _cells(part: Any, columns: dict[str, Leaf]) -> dict[str, str]:
    """What stands in some columns, as reconciled and as reported."""
    cells: dict[str, str] = {}
    for name, spec in columns.items():
        value: Value[Any] = getattr(part, spec.attribute)
        cells[name] = text_of(value.value)
        reported = value.as_reported
        unread = reported.value is None and not reported.footnotes
        cells[name + _AS_REPORTED] = value.text if unread else text_of(reported.value)
    return cells


def _joined(cells: list[str]) -> str:
    """The owners' cells in their order, blanks included unless all are."""
    return "; ".join(cells) if any(cells) else ""


def _footnotes(row: Row) -> dict[str, str]:
    values: list[tuple[str, Value[Any]]] = [(name, getattr(row, spec.attribute)) for name, spec in _ROW.items()]
    now = " ".join(f"{name}:{note}" for name, value in values for note in value.footnotes)
    read = " ".join(f"{name}:{note}" for name, value in values for note in value.as_reported.footnotes)
    return {"footnoteIds": now, f"footnoteIds{_AS_REPORTED}": read}


def _rounded(confidence: float) -> str:
    return f"{confidence:.4f}"
