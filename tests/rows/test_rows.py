"""Rows of Table I and Table II put together from labelled tokens."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from labelled_rows import SALE, SHORT, labelled, rows, tagged_cells, values

from extractor.cells.labels import ROW_FIELDS
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.filing import Row, RowKind, Status, Value
from extractor.regions.located import locate
from extractor.rows.assemble import DraftRow, assemble
from extractor.rows.columns import with_directions
from extractor.rows.fill import fill, is_legible
from extractor.rows.fused import rows_fused_in


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


def test_the_second_line_of_a_title_hangs_from_its_row_where_all_do() -> None:
    second = "title=Performance date=05/06/2002 code=A shares=4,700 underlying=Common amount=4,700 after=4,700 own=D"
    lines = (second, "title=Stock _=Options underlying=Stock")
    found = rows(*lines, *lines, *lines, derivative=True)
    assert [r.security_title.value for r in found] == ["Performance Stock Options"] * 3
    assert [r.underlying_security_title.value for r in found] == ["Common Stock"] * 3


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
        return rows_fused_in(segments, page)

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


def test_fused_titles_that_many_issuers_use_are_parted() -> None:
    page, segments = tagged_cells(
        "Restricted Stock Units Stock Options\t1,200 3,400\tD D\t", ("title", "b++++"), ("amount", "bb"), ("own", "bb")
    )
    found = [fill(page, draft, True, "3", ()) for draft in assemble(page, segments, [0])]
    assert [r.security_title.value for r in found] == ["Restricted Stock Units", "Stock Options"]


def test_a_digit_alone_before_what_is_held_is_the_last_of_a_price_with_one_decimal() -> None:
    def found(end: str) -> list[Any]:
        (row,) = rows(f"title=Common _=Stock date=05/06/2002 code=S shares=75 ad=D {end} own=D")
        return values(row, "transaction_price_per_share", "shares_owned_following_transaction")

    assert found("price=41 _=.3 after=8 _=27 _=,604") == [Decimal("41.38"), Decimal(27604)]
    assert found("price=$41.3 after=8 _=27,604") == [Decimal("41.38"), Decimal(27604)]
    assert found("price=41.38 after=8 _=27,604")[0] == Decimal("41.38")
    assert found("price=41.3 after=8 _=,604") == [Decimal("41.3"), Decimal(8604)]
    assert found("price=41.3 after=27,604") == [Decimal("41.3"), Decimal(27604)]


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


def test_words_between_the_heads_of_the_columns_tell_whether_they_are_heads() -> None:
    disposed = ("", "\t1,250")
    assert directed("Title\tDate\tCode\t(A) x Vv\t(D)\tExpiration", disposed) == ["D"]
    assert directed("Title\tDate\tCode\t(A) or\t(D)\tExpiration", disposed) == [None]


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


def test_of_two_dates_of_a_transaction_the_second_is_that_of_its_deemed_execution() -> None:
    (row,) = rows(SALE.replace("date=05/06/2002", "date=05/06/200 _=2 _=05/07/2002"))
    assert values(row, "transaction_date", "deemed_execution_date") == [date(2002, 5, 6), date(2002, 5, 7)]


def test_a_nature_goes_to_the_row_that_is_held_indirectly() -> None:
    one = SALE
    two = "title=Common _=Stock after=500 own=I"
    found = rows(one, "nature=By", two, "nature+=trust")
    assert len(found) == 2
    assert found[0].nature_of_ownership.value is None
    assert found[1].nature_of_ownership.value == "By trust"


def test_a_nature_does_not_go_to_a_row_held_directly_though_a_mark_is_glued_to_its_letter() -> None:
    held = "title=Common _=Stock after=500 own=I nature=Footnote"
    first, second = rows(SALE.replace("own=D", "own=D\u00ae"), "nature=See", held, apart=" ")
    assert (first.nature_of_ownership.value, second.nature_of_ownership.value) == (None, "See Footnote")
