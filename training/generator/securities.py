"""Security titles and derivative instruments. Titles of these kinds are terms of the trade."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from .dates import DECIMALS, add_years, business, month_end
from .model import SCALE
from .words import words

SERIES = re.compile(r"\b(?:class|series) [a-z]\b", re.IGNORECASE)
PAR = words("par")
STOCKS = words("stocks")
OTHER_CLASSES = words("other_classes")
RIGHT = words("option_rights")
OPTIONS = words("options")
KINDS = tuple("rsu psu phantom dsu sar warrant note preferred classb unit put call forward swap".split())  # noqa: SIM905
TITLES = {kind: words(f"title_{kind}") for kind in KINDS}


@dataclass(slots=True)
class Instrument:
    """The terms of a derivative; None stands where a footnote takes the place of the value."""

    kind: str
    title: str
    underlying: str
    conversion: int | None
    exercise: date | None
    expiration: date | None
    ratio: float = 1.0


def stock_title(rng: Random, name: str = "") -> str:
    """The title of an issuer's main class, with or without its par value, of at most sixty characters."""
    title = _full_title(rng, name)
    while len(title) > 60:
        title = _full_title(rng, name)
    return title


def _full_title(rng: Random, name: str) -> str:
    """A title of stock, of any length."""
    base = "Common Stock" if rng.random() < 0.45 else rng.choice(STOCKS)
    draw = rng.random()
    if draw < 0.66 or "Unit" in base:
        if draw < 0.03 and name:
            return f"{name} {base}"
        return base
    par = rng.choice(PAR)
    if par == "no":
        return rng.choice((f"{base}, no par value", f"{base} (no par value)", f"{base}, without par value"))
    return rng.choice(
        (
            f"{base}, par value {par} per share",
            f"{base}, {par} par value",
            f"{base}, par value {par}",
            f"{base} {par} par value",
            f"{base}, {par} par value per share",
            f"{base} ({par} par value)",
            f"{base}, {par} Par Value",
            f"{par} par value {base}",
            f"{base}, Par Value {par} Per Share",
            f"{base} (par value {par})",
        )
    )


def recase(rng: Random, text: str, style: str) -> str:
    """The text in the capitals of a filer: as it is, all capitals, small, or only the first letter."""
    if style == "mixed" and rng.random() < 0.03:
        style = rng.choice(("upper", "lower"))
    if style == "sentence":
        small = text[:1].upper() + text[1:].lower()
        return SERIES.sub(lambda match: match[0][:-1] + match[0][-1].upper(), small)
    return {"upper": text.upper(), "lower": text.lower()}.get(style, text)


def price_on(rng: Random, level: float, day: date) -> int:
    """A market price near `level`: eighths and sixteenths before decimal trading, cents and less after."""
    value = level * rng.uniform(0.93, 1.07)
    if day < DECIMALS and rng.random() < 0.88:
        step = rng.choice((8, 8, 8, 4, 2, 16, 16, 32))
        return round(max(1, round(value * step)) * SCALE / step)
    digits = rng.choices((0, 1, 2, 3, 4), weights=(6, 3, 68, 4, 19))[0]
    return max(1, round(round(value, digits) * SCALE)) if value >= 1 else max(1, round(value * SCALE))


def make_instrument(rng: Random, kind: str, stock: str, level: float, day: date, *, granted: bool) -> Instrument:
    """A derivative of a kind; `granted` on the day itself, or else some years before it."""
    under = stock if rng.random() < 0.9 else "Common Stock"
    start = day if granted else day - timedelta(days=rng.randint(200, 3000))
    if kind == "option":
        title = f"{rng.choice(OPTIONS)} {rng.choice(RIGHT)}".strip()[:60]
        strike = price_on(rng, level * (1 if granted else rng.uniform(0.15, 1.2)), start)
        first = add_years(start, rng.choice((0, 1, 1, 1, 2, 3, 4))) if rng.random() < 0.5 else None
        exercise = start + timedelta(days=182) if first == start and rng.random() < 0.5 else first
        last = add_years(start, rng.choice((10, 10, 10, 10, 10, 7, 5, 8)))
        if last <= day:
            last = add_years(day, rng.randint(0, 3)) + timedelta(days=30)
        if rng.random() < 0.3:
            last -= timedelta(days=1)
        return Instrument(kind, title, under, strike, exercise, last)
    title = rng.choice(TITLES[kind])
    if kind in ("rsu", "psu", "phantom", "dsu"):
        conversion = None if rng.random() < 0.86 else rng.choice((0, 0, SCALE))
        exercise = None if rng.random() < 0.88 else add_years(start, rng.randint(1, 4))
        expiration = None if rng.random() < 0.86 else add_years(start, rng.randint(4, 10))
        return Instrument(kind, title, under, conversion, exercise, expiration)
    if kind in ("put", "call", "forward", "swap"):
        strike = round(level * rng.uniform(0.8, 1.25) * 2) * SCALE // 2
        last = business(
            month_end(add_years(start if start > day - timedelta(days=300) else day, 0))
            + timedelta(days=rng.choice((17, 49, 110, 200)))
        )
        exercise = last if kind != "call" and rng.random() < 0.5 else start if rng.random() < 0.7 else None
        return Instrument(kind, title, under, max(strike, 1) if rng.random() < 0.9 else None, exercise, last)
    exercise = start if rng.random() < 0.55 else None
    expiration = add_years(start, rng.randint(5, 12)) if kind in ("warrant", "sar", "note") and rng.random() < 0.85 else None
    if expiration is not None and expiration <= day:
        expiration = add_years(day, 2)
    if kind in ("classb", "preferred", "unit"):
        ratio = rng.choice((1.0, 1.0, 1.0, 2.0, 10.0, 2.5, 1.1765)) if kind == "preferred" else 1.0
        return Instrument(
            kind, title, under, None if rng.random() < 0.65 else rng.choice((0, SCALE)), exercise, expiration, ratio
        )
    strike = price_on(rng, level * rng.uniform(0.3, 1.4), start)
    return Instrument(kind, title, under, strike, exercise, expiration)
