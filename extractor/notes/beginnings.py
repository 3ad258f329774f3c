"""What the lines of footnotes begin with: a number, or what an engine made of one, or neither."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from extractor.dialects.page import Page
from extractor.form.lookalikes import TO_DIGITS
from extractor.form.prose import JOINING
from extractor.language.model import sentence_cost, sentence_words, vocabulary, word_share
from extractor.notes.endings import DATED, SPECK, ends_sentence
from extractor.readings.page_words import page_words

_BEFORE: Final = r"(?:[^\w(\[]|_){0,3}[(\[]?\s?"
"""Specks."""
_STARTS: Final = (
    (re.compile(_BEFORE + r"(\d{1,2})\s?(?P<mark>[)\]}][.,]?|[.,:;_]|-(?=[A-Z](?:[a-z]| [a-z])))(?!\d)"), -3.0),
    (re.compile(_BEFORE + r"([0-9lIiOoSB]{1,2})\s?(?P<mark>[)\]}][.,]?|[.,:;])(?!\d)"), -1.5),
    (re.compile(_BEFORE + r"(\d{1,2})(?P<mark>[*'\"\u00b0]?\s{1,4}|[*'\"\u00b0](?=[A-Z][a-z]))(?=[-\"'\u201c]?[A-Z])"), -1.0),
    (re.compile(r"\(?(\d{1,2})(?P<mark>)(?=[A-Z][A-Za-z])"), -1.0),
    (re.compile(_BEFORE + r"(\d)\s?(?P<mark>[)\].,:])(?=\d\s?-?\s?(?i:for))"), -3.0),
    (re.compile(_BEFORE + r"(\d{1,2})(?P<mark>\s{1,4})(?=[a-z])"), 0.0),
)
"""How a footnote's number stands before it, and what each costs; below nothing, since lines that look so mostly are so."""
_SIGN: Final = re.compile(
    r"((?:[^\w(\[]\s)?(?:\(?[^\sA-Za-z0-9]{1,2}\)?|\(?[A-Za-z0][.,)]|\([^\s()]{1,2}\)|[a-z]{1,2}|[QL]|\([A-Za-z]y|[GQSZ]y)"
    r"(?=\s+[\"\u201c]?(?:[A-Z](?:[a-z]|\s[a-z])|l[fmnst])|\s+[1Il]\s?-\s?[Ff]or)"
    r"|\(?[^\s()]{0,2}\){1,2}(?=\s+(?:[A-Z]{2}|[A-Z][a-z]|[1Il]\s?-\s?[Ff]or)))\s+"
)
_SURELY: Final = re.compile(r".*\)|[@\u00a9\u00ae]|0\.|\([A-Za-z]y|[GQSZ]y")
"""Signs that stand before a capital in the place of a number and are hardly anything else."""
_RAISED: Final = re.compile(
    r"([@\u00a9\u00ae\u00b0?]|\(?\){1,2}|\([^\s()]{1,2}\)|\(?\d\)?|[^\s()]{1,3}\)|[({\[]?[^\s()]{1,2}(?=\s*$))(?:\s|$)"
)
"""What a number in brackets beside the middle of a footnote is misread as."""
_GLYPHS: Final = "@\u00a9\u00ae&"
"""Signs that stand for the digit of such a number itself."""
_WITHIN: Final = re.compile(r"(?:\(\d{1,2}\)|\d{1,2}(?:[.,:;)]+|\s[._]))\s?[A-Z]")
MISREAD: Final = 0.5  # cost of a sign taken for a number
_UNSTOPPED, SMALL = 1.6, 0.8  # costs of a footnote that begins behind no full stop, and of one that begins with a small letter
_UNSTOPPED_SHORT: Final = 0.5  # of one that begins behind no full stop, but where the line before has room
_OPENING: Final = 0.5  # share of what the first word says
_IGNORED: Final = 1.0  # of a number at the beginning of a line that is none of a footnote
_SURE_IGNORED, _SIGN_IGNORED = 1.5, 0.6  # of a sign there that is hardly anything else, and of another behind a full stop
_ALONE: Final = 2  # tokens of a number on a line of its own


@dataclass(frozen=True, slots=True)
class Seen:
    """What a line begins with: a number (0: a sign in the place of one), what it costs, and what stands behind it."""

    number: int
    cost: float
    rest: list[int]
    marked: bool
    bracketed: bool
    closed: bool = False
    """Whether a bracket closes behind it, which no sentence begins with."""
    glyph: bool = False
    """Whether it is a glyph that raised digits are read as, and no mere speck."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or what follows a number within one: its tokens, what it begins with, and how it stands behind the one before."""

    tokens: list[int]
    seen: Seen | None
    sign: Seen | None
    raised: Seen | None
    within: bool
    stopped: bool
    capital: bool
    ended: bool = False
    """Whether the line before had room for its first word, and so has ended what stands there."""
    opening: float = 0.0
    """How much likelier its first word begins a footnote than it goes on with one, as a logarithm; nought of an unknown word."""
    first: bool = False
    """Whether it is the first line below the heading."""
    blot: bool = False
    """Whether it is a glyph or two alone, a stain perhaps."""

    @property
    def parted(self) -> bool:
        """Whether what stands before has an end: a full stop, or room behind it."""
        return self.stopped or self.ended

    @property
    def apart(self) -> float:
        """What it costs that a footnote begins here."""
        unstopped = 0.0 if self.stopped else _UNSTOPPED_SHORT if self.ended else _UNSTOPPED
        return unstopped + SMALL * (not self.capital) - self.opens

    @property
    def opens(self) -> float:
        """How much less it costs for its first word."""
        return _OPENING * self.opening

    @property
    def bracketed(self) -> bool:
        """Whether it begins with a number in brackets, or is but the rest of one."""
        alone = self.raised is not None and not self.raised.rest and len(self.tokens) <= _ALONE
        return alone or (self.seen is not None and self.seen.bracketed)

    @property
    def ignored(self) -> float:
        """What it costs that its number is none of a footnote."""
        if self.sign is not None and not self.within:
            if self.sign.bracketed:
                return _SURE_IGNORED
            if self.sign.glyph and self.parted and self.capital:
                return _SIGN_IGNORED
        told = self.seen is not None and self.seen.marked and (self.seen.closed or self.parted)
        return _IGNORED if told and not self.within else 0.0


def first_number(page: Page, tokens: list[int]) -> bool:
    """Whether a line begins the first footnote: prose with the number 1 before it."""
    seen = _seen(page, tokens)
    return seen is not None and seen.number == 1 and seen.marked and len(seen.rest) >= PROSE and _capital(page, seen.rest)


PROSE: Final = 4  # words


def cut_before(page: Page, tokens: list[int], number: int) -> int:
    """Where a footnote of that number begins within a line, or nought."""
    return next((k for k in _numerals(page, tokens) if _within(page, tokens, k) == number), 0)


def _numerals(page: Page, tokens: list[int]) -> list[int]:
    """Which words within a line begin with a figure or a bracket, as numbers do; most do not."""
    firsts = [page.words[t][0] for t in tokens[1:-1]]
    return [k for k, first in enumerate(firsts, 1) if first == "(" or first.isdecimal()]


def lines_of(page: Page, run: Sequence[list[int]]) -> Iterator[Line]:
    """Lines, parted before the numbers of footnotes within them, with what they begin with."""
    stopped, noisy = True, page_words(page).noise > 0  # without noise no number is lost
    before_it: list[int] = []
    widths = [int(page.end[tokens[-1]] - page.start[tokens[0]]) for tokens in run]
    room = _ROOM * max(widths, default=0)
    before = room
    for tokens, width in zip(run, widths, strict=True):
        ended = len(tokens) >= PROSE and before + 1 + len(page.words[tokens[0]]) < room
        above, before = before, width
        cuts = [k for k in _numerals(page, tokens) if _within(page, tokens, k)]
        for start, stop in zip([0, *cuts], [*cuts, len(tokens)], strict=True):
            part = tokens[start:stop]
            seen = _seen(page, part)
            if seen is not None and not (stopped or start) and _goes_on(page, before_it, seen):
                seen = None  # ``on July`` | ``2, 2003``
            sign = _sign(page, part, _SIGN) if seen is None else None
            raised = _sign(page, part, _RAISED)
            behind = next((found.rest for found in (seen, sign, raised) if found is not None and found.rest), part)
            opening = _opening(page, before_it if not stopped else [], behind) if noisy else 0.0
            blot = len(part) == 1 and len(page.words[part[0]]) <= _BLOT
            capital = _capital(page, behind)
            yield Line(part, seen, sign, raised, start > 0, stopped, capital, ended and not start, opening, blot=blot)
            before_it = before_it if blot else part
            if seen is not None and not seen.rest:
                stopped, before = False, room  # what follows belongs to the number
            elif blot or (raised is not None and not raised.rest and len(part) <= _ALONE):
                before = above  # it ends nothing
            else:
                stopped = ends_sentence(page, part)


_ROOM: Final = 0.8
"""Share of the longest line that another has at the least if words go on in the next: characters differ in width."""
_BLOT: Final = 2
"""Characters of a word on a line of its own that is none."""


def _goes_on(page: Page, before: Sequence[int], seen: Seen) -> bool:
    """Whether a line ends with a word that goes on with a number, and what stands behind that is no beginning."""
    if not before or not seen.rest or seen.closed:
        return False
    behind = page.words[seen.rest[0]][0]
    if not (behind.isdecimal() or (behind.islower() and not seen.marked)):
        return False
    return page.words[before[-1]].lower() in _GOES_ON


def _within(page: Page, tokens: list[int], k: int) -> int:
    """The number of a footnote that may begin within a line: ``. 3. Vests``, ``.(3) Vests`` or ``. 3.Vests``; else nought.

    Where the full stop before it is lost, or what stands behind the number, a word must follow that footnotes begin with.
    """
    word = page.words[tokens[k]]
    digits = re.match(r"\(?(\d{1,2})", word)
    if digits is None:
        return 0
    behind = " ".join(page.words[t] for t in tokens[k : k + 3])
    marked = _WITHIN.match(behind) is not None
    if not marked and not _BARE.match(behind):
        return 0
    between = page.words[tokens[k - 1]]
    before = k - 2 if k > 1 and (SPECK.fullmatch(between) or between == word) else k - 1
    last = page.words[tokens[before]]
    stopped = last[-1] in ".)" or DATED.fullmatch(last) is not None
    if not stopped and (last.lower() in _GOES_ON or not (_ENDED if not marked else _ENDED_SO).fullmatch(last)):
        return 0
    sure = marked and stopped
    return int(digits[1]) if sure or _opening(page, [] if stopped else [tokens[before]], tokens[k + 1 :]) > _OPENS else 0


_BARE: Final = re.compile(r"\d{1,2} [\"']?[A-Z]")
_ENDED, _ENDED_SO = re.compile(r"[A-Za-z]{2,}\W?"), re.compile(r"\w*[A-Za-z]\w*\W?|\w{3,}[^\w,]")
"""A last word of a footnote behind which the full stop is lost, and one of those before a number with a sign behind it."""
_GOES_ON: Final = JOINING | {
    *("note", "notes", "footnote", "footnotes", "form", "forms", "rule", "section", "series", "class", "item", "table", "column"),
    *(
        "tranche",
        "page",
        "part",
        "number",
        "phase",
        "article",
        "schedule",
        "exhibit",
        "instruction",
        "level",
        "tier",
        "or",
        "than",
    ),
    *("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"),
}
"""Words that go on with a number, or with more words."""
_OPENS: Final = 0.5  # nats by which a word must begin footnotes sooner than go on with the line before


def _capital(page: Page, tokens: list[int]) -> bool:
    return bool(tokens) and _BEGUN.match(page.words[tokens[0]]) is not None


def _opening(page: Page, before: list[int], tokens: list[int]) -> float:
    """How much likelier the first word begins a footnote than it goes on with one, behind the last word of the line before."""
    words = sentence_words(page.words[tokens[0]][:_LONGEST_WORD]) if tokens else []
    if not words or words[0] not in vocabulary():
        return 0.0
    last = next((w[-1] for t in reversed(before[-_LAST:]) if (w := sentence_words(page.words[t][:_LONGEST_WORD]))), "")
    told = sentence_cost(last, words[0]) - sentence_cost("<", words[0])
    return max(min(told, _SAYS), -_SAYS if last else 0.0)


_LAST: Final = 4  # tokens at the end of a line among which its last word is
_SAYS: Final = 3.0  # what one word says at the most
_LONGEST_WORD: Final = 60  # letters
_BEGUN: Final = re.compile(r"\W*(?:[^\Wa-z]|l[fmnst])|\W+$")
"""How a sentence begins: with no small letter, but for a capital I read as one, behind which no word has these letters."""
_FIRST: Final = 14  # tokens, and characters, of a line that tell whether a number stands there


def _beginning(page: Page, tokens: list[int]) -> tuple[int, str]:
    """Where a line begins, and its first characters."""
    start = end = int(page.start[tokens[0]])
    for token in tokens[:_FIRST]:  # what the line goes on with may stand elsewhere in the text
        if page.start[token] < end:
            break
        end = int(page.end[token])
    return start, page.folded[start : min(start + _FIRST, end)] + " "


def _seen(page: Page, tokens: list[int]) -> Seen | None:
    start, text = _beginning(page, tokens)
    for pattern, cost in _STARTS:
        match = pattern.match(text)
        digits = match[1].translate(TO_DIGITS) if match else ""
        if match and digits.isdigit() and int(digits):
            rest = _once(page, tokens, _behind(page, tokens, start, start + match.end(1) + len(match["mark"])), int(digits))
            closed = match["mark"][:1] in (")", "]", "}")
            bracketed = (page.words[tokens[0]][0] in "([{" or not rest) and closed
            return Seen(int(digits), cost, rest, bool(match["mark"].strip()), bracketed, closed)
    return None


def _sign(page: Page, tokens: list[int], pattern: re.Pattern[str]) -> Seen | None:
    start, text = _beginning(page, tokens)
    match = pattern.match(text)
    if match is None or (len(match[1]) == _A_WORD and word_share(match[1][:-1].lower(), "prose")):
        return None
    rest = _once(page, tokens, _behind(page, tokens, start, start + match.end(1)))
    surely, glyph = _SURELY.fullmatch(match[1]) is not None, any(c.isalnum() or c in _GLYPHS for c in match[1].strip("()"))
    return Seen(0, MISREAD, rest, marked=False, bracketed=surely, glyph=glyph)


def _behind(page: Page, tokens: list[int], start: int, stop: int) -> list[int]:
    """The tokens but those that stand within a part of the text."""
    return [t for t in tokens if not start <= page.start[t] < page.end[t] <= stop]


def _once(page: Page, tokens: list[int], rest: list[int], number: int = 0) -> list[int]:
    """What stands behind a number, or behind a sign for one, without the same once more on a line of its own: ``i) 1``."""
    again = _BARE_NUMBER.fullmatch(page.words[rest[0]]) if len(tokens) == _ALONE and len(rest) == 1 else None
    return [] if again and number in (0, int(again[1])) else rest


_A_WORD: Final = 4  # glyphs of three letters and a bracket, which may be a word
_BARE_NUMBER: Final = re.compile(r"[^\w$]?(\d{1,2})[^\w%]?")
