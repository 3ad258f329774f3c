"""Transactions of Table I, in the patterns in which they come."""

from __future__ import annotations

from datetime import date

from .dates import DECIMALS
from .model import SCALE
from .natures import nature
from .scene import Scene


def lots(scene: Scene, code: str, day: date, total: int, count: int, *, acquired: bool) -> None:
    """A trade in several lots, each at its own price."""
    rng = scene.rng
    count = min(count, scene.room(False))
    base = scene.price(day)
    step = SCALE // 16 if day < DECIMALS else SCALE // 100
    price, left = base, max(total, count * SCALE)
    for index in range(count):
        share = left if index == count - 1 else int(left * rng.uniform(0.1, 1.6) / (count - index))
        unit = 100 * SCALE if left > 100 * count * SCALE and rng.random() < 0.7 else SCALE
        share = min(max(share // unit * unit, unit), left - (count - index - 1) * SCALE) if index < count - 1 else left
        row = scene.stock_row(code, day, share, price, acquired)
        if price % SCALE % 100 and rng.random() < 0.6:
            row.note("transactionPricePerShare", scene.text("average", 0.4))
        left -= share
        price = max(step, price + rng.randint(-2, 5) * step)
        if rng.random() < 0.12 and day < scene.last:
            day = max(day, scene.later())


def _count(scene: Scene) -> int:
    """How many lots: mostly one to four, seldom up to thirty."""
    if scene.rng.random() < 0.05:
        return scene.rng.randint(10, 30)
    return scene.rng.choices((1, 2, 3, 4, 5, 6, 8), weights=(46, 18, 12, 9, 6, 5, 4))[0]


def sale(scene: Scene) -> None:
    """Sales in the market."""
    lots(scene, "S", scene.later(), scene.amount(4.0), _count(scene), acquired=False)


def purchase(scene: Scene) -> None:
    """Purchases in the market."""
    lots(scene, "P", scene.later(), scene.amount(3.6), _count(scene), acquired=True)


def stock_grant(scene: Scene) -> None:
    """A grant of stock."""
    draw = scene.rng.random()
    day = scene.later()
    price = 0 if draw < 0.72 else None if draw < 0.78 else scene.price(day)
    scene.stock_row("A", day, scene.amount(3.7, 0.6), price, True)


def withhold(scene: Scene) -> None:
    """Shares withheld for tax, on one or more vesting days."""
    for _ in range(min(scene.rng.choice((1, 1, 1, 2, 2, 3, 4)), scene.room(False))):
        day = scene.later()
        scene.stock_row("F", day, scene.amount(3.2, 0.6, whole=0.05), scene.price(day), False)


def gift(scene: Scene) -> None:
    """Gifts, mostly given."""
    for _ in range(min(scene.rng.choice((1, 1, 1, 2, 3)), scene.room(False))):
        day = scene.later(market=False)
        price = 0 if scene.rng.random() < 0.93 else None
        scene.stock_row("G", day, scene.amount(3.4, whole=0.7), price, scene.rng.random() < 0.2)


def transfer(scene: Scene) -> None:
    """A move between direct and indirect ownership: two rows of one size."""
    if scene.room(False) < 2:
        return
    rng, home = scene.rng, scene.holder
    day, size, code = scene.later(market=False), scene.amount(4.0), rng.choice("GGJ")
    price = 0 if rng.random() < 0.8 else None
    out = scene.stock_row(code, day, size, price, False)
    scene.holder = (False, nature(rng, scene.casing)) if home[0] else (True, "")
    into = scene.stock_row(code, day, size, price, True)
    scene.holder = home
    if rng.random() < 0.7:
        text = scene.text("gift" if code == "G" else "code")
        out.note("transactionCoding", text)
        into.note("transactionCoding", text)


def plan_buy(scene: Scene) -> None:
    """Small acquisitions: reinvested dividends and payroll plans, often with fractions."""
    rng = scene.rng
    code = rng.choice(("L", "L", "J", "A", "I", "P"))
    for _ in range(min(rng.choice((1, 1, 2, 3, 4, 8)), scene.room(False))):
        day = scene.later()
        size = scene.amount(2.0, 0.5, whole=0.05) // SCALE * SCALE + scene.fraction(0.55)
        scene.stock_row(code, day, max(size, SCALE), scene.price(day), True)


def odd(scene: Scene) -> None:
    """The rarer codes: by will, into a voting trust, within a plan, and all else."""
    rng = scene.rng
    code = rng.choices("WZIJUDLH", weights=(20, 9, 20, 26, 10, 18, 5, 2))[0]
    day = scene.later(market=code not in "WJ")
    acquired = {"U": False, "D": False, "L": True, "H": False, "W": rng.random() < 0.8}.get(code, rng.random() < 0.5)
    price: int | None = scene.price(day) if code in "IUDL" else 0
    if code in "UDJWZ" and rng.random() < 0.35:
        price = None
    row = scene.stock_row(code, day, scene.amount(3.8), price, acquired)
    if code == "J" or rng.random() < 0.3:
        row.note("transactionCoding", scene.text("merger" if code in "UD" else "code"))
