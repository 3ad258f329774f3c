"""What speaks for and against a value: what its text, the checks and its like say of it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.confidence.evidence import BLANK, EVIDENCE, Evidence
from extractor.confidence.surroundings import SURROUNDINGS, Surroundings
from extractor.filing import Check, Filing, Issuer, Row, RowKind, Source, SourceInfo, Status, Value
from extractor.reconcile.weights import Counts
from tests.strategies import filings

TEXT = "Zorblat Inc\t12,500|sold by Zorblat, Inc. at the price of 12,500 each; Zorb"
WEIGHTS = {"balance": Counts(10, (9, 1), (90, 10), (5, 15))}


def at(text: str, start: int, value: object) -> Value[object]:
    return Value(value, Status.READ, 0.9, (Source(start, start + len(text), text),))


def seen(value: Value[object], text: str = TEXT) -> dict[str, float]:
    return dict(zip(SURROUNDINGS, Surroundings(text).of(value), strict=True))


def test_a_name_that_the_text_repeats_is_found_elsewhere_whatever_stands_between_its_letters() -> None:
    assert seen(at("Zorblat Inc", 0, "Zorblat Inc"))["stands elsewhere in the text"] == 1
    assert seen(at("Zorb", TEXT.rindex("Zorb"), "Zorb"))["stands elsewhere in the text"] == 2
    assert seen(at("each", TEXT.index("each"), "each"))["stands elsewhere in the text"] == 0


def test_a_number_is_found_elsewhere_as_a_whole_number_only() -> None:
    assert seen(at("12,500", TEXT.index("12,500"), Decimal(12500)))["stands elsewhere in the text"] == 1
    text = "2,500 and 12,500"
    assert seen(at("2,500", 0, Decimal(2500)), text)["stands elsewhere in the text"] == 0


def test_an_edge_of_a_cell_beside_a_value_is_seen() -> None:
    cut = seen(at("12,500", TEXT.index("12,500"), Decimal(12500)))
    free = seen(at("12,500", TEXT.rindex("12,500"), Decimal(12500)))
    assert cut["what stands before it"] == cut["what stands behind it"] != free["what stands before it"]


def written(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in re.finditer(r"\S+", text))


def row_of(text: str, **texts: str) -> dict[str, dict[str, float]]:
    """The numbers of the values of a row whose cells stand in the text, by attribute."""
    leaves = {name: at(cell, text.index(cell), cell) for name, cell in texts.items()}
    filing = Filing(non_derivative_table=(Row(kind=RowKind.NON_DERIVATIVE_TRANSACTION, **leaves),))
    filing = replace(filing, source=replace(filing.source, written=written(text)))
    found = Evidence.of(filing, text, {}).of_values()
    attributes = {path: leaf.attribute for path, leaf, _ in filing.leaves() if leaf is not None}
    return {attributes.get(path, "kind"): dict(zip(EVIDENCE, numbers, strict=True)) for path, numbers in found.items()}


def test_what_nobody_has_read_beside_a_value_is_seen() -> None:
    line = "Common Stock\t$0.35\t9\tD\t(1)\tBy Son"
    found = row_of(line, security_title="Common Stock", transaction_price_per_share="$0.35", direct_or_indirect_ownership="D")
    price, title = found["transaction_price_per_share"], found["security_title"]
    assert (price["letters unread behind it"], price["letters unread before it"]) == (1, 0)
    assert (title["letters unread behind it"], title["how far behind it"]) == (0, -1)
    assert found["direct_or_indirect_ownership"]["letters unread before it"] == 1
    assert {numbers["letters unread on the lines of its row or box"] for numbers in found.values()} == {6}  # a mark is none
    letters = sum(map(str.isalnum, line))
    assert price["share of the page's letters unread"] == pytest.approx(6 / letters)


def test_what_stands_on_another_line_is_not_beside_a_value() -> None:
    found = row_of("9\nCommon Stock\n9", security_title="Common Stock")["security_title"]
    assert (found["letters unread before it"], found["letters unread behind it"]) == (0, 0)
    assert found["letters unread on the lines of its row or box"] == 0


def test_what_is_lost_between_the_pieces_of_a_value_is_seen() -> None:
    text = "Common zz Stock"
    pieces = (Source(0, 6, "Common"), Source(10, 15, "Stock"))
    row = Row(kind=RowKind.NON_DERIVATIVE_HOLDING, security_title=Value("Common Stock", Status.READ, 0.9, pieces))
    filing = replace(Filing(non_derivative_table=(row,)), source=SourceInfo(written=written(text)))
    numbers = Evidence.of(filing, text, {}).of_values()["nonDerivativeTable/nonDerivativeHolding[1]/securityTitle"]
    assert dict(zip(EVIDENCE, numbers, strict=True))["letters unread between its pieces"] == 2


def test_an_inferred_value_knows_how_sure_is_what_it_was_told_from() -> None:
    found = {}
    for sure in (0.3, 0.9):
        nature = replace(at("Zorb", 0, "Zorb"), confidence=sure)
        row = Row(
            kind=RowKind.NON_DERIVATIVE_HOLDING,
            nature_of_ownership=nature,
            direct_or_indirect_ownership=Value("I", Status.INFERRED, 0.9),
        )
        values = Evidence.of(Filing(non_derivative_table=(row,)), TEXT, {}).of_values()
        path = "nonDerivativeTable/nonDerivativeHolding[1]/ownershipNature/directOrIndirectOwnership"
        found[sure] = dict(zip(EVIDENCE, values[path], strict=True))["doubt of what goes with it"]
    assert found[0.3] > 0 > found[0.9]


def test_a_check_speaks_by_what_it_weighs() -> None:
    row = Row(kind=RowKind.NON_DERIVATIVE_TRANSACTION, transaction_shares=at("12,500", 12, Decimal(12500)))
    path = "nonDerivativeTable/nonDerivativeTransaction[1]/transactionAmounts/transactionShares"
    numbers = {}
    for outcome in ("passed", "failed"):
        filing = Filing(non_derivative_table=(row,), checks=(Check("balance", "it adds up", outcome, (path,)),))
        numbers[outcome] = dict(zip(EVIDENCE, Evidence.of(filing, TEXT, WEIGHTS).of_values()[path], strict=True))
    assert numbers["passed"]["weight of the checks that passed"] == pytest.approx(WEIGHTS["balance"].passed)
    assert numbers["passed"]["weight of the checks that failed"] == 0
    assert numbers["failed"]["weight of the checks that failed"] == pytest.approx(WEIGHTS["balance"].failed)
    assert WEIGHTS["balance"].failed < 0 < WEIGHTS["balance"].passed


def test_what_other_rows_have_is_known_of_a_blank() -> None:
    zorb = at("Zorb", 0, "Zorb")
    full = Row(kind=RowKind.NON_DERIVATIVE_HOLDING, security_title=zorb, nature_of_ownership=zorb)
    bare = replace(full, nature_of_ownership=Value())
    filing = Filing(issuer=Issuer(), non_derivative_table=(full, full, bare))
    blanks = Evidence.of(filing, TEXT, {}).of_blanks()
    path = "nonDerivativeTable/nonDerivativeHolding[3]/ownershipNature/"
    told = dict(zip(BLANK, blanks[path + "natureOfOwnership"], strict=True))
    assert told["share of its like that have it"] == pytest.approx(2 / 3)
    assert dict(zip(BLANK, blanks[path + "directOrIndirectOwnership"], strict=True))["share of its like that have it"] == 0
    assert path + "natureOfOwnership" not in Evidence.of(filing, TEXT, {}).of_values()


@settings(deadline=None, max_examples=40)
@given(filings(), st.text(max_size=60))
def test_every_leaf_has_its_numbers_whatever_the_text(filing: Filing, text: str) -> None:
    found = Evidence.of(filing, text, {})
    values, blanks = found.of_values(), found.of_blanks()
    assert {len(numbers) for numbers in values.values()} <= {len(EVIDENCE)}
    assert {len(numbers) for numbers in blanks.values()} <= {len(BLANK)}
    leaves = [(path, value) for path, leaf, value in filing.leaves() if leaf is not None]
    assert all((path in values) == (value.value is not None) for path, value in leaves)
    assert all((path in blanks) == (not value.present) for path, value in leaves)
