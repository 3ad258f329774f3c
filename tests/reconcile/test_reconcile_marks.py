"""Footnote marks that the rows of a filing and its footnotes tell together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from by_hand import GONE, filing, number, read, row

from extractor.filing import (
    UNREAD_MARK,
    Footnote,
    Row,
    RowKind,
    SourceInfo,
    Value,
    leaves_of,
)
from extractor.reconcile.marks.marks import number_marks
from extractor.reconcile.marks.mentions import mentions
from extractor.reconcile.marks.read import Trust, costs_of
from extractor.reconcile.marks.references import COLUMNS, references, words_of
from extractor.reconcile.reconcile import reconcile, unreconciled


def test_unread_footnote_marks_are_numbered_by_their_order() -> None:
    def noted(*marks: str) -> Value[Decimal]:
        return replace(number("17.25"), footnotes=marks)

    explained = tuple(Footnote(id=f"F{n}", text=read("held in trust")) for n in (1, 2, 3))
    rows = (row(transaction_price_per_share=noted("F1")), row(transaction_price_per_share=noted(UNREAD_MARK)))
    last = row(transaction_price_per_share=noted("F3"))
    found = reconcile(replace(filing(*rows, last), footnotes=explained))
    assert [r.transaction_price_per_share.footnotes for r in found.rows] == [("F1",), ("F2",), ("F3",)]


def test_marks_in_rows_below_each_other_are_the_same_unless_the_range_of_prices_says_otherwise() -> None:
    def noted(price: str, *marks: str) -> Row:
        return row(transaction_price_per_share=replace(number(price), footnotes=marks))

    texts = ("Sold in trades at prices from $17.01 to $17.90.", "Sold in trades at prices from $18.02 to $18.95.")
    explained = tuple(Footnote(id=f"F{n}", text=read(text)) for n, text in enumerate(texts, 1))
    for prices, marks in ((("17.25", "17.5"), ["F1", "F1"]), (("17.25", "18.5"), ["F1", "F2"])):
        found = reconcile(replace(filing(noted(prices[0], "F1"), noted(prices[1], UNREAD_MARK)), footnotes=explained))
        assert [r.transaction_price_per_share.footnotes for r in found.rows] == [(m,) for m in marks]


def test_legible_marks_stay_as_they_are_and_none_is_added_beside_them() -> None:
    held = row(kind=RowKind.NON_DERIVATIVE_HOLDING, nature_of_ownership=replace(read("By Trust"), footnotes=("F1", "F3")))
    explained = tuple(Footnote(id=f"F{n}", text=read("held in trust")) for n in (1, 2, 3))
    found = reconcile(replace(filing(held, held, held), footnotes=explained))
    assert [r.nature_of_ownership.footnotes for r in found.rows] == [("F1", "F3")] * 3


def test_no_finished_filing_has_marks_without_a_number() -> None:
    marks = ("F2", UNREAD_MARK)
    noted = filing(row(transaction_price_per_share=replace(number("17.25"), footnotes=marks)))
    explained = tuple(Footnote(id=f"F{n}", text=read("held in trust")) for n in (1, 2))
    for found in (unreconciled(noted), reconcile(noted), reconcile(replace(noted, footnotes=explained))):
        assert UNREAD_MARK not in found.rows[0].transaction_price_per_share.footnotes
    assert unreconciled(noted).rows[0].transaction_price_per_share.footnotes == ("F2",)


def test_unread_footnote_marks_without_a_footnote_are_dropped() -> None:
    noted = replace(number("17.25"), footnotes=(UNREAD_MARK,))
    assert reconcile(filing(row(transaction_price_per_share=noted))).rows[0].transaction_price_per_share.footnotes == ()


def test_an_empty_exercise_date_bears_the_footnote_that_nothing_else_refers_to() -> None:
    option = row(
        kind=RowKind.DERIVATIVE_TRANSACTION,
        transaction_code=read("A"),
        conversion_or_exercise_price=number("12.5"),
        exercise_date=GONE,
        expiration_date=read(date(2011, 3, 1)),
        underlying_security_title=read("Common Stock"),
    )
    explained = (Footnote(id="F1", text=read("The option vests in four equal annual installments.")),)
    noisy = replace(filing(option), footnotes=explained, source=SourceInfo(noise=0.02))
    found = reconcile(noisy).rows[0]
    assert found.exercise_date.footnotes == ("F1",)
    assert found.exercise_date.reasons
    assert found.conversion_or_exercise_price.footnotes == ()


def test_the_words_of_a_footnote_tell_its_column() -> None:
    sold = row(transaction_shares=number("5000"), shares_owned_following_transaction=number("9000"))
    for words, attribute in (
        (
            "The price reported is a weighted average price of shares sold at prices from $17.01 to $17.90.",
            "transaction_price_per_share",
        ),
        ("Includes 1,200 shares acquired under the employee stock purchase plan.", "shares_owned_following_transaction"),
    ):
        noisy = replace(filing(sold), footnotes=(Footnote(id="F1", text=read(words)),), source=SourceInfo(noise=0.02))
        marked = [s.attribute for s in leaves_of(Row) if getattr(reconcile(noisy).rows[0], s.attribute).footnotes]
        assert marked == [attribute]


def _sales(*rows: dict[str, tuple[str, ...]]) -> tuple[Row, ...]:
    """Sales with marks on their cells, by attribute."""
    cells = {
        "transaction_shares": number("500"),
        "transaction_price_per_share": number("17.25"),
        "shares_owned_following_transaction": number("9000"),
    }
    return tuple(row(**{name: replace(value, footnotes=marks.get(name, ())) for name, value in cells.items()}) for marks in rows)


def _noted(rows: tuple[Row, ...], *texts: str) -> list[tuple[tuple[str, ...], ...]]:
    """The marks on shares, price and holding of each row of a noisy filing with these footnotes."""
    explained = tuple(Footnote(id=f"F{n}", text=read(text)) for n, text in enumerate(texts, 1))
    found = reconcile(replace(filing(*rows), footnotes=explained, source=SourceInfo(noise=0.02)))
    names = ("transaction_shares", "transaction_price_per_share", "shares_owned_following_transaction")
    return [tuple(getattr(r, name).footnotes for name in names) for r in found.rows]


def test_cells_of_a_row_share_a_mark_if_they_do_in_the_row_above() -> None:
    for above, beside in (("F1", "F2"), ("F2", "F1")):
        first = {"transaction_shares": ("F1",), "shares_owned_following_transaction": (above,)}
        below = {"transaction_shares": (beside,), "shares_owned_following_transaction": (UNREAD_MARK,)}
        assert _noted(_sales(first, below), "See remarks.", "See remarks.")[1] == ((beside,), (), ("F2",))


def test_the_glyph_of_an_illegible_mark_speaks_for_the_numbers_that_are_read_so() -> None:
    (bought,) = _sales({"transaction_shares": ("F1",)})
    for glyph, number_ in (("y", "F1"), ("?", "F2")):
        option = row(
            kind=RowKind.DERIVATIVE_TRANSACTION,
            conversion_or_exercise_price=Value(footnotes=(UNREAD_MARK + glyph,)),
            exercise_date=Value(footnotes=("F2",)),
            underlying_security_title=read("Common Stock"),
        )
        explained = tuple(Footnote(id=f"F{n}", text=read("See remarks.")) for n in (1, 2))
        found = reconcile(replace(filing(bought, option), footnotes=explained, source=SourceInfo(noise=0.02)))
        assert found.rows[1].conversion_or_exercise_price.footnotes == (number_,)


def test_a_legible_mark_stays_though_its_footnote_was_not_found() -> None:
    rows = _sales({"transaction_shares": ("F1",), "shares_owned_following_transaction": ("F2",)})
    assert _noted(rows, "See remarks.") == [(("F1",), (), ("F2",))]


def test_marks_far_beyond_the_last_footnote_are_misread() -> None:
    rows = _sales({"transaction_shares": ("F1",), "shares_owned_following_transaction": ("F42",)})
    assert _noted(rows, "See remarks.", "See remarks.") == [(("F1",), (), ("F2",))]


def test_a_number_that_no_run_of_marks_leads_to_is_misread_and_asks_for_no_others() -> None:
    rows = _sales({"transaction_shares": ("F1",), "transaction_price_per_share": ("F6",)})
    assert _noted(rows, "See remarks.") == [(("F1",), ("F1",), ())]


@pytest.mark.parametrize(
    ("last", "marks", "found"),
    [
        (3, ("F2", UNREAD_MARK), ("F2", "F3")),  # they ascend
        (11, ("F8", "F9", "F40"), ("F8", "F9", "F10")),  # the 1 is read as 4
    ],
)
def test_what_the_marks_of_one_cell_are(last: int, marks: tuple[str, ...], found: tuple[str, ...]) -> None:
    numbers = range(1, last + 1)
    explained = tuple(Footnote(id=f"F{n}", text=read("held in trust")) for n in numbers)
    rows = (_held("By Trust", *(f"F{n}" for n in numbers)), _held("By Trust", *marks))
    noisy = replace(filing(*rows), footnotes=explained, source=SourceInfo(noise=0.02))
    assert number_marks(noisy).rows[1].nature_of_ownership.footnotes == found


@pytest.mark.parametrize("mark", ["F5", "F12", "F23"])
def test_on_a_clean_page_marks_stay_whose_footnotes_stand_on_a_page_that_is_lost(mark: str) -> None:
    explained = tuple(Footnote(id=f"F{n}", text=read("held in trust")) for n in (1, 2, 3))
    clean = replace(filing(_held("By Trust", "F1", "F2", "F3"), _held("By Trust", mark)), footnotes=explained)
    assert number_marks(clean).rows[1].nature_of_ownership.footnotes == (mark,)


def test_the_dates_of_an_option_share_their_mark_rather_than_have_one_each() -> None:
    def option(exercise: str, expiration: str) -> Row:
        return row(
            kind=RowKind.DERIVATIVE_TRANSACTION,
            conversion_or_exercise_price=replace(number("12.5"), footnotes=("F1",)),
            exercise_date=Value(footnotes=(exercise,)),
            expiration_date=Value(footnotes=(expiration,)),
            underlying_security_title=read("Common Stock"),
        )

    explained = tuple(Footnote(id=f"F{n}", text=read("See remarks.")) for n in (1, 2, 3))
    options = filing(option("F2", UNREAD_MARK), option("F3", UNREAD_MARK))
    found = reconcile(replace(options, footnotes=explained, source=SourceInfo(noise=0.02))).rows
    assert [r.expiration_date.footnotes for r in found] == [("F2",), ("F3",)]


def test_rows_of_one_code_have_their_marks_in_the_same_columns() -> None:
    marked, unread = {"transaction_shares": ("F1",)}, {"transaction_shares": (UNREAD_MARK,)}
    stain = {**unread, "shares_owned_following_transaction": (UNREAD_MARK,)}
    found = _noted(_sales(marked, unread, stain, marked, marked), "See remarks.")
    assert [shares for shares, _, _ in found] == [("F1",)] * 5
    assert [held for _, _, held in found] == [()] * 5


def test_each_footnote_is_referred_to_though_its_mark_left_no_trace() -> None:
    explained = tuple(Footnote(id=f"F{n}", text=read(t)) for n, t in enumerate(("Sold under a trading plan.", "See remarks."), 1))
    sold = filing(*_sales({"transaction_shares": (UNREAD_MARK,)}))
    (found,) = reconcile(replace(sold, footnotes=explained, source=SourceInfo(noise=0.02))).rows
    assert sorted(m for leaf in leaves_of(Row) for m in getattr(found, leaf.attribute).footnotes) == ["F1", "F2"]


@pytest.mark.parametrize(
    ("seen", "alike", "others"),
    [(41, (1, 4), (2, 3)), (12, (1, 2), (3, 4)), (6, (5,), (1, 2, 3, 4)), (8, (3,), (1, 2, 4, 5))],
)
def test_a_bracket_is_read_as_a_digit(seen: int, alike: tuple[int, ...], others: tuple[int, ...]) -> None:
    trust = Trust(lost=0.05, unread=0.1, misread=0.02, false=0.001, false_unread=0.005)
    costs = costs_of(f"F{seen}", 0.2, 14, trust)
    assert max(costs[n] for n in alike) < min(costs[n] for n in others)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("1-for-1", {"1:1", "<4"}),
        ("Vests on 04/15/2031 and July 15, 2031.", {"d/d", "d/d,d/d", "<4"}),
        ("The average of prices from $4.10 to $4.60 for 1,200 shares, or 12% of them.", {"$", "%", "9,999", "<9"}),
    ],
)
def test_what_a_footnote_says_besides_words(text: str, signs: set[str]) -> None:
    assert {word for word in words_of(text) if not word.isalpha() and word[0] != "^"} == signs


def test_how_a_footnote_begins_tells_its_column() -> None:
    assert {word for word in words_of("Includes 50 a") if word[0] == "^"} == {"^includes", "^#", "^a", "^includes_#", "^#_a"}
    owned = COLUMNS.index("shares_owned_following_transaction")
    first = references().asks_for("Includes shares of stock units that vest in three equal annual installments.").columns
    later = references().asks_for("Units that vest in three equal annual installments of stock includes shares.").columns
    assert first[owned] > later[owned]


def test_the_words_of_a_footnote_tell_the_kind_of_row() -> None:
    withheld = references().asks_for("Shares withheld to satisfy tax withholding upon vesting.").kinds
    option = references().asks_for("The option vests in four equal annual installments beginning on the first anniversary.").kinds
    assert max(withheld, key=withheld.__getitem__) == "1F"
    assert max(option, key=option.__getitem__).startswith("2")


def test_a_legible_mark_far_beyond_the_others_stays() -> None:
    marks = ("F1", "F9", "F10")
    held = row(kind=RowKind.NON_DERIVATIVE_HOLDING, nature_of_ownership=replace(read("By Trust"), footnotes=marks))
    explained = tuple(Footnote(id=f"F{n}", text=read("See remarks.")) for n in range(1, 11))
    found = reconcile(replace(filing(held, held), footnotes=explained, source=SourceInfo(noise=0.02)))
    assert [r.nature_of_ownership.footnotes for r in found.rows] == [marks] * 2


def _held(nature: str, *marks: str) -> Row:
    return row(kind=RowKind.NON_DERIVATIVE_HOLDING, nature_of_ownership=replace(read(nature), footnotes=marks))


@pytest.mark.parametrize(("read_mark", "marks"), [((), ()), ((UNREAD_MARK,), ("F1",))])
def test_a_price_of_which_nothing_is_left_need_not_have_borne_a_mark(read_mark: tuple[str, ...], marks: tuple[str, ...]) -> None:
    sale = row(transaction_shares=replace(number("500"), footnotes=("F1",)), transaction_price_per_share=number("17.25"))
    lost = replace(sale, transaction_price_per_share=replace(GONE, footnotes=read_mark))
    explained = (Footnote(id="F1", text=read("See remarks.")),)
    found = number_marks(replace(filing(sale, lost), footnotes=explained, source=SourceInfo(noise=0.02)))
    assert found.rows[1].transaction_price_per_share.footnotes == marks


def test_a_footnote_stands_on_the_row_whose_nature_it_mentions() -> None:
    rows = (_held("By Spouse", "F1"), _held("By Family Trust", "F2"), _held("By Spouse", UNREAD_MARK))
    words = ("Owned by the spouse of the reporting person.", "Owned by the Doe Family Trust.")
    explained = tuple(Footnote(id=f"F{n}", text=read(text)) for n, text in enumerate(words, 1))
    found = reconcile(replace(filing(*rows), footnotes=explained, source=SourceInfo(noise=0.02)))
    assert [r.nature_of_ownership.footnotes for r in found.rows] == [("F1",), ("F2",), ("F1",)]


def test_a_footnote_mentions_the_title_or_the_nature_whose_words_it_has_rather_than_another() -> None:
    words = ("Each Restricted Stock Unit is one share.", "The shares are held by the Doe Family Trust.")
    explained = tuple(Footnote(id=f"F{n}", text=read(text)) for n, text in enumerate(words, 1))
    titled = tuple(row(security_title=read(title)) for title in ("Restricted Stock Units", "Warrants"))
    told = mentions(replace(filing(*titled, _held("By Trust"), _held("By Spouse")), footnotes=explained))
    assert [told.titles[i][1] for i in (0, 1)] == [0.5, -1.0]  # of a title of two words, one is mentioned as well
    assert [told.natures[i].get(2, 0.0) for i in (0, 2, 3)] == [0.0, 1.0, -1.0]
    assert mentions(replace(filing(titled[0]), footnotes=explained)).titles == [{}]


def test_an_illegible_mark_makes_the_others_of_its_page_doubtful() -> None:
    explained = tuple(Footnote(id=f"F{n}", text=read("held in trust")) for n in (1, 2))
    first = row(transaction_price_per_share=replace(number("17.25"), footnotes=("F1",)))
    misread = row(transaction_price_per_share=replace(number("17.25"), footnotes=("F7",)))
    unread = row(transaction_price_per_share=replace(number("17.25"), footnotes=(UNREAD_MARK,)))
    clean = replace(filing(first, misread), footnotes=explained)
    assert number_marks(clean).rows[1].transaction_price_per_share.footnotes == ("F7",)
    found = number_marks(replace(filing(first, misread, unread), footnotes=explained))
    assert found.rows[1].transaction_price_per_share.footnotes == ("F2",)
