"""Scraps in small letters in lines that are printed in large ones."""

from __future__ import annotations

import pytest

from extractor.boxes.small_letters import without_small
from extractor.filing import Status
from extractor.readings.pieces import Reading

NOISE = 0.1


def reading(text: str) -> Reading[str]:
    return Reading(text, Status.READ, 0.0, ())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("9 ELM STREET, APT 18 ro e", "9 ELM STREET, APT 18"),
        ("SUITE 300 pane E", "SUITE 300"),
        ("Lot 12 GREENWICH ROAD", "Lot 12 GREENWICH ROAD"),
        ("care of ZORBLAT CENTER", "care of ZORBLAT CENTER"),
        ("eBay CENTER", "eBay CENTER"),
        ("C/O QVIST or WORKS, INC. oR", "C/O QVIST WORKS, INC."),
        ("9 ELM STREET Nw", "9 ELM STREET Nw"),
        ("ONE TOWER of GLASS co", "ONE TOWER of GLASS co"),
        ("9 ELM STREET 18th FL", "9 ELM STREET 18th FL"),
        ("9 Elm Street, Suite ro", "9 Elm Street, Suite ro"),
        ("9 ELM STREET, APT E", "9 ELM STREET, APT E"),
    ],
)
def test_a_line_in_large_letters_holds_no_scraps_in_small_ones(text: str, left: str) -> None:
    assert without_small(reading(text), NOISE).value == left
    assert without_small(reading(text), 0.0).value == text
