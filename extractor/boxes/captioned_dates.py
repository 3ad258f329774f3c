"""The dates of the boxes by the captions just before them, where the classifier gave one to the wrong box or to none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.form.lookalikes import TO_DIGITS
from extractor.form.printed import SLOTS
from extractor.readings.dates import month_alone
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

_PERIOD, _ORIGINAL = "periodOfReport", "dateOfOriginalSubmission"
_FIELDS: Final = {SLOTS.index("box.period"): _PERIOD, SLOTS.index("box.amendment"): _ORIGINAL}
"""What stands behind the captions of these slots."""
_DAY: Final = re.compile(r"\W{0,2}\d{1,2}[/.-]\d{1,2}[/.-](?:(?:19|20)\d\d|\d\d)\W{0,2}")
_WORDS: Final = 3  # of a date: December 31, 1998
_PRINTED: Final = 0.5  # share of a word, and of a caption, that is printed form
_SURE: Final = 0.9


def with_captioned(page: Page, printed: PrintedForm, regions: Regions, segments: Sequence[Segment]) -> list[Segment]:
    """The segments with the dates, and the months with a year, that stand just behind the captions of their boxes.

    Behind means on the line of the caption, or alone on the next one where no other caption of a date is on the line above.
    """
    dates = [s for s in segments if s.field in (_PERIOD, _ORIGINAL) and s.tokens]
    taken = {t for s in segments if s.field not in (_PERIOD, _ORIGINAL) for t in s.tokens}
    known = {s.field for s in dates}
    added: list[Segment] = []
    gone: list[Segment] = []
    for name, tokens in _behind_captions(page, printed, regions):
        if (name == _PERIOD and name in known) or not taken.isdisjoint(tokens):
            continue
        mine = [s for s in dates if not set(s.tokens).isdisjoint(tokens)]
        if any(s.field == name or not set(s.tokens).issubset(tokens) for s in mine):
            continue  # it is known, or what seems a month is the beginning of a date
        gone += mine
        added.append(Segment(name, int(regions.line_of[tokens[0]]), tokens, probability=_SURE))
        known.add(name)
    if not added:
        return list(segments)
    return sorted([*(s for s in segments if all(s is not other for other in gone)), *added], key=lambda s: s.first)


def _behind_captions(page: Page, printed: PrintedForm, regions: Regions) -> Iterator[tuple[str, list[int]]]:
    """The tokens behind the captions of dates that are dates, with what they are dates of."""
    captions = np.isin(printed.slot, list(_FIELDS)) & (printed.cover > _PRINTED) & (printed.share > _PRINTED)
    captions &= regions.of_token == Region.BOXES
    last = np.flatnonzero(captions[:-1] & ~captions[1:] & (printed.cover[1:] < _PRINTED)).tolist()
    for caption in last:
        tokens = _date_at(page, caption + 1)
        if tokens and _is_of(page, printed, caption, tokens):
            yield _FIELDS[int(printed.slot[caption])], tokens


def _is_of(page: Page, printed: PrintedForm, caption: int, tokens: Sequence[int]) -> bool:
    """Whether a date is of the caption before it: on its line, or alone on the next, with no caption of another date above."""
    first, behind = tokens[0], tokens[-1] + 1
    if page.line[first] == page.line[caption]:
        return bool(page.cell[first] == page.cell[caption]) or not page.celled[caption]
    alone = behind == len(page) or page.line[behind] != page.line[first]
    above = np.flatnonzero(page.line == page.line[caption])
    return bool(alone and {int(slot) for slot in printed.slot[above]} & _FIELDS.keys() == {int(printed.slot[caption])})


def _date_at(page: Page, first: int) -> list[int]:
    """The tokens from one on, all on its line, that are a date or a month with its year; the most that are."""
    text, found = "", 0
    for k in range(first, min(first + _WORDS, len(page))):
        if page.line[k] != page.line[first]:
            break
        text = f"{text} {page.words[k]}".strip()
        if _DAY.fullmatch(text.translate(TO_DIGITS)) or month_alone(text):
            found = k + 1 - first
    return list(range(first, first + found))
