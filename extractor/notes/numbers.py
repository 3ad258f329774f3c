"""Cut lines of prose into numbered footnotes, by all that speaks for a cut, jointly.

Numbers stand before the first line of a footnote or, in the stylesheets' look, beside the middle of it. Engines misread them,
lose them, or set one on a line of its own. Both looks are tried, each by dynamic programming over lines and numbers (Viterbi,
1967): footnotes count up, a number agrees or is misread, a footnote begins behind a full stop with a capital letter, or where
the line before has room for more, marks in the tables ask for footnotes whose number is lost, and a number in the middle has as
many lines above it as below. The cheaper look wins.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Final

from extractor.dialects.page import Page
from extractor.form.lookalikes import DIGITS_ALIKE
from extractor.notes.beginnings import MISREAD, PROSE, SMALL, Line, Seen, lines_of
from extractor.notes.endings import text_lines

_MISTAKEN: Final = 0.4  # cost of another number taken for the one that is wanted
_ALIKE: Final = -0.7  # of a number whose one digit is often taken for the one that is wanted
_UNSEEN: Final = 1.0  # of a footnote without a number
_ROOMY: Final = -0.5  # the same behind a line that ends where it has room for more: little but a footnote begins so
_ASKED: Final = -1.0  # the same, or of one with a misread number, if a mark in the tables asks for it
_OPENS: Final = 1.0
_SKIPPED: Final = 1.2  # of each number that no line begins with
_MOST_SKIPPED: Final = 4
_LOST: Final = 3.0  # of the first footnotes lost with all their lines, where nothing stands between the heading and the next
_ASTRAY: Final = 0.7  # of each line more above a number than below
_OPEN: Final = 0.5  # of a number in the middle behind which no bracket closes, as it does in that look
_BRACKETED: Final = 0.4  # by how much the look with numbers in the middle is likelier where they stand in brackets
_TOLD: Final = 0.5  # share of that if the number before its first line agrees, and none stands in the middle
_LEFT_OUT, _NOISE_OUT = 2.0, 0.3  # of a line of prose before the first footnote that is left out, and of a shorter one
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
class _Way:
    """The cheapest way to a state: footnotes so far, each with its number, its first line, and that of its number."""

    cost: float
    before: _Way | None = None
    note: tuple[int, int, int, Seen | None] | None = None

    def notes(self) -> list[tuple[int, int, int, Seen | None]]:
        found = []
        way: _Way | None = self
        while way is not None:
            if way.note is not None:
                found.append(way.note)
            way = way.before
        return found[::-1]


def notes_in(
    page: Page,
    run: Sequence[list[int]],
    before: int,
    headed: bool = False,
    asked: Collection[int] = (),
    first: bool = False,
) -> list[Note]:
    """The footnotes of lines that follow each other.

    Args:
        page: the page.
        run: the lines.
        before: the number of the last footnote before them.
        headed: whether they stand below the heading of the footnotes: then prose is one, even with no number before it.
        asked: the numbers of the marks that stand in the tables.
        first: whether nothing that may be a footnote stands between the heading and the lines, so that they begin with the first.
    """
    lines = list(lines_of(page, text_lines(page, run[:_LONGEST])))
    asked = _with_lower(asked)
    if first and lines:
        lines[0] = replace(lines[0], first=True)
    if any(line.bracketed for line in lines):
        leading, centred = _leading(lines, before, 1.0, headed, asked), _centred(lines, before, asked)
        likelier = _BRACKETED if _is_bracketed(lines) else -_BRACKETED
        best = (centred if centred.cost < leading.cost + likelier else leading).notes()
    else:
        best = _leading(lines, before, _TOLD, headed, asked).notes()
    starts = [first for _, first, _, _ in best] + [len(lines)]
    found = []
    for (number, begin, at, seen), stop in zip(best, starts[1:], strict=True):
        parts: list[list[int]] = []
        for i in range(begin, stop):
            part = seen.rest if seen is not None and i == at else lines[i].tokens
            if lines[i].within and i > begin:
                parts[-1] = [*parts[-1], *part]
            else:
                parts.append(part)
        tokens = [t for part in parts for t in part]
        if tokens:
            found.append(Note(number, tokens, seen is None or len(seen.rest) == len(lines[at].tokens)))
    return found


def _with_lower(asked: Collection[int]) -> frozenset[int]:
    """The numbers that marks ask for, and the few below each: footnotes count up, and the marks of some are lost."""
    return frozenset(number for mark in asked for number in range(max(mark - _MOST_SKIPPED, 1), mark + 1))


def _is_bracketed(lines: Sequence[Line]) -> bool:
    """Whether as many lines begin with a number in brackets, or with the rest of one, as with one that a full stop follows."""
    return sum(1 if line.bracketed else -1 for line in lines if line.bracketed or (line.seen and line.seen.marked)) >= 0


def _numbers(
    line: Line, last: int, centred: bool, follows: bool, asked: Collection[int]
) -> Iterator[tuple[int, float, Seen | None]]:
    """Numbers that a footnote may have whose number stands in a line, behind the footnote ``last``, and what each costs.

    ``follows``: whether that footnote stands in the lines before, so that those between would have left some trace.
    """
    seen, following = line.seen, last + 1
    wanted = _ASKED * (following in asked and len(line.tokens) > PROSE)
    misread = MISREAD + wanted
    if seen is not None:
        skipped = 0 if line.within and not line.stopped else _MOST_SKIPPED
        if last < seen.number <= following + skipped:
            look = _OPEN if centred and seen.marked and not seen.closed else 0.0
            lost = _LOST if line.first and seen.number != following else 0.0
            yield seen.number, seen.cost + look + lost + _SKIPPED * (seen.number - following), seen
        told = seen.marked or (line.first and line.capital)
        if seen.number != following and told and not line.within and (centred or line.parted):
            alike = follows and frozenset(f"{seen.number}{following}") in DIGITS_ALIKE
            yield following, (_ALIKE if alike else _MISTAKEN) + wanted, seen
    elif line.sign is not None and (line.parted or line.sign.bracketed) and not line.within:
        yield following, misread, line.sign
    elif centred and line.raised is not None:
        yield following, misread, line.raised


def _leading(lines: Sequence[Line], before: int, told: float, headed: bool, asked: Collection[int]) -> _Way:
    """The cheapest way if each number stands before its footnote.

    ``told``: what of :attr:`Line.apart` a right number costs; ``headed``: whether no footnote at all costs what it leaves out.
    """
    best: dict[int, _Way] = {before: _Way(0.0)}
    out = _left_out(lines)
    for at, line in enumerate(lines):
        after = {n: way if n == before else _Way(way.cost + line.ignored, way) for n, way in best.items()}
        for last, way in best.items():
            for number, cost, seen in (
                *_numbers(line, last, centred=False, follows=last != before, asked=asked),
                (last + 1, _unseen(line, last + 1 in asked), None),
            ):
                right = seen is not None and (number == seen.number or (seen.bracketed and not seen.number))
                apart = line.apart * (_TOLD if right and seen is line.sign else told if right else 1.0)
                total = way.cost + cost + (out[at] if last == before else apart)
                if total < (after[number].cost if number in after else math.inf):
                    after[number] = _Way(total, way, (number, at, at, seen))
        best = _cheapest(after, before)
    if headed and len(best) > 1 and best[before].note is None:
        best[before] = _Way(out[-1])
    return min(best.values(), key=lambda way: way.cost)


def _left_out(lines: Sequence[Line]) -> list[float]:
    """What it costs to leave out the lines before each."""
    costs = (line.ignored + (_LEFT_OUT if len(line.tokens) >= PROSE else _NOISE_OUT) for line in lines)
    return list(accumulate(costs, initial=0.0))


def _cheapest(ways: dict[int, _Way], before: int) -> dict[int, _Way]:
    """The few that are worth following, and that of no footnote at all."""
    if len(ways) <= _KEPT:
        return ways
    kept = sorted(ways, key=lambda number: ways[number].cost)[:_KEPT]
    return {number: ways[number] for number in ways if number in kept or number == before}


def _unseen(line: Line, asked: bool) -> float:
    """What a footnote costs that begins without a number."""
    parted = line.stopped or (line.ended and (asked or line.capital))
    if line.within or line.blot or not (parted or (line.capital and line.opening > _OPENS)):
        return math.inf
    told = (_ROOMY * line.ended + _ASKED * (asked and parted)) * (len(line.tokens) >= PROSE)
    return _UNSEEN + told + SMALL * (not line.capital)


def _centred(lines: Sequence[Line], before: int, asked: Collection[int]) -> _Way:
    """The cheapest way if each number stands beside the middle of its footnote."""
    best: list[dict[int, _Way]] = [{} for _ in range(len(lines) + 1)]  # by the line where the next footnote begins
    out = _left_out(lines)
    printed = list(accumulate((int(not line.blot) for line in lines), initial=0))
    for start in range(len(lines)):
        if start < _REACH:
            best[start].setdefault(before, _Way(out[start]))
        apart = lines[start].apart if start else 0.0
        for last, way in _cheapest(best[start], before).items():
            for number, at, stop, cost, seen in _middles(lines, printed, start, last, last != before, asked):
                total = way.cost + cost + (apart if last != before else 0.0)
                if total < (best[stop][number].cost if number in best[stop] else math.inf):
                    best[stop][number] = _Way(total, way, (number, start, at, seen))
    return min((way for way in best[-1].values()), key=lambda way: way.cost, default=_Way(math.inf))


def _middles(
    lines: Sequence[Line], printed: Sequence[int], start: int, last: int, follows: bool, asked: Collection[int]
) -> Iterator[tuple[int, int, int, float, Seen | None]]:
    """Footnotes that begin in a line: number, line of the number, where they end, cost, what the number is.

    ``printed``: how many lines before each are no stains, which stand neither above a number nor below it.
    """
    count = len(lines)
    ignored = list(accumulate((line.ignored for line in lines[start:]), initial=0.0))
    for at in range(start, min(start + _REACH, count)):
        for number, cost, seen in _numbers(lines[at], last, centred=True, follows=follows, asked=asked):
            even = printed[at + 1] + printed[at] - printed[start]
            first = max(bisect_left(printed, even - _UNEVEN), at + 1)
            behind = bisect_right(printed, even + _UNEVEN)
            for stop in range(first, behind):
                if stop == start + 1 and seen is not None and not seen.rest:
                    continue  # nothing but its number
                others = ignored[stop - start] - lines[at].ignored
                yield number, at, stop, cost + _ASTRAY * abs(printed[stop] - even) + others, seen
            if behind <= count:  # the last one has what is left
                yield number, at, count, cost + _ASTRAY * (_UNEVEN + 1) + ignored[-1] - lines[at].ignored, seen
    if lines[start].stopped and lines[start].capital:
        unseen = _unseen(lines[start], last + 1 in asked)
        for stop in range(start + 1, min(start + 3, count + 1)):
            yield last + 1, start, stop, unseen + ignored[stop - start], None
