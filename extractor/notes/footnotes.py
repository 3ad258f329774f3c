"""Explanations of responses, and remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.filing import Footnote, Value, sources_at
from extractor.form.printed import SLOTS
from extractor.reading.page import Page
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

_NUMBER: Final = re.compile(r"[-•*\s]*\(?\s?([0-9lIiOoSB]{1,2})\s?(?P<mark>[.,):;]|\)\.?)(?=\s|\S)")
_DIGITS: Final = str.maketrans({"l": "1", "I": "1", "i": "1", "O": "0", "o": "0", "S": "5", "B": "8"})
_CONFIDENCE: Final = 0.9


@dataclass(slots=True)
class _Note:
    number: int
    tokens: list[int] = field(default_factory=list)


def footnotes(
    page: Page, printed: PrintedForm, regions: Regions, taken: npt.NDArray[np.bool_]
) -> tuple[tuple[Footnote, ...], Value[str]]:
    """Footnotes in printed order, and the remarks. ``taken``: lines that belong to the signatures."""
    notes: list[_Note] = []
    remarks: list[int] = []
    for line in range(len(regions.of_line)):
        region = regions.of_line[line]
        if region not in (Region.NOTES, Region.REMARKS) or taken[line]:
            continue
        tokens = np.flatnonzero(regions.line_of == line).tolist()
        tokens = [t for t in tokens if not _heading(printed, t)]
        if not tokens:
            continue
        if region == Region.REMARKS:
            remarks += tokens
        else:
            _add(page, notes, tokens)
    found = tuple(
        Footnote(id=f"F{note.number}", text=_text(page, note.tokens)) for note in notes if note.tokens and note.number
    )
    return found, _text(page, remarks) if remarks else Value()


_HEADINGS: Final = frozenset(SLOTS.index(s) for s in ("tail.explanation", "tail.remarks"))


def _heading(printed: PrintedForm, token: int) -> bool:
    return bool(printed.slot[token] in _HEADINGS and printed.share[token] > 0.8)


def _add(page: Page, notes: list[_Note], tokens: list[int]) -> None:
    """A line that begins with the next number opens a footnote; any other goes on with the last."""
    start, end = int(page.start[tokens[0]]), int(page.end[tokens[-1]])
    match = _NUMBER.match(page.folded[start : min(end, start + 12)] + " ")
    expected = notes[-1].number + 1 if notes else 1
    if match:
        digits = match[1].translate(_DIGITS)
        number = int(digits) if digits.isdigit() else 0
        if number and (number == expected or (expected < number <= expected + 2)):
            rest = [t for t in tokens if page.start[t] >= start + match.end() - 1 or page.end[t] > start + match.end()]
            notes.append(_Note(number, rest))
            return
    if notes:
        notes[-1].tokens += tokens


def _text(page: Page, tokens: list[int]) -> Value[str]:
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for token in tokens:
        start, end = int(page.start[token]), int(page.end[token])
        raw = page.words[token]
        if words and not page.spaced[token] and spans[-1][1] == start:
            words[-1] += raw
        else:
            words.append(raw)
        if spans and page.line[token] == page.line[tokens[max(0, tokens.index(token) - 1)]]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    joined = _strip_number(" ".join(words))
    return Value(joined or None, confidence=_CONFIDENCE, status=_status(joined), sources=sources_at(page.text, spans))


def _strip_number(text: str) -> str:
    return re.sub(r"^\(?\d{1,2}[.)]\)?\s*", "", text)


def _status(text: str):  # type: ignore[no-untyped-def]
    from extractor.filing import Status

    return Status.READ if text else Status.MISSING
