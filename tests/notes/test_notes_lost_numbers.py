"""Footnotes whose numbers are lost, misread or stand within a line, and what stands below the last one."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pytest
from printed import find_printed

from extractor.dialects.read import read
from extractor.filing import Footnote, Value
from extractor.notes.footnotes import footnotes
from extractor.regions.regions import find_regions

TABLE = "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned\n"
NOISY = "Explanaton of Responses:\n"
END = "** Signature of Reporting Person\nDate\n"
VESTS = "The units vest in four equal annual installments that begin on the first anniversary of the day of grant"
HELD = "These shares are held by a trust for the benefit of the children of the reporting person"
PAID = "Represents shares withheld for the payment of taxes upon the vesting of some of the units"


def notes_of(body: str, asked: Collection[int] = (), taken: str = "") -> tuple[tuple[Footnote, ...], Value[str]]:
    """Footnotes and remarks below a heading. ``taken``: with what the lines begin that are taken for signatures."""
    page = read(f"{TABLE}{NOISY}{body}{END}")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    away = np.zeros(len(regions.of_line), np.bool_)
    for token, word in enumerate(page.words):
        away[regions.line_of[token]] |= bool(taken) and word == taken
    return footnotes(page, printed, regions, away, asked)


def told(body: str, asked: Collection[int] = ()) -> list[tuple[str, str | None]]:
    return [(n.id, n.text.value) for n in notes_of(body, asked)[0]]


def test_a_mark_asks_for_the_footnotes_before_its_own_too() -> None:
    body = f"1. {VESTS}.\nNeither of {HELD.lower()}.\n3. {PAID}.\n"
    assert [i for i, _ in told(body, {3})] == ["F1", "F2", "F3"]


def test_a_word_with_which_footnotes_begin_tells_one_from_the_next_sentence() -> None:
    assert told(f"1. {VESTS}.\n{PAID}.\n3. {HELD}.\n")[1] == ("F2", f"{PAID}.")
    assert told(f"1. {VESTS}\n{PAID}\n3. {HELD}.\n", {1, 2, 3})[1] == ("F2", PAID)


@pytest.mark.parametrize("number", ["2 ", "2: ", "(2) "])
def test_a_number_within_a_line_behind_a_lost_full_stop_begins_a_footnote(number: str) -> None:
    assert [i for i, _ in told(f"1. {VESTS} {number}{HELD}.\n")] == ["F1", "F2"]


@pytest.mark.parametrize("before", ["as told in note", "in the report on form", "in the month of june"])
def test_a_number_behind_a_word_that_goes_on_with_it_begins_none(before: str) -> None:
    assert [i for i, _ in told(f"1. {VESTS} {before} 2 {HELD}.\n")] == ["F1"]


def test_a_quotation_or_a_small_letter_may_stand_behind_a_number() -> None:
    assert told(f'1 {VESTS}.\n2 "{HELD}.\n') == [("F1", f"{VESTS}."), ("F2", f'"{HELD}.')]
    assert told(f"1 {VESTS}.\n2 t{HELD[1:]}.\n3 {PAID}.\n")[1] == ("F2", f"t{HELD[1:]}.")


def test_what_follows_a_number_on_a_line_of_its_own_is_its_footnote() -> None:
    body = f"(1)\n{PAID}.\n(2)\n{HELD}.\n"
    assert told(body, {1, 2}) == [("F1", f"{PAID}."), ("F2", f"{HELD}.")]


def test_a_signature_whose_capacity_an_edge_has_cut_belongs_to_no_footnote() -> None:
    for signed in (
        "Ada Qvist by Olle Berg as Attorney-in-",
        "Ada Qvist, by Olle Berg to power of attorney filed on June 2 6/16/2003",
    ):
        assert told(f"1. {HELD}.\n{signed}\n95\n") == [("F1", f"{HELD}.")]


def test_a_title_below_the_heading_of_the_remarks_is_no_signature() -> None:
    _, remarks = notes_of(f"1. {HELD}.\nRemarks:\nPresident and Chief Operating Officer\n", taken="President")
    assert remarks.value == "President and Chief Operating Officer"
    _, remarks = notes_of(f"1. {HELD}.\nRemarks:\nAda Qvist\n", taken="Ada")
    assert not remarks.present


def test_a_numbered_sentence_is_no_signature() -> None:
    body = f"1. {PAID}.\n2. Qvist Family Trust, dated 02/02/2011, of which Ada B. Qvist is the trustee.\n"
    found, _ = notes_of(body, taken="Qvist")
    assert [n.id for n in found] == ["F1", "F2"]
