"""Signatures that nothing was labelled as: lines just above the caption below them, told by their mark or by their capacity.

A signature stands between the footnotes and its caption. Where specks stand before it, or below it, it looks like the end of the
last footnote; but no sentence has the conformed ``/s/`` before a name, and none ends with a date behind an attorney's capacity.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np

from extractor.cells.segments import Segment
from extractor.notes.below import captions_below
from extractor.notes.conformed import mark_before
from extractor.notes.signed import is_attorney
from extractor.reading.page import Page
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

_ABOVE: Final = 8
"""Lines above the caption, stains among them, in which its signature stands."""
_BELOW_TABLES: Final = (Region.NOTES, Region.REMARKS, Region.SIGNATURE)
_SURE: Final = 0.7
_DATE: Final = re.compile(r"\W{0,2}\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)\W{0,2}")
_LONGEST: Final = 60  # words of such a line, specks among them


def with_unsigned(page: Page, printed: PrintedForm, regions: Regions, segments: list[Segment]) -> list[Segment]:
    """Segments with the name, and the date, of the signature above its caption, if nothing is labelled as a name.

    Args:
        page: the page.
        printed: its printed form.
        regions: its regions.
        segments: what its tokens were labelled as.
    """
    if not len(page) or any(s.field == "signatureName" and s.tokens for s in segments):
        return segments
    starts = np.searchsorted(regions.line_of, np.arange(len(regions.of_line) + 1)).tolist()
    captions = captions_below(page, printed, regions)
    above = (line for caption in captions for line in range(caption - 1, max(caption - 1 - _ABOVE, -1), -1))
    for line in dict.fromkeys(above):
        tokens = list(range(starts[line], starts[line + 1]))
        if regions.of_line[line] not in _BELOW_TABLES or len(tokens) > _LONGEST:
            continue
        dated = [t for t in tokens if _DATE.fullmatch(page.words[t])][-1:]
        name = _name(page, tokens, dated)
        if name:
            day = [s for s in segments if s.field == "signatureDate"]
            found = [Segment("signatureName", line, name, probability=_SURE)]
            if dated and not day:
                found.append(Segment("signatureDate", line, dated, probability=_SURE))
            return sorted([*segments, *found], key=lambda s: s.first)
    return segments


def _name(page: Page, tokens: Sequence[int], dated: Sequence[int]) -> list[int]:
    """The tokens of a line that sign: from the mark, or of an attorney from the first name, to the date."""
    mine = [t for t in tokens if not dated or t < dated[0]]
    words = [page.words[t] for t in mine]
    first = next((k for k in range(len(words) - 1) if mark_before(" ".join(words[k : k + 3]))), None)
    if first is None and dated and any(map(is_attorney, words)):
        first = next((k for k in range(len(words) - 1) if all(map(_NAME.fullmatch, words[k : k + 2]))), None)
    if first is None:
        return []
    last = max((k for k, word in enumerate(words) if sum(map(str.isalpha, word)) > _SPECK or word in _GOES_ON), default=0)
    return mine[first : last + 1] if last > first else []


_NAME: Final = re.compile(r"[A-Z][A-Za-z'-]+[.,]?")
_SPECK: Final = 2  # letters
_GOES_ON: Final = ("of", "in")
"""Words of two letters in which what is left of a capacity may end: ``Power of``."""
