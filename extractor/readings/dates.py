"""Read dates: full, cut into fragments, with two-digit years or printed in words; a month alone is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import accumulate
from typing import Final

from extractor.filing import Hint, Status
from extractor.form.days import as_asked
from extractor.form.lookalikes import DIGITS
from extractor.form.months import MONTHS
from extractor.readings.pieces import COUNTED_ONCE, Piece, Reading, joins

_LOOKALIKES: Final = str.maketrans({**DIGITS, **{"\\": "/", ";": "/", ":": "/", "J": "/"}})
_DATE: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})")
_MONTH: Final = re.compile(r"(\d{1,2})[/.-](\d{4}|\d{2})")
_DIGITS: Final = re.compile(r"(\d{2})(\d{2})((?:19|20)\d{2})")
_START: Final = re.compile(r"(\d{1,2})/(\d{1,2})(?=/|$)")
_YEAR: Final = re.compile(r"(19[3-9]\d|20[0-9]\d)$")
_MARK: Final = re.compile(r"\((\d{1,2})(?![\d/]|[:;]\d{1,2}[/:;]\d{4})\)?|[{\[](\d{1,2})[)}\]]")
_DATED: Final = re.compile(
    r"\W?(?P<date>\d{1,2}[/.:;-]\d{1,2}[/.:;-](?:(?:19|20)\d\d|(?!19|20)\d\d(?=\d[)\]}])))"
    r"[^\w(\[{]?(?P<mark>\d{0,2})[)\]}|!]\W?\d?"
)
"""A whole date and a footnote mark whose opening bracket, and mostly its digit too, was misread."""
_FIRST_YEAR: Final = 1934  # of the Securities Exchange Act
_LAST_YEAR: Final = 2099
_PIVOT: Final = 40  # two-digit years from here on are of the last century


def year_of(digits: str) -> int:
    """A year of two or four digits."""
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= _PIVOT else 2000)


def make_date(month: int, day: int, year: int) -> date | None:
    """The date, or None where there is no such day or the year is no filing's."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_alone(text: str, years: Iterable[int] = ()) -> bool:
    """Whether a text is a month with its year, and no day: ``12/1998``, ``12/98``, ``December 1998``, ``Dec. 98``.

    ``years``: years that the filing speaks of. ``5/03`` may be a day as well, and is a month of one of these alone.
    """
    if match := _NUMBERED_MONTH.fullmatch(text.translate(_LOOKALIKES)):
        return len(match[1]) == _FULL or int(match[1]) > _DAYS or year_of(match[1]) in years
    match = _NAMED_MONTH.fullmatch(text.lower())
    return match is not None and any(month.lower().startswith(match[1]) for month in MONTHS)


_NUMBERED_MONTH: Final = re.compile(r"\W{0,2}(?:0?[1-9]|1[0-2])\s?[/-]\s?((?:19|20)\d\d|\d\d)[^\w/-]{0,2}")
_NAMED_MONTH: Final = re.compile(r"\W{0,2}([a-z]{3,9})\.?(?:,?\s?(?:19|20)\d\d|(?:,?\s|\s?')\d\d)\W{0,2}")


def read_date(pieces: Sequence[Piece], *, years: Iterable[int] = ()) -> Reading[date]:
    """The date that the pieces spell. ``years``: years that the filing speaks of elsewhere, for a lost one."""
    pieces, marks = _without_marks(pieces)
    pieces = _as_asked(pieces)
    dated = [_DATED.fullmatch(p.text) for p in pieces]
    marks = marks or tuple(int(m["mark"]) for m in dated if m is not None and int(m["mark"] or 0))
    texts = _inner([_clean(p.text if m is None else m["date"]) for p, m in zip(pieces, dated, strict=True)])
    kept = [(t, p.edge) for t, p in zip(texts, pieces, strict=True) if t]
    if not kept:
        return Reading(None, doubt=3.0, marks=marks)
    years = tuple(years)
    repaired = any(
        re.sub(r"[^\w/.-]", "", _MARK.sub("", p.text)).strip(".-") != t for p, t in zip(pieces, texts, strict=True) if t
    )
    texts, edges = [t for t, _ in kept], [e for _, e in kept]
    if "".join(texts).count("/") == _STROKES_OF_DATE and any("." in text and "/" not in text for text in texts):
        texts, repaired = [text if "/" in text else text.replace(".", "") for text in texts], True  # whose points are specks
    best, reason = _joined(texts, edges, years), COUNTED_ONCE
    if best is not None and best[1] > _SAME and (ruled := _ruled("".join(texts))) is not None:
        best, reason = (ruled, _SAME), Hint.MISREAD
    if best is None:
        best, reason = _alone(texts), "one of several pieces is the date"
    if best is None:
        joined = "".join(texts)
        alone = None if repaired else _unstroked(joined, years)
        best = _misread(joined, years) if alone is None else (alone, _SAME)
        best = best or _at_edge(texts, edges) or _misread_once(texts, edges, years)
        reason = Hint.MISREAD if best is not None and best[1] > _SAME else STROKES_LOST
    if best is None:
        return replace(_fragments(texts, years), marks=marks)
    value, cost = best
    status = Status.REPAIRED if cost > 0 or repaired else Status.READ
    reasons = (reason,) if cost > 0 else (Hint.LETTERS,) if repaired else ()
    if _half_left(texts, edges):
        return Reading(value, Status.REPAIRED, cost + 2.0, (*reasons, Hint.DIGIT_LOST), marks)
    return Reading(value, status, cost + (1.0 if repaired else 0.0), reasons, marks)


STROKES_LOST: Final = "strokes of the date are lost"
_HALF: Final = re.compile(r"0\d/\d")


def _half_left(texts: Sequence[str], edges: Sequence[bool]) -> bool:
    """Whether a digit of the day or the month was under an edge.

    Where the one is printed with its nought the other has two digits as well; one that has a single digit beside an edge has lost
    the other: ``05/1|/1994``, ``05/|1/1994``, ``1|/05/1994``.
    """
    joined = "".join(texts)
    cuts = {at for at, edge in zip(accumulate(map(len, texts)), edges[1:], strict=False) if edge}
    for pattern in (_HALF_DAY, _HALF_MONTH):
        if match := pattern.match(joined):
            return not cuts.isdisjoint(match.span(1))
    return False


_HALF_DAY: Final = re.compile(r"0\d/(\d)/")
_HALF_MONTH: Final = re.compile(r"(\d)/0\d/")


_STROKES_OF_DATE: Final = 2


def _at_edge(texts: Sequence[str], edges: Sequence[bool]) -> tuple[date, float] | None:
    """A date whose first stroke was under an edge: ``9`` | ``12/1996``, where both numbers together are no month."""
    match = _MONTH.fullmatch("".join(texts[1:]))
    if match is None or not edges[1] or not _FIGURES.fullmatch(texts[0]) or int(texts[0] + match[1]) <= _MONTHS:
        return None
    if texts[0] in _BOXES and int(match[1]) <= _MONTHS:
        return None  # the number of the box, and a month with its year
    value = make_date(int(texts[0]), int(match[1]), year_of(match[2]))
    return None if value is None else (value, _SAME)


_FIGURES: Final = re.compile(r"[0-9]{1,2}")
_BOXES: Final = ("2", "3", "4", "5")
"""Numbers of the boxes that hold dates."""


def _misread_once(texts: Sequence[str], edges: Sequence[bool], years: tuple[int, ...]) -> tuple[date, float] | None:
    """A date one digit of which is misread, a glyph that stands on both sides of an edge counted once: ``95/13`` | ``3/2003``."""
    ways = (text for text, cost in joins(texts, edges) if 0 < cost <= _SAME and "/" in text)
    return next((found for text in ways if (found := _misread(text, years)) is not None), None)


def _alone(texts: Sequence[str]) -> tuple[date, float] | None:
    """A date that one piece is by itself, where none is another."""
    matches = [m for text in texts if (m := _DATE.fullmatch(text)) is not None and len(m[3]) == _FULL]
    found = {value for m in matches if (value := make_date(int(m[1]), int(m[2]), int(m[3]))) is not None}
    return (found.pop(), 1.5) if len(found) == 1 else None


_FULL: Final = 4  # digits of a year


def _as_asked(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, or the one that they are as the form asks for it where some of them are a day in words."""
    if not any(map(_IN_WORDS.search, (piece.text for piece in pieces))) or sum(len(p.text) for p in pieces) > _LONGEST:
        return list(pieces)
    words = [word for piece in pieces for word in _MARK.sub(" ", piece.text).split()]
    for first in range(len(words)):
        for last in range(min(len(words), first + _MOST_WORDS), first, -1):
            texts = (joint.join(words[first:last]) for joint in ("", " "))
            found = next((day for text in texts if (day := as_asked(text)) is not None), None)
            if found is not None:
                return [pieces[0]._replace(text=found)]
    return list(pieces)


_IN_WORDS: Final = re.compile(r"[A-Za-z]\w?[A-Za-z]|(?:19|20)\d\d-")
"""Letters of a month, or the year with which a day in the order of ISO 8601 begins."""
_LONGEST: Final = 60
"""Characters of a day and what stands around it."""
_MOST_WORDS: Final = 7  # of a day, signs that stand apart among them


def _without_marks(pieces: Sequence[Piece]) -> tuple[list[Piece], tuple[int, ...]]:
    """The pieces without a stain before the first and a mark apart from the last, and the numbers of all marks in them."""
    behind = (*(p.text if p.text.startswith("/") else "" for p in pieces[1:]), "")
    pieces = [p._replace(text=p.text[1:]) if _STAIN.match(p.text + more) else p for p, more in zip(pieces, behind, strict=False)]
    marks = [int(a or b) for p in pieces for a, b in _MARK.findall(p.text)]
    if len(pieces) > 1 and (apart := _APART.fullmatch(pieces[-1].text)):
        marks.append(int(apart[1]))
        pieces.pop()
    return pieces, tuple(marks)


_STAIN: Final = re.compile(r"^\((?=\d{1,2}/\d)")
"""A rule or speck read as a bracket before a date."""
_APART: Final = re.compile(r"['\u2018\u2019\"](\d{1,2})[)\]}]")


def _clean(text: str) -> str:
    text = _BEHIND.sub("", _MARK.sub("", text)).translate(_LOOKALIKES)
    if not any(c.isalpha() and c != _ONE for c in text):
        text = text.replace(_ONE, "1")
    return _TWICE_STRUCK.sub("/", re.sub(r"[^0-9/.-]", "", text))


_ONE: Final = "L"
"""What a one is read as, too; among other letters it may be more than that."""
_BEHIND: Final = re.compile(r"(?<=\W(?:19|20)\d\d)\W+$|(?<=\d(?:19|20)\d\d)\W+$")
"""Brackets and rules behind a whole year, which would be read as digits."""
_TWICE_STRUCK: Final = re.compile(r"(?<=\d\d)//+(?=\d\d)")
"""One stroke read as two signs."""


def _inner(texts: list[str]) -> list[str]:
    """The texts without points and dashes at their ends, but for those between the pieces of a date with dashes."""
    if not any(_DASHED.search(text) for text in texts):
        return [text.strip(".-") for text in texts]
    last = len(texts) - 1
    return [text.lstrip(".-" if not k else ".").rstrip(".-" if k == last else ".") for k, text in enumerate(texts)]


_DASHED: Final = re.compile(r"\d-\d")


def _joined(texts: list[str], edges: list[bool], years: tuple[int, ...]) -> tuple[date, float] | None:
    best: tuple[date, float] | None = None
    standing = "".join(texts)
    short = _SHORT_YEAR.fullmatch(standing) is not None
    for joined, cost in joins(texts, edges):
        if best is not None and cost >= best[1]:
            break
        joined = joined.strip("/")
        match = _DATE.fullmatch(joined) or _DIGITS.fullmatch(joined)
        if match is None:
            continue
        value = make_date(int(match[1]), int(match[2]), year_of(match[3]))
        if value is None:
            continue
        if len(match[3]) == _FULL - 2 and short and cost > _SAME:
            continue  # a year of four digits that has lost one
        cost += 0.5 if len(match[3]) == 2 and any("/" in t for t in texts[1:]) else 0.0
        cost += _UNHEARD if cost > _SAME and value.year not in years else 0.0
        if best is None or cost < best[1]:
            best = (value, cost)
    return best


_SHORT_YEAR: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-][12]\d{2}")
_SAME: Final = 2.0  # cost of joins in which no glyph but a doubled one is left out
_UNHEARD: Final = 0.5  # cost of a year that the filing does not speak of, where glyphs were left out to read it
_STROKES: Final = (
    re.compile(r"(\d{2})[/.1-]?(\d{2})[/.127-]?((?:19|20)\d{2})"),
    re.compile(r"(\d{1,2}?)[/.1-]?(\d{2})[/.17-]?((?:19|20)\d{2})"),
)
_STROKE: Final = re.compile(r"(\d{1,2})(\d{2})/(\d{2})")
_CENTURY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]([12])\d(\d{2})")
"""A date in a century of which the second digit is misread: ``01/19/2917``."""
_RULED: Final = re.compile(r"1(0[1-9]|1[0-2])/(\d{2})/((?:19|20)\d{2})")
_BEFORE, _AFTER = 10, 11  # years that dates of a filing may lie before and after those that it speaks of
_TAKEN_FOR: Final = {"9": "0", "8": "03", "6": "0", "7": "1", "4": "1", "3": "0", "5": "3"}
"""What the first digit of a month or a day may be instead, where there is no such month or day."""


def _misread(joined: str, years: tuple[int, ...]) -> tuple[date, float] | None:
    """A date whose strokes are lost or read as digits, or whose month or day is none because of one digit."""
    if (match := _STROKE.fullmatch(joined)) and year_of(match[3]) in years:
        value = make_date(int(match[1]), int(match[2]), year_of(match[3]))
        return (value, 2.0) if value is not None else None
    if (match := _CENTURY.fullmatch(joined)) and _near(year := int(f"{_CENTURIES[match[3] == '2']}{match[4]}"), years):
        value = make_date(int(match[1]), int(match[2]), year)
        if value is not None:
            return value, 2.5
    if (ruled := _ruled(joined)) is not None:
        return ruled, 2.0
    matches = [m for strokes in _STROKES if (m := strokes.fullmatch(joined)) is not None]
    if not matches or not _near(int(matches[0][3]), years):
        return None
    for match in matches:
        if (value := make_date(int(match[1]), int(match[2]), int(match[3]))) is not None:
            return value, 2.0
    for match in matches:
        month, day = match[1], match[2]
        months = [month] if int(month) <= _MONTHS else ["11"] if month == _LIKE_ELEVEN else _instead(month)
        days = [day] if int(day) <= _DAYS else _instead(day)
        found = {value for m in months for d in days if (value := make_date(int(m), int(d), int(match[3]))) is not None}
        if len(found) == 1:
            return found.pop(), 2.5
    return None


def _ruled(joined: str) -> date | None:
    """A date behind a rule that was read as a one."""
    match = _RULED.fullmatch(joined)
    return make_date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _instead(part: str) -> list[str]:
    """What a month or a day that there is not may be instead."""
    return [digit + part[1:] for digit in _TAKEN_FOR.get(part[0], "")]


_MONTHS, _DAYS = 12, 31
_LIKE_ELEVEN: Final = "14"
"""The month that eleven is read for: no other has a second digit that a four is read for."""


def _unstroked(joined: str, years: tuple[int, ...]) -> date | None:
    """The one date with a year of two digits that is left of strokes lost: ``428/07``, ``4/2807`` or ``42807`` is 4/28/07.

    A one may be a stroke as well: ``4/1195`` is 4/11/95 or 4/1/95, and so neither.
    """
    if not years or not _LEAST_DIGITS <= len(joined) <= _MOST_DIGITS:
        return None
    if joined[-4:-2] in _CENTURIES or joined[-2:] in _CENTURIES or joined[-1] == "/":
        return None  # a month and its year, or a year that is cut
    if (month := _MONTH.fullmatch(joined)) and len(month[2]) < _FULL and int(month[1]) <= _MONTHS:
        return None
    if (day := _DAY_AND_DIGIT.fullmatch(joined)) and int(day[1]) <= _DAYS:
        return None  # a day, and the last digit of its year
    ones = (joined[: m.start()] + "/" + joined[m.end() :] for m in re.finditer(r"(?<=\d)1(?=\d)", joined))
    found = {value for text in (joined, *ones) for value in _parted(text, years)}
    return found.pop() if len(found) == 1 else None


def _parted(text: str, years: tuple[int, ...]) -> Iterator[date]:
    """The dates that digits make where the strokes that are left stand between month, day and year of two digits."""
    digits = text.replace("/", "")
    if not digits.isdigit():
        return
    strokes = {len(text[: m.start()].replace("/", "")) for m in re.finditer("/", text)}
    for cut in (1, 2):
        if 1 <= len(digits) - _SHORT - cut <= _SHORT and strokes <= {cut, len(digits) - _SHORT}:
            value = make_date(int(digits[:cut]), int(digits[cut:-2]), year_of(digits[-2:]))
            spoken = value is not None and value.year in years
            if value is not None and (spoken or len(digits) >= _LEAST_DIGITS) and _near(value.year, years):
                yield value


def _near(year: int, years: tuple[int, ...]) -> bool:
    return not years or min(years) - _BEFORE <= year < max(years) + _AFTER


_DAY_AND_DIGIT: Final = re.compile(r"\d{1,2}/(\d\d)\d")
_LEAST_DIGITS, _MOST_DIGITS = 5, 7
"""Digits and strokes that are left of a date."""
_SHORT: Final = 2  # digits of a year, and the most of a month or day
_CENTURIES: Final = ("19", "20")


def _fragments(texts: list[str], years: tuple[int, ...]) -> Reading[date]:
    """Month and day from the first piece, the year from the last that has one, or from elsewhere in the filing."""
    joined = "".join(texts)
    half = (Hint.DIGIT_LOST,) * (_HALF.fullmatch(joined) is not None)
    if (month_alone := _MONTH.fullmatch(joined)) and len(month_alone[2]) == 4:
        return Reading(None, doubt=4.0, reasons=(Hint.MONTH_ALONE,))
    start = _START.match(joined) or _START.match(texts[0]) or re.match(r"(\d{1,2})/(\d{2})", joined)
    unstruck = None if start is not None else _UNSTRUCK.match(joined)
    start = start or unstruck
    if start is None:
        return Reading(None, doubt=4.0)
    month, day = int(start[1]), int(start[2])
    for text in reversed(texts):
        match = _YEAR.search(text)
        value = make_date(month, day, int(match[1])) if match else None
        if value is not None:
            return Reading(value, Status.REPAIRED, 2.0, (Hint.FRAGMENTS,))
    rest = re.sub(r"\D", "", joined[start.end() :])
    fitting = [y for y in dict.fromkeys(years) if _left_of(rest, str(y))]
    if not fitting and _YEAR_CUT.fullmatch(rest):
        return Reading(None, doubt=4.0, reasons=(Hint.DIGIT_LOST,))
    for year in fitting[:1] or (list(years)[:1] if unstruck is None else []):
        value = make_date(month, day, year)
        if value is not None:
            return Reading(value, Status.REPAIRED, 2.5 if fitting else 4.0, (Hint.YEAR_TAKEN, *half))
    return Reading(None, doubt=4.0)


_UNSTRUCK: Final = re.compile(r"(0\d|1[0-2])([0-3]\d)/(?=\d)")
"""A month and a day without the stroke between them, before what is left of the year."""
_YEAR_CUT: Final = re.compile(r"(?:19|20)\d")
"""A year of which one digit is lost: not the filing's, if it fits none that the filing speaks of."""


def _left_of(rest: str, year: str) -> bool:
    """Whether the digits may be what is left of a year."""
    if len(rest) == len(year) - 1:
        return any(year[:k] + year[k + 1 :] == rest for k in range(len(year)))
    return not rest or year.endswith(rest[-1:]) or year.startswith(rest)
