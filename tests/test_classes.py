"""The letter of a class tells titles apart."""

from __future__ import annotations

from dataclasses import replace

from by_hand import T2, filing, read, row

from extractor.filing import SourceInfo
from extractor.reconcile.titles import repair_titles


def test_the_letters_of_a_title_are_not_those_of_another_class() -> None:
    garbled, other = "C:lass B Ordinary Shares, par value $0.0007", "Class A Ordinary Shares, par value $0.0007"
    found = row(T2, security_title=read(garbled), underlying_security_title=read(other))
    given = replace(filing(found), source=SourceInfo(noise=0.02))
    assert repair_titles(given).rows[0].security_title.value != other
