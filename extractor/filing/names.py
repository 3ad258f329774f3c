"""What people call the fields of a filing: in full, as the head of a narrow column, and with where they stand."""

from __future__ import annotations

import re
from typing import Final

from extractor.filing import KIND_PATH, Filing, Leaf, row_paths

_NAMES: Final = {
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
_HEADS: Final = {
    "isTenPercentOwner": "10% owner",
    "isOther": "other",
    "officerTitle": "title",
    "otherText": "other:",
    "securityTitle": "title",
    "deemedExecutionDate": "deemed",
    "transactionFormType": "form",
    "equitySwapInvolved": "swap",
    "transactionTimeliness": "V",
    "transactionAcquiredDisposedCode": "A/D",
    "conversionOrExercisePrice": "strike",
    "exerciseDate": "exercise",
    "expirationDate": "expiration",
    "underlyingSecurityShares": "shares",
    "underlyingSecurityValue": "value",
    "valueOwnedFollowingTransaction": "value after",
    "directOrIndirectOwnership": "D/I",
    "natureOfOwnership": "nature",
}
"""Shorter where a column's head must be."""
_ROW: Final = re.compile(r"(?:nonD|d)erivativeTable/\w+\[\d+\]")
_OWNER: Final = re.compile(r"(reportingOwner|ownerSignature)\[(\d+)\]")
_FOOTNOTE: Final = re.compile(r"footnotes/footnote\[(\d+)\]")


def label(path: str) -> str:
    """The name of the leaf that a path ends in."""
    steps = path.split("/")
    if steps[-1] == "footnoteId":
        return f"mark on {label(steps[-2])}" if len(steps) > 1 and steps[-2] in _NAMES else _NAMES["footnoteId"]
    name = re.sub(r"\[.*", "", steps[-1])
    return _NAMES.get(name) or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()


def short(spec: Leaf) -> str:
    """The name of a leaf as a column's head."""
    name = spec.path.rpartition("/")[2]
    return _HEADS.get(name) or label(name)


def full_name(place: str, label: str) -> str:
    """A part of a filing and a leaf of it, where the part alone does not say it: ``Table I, row 2, shares``."""
    says_it = label == place.split(" ")[0].lower() or place.startswith("Footnote")
    return place if says_it else f"{place}, {label}"


class FieldNames:
    """Names of the parts of one filing."""

    def __init__(self, filing: Filing) -> None:
        self._rows: dict[str, str] = {}
        for title, rows in (("Table I", filing.non_derivative_table), ("Table II", filing.derivative_table)):
            self._rows |= {path: f"{title}, row {number}" for number, (path, _) in enumerate(row_paths(rows), 1)}
        self._several = {"reportingOwner": len(filing.reporting_owners) > 1, "ownerSignature": len(filing.owner_signatures) > 1}
        self._notes = [note.id.removeprefix("F") for note in filing.footnotes]

    def of(self, path: str) -> str:
        """The part that a path lies in, such as ``Table I, row 2``."""
        if found := _ROW.match(path):
            return self._rows.get(found[0], found[0])
        if found := _OWNER.match(path):
            name = "Owner" if found[1] == "reportingOwner" else "Signature"
            return f"{name} {found[2]}" if self._several[found[1]] else name
        if found := _FOOTNOTE.match(path):
            return " ".join(("Footnote", *self._notes[int(found[1]) - 1 : int(found[1])]))
        return "Issuer" if path.startswith("issuer/") else "Form"

    def field(self, path: str) -> str:
        """What a path leads to, in words; see :func:`full_name`."""
        return full_name(self.of(path), label(path))
