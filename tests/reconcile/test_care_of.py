"""Addresses care of the issuer, whose name tells where the first line of the street ends."""

from __future__ import annotations

import pytest
from by_hand import words

from extractor.filing import Filing, Issuer, ReportingOwner, SourceInfo
from extractor.reconcile.addresses.care_of import part_care_of


def parted(name: str, first: str, second: str = "", noise: float = 0.0) -> tuple[str | None, str | None]:
    owner = ReportingOwner(rpt_owner_street1=words(first), rpt_owner_street2=words(second))
    filing = Filing(issuer=Issuer(issuer_name=words(name)), reporting_owners=(owner,), source=SourceInfo(noise=noise))
    (owner,) = part_care_of(filing).reporting_owners
    return owner.rpt_owner_street1.value, owner.rpt_owner_street2.value


@pytest.mark.parametrize(
    ("first", "second", "lines"),
    [
        ("C/O ZORBLAT WORKS INC . a e ,", "9 ELM ROAD", ("C/O ZORBLAT WORKS INC", "9 ELM ROAD")),
        ("C/O ZORBLAT WORKS, INC. NW,", "9 ELM ROAD", ("C/O ZORBLAT WORKS, INC", "9 ELM ROAD")),
        ("C/O ZORBLAT WORKS INC 90 ELM ROAD", "", ("C/O ZORBLAT WORKS INC", "90 ELM ROAD")),
        ("C/O ZORBLAT WORKS", "90 ELM ROAD INCORPORATE", ("C/O ZORBLAT WORKS INCORPORATED", "90 ELM ROAD")),
        ("C/O ZORBLAT WORKS, INC.", "90 ELM ROAD Corp.", ("C/O ZORBLAT WORKS, INC.", "90 ELM ROAD")),
    ],
)
def test_a_line_care_of_the_issuer_ends_where_its_name_does(first: str, second: str, lines: tuple[str, str | None]) -> None:
    assert parted("Zorblat Works Corp", first, second) == lines


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("C/O ZORBLAT WORKS CORP. II", "9 ELM ROAD"),  # another of its companies
        ("C/O ZORBLAT WORKS CORPORATION", "9 ELM ROAD"),
        ("C/O ZORBLAT WORKS ONE PLAZA", "SUITE 5"),
        ("C/O QVIST CAPITAL LP a e", "9 ELM ROAD"),
        ("ZORBLAT WORKS 90 ELM ROAD", ""),
        ("CORNWALL WORKS 90 ELM ROAD", ""),
        ("C/O ZORBLAT", "90 ELM ROAD"),
        ("C/O ZORBLAT WORKS 90 ELM ROAD", ""),
        ("C/O ZORBLAT WORKS CORP-B", "9 ELM ROAD"),
    ],
)
def test_other_lines_stay(first: str, second: str) -> None:
    assert parted("Zorblat Works Corp", first, second) == (first, second or None)


@pytest.mark.parametrize(
    ("first", "noise", "line"),
    [
        ("C/O MICROS0FT CORP", 0.02, "C/O MICROSOFT CORP"),
        ("C/O NICROSOFT CORP", 0.02, "C/O MICROSOFT CORP"),
        ("C/O NICROSOFT CORP", 0.0, "C/O NICROSOFT CORP"),  # a clean page
        ("C/O MICROSOFT THE CORP", 0.02, "C/O MICROSOFT THE CORP"),  # a word
        ("C/O MICROSOFT AG CORP", 0.02, "C/O MICROSOFT AG CORP"),  # a legal form
    ],
)
def test_a_misread_name_care_of_the_issuer_is_that_in_the_list_of_registrants(first: str, noise: float, line: str) -> None:
    assert parted("Microsoft Corp", first, "9 ELM ROAD", noise)[0] == line


@pytest.mark.parametrize(
    ("first", "noise", "line"),
    [
        ("CIOZORBLAT WORKS 90 2ND STREET SW", 0.02, "C/O ZORBLAT WORKS"),
        ("/e/0 ZORBLAT WORKS CORP", 0.02, "C/O ZORBLAT WORKS CORP"),
        ("C/G ZORBLAT WORKS CORP", 0.02, "C/O ZORBLAT WORKS CORP"),
        ("C/G ZORBLAT WORKS CORP", 0.0, "C/G ZORBLAT WORKS CORP"),
        ("THE ZORBLAT WORKS CORP", 0.02, "THE ZORBLAT WORKS CORP"),
        ("1 ZORBLAT WORKS ROAD", 0.02, "1 ZORBLAT WORKS ROAD"),
        ("1 ZORBLAT WORKS WAY", 0.02, "1 ZORBLAT WORKS WAY"),
        ("/e/0 QVIST CORP", 0.02, "/e/0 QVIST CORP"),
        ("GO ZORBLAT WORKS CORP", 0.02, "C/O ZORBLAT WORKS CORP"),
        ("O ZORBLA1 WORKS CORP", 0.02, "C/O ZORBLA1 WORKS CORP"),
        ("10 ZORBLAT WORKS CORP", 0.02, "C/O ZORBLAT WORKS CORP"),
        ("C) ZORBLAT WORKS CORP", 0.02, "C/O ZORBLAT WORKS CORP"),
    ],
)
def test_glyphs_that_are_no_word_before_the_issuer_s_name_are_the_sign_of_care_of(first: str, noise: float, line: str) -> None:
    assert parted("Zorblat Works Corp", first, noise=noise)[0] == line


def test_without_an_issuer_nothing_is_told() -> None:
    assert parted("", "C/O ZORBLAT WORKS INC a e", "9 ELM ROAD")[0] == "C/O ZORBLAT WORKS INC a e"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        (".JArgo'Zorblat International Holdings, Ltd.", "ARGO ZORBLAT INTERNATIONAL HOLDINGS, LTD."),
        ("Argo Quilled Works International Ltd", "ARGO QUILLED WORKS INTERNATIONAL"),
    ],
)
def test_the_first_word_of_the_issuers_name_is_no_sign_of_care_of(name: str, line: str) -> None:
    assert parted(name, line, "9 ELM ROAD", noise=0.05) == (line, "9 ELM ROAD")


def test_the_beginning_of_the_issuers_legal_form_is_that_form() -> None:
    assert parted("Zorblat Works N.V.", "C/O ZORBLAT WORKS N", "9 ELM ROAD", noise=0.05)[0] == "C/O ZORBLAT WORKS N.V."
    assert parted("Zorblat Works N.V.", "C/O ZORBLAT WORKS a", "9 ELM ROAD", noise=0.05)[0] == "C/O ZORBLAT WORKS"
