"""How a day may be printed in words or in the order of ISO 8601, and the same day as the form asks for it: MM/DD/YYYY.

The boxes ask for Month/Day/Year. Filers write ``27-Feb-2018``, ``Feb. 27, 2018``, ``27 February 2018`` or ``2018-02-27`` all the
same, and engines misread their months: ``Fcb``, ``0ct``. Everything that has to know a day asks here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.form.lookalikes import TO_DIGITS
from extractor.form.months import MONTHS

_DAY: Final = r"(?P<day>(?=\S?\d)[0-3OoQlIi|!]?[0-9OoQlIi|!SsBbZzGgq])"
_NTH: Final = r"(?:(?<=[\dlIO])(?:st|nd|rd|th|ST|ND|RD|TH))?"
_MONTH: Final = r"(?P<month>[A-Za-z015|!]{2,10}[A-Za-z]|(?:[Jj][Uu]|[Aa][Pp][Rr][Ii])[1|!](?!\d))\.?"
_LONG_YEAR: Final = r"(?P<year>(?:[1lI|!][9gq]|[2Zz][0OoQ])[\dOoQDlIi|!SsBbZzGgq]{2})"
_SHORT_YEAR: Final = r"(?P<year>[\dOoQ][\dOoQlI])"
_ANY_YEAR: Final = r"(?P<year>(?:[1lI|!][9gq]|[2Zz][0OoQ])[\dOoQDlIi|!SsBbZzGgq]{2}|['\u2018\u2019]?[\dOoQ][\dOoQlI])"
_BEFORE, _BEHIND = r"(?P<before>[^\w\s($]?)", r"(?P<behind>\s?[^\w\s(/-]{0,2})"
_GAP: Final = r"[\s.,/-]{0,3}"
_WAYS: Final = tuple(
    re.compile(_BEFORE + way + _BEHIND)
    for way in (
        rf"{_MONTH}{_GAP}{_DAY}{_NTH}(?:[\s.,/-]{{1,3}}|(?<=[tdhTDH])){_LONG_YEAR}",  # February 27th, 2018; Feb-27-2018
        rf"{_MONTH}{_GAP}{_DAY}{_NTH}\s?(?:,\s?|[.,]?\s?(?=['\u2018\u2019])){_ANY_YEAR}",  # Feb 27, 18; Feb 27 '18
        rf"{_DAY}{_NTH}(?:\sday\sof\s|{_GAP}){_MONTH}{_GAP}{_LONG_YEAR}",  # 27 Feb 2018; 27-FEB-2018; 27Feb2018
        rf"{_DAY}\s?(?P<dash>[/.-])\s?{_MONTH}\s?(?P=dash)\s?{_ANY_YEAR}",  # 27-FEB-18
        rf"{_DAY}{_NTH}\s{_MONTH}\s?(?=['\u2018\u2019]){_ANY_YEAR}",  # 27 Feb '18
        rf"{_LONG_YEAR}(?P<dash>[/.-])(?P<month>[A-Za-z0]{{3,9}})(?P=dash){_DAY}",  # 2018-Feb-27
        rf"{_LONG_YEAR}\s?-\s?(?P<month>[0O]?[1-9lI]|1[0-2])\s?-\s?{_DAY}",  # 2018-02-27
    )
)
_IN_CELL: Final = re.compile(rf"{_BEFORE}{_DAY}{_NTH}\s{_MONTH}\s{_SHORT_YEAR}{_BEHIND}")
"""A day that is told by its standing in a cell alone: ``27 Feb 18``."""
_LONGEST: Final = 40
"""Characters of a day, with the blanks between its words."""


@lru_cache(maxsize=8192)
def as_asked(text: str, *, in_cell: bool = False) -> str | None:
    """A day printed otherwise as the form asks for it, ``02/27/2018``; None where the text is none, or already is as asked for.

    The digits of the day and the year are as they stand, misread ones too, and so are signs before and behind it. A misread
    letter of the month stays a misread one: ``Fcb 27, 2018`` becomes ``O2/27/2018``.

    Args:
        text: what stands there, its words parted by single blanks.
        in_cell: whether it has a cell for itself, so that its year may have two digits behind a blank.
    """
    if not _SHORTEST <= len(text) <= _LONGEST or _NUMBERS.fullmatch(text):
        return None
    for way in (*_WAYS, _IN_CELL)[: None if in_cell else -1]:
        match = way.fullmatch(text)
        if match is None:
            continue
        month, day, year = (match[name] for name in ("month", "day", "year"))
        found = _number_of(month)
        if found is None or not 1 <= _number(day) <= _LAST_DAY or not _is_year(year):
            continue
        number, misread = found
        if misread < _UNLIKE or f"{day}{year.lstrip(_APOSTROPHES)}".isdecimal():
            shown = f"{number:02}".translate(_MISREAD) if misread else f"{number:02}"
            return f"{match['before']}{shown}/{day:0>2}/{year.lstrip(_APOSTROPHES)}{match['behind'].strip()}"
    return None


def day_and_year(text: str) -> str | None:
    """What is told of a day whose month is a word that names none: ``27-Xcb-2018`` is ``/27/2018``; None for any other text."""
    match = _UNNAMED.fullmatch(text)
    if match is None or month_of(match["month"]) is not None:
        return None
    return f"/{match['day']:0>2}/{match['year']}"


_UNNAMED: Final = re.compile(
    r"\W?(?P<day>[0-3]?\d)(?P<dash>[/.\s-])(?P<month>[^\W\d_]{3,9})\.?(?P=dash)(?P<year>(?:19|20)\d\d)\W?"
)
_UNLIKE: Final = 2
"""How a month is misread of which a letter was taken for one that is not like it, so that the digits must be legible."""
_MISREAD: Final = str.maketrans("01", "Ol")
_SHORTEST: Final = 6
_NUMBERS: Final = re.compile(r"[\d/,.]*")
_LAST_DAY: Final = 31
_APOSTROPHES: Final = "'\u2018\u2019"


def _number(digits: str) -> int:
    plain = digits.translate(TO_DIGITS)
    return int(plain) if plain.isdecimal() else 0


def _is_year(year: str) -> bool:
    """Whether it has two digits, or is from 1930 to 2099."""
    plain = year.lstrip(_APOSTROPHES).translate(TO_DIGITS)
    return re.fullmatch(r"\d\d|19[3-9]\d|20\d\d", plain) is not None


def _number_of(month: str) -> tuple[int, int] | None:
    """The number of a month in digits or in letters, and how it is misread as :func:`month_of` tells it."""
    if month.translate(TO_DIGITS).isdecimal():
        number = _number(month)
        return (number, 0) if 1 <= number <= len(MONTHS) else None
    return month_of(month)


@lru_cache(maxsize=8192)
def month_of(word: str) -> tuple[int, int] | None:
    """The month that a word names, 1 to 12, in full or cut short, and how it is misread; None where it names none.

    That is 0 where it stands as printed, 1 where letters were taken for others like them, and 2 where for any others. One letter
    in four may be misread, and of three one, where no other month is as near; more digits than letters name none.
    """
    plain = word.strip(".,").lower()
    if not _FEWEST <= len(plain) <= _MOST or 2 * sum(map(str.isalpha, plain)) <= len(plain):
        return None
    if plain in _PRINTED:
        return _PRINTED[plain], 0
    alike = plain.replace("rn", "m").translate(_ALIKE)  # of which no month has the first
    if alike in _LIKE:
        return _LIKE[alike], 1
    most = max(1, len(plain) // 4)
    near = sorted((Levenshtein.distance(alike, name, score_cutoff=most), number) for name, number in _LIKE.items())
    near = [found for found in near if found[0] == near[0][0] <= most]
    numbers = {number for _, number in near}
    return (numbers.pop(), _UNLIKE) if len(numbers) == 1 else None


_FEWEST: Final = 3
_MOST: Final = max(map(len, MONTHS)) + 1
_PRINTED: Final = {
    name[:letters].lower(): number for number, name in enumerate(MONTHS, 1) for letters in range(_FEWEST, len(name) + 1)
}
"""Months in full, and what is left of them where they are cut short: ``Feb``, ``Sept``."""
_ALIKE: Final = str.maketrans("i1|!0c5qhv", "lllloesgby")
"""Letters that engines take for each other, each as one of them."""
_LIKE: Final = {
    name.translate(_ALIKE): number
    for name, number in _PRINTED.items()
    if name == MONTHS[number - 1].lower() or len(name) == _FEWEST or name == "sept"
}
