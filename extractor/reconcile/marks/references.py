"""Which cells bear footnote marks, and which footnote a cell asks for: rates and word weights from filings.

The data come from ``python -m training.references``. The rates say how likely a cell bears a mark: an empty price, exercise or
expiration always has a footnote in its place, and rows of one code mostly have theirs in the same columns. Which number a mark
has, its surroundings tell: where two columns have marks of their own in one row, they have so in the next. The words of a
footnote say which column it explains ("weighted average price", "vests in equal instalments", "held by the trust"): a
logistic regression of the column, corrected by what tells the footnotes of one filing from each other. A ratio, dates, numbers,
and how little it says count as words, and so does what it begins with: ``These shares include`` tells the column whatever vests
further on.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from extractor.filing import Row, RowKind, Value
from extractor.filing.forms import TOTALS
from extractor.form.months import MONTHS

COLUMNS: Final = (
    "security_title",
    "conversion_or_exercise_price",
    "transaction_date",
    "deemed_execution_date",
    "transaction_code",
    "transaction_shares",
    "transaction_acquired_disposed_code",
    "exercise_date",
    "expiration_date",
    "underlying_security_title",
    "underlying_security_shares",
    "transaction_price_per_share",
    "shares_owned_following_transaction",
    "direct_or_indirect_ownership",
    "nature_of_ownership",
)
"""Columns whose cells bear marks, by the attribute of a row, in printed order."""
_WORD: Final = re.compile(r"10b5|[a-z]{3,}")
_LONGEST: Final = 600  # characters of a footnote that are looked at: what it explains it says at once


class Asked(NamedTuple):
    """How much likelier a footnote of these words stands on each column, and in a row of each kind (:func:`kind_of`), than any
    footnote does (log of the ratio)."""

    columns: tuple[float, ...]
    kinds: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class References:
    """``rates``: of cells of a kind (:func:`key_of`), behind it what stands above, that bear a mark; ``relations``: in
    surroundings (:func:`surroundings`), also of one column, the probability of each :data:`OUTCOMES`; the rest is that of
    two regressions, of the column and of the kind of row: ``words`` has the line of ``weights`` (hundredths) of each word."""

    rates: Mapping[str, float]
    relations: Mapping[str, tuple[float, ...]]
    kinds: tuple[str, ...]
    bias: npt.NDArray[np.int32]
    shares: npt.NDArray[np.float64]
    words: Mapping[str, int]
    weights: npt.NDArray[np.int32]

    def relation(self, around: str, column: int) -> tuple[float, ...]:
        """The probability of each of :data:`OUTCOMES` in surroundings, in a column where it is known."""
        return self.relations.get(f"{around}: {COLUMNS[column]}") or self.relations[around]

    def asks_for(self, text: str) -> Asked:
        """What the words of a footnote ask for."""
        known = [self.words[word] for word in words_of(text) if word in self.words]
        scores = (self.bias + self.weights[known].sum(axis=0)) / 100
        found = []
        for part, shares in ((scores[:_CUT], self.shares[:_CUT]), (scores[_CUT:], self.shares[_CUT:])):
            below = part - part.max()
            found.append((below - math.log(np.exp(below).sum()) - np.log(_RARE + shares)).tolist())
        return Asked(tuple(found[0]), dict(zip(self.kinds, found[1], strict=True)))


_CUT: Final = len(COLUMNS)
"""Where the kinds of rows begin behind the columns."""
_RARE: Final = 1e-4  # share of what no footnote stood on


@cache
def references() -> References:
    """The data that ship."""
    data: dict[str, Any] = json.loads(files("extractor.reconcile").joinpath("data", "references.json").read_text("ascii"))
    relations = {around: tuple(shares) for around, shares in data["relations"].items()}
    words = {word: line for line, word in enumerate(data["words"])}
    weights = np.array(list(data["words"].values()), np.int32)
    bias, shares = np.array(data["bias"], np.int32), np.array(data["shares"])
    return References(data["rates"], relations, tuple(data["kinds"]), bias, shares, words, weights)


def words_of(text: str) -> set[str]:
    """The words of a footnote in small letters, and what else it says: a ratio, dates, numbers, how little, how it begins."""
    head = text[:_LONGEST].lower()
    words = _WORD.findall(head)
    found = {*words, *_begun(head)}
    found.update(sign for sign, pattern in _SIGNS.items() if pattern.search(head))
    if len(words) <= _LONG:
        found.add("<9" if len(words) > _SHORT else "<4")
    return found


def _begun(head: str) -> Iterator[str]:
    """The first words of a footnote, and each two of them that follow each other; any number is ``#``."""
    first = ["#" if word[0].isdigit() else word for word in _FIRST.findall(head[:_BEGINNING])[:_BEGUN]]
    for word in first:
        yield f"^{word}"
    for word, behind in pairwise(first):
        yield f"^{word}_{behind}"


_FIRST: Final = re.compile(r"[a-z]+|\$|\d[\d,./]*")
_BEGINNING, _BEGUN = 200, 10
"""Characters and words with which a footnote begins."""
_DAY: Final = rf"(?:\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|(?:{'|'.join(MONTHS).lower()}) \d{{1,2}}\b)"
_SIGNS: Final = {
    "1:1": re.compile(r"\b(?:1|one)\W{0,3}(?:for|to|:)\W{0,3}(?:1|one)\b"),
    "d/d": re.compile(_DAY),
    "d/d,d/d": re.compile(rf"{_DAY}.*?{_DAY}"),
    "9,999": re.compile(r"\d,\d{3}|\b\d{3}\b"),
    "$": re.compile(r"\$"),
    "%": re.compile("%"),
}
"""What footnotes say besides words, by a sign that no word is."""
_SHORT, _LONG = 3, 8
"""Words of a very short footnote and of a short one, at the most."""


def cell_attribute(row: Row, column: str) -> str:
    """The attribute of what stands in a column: the shares, or the value in their place."""
    other = TOTALS.get(column)
    return other if other is not None and getattr(row, other).present else column


def cell_of(row: Row, column: str) -> Value[Any]:
    """What stands in a column."""
    value: Value[Any] = getattr(row, cell_attribute(row, column))
    return value


def key_of(row: Row, column: str, has_value: bool) -> str:
    """The kind of a cell: its table, whether its row reports a transaction, its column, whether it has a value."""
    return f"{1 + row.kind.is_derivative}{'t' if row.kind.is_transaction else 'h'} {column}{'' if has_value else ' -'}"


def kind_of(row: Row) -> str:
    """The kind of a row that a footnote's words ask for: its table, and the code of its transaction."""
    return f"{1 + row.kind.is_derivative}{row.transaction_code.value or '-' if row.kind.is_transaction else 'h'}"


def kin(row: Row) -> tuple[RowKind, str | None]:
    """What rows have in common whose marks are alike: their kind, and the code of their transaction."""
    return row.kind, row.transaction_code.value


ABOVE_UNMARKED, ABOVE_MARKED = " =", " +"
"""Behind the kind of a cell: the last row alike (:func:`kin`) bears no mark in this column, or one."""
OUTCOMES: Final = ("new", "both", "above", "beside", "other")
"""Numbers of a mark: the next that none had before, the one both of the cell above and of the one before it in the row, ..."""


class Around(NamedTuple):
    """The marks around a cell.

    ``beside``: of the marked cell before it in the row; ``fresh``: one of them has a number that none had before; ``above``: of
    the last marked cell in its column, best in a row alike; ``corner``: of that in the column of the cell beside.
    """

    beside: tuple[int, ...] = ()
    fresh: bool = False
    above: tuple[int, ...] = ()
    corner: tuple[int, ...] = ()


def surroundings(around: Around, left: bool) -> str:
    """What is around a cell, in a word: whether its row has marks as the one above, whether the cells above differ.

    ``left``: whether there are numbers that none had yet.
    """
    end = "" if left else " last"
    if not around.beside:
        return ("first, above" if around.above else "first") + end
    age = "fresh" if around.fresh else "known"
    if not around.corner:
        return age + (", above" if around.above else "") + end
    row = " as above" if around.corner == around.beside else " not as above"
    pair = "" if not around.above else ", same" if around.above == around.corner else ", apart"
    return age + row + pair + end


def further(above: tuple[int, ...], marks: int, left: bool) -> str:
    """The surroundings of a mark behind others in its cell. ``above``: those of the cell above."""
    return "further" + (", above" if len(above) > marks else "") + ("" if left else " last")


def outcome(number: int, highest: int, above: Collection[int], beside: Collection[int]) -> str:
    """Which of :data:`OUTCOMES` a number is. ``highest``: the highest before it."""
    if number > highest:
        return "new"
    if number in above:
        return "both" if number in beside else "above"
    return "beside" if number in beside else "other"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a footnote says in numbers: all of three digits and more, and the range of prices above nought, if it names one."""

    all: frozenset[Decimal]
    range: tuple[Decimal, Decimal] | None

    def speak_for(self, column: str, value: object) -> float:
        """For a cell of that value (above nothing), or against it."""
        if not isinstance(value, Decimal):
            return 0.0
        if column == "transaction_price_per_share" and self.range is not None:
            return _IN_RANGE if self.range[0] <= value <= self.range[1] else -_OUT_OF_RANGE
        return _NAMED if value in self.all else 0.0


_IN_RANGE, _OUT_OF_RANGE, _NAMED = 2.0, 3.0, 1.5
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PRICE: Final = r"(?:a (?:low|high) of\s+)?[$S]?\s?(\d[\d,]*\.\d+)"
_RANGE: Final = re.compile(rf"(?:from|between|range:?|of)\s+{_PRICE}\s*(?:to|and|through|-+|\u2013)\s*{_PRICE}")


@lru_cache(maxsize=99)  # as many footnotes as a filing may have; several steps ask for the same
def numbers_of(text: str) -> Numbers:
    """The numbers of a footnote's beginning."""
    head = text[:_LONGEST]
    found = [w.replace(",", "") for w in _NUMBER.findall(head)]
    match = _RANGE.search(head)
    ends = sorted(Decimal(m.replace(",", "")) for m in match.groups()) if match else []
    return Numbers(frozenset(Decimal(w) for w in found if len(w) > 2), (ends[0], ends[1]) if ends and ends[0] else None)
