"""A page's tokens labelled: what stands between the printed form classified, region by region."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from extractor.cells.amounts import with_amounts
from extractor.cells.candidates import candidates
from extractor.cells.classifier import TokenClassifier
from extractor.cells.features import features
from extractor.cells.first_table import with_first_table
from extractor.cells.layout import places_of
from extractor.cells.lost_tables import with_lost_tables
from extractor.cells.second_table import with_second_table
from extractor.cells.segments import Segment, segments_of
from extractor.regions.located import Located
from extractor.regions.regions import Regions

_TOKENS_AT_ONCE: Final = 20_000
"""A filing has some hundreds to some thousands of tokens; what has more is taken in parts, so that memory stays bounded."""
_WITH_TABLES: Final[tuple[Callable[[Located, Sequence[Segment]], Regions | None], ...]] = (
    with_lost_tables,
    with_second_table,
    with_first_table,
)
"""What gives tables back that lack their titles: both of them, the second at the end of the first, the first in the second."""


@dataclass(frozen=True, slots=True, eq=False)
class Labelled(Located):
    """A page whose tokens, but for the printed form, are labelled."""

    segments: list[Segment]


def label_tokens(located: Located, classifier: TokenClassifier) -> Labelled:
    """Label the tokens that the rules have left; where that shows rows outside their table, once more with these in it."""
    located = with_amounts(located)
    segments = _segments(located, classifier)
    for with_table in _WITH_TABLES:
        regions = with_table(located, segments)
        if regions is not None:
            located = with_amounts(Located(located.page, located.printed, regions))
            segments = _segments(located, classifier)
    return Labelled(located.page, located.printed, located.regions, segments)


def _segments(located: Located, classifier: TokenClassifier) -> list[Segment]:
    segments: list[Segment] = []
    places = places_of(located.page, located.regions)
    for start, stop in _parts(located.regions):
        part = located.part(start, stop)
        chosen = candidates(part.page, part.printed, part.regions)
        matrix = features(part.page, part.printed, part.regions, chosen)
        found = classifier.probabilities(places_of(part.page, part.regions), chosen, matrix)
        segments += segments_of(located.page, located.printed, places, chosen + start, found, classifier.grammar)
    return segments


def _parts(regions: Regions) -> Iterator[tuple[int, int]]:
    """Ranges of tokens, each of whole lines."""
    tokens = len(regions.line_of)
    wanted = range(0, tokens, _TOKENS_AT_ONCE)
    bounds = [int(np.searchsorted(regions.line_of, regions.line_of[at])) for at in wanted]
    yield from ((a, b) for a, b in pairwise([*bounds, tokens]) if b > a)
