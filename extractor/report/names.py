"""What people call the places of a filing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from extractor.export.text import text_of
from extractor.filing import KIND_PATH, Filing, LeafType, row_paths

_LABELS: Final = {
    "documentType": "form",
    "periodOfReport": "period",
    "dateOfOriginalSubmission": "original of",
    "noSecuritiesOwned": "no securities owned",
    "notSubjectToSection16": "no longer subject to Section 16",
    "form3HoldingsReported": "Form 3 holdings reported",
    "form4TransactionsReported": "Form 4 transactions reported",
    "aff10b5One": "Rule 10b5-1(c) plan",
    "issuerCik": "CIK",
    "issuerName": "issuer",
    "issuerTradingSymbol": "symbol",
    "rptOwnerCik": "CIK",
    "rptOwnerName": "name",
    "rptOwnerStreet1": "street",
    "rptOwnerStreet2": "street, line 2",
    "rptOwnerCity": "city",
    "rptOwnerState": "state",
    "rptOwnerZipCode": "ZIP code",
    "rptOwnerStateDescription": "country",
    "isDirector": "director",
    "isOfficer": "officer",
    "isTenPercentOwner": "10 % owner",
    "isOther": "other relationship",
    "officerTitle": "officer’s title",
    "otherText": "other, namely",
    "securityTitle": "security",
    "conversionOrExercisePrice": "exercise price",
    "transactionDate": "date",
    "deemedExecutionDate": "deemed execution",
    "transactionFormType": "form on the line",
    "transactionCode": "code",
    "equitySwapInvolved": "equity swap",
    "transactionCoding": "code",
    "transactionTimeliness": "V (early)",
    "transactionShares": "shares",
    "transactionTotalValue": "total value",
    "transactionPricePerShare": "price",
    "transactionAcquiredDisposedCode": "A or D",
    "exerciseDate": "exercisable",
    "expirationDate": "expires",
    "underlyingSecurityTitle": "underlying",
    "underlyingSecurityShares": "underlying shares",
    "underlyingSecurityValue": "underlying value",
    "sharesOwnedFollowingTransaction": "owned after",
    "valueOwnedFollowingTransaction": "value owned after",
    "directOrIndirectOwnership": "D or I",
    "natureOfOwnership": "nature of ownership",
    "signatureName": "signature",
    "signatureDate": "date signed",
    "taxNumber": "tax number",
    "statementFor": "statement for",
    "jointFiling": "joint filing",
    "remarks": "remarks",
    "footnote": "footnote",
    "footnoteId": "footnote mark",
    KIND_PATH: "kind of row",
}
GROUPS: Final = {
    "header": "Header",
    "owner": "Reporting owners",
    "table1": "Table I",
    "table2": "Table II",
    "signature": "Signatures",
    "footnotes": "Footnotes",
    "marks": "Footnote marks",
}
"""Names of the groups of :data:`extractor.learning.evaluate.GROUPS`."""
_ROW: Final = re.compile(r"(?:nonD|d)erivativeTable/\w+\[\d+\]")
_OWNER: Final = re.compile(r"(reportingOwner|ownerSignature)\[(\d+)\]")
_FOOTNOTE: Final = re.compile(r"footnotes/footnote\[(\d+)\]")


def label(field: str) -> str:
    """The name of a leaf by its path."""
    steps = field.split("/")
    if steps[-1] == "footnoteId":
        return f"mark on {label(steps[-2])}" if len(steps) > 1 and steps[-2] in _LABELS else _LABELS["footnoteId"]
    name = re.sub(r"\[.*", "", steps[-1])
    return _LABELS.get(name) or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


def shown(value: Any, kind: LeafType | None = None) -> str:
    """A typed value as a person writes it: thousands apart, marks as yes and no, dates as ``YYYY-MM-DD``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if kind is LeafType.AMOUNT and hasattr(value, "is_finite") and value.is_finite():
        return f"{value:,f}"
    return text_of(value)


def full_label(group: str, field: str) -> str:
    """The name of a leaf with its group's."""
    return label(field).capitalize() if group in ("marks", "footnotes") else f"{GROUPS[group]}: {label(field)}"


class Places:
    """Names of the parts of one filing."""

    def __init__(self, filing: Filing) -> None:
        self._rows = dict(_rows(filing))
        self._several = {"reportingOwner": len(filing.reporting_owners) > 1, "ownerSignature": len(filing.owner_signatures) > 1}
        self._notes = [note.id for note in filing.footnotes]

    def of(self, path: str) -> str:
        """The part that a path lies in, such as ``Table I, row 2``; empty for the document itself."""
        if found := _ROW.match(path):
            return self._rows.get(found[0], found[0])
        if found := _OWNER.match(path):
            name = "Owner" if found[1] == "reportingOwner" else "Signature"
            return f"{name} {found[2]}" if self._several[found[1]] else name
        if found := _FOOTNOTE.match(path):
            return self.note(int(found[1]))
        return "Issuer" if path.startswith("issuer/") else "Form"

    def note(self, number: int) -> str:
        """The footnote with this number in printed order, by its id."""
        return f"Footnote {self._notes[number - 1].removeprefix('F')}" if number <= len(self._notes) else "Footnote"

    def whole(self, path: str) -> str:
        """The part and the leaf."""
        if _FOOTNOTE.fullmatch(path):
            return self.of(path)
        return f"{self.of(path)}, {label(path)}" if path not in self._rows else self.of(path)

    def told(self, sentence: str) -> str:
        """A sentence with names in the place of paths of rows."""
        return _ROW.sub(lambda match: self._rows.get(match[0], match[0]), sentence)


def _rows(filing: Filing) -> Iterator[tuple[str, str]]:
    for title, rows in (("Table I", filing.non_derivative_table), ("Table II", filing.derivative_table)):
        yield from ((path, f"{title}, row {number}") for number, (path, _) in enumerate(row_paths(rows), 1))
