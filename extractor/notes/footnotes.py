"""Explanations of responses, and remarks."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.filing import Footnote, Status, Value, sources_at
from extractor.form.lookalikes import DIGITS
from extractor.form.printed import SLOTS
from extractor.reading.page import Page
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

_DIGITS: Final = str.maketrans(DIGITS)
_CLEAN: Final = re.compile(r"[\"'(]*(?:[A-Za-z]?[a-z]+(?:['-][A-Za-z]?[a-z]+)*|[A-Z]+|[$]?\d[\d,./:%-]*|[&-])[\"').,;:!?*]*")
_BELOW: Final = (Region.NOTES, Region.REMARKS, Region.SIGNATURE, Region.TAIL)
_HEADINGS: Final = {SLOTS.index("tail.explanation"): Region.NOTES, SLOTS.index("tail.remarks"): Region.REMARKS}


@dataclass(slots=True)
class _Note:
    number: int
    tokens: list[int] = field(default_factory=list)


def footnotes(
    page: Page, printed: PrintedForm, regions: Regions, taken: npt.NDArray[np.bool_]
) -> tuple[tuple[Footnote, ...], Value[str]]:
    """Footnotes in printed order, and the remarks. ``taken``: lines that belong to the signatures."""
    reader = _Reader(page)
    bounds = np.searchsorted(regions.line_of, np.arange(len(regions.of_line) + 1)).tolist()
    for line, (start, stop) in enumerate(pairwise(bounds)):
        if regions.of_line[line] not in _BELOW or taken[line]:
            reader.close()
            continue
        tokens = list(range(start, stop))
        heading = next((_HEADINGS[int(printed.slot[t])] for t in tokens[:4] if _is_heading(printed, t)), None)
        if heading is not None:
            reader.open(heading)
            tokens = [t for t in tokens if not _is_heading(printed, t)]
        elif _is_printed(page, printed, tokens):
            reader.close()
            continue
        if tokens:
            reader.add(tokens)
    reader.close()
    parted = _parted(page, reader.notes)
    notes = tuple(Footnote(id=f"F{n.number}", text=_text(page, n.tokens, n.number)) for n in parted if n.tokens)
    return notes, _text(page, reader.remarks) if reader.remarks else Value()


def _is_heading(printed: PrintedForm, token: int) -> bool:
    return int(printed.slot[token]) in _HEADINGS and bool(printed.share[token] > 0.8)


def _is_printed(page: Page, printed: PrintedForm, tokens: list[int]) -> bool:
    """Whether a line is the form's own: most of its letters belong to phrases of which most is there."""
    length = (page.end - page.start)[tokens]
    found = (length * printed.cover[tokens])[printed.share[tokens] > 0.5].sum()
    numbered = _OWN_WORDS.match(page.words[tokens[0]]) is not None and page.words[tokens[-1]].endswith(".")
    return bool(found > (_ALL if numbered else _MOST) * length.sum())


_MOST, _ALL = 0.7, 0.9
"""Shares of a line's letters that make it the form's own; a numbered sentence may speak of the form's columns."""
_OWN_WORDS: Final = re.compile(r"\W{0,2}\d{1,2}[.)]+$")


class _Reader:
    """Takes the lines below the tables one by one and deals them out to footnotes and remarks.

    Numbers stand before the first line of a footnote or, in the stylesheets' look, beside the middle of it: then as many
    lines belong to it above the number as below.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.notes: list[_Note] = []
        self.remarks: list[int] = []
        self._run: list[list[int]] = []
        self._into_remarks = False
        self._begun = False

    def open(self, heading: Region) -> None:
        """A heading: what follows is footnotes, or remarks."""
        self.close()
        self._begun = True
        self._into_remarks = heading is Region.REMARKS

    def close(self) -> None:
        """Something else stands here: the run of lines is over."""
        run, self._run = self._run, []
        if not run or not self._begun:
            return
        if self._into_remarks:
            self.remarks += [t for line in run for t in line]
            self._into_remarks = False
            return
        marks = self._marks(run)
        if not marks:
            return
        at = marks[0][0]
        bracketed = self.page.words[run[at][0]].startswith("(")
        beside = bracketed and (at > 0 or any(not rest for _, _, rest in marks))
        self._centred(run, marks) if beside else self._leading(run, marks)

    def add(self, tokens: list[int]) -> None:
        """A line of text."""
        self._run.append(tokens)

    def _leading(self, run: list[list[int]], marks: list[_Mark]) -> None:
        """Each number begins a footnote."""
        bounds = [at for at, _, _ in marks] + [len(run)]
        for (at, number, rest), stop in zip(marks, bounds[1:], strict=True):
            self.notes.append(_Note(number, rest + [t for line in run[at + 1 : stop] for t in line]))

    def _centred(self, run: list[list[int]], marks: list[_Mark]) -> None:
        """Each number stands beside the middle of its footnote; the last one has what is left."""
        start = 0
        for k, (at, number, rest) in enumerate(marks):
            last = k == len(marks) - 1
            stop = len(run) if last else self._end(run, at, marks[k + 1][0], at + 1 + (at - start))
            lines = [*run[start:at], rest, *run[at + 1 : stop]]
            self.notes.append(_Note(number, [t for line in lines for t in line]))
            start = stop

    def _end(self, run: list[list[int]], at: int, following: int, even: int) -> int:
        """Where a footnote ends whose number stands in line ``at``, and the next one's in line ``following``.

        Behind a full stop and before a capital letter, if there is such a place; ``even`` has as many lines below as above.
        """

        def cost(stop: int) -> float:
            last, first = self.page.words[run[stop - 1][-1]], self.page.words[run[stop][0]]
            return _ASTRAY * abs(stop - even) + 2.0 * (last[-1] not in _STOPS) + 1.0 * first[0].islower()

        return min(range(at + 1, following + 1), key=lambda stop: (cost(stop), abs(stop - even)))

    def _marks(self, run: list[list[int]]) -> list[_Mark]:
        """Lines that begin a footnote, with its number and what stands behind it: the likeliest rising sequence of numbers."""
        before = self.notes[-1].number if self.notes else 0
        best: dict[int, tuple[float, tuple[_Mark, ...]]] = {before: (0.0, ())}
        for at, tokens in enumerate(run):
            stopped = not at or self.page.words[run[at - 1][-1]][-1] in _STOPS
            for number, cost, rest in self._starts(tokens, stopped):
                for last, (so_far, marks) in list(best.items()):
                    this = number or last + 1
                    if not last < this <= last + 1 + _MOST_SKIPPED:
                        continue
                    total = so_far + cost + _SKIPPED * (this - last - 1)
                    if total < best.get(this, (math.inf, ()))[0] and (not marks or marks[-1][0] < at):
                        best[this] = (total, (*marks, (at, this, rest)))
        return list(min(best.values(), key=lambda found: found[0])[1])

    def _starts(self, tokens: list[int], stopped: bool) -> Iterator[tuple[int, float, list[int]]]:
        """Numbers that a line may begin with (0: one that is misread), what each costs, and what stands behind it."""
        start = int(self.page.start[tokens[0]])
        text = self.page.folded[start : start + 14] + " "
        for pattern, cost in _STARTS:
            match = pattern.match(text)
            digits = match[1].translate(_DIGITS) if match else ""
            if match and digits.isdigit() and int(digits):
                rest = [t for t in tokens if self.page.end[t] > start + match.end(1) + len(match["mark"])]
                yield int(digits), cost, rest
                return
        if stopped and (match := _SIGN.match(text)):
            yield 0, _MISREAD, [t for t in tokens if self.page.start[t] >= start + match.end(1)]


def _parted(page: Page, notes: list[_Note]) -> list[_Note]:
    """The footnotes, those apart that go on in the line of the one before: its number is wanted, behind a full stop."""
    found: list[_Note] = []
    numbers = [n.number for n in notes[1:]]
    for k, note in enumerate(notes):
        found.append(note)
        following = numbers[k] if k < len(numbers) else 0
        while following != (last := found[-1]).number + 1:
            at = next((i for i in range(1, len(last.tokens) - 1) if _begins(page, last.tokens, i, last.number + 1)), 0)
            if not at:
                break
            last.tokens, rest = last.tokens[:at], last.tokens[at:]
            bare = _ONLY_NUMBER.fullmatch(page.words[rest[0]]) is not None
            found.append(_Note(last.number + 1, rest[1:] if bare else rest))
    return found


def _begins(page: Page, tokens: list[int], k: int, number: int) -> bool:
    """Whether a footnote of that number begins at a token: ``. 3. Vests``, ``.(3) Vests`` or ``. 3.Vests``."""
    if page.words[tokens[k - 1]][-1] not in ".)":
        return False
    text = " ".join(page.words[t] for t in tokens[k : k + 2])
    return re.match(rf"(?:\({number}\)|{number}[.)]+)\s?[A-Z]", text) is not None


_ONLY_NUMBER: Final = re.compile(r"\(?\d+[.)]+")
_ASTRAY: Final = 0.7  # cost of each line more above than below
_STOPS: Final = ".!?)\"'\u201d"
_Mark = tuple[int, int, list[int]]
_BEFORE: Final = r"[-.\u2022*\s\"'$\u2018\u2019\u201c\u201d]{0,3}[(\[]?\s?"
_STARTS: Final = (
    (re.compile(_BEFORE + r"(\d{1,2})\s?(?P<mark>[)\]][.,]?|[.,:;])(?!\d)"), -3.0),
    (re.compile(_BEFORE + r"([0-9lIiOoSB]{1,2})\s?(?P<mark>[)\]][.,]?|[.,:;])(?!\d)"), -1.5),
    (re.compile(_BEFORE + r"(\d{1,2})(?P<mark>\s)(?=[A-Z])"), -1.0),
    (re.compile(r"\(?(\d{1,2})(?P<mark>)(?=[A-Z][A-Za-z])"), -1.0),
)
"""How a footnote's number stands before it, and what each costs; below nothing, since lines that look so mostly are so."""
_SIGN: Final = re.compile(r"(\(?[^\sA-Za-z0-9]{1,2}\)?|\(?[A-Za-z][.,)]|\([^\s()]{1,2}\)|[a-z])\s+(?=[\"\u201c]?[A-Z][a-z])")
_MISREAD: Final = 0.5  # of a sign in a number's place, taken for one
_SKIPPED: Final = 1.2  # of each number that no line begins with
_MOST_SKIPPED: Final = 4


def _text(page: Page, tokens: list[int], number: int = 0) -> Value[str]:
    """The text of tokens. ``number``: of a footnote, which may be glued to its first word."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    before = -1
    for token in tokens:
        start, end = int(page.start[token]), int(page.end[token])
        if before >= 0 and not page.spaced[token] and before == token - 1:
            words[-1] += page.words[token]
        else:
            words.append(page.words[token])
        if before >= 0 and page.line[token] == page.line[before]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        before = token
    joined = re.sub(rf"^\(?{number}[.)]+(?=[^\d\s])", "", " ".join(words)) if number else " ".join(words)
    if not joined:
        return Value()
    clean = sum(_CLEAN.fullmatch(page.words[t]) is not None for t in tokens) / len(tokens)
    return Value(joined, Status.READ, round(_BARE + (_CLEAR - _BARE) * clean**4, 4), sources_at(page.text, spans))


_BARE, _CLEAR = 0.3, 0.96
"""Confidence of prose of which no word looks like one, and of prose of which all do."""
