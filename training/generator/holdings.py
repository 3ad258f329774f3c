"""Holdings, and the balances of all rows."""

from __future__ import annotations

from .derivatives import instrument, unit_kind
from .model import SCALE, Row
from .natures import nature
from .scene import Scene
from .securities import OTHER_CLASSES, recase


def add_stock_holdings(scene: Scene, count: int, *, first_direct: bool) -> None:
    """Holdings of Table I, each of its own class or nature."""
    rng = scene.rng
    for index in range(min(count, scene.room(False))):
        title = scene.issuer.stock
        if rng.random() < 0.12:
            title = recase(rng, rng.choice(OTHER_CLASSES), scene.casing)
        direct = index == 0 and first_direct
        row = Row(False, title, direct=direct, nature="" if direct else nature(rng, scene.casing, fund=scene.group))
        row.following = scene.amount(4.3, 0.9, whole=0.25) // SCALE * SCALE + scene.fraction(0.07)
        scene.rows.append(row)


def add_derivative_holdings(scene: Scene, count: int) -> None:
    """Holdings of Table II."""
    rng = scene.rng
    for _ in range(min(count, scene.room(True))):
        draw = rng.random()
        kind = unit_kind(scene) if draw < 0.75 else rng.choice(("warrant", "classb", "preferred", "note", "unit"))
        size = scene.amount(4.2, 0.7, whole=0.5)
        home = scene.holder
        if rng.random() < 0.12:
            scene.holder = (False, nature(rng, scene.casing, fund=scene.group))
        row = scene.derivative_row(instrument(scene, kind, granted=False), "", scene.day, size, None, True)
        scene.holder = home
        row.day, row.following = None, size
        if kind in ("phantom", "put", "preferred", "classb") and rng.random() < 0.25:
            row.under_shares = None
        elif rng.random() < 0.02:
            row.under_shares, row.under_value = None, size * 10
        row.shares = 0


def unique_holdings(rows: list[Row]) -> list[Row]:
    """The rows without holdings of a class and nature that stand there already."""
    seen = {row.key for row in rows if not row.holding}
    kept = []
    for row in rows:
        if row.holding:
            if row.key in seen:
                continue
            seen.add(row.key)
        kept.append(row)
    return kept


def balance(scene: Scene, *, running: bool) -> None:
    """Fill what is owned after each transaction: a running balance, or the end total on every row."""
    rng = scene.rng
    groups: dict[tuple[object, ...], list[Row]] = {}
    for row in scene.rows:
        if not row.holding:
            groups.setdefault(row.key, []).append(row)
    for rows in groups.values():
        level = low = 0
        for row in rows:
            level += row.delta
            low = min(low, level)
        none_left = rng.random() < (0.3 if rows[0].derivative else 0.08)
        only_buys = low == 0 and rows[0].derivative and rng.random() < 0.75
        rest = 0 if none_left or only_buys else scene.amount(4.4, 0.8, whole=0.15) // SCALE * SCALE + scene.fraction(0.05)
        level = rest - low
        for row in rows:
            level += row.delta
            row.following = level
        if not running:
            for row in rows:
                row.following = level
