"""Annotated filings: a text, the spans of it that are values, and what the form says.

The format is JSON Lines, one :class:`Annotation` a line, described in ``annotations/README.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

VERSION: Final = 2  # of the format
SPLITS: Final = ("train", "calibration", "test")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the text that is (a piece of) a value: ``text == annotation.text[start:end]``, offsets in code points.

    ``label`` is the leaf's path within its part, such as ``transactionAmounts/transactionShares``, with ``/footnoteId``
    behind it for a footnote mark on the value; ``row`` is the XPath of that part, such as
    ``nonDerivativeTable/nonDerivativeTransaction[2]`` or ``reportingOwner[1]`` (empty for the document itself), so that
    ``row/label`` is the path of the leaf. A value in several pieces has several spans of one label and row.
    """

    start: int
    end: int
    text: str
    label: str
    row: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One annotated filing.

    ``gold`` has the value of each leaf as the form shows it, by XPath below ``ownershipDocument``, in the spelling of
    EDGAR's XML: it may differ from the garbled text. The rest says where the text came from; all of it may be empty.
    """

    id: str
    text: str
    spans: tuple[Span, ...] = ()
    gold: Mapping[str, str] = field(default_factory=dict)
    issuer: str = ""
    split: str = "train"
    form: str = ""
    edition: str = ""
    dialect: str = ""
    engine: str = ""
    strength: str = ""
    sloppiness: float | None = None
    version: int = VERSION
