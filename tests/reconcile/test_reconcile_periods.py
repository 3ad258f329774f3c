"""The period of a Form 4 whose box is hardly legible, by the dates of its transactions, and these by the month of the box."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from by_hand import DAY, filing, read, row

from extractor.filing import Hint, OwnerSignature, SourceInfo, Status, Value
from extractor.reconcile.dates.months import repair_months
from extractor.reconcile.dates.period import imply_period
from extractor.reconcile.dates.signatures import repair_signature_dates

_LATER = row(transaction_date=read(DAY + timedelta(3)))


def _told(box: Value[date], *rows: Any, **more: Any) -> date | None:
    return imply_period(filing(*rows, period_of_report=box, document_type=read("4"), **more)).period_of_report.value


def test_a_box_that_has_a_month_alone_tells_no_day() -> None:
    box = read(None, f"0|{DAY + timedelta(3):%d}/2002", Hint.MONTH_ALONE)
    assert _told(box, row(), _LATER) == DAY


@pytest.mark.parametrize(
    ("box", "day"),
    [
        (read(DAY.replace(day=26), "952672002", Hint.MISREAD, status=Status.REPAIRED), DAY),
        (read(DAY.replace(day=26), "05/26/2002"), DAY.replace(day=26)),
    ],
)
def test_a_misread_box_is_the_earliest_transaction_s(box: Value[date], day: date) -> None:
    put_together = read(DAY, "05/062002", status=Status.REPAIRED)
    assert _told(box, row(transaction_date=put_together)) == day


def test_a_box_that_has_lost_a_digit_at_an_edge_is_the_earliest_transaction_s() -> None:
    day = date(2002, 12, 26)
    whole = read(day, "12/262002", status=Status.REPAIRED)
    assert _told(read(date(2002, 12, 6), "12/|6/2002"), row(transaction_date=whole)) == day
    assert _told(read(date(2002, 12, 6), "12/6/2002"), row(transaction_date=whole)) == date(2002, 12, 6)


def test_a_transaction_behind_the_signature_is_no_period_of_a_box_before_it() -> None:
    signed = (OwnerSignature(signature_name=read("Ada Qvist"), signature_date=read(DAY)),)
    box = read(DAY - timedelta(1), "05/0|5/2002", Hint.MISREAD, status=Status.REPAIRED)
    assert _told(box, _LATER, owner_signatures=signed) == box.value


@pytest.mark.parametrize("box", ["02/2002", "2/02", "February 2002", "Febnuary 2002"])
def test_a_transaction_is_of_the_month_that_the_box_names_if_a_misread_digit_makes_it_another(box: str) -> None:
    def days(*printed: date, signed: date = date(2002, 12, 1)) -> list[date | None]:
        rows = [row(transaction_date=read(day)) for day in printed]
        signature = OwnerSignature(signature_name=read("Ada Qvist"), signature_date=read(signed))
        page = filing(
            *rows,
            period_of_report=read(None, box),
            document_type=read("4"),
            owner_signatures=(signature,),
            source=SourceInfo(noise=0.02),
        )
        return [found.transaction_date.value for found in repair_months(page).rows]

    assert days(date(2002, 7, 15)) == [date(2002, 2, 15)]
    assert days(date(2002, 7, 15), signed=date(2002, 2, 14)) == [date(2002, 7, 15)]
    assert days(date(2002, 6, 15), date(2002, 7, 31)) == [date(2002, 6, 15), date(2002, 7, 31)]  # not alike; no such day


def test_a_box_that_names_no_month_leaves_transactions_as_they_are() -> None:
    page = filing(row(transaction_date=read(date(2002, 7, 15))), document_type=read("4"), source=SourceInfo(noise=0.02))
    for box in ("", "13/2002", "Issuer 2002", "02/15/2002", "0" * 1_000_000):
        printed = replace(page, period_of_report=read(None, box))
        assert repair_months(printed) == printed


def test_joint_filers_sign_on_one_day() -> None:
    def days(*dates: Value[date]) -> list[date | None]:
        signatures = tuple(OwnerSignature(signature_name=read("Ada Qvist"), signature_date=day) for day in dates)
        page = filing(row(), period_of_report=read(DAY), document_type=read("4"), owner_signatures=signatures)
        return [s.signature_date.value for s in repair_signature_dates(page).owner_signatures]

    late = DAY + timedelta(9)
    told = read(late, f"{late:%m/%d/%Y}")
    misread = read(late, "9" + f"{late:%m/%d/%Y}"[1:], Hint.MISREAD, status=Status.REPAIRED)
    assert days(misread, told, told) == [late, late, late]
    illegible = read(None, f"{late:%m/%d/%Y}"[:-1] + "z")
    assert days(illegible, told) == [late, late]
