"""Part tokens that an engine has glued together: a caption and the value beside it, or the words of a value.

Engines that read whole lines lose blanks, more of them the tighter the print: ``ReportingPersonSMITHJOHNA``,
``XDirector``, ``CommonStock05/06/2002``. The printed form is known, so a caption that ends or begins within a token parts it
where the letters change there from small to large ones or to digits. How many blanks between the words of captions are lost
tells whether the engine loses blanks at all: on a page that has nearly all of them only a mark is parted from its caption, on
any other values fall apart, too, where their letters, digits and signs say that they are several words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from extractor.dialects.page import IntArray, Page
from extractor.form.places import states
from extractor.form.printed import PHRASES
from extractor.form.zips import places_of
from extractor.language.glued import parted_words
from extractor.language.model import vocabulary
from extractor.regions.letters import CODED
from extractor.regions.printed_form import PrintedLetters, letters_in

_GLUED: Final = 0.03  # share of the blanks between words of captions that are lost by an engine that loses blanks
_COUNTED: Final = 30  # blanks from which that share says something
_CAPTION: Final = 5  # letters of a caption that are no chance at the end of a word
_MARKS, _MARKED = "xX", 4  # and how many are none behind a mark
_SHORTEST, _LONGEST = 4, 120  # letters of glued words; what has more is noise
_LITTLE: Final = 0.5  # share of a word that is no printed form, perhaps by chance


def part_glued(page: Page, letters: PrintedLetters) -> tuple[Page, PrintedLetters]:
    """The page with its glued tokens parted, and its printed letters in them; the same where none is."""
    if not len(letters.token):
        return page, letters
    lost = lost_blanks(page, letters)
    if lost > _GLUED:
        cuts = _captions(page, letters)
        for token, inner in _words(page, cuts, round(lost, 1) or _GLUED):
            cuts.setdefault(token, set()).update(inner)
    else:
        cuts = _captions(page, letters, marks_alone=True)
        cuts = {token: {1} for token, inner in cuts.items() if 1 in inner}
    # Of a ligature nobody can tell the place of its letters in the text.
    cuts = {token: inner for token, inner in cuts.items() if len(page.words[token]) == page.end[token] - page.start[token]}
    if not cuts:
        return page, letters
    page = _parted(page, cuts)
    return page, letters_in(page, letters)


def lost_blanks(page: Page, letters: PrintedLetters) -> float:
    """The share of the blanks between words of captions that the engine has lost; 0 where there are too few to tell."""
    token, phrase, inner = letters.token, letters.phrase, letters.inner
    follows = (phrase[1:] == phrase[:-1]) & (inner[1:] == inner[:-1] + 1) & letters.same[1:] & letters.same[:-1]
    # Misread letters within a caption may stand on both sides of any of its blanks: those beside it must be read as they are.
    later = np.flatnonzero(follows[1:-1] & follows[:-2] & follows[2:]) + 2
    starts, begin, signs = _word_starts()
    at = begin[phrase[later]] + inner[later]
    later, signed = later[starts[at]], signs[at[starts[at]]]
    if len(later) < _COUNTED:
        return 0.0
    together = np.flatnonzero(token[later] == token[later - 1])
    # A speck between the words is no lost blank, where the form prints no sign there.
    parted = _behind_signs(page, token, set(token[later[together]].tolist()))
    lost = sum(bool(signed[k]) or int(later[k]) not in parted for k in together.tolist())
    return lost / len(later)


def _behind_signs(page: Page, token: IntArray, numbers: Iterable[int]) -> set[int]:
    """The letters of some tokens of the page before which a sign stands in their token."""
    found: set[int] = set()
    for number in numbers:
        word = page.words[number]
        if not word.isalnum():
            first = int(np.searchsorted(token, number))
            places = [k for k, c in enumerate(word) if c in CODED]
            found |= {first + k for k in range(1, len(places)) if places[k] - places[k - 1] > 1}
    return found


@cache
def _word_starts() -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """For each letter of all phrases, joined, whether it begins a word; where each phrase begins; and before which are signs."""
    starts: list[bool] = []
    signs: list[bool] = []
    begin = [0]
    for phrase in PHRASES:
        before = ""
        for word in phrase.text.split():
            letters = sum(c in CODED for c in word)
            starts += [k == 0 for k in range(letters)]
            signs += [k == 0 and not ((before[-1:] or "a") in CODED and word[0] in CODED) for k in range(letters)]
            before = word
        begin.append(len(starts))
    return np.array(starts), np.array(begin[:-1]), np.array(signs)


_ATOM: Final = re.compile(
    r"(?<=[a-z.,;:)\]*'])(?=[A-Z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})|(?<=^[xX])(?=[A-Z])"
)
"""Where letters change from small to large ones or to digits, or from digits to letters."""


def _captions(page: Page, letters: PrintedLetters, *, marks_alone: bool = False) -> dict[int, set[int]]:
    """Where captions end and begin within tokens, as offsets in their words; or only in words that begin with a mark."""
    token, covered = letters.token, letters.phrase >= 0
    change = np.flatnonzero((token[1:] == token[:-1]) & (covered[1:] != covered[:-1]))
    found: dict[int, set[int]] = {}
    for number in sorted(set(token[change].tolist())):
        word = page.words[number]
        marked = word[0] in _MARKS
        least = _MARKED if marked else _CAPTION
        if len(word) > least and (marked or not marks_alone):
            first, last = (int(np.searchsorted(token, number, side)) for side in ("left", "right"))
            cuts = _joints(word, _printed_places(word, covered[first:last].tolist()), least)
            if cuts:
                found[number] = cuts
    return found


def _printed_places(word: str, covered: list[bool]) -> list[bool | None]:
    """For each character of a word whether it is printed form; ``None`` where it is neither letter nor digit."""
    places = [k for k, c in enumerate(word) if c in CODED]
    shown: list[bool | None] = [None] * len(word)
    for place, is_printed in zip(places, covered, strict=True):
        shown[place] = is_printed
    return shown


def _joints(word: str, shown: list[bool | None], least: int) -> set[int]:
    """The offsets at which a word falls apart into captions, which have at least so many letters, and values."""
    bounds = [0, *(match.start() for match in _ATOM.finditer(word)), len(word)]
    kinds: list[bool] = []
    for a, b in pairwise(bounds):
        known = [p for p in shown[a:b] if p is not None]
        of_form = sum(known) > _LITTLE * len(known) if known else bool(kinds and kinds[-1])
        kinds.append(of_form)
    runs = [k for k in range(1, len(kinds)) if kinds[k] != kinds[k - 1]]
    cuts: set[int] = set()
    for begin, end in pairwise([0, *runs, len(kinds)]):
        if kinds[begin] and sum(map(bool, shown[bounds[begin] : bounds[end]])) >= least:
            cuts |= {bounds[k] for k in (begin, end)}
    return {cut for cut in cuts if 0 < cut < len(word)}


_JOINT: Final = re.compile(
    r"(?<=[a-z])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLa)(?<!\bLe)(?<!\bDi)(?<!\bDu)(?<!\bVan)(?=[A-Z][a-z.]|[A-Z]$|[A-Z][A-Z])"
    r"|(?<=[a-z]{2}[A-Z])(?=[A-Z][a-z])"  # ClassA|Common
    r"|(?<=[A-Za-z]{2}[,;])(?=\w)|(?<=[A-Za-z]\.)(?=[A-Z][a-z])|(?<=[a-z]{2}\.)(?=[A-Z])|(?<=[A-Za-z]{2}\.)(?=\d)"
    r"|(?<=[A-Za-z]{3})(?=\d)|(?<=[a-z]{2})(?=\d{1,2}/\d{1,2}/\d)"
    r"|(?<=\d)(?=[A-Z][a-z]{2}|(?!TH|ST|ND|RD)[A-Z]{3})"
    r"|(?<=^/[sS]/)(?=\w)|(?<=^[cC]/[oO])(?=[A-Z]{2})"
    r"|(?<=\d/\d\d/\d{4})(?=[A-Z$(])|(?<=/\d{4}[A-Z])(?=\d)"  # 05/06/2002|S|1,200
    r"|(?<=[\d)])(?=[ADI]\$?\d)|(?<=\d[AD])(?=\$?\d)|(?<=,\d{3})(?=[AD]$)"  # 1,200|A|$12.50
)
"""Where the words of a value fall apart."""
_PRICE: Final = re.compile(r"\d\.(?:\d\d|\d)(?=\d{1,3}(?:,\d{3})+(?!\d))")
"""A price with the number of the next column behind it: 17.25|8,800."""
_RUN: Final = re.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{4,}(?![a-z])")
_PLACE: Final = re.compile(rf"[A-Za-z.,]{{3,}}?(?P<state>{'|'.join(sorted(states()))})(?P<zip>\d{{5}}(?:-\d{{4}})?)")
"""A city with its state and the ZIP code, which may be a token of its own."""


def _words(page: Page, cuts: dict[int, set[int]], lost: float) -> Iterator[tuple[int, set[int]]]:
    """Where words fall apart within tokens, or within the parts of a token."""
    before, behind = _edges(page)
    for token, (word, following) in enumerate(pairwise((*page.words, ""))):
        plain = word.strip(".,;:()")
        if len(word) < _SHORTEST or plain.isdigit():
            continue
        if plain.isalpha() and (plain[1:].islower() or plain.isupper()) and plain.lower() in vocabulary():
            continue
        bounds = {0, len(word), *cuts.get(token, ())}
        bounds |= {match.start() for match in _JOINT.finditer(word)} | {match.end() for match in _PRICE.finditer(word)}
        found: set[int] = set()
        for a, b in pairwise(sorted(bounds)):
            for run in _RUN.finditer(word, a, b):
                cut = before[token] and not run.start(), behind[token] and run.end() == len(word)
                if run.end() - run.start() <= _LONGEST:
                    found |= {run.start() + at for at in parted_words(run.group(), lost, cut)}
        found |= bounds - {0, len(word)}
        whole = word if word[-1].isdigit() else f"{word}{following}"
        place = _PLACE.fullmatch(whole) if len(whole) <= _LONGEST else None
        if place and any(state == place["state"] for state, _ in places_of(place["zip"])):
            found |= {at for at in (place.start("state"), place.start("zip")) if at < len(word)}
        if found:
            yield token, found


def _edges(page: Page) -> tuple[list[bool], list[bool]]:
    """Whether the edge of a cell, beyond which the line goes on in another, is before and behind each token."""
    same = page.celled[1:] & (page.line[1:] == page.line[:-1]) & (page.cell[1:] != page.cell[:-1])
    return [False, *same.tolist()], [*same.tolist(), False]


def _parted(page: Page, cuts: dict[int, set[int]]) -> Page:
    """The page with tokens cut at offsets of their words; a blank was before each part."""
    counts = np.ones(len(page), np.int64)
    for token, inner in cuts.items():
        counts[token] += len(inner)
    of = np.repeat(np.arange(len(page)), counts)
    first = np.r_[0, np.cumsum(counts)[:-1]]
    words = [page.words[k] for k in of.tolist()]
    # Lists are faster than arrays one by one.
    start, end, x0, x1, spaced = (getattr(page, name)[of].tolist() for name in _CHANGED)
    for token, inner in cuts.items():
        word, at = page.words[token], int(first[token])
        begin, left, whole = start[at], x0[at], x1[at] - x0[at]
        width = 0.0 if page.celled[token] else whole / len(word)
        for k, (a, b) in enumerate(pairwise([0, *sorted(inner), len(word)]), at):
            words[k], start[k], end[k] = word[a:b], begin + a, begin + b
            spaced[k] = spaced[k] or k > at
            x0[k], x1[k] = left + width * a, left + (width * b or whole)
    lists = zip(_CHANGED, (start, end, x0, x1, spaced), strict=True)
    changed: dict[str, Any] = {name: np.array(values, getattr(page, name).dtype) for name, values in lists}
    kept: dict[str, Any] = {name: getattr(page, name)[of] for name in ("line", "cell", "sub", "celled")}
    return replace(page, words=tuple(words), **changed, **kept)


_CHANGED: Final = ("start", "end", "x0", "x1", "spaced")
