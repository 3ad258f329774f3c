"""The pipeline: text in, a filing out. Each step knows only what the steps before it have found."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from extractor.boxes.header import document_type, header_date, header_marks, issuer
from extractor.boxes.owners import owners
from extractor.cells.candidates import candidates
from extractor.cells.classifier import TokenClassifier, default_classifier
from extractor.cells.features import features, places_of
from extractor.cells.labels import ROW_FIELDS
from extractor.cells.segments import Segment, segments_of
from extractor.confidence.confidence import assess
from extractor.filing import Filing, Row, SourceInfo, Status, Value
from extractor.notes.footnotes import footnotes
from extractor.notes.signatures import signature_lines, signatures
from extractor.reading.page import Page
from extractor.reading.read import read
from extractor.reconcile.reconcile import reconcile as reconciled
from extractor.reconcile.reconcile import unreconciled
from extractor.regions.printed_form import PrintedForm, find_printed
from extractor.regions.regions import Region, Regions, find_regions
from extractor.rows.assemble import assemble
from extractor.rows.fill import fill


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """A page whose printed form and regions are found."""

    page: Page
    printed: PrintedForm
    regions: Regions


@dataclass(frozen=True, slots=True, eq=False)
class Labelled(Located):
    """A page whose tokens, but for the printed form, are labelled."""

    segments: list[Segment]


def locate(page: Page) -> Located:
    """Find the printed form and its regions."""
    printed = find_printed(page)
    return Located(page, printed, find_regions(page, printed))


def label_tokens(located: Located, classifier: TokenClassifier) -> Labelled:
    """Label the tokens that the rules have left."""
    page, printed, regions = located.page, located.printed, located.regions
    chosen = candidates(page, printed, regions)
    matrix = features(page, printed, regions)[chosen]
    probabilities = classifier.probabilities(places_of(page, regions), chosen, matrix)
    return Labelled(page, printed, regions, segments_of(page, regions.line_of, chosen, probabilities))


def source_of(data: str | bytes, name: str, page: Page) -> SourceInfo:
    """What the input was."""
    raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
    return SourceInfo(name, hashlib.sha256(raw).hexdigest(), page.dialect)


def extract(data: str | bytes, *, name: str = "", reconcile: bool = True, classifier: TokenClassifier | None = None) -> Filing:
    """Read a filing.

    Args:
        data: the text, or its bytes in any encoding.
        name: what to call the source in the result.
        reconcile: whether the filing's consistency may choose among readings.
        classifier: a token classifier other than the one that ships.

    Returns:
        The filing; for a text that is none, one without values and with warnings.

    Raises:
        ModelError: the model that ships is absent or damaged.
    """
    page = read(data)
    labelled = label_tokens(locate(page), classifier or default_classifier())
    filing = draft(labelled, source_of(data, name, page))
    return assess(reconciled(filing) if reconcile else unreconciled(filing))


_YEAR = re.compile(r"(?<!\d)(19[3-9]\d|20[0-4]\d)(?!\d)")


def _years(page: Page) -> list[int]:
    """Years that the page speaks of, the most frequent first."""
    return [int(y) for y, _ in Counter(_YEAR.findall(page.folded)).most_common(3)]


def draft(labelled: Labelled, source: SourceInfo) -> Filing:
    """The filing as read, before it is reconciled."""
    page, printed, regions, segments = labelled.page, labelled.printed, labelled.regions, labelled.segments
    years = _years(page)
    amendment = header_date(page, segments, "dateOfOriginalSubmission", years)
    form = document_type(page, printed, amendment.value is not None)
    kind = (form.value or "4")[:1]
    tables = {Region.TABLE1: [], Region.TABLE2: []}  # type: dict[Region, list[Segment]]
    for segment in segments:
        region = Region(regions.of_line[segment.line])
        if segment.field in ROW_FIELDS and region in tables:
            tables[region].append(segment)
    heights = np.zeros(len(regions.of_line), np.int64)
    heights[regions.line_of] = page.line
    rows = {
        region: tuple(fill(page, d, region is Region.TABLE2, kind, years) for d in assemble(found, heights.tolist()))
        for region, found in tables.items()
    }
    taken = signature_lines(segments, len(regions.of_line)) if len(page) else np.zeros(0, np.bool_)
    notes, remarks = footnotes(page, printed, regions, taken)
    return Filing(
        document_type=form,
        period_of_report=header_date(page, segments, "periodOfReport", years),
        date_of_original_submission=amendment,
        issuer=issuer(page, segments),
        reporting_owners=owners(page, printed, regions, segments),
        non_derivative_table=tuple(_coded(r, kind) for r in rows[Region.TABLE1]),
        derivative_table=tuple(_coded(r, kind) for r in rows[Region.TABLE2]),
        footnotes=notes,
        remarks=remarks,
        owner_signatures=signatures(page, segments, years),
        source=source,
        **header_marks(page, segments),
    )


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

