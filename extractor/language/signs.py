"""What engines misread whatever word it stands in: the letter O in numbers, noughts and strokes in words, lost blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from typing import Final, NamedTuple

from extractor.form.care_of import CARE_OF
from extractor.form.companies import is_company
from extractor.form.lookalikes import TO_DIGITS
from extractor.language.model import ENDLESS, vocabulary, word_cost
from extractor.language.ordinals import CUT_ORDINAL, with_ordinal


def with_signs(text: str, kind: str) -> tuple[str, list[tuple[str, str]]]:
    """A text of a kind with what the rules know set right, and the changes as pairs of what stood there and what it became."""
    changes: list[tuple[str, str]] = []

    def told(found: re.Match[str]) -> str:
        meant = rule.becomes(found)
        if meant != found.group():
            changes.append((found.group().strip(), meant.strip()))
        return meant

    if max(map(len, text.split()), default=0) <= ENDLESS:
        for rule in _RULES:
            if rule.holds in text and (not rule.kinds or kind in rule.kinds):
                text = rule.pattern.sub(told, text)
    return text, changes


def cased(word: str, like: str) -> str:
    """A word in small letters with large ones where another has them: in all of it, at its beginning, nowhere."""
    return word.upper() if like.isupper() else word.capitalize() if like[0].isupper() else word


def _care_of(found: re.Match[str]) -> str:
    """The signs before a name; as the filer wrote them, if that is legible."""
    read = found.group()
    return read if read[-1].isspace() and read.strip().lower() in ("c/o", "co") else "C/O "


def _with_initial(found: re.Match[str]) -> str:
    """A word that is none as a usual name with the initial behind it: nothing else stands so near together."""
    name, initial = found.groups()
    told = (name + initial).lower() not in vocabulary() and word_cost(name.lower(), "name") < _COMMON
    return f"{name} {initial}" if told else found.group()


_COMMON: Final = 7.0  # cost of a usual name


def _unstained(found: re.Match[str]) -> str:
    """Two stretches of letters as the word that they are together, if one of them is none by itself."""
    begun, rest = found.groups()
    words = vocabulary()
    one = len(begun + rest) >= _STAINED and rest != "s" and (begun + rest).lower() in words
    return begun + rest if one and (rest not in words or (len(rest) == 1 and begun.lower() not in words)) else found.group()


_STAINED: Final = 5  # letters


def _with_s(found: re.Match[str]) -> str:
    """A five before letters with which an S makes a word."""
    return "S" + found[1] if "s" + found[1] in vocabulary() else found.group()


def _with_s_in_prose(found: re.Match[str]) -> str:
    """The same where a number may be glued to what is a word by itself."""
    return found.group() if found[1] in vocabulary() else _with_s(found)


def _with_l(found: re.Match[str]) -> str:
    """An exclamation mark behind letters with which an l makes a word."""
    return found[1] + "l" if found[1].lower() + "l" in vocabulary() else found.group()


def _parted(found: re.Match[str]) -> str:
    return " ".join(filter(None, found.groups()))


class _Rule(NamedTuple):
    kinds: Container[str]
    """The kinds of text in which it is so; all if there are none."""
    pattern: re.Pattern[str]
    becomes: Callable[[re.Match[str]], str]
    """What was printed there; the same again where it is right as it stands."""
    holds: str = ""
    """What a text has of it: that it is missing is found faster than by the pattern."""


_PERSONS: Final = ("person", "name", "signature")
_NUMBERED: Final = ("company", *_PERSONS, "nature")
_FIVE: Final = re.compile(r"(?<![\w$,])(?<!\d\.)5([a-z]{3,})\b")
_RULES: Final = (
    _Rule(("place",), CARE_OF, _care_of),
    _Rule(
        ("place",),
        re.compile(r"(?<![A-Za-z\d])(?=[OoIl]*\d)[\dOoIl]*[OoIl][\dOoIl]*(?=(?:TH|th|ST|st|ND|nd|RD|rd)(?![A-Za-z]))"),
        lambda m: m.group().translate(TO_DIGITS),
    ),
    _Rule(("place",), CUT_ORDINAL, with_ordinal),
    # An initial whose large and small forms are alike, read once as either.
    _Rule(
        (*_PERSONS, "place"),
        re.compile(r"\b(?:C(?=c)|O(?=o)|P(?=p)|S(?=s)|U(?=u)|V(?=v)|W(?=w)|X(?=x)|Z(?=z))\w(?!\w)"),
        lambda m: m.group()[0],
    ),
    # An initial read as but a stroke, with its point, between two names. Of 1,246 initials of persons 143 are J, 7 are I.
    _Rule(
        _PERSONS,
        re.compile(r"(?<=[A-Za-z]{2} )[|l1!\]](?=[.:] ?[A-Z][A-Za-z])"),
        lambda m: m.group() if is_company(m.string) else "J",
    ),
    # The last word of a name, and the initial that may be glued to it.
    _Rule(_PERSONS, re.compile(r"(?<=[A-Za-z,] )([A-Z]{3,}|[A-Z][a-z]{2,})([A-Z])(?=[.,]?$)"), _with_initial),
    # The second or third of a name says so in Roman numerals, to which a fund's legal form may be glued: ``Fund ILLC``.
    _Rule(_NUMBERED, re.compile(r"(?<=[\w,.] )(?=[Il1|]*[Il])[Il1|]{2,3}(?!\w)"), lambda m: "I" * len(m.group())),
    _Rule(_NUMBERED, re.compile(r"(?<=[\w,.] )(I{1,3})(LLC|LLP|LP|LTD|Ltd|L\.L\.C|L\.P)(?![A-Za-z])"), _parted),
    # Short forms of capitals: ``ClO``, ``£VP``.
    _Rule(
        ("office",),
        re.compile(r"(?<!\w)(?:[A-Z]l[A-Z]{1,2}|\u00a3[A-Z]{2})(?!\w)"),
        lambda m: m.group().replace("l", "I").replace("\u00a3", "E"),
    ),
    # A word that a stain may have parted: ``Pr'esident``, ``Stoc,k``.
    _Rule(("office", "title", "nature"), re.compile(r"\b([A-Za-z]+)['`\u2018\u2019.,:;\u00b7]([a-z]+)\b"), _unstained),
    # ``Glass A``: before a lone letter stands Class, though what it is misread as is a word, too.
    _Rule(
        ("title", "nature", "prose"),
        re.compile(r"\b(?!Class|class|CLASS)(?:[A-Za-z]lass|C[a-z]ass|[A-Z]LASS)(?= [A-Z](?![\w&']))"),
        lambda m: cased("class", m.group()),
    ),
    _Rule(("title",), _FIVE, _with_s, "5"),
    _Rule(("nature", "prose"), _FIVE, _with_s_in_prose, "5"),
    # The letter of a class or series of shares, glued to the word beside it.
    _Rule((), re.compile(r"\b(?:(Class|Series|CLASS|SERIES)([A-Z])|([A-Z])(Common|Ordinary|Preferred))\b"), _parted),
    # The first number of a ratio, read as a letter: ``l-for-1``.
    _Rule((), re.compile(r"(?<![A-Za-z\d-])[Iil|](?=-for-\d)"), lambda _: "1", "-for-"),
    # All of a text that says that there is none.
    _Rule((), re.compile(r"^[Nn][Il1|!i][Aa](?=\.?$)"), lambda _: "N/A"),
    _Rule((), re.compile(r"\b([A-Za-z]{2,20}[a-z])!(?!\w)"), _with_l, "!"),
    _Rule(
        (),
        re.compile(r"(?<![A-Za-z\d])(?=[\dOo]*\d)(?=\d*[Oo])[\dOo]+(?![A-Za-z\d])"),
        lambda m: m.group().upper().replace("O", "0"),
    ),
    _Rule(
        (),
        re.compile(r"(?<![\d$])(?<![\d$][.,])(?=[A-Za-z]*0)(?:[A-Za-z]{2,}0[A-Za-z]*|0[A-Za-z]{2,}|[A-Za-z]0[A-Za-z]+|0f)(?!\d)"),
        lambda m: m.group().replace("0", "O" if m.group().isupper() else "o"),
        "0",
    ),
)
"""In the order in which they are tried."""
