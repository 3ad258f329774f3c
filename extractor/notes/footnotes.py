"""Explanations of responses, and remarks."""

from __future__ import annotations

import re
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

_NUMBER: Final = re.compile(r"[-•*\s]*\(?\s?([0-9lIiOoSB]{1,2})\s?(?P<mark>[.,):;]|\)\.?)(?=\s|\S)")
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
    return bool(found > 0.7 * length.sum())


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
        """Lines that bear the next number, with what stands behind it."""
        marks: list[_Mark] = []
        expected = self.notes[-1].number + 1 if self.notes else 1
        for at, tokens in enumerate(run):
            number, rest = self._number(tokens, expected)
            if number:
                marks.append((at, number, rest))
                expected = number + 1
        return marks

    def _number(self, tokens: list[int], expected: int) -> tuple[int, list[int]]:
        start = int(self.page.start[tokens[0]])
        text = self.page.folded[start : start + 12] + " "
        match = _NUMBER.match(text)
        digits = match[1].translate(_DIGITS) if match else ""
        number = int(digits) if digits.isdigit() else 0
        if expected == 1 and not number and (match := _MISREAD_ONE.match(text)):
            number = 1
        if not match or not expected <= number <= expected + 2:
            return 0, tokens
        return number, [t for t in tokens if self.page.end[t] > start + match.end()]


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
_MISREAD_ONE: Final = re.compile(r"\(?[tfrjLT!|\]\[+][.,)]\s")


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
