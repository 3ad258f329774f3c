"""Names in signatures whose glyphs are read in another order."""

from __future__ import annotations

import pytest

from extractor.reconcile.people.glyph_order import with_glyphs_in_order


@pytest.mark.parametrize(
    ("owner", "read", "whole"),
    [
        ("Quillby Ada", "/s/ Q Ada uillby", "/s/ Ada Quillby"),
        ("Quillby Ada Kay", "/s/ Q Ada quillby", "/s/ Ada Quillby"),
        ("Quillby Thomas P", "Thoma Ps Quillby", "Thomas P Quillby"),
        ("QUILLBY THOMAS P", "/s/ Thoma Ps. Quillby", "/s/ Thomas P. Quillby"),
        ("Quillby Howard", "/s/ Howarduil Qlby", "/s/ Howard Quillby"),
        ("QUILLBY HOWARD L", "/s/ Howard .uil Qlby", "/s/ Howard L. Quillby"),  # of an initial its point is left
        ("QUILLBY HOWARD L", "/s/ Howard uil Qlby", "/s/ Howard Quillby"),
        ("QUILLBY ADA", "C. CLERK FOR DAA QUILLBY", "C. CLERK FOR ADA QUILLBY"),
        ("Quillby Ada", "/s/ C. Clerk, attorney for Ada uQillby", "/s/ C. Clerk, attorney for Ada Quillby"),
        ("WALLA RDMIKE", "/s/ Mike Wallard", "/s/ Mike Wallard"),  # it is the box that is misread
        ("Marcus Lawrence", "C. Clerk for Marcus Lawrence", "C. Clerk for Marcus Lawrence"),
        ("Quillby Fund L P", "Fund Quillby LP", "Fund Quillby LP"),
        ("Quillby Ada", "/s/ Ada Quillbee", "/s/ Ada Quillbee"),
        ("Ek Bo", "/s/ Ob Ek", "/s/ Ob Ek"),
        ("", "/s/ Ada Quillby", "/s/ Ada Quillby"),
        ("Quillby Ada", "q" * 100_000, "q" * 100_000),
    ],
)
def test_a_name_whose_letters_all_stand_there_is_that_name(owner: str, read: str, whole: str) -> None:
    assert with_glyphs_in_order(read, owner.split()) == whole
