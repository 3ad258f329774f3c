"""Amounts of the tables in forms that the token classifier has never seen, as tokens of forms that it has.

It was trained on filings whose prices are decimal. ``$22`` and ``3/8`` are joined to one token, ``$22 3/8``, that looks like a
decimal price to it; alone ``3/8`` is a date to it, or what is left of a footnote mark. Titles of securities have fractions, too,
``8 1/2% Notes``; these stay words. The words of a ratio in the place of a price, ``1 for 1``, are joined as well. A number in
brackets, ``(14,203)``, is what bookkeepers write for a negative one, and no footnote mark: it stands without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np

from extractor.dialects.fold import FILLER
from extractor.dialects.page import Page
from extractor.readings.fractions import HALVED, ONE_SIGN, is_ratio, misread, spelt, spread
from extractor.readings.pieces import WIDEST_GAP
from extractor.regions.located import Located
from extractor.regions.regions import Region

_IN_TABLES: Final = np.array([region in (Region.TABLE1, Region.TABLE2) for region in Region])
_LONGEST: Final = 6  # tokens: $ 22 - 3 / 8
_WORD: Final = 16  # characters of each
_GAP: Final = 2.5  # characters between words that are one amount, in lines without cells
_STROKE: Final = re.compile(r"\d/|/\d|^/$")
_ONE_SIGN: Final = re.compile(f"[{ONE_SIGN}]")
_PART: Final = re.compile(r"[-\\$\d,/OoQDlIi|!ZzSsGbBgq\u2070-\u2089\u00b2\u00b3\u00b9]+")
"""What a word of an amount consists of, letters for digits among it."""
_FOR: Final = frozenset(("for", "to", "For", "FOR", "To", "TO"))
_NEGATIVE: Final = re.compile(r"\((\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?)\)")
_UNGROUPED: Final = re.compile(r"\(([1-9]\d{2,5})\)")
"""The same with more digits than the number of a footnote has, but perhaps two of them, ``(910)``."""
_TITLED: Final = re.compile(r"\W?(?!(?i:dir|ind|per|each))[A-Za-z]{3,}|%|of$")
"""What follows a number in a title, and no amount."""
_DIRECTION: Final = re.compile(r"\W?[AD]\W?")
_OWNED: Final = re.compile(r"\W?(?:[DI]\W?|(?i:dir|ind).*)")
_ALONE: Final = re.compile(rf"(?P<above>\d{{1,3}})/(?P<below>{'|'.join(map(str, HALVED))})")
_DATED: Final = re.compile(r"\d{1,2}/\d{1,2}/(?:\d\d){1,2}")
_SPECKS: Final = "-.,:;*'\"\u00b0"
_MONTHS, _DAYS = 12, 31
_PRICE, _EXERCISE_PRICE = 3, 2
"""Digits of the whole dollars of a price without its sign: Table II has numbers of shares just before prices."""


class _Found(NamedTuple):
    """Tokens of a page that are one, the last included, and how it is spelt."""

    first: int
    last: int
    word: str


def with_amounts(located: Located) -> Located:
    """The page with the amounts and ratios of its tables as tokens that look like others; the same if it has none of these."""
    words = located.page.words
    in_tables = np.flatnonzero(_IN_TABLES[located.regions.of_token]).tolist()
    told = ((k, words[k]) for k in in_tables)
    tokens = [k for k, word in told if ("/" in word or word[0] == "(" or not word.isascii()) and _is_unusual(word)]
    tokens += [k for k in in_tables if words[k] in _FOR and is_ratio(" ".join(words[k - 1 : k + 2]))]
    if not tokens:
        return located
    lines = _lines(located, in_tables)
    found: list[_Found] = []
    for token in sorted(tokens):
        after = found[-1].last if found else -1
        if token > after and (one := lines.unusual(token)) is not None and one.first > after:
            found.append(one)
    found = [one for one in found if one.last > one.first or words[one.first] != one.word]
    return _joined(located, found) if found else located


def _is_unusual(word: str) -> bool:
    """Whether a word may be in an amount of another form; a date is none."""
    if "/" in word:
        return word.count("/") == 1 and len(word) <= _WORD and _STROKE.search(word) is not None
    if word[0] == "(":
        return _NEGATIVE.fullmatch(word) is not None or _UNGROUPED.fullmatch(word) is not None
    return _ONE_SIGN.search(word) is not None


def _lines(located: Located, in_tables: list[int]) -> _Lines:
    page, words, of_line = located.page, located.page.words, located.regions.line_of
    dated = frozenset(int(of_line[k]) for k in in_tables if "/" in words[k] and _DATED.fullmatch(words[k]))
    first = (located.regions.of_token == Region.TABLE1).tolist()
    arrays = (page.line, page.cell, page.sub, page.celled, page.spaced, page.start, page.end, page.x0, page.x1)
    return _Lines(words, page.folded, of_line.tolist(), dated, first, *(array.tolist() for array in arrays))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a page, with what :class:`Page` tells of each token in lists, which are faster than arrays one by one."""

    words: tuple[str, ...]
    folded: str
    of_line: list[int]
    dated: frozenset[int]
    """Lines that have a date with its year."""
    first: list[bool]
    """Whether a token is in Table I."""
    line: list[int]
    cell: list[int]
    sub: list[int]
    celled: list[bool]
    spaced: list[bool]
    start: list[int]
    end: list[int]
    x0: list[float]
    x1: list[float]

    def unusual(self, token: int) -> _Found | None:
        """What around a token is an amount of another form, or a ratio."""
        if self.words[token] in _FOR:
            return self._ratio(token)
        return self._negative(token) if self.words[token][0] == "(" else self._amount(token)

    def _ratio(self, token: int) -> _Found | None:
        """A ratio whose middle word a token is."""
        first, last = token - 1, token + 1
        if first < 0 or not self._follows(first) or not self._follows(token) or not self._ends(last):
            return None
        word = " ".join(self.words[first : last + 1])
        return _Found(first, last, word) if is_ratio(word) else None

    def _negative(self, token: int) -> _Found | None:
        """A number in brackets that no word of a title or of a nature stands before or behind, nor a footnote mark."""
        word = self.words[token]
        match = _NEGATIVE.fullmatch(word) or _UNGROUPED.fullmatch(word)
        if match is None or not self._ends(token):
            return None
        before = self.words[token - 1] if token and self._follows(token - 1) else ""
        behind = self.words[token + 1] if self._follows(token) else ""
        if (len(before) > 1 and before[-1].isalpha()) or ("," not in match[1] and any(c in before + behind for c in "()")):
            return None
        return _Found(token, token, match[1])

    def _amount(self, token: int) -> _Found | None:
        """The longest amount that has its fraction, or the stroke of it, in a token."""
        words, last = self.words, token
        if words[token][-1] == "/" and (self._follows(token) or self._is_cut(token)) and words[token + 1].isdigit():
            last += 1  # 3 / 8 may be three tokens
        if not self._ends(last):
            return None
        runs = list(self._runs(token, last))
        for first, text, is_cut in runs:
            word = spelt(text)
            if word is not None and (self._is_amount(first, last, word) and (not is_cut or self._is_directed(first))):
                return _Found(first, last, word)
        for first, text, is_cut in runs:
            word = None if is_cut else misread(text)
            if word is not None and ("$" in word or self._is_directed(first)):
                return _Found(first, last, word)
        return None

    def _runs(self, token: int, last: int) -> Iterator[tuple[int, str, bool]]:
        """Where the words that may be an amount with its last token begin, what they are, and whether an edge cuts them.

        The longest come first. What an edge cuts may have a blank there or not.
        """
        first, edges = token, {last} if last > token and self._is_cut(token) else set[int]()
        while first > 0 and last - first + 1 < _LONGEST and _PART.fullmatch(self.words[first - 1][:_WORD]):
            if not self._follows(first - 1):
                if edges or not self._is_cut(first - 1):
                    break
                edges.add(first)
            first -= 1
        for at in range(first, token + 1):
            cut = {k for k in edges if k > at}
            for blank in (" ", "") if cut else ("",):
                gaps = (blank if k in cut else " " * self.spaced[k] for k in range(at + 1, last + 1))
                parts = zip(gaps, self.words[at + 1 : last + 1], strict=True)
                yield at, self.words[at] + "".join(gap + word for gap, word in parts), bool(cut)

    def _follows(self, token: int) -> bool:
        """Whether the next token stands just behind one, in its cell."""
        after = token + 1
        if after >= len(self.words) or any(place[token] != place[after] for place in (self.line, self.cell, self.sub)):
            return False
        if self.celled[token] or not self.spaced[after] or self.x0[after] - self.x1[token] <= _GAP:
            return True
        between = self.folded[self.end[token] : self.start[after]]
        return FILLER in between and len(between.replace(FILLER, "")) <= _GAP  # markup has no width

    def _is_cut(self, token: int) -> bool:
        """Whether the next token stands in the cell beside that of one."""
        after = token + 1
        if after >= len(self.words) or not self.celled[token] or self.line[token] != self.line[after]:
            return False
        return self.cell[token] + 1 == self.cell[after] and self.sub[token] == self.sub[after]

    def _ends(self, last: int) -> bool:
        """Whether no word follows that makes the number part of a title."""
        return not self._follows(last) or _TITLED.match(self.words[last + 1]) is None

    def _is_directed(self, first: int) -> bool:
        """Whether the direction stands just before: what follows it in Table I is a price."""
        if first == 0 or not self.first[first]:
            return False
        return self.line[first - 1] == self.line[first] and _DIRECTION.fullmatch(self.words[first - 1]) is not None

    def _is_amount(self, first: int, last: int, word: str) -> bool:
        """Whether words are one amount at their place, and not two numbers or a date."""
        if "$" in word or self._is_directed(first):
            return True
        shown = spread(self.words[first]).strip(_SPECKS)
        if first == last and (alone := _ALONE.fullmatch(shown)):
            if int(alone["above"]) >= int(alone["below"]):
                return False  # 331/2 is what is left of 3/31/2001
            # Elsewhere it may be a month and a day, but not where dates have years.
            no_date = self.words[first][0] in ONE_SIGN or int(alone["above"]) > _MONTHS or int(alone["below"]) > _DAYS
            return no_date or self.of_line[first] in self.dated
        if self.celled[first] or first == last:
            return True
        # Two numbers may stand side by side: what underlies, and its price.
        if len(word.partition(" ")[0]) > (_PRICE if self.first[first] else _EXERCISE_PRICE):
            return self._follows(last) and _OWNED.fullmatch(self.words[last + 1]) is not None
        return True


def _joined(located: Located, found: list[_Found]) -> Located:
    """The page with each of the runs of tokens as one."""
    page = located.page
    stays = np.ones(len(page), np.bool_)
    words, end, x1 = list(page.words), page.end.copy(), page.x1.copy()
    for one in found:
        words[one.first], end[one.first], x1[one.first] = one.word, page.end[one.last], page.x1[one.last]
        stays[one.first + 1 : one.last + 1] = False
    tokens = np.flatnonzero(stays)
    page = replace(page, words=tuple(words), end=end, x1=x1, parted=_parted(page, found)).only(tokens)
    return Located(page, located.printed.only(tokens), located.regions.only(tokens))


def _parted(page: Page, found: list[_Found]) -> dict[int, tuple[tuple[int, int], ...]]:
    """Where the words of joined tokens begin and end that stand in two cells, or farther apart than words do."""
    parted: dict[int, tuple[tuple[int, int], ...]] = {}
    for one in found:
        starts, ends = (places[one.first : one.last + 1].tolist() for places in (page.start, page.end))
        apart = page.cell[one.first] != page.cell[one.last]
        if apart or any(start - end > WIDEST_GAP for start, end in zip(starts[1:], ends, strict=False)):
            parted[starts[0]] = tuple(zip(starts, ends, strict=True))
    return parted
