"""Footnote marks on the values of rows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from labelled_rows import SHORT, labelled, rows, tagged_cells

from extractor.filing import UNREAD_MARK
from extractor.rows.assemble import assemble
from extractor.rows.fill import fill


def test_footnote_marks() -> None:
    (row,) = rows("title=Stock #=(1) date=05/06/2002 code=S shares=1,200 #=(2) #=(3) ad=D price=$17.25 #=(4) after=8,800 own=D")
    assert row.security_title.footnotes == ("F1",)
    assert row.transaction_shares.footnotes == ("F2", "F3")
    assert row.transaction_price_per_share.footnotes == ("F4",)


def test_a_bracket_that_stands_apart_belongs_to_the_mark_beside_it() -> None:
    (row,) = rows("title=Widget date=03/01/2004 code=P shares=500 ad=A price=17.25 #=(2 #=) after=900")
    assert row.transaction_price_per_share.footnotes == ("F2",)


def test_a_mark_that_an_edge_has_cut_is_one() -> None:
    (row,) = rows("title=Gadget date=03/01/2004 code=P shares=500 #=(1 #=2) ad=A price=17.25 #=(1 #=) after=900 #=(1) #=(2)")
    assert row.transaction_shares.footnotes == ("F12",)
    assert row.transaction_price_per_share.footnotes == ("F1",)
    assert row.shares_owned_following_transaction.footnotes == ("F1", "F2")


def test_a_bracket_that_closes_behind_a_letter_is_what_is_left_of_a_mark() -> None:
    (row,) = rows("title=Gadget_Unit) date=03/01/2004 code=P) shares=500 ad=AM) price=17.25 after=900 own=D")
    assert row.security_title.footnotes == row.transaction_code.footnotes == (UNREAD_MARK,)
    assert row.transaction_acquired_disposed_code.footnotes == (UNREAD_MARK + "M",)
    assert row.direct_or_indirect_ownership.footnotes == ()
    for title in ("title=Gadget _=(old)", "title=Option _=right _=to _=buy)"):
        (row,) = rows(f"{title} date=03/01/2004 code=P shares=500 ad=A price=17.25 after=900")
        assert row.security_title.footnotes == ()


def test_a_mark_for_the_price_of_a_holding_belongs_to_the_number_of_shares_before_it() -> None:
    page, segments = labelled("title=Option underlying=Common _=Stock amount=51,200 price=(2) after=51,200 own=D")
    for segment in segments:
        if segment.field == SHORT["price"]:
            segment.notes, segment.tokens = segment.tokens, []
    (row,) = (fill(page, draft, True, "4", ()) for draft in assemble(page, segments, [0]))
    assert row.underlying_security_shares.footnotes == ("F2",)


def test_an_illegible_mark_keeps_its_glyph() -> None:
    for mark, glyph in (("(@)", "@"), ("Qa)", "a"), ("(y", "y"), ("()", "(")):
        (row,) = rows(f"title=Gadget date=03/01/2004 code=P shares=500 #={mark} ad=A price=17.25 after=900 own=D")
        assert row.transaction_shares.footnotes == (UNREAD_MARK + glyph,)


def test_a_letter_is_no_number_of_a_mark() -> None:
    for mark, glyph in (("(q)", "q"), ("S)", "S"), ("Gy", "y"), ("i)", "i")):  # as digits of a number: 9, 5, 6, 1
        (row,) = rows(f"title=Gadget date=03/01/2004 code=P shares=500 #={mark} ad=A price=17.25 after=900 own=D")
        assert row.transaction_shares.footnotes == (UNREAD_MARK + glyph,)


def test_letters_behind_a_code_are_what_is_left_of_its_mark() -> None:
    none = (("P", None), ("Ss", None), ("FS", None), ("M4", None), ("SK", None))
    for code, mark in (("AY", "Y"), ("Ady", "y"), ("je", "e"), ("ag", "g"), *none):
        (row,) = rows(f"title=Gadget date=03/01/2004 code={code} shares=500 ad=A price=17.25 after=900 own=D")
        assert row.transaction_code.footnotes == (() if mark is None else (UNREAD_MARK + mark,))
    (row,) = rows("title=Gadget date=03/01/2004 code=P shares=500 ad=At price=17.25 after=900 own=D")
    assert row.transaction_acquired_disposed_code.footnotes == (UNREAD_MARK + "t",)
    for own, marked in (("De", True), ("Dm", True), ("Dd", False), ("Do", False), ("Dir", False)):
        (row,) = rows(f"title=Gadget date=03/01/2004 code=P shares=500 ad=A price=17.25 after=900 own={own}")
        assert (row.direct_or_indirect_ownership.footnotes != ()) == marked


def test_a_sign_that_no_amount_ends_with_is_what_is_left_of_a_mark() -> None:
    for price, mark in (("$0.00?", True), ("17.25!", True), ('17.25"', True), ("17.25'", True), ("17.25.", False)):
        (row,) = rows(f"title=Gadget date=03/01/2004 code=P shares=500 ad=A price={price} after=900 own=D")
        assert (row.transaction_price_per_share.footnotes != ()) == mark


def test_a_square_bracket_behind_a_date_is_a_rule_of_the_table() -> None:
    for date_, marked in (("03/01/2004]", False), ("03/01/2004}", False), ("03/01/2004)", True)):
        (row,) = rows(f"title=Gadget date={date_} code=P shares=500 ad=A price=17.25 after=900 own=D")
        assert (row.transaction_date.footnotes != ()) == marked


def test_of_two_marks_behind_an_exercise_date_the_first_is_its_own() -> None:
    page, segments = labelled("title=Option strike=12.5 exercise=05/06/2010 expiry=(3) #=(4) after=5 own=D")
    bare = next(s for s in segments if s.field == SHORT["expiry"])
    bare.notes, bare.tokens = [*bare.tokens, *bare.notes], []
    row = fill(page, assemble(page, segments, [0])[0], True, "4", ())
    assert (row.exercise_date.footnotes, row.expiration_date.footnotes) == (("F3",), ("F4",))


def test_digits_of_a_value_are_no_mark_though_one_is_glued_to_it() -> None:
    for mark, found in (("12/21/2001'2)", "F2"), ("7489)", UNREAD_MARK + "9"), ("(12)", "F12")):
        (row,) = rows(f"title=Gadget date=03/01/2004 code=P shares=500 #={mark} ad=A price=17.25 after=900 own=D")
        assert " ".join(row.transaction_shares.footnotes) == found


def test_several_illegible_glyphs_are_one_mark() -> None:
    (row,) = rows("title=Gadget date=03/01/2004 code=P shares=500 #=@ #=e) ad=A price=17.25 after=900 own=D")
    assert len(row.transaction_shares.footnotes) == 1


def test_what_is_too_short_for_a_date_is_a_footnote_mark() -> None:
    for word, found in (("2", ("F2",)), ("Q)", (UNREAD_MARK + "Q",)), (".", ()), ("05/06", ())):
        page, segments = labelled(f"title=Option strike=12.5 exercise={word} expiry=05/06/2012 after=5 own=D")
        assert fill(page, assemble(page, segments, [0])[0], True, "4", ()).exercise_date.footnotes == found


def test_a_value_that_is_only_a_footnote() -> None:
    page, segments = labelled("title=Option strike=12.5 exercise=(1) expiry=05/06/2012 after=5 own=D")
    bare = next(s for s in segments if s.field == SHORT["exercise"])
    bare.notes, bare.tokens = bare.tokens, []
    row = fill(page, assemble(page, segments, [0])[0], True, "4", ())
    assert (row.exercise_date.value, row.exercise_date.footnotes) == (None, ("F1",))
    assert row.exercise_date.present
    assert row.exercise_date.text == "(1)"


def test_a_value_that_is_only_a_mark_has_its_row_among_fused_ones() -> None:
    page, segments = tagged_cells(
        "Stock Units Stock Options\t(1) $17.25\t1,200 3,400\tD D\t",
        ("title", "b+++"), ("strike", "#"), ("strike", "b"), ("amount", "bb"), ("own", "bb"),
    )  # fmt: skip
    segments[1].begins = True
    first, second = (fill(page, draft, True, "3", ()) for draft in assemble(page, segments, [0]))
    assert (first.conversion_or_exercise_price.value, first.conversion_or_exercise_price.footnotes) == (None, ("F1",))
    assert (second.conversion_or_exercise_price.value, second.conversion_or_exercise_price.footnotes) == (Decimal("17.25"), ())


def test_a_mark_on_a_printed_line_of_its_own_is_of_the_row_of_that_line_among_fused_ones() -> None:
    page, segments = tagged_cells(
        "|Stock Options<br>Stock Units|$17.25<br>(1)|1,200<br>3,400|D<br>D|",
        ("title", "b+b+"), ("strike", "b#"), ("amount", "bb"), ("own", "bb"),
    )  # fmt: skip
    first, second = (fill(page, draft, True, "3", ()) for draft in assemble(page, segments, [0]))
    assert (first.conversion_or_exercise_price.value, first.conversion_or_exercise_price.footnotes) == (Decimal("17.25"), ())
    assert (second.conversion_or_exercise_price.value, second.conversion_or_exercise_price.footnotes) == (None, ("F1",))


@pytest.mark.parametrize(("letter", "mark"), [("p\u00ae)", UNREAD_MARK + "\u00ae"), ("pa", UNREAD_MARK + "a"), ("p.3)", "F3")])
def test_a_mark_fills_the_letter_of_direct_ownership(letter: str, mark: str) -> None:
    (row,) = rows(f"title=Gadget date=03/01/2004 code=P shares=500 ad=A price=17.25 after=900 own={letter}")
    assert row.direct_or_indirect_ownership.footnotes == (mark,)


@pytest.mark.parametrize(("stands", "mark"), [("ny)", "y"), ("a", "a"), ("so)", "o")])
def test_what_no_price_is_read_from_is_mostly_the_mark_in_its_place(stands: str, mark: str) -> None:
    row = "title=Gadget date=03/01/2004 code=P shares=500 ad=A price={} after=900 own=D"
    (found,) = rows(row.format(stands))
    assert found.transaction_price_per_share.footnotes == (UNREAD_MARK + mark,)
    (found,) = rows(row.format("giz"))
    assert found.transaction_price_per_share.footnotes == ()
