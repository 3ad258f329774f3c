"""The issuer's name and the address 'care of' it are two readings of one name: what is lost in one stands in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import product
from math import inf
from typing import Final

from rapidfuzz import fuzz

from extractor.filing import Filing, ReportingOwner, Value
from extractor.form.care_of import care_of_end
from extractor.form.companies import LEGAL_FORMS
from extractor.form.streets import ROOM
from extractor.language.model import squeezed, word_cost
from extractor.reconcile.change import repaired

_AND: Final = "&"
_SHORT: Final = 3  # glyphs of what may stand behind the legal form, as a state in strokes
_ALIKE: Final = 80.0  # likeness, of 100, of two readings of one name
_CUT: Final = 0.55  # least share of a name that is left of it where letters are only lost
_LEAST: Final = 5  # letters of a name
_LONGEST: Final = 60
_BLOCKS: Final = 4  # places at which the readings differ
_WAYS: Final = 100  # of choosing at all of them
_SPANNED: Final = 4  # cut pieces that may be one word
_DROPPED: Final = 2.0  # cost of a letter that one reading has and the name has not: letters are lost more often than added
_PARTED: Final = 0.5  # cost of each word
_UNLIKE_SYMBOL: Final = 6.0  # cost of a name that has not the letters of its trading symbol
_MARGIN: Final = 1.5  # by how much the mended name must be cheaper
_SURE: Final = 0.85
_ADDRESS, _BOX = "as the address care of the issuer has it", "as the issuer's name has it"
_PROSE: Final = "as a footnote or the remarks have it"
_DEFINED: Final = re.compile(r"[(@]\s?\w?he\W{1,4}(?:\w?ssuer|Compan)")
"""What stands behind a name that prose calls so from there on, noise or not: ``Zorblat, Inc. (the "Company")``."""
_WORDS, _BEFORE = 9, 150  # of a name, and glyphs among which they stand


@dataclass(frozen=True, slots=True)
class _Name:
    """A name without the words of its legal form: its letters and digits, small, and where words begin among them."""

    letters: str
    begins: frozenset[int]
    ending: str
    """The words of the legal form and what stands behind them, as they stand."""
    comma: bool = False
    """Whether one stands before them."""

    def until(self, length: int) -> _Name:
        """The name without all behind so many letters."""
        return replace(self, letters=self.letters[:length], begins=frozenset(k for k in self.begins if k < length))


def _name_of(text: str) -> _Name:
    words = [w for w in text.replace(_AND, f" {_AND} ").split() if any(c.isalnum() for c in w) or w == _AND]
    forms = [k for k, w in enumerate(words) if k and re.sub(r"\W", "", w).lower() in LEGAL_FORMS]
    at = next((k for k in reversed(forms) if all(len(w) <= _SHORT for w in words[k + 1 :])), len(words))
    of_form = set(forms)
    while at - 1 in of_form or (at > 1 and words[at - 1] == _AND):
        at -= 1
    words, ending = words[:at], words[at:]
    ending = [w for k, w in enumerate(ending) if not k or w != ending[k - 1]]
    letters, begins = "", set()
    for word in words:
        begins.add(len(letters))
        letters += _AND if word.lower() == "and" else re.sub(r"[^0-9a-z&]", "", word.lower())
    return _Name(letters, frozenset(begins), " ".join(ending), bool(ending) and words[-1].endswith(","))


def repair_issuer_names(filing: Filing) -> Filing:
    """The issuer's name and the addresses care of it, each with what the other tells of it."""
    symbol = filing.issuer.issuer_trading_symbol.value or ""
    noisy = filing.source.is_noisy
    name = _by_prose(filing, symbol) if noisy else filing.issuer.issuer_name
    owners: list[ReportingOwner] = []
    for owner in filing.reporting_owners:
        street = owner.rpt_owner_street1
        begins = _name_begins(street.value or "", name.value or "", noisy)
        if begins is None or street.value is None or name.value is None:
            owners.append(owner)
            continue
        inner = street.value[begins:]
        text = name.value or ""
        mended = _mended(text, inner, symbol)
        if mended is None or _shortens(mended, name):
            owners.append(owner)
            continue
        reading = _shown(mended, inner, text, "AND" if re.search(r"\band\b", inner, re.I) else _AND)
        name = _with(name, _shown(mended, text, inner, _AND), _ADDRESS)
        line = street.value[:begins] + reading
        fits = bool(begins) and len(line) <= max(ROOM, len(street.value))
        owners.append(replace(owner, rpt_owner_street1=_with(street, line, _BOX)) if fits else owner)
    return replace(filing, issuer=replace(filing.issuer, issuer_name=name), reporting_owners=tuple(owners))


def _name_begins(street: str, name: str, noisy: bool) -> int | None:
    """Where the issuer's name begins in the first line of a street: behind C/O, or with the line that is but a name alike."""
    if end := care_of_end(street, before_name=noisy):
        return end
    letters, whole = squeezed(street), squeezed(name)
    if not noisy or not _name_of(street).ending or letters[:_LEAST] not in whole[: _LEAST + _PARTS]:
        return None  # what stands before the name may be C/O
    return 0 if fuzz.ratio(letters, whole) >= _ALONE else None


_ALONE: Final = 88.0  # likeness, of 100, of the issuer's name and a line with a legal form


def _by_prose(filing: Filing, symbol: str) -> Value[str]:
    """The issuer's name with what a footnote or the remarks tell of it where they say how they call it.

    Of 430 such names in electronic filings 425 are the issuer's.
    """
    name = filing.issuer.issuer_name
    text = name.value
    prose = (*(note.text.value for note in filing.footnotes), filing.remarks.value)
    found = next((t[max(0, match.start() - _BEFORE) : match.start()] for t in prose if t and (match := _DEFINED.search(t))), None)
    words = found.split() if found else []
    if text is None or not words:
        return name
    letters = squeezed(text)
    tails = [" ".join(words[k:]) for k in range(max(0, len(words) - _WORDS), len(words))]
    inner = max(tails, key=lambda tail: fuzz.ratio(squeezed(tail), letters))
    mended = _mended(text, inner, symbol)
    if mended is None or _shortens(mended, name):
        return name
    return _with(name, _shown(mended, text, inner, _AND), _PROSE)


def _shortens(words: Sequence[str], name: Value[str]) -> bool:
    """Whether words leave out a whole part of a name that stands in one piece: letters are misread there, not added."""
    return len(name.sources) == 1 and len(_name_of(name.value or "").letters) - len("".join(words)) >= _PARTS


_PARTS: Final = 2  # letters


def _with(value: Value[str], text: str, reason: str) -> Value[str]:
    if squeezed(text) == squeezed(value.value or ""):
        return value
    return repaired(value, text, min(_SURE, max(0.6, value.confidence)), reason)


def _mended(one: str, other: str, symbol: str) -> list[str] | None:
    """The words, small, of the name that both are readings of; none where they are of two names, or say the same."""
    first, second = _same_length(_name_of(one), _name_of(other))
    if first.letters == second.letters or not _alike(first.letters, second.letters):
        return None
    best, words = inf, None
    plain = {name.letters: _sense(name.letters, name.begins, symbol)[0] for name in (first, second)}
    for letters, begins, dropped in _between(first, second):
        cost, found = _sense(letters, begins, symbol)
        if cost + dropped < best:
            best, words = cost + dropped, found
    rest = [cost for text, cost in plain.items() if text != "".join(words or ())]
    return words if best + _MARGIN < min(rest, default=inf) else None


def _same_length(first: _Name, second: _Name) -> tuple[_Name, _Name]:
    """Two readings without whole words that only one of them has at its end."""
    blocks = SequenceMatcher(None, first.letters, second.letters, autojunk=False).get_opcodes()
    if not blocks:
        return first, second
    tag, a, _, c, _ = blocks[-1]
    # A legal form may be glued to the word before it.
    if tag == "delete" and (a in first.begins or first.letters[a:] in LEGAL_FORMS):
        return first.until(a), second
    if tag == "insert" and (c in second.begins or second.letters[c:] in LEGAL_FORMS):
        return first, second.until(c)
    return first, second


def _alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _LEAST or len(long) > _LONGEST:
        return False
    if fuzz.ratio(one, other) >= _ALIKE:
        return True
    rest = iter(long)
    return len(short) >= _CUT * len(long) and all(c in rest for c in short)


def _between(first: _Name, second: _Name) -> Iterator[tuple[str, frozenset[int], float]]:
    """What may stand behind both readings: at each place where they differ the one, the other, or both in a row.

    Each with the places at which its words may begin, and the cost of the letters of either reading that it has not.
    """
    blocks = SequenceMatcher(None, first.letters, second.letters, autojunk=False).get_opcodes()
    choices: list[list[tuple[str, frozenset[int], float]]] = []
    for tag, a, b, c, d in blocks:
        one = (first.letters[a:b], frozenset(k - a for k in first.begins if a <= k < b))
        two = (second.letters[c:d], frozenset(k - c for k in second.begins if c <= k < d))
        if tag == "equal":
            choices.append([(one[0], one[1] | two[1], 0.0)])
            continue
        found = [(*one, _DROPPED * max(0, len(two[0]) - len(one[0]))), (*two, _DROPPED * max(0, len(one[0]) - len(two[0])))]
        if one[0] and two[0]:
            found += [(x[0] + y[0], x[1] | frozenset(len(x[0]) + k for k in y[1]), 0.0) for x, y in ((one, two), (two, one))]
        choices.append(found)
    ways = 1
    for found in choices:
        ways *= len(found)
    if sum(len(found) > 1 for found in choices) > _BLOCKS or ways > _WAYS:
        return
    for way in product(*choices):
        letters, begins, dropped = "", set[int](), 0.0
        for part, starts, cost in way:
            begins |= {len(letters) + k for k in starts}
            letters, dropped = letters + part, dropped + cost
        yield letters, frozenset(begins), dropped


def _sense(letters: str, begins: frozenset[int], symbol: str) -> tuple[float, list[str]]:
    """The cheapest words of a row of letters, with what they cost as a company's name."""
    at = sorted({0, len(letters), *begins})
    best: list[tuple[float, list[str]]] = [(0.0, [])]
    for k in range(1, len(at)):
        ways = [(best[j], letters[at[j] : at[k]]) for j in range(max(0, k - _SPANNED), k)]
        best.append(min((cost + _PARTED + _cost(word), [*words, word]) for (cost, words), word in ways))
    cost, words = best[-1]
    rest = iter(letters)
    unlike = len(symbol) > 1 and not all(c in rest for c in re.sub(r"[^a-z]", "", symbol.lower()))
    return cost + (_UNLIKE_SYMBOL if unlike else 0.0), words


def _cost(word: str) -> float:
    plain = re.sub(r"[^a-z]", "", word)
    return word_cost(plain, "company") if plain else 0.0


def _shown(words: Sequence[str], like: str, other: str, and_: str) -> str:
    """Words as the reading they mend is printed, with what that alone has behind them."""
    large = like.isupper()
    shown = [and_ if w == _AND else w.upper() if large else w.capitalize() for w in words]
    whole, common = _name_of(like), _same_length(_name_of(like), _name_of(other))[0]
    tail = whole.letters[len(common.letters) :]
    if whole.comma and not tail:
        shown[-1] += ","
    behind = [tail.upper() if large else tail.capitalize(), whole.ending]
    return " ".join([*shown, *(w for w in behind if w)])
