"""Cut lines of prose into numbered footnotes, by all that speaks for a cut, jointly.

Numbers stand before the first line of a footnote or, in the stylesheets' look, beside the middle of it. Engines misread them,
lose them, or set one on a line of its own. Both looks are tried, each by dynamic programming over lines and numbers (Viterbi,
1967): footnotes count up, a number agrees or is misread, a footnote begins behind a full stop with a capital letter, and a
number in the middle has as many lines above it as below. The cheaper look wins.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from extractor.form.lookalikes import TO_DIGITS
from extractor.reading.page import Page

_STOPS: Final = ".!?)\"'\u201d"
_BEFORE: Final = r"(?:[^\w(\[]|_){0,3}[(\[]?\s?"
"""Specks."""
_STARTS: Final = (
    (re.compile(_BEFORE + r"(\d{1,2})\s?(?P<mark>[)\]}][.,]?|[.,:;]|-(?=[A-Z](?:[a-z]| [a-z])))(?!\d)"), -3.0),
    (re.compile(_BEFORE + r"([0-9lIiOoSB]{1,2})\s?(?P<mark>[)\]}][.,]?|[.,:;])(?!\d)"), -1.5),
    (re.compile(_BEFORE + r"(\d{1,2})(?P<mark>\s{1,4})(?=[A-Z])"), -1.0),
    (re.compile(r"\(?(\d{1,2})(?P<mark>)(?=[A-Z][A-Za-z])"), -1.0),
    (re.compile(_BEFORE + r"(\d)\s?(?P<mark>[)\].])(?=\d\s?-?\s?(?i:for))"), -3.0),
)
"""How a footnote's number stands before it, and what each costs; below nothing, since lines that look so mostly are so."""
_SIGN: Final = re.compile(
    r"((?:[^\w(\[]\s)?(?:\(?[^\sA-Za-z0-9]{1,2}\)?|\(?[A-Za-z][.,)]|\([^\s()]{1,2}\)|[a-z]{1,2}|Q))\s+"
    r"(?=[\"\u201c]?[A-Z](?:[a-z]|\s[a-z])|1\s?-\s?[Ff]or)"
)
_RAISED: Final = re.compile(r"([@\u00a9\u00ae\u00b0?]|\([^\s()]{1,2}\)|\(?\d\)?|[^\s()]{1,2}\)|\(?[^\s()]{1,2}(?=\s*$))(?:\s|$)")
"""What a number in brackets beside the middle of a footnote is misread as."""
_WITHIN: Final = re.compile(r"(?:\(\d{1,2}\)|\d{1,2}[.,:)]+)\s?[A-Z]")
_DATED: Final = re.compile(r".*\d/(?:19|20)\d\d|(?:19|20)\d\d")
"""What a footnote may end with instead of a full stop."""
_MISREAD, _MISTAKEN = 0.5, 0.4  # costs of a sign, and of another number, taken for the one that is wanted
_UNSEEN: Final = 1.0  # of a footnote without a number
_SKIPPED: Final = 1.2  # of each number that no line begins with
_MOST_SKIPPED: Final = 4
_ASTRAY: Final = 0.7  # of each line more above a number than below
_UNSTOPPED, _SMALL = 1.6, 0.8  # of a footnote that begins behind no full stop, and of one that begins with a small letter
_BRACKETED: Final = 0.4  # by how much the look with numbers in the middle is likelier where they stand in brackets
_IGNORED: Final = 1.0  # of a number at the beginning of a line that is none of a footnote
_SIGN_IGNORED: Final = 0.6  # of a sign in brackets there
_TOLD: Final = 0.5  # share of that if the number before its first line agrees, and none stands in the middle
_LEFT_OUT, _NOISE_OUT = 2.0, 0.3  # of a line of prose before the first footnote that is left out, and of a shorter one
_ALONE: Final = 2  # tokens of a number on a line of its own
_KEPT: Final = 8  # ways that are followed from each line
_REACH: Final = 14  # lines of a footnote above its number
_UNEVEN: Final = 2  # lines more, or fewer, below a number than above
_LONGEST: Final = 240
"""Lines that are cut into footnotes; what has more is none of this form's."""


@dataclass(slots=True)
class Note:
    """A footnote: its number and its tokens.

    ``glued``: whether the number may stand before the first word without a blank.
    """

    number: int
    tokens: list[int]
    glued: bool


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a line begins with: a number (0: a sign in the place of one), what it costs, and what stands behind it."""

    number: int
    cost: float
    rest: list[int]
    marked: bool
    bracketed: bool
    closed: bool = False
    """Whether a bracket closes behind it, which no sentence begins with."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line, or what follows a number within one: its tokens, what it begins with, and how it stands behind the one before."""

    tokens: list[int]
    seen: _Seen | None
    sign: _Seen | None
    raised: _Seen | None
    within: bool
    stopped: bool
    capital: bool

    @property
    def apart(self) -> float:
        """What it costs that a footnote begins here."""
        return _UNSTOPPED * (not self.stopped) + _SMALL * (not self.capital)

    @property
    def bracketed(self) -> bool:
        """Whether it begins with a number in brackets, or is but the rest of one."""
        alone = self.raised is not None and not self.raised.rest and len(self.tokens) <= _ALONE
        return alone or (self.seen is not None and self.seen.bracketed)

    @property
    def ignored(self) -> float:
        """What it costs that its number is none of a footnote."""
        if self.sign is not None and self.sign.bracketed and not self.within:
            return _SIGN_IGNORED
        told = self.seen is not None and self.seen.marked and (self.seen.closed or self.stopped)
        return _IGNORED if told and not self.within else 0.0


@dataclass(frozen=True, slots=True)
class _Way:
    """The cheapest way to a state: footnotes so far, each with its number, its first line, and that of its number."""

    cost: float
    before: _Way | None = None
    note: tuple[int, int, int, _Seen | None] | None = None

    def notes(self) -> list[tuple[int, int, int, _Seen | None]]:
        found = []
        way: _Way | None = self
        while way is not None:
            if way.note is not None:
                found.append(way.note)
            way = way.before
        return found[::-1]


def notes_in(page: Page, run: Sequence[list[int]], before: int, headed: bool = False) -> list[Note]:
    """The footnotes of lines that follow each other.

    Args:
        page: the page.
        run: the lines.
        before: the number of the last footnote before them.
        headed: whether they stand below the heading of the footnotes: then prose is one, even with no number before it.
    """
    lines = list(_lines(page, _text_lines(page, run[:_LONGEST])))
    if any(line.bracketed for line in lines):
        leading, centred = _leading(lines, before, 1.0, headed), _centred(lines, before)
        likelier = _BRACKETED if _is_bracketed(lines) else -_BRACKETED
        best = (centred if centred.cost < leading.cost + likelier else leading).notes()
    else:
        best = _leading(lines, before, _TOLD, headed).notes()
    starts = [first for _, first, _, _ in best] + [len(lines)]
    found = []
    for (number, first, at, seen), stop in zip(best, starts[1:], strict=True):
        parts = [seen.rest if seen is not None and i == at else lines[i].tokens for i in range(first, stop)]
        tokens = [t for part in parts for t in part]
        if tokens:
            found.append(Note(number, tokens, seen is None or len(seen.rest) == len(lines[at].tokens)))
    return found


def _is_bracketed(lines: Sequence[_Line]) -> bool:
    """Whether as many lines begin with a number in brackets, or with the rest of one, as with one that a full stop follows."""
    return sum(1 if line.bracketed else -1 for line in lines if line.bracketed or (line.seen and line.seen.marked)) >= 0


def _text_lines(page: Page, run: Sequence[list[int]]) -> list[list[int]]:
    """The lines without those that are but a speck, and without a signature at their end."""
    lines = [tokens for tokens in run if not _SPECK.fullmatch("".join(page.words[t] for t in tokens))]
    while len(lines) > 1 and _LETTER.fullmatch("".join(page.words[t] for t in lines[-1])):
        del lines[-1]
    signed = 0
    while signed < len(lines) and _is_signature(page, lines[-1 - signed]):
        signed += 1
    if 0 < signed < len(lines) and page.words[lines[-1 - signed][-1]][-1] in _STOPS:
        del lines[-signed:]
    return lines


def _is_signature(page: Page, tokens: list[int]) -> bool:
    text = " ".join(page.words[t] for t in tokens)
    return len(tokens) <= _LONGEST_SIGNATURE and _SIGNED.search(text) is not None


_SPECK: Final = re.compile(r"[-.,:;*'\"_~|]{0,2}")
_LETTER: Final = re.compile(r"\W?[a-z]\W?")
"""A speck that was read as a letter, where it ends the footnotes: no word and no number does."""
_SIGNED: Final = re.compile(r"/s/|attorney.?.?in.?.?fact|^\W*\d{1,2}/\d{1,2}/\d{2,4}\W*(?:date\W*)?$", re.IGNORECASE)
_LONGEST_SIGNATURE: Final = 16  # words


def first_number(page: Page, tokens: list[int]) -> bool:
    """Whether a line begins the first footnote: prose with the number 1 before it."""
    seen = _seen(page, tokens)
    return seen is not None and seen.number == 1 and seen.marked and len(seen.rest) >= _PROSE and _capital(page, seen.rest)


_PROSE: Final = 4  # words


def cut_before(page: Page, tokens: list[int], number: int) -> int:
    """Where a footnote of that number begins within a line, or nought."""
    return next((k for k in range(1, len(tokens) - 1) if _within(page, tokens, k) == number), 0)


def _lines(page: Page, run: Iterable[list[int]]) -> Iterator[_Line]:
    stopped = True
    for tokens in run:
        cuts = [k for k in range(1, len(tokens) - 1) if _within(page, tokens, k)]
        for start, stop in zip([0, *cuts], [*cuts, len(tokens)], strict=True):
            part = tokens[start:stop]
            seen = _seen(page, part)
            sign = _sign(page, part, _SIGN) if seen is None else None
            raised = _sign(page, part, _RAISED)
            behind = next((found.rest for found in (seen, sign, raised) if found is not None and found.rest), part)
            yield _Line(part, seen, sign, raised, start > 0, stopped, _capital(page, behind))
            stopped = _ends(page, part) if len(part) > 1 or len(page.words[part[0]]) > _BLOT else stopped


def _ends(page: Page, tokens: Sequence[int]) -> bool:
    """Whether the last of the words, but for specks behind it, ends a sentence."""
    words = (page.words[t] for t in reversed(tokens[-_SPECKS:]))
    last = next((w for w in words if not _SPECK.fullmatch(w)), page.words[tokens[-1]])
    return last[-1] in _ENDS


_ENDS: Final = _STOPS + ":"
"""What a full stop may be read as at the end of a line."""
_BLOT: Final = 1
"""Characters of a word on a line of its own that is none."""
_SPECKS: Final = 4


def _within(page: Page, tokens: list[int], k: int) -> int:
    """The number of a footnote that begins within a line: ``. 3. Vests``, ``.(3) Vests`` or ``. 3.Vests``; else nought."""
    word = page.words[tokens[k]]
    if word[0] != "(" and not word[0].isdecimal():  # most words
        return 0
    before = k - 2 if k > 1 and _SPECK.fullmatch(page.words[tokens[k - 1]]) else k - 1
    if page.words[tokens[before]][-1] not in ".)" and not _DATED.fullmatch(page.words[tokens[before]]):
        return 0
    digits = re.match(r"\(?(\d{1,2})", word)
    if digits is None or not _WITHIN.match(" ".join(page.words[t] for t in tokens[k : k + 2])):
        return 0
    return int(digits[1])


def _capital(page: Page, tokens: list[int]) -> bool:
    return bool(tokens) and not page.words[tokens[0]][0].islower()


_FIRST: Final = 14


def _beginning(page: Page, tokens: list[int]) -> tuple[int, str]:
    """Where a line begins, and its first characters."""
    start = end = int(page.start[tokens[0]])
    for token in tokens[:_FIRST]:  # what the line goes on with may stand elsewhere in the text
        if page.start[token] < end:
            break
        end = int(page.end[token])
    return start, page.folded[start : min(start + _FIRST, end)] + " "


def _seen(page: Page, tokens: list[int]) -> _Seen | None:
    start, text = _beginning(page, tokens)
    for pattern, cost in _STARTS:
        match = pattern.match(text)
        digits = match[1].translate(TO_DIGITS) if match else ""
        if match and digits.isdigit() and int(digits):
            rest = _behind(page, tokens, start, start + match.end(1) + len(match["mark"]))
            closed = match["mark"][:1] in (")", "]", "}")
            bracketed = (page.words[tokens[0]][0] in "([{" or not rest) and closed
            return _Seen(int(digits), cost, rest, bool(match["mark"].strip()), bracketed, closed)
    return None


def _sign(page: Page, tokens: list[int], pattern: re.Pattern[str]) -> _Seen | None:
    start, text = _beginning(page, tokens)
    match = pattern.match(text)
    if match is None:
        return None
    rest = _behind(page, tokens, start, start + match.end(1))
    return _Seen(0, _MISREAD, rest, marked=False, bracketed=match[1].endswith(")"))


def _behind(page: Page, tokens: list[int], start: int, stop: int) -> list[int]:
    """The tokens but those that stand within a part of the text."""
    return [t for t in tokens if not start <= page.start[t] < page.end[t] <= stop]


def _numbers(line: _Line, last: int, centred: bool) -> Iterator[tuple[int, float, _Seen | None]]:
    """Numbers that a footnote may have whose number stands in a line, behind the footnote ``last``, and what each costs."""
    seen, following = line.seen, last + 1
    if seen is not None:
        if last < seen.number <= following + _MOST_SKIPPED:
            yield seen.number, seen.cost + _SKIPPED * (seen.number - following), seen
        if seen.number != following and seen.marked and not line.within and (centred or line.stopped):
            yield following, _MISTAKEN, seen
    elif line.sign is not None and (line.stopped or line.sign.bracketed) and not line.within:
        yield following, _MISREAD, line.sign
    elif centred and line.raised is not None:
        yield following, _MISREAD, line.raised


def _leading(lines: Sequence[_Line], before: int, told: float, headed: bool) -> _Way:
    """The cheapest way if each number stands before its footnote.

    ``told``: what of :attr:`_Line.apart` a right number costs; ``headed``: whether no footnote at all costs what it leaves out.
    """
    best: dict[int, _Way] = {before: _Way(0.0)}
    out = _left_out(lines)
    for at, line in enumerate(lines):
        after = {n: way if n == before else _Way(way.cost + line.ignored, way) for n, way in best.items()}
        for last, way in best.items():
            for number, cost, seen in (*_numbers(line, last, centred=False), (last + 1, _unseen(line), None)):
                right = seen is not None and (number == seen.number or (seen.bracketed and not seen.number))
                apart = line.apart * (_TOLD if right and seen is line.sign else told if right else 1.0)
                total = way.cost + cost + (out[at] if last == before else apart)
                if total < (after[number].cost if number in after else math.inf):
                    after[number] = _Way(total, way, (number, at, at, seen))
        best = _cheapest(after, before)
    if headed and len(best) > 1 and best[before].note is None:
        best[before] = _Way(out[-1])
    return min(best.values(), key=lambda way: way.cost)


def _left_out(lines: Sequence[_Line]) -> list[float]:
    """What it costs to leave out the lines before each."""
    return list(accumulate((_LEFT_OUT if len(line.tokens) >= _PROSE else _NOISE_OUT for line in lines), initial=0.0))


def _cheapest(ways: dict[int, _Way], before: int) -> dict[int, _Way]:
    """The few that are worth following, and that of no footnote at all."""
    if len(ways) <= _KEPT:
        return ways
    kept = sorted(ways, key=lambda number: ways[number].cost)[:_KEPT]
    return {number: ways[number] for number in ways if number in kept or number == before}


def _unseen(line: _Line) -> float:
    """What a footnote costs that begins without a number."""
    return _UNSEEN + _SMALL * (not line.capital) if line.stopped and not line.within else math.inf


def _centred(lines: Sequence[_Line], before: int) -> _Way:
    """The cheapest way if each number stands beside the middle of its footnote."""
    best: list[dict[int, _Way]] = [{} for _ in range(len(lines) + 1)]  # by the line where the next footnote begins
    out = _left_out(lines)
    for start in range(len(lines)):
        if start < _REACH:
            best[start].setdefault(before, _Way(out[start]))
        apart = lines[start].apart if start else 0.0
        for last, way in _cheapest(best[start], before).items():
            for number, at, stop, cost, seen in _middles(lines, start, last):
                total = way.cost + cost + (apart if last != before else 0.0)
                if total < (best[stop][number].cost if number in best[stop] else math.inf):
                    best[stop][number] = _Way(total, way, (number, start, at, seen))
    return min((way for way in best[-1].values()), key=lambda way: way.cost, default=_Way(math.inf))


def _middles(lines: Sequence[_Line], start: int, last: int) -> Iterator[tuple[int, int, int, float, _Seen | None]]:
    """Footnotes that begin in a line: number, line of the number, where they end, cost, what the number is."""
    count = len(lines)
    ignored = list(accumulate((line.ignored for line in lines[start:]), initial=0.0))
    for at in range(start, min(start + _REACH, count)):
        for number, cost, seen in _numbers(lines[at], last, centred=True):
            even = at + 1 + (at - start)
            for stop in range(max(at + 1, even - _UNEVEN), min(even + _UNEVEN, count) + 1):
                others = ignored[stop - start] - lines[at].ignored
                yield number, at, stop, cost + _ASTRAY * abs(stop - even) + others, seen
            if even + _UNEVEN < count:  # the last one has what is left
                yield number, at, count, cost + _ASTRAY * (_UNEVEN + 1) + ignored[-1] - lines[at].ignored, seen
    if lines[start].stopped and lines[start].capital:
        for stop in range(start + 1, min(start + 3, count + 1)):
            yield last + 1, start, stop, _UNSEEN + ignored[stop - start], None
