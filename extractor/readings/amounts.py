"""Read amounts: share counts, prices, values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Final

from extractor.filing import Status
from extractor.form.lookalikes import DIGITS
from extractor.readings.pieces import COUNTED_ONCE, LEADING_LOST, Piece, Reading, joins

_LOOKALIKES: Final = str.maketrans(DIGITS)
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?")
_PLAIN: Final = re.compile(r"\d+(?:\.\d{1,6})?|\.\d{1,6}")
_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:[.,]\d{3})+\.\d{3}")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_MARKS: Final = re.compile(r"\((\d{1,2})\)")
_GLUED: Final = re.compile(r"(?P<value>.*?\d)(?P<mark>\d)\)$")
_DOLLAR: Final = re.compile(r"^[$S](?=[\dOo.])")
_FRACTION: Final = re.compile(r"\$?(?:(\d{1,5})[ -])?(\d{1,2})/(2|4|8|16|32|64)")
_SLASHED: Final = re.compile(r"\d/\d")
_KEEP: Final = re.compile(r"[^0-9.,]")
_LONGEST: Final = 15  # digits; what is longer is no amount of a filing


def read_amount(pieces: Sequence[Piece], *, whole: bool, noisy: bool = False) -> Reading[Decimal]:
    """The amount that the pieces spell.

    ``whole``: a count of shares, of which a decimal point is rarely part; ``noisy``: whether points and commas may be misread.
    """
    texts, marks, repaired = [], [], False
    for piece in pieces:
        marks += [int(m) for m in _MARKS.findall(piece.text)]
        text, changed, mark = _clean(_MARKS.sub("", piece.text))
        marks += mark
        repaired |= changed
        texts.append(text)
    if any(_SLASHED.search(p.text) for p in pieces):
        return _fraction(" ".join(_MARKS.sub("", p.text) for p in pieces), tuple(marks))
    kept = [(t, p.edge) for t, p in zip(texts, pieces, strict=True) if t.strip(".,")]
    if not kept:
        return Reading(None, doubt=3.0, marks=tuple(marks))
    reading = _best([t for t, _ in kept], [e for _, e in kept], whole, noisy)
    if reading.value is None:
        return reading
    if repaired:
        reading = Reading(
            reading.value,
            Status.REPAIRED,
            reading.doubt + 1.0,
            (*reading.reasons, "letters read as digits"),
            reading.marks,
            reading.alternatives,
        )
    return Reading(reading.value, reading.status, reading.doubt, reading.reasons, (*marks, *reading.marks), reading.alternatives)


def has_dollar(pieces: Sequence[Piece]) -> bool:
    """Whether a dollar sign stands before the amount."""
    return any("$" in p.text for p in pieces)


def _fraction(text: str, marks: tuple[int, ...]) -> Reading[Decimal]:
    """A price in eighths and the like; anything else with a slash is no amount."""
    match = _FRACTION.fullmatch(" ".join(text.replace("$", " ").split()))
    if match is None or int(match[2]) >= int(match[3]):
        return Reading(None, doubt=4.0, marks=marks)
    return Reading(Decimal(match[1] or 0) + Decimal(match[2]) / Decimal(match[3]), Status.READ, 0.3, (), marks)


def _clean(text: str) -> tuple[str, bool, list[int]]:
    """Digits, points and commas of a piece, look-alike letters as digits; whether letters were; marks glued to it."""
    letter = text.startswith("S") and _DOLLAR.match(text) is not None
    text = _DOLLAR.sub("", text).replace("$", "").strip("\"'*°:;-_ ~^")
    if "|" in text and text.split("|")[0][-1:].isdigit():
        text = text.split("|")[0]  # a rule of the table, and what stood beyond it
    if "(" in text and any(c.isdigit() for c in text.split("(")[0]):
        text = text.split("(")[0]
    plain = text.translate(_LOOKALIKES)
    if not any(c.isdigit() for c in text) and len(text) > 2 and not _GROUPED.fullmatch(plain):
        return "", False, []
    changed = letter or any(a != b and b.isdigit() for a, b in zip(text, plain, strict=False))
    closing = _GLUED.match(plain) if plain.endswith(")") else None
    if closing and _GROUPED.fullmatch(closing["value"]) and not _GROUPED.fullmatch(plain[:-1]):
        return _KEEP.sub("", closing["value"]), changed, [int(closing["mark"])]
    return _KEEP.sub("", plain), changed, []


def _best(texts: list[str], edges: list[bool], whole: bool, noisy: bool) -> Reading[Decimal]:
    found: dict[Decimal, tuple[float, Status, str]] = {}
    for joined, cost in joins(texts, edges):
        form = _form(joined.strip(","), whole)
        if form is None:
            continue
        forms = [form]
        if whole and _THOUSANDS.fullmatch(joined.strip(",")):
            # Where the engine takes commas for points, three decimals are rarer than thousands.
            forms = [(form[0], 2.5 if noisy else form[1], form[2]), (form[0] * 1000, 1.2, "the point is a comma")]
        for value, extra, why in forms:
            total = cost + extra
            status = Status.REPAIRED if cost > 0 or extra >= 1.0 else Status.READ
            if value not in found or total < found[value][0]:
                found[value] = (total, status, why or (COUNTED_ONCE if cost > 0 else ""))
    if not found:
        return Reading(None, doubt=3.0)
    ranked = sorted(found.items(), key=lambda item: item[1][0])
    value, (doubt, status, why) = ranked[0]
    others = tuple(v for v, (d, _, _) in ranked[1:4] if d < doubt + 4.0)
    return Reading(value, status, doubt + (0.5 if others else 0.0), (why,) if why else (), (), others)


def _form(text: str, whole: bool) -> tuple[Decimal, float, str] | None:
    """The amount of a joined text, what its form costs and why."""
    if sum(c.isdigit() for c in text) > _LONGEST:
        return None
    if _GROUPED.fullmatch(text):
        lost = text.startswith("0")
        return _decimal(text.replace(",", ""), 2.5 if lost else 0.0, LEADING_LOST if lost else "")
    if _PLAIN.fullmatch(text):
        if text.startswith("0") and len(text) > 1 and text[1].isdigit():
            return _decimal(text, 2.5, LEADING_LOST)
        if whole and _THOUSANDS.fullmatch(text):
            return _decimal(text, 0.9, "the point may be a comma")
        return _decimal(text, 0.1 if "." in text or len(text) <= 3 else 0.4, "")
    if _POINTS.fullmatch(text):
        return _decimal(text.replace(".", "").replace(",", ""), 1.0, "decimal points read as digit grouping")
    digits, _, decimals = text.rpartition(".") if text.count(".") == 1 else (text, "", "")
    groups = digits.split(",")
    if len(groups) > 1 and groups[0] and decimals.isdigit() | (decimals == "") and all(g.isdigit() or not g for g in groups):
        if groups[0].startswith("0"):
            return _decimal("".join(groups) + (f".{decimals}" if decimals else ""), 2.5, LEADING_LOST)
        return _decimal("".join(groups) + (f".{decimals}" if decimals else ""), 2.0, "digits out of their groups")
    plain = re.sub(r"[^\d]", "", text)
    return _decimal(plain, 4.0, "points and commas out of place") if plain else None


def _decimal(text: str, cost: float, why: str) -> tuple[Decimal, float, str] | None:
    try:
        return Decimal(text), cost, why
    except InvalidOperation:
        return None
