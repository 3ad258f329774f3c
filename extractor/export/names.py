"""Short names of fields for people to read."""

from __future__ import annotations

import re
from typing import Final

from extractor.filing import KIND_PATH, Leaf

_HEADS: Final = {
    "periodOfReport": "period",
    "dateOfOriginalSubmission": "original of",
    "issuerTradingSymbol": "symbol",
    "isDirector": "director",
    "isOfficer": "officer",
    "isTenPercentOwner": "10% owner",
    "isOther": "other",
    "officerTitle": "title",
    "otherText": "other:",
    "securityTitle": "title",
    "transactionDate": "date",
    "deemedExecutionDate": "deemed",
    "transactionFormType": "form",
    "transactionCode": "code",
    "equitySwapInvolved": "swap",
    "transactionTimeliness": "V",
    "transactionShares": "shares",
    "transactionTotalValue": "total value",
    "transactionPricePerShare": "price",
    "transactionAcquiredDisposedCode": "A/D",
    "conversionOrExercisePrice": "strike",
    "exerciseDate": "exercise",
    "expirationDate": "expiration",
    "underlyingSecurityTitle": "underlying",
    "underlyingSecurityShares": "shares",
    "underlyingSecurityValue": "value",
    "sharesOwnedFollowingTransaction": "owned after",
    "valueOwnedFollowingTransaction": "value after",
    "directOrIndirectOwnership": "D/I",
    "natureOfOwnership": "nature",
}
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


def label(spec: Leaf) -> str:
    """The name of a leaf as a column's head."""
    return short_name(spec.path)


def short_name(path: str) -> str:
    """The name of the leaf that a path ends in."""
    name = path.rpartition("/")[2]
    return _HEADS.get(name) or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name.removeprefix("rptOwner")).lower()


def field_name(path: str) -> str:
    """A path in words: ``Table I, transaction 2: shares``."""
    parts = [(_PARTS[name], number) for name, number in _STEP.findall(path.rpartition("/")[0]) if name in _PARTS]
    where = " ".join(filter(None, parts[-1])) if parts else ""
    what = "kind of row" if path.endswith(f"/{KIND_PATH}") else short_name(path)
    return f"{where}: {what}" if where else what
