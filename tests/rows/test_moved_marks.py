"""Footnote marks that were read beside the cell they stand on, or as the end of its value."""

from __future__ import annotations

import pytest
from test_rows import rows

from extractor.readings.pieces import Piece
from extractor.reconcile.marks.read import Trust, costs_of
from extractor.rows.moved_marks import without_mark, without_numbers, without_title_mark


@pytest.mark.parametrize(
    ("text", "word", "mark"),
    [
        ("Trust!2", "Trust", "!2"),
        ("LLC?!", "LLC", "?!"),
        ("Trust'-", "Trust", "'-"),
        ("footnote.2", "footnote.", "2"),
        ("footnotes!)", "footnotes", "!)"),
        ("footnotes)", "footnotes", ")"),
        ("(Trust)", "(Trust)", ""),
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


@pytest.mark.parametrize(
    ("text", "word", "mark"),
    [
        ("Stock'!)", "Stock", "'!)"),
        ("Stock'!\"2)", "Stock", "'!\"2)"),
        ("Units!1;", "Units", "!1;"),
        ('Stock"i)', "Stock", '"i)'),
        ("Options?", "Options?", ""),
        ("ZBLT3", "ZBLT3", ""),
        ("Stock'!?", "Stock", "'!?"),
        ("Stock''", "Stock''", ""),
        ("Stock'", "Stock'", ""),
        ("(Stock')", "(Stock')", ""),
    ],
)
def test_signs_tell_a_mark_from_what_a_title_ends_with(text: str, word: str, mark: str) -> None:
    rule = Piece("[Zorblat", 0, 8, edge=False)
    pieces, found = without_title_mark([rule, Piece(text, 9, 9 + len(text), edge=False)])
    assert ([piece.text for piece in pieces], found) == (["[Zorblat", word], mark)


@pytest.mark.parametrize(
    ("words", "kept", "marks"),
    [
        ("See (4) Footnotes", "See Footnotes", ["F4"]),
        ("See footnotes!) (2}", "See footnotes!)", ["F2"]),
        ("By Trust (2", "By Trust", ["F2"]),
        ("By Trust {1.) 3)", "By Trust", ["F1", "F3"]),
        ("By 401(k) Plan", "By 401(k) Plan", []),
        ("By LLC (50%)", "By LLC (50%)", []),
        ("(1)", "(1)", []),
    ],
)
def test_a_number_in_brackets_is_no_word_of_a_nature_of_ownership(words: str, kept: str, marks: list[str]) -> None:
    pieces = [Piece(word, 0, len(word), edge=False) for word in words.split()]
    found, numbers = without_numbers(pieces)
    assert (" ".join(piece.text for piece in found), numbers) == (kept, marks)


def test_without_pieces_there_is_no_mark() -> None:
    assert without_mark([]) == ([], "")


def test_glyphs_whose_gaps_fill_are_misread_more_often_than_others() -> None:
    trust = Trust(lost=0.1, unread=0.2, misread=0.04, false=0.001, false_unread=0.006)
    six, eight = (costs_of(mark, 0.5, 9, trust) for mark in ("F6", "F8"))
    assert six[6] < six[5] < min(six[n] for n in (1, 2, 3, 4, 7, 8, 9))
    assert eight[8] < eight[3] < min(eight[n] for n in (1, 2, 4, 5, 6, 7, 9))


@pytest.mark.parametrize(("end", "marks"), [(")", ("F?",)), ("]", ()), ("}", ())])
def test_only_a_round_bracket_behind_a_value_is_what_is_left_of_a_mark(end: str, marks: tuple[str, ...]) -> None:
    (found,) = rows(f"title=Gadget{end} date=03/01/2004 code=P shares=500{end} ad=A price=17.25 after=900 own=D")
    assert found.security_title.footnotes == found.transaction_shares.footnotes == marks
