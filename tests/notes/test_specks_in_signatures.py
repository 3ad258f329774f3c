"""Specks within signatures, and marks that stand within them or that little is left of."""

from __future__ import annotations

import pytest

from extractor.notes.conformed import with_conformed_signature
from extractor.notes.signed import attorney, capacities, without_last_specks
from extractor.notes.within import without_specks_within
from extractor.readings.pieces import Reading


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("/s/ Bo Ek, ee attorney-in-fact for Ada Qvist", "/s/ Bo Ek, attorney-in-fact for Ada Qvist"),
        ("Bo Ek: By: /s/ Ada Qvist, A Attorney-in-Fact", "Bo Ek: By: /s/ Ada Qvist, Attorney-in-Fact"),
        ("/s/ Bo Ek, ay attorney-in-fact", "/s/ Bo Ek, as attorney-in-fact"),
        ("/s/ Bo Ek, ass 'Attorney-in-Fact", "/s/ Bo Ek, as Attorney-in-Fact"),
        ("/s/ Bo Ek, his attorney-in-fact", "/s/ Bo Ek, his attorney-in-fact"),
        ("/s/ Bo J. du Attorney-in-Fact", "/s/ Bo J. du Attorney-in-Fact"),  # a name, misread
        ("/s/ Bo Li, attorney-in-fact", "/s/ Bo Li, attorney-in-fact"),
        ("/s/ Bo Ek, Jr., attorney", "/s/ Bo Ek, Jr., attorney"),
        ("/s/ Bo Ek, Attorney-in-Fact See", "/s/ Bo Ek, Attorney-in-Fact"),
        ("/s/ Bo Ek, Attorney-in-Fact -Fact", "/s/ Bo Ek, Attorney-in-Fact"),
        ("Ada Qvist by attorney-in-fact Bo Ek", "Ada Qvist by attorney-in-fact Bo Ek"),
        ("Bo Ek, under power of attorney filed", "Bo Ek, under power of attorney filed"),
        ("Bo Ek for Zorblat Equity y_Sponsor LLC", "Bo Ek for Zorblat Equity_Sponsor LLC"),
        ("Ada Howard d Qvist", "Ada Howard Qvist"),
        ("Benjamin we Qvist, as attorney", "Benjamin Qvist, as attorney"),
        ("Benjamin de Qvist, as attorney", "Benjamin de Qvist, as attorney"),
        ("Zorblat is Qvist", "Zorblat is Qvist"),
        ("Zorblat LLC, a general partner", "Zorblat LLC, a general partner"),
        ("Ada Qvi s Tek", "Ada Qvi s Tek"),
        ("Ada Qvist, lby Bo Ek", "Ada Qvist, by Bo Ek"),
        ("/s/ Ada \\$: Qvist", "/s/ Ada S. Qvist"),
        ("q" * 100_000 + " attorney", "q" * 100_000 + " attorney"),
    ],
)
def test_what_stands_between_a_name_and_its_capacity_is_a_speck(read: str, whole: str) -> None:
    assert without_specks_within(Reading(read)).value == whole


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("\u00e9s/\u2018Ada Qvist", "/s/ Ada Qvist"),
        ("Is}: Ada Qvist", "/s/ Ada Qvist"),
        ("sJ Ada Qvist", "/s/ Ada Qvist"),
        ("Isf'Ada Qvist", "/s/ Ada Qvist"),
        ("/s*Ada Qvist", "/s/ Ada Qvist"),
        ("7 Zorblat Holdings, LLC: By: /s/ Ada Qvist", "7 Zorblat Holdings, LLC: By: /s/ Ada Qvist"),
        ("FSC Zorblat LLC; By: /s/ Ada Qvist", "FSC Zorblat LLC; By: /s/ Ada Qvist"),
        ("7 Ada Qvist", "/s/ Ada Qvist"),
    ],
)
def test_a_mark_that_is_hardly_left(read: str, whole: str) -> None:
    assert with_conformed_signature(Reading(read)).value == whole


def test_marks_and_specks_of_several_words() -> None:
    assert without_last_specks(Reading("ZORBLAT LLC: Js) Ada Qvist")).value == "ZORBLAT LLC: /s/ Ada Qvist"
    assert without_last_specks(Reading("Zorblat I Byi /s/ Ada Qvist")).value == "Zorblat I By: /s/ Ada Qvist"
    assert without_last_specks(Reading("/s/ Ada Qvist ee s")).value == "/s/ Ada Qvist"
    assert without_last_specks(Reading("/s/ Ada Qvist . n t")).value == "/s/ Ada Qvist"
    assert without_last_specks(Reading("/s/ Ada Qvist Bv:. Ada Qvist")).value == "/s/ Ada Qvist By:. Ada Qvist"
    assert (
        without_last_specks(Reading("Zorblat LLC, Bv: s Ada Qvist, Trustee")).value == "Zorblat LLC, By: /s/ Ada Qvist, Trustee"
    )
    assert without_last_specks(Reading("Bvort Holding BV")).value == "Bvort Holding BV"
    assert attorney(Reading("by Power of Attorne y for Bo")).value == "by Power of Attorney for Bo"
    assert attorney(Reading("Bo Ek, asAttorney-in-Fact")).value == "Bo Ek, as Attorney-in-Fact"
    assert attorney(Reading("by Attorney y Bo")).value == "by Attorney y Bo"


def test_before_a_mark_within_a_signature_stands_by_or_a_quotation_mark() -> None:
    assert without_last_specks(Reading("Zorblat LLC, B /s/ Ada Qvist")).value == "Zorblat LLC, By: /s/ Ada Qvist"
    assert without_last_specks(Reading("Zorblat LLC, By: 'is! Ada Qvist")).value == "Zorblat LLC, By: /s/ Ada Qvist"


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("/s/ Bo Ek-as sir sin-fact for Ada Qvist", "/s/ Bo Ek-as attorney-in-fact for Ada Qvist"),
        ("/s/ Bo Ek, as Ohvz-in-Fact", "/s/ Bo Ek, as Attorney-in-Fact"),
        ("/s/ Bo Ek, as attorney for Ada, in fact", "/s/ Bo Ek, as attorney for Ada, in fact"),
        ("/s/ Bo Ek, as trustee", "/s/ Bo Ek, as trustee"),
    ],
)
def test_as_whom_one_signs_in_fact_is_an_attorney(read: str, whole: str) -> None:
    assert capacities(Reading(read)).value == whole


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("Bo B. QvistAttomey-in-Fact", "Bo B. Qvist Attorney-in-Fact"),
        ("Bo Ek, At'torney-in-fact", "Bo Ek, Attorney-in-fact"),
        ("Bo Ek, At'attorney-in-fact", "Bo Ek, attorney-in-fact"),
        ("Bo Ek, Attorn\u00e9y-in-Fact", "Bo Ek, Attorney-in-Fact"),
        ("Bo D'Angelo", "Bo D'Angelo"),
        ("Bo McAndrews", "Bo McAndrews"),
    ],
)
def test_the_word_of_the_capacity_with_a_stain_or_glued_to_a_name(read: str, whole: str) -> None:
    assert attorney(Reading(read)).value == whole


@pytest.mark.parametrize("rest", [". act", ": fact", ": \u2018act", "  fact"])
def test_behind_attorney_the_end_of_in_fact_tells_it(rest: str) -> None:
    assert capacities(Reading(f"/s/ Bo Ek as Attorney{rest}")).value == "/s/ Bo Ek as Attorney-in-Fact"


def test_by_may_have_lost_its_second_letter_before_a_mark() -> None:
    assert with_conformed_signature(Reading("B is} Ada Qvist")).value == "By: /s/ Ada Qvist"
    assert with_conformed_signature(Reading("B Ada Qvist")).value == "B Ada Qvist"


def test_attorney_of_fact_is_as_the_filer_wrote_it() -> None:
    assert capacities(Reading("/s/ Bo Ek, attorney-of- fact")).value == "/s/ Bo Ek, attorney-of- fact"


def test_letters_behind_a_stain_and_scraps_behind_a_capacity_are_specks() -> None:
    assert without_last_specks(Reading('/s/ Ada Qvist . " S s r e')).value == "/s/ Ada Qvist"
    assert without_last_specks(Reading("/s/ Ada Qvist, B")).value == "/s/ Ada Qvist, B"
    assert without_specks_within(Reading("/s/ Ada Qvist, attorney-in-fact fe)")).value == "/s/ Ada Qvist, attorney-in-fact"


def test_a_stroke_behind_the_letter_of_a_mark_is_the_last_of_it() -> None:
    assert with_conformed_signature(Reading("(sL Ada Qvist")).value == "/s/ Ada Qvist"
    assert with_conformed_signature(Reading("Is/L Ada Qvist")).value == "/s/ L Ada Qvist"


@pytest.mark.parametrize("mark", ["(s/o ", "Zs/ l ", "is{_ ", "L8l "])
def test_scraps_of_the_mark_go_with_it(mark: str) -> None:
    assert (
        with_conformed_signature(Reading(f"{mark}Ada Qvist, as Attorney-in-Fact")).value == "/s/ Ada Qvist, as Attorney-in-Fact"
    )
    assert with_conformed_signature(Reading("Lisa A. Qvist")).value == "Lisa A. Qvist"


def test_behind_by_letters_alone_may_be_the_mark() -> None:
    assert without_last_specks(Reading("Zorblat LLC, By: isi Ada Qvist")).value == "Zorblat LLC, By: /s/ Ada Qvist"
    assert without_last_specks(Reading("Zorblat LLC, By: Ada Qvist")).value == "Zorblat LLC, By: Ada Qvist"
