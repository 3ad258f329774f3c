"""What a signature goes on with: the rest of its capacity, and the date of the power under which it is given.

Signatures such as ``Ada Qvist, by Bo Ek pursuant to power of attorney filed on June 21, 2021`` are longer than their box: they
wrap, with the date of signing behind their first line, and they hold a date that is not that of signing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from extractor.cells.segments import Segment
from extractor.cells.words import DATE_KINDS, look
from extractor.form.capacities import FOLLOWED_BY, MONTHS, PHRASES
from extractor.form.printed import SLOTS
from extractor.language.model import known_share, letters_of
from extractor.reading.page import Page
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Regions


def with_powers(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """Segments with the dates of powers of attorney in the signatures: ``filed on June 2, 2004``."""
    taken: set[int] = set()
    found = list(segments)
    for k, segment in enumerate(found):
        if segment.field == "signatureName" and segment.tokens:
            more = _dated(page, segment.tokens)
            taken.update(more)
            found[k] = replace(segment, tokens=[*segment.tokens, *(t for t in more if t not in segment.tokens)])
    if not taken:
        return found
    left = (replace(s, tokens=[t for t in s.tokens if t not in taken]) if s.field == "signatureDate" else s for s in found)
    return [s for s in left if s.tokens or s.notes]


def _dated(page: Page, tokens: Sequence[int]) -> list[int]:
    """The tokens of a date that goes on with a signature which ends with ``filed on June``, or with ``filed on``."""
    *_, before, last = (-1, *tokens)
    following = [t for t in range(last + 1, min(last + 1 + _DATED, len(page))) if page.line[t] == page.line[last]]
    words = [page.words[t].strip(",.").lower() if t >= 0 else "" for t in (before, last, *following)]
    begins = 0 if words[1] in MONTHS and words[0] in _ON else 1 if words[1] in _ON and words[2:] and words[2] in MONTHS else -1
    if begins < 0:
        return []
    for k, token in enumerate(following[begins:], begins):
        if not _DAY_OR_YEAR.fullmatch(page.words[token]):
            break
        if _YEAR.search(page.words[token]):
            return following[: k + 1]
    return []


_ON: Final = frozenset(("on", "of", "dated", "filed"))
_DATED: Final = 4  # words of a date
_DAY_OR_YEAR: Final = re.compile(r"[\d,.]{1,9}")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d[,.]?$")


def wrapped(page: Page, printed: PrintedForm, regions: Regions, segments: Sequence[Segment]) -> list[Segment]:
    """Segments with the rest of a signature that goes on between it and the caption below, as its last word tells."""
    found = _whole_phrases(page, segments)
    taken = {s.line for s in segments if s.tokens}
    caption = set(regions.line_of[(printed.slot == _CAPTION) & (printed.share > 0.5)].tolist())
    for k, segment in enumerate(found):
        below = segment.line + 1
        alone = below not in taken and below not in caption and below + 1 in caption
        if segment.field != "signatureName" or not alone or not segment.tokens:
            continue
        tokens = np.flatnonzero(regions.line_of == below).tolist()
        if not 0 < len(tokens) <= _REST or printed.cover[tokens].mean() >= _PRINTED:
            continue
        dated = [*_beside(page, segments, segment), *tokens]
        if _is_dated(page, segment.tokens, dated):
            found[k] = replace(segment, tokens=[*segment.tokens, *dated])
        elif _unfinished(page, segment.tokens) and _goes_on(page, tokens):
            found[k] = replace(segment, tokens=[*segment.tokens, *tokens])
    return found


def _whole_phrases(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """Segments with the phrases of a capacity, of which a signature has the first words, to their last."""
    found = list(segments)
    for k, segment in enumerate(found):
        if segment.field != "signatureName" or not segment.tokens:
            continue
        beside = _beside(page, segments, segment)
        had, rest = (_words(page, tokens) for tokens in (segment.tokens, beside))
        for phrase in PHRASES:
            words = phrase.split()
            cut = next((n for n in range(1, len(words)) if had[-n:] == words[:n] and rest[: len(words) - n] == words[n:]), 0)
            if cut:
                more = beside[: len(words) - cut]
                rest = rest[len(more) :]
                while len(rest) > 1 and rest[0] in FOLLOWED_BY:  # filed on
                    more, rest = beside[: len(more) + 1], rest[1:]
                found[k] = replace(segment, tokens=[*segment.tokens, *more])
                break
    return found


def _beside(page: Page, segments: Sequence[Segment], segment: Segment) -> list[int]:
    """Words behind a signature in its line and cell of which nothing was made, up to a date."""
    last = segment.tokens[-1]
    others = {t for s in segments if s.line == segment.line for t in s.tokens}
    found: list[int] = []
    for token in range(last + 1, min(last + 1 + _REST, len(page))):
        apart = page.line[token] != page.line[last] or page.cell[token] != page.cell[last]
        if apart or token in others or look(page.words[token])[0] in DATE_KINDS:
            break
        found.append(token)
    return found


def _is_dated(page: Page, tokens: Sequence[int], more: Sequence[int]) -> bool:
    """Whether a signature goes on with the rest of ``filed on June 21, 2021``, and ends with it."""
    had, rest = _words(page, tokens)[-_DATED:], _words(page, more)
    words = [*had, *rest]
    for at in range(len(had) + 1):
        end = next((k for k in range(at, len(words)) if words[k] not in FOLLOWED_BY), len(words))
        if end > at and words[end : end + 1] and words[end] in MONTHS and _DAY_AND_YEAR.fullmatch(" ".join(words[end + 1 :])):
            return True
    return False


def _words(page: Page, tokens: Sequence[int]) -> list[str]:
    return [page.words[t].strip(",.;").lower() for t in tokens]


_PRINTED: Final = 0.5  # share of a line that is the form's, from which it is
_DAY_AND_YEAR: Final = re.compile(r"\d{1,2},? ?(?:19|20)\d\d")


def _unfinished(page: Page, tokens: Sequence[int]) -> bool:
    return bool(tokens) and page.words[tokens[-1]].lower() in FOLLOWED_BY


def _goes_on(page: Page, tokens: Sequence[int]) -> bool:
    """Whether a line goes on with a signature: all of its words are such as stand in signatures, and one is no speck."""
    if any(look(page.words[t])[0] in DATE_KINDS for t in tokens):
        return False
    words = [page.words[t].strip(",.;").lower() for t in tokens]
    known = (w in MONTHS or w.isdigit() or any(known_share(x, "signature") for x in letters_of(w)) for w in words)
    return all(known) and any(len(w) > _SHORT and w.isalpha() for w in words)


_SHORT: Final = 2  # letters of a word that may be a speck
_CAPTION: Final = SLOTS.index("tail.signature")
_REST: Final = 6  # words of the rest of a signature
