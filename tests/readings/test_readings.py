"""What holds for whatever is read: pieces, their joins, and texts of absurd length."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.dialects.read import read
from extractor.readings.amounts import read_amount
from extractor.readings.codes import (
    ACQUIRED_DISPOSED_LOOKALIKES,
    read_letter,
    read_transaction_code,
)
from extractor.readings.dates import read_date
from extractor.readings.pieces import Piece, joins, pieces_of, spans_of
from extractor.readings.text import read_text


@settings(deadline=None, max_examples=300)
@given(
    st.lists(
        st.tuples(st.text("0123456789.,$()SOl/ -%|\u0967\u00b2", max_size=8) | st.text(max_size=6), st.booleans()),
        max_size=7,
    )
)
def test_any_pieces_are_read(texts: list[tuple[str, bool]]) -> None:
    pieces = [Piece(t, 0, len(t), e) for t, e in texts]
    for whole in (True, False):
        number = read_amount(pieces, whole=whole)
        assert number.value is None or (number.value.is_finite() and number.value >= 0)
        assert number.doubt >= 0
    day = read_date(pieces, years=(2001, 1999))
    assert day.value is None or 1934 <= day.value.year <= 2099
    text = read_text(pieces).value
    assert text is None or text == text.strip() != ""
    for letter in (read_transaction_code(pieces), read_letter(pieces, "AD", ACQUIRED_DISPOSED_LOOKALIKES)):
        assert letter.value is None or len(letter.value) == 1


@pytest.mark.parametrize("text", ["1,0", "1", "1" * 3000])
@pytest.mark.parametrize("edge", [True, False])
def test_values_of_absurd_length_take_no_time(text: str, edge: bool) -> None:
    begun = time.perf_counter()
    pieces = [Piece(text, 0, len(text), edge)] * (3000 if len(text) < 9 else 50)
    for reader in READERS:
        reader(pieces)
    assert time.perf_counter() - begun < 3


READERS: tuple[Callable[[list[Piece]], object], ...] = (
    lambda p: read_amount(p, whole=True),
    read_date,
    read_text,
    read_transaction_code,
)


def test_pieces_of_a_page() -> None:
    page = read("Common\t757,756(1) 5\t<u>0</u>3/14\n")
    pieces = pieces_of(page, range(len(page)))
    assert [(p.text, p.edge) for p in pieces] == [("Common", True), ("757,756(1)", True), ("5", False), ("03/14", True)]
    assert [page.text[p.start : p.end] for p in pieces] == ["Common", "757,756(1)", "5", "0</u>3/14"]
    spans = spans_of(page, pieces)
    assert [page.text[a:b] for a, b in spans] == ["Common", "757,756(1) 5", "0</u>3/14"]


def test_joins_begin_with_the_text_as_it_stands() -> None:
    ways = list(joins(["12", "23"], [True, True]))
    assert ways[0] == ("1223", 0.0)
    assert ("123", 1.0) in ways
    assert [c for _, c in ways] == sorted(c for _, c in ways)
    assert list(joins(["12", "23"], [True, False])) == [("1223", 0.0)]
