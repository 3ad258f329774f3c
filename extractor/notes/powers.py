"""What a signature goes on with: the rest of its capacity, and the date of the power under which it is given.

Signatures such as ``Ada Qvist, by Bo Ek pursuant to power of attorney filed on June 21, 2021`` are longer than their box: they
wrap, with the date of signing behind their first line, and they hold a date that is not that of signing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final

import numpy as np
from rapidfuzz import fuzz

from extractor.cells.labels import SIGNATURE_FIELDS
from extractor.cells.segments import Segment
from extractor.cells.words import DATE_KINDS, look
from extractor.dialects.page import Page
from extractor.form.capacities import ATTORNEY, FOLLOWED_BY, MONTHS
from extractor.language.model import known_share
from extractor.notes.below import captions_below
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Regions


def with_powers(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """Segments with the dates of powers of attorney in the signatures: ``filed on June 2, 2004``."""
    taken: set[int] = set()
    found = list(segments)
    for k, segment in enumerate(found):
        if segment.field == "signatureName" and segment.tokens:
            more = _dated(page, segment.tokens)
            taken.update(more, segment.tokens)
            found[k] = replace(segment, tokens=[*segment.tokens, *(t for t in more if t not in segment.tokens)])
    if not taken:
        return found
    left = (replace(s, tokens=[t for t in s.tokens if t not in taken]) if s.field == "signatureDate" else s for s in found)
    return [s for s in left if s.tokens or s.notes]


def _dated(page: Page, tokens: Sequence[int]) -> list[int]:
    """The tokens of a date that goes on with a signature which ends with ``filed on June``, ``filed on``, or ``attorney``."""
    *_, before, last = (-1, *tokens)
    following = [t for t in range(last + 1, min(last + 1 + _DATED, len(page))) if page.line[t] == page.line[last]]
    words = [page.words[t].strip(",.").lower() if t >= 0 else "" for t in (before, last, *following)]
    given = words[0] in _ON or "power" in {page.words[t].strip(",.").lower() for t in tokens}
    begins = 0
    if words[1] not in MONTHS or not given:
        begins = next((k for k, word in enumerate(words[2:]) if word not in _ON), 0) + 1
        behind = words[1] in _ON or (words[1] == ATTORNEY and begins > 1)
        if not behind or MONTHS.isdisjoint(words[begins + 1 : begins + 2]):
            return []
    for k, token in enumerate(following[begins:], begins):
        if not _DAY_OR_YEAR.fullmatch(page.words[token]):
            break
        if _YEAR.search(page.words[token]):
            return following[: k + 1]
    return []


_ON: Final = frozenset(("on", "of", "dated", "filed"))
_DATED: Final = 5  # words of a date, and of "filed on"
_DAY_OR_YEAR: Final = re.compile(r"[\d,.]{1,9}")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d[,.]?$")


def with_wrapped_signatures(page: Page, printed: PrintedForm, regions: Regions, segments: Sequence[Segment]) -> list[Segment]:
    """Segments with the rest of a signature that goes on in a line or two between it and the caption below."""
    captions = captions_below(page, printed, regions)
    segments = _marked(page, regions, segments, captions)
    found = list(segments)
    owners = {word for s in segments if s.field == _OWNER for word in _spelled(page, s.tokens)}
    fields, taken = _by_line(segments)
    rest: set[int] = set()
    starts = np.searchsorted(regions.line_of, np.arange(len(regions.of_line) + 1)).tolist()
    for k, segment in enumerate(found):
        if segment.field != "signatureName" or not segment.tokens or segment.line in rest:
            continue
        beside = _beside(page, taken[segment.line], segment)
        more: list[int] = []
        below = next((c for c in captions if c > segment.line), 0)
        for line in range(segment.line + 1, min(below, segment.line + 1 + _NEAR)):
            tokens = [t for t in range(starts[line], starts[line + 1]) if any(map(str.isalnum, page.words[t]))]
            if not tokens or (len(tokens) == 1 and sum(map(str.isalnum, page.words[tokens[0]])) == 1):
                continue  # specks
            others = fields.get(line, set())
            free = not others or (others <= set(SIGNATURE_FIELDS) and _DATE in fields[segment.line])
            if not free or len(tokens) > _REST:
                break
            had = [*segment.tokens, *beside, *more]
            form = printed.cover[tokens].mean() >= _PRINTED  # unless a name is like a word of it
            if not (_is_last_name(page, had, tokens, owners) or (not form and _follows(page, had, tokens))):
                break
            more += tokens
            rest.add(line)
        if more:
            found[k] = replace(segment, tokens=[*segment.tokens, *beside, *more])
    return [s for s in found if s.line not in rest]


def _by_line(segments: Sequence[Segment]) -> tuple[dict[int, set[str]], dict[int, set[int]]]:
    """For each line the fields of its segments, and their tokens."""
    fields: dict[int, set[str]] = {}
    tokens: dict[int, set[int]] = {}
    for segment in segments:
        if segment.tokens:
            fields.setdefault(segment.line, set()).add(segment.field)
            tokens.setdefault(segment.line, set()).update(segment.tokens)
    return fields, tokens


_DATE: Final = "signatureDate"
"""Beside a signature that has its date one below is that of a power."""


_FULL_NAME: Final = 4  # words, initials among them


def _follows(page: Page, tokens: Sequence[int], more: Sequence[int]) -> bool:
    """Whether a line goes on with a signature: its first word follows the last, and all of its words stand in signatures."""
    if any(_WHOLE_DATE.search(page.words[t]) for t in more):
        return False
    had, words = _spelled(page, tokens[-_DATED:]), _spelled(page, more)
    if not had or not words:
        return False
    last, first = had[-1], words[0]
    if first.isdigit():
        dated = _DAY_AND_YEAR.fullmatch(" ".join(words)) is not None
        begins = dated and (last in MONTHS or (last.isdigit() and had[-2:-1] != [] and had[-2] in MONTHS))
    elif first in MONTHS:
        begins = last in _ON
    else:
        behind = next(w for t in reversed(tokens) if any(map(str.isalnum, w := page.words[t])))
        capacity = first == ATTORNEY and behind.endswith(",")
        begins = capacity or (first in _AFTER and (not _AFTER[first] or last in _AFTER[first]))
    return begins and all(w.isdigit() or w in _KEYS or known_share(w, "signature") for w in words)


def _is_last_name(page: Page, tokens: Sequence[int], more: Sequence[int], owners: Set[str]) -> bool:
    """Whether a signature goes on, behind a word of an owner's name, with others of that name that it has not yet.

    Behind them the capacity may follow: ``on behalf of Ada`` | ``Qvist, by power of attorney``.
    """
    had, words = _spelled(page, tokens), _spelled(page, more)
    if not words or not had or had[-1] not in owners or FOLLOWED_BY.isdisjoint(had[-_FULL_NAME:]):
        return False
    end = next((k for k, word in enumerate(words) if word in FOLLOWED_BY), len(words))
    return any(fuzz.ratio("".join(words[:end]), name) >= _KEY_ALIKE for name in owners - set(had))


_OWNER: Final = "reportingOwnerId/rptOwnerName"
_NEAR: Final = 12
"""Lines behind a signature, of stains among others, on which it may go on."""
_DAY_AND_YEAR: Final = re.compile(r"(?:\d{1,2} )?(?:19|20)\d\d")
_WHOLE_DATE: Final = re.compile(r"\d[/-]\d{1,2}[/-]\d\d")
_AFTER: Final[dict[str, tuple[str, ...]]] = {
    "pursuant": (),
    "filed": ("attorney", "herewith"),
    "dated": ("attorney",),
    "power": tuple(FOLLOWED_BY),
    "attorney": tuple(FOLLOWED_BY),
    "of": ("power", "behalf"),
    "on": ("filed", "dated"),
    "and": (),
    "to": ("pursuant",),
}
"""Words with which the rest of a capacity may begin, and behind which they do; behind any where there are none."""
_KEYS: Final = FOLLOWED_BY | MONTHS | {"power", "attorney", "fact", "behalf", "herewith", "in"}
_KEY_ALIKE: Final = 74.0  # likeness, of 100, of a word of capacities and what it was misread as


def _spelled(page: Page, tokens: Sequence[int]) -> list[str]:
    """The words and numbers of tokens, in small letters."""
    return [word.lower() for t in tokens for word in _PARTS.findall(page.words[t])]


_PARTS: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
"""Words, also where the blanks between them are lost: ``onJune``."""


def _beside(page: Page, taken: Set[int], segment: Segment) -> list[int]:
    """Words behind a signature in its line and cell of which nothing was made, up to a date; ``taken`` are the others."""
    last = segment.tokens[-1]
    found: list[int] = []
    for token in range(last + 1, min(last + 1 + _REST, len(page))):
        apart = page.line[token] != page.line[last] or page.cell[token] != page.cell[last]
        if apart or token in taken or look(page.words[token])[0] in DATE_KINDS:
            break
        found.append(token)
    return found


_PRINTED: Final = 0.5  # share of a line that is the form's, from which it is


_REST: Final = 10  # words of the rest of a signature


def _marked(page: Page, regions: Regions, segments: Sequence[Segment], captions: Sequence[int]) -> list[Segment]:
    """Segments with the signatures that nothing was made of, before a date: ``/s/AdaQvist``, or a name above the caption."""
    found: list[Segment] = []
    taken = {s.line for s in segments if s.tokens and s.field != "signatureDate"}
    for segment in segments:
        if segment.field == "signatureDate" and segment.tokens and segment.line not in taken:
            first = int(np.searchsorted(regions.line_of, segment.line))
            line, words = segment.line, range(first, segment.tokens[0])
            if not words and line - 1 not in taken:  # a marked name may stand above it
                line, words = line - 1, range(int(np.searchsorted(regions.line_of, line - 1)), first)
            marked = words and _MARK.match(page.words[words[0]])
            beside = line == segment.line and line + 1 in captions
            if 0 < len(words) <= _REST and (marked or (beside and _is_written(page, words))):
                found.append(replace(segment, field="signatureName", line=line, tokens=list(words), begins=True))
                taken.add(line)
        found.append(segment)
    return found


_MARK: Final = re.compile(r"/s/_?[A-Z]")


def _is_written(page: Page, tokens: Sequence[int]) -> bool:
    """Whether all of a few words are written as a name is, each with a capital, one of them no initial: ``Ada.Qvist``."""
    text = " ".join(page.words[t] for t in tokens)
    names = _NAMES.findall(text)
    whole = sum(map(len, names)) == sum(map(str.isalpha, text))
    return 1 < len(names) <= _FULL_NAME and whole and any(len(n) > _SHORT for n in names) and not any(map(str.isdigit, text))


_NAMES: Final = re.compile(r"[A-Z][a-z]*")
_SHORT: Final = 2  # letters of a word that may be a speck
