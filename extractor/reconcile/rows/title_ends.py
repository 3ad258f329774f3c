"""Words at the ends of securities' titles, which stand on lines of their own: lost in one cell, doubled in the one beside it.

What a title begins and ends with is a matter of fact. In 8,432 electronic filings no title begins with Shares, or with Stock and
then anything but Option, Unit and the like, but for three none ends in Restricted, Series or another word of ``_GO_ON``, and none
that is such a word or Class A alone stands beside a longer one that begins so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from extractor.filing import Filing, Row, Value
from extractor.language.model import squeezed
from extractor.reconcile.change import LONGEST, map_rows, repaired, with_value

_LEAVES: Final = ("security_title", "underlying_security_title")
_LAST: Final = frozenset(("stock", "shares", "units"))
_OPEN: Final = "common"
"""The word that no title ends in: none of 2,900 in filings of the training split."""
_SURE: Final = 0.85  # confidence of a title so mended
_TWICE, _LOST = "its last word stands here twice", "its last word is that of the other titles"
_PART: Final = "part of it is lost: the filing has one title that begins or ends so"
_GO_ON: Final = frozenset(
    (
        *("beneficial", "class", "convertible", "deferred", "depositary", "director", "employee", "limited", "of", "ordinary"),
        *("par", "per", "performance", "phantom", "preferred", "redeemable", "restricted", "right", "series", "to", "voting"),
    )
)
"""Words behind which a title goes on."""
_CLASS: Final = re.compile(r"Class [A-Z]", re.IGNORECASE)
_STOCK_OF: Final = "option|appre|unit|growth|award|right|grant|purchase|equiv|based|settled"
_BEHEADED: Final = re.compile(rf"(?:shares|par|value|per|to|buy)\b|(?:stock|share)\b(?! *-?(?:{_STOCK_OF}))", re.IGNORECASE)
"""What no title begins with."""


def complete_titles(filing: Filing) -> Filing:
    """Of what is but the beginning or the end of a title the filing's only title that begins or ends so is made."""
    if len(filing.rows) > LONGEST:
        return filing
    titles = {v for row in filing.rows for a in _LEAVES if (v := getattr(row, a).value) is not None}
    borne = {squeezed(title): title for title in sorted(titles)}
    whole = {part: title for part in titles if (title := _whole(part, borne)) is not None}
    noisy = filing.source.is_noisy
    return map_rows(filing, lambda rows: tuple(_completed(row, whole, noisy) for row in rows)) if whole else filing


_END_ALIKE: Final = 90.0  # likeness, of 100, of what is left of a title and the end of another


def mend_title_ends(filing: Filing) -> Filing:
    """Titles without a last word that stands twice, and with the one that they lack and all others of their kind have."""
    last: Counter[str] = Counter()
    for row in filing.rows:
        for attribute in _LEAVES:
            words = (getattr(row, attribute).value or "").split()
            last.update(w.rstrip(",") for before, w in pairwise(words) if before.lower() == _OPEN)
    ending = next((word for word, _ in last.most_common() if word.lower() in _LAST), None)

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(_mended(row, ending) for row in rows)

    return map_rows(filing, change)


def _whole(part: str, titles: Mapping[str, str]) -> str | None:
    """The one title that a title without its beginning or its end is a part of; ``titles``: by their letters."""
    mine = squeezed(part)
    if _is_beheaded(part):
        ends = ((letters[-len(mine) :], title) for letters, title in titles.items() if not _is_beheaded(title))
        found = [title for end, title in ends if fuzz.ratio(end, mine) >= _END_ALIKE]
    elif _goes_on(part):
        found = [title for letters, title in titles.items() if letters.startswith(mine) and not _goes_on(title)]
    else:
        return None
    return found[0] if len(found) == 1 else None


def _is_beheaded(title: str) -> bool:
    return _BEHEADED.match(title) is not None


def _goes_on(title: str) -> bool:
    *_, last = title.split() or [""]
    return last.strip("(,").lower() in _GO_ON or _CLASS.fullmatch(title) is not None


def _completed(row: Row, whole: dict[str, str], noisy: bool) -> Row:
    """The row with whole titles; on a page without noise, one in one piece is as the filer wrote it."""
    for attribute in _LEAVES:
        value: Value[str] = getattr(row, attribute)
        if value.value in whole and (noisy or len(value.sources) != 1):
            row = with_value(row, attribute, repaired(value, whole[value.value], _SURE, _PART))
    return row


def _mended(row: Row, ending: str | None) -> Row:
    for attribute in _LEAVES:
        value: Value[str] = getattr(row, attribute)
        words = (value.value or "").split()
        if len(words) > 1 and words[-1].lower() in _LAST and words[-1].lower() == words[-2].lower():
            row = with_value(row, attribute, repaired(value, " ".join(words[:-1]), _SURE, _TWICE))
        elif words and words[-1].lower() == _OPEN and ending is not None:
            shown = ending.upper() if words[-1].isupper() else ending.title() if ending.isupper() else ending
            row = with_value(row, attribute, repaired(value, " ".join([*words, shown]), _SURE, _LOST))
    return row
