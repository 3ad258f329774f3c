"""Signatures that nothing was labelled as: lines just above the caption below them, told by their mark or by their capacity.

A signature stands between the footnotes and its caption. Where specks stand before it, or below it, it looks like the end of the
last footnote; but no sentence has the conformed ``/s/`` before a name, none ends with a date behind an attorney's capacity, and
none has but words with large letters and those of a capacity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.form.capacities import ATTORNEY, FOLLOWED_BY, IN_FACT
from extractor.notes.below import captions_below, without_caption
from extractor.notes.conformed import mark_before
from extractor.notes.signed import is_attorney
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

_ABOVE: Final = 8
"""Lines above the caption, stains among them, in which its signature stands."""
_BELOW_TABLES: Final = (Region.NOTES, Region.REMARKS, Region.SIGNATURE)
_SURE: Final = 0.7  # probability of a signature by its place alone
_DATE: Final = re.compile(r"\W{0,2}\d{1,2}[/:]\d{1,2}[/:](?:\d{4}|\d\d)\W{0,2}")
_LONGEST: Final = 60  # words of such a line, specks among them


def with_unsigned(page: Page, printed: PrintedForm, regions: Regions, segments: list[Segment]) -> list[Segment]:
    """Segments with the name, and the date, of the signature above its caption, where nothing is labelled so.

    Args:
        page: the page.
        printed: its printed form.
        regions: its regions.
        segments: what its tokens were labelled as.
    """
    if not len(page):
        return segments
    if any(s.field == "signatureName" and s.tokens for s in segments):
        return segments
    starts = np.searchsorted(regions.line_of, np.arange(len(regions.of_line) + 1)).tolist()
    captions = captions_below(page, printed, regions)
    owners = [_letters(page, s.tokens) for s in segments if s.field == _OWNER and s.tokens]
    above: Iterable[int] = (line for caption in captions for line in range(caption, max(caption - 1 - _ABOVE, -1), -1))
    if not captions:  # illegible
        above = range(len(starts) - 2, -1, -1)
    for line in dict.fromkeys(above):
        tokens = without_caption(page, list(range(starts[line], starts[line + 1])))
        if regions.of_line[line] not in _BELOW_TABLES or len(tokens) > _LONGEST:
            continue
        dated = [t for t in tokens if _DATE.fullmatch(page.words[t])][-1:]
        name = (_name(page, tokens, dated) if captions else []) or _written(page, tokens, dated, owners)
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
    first = next((k for k in range(len(words)) if mark_before(" ".join(words[k : k + 3]))), None)
    if first is None and dated and any(map(is_attorney, words)):
        first = next((k for k in range(len(words) - 1) if all(map(_NAME.fullmatch, words[k : k + 2]))), None)
    if first is None:
        return []
    last = max((k for k, word in enumerate(words) if sum(map(str.isalpha, word)) > _SPECK or word in _GOES_ON), default=0)
    glued = any(_GLUED.match(page.words[t]) for t in mine[first : first + 1])
    return mine[first : last + 1] if last > first or glued else []


def _written(page: Page, tokens: Sequence[int], dated: Sequence[int], owners: Sequence[Sequence[str]]) -> list[int]:
    """The tokens of a line that signs with an owner's name, or by power of attorney, and has no word of a sentence besides."""
    mine = [t for t in tokens if not dated or t < dated[0]]
    first = next((k for k, t in enumerate(mine) if _NAME.match(page.words[t].lstrip(_QUOTES))), None)
    last = max((k for k, t in enumerate(mine) if len(_letters(page, [t], least=_SPECK + 1)) > 0), default=0)
    if first is None or last <= first or any(any(map(str.isdigit, page.words[t])) for t in mine[:first]):
        return []  # a number before it makes a footnote of it
    found = mine[first : last + 1]
    words = _letters(page, found)
    small = {w for t in found for w in _WORD.findall(page.words[t]) if w[0].islower()}
    if len(found) > _SIGNED or page.words[found[-1]].endswith(".") or not small <= _OF_CAPACITY:
        return []
    capacity = _OF_EXHIBITS.isdisjoint(words) and any(phrase in " ".join(words) for phrase in _CAPACITIES)
    return found if capacity or any(_signs(words, owner, dated=bool(dated)) for owner in owners) else []


def _signs(words: Sequence[str], owner: Sequence[str], *, dated: bool) -> bool:
    """Whether words that stand in no sentence sign with the name of an owner: with a date, with nothing else, or by another."""
    mine = set(words) & set(owner)
    return len(mine) > 1 and (dated or set(words) <= mine | _OF_CAPACITY or set(words) >= _BY_ANOTHER)


def _letters(page: Page, tokens: Sequence[int], least: int = 2) -> list[str]:
    """The words of tokens that have some letters, in small ones."""
    return [w.lower() for t in tokens for w in _WORD.findall(page.words[t]) if len(w) >= least]


_OWNER: Final = "reportingOwnerId/rptOwnerName"
_WORD: Final = re.compile(r"[A-Za-z]+")
_QUOTES: Final = "'\"\u2018\u201c("
_OF_CAPACITY: Final = frozenset((*FOLLOWED_BY, "power", ATTORNEY, "in", "fact", "behalf"))
"""Small words of signatures."""
_CAPACITIES: Final = (f"power of {ATTORNEY}", IN_FACT)
_OF_EXHIBITS: Final = frozenset(("exhibit", "exhibits", "list", "index"))
"""Words of remarks that name a power of attorney."""
_BY_ANOTHER: Final = frozenset(("by", "for"))
_SIGNED: Final = 20  # words of a signature
_NAME: Final = re.compile(r"[A-Z][A-Za-z'-]+[.,]?")
_SPECK: Final = 2  # letters
_GLUED: Final = re.compile(r"\W?\w?[sS5$]?[/|\\].{0,3}(?:[A-Z][a-z]+\W?[A-Z]|[A-Z]\W?[A-Z][a-z]{2})")
"""A mark with all of a name behind it, the blanks between them lost: ``Js/AdaQvist``."""
_GOES_ON: Final = ("of", "in")
"""Words of two letters in which what is left of a capacity may end: ``Power of``."""
