"""Titles of securities: what other rows bear, and what makes sense."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Row, Status, Value
from extractor.form.titles import TITLES
from extractor.language.model import squeezed, word_cost
from extractor.reconcile.change import map_rows, repaired, with_value

_LEAVES: Final = ("security_title", "underlying_security_title")
_ALIKE: Final = 78.0  # likeness, of 100, of a title and the garbled reading of it
_ALIKE_ALONE: Final = 65.0  # of one without sense and the only other title
_PAIR: Final = 2
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
    if noisy:
        borne = Counter(getattr(row, attribute).value for row in filing.rows for attribute in _LEAVES)
        twice = {title for title, times in borne.items() if times > 1}
        filing = map_rows(filing, lambda rows: tuple(_unstained(row, twice) for row in rows))
    borne = Counter(v for r in filing.rows for a in _LEAVES if (v := getattr(r, a).value) is not None and makes_sense(v))
    filing = map_rows(filing, lambda rows: tuple(_unscrambled(row, borne, noisy) for row in rows))
    first = {squeezed(v): v for r in filing.non_derivative_table if (v := r.security_title.value) is not None}
    if len(first) != 1 or not noisy:
        return filing
    (title,) = first.values()
    count = Counter(squeezed(row.underlying_security_title.value or "") for row in filing.derivative_table)
    second = tuple(_as_underlies(row, title, count) for row in filing.derivative_table)
    return replace(filing, derivative_table=second)


def _as_underlies(row: Row, title: str, count: Counter[str]) -> Row:
    """The row with the one title of Table I as that of the underlying securities, if part of it is left of that.

    A known title stays if it is in one piece, or if several rows bear it. ``count``: how many do so.
    """
    value = row.underlying_security_title
    mine, theirs = squeezed(value.value or ""), squeezed(title)
    if not _LEFT * len(theirs) <= len(mine) < len(theirs) or not makes_sense(title):
        return row
    if (mine in _KNOWN and (len(value.sources) < _TWO or count[mine] > 1)) or not _is_within(mine, theirs):
        return row
    if mine in _KNOWN and theirs.startswith(mine + _PAR):
        return row  # the par value is hardly lost as a whole
    better = repaired(value, title, 0.8, "the title in Table I, of which letters are left")
    return with_value(row, "underlying_security_title", better)


def _unstained(row: Row, twice: AbstractSet[str | None]) -> Row:
    """The row with known titles where one stands among stains; what stands ``twice`` has none."""
    for attribute in _LEAVES:
        value: Value[str] = getattr(row, attribute)
        words = (value.value or "").split()
        if not _TWO <= len(words) <= _WORDS or squeezed(value.value or "") in _KNOWN or value.value in twice:
            continue
        told = [word for word in words if not _STAIN.fullmatch(word)]
        heads = (words[:n] for n in range(len(words) - 1, 1, -1) if _are_stains(words[n:]))
        title = next((t for t in map(" ".join, (told, *heads)) if squeezed(t) in _KNOWN), None)
        if title is not None:
            row = with_value(row, attribute, repaired(value, title, 0.8, "a known title among stains"))
    return row


_WORDS: Final = 24
"""Words of a title; EDGAR takes 60 characters."""
_STAIN: Final = re.compile(r"(?!-\d)[\W_]*\d{0,2}[\W_]*")
"""A sign, or a digit or two, that stands within a title."""


def _are_stains(words: Sequence[str]) -> bool:
    """Whether no title has any of some words; one alone may be a name that nobody has counted, if its glyphs are a word's."""
    glyphs = len(words) > 1 or _MIXED.fullmatch(words[0]) is not None or sum(map(str.isalpha, words[0])) <= _INITIALS
    return glyphs and all(map(_is_stain, words))


def _is_stain(word: str) -> bool:
    """Whether no title has a word: one that is unknown, or has digits within its letters."""
    if _TOLD.search(word) or (sum(map(str.isdigit, word)) > _FIGURES and not any(map(str.isalpha, word))):
        return False
    return _MIXED.fullmatch(word) is not None or not any(len(w) > 1 and _is_known(w) for w in _words(word))


_TOLD: Final = re.compile(r"401|\$\d|^-\d{1,2}$")
"""Plans, par values and the numbers of awards, which titles name: ``Stock Units -10``."""
_INITIALS: Final = 2  # letters of what is no word
_FIGURES: Final = 2  # digits of a stain; a number of a series, or its date, has more
_MIXED: Final = re.compile(r"(?=.*[^\W\d_]{2})(?:.*[^\W\d_][.,]?\d|\d+[^\W\d_]{2,}\d).*|.*[a-z][A-Z].*")
"""Letters and digits, or small letters and capitals, in an order that no word has."""


def _is_within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether the letters, or the words, stand in the whole in their order."""
    rest = iter(whole)
    return all(letter in rest for letter in part)


_PAR: Final = "par"
_LEFT: Final = 0.35  # share of the letters of a title that are left of it
_KNOWN: Final = frozenset(map(squeezed, TITLES))


_TWO: Final = 2  # words


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
        if _has_lost_par(title, other):
            return other
        if count < max(2, titles[title] + 1) or theirs == mine:
            continue
        if _differ_in_par(title, other):
            return other
        if not same_marks(title, other) or _are_others(title, other):
            continue
        cut = (
            len(mine) >= 4
            and mine not in _KNOWN
            and (theirs.startswith(mine) or theirs.endswith(mine) or _lacks_words(title, other))
            and count >= 2 * titles[title]
        )
        if cut or fuzz.ratio(mine, theirs) >= (_ALIKE if makes_sense(title) or len(titles) > _PAIR else _ALIKE_ALONE):
            return other
    return None


def _differ_in_par(one: str, other: str) -> bool:
    """Whether nothing but the par value tells two titles apart: a class of shares has one."""
    mine, theirs = (_PAR_VALUE.subn("", title) for title in (one, other))
    return mine[1] == theirs[1] == 1 and squeezed(mine[0]) == squeezed(theirs[0])


def _has_lost_par(title: str, other: str) -> bool:
    """Whether a title lacks but the last digit of its par value, of which nothing but noughts is left: ``par value $0.00``."""
    mine = _NOUGHTS.search(title)
    return mine is not None and other.startswith(title) and _LAST.fullmatch(other[len(title) :]) is not None


_LAST: Final = re.compile(r"0*[1-9](?: per share)?")
_NOUGHTS: Final = re.compile(r"\bpar value[.,:]? (?:of )?\$?0?\.0+$")
_PAR_VALUE: Final = re.compile(
    r"\$? ?\b[0OQ]?[., ]{0,2}[0OQ]\w{1,5}(?= par\b)"
    r"|(?<=\bvalue)[:,.]? (?:of )?\$? ?[0OQ]?[., ]{0,2}[0OQ](?:\w{0,4} [1-9]|\w{1,5})\b"
)
"""An amount of money of noughts and a glyph, before or behind the words for it."""


def _lacks_words(title: str, other: str) -> bool:
    """Whether a title is another one without some of the words between its first and its last."""
    mine, theirs = ([w.lower() for w in _words(t)] for t in (title, other))
    if len(mine) < _TWO or len(theirs) <= len(mine):
        return False
    return mine[0] == theirs[0] and mine[-1] == theirs[-1] and _is_within(mine, theirs)


def _are_others(one: str, other: str) -> bool:
    """Whether known words stand in one title where other known ones, nothing like them, stand in the other."""
    mine, theirs = ([w.lower() for w in _words(title)] for title in (one, other))
    if not makes_sense(one):
        return False
    if len(mine) == len(theirs):
        return any(fuzz.ratio(a, b) < _UNLIKE for a, b in zip(mine, theirs, strict=True))
    ours, their_own = (" ".join(w for w in a if w not in b) for a, b in ((mine, theirs), (theirs, mine)))
    if mine[: len(theirs)] == theirs:
        return len(ours) > _INITIALS  # it has a word more, which is no stain
    return ours != "" != their_own and fuzz.ratio(ours, their_own) < _UNLIKE


_UNLIKE: Final = 50.0  # likeness, of 100, of words of which one is no misreading of the other


def same_marks(one: str, other: str) -> bool:
    """Whether no letter or number tells the titles apart, as in Class A and Class B, Series 1 and Series 2."""

    def marks(text: str) -> list[str]:
        words = (w.strip(".") for w in re.findall(r"[0-9A-Za-z.]+", text))
        return [w for w in words if w and (len(w) == 1 or w[0].isdigit() or w in ("II", "III", "IV"))]

    mine, theirs = marks(one), marks(other)
    return not mine or mine == theirs


def makes_sense(title: str) -> bool:
    """Whether all words of a title are such as stand in titles."""
    return all(map(_is_known, _words(title)))


def _words(title: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", title)


def _is_known(word: str) -> bool:
    return len(word) < 2 or word_cost(word.lower(), "title") < _STRANGE


_STRANGE: Final = 13.0  # cost, in nats, from which on a word is none of a title's


def _unscrambled(row: Row, borne: Counter[str], noisy: bool) -> Row:
    """Letters of several printed lines mixed up in cut cells: the title whose letters they are, if there is just one."""
    for attribute in _LEAVES:
        value: Value[str] = getattr(row, attribute)
        if value.value is None or _legible(value, noisy) or makes_sense(value.value):
            continue
        best, reason = _by_letters(value.value, borne), "the letters of this title, out of their order"
        if best is None:
            best, reason = _nearest(value.value, borne, noisy), "the title that is the nearest to these letters"
        if best is not None:
            sure = 0.85 if best in borne else 0.75
            row = with_value(row, attribute, repaired(value, best, sure, reason))
    return row


def _nearest(title: str, borne: Counter[str], noisy: bool) -> str | None:
    """The title of the same class that has the fewest other letters, if these are few and it is just one.

    On a noisy page they may be more, if each word is like the title's and all other titles are farther.
    """
    mine, marks = squeezed(title), _class(title)
    if len(mine) < _LONG:
        return None
    scores: dict[str, tuple[int, str]] = {}
    for other in (*borne, *TITLES):
        if _class(other) == marks:
            theirs = squeezed(other)
            scores.setdefault(theirs, (Levenshtein.distance(mine, theirs, score_cutoff=len(mine)), other))
    ranked = sorted(scores.values())
    if not ranked or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    distance, best = ranked[0]
    if any(_is_noun(word) and not any(_is_like(word, other) for other in best.lower().split()) for word in title.lower().split()):
        return None
    alone = len(ranked) < _TWO or ranked[1][0] > distance + 1
    words, its_own = title.lower().split(), best.lower().split()
    far = noisy and alone and len(words) == len(its_own) and all(map(_is_like, words, its_own))
    return best if distance <= len(mine) * (_MORE_LETTERS if far else _OTHER_LETTERS) else None


def _is_noun(word: str) -> bool:
    """Whether a word is legible that no other is read as: one of several letters that titles often have."""
    return len(word) >= _LETTERS_OF_WORD and word.isalpha() and word_cost(word, "title") < _OFTEN


_LETTERS_OF_WORD: Final = 5  # at the least; shorter words are like each other
_OFTEN: Final = 7.0  # cost of a word of titles that is seen again and again


def _is_like(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= _UNLIKE


_LONG: Final = 8  # letters
_OTHER_LETTERS, _MORE_LETTERS = 0.25, 0.4
"""Shares of letters that are misread, lost or added."""


def _class(title: str) -> list[str]:
    """The letters and numbers that tell classes and series apart."""
    return re.findall(r"(?<![\w.])[A-Z](?!\w)|\d+", title)


_LETTER: Final = re.compile(r"(?<![\w.])[A-Z](?![\w:])")
"""The letter of a class, which is not a letter cut from its word."""


def _by_letters(title: str, borne: Counter[str]) -> str | None:
    mine = Counter(squeezed(title))
    total = mine.total()
    if total < 5:
        return None
    scores: dict[str, tuple[float, str]] = {}
    classes = set(_LETTER.findall(title))
    for other in (*borne, *TITLES):
        if classes and not classes.issuperset(_LETTER.findall(other)):
            continue  # of another class
        theirs = Counter(squeezed(other))
        score = (mine & theirs).total() / max(total, theirs.total()) + (_AHEAD if other in borne else 0.0)
        key = squeezed(other)
        if key not in scores or score > scores[key][0]:
            scores[key] = (score, other)
    ranked = sorted(scores.values(), reverse=True)
    ahead = len(ranked) < 2 or ranked[0][0] >= ranked[1][0] + _AHEAD
    return ranked[0][1] if ranked and ranked[0][0] >= _LETTERS and ahead else None
