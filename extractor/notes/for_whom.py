"""For whom an attorney signs: the word between the capacity and a name.

Of 849 distinct signatures of other issuers than those of any test that go on behind ``attorney-in-fact`` with a short word and a
name, 815 have ``for`` there, and 4 another word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.form.capacities import FOLLOWED_BY
from extractor.language.model import word_share
from extractor.language.signs import cased
from extractor.readings.pieces import Reading

_FOR: Final = "for"
_BETWEEN: Final = re.compile(
    r"(?P<before>\b(?i:in\W?fact)[\W_]{1,3})(?P<word>[A-Za-z]{2,4})(?P<stop>[:.;,]?)(?P<stain>[a-z]?)(?=\s+[A-Z][A-Za-z]+)"
)
_ALIKE: Final = 60.0  # likeness, of 100, of that word and what it was misread as


def for_whom(reading: Reading[str]) -> Reading[str]:
    """A signature with the word between the capacity and whom it is for, where it was misread: ``fr``, ``tor``, ``Fer:``.

    Whom the form has without a name is the ``Reporting Person``.
    """
    text = _BETWEEN.sub(_mended, reading.value or "")
    last = _LAST_TWO.search(text)
    if last and last[1][:1].isupper() and all(map(_is_like, last.groups(), _PERSON)):
        text = f"{text[: last.start()]}Reporting Person"
    return reading if text == (reading.value or "") else reading.repaired(text, _DOUBT, "the word for misread")


_DOUBT: Final = 0.5  # added to the doubt of a name so mended


def _mended(match: re.Match[str]) -> str:
    word = match["word"].lower()
    if word not in FOLLOWED_BY and not _is_other(match) and fuzz.ratio(word, _FOR) >= _ALIKE:
        return match["before"] + cased(_FOR, match["word"]) + match["stop"]
    return match["before"] + match["word"] + match["stop"] if word == _FOR else match.group()


def _is_other(match: re.Match[str]) -> bool:
    """Whether a word is another one, a name, or with a capital letter behind a sign where a name begins: ``in-fact, Tor Ek``."""
    word = match["word"]
    begins = word[0].isupper() and not {":", ","}.isdisjoint(match["before"])
    return begins or any(word_share(word.lower(), source) for source in _OTHER)


_OTHER: Final = ("first", "last", "prose")


def with_reporting_person(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """Segments with the ``Reporting Person`` for whom somebody signs, though the caption below has these words as well.

    Of 9,066 electronic filings 30 have a signature that ends so, and none one that ends with ``for`` or ``of``.
    """
    dated = {t for s in segments if s.field == "signatureDate" for t in s.tokens}
    found = list(segments)
    taken: set[int] = set()
    for k, segment in enumerate(found):
        if segment.field == "signatureName" and segment.tokens and page.words[segment.tokens[-1]].lower() in _UNFINISHED:
            last = segment.tokens[-1]
            more = [t for t in range(last + 1, min(last + 1 + _BEHIND, len(page))) if t not in dated][: len(_PERSON)]
            if len(more) == len(_PERSON) and all(map(_is_like, (page.words[t] for t in more), _PERSON)):
                found[k] = replace(segment, tokens=[*segment.tokens, *more])
                taken.update(more)
    if not taken:
        return found
    whole = {k for k, (old, new) in enumerate(zip(segments, found, strict=True)) if old is not new}
    left = [s if k in whole else replace(s, tokens=[t for t in s.tokens if t not in taken]) for k, s in enumerate(found)]
    return [s for s in left if s.tokens or s.notes]


def _is_like(word: str, printed: str) -> bool:
    letters = "".join(filter(str.isalpha, word.lower()))
    return letters.startswith(printed) or fuzz.ratio(letters, printed) >= _LIKE


_LAST_TWO: Final = re.compile(r"(?<=\b(?:or|of|ch|he) )(\S+) (\S+)$")
"""The last words of a signature behind one of those with which none ends."""
_UNFINISHED: Final = frozenset(("for", "of", "each", "the"))
_PERSON: Final = ("reporting", "person")
_BEHIND: Final = 4  # words among which they stand, with the date
_LIKE: Final = 75.0  # likeness, of 100
