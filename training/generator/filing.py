"""One filing from the choice of its trades to the finished draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import derivatives, trades
from .dates import DEEMED, PLAN_BOX, add_business, between, business, random_day, signing_day
from .holdings import add_derivative_holdings, add_stock_holdings, balance, unique_holdings
from .issuers import Issuer
from .model import Row
from .natures import nature
from .notes import annotate
from .owners import Owner, make_owners, officer_title, signature
from .people import individual
from .scene import Scene, window
from .securities import recase
from .words import words

# pattern of trades: weight before 2006, weight since, weight on a Form 5
PATTERNS: tuple[tuple[Callable[[Scene], None], float, float, float], ...] = (
    (trades.sale, 17, 15, 4),
    (trades.purchase, 15, 8, 6),
    (trades.stock_grant, 9, 17, 8),
    (trades.withhold, 3, 13, 2),
    (trades.gift, 5, 3, 26),
    (trades.transfer, 2, 1.5, 5),
    (trades.plan_buy, 3, 1, 22),
    (trades.odd, 5, 4, 10),
    (derivatives.grant, 12, 12, 14),
    (derivatives.vest, 1, 17, 1),
    (derivatives.exercise, 18, 10, 5),
    (derivatives.convert, 3, 3, 2),
    (derivatives.contract, 3, 2, 2),
    (derivatives.acquire, 3, 2, 2),
    (derivatives.merger, 2, 2, 1),
    (derivatives.reprice, 1.2, 0.6, 1),
)


@dataclass(slots=True)
class Draft:
    """A filing before it is XML."""

    form: str
    issuer: Issuer
    period: date
    owners: list[Owner]
    rows: list[Row]
    remarks: str
    signatures: list[tuple[str, date]]
    original: date | None = None
    not_subject: bool = False
    none_owned: bool = False
    plan_box: bool | None = None
    form3_reported: bool = False
    form4_reported: bool = False


def _transactions(scene: Scene) -> None:
    """A few patterns of trades, one after the other."""
    rng = scene.rng
    five, modern = scene.form.startswith("5"), scene.modern
    weights = [annual if five else new if modern else old for _, old, new, annual in PATTERNS]
    for _ in range(rng.choices((1, 2, 3, 5), weights=(72, 19, 7, 2))[0]):
        if scene.room(False) and scene.room(True):
            rng.choices([pattern[0] for pattern in PATTERNS], weights=weights)[0](scene)
    if not scene.rows:
        trades.purchase(scene)


def _codings(scene: Scene) -> None:
    """The form types, timeliness, swaps and deemed execution dates of the rows."""
    rng, five = scene.rng, scene.form.startswith("5")
    early = not five and rng.random() < 0.07
    late = five and rng.random() < 0.25
    for row in scene.rows:
        if row.day is None:
            if five and rng.random() < 0.03:
                row.form_type = "3"
            continue
        row.form_type = "5" if five else "4"
        if early and (row.code in "GLWZ" or rng.random() < 0.3):
            row.form_type = "5"
            row.timeliness = "E" if rng.random() < 0.85 else ""
        elif late and rng.random() < 0.6:
            row.form_type = "4" if rng.random() < 0.8 else "5"
            row.timeliness = "L" if row.form_type == "5" or rng.random() < 0.3 else ""
        elif not five and rng.random() < 0.004:
            row.timeliness = "L"
        if row.day >= DEEMED and rng.random() < (0.05 if row.day.year < 2005 else 0.004):
            row.deemed = row.day if rng.random() < 0.5 else add_business(row.day, 1)
        if row.code in "PSJ" and rng.random() < 0.003:
            row.swap = True


def _remarks(rng: Random, owners: list[Owner]) -> str:
    """Remarks: seldom, but always where a title points to them."""
    if any("remarks" in f"{owner.title} {owner.other_text}".lower() for owner in owners):
        title = officer_title(rng)
        while "remarks" in title.lower():
            title = officer_title(rng)
        return f"{rng.choice(('', 'Full title: ', 'Title: '))}{title}, {rng.choice(words('officer_areas'))}"
    return rng.choice(words("remarks")) if rng.random() < 0.1 else ""


def _signatures(rng: Random, owners: list[Owner], issuer: Issuer, day: date) -> list[tuple[str, date]]:
    """A signature for each owner, or one for all."""
    agent = (rng.choice(issuer.people) if rng.random() < 0.3 else individual(rng)).natural(rng)
    style = rng.randint(0, 99)
    if len(owners) > 1 and rng.random() < 0.06:
        return [(f"/s/ {agent}, for each of the reporting persons", day)]
    return [(signature(rng, owner, agent, style), day) for owner in owners]


def _indirect(scene: Scene, owners: list[Owner]) -> None:
    """Choose in whose hands the traded securities are."""
    rng = scene.rng
    scene.group = len(owners) > 1 or owners[0].person.entity
    if rng.random() < (0.6 if scene.group else 0.13):
        scene.holder = (False, nature(rng, scene.casing, fund=scene.group))


def build(rng: Random, issuer: Issuer, form: str) -> Draft:
    """Make up a filing of a form for an issuer."""
    day = random_day(rng)
    first, last = window(rng, form, day, issuer.fiscal_month)
    owners = make_owners(rng, issuer)
    casing = rng.choices(("mixed", "upper", "lower", "sentence"), weights=(82, 9, 1.5, 7.5))[0]
    scene = Scene(rng, issuer, form, first, last, casing)
    stock, issuer.stock = issuer.stock, recase(rng, issuer.stock, casing)
    initial = form.startswith("3")
    _indirect(scene, owners)
    if initial:
        draw = rng.random()
        if draw > 0.1:
            count = 30 if rng.random() < 0.01 else rng.choices((0, 1, 2, 3, 4, 6, 9), weights=(8, 42, 20, 12, 8, 6, 4))[0]
            add_stock_holdings(scene, count, first_direct=rng.random() < (0.3 if scene.group else 0.85))
            more = rng.choices((0, 1, 2, 3, 4, 6, 10, 24), weights=(45, 20, 13, 8, 6, 4, 3, 1))[0]
            add_derivative_holdings(scene, more)
    else:
        if not (form.startswith("5") and rng.random() < 0.06):
            _transactions(scene)
        traded = any(not row.derivative for row in scene.rows)
        count = rng.choices((0, 1, 2, 3, 5, 8), weights=(62, 17, 9, 6, 4, 2))[0] or (0 if scene.rows else 1)
        add_stock_holdings(scene, count, first_direct=not traded or not scene.holder[0])
        if rng.random() < 0.09:
            add_derivative_holdings(scene, rng.choice((1, 1, 2, 3, 4, 6, 8)))
    issuer.stock = stock
    scene.rows.sort(key=lambda row: (row.derivative, row.holding, row.day or first))
    scene.rows = unique_holdings(scene.rows)
    balance(scene, running=rng.random() < 0.84)
    _codings(scene)
    annotate(scene, following=not initial)
    days = [row.day for row in scene.rows if row.day] or [last]
    period = last if form.startswith(("3", "5")) else min(days)
    signed = signing_day(rng, form, max([*days, period]))
    return _finish(rng, scene, owners, period, signed)


def _finish(rng: Random, scene: Scene, owners: list[Owner], period: date, signed: date) -> Draft:
    """Put the heading, the boxes and the signatures to the rows."""
    form, issuer, original = scene.form, scene.issuer, None
    if form.endswith("/A"):
        original = signed
        signed = business(signed + timedelta(days=1 + int(rng.expovariate(1 / 30))))
    draft = Draft(form, issuer, period, owners, scene.rows, _remarks(rng, owners), [], original)
    draft.signatures = _signatures(rng, owners, issuer, signed)
    draft.not_subject = not form.startswith("3") and rng.random() < 0.04
    draft.none_owned = form.startswith("3") and not scene.rows
    if signed >= PLAN_BOX and not form.startswith("3"):
        draft.plan_box = any("10b5" in text for texts in scene.texts.values() for text in texts) or rng.random() < 0.02
    if form.startswith("5"):
        draft.form3_reported = any(row.form_type == "3" for row in scene.rows)
        draft.form4_reported = any(row.form_type == "4" for row in scene.rows)
    if original is not None and rng.random() < 0.03 and original.year > 2003:
        draft.original = between(rng, original, signed)
    return draft
