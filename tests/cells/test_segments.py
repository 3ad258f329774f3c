"""From labels of tokens to stretches of a value."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from extractor.cells.candidates import candidates
from extractor.cells.labels import LABELS
from extractor.cells.layout import places_of
from extractor.cells.segments import Segment, segments_of
from extractor.dialects.read import read
from extractor.regions.located import locate

NAME, STREET1, STREET2, CITY = (
    "issuer/issuerName",
    "reportingOwnerAddress/rptOwnerStreet1",
    "reportingOwnerAddress/rptOwnerStreet2",
    "reportingOwnerAddress/rptOwnerCity",
)
CODE, PRICE = "transactionCoding/transactionCode", "transactionAmounts/transactionPricePerShare"
SHARES = "transactionAmounts/transactionShares"


def probable(*likely: dict[str, float]) -> npt.NDArray[np.float32]:
    """Probabilities of labels, a dict a token; what is left goes to none."""
    found = np.zeros((len(likely), len(LABELS)), np.float32)
    for k, labels in enumerate(likely):
        for label, p in labels.items():
            found[k, LABELS.index(label)] = p
        found[k, 0] += 1 - found[k].sum()
    return found


def segments(text: str, *likely: dict[str, float]) -> dict[str, list[str]]:
    """The words of each field's segments."""
    page = read(text)
    assert len(page) == len(likely)
    found: dict[str, list[str]] = {}
    segment: Segment
    located = locate(page)
    places = places_of(page, located.regions)
    for segment in segments_of(page, located.printed, places, np.arange(len(page)), probable(*likely)):
        found.setdefault(segment.field, []).append(" ".join(page.words[k] for k in segment.tokens))
    return found


TITLE, NATURE = "securityTitle", "ownershipNature/natureOfOwnership"
HELD = "postTransactionAmounts/sharesOwnedFollowingTransaction"


BEGINS, GOES_ON, NOTHING = {"B-" + NAME: 0.9}, {"I-" + NAME: 0.9}, {"O": 0.9}


def test_a_word_missed_in_the_middle_of_a_name_belongs_to_it() -> None:
    found = segments("Zorblat Flexible Holdings Inc", BEGINS, NOTHING, GOES_ON, GOES_ON)
    assert found == {NAME: ["Zorblat Flexible Holdings Inc"]}


def test_a_mark_behind_a_value_without_a_blank_is_on_that_value() -> None:
    likely = {"B-" + SHARES: 0.9}, {"N-" + PRICE: 0.9}
    assert segments("2,500(7)", *likely) == {SHARES: ["2,500"]}
    assert segments("2,500 (7)", *likely) == {SHARES: ["2,500"], PRICE: [""]}


def test_a_stain_in_the_middle_of_a_name_does_not() -> None:
    assert segments("Zorblat | Holdings", BEGINS, NOTHING, GOES_ON) == {NAME: ["Zorblat Holdings"]}
    assert segments("Zorblat ji Holdings", BEGINS, NOTHING, GOES_ON) == {NAME: ["Zorblat Holdings"]}


def test_nor_does_a_word_of_another_field_or_cell() -> None:
    found = segments("Zorblat Duluth Holdings", BEGINS, {"B-" + CITY: 0.9}, GOES_ON)
    assert found == {NAME: ["Zorblat Holdings"], CITY: ["Duluth"]}
    assert segments("Zorblat\tReported\tHoldings", BEGINS, NOTHING, GOES_ON) == {NAME: ["Zorblat Holdings"]}


def test_a_word_that_goes_on_with_a_value_never_begun_is_part_of_the_one_its_line_has_begun() -> None:
    begins, unsure = {"B-" + STREET1: 0.9}, {"I-" + STREET2: 0.6, "I-" + STREET1: 0.3}
    assert segments("40 MILL ROAD", begins, {"I-" + STREET1: 0.9}, unsure) == {STREET1: ["40 MILL ROAD"]}


def test_a_line_of_an_address_is_one_part_of_it() -> None:
    found = segments("40 MILL Suite", {"B-" + STREET1: 0.9}, {"I-" + STREET1: 0.9}, {"I-" + STREET2: 0.9})
    assert found == {STREET1: ["40 MILL Suite"]}


def test_a_word_that_goes_on_with_a_value_never_begun_stands_alone_where_nothing_else_is_likely() -> None:
    found = segments("40 MILL\tSuite", {"B-" + STREET1: 0.9}, {"I-" + STREET1: 0.9}, {"I-" + STREET2: 0.9})
    assert found == {STREET1: ["40 MILL"], STREET2: ["Suite"]}


def test_a_dollar_sign_and_a_nought_is_a_price_though_the_classifier_is_not_sure() -> None:
    assert segments("$O", {"B-" + PRICE: 0.1}) == {PRICE: ["$O"]}
    assert segments("$4", {"B-" + PRICE: 0.1}) == {}
    assert segments("$O", {"B-" + PRICE: 0.1, "B-" + CITY: 0.2}) == {}
    assert segments("so", {"B-" + PRICE: 0.2}) == {PRICE: ["so"]}
    assert segments("so", {"N-" + PRICE: 0.9}) == {PRICE: [""]}  # what looks like a mark may be one
    assert segments("so", {"B-" + PRICE: 0.05}) == {}


def test_what_a_dollar_sign_and_a_nought_are_read_as_is_a_price_just_behind_a_number_or_direction() -> None:
    shares, direction = "transactionAmounts/transactionShares", "transactionAmounts/transactionAcquiredDisposedCode"
    assert segments("1,200 so", {"B-" + shares: 0.9}, NOTHING) == {shares: ["1,200"], PRICE: ["so"]}
    assert segments("A SO.", {"B-" + direction: 0.9}, {"B-" + CODE: 0.9}) == {direction: ["A"], PRICE: ["SO."]}
    assert segments("1,200 sold", {"B-" + shares: 0.9}, NOTHING) == {shares: ["1,200"]}
    assert segments("M so", {"B-" + CODE: 0.9}, NOTHING) == {CODE: ["M"]}


def test_a_letter_before_the_rest_of_a_footnote_mark_is_the_code() -> None:
    for word, code in (("F@)", "F@)"), ("m5)", "m5)"), ("a)", ""), ("(2)", ""), ("I2)", "")):
        assert segments(word, {"N-" + CODE: 0.9}) == {CODE: [code]}


@pytest.mark.parametrize(
    ("word", "price"), [("$140.3060)", "$140.3060)"), (".$17.25]", ".$17.25]"), ("$o)", "$o)"), ("$0.0001", ""), ("17)", "")]
)
def test_dollars_and_cents_before_the_rest_of_a_footnote_mark_are_the_price(word: str, price: str) -> None:
    assert segments(word, {"N-" + PRICE: 0.9}) == {PRICE: [price]}


def test_what_looks_like_a_footnote_mark_is_one_though_it_is_more_probably_nothing() -> None:
    price = "transactionAmounts/transactionPricePerShare"
    for word, marks in (("4)", ["4)"]), ("\u00a9", ["\u00a9"]), ("Q)", ["Q)"]), ("rn", []), ("Date)", [])):
        page = read(f"17.25 {word}")
        located = locate(page)
        likely = probable({"B-" + price: 0.9}, {"O": 0.9, f"N-{price}": 0.08})
        (found,) = segments_of(page, located.printed, places_of(page, located.regions), np.arange(len(page)), likely)
        assert [page.words[k] for k in found.notes] == marks


def test_what_a_gap_has_parted_from_the_end_of_a_title_belongs_to_it() -> None:
    title = "securityTitle"
    likely = ({"B-" + title: 0.9}, {"I-" + title: 0.9}, NOTHING)
    assert segments("Phantom Unit s", *likely) == {title: ["Phantom Unit s"]}
    assert segments("Phantom Stock s", *likely) == {title: ["Phantom Stock"]}
    assert segments("Phantom\tUnit\ts\t", *likely) == {title: ["Phantom Unit"]}


def test_a_price_behind_the_underlying_shares_of_a_transaction_is_none_of_exercise() -> None:
    exercise, amount = "conversionOrExercisePrice", "underlyingSecurity/underlyingSecurityShares"
    likely = ({"B-transactionDate": 0.9}, {"B-" + amount: 0.9}, {"B-" + exercise: 0.6, "B-" + PRICE: 0.3})
    found = segments("05/06/2002\t1,250\t$17.25\t", *likely)
    assert found[PRICE] == ["$17.25"]
    assert exercise not in found
    assert segments("1,250\t$17.25\t", *likely[1:])[exercise] == ["$17.25"]  # as on a Form 3


def test_a_five_before_a_footnote_mark_is_the_code_of_a_sale() -> None:
    assert segments("53)", {"N-" + CODE: 0.9}) == {CODE: ["53)"]}
    assert segments("5)", {"N-" + CODE: 0.9}) == {CODE: [""]}


def test_a_date_in_what_was_taken_for_its_footnote_mark_is_the_date() -> None:
    expires = "expirationDate"
    assert segments("05/06/20127)", {"N-" + expires: 0.9}) == {expires: ["05/06/20127)"]}
    assert segments("(7)", {"N-" + expires: 0.9}) == {expires: [""]}


NATURE, OWNED = "ownershipNature/natureOfOwnership", "ownershipNature/directOrIndirectOwnership"
HELD = "postTransactionAmounts/sharesOwnedFollowingTransaction"


def test_the_letter_before_a_nature_tells_that_the_holding_is_indirect() -> None:
    nature, on = {"B-" + NATURE: 0.9}, {"I-" + NATURE: 0.9}
    found = segments("900 I Footnote (2)", {"B-" + HELD: 0.9}, nature, on, on)
    assert found == {HELD: ["900"], OWNED: ["I"], NATURE: ["Footnote (2)"]}
    found = segments("9,0\t00\t1\tBy Ely", {"B-" + HELD: 0.9}, *[{"I-" + HELD: 0.9}] * 2, nature, on)
    assert found == {HELD: ["9,0 00"], OWNED: ["1"], NATURE: ["By Ely"]}
    found = segments("9,000\t14\tBy Ely", {"B-" + HELD: 0.9}, {"I-" + HELD: 0.9}, nature, on)
    assert found == {HELD: ["9,000"], OWNED: ["14"], NATURE: ["By Ely"]}  # with what is left of its mark
    found = segments("9,0\t001\tD\tBy Ely", {"B-" + HELD: 0.9}, {"I-" + HELD: 0.9}, {"B-" + OWNED: 0.9}, nature, on)
    assert found[OWNED] == ["D"]


def test_a_price_of_exercise_stands_before_the_underlying_securities_or_behind_them() -> None:
    price, other = "conversionOrExercisePrice", "underlyingSecurity/underlyingSecurityShares"
    late = {"B-" + price: 0.6, "B-" + HELD: 0.3}
    found = segments("$17.25 1,200 1,200", {"B-" + price: 0.9}, {"B-" + other: 0.9}, late)
    assert found == {price: ["$17.25"], other: ["1,200"], HELD: ["1,200"]}
    assert segments("1,200 $17.25", {"B-" + other: 0.9}, late) == {other: ["1,200"], price: ["$17.25"]}


def test_a_cell_that_has_cut_a_plan_gives_its_digits_back() -> None:
    plan = ({"I-" + HELD: 0.9}, {"B-" + NATURE: 0.9}, {"I-" + NATURE: 0.9}, {"I-" + NATURE: 0.9})
    found = segments("3,330\t40\t1 (k) Plan", {"B-" + HELD: 0.9}, *plan)
    assert found == {HELD: ["3,330"], NATURE: ["40 1 (k) Plan"]}


def test_a_nought_in_brackets_is_no_mark_in_a_row() -> None:
    price, day = "transactionAmounts/transactionPricePerShare", {"B-transactionDate": 0.9}
    mark, held = {"N-" + price: 0.9}, {"B-" + HELD: 0.9}
    assert segments("05/06/2002 (0) 900", day, mark, held)[price] == ["(0)"]
    assert segments("05/06/2002 (6) 900", day, mark, held)[price] == [""]
    assert segments("(0) 900", mark, held)[price] == [""]
    assert segments("$O2) 900", mark, held)[price] == ["$O2)"]


def test_two_digits_behind_the_point_of_a_price_are_its_cents() -> None:
    likely = {"B-" + SHARES: 0.9}, {"B-" + PRICE: 0.9}, {"N-" + PRICE: 0.9}
    assert segments("2,500 $17. 25)", *likely)[PRICE] == ["$17. 25)"]
    assert segments("2,500 $17.25 25)", *likely)[PRICE] == ["$17.25"]
    assert segments("2,500 $17. (2)", *likely)[PRICE] == ["$17."]


COUNT = "underlyingSecurity/underlyingSecurityShares"


def test_numbers_of_a_row_of_table_two_stand_in_their_order() -> None:
    title = {"B-" + TITLE: 0.9}, {"I-" + TITLE: 0.9}
    counted = {"B-" + COUNT: 0.9}
    cut = segments("Stock Options 4,500 $0 4,5 00", *title, counted, {"B-" + PRICE: 0.9}, counted, {"B-" + HELD: 0.9})
    assert (cut[COUNT], cut[HELD]) == (["4,500"], ["4,5 00"])
    early = segments(
        "Stock Options 45 00 $0 4,5 00",
        *title,
        counted,
        {"B-" + HELD: 0.9},
        {"B-" + PRICE: 0.9},
        {"I-" + HELD: 0.9},
        {"I-" + HELD: 0.9},
    )
    assert (early[COUNT], early[HELD]) == (["45 00"], ["4,5 00"])
    dated = {"B-transactionDate": 0.9}
    unpriced = segments("Stock Options 05/06/2002 4,500 9,700", *title, dated, counted, counted)
    assert (unpriced[COUNT], unpriced[HELD]) == (["4,500"], ["9,700"])
    two_rows = segments("Stock Options 05/06/2002 05/06/2002 4,500 9,700", *title, dated, dated, counted, counted)
    assert two_rows[COUNT] == ["4,500", "9,700"]


def test_what_begins_a_head_that_stands_in_the_line_of_a_row_is_no_value() -> None:
    title = "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned\n"
    row = "Common Stock\t2.ransacor Day Y 01/29\t/2002\t4.Ses 250\tA\t5.An 27,304.6\tD\n"
    located = locate(read(title + row + "Obligatlons contlnue; statcment of bencficial ownershlp\n"))
    looked_at = {located.page.words[t] for t in candidates(located.page, located.printed, located.regions)}
    assert looked_at.isdisjoint(("2.ransacor", "4.Ses", "5.An"))
    assert looked_at >= {"Common", "Stock", "01/29", "250", "27,304.6", "D"}


@pytest.mark.parametrize("letter", ["p\u00ae)", "pa", "pl?", "bp?)", "p.3)"])
def test_direct_ownership_is_read_as_one_sign_with_its_footnote_mark(letter: str) -> None:
    owned, held = "ownershipNature/directOrIndirectOwnership", {"B-" + HELD: 0.9}
    row = {"B-" + TITLE: 0.9}, held
    assert segments(f"Widgets 8,800 {letter}", *row, NOTHING)[owned] == [letter]
    assert owned not in segments(f"Widgets {letter} 8,800", {"B-" + TITLE: 0.9}, NOTHING, held)
    assert segments(f"Widgets 8,800 {letter} D", *row, NOTHING, {"B-" + owned: 0.9})[owned] == ["D"]
    assert owned not in segments("Widgets 8,800 put", *row, NOTHING)


def test_a_digit_that_the_holding_lacks_is_no_letter() -> None:
    nature, on = {"B-" + NATURE: 0.9}, {"I-" + NATURE: 0.9}
    assert OWNED not in segments("54,64\t1\tBy Ely", {"B-" + HELD: 0.9}, {"I-" + HELD: 0.9}, nature, on)
