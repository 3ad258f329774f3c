"""Classes of shares: the letter, or what the class is of, where a title has lost it.

``Class`` is no title without its letter, and ``ordinary`` none without its shares. Shares of one class are convertible into
those of another, of the same kind: what underlies ``Class B ordinary shares`` is of another class, and ordinary shares as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extractor.filing import Filing, Row, Value
from extractor.reconcile.change import LONGEST, map_rows, repaired, with_value

_TITLE, _UNDERLYING = "security_title", "underlying_security_title"
_LEAVES: Final = (_TITLE, _UNDERLYING)
_OF: Final = r"(?:common|ordinary|preferred|shares|stock|units)\b"
_LETTERLESS: Final = re.compile(rf"(?P<class>\bclass)[^\w()]*[^\W\da-zA-Z]?(?P<of>{_OF})", re.I)
"""A class without its letter, or with a sign of another script for it."""
_LIKE: Final = {"8": "B", "4": "A"}
"""Figures that letters of classes are read as; a class of common shares has a letter, one of units or preferred shares may have a
number."""
_FIGURE: Final = re.compile(r"(?P<class>\bclass) (?P<figure>[84]) (?=(?:common|ordinary|shares|stock)\b)(?!.*\bunits\b)", re.I)
_LETTERED: Final = re.compile(r"\b(?:[Cc]lass|CLASS)\W{0,2}(?P<letter>[A-Z])(?![a-zA-Z])")
_ALONE: Final = re.compile(r"\W*class\W{0,2}(?P<letter>[A-Z])\W*", re.I)
_WHOLE: Final = re.compile(r"class\W{0,2}[A-Z]\W{1,2}(?P<of>(?:common|ordinary)\s.*)", re.I)
_OPEN: Final = re.compile(r".*\bordinary\W*", re.I)
_FIRST, _SECOND = "A", "B"
"""Where there is a second class, there is a first."""
_SURE: Final = 0.8  # confidence of a title so completed
_LOST: Final = "the letter of its class is lost: no other that the filing names is left"
_MISREAD: Final = "the letter of its class is read as a figure: the filing names that class"
_KIND: Final = "what the class is of is lost: shares are convertible into such of their kind"
_NOUN: Final = "ordinary are shares"


def complete_classes(filing: Filing) -> Filing:
    """Titles of a class with the letter, or with the words, that they have lost, on a noisy page."""
    if not filing.source.is_noisy or len(filing.rows) > LONGEST:
        return filing
    if not any(_CLASS.search(getattr(r, a).value or "") for r in filing.rows for a in _LEAVES):
        return filing
    filing = map_rows(filing, lambda rows: tuple(_of_kind(_with_noun(row)) for row in rows))
    named = set(_named(filing))
    into = {letter for row in filing.derivative_table if (letter := _letter(row.underlying_security_title))}
    return map_rows(filing, lambda rows: tuple(_lettered(row, named, into) for row in rows))


_CLASS: Final = re.compile(r"\b(?:class|ordinary)\b", re.I)


def _with_noun(row: Row) -> Row:
    for attribute in _LEAVES:
        value: Value[str] = getattr(row, attribute)
        text = (value.value or "").rstrip(" ,.'\u2018\u2019\"")
        if _OPEN.fullmatch(text):
            noun = "SHARES" if text.isupper() else "Shares" if text.split()[-1].istitle() else "shares"
            row = with_value(row, attribute, repaired(value, f"{text} {noun}", _SURE, _NOUN))
    return row


def _of_kind(row: Row) -> Row:
    """The row of Table II with both its titles as whole as the one of them that is."""
    for attribute, other in (_LEAVES, _LEAVES[::-1]):
        value: Value[str] = getattr(row, attribute)
        alone = _ALONE.fullmatch(value.value or "")
        whole = _WHOLE.fullmatch(getattr(row, other).value or "") if alone else None
        if alone and whole and _letter(getattr(row, other)) != alone["letter"].upper():
            row = with_value(row, attribute, repaired(value, f"Class {alone['letter'].upper()} {whole['of']}", _SURE, _KIND))
    return row


def _letter(value: Value[str]) -> str:
    match = _LETTERED.search(value.value or "")
    return match["letter"] if match else ""


def _named(filing: Filing) -> Iterator[str]:
    """The letters of all classes that the titles and the footnotes name."""
    for row in filing.rows:
        yield from filter(None, (_letter(getattr(row, attribute)) for attribute in _LEAVES))
    for note in filing.footnotes:
        yield from _LETTERED.findall(note.text.value or "")


def _lettered(row: Row, named: set[str], into: set[str]) -> Row:
    """``named``: the letters that the filing names; ``into``: those of what underlies in Table II."""
    for attribute, other in (_LEAVES, _LEAVES[::-1]):
        value: Value[str] = getattr(row, attribute)
        if (figure := _FIGURE.search(value.value or "")) and (letter := _LIKE[figure["figure"]]) in named:
            title = _FIGURE.sub(rf"\g<class> {letter} ", value.value or "", count=1)
            row = with_value(row, attribute, repaired(value, title, _SURE, _MISREAD))
            continue
        if _LETTERLESS.search(value.value or "") is None:
            continue
        theirs = _letter(getattr(row, other))
        fitting = (named - {theirs} or ({_FIRST} if theirs == _SECOND else set())) if row.kind.is_derivative else into or named
        if len(fitting) == 1:
            (letter,) = fitting
            title = _LETTERLESS.sub(rf"\g<class> {letter} \g<of>", value.value or "", count=1)
            row = with_value(row, attribute, repaired(value, title, _SURE, _LOST))
    return row
