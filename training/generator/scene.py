"""The state of one filing while it is made: the issuer, the day, the rows so far and the footnotes already written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .dates import TWO_DAYS, add_business, between, business, month_end, prose
from .footnotes import write_note
from .issuers import Issuer
from .model import MAX_NOTES, MAX_ROWS, SCALE, Row
from .people import ROMAN
from .securities import Instrument, price_on
from .words import words

SURNAMES = words("surnames")


@dataclass(slots=True)
class Scene:
    """What the trades of one filing have in common."""

    rng: Random
    issuer: Issuer
    form: str
    day: date
    last: date
    casing: str = "mixed"
    group: bool = False
    rows: list[Row] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    holder: tuple[bool, str] = (True, "")

    @property
    def modern(self) -> bool:
        """Whether stock units have taken the place of most options."""
        return self.day.year >= 2006

    def room(self, derivative: bool) -> int:
        """How many more rows a table takes."""
        return MAX_ROWS - sum(row.derivative == derivative for row in self.rows)

    def later(self, *, market: bool = True) -> date:
        """A day in the window of the filing."""
        day = between(self.rng, self.day, self.last)
        if not market:
            return day
        return business(day, -1) if business(day, -1) >= self.day else business(day)

    def price(self, day: date) -> int:
        """A market price on a day."""
        return price_on(self.rng, self.issuer.price, day)

    def amount(self, centre: float = 3.7, spread: float = 0.65, *, whole: float = 0.45) -> int:
        """A number of shares: round in `whole` of the cases, and now and then with a fraction."""
        centre += 0.7 if self.group else 0.0
        value = max(1, int(10 ** min(7.6, self.rng.gauss(centre, spread))))
        if self.rng.random() < whole:
            unit = 100 if value < 20_000 else 1000
            value = max(unit, round(value / unit) * unit)
        return value * SCALE + self.fraction(0.02)

    def fraction(self, rate: float) -> int:
        """A part of a share, in `rate` of the cases."""
        if self.rng.random() >= rate:
            return 0
        step = self.rng.choice((1, 1, 10, 10, 100, 1000))
        return self.rng.randint(1, SCALE // step - 1) * step

    def text(self, topic: str, reuse: float = 0.75) -> str:
        """A footnote on a topic: one of this filing again, or a new one while there is room."""
        known = self.texts.setdefault(topic, [])
        total = sum(map(len, self.texts.values()))
        if known and (total >= MAX_NOTES or self.rng.random() < reuse):
            return self.rng.choice(known)
        if total >= MAX_NOTES:
            return next(texts[-1] for texts in self.texts.values() if texts)
        known.append(write_note(self.rng, topic, self.slots()))
        return known[-1]

    def slots(self) -> dict[str, Callable[[], str]]:
        """What the slots of a footnote are filled with."""
        rng, issuer = self.rng, self.issuer
        near = self.day + timedelta(days=rng.randint(-1200, 400))
        dollars = issuer.price * rng.uniform(0.9, 1.0)
        family = rng.choice(SURNAMES)
        stock = rng.choice((issuer.stock, "the common stock", "Common Stock", "the Issuer's stock"))
        trusts = ("family trust", "revocable trust", "1998 trust", "children's trust", "GRAT", "living trust")
        funds = ("Capital", "Partners", "Ventures", "Equity Fund", "Holdings", "Associates")
        rates = ("2-for-1", "3-for-2", "two-for-one", "0.85", "1.25", "1-for-10", "0.4417", "three-for-one")
        ends = ("L.P.", "LLC", "LP", "Ltd.")
        return {
            "date": lambda: prose(rng, near),
            "datetwo": lambda: prose(rng, near + timedelta(days=rng.choice((90, 365, 366, 730, 1095)))),
            "year": lambda: str(near.year),
            "years": lambda: rng.choice(("two", "three", "four", "five")),
            "count": lambda: rng.choice(("two", "three", "four", "five", "3", "4", "5", "12", "36", "48", "ten", "60")),
            "n": lambda: f"{self.amount() // SCALE:,}",
            "pct": lambda: f"{rng.choice((10, 20, 25, 33.3, 40, 50, 60, 75, 100))}%",
            "price": lambda: f"${dollars:,.2f}",
            "low": lambda: f"${dollars:,.2f}" if rng.random() < 0.8 else f"${dollars:,.4f}",
            "high": lambda: f"${dollars * rng.uniform(1.001, 1.05) + 0.01:,.2f}",
            "rate": lambda: rng.choice(rates),
            "stock": lambda: stock,
            "company": lambda: issuer.name,
            "plan": lambda: f"{rng.choice(('', 'Company ', f'{near.year} '))}{rng.choice(words('plans'))}",
            "trust": lambda: rng.choice((f"the {family} {rng.choice(trusts)}", f"a {rng.choice(trusts)}")),
            "fund": lambda: f"{family} {rng.choice(funds)} {rng.choice(ROMAN)}, {rng.choice(ends)}",
        }

    def stock_row(self, code: str, day: date, shares: int, price: int | None, acquired: bool) -> Row:
        """Add a transaction in the main class to Table I."""
        direct, nature = self.holder
        row = Row(False, self.issuer.stock, code=code, day=day, shares=shares, price=price, acquired=acquired)
        row.direct, row.nature = direct, nature
        if price is None:
            row.note("transactionPricePerShare", self.text("merger" if code in "DU" else "noprice"))
        self.rows.append(row)
        return row

    def derivative_row(self, item: Instrument, code: str, day: date, shares: int, price: int | None, gain: bool) -> Row:
        """Add a transaction in a derivative to Table II; no code makes a holding."""
        direct, nature = self.holder
        row = Row(True, item.title, item.kind, code=code, day=day, shares=shares, price=price, acquired=gain)
        row.direct, row.nature = direct, nature
        row.conversion, row.exercise, row.expiration = item.conversion, item.exercise, item.expiration
        row.under_title = item.underlying
        row.under_shares = round(shares * item.ratio)
        self.rows.append(row)
        return row


def window(rng: Random, form: str, day: date, fiscal_month: int) -> tuple[date, date]:
    """The first and the last day on which the transactions of a filing may stand."""
    if form.startswith("5"):
        end = month_end(day.replace(day=1, month=fiscal_month))
        return end - timedelta(days=360), end
    if form.startswith("3") or rng.random() < 0.55:
        return day, day
    if day < TWO_DAYS:
        return day, max(day, business(month_end(day), -1))
    return day, add_business(day, rng.choice((1, 1, 1, 2, 2, 9)))
