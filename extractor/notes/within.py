"""Specks within signatures: what stands between a name and its capacity, or behind that, and is a word of neither.

Of 2,362 distinct signatures none has a word of three letters or fewer before ``attorney`` but for ``as``, ``by``, ``of``, ``his``
and names with a comma behind them; none has one word behind ``in-fact`` or ``of attorney``, since names have two; and none has a
small letter alone but for the article before ``general partner`` and the like.
"""

from __future__ import annotations

import re
from typing import Final

from extractor.form.capacities import FOLLOWED_BY
from extractor.form.persons import PARTICLES
from extractor.language.model import word_share
from extractor.readings.pieces import Reading

_BEFORE: Final = re.compile(
    r"(?P<stop>[,;:]\s?|(?-i:[a-z])\.\s?)(?P<word>[A-Z]|(?-i:[a-z]{1,3}))\s['\"\u2018\u201c]?(?=attorneys?\b)", re.IGNORECASE
)
"""A short word behind a name and its comma, before the capacity."""
_OWN: Final = FOLLOWED_BY | {"his", "her", "its", "our", "my", "an", "the", "jr", "sr", "ii", "iii", "iv", "esq"}
_BEHIND: Final = re.compile(
    r"(?P<capacity>\bin\W?fact|\bof attorney)[\s,.;:_-]+(?P<word>[^\W_]+)[\s,.;:_'\")\]-]*$", re.IGNORECASE
)
_TWICE: Final = re.compile(r"(?<=[A-Za-z])(?P<last>[b-z])\s(?P=last)(?=[\s_,.])")
"""A letter that is read once more behind the word it ends, as where an edge stands before it: ``Equity`` | ``y``."""
_SCRAP: Final = re.compile(r"(?<![A-Za-z])(?P<word>[A-Z][a-z]{3,20}) (?P<scrap>[a-z]{2})(?= [A-Z][a-z])")
_BY: Final = re.compile(r"(?<=[,;] )[a-zI]by(?= [A-Z])")
"""That word with a stroke before it."""
_DOLLAR: Final = re.compile(r"(?<=[a-z] )\\?\$[.:,;]?(?= [A-Z][a-z])")
"""The sign that an initial S between names is taken for: nobody's name has a price."""
_DOUBT: Final = 0.7  # added to the doubt of a signature so mended


def without_specks_within(reading: Reading[str]) -> Reading[str]:
    """A signature without the specks that stand before its capacity and behind it, and without lone letters."""
    text = _BEFORE.sub(_before, reading.value or "")
    text = _BEHIND.sub(_behind, text)
    text = _SCRAP.sub(_scrap, _TWICE.sub(r"\g<last>", text))
    text = _DOLLAR.sub("S.", _BY.sub("by", text))
    return reading if text == (reading.value or "") else reading.repaired(text, _DOUBT, "specks of the signature")


def _before(match: re.Match[str]) -> str:
    """The word ``as`` if what stands there is like it, nothing if it is unlike all that may stand there."""
    word = match["word"].lower()
    if word in _OWN:
        return match.group()
    return match["stop"] + ("as " if len(word) > 1 and "a" in word and word[0] in "as" else "")


def _behind(match: re.Match[str]) -> str:
    word = match["word"]
    named = len(word) >= _NAMED and word[0].isupper() and any(word_share(word.lower(), source) for source in _NAMES)
    return match.group() if named or word.lower() in FOLLOWED_BY else match["capacity"]


def _scrap(match: re.Match[str]) -> str:
    """The name before two small letters between names, unless names have these."""
    known = match["scrap"] in PARTICLES or any(word_share(match["scrap"], source) for source in (*_NAMES, "signature"))
    return match.group() if known or not word_share(match["word"].lower(), "first") else match["word"]


_NAMES: Final = ("first", "last", "person")
_NAMED: Final = 4  # letters of a name alone behind a capacity; shorter ones are scraps as well
