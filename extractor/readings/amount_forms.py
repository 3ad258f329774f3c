"""The forms in which amounts are printed: groups of digits, points and commas, and what of them engines take for each other."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple

from extractor.filing import Hint

GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?")
_PLAIN: Final = re.compile(r"\d+(?:\.\d{1,6})?|\.\d{1,6}")
_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:[.,]\d{3})+\.\d{3}")
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_MIXED: Final = re.compile(r"(?P<whole>\d{1,3}(?:[.,]\d{3})+)\.(?P<decimals>\d{1,2}|\d{4})")
_BARE: Final = re.compile(r"(?P<start>\d{1,3}(?:,\d{3})*,\d{3})(?P<end>\d{3}(?:,\d{3})*)")
_BARE_FIRST: Final = re.compile(r"[1-9]\d{3,5}(?:,\d{3})+")
_RAISED: Final = re.compile(r"(?P<value>\d{1,3}(?:,\d{3})+)(?P<mark>\d)")
_COMMA_FOR_POINT: Final = re.compile(r"\d{1,3},(?:\d\d|\d{4})|0,\d{3}")
"""A price whose point was read as a comma: no group of digits has two or four, and none stands behind a nought."""
_LONGEST: Final = 15  # digits; what is longer is no amount of a filing


class Form(NamedTuple):
    """An amount as its digits, points and commas give it: what its form costs and why, and the mark behind it."""

    value: Decimal
    cost: float = 0.0
    why: str = ""
    mark: int = 0


def forms(joined: str, whole: bool, noisy: bool) -> list[Form]:
    """The amounts that a joined text may be."""
    form = _form(joined, whole, noisy)
    if form is None:
        return []
    text = joined.strip(",")
    if whole and text.endswith("0") and (_THOUSANDTHS.fullmatch(text) or _THOUSANDS.fullmatch(text)):
        # Of a part of a share the last decimal is no nought.
        return [form._replace(cost=2.5), form._replace(value=form.value * 1000, cost=1.0, why=Hint.POINT)]
    if whole and noisy and _THOUSANDTHS.fullmatch(text):
        # Where the engine takes commas for points, it may have taken the last of them.
        return [form, form._replace(value=form.value * 1000, cost=2.5, why=Hint.POINT)]
    if whole and _THOUSANDS.fullmatch(text):
        # Where the engine takes commas for points, three decimals are rarer than thousands.
        return [
            form._replace(cost=2.5 if noisy or _HUNDREDS.search(joined) else form.cost),
            form._replace(value=form.value * 1000, cost=1.2, why=Hint.POINT),
        ]
    return [form]


_HUNDREDS: Final = re.compile(r"\.[1-9]00,?$")
"""Hundreds, or a fraction with two noughts that nobody writes."""
_THOUSANDTHS: Final = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{3}")
_SPECK: Final = re.compile(r"\.([1-9]\d\d)")
_SPECK_BEFORE: Final = re.compile(r"[.,]\d{1,3}\.\d{2,4}")
"""A price, which has one point, behind a speck."""


def _form(joined: str, whole: bool, noisy: bool) -> Form | None:
    """The amount of a joined text."""
    text = joined.strip(",")
    if not whole and _SPECK_BEFORE.fullmatch(text):
        text = text[1:]
    if not whole and _COMMA_FOR_POINT.fullmatch(text):
        return amount_of(text.replace(",", "."), 1.0, "the comma is a point")
    if text[-1:] == "." and "." in text[:-1]:
        text = text[:-1]
    if whole and noisy and (speck := _SPECK.fullmatch(text)):
        return amount_of(speck[1], 1.5, "a speck before the number")
    if whole and text[-1:] == "." and GROUPED.fullmatch(text[:-1]):
        text = text[:-1]
    if whole and text[:1] == "." and (GROUPED.fullmatch(text[1:]) or _WITH_FRACTION.fullmatch(text[1:])):
        text = text[1:]
    if whole and _MILLIONS.fullmatch(text):
        return amount_of(text.replace(".", ""), 1.5, Hint.POINT)
    if sum(c.isdigit() for c in text) > _LONGEST:
        return None
    if text.startswith("0") and len(text) > 1 and text[1] != "." and (GROUPED.fullmatch(text) or _PLAIN.fullmatch(text)):
        return amount_of(text, 2.5, Hint.LEADING_LOST)
    if whole and joined.startswith(",") and _ENDS.fullmatch(text):
        return amount_of(text, 2.5, Hint.LEADING_LOST)
    if whole and joined.endswith(",") and len(text) <= 3 and text.isdigit():
        return amount_of(text, 1.0, "a speck behind the number") if noisy else amount_of(text, 2.5, Hint.DIGIT_LOST)
    if GROUPED.fullmatch(text):
        return amount_of(text, 0.0)
    if _PLAIN.fullmatch(text):
        if whole and _THOUSANDS.fullmatch(text):
            return amount_of(text, 0.9, "the point may be a comma")
        return amount_of(text, 0.1 if "." in text or len(text) <= 3 else 0.4)
    if _POINTS.fullmatch(text):
        return amount_of(text.replace(".", ""), 1.0, "decimal points read as digit grouping")
    if mixed := _MIXED.fullmatch(text):
        return amount_of(f"{mixed['whole'].replace('.', '')}.{mixed['decimals']}", 1.0, "decimal points read as digit grouping")
    if whole and (bare := _BARE.fullmatch(text)):
        return amount_of(bare["start"] + bare["end"], 1.5, "a comma seems lost")
    if whole and _BARE_FIRST.fullmatch(text):
        return amount_of(text, 1.5, "a comma seems lost")
    if raised := _RAISED.fullmatch(text):
        return amount_of(raised["value"], 1.6, Hint.RAISED)._replace(mark=int(raised["mark"]))
    return _damaged(text)


_WITH_FRACTION: Final = re.compile(r"\d{1,3}\.\d{4}")
_MILLIONS: Final = re.compile(r"[1-9]\d{0,2}\.\d{6}")
"""Millions of which one of the commas was read as a point, and the other is lost: no fraction has so many decimals."""
_ENDS: Final = re.compile(r"\d{3}(?:,\d{3})*(?:\.\d{1,4})?")
"""What is left of a number behind a comma."""


def _damaged(text: str) -> Form | None:
    """The amount of a text whose groups of digits are too short or too long."""
    digits, _, decimals = text.rpartition(".") if text.count(".") == 1 else (text, "", "")
    groups = digits.split(",")
    plain = re.sub(r"\D", "", text)
    well = len(groups) > 1 and groups[0] and all(g.isdigit() or not g for g in (*groups, decimals))
    if not well:
        return amount_of(plain, 4.0, "points and commas out of place") if plain else None
    amount = "".join(groups) + (f".{decimals}" if decimals else "")
    if groups[0].startswith("0"):
        return amount_of(amount, 2.5, Hint.LEADING_LOST)
    short = [k for k, group in enumerate(groups) if k and len(group) < GROUP]
    if not short or any(len(g) > GROUP for g in groups):
        return amount_of(amount, 2.0, Hint.UNGROUPED)
    if len(short) == 1 and groups[short[0]] == "00":
        groups[short[0]] = "000"
        return amount_of("".join(groups) + (f".{decimals}" if decimals else ""), 1.4, "a nought beside noughts seems lost")
    return amount_of(amount, 2.0, Hint.DIGIT_LOST)


GROUP: Final = 3  # digits


def amount_of(text: str, cost: float, why: str = "") -> Form:
    """An amount without its commas."""
    return Form(Decimal(text.replace(",", "")), cost, why)
