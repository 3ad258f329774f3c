"""Transactions of Table II, and the rows of Table I that belong to them."""

from __future__ import annotations

from datetime import timedelta

from .dates import business
from .model import SCALE
from .scene import Scene
from .securities import Instrument, make_instrument, recase
from .trades import lots


def instrument(scene: Scene, kind: str, *, granted: bool) -> Instrument:
    """The terms of a derivative of the issuer."""
    rng, issuer = scene.rng, scene.issuer
    item = make_instrument(rng, kind, issuer.stock, issuer.price, scene.day, granted=granted)
    item.title = recase(rng, item.title, scene.casing)
    return item


def unit_kind(scene: Scene) -> str:
    """Which unit or right, by the time."""
    kinds = ("option", "rsu", "psu", "phantom", "dsu", "sar")
    weights = (30, 45, 8, 8, 6, 3) if scene.modern else (82, 2, 1, 9, 3, 3)
    return scene.rng.choices(kinds, weights=weights)[0]


def grant(scene: Scene) -> None:
    """Grants of options or units."""
    rng = scene.rng
    day = scene.later()
    for _ in range(min(rng.choice((1, 1, 1, 1, 2, 2, 3)), scene.room(True))):
        kind = unit_kind(scene)
        draw = rng.random()
        price = 0 if draw < 0.66 else None if draw < 0.82 else scene.price(day)
        size = scene.amount(4.1, 0.6, whole=0.6 if kind == "option" else 0.2)
        if kind in ("phantom", "dsu"):
            size = scene.amount(2.8, 0.6, whole=0.05) // SCALE * SCALE + scene.fraction(0.5)
            price = scene.price(day) if rng.random() < 0.7 else price
        item = instrument(scene, kind, granted=True)
        scene.derivative_row(item, "A", day, max(size, SCALE), price, True)


def vest(scene: Scene) -> None:
    """Units that turn into stock: M in both tables, and shares withheld."""
    rng = scene.rng
    count = min(rng.choice((1, 1, 1, 2, 2, 3, 4, 6)), scene.room(True), scene.room(False) // 2)
    day, price = scene.later(market=rng.random() < 0.9), 0
    tax = rng.random() < 0.72
    level = scene.price(day)
    free = 0 if rng.random() < 0.62 else None
    for _ in range(count):
        item = instrument(scene, rng.choice(("rsu", "rsu", "rsu", "psu", "dsu")), granted=False)
        size = scene.amount(3.4, 0.55, whole=0.1) // SCALE * SCALE
        row = scene.stock_row("M", day, size, free, True)
        if free is None:
            row.notes["transactionPricePerShare"] = [scene.text("unitright")]
        if tax:
            withheld = max(SCALE, int(size * rng.uniform(0.22, 0.5)) // SCALE * SCALE)
            scene.stock_row("F", day, withheld, level, False)
        scene.derivative_row(item, "M", day, size, price, False)


def exercise(scene: Scene) -> None:
    """Options exercised: M in both tables, then held, sold in lots, or paid for with shares."""
    rng = scene.rng
    count = min(rng.choice((1, 1, 1, 2, 2, 3, 4)), scene.room(True), scene.room(False) // 2)
    day, total = scene.later(), 0
    code = rng.choices("MXO", weights=(93, 5, 2))[0]
    for _ in range(count):
        kind = "option" if code == "M" else "warrant" if code == "X" else rng.choice(("option", "call"))
        item = instrument(scene, kind, granted=False)
        size = scene.amount(3.9, 0.6, whole=0.6) // SCALE * SCALE
        scene.stock_row(code, day, size, item.conversion, True)
        draw = rng.random()
        price = 0 if draw < 0.8 else None if draw < 0.92 else item.conversion
        scene.derivative_row(item, code, day, size, price, False)
        total += size
    draw = rng.random()
    if count and draw < 0.62 and scene.room(False):
        part = total if draw < 0.5 else max(SCALE, total // 2 // SCALE * SCALE)
        lots(scene, "S", day, part, rng.choice((1, 1, 2, 3, 5, 8, 12)), acquired=False)
    elif count and draw < 0.75 and scene.room(False):
        paid = max(SCALE, int(total * rng.uniform(0.2, 0.6)) // SCALE * SCALE)
        scene.stock_row("F", day, paid, scene.price(day), False)


def convert(scene: Scene) -> None:
    """Another class, preferred stock, units or notes converted into the main class, perhaps sold then."""
    rng = scene.rng
    if not (scene.room(True) and scene.room(False)):
        return
    day = scene.later()
    item = instrument(scene, rng.choice(("classb", "classb", "preferred", "preferred", "unit", "note")), granted=False)
    size = scene.amount(4.6, 0.7, whole=0.3) // SCALE * SCALE
    price = 0 if rng.random() < 0.6 else None
    row = scene.derivative_row(item, "C", day, size, price, False)
    scene.stock_row("C", day, row.under_shares or size, price, True)
    if rng.random() < 0.4 and scene.room(False):
        lots(scene, "S", day, row.under_shares or size, rng.choice((1, 1, 2, 4)), acquired=False)


def contract(scene: Scene) -> None:
    """Puts, calls, forwards and swaps: bought, written, expired, settled."""
    rng = scene.rng
    item = instrument(scene, rng.choice(("put", "call", "call", "forward", "swap", "swap", "warrant")), granted=True)
    code = rng.choices("PSJEHK", weights=(22, 26, 14, 16, 14, 18 if item.kind == "swap" else 2))[0]
    day = scene.later()
    swap = code == "K" or (item.kind == "swap" and rng.random() < 0.75)
    code = rng.choice("PSJ") if code == "K" else code
    gain = {"P": True, "S": False, "E": False, "H": False}.get(code, rng.random() < 0.5)
    price = max(100, round(scene.price(day) * rng.uniform(0.02, 0.15) / 100) * 100) if code in "PSH" else 0
    for _ in range(min(rng.choice((1, 1, 2, 3)), scene.room(True))):
        row = scene.derivative_row(item, code, day, scene.amount(4.3, whole=0.9), price, gain)
        row.swap = swap
        if swap and rng.random() < 0.6:
            row.note("transactionCoding", scene.text("code"))
    if swap and rng.random() < 0.3 and scene.room(False):
        scene.stock_row("P" if gain else "S", day, scene.amount(4.3), scene.price(day), gain).swap = True


def acquire(scene: Scene) -> None:
    """Warrants, preferred stock, notes or units bought or received; notes by their value in money."""
    rng = scene.rng
    if not scene.room(True):
        return
    day = scene.later()
    item = instrument(scene, rng.choice(("warrant", "warrant", "preferred", "note", "unit")), granted=True)
    code = rng.choice("PPAJ")
    row = scene.derivative_row(item, code, day, scene.amount(4.6, whole=0.5), 0, True)
    row.price = None if code == "J" else scene.price(day) if rng.random() < 0.6 else 0
    if item.kind == "note" or rng.random() < 0.04:
        row.total, row.shares = row.shares * rng.choice((1, 5, 10)), 0
        row.following_is_value = True
        row.price = None if rng.random() < 0.5 else 0
        if rng.random() < 0.25:
            row.under_shares, row.under_value = None, row.total


def merger(scene: Scene) -> None:
    """Stock and options given up in a merger, or options exchanged for new ones."""
    rng = scene.rng
    day = business(scene.later())
    day = day if day <= scene.last else scene.later()
    price = scene.price(day) if rng.random() < 0.5 else None
    if scene.room(False):
        scene.stock_row(rng.choice("DDDU"), day, scene.amount(4.2), price, False)
    for _ in range(min(rng.choice((0, 1, 1, 2, 3, 5)), scene.room(True))):
        item = instrument(scene, unit_kind(scene), granted=False)
        scene.derivative_row(item, "D", day, scene.amount(4.1, whole=0.5), price if rng.random() < 0.7 else 0, False)


def reprice(scene: Scene) -> None:
    """An option replaced by one with other terms: D and A of one size."""
    if scene.room(True) < 2:
        return
    day, size = scene.later(), scene.amount(4.1, whole=0.7)
    price = 0 if scene.rng.random() < 0.6 else None
    old = instrument(scene, "option", granted=False)
    scene.derivative_row(old, "D", day, size, price, False)
    old.expiration = (old.expiration or day) + timedelta(days=365)
    old.conversion = max(100, (old.conversion or SCALE) * 7 // 10)
    scene.derivative_row(old, "A", day, size, price, True)
