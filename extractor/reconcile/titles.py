"""Titles of securities: what other rows bear, and what makes sense."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from rapidfuzz import fuzz

from extractor.filing import Filing, Row, Status, Value
from extractor.form.titles import TITLES
from extractor.language.model import squeezed, word_cost
from extractor.reconcile.change import map_rows, repaired, with_value

_LEAVES: Final = ("security_title", "underlying_security_title")
_ALIKE: Final = 78.0  # likeness, of 100, of a title and the garbled reading of it
_LETTERS: Final = 0.85  # share of letters that a scrambled reading has in common with its title
_AHEAD: Final = 0.03  # by how much the best title must beat the next


def repair_titles(filing: Filing) -> Filing:
    """A title that is a damaged reading of one that other rows bear takes theirs; one without sense, one that makes sense."""

    noisy = filing.source.is_noisy

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        for attribute in _LEAVES:
            rows = _from_siblings(rows, attribute, noisy)
        return rows

    filing = map_rows(filing, change)
    borne = Counter(v for r in filing.rows for a in _LEAVES if (v := getattr(r, a).value) is not None and makes_sense(v))
    return map_rows(filing, lambda rows: tuple(_unscrambled(row, borne, noisy) for row in rows))


def _legible(value: Value[str], noisy: bool) -> bool:
    """Whether a title is as the filer wrote it: on a page without noise, in one piece, of several words, most of them known."""
    if noisy or value.value is None or value.status is not Status.READ or len(value.sources) != 1:
        return False
    words = _words(value.value)
    return len(words) > 1 and 2 * sum(map(_is_known, words)) > len(words)


def _from_siblings(rows: tuple[Row, ...], attribute: str, noisy: bool) -> tuple[Row, ...]:
    titles = Counter(v for r in rows if (v := getattr(r, attribute).value) is not None)
    if len(titles) < 2:
        return rows
    changed: list[Row] = []
    for row in rows:
        value: Value[str] = getattr(row, attribute)
        model = _model(value.value, titles) if value.value and not _legible(value, noisy) else None
        if model is not None:
            sure = max(0.5, min(0.95, value.confidence + 0.1 * titles[model]))
            value = repaired(value, model, sure, f"read as the title of {titles[model]} other rows")
            row = with_value(row, attribute, value)
        changed.append(row)
    return tuple(changed)


def _model(title: str, titles: Counter[str]) -> str | None:
    """The more frequent title that this one is a damaged reading of."""
    mine = squeezed(title)
    for other, count in titles.most_common():
        theirs = squeezed(other)
        if count < max(2, titles[title] + 1) or theirs == mine or not same_marks(title, other):
            continue
        cut = len(mine) >= 4 and (theirs.startswith(mine) or theirs.endswith(mine)) and count >= 2 * titles[title]
        if cut or fuzz.ratio(mine, theirs) >= _ALIKE:
            return other
    return None


def same_marks(one: str, other: str) -> bool:
    """Whether no letter or number tells the titles apart, as in Class A and Class B, Series 1 and Series 2."""

    def marks(text: str) -> list[str]:
        return [w for w in re.findall(r"[0-9A-Za-z.]+", text) if len(w) == 1 or w[0].isdigit() or w in ("II", "III", "IV")]

    mine, theirs = marks(one), marks(other)
    return not mine or mine == theirs


def makes_sense(title: str) -> bool:
    """Whether all words of a title are such as stand in titles."""
    return all(map(_is_known, _words(title)))


def _words(title: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", title)


def _is_known(word: str) -> bool:
    return len(word) < 2 or word_cost(word.lower(), "title") < _STRANGE


_STRANGE: Final = 13.0


def _unscrambled(row: Row, borne: Counter[str], noisy: bool) -> Row:
    """Letters of several printed lines mixed up in cut cells: the title whose letters they are, if there is just one."""
    for attribute in _LEAVES:
        value: Value[str] = getattr(row, attribute)
        if value.value is None or _legible(value, noisy) or makes_sense(value.value):
            continue
        best = _by_letters(value.value, borne)
        if best is not None:
            sure = 0.85 if best in borne else 0.75
            value = repaired(value, best, sure, "the letters of this title, out of their order")
            row = with_value(row, attribute, value)
    return row


def _by_letters(title: str, borne: Counter[str]) -> str | None:
    mine = Counter(squeezed(title))
    total = mine.total()
    if total < 5:
        return None
    scores: dict[str, tuple[float, str]] = {}
    for other in (*borne, *TITLES):
        theirs = Counter(squeezed(other))
        score = (mine & theirs).total() / max(total, theirs.total()) + (_AHEAD if other in borne else 0.0)
        key = squeezed(other)
        if key not in scores or score > scores[key][0]:
            scores[key] = (score, other)
    ranked = sorted(scores.values(), reverse=True)
    ahead = len(ranked) < 2 or ranked[0][0] >= ranked[1][0] + _AHEAD
    return ranked[0][1] if ranked and ranked[0][0] >= _LETTERS and ahead else None
