"""The period of a Form 4 whose box is hardly legible, by the dates of its transactions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from by_hand import DAY, filing, read, row

from extractor.filing import OwnerSignature, Status, Value
from extractor.readings.dates import MISREAD, MONTH_ALONE
from extractor.reconcile.implied import imply_period

_LATER = row(transaction_date=read(DAY + timedelta(3)))


def _told(box: Value[date], *rows: Any, **more: Any) -> date | None:
    return imply_period(filing(*rows, period_of_report=box, document_type=read("4"), **more)).period_of_report.value


def test_a_box_that_has_a_month_alone_tells_no_day() -> None:
    box = read(None, f"0|{DAY + timedelta(3):%d}/2002", MONTH_ALONE)
    assert _told(box, row(), _LATER) == DAY


@pytest.mark.parametrize(
    ("box", "day"),
    [
        (read(DAY.replace(day=26), "952672002", MISREAD, status=Status.REPAIRED), DAY),
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
    box = read(DAY - timedelta(1), "05/0|5/2002", MISREAD, status=Status.REPAIRED)
    assert _told(box, _LATER, owner_signatures=signed) == box.value
