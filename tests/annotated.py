"""An annotation that is right, in every part."""

from __future__ import annotations

from extractor.annotations.record import Annotation, Span

TEXT = "FORM 4\nCommon Stock\t03/01/2001\tP\t1,5O0(1)\n(1) A gift of Ada Qvist.\n"
ROW = "nonDerivativeTable/nonDerivativeTransaction[1]"


def span(text: str, label: str, row: str = ROW) -> Span:
    at = TEXT.index(text)
    return Span(at, at + len(text), text, label, row)


GOOD = Annotation(
    id="a-1",
    text=TEXT,
    issuer="Zorblat",
    form="4",
    dialect="grid",
    spans=(
        span("Common Stock", "securityTitle"),
        span("03/01/2001", "transactionDate"),
        span("P", "transactionCoding/transactionCode"),
        span("1,5O0", "transactionAmounts/transactionShares"),
        span("(1)", "transactionAmounts/transactionShares/footnoteId"),
        Span(TEXT.index("1) A"), TEXT.index(") A"), "1", "id", "footnotes/footnote[1]"),
        span("A gift of Ada Qvist.", "text", "footnotes/footnote[1]"),
    ),
    gold={
        f"{ROW}/securityTitle": "Common Stock",
        f"{ROW}/transactionDate": "2001-03-01",
        f"{ROW}/transactionCoding/transactionCode": "P",
        f"{ROW}/transactionAmounts/transactionShares": "1500",
        f"{ROW}/transactionAmounts/transactionShares/footnoteId": "F1",
        "footnotes/footnote[1]/id": "F1",
        "footnotes/footnote[1]/text": "A gift of Ada Qvist.",
    },
)
