"""Dates that stand as they were printed, on pages on which other dates contradict them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from by_hand import filing, read, row
from pages import HEADS1, SALES, Page, tabs

from extractor import extract
from extractor.filing import Filing, Hint, OwnerSignature, SourceInfo, Status
from extractor.reconcile.dates.channel import ALIKE, damage
from extractor.reconcile.dates.signatures import repair_signature_dates


def _page(*changes: tuple[str, str]) -> Filing:
    """What is read of a form with some words exchanged for others."""
    return extract(tabs(_changed(SALES, *changes)))


def _changed(page: Page, *changes: tuple[str, str]) -> Page:
    for old, new in changes:
        page = [[cell.replace(old, new) for cell in line] for line in page]
    return page


@pytest.mark.parametrize(
    ("stands", "day"),
    [
        ("05/05/2005", "2005-05-05"),  # before the last sale, by one digit from several days after it
        ("05/02/2005", "2005-05-02"),
        ("5/9/02", "2005-05-09"),  # three years early, by one digit from one day
        ("05/19/2005", "2005-05-19"),
    ],
)
def test_a_legible_signature_is_another_day_only_if_one_digit_makes_it_that_and_no_other(stands: str, day: str) -> None:
    assert str(_page(("05/09/2005", stands)).owner_signatures[0].signature_date.value) == day


@pytest.mark.parametrize(
    ("event", "stands", "day"),
    [
        ("2023-03-17", "03/27/2023", "2023-03-27"),  # of 03/17 or 03/22
        ("2023-03-17", "08/01/2024", "2024-08-01"),
        ("2023-01-10", "04/17/2023", "2023-04-17"),
        ("2000-04-19", "4/22/03", "2003-04-22"),
        ("2005-05-12", "5/3/05", "2005-05-03"),  # which has lost no digit between others
    ],
)
def test_a_legible_signature_is_not_two_glyphs_from_the_day_soon_after_the_event(event: str, stands: str, day: str) -> None:
    told, signed = date.fromisoformat(event), date.fromisoformat(day)
    page = filing(row(transaction_date=read(told)), document_type=read("4"), period_of_report=read(told))
    page = replace(page, owner_signatures=(OwnerSignature(signature_date=read(signed, stands)),), source=SourceInfo(noise=0.05))
    assert repair_signature_dates(page) == page


def test_a_seven_is_no_stroke_of_a_digit() -> None:
    assert damage(read(None, "03/27/2023"), date(2023, 3, 21)) > ALIKE
    assert damage(read(None, "0372712023"), date(2023, 3, 27)) <= 2 * ALIKE  # but a stroke is taken for both


def test_an_amendment_is_signed_late() -> None:
    stands = ("05/09/2005", "05/1912005")
    assert _page(stands, ("FORM 4", "FORM 4/A")).owner_signatures[0].signature_date.value == date(2005, 5, 19)
    assert _page(stands).owner_signatures[0].signature_date.value == date(2005, 5, 10)


def test_a_form_3_is_late_rather_than_misread_in_two_digits() -> None:
    signed = read(date(2002, 12, 2), "12/02/2902", Hint.MISREAD, status=Status.REPAIRED)
    page = Filing(document_type=read("3"), period_of_report=read(date(2002, 11, 2)))
    page = replace(page, owner_signatures=(OwnerSignature(signature_date=signed),))
    assert repair_signature_dates(page) == page


@pytest.mark.parametrize(
    ("stands", "day"),
    [
        ("01/O6/2005", "2005-01-06"),
        ("O1/06/2005", "2005-01-06"),
        ("05/l6/2004", "2004-05-16"),
        ("0|/06/2005", "2005-05-06"),  # a digit is lost at an edge
    ],
)
def test_the_event_of_a_form_3_all_of_whose_digits_stand_there_was_long_ago(stands: str, day: str) -> None:
    table = SALES.index(HEADS1)
    rows = [line for line in SALES if line[0] == "Common Stock"]
    page = [line for line in SALES if line not in rows]
    page.insert(table + 2, ["Common Stock", "1,200", "D", ""])
    names = (("FORM 4", "FORM 3"), ("STATEMENT OF CHANGES IN", "INITIAL STATEMENT OF"))
    box = (("Date of Earliest Transaction", "Date of Event Requiring Statement"), ("05/06/2005", stands))
    assert str(extract(tabs(_changed(page, *names, *box))).period_of_report.value) == day
