"""What EDGAR requires of a submission and a filing has not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

from extractor.export.edgar import edgar_entries
from extractor.export.entries import Entry
from extractor.filing import Filing, ReportingOwner, Value, leaves_of, row_paths
from extractor.filing.forms import (
    DOCUMENT_TYPES,
    HEADER_NEEDS,
    ISSUER_NEEDS,
    MAX_FOOTNOTES,
    MAX_OWNERS,
    MAX_ROWS,
    OWNER_NEEDS,
    SIGNATURE_NEEDS,
    Need,
    form_of,
    row_needs,
)
from extractor.form.places import countries, country_code, states

_CODES: Final = {
    "document_type": "|".join(DOCUMENT_TYPES),
    "issuer_cik": r"\d{1,10}",
    "rpt_owner_cik": r"\d{1,10}",
    "transaction_form_type": "[345]",
    "transaction_code": "[ACDEFGHIJLMOPSUWXZ]",
    "transaction_timeliness": "[EL]",
    "transaction_acquired_disposed_code": "[AD]",
    "direct_or_indirect_ownership": "[DI]",
}
_MOST: Final = Decimal("999999999999.9999")
_CIK_REMEDY: Final = "not known, give a CIK index"


def lacking(filing: Filing) -> tuple[str, ...]:
    """A path and a plain sentence for each gap; where there is none the EDGAR profile validates."""
    found = (*_header(filing), *_owners(filing), *_rows(filing), *_counts(filing), *_footnotes(filing))
    signatures = _needs(filing.owner_signatures, "ownerSignature", SIGNATURE_NEEDS)
    return tuple(f"{path}: {sentence}" for path, sentence in (*found, *signatures, *_values(filing)))


Gap = tuple[str, str]


def _header(filing: Filing) -> Iterator[Gap]:
    yield from _unmet(filing, "", HEADER_NEEDS)
    if (filing.document_type.value or "").endswith("/A"):
        yield from _unmet(filing, "", (Need(("date_of_original_submission",)),))
    if filing.issuer.issuer_cik.value is None:
        yield "issuer/issuerCik", _CIK_REMEDY
    yield from _unmet(filing.issuer, "issuer/", ISSUER_NEEDS)


def _owners(filing: Filing) -> Iterator[Gap]:
    yield from _needs(filing.reporting_owners, "reportingOwner", OWNER_NEEDS)
    for i, owner in enumerate(filing.reporting_owners, 1):
        if owner.rpt_owner_cik.value is None:
            yield f"reportingOwner[{i}]/reportingOwnerId/rptOwnerCik", _CIK_REMEDY
        if _unplaced(owner):
            yield (
                f"reportingOwner[{i}]/reportingOwnerAddress/rptOwnerState",
                f"{owner.rpt_owner_state.value!r} is no state or country that EDGAR knows, left out",
            )


def _unplaced(owner: ReportingOwner) -> bool:
    code = (owner.rpt_owner_state.value or "").strip().upper()
    known = not code or code in states() or code in countries() or bool(country_code(code))
    return not known and not country_code(owner.rpt_owner_state_description.value or "")


def _rows(filing: Filing) -> Iterator[Gap]:
    form = form_of(filing)
    for path, row in row_paths(filing.rows):
        yield from _unmet(row, path + "/", row_needs(form, row.kind))
        if form == "3" and row.kind.is_transaction:
            yield path, "a Form 3 has holdings only"
        if row.direct_or_indirect_ownership.value == "I" and not row.nature_of_ownership.present:
            yield path + "/ownershipNature/natureOfOwnership", "indirect ownership has a nature"


def _needs(parts: tuple[Any, ...], name: str, needs: Iterable[Need]) -> Iterator[Gap]:
    if not parts:
        yield name, "there is none"
    for i, part in enumerate(parts, 1):
        yield from _unmet(part, f"{name}[{i}]/", needs)


def _unmet(part: Any, prefix: str, needs: Iterable[Need]) -> Iterator[Gap]:
    """The needs that a part of the filing does not meet."""
    paths = {spec.attribute: spec.path for spec in leaves_of(type(part))}
    for need in needs:
        if not any(_met(getattr(part, attribute), need) for attribute in need.attributes):
            names = " or ".join(paths[attribute].rpartition("/")[2] for attribute in need.attributes)
            instead = " (or a footnote)" if need.footnote else ""
            yield prefix + paths[need.attributes[0]], f"{names} is required{instead}"


def _met(value: Value[Any], need: Need) -> bool:
    known = value.value is not None and value.value is not False and value.value != ""
    return known or (need.footnote and bool(value.footnotes))


def _counts(filing: Filing) -> Iterator[Gap]:
    for path, parts, most in (
        ("reportingOwner", filing.reporting_owners, MAX_OWNERS),
        ("ownerSignature", filing.owner_signatures, MAX_OWNERS),
        ("nonDerivativeTable", filing.non_derivative_table, MAX_ROWS),
        ("derivativeTable", filing.derivative_table, MAX_ROWS),
        ("footnotes", filing.footnotes, MAX_FOOTNOTES),
    ):
        if len(parts) > most:
            yield path, f"{len(parts)} of them where EDGAR takes {most}, split the filing"


def _footnotes(filing: Filing) -> Iterator[Gap]:
    ids = [note.id for note in filing.footnotes]
    for i, note in enumerate(ids, 1):
        if not re.fullmatch("F[1-9][0-9]?", note) or note in ids[: i - 1]:
            yield f"footnotes/footnote[{i}]", f"the id {note!r} is not one of F1 to F99, each once"
    for entry in edgar_entries(filing):
        for note in dict.fromkeys(entry.value.footnotes if entry.value and entry.leaf and entry.leaf.notes else ()):
            if note not in ids:
                yield entry.path, f"footnote {note} is referred to and not there"


def _values(filing: Filing) -> Iterator[Gap]:
    for entry in edgar_entries(filing):
        sentence = _misfit(entry)
        if sentence:
            yield entry.path, sentence


def _misfit(entry: Entry) -> str:
    content = entry.value.value if entry.value and entry.leaf else None
    attribute = entry.leaf.attribute if entry.leaf else ""
    if isinstance(content, str) and attribute in _CODES and not re.fullmatch(_CODES[attribute], content):
        return f"{content!r} is none of the codes that EDGAR takes"
    if isinstance(content, Decimal) and not (content.is_finite() and 0 <= content <= _MOST):
        return f"{content} is out of the range that EDGAR takes"
    return ""
