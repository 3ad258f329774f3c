"""Names of the owners on further pages: nothing but the name stands between the caption of box 1 and the captions below it.

There box 1 is printed without the boxes of the issuer beside it, ``1. Name and Address of Reporting Person*`` above the name and
``(Last) (First) (Middle)`` below, so that what the classifier took for a street or a city there is of the name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

import numpy as np

from extractor.cells.segments import Segment
from extractor.form.printed import SLOTS
from extractor.reading.page import Page
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

_NAME: Final = "reportingOwnerId/rptOwnerName"
_BOX, _BELOW, _ISSUER = (SLOTS.index(slot) for slot in ("box.name", "box.last", "box.issuer"))
_PRINTED: Final = 0.6
_LONGEST: Final = 40  # tokens between the two captions
_MOST: Final = 30  # owners on further pages; EDGAR takes ten
_WORD: Final = 2  # letters of what is no speck


def with_framed_names(page: Page, printed: PrintedForm, regions: Regions, segments: Sequence[Segment]) -> list[Segment]:
    """The segments, with what stands in the frame of a name on a further page as that name."""
    frames = list(islice(_frames(printed, regions), _MOST))
    if not frames:
        return list(segments)
    found: list[Segment] = list(segments)
    for start, stop in frames:
        mine = [s for s in found if s.tokens and start <= s.first and s.tokens[-1] < stop]
        if not mine or all(s.field == _NAME for s in mine):
            continue
        line = mine[0].line
        inside = [s for s in mine if s.line == line]
        span = range(inside[0].first, max(s.tokens[-1] for s in inside) + 1)
        tokens = [t for t in span if printed.cover[t] <= _PRINTED]
        if not any(sum(map(str.isalpha, page.words[t])) >= _WORD for t in tokens):
            continue
        probability = max(s.probability for s in inside)
        name = replace(inside[0], field=_NAME, tokens=tokens, begins=True, probability=probability)
        at = found.index(inside[0])
        found = [s for s in found if s not in inside]
        found.insert(at, name)
    return found


def _frames(printed: PrintedForm, regions: Regions) -> Iterator[tuple[int, int]]:
    """The ranges of tokens between the two captions, where they and that of the issuer's box stand before, and it not beside."""
    whole = printed.cover > _PRINTED
    captions = ((printed.slot == _BOX) & (printed.share > 0.5) & whole).nonzero()[0].tolist()
    below = ((printed.slot == _BELOW) & whole).nonzero()[0]
    issuers = ((printed.slot == _ISSUER) & whole).nonzero()[0].tolist()
    for token, following in zip(captions, [*captions[1:], len(whole)], strict=False):
        at = int(np.searchsorted(below, token))
        stop = int(below[at]) if 0 < at < len(below) else -1
        if not 1 < stop - token <= _LONGEST or following < stop or regions.of_token[token] != Region.BOXES:
            continue
        line = int(np.searchsorted(regions.line_of, regions.line_of[token]))  # its first token
        if issuers and issuers[0] < line and bisect_left(issuers, line) == bisect_left(issuers, stop):
            yield token + 1, stop
