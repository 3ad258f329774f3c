"""A filing corrects itself: what is legible stays; titles, codes and directions speak for each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from by_hand import DAY, GONE, T1, T2, after, assessed, filing, number, outcome, read, row
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import filings

from extractor.filing import (
    Filing,
    Footnote,
    OwnerSignature,
    ReportingOwner,
    Row,
    RowKind,
    SourceInfo,
    Status,
    Value,
)
from extractor.reconcile.reconcile import reconcile


def test_a_damaged_title_takes_the_one_of_its_siblings() -> None:
    damaged = (row(security_title=read(title)) for title in ("Commn Stock", "Common"))
    found = reconcile(filing(row(), row(), *damaged, source=SourceInfo(noise=0.02)))
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


def test_a_nature_implies_indirect_ownership() -> None:
    found = reconcile(
        filing(
            row(direct_or_indirect_ownership=GONE, nature_of_ownership=read("By trust")),
            row(direct_or_indirect_ownership=GONE),
        )
    )
    assert [r.direct_or_indirect_ownership.value for r in found.rows] == ["I", "D"]
    assert {r.direct_or_indirect_ownership.status for r in found.rows} == {Status.INFERRED}


@pytest.mark.parametrize(("nature", "letter"), [("Direct Ownership", "D"), ("By self", "D"), ("Self-directed plan", "I")])
def test_a_nature_may_say_that_ownership_is_direct(nature: str, letter: str) -> None:
    letters = GONE, read("D", status=Status.REPAIRED)
    found = reconcile(filing(*(row(direct_or_indirect_ownership=one, nature_of_ownership=read(nature)) for one in letters)))
    assert [r.direct_or_indirect_ownership.value for r in found.rows] == [letter, letter]


def test_a_number_alone_is_not_said_to_be_held_directly() -> None:
    stain = Row(kind=RowKind.NON_DERIVATIVE_HOLDING, shares_owned_following_transaction=number("618"))
    titled = replace(stain, security_title=read("Common Stock"))
    found = reconcile(filing(row(), stain, titled)).rows
    assert [r.direct_or_indirect_ownership.value for r in found] == ["D", None, "D"]


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
            assert value.status in (Status.REPAIRED, Status.INFERRED) or _is_left_out(value)
            assert value.reasons
            assert old.value in [a.value for a in value.alternatives]
        if value.value is None and not _is_left_out(value):
            assert value.alternatives == old.alternatives


def _is_left_out(value: Value[Any]) -> bool:
    return value.status is Status.MISSING and "left out: not as it was printed" in value.reasons


@pytest.mark.parametrize(
    ("garbled", "whole"),
    [
        ("Csmtomon ckn", "Common Stock"),
        ("Restr Stock Unitsicted", "Restricted Stock Units"),
    ],
)
def test_a_title_whose_letters_are_out_of_order_is_found_by_them(garbled: str, whole: str) -> None:
    found = reconcile(filing(row(security_title=read(garbled)), source=SourceInfo(noise=0.02)))
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
    officer = ReportingOwner(rpt_owner_name=read("Qvist Ada"), is_officer=read(True))
    assert reconcile(filing(*rows, doubtful, reporting_owners=(officer,))).rows[-1].transaction_code.value == "F"


def test_what_two_rows_bear_is_no_stain() -> None:
    page = replace(filing(*(row(security_title=read("Common Stock ESPP2")) for _ in range(2))), source=SourceInfo(noise=0.02))
    assert {r.security_title.value for r in reconcile(page).rows} == {"Common Stock ESPP2"}


def test_a_known_title_of_what_underlies_needs_no_par_value() -> None:
    first = row(security_title=read("Class A Ordinary Shares, par value $0.0001"))
    cut = read("Class A Ordinary Shares", "Cl|ass A Ordinary Sh|ares", status=Status.REPAIRED)
    second = row(T2, security_title=read("Warrants"), underlying_security_title=cut)
    found = reconcile(replace(filing(first, second), source=SourceInfo(noise=0.02))).rows[1]
    assert found.underlying_security_title.value == "Class A Ordinary Shares"


def test_a_letter_like_that_of_direct_ownership_is_none_where_a_nature_stands() -> None:
    letter = read("D", "P", status=Status.REPAIRED)
    held = row(direct_or_indirect_ownership=letter, nature_of_ownership=read("By Trust"))
    assert reconcile(filing(held)).rows[0].direct_or_indirect_ownership.value == "I"
    legible = row(nature_of_ownership=read("By Trust"))
    assert reconcile(filing(legible)).rows[0].direct_or_indirect_ownership.value == "D"


def test_a_title_of_which_each_word_is_like_a_known_one_is_that_on_a_noisy_page() -> None:
    def titled(title: str, noise: float) -> str | None:
        page = replace(filing(row(security_title=read(title))), source=SourceInfo(noise=noise))
        return reconcile(page).rows[0].security_title.value

    assert titled("Conmor Stcck", 0.02) == "Common Stock"
    assert titled("Conmor Stcck", 0.0) == "Conmor Stcck"
    assert titled("NQSO (Right to Buy)", 0.02) == "NQSO (Right to Buy)"


def test_a_sign_that_a_code_is_read_as_speaks_for_it() -> None:
    sold: dict[str, Any] = {"transaction_acquired_disposed_code": read("D")}
    doubtful = row(transaction_code=read("S", "$5", "sign read as a letter", status=Status.REPAIRED), **sold)
    assert reconcile(filing(doubtful)).rows[0].transaction_code.value == "S"


def test_nothing_is_disposed_of_by_buying() -> None:
    note = Footnote(id="F1", text=read("Shares withheld to pay taxes upon the vesting of restricted stock."))
    sold: dict[str, Any] = {"transaction_acquired_disposed_code": read("D")}
    sold |= {"transaction_shares": replace(number("100"), footnotes=("F1",))}
    rows = [row(transaction_code=read("F"), **sold), row(transaction_code=read("P", "p"), **sold)]
    page = filing(*rows, footnotes=(note,))
    assert reconcile(replace(page, source=SourceInfo(noise=0.02))).rows[-1].transaction_code.value == "F"
    assert reconcile(page).rows[-1].transaction_code.value == "P"


def test_the_holdings_tell_a_lost_direction() -> None:
    given: dict[str, Any] = {"transaction_code": read("J"), "transaction_acquired_disposed_code": GONE}
    rows = (row(**after("700")), row(**given | after("800")), row(**given | after("700")), row(**given | after("912")))
    directions = [r.transaction_acquired_disposed_code for r in reconcile(filing(*rows)).rows]
    assert [d.value for d in directions[:3]] == ["A", "A", "D"]
    assert directions[1].status is Status.INFERRED
    assert all("balance" not in reason for reason in directions[3].reasons)


def test_a_lost_code_is_that_of_rows_with_prices_like_its_own() -> None:
    lost = {"transaction_code": GONE, "transaction_acquired_disposed_code": GONE}
    bought = [row() for _ in range(4)]
    free = row(**lost, transaction_price_per_share=number("0"))
    dear = row(**lost, transaction_price_per_share=number("17.20"))
    codes = [r.transaction_code.value for r in reconcile(filing(*bought, free, dear)).rows[-2:]]
    assert codes[1] == "P"
    assert codes[0] != "P"


@pytest.mark.parametrize(
    ("garbled", "whole"),
    [("Class A Conuuon Stuck", "Class A Common Stock"), ("Conuuon Stock", "Common Stock"), ("Class F Conunon Stack", None)],
)
def test_a_title_with_a_few_other_letters_is_the_only_one_that_it_may_be(garbled: str, whole: str | None) -> None:
    found = reconcile(filing(row(security_title=read(garbled)), source=SourceInfo(noise=0.02))).rows[0].security_title
    assert found.value == (whole or garbled)


def test_a_title_of_other_known_words_is_none_of_its_siblings() -> None:
    units = ("Restricted Stock Units", "Restricted Stock Units", "Restricted Share Units", "Class V. Common Stock")
    units = (*units, "Class A Common Stock", "Class A Common Stock")
    noisy = SourceInfo("", "", "grid", noise=0.01)
    found = reconcile(filing(*(row(security_title=read(t)) for t in units), source=noisy))
    assert tuple(r.security_title.value for r in found.rows) == units


def test_an_underlying_title_of_which_letters_are_left_is_that_of_table_i() -> None:
    def underlying(*texts: str) -> list[str | None]:
        rows = [row(T2, underlying_security_title=read(t.replace("|", " "), t)) for t in texts]
        first = row(security_title=read("Class A Common Stock"))
        found = reconcile(filing(first, *rows, source=SourceInfo("", "", "grid", noise=0.01)))
        return [r.underlying_security_title.value for r in found.derivative_table]

    whole = "Class A Common Stock"
    assert underlying("Class Common Stock") == underlying("Class A|Stock") == [whole]
    assert underlying("Common Stock") == underlying("Common|Stock") == ["Common Stock"]  # another class
    assert underlying("Common|Stock", "Common|Stock") == ["Common Stock"] * 2
    assert underlying("Ordinary|Shares") == ["Ordinary Shares"]


def test_a_known_title_is_no_cut_beginning_of_a_longer_one() -> None:
    longer = "Common Stock held in an estate"
    rows = (row(security_title=read(longer)), row(security_title=read(longer)), row())
    found = reconcile(filing(*rows, source=SourceInfo("", "", "grid", noise=0.01))).rows
    assert found[2].security_title.value == "Common Stock"
