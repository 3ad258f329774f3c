"""The filing as read: what the boxes, the tables and the notes give, before it is reconciled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import compress
from typing import Any, Final

import numpy as np

from extractor.boxes.boundary import owner_and_issuer_parted
from extractor.boxes.captioned_dates import with_captioned
from extractor.boxes.header import amends, by_transactions, document_type, edition, header_dates, header_marks
from extractor.boxes.issuer import issuer
from extractor.boxes.lone_period import with_period
from extractor.boxes.owners import owners
from extractor.boxes.printed import printed_only
from extractor.cells.label import Labelled
from extractor.cells.labels import ROW_FIELDS
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.filing import Filing, Row, SourceInfo, Status, Value, is_unread, values_of
from extractor.notes.footnotes import footnotes
from extractor.notes.powers import with_wrapped_signatures
from extractor.notes.signatures import signature_lines, signatures, without_strays
from extractor.notes.unsigned import with_unsigned
from extractor.regions.printed_form import PrintedForm, captions
from extractor.regions.regions import Region, Regions
from extractor.rows.assemble import DraftRow, assemble
from extractor.rows.columns import with_directions
from extractor.rows.fill import fill, is_legible

_OWN: Final = 0.5  # share of a token's letters that the printed form covers, below which it is the filing's
MOST_ROWS: Final = 2_000
"""Rows of a table that are read. EDGAR takes thirty, paper forms with their continuation sheets have some hundred; what has more
is no filing, or many, and each row takes milliseconds."""
_YEAR: Final = re.compile(r"(?<!\d)(19[3-9]\d|20[0-4]\d)(?!\d)")


def _years(page: Page, printed: PrintedForm) -> list[int]:
    """Years that the filing, not the printed form, speaks of, the most frequent first."""
    own = compress(page.words, (printed.cover < _OWN).tolist())
    found = Counter(_YEAR.findall(" ".join(own)))
    return [int(y) for y, _ in found.most_common(3)]


def draft(labelled: Labelled, source: SourceInfo) -> Filing:
    """The filing as read, before it is reconciled."""
    page, printed, regions = labelled.page, labelled.printed, labelled.regions
    signed = with_unsigned(page, printed, regions, without_strays(page, regions, labelled.segments))
    segments = with_wrapped_signatures(page, printed, regions, owner_and_issuer_parted(page, signed))
    segments = with_period(page, regions, with_captioned(page, printed, regions, segments))
    years = _years(page, printed)
    first_box = above_tables(segments, regions)
    period, amendment = header_dates(page, first_box, years)
    form = document_type(page, printed, amends(amendment))
    kind = (form.value or "4")[:1]
    first, second = (_table(labelled, region, kind, years) for region in (Region.TABLE1, Region.TABLE2))
    taken = signature_lines(segments, regions) if len(page) else np.zeros(0, np.bool_)
    notes, remarks = footnotes(page, printed, regions, taken, _asked((*first, *second)))
    look = edition(printed)
    found, disorder = captions(printed)
    warnings = () if form.value else ("this does not look like a Form 3, 4 or 5: none of its names and titles was found",)
    if max(len(first), len(second)) > MOST_ROWS:
        first, second = first[:MOST_ROWS], second[:MOST_ROWS]
        warnings = (*warnings, f"only the first {MOST_ROWS:,} rows of a table were read: split the input into filings")
    return Filing(
        document_type=by_transactions(form, any(map(_is_transaction, (*first, *second))), amends(amendment)),
        period_of_report=period,
        date_of_original_submission=amendment,
        issuer=issuer(page, first_box),
        reporting_owners=owners(page, printed, regions, segments),
        non_derivative_table=first,
        derivative_table=second,
        footnotes=notes,
        remarks=remarks,
        owner_signatures=signatures(page, segments, years),
        printed=printed_only(page, printed, period, look),
        source=replace(source, edition=look, captions=found, disorder=disorder, written=_written(labelled)),
        warnings=warnings,
        **header_marks(page, segments),
    )


def above_tables(segments: Sequence[Segment], regions: Regions) -> list[Segment]:
    """Segments without the issuers, and the dates of the boxes, below the tables where one stands above these.

    The boxes of further owners, behind the footnotes, have neither.
    """
    tables = np.flatnonzero(np.isin(regions.of_line, (Region.TABLE1, Region.TABLE2)))
    first = int(tables[0]) if len(tables) else len(regions.of_line)
    above = {s.field for s in segments if s.tokens and s.line < first}
    return [s for s in segments if s.line < first or s.field not in above or s.field not in _OF_FIRST_BOXES]


_OF_FIRST_BOXES: Final = ("issuer/issuerName", "issuer/issuerTradingSymbol", "periodOfReport", "dateOfOriginalSubmission")


def _is_transaction(row: Row) -> bool:
    """Whether a row has both the code and the date of a transaction."""
    return row.kind.is_transaction and row.transaction_code.value is not None and row.transaction_date.value is not None


def _asked(rows: Sequence[Row]) -> frozenset[int]:
    """The numbers of the legible footnote marks of rows."""
    marks = (m for row in rows for value in values_of(row) for m in value.footnotes)
    return frozenset(int(mark[1:]) for mark in marks if not is_unread(mark))


_FORM: Final = np.array([region not in (Region.NOTES, Region.REMARKS, Region.TAIL) for region in Region])


def _written(labelled: Labelled) -> tuple[tuple[int, int], ...]:
    """Where the tokens of the form stand that are no printed form."""
    page = labelled.page
    own = (labelled.printed.cover < _OWN) & _FORM[labelled.regions.of_token]
    return tuple(zip(page.start[own].tolist(), page.end[own].tolist(), strict=True))


def _table(labelled: Labelled, region: Region, form: str, years: list[int]) -> tuple[Row, ...]:
    """The rows of a table, in printed order."""
    page, regions = labelled.page, labelled.regions
    of_line = regions.of_line.tolist()
    mine: list[Segment] = [s for s in labelled.segments if s.field in ROW_FIELDS and of_line[s.line] == region]
    heights = np.zeros(len(regions.of_line), np.int64)
    heights[regions.line_of] = page.line
    derivative = region is Region.TABLE2
    rows: list[Row] = []
    drafts: list[DraftRow] = []
    for drafted in assemble(page, mine, heights.tolist()):
        if len(rows) > MOST_ROWS:
            break
        row = _coded(fill(page, drafted, derivative, form, years), form)
        if not is_legible(row):
            continue
        rows.append(row)
        drafts.append(drafted)
    return with_directions(rows, drafts, labelled) if derivative else tuple(rows)


def _coded(row: Row, form: str) -> Row:
    """What the form implies for a transaction: its form type, and that it is no equity swap unless marked so."""
    if not row.kind.is_transaction:
        return row
    early = form == "4" and row.transaction_timeliness.value is not None
    implied: dict[str, Any] = {
        "transaction_form_type": Value("5" if early else form, Status.INFERRED, 0.95, reasons=("implied by the form",)),
    }
    if row.equity_swap_involved.value is None:
        implied["equity_swap_involved"] = Value(False, Status.INFERRED, 0.98, reasons=("no K beside the code",))
    return replace(row, **implied)
