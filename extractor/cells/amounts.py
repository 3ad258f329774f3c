"""Amounts of the tables in forms that the token classifier has never seen, as tokens of forms that it has.

It was trained on filings whose prices are decimal. ``$22`` and ``3/8`` are joined to one token, ``$22 3/8``, that looks like a
decimal price to it; alone ``3/8`` is a date to it, or what is left of a footnote mark. Titles of securities have fractions, too,
``8 1/2% Notes``; these stay words. The words of a ratio in the place of a price, ``1 for 1``, are joined as well. A number in
brackets, ``(14,203)``, is what bookkeepers write for a negative one, and no footnote mark: it stands without them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Final, NamedTuple

import numpy as np

from extractor.dialects.fold import FILLER
from extractor.dialects.page import Page
from extractor.readings.fractions import HALVED, ONE_SIGN, is_ratio, misread, spelt, spread
from extractor.regions.located import Located
from extractor.regions.printed_form import PrintedForm
from extractor.regions.regions import Region, Regions

_TABLES: Final = (Region.TABLE1, Region.TABLE2)
_LONGEST: Final = 6  # tokens: $ 22 - 3 / 8
_WORD: Final = 16  # characters of each
_GAP: Final = 2.5  # characters between words that are one amount, in lines without cells
_FRACTION: Final = re.compile(rf"[{ONE_SIGN}/]")
_FOR: Final = frozenset(("for", "to", "For", "FOR", "To", "TO"))
_NEGATIVE: Final = re.compile(r"\((\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?)\)")
_UNGROUPED: Final = re.compile(r"\(([1-9]\d{2,5})\)")
"""The same with more digits than the number of a footnote has, but perhaps two of them, ``(910)``."""
_SHORTEST: Final = len("(100)")
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
    page, of_token = located.page, located.regions.of_token
    tokens = [k for k, word in enumerate(page.words) if len(word) <= _WORD and _is_unusual(word)]
    tokens = [k for k in tokens if int(of_token[k]) in _TABLES]
    if not tokens:
        return located
    dated = {int(located.regions.line_of[k]) for k, word in enumerate(page.words) if _DATED.fullmatch(word)}
    lines = _Lines(located, page, frozenset(dated))
    found: list[_Found] = []
    for token in tokens:
        after = found[-1].last if found else -1
        if token > after and (one := lines.unusual(token)) is not None and one.first > after:
            found.append(one)
    found = [one for one in found if one.last > one.first or page.words[one.first] != one.word]
    return _joined(located, found) if found else located


def _is_unusual(word: str) -> bool:
    """Whether a word may be in an amount of another form."""
    return word in _FOR or (word[0] == "(" and len(word) >= _SHORTEST) or _FRACTION.search(word) is not None


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a page."""

    located: Located
    page: Page
    dated: frozenset[int]
    """Those that have a date with its year."""

    def unusual(self, token: int) -> _Found | None:
        """What around a token is an amount of another form, or a ratio."""
        if self.page.words[token] in _FOR:
            return self._ratio(token)
        return self._negative(token) if self.page.words[token][0] == "(" else self._amount(token)

    def _ratio(self, token: int) -> _Found | None:
        """A ratio whose middle word a token is."""
        first, last = token - 1, token + 1
        if first < 0 or not self._follows(first) or not self._follows(token) or not self._ends(last):
            return None
        word = " ".join(self.page.words[first : last + 1])
        return _Found(first, last, word) if is_ratio(word) else None

    def _negative(self, token: int) -> _Found | None:
        """A number in brackets that no word of a title or of a nature stands before or behind, nor a footnote mark."""
        word = self.page.words[token]
        match = _NEGATIVE.fullmatch(word) or _UNGROUPED.fullmatch(word)
        if match is None or not self._ends(token):
            return None
        before = self.page.words[token - 1] if token and self._follows(token - 1) else ""
        behind = self.page.words[token + 1] if self._follows(token) else ""
        if (len(before) > 1 and before[-1].isalpha()) or ("," not in match[1] and any(c in before + behind for c in "()")):
            return None
        return _Found(token, token, match[1])

    def _amount(self, token: int) -> _Found | None:
        """The longest amount that has its fraction, or the stroke of it, in a token."""
        words, last = self.page.words, token
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
        while first > 0 and last - first + 1 < _LONGEST and len(self.page.words[first - 1]) <= _WORD:
            if not self._follows(first - 1):
                if edges or not self._is_cut(first - 1):
                    break
                edges.add(first)
            first -= 1
        for at in range(first, token + 1):
            cut = {k for k in edges if k > at}
            for blank in (" ", "") if cut else ("",):
                gaps = (blank if k in cut else " " * bool(self.page.spaced[k]) for k in range(at + 1, last + 1))
                parts = zip(gaps, self.page.words[at + 1 : last + 1], strict=True)
                yield at, self.page.words[at] + "".join(gap + word for gap, word in parts), bool(cut)

    def _follows(self, token: int) -> bool:
        """Whether the next token stands just behind one, in its cell."""
        page, after = self.page, token + 1
        if after >= len(page) or any(place[token] != place[after] for place in (page.line, page.cell, page.sub)):
            return False
        if page.celled[token] or not page.spaced[after] or float(page.x0[after] - page.x1[token]) <= _GAP:
            return True
        return len(page.folded[page.end[token] : page.start[after]].replace(FILLER, "")) <= int(_GAP)  # markup has no width

    def _is_cut(self, token: int) -> bool:
        """Whether the next token stands in the cell beside that of one."""
        page, after = self.page, token + 1
        if after >= len(page) or not page.celled[token] or page.line[token] != page.line[after]:
            return False
        return bool(page.cell[token] + 1 == page.cell[after] and page.sub[token] == page.sub[after])

    def _ends(self, last: int) -> bool:
        """Whether no word follows that makes the number part of a title."""
        return not self._follows(last) or _TITLED.match(self.page.words[last + 1]) is None

    def _is_directed(self, first: int) -> bool:
        """Whether the direction stands just before: what follows it in Table I is a price."""
        if first == 0 or self.located.regions.of_token[first] != Region.TABLE1:
            return False
        return self.page.line[first - 1] == self.page.line[first] and _DIRECTION.fullmatch(self.page.words[first - 1]) is not None

    def _is_amount(self, first: int, last: int, word: str) -> bool:
        """Whether words are one amount at their place, and not two numbers or a date."""
        page, regions = self.page, self.located.regions
        if "$" in word or self._is_directed(first):
            return True
        shown = spread(page.words[first]).strip(_SPECKS)
        if first == last and (alone := _ALONE.fullmatch(shown)):
            if int(alone["above"]) >= int(alone["below"]):
                return False  # 331/2 is what is left of 3/31/2001
            # Elsewhere it may be a month and a day, but not where dates have years.
            no_date = page.words[first][0] in ONE_SIGN or int(alone["above"]) > _MONTHS or int(alone["below"]) > _DAYS
            return no_date or int(regions.line_of[first]) in self.dated
        if page.celled[first] or first == last:
            return True
        # Two numbers may stand side by side: what underlies, and its price.
        if len(word.partition(" ")[0]) > (_PRICE if regions.of_token[first] == Region.TABLE1 else _EXERCISE_PRICE):
            return self._follows(last) and _OWNED.fullmatch(page.words[last + 1]) is not None
        return True


def _joined(located: Located, found: list[_Found]) -> Located:
    """The page with each of the runs of tokens as one."""
    page = located.page
    kept = np.ones(len(page), np.bool_)
    words, end, x1 = list(page.words), page.end.copy(), page.x1.copy()
    for one in found:
        words[one.first], end[one.first], x1[one.first] = one.word, page.end[one.last], page.x1[one.last]
        kept[one.first + 1 : one.last + 1] = False
    arrays = {name: getattr(page, name)[kept] for name in ("start", "line", "cell", "sub", "celled", "spaced", "x0")}
    words = [word for word, is_kept in zip(words, kept.tolist(), strict=True) if is_kept]
    page = replace(page, words=tuple(words), end=end[kept], x1=x1[kept], **arrays)
    printed = PrintedForm(*(getattr(located.printed, f.name)[kept] for f in fields(located.printed)))
    regions = located.regions
    return Located(page, printed, Regions(regions.of_line, regions.line_of[kept], regions.of_token[kept], regions.block[kept]))
