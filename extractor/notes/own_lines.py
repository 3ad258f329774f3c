"""Short lines below the tables that look like the form's and are of footnotes, or the other way round."""

from __future__ import annotations

import re
from typing import Final

from rapidfuzz import fuzz

from extractor.dialects.page import Page
from extractor.form.printed import PHRASES, SLOTS
from extractor.regions.printed_form import PrintedForm

_OWN: Final = ("tail.reminder", "tail.joint", "tail.crime", "tail.note", "tail.persons")
"""The sentences of the form's end."""
OWN_SLOTS: Final = frozenset(SLOTS.index(name) for name in _OWN)
_OWN_SENTENCES: Final = tuple("".join(c for c in p.text.lower() if c.isalnum()) for p in PHRASES if p.slot in _OWN)
_FORM_NUMBER: Final = re.compile(r"sec(?:147[34]|2270)")
"""The numbers of the three forms, which stand at their foot: ``Form 4: SEC 1474 (03-26)``."""
_SIGNATURE, _CAPTION = "signatureofreportingpersondate", 80.0
"""The caption below the signatures, and how like it a line is."""
_FORM_LINE: Final = 12  # words
_DISTORTED: Final = 66.0
"""Likeness of letters, of a hundred: footnotes have at most 60 in common with these sentences."""


def ends_small(page: Page, printed: PrintedForm, tokens: list[int]) -> bool:
    """Whether a line is the end of a sentence: it begins with a small letter, as no caption does, and has a full stop.

    The sentences of the form's end go on so as well.
    """
    own = sum(int(printed.slot[t]) in OWN_SLOTS for t in tokens)
    words = [word for t in tokens if any(map(str.isalnum, word := page.words[t]))]
    return 0 < len(words) <= _FORM_LINE and words[0][0].islower() and words[-1][-1] == "." and 2 * own < len(tokens)


def is_distorted(page: Page, tokens: list[int]) -> bool:
    """Whether a line is a whole sentence of the form's end, too garbled for its words to be found, or has the form's number."""
    text = "".join(filter(str.isalnum, "".join([page.words[t].lower() for t in tokens])))
    if len(tokens) <= _FORM_LINE and _FORM_NUMBER.search(text):
        return True
    if fuzz.ratio(text, _SIGNATURE) >= _CAPTION:
        return True
    return any(fuzz.ratio(text, sentence, score_cutoff=_DISTORTED) for sentence in _OWN_SENTENCES)


def own_words(page: Page, printed: PrintedForm, tokens: list[int]) -> int:
    """How many words at the beginning of a line are sentences of the form's end, which may be garbled, but not for long.

    ``tokens``: those of a line, or from its end to its beginning.
    """
    line = slice(min(tokens[0], tokens[-1]), max(tokens[0], tokens[-1]) + 1) if tokens else slice(0)
    if OWN_SLOTS.isdisjoint(printed.slot[line].tolist()):  # most lines
        return 0
    found = letters = own = last = 0
    share = 0.0
    for k, token in enumerate(tokens[:_SENTENCES]):
        length = int(page.end[token] - page.start[token])
        letters += length
        if int(printed.slot[token]) in OWN_SLOTS:
            share = max(share, float(printed.share[token]))
            own += round(length * float(printed.cover[token]))
            if own >= max(_SENTENCE, MOST * letters):
                found = k + 1
            last = k
        elif found and k - last > _GARBLED:
            break
    forward = tokens[0] <= tokens[-1]  # from the end of a line no number of a footnote is the first
    numbered = forward and _NUMBER.fullmatch(page.words[tokens[0]]) is not None
    return found if 2 * found > len(tokens) or (share > _HALF_FOUND and not numbered) else 0


_GARBLED: Final = 6  # words
_HALF_FOUND: Final = 0.5
"""Share of a sentence that is found, up to which a few words like its own are none of it: ``reported in this Form 4``; nor are
they behind the number of a footnote, however much is found."""
_NUMBER: Final = re.compile(r"\(?\d{1,2}[.)]")
_SENTENCE: Final = 19  # letters; a footnote may speak of the reporting person
_SENTENCES: Final = 120  # words
MOST: Final = 0.7
"""Share of a line's letters that makes it the form's own."""
