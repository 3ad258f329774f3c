"""A lone date of Table II in the column that the time of the event allows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from by_hand import DAY, GONE, read

from extractor.filing import Status, Value
from extractor.rows.lone_dates import place_lone_dates

MARK: Value[Any] = Value(sources=read(None, "(3)").sources, footnotes=("F3",))


def dates(exercise: Value[Any], expiration: Value[Any], title: str = "Option") -> tuple[Value[date], Value[date]]:
    values = {"security_title": read(title), "transaction_date": read(DAY)}
    values |= {"exercise_date": exercise, "expiration_date": expiration}
    place_lone_dates(values)
    return values["exercise_date"], values["expiration_date"]


def test_a_lone_date_years_after_the_transaction_is_that_of_expiration() -> None:
    late = read(DAY + timedelta(3650), "5/3/12")
    exercise, expiration = dates(late, MARK)
    assert (exercise.value, exercise.footnotes) == (None, ("F3",))
    assert (expiration.value, expiration.status) == (late.value, Status.REPAIRED)
    assert dates(late, GONE, "Restricted Stock Units")[0].value == late.value
    soon = read(DAY + timedelta(300), "3/2/03")
    assert dates(soon, MARK)[0].value == soon.value


def test_a_lone_date_before_the_transaction_is_that_of_exercise() -> None:
    early = read(DAY - timedelta(90), "2/5/02")
    exercise, expiration = dates(GONE, early)
    assert (exercise.value, expiration.value) == (early.value, None)


def test_a_date_beside_one_that_is_illegible_or_itself_misread_stays() -> None:
    late = read(DAY + timedelta(3650), "5/3/12")
    illegible: Value[Any] = Value(sources=read(None, "/l1/08").sources)
    assert dates(late, illegible)[0].value == late.value
    misread = read(DAY + timedelta(3650), "5/3/1?", status=Status.REPAIRED)
    assert dates(misread, GONE)[0].value == misread.value
