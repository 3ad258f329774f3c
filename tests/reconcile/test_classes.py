"""The letter of a class tells titles apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from by_hand import T2, filing, read, row

from extractor.filing import SourceInfo
from extractor.language.model import squeezed
from extractor.reconcile.rows.titles import repair_titles


def test_the_letters_of_a_title_are_not_those_of_another_class() -> None:
    garbled, other = "C:lass B Ordinary Shares, par value $0.0007", "Class A Ordinary Shares, par value $0.0007"
    found = row(T2, security_title=read(garbled), underlying_security_title=read(other))
    given = replace(filing(found), source=SourceInfo(noise=0.02))
    assert repair_titles(given).rows[0].security_title.value != other


@pytest.mark.parametrize(
    ("misread", "printed"),
    [
        ("Common Stock, $0.007 par value", "Common Stock, $0.001 par value"),
        ("Common Stock, $0 0e1 par value", "Common Stock, $0.001 par value"),
        ("Common Stock, par: value $0.00 7", "Common Stock, par value $0.001"),
        ("Class B Stock, $0.007 par value", None),
    ],
)
def test_a_class_of_shares_has_one_par_value(misread: str, printed: str | None) -> None:
    others = [row(security_title=read(printed or "Common Stock, $0.001 par value"))] * 2
    given = replace(filing(*others, row(security_title=read(misread))), source=SourceInfo(noise=0.02))
    assert repair_titles(given).rows[2].security_title.value == (printed or misread)


def test_a_par_value_is_not_nought() -> None:
    whole, cut = (row(security_title=read(f"Common Stock, par value ${value}")) for value in ("0.0007", "0.000"))
    given = replace(filing(whole, cut), source=SourceInfo(noise=0.02))
    assert {r.security_title.value for r in repair_titles(given).rows} == {"Common Stock, par value $0.0007"}
    other = row(security_title=read("Class A Common Stock, par value $0.000"))
    assert repair_titles(replace(given, non_derivative_table=(whole, other))).rows[1] == other


def test_a_legible_word_of_a_title_is_no_misreading_of_another() -> None:
    def title(text: str) -> str | None:
        return (
            repair_titles(replace(filing(row(security_title=read(text))), source=SourceInfo(noise=0.02)))
            .rows[0]
            .security_title.value
        )

    assert title("Share Option (Rightto Buy)") == "Share Option (Rightto Buy)"
    assert squeezed(title("Stock Optlon (Rightto Buy)") or "") == "stockoptionrighttobuy"
