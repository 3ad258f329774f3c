"""The letter of a class tells titles apart."""

from __future__ import annotations

from dataclasses import replace

from by_hand import T2, filing, read, row

from extractor.filing import SourceInfo
from extractor.language.model import squeezed
from extractor.reconcile.rows.titles import repair_titles


def test_the_letters_of_a_title_are_not_those_of_another_class() -> None:
    garbled, other = "C:lass B Ordinary Shares, par value $0.0007", "Class A Ordinary Shares, par value $0.0007"
    found = row(T2, security_title=read(garbled), underlying_security_title=read(other))
    given = replace(filing(found), source=SourceInfo(noise=0.02))
    assert repair_titles(given).rows[0].security_title.value != other


def test_a_legible_word_of_a_title_is_no_misreading_of_another() -> None:
    def title(text: str) -> str | None:
        return (
            repair_titles(replace(filing(row(security_title=read(text))), source=SourceInfo(noise=0.02)))
            .rows[0]
            .security_title.value
        )

    assert title("Share Option (Rightto Buy)") == "Share Option (Rightto Buy)"
    assert squeezed(title("Stock Optlon (Rightto Buy)") or "") == "stockoptionrighttobuy"
