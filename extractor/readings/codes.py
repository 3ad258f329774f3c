"""Read codes and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.filing import Status
from extractor.form.codes import TRANSACTION_CODES
from extractor.readings.pieces import Piece, Reading

_MARKS: Final = re.compile(r"\(\d{1,2}\)")
_CODE_LOOKALIKES: Final = {"$": "S", "5": "S", "0": "O", "|": "I", "1": "I", "6": "G", "\u2122": "M"}


def read_mark(pieces: Sequence[Piece]) -> Reading[bool]:
    """A box that is marked: an X, or what engines take a crossed box for; a box that is plainly empty says nothing."""
    text = "".join(p.text for p in pieces)
    return Reading(None if _EMPTY.fullmatch(text) else True)


def read_cross(pieces: Sequence[Piece]) -> Reading[bool]:
    """The same of a box before a caption: a word there is none, one or two letters at most may be a cross."""
    text = "".join(p.text for p in pieces)
    is_word = not _CROSS.search(text) and sum(map(str.isalnum, text)) > _LETTERS
    return Reading(None) if is_word else read_mark(pieces)


_CROSS: Final = re.compile(r"[xX\u00d7\u2713\u2714]")
_LETTERS: Final = 2
_EMPTY: Final = re.compile(r"[_\-.,:;\[\](){}\u25a1\u2610|oO0]*")


def read_transaction_code(pieces: Sequence[Piece]) -> Reading[str]:
    """One of the 18 transaction codes; on a Form 5 the form type stands behind it (``P4``)."""
    text = "".join(_MARKS.sub("", p.text) for p in pieces).strip(" .,:;'\"*|()_")
    if not text:
        return Reading(None, doubt=3.0)
    first = text[0].upper()
    if first in TRANSACTION_CODES:
        doubt = 0.0 if len(text) == 1 else 0.3 if len(text) == 2 and text[1] in "345K" else 1.5
        status = Status.READ if doubt <= 0.3 else Status.REPAIRED
        return Reading(first, status, doubt + (0.3 if text[0].islower() else 0.0))
    if text[0] in _CODE_LOOKALIKES:
        return Reading(_CODE_LOOKALIKES[text[0]], Status.REPAIRED, 1.5, ("sign read as a letter",))
    for letter in text.upper():
        if letter in TRANSACTION_CODES:
            return Reading(letter, Status.REPAIRED, 2.5, ("letter among noise",))
    return Reading(None, doubt=3.0)


def read_letter(pieces: Sequence[Piece], letters: str, lookalikes: dict[str, str]) -> Reading[str]:
    """One of the printed letters, such as A or D, or what is easily taken for one."""
    text = "".join(_MARKS.sub("", p.text) for p in pieces).strip(" .,:;'\"*_")
    bare = text.strip("()[]{}")
    if len(bare) == _SIGNS and bare[0].islower() and bare[1] in letters:
        bare = bare[1:]  # a speck before a capital
    for source, doubt in ((bare[:1].upper(), 0.0 if len(bare) == 1 else 1.0),):
        if source in letters and source:
            return Reading(source, Status.READ if doubt == 0 else Status.REPAIRED, doubt)
    for sign in bare or text:
        if sign in lookalikes and len(bare) <= _SIGNS:
            return Reading(lookalikes[sign], Status.REPAIRED, 1.0, ("sign read as a letter",))
    for letter in bare.upper():
        if letter in letters:
            return Reading(letter, Status.REPAIRED, 2.0, ("letter among noise",))
    return Reading(None, doubt=3.0)


NOTED: Final = re.compile(r"b?[pP](?:[.,]?[^\W_]{0,2}[^\w\s]?[)\]}]|[^\W_]?[^\w\s.,;:]|[^\W_])|bp")
"""The letter D with the small raised mark behind it, which fills the right of it: ``p\u00ae)``, ``pa``, ``pl?``, ``bp?)``."""


def read_ownership(pieces: Sequence[Piece]) -> Reading[str]:
    """The letter of direct or indirect ownership."""
    if len(pieces) == 1 and NOTED.fullmatch(pieces[0].text):
        return Reading("D", Status.REPAIRED, 1.0, ("letter read as one sign with its footnote mark",))
    return read_letter(pieces, "DI", DIRECT_INDIRECT_LOOKALIKES)


_SIGNS: Final = 2
"""Signs that a letter may be read as; what is longer is something else, such as ``ooo`` of a price."""
ACQUIRED_DISPOSED_LOOKALIKES: Final = {"0": "D", "O": "D", "o": "D", "P": "D", "4": "A", "R": "A", "^": "A", "b": "D"}
DIRECT_INDIRECT_LOOKALIKES: Final = {
    "1": "I",
    "l": "I",
    "|": "I",
    "!": "I",
    "T": "I",
    "i": "I",
    "]": "I",
    "[": "I",
    "0": "D",
    "O": "D",
    "o": "D",
    "P": "D",
    "b": "D",
    "p": "D",
}
