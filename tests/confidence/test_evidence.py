"""What speaks for and against a value: what its text, the checks and its like say of it."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.confidence.confidence import ConfidenceModel, Logistic
from extractor.confidence.evidence import BLANK, EVIDENCE, Evidence
from extractor.confidence.glyphs import GLYPHS, Glyphs
from extractor.confidence.parts import FAMILIES, part_of
from extractor.confidence.surroundings import SURROUNDINGS, Surroundings
from extractor.confidence.trees import Trees
from extractor.filing import Check, CheckOutcome, Filing, Issuer, Row, RowKind, Source, SourceInfo, Status, Value
from extractor.reconcile.checks.weights import Counts
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
    for outcome in (CheckOutcome.PASSED, CheckOutcome.FAILED):
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


def test_a_blank_knows_what_could_not_be_read_there() -> None:
    """Where pieces stand that make no date, the form is hardly blank."""
    pieces: Value[date] = Value(sources=(Source(0, 5, "14/23"), Source(7, 9, "/0")))
    blanks = Evidence.of(Filing(issuer=Issuer(), date_of_original_submission=pieces), TEXT, {}).of_blanks()
    sought = {path: dict(zip(BLANK, numbers, strict=True))["letters where it was sought"] for path, numbers in blanks.items()}
    assert sought["dateOfOriginalSubmission"] == 5
    assert sought["periodOfReport"] == 0


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


def glyphs_of(text: str, value: object, length: int) -> dict[str, float]:
    source = Source(0, length, text[:length])
    return dict(zip(GLYPHS, Glyphs(text).of(Value(value, Status.READ, 0.9, (source,))), strict=True))


def test_the_ends_of_a_number_and_what_stands_behind_it_are_seen() -> None:
    apart, within, free = (glyphs_of(text, Decimal(4627), n) for text, n in (("4,627  )\t", 5), ("4,627)\t", 6), ("4,627\t", 5)))
    assert (free["first digit"], free["last digit"]) == (4, 7)
    assert apart["what stands behind it over blanks"] == within["what stands behind it over blanks"]
    assert free["what stands behind it over blanks"] != within["what stands behind it over blanks"]
    assert glyphs_of("4;627", Decimal(4627), 5)["odd glyphs in its text"] == 1 > free["odd glyphs in its text"]


def test_initials_of_a_name_are_counted() -> None:
    assert glyphs_of("Qvist Ada", "Qvist Ada", 9)["single letters"] == 0
    assert glyphs_of("Qvist Ada J.", "Qvist Ada J.", 12)["single letters"] == 1


def test_what_was_made_to_agree_confirms_nothing() -> None:
    path = "nonDerivativeTable/nonDerivativeTransaction[{}]/transactionAmounts/transactionShares"
    paths, weighs = (path.format(1), path.format(2)), "weight of the checks that passed and in which all else was read"
    found = {}
    for status in (Status.READ, Status.REPAIRED):
        first = at("12,500", 12, Decimal(12500))
        rows = [
            Row(kind=RowKind.NON_DERIVATIVE_TRANSACTION, transaction_shares=v) for v in (first, replace(first, status=status))
        ]
        filing = Filing(non_derivative_table=tuple(rows), checks=(Check("balance", "it adds up", CheckOutcome.PASSED, paths),))
        values = Evidence.of(filing, TEXT, WEIGHTS).of_values()
        found[status] = [dict(zip(EVIDENCE, values[p], strict=True)) for p in paths]
    both, (first, second) = found[Status.READ], found[Status.REPAIRED]
    assert [numbers[weighs] for numbers in (*both, second)] == [pytest.approx(WEIGHTS["balance"].passed)] * 3
    assert (first[weighs], first["weight of the checks that passed"]) == (0, pytest.approx(WEIGHTS["balance"].passed))
    assert (first["the same value elsewhere"], first["the same value read elsewhere"]) == (1, 0)
    assert second["the same value read elsewhere"] == 1


def test_an_amount_with_fewer_decimals_than_its_column_is_seen() -> None:
    prices = (Decimal("34.5"), Decimal("34.57"), Decimal("34.61"))
    rows = tuple(Row(kind=RowKind.NON_DERIVATIVE_TRANSACTION, transaction_price_per_share=at(str(p), 0, p)) for p in prices)
    values = Evidence.of(Filing(non_derivative_table=rows), TEXT, {}).of_values()
    path = "nonDerivativeTable/nonDerivativeTransaction[{}]/transactionAmounts/transactionPricePerShare"
    more = [dict(zip(EVIDENCE, values[path.format(k)], strict=True))["decimals more than its column has"] for k in (1, 2, 3)]
    assert more == [-1, 0, 0]


def test_what_stands_in_the_head_of_a_filing_stands_together() -> None:
    filing = Filing(document_type=at("4", 0, "4"), period_of_report=at("5/1/2003", 0, date(2003, 5, 1)))
    numbers = Evidence.of(filing, TEXT, {}).of_values()["periodOfReport"]
    assert dict(zip(EVIDENCE, numbers, strict=True))["values in its row or box"] == 2
    assert part_of("periodOfReport") == part_of("documentType") != part_of("issuer/issuerName") != part_of("form/taxNumber")


def test_each_family_of_fields_has_trees_of_its_own() -> None:
    def always(log_odds: float) -> Trees:
        one, nothing = np.zeros(1, np.int64), np.zeros(1)
        return Trees(one, nothing, one, one, nothing, one, 0, log_odds)

    trees = {family: always(float(k)) for k, family in enumerate(FAMILIES)}
    model = ConfidenceModel(trees, always(0.0), always(0.0), Logistic(0.0, ()), {})
    row = Row(
        kind=RowKind.NON_DERIVATIVE_TRANSACTION,
        security_title=at("Zorb", 0, "Zorb"),
        transaction_code=at("P", 0, "P"),
        transaction_shares=at("12,500", 12, Decimal(12500)),
        transaction_date=at("5/1/2003", 0, date(2003, 5, 1)),
    )
    evidence = Evidence.of(Filing(non_derivative_table=(row,)), TEXT, {}).of_values()
    found = model.of_values(evidence)
    told = {path.rpartition("/")[2]: round(math.log(p / (1 - p)), 2) for path, p in found.items()}
    assert list(found) == list(evidence)
    order = {
        "securityTitle": "text",
        "transactionShares": "amount",
        "transactionDate": "date",
        "transactionCode": "code",
        "kind": "code",
    }
    assert told == {name: pytest.approx(FAMILIES.index(family), abs=0.01) for name, family in order.items()}
