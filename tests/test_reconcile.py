from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import filings

from extractor.cells.classifier import default_folder
from extractor.confidence.confidence import assess, default_model
from extractor.filing import (
    UNREAD_MARK,
    Alternative,
    Filing,
    Footnote,
    OwnerSignature,
    ReportingOwner,
    Row,
    RowKind,
    Source,
    SourceInfo,
    Status,
    Value,
    leaves_of,
)
from extractor.readings.pieces import COUNTED_ONCE
from extractor.reconcile.checks import CHECKS, run_checks
from extractor.reconcile.events import repair_events
from extractor.reconcile.reconcile import reconcile, unreconciled
from extractor.reconcile.relationships import doubt_officers, share_relationships
from extractor.reconcile.signature_dates import repair_signature_dates

T1, H1, T2, H2 = RowKind
DAY = date(2002, 5, 6)
LOST = "a leading digit seems lost"


def read(value: Any, text: str | None = None, *reasons: str, status: Status = Status.READ) -> Value[Any]:
    """A value that stands in the text."""
    text = f"{value:,}" if text is None and isinstance(value, Decimal) else text or str(value)
    pieces = text.split("|")
    return Value(value, status, 0.9, tuple(Source(i, i + len(p), p) for i, p in enumerate(pieces)), reasons=reasons)


def number(value: str, text: str | None = None, *reasons: str, status: Status = Status.READ) -> Value[Decimal]:
    return read(Decimal(value), text, *reasons, status=status)


GONE: Value[Any] = Value()


def row(kind: RowKind = T1, **more: Any) -> Row:
    """A purchase of 100 after which 1,000 are held, unless said otherwise."""
    given: dict[str, Value[Any]] = {
        "security_title": read("Common Stock"),
        "transaction_date": read(DAY),
        "transaction_code": read("P"),
        "transaction_shares": number("100"),
        "transaction_price_per_share": number("17.25"),
        "transaction_acquired_disposed_code": read("A"),
        "shares_owned_following_transaction": number("1000"),
        "direct_or_indirect_ownership": read("D"),
    }
    return Row(kind=kind, **given | more)


def filing(*rows: Row, **more: Any) -> Filing:
    given: dict[str, Any] = {
        "document_type": read("4"),
        "period_of_report": read(DAY),
        "reporting_owners": (ReportingOwner(rpt_owner_name=read("Qvist Ada"), is_director=read(True)),),
        "owner_signatures": (OwnerSignature(signature_name=read("Ada Qvist"), signature_date=read(DAY + timedelta(2))),),
        "non_derivative_table": tuple(r for r in rows if not r.kind.is_derivative),
        "derivative_table": tuple(r for r in rows if r.kind.is_derivative),
    }
    return Filing(**given | more)


def outcome(found: Filing, check: str) -> str:
    return next(c.outcome for c in found.checks if c.id == check)


def after(value: str, *rest: str, **more: Any) -> dict[str, Any]:
    return {"shares_owned_following_transaction": number(value, *rest, **more)}


# Rows speak for each other


def test_a_damaged_title_takes_the_one_of_its_siblings() -> None:
    found = reconcile(filing(row(), row(), row(security_title=read("Commn Stock")), row(security_title=read("Common"))))
    titles = [r.security_title for r in found.rows]
    assert {t.value for t in titles} == {"Common Stock"}
    assert [t.status for t in titles] == [Status.READ, Status.READ, Status.REPAIRED, Status.REPAIRED]
    assert titles[2].alternatives[0].value == "Commn Stock"
    assert titles[2].reasons


def test_classes_and_series_stay_apart() -> None:
    names = (
        "Class A Common Stock",
        "Class A Common Stock",
        "Class A Common Stock",
        "Class B Common Stock",
        "Preferred Stock",
    )
    found = reconcile(filing(*(row(security_title=read(n)) for n in names)))
    assert tuple(r.security_title.value for r in found.rows) == names


def test_a_class_is_not_merged_into_the_common_stock() -> None:
    found = reconcile(filing(row(), row(), row(), row(security_title=read("Class B Common Stock"))))
    assert found.rows[3].security_title == read("Class B Common Stock")


def test_a_lost_code_is_the_one_of_the_other_rows() -> None:
    found = reconcile(filing(row(), row(transaction_code=GONE), row()))
    code = found.rows[1].transaction_code
    assert (code.value, code.status) == ("P", Status.INFERRED)
    assert 0.5 < code.confidence < 1
    mixed = reconcile(filing(row(), row(transaction_code=GONE), row(transaction_code=read("J"))))
    assert mixed.rows[1].transaction_code.value != "J"
    assert mixed.rows[1].transaction_code.confidence < 0.9


def test_a_lost_code_is_not_taken_from_the_other_direction() -> None:
    sold: dict[str, Any] = {"transaction_code": read("S"), "transaction_acquired_disposed_code": read("D")}
    found = reconcile(filing(row(transaction_code=GONE), row(**sold)))
    assert found.rows[0].transaction_code.value != "S"


def test_a_lost_code_pairs_with_the_exercise_in_the_other_table() -> None:
    exercised = row(
        T2, transaction_code=read("M"), transaction_acquired_disposed_code=read("D"), transaction_shares=number("250")
    )
    found = reconcile(filing(row(transaction_code=GONE, transaction_shares=number("250")), exercised))
    assert found.rows[0].transaction_code.value == "M"
    assert outcome(found, "exercise pair") == "passed"


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


# Balances


def test_an_option_may_be_exercised_into_shares_of_table_ii() -> None:
    told = replace(GONE, value="A", status=Status.INFERRED, reasons=("the number stands in the column (A)",))
    for title, direction in (("Class B Common Stock", "A"), ("Stock Option (right to buy)", "D")):
        exercise = row(T2, security_title=read(title), transaction_code=read("M"), transaction_acquired_disposed_code=told)
        found = reconcile(filing(exercise)).rows[0].transaction_acquired_disposed_code
        assert found.value == direction


def test_a_running_balance_restores_a_damaged_number() -> None:
    near = number("122", "1,22", "a digit seems lost", status=Status.REPAIRED)
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
        (("9000", "8300", "8150", "8010"), ("400", "700", "1500", "140")),
        (("9000", "", "8150", "8010"), ("400", "700", "150", "140")),
        (("9000", "8300", "8150", "801"), ("400", "700", "150", "140")),
    ):
        assert numbers(reconcile(running(*holdings, shares=shares))) == (list(held), list(sold)), (holdings, shares)


@pytest.mark.parametrize(
    ("text", "stands", "meant"),
    [
        ("412387", "412387", "41.2387"),
        ("141.3051", "141.3051", "41.3051"),
        ("4.3050", "4.3050", "41.3050"),
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


# What one field implies for another


@pytest.mark.parametrize(
    ("kind", "code", "direction"),
    [(T1, "P", "A"), (T1, "S", "D"), (T1, "F", "D"), (T1, "M", "A"), (T2, "M", "D"), (T2, "A", "A")],
)
def test_a_code_implies_a_lost_direction(kind: RowKind, code: str, direction: str) -> None:
    found = reconcile(filing(row(kind, transaction_code=read(code), transaction_acquired_disposed_code=GONE)))
    value = found.rows[0].transaction_acquired_disposed_code
    assert (value.value, value.status) == (direction, Status.INFERRED)


def test_a_legible_direction_stays_against_the_code() -> None:
    found = reconcile(filing(row(transaction_code=read("S"))))
    assert found.rows[0].transaction_acquired_disposed_code == read("A")
    assert outcome(found, "direction") == "failed"


def test_a_code_of_both_directions_implies_none() -> None:
    found = reconcile(filing(row(transaction_code=read("J"), transaction_acquired_disposed_code=GONE)))
    assert found.rows[0].transaction_acquired_disposed_code.value is None


def test_a_lost_date_is_the_one_of_all_others() -> None:
    found = reconcile(filing(row(), row(transaction_date=GONE), row()))
    assert found.rows[1].transaction_date.value == DAY
    assert found.rows[1].transaction_date.status is Status.INFERRED
    several = reconcile(filing(row(), row(transaction_date=GONE), row(transaction_date=read(DAY + timedelta(1)))))
    assert several.rows[1].transaction_date.value is None
    only = reconcile(filing(row(transaction_date=GONE)))
    assert only.rows[0].transaction_date.value == DAY


def test_a_lost_period_is_the_earliest_transaction() -> None:
    late = row(transaction_date=read(DAY + timedelta(3)))
    found = reconcile(filing(late, row(), period_of_report=GONE))
    assert (found.period_of_report.value, found.period_of_report.status) == (DAY, Status.INFERRED)
    month: Value[Any] = Value(None, Status.MISSING, 0.0, (Source(0, 6, "5/2002"),))
    assert reconcile(filing(late, row(), period_of_report=month)).period_of_report.value == DAY
    assert reconcile(filing(row(), document_type=read("5"), period_of_report=GONE)).period_of_report.value is None


def test_a_nature_implies_indirect_ownership() -> None:
    found = reconcile(
        filing(
            row(direct_or_indirect_ownership=GONE, nature_of_ownership=read("By trust")),
            row(direct_or_indirect_ownership=GONE),
        )
    )
    assert [r.direct_or_indirect_ownership.value for r in found.rows] == ["I", "D"]
    assert {r.direct_or_indirect_ownership.status for r in found.rows} == {Status.INFERRED}


# Checks


def test_checks_have_ids_sentences_and_sources() -> None:
    assert len({c.id for c in CHECKS}) == len(CHECKS)
    for check in CHECKS:
        assert check.sentence.endswith(".")
        assert check.source


def test_what_cannot_be_checked_is_not_applicable() -> None:
    assert {c.outcome for c in run_checks(Filing())} == {"not applicable"}


@pytest.mark.parametrize(
    ("check", "wrong"),
    [
        ("acquired", filing(row(transaction_shares=number("5000")))),
        ("direction", filing(row(transaction_acquired_disposed_code=read("D")))),
        ("period", filing(row(), period_of_report=read(DAY + timedelta(9)))),
        ("signature", filing(row(transaction_date=read(DAY + timedelta(9))))),
        ("exercise", filing(row(T2, exercise_date=read(DAY), expiration_date=read(DAY - timedelta(1))))),
        ("nature", filing(row(direct_or_indirect_ownership=read("I")))),
        ("footnote defined", filing(row(transaction_shares=replace(number("100"), footnotes=("F1",))))),
        ("footnote used", filing(row(), footnotes=(Footnote(id="F1", text=read("See note.")),))),
        ("relationship", filing(row(), reporting_owners=(ReportingOwner(rpt_owner_name=read("Zorblat")),))),
        (
            "exercise pair",
            filing(
                row(transaction_code=read("M")), row(T2, transaction_code=read("M"), transaction_shares=number("7"))
            ),
        ),
    ],
)  # fmt: skip
def test_a_failed_check_warns_and_lowers_the_confidence(check: str, wrong: Filing) -> None:
    found = reconcile(wrong)
    assert outcome(found, check) == "failed"
    assert found.warnings
    failed = next(c for c in found.checks if c.id == check)
    assert failed.paths
    paths = {path for path, _, _ in found.leaves()} | {"reportingOwner[1]/reportingOwnerRelationship"}
    assert set(failed.paths) <= paths
    unchecked = {path: value for path, _, value in assessed(replace(found, checks=())).leaves()}
    for path, _, value in assessed(found).leaves():
        if path in failed.paths and value.value is not None and path.startswith(("nonD", "deriv", "period")):
            assert value.confidence < unchecked[path].confidence


# A clean filing


@st.composite
def clean_filings(draw: Any) -> Filing:
    """Filings that agree with themselves: running balances per class, directions by code, dates in order."""
    held: dict[str, int] = {}
    found: list[Row] = []
    day = DAY
    for _ in range(draw(st.integers(1, 6))):
        title = draw(st.sampled_from(("Common Stock", "Series B Notes", "Preferred Stock")))
        code, direction = draw(st.sampled_from((("P", "A"), ("S", "D"), ("A", "A"), ("F", "D"))))
        shares = draw(st.integers(100, 10**6))
        held[title] = held.get(title, 10**7) + (shares if direction == "A" else -shares)
        indirect = title == "Preferred Stock"
        found.append(
            row(
                security_title=read(title),
                transaction_date=read(day),
                transaction_code=read(code),
                transaction_acquired_disposed_code=read(direction),
                transaction_shares=number(str(shares)),
                transaction_price_per_share=read(draw(st.decimals(20, 24, places=2))),
                shares_owned_following_transaction=number(str(held[title])),
                direct_or_indirect_ownership=read("I" if indirect else "D"),
                nature_of_ownership=read("By trust") if indirect else GONE,
            )
        )
        day += timedelta(draw(st.integers(0, 1)) if day.weekday() < _FRIDAY else 0)
    return filing(*found, owner_signatures=(OwnerSignature(signature_name=read("Ada Qvist"), signature_date=read(day)),))


_FRIDAY = 4


def assessed(found: Filing) -> Filing:
    return assess(found, default_model(default_folder()))


@settings(deadline=None, max_examples=120)
@given(clean_filings())
def test_a_clean_filing_stays_as_it_is(clean: Filing) -> None:
    found = reconcile(clean)
    assert replace(found, checks=(), warnings=()) == clean
    failed = [c for c in found.checks if c.outcome == "failed"]
    assert {c.id for c in failed} <= {"sibling code", "sibling date"}  # one row may well differ from all others
    assert found.warnings == tuple(c.detail for c in failed)
    assert reconcile(replace(found, checks=(), warnings=())) == found


@settings(deadline=None, max_examples=60)
@given(filings())
def test_any_filing_can_be_reconciled_and_what_is_legible_stays(any_filing: Filing) -> None:
    found = assessed(reconcile(any_filing))
    assert 0 <= found.confidence <= 1
    before = {path: value for path, _, value in any_filing.leaves()}
    assert {path for path, _, _ in found.leaves()} == set(before)
    for path, _, value in found.leaves():
        old = before[path]
        assert value.sources == old.sources
        assert value.footnotes == old.footnotes or value.reasons
        assert 0 <= value.confidence <= 1
        if old.value is not None and value.value != old.value:
            assert value.status in (Status.REPAIRED, Status.INFERRED)
            assert value.reasons
            assert old.value in [a.value for a in value.alternatives]
    assert all(v.alternatives == before[path].alternatives for path, _, v in found.leaves() if v.value is None)


@pytest.mark.parametrize(
    ("garbled", "whole"),
    [
        ("Csmtomon ckn", "Common Stock"),
        ("Restr Stock Unitsicted", "Restricted Stock Units"),
    ],
)
def test_a_title_whose_letters_are_out_of_order_is_found_by_them(garbled: str, whole: str) -> None:
    found = reconcile(filing(row(security_title=read(garbled))))
    value = found.rows[0].security_title
    assert value.value is not None
    assert value.value.lower() == whole.lower()
    assert value.status is Status.REPAIRED
    assert garbled in [a.value for a in value.alternatives]


@pytest.mark.parametrize("title", ["Series Q Zorblat Units", "Class D Common Stock", "Common"])
def test_a_title_that_makes_sense_or_is_like_no_other_stays(title: str) -> None:
    assert reconcile(filing(row(security_title=read(title)))).rows[0].security_title.value == title


def test_a_sale_on_the_day_of_an_exercise_is_no_exercise() -> None:
    exercised = row(transaction_code=read("M"))
    sold = row(transaction_code=GONE, transaction_acquired_disposed_code=read("D"))
    option = row(T2, transaction_code=read("M"), transaction_acquired_disposed_code=GONE)
    found = reconcile(filing(exercised, sold, option))
    assert found.rows[1].transaction_code.value is None


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


def test_two_numbers_of_an_exercise_outvote_the_third_if_the_balance_is_theirs() -> None:
    assert exercise("1047", "1740", "1740") == (1740, 1740, 1740)
    assert exercise("1047", "1740", "1740", held="9000") == (1047, 1740, 1740)


def test_an_underlying_number_of_which_the_last_digit_is_left_is_that_of_the_derivative() -> None:
    option = row(T2, transaction_shares=number("318"), underlying_security_shares=number("8", "E8", status=Status.REPAIRED))
    assert reconcile(filing(option)).rows[0].underlying_security_shares.value == 318


def test_a_footnote_in_the_place_of_a_number_is_no_number() -> None:
    mark = Value(sources=(Source(0, 2, "()"),), footnotes=(UNREAD_MARK,))
    debt = row(T2, security_title=read("Convertible Bonds"), underlying_security_title=read("Common Stock"))
    found = reconcile(filing(replace(debt, transaction_shares=number("500000"), underlying_security_shares=mark)))
    assert found.rows[0].underlying_security_shares.value is None


# Damaged numbers and dates

SHORT = "a digit seems lost"


def damaged(value: str, text: str) -> Value[Decimal]:
    return number(value, text, SHORT, status=Status.REPAIRED)


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


def test_a_point_is_no_comma_where_others_have_fractions() -> None:
    comma = number("635218", "635.218", "the point is a comma", status=Status.REPAIRED)
    held = row(H1, shares_owned_following_transaction=comma, transaction_shares=GONE)
    other = row(H1, shares_owned_following_transaction=number("20476.855", "20,476.855"), transaction_shares=GONE)
    whole = row(H1, shares_owned_following_transaction=number("20476"), transaction_shares=GONE)
    assert reconcile(filing(held, other)).rows[0].shares_owned_following_transaction.value == Decimal("635.218")
    assert reconcile(filing(held, whole)).rows[0].shares_owned_following_transaction.value == 635218


def test_fractions_of_other_lengths_say_nothing_of_a_point() -> None:
    small = row(transaction_shares=number("3623", "3.623", "the point is a comma"), shares_owned_following_transaction=GONE)
    for held, value in (("48,120.5519", "3623"), ("48,120.551", "3.623")):
        found = reconcile(filing(row(**after(held.replace(",", ""), held)), small))
        assert found.rows[1].transaction_shares.value == Decimal(value)


def test_a_price_far_from_the_others_of_its_day_takes_its_other_reading() -> None:
    cut = replace(number("6.42", "6|6.42"), alternatives=(Alternative(Decimal("66.42"), 0.3),))
    rows = [row(transaction_price_per_share=p) for p in (number("65.20"), cut, number("66.90"))]
    price = reconcile(filing(*rows)).rows[1].transaction_price_per_share
    assert (price.value, price.status) == (Decimal("66.42"), Status.REPAIRED)
    legible = [row(transaction_price_per_share=number(p)) for p in ("65.20", "6.42", "66.90")]
    assert reconcile(filing(*legible)).rows[1].transaction_price_per_share.value == Decimal("6.42")


def test_dates_are_completed_by_the_other_dates() -> None:
    gone: Value[date] = replace(read(DAY, "0|/06/2002"), value=None)
    later: Value[date] = replace(read(DAY, "0|/06/2012"), value=None)
    found = reconcile(filing(row(T2, exercise_date=gone, expiration_date=later)))
    assert found.rows[0].exercise_date.value == DAY
    assert found.rows[0].expiration_date.value == DAY.replace(year=2012)
    assert found.rows[0].expiration_date.status is Status.REPAIRED


def test_a_date_that_misreads_one_glyph_is_not_another_that_misreads_two() -> None:
    expires = read(date(2012, 5, 6), "95/06/2012", "a digit of the date is misread", status=Status.REPAIRED)
    assert reconcile(filing(row(T2, expiration_date=expires))).rows[0].expiration_date.value == date(2012, 5, 6)


def test_a_year_with_three_digits_is_the_one_within_ten_years() -> None:
    lost: Value[date] = replace(read(DAY, "03/14/20|7"), value=None)
    expires = read(date(2021, 3, 13))
    exercisable = reconcile(filing(row(H2, exercise_date=lost, expiration_date=expires))).rows[0].exercise_date
    assert (exercisable.value, exercisable.status) == (date(2017, 3, 14), Status.REPAIRED)
    granted = row(T2, transaction_date=read(date(2004, 8, 2)), expiration_date=lost)
    assert reconcile(filing(granted)).rows[0].expiration_date.value == date(2007, 3, 14)
    assert reconcile(filing(row(H2, exercise_date=lost))).rows[0].exercise_date.value is None
    late = read(date(2027, 3, 14), "03/14/20|7")
    assert reconcile(filing(row(H2, exercise_date=late, expiration_date=expires))).rows[0].exercise_date.value == date(
        2017, 3, 14
    )


def test_a_dollar_sign_read_as_a_digit_is_no_part_of_the_price() -> None:
    def prices(*texts: str) -> list[Decimal | None]:
        rows = []
        for text in texts:
            value = read(Decimal(text.strip("$").replace(",", ".")), text)
            rows.append(row(transaction_price_per_share=value, transaction_code=read("J")))
        return [r.transaction_price_per_share.value for r in reconcile(filing(*rows)).rows]

    assert prices("$0", "80", "30.00") == [0, 0, 0]
    assert prices("$0", "$0.00", "534.15") == [0, 0, Decimal("34.15")]
    assert prices("$0", "534.15") == [0, Decimal("534.15")]
    assert prices("0", "80") == [0, 80]  # where no price has a sign none is lost
    assert prices("$0", "17.20", "80") == [0, Decimal("17.2"), 80]
    assert prices("$12", "$80") == [12, 80]


def test_half_a_day_is_no_date() -> None:
    half = read(date(2011, 3, 1), "03/1|/2011", SHORT, status=Status.REPAIRED)
    lone = reconcile(filing(row(T2, expiration_date=half)))
    assert lone.rows[0].expiration_date.value is None
    told = reconcile(filing(row(T2, expiration_date=half), row(T2, expiration_date=read(date(2011, 3, 13)))))
    assert told.rows[0].expiration_date.value == date(2011, 3, 13)


def test_a_code_of_derivative_securities_in_table_one_was_misread() -> None:
    withheld = row(
        transaction_code=read("E"),
        transaction_price_per_share=number("22.31"),
        transaction_acquired_disposed_code=read("D"),
        shares_owned_following_transaction=number("900"),
    )
    (found,) = reconcile(Filing(non_derivative_table=(withheld,))).non_derivative_table
    assert (found.transaction_code.value, found.transaction_code.status) == ("F", Status.REPAIRED)
    assert [a.value for a in found.transaction_code.alternatives] == ["E"]


def test_an_event_in_a_far_future_was_in_the_year_of_the_others() -> None:
    rows = (row(), row(transaction_date=read(date(2082, 5, 7))))
    found = reconcile(filing(*rows)).rows[1].transaction_date
    assert (found.value, found.status) == (date(2002, 5, 7), Status.REPAIRED)
    assert [a.value for a in found.alternatives] == [date(2082, 5, 7)]


def test_letters_for_a_code_are_weighed_by_what_the_row_says() -> None:
    codes = {"oA": "A", "ui": "A"}
    for text, code in codes.items():
        grant = row(
            transaction_code=read("O" if text == "oA" else "U", text, status=Status.REPAIRED),
            transaction_price_per_share=number("0"),
        )
        assert reconcile(filing(grant)).rows[0].transaction_code.value == code
    assert reconcile(filing(row(transaction_code=read("U", "U")))).rows[0].transaction_code.value == "U"


def test_a_letter_with_a_mark_glued_to_it_may_be_the_one_it_is_read_for() -> None:
    exercised = {"transaction_code": read("M"), "transaction_price_per_share": number("0")}
    sold: dict[str, Any] = {"transaction_acquired_disposed_code": read("D")}
    rows = [row(**exercised), row(**exercised, **after("1100"))]
    rows += [row(transaction_code=read("F"), **sold), row(transaction_code=read("F"), **sold, **after("900"))]
    doubtful = row(transaction_code=read("P", "pa)", status=Status.REPAIRED), **sold, **after("800"))
    assert reconcile(filing(*rows, doubtful)).rows[-1].transaction_code.value == "F"


def test_the_holdings_tell_a_lost_direction() -> None:
    given: dict[str, Any] = {"transaction_code": read("J"), "transaction_acquired_disposed_code": GONE}
    rows = (row(**after("700")), row(**given | after("800")), row(**given | after("700")), row(**given | after("912")))
    directions = [r.transaction_acquired_disposed_code for r in reconcile(filing(*rows)).rows]
    assert [d.value for d in directions[:3]] == ["A", "A", "D"]
    assert directions[1].status is Status.INFERRED
    assert all("balance" not in reason for reason in directions[3].reasons)


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


def test_an_owner_without_a_legible_mark_is_what_all_others_of_the_group_are() -> None:
    yes, name = Value(True, Status.READ, 0.9), Value("Qvist Ada", Status.READ, 0.9)
    marked = ReportingOwner(rpt_owner_name=name, is_ten_percent_owner=yes)
    bare = ReportingOwner(rpt_owner_name=name)
    found = share_relationships(Filing(reporting_owners=(marked, bare))).reporting_owners[1].is_ten_percent_owner
    assert (found.value, found.status) == (True, Status.INFERRED)
    assert found.reasons
    director = ReportingOwner(rpt_owner_name=name, is_director=yes)
    assert share_relationships(Filing(reporting_owners=(marked, director))).reporting_owners == (marked, director)


def test_the_mark_of_an_officer_without_a_title_is_that_of_the_line_above() -> None:
    def found(**marks: Any) -> tuple[Any, Any]:
        owner = ReportingOwner(rpt_owner_name=read("Qvist Ada"), is_officer=read(True, "X"), **marks)
        (owner,) = doubt_officers(Filing(reporting_owners=(owner,))).reporting_owners
        return owner.is_director.value, owner.is_officer.value

    assert found() == (True, False)
    assert found(is_director=read(True, "X")) == (True, False)
    assert found(is_ten_percent_owner=read(True, "X")) == (None, False)
    assert found(officer_title=read("Treasurer")) == (None, True)
    assert found(officer_title=replace(read("?"), value=None)) == (None, True)


def test_nothing_is_guessed_of_an_owner_alone_without_a_legible_mark() -> None:
    bare = ReportingOwner(rpt_owner_name=Value("Qvist Ada", Status.READ, 0.9))
    assert share_relationships(Filing(reporting_owners=(bare,))).reporting_owners == (bare,)


@pytest.mark.parametrize(
    ("stands", "taken", "day"),
    [
        ("2/21/2004", date(2004, 2, 21), date(2004, 12, 21)),
        ("12/21/2008", date(2008, 12, 21), date(2004, 12, 21)),
        ("12/22/2004", date(2004, 12, 22), date(2004, 12, 22)),
        ("1/14/2005", date(2005, 1, 14), date(2005, 1, 14)),
        ("5/6/2003", date(2003, 5, 6), date(2003, 5, 6)),
    ],
)
def test_a_signature_before_the_event_is_misread(stands: str, taken: date, day: date) -> None:
    filing = Filing(
        period_of_report=read(date(2004, 12, 20)),
        owner_signatures=(OwnerSignature(signature_date=read(taken, stands)),),
        source=SourceInfo("", "", "plain"),
    )
    assert repair_signature_dates(filing).owner_signatures[0].signature_date.value == day


LONG_AGO = "strokes of the date are lost"


@pytest.mark.parametrize(
    ("event", "day"),
    [
        (replace(read(None, "0|/12/2011"), value=None), date(2011, 9, 12)),
        (read(date(2011, 1, 14), "1/14/2011", LONG_AGO), date(2011, 9, 14)),
        (read(date(2011, 10, 12), "1O/12/2011", LONG_AGO), date(2011, 9, 12)),
        (read(date(2014, 9, 12), "09/12/2014"), date(2011, 9, 12)),
        (read(date(2018, 9, 12), "09/12/2018"), date(2018, 9, 12)),
        (read(date(2011, 1, 14), "1/14/2011"), date(2011, 1, 14)),
        (read(date(2011, 9, 2), "09/0|2/2011", LONG_AGO), date(2011, 9, 2)),
        (replace(read(None, "09/1|/2011"), value=None), None),
    ],
)
def test_the_event_of_a_form_3_is_soon_before_its_signature(event: Value[date], day: date | None) -> None:
    signed = OwnerSignature(signature_date=read(date(2011, 9, 19)))
    found = filing(document_type=read("3"), period_of_report=event, owner_signatures=(signed,))
    assert repair_events(found).period_of_report.value == day
    assert repair_events(replace(found, document_type=read("4"))).period_of_report == event


def test_fractions_of_one_balance_are_those_that_all_rows_may_have() -> None:
    """Where an edge went through one of two equal digits, a row in which it did not tells whether they were two."""

    def held(value: str, text: str, *others: str) -> dict[str, Value[Decimal]]:
        reasons = (COUNTED_ONCE,) * bool(others)
        value_ = number(value, text, *reasons, status=Status.REPAIRED if others else Status.READ)
        return {
            "shares_owned_following_transaction": replace(
                value_, alternatives=tuple(Alternative(Decimal(o), 0.2) for o in others)
            )
        }

    rows = (
        row(**held("1000.3361", "1,000.33|61")),
        row(**held("1100.361", "1,100.3|361", "1100.3361")),
        row(**held("1200.361", "1,200.3|361", "1200.3361")),
    )
    found = reconcile(filing(*rows))
    held_after = [r.shares_owned_following_transaction.value for r in found.non_derivative_table]
    assert held_after == [Decimal("1000.3361"), Decimal("1100.3361"), Decimal("1200.3361")]


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
