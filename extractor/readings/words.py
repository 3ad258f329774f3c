"""Read text, codes and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from extractor.filing import Status
from extractor.form.codes import TRANSACTION_CODES
from extractor.readings.pieces import Piece, Reading

_EDGES: Final = " \t|_~;:=»«\"'`^*"
_MARKS: Final = re.compile(r"\(\d{1,2}\)")


def read_text(pieces: Sequence[Piece]) -> Reading[str]:
    """Words as they stand; pieces cut inside a word are joined without a space."""
    joined = ""
    for piece in pieces:
        text = _MARKS.sub("", piece.text)
        if joined and not (piece.edge and _inside_word(joined, text)):
            joined += " "
        joined += text
    joined = re.sub(r"\s+", " ", joined).strip(_EDGES)
    return Reading(joined or None, doubt=0.0 if joined else 3.0)


def _inside_word(left: str, right: str) -> bool:
    """Whether an edge seems to have cut a word: small letters go on after it, or a number does."""
    if not left or not right:
        return False
    a, b = left[-1], right[0]
    if b.islower() and a.isalpha():
        return len(right.split(" ")[0]) <= 3 or len(left.split(" ")[-1]) <= 3 or not _is_word(left.split(" ")[-1])
    if b in ",.)" or a in "(/-&" or b in "/":
        return True
    return bool(a.isdigit() and b.isdigit()) or bool(a.isupper() and b.isupper() and len(right) == 1)


_SHORT_WORDS: Final = frozenset(
    "of and the to by in for on at or with stock option units shares class common unit share par value".split()
)


def _is_word(text: str) -> bool:
    return text.lower().strip(".,()") in _SHORT_WORDS


_CODE_LOOKALIKES: Final = {"$": "S", "5": "S", "0": "O", "|": "I", "1": "I"}


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
    for source, doubt in ((bare[:1].upper(), 0.0 if len(bare) == 1 else 1.0),):
        if source in letters and source:
            return Reading(source, Status.READ if doubt == 0 else Status.REPAIRED, doubt)
    for sign in (bare or text)[:2]:
        if sign in lookalikes:
            return Reading(lookalikes[sign], Status.REPAIRED, 1.0, ("sign read as a letter",))
    for letter in bare.upper():
        if letter in letters:
            return Reading(letter, Status.REPAIRED, 2.0, ("letter among noise",))
    return Reading(None, doubt=3.0)


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
}
