"""The labels of the token classifier: which leaf of the document a token belongs to, and whether it begins a value."""

from __future__ import annotations

from typing import Final

OUTSIDE: Final = "O"

ROW_FIELDS: Final = (
    "securityTitle",
    "conversionOrExercisePrice",
    "transactionDate",
    "deemedExecutionDate",
    "transactionCoding/transactionCode",
    "transactionTimeliness",
    "transactionAmounts/transactionShares",
    "transactionAmounts/transactionPricePerShare",
    "transactionAmounts/transactionAcquiredDisposedCode",
    "exerciseDate",
    "expirationDate",
    "underlyingSecurity/underlyingSecurityTitle",
    "underlyingSecurity/underlyingSecurityShares",
    "postTransactionAmounts/sharesOwnedFollowingTransaction",
    "ownershipNature/directOrIndirectOwnership",
    "ownershipNature/natureOfOwnership",
)
"""Columns of the tables, in printed order. A total value stands in the column of the shares, with a dollar sign."""

OWNER_FIELDS: Final = (
    "reportingOwnerId/rptOwnerName",
    "reportingOwnerAddress/rptOwnerStreet1",
    "reportingOwnerAddress/rptOwnerStreet2",
    "reportingOwnerAddress/rptOwnerCity",
    "reportingOwnerAddress/rptOwnerState",
    "reportingOwnerAddress/rptOwnerZipCode",
    "reportingOwnerAddress/rptOwnerStateDescription",
    "reportingOwnerRelationship/isDirector",
    "reportingOwnerRelationship/isOfficer",
    "reportingOwnerRelationship/isTenPercentOwner",
    "reportingOwnerRelationship/isOther",
    "reportingOwnerRelationship/officerTitle",
    "reportingOwnerRelationship/otherText",
)
HEADER_FIELDS: Final = (
    "documentType",
    "periodOfReport",
    "dateOfOriginalSubmission",
    "issuer/issuerName",
    "issuer/issuerTradingSymbol",
    "notSubjectToSection16",
    "aff10b5One",
    "noSecuritiesOwned",
    "form3HoldingsReported",
    "form4TransactionsReported",
)
SIGNATURE_FIELDS: Final = ("signatureName", "signatureDate")
FIELDS: Final = (*ROW_FIELDS, *OWNER_FIELDS, *HEADER_FIELDS, *SIGNATURE_FIELDS)

NOTE: Final = "/footnoteId"
LABELS: Final[tuple[str, ...]] = (
    OUTSIDE,
    *(f"B-{f}" for f in FIELDS),
    *(f"I-{f}" for f in FIELDS),
    *(f"N-{f}" for f in ROW_FIELDS),
)
"""``B-`` begins a value, ``I-`` goes on with it, ``N-`` is a footnote mark on it."""
LABEL_ID: Final = {label: i for i, label in enumerate(LABELS)}
PARTS: Final = tuple(("", "") if label == OUTSIDE else (label[0], label[2:]) for label in LABELS)
"""Of each label the letter and the field; of ``OUTSIDE`` neither."""

SAME_COLUMN: Final = {
    "transactionAmounts/transactionTotalValue": "transactionAmounts/transactionShares",
    "underlyingSecurity/underlyingSecurityValue": "underlyingSecurity/underlyingSecurityShares",
    "postTransactionAmounts/valueOwnedFollowingTransaction": "postTransactionAmounts/sharesOwnedFollowingTransaction",
    "transactionCoding": "transactionCoding/transactionCode",
}
"""Leaves that are printed in the column of another leaf."""


def labels_of(*fields: str, parts: str = "BI") -> list[int]:
    """The labels of some fields, field by field: those that begin a value and those that go on with it, or of other ``parts``."""
    return [LABEL_ID[f"{part}-{field}"] for field in fields for part in parts]
