"""Numbers of Table II that must agree: transacted, underlying, exercised into Table I, held after a grant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from by_hand import DAY, GONE, T2, after, damaged, filing, number, read, row

from extractor.filing import Filing, Hint, Row, SourceInfo, Status, Value
from extractor.reconcile.numbers.agreeing import repair_numbers
from extractor.reconcile.reconcile import reconcile

SHARES, UNDERLYING = "transaction_shares", "underlying_security_shares"


def noisy(*rows: Row) -> Filing:
    return replace(filing(*rows), source=SourceInfo(noise=0.02))


def granted(shares: Value[Decimal], underlying: Value[Decimal], held: Value[Decimal] = GONE, **more: Any) -> Row:
    """A grant of units that stand for shares."""
    given: dict[str, Any] = {
        "security_title": read("Restricted Stock Units"),
        "transaction_code": read("A"),
        SHARES: shares,
        "underlying_security_title": read("Common Stock"),
        UNDERLYING: underlying,
        "shares_owned_following_transaction": held,
    }
    return row(T2, **given | more)


def numbers(found: Row) -> tuple[Decimal | None, ...]:
    return (
        found.transaction_shares.value,
        found.underlying_security_shares.value,
        found.shares_owned_following_transaction.value,
    )


def exercised(shares: str, **more: Any) -> Row:
    return row(**{"transaction_code": read("M"), SHARES: number(shares), **after("90000"), **more})


def used(shares: Value[Decimal], underlying: Value[Decimal], **more: Any) -> Row:
    given: dict[str, Any] = {"transaction_code": read("M"), "transaction_acquired_disposed_code": read("D"), **after("70000")}
    return granted(shares, underlying, **given | more)


def test_decimals_of_nought_do_not_make_a_number_another() -> None:
    cut = number("18301.0", "18,30|1.0", status=Status.REPAIRED)
    (found,) = reconcile(noisy(granted(number("18501"), cut))).rows
    assert numbers(found)[:2] == (18501, 18501)
    (found,) = reconcile(noisy(granted(number("1", "1(K),|0", status=Status.REPAIRED), number("100000.0")))).rows
    assert numbers(found)[:2] == (100000, 100000)


def test_a_damaged_number_does_not_win_over_one_that_is_not() -> None:
    (found,) = reconcile(noisy(granted(number("14027"), damaged("1407", "14,07.0")))).rows
    assert numbers(found)[:2] == (14027, 14027)
    (found,) = reconcile(noisy(granted(damaged("914027.1", "914,027.|1"), number("14027")))).rows
    assert numbers(found)[:2] == (14027, 14027)


@pytest.mark.parametrize(
    ("stands", "text", "held"),
    [
        ("64371", "64,371", 64321),  # a digit that is like the other
        ("64.3211", "64.32|11", 64321),
        ("4321", "{4,321", 64321),  # fewer than were granted
        ("74321", "74,321", 74321),  # what was held before may be a round number
        ("164321", "164,321", 164321),
    ],
)
def test_what_is_held_after_a_grant_is_mostly_that_grant(stands: str, text: str, held: int) -> None:
    status = Status.REPAIRED if "|" in text else Status.READ
    grant = granted(number("64321"), number("64321"), number(stands, text, status=status))
    assert numbers(repair_numbers(noisy(grant)).rows[0])[2] == (64321 if stands == "64371" else held)


def test_a_holding_after_a_grant_tells_a_number_that_nothing_else_shows_whole() -> None:
    grant = granted(number("740256", "7|40,256"), damaged("4025", "40,|25"), number("40256"))
    (found,) = reconcile(noisy(grant)).rows
    assert numbers(found) == (40256, 40256, 40256)


def test_a_whole_number_is_likelier_than_a_fraction() -> None:
    pointed = number("12.06", "12.06")
    whole = number("12060", "12.060", Hint.POINT, status=Status.REPAIRED)
    (found,) = reconcile(noisy(used(pointed, whole))).rows
    assert found.underlying_security_shares.value == 12060
    both = reconcile(noisy(granted(number("1033.7768"), number("1033.7768")))).rows[0]
    assert both.underlying_security_shares.value == Decimal("1033.7768")


def test_exercises_of_one_number_are_one_though_their_dates_were_read_differently() -> None:
    other = read(date(2002, 5, 1))
    rows = reconcile(
        noisy(
            exercised("66"),
            exercised("62", transaction_date=other),
            exercised("42"),
            used(number("66"), number("66")),
            used(number("621", "62|1"), number("62")),
            used(number("42"), number("42")),
        )
    ).rows
    assert [r.transaction_shares.value for r in rows] == [66, 62, 42, 66, 62, 42]


def test_an_exercise_whose_date_is_lost_is_of_the_only_day_of_exercises() -> None:
    first = exercised("2764", transaction_shares=number("2764", "276|4"), transaction_date=GONE)
    rows = repair_numbers(noisy(first, used(number("276"), number("276")))).rows
    assert rows[0].transaction_shares.value == 276
    assert rows[1].transaction_date.value == DAY


@pytest.mark.parametrize("code", ["M", "X", "C"])
def test_what_an_exercise_or_a_conversion_brings_into_table_i_tells_its_number_in_table_ii(code: str) -> None:
    mine, theirs = exercised("777778", transaction_code=read(code)), used(number("77778"), number("777778"))
    found = repair_numbers(noisy(mine, replace(theirs, transaction_code=read(code)))).rows
    assert found[1].transaction_shares.value == 777778


def test_a_number_out_of_its_groups_takes_no_point_from_those_that_have_it() -> None:
    joined = number("122204567", "12,220:45|67", Hint.UNGROUPED, status=Status.REPAIRED)
    (found,) = repair_numbers(noisy(granted(joined, number("12220.4567")))).rows
    assert numbers(found)[:2] == (Decimal("12220.4567"), Decimal("12220.4567"))


def test_exercises_of_two_days_are_two() -> None:
    theirs = used(number("1800"), number("1800"), transaction_date=read(date(2002, 5, 8)))
    assert repair_numbers(noisy(exercised("1300"), theirs)).rows[0].transaction_shares.value == 1300


def test_where_no_direction_is_left_as_many_as_underlie_and_are_held_were_granted() -> None:
    lost: dict[str, Any] = {"transaction_code": GONE, "transaction_acquired_disposed_code": GONE}
    (found,) = repair_numbers(noisy(granted(number("715946"), number("15946"), number("15946"), **lost))).rows
    assert numbers(found) == (15946, 15946, 15946)
    (found,) = repair_numbers(noisy(granted(number("715946"), number("15946"), number("31892"), **lost))).rows
    assert found.transaction_shares.value == 715946


def test_of_two_numbers_that_one_digit_tells_apart_the_rounder_was_printed() -> None:
    cut = number("40000", "40,00|0", status=Status.REPAIRED)
    (found,) = reconcile(noisy(granted(number("40080", "40,080"), cut))).rows
    assert numbers(found)[:2] == (40000, 40000)


def test_no_lost_digit_moves_the_commas_of_a_number() -> None:
    (found,) = reconcile(noisy(granted(number("317204", "317,204"), number("3172040", "3,172,040)")))).rows
    assert numbers(found)[:2] == (317204, 3172040)
    (found,) = reconcile(noisy(granted(number("317", "317"), number("31700", "31,700")))).rows
    assert numbers(found)[:2] == (317, 31700)
    (found,) = reconcile(noisy(granted(number("317204", "317,204"), number("7204", "7,204")))).rows
    assert numbers(found)[:2] == (317204, 317204)


def test_a_damaged_number_is_not_one_that_is_nothing_like_what_is_left_of_it() -> None:
    lost = damaged("700", ",700")
    (found,) = reconcile(noisy(granted(lost, number("21854"), number("3700", "3,700")))).rows
    assert numbers(found) == (3700, 21854, 3700)


@pytest.mark.parametrize(("shares", "underlying"), [("5", "500"), ("1", "1000")])
def test_a_number_of_one_digit_is_of_contracts_not_the_beginning_of_what_underlies(shares: str, underlying: str) -> None:
    title = {"security_title": read("Put Option (right to sell)"), "transaction_code": read("P")}
    (found,) = reconcile(noisy(granted(number(shares), number(underlying), number(shares), **title))).rows
    assert numbers(found) == (Decimal(shares), Decimal(underlying), Decimal(shares))


@pytest.mark.parametrize("code", ["P", "A"])
def test_what_is_held_after_an_acquisition_of_table_i_is_not_all_acquired(code: str) -> None:
    lost = replace(read("x", "1,#00"), value=None)
    (found,) = reconcile(filing(row(transaction_code=read(code), transaction_shares=lost, **after("12000")))).rows
    assert found.transaction_shares.value is None


def test_the_balance_of_table_i_tells_a_number_that_is_misread() -> None:
    cut = number("1740", "17,40|0", status=Status.REPAIRED)
    rows = row(**after("1000")), row(transaction_shares=cut, **after("18400"))
    assert reconcile(noisy(*rows)).rows[1].transaction_shares.value == 17400
