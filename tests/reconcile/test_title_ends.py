"""The last words of titles, lost or doubled between cells."""

from __future__ import annotations

from dataclasses import replace

import pytest
from by_hand import T2, filing, read, row

from extractor.filing import SourceInfo, Status
from extractor.reconcile.reconcile import reconcile
from extractor.reconcile.rows.titles import repair_titles


def titles(*rows: tuple[str, str]) -> list[tuple[str | None, str | None]]:
    read_so = filing(*(row(T2, security_title=read(one), underlying_security_title=read(two)) for one, two in rows))
    mended = repair_titles(replace(read_so, source=SourceInfo(noise=0.02)))
    return [(r.security_title.value, r.underlying_security_title.value) for r in mended.derivative_table]


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        (("Class B Common", "Class A Common Stock Stock"), ("Class B Common Stock", "Class A Common Stock")),
        (("COMMON", "Common Shares"), ("Common Shares", "Common Shares")),
        (("Stock Option", "Common Stock, par value"), ("Stock Option", "Common Stock, par value")),
        (("Warrant", "Common"), ("Warrant", "Common")),  # nothing tells which word is lost
        (("Stock", "Stock Stock"), ("Stock", "Stock")),
    ],
)
def test_last_words_of_titles(printed: tuple[str, str], mended: tuple[str, str]) -> None:
    assert titles(printed) == [mended]


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        (("Stock $2 Par Value", "Common Stock, $2 Par Value"), ("Common Stock, $2 Par Value",) * 2),
        (("Stock Option (Right", "Stock Option (Right to Buy)"), ("Stock Option (Right to Buy)",) * 2),
        (("Performance", "Performance Stock Units"), ("Performance Stock Units",) * 2),
        (("Class B Shares", "Class B"), ("Class B Shares",) * 2),
        (("Stock Option", "Director Stock Option"), ("Stock Option", "Director Stock Option")),  # a title of its own
        (("Stock", "Preferred Stock"), ("Preferred Stock",) * 2),
        (("Warrants to", "Shares"), ("Warrants to", "Shares")),  # no other begins or ends so
    ],
)
def test_part_of_a_title_is_the_only_one_that_begins_or_ends_so(printed: tuple[str, str], mended: tuple[str, str]) -> None:
    assert titles(printed) == [mended]


def test_a_title_is_not_cut_because_most_rows_have_lost_its_first_word() -> None:
    cut = row(security_title=read("Stock $2 Par Value"))
    rows = (cut, cut, cut, row(security_title=read("Common Stock $2 Par Value")))
    found = reconcile(filing(*rows, source=SourceInfo(noise=0.02))).rows
    assert {r.security_title.value for r in found} == {"Common Stock $2 Par Value"}


def test_a_title_of_other_known_words_is_not_taken_for_a_misreading() -> None:
    titles_read = ("Employee Stock Option (right to buy)", "Non-Qualified Stock Option (right to buy)")
    rows = [row(T2, security_title=read(title)) for title in (titles_read[0], titles_read[0], titles_read[1])]
    found = reconcile(filing(*rows, source=SourceInfo(noise=0.02))).rows
    assert [r.security_title.value for r in found] == [titles_read[0], titles_read[0], titles_read[1]]


def test_of_two_titles_that_end_so_none_is_told() -> None:
    assert titles(("Stock", "Common Stock"), ("Warrant", "Preferred Stock"))[0] == ("Stock", "Common Stock")


def test_the_last_word_of_another_row_is_told() -> None:
    lost = read("Common")
    changed = repair_titles(
        filing(row(security_title=read("Common Stock")), row(security_title=lost), source=SourceInfo(noise=0.02))
    ).non_derivative_table[1]
    assert (changed.security_title.value, changed.security_title.status) == ("Common Stock", Status.REPAIRED)
    assert [a.value for a in changed.security_title.alternatives] == ["Common"]


def test_a_title_with_a_known_word_more_is_not_that_of_the_other_rows() -> None:
    rows = [row(security_title=read(title)) for title in (*["Common Stock"] * 3, "Common Stock Units", "Common Stcok")]
    found = reconcile(replace(filing(*rows), source=SourceInfo(noise=0.03))).rows
    assert [r.security_title.value for r in found[3:]] == ["Common Stock Units", "Common Stock"]
