"""The filing model: values with their evidence, and the document they make up."""

from extractor.filing.document import (
    MISSING,
    Check,
    Filing,
    Footnote,
    Issuer,
    Leaf,
    LeafType,
    OwnerSignature,
    Printed,
    ReportingOwner,
    Row,
    RowKind,
    SourceInfo,
    leaves_of,
    row_paths,
)
from extractor.filing.values import UNREAD_MARK, Alternative, Source, Status, Value, sources_at

__all__ = [
    "MISSING",
    "UNREAD_MARK",
    "Alternative",
    "Check",
    "Filing",
    "Footnote",
    "Issuer",
    "Leaf",
    "LeafType",
    "OwnerSignature",
    "Printed",
    "ReportingOwner",
    "Row",
    "RowKind",
    "Source",
    "SourceInfo",
    "Status",
    "Value",
    "leaves_of",
    "row_paths",
    "sources_at",
]
