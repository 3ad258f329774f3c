"""Which tokens the classifier has to look at: the rules have taken away what is surely printed form or prose."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.words import DATE_KINDS, look
from extractor.dialects.page import Page, begins
from extractor.readings.page_words import page_words
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

_FORM: Final = (Region.TOP, Region.BOXES, Region.TABLE1, Region.TABLE2, Region.OWNERS, Region.SIGNATURE)
_IN_FORM: Final = np.array([region in _FORM for region in Region])
_IN_BOXES: Final = np.array([region in (Region.BOXES, Region.OWNERS) for region in Region])
_IN_TABLES: Final = np.array([region in (Region.TABLE1, Region.TABLE2) for region in Region])
_HEAD: Final = re.compile(r"\W?(?:[1-9]|1[01])A?\.[A-Za-z]{2,}\W?")
_SURELY: Final = 12  # letters of a phrase that no value shares with the form by chance, as a STREET does
_MOSTLY: Final = 0.5  # share of a line's letters that makes it one of captions
_ABOVE_SIGNATURE: Final = 4  # lines above the caption of the signature that may hold it


def candidates(page: Page, printed: PrintedForm, regions: Regions) -> npt.NDArray[np.intp]:
    """Indices of the tokens to classify."""
    if not len(page):
        return np.zeros(0, np.intp)
    length = page.end - page.start
    sure = (printed.cover >= 0.95) & (printed.share >= 0.6) & (printed.letters >= _SURELY) & (length >= 5)
    # Where values stand among captions, a value's words may be the caption's: an Officer's title, a Street.
    captions = np.bincount(regions.line_of, length * sure) >= _MOSTLY * np.bincount(regions.line_of, length)
    boxes = _IN_BOXES[regions.of_token]
    lines = _IN_FORM[regions.of_line] | _signature_lines(page, regions)
    taken = (sure & captions[regions.line_of] & ~boxes) | _heads(page, regions)
    return np.flatnonzero(lines[regions.line_of] & ~taken)


def _heads(page: Page, regions: Regions) -> npt.NDArray[np.bool_]:
    """Words of the tables of a noisy page with which their numbered heads begin, misread or not: ``2.ransacor``."""
    found = _IN_TABLES[regions.of_token]
    if not page_words(page).is_noisy:
        return np.zeros_like(found)
    for token in np.flatnonzero(found).tolist():
        found[token] = _HEAD.fullmatch(page.words[token]) is not None
    return found


def _signature_lines(page: Page, regions: Regions) -> npt.NDArray[np.bool_]:
    """Lines outside the form's boxes that may hold a signature: just above its caption, or ending in a date."""
    lines = np.zeros(len(regions.of_line), np.bool_)
    for at in np.flatnonzero(regions.of_line == Region.SIGNATURE):
        lines[max(0, at - _ABOVE_SIGNATURE) : at + 1] = True
    first = np.flatnonzero(begins(regions.line_of))
    for i in [*(first[1:] - 1).tolist(), len(page) - 1]:
        words = page.words[max(0, i - 1) : i + 1]
        if any(look(w)[0] in DATE_KINDS for w in words):
            lines[regions.line_of[i]] = True
    lines &= ~_among_notes(page, regions)
    for k in [k for k, word in enumerate(page.words) if word in _SIGNED]:
        lines[regions.line_of[k]] = True
    return lines


_SIGNED: Final = frozenset(("/s/", "/S/", "/s", "/S", "s/", "S/"))


def _among_notes(page: Page, regions: Regions) -> npt.NDArray[np.bool_]:
    """Lines from the first numbered footnote to the last: what ends in a date there is no signature."""
    first = np.flatnonzero(begins(regions.line_of))
    first = first[regions.of_token[first] == Region.NOTES]
    numbered = [int(regions.line_of[k]) for k in first.tolist() if _NUMBER.fullmatch(page.words[k])]
    among = np.zeros(len(regions.of_line), np.bool_)
    if numbered:
        among[min(numbered) : max(numbered) + 1] = True
    found: npt.NDArray[np.bool_] = among & (regions.of_line == Region.NOTES)
    return found


_NUMBER: Final = re.compile(r"\(?\d{1,2}[.),]+")
