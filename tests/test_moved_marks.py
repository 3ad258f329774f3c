"""Footnote marks that were read as the end of a value."""

from __future__ import annotations

import pytest

from extractor.readings.pieces import Piece
from extractor.rows.moved_marks import without_mark


@pytest.mark.parametrize(
    ("text", "word", "mark"),
    [
        ("Trust!2", "Trust", "!2"),
        ("LLC?!", "LLC", "?!"),
        ("Trust'-", "Trust", "'-"),
        ("footnote.2", "footnote.", "2"),
        ("L.P.43", "L.P.43", ""),
        ("Trust", "Trust", ""),
        ("Child", "Child", ""),
        ("4", "4", ""),
        ("401(k)", "401(k)", ""),
        ("6/13/2005", "6/13/2005", ""),
    ],
)
def test_what_no_word_ends_with_is_a_mark(text: str, word: str, mark: str) -> None:
    by = Piece("By", 0, 2, edge=False)
    pieces, found = without_mark([by, Piece(text, 3, 3 + len(text), edge=False)])
    assert [piece.text for piece in pieces] == ["By", word]
    assert (pieces[-1].end, found) == (3 + len(word), mark)


def test_without_pieces_there_is_no_mark() -> None:
    assert without_mark([]) == ([], "")
