"""The companies that file with the SEC and have a trading symbol. The list is made by ``python -m training.registrants``.

Source: the SEC's ``company_tickers.json``, which has those of today; a company that is gone, or had another name when it
filed, is not in it, so that a name that is not there says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from extractor.form.companies import LEGAL_FORMS
from extractor.form.lookalikes import TO_LETTERS

_WORD: Final = re.compile(r"[a-z0-9]+")
_SUFFIX: Final = re.compile(r"\s?[/\\]\s?[A-Z]{2,4}\b\s?[/\\]?[\s.,]*$", re.I)
_ALIKE: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
_MOST: Final = 5  # registrants that are weighed
_LONGEST: Final = 60  # letters of a name


class Registrant(NamedTuple):
    """A company: its name as the SEC has it, without suffix, and its trading symbols, in capital letters and digits."""

    name: str
    symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How near a reading is to the name of a registrant: letters to change, of how many."""

    registrant: Registrant
    distance: int
    letters: int


def symbols_in(text: str) -> list[str]:
    """The symbols that a text may hold: of several classes, as ``ABC, ABCPR``, of one with its exchange, or all of it one."""
    text = text.upper()
    return [*re.findall(r"[A-Z0-9]+", text), letters_in(text)]


def letters_in(symbol: str) -> str:
    """The capital letters and digits of a symbol."""
    return re.sub(r"[^A-Z0-9]", "", symbol.upper())


def suffix_of(name: str) -> str:
    """The SEC's suffix that tells companies of one name apart, often their state, as in ``8X8 INC /DE/``; mostly none."""
    found = _SUFFIX.search(name)
    return found.group() if found else ""


def words_of(name: str) -> tuple[list[str], list[str]]:
    """The words of a company's name, in small letters and digits, and those of the legal form in which it ends; no suffix."""
    return _parted(_plain(_SUFFIX.sub("", name)))


def _plain(names: str) -> str:
    """Names in small letters, without signs that belong to words or join them."""
    return names.lower().replace(".", "").replace("'", "").replace("&", " ")


def _parted(plain: str) -> tuple[list[str], list[str]]:
    words = _WORD.findall(plain)
    at = len(words)
    while at > 1 and words[at - 1] in LEGAL_FORMS:
        at -= 1
    return words[:at], words[at:]


def folded(letters: str) -> str:
    """Small letters and digits of which those that engines take for each other are the same."""
    plain = letters.translate(TO_LETTERS)
    for pair, one in _ALIKE:
        plain = plain.replace(pair, one)
    return plain


def keys_of(name: str) -> tuple[str, str]:
    """The folded letters of a company's name without and with its legal form."""
    words, form = words_of(name)
    return folded("".join(words)), folded("".join((*words, *form)))


def _keys_of(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The same of each of some names without line ends: together they take a fraction of the time."""
    plain = _plain("\n".join(_SUFFIX.sub("", name) if "/" in name or "\\" in name else name for name in names))
    parted = [_parted(line) for line in plain.split("\n")]
    short = folded("\n".join("".join(words) for words, _ in parted)).split("\n")
    whole = folded("\n".join("".join((*words, *form)) for words, form in parted)).split("\n")
    return zip(short, whole, strict=True)


@cache
def _lines() -> list[str]:
    """The lines of the list. They stay text: a filing asks for a handful, and thousands of records are what Python's collector
    of garbage goes through again and again."""
    return files("extractor.form").joinpath("data/registrants.txt").read_text(encoding="ascii").splitlines()


def _registrant(number: int) -> Registrant:
    name, _, symbols = _lines()[number].partition("\t")
    return Registrant(name, _stems(symbols.split()))


def _stems(symbols: list[str]) -> tuple[str, ...]:
    """Symbols, those of classes and preferred shares, as ``BRK-B``, also without the class; forms name the company's."""
    if len(symbols) == 1 and "-" not in symbols[0]:  # nearly all
        return tuple(symbols)
    return tuple(dict.fromkeys(part for s in symbols for part in (s.partition("-")[0], s.replace("-", ""))))


@cache
def _names() -> dict[str, tuple[int, ...]]:
    """Of the folded letters of each name, once with and once without its legal form, the numbers of the registrants."""
    found: dict[str, tuple[int, ...]] = {}
    for number, keys in enumerate(_keys_of([line.partition("\t")[0] for line in _lines()])):
        for letters in dict.fromkeys(keys):
            found[letters] = (*found.get(letters, ()), number)
    return found


@cache
def _keys() -> tuple[list[str], list[int], list[int]]:
    """The folded letters of all names, the shortest first; which place each has in the list of names; and for each length where
    those of it begin."""
    names = list(_names())
    order = sorted(range(len(names)), key=lambda place: len(names[place]))
    keys = [names[place] for place in order]
    lengths = [*map(len, keys)]
    return keys, order, [bisect_left(lengths, length) for length in range(lengths[-1] + 2)]


def _nearest(letters: str, most: int) -> list[tuple[str, int]]:
    """The names that differ from some letters in so many at most, and so in length, with their distances, the nearest first."""
    keys, order, begins = _keys()
    first, last = (begins[min(max(0, length), len(begins) - 1)] for length in (len(letters) - most, len(letters) + most + 1))
    near = process.extract(letters, keys[first:last], scorer=Levenshtein.distance, processor=None, score_cutoff=most, limit=None)
    nearest = sorted(near, key=lambda found: (found[1], order[first + found[2]]))
    return [(key, distance) for key, distance, _ in nearest[:_MOST]]


@cache
def _symbols() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(_lines()):
        for symbol in _stems(line.partition("\t")[2].split()):
            found[symbol] = (*found.get(symbol, ()), number)
    return found


def with_symbol(symbol: str) -> tuple[Registrant, ...]:
    """The registrants that have a trading symbol."""
    return tuple(_registrant(k) for k in _symbols().get(symbol, ()))


@lru_cache(maxsize=1024)
def like(name: str, most: int) -> tuple[Likeness, ...]:
    """The registrants whose name, with or without its legal form, differs from a reading in so many letters at most.

    Look-alikes differ in nothing. The nearest come first.
    """
    best: dict[int, Likeness] = {}
    for letters in dict.fromkeys(keys_of(name)):
        if not letters or len(letters) > _LONGEST:
            continue
        found = [(letters, 0)] if letters in _names() else _nearest(letters, most)
        for key, distance in found:
            for number in _names()[key]:
                if number not in best or distance < best[number].distance:
                    best[number] = Likeness(_registrant(number), distance, len(key))
    return tuple(sorted(best.values(), key=lambda found: found.distance))
