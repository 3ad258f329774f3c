"""Read text: words joined over cell edges, and set right where the page is noisy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from extractor.filing import Status
from extractor.form.care_of import is_care_of
from extractor.form.prose import JOINING
from extractor.form.streets import HOUSES
from extractor.language.correct import with_misread_words_set_right
from extractor.language.decode import Decoded, decode
from extractor.language.model import letters_of, text_cost, vocabulary, word_cost
from extractor.language.scraps import without_scraps
from extractor.readings.dealt import cuts_of, dealt_orders, interleaved_order
from extractor.readings.natures import with_by, with_form, with_section
from extractor.readings.page_words import PageWords
from extractor.readings.par_values import with_par_value
from extractor.readings.pieces import COUNTED_ONCE, Piece, Reading

_EDGES: Final = " \t|_~;:=»«\"'`^*"


_NOTHING: Final = PageWords()


def read_text(
    pieces: Sequence[Piece], kind: str = "company", lore: PageWords = _NOTHING, *, wrapped: bool = True
) -> Reading[str]:
    """Words as they stand; what an edge has cut is joined, with the letter that it lost or doubled if the words tell.

    Cells that hold several printed lines are read line by line where that makes words: ``Co St`` | ``mmon ock``.

    Args:
        pieces: what was labelled as the text.
        kind: the kind of text, see :mod:`extractor.language.model`.
        lore: what the page's words tell; see :func:`extractor.readings.page_words.page_words`.
        wrapped: whether the text may stand on several printed lines of its cell.
    """
    pieces, marks = _without_marks(pieces)
    if kind == "nature" and lore.is_noisy and pieces:
        pieces, unopened = _without_unopened(pieces)
        marks += unopened
    if not pieces:
        return Reading(None, doubt=3.0, marks=marks)
    if len(pieces) > _LONGEST:
        return Reading(" ".join(p.text for p in pieces).strip(_EDGES) or None, doubt=3.0, marks=marks)
    cut = any(p.cut_before or p.cut_after for p in pieces)
    if not cut and not any(p.edge and p.text[:1].islower() for p in pieces[1:]):  # there is but one way to read it
        return _reading(Decoded(" ".join([p.text for p in pieces]), 0.0), marks, kind, lore, cut=False)
    best = decode(cuts_of(pieces), kind, lore.own)
    least = best.cost + _odd_figures(best.text, kind) + _late_by(best.text, pieces, kind)
    if any(p.cut_before for p in pieces[1:]) and best.cost > _EASY * (1 + best.text.count(" ")) + 1:
        for order, cost in _orders(pieces, kind, lore.own, wrapped, least):
            other = decode(cuts_of(order), kind, lore.own)
            cost += other.cost + _odd_figures(other.text, kind) + _late_by(other.text, pieces, kind)
            if cost < least:
                best, least = other, cost
    return _reading(best, marks, kind, lore, cut=cut)


def _odd_figures(text: str, kind: str) -> float:
    """What it costs that figures, of which words say nothing, stand where they seldom do: first, or a plan's apart from it."""
    if kind == "place":
        return 0.0
    return _FIGURE_FIRST * text[:1].isdigit() + _PLAN_PARTED * bool(_PARTED_PLAN.search(text))


def _late_by(text: str, pieces: Sequence[Piece], kind: str) -> float:
    """What it costs that the ``By`` of a nature is not its first word, though its first cell begins with it."""
    return _LATE_BY if kind == "nature" and pieces[0].text == "By" and not text.startswith("By") else 0.0


_FIGURE_FIRST, _PLAN_PARTED, _LATE_BY = 2.0, 6.0, 6.0
_PARTED_PLAN: Final = re.compile(r"\b401\b(?!\W{0,2}[kK])")


def _orders(
    pieces: Sequence[Piece], kind: str, own: frozenset[str], wrapped: bool, most: float
) -> Iterator[tuple[Sequence[Piece], float]]:
    """Other orders in which the pieces may have been printed, with costs; those that alone cost ``most`` are left out."""
    for by_line in _by_lines(pieces):
        yield by_line, _REORDERED / 2
    short = kind == "company"
    if not wrapped or (short and len(pieces) > 1 and pieces[1].edge):
        return  # the first cell holds a word, and so no second line
    for count in (2,) if kind in _OF_FEW_LINES else (2, 3):
        cost = _REORDERED * (count - 1) + (_ONE_LINE if short else 0.0)
        for order, gaps in dealt_orders(pieces, count, kind, own, most - cost) if cost < most else ():
            yield order, gaps + cost
    for order in interleaved_order(pieces, kind, own) if not short and most > _WOVEN else ():
        yield order, _WOVEN


_ONE_LINE: Final = 3.0  # cost of two lines of what mostly stands on one, and never on more
_OF_FEW_LINES: Final = frozenset(("company", "name", "place"))
"""Kinds of text of which a box has one line, and a cell with two at most; titles and natures are written over three and more."""


def _by_lines(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The orders by printed lines, if a cell holds several of the text.

    Of a cell that holds one line of it, beside others that hold more, nobody can tell which: it may be any of them. Where cells
    hold other lines above, the first of the text's in one is beside the first in the other; where the first is too short to reach
    the next cell, the last is beside the last.
    """
    cells: dict[tuple[int, int], list[int]] = {}
    for piece in pieces:
        subs = cells.setdefault((piece.line, piece.cell), [])
        if piece.sub not in subs:
            subs.append(piece.sub)
    several = {sub for subs in cells.values() if len(subs) > 1 for sub in subs}
    if not several:
        return
    single = [cell for cell, subs in cells.items() if len(subs) == 1]
    few = 0 < len(single) <= _SINGLE
    orders: list[list[Piece]] = [list(pieces)]
    for rank in [None, *sorted(several)] if few and len(several) <= _LINES else [None]:
        moved = dict.fromkeys(single, rank) if rank is not None else {}
        order = sorted(pieces, key=lambda p: (p.line, moved.get((p.line, p.cell), p.sub)))
        if order not in orders:
            orders.append(order)
            yield order
    nth = {(cell, sub): n for cell, subs in cells.items() for n, sub in enumerate(sorted(subs))}
    most = max(map(len, cells.values()))
    last = {(cell, sub): n + most - len(subs) for cell, subs in cells.items() for n, sub in enumerate(sorted(subs))}
    order = sorted(pieces, key=lambda p: (p.line, last[(p.line, p.cell), p.sub]))
    if order not in orders:
        orders.append(order)
        yield order
    for rank in range(most if few and most <= _LINES else 1):
        moved = dict.fromkeys(single, rank)
        order = sorted(pieces, key=lambda p: (p.line, moved.get((p.line, p.cell), nth[(p.line, p.cell), p.sub])))
        if order not in orders:
            orders.append(order)
            yield order


_SINGLE, _LINES = 3, 4  # cells with one line, and lines of the others, of which all ways are tried


_EASY: Final = 2.2  # cost a word of a text that makes sense as it is
_LONGEST: Final = 80  # pieces of a text that may be cut; a name or a title has fewer
_WOVEN: Final = 8.0  # cost of an order of many lines
_REORDERED: Final = 4.0  # cost of each printed line more in a cell


def _reading(best: Decoded, marks: tuple[int, ...], kind: str, lore: PageWords, *, cut: bool) -> Reading[str]:
    text = re.sub(r"\s+", " ", best.text).strip(_EDGES)
    text = _LONE_CAPITAL.sub(r"\1", text) if kind in _OF_NAMES and cut else text
    told = kind == "nature" and lore.is_noisy
    begun = with_by(text) if told else text
    first = ((text.partition(" ")[0], begun.partition(" ")[0]),) if begun != text else ()
    text, forms = with_form(begun) if told else (text, ())
    text, changes = with_misread_words_set_right(text, kind, lore.often if kind == "place" else lore.twice, lore.noise)
    text, par = with_par_value(text) if kind == "title" and (cut or lore.is_noisy) else (text, ())
    text, sections = with_section(text) if told else (text, ())
    changes = (*first, *forms, *changes, *par, *sections)
    text, strays = _without_strays(text, kind, lore.twice) if lore.is_noisy and kind in _STRAYED else (text, ())
    text, scraps = without_scraps(text, kind, lore.twice) if cut or lore.is_noisy else (text, ())
    strays = (*strays, *scraps)
    reasons = [f"the speck {stray} is left out" for stray in strays]
    reasons += [COUNTED_ONCE] * bool(best.twice) + [_LOST] * bool(best.lost)
    reasons += [f"the word {old} is read as {new}" for old, new in changes]
    doubt = 1.0 * len(strays) + 0.7 * best.twice + 2.0 * best.lost + 1.5 * len(changes)
    status = Status.REPAIRED if reasons else Status.READ
    return Reading(text or None, status, doubt if text else 3.0, tuple(reasons), marks)


_OF_NAMES: Final = ("company", "name")
_LONE_CAPITAL: Final = re.compile(rf"(?<!\w)([A-Z]) (?!(?:{'|'.join(sorted(JOINING))})(?!\w))(?=[a-z]{{3}})")
"""The first letter of a name that an edge has cut from the small ones behind it."""


def is_parted(start: str, end: str) -> bool:
    """Whether two words of a title are one that titles often have, and that makes more sense than they do."""
    if not (start.isascii() and start.isalpha() and end.isascii() and end.isalpha() and (end.islower() or start.isupper())):
        return False
    parts = (word_cost(start.lower(), "title"), word_cost(end.lower(), "title"))
    return max(parts) > _STRANGE_PART and word_cost((start + end).lower(), "title") < _USUAL


_USUAL, _STRANGE_PART = 7.0, 8.0


def _without_strays(text: str, kind: str, own: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """A text without a speck or rule read as letters before or behind it, where it makes much more sense without."""
    strays: list[str] = []
    for end in (0, -1) if kind != "place" else (0,):  # streets end in short words of every kind
        words = text.split()
        stray = words[end] if len(words) > 1 else ""
        letters = letters_of(stray)
        if not 0 < len(stray) <= _SHORT or not letters or letters[0] in own or any(c.isdigit() for c in stray):
            continue
        if (
            _JOINED.fullmatch(stray)
            or (kind == "office" and _ABBREVIATION.fullmatch(stray))
            or (kind == "place" and _begins_street(stray))
        ):
            continue
        rest = " ".join(words[1:] if end == 0 else words[:-1])
        beside = letters_of(words[1])
        if end == 0 and words[1][0].isalpha() and beside and letters[0] + beside[0] in vocabulary():
            continue  # the beginning of a word
        if text_cost(letters_of(text), kind) - text_cost(letters_of(rest), kind) > _STRAY:
            text, strays = rest, [*strays, stray]
    return text, tuple(strays)


def _begins_street(word: str) -> bool:
    """Whether a word is "C/O", perhaps misread, or one that addresses often have: a number that is spelled out, ``The``."""
    plain = word.lower()
    return plain in HOUSES or is_care_of(word) or word_cost(plain, "place") < _OFTEN


_OFTEN: Final = 8.0  # cost of a word of addresses that is seen again and again
_STRAYED: Final = ("title", "office", "nature", "place")
_JOINED: Final = re.compile(r"[A-Z]&[A-Z]")
"""Initials of a firm, or of what an officer is in charge of: M&A."""
_ABBREVIATION: Final = re.compile(r"[A-Z]{2,3}|[A-Z][a-z]{2}")  # CFO, Grp
_SHORT: Final = 3  # glyphs
_STRAY: Final = 10.0  # what a text must cost more with it


_LOST: Final = "a letter lost at a cell edge restored"


_TRAILING: Final = re.compile(r"(?:[(\[{]\d{1,2}[.,'\"]?[)\]}][.,:;]?)+$")
"""Numbers in brackets, which may be misread."""


def _without_marks(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], tuple[int, ...]]:
    """The pieces without the footnote marks behind the last word, and their numbers."""
    kept: list[Piece] = list(pieces)
    marks: list[int] = []
    while kept and (match := _TRAILING.search(kept[-1].text)):
        marks = [*(int(m) for m in re.findall(r"\d+", match.group()) if int(m)), *marks]
        text = kept[-1].text[: match.start()]
        if text:
            kept[-1] = kept[-1]._replace(text=text)
            break
        kept.pop()
    return kept, tuple(marks)


_UNOPENED: Final = re.compile(r"(?:(?<=[a-z])T|[\s'\u2019\"!*\u00b0\u00ae])*(?P<mark>\d{1,2})?[)\]}]\W*$")
"""What is left of a footnote mark whose opening bracket was lost or misread."""


def _without_unopened(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], tuple[int, ...]]:
    """The pieces without a footnote mark behind the last word that closes a bracket and opens none, and its number."""
    text = "".join(p.text for p in pieces)
    match = _UNOPENED.search(pieces[-1].text)
    if (
        match is None
        or (len(pieces) == 1 and not match.start())
        or sum(text.count(c) for c in ")]}") <= sum(text.count(c) for c in "([{")
    ):
        return pieces, ()
    mark = int(match["mark"] or 0)
    rest = [pieces[-1]._replace(text=pieces[-1].text[: match.start()])] if match.start() else []
    return [*pieces[:-1], *rest], (mark,) if mark else ()
