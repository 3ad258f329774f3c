"""Rows of lines whose tokens are labelled by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.dialects.read import read
from extractor.filing import Row
from extractor.rows.assemble import assemble
from extractor.rows.fill import fill

SHORT = {
    "title": "securityTitle",
    "strike": "conversionOrExercisePrice",
    "date": "transactionDate",
    "code": "transactionCoding/transactionCode",
    "v": "transactionTimeliness",
    "shares": "transactionAmounts/transactionShares",
    "price": "transactionAmounts/transactionPricePerShare",
    "ad": "transactionAmounts/transactionAcquiredDisposedCode",
    "exercise": "exerciseDate",
    "expiry": "expirationDate",
    "underlying": "underlyingSecurity/underlyingSecurityTitle",
    "amount": "underlyingSecurity/underlyingSecurityShares",
    "after": "postTransactionAmounts/sharesOwnedFollowingTransaction",
    "own": "ownershipNature/directOrIndirectOwnership",
    "nature": "ownershipNature/natureOfOwnership",
}


def labelled(*lines: str, apart: str = "\t") -> tuple[Page, list[Segment]]:
    """A page and its segments. Words are tagged: ``_=`` goes on with a value, ``#=`` is a mark on it."""
    texts: list[str] = []
    tags: list[str] = []
    for line in lines:
        cells = [part.split("=", 1) for part in line.split()]
        tags += [tag for tag, _ in cells]
        texts.append(apart.join(word for _, word in cells) + apart)
    page = read("\n".join(texts))
    assert len(page) == len(tags)
    return page, _segments(page, tags)


def _segments(page: Page, tags: Sequence[str]) -> list[Segment]:
    segments: list[Segment] = []
    last: Segment | None = None
    for token, tag in enumerate(tags):
        line = int(page.line[token])
        if tag == "#":
            assert last is not None
            last.notes.append(token)
        elif tag == "_" and last is not None and last.line == line:
            last.tokens.append(token)
        elif tag == "_":  # goes on in the next line
            assert last is not None
            last = Segment(last.field, line, [token], False, 0.9, word=page.words[token])
            segments.append(last)
        else:
            begins = not tag.endswith("+")
            last = Segment(SHORT[tag.rstrip("+")], line, [token], begins, 0.9, word=page.words[token])
            segments.append(last)
    return segments


def rows(*lines: str, derivative: bool = False, form: str = "4", apart: str = "\t") -> list[Row]:
    page, segments = labelled(*lines, apart=apart)
    heights = list(range(int(page.line.max()) + 1)) if len(page) else []
    return [fill(page, draft, derivative, form, (2002,)) for draft in assemble(page, segments, heights)]


def values(row: Row, *attributes: str) -> list[Any]:
    return [getattr(row, a).value for a in attributes]


SALE = "title=Common _=Stock date=05/06/2002 code=S shares=1,200 ad=D price=$17.25 after=8,800 own=D"


def tagged_cells(text: str, *values: tuple[str, str]) -> tuple[Page, list[Segment]]:
    """A page of one line of cells; each word takes the next value's field, ``+`` goes on, ``#`` marks, ``-`` is nothing."""
    page = read(text)
    assert len(page) == sum(len(tags) for _, tags in values)
    segments: list[Segment] = []
    token = 0
    for name, tags in values:
        for tag in tags:
            if tag == "b" or (tag in "+#" and not (segments and segments[-1].field == SHORT[name])):
                segments.append(Segment(SHORT[name], 0, [token] if tag != "#" else [], tag == "b", 0.9, [], page.words[token]))
                if tag == "#":
                    segments[-1].notes.append(token)
            elif tag == "+":
                segments[-1].tokens.append(token)
            elif tag == "#":
                segments[-1].notes.append(token)
            token += 1
    return page, segments
