"""Numbers that a filing corrects: running balances, exercises, prices, digits that were lost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from by_hand import GONE, LOST, T2, after, damaged, filing, number, outcome, read, row

from extractor.filing import (
    UNREAD_MARK,
    Alternative,
    Filing,
    Footnote,
    Hint,
    Row,
    RowKind,
    Source,
    SourceInfo,
    Status,
    Value,
)
from extractor.reconcile.reconcile import reconcile


def noisy(*rows: Row, **more: Any) -> Filing:
    return replace(filing(*rows, **more), source=SourceInfo(noise=0.02))


@pytest.mark.parametrize("text", ["00,000", "0,000"])
def test_a_lost_first_digit_comes_back_from_the_siblings(text: str) -> None:
    whole = "1" + text
    lost = number("0", text, LOST, status=Status.REPAIRED)
    found = reconcile(
        filing(
            row(**after(whole.replace(",", ""))),
            row(shares_owned_following_transaction=lost),
            row(**after(whole.replace(",", ""))),
        )
    )
    value = found.rows[1].shares_owned_following_transaction
    assert value.value == Decimal(whole.replace(",", ""))
    assert value.status is Status.REPAIRED
    assert value.text == text


def test_a_price_that_lost_its_last_digit_in_a_cut_cell() -> None:
    cut = number("0.7", ",|SO.7", "letters read as digits", status=Status.REPAIRED)
    whole = number("0.75")
    prices = [
        r.transaction_price_per_share.value
        for r in reconcile(filing(*(row(transaction_price_per_share=p) for p in (whole, cut, whole)))).rows
    ]
    assert prices == [Decimal("0.75")] * 3


def test_a_legible_price_is_not_lengthened() -> None:
    short, one, two = number("1.3"), number("1.31"), number("1.32")
    found = reconcile(filing(*(row(transaction_price_per_share=p) for p in (short, one, two))))
    assert [r.transaction_price_per_share for r in found.rows] == [short, one, two]


def test_an_option_may_be_exercised_into_shares_of_table_ii() -> None:
    told = replace(GONE, value="A", status=Status.INFERRED, reasons=("the number stands in the column (A)",))
    for title, direction in (("Class B Common Stock", "A"), ("Stock Option (right to buy)", "D")):
        exercise = row(T2, security_title=read(title), transaction_code=read("M"), transaction_acquired_disposed_code=told)
        found = reconcile(filing(exercise)).rows[0].transaction_acquired_disposed_code
        assert found.value == direction


def test_a_running_balance_restores_a_damaged_number() -> None:
    near = number("122", "1,22", Hint.DIGIT_LOST, status=Status.REPAIRED)
    found = reconcile(
        filing(row(**after("1000")), row(shares_owned_following_transaction=near, transaction_shares=number("220")))
    )
    value = found.rows[1].shares_owned_following_transaction
    assert (value.value, value.status) == (Decimal(1220), Status.REPAIRED)
    assert value.alternatives[0].value == Decimal(122)
    assert "the running balance gives this number" in value.reasons


def test_a_number_known_to_be_damaged_gives_way_to_a_holding_that_is_not() -> None:
    def lost(value: str) -> Value[Decimal]:
        return number(value, f",{value}", LOST, status=Status.REPAIRED)

    sold: dict[str, Any] = {"transaction_acquired_disposed_code": read("D"), "transaction_code": read("S")}
    rows = (
        row(**after("211780", "211,|780")),
        row(**sold, **after("210383", "210,|383"), transaction_shares=lost("397")),
        row(**after("211998", "211,|998"), transaction_shares=lost("615")),
    )
    found = reconcile(replace(filing(*rows), source=SourceInfo(noise=0.02)))
    assert numbers(found) == ([211780, 210383, 211998], [100, 1397, 1615])


def running(*holdings: str, shares: tuple[str, ...], noise: float = 0.02) -> Filing:
    """Sales of one class, one after the other."""
    rows = (
        row(
            transaction_code=read("S"),
            transaction_acquired_disposed_code=read("D"),
            transaction_shares=number(sold) if sold else GONE,
            shares_owned_following_transaction=number(held) if held else GONE,
        )
        for held, sold in zip(holdings, shares, strict=True)
    )
    return replace(filing(*rows), source=SourceInfo(noise=noise))


def numbers(found: Filing) -> tuple[list[Decimal | None], list[Decimal | None]]:
    return (
        [r.shares_owned_following_transaction.value for r in found.rows],
        [r.transaction_shares.value for r in found.rows],
    )


def test_the_reading_is_chosen_that_makes_all_rows_add_up() -> None:
    held = (Decimal(9000), Decimal(8300), Decimal(8150), Decimal(8010))
    sold = (Decimal(400), Decimal(700), Decimal(150), Decimal(140))
    for holdings, shares in (
        (("9000", "8300", "8150", "8010"), ("400", "100", "150", "140")),
        (("9000", "8900", "8150", "8010"), ("400", "700", "150", "140")),
        (("9000", "8300", "8150", "8010"), ("400", "700", "1150", "140")),
        (("9000", "", "8150", "8010"), ("400", "700", "150", "140")),
        (("9000", "8300", "8150", "801"), ("400", "700", "150", "140")),
    ):
        assert numbers(reconcile(running(*holdings, shares=shares))) == (list(held), list(sold)), (holdings, shares)


@pytest.mark.parametrize(
    ("text", "stands", "meant"),
    [
        ("412387", "412387", "41.2387"),
        ("141.3051", "141.3051", "41.3051"),
        ("41.6200", "41.6200", "41.62"),
    ],
)
def test_a_price_far_from_the_others_takes_the_reading_near_them(text: str, stands: str, meant: str) -> None:
    sold = [{"transaction_code": read("S"), "transaction_price_per_share": number(p)} for p in ("41.2950", "41.3310")]
    found = reconcile(
        replace(
            filing(row(**sold[0]), row(**sold[1] | {"transaction_price_per_share": number(text, stands)}), row(**sold[1])),
            source=SourceInfo(noise=0.02),
        )
    )
    assert found.rows[1].transaction_price_per_share.value == Decimal(meant)
    assert found.rows[0].transaction_price_per_share.value == Decimal("41.2950")


def test_a_price_that_lost_its_point_and_that_nothing_completes_is_left_out() -> None:
    lost = row(transaction_code=read("S"), transaction_price_per_share=number("412387", "412387"))
    found = reconcile(replace(filing(lost), source=SourceInfo(noise=0.02))).rows[0].transaction_price_per_share
    assert found.value is None
    assert [a.value for a in found.alternatives] == [Decimal(412387)]


def test_what_is_nothing_like_what_would_add_up_stays() -> None:
    found = reconcile(running("9000", "8300", "5621", "5481", shares=("400", "700", "150", "140")))
    assert numbers(found)[0] == [Decimal(9000), Decimal(8300), Decimal(5621), Decimal(5481)]


def test_a_legible_number_of_a_clean_page_stays_though_it_does_not_add_up() -> None:
    held = ("9000", "8900", "8200", "8050", "7910")
    found = reconcile(running(*held, shares=("400", "700", "700", "150", "140"), noise=0.0))
    assert numbers(found)[0] == [Decimal(h) for h in held]
    assert "Table I, row 2: 700 sold but holdings went from 9,000 to 8,900" in found.warnings


def test_a_filing_that_is_wrong_as_reported_stays_as_reported() -> None:
    balances = ("1000", "1100", "1200", "1350")
    found = reconcile(filing(*(row(**after(b)) for b in balances)))
    assert [r.shares_owned_following_transaction for r in found.rows] == [number(b) for b in balances]
    assert outcome(found, "balance") == "failed"
    failed = next(c for c in found.checks if c.id == "balance")
    assert (
        failed.paths[-1]
        == "nonDerivativeTable/nonDerivativeTransaction[4]/postTransactionAmounts/sharesOwnedFollowingTransaction"
    )
    assert "1,350" in failed.detail
    assert any("1,350" in w for w in found.warnings)


def test_an_end_total_on_every_row_is_no_failure() -> None:
    found = reconcile(filing(*(row(**after("1000")) for _ in range(5))))
    assert outcome(found, "balance") != "failed"
    assert {r.shares_owned_following_transaction.value for r in found.rows} == {Decimal(1000)}


def test_a_number_of_a_derivative_that_lost_a_digit_is_that_of_its_underlying_shares() -> None:
    option = row(
        T2,
        transaction_code=read("M"),
        transaction_shares=number("2517", "25,17", status=Status.REPAIRED),
        underlying_security_shares=number("25417"),
    )
    shares = reconcile(filing(option)).rows[0].transaction_shares
    assert (shares.value, shares.status) == (Decimal(25417), Status.REPAIRED)


def exercise(*shares: str, held: str = "2740") -> tuple[Decimal | None, ...]:
    """What an exercise gives whose number is read as the first in Table I and as the others in Table II."""
    first, second, underlying = (number(value) for value in shares)
    before = row(transaction_code=read("J"), **after("1000"))
    got = row(transaction_code=read("M"), transaction_shares=first, **after(held))
    gave: dict[str, Any] = {"transaction_code": read("M"), "transaction_acquired_disposed_code": read("D")}
    used = row(T2, transaction_shares=second, underlying_security_shares=underlying, **gave, **after("0"))
    found = reconcile(replace(filing(before, got, used), source=SourceInfo(noise=0.02))).rows
    return found[1].transaction_shares.value, found[2].transaction_shares.value, found[2].underlying_security_shares.value


def test_the_balance_of_table_one_tells_which_of_the_numbers_of_an_exercise_is_right() -> None:
    assert exercise("1740", "9740", "740") == (1740, 1740, 1740)
    assert exercise("1740", "9740", "740", held="9000") == (1740, 9740, 740)


def test_an_underlying_number_of_which_the_last_digit_is_left_is_that_of_the_derivative() -> None:
    option = row(T2, transaction_shares=number("318"), underlying_security_shares=number("8", "E8", status=Status.REPAIRED))
    assert reconcile(filing(option)).rows[0].underlying_security_shares.value == 318


def test_as_many_shares_underlie_a_holding_of_derivatives_as_are_held() -> None:
    def found(underlying: Value[Decimal], held: Value[Decimal]) -> tuple[Decimal | None, Decimal | None]:
        given = row(RowKind.DERIVATIVE_HOLDING, underlying_security_shares=underlying, shares_owned_following_transaction=held)
        (after,) = reconcile(filing(given)).rows
        return after.underlying_security_shares.value, after.shares_owned_following_transaction.value

    whole = number("18725")
    assert found(number("1725", "1|,725", status=Status.REPAIRED), whole) == (Decimal(18725), Decimal(18725))
    assert found(whole, number("18.725", status=Status.REPAIRED)) == (Decimal(18725), Decimal(18725))
    assert found(whole, number("60")) == (Decimal(18725), Decimal(60))
    assert found(whole, Value()) == (Decimal(18725), None)  # as on a Form 3, which has no such column


def test_a_footnote_in_the_place_of_a_number_is_no_number() -> None:
    mark = Value(sources=(Source(0, 2, "()"),), footnotes=(UNREAD_MARK,))
    debt = row(T2, security_title=read("Convertible Bonds"), underlying_security_title=read("Common Stock"))
    found = reconcile(filing(replace(debt, transaction_shares=number("500000"), underlying_security_shares=mark)))
    assert found.rows[0].underlying_security_shares.value is None


def test_a_number_that_lost_a_digit_is_the_one_that_a_footnote_tells() -> None:
    note = Footnote(id="F1", text=read("Includes 517,266 shares held by a trust."))
    found = reconcile(filing(row(shares_owned_following_transaction=damaged("51766", "517,|66")), footnotes=(note,)))
    value = found.rows[0].shares_owned_following_transaction
    assert (value.value, value.status) == (517266, Status.REPAIRED)
    assert value.alternatives[0].value == 51766
    assert "a footnote tells the number" in value.reasons


def test_a_number_that_lost_a_digit_is_the_one_of_its_row() -> None:
    warrant = row(T2, transaction_shares=damaged("261057", "2,61|,057"), underlying_security_shares=number("2614057"))
    assert reconcile(filing(warrant)).rows[0].transaction_shares.value == 2614057


def test_a_number_that_nothing_completes_is_left_out() -> None:
    found = reconcile(filing(row(shares_owned_following_transaction=damaged("51766", "517,|66"))))
    value = found.rows[0].shares_owned_following_transaction
    assert value.value is None
    assert value.alternatives[0].value == 51766
    assert value.sources


def test_two_numbers_that_fit_complete_nothing() -> None:
    notes = Footnote(id="F1", text=read("Of these 517,266 and 517,366 shares are held by trusts."))
    found = reconcile(filing(row(shares_owned_following_transaction=damaged("51766", "517,|66")), footnotes=(notes,)))
    assert found.rows[0].shares_owned_following_transaction.value is None


def test_a_price_far_from_the_others_of_its_day_takes_its_other_reading() -> None:
    cut = replace(number("6.42", "6|6.42"), alternatives=(Alternative(Decimal("66.42"), 0.3),))
    rows = [row(transaction_price_per_share=p) for p in (number("65.20"), cut, number("66.90"))]
    price = reconcile(filing(*rows)).rows[1].transaction_price_per_share
    assert (price.value, price.status) == (Decimal("66.42"), Status.REPAIRED)
    legible = [row(transaction_price_per_share=number(p)) for p in ("65.20", "6.42", "66.90")]
    assert reconcile(filing(*legible)).rows[1].transaction_price_per_share.value == Decimal("6.42")


def test_a_dollar_sign_read_as_a_digit_is_no_part_of_the_price() -> None:
    def prices(*texts: str) -> list[Decimal | None]:
        rows = []
        for text in texts:
            value = read(Decimal(text.strip("$").replace(",", ".")), text)
            rows.append(row(transaction_price_per_share=value, transaction_code=read("J")))
        return [r.transaction_price_per_share.value for r in reconcile(noisy(*rows)).rows]

    assert prices("$0", "80", "30.00", "3000") == [0, 0, 0, 0]
    assert prices("$0", "$0.00", "534.15") == [0, 0, Decimal("534.15")]
    assert prices("0", "80") == [0, 80]  # where no price has a sign none is lost
    assert prices("$0", "17.20", "80") == [0, Decimal("17.2"), 80]
    assert prices("$12", "$80") == [12, 80]


def test_a_holding_of_which_nothing_is_left_is_nought_if_that_is_the_likeliest() -> None:
    def exercised(title: str, code: str) -> Value[Decimal]:
        used: dict[str, Any] = {"security_title": read(title), "transaction_code": read(code)}
        used |= {"transaction_acquired_disposed_code": read("D"), "transaction_price_per_share": number("0")}
        used |= {"conversion_or_exercise_price": number("5.25"), "underlying_security_title": read("Common Stock")}
        used |= {"underlying_security_shares": number("100"), "shares_owned_following_transaction": GONE}
        return reconcile(filing(row(T2, **used))).rows[0].shares_owned_following_transaction

    likely = exercised("Warrants", "X")
    assert (likely.value, likely.status) == (0, Status.INFERRED)
    assert likely.confidence < 0.6
    assert exercised("Phantom Stock", "A").value is None


def test_a_fraction_that_has_lost_a_digit_is_that_of_the_other_rows() -> None:
    """That shares are moved in fractions, of which no decimals stand, is less likely than that two rows have lost a digit."""
    moved = {"transaction_shares": number("435", "43", "as elsewhere", status=Status.REPAIRED)}
    rows = [row(**moved, **after(f"{whole}.3361", f"{whole:,}.3|361")) for whole in (1000, 1435, 1870, 2305, 2740)]
    rows[1] = row(**moved, **after("1435.361", "1,435.|361"))
    rows[2] = row(**moved, **after("1870.361", "1,870.|361"))
    for k in (0, 3):
        held = rows[k].shares_owned_following_transaction
        assert held.value is not None
        other = Alternative(held.value + Decimal("0.0249"), 0.1)
        rows[k] = replace(rows[k], shares_owned_following_transaction=replace(held, alternatives=(other,)))
    found = reconcile(filing(*rows, source=SourceInfo("", "", "grid", noise=0.01)))
    after_all = [r.shares_owned_following_transaction.value for r in found.non_derivative_table]
    assert after_all == [Decimal(f"{whole}.3361") for whole in (1000, 1435, 1870, 2305, 2740)]


@pytest.mark.parametrize(
    ("code", "stands", "price"), [("A", "30.00", "0"), ("A", "30.40", "30.40"), ("P", "30.00", "30.00"), ("A", "$30.00", "30.00")]
)
def test_a_few_whole_dollars_are_no_price_of_a_grant(code: str, stands: str, price: str) -> None:
    read_as = number(stands.lstrip("$"), stands)
    found = reconcile(noisy(row(transaction_code=read(code), transaction_price_per_share=read_as)))
    assert found.rows[0].transaction_price_per_share.value == Decimal(price)


@pytest.mark.parametrize(
    ("code", "stands", "price"),
    [
        ("A", "6.00", "0"),
        ("G", "0.99", "0"),
        ("J", "600", "0"),
        ("A", "7.00", "7.00"),
        ("S", "6.00", "6.00"),
        ("M", "0.6", "0.6"),
    ],
)
def test_round_digits_are_noughts_where_a_code_has_mostly_no_price(code: str, stands: str, price: str) -> None:
    found = reconcile(noisy(row(transaction_code=read(code), transaction_price_per_share=number(stands, stands))))
    assert found.rows[0].transaction_price_per_share.value == Decimal(price)


def test_an_exercise_has_the_price_of_nought_that_others_of_the_table_have() -> None:
    exercised = {"transaction_code": read("M")}
    rows = [row(**exercised, transaction_price_per_share=number(p)) for p in ("0.00", "0.60")]
    assert reconcile(noisy(*rows)).rows[1].transaction_price_per_share.value == 0
    rows.append(row(**exercised, transaction_price_per_share=number("0.60")))
    assert reconcile(noisy(*rows)).rows[1].transaction_price_per_share.value == Decimal("0.60")


def test_round_letters_behind_a_misread_dollar_sign_are_a_price_of_nought() -> None:
    for text, price in (("so", 0), ("$o)", 0), ("(2)", None), ("q)", None)):
        gone = replace(read(None, text), confidence=0.3)
        found = reconcile(filing(row(transaction_code=read("A"), transaction_price_per_share=gone)))
        assert found.rows[0].transaction_price_per_share.value == price


def test_a_thousandth_is_the_price_of_shares_granted_at_par() -> None:
    notes = tuple(Footnote(id=f"F{n}", text=read("A grant of restricted shares.")) for n in (1, 2))
    granted = row(transaction_code=read("A"), transaction_price_per_share=number("0.001"))
    assert reconcile(filing(granted, footnotes=notes)).rows[0].transaction_price_per_share.value == Decimal("0.001")


def test_a_price_read_with_a_colon_has_not_lost_its_point() -> None:
    price = number("29749.25", "29749:25")
    found = reconcile(filing(row(transaction_price_per_share=price))).rows[0].transaction_price_per_share
    assert found.value == Decimal("29749.25")


def test_a_number_that_could_not_be_read_is_no_lone_nought() -> None:
    used: dict[str, Any] = {"security_title": read("Warrants"), "transaction_code": read("X")}
    used |= {"transaction_acquired_disposed_code": read("D"), "transaction_price_per_share": number("0")}
    used |= {"conversion_or_exercise_price": number("5.25"), "underlying_security_title": read("Common Stock")}
    unread = number("1208", "12,0|8", Hint.DIGIT_LOST, status=Status.REPAIRED)
    row_ = row(T2, **used, underlying_security_shares=number("100"), shares_owned_following_transaction=unread)
    assert reconcile(filing(row_)).rows[0].shares_owned_following_transaction.value is None


def test_what_is_held_after_a_grant_tells_its_number() -> None:
    granted: dict[str, Any] = {"transaction_code": read("A"), "underlying_security_title": read("Common Stock")}
    granted |= {"transaction_shares": number("7215"), "underlying_security_shares": number("17215", "17,|215")}
    held = {"shares_owned_following_transaction": number("17215")}
    noisy = SourceInfo("", "", "grid", noise=0.01)
    assert reconcile(filing(row(T2, **granted, **held), source=noisy)).rows[0].transaction_shares.value == 17215


def test_a_round_number_of_shares_is_not_made_odd_by_a_holding_that_may_be_misread() -> None:
    first = row(transaction_shares=number("20000"), **after("20000"))
    second = row(transaction_shares=number("10000", "10|,000", "a reason", status=Status.REPAIRED), **after("30060"))
    found = reconcile(filing(first, second, source=SourceInfo("", "", "grid", noise=0.01))).rows[1]
    assert (found.transaction_shares.value, found.shares_owned_following_transaction.value) == (10000, 30000)


def test_an_exercise_is_told_by_its_price_or_by_the_shares_that_underlie_it() -> None:
    lost: dict[str, Any] = {"transaction_code": GONE, "transaction_shares": number("640")}
    option: dict[str, Any] = {"security_title": read("Stock Option"), "underlying_security_shares": number("640")}
    option |= {"transaction_acquired_disposed_code": GONE, "conversion_or_exercise_price": number("17.25")}
    by_price = reconcile(filing(row(**lost), row(T2, **lost, **option))).rows
    assert [r.transaction_code.value for r in by_price] == ["M", "M"]
    option |= {"transaction_code": read("M"), "transaction_shares": GONE, "conversion_or_exercise_price": GONE}
    by_shares = reconcile(filing(row(**lost), row(T2, **option))).rows
    assert by_shares[0].transaction_code.value == "M"


def test_two_prices_do_not_take_each_other_s_place() -> None:
    right, wrong = number("7.4156", "$7.4156"), number("57.4163", "57.4163")
    for prices in ((right, wrong), (wrong, right)):
        rows = [row(transaction_price_per_share=replace(p, status=Status.REPAIRED)) for p in prices]
        noisy = SourceInfo("", "", "grid", noise=0.01)
        found = [r.transaction_price_per_share.value for r in reconcile(filing(*rows, source=noisy)).rows]
        assert sorted(v for v in found if v is not None) == [Decimal("7.4156"), Decimal("7.4163")]


def test_two_digits_that_are_no_footnote_are_decimals_of_a_price() -> None:
    note = Footnote(id="F3", text=read("A gift to a school."))
    given = row(transaction_code=read("A"), transaction_price_per_share=number("0.0047"))
    found = reconcile(noisy(given, footnotes=(note,)))
    assert found.rows[0].transaction_price_per_share.value == Decimal("0.0047")
    round_digits = row(transaction_code=read("A"), transaction_price_per_share=number("0.90", "$090"))
    assert reconcile(noisy(round_digits)).rows[0].transaction_price_per_share.value == 0


def test_a_round_holding_does_not_tell_that_all_of_it_was_just_acquired() -> None:
    rows = row(transaction_shares=number("500", "50|0", status=Status.REPAIRED), **after("8500")), row(**after("8600"))
    found = reconcile(replace(filing(*rows), source=SourceInfo(noise=0.02)))
    assert numbers(found) == ([8500, 8600], [500, 100])


def test_a_legible_price_of_a_clean_page_is_no_nought() -> None:
    granted = row(transaction_code=read("A"), transaction_price_per_share=number("6.00", "$6.00"))
    assert reconcile(filing(granted)).rows[0].transaction_price_per_share.value == 6
    assert reconcile(noisy(granted)).rows[0].transaction_price_per_share.value == 0


def test_another_reading_of_a_legible_number_of_a_clean_page_is_none() -> None:
    read_so = replace(number("1740"), alternatives=(Alternative(Decimal(740), 0.4),))
    units = row(T2, transaction_shares=read_so, underlying_security_shares=number("740"))
    assert reconcile(filing(units)).rows[0].transaction_shares.value == 1740
    assert reconcile(noisy(units)).rows[0].transaction_shares.value == 740


def test_a_price_with_two_points_is_read_as_nothing_else() -> None:
    sold = [
        row(transaction_code=read("S"), transaction_price_per_share=number(p, t))
        for p, t in (("412.38", "4.12.38"), ("41.25", "41.25"))
    ]
    assert reconcile(noisy(*sold)).rows[0].transaction_price_per_share.value == Decimal("412.38")


def test_a_damaged_number_that_stands_elsewhere_as_it_was_read_is_kept() -> None:
    damaged = number("1000000", "1,000 000.").because(Hint.UNGROUPED)
    option = row(T2, transaction_code=read("M"), transaction_shares=number("1000000"))
    found = reconcile(noisy(row(transaction_code=read("M"), transaction_shares=damaged), option)).rows[0]
    assert found.transaction_shares.value == 1_000_000


def test_of_two_legible_numbers_either_of_which_may_be_misread_none_is_changed() -> None:
    first, second = row(**after("31901163")), row(transaction_shares=number("62916"), **after("31964081"))
    found = reconcile(noisy(first, second)).rows
    assert [r.shares_owned_following_transaction.value for r in found] == [31901163, 31964081]
    assert found[1].transaction_shares.value == 62916
