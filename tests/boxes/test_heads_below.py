"""Captions below the lines of box 1 that have run into them, and the signs of "C/O" in front of them."""

from __future__ import annotations

import pytest

from extractor.boxes.heads_below import without_caption_below
from extractor.boxes.owners import owners
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.readings.page_words import PageWords
from extractor.readings.pieces import Piece, Reading
from extractor.readings.text import read_text
from extractor.regions.located import locate


@pytest.mark.parametrize(
    ("read", "whole"),
    [
        ("12 ELM. AVENUE \u00a2 Street", "12 ELM. AVENUE"),
        ("C/O ZORBLAT HOLDINGS, INC. Middl", "C/O ZORBLAT HOLDINGS, INC."),
        ("12 ELM WAY Director", "12 ELM WAY"),
        ("12 Elm Street", "12 Elm Street"),
        ("12 ELM STREET", "12 ELM STREET"),
        ("12 ELM MIDDLETOWN", "12 ELM MIDDLETOWN"),
        ("C/O ZORBLAT, INC. First}", "C/O ZORBLAT, INC."),
        ("12 ELM AVENUE (Street)", "12 ELM AVENUE"),
        ("1900 K Street", "1900 K Street"),  # figures and single letters are large and small alike
        ("19 W 44TH Street", "19 W 44TH Street"),
        ("10 E. First", "10 E. First"),
    ],
)
def test_a_line_in_large_letters_ends_in_no_small_caption(read: str, whole: str) -> None:
    assert without_caption_below(Reading(read), 0.01).value == whole
    assert without_caption_below(Reading(read), 0.0).value == read


@pytest.mark.parametrize("sign", ["G/O", "\u20ac/O", "e/o", "C/O"])
def test_signs_of_care_of_are_no_speck(sign: str) -> None:
    pieces, at = [], 0
    for word in (sign, "ZORBLAT", "TECHNOLOGY", "SOLUTIONS", "CORP."):
        pieces.append(Piece(word, at, at + len(word), edge=False))
        at += len(word) + 1
    assert read_text(pieces, "place", PageWords(noise=0.01)).value == "C/O ZORBLAT TECHNOLOGY SOLUTIONS CORP."


def test_a_check_mark_with_a_point_is_none_of_the_street() -> None:
    located = locate(
        read(
            "FORM 4\nSTATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP\n1. Name and Address of Reporting Person\nQVIST ADA\n"
            "12 ELM ROAD, 6 FL. X. Director 10% Owner\n(Street)\n"
        )
    )
    page, of = located.page, located.regions.line_of
    name, first, mark = page.words.index("QVIST"), page.words.index("12"), page.words.index("X.")
    tags = [
        Segment("reportingOwnerId/rptOwnerName", int(of[name]), [name, name + 1]),
        Segment("reportingOwnerAddress/rptOwnerStreet1", int(of[first]), list(range(first, mark + 1))),
    ]
    (owner,) = owners(page, located.printed, located.regions, tags)
    assert owner.rpt_owner_street1.value == "12 ELM ROAD, 6 FL."
