"""Dates: business days, filing deadlines and the ways of writing a date in prose."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from random import Random

TWO_DAYS = date(2002, 8, 29)  # from here on, two business days; before, the tenth of the next month
DEEMED = date(2002, 9, 1)
PLAN_BOX = date(2023, 4, 1)
DECIMALS = date(2001, 4, 9)
FIXED_HOLIDAYS = {(1, 1), (7, 4), (12, 25)}


def is_business(day: date) -> bool:
    """Whether markets may be open."""
    return day.weekday() < 5 and (day.month, day.day) not in FIXED_HOLIDAYS


def business(day: date, step: int = 1) -> date:
    """The day itself or the nearest business day in the direction of `step`."""
    while not is_business(day):
        day += timedelta(days=step)
    return day


def add_business(day: date, count: int) -> date:
    """The business day `count` business days later."""
    for _ in range(count):
        day = business(day + timedelta(days=1))
    return day


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def add_years(day: date, years: int) -> date:
    """The same day, years later or earlier."""
    return day.replace(year=day.year + years, day=min(day.day, 28 if day.month == 2 else 31))


def between(rng: Random, first: date, last: date) -> date:
    """A random day from `first` to `last`."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))


def random_day(rng: Random) -> date:
    """A business day, 1994 to 2024; half of them before electronic filing."""
    draw = rng.random()
    first, last = (1994, 2003) if draw < 0.52 else (2004, 2022) if draw < 0.83 else (2023, 2024)
    return business(between(rng, date(first, 1, 3), date(last, 12, 20)))


def deadline(last: date) -> date:
    """When a Form 4 is due."""
    return add_business(last, 2) if last >= TWO_DAYS else month_end(last) + timedelta(days=10)


def signing_day(rng: Random, form: str, last: date) -> date:
    """The day of the signature: mostly in time; late in 29 % before the two-day rule and in 8 % after."""
    due = deadline(last) if form.startswith("4") else last + timedelta(days=10 if form.startswith("3") else 45)
    if rng.random() < (0.29 if last < TWO_DAYS else 0.08):
        return business(due + timedelta(days=1 + int(rng.expovariate(1 / 40))))
    if last >= TWO_DAYS and form.startswith("4"):
        return add_business(last, rng.choice((0, 1, 1, 2, 2, 2, 2)))
    first = max(last, due - timedelta(days=14))
    return max(last, business(between(rng, first, due), -1))


def prose(rng: Random, day: date) -> str:
    """A date as it stands in a footnote."""
    style = rng.random()
    if style < 0.78:
        return f"{day:%B} {day.day}, {day.year}"
    if style < 0.9:
        return f"{day.month}/{day.day}/{day.year}"
    if style < 0.95:
        return f"{day:%m/%d/%y}"
    return f"{day:%b}. {day.day}, {day.year}" if style < 0.98 else f"{day.day} {day:%B} {day.year}"
