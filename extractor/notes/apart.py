"""Segments of signatures before they are paired with dates: what is several signatures, what is none of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.language.model import known_share


def signatures_apart(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """Segments with each conformed signature in one of its own, and with capacities as parts of the signature before them."""
    return [part for segment in segments for part in _parts(page, segment)]


def _parts(page: Page, segment: Segment) -> Iterator[Segment]:
    """The signatures that a segment is: more where several marks stand in it, none where it is but a letter."""
    if segment.field != "signatureName" or not segment.tokens:
        yield segment
        return
    words = [page.words[t] for t in segment.tokens]
    specks = all(len(w) <= _SPECK and w.islower() and not (len(w) > 1 and known_share(w, "signature")) for w in words)
    if (specks or sum(map(str.isalpha, "".join(words))) <= 1) and not _MARK.match(words[0]):
        return
    begins = segment.begins and not _CAPACITY.match(" ".join(words))
    cuts = [k for k in range(1, len(words)) if _MARK.match(words[k]) and not _GIVEN_BY.fullmatch(words[k - 1])]
    cuts = [k for k in cuts if any(map(_MARK.match, words[:k]))]  # the first may stand behind a company's name
    for start, stop in zip([0, *cuts], [*cuts, len(words)], strict=True):
        first = start == 0
        notes = segment.notes if first else []
        yield replace(
            segment, tokens=segment.tokens[start:stop], begins=begins if first else True, notes=notes, word=words[start]
        )


_SPECK: Final = 3  # small letters
_MARK: Final = re.compile(r"/s/")
_GIVEN_BY: Final = re.compile(r"\W*(?:by|its?|per)\W*|.*[:,]", re.IGNORECASE)
"""What stands before the mark of who signs for a company."""
_CAPACITY: Final = re.compile(r"[\W\d]{0,5}(?:power\W{0,2}of\W{0,2}attorney|(?:attorney\W{0,2})?in\W{0,2}fact)\b", re.IGNORECASE)
"""Words that begin nobody's signature, and end that of the line before."""
