"""Read text, codes and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from extractor.filing import Status
from extractor.form.codes import TRANSACTION_CODES
from extractor.form.lexicon import lexicon, lost_letter
from extractor.reading.page import Page
from extractor.readings.pieces import COUNTED_ONCE, Piece, Reading, printed_lines, touches_edge

_EDGES: Final = " \t|_~;:=»«\"'`^*"
_MARKS: Final = re.compile(r"\(\d{1,2}\)")


def read_text(pieces: Sequence[Piece], known: Known | None = None, *, wrapped: bool = True) -> Reading[str]:
    """Words as they stand; what an edge has cut is joined, with the letter that it lost or doubled if a known word tells.

    Cells that hold several printed lines are read line by line where that makes words: ``Co St`` | ``mmon ock``.

    Args:
        pieces: what was labelled as the text.
        known: words that make sense, in small letters; see :func:`known_words`.
        wrapped: whether the text may stand on several printed lines of its cell.
    """
    known = known if known is not None else lexicon()
    pieces, marks = _without_marks(pieces)
    reading = replace(_in_order(pieces, known), marks=marks)
    best = _sense(reading, known)
    if best >= 0 or reading.value is None or not wrapped:
        return reading
    for count in (2, 3):
        for order in printed_lines(pieces, count):
            other = _in_order(order, known)
            sense = _sense(other, known) - 0.4 * (count - 1)
            if sense > best:
                reading, best = replace(other, marks=marks), sense
    return reading


Known = frozenset[str]


@lru_cache(maxsize=1)
def known_words(page: Page) -> Known:
    """The lexicon, and the words that stand uncut on the page: names that its prose and signatures repeat."""
    own = (w.strip(".,;:()'\"") for k, w in enumerate(page.words) if len(w) > 3 and not touches_edge(page, k))
    return lexicon() | {w.lower() for w in own if len(w) > 3 and w.isalpha()}


_TRAILING: Final = re.compile(r"(?:\(\d{1,2}\))+$")


def _without_marks(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], tuple[int, ...]]:
    """The pieces without the footnote marks behind the last word, and their numbers."""
    kept, marks = list(pieces), []
    while kept and (match := _TRAILING.search(kept[-1].text)):
        marks += [int(m) for m in re.findall(r"\d+", match.group()) if int(m)]
        text = kept[-1].text[: match.start()]
        if text:
            kept[-1] = kept[-1]._replace(text=text)
            break
        kept.pop()
    return kept, tuple(marks[::-1])


def _sense(reading: Reading[str], known: Known) -> float:
    """How little of a reading makes no sense: minus the fragments that are no known word, minus what was done."""
    words = [w.lower() for w in re.findall(r"[A-Za-z]+", reading.value or "")]
    return -sum(len(w) > 1 and w not in known for w in words) - 0.3 * reading.doubt


def _in_order(pieces: Sequence[Piece], known: Known) -> Reading[str]:
    """Pieces read in the order in which they are given."""
    words: list[str] = []
    doubt, reasons = 0.0, []
    for k, piece in enumerate(pieces):
        text = piece.text
        if not text:
            continue
        joined = _across(words[-1], text, known) if words and piece.edge and piece.cut_before else None
        if joined is not None:
            words[-1], cost, why = joined
        elif words and piece.edge and not piece.cut_before and _inside_word(words[-1], text):
            words[-1], cost, why = words[-1] + text, 0.0, ""
        else:
            words.append(text)
            cost, why = 0.0, ""
        if piece.cut_after and not _goes_on(pieces, k, words[-1], known):
            words[-1], cost2, why2 = _completed(words[-1], known)
            cost, why = cost + cost2, why or why2
        doubt += cost
        reasons += [why] if why else []
    text = re.sub(r"\s+", " ", " ".join(words)).strip(_EDGES)
    status = Status.REPAIRED if reasons else Status.READ
    return Reading(text or None, status, doubt if text else 3.0, tuple(dict.fromkeys(reasons)))


_FRAGMENT: Final = re.compile(r"[A-Za-z]*")
_LOST: Final = "a letter lost at a cell edge restored"


def _across(left: str, right: str, known: Known) -> tuple[str, float, str] | None:
    """Two pieces with an edge between, as one word (with what that costs and why), or None where they are two."""
    a, b = _last_letters(left), _first_letters(right)
    if not a or not b:
        return (left + right, 0.0, "") if _inside_word(left, right) else None
    low_a, low_b = a.lower(), b.lower()
    two_words = low_a in known and low_b in known
    if low_a + low_b in known and not (two_words and min(len(a), len(b)) > 2):
        return left + right, 0.0, ""
    if two_words:
        return None
    for overlap in (2, 1):
        if low_a[-overlap:] == low_b[:overlap] and low_a + low_b[overlap:] in known:
            return left + right[overlap:], 0.7, COUNTED_ONCE
    if low_a[:-1] + low_b in known and len(a) > 1:
        return left[:-1] + right, 1.5, COUNTED_ONCE
    if low_a + low_b[1:] in known and len(b) > 1 and low_a not in known:
        return left + right[1:], 1.5, COUNTED_ONCE
    word = lost_letter(low_a, low_b, known)
    if word is not None and low_b not in known:
        letter = word[len(a)]
        return left + (letter.upper() if a.isupper() and b[0].isupper() else letter) + right, 2.0, _LOST
    return (left + right, 0.3, "") if _inside_word(left, right) else None


def _last_letters(text: str) -> str:
    return text[len(text.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")) :]


def _first_letters(text: str) -> str:
    match = _FRAGMENT.match(text)
    return match.group() if match else ""


def _goes_on(pieces: Sequence[Piece], k: int, word: str, known: Known) -> bool:
    """Whether the next piece stands just behind the edge and may be the rest of the word."""
    return k + 1 < len(pieces) and pieces[k + 1].cut_before and _across(word, pieces[k + 1].text, known) is not None


def _completed(word: str, known: Known) -> tuple[str, float, str]:
    """A word at an edge that is no word, but is one with a last letter."""
    letters = _last_letters(word)
    if len(letters) < 4 or letters.lower() in known:
        return word, 0.0, ""
    whole = lost_letter(letters.lower(), "", known)
    if whole is None:
        return word, 0.0, ""
    return word + (whole[-1].upper() if letters.isupper() else whole[-1]), 1.5, _LOST


def _inside_word(left: str, right: str) -> bool:
    """Whether an edge seems to have cut a word: small letters go on after it, or a number does."""
    if not left or not right:
        return False
    a, b = left[-1], right[0]
    if b.islower() and a.isalpha():
        before, after = _bare(left.split(" ")[-1]), _bare(right.split(" ")[0])
        return before not in _KNOWN and (after not in _KNOWN or after in _ENDINGS)
    if b in ",.)" or a in "(/-&" or b in "/":
        return True
    return bool(a.isdigit() and b.isdigit()) or bool(a.isupper() and b.isupper() and len(right) == 1)


_KNOWN: Final = frozenset(
    (
        *("a", "account", "agreement", "and", "at", "buy", "by", "child", "children", "class", "common", "custodian"),
        *("dated", "daughter", "deferred", "employee", "family", "for", "foundation", "held", "husband", "in"),
        *("incentive", "limited", "of", "on", "option", "options", "or", "par", "partnership", "performance"),
        *("phantom", "plan", "preferred", "purchase", "restricted", "right", "rights", "savings", "series", "share"),
        *("shares", "son", "spouse", "stock", "the", "to", "trust", "trustee", "under", "unit", "units", "value"),
        *("warrant", "warrants", "wife", "with"),
    )
)
_ENDINGS: Final = frozenset(("a", "in", "on", "or", "right"))
"""Words that are just as well the end of one: ``opti`` | ``on``."""


def _bare(word: str) -> str:
    return word.lower().strip(".,()")


_CODE_LOOKALIKES: Final = {"$": "S", "5": "S", "0": "O", "|": "I", "1": "I"}


def read_mark(pieces: Sequence[Piece]) -> Reading[bool]:
    """A box that is marked: an X, or what engines take a crossed box for; a box that is plainly empty says nothing."""
    text = "".join(p.text for p in pieces)
    return Reading(None if _EMPTY.fullmatch(text) else True)


_EMPTY: Final = re.compile(r"[_\-.,:;\[\](){}\u25a1\u2610|]*")


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
