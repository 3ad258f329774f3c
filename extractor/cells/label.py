"""A page's tokens labelled: the printed form found, its regions told apart, what stands between classified."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from extractor.cells.candidates import candidates
from extractor.cells.classifier import TokenClassifier
from extractor.cells.features import features
from extractor.cells.first_table import with_first_table
from extractor.cells.layout import places_of
from extractor.cells.lost_tables import with_lost_tables
from extractor.cells.second_table import with_second_table
from extractor.cells.segments import Segment, segments_of
from extractor.reading.page import Page
from extractor.regions.parted import part_glued
from extractor.regions.pointers import without_pointers
from extractor.regions.printed_form import PrintedForm, find_letters, printed_form
from extractor.regions.regions import Regions, find_regions

_TOKENS_AT_ONCE: Final = 20_000
"""A filing has some hundreds to some thousands of tokens; what has more is taken in parts, so that memory stays bounded."""


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """A page whose printed form and regions are found."""

    page: Page
    printed: PrintedForm
    regions: Regions


@dataclass(frozen=True, slots=True, eq=False)
class Labelled(Located):
    """A page whose tokens, but for the printed form, are labelled."""

    segments: list[Segment]


def locate(page: Page) -> Located:
    """Find the printed form and its regions; tokens that are glued together are parted."""
    page, letters = part_glued(page, find_letters(page))
    printed = without_pointers(page, printed_form(page, letters))
    return Located(page, printed, find_regions(page, printed))


def label_tokens(located: Located, classifier: TokenClassifier) -> Labelled:
    """Label the tokens that the rules have left; where that shows rows outside their table, once more with these in it."""
    segments = _segments(located, classifier)
    regions = with_lost_tables(located.page, located.regions, segments)
    if regions is not None:
        located = Located(located.page, located.printed, regions)
        segments = _segments(located, classifier)
    regions = with_second_table(located.page, located.printed, located.regions, segments)
    if regions is not None:
        located = Located(located.page, located.printed, regions)
        segments = _segments(located, classifier)
    regions = with_first_table(located.page, located.printed, located.regions, segments)
    if regions is not None:
        located = Located(located.page, located.printed, regions)
        segments = _segments(located, classifier)
    return Labelled(located.page, located.printed, located.regions, segments)


def _segments(located: Located, classifier: TokenClassifier) -> list[Segment]:
    segments: list[Segment] = []
    places = places_of(located.page, located.regions)
    for start, stop in _parts(located.regions):
        part = _part(located, start, stop)
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


def _part(located: Located, start: int, stop: int) -> Located:
    """The tokens of a range as a page of their own."""
    if (start, stop) == (0, len(located.page)):
        return located
    return Located(located.page.part(start, stop), located.printed.part(start, stop), located.regions.part(start, stop))
