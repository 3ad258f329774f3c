from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.cells.label import locate
from extractor.cells.labels import ROW_FIELDS
from extractor.cells.segments import Segment
from extractor.filing import UNREAD_MARK, Row, RowKind, Status, Value
from extractor.reading.page import Page
from extractor.reading.read import read
from extractor.rows.assemble import DraftRow, assemble
from extractor.rows.columns import with_directions
from extractor.rows.fill import fill, is_legible
from extractor.rows.fused import fused

SHORT = {
    "title": "securityTitle",
    "strike": "conversionOrExercisePrice",
    "date": "transactionDate",
    "code": "transactionCoding/transactionCode",
    "v": "transactionTimeliness",
    "shares": "transactionAmounts/transactionShares",
    "price": "transactionAmounts/transactionPricePerShare",
    "ad": "transactionAmounts/transactionAcquiredDisposedCode",
    "exercise": "exerciseDate",
    "expiry": "expirationDate",
    "underlying": "underlyingSecurity/underlyingSecurityTitle",
    "amount": "underlyingSecurity/underlyingSecurityShares",
    "after": "postTransactionAmounts/sharesOwnedFollowingTransaction",
    "own": "ownershipNature/directOrIndirectOwnership",
    "nature": "ownershipNature/natureOfOwnership",
}


def labelled(*lines: str, apart: str = "\t") -> tuple[Page, list[Segment]]:
    """A page and its segments. Words are tagged: ``_=`` goes on with a value, ``#=`` is a mark on it."""
    texts: list[str] = []
    tags: list[str] = []
    for line in lines:
        cells = [part.split("=", 1) for part in line.split()]
        tags += [tag for tag, _ in cells]
        texts.append(apart.join(word for _, word in cells) + apart)
    page = read("\n".join(texts))
    assert len(page) == len(tags)
    return page, _segments(page, tags)


def _segments(page: Page, tags: Sequence[str]) -> list[Segment]:
    segments: list[Segment] = []
    last: Segment | None = None
    for token, tag in enumerate(tags):
        line = int(page.line[token])
        if tag == "#":
            assert last is not None
            last.notes.append(token)
        elif tag == "_" and last is not None and last.line == line:
            last.tokens.append(token)
        elif tag == "_":  # goes on in the next line
            assert last is not None
            last = Segment(last.field, line, [token], False, 0.9, word=page.words[token])
            segments.append(last)
        else:
            begins = not tag.endswith("+")
            last = Segment(SHORT[tag.rstrip("+")], line, [token], begins, 0.9, word=page.words[token])
            segments.append(last)
    return segments


def rows(*lines: str, derivative: bool = False, form: str = "4", apart: str = "\t") -> list[Row]:
    page, segments = labelled(*lines, apart=apart)
    heights = list(range(int(page.line.max()) + 1)) if len(page) else []
    return [fill(page, draft, derivative, form, (2002,)) for draft in assemble(page, segments, heights)]


def values(row: Row, *attributes: str) -> list[Any]:
    return [getattr(row, a).value for a in attributes]


SALE = "title=Common _=Stock date=05/06/2002 code=S shares=1,200 ad=D price=$17.25 after=8,800 own=D"


def test_one_line_is_one_row() -> None:
    (row,) = rows(SALE)
    assert row.kind is RowKind.NON_DERIVATIVE_TRANSACTION
    assert row.security_title.value == "Common Stock"
    assert row.transaction_date.value == date(2002, 5, 6)
    assert values(row, "transaction_shares", "transaction_price_per_share", "shares_owned_following_transaction") == [
        Decimal(1200), Decimal("17.25"), Decimal(8800)
    ]  # fmt: skip
    assert values(row, "transaction_code", "transaction_acquired_disposed_code", "direct_or_indirect_ownership") == [
        "S",
        "D",
        "D",
    ]
    assert row.transaction_shares.text == "1,200"


def test_rows_stay_in_printed_order() -> None:
    found = rows(SALE, "title=Class _=B date=05/07/2002 code=P shares=30 ad=A price=$1 after=40 own=D", SALE)
    assert [r.security_title.value for r in found] == ["Common Stock", "Class B", "Common Stock"]


def test_a_title_over_several_lines_is_one() -> None:
    (row,) = rows("title=Common", SALE.replace("title=Common _=Stock", "title+=Stock,"), "title+=par _=value")
    assert row.security_title.value == "Common Stock, par value"
    assert [s.text for s in row.security_title.sources] == ["Common", "Stock,", "par", "value"]


def test_a_nature_goes_to_the_row_that_is_held_indirectly() -> None:
    one = SALE
    two = "title=Common _=Stock after=500 own=I"
    found = rows(one, "nature=By", two, "nature+=trust")
    assert len(found) == 2
    assert found[0].nature_of_ownership.value is None
    assert found[1].nature_of_ownership.value == "By trust"


def test_a_nature_hangs_from_its_row_where_all_do() -> None:
    """Where rows begin with their first lines, words that seem to begin a nature go on with that of the row above."""
    held = "title=Common _=Stock after=500 own=I nature=By _=Ely"
    found = rows(held, "nature=December", held, "nature=December", held, "nature=December", apart=" ")
    assert [r.nature_of_ownership.value for r in found] == ["By Ely December"] * 3
    above = rows("nature=December", held, "nature=December", held, "nature=December", held, apart=" ")
    assert [r.nature_of_ownership.value for r in above] != ["By Ely December"] * 3


def test_fused_rows_are_parted() -> None:
    found = rows(
        "title=Stock _=Unit title=Stock _=Unit strike=0.5 strike=0.75 date=05/06/2002 date=05/07/2002 code=M code=M "
        "shares=100 shares=200 after=900 after=700 own=D own=D",
        derivative=True,
    )
    assert [values(r, "transaction_date", "transaction_shares", "conversion_or_exercise_price") for r in found] == [
        [date(2002, 5, 6), Decimal(100), Decimal("0.5")],
        [date(2002, 5, 7), Decimal(200), Decimal("0.75")],
    ]
    assert {r.security_title.value for r in found} == {"Stock Unit"}
    assert {r.kind for r in found} == {RowKind.DERIVATIVE_TRANSACTION}


def test_how_many_rows_are_fused() -> None:
    def count(line: str) -> int:
        page, segments = labelled(line)
        return fused(segments, page)

    assert count(SALE) == 1
    assert count("date=05/06/2002 date=05/07/2002 shares=1 shares=2 code=S") == 2
    assert count("date=05/06/2002 date=05/07/2002 shares=1") == 1
    assert count("nature=By _=wife nature=By _=son after=5") == 1
    assert count("title=Common _=Stock title=Comrnon _=Stock after=5 _=6") == 2
    assert count("title=Class _=A title=Common _=Stock after=5 own=D") == 1


def test_values_cut_by_an_edge_are_joined() -> None:
    (row,) = rows(
        "title=Com _=mon _=Stock date=05/0 _=06/2002 code=P shares=1,20 _=00 ad=A price=$ _=17.25 after=518,34 _=46 own=D"
    )
    assert row.security_title.value == "Common Stock"
    assert row.transaction_date.value == date(2002, 5, 6)
    assert values(row, "transaction_shares", "transaction_price_per_share", "shares_owned_following_transaction") == [
        Decimal(1200), Decimal("17.25"), Decimal(518346)
    ]  # fmt: skip
    assert row.shares_owned_following_transaction.status is Status.REPAIRED
    assert [s.text for s in row.shares_owned_following_transaction.sources] == ["518,34", "46"]


def test_a_row_whose_numbers_stand_on_two_lines_is_one() -> None:
    found = rows("title=Common _=Stock date=05/06/2002 code=S shares=1,200", "ad=D price=$17.25 after=8,800 own=D")
    assert len(found) == 1
    assert found[0].shares_owned_following_transaction.value == Decimal(8800)


def test_a_piece_of_a_date_that_stands_in_the_column_beside_it_belongs_to_the_date() -> None:
    def found(*dates: str) -> tuple[list[Any], tuple[str, ...]]:
        (row,) = rows("title=Stock _=Option " + " ".join(dates) + " underlying=Common amount=100", derivative=True)
        return values(row, "exercise_date", "expiration_date"), row.exercise_date.footnotes

    assert found("exercise=(3)", "_=7/", "expiry=/11/20", "_=08") == ([None, date(2008, 7, 11)], ("F3",))
    assert found("exercise=(3)", "_=10", "_=/22/20", "expiry=08") == ([None, date(2008, 10, 22)], ("F3",))
    both = [date(1999, 9, 18), date(2004, 10, 7)]
    assert found("exercise=9/18/19", "_=99", "_=1", "expiry=0/7/200", "_=4") == (both, ())
    assert found("exercise=9/18/1999", "expiry=10/7/2004") == (both, ())
    assert found("exercise=9/18/99", "expiry=10/7/04") == (both, ())
    assert found("exercise=10/22/200", "expiry=8", "#=(3)") == ([date(2008, 10, 22), None], ())


def test_of_two_holdings_of_a_transaction_on_lines_of_their_own_the_first_is_what_the_row_lacks() -> None:
    def found(*lines: str) -> list[list[Any]]:
        of = ("transaction_shares", "transaction_price_per_share", "shares_owned_following_transaction")
        return [values(row, *of) for row in rows(*lines)]

    start = ("title=Common _=Stock", "date=05/06/2002", "code=S")
    assert found(*start, "price=$17.25", "after=1,200", "after=8,800") == [[Decimal(1200), Decimal("17.25"), Decimal(8800)]]
    assert found(*start, "shares=1,200", "after=17.25", "after=8,800") == [[Decimal(1200), Decimal("17.25"), Decimal(8800)]]
    assert len(found(*start, "shares=1,200", "price=17.25", "after=8,800", "after=400")) == 2
    assert len(found("title=Common _=Stock", "after=8,800", "after=400")) == 2


def test_holdings_are_not_transactions() -> None:
    sale, holding = rows(SALE, "title=Common _=Stock after=500 own=I nature=By _=trust")
    assert sale.kind is RowKind.NON_DERIVATIVE_TRANSACTION
    assert holding.kind is RowKind.NON_DERIVATIVE_HOLDING
    assert rows("title=Option strike=5 expiry=05/06/2012 after=500 own=D", derivative=True)[0].kind is RowKind.DERIVATIVE_HOLDING
    assert rows("title=Stock date=05/06/2002 after=500 own=D", form="3")[0].kind is RowKind.NON_DERIVATIVE_HOLDING


def test_stains_are_no_row() -> None:
    assert not any(is_legible(row) for row in rows("title=l. shares=5 ad=A price=11"))
    for told in ("title=Common", "date=05/06/2002", "code=S", "after=8,800"):
        assert all(is_legible(row) for row in rows(f"{told} shares=5"))


def test_a_row_of_a_title_alone_that_has_no_word_of_titles_is_made_of_stains() -> None:
    assert not any(is_legible(row) for row in rows("title=Qvxkw own=D ad=A"))
    for told in ("title=Qvxkw shares=5", "title=Qvxkw amount=11", "title=Stock own=D"):
        assert all(is_legible(row) for row in rows(told))


def test_behind_the_title_of_what_underlies_stand_its_number_and_what_is_held() -> None:
    lines = (
        "title=Phantom _=Units date=05/06/2002 code=M",
        "shares=3,100 underlying=Common _=Stock",
        "shares=3,100",
        "shares=48,700",
    )
    (row,) = rows(*lines, "own=D", derivative=True)
    assert values(row, "transaction_shares", "underlying_security_shares", "shares_owned_following_transaction") == [
        Decimal(3100),
        Decimal(3100),
        Decimal(48700),
    ]
    assert len(rows(*lines, "shares=5 title=Phantom _=Units", derivative=True)) == 2


def test_footnotes_that_stand_for_all_values_of_a_row_of_table_ii_make_it() -> None:
    page, segments = labelled("title=Phantom _=Units exercise=(3) underlying=Common _=Stock")
    mark = next(s for s in segments if s.field == SHORT["exercise"])
    mark.notes, mark.tokens = mark.tokens, []
    (row,) = (fill(page, draft, True, "3", ()) for draft in assemble(page, segments, [0]))
    assert values(row, "security_title", "underlying_security_title") == ["Phantom Units", "Common Stock"]
    assert row.exercise_date.footnotes == ("F3",)
    assert assemble(page, [s for s in segments if s is not mark], [0]) == []


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


def test_of_one_mark_that_stands_twice_in_a_cell_one_belongs_to_the_cell_beside_it() -> None:
    page, segments = labelled("title=Phantom _=Units exercise=(3) expiry=(4) underlying=Common _=Stock amount=12 after=12 own=D")
    for segment in segments:
        if segment.field in (SHORT["exercise"], SHORT["expiry"]):
            segment.notes, segment.tokens = segment.tokens * (2 if segment.field == SHORT["exercise"] else 1), []
    (row,) = (fill(page, draft, True, "3", ()) for draft in assemble(page, segments, [0]))
    assert row.conversion_or_exercise_price.footnotes == row.exercise_date.footnotes == ("F3",)
    assert row.expiration_date.footnotes == ("F4",)


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


def tagged_cells(text: str, *values: tuple[str, str]) -> tuple[Page, list[Segment]]:
    """A page of one line of cells; each word takes the next value's field, ``+`` goes on, ``#`` marks, ``-`` is nothing."""
    page = read(text)
    assert len(page) == sum(len(tags) for _, tags in values)
    segments: list[Segment] = []
    token = 0
    for name, tags in values:
        for tag in tags:
            if tag == "b" or (tag in "+#" and not (segments and segments[-1].field == SHORT[name])):
                segments.append(Segment(SHORT[name], 0, [token] if tag != "#" else [], tag == "b", 0.9, [], page.words[token]))
                if tag == "#":
                    segments[-1].notes.append(token)
            elif tag == "+":
                segments[-1].tokens.append(token)
            elif tag == "#":
                segments[-1].notes.append(token)
            token += 1
    return page, segments


def test_two_rows_in_one_line_of_cut_cells() -> None:
    page, segments = tagged_cells(
        "Common Stock Common Stock\t5,10 3,10\t,100 ,250\tI I\tBy Wi By Wi\tfe fe\t(1) (2)\t",
        ("title", "b+++"), ("after", "bb++"), ("own", "bb"), ("nature", "b+++++##"),
    )  # fmt: skip
    found = [fill(page, draft, False, "4", ()) for draft in assemble(page, segments, [0])]
    assert [r.security_title.value for r in found] == ["Common Stock", "Common Stock"]
    assert [r.shares_owned_following_transaction.text for r in found] == ["5,10 ,100", "3,10 ,250"]
    assert [r.nature_of_ownership.value for r in found] == ["By Wife", "By Wife"]
    assert [r.nature_of_ownership.footnotes for r in found] == [("F1",), ("F2",)]


def test_of_two_fused_rows_the_nature_is_that_of_the_one_held_indirectly() -> None:
    page, segments = tagged_cells(
        "Common Stock Common Stock\t5,100 3,250\tD I\tBy QRT Trust\t(4)\t",
        ("title", "b+++"), ("after", "bb"), ("own", "bb"), ("nature", "b++#"),
    )  # fmt: skip
    found = [fill(page, draft, False, "4", ()) for draft in assemble(page, segments, [0])]
    assert [r.nature_of_ownership.value for r in found] == [None, "By QRT Trust"]
    assert [r.nature_of_ownership.footnotes for r in found] == [(), ("F4",)]


def test_a_title_of_two_words_is_not_two_titles() -> None:
    page, segments = tagged_cells("Common Stock\t5,100 3,250\tD D\t", ("title", "b+"), ("after", "bb"), ("own", "bb"))
    found = [fill(page, draft, False, "4", ()) for draft in assemble(page, segments, [0])]
    assert [r.security_title.value for r in found] == ["Common Stock", None]


def test_titles_that_stand_twice_in_their_cells_tell_of_two_rows() -> None:
    page, segments = tagged_cells(
        "Phantom Stock Units Phantom Stock Units\t1,200 3,400\t(1)\t", ("title", "b+++++"), ("amount", "bb"), ("strike", "#")
    )
    found = [fill(page, draft, True, "3", ()) for draft in assemble(page, segments, [0])]
    assert [r.security_title.value for r in found] == ["Phantom Stock Units"] * 2
    assert [r.underlying_security_shares.value for r in found] == [Decimal(1200), Decimal(3400)]


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


def test_fused_titles_that_many_issuers_use_are_parted() -> None:
    page, segments = tagged_cells(
        "Restricted Stock Units Stock Options\t1,200 3,400\tD D\t", ("title", "b++++"), ("amount", "bb"), ("own", "bb")
    )
    found = [fill(page, draft, True, "3", ()) for draft in assemble(page, segments, [0])]
    assert [r.security_title.value for r in found] == ["Restricted Stock Units", "Stock Options"]


def test_digits_in_the_place_of_a_price_belong_to_the_number_beside_them_where_there_is_none() -> None:
    def found(line: str) -> list[Any]:
        (row,) = rows(line, derivative=True)
        return values(row, "underlying_security_shares", "shares_owned_following_transaction", "transaction_price_per_share")

    option = "title=Stock _=Option exercise=05/06/2002 underlying=Common"
    assert found(f"{option} amount=25,000 price=1 after=25,000 own=I") == [Decimal(25000), Decimal(125000), None]
    assert found(f"{option} amount=125,30 price=7 after=125,307 own=I") == [Decimal(125307), Decimal(125307), None]
    assert found(f"{option} date=05/06/2002 amount=25,000 price=1 after=25,000 own=I") == [
        Decimal(25000),
        Decimal(25000),
        Decimal(1),
    ]


def test_a_nought_before_what_is_held_is_the_price_of_a_transaction_without_one() -> None:
    def found(line: str) -> list[Any]:
        (row,) = rows(line, derivative=True)
        return values(row, "transaction_price_per_share", "shares_owned_following_transaction")

    unit = "title=Stock _=Unit date=05/06/2002 code=M shares=75 underlying=Common amount=75"
    assert found(f"{unit} after=0 _=4144 own=D") == [Decimal(0), Decimal(4144)]
    assert found(f"{unit} price=$3.20 after=0 _=,669 own=D")[0] == Decimal("3.20")
    assert found(f"{unit} after=0 own=D") == [None, Decimal(0)]


def test_of_two_dates_of_a_transaction_the_second_is_that_of_its_deemed_execution() -> None:
    (row,) = rows(SALE.replace("date=05/06/2002", "date=05/06/200 _=2 _=05/07/2002"))
    assert values(row, "transaction_date", "deemed_execution_date") == [date(2002, 5, 6), date(2002, 5, 7)]


def test_a_nature_does_not_go_to_a_row_held_directly_though_a_mark_is_glued_to_its_letter() -> None:
    held = "title=Common _=Stock after=500 own=I nature=Footnote"
    first, second = rows(SALE.replace("own=D", "own=D\u00ae"), "nature=See", held, apart=" ")
    assert (first.nature_of_ownership.value, second.nature_of_ownership.value) == (None, "See Footnote")


def test_a_sum_in_the_column_of_the_shares_is_a_value() -> None:
    (row,) = rows("title=Fund _=Units date=05/06/2002 code=A shares=$12,500 ad=A price=$1 after=$40,000 own=D", derivative=True)
    assert row.transaction_shares.value is None
    assert row.transaction_total_value.value == Decimal(12500)
    assert row.value_owned_following_transaction.value == Decimal(40000)


def test_v_means_early_on_a_form_4_alone() -> None:
    line = SALE.replace("code=S", "code=S v=V")
    assert rows(line)[0].transaction_timeliness.value == "E"
    assert rows(line, form="5")[0].transaction_timeliness.value is None


tags = st.sampled_from([t + plus for t in SHORT for plus in ("", "+")])
words = st.sampled_from(("Common", "1,200", "05/06/2002", "(1)", "$17.25", "D", "I", "S", "x", "00,000", "/2002", "A", ")", "_"))
lines = st.lists(st.tuples(tags, words).map("=".join), min_size=1, max_size=9).map(" ".join)


@settings(deadline=None, max_examples=200)
@given(st.lists(lines, min_size=1, max_size=6), st.booleans(), st.sampled_from("345"))
def test_any_labels_give_rows_with_evidence_in_the_page(tagged: list[str], derivative: bool, form: str) -> None:
    page, segments = labelled(*tagged)
    drafts = assemble(page, segments, list(range(len(tagged))))
    dealt = sorted(t for d in drafts for found in d.segments.values() for s in found for t in (*s.tokens, *s.notes))
    if drafts:
        assert dealt == sorted(t for s in segments for t in (*s.tokens, *s.notes))  # each once, none lost
    for draft in drafts:
        assert set(draft.segments) <= set(ROW_FIELDS)
        row = fill(page, draft, derivative, form, (2002,))
        assert row.kind.is_derivative == derivative
        assert not (form == "3" and row.kind.is_transaction)
        for attribute in (
            "security_title",
            "transaction_shares",
            "transaction_date",
            "shares_owned_following_transaction",
        ):
            value = getattr(row, attribute)
            assert 0 <= value.confidence <= 1
            assert all(page.text[s.start : s.end] == s.text for s in value.sources)
            assert (value.value is not None) == (value.status is not Status.MISSING)


TITLE2 = (
    "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned "
    "(e.g., puts, calls, warrants, options, convertible securities)"
)


def directed(heads: str, *lines: tuple[str, str]) -> list[str | None]:
    """Directions of rows, each a code and the cell of the number, by the heads of Table II."""
    given_rows = (f"Stock Option\t05/06/2002\t{code}\t{cells}\t05/06/2003" for code, cells in lines)
    text = "\n".join([TITLE2 + "\t", heads, *given_rows])
    page = read(text)
    drafts, found = [], []
    for code, _ in lines:
        k = [t for t in range(len(page)) if page.words[t] == "1,250"][len(drafts)]
        draft = DraftRow(int(page.line[k]))
        draft.add(Segment(SHORT["shares"], int(page.line[k]), [k]))
        drafts.append(draft)
        found.append(Row(kind=RowKind.DERIVATIVE_TRANSACTION, transaction_code=Value(code or None, Status.READ)))
    rows_ = with_directions(found, drafts, locate(page))
    return [r.transaction_acquired_disposed_code.value for r in rows_]


def test_the_column_of_a_number_of_table_ii_tells_its_direction() -> None:
    disposed, acquired = ("", "\t1,250"), ("", "1,250\t")
    for heads in ("(A)\t(D)", "(A),\t(D).", "A)\t(0)", "{A)\t(D"):
        line = f"Title\tDate\tCode\t{heads}\tDate Exercisable"
        assert directed(line, disposed, acquired) == ["D", "A"]
    fused = "Title\tDate (A) or\tDisposed of\tForm:\tDirect (D)\tDate Exercisable"
    assert directed(fused, disposed) == [None]


def test_codes_tell_the_columns_whose_heads_are_lost() -> None:
    assert directed("", ("M", "\t1,250"), ("A", "1,250\t"), ("", "\t1,250")) == ["D", "A", "D"]
    assert directed("", ("M", "\t1,250"), ("", "1,250\t")) == [None, None]
    shifted = "Title\tDate\tCode\tV\t(A)\t(D)"
    assert directed(shifted, ("M", "\t1,250"), ("", "\t1,250")) == [None, None]


def test_words_between_the_heads_of_the_columns_tell_whether_they_are_heads() -> None:
    disposed = ("", "\t1,250")
    assert directed("Title\tDate\tCode\t(A) x Vv\t(D)\tExpiration", disposed) == ["D"]
    assert directed("Title\tDate\tCode\t(A) or\t(D)\tExpiration", disposed) == [None]
