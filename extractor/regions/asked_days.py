"""Days that stand in the form in words, as one token each in the way that the form asks for: ``Feb. 27, 2018`` as ``02/27/2018``.

Nearly all forms are filled in as they ask, so that all that reads dates was made for that. Where a day is printed otherwise the
tokens keep their place in the text, and only their words change. Footnotes and remarks keep their days as they are written, and
so do days of which a word before them tells that they are part of a sentence or a name: ``Notes due March 1, 2018``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby, takewhile
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.dialects.page import Page
from extractor.form.capacities import FOLLOWED_BY
from extractor.form.days import as_asked, month_of
from extractor.form.prose import JOINING
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions
from extractor.regions.sentences import prose_lines

_DIGIT: Final = r"[\dOoQlIi|!SsBZzGgq]"
_ENDS: Final = re.compile(rf"(?!\$)\S{{0,30}}?(?:{_DIGIT}{{4}}|(?<![\d,.]){_DIGIT}{{2}})[^\w\s(]{{0,2}}")
"""What may end with the year or, in the order of ISO 8601, with the day."""
_ASKED: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}\W?")
_MOST: Final = 7  # tokens of a day, signs between its words among them
_FORM: Final = (Region.TOP, Region.BOXES, Region.TABLE1, Region.TABLE2, Region.OWNERS, Region.SIGNATURE)
_GOES_ON: Final = (FOLLOWED_BY | JOINING | {"due", "granted", "issued", "until", "through", "since", "u/a/d", "dtd"}) - {"this"}
"""Words that a day goes on with."""
_TELLING: Final = frozenset(
    (
        *("will", "shall", "vest", "vests", "vested", "vesting", "become", "becomes", "became", "exercisable", "expires"),
        *("beginning", "commencing", "starting", "ending", "ended", "effective", "maturing", "expiring"),
    )
)
"""Words of sentences that tell of a day which stands near them."""


def with_asked_days(page: Page, printed: PrintedForm, regions: Regions) -> tuple[Page, PrintedForm, Regions]:
    """The page with each day of the form that is printed in words as one token, or as one for each cell that it stands in."""
    days = list(_days(page, regions))
    if not days:
        return page, printed, regions
    words, stays = list(page.words), np.ones(len(page), np.bool_)
    end, x1 = page.end.copy(), page.x1.copy()
    slot, phrase, cover, share = (getattr(printed, name).copy() for name in ("slot", "phrase", "cover", "share"))
    for first, last, word in days:
        words[first] = word
        stays[first + 1 : last + 1] = False
        end[first], x1[first] = end[last], x1[last]
        slot[first] = phrase[first] = -1
        cover[first] = share[first] = 0.0
    tokens = np.flatnonzero(stays)
    page = replace(page, words=tuple(words), end=end, x1=x1).only(tokens)
    return page, replace(printed, slot=slot, phrase=phrase, cover=cover, share=share).only(tokens), regions.only(tokens)


def _days(page: Page, regions: Regions) -> Iterator[tuple[int, int, str]]:
    """First token, last token and word of each day, or of each part of one that cells have cut, in reading order."""
    words, behind = page.words, 0
    prose: npt.NDArray[np.bool_] | None = None
    ends = set(filter(_may_end, set(words)))
    if not ends:
        return
    for last in [k for k, word in enumerate(words) if word in ends]:
        if last < behind:
            continue
        found = _day_at(page, behind, last)
        if found is None or not _is_of_form(page, regions, found[0], last):
            continue
        if prose is None:  # nearly no page needs it
            prose = prose_lines(page, regions.line_of.astype(np.intp), len(regions.of_line))
        if prose[regions.line_of[last]] and not _ends_line(page, last):
            continue
        yield from _in_cells(page, *found, last)
        behind = last + 1


@lru_cache(maxsize=8192)
def _may_end(word: str) -> bool:
    return _ENDS.fullmatch(word) is not None and not _ASKED.fullmatch(word)


def _day_at(page: Page, behind: int, last: int) -> tuple[int, str] | None:
    """The first token of the day that ends with a token, and the day as asked for: of ``21 Apri1 2001`` the longest."""
    least = max(behind, last - _MOST + 1)
    named = [k for k, word in enumerate(page.words[least : last + 1], least) if _is_part(word)]
    for first in range(least, named[-1] + 1) if named else ():
        if page.line[first] != page.line[last]:
            continue
        for text in _texts(page, first, last):
            day = as_asked(text, in_cell=_fills_cell(page, first, last))
            if day is not None and (page.cell[first] == page.cell[last] or day[:2].isdecimal()):
                return first, day
    return None


@lru_cache(maxsize=8192)
def _is_part(word: str) -> bool:
    """Whether a word may be the month of a day, or more of it."""
    return month_of(word) is not None or _MIXED.search(word) is not None


_MIXED: Final = re.compile(r"[A-Za-z][A-Za-z0]\W{0,2}\d|\d(?:st|nd|rd|th)?\W{0,2}[A-Za-z0][A-Za-z]|\d{4}-|[A-Za-z]-$")
"""What has more of a day than its month, or a part of the month at an edge."""


def _texts(page: Page, first: int, last: int) -> list[str]:
    """What tokens are together: parted by blanks where blanks or edges stand, and without any at edges."""
    spaced = "".join(f" {page.words[k]}" if k > first and page.spaced[k] else page.words[k] for k in range(first, last + 1))
    if page.cell[first] == page.cell[last]:
        return [spaced]
    glued = page.words[first]
    for k in range(first + 1, last + 1):
        glued += f" {page.words[k]}" if page.spaced[k] and page.cell[k] == page.cell[k - 1] else page.words[k]
    return [glued, spaced]


def _fills_cell(page: Page, first: int, last: int) -> bool:
    """Whether the tokens are all of a cell, but for footnote marks behind them."""
    before, after = first - 1, last + 1
    if not page.celled[first] or (before >= 0 and _together(page, before, first)):
        return False
    return after == len(page) or not _together(page, last, after) or page.words[after].startswith("(")


def _together(page: Page, one: int, other: int) -> bool:
    return bool(page.line[one] == page.line[other] and page.cell[one] == page.cell[other])


def _in_cells(page: Page, first: int, day: str, last: int) -> Iterator[tuple[int, int, str]]:
    """The day in one piece or, where edges cut it, as many as it has cells and lines of cells, cut at its strokes."""
    places = [list(run) for _, run in groupby(range(first, last + 1), key=lambda k: (page.cell[k], page.sub[k]))]
    month, number, year = day.split("/")
    if len(places) == 1:
        yield first, last, day
    elif len(places) == _PARTS:
        for place, part in zip(places, (f"{month}/", f"{number}/", year), strict=True):
            yield place[0], place[-1], part
    elif len(places) < _PARTS:
        behind = len(re.findall(r"\d+", " ".join(page.words[k] for k in places[1])))
        parts = (f"{month}/{number}/", year) if behind == 1 else (f"{month}/", f"{number}/{year}")
        for place, part in zip(places, parts, strict=True):
            yield place[0], place[-1], part


_PARTS: Final = 3  # month, day and year


def _is_of_form(page: Page, regions: Regions, first: int, last: int) -> bool:
    """Whether a day stands where the form has one, and is no part of a sentence or a name."""
    line = int(regions.line_of[first])
    if _in_sentence(page, first, last):
        return False
    return regions.of_line[line] in _FORM or _is_signed(page, regions, line, last)


def _in_sentence(page: Page, first: int, last: int) -> bool:
    """Whether the words before and behind a day, or a full stop, tell that it is part of a sentence or of a name."""
    near = [k for k in range(max(0, first - _WORDS), first) if _together(page, k, first)]
    words = [page.words[k].lower().strip("(,") for k in near]
    if words and words[-1] in _GOES_ON and not (words[-1] == "dated" and len(words) == 1):
        return True
    following = last + 1 < len(page) and _together(page, last, last + 1) and page.words[last + 1] in JOINING
    return following or page.words[last].endswith(".") or not _TELLING.isdisjoint(words)


def _is_signed(page: Page, regions: Regions, line: int, last: int) -> bool:
    """Whether a line below the tables that has a day is that of a signature."""
    above, start, stop = np.searchsorted(regions.line_of, (max(0, line - _NEAR), line, line + 1)).tolist()
    start, stop = max(start, last - _LONG), min(stop, last + _LONG)
    if _has_sign(page.words[start:stop]):
        return True
    captioned = Region.SIGNATURE in regions.of_line[line : line + _NEAR + 1].tolist()
    prose = any(w.islower() and w.isalpha() and w not in _SIGNING for w in page.words[start:stop])
    return (captioned or _has_sign(page.words[max(above, start - _LONG) : start])) and not prose and _ends_line(page, last)


_WORDS: Final = 3  # before a day that tell of it
_NEAR: Final = 3  # lines between a signature, its date and its caption
_LONG: Final = 60  # words of a line that are looked at
_SIGNING: Final = FOLLOWED_BY | {"power", "attorney", "fact", "in", "behalf", "date"}
"""Small words of the lines of signatures."""


def _ends_line(page: Page, last: int) -> bool:
    """Whether nothing stands behind a day in its line but its caption and specks."""
    behind = takewhile(lambda k: page.line[k] == page.line[last], range(last + 1, min(last + 1 + _MOST, len(page))))
    words = [word for k in behind if (word := "".join(filter(str.isalnum, page.words[k])))]
    return not words or [word.lower() for word in words] == ["date"]


_SIGN: Final = re.compile(r"[^\w\s]{0,2}[fIJl]?[sS]/.*|/[sS]\b.*")


def _has_sign(words: Sequence[str]) -> bool:
    """Whether a sign that stands for a written name is among words: ``/s/``, also misread as ``{s/``."""
    return any(map(_SIGN.fullmatch, words))
