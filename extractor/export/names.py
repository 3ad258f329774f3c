"""What people call the fields of a filing: in full, and as the head of a narrow column."""

from __future__ import annotations

import re
from typing import Final

from extractor.filing import KIND_PATH, Leaf

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
_PARTS: Final = {
    "nonDerivativeTransaction": "Table I, transaction",
    "nonDerivativeHolding": "Table I, holding",
    "derivativeTransaction": "Table II, transaction",
    "derivativeHolding": "Table II, holding",
    "reportingOwner": "owner",
    "ownerSignature": "signature",
    "issuer": "issuer",
    "footnote": "footnote",
}
_STEP: Final = re.compile(r"(\w+)(?:\[(\d+)\])?")


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


def field_name(path: str) -> str:
    """A path in words: ``Table I, transaction 2: shares``."""
    parts = [(_PARTS[name], number) for name, number in _STEP.findall(path.rpartition("/")[0]) if name in _PARTS]
    where = " ".join(filter(None, parts[-1])) if parts else ""
    return f"{where}: {label(path)}" if where else label(path)
