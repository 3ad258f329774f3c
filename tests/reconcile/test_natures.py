"""Natures of indirect ownership that name a footnote, or the heading of all of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from by_hand import filing, read, row

from extractor.filing import SourceInfo, Status
from extractor.readings.natures import with_by, with_form, with_section
from extractor.reconcile.rows.natures import repair_natures


def mended(nature: str, noise: float) -> str | None:
    page = replace(filing(row(nature_of_ownership=read(nature))), source=SourceInfo(noise=noise))
    value = repair_natures(page).non_derivative_table[0].nature_of_ownership
    assert (value.status is Status.READ) == (value.value == nature)
    return value.value


@pytest.mark.parametrize("nature", ["ee Footnote", "See footnot", "footnotes", "Footnote"])
def test_a_cut_reference_is_completed_on_any_page(nature: str) -> None:
    assert mended(nature, 0.0) == ("See footnotes" if nature.endswith("s") else "See footnote")


@pytest.mark.parametrize(
    ("nature", "printed"),
    [
        ("Sce footnole", "Sce footnole"),
        ("See ifootnote", "See footnote"),
        ("Sec foofnote", "See footnote"),
        ("By Footnote Partners LP", "By Footnote Partners LP"),
        ("See note", "See note"),
        ("See Footnote 2", "See Footnote 2"),
        ("See Footnote2", "See footnote"),
        ("By spouse", "By spouse"),
    ],
)
def test_a_misread_reference_is_set_right_on_a_noisy_page(nature: str, printed: str) -> None:
    assert mended(nature, 0.02) == printed
    assert mended(nature, 0.0) == nature


@pytest.mark.parametrize("nature", ["401(k)", "LP", "#2"])
def test_short_natures_stay(nature: str) -> None:
    assert mended(nature, 0.02) == nature


@pytest.mark.parametrize(
    ("nature", "printed"),
    [
        ("IBy spouse", "By spouse"),
        ("EBy Zorblat Trust", "By Zorblat Trust"),
        ("| See footnote", "See footnote"),
        ("y Zorblat Trust", "By Zorblat Trust"),
        ("Baby Trust", "Baby Trust"),
    ],
)
def test_a_rule_of_the_table_is_no_letter_of_the_first_word(nature: str, printed: str) -> None:
    assert with_by(nature) == printed


@pytest.mark.parametrize(
    ("nature", "form"),
    [
        ("By Zorblat, eic", "LLC"),
        ("Zorblat Holdings tc", "LLC"),
        ("By Zorblat Capital LLG", "LLC"),
        ("By Zorblat Capital LLC", "LLC"),
        ("By Zorblat Fund IV", "IV"),
        ("By Zorblat tc", "tc"),
        ("By Inc", "Inc"),
    ],
)
def test_the_legal_form_at_its_end_is_set_right(nature: str, form: str) -> None:
    text, changes = with_form(nature)
    assert text == f"{nature.rpartition(' ')[0]} {form}"
    assert bool(changes) == (text != nature)


@pytest.mark.parametrize("plan", ["A01(k) Plan", "40(k) Plan", "4Ol (k) Plan", "401\u00a2k) Plan"])
def test_there_is_one_section_that_plans_are_named_after(plan: str) -> None:
    assert with_section(plan)[0].startswith("401")
