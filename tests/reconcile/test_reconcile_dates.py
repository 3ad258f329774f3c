"""Dates that a filing corrects."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from by_hand import DAY, GONE, H2, SHORT, T2, filing, read, row

from extractor.batch.limit import time_limit
from extractor.filing import (
    Filing,
    Hint,
    OwnerSignature,
    Source,
    SourceInfo,
    Status,
    Value,
)
from extractor.reconcile.dates.events import repair_events
from extractor.reconcile.dates.lost import complete_dates, repair_late, repair_years
from extractor.reconcile.dates.signatures import repair_signature_dates
from extractor.reconcile.reconcile import reconcile


def test_a_lost_date_is_the_one_of_all_others() -> None:
    found = reconcile(filing(row(), row(transaction_date=GONE), row()))
    assert found.rows[1].transaction_date.value == DAY
    assert found.rows[1].transaction_date.status is Status.INFERRED
    several = reconcile(filing(row(), row(transaction_date=GONE), row(transaction_date=read(DAY + timedelta(1)))))
    assert several.rows[1].transaction_date.value is None
    only = reconcile(filing(row(transaction_date=GONE)))
    assert only.rows[0].transaction_date.value == DAY


def test_what_was_put_together_says_nothing_against_what_several_rows_show() -> None:
    day = DAY + timedelta(3)
    fragments = read(day, "o5/0a/2002", Hint.FRAGMENTS, status=Status.REPAIRED)
    rows = (row(transaction_date=fragments), row(transaction_date=GONE), row(), row())
    assert [r.transaction_date.value for r in reconcile(filing(*rows)).rows] == [DAY] * 4  # as near as what was put together


def test_a_day_of_another_year_than_the_others_is_theirs() -> None:
    odd = row(transaction_date=read(DAY.replace(year=DAY.year + 3), f"{DAY.month:02}/{DAY.day:02}/{DAY.year + 3}"))
    noisy = SourceInfo(noise=0.05)
    assert reconcile(filing(row(), odd, row(), source=noisy)).rows[1].transaction_date.value == DAY
    for rows, source in (((row(), odd), noisy), ((row(), odd, row()), SourceInfo())):
        found = reconcile(filing(*rows, source=source, owner_signatures=()))
        assert found.rows[1].transaction_date.value == odd.transaction_date.value


def test_a_lost_period_is_the_earliest_transaction() -> None:
    late = row(transaction_date=read(DAY + timedelta(3)))
    found = reconcile(filing(late, row(), period_of_report=GONE))
    assert (found.period_of_report.value, found.period_of_report.status) == (DAY, Status.INFERRED)
    month: Value[Any] = Value(None, Status.MISSING, 0.0, (Source(0, 6, "5/2002"),))
    assert reconcile(filing(late, row(), period_of_report=month)).period_of_report.value == DAY
    assert reconcile(filing(row(), document_type=read("5"), period_of_report=GONE)).period_of_report.value is None


def test_a_box_of_which_a_digit_is_lost_is_the_transaction_that_has_its_date() -> None:
    late = row(transaction_date=read(DAY + timedelta(50)))
    box: Value[Any] = Value(None, Status.MISSING, 0.0, (Source(0, 9, "0/25/2002"),))
    assert reconcile(filing(late, row(), period_of_report=box)).period_of_report.value == DAY + timedelta(50)


def test_transactions_of_one_day_outvote_a_box_that_differs_in_one_digit_on_a_noisy_page() -> None:
    box = read(DAY.replace(month=9))
    noisy = SourceInfo("", "", "plain", noise=0.05)
    found = filing(row(), row(), period_of_report=box, source=noisy)
    assert reconcile(found).period_of_report.value == DAY
    assert reconcile(replace(found, source=SourceInfo("", "", "plain"))).period_of_report.value == box.value
    other = replace(found, period_of_report=read(DAY.replace(year=2013)))
    assert reconcile(other).period_of_report.value == DAY.replace(year=2013)


def test_a_box_that_has_all_its_digits_gives_way_to_no_transaction_that_was_put_together() -> None:
    lost = "strokes of the date are lost"
    box = read(DAY, "05|06 2002", lost, status=Status.REPAIRED)
    other = DAY + timedelta(30)
    put_together = row(transaction_date=read(other, "06/05 2002", lost, status=Status.REPAIRED))
    assert reconcile(filing(put_together, period_of_report=box)).period_of_report.value == DAY
    near = row(transaction_date=read(DAY.replace(day=8)))
    assert reconcile(filing(near, period_of_report=box)).period_of_report.value == DAY.replace(day=8)


def test_a_month_and_a_year_with_a_speck_is_no_date_where_a_transaction_is_of_that_month() -> None:
    box = read(date(2002, 1, 5), "105/2002", "strokes of the date are lost", status=Status.REPAIRED)
    assert reconcile(filing(row(), period_of_report=box)).period_of_report.value == DAY


def test_dates_are_completed_by_the_other_dates() -> None:
    gone: Value[date] = replace(read(DAY, "0|/06/2002"), value=None)
    later: Value[date] = replace(read(DAY, "0|/06/2012"), value=None)
    found = reconcile(filing(row(T2, exercise_date=gone, expiration_date=later)))
    assert found.rows[0].exercise_date.value == DAY
    assert found.rows[0].expiration_date.value == DAY.replace(year=2012)
    assert found.rows[0].expiration_date.status is Status.REPAIRED


def test_a_transaction_whose_year_is_cut_was_in_that_of_the_same_day_in_another_row() -> None:
    reason = Hint.YEAR_TAKEN
    cut: Value[date] = read(DAY.replace(year=2000), "05/06/200", reason, status=Status.REPAIRED)
    found = reconcile(filing(row(), row(transaction_date=cut), period_of_report=GONE))
    assert found.rows[1].transaction_date.value == DAY
    assert found.period_of_report.value == DAY
    alone = reconcile(filing(row(T2, exercise_date=cut)))
    assert alone.rows[0].exercise_date.value == DAY.replace(year=2000)


def test_a_date_that_misreads_one_glyph_is_not_another_that_misreads_two() -> None:
    expires = read(date(2012, 5, 6), "95/06/2012", Hint.MISREAD, status=Status.REPAIRED)
    assert reconcile(filing(row(T2, expiration_date=expires))).rows[0].expiration_date.value == date(2012, 5, 6)


def test_a_year_with_three_digits_is_the_one_within_ten_years() -> None:
    lost: Value[date] = replace(read(DAY, "03/14/20|7"), value=None)
    expires = read(date(2021, 3, 13))
    exercisable = reconcile(filing(row(H2, exercise_date=lost, expiration_date=expires))).rows[0].exercise_date
    assert (exercisable.value, exercisable.status) == (date(2017, 3, 14), Status.REPAIRED)
    granted = row(T2, transaction_date=read(date(2004, 8, 2)), expiration_date=lost)
    assert reconcile(filing(granted)).rows[0].expiration_date.value == date(2007, 3, 14)
    assert reconcile(filing(row(H2, exercise_date=lost))).rows[0].exercise_date.value is None


def test_half_a_day_is_no_date() -> None:
    half = read(date(2011, 3, 1), "03/1|/2011", SHORT, status=Status.REPAIRED)
    lone = reconcile(filing(row(T2, expiration_date=half)))
    assert lone.rows[0].expiration_date.value is None
    told = reconcile(filing(row(T2, expiration_date=half), row(T2, expiration_date=read(date(2011, 3, 13)))))
    assert told.rows[0].expiration_date.value == date(2011, 3, 13)


def test_an_event_in_a_far_future_was_in_the_year_of_the_others() -> None:
    rows = (row(), row(transaction_date=read(date(2082, 5, 7))))
    found = reconcile(filing(*rows)).rows[1].transaction_date
    assert (found.value, found.status) == (date(2002, 5, 7), Status.REPAIRED)
    assert [a.value for a in found.alternatives] == [date(2082, 5, 7)]


@pytest.mark.parametrize(
    ("printed", "day", "mended"),
    [
        ("05/07/62", date(1962, 5, 7), date(2002, 5, 7)),
        ("05/07/2082", date(2082, 5, 7), date(2002, 5, 7)),
        ("05/07/1985", date(1985, 5, 7), date(1985, 5, 7)),  # three digits are other ones
        ("05/07/99", date(1999, 5, 7), date(1999, 5, 7)),  # some are reported late
    ],
)
def test_an_event_decades_from_the_others_was_in_their_year(printed: str, day: date, mended: date) -> None:
    rows = (row(), row(), row(transaction_date=read(day, printed)))
    assert reconcile(filing(*rows)).rows[2].transaction_date.value == mended


def test_no_event_is_before_the_form() -> None:
    signed = (OwnerSignature(signature_date=read(date(2001, 1, 2))),)
    rows = (
        row(transaction_date=read(date(1960, 12, 29), "12-29-60")),
        row(transaction_date=read(date(1974, 12, 29), "12-29-74")),
    )
    page = replace(filing(*rows, source=SourceInfo(noise=0.02)), period_of_report=GONE, owner_signatures=signed)
    first, second = (r.transaction_date for r in repair_years(page).rows)
    assert first.value == date(2000, 12, 29)  # in the year before the signature
    assert (second.value, [a.value for a in second.alternatives]) == (None, [date(1974, 12, 29)])


def test_of_two_events_decades_apart_none_is_told() -> None:
    lone = replace(filing(row(transaction_date=read(date(1992, 5, 6), "05/06/92"))), owner_signatures=())
    assert repair_years(lone) == lone


def test_a_signature_is_not_changed_for_an_event_that_was_repaired_itself() -> None:
    event = read(date(2004, 12, 21), "12/51/2004", status=Status.REPAIRED)
    signed = (OwnerSignature(signature_date=read(date(2004, 2, 21), "2/21/2004")),)
    page = replace(filing(row(transaction_date=event)), period_of_report=event, owner_signatures=signed)
    assert repair_signature_dates(page) == page
    clear = replace(page, period_of_report=read(date(2004, 12, 21)))
    assert repair_signature_dates(clear).owner_signatures[0].signature_date.value == date(2004, 12, 21)


@pytest.mark.parametrize(
    ("stands", "taken", "day"),
    [
        ("2/21/2004", date(2004, 2, 21), date(2004, 12, 21)),
        ("12/21/2008", date(2008, 12, 21), date(2004, 12, 21)),
        ("12/22/2004", date(2004, 12, 22), date(2004, 12, 22)),
        ("1/14/2005", date(2005, 1, 14), date(2005, 1, 14)),
        ("5/6/2003", date(2003, 5, 6), date(2003, 5, 6)),
        ("122204", date(2004, 2, 12), date(2004, 12, 22)),
        ("12/2204", date(2004, 2, 12), date(2004, 12, 22)),
        ("2204", date(2003, 5, 6), date(2003, 5, 6)),
        ("e22/2004", None, date(2004, 12, 22)),
        ("/22/200", None, date(2004, 12, 22)),
        ("/2004", None, None),
    ],
)
def test_a_signature_before_the_event_or_without_its_ends_is_misread(stands: str, taken: date | None, day: date | None) -> None:
    filing = Filing(
        period_of_report=read(date(2004, 12, 20)),
        owner_signatures=(OwnerSignature(signature_date=read(taken, stands)),),
        source=SourceInfo("", "", "plain"),
    )
    assert repair_signature_dates(filing).owner_signatures[0].signature_date.value == day


def test_no_signature_is_put_on_a_weekend() -> None:
    signed = read(date(1995, 9, 29), "99/29/1995", Hint.MISREAD, status=Status.REPAIRED)
    page = Filing(period_of_report=read(date(1995, 7, 28)), owner_signatures=(OwnerSignature(signature_date=signed),))
    assert repair_signature_dates(page).owner_signatures[0].signature_date.value == date(1995, 9, 29)  # Saturday was 07/29


def test_a_date_all_of_whose_digits_stand_there_is_not_doubted_for_a_stroke() -> None:
    late = read(date(2006, 9, 12), "09:12/2006", Hint.LETTERS, status=Status.REPAIRED)
    page = Filing(period_of_report=read(date(2006, 8, 29)), owner_signatures=(OwnerSignature(signature_date=late),))
    assert repair_signature_dates(page).owner_signatures[0].signature_date.value == date(2006, 9, 12)


@pytest.mark.parametrize(
    ("stands", "form", "day"),
    [
        ("2223/04", "4", date(2004, 12, 23)),  # 12/23/04, on the second day of business
        ("i2/22/ZO04", "4", date(2004, 12, 22)),
        ("14/27/2004", "4", None),  # of no day soon after it
        ("ul,", "4", None),
        ("oi/I7j2005", "5", date(2005, 1, 17)),
    ],
)
def test_an_illegible_date_is_the_day_soon_after_the_event_that_explains_it(stands: str, form: str, day: date | None) -> None:
    event = read(date(2004, 12, 31 if form == "5" else 21), status=Status.REPAIRED)
    signed = (OwnerSignature(signature_date=read(None, stands)),)
    page = replace(filing(), document_type=read(form), period_of_report=event, owner_signatures=signed)
    assert repair_signature_dates(page).owner_signatures[0].signature_date.value == day


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({}, date(2023, 1, 30)),
        ({"source": SourceInfo()}, date(2023, 4, 30)),  # no digit is misread on a clean page: the form was late
        ({"document_type": read("4/A")}, date(2023, 4, 30)),  # which may be of any day
        ({"non_derivative_table": ()}, date(2023, 4, 30)),  # the box alone may be misread as well
        ({"non_derivative_table": (row(transaction_date=read(date(2023, 4, 27))),)}, date(2023, 4, 30)),
    ],
)
def test_a_signature_months_late_is_soon_after_the_event_if_a_digit_makes_it(changes: dict[str, Any], day: date) -> None:
    event, signed = read(date(2023, 1, 27)), read(date(2023, 4, 30), "04/30/2023")
    page = replace(filing(row(transaction_date=event)), document_type=read("4"), period_of_report=event)
    page = replace(page, owner_signatures=(OwnerSignature(signature_date=signed),), source=SourceInfo(noise=0.05))
    assert repair_signature_dates(replace(page, **changes)).owner_signatures[0].signature_date.value == day


def test_a_form_3_is_signed_within_ten_days() -> None:
    signed = read(date(2023, 3, 13), "03/132023", "strokes of the date are lost", status=Status.REPAIRED)
    page = Filing(
        document_type=read("3"),
        period_of_report=read(date(2023, 3, 4)),
        owner_signatures=(OwnerSignature(signature_date=signed),),
    )
    assert repair_signature_dates(page) == page


LONG_AGO = "strokes of the date are lost"


@pytest.mark.parametrize(
    ("event", "day"),
    [
        (read(None, "0|/12/2011"), date(2011, 9, 12)),
        (read(date(2011, 1, 14), "1/14/2011", LONG_AGO, status=Status.REPAIRED), date(2011, 9, 14)),
        (read(date(2011, 10, 12), "1O/12/2011", LONG_AGO, status=Status.REPAIRED), date(2011, 9, 12)),
        (read(date(2014, 9, 12), "09/12/2014"), date(2014, 9, 12)),
        (read(date(2018, 9, 12), "09/12/2018"), date(2018, 9, 12)),
        (read(date(2011, 1, 14), "1/14/2011"), date(2011, 1, 14)),
        (read(date(2011, 9, 2), "09/0|2/2011", LONG_AGO, status=Status.REPAIRED), date(2011, 9, 2)),
        (read(None, "09/1|/2011"), None),
    ],
)
def test_the_event_of_a_form_3_is_soon_before_its_signature(event: Value[date], day: date | None) -> None:
    signed = OwnerSignature(signature_date=read(date(2011, 9, 19)))
    found = filing(document_type=read("3"), period_of_report=event, owner_signatures=(signed,))
    assert repair_events(found).period_of_report.value == day
    assert repair_events(replace(found, document_type=read("4"))).period_of_report == event


def test_a_signature_on_the_first_days_that_there_are_has_no_day_long_before() -> None:
    found = replace(filing(), document_type=read("3"), period_of_report=read(date(2023, 2, 4)))
    found = replace(found, owner_signatures=(OwnerSignature(signature_date=read(date(1, 1, 2))),))
    assert repair_events(found).period_of_report.value == date(2023, 2, 4)


def test_no_transaction_is_earlier_than_the_period() -> None:
    def second(text: str, day: date, *others: Any, **more: Any) -> date | None:
        found = reconcile(filing(row(transaction_date=read(day, text)), *others, **more))
        return found.rows[0].transaction_date.value

    early = date(2002, 5, 3)
    period = read(date(2002, 5, 30))
    late = row(transaction_date=read(date(2002, 5, 30)))
    signed = (OwnerSignature(signature_date=read(date(2002, 6, 1))),)
    given: dict[str, Any] = {"period_of_report": period, "owner_signatures": signed}
    assert second("5/3|/2002", early, **given) == date(2002, 5, 30)
    assert second("5/3/2002", early, late, **given) == date(2002, 5, 30)
    assert second("5/3/2002", early, **given) == early  # as legible as the period
    assert second("5/3|/2002", early, row(transaction_date=read(early)), **given) == early
    before = (OwnerSignature(signature_date=read(date(2002, 5, 4))),)
    assert second("5/3|/2002", early, **given | {"owner_signatures": before}) == early
    again = row(transaction_date=read(early, "5/3|/2002"))  # an edge cuts both in one place
    assert second("5/3|/2002", early, again, **given) == date(2002, 5, 30)


def test_a_date_that_an_edge_has_cut_is_that_of_the_others_if_a_digit_under_it_makes_it_theirs() -> None:
    day = date(1998, 10, 25)
    cut_date = read(date(1998, 10, 2), "10/2|/98", status=Status.REPAIRED)
    others = [row(transaction_date=read(day, "10/25/98")) for _ in range(2)]
    found = reconcile(filing(*others, row(transaction_date=cut_date), period_of_report=GONE)).rows
    assert [r.transaction_date.value for r in found] == [day] * 3
    shown = row(transaction_date=read(date(1998, 10, 2), "10/02/98"))
    assert reconcile(filing(*others, shown, row(transaction_date=cut_date))).rows[3].transaction_date.value == date(1998, 10, 2)
    assert reconcile(filing(others[0], row(transaction_date=cut_date))).rows[1].transaction_date.value == date(1998, 10, 2)


def test_a_date_without_its_first_digit_is_that_of_several_others_on_a_noisy_page() -> None:
    day = date(2003, 12, 7)
    others = [row(transaction_date=read(day, "12/07/2003")) for _ in range(3)]
    headless = [row(transaction_date=read(date(2003, 2, 7), "2/07/2003")) for _ in range(2)]
    given: dict[str, Any] = {"period_of_report": read(day), "owner_signatures": ()}
    for source, told in ((SourceInfo(noise=0.05), day), (SourceInfo(), date(2003, 2, 7))):
        found = reconcile(filing(*others, *headless, source=source, **given))
        assert [r.transaction_date.value for r in found.rows] == [day] * 3 + [told] * 2


def test_of_two_misread_dates_none_tells_the_other() -> None:
    misread = Hint.MISREAD
    shown = row(transaction_date=read(date(2003, 4, 27), "04/27|/2603", misread, status=Status.REPAIRED))
    box = read(date(2003, 4, 7), "04/37/2003", misread, status=Status.REPAIRED)
    found = reconcile(filing(shown, period_of_report=box, owner_signatures=()))
    assert (found.rows[0].transaction_date.value, found.period_of_report.value) == (date(2003, 4, 27),) * 2


def test_no_transaction_is_later_than_the_signature() -> None:
    late = read(date(2002, 5, 16), "05/16:2002", status=Status.REPAIRED)
    signed = (OwnerSignature(signature_date=read(date(2002, 5, 8))),)

    def last(*others: Any) -> date | None:
        found = reconcile(filing(*others, row(transaction_date=late), owner_signatures=signed))
        return found.rows[-1].transaction_date.value

    assert last(row()) == DAY
    assert last(row(transaction_date=read(date(2002, 5, 19)))) == date(2002, 5, 16)  # then the signature is wrong


def test_a_period_of_which_an_edge_leaves_a_part_is_the_transaction_that_begins_or_ends_so() -> None:
    rows = (row(), row())
    for part, year in (("05/06/20", 2020), ("5/06/2002", 2002)):
        box = read(date(year, 5, 7), part, status=Status.REPAIRED)
        found = reconcile(filing(*rows, period_of_report=box, source=SourceInfo(noise=0.05)))
        assert found.period_of_report.value == DAY


def test_a_period_made_up_behind_the_signature_is_the_earliest_transaction() -> None:
    box = read(DAY.replace(year=2020, month=4), "4|/23/20", "a glyph under a cell edge counted once", status=Status.REPAIRED)
    assert reconcile(filing(row(), row(), period_of_report=box)).period_of_report.value == DAY


def test_a_garbled_period_is_the_transaction_that_is_printed_most_like_it() -> None:
    late = row(transaction_date=read(DAY + timedelta(40), status=Status.REPAIRED))
    box: Value[Any] = Value(None, Status.MISSING, 0.0, (Source(0, 8, "0615.2602"),))
    found = reconcile(filing(row(transaction_date=read(DAY, status=Status.REPAIRED)), late, period_of_report=box))
    assert found.period_of_report.value == DAY + timedelta(40)


def test_many_days_and_dates_without_end_are_compared_in_no_time() -> None:
    days = [row(transaction_date=read(DAY + timedelta(n))) for n in range(38)]
    rows = [replace(read(DAY, f"0{n}5:06 {n}02"), value=None) for n in range(100)]
    endless = read(DAY + timedelta(300), "5" * 10_000, Hint.FRAGMENTS, status=Status.REPAIRED)
    with time_limit(10):
        complete_dates(filing(*days, *(row(transaction_date=value) for value in rows)))
        assert repair_late(filing(*days, row(transaction_date=endless))).rows[-1].transaction_date is endless


def test_a_legible_transaction_is_not_late() -> None:
    def last(day: Value[date]) -> date | None:
        rows = row(transaction_date=read(date(2002, 4, 10), "04/10/2002")), row(transaction_date=day)
        signed = (OwnerSignature(signature_date=read(date(2002, 4, 11), "04/11/2002")),)
        page = filing(*rows, period_of_report=read(date(2002, 4, 10)), owner_signatures=signed)
        return reconcile(replace(page, source=SourceInfo(noise=0.02))).rows[-1].transaction_date.value

    assert last(read(date(2002, 4, 16), "04/16/2002")) == date(2002, 4, 16)


def test_two_signatures_of_one_day_are_not_changed() -> None:
    signed = [OwnerSignature(signature_date=read(date(2004, 5, 9), "05/09/2004"))] * 2
    event = {"period_of_report": read(date(2005, 5, 6)), "document_type": read("4")}
    rows = (row(transaction_date=read(date(2005, 5, 6))),)

    def days(*signatures: OwnerSignature) -> list[date | None]:
        page = Filing(**event, non_derivative_table=rows, owner_signatures=signatures)
        return [s.signature_date.value for s in repair_signature_dates(page).owner_signatures]

    assert days(*signed) == [date(2004, 5, 9)] * 2
    assert days(signed[0]) == [date(2005, 5, 9)]
