"""The issuer's name and symbol by the SEC's list of registrants: what was misread of the one, the other and the list tell.

A company that is not in the list stays as it was read, and so does one that is like a registrant in name only as far as
words go that are words themselves: companies of similar names are many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Value
from extractor.form.places import states
from extractor.form.registrants import (
    Likeness,
    Registrant,
    folded,
    keys_of,
    letters_in,
    like,
    suffix_of,
    symbols_in,
    with_symbol,
    words_of,
)
from extractor.language.model import squeezed, vocabulary
from extractor.reconcile.change import repaired

_SURE: Final = 0.9
_SHORT, _LETTERS_EACH, _MOST = 5, 6, 4  # letters of a name of which one may differ; one more for so many; at most so many
_NUMBER: Final = re.compile(r"[ivx]+|\d+")
_LONG: Final = 8  # letters of a name that few others are like
_PART, _MOSTLY = 0.6, 0.75  # likeness of a name that its exact symbol is enough for; of one with a word of its own
_NAMED: Final = "the SEC's list of registrants has this name"
_COUPLED: Final = "the SEC's list of registrants has this symbol with the issuer's name"


def repair_by_registrants(filing: Filing) -> Filing:
    """The filing with its issuer's name and symbol as the list has them, where they are misread."""
    name, symbol = filing.issuer.issuer_name, filing.issuer.issuer_trading_symbol
    if name.value is None:
        return filing
    read = (symbol.value or "").upper()
    found = _registrant(name.value, read)
    if found is None:
        return filing
    clean = not filing.source.is_noisy
    coupled = symbol if symbol.value is None else _coupled(symbol, read, found, clean)
    return replace(filing, issuer=replace(filing.issuer, issuer_name=_named(name, found), issuer_trading_symbol=coupled))


def _registrant(name: str, symbol: str) -> Likeness | None:
    """The one registrant that a name and a symbol are readings of."""
    letters = len(squeezed(name))
    if letters < _SHORT:
        return None
    near = like(name, min(_MOST, 1 + letters // _LETTERS_EACH))
    near += tuple(x for x in _by_symbol(name, symbol) if all(x.registrant is not y.registrant for y in near))
    told = [(x, _likeness(symbol, x.registrant)) for x in near]
    fit = [(x.distance - agrees, x) for x, agrees in told if x.distance <= _allowed(x, agrees, name, symbol)]
    if not fit:
        return None
    least = min(cost for cost, _ in fit)
    best = [x for cost, x in fit if cost == least]
    return best[0] if len({tuple(words_of(x.registrant.name)[0]) for x in best}) == 1 else None


def _by_symbol(name: str, symbol: str) -> Iterable[Likeness]:
    """The registrants with exactly this symbol, if their name is at all like the one that was read."""
    for registrant in dict.fromkeys(r for part in symbols_in(symbol) for r in with_symbol(part)):
        for read, letters in zip(keys_of(name), keys_of(registrant.name), strict=True):
            alike = Levenshtein.normalized_similarity(read, letters) >= _PART
            if alike or _holds(name, registrant):
                yield Likeness(registrant, Levenshtein.distance(read, letters), len(letters))
                break


def _likeness(symbol: str, registrant: Registrant) -> int:
    """2: the registrant has the symbol; 1: one like it; 0: none such, or there is none to compare."""
    if not set(registrant.symbols).isdisjoint(symbols_in(symbol)):
        return 2
    return int(_nearest(letters_in(symbol), registrant) is not None)


def _nearest(symbol: str, registrant: Registrant) -> str | None:
    """The registrant's symbol that a reading is like: a letter or two misread, lost or added."""

    def distance(other: str) -> int:
        return Levenshtein.distance(folded(symbol.lower()), folded(other.lower()))

    if not symbol:
        return None
    best = min(registrant.symbols, key=lambda s: (distance(s), not _is_of_name(s, registrant), len(s)))
    short, long = sorted((symbol, best), key=len)
    within = len(short) > 1 and short in long and len(long) - len(short) <= min(2, len(short))
    return best if within or distance(best) <= min(2, len(short) // 2) else None


def _allowed(found: Likeness, agrees: int, name: str, symbol: str) -> int:
    """How many letters may differ."""
    if not found.distance or _is_another(name, found.registrant):
        return 0
    if agrees < 2 and _is_confirmed(name, symbol, found.registrant):
        return 0
    if agrees == 2:
        if _holds(name, found.registrant):
            return found.distance
        least = min(found.letters, len(squeezed(name)))
        return int((1 - (_PART if not _is_other(name, found.registrant) else _MOSTLY)) * least) if least >= _LONG else 1
    if _is_sensible(name, found.registrant) or _half_differs(name, found.registrant):
        return 0
    if agrees == 1:
        return min(_MOST, 1 + found.letters // _LETTERS_EACH)
    return found.letters // (2 * _LETTERS_EACH) if found.letters >= _LONG else 0


def _is_confirmed(name: str, symbol: str, registrant: Registrant) -> bool:
    """Whether the name begins with the symbol and the registrant's does not: two readings do not go wrong in the same way."""
    letters = squeezed(symbol)
    return len(letters) >= _HELD and squeezed(name).startswith(letters) and not squeezed(registrant.name).startswith(letters)


def _is_sensible(name: str, registrant: Registrant) -> bool:
    """Whether the words that the registrant has not are words all the same."""
    theirs = {w for part in words_of(registrant.name) for w in part}
    mine = [w for part in words_of(name) for w in part]
    return all(w in theirs or w in vocabulary() or w.isdigit() or len(w) < 3 for w in mine)


def _is_another(name: str, registrant: Registrant) -> bool:
    """Whether the names differ in a number alone, or in the word they begin with, which is one: a company that was renamed."""
    mine, theirs = words_of(name)[0], words_of(registrant.name)[0]
    return _unnumbered(mine) == _unnumbered(theirs) or (_half_differs(name, registrant) and mine[0] in vocabulary())


def _unnumbered(words: Sequence[str]) -> list[str]:
    """The words of a name but numbers, in which alone blank-check companies of one sponsor differ."""
    return [w for k, w in enumerate(words) if not k or not _NUMBER.fullmatch(w)]


def _half_differs(name: str, registrant: Registrant) -> bool:
    """Whether the names differ in the word they begin with alone, and in half of its letters: ``Holdings`` is of many."""
    (mine, *others), theirs = words_of(name)[0], words_of(registrant.name)[0]
    far = Levenshtein.distance(folded(mine), folded(theirs[0]))
    return bool(others) and others == theirs[1:] and 2 * far >= min(len(mine), len(theirs[0]))


def _is_other(name: str, registrant: Registrant) -> bool:
    """Whether the name has a word of its own."""
    mine, theirs = words_of(name)[0], words_of(registrant.name)[0]
    strange = (w for w in mine if len(w) > 2 and w not in theirs and w in vocabulary())
    return any(all(Levenshtein.distance(w, x) > len(w) // 2 for x in theirs) and w not in "".join(theirs) for w in strange)


def _holds(name: str, registrant: Registrant) -> bool:
    """Whether all letters of the registrant's name stand in the reading, among words of the boxes around."""
    whole = keys_of(registrant.name)[0]
    return len(whole) >= _LONG and whole in folded(squeezed(name))


def _named(name: Value[str], found: Likeness) -> Value[str]:
    """The name with the registrant's words; the legal form stays as it is printed, if one is."""
    text = name.value or ""
    words, form = words_of(text)
    theirs, their_form = words_of(found.registrant.name)
    if words == theirs or "".join(words) == "".join(theirs) or squeezed(text) == squeezed(found.registrant.name):
        return name
    plain = found.registrant.name.removesuffix(suffix_of(found.registrant.name))
    last = text.rpartition(" ")[2]
    if squeezed(last).upper() in states() and squeezed(text) == squeezed(plain + last):
        new = f"{plain.upper() if text.isupper() else plain} /{squeezed(last).upper()}/"  # the strokes of its suffix are lost
        return repaired(name, new, max(0.6, min(_SURE, name.confidence)), _NAMED)
    shown = found.registrant.name.split()
    kept = len(shown) - len(their_form)
    body, ending = " ".join(shown[: max(1, kept)]), " ".join(shown[max(1, kept) :])
    if form:  # as printed
        body, ending = body.rstrip(","), " ".join(_spoken(text)[-len(form) :])
    if not text.isupper():
        body, ending = (part.title() if part.isupper() else part for part in (body, ending))
    new = f"{body} {ending}".strip() + suffix_of(text)
    new = new.upper() if text.isupper() else new
    return repaired(name, new, max(0.6, min(_SURE, name.confidence)), _NAMED)


def _spoken(text: str) -> list[str]:
    """The words of a name before its suffix, as they stand; signs alone are none."""
    return [w for w in text[: len(text) - len(suffix_of(text))].split() if any(c.isalnum() for c in w)]


def _coupled(symbol: Value[str], read: str, found: Likeness, clean: bool) -> Value[str]:
    """The symbol as the registrant has it, unless the company seems to have had another when it filed."""
    if not set(found.registrant.symbols).isdisjoint(symbols_in(read)):
        return symbol
    parts, read = re.findall(r"[A-Z0-9]+", read), letters_in(read)
    stands = letters_in("".join(source.text for source in symbol.sources).upper())
    if stands in found.registrant.symbols and len(stands) >= _HELD:
        return repaired(symbol, stands, _SURE, _COUPLED)
    nearest = _nearest(read, found.registrant)
    if nearest is not None and not clean and _is_framed(read, nearest, symbol):
        return repaired(symbol, nearest, _SURE, _COUPLED)
    if nearest is None:
        main = _main_symbol(parts, found.registrant) if parts and not clean and not found.distance else None
        return symbol if main is None else repaired(symbol, main, _SURE, _COUPLED)
    cut = read in (nearest[1:], nearest[:-1])  # by the edge of a cell
    added = nearest in read  # letters of the name are not added by chance
    if _is_of_name(read, found.registrant) and (added or (clean and not cut) or not _is_of_name(nearest, found.registrant)):
        return symbol
    return repaired(symbol, nearest, _SURE, _COUPLED)


def _is_framed(read: str, nearest: str, symbol: Value[str]) -> bool:
    """Whether what was read is the registrant's symbol with a letter for the bracket at one end, where none was read there."""
    text = "".join(source.text for source in symbol.sources)
    opened, closed = (any(c in brackets for c in text) for brackets in ("[{(", "]})"))
    ended = read.startswith(nearest) and read[len(nearest) :] in _STROKES and not closed
    return ended or (read.endswith(nearest) and read[: -len(nearest)] in _STROKES and not opened)


_STROKES: Final = ("I", "J", "L", "1", "T")
"""Letters that brackets are read as."""


def _main_symbol(parts: Sequence[str], registrant: Registrant) -> str | None:
    """The registrant's symbol where it stands among other letters, or where what was read is none: too long, a letter, a number.

    Symbols of the exchanges of the United States have five letters at most. Of the issuers of 9,066 electronic filings 294 are in
    the list with just their names, 272 of them with the symbol that they had when they filed as the first.
    """
    held = [s for s in registrant.symbols if len(s) >= _HELD and any(_ends(part, s) for part in parts)]
    if any(_begins_alike(s, part.removesuffix(s)) for s in held for part in parts if part.endswith(s)):
        return None  # of two classes, one behind the other
    if held:
        return max(held, key=len)
    if any(1 < len(part) <= _LETTERS and not part.isdecimal() for part in (*parts, "".join(parts))):
        return None
    if any(part.startswith(s) for s in registrant.symbols for part in parts):
        return None  # of two classes, one behind the other
    return min(registrant.symbols, key=lambda s: (not _is_of_name(s, registrant), len(s)))


def _ends(part: str, symbol: str) -> bool:
    """Whether what was read is a symbol behind other letters, or with few around it; more behind it may be another's."""
    return part.endswith(symbol) or (symbol in part and len(part) - len(symbol) < _HELD)


def _begins_alike(symbol: str, other: str) -> bool:
    """Whether of two symbols one begins with the other: of two classes of a company one mostly has a letter more."""
    return len(other) > 1 and (symbol.startswith(other) or other.startswith(symbol))


_HELD, _LETTERS = 3, 5  # letters of a symbol that hardly stands among others by chance; the most of a symbol


def _is_of_name(symbol: str, registrant: Registrant) -> bool:
    """Whether the letters of a symbol stand in the name in their order."""
    rest = iter(squeezed(registrant.name))
    return all(letter in rest for letter in symbol.lower())
