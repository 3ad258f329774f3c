"""Codes, letters and marks read."""

from __future__ import annotations

import pytest
from pieces import cut

from extractor.filing import Status
from extractor.readings.codes import (
    ACQUIRED_DISPOSED_LOOKALIKES,
    DIRECT_INDIRECT_LOOKALIKES,
    read_cross,
    read_letter,
    read_mark,
    read_transaction_code,
)


@pytest.mark.parametrize(
    ("text", "code", "sure"),
    [
        ("S", "S", True),
        ("P4", "P", True),
        ("M(1)", "M", True),
        ("J/K", "J", False),
        ("$", "S", False),
        ("5", "S", False),
        ("s", "S", True),
        (".P.", "P", True),
        ("|P|", "P", True),
    ],
)
def test_transaction_codes(text: str, code: str, sure: bool) -> None:
    reading = read_transaction_code(cut(text))
    assert reading.value == code
    assert (reading.doubt < 1) == sure


@pytest.mark.parametrize("text", ["", "7", "(1)", "...", "B"])
def test_what_is_no_code(text: str) -> None:
    assert read_transaction_code(cut(text)).value is None


@pytest.mark.parametrize(
    ("text", "letter"), [("A", "A"), ("(D)", "D"), ("d", "D"), ("0", "D"), ("4", "A"), ("", None), ("x", None)]
)
def test_acquired_or_disposed(text: str, letter: str | None) -> None:
    reading = read_letter(cut(text), "AD", ACQUIRED_DISPOSED_LOOKALIKES)
    assert reading.value == letter
    if letter and text.strip("()").upper() != letter:
        assert reading.status is Status.REPAIRED


def test_signs_that_codes_are_read_as() -> None:
    assert [read_transaction_code(cut(text)).value for text in ("65", "\u2122")] == ["G", "M"]


def test_a_round_box_is_empty() -> None:
    assert [read_mark(cut(text)).value for text in ("oO", "0", "X", "x_")] == [None, None, True, True]
    words = ("oO", "FLOOR-4", "[ZBLT]", "Xi", "QQ", "X_Director")
    assert [read_cross(cut(text)).value for text in words] == [None, None, None, True, True, True]


def test_noughts_of_a_price_are_no_direction() -> None:
    assert read_letter(cut("ooo!"), "AD", ACQUIRED_DISPOSED_LOOKALIKES).value is None


@pytest.mark.parametrize(
    ("text", "letter"), [("D", "D"), ("I", "I"), ("1", "I"), ("l", "I"), ("|", "I"), ("I(2)", "I"), ("O", "D")]
)
def test_direct_or_indirect(text: str, letter: str) -> None:
    assert read_letter(cut(text), "DI", DIRECT_INDIRECT_LOOKALIKES).value == letter


@pytest.mark.parametrize(("text", "letter"), [("aD", "D"), ("dA", "A"), ("Ad", "A"), ("a", "A"), ("Dd.", "D")])
def test_a_capital_behind_a_small_letter_is_the_direction(text: str, letter: str) -> None:
    assert read_letter(cut(text), "AD", ACQUIRED_DISPOSED_LOOKALIKES).value == letter
