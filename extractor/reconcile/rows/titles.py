"""Titles of securities: which title it was that became what is read, by a noisy channel.

A title is one of the other rows', one that many issuers use, or one of its own words. Costs are about minus the logarithm of a
probability: to what it costs that the row has a title comes what its damage costs. What is read stays unless another title is
clearly likelier, than it and than any third one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Row, Status, Value
from extractor.form.titles import TITLES
from extractor.language.model import letters_of, squeezed, word_cost
from extractor.language.prose import damage as glyphs
from extractor.reconcile.change import map_rows, repaired, with_value

_LEAVES: Final = ("security_title", "underlying_security_title")
_ELSEWHERE: Final = 0.5  # weight of a row that bears a title in another column, or in the other table
_USUAL, _OWN = 3.0, 8.0
"""Costs of a title that many issuers use, whatever the others are, and of one of the filer's own words."""
_NONE: Final = 8.0  # cost of a title that begins or ends as none does: fewer than one in 3,000 of 8,432 electronic filings
_STOCK_OF: Final = "option|appre|unit|growth|award|right|grant|purchase|equiv|based|settled"
_OPEN: Final = "common|convertible|deferred|of|ordinary|par|per|performance|preferred|restricted|right|series|to"
_BROKEN: Final = re.compile(
    rf"(?:shares(?! of)|par|value|per|to|buy)\b|(?:stock|share)\b(?! *-?(?:{_STOCK_OF}))"
    rf"|.*\bclass(?:$| (?!\w\b))|class \w$|.*\b(?:{_OPEN})\W*$|.*\b(\w{{3,}}),? \1$",
    re.IGNORECASE,
)
"""Beginnings and ends that no title has, and a class without its letter."""
_CLEAN, _LOUD = 0.003, 0.2
"""Least and most of the noise of a page: a cell's edge damages a title on pages without any."""
_CUT: Final = {False: 4.0, True: 2.0}
"""Cost of letters in a row that are lost, by whether what is read stands in pieces."""
_LETTER_CUT: Final = 0.3  # further cost of each of them
_RUN: Final = 3  # letters in a row, at the least, that were not lost one by one
_AGAIN: Final = 4.0  # for each further row that has the same words which no title has: they were misread alike each time
_TWICE: Final = 3.0  # cost of a last word that is read twice
_MIXED, _MIXED_LETTER, _SAME = 4.0, 3.0, 0.85
"""Cost of letters of several lines out of their order, and of each that is another; the share of them, at the least, that is
not."""
_LEFT, _MISREAD = 0.35, 0.5
"""Shares of a title's letters, at the least, that are left, and, at the most, of those that are misread."""
_MARGIN, _APART = 2.0, 1.0
"""By how much another title must be likelier than what is read, and than any third one."""
_REASON: Final = "the title that most probably became what is read"


def repair_titles(filing: Filing) -> Filing:
    """Titles as they most probably were printed, where they are damaged readings of others of the filing, or of usual ones."""
    noise = filing.source.noise

    def change(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        for attribute in _LEAVES:
            column = Counter(v for row in rows if (v := getattr(row, attribute).value) is not None)
            weights = {title: _ELSEWHERE * (times - column[title]) + column[title] for title, times in borne.items()}
            rows = tuple(_repaired(row, attribute, weights, noise) for row in rows)
        return rows

    every = Counter(v for row in filing.rows for a in _LEAVES if (v := getattr(row, a).value) is not None)
    borne = dict(every.most_common(_MOST))
    return map_rows(filing, change)


_MOST: Final = 60  # titles that are compared


def _repaired(row: Row, attribute: str, weights: Mapping[str, float], noise: float) -> Row:
    value: Value[str] = getattr(row, attribute)
    if value.value is None or _is_legible(value, noise):
        return row
    title = likeliest(value.value, weights, noise, len(value.sources) > 1)
    if title is None:
        return row
    return with_value(row, attribute, repaired(value, title, 0.85 if title in weights else 0.75, _REASON))


def _is_legible(value: Value[str], noise: float) -> bool:
    """Whether a title is as the filer wrote it: on a page without noise, in one piece."""
    return noise <= 0 and value.status is Status.READ and len(value.sources) == 1


def likeliest(title: str, weights: Mapping[str, float], noise: float, pieces: bool) -> str | None:
    """The title that most probably became what is read; nothing if that is what is read, or none is clearly the likeliest.

    Args:
        title: what is read.
        weights: how many rows bear each title, this one among them.
        noise: share of the page's glyphs that are misread.
        pieces: whether it stands in pieces.
    """
    base, total = -math.log(min(max(noise, _CLEAN), _LOUD)), sum(weights.values())
    mine, letters, broken = _spelled(title), letters_of(title), _NONE * _is_broken(title)
    times = weights.get(title, 1.0)
    again = max(times - 1, 0.0)
    found: dict[str, tuple[float, str]] = {}
    for other in (*weights, *TITLES):
        theirs = _spelled(other)
        if theirs == mine or not _has_marks(title, other):
            continue
        words = _words(other)
        whole = theirs in _KNOWN or mine in theirs
        strange, stranger = _strangeness(letters, words), 0.0 if whole else _strangeness(words, letters)
        if stranger and stranger >= strange and weights.get(other, 0.0) <= times:
            continue  # rather that one became this one
        stays = _USUAL if mine in _KNOWN else _OWN + strange - _AGAIN * again * (strange > 0)
        if again and not strange and not broken:
            stays = min(stays, -math.log(again / total))
        prior = -math.log(weights[other] / total) if other in weights else _USUAL
        prior += max(0.0, stranger - _AGAIN * max(weights.get(other, 0.0) - 1, 0.0))
        gain = stays + broken - prior - _NONE * _is_broken(other)
        if gain >= _MARGIN:
            gain -= damage(mine, theirs, base, pieces)
            found[theirs] = max(found.get(theirs, (-math.inf, "")), (gain, other))
    ranked = sorted(found.values(), reverse=True)
    if not ranked or ranked[0][0] < _MARGIN or (len(ranked) > 1 and ranked[0][0] < ranked[1][0] + _APART):
        return None
    return ranked[0][1]


_REMEMBERED: Final = 1_000  # titles; those that many issuers use are some dozens


@lru_cache(maxsize=_REMEMBERED)
def _spelled(title: str) -> str:
    """The letters of a title, whose right to buy is often short: ``Rt. to Buy``."""
    return squeezed(_SHORT.sub("right", title))


_SHORT: Final = re.compile(r"\brt\b", re.IGNORECASE)
_KNOWN: Final = frozenset(map(_spelled, TITLES))


@lru_cache(maxsize=_REMEMBERED)
def _words(title: str) -> tuple[str, ...]:
    return tuple(letters_of(title))


def _strangeness(words: Sequence[str], others: Sequence[str]) -> float:
    """By how much less likely the words that others have not are those of a title than usual ones are."""
    return sum(min(max(0.0, word_cost(word, "title") - _FREQUENT), _COINED) for word in words if word not in others)


_FREQUENT, _COINED = 4.0, 15.0
"""Cost of a word of titles, such as are seen again and again; and the most that another costs more: names are coined."""


@lru_cache(maxsize=_REMEMBERED)
def _is_broken(title: str) -> bool:
    return _BROKEN.match(title) is not None


@lru_cache(maxsize=5_000)
def damage(seen: str, meant: str, base: float, pieces: bool) -> float:
    """What it costs that the letters of a title became others.

    Args:
        seen: the letters and digits that are read.
        meant: those of the title.
        base: what it costs that any glyph is misread.
        pieces: whether what is read stands in pieces.
    """
    cost, mine, theirs = 0.0, "", ""
    for op in Levenshtein.opcodes(seen, meant):
        first, end = op.src_start, op.src_end
        read, printed = seen[first:end], meant[op.dest_start : op.dest_end]
        if not read and len(printed) >= _RUN:
            cost += _CUT[pieces] + _LETTER_CUT * len(printed)
        elif not printed and len(read) >= _RUN and read in (seen[first - len(read) : first], seen[end : end + len(read)]):
            cost += _TWICE
        else:
            mine, theirs = mine + read, theirs + printed
    legible = len(seen) >= _LEFT * len(meant) and Levenshtein.distance(mine, theirs) <= _MISREAD * len(seen)
    cost += glyphs(mine, theirs, base) if legible else math.inf
    longer = max(len(seen), len(meant))
    others = longer - (Counter(seen) & Counter(meant)).total()
    return min(cost, base + _MIXED + _MIXED_LETTER * others) if others <= (1 - _SAME) * longer else cost


def same_marks(one: str, other: str) -> bool:
    """Whether no letter or number tells the titles apart, as in Class A and Class B, Series 1 and Series 2."""

    mine = _marks(one)
    return not mine or mine == _marks(other)


def _has_marks(title: str, other: str) -> bool:
    """Whether of such letters and numbers but some are lost, or single letters of words are read; none is taken for another."""
    fewer, more = sorted((_marks(title), _marks(other)), key=len)
    rest = iter(more)
    return all(mark in rest for mark in fewer)


@lru_cache(maxsize=_REMEMBERED)
def _marks(title: str) -> tuple[str, ...]:
    words = (w.strip(".") for w in _WORD.findall(title))
    return tuple(w for w in words if w and (len(w) == 1 or w[0].isdigit() or w in ("II", "III", "IV")))


_WORD: Final = re.compile(r"[0-9A-Za-z.]+")
