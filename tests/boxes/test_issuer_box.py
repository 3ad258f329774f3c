"""The issuer's line where an engine reads box by box, and what was taken for its symbol or is glued to it."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.boxes.boundary import owner_and_issuer_parted
from extractor.boxes.issuer import issuer
from extractor.boxes.legal_forms import symbol_behind
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.draft import above_tables
from extractor.regions.regions import Region, regions_of

_NAME, _SYMBOL, _OWNER = "issuer/issuerName", "issuer/issuerTradingSymbol", "reportingOwnerId/rptOwnerName"


@pytest.mark.parametrize("glued", ["[ZBLT]I9R00/A8", "[ZBLT]x0.30"])
def test_what_is_glued_behind_the_closing_bracket_is_none_of_the_symbol(glued: str) -> None:
    page = read(f"ZORBLAT TOOLS {glued}")
    found = issuer(page, [Segment(_NAME, 0, [0, 1]), Segment(_SYMBOL, 0, [2])])
    assert found.issuer_trading_symbol.value == "ZBLT"


def test_the_end_of_a_cut_legal_form_before_the_bracket_is_none_of_the_symbol() -> None:
    page = read("ZORBLAT CO RP [ d ing ZBLT]")
    found = issuer(page, [Segment(_NAME, 0, [0, 1, 2]), Segment(_SYMBOL, 0, [page.words.index("ZBLT]")])])
    assert found.issuer_trading_symbol.value == "ZBLT"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ZORBLAT TOOLS INC / MAIZBLTI", ("ZORBLAT TOOLS INC / MA", "ZBLT")),
        ("ZORBLAT TOOLS INC IZBLT]", ("ZORBLAT TOOLS INC", "ZBLT")),
        ("ZORBLAT CORP DE.IZBLT", ("ZORBLAT CORP DE.", "ZBLT")),
        ("ZORBLAT CORP/PA I\u00b7ZBLT", ("ZORBLAT CORP/PA ", "ZBLT")),
        ("OLD ZORBLAT.BANCORP INIOZB", ("OLD ZORBLAT.BANCORP IN", "OZB")),
        ("ZORBLAT TOOLS INC / MA", ("ZORBLAT TOOLS INC / MA", "")),
    ],
)
def test_the_symbol_may_be_glued_to_the_state_behind_the_legal_form(text: str, found: tuple[str, str]) -> None:
    assert symbol_behind(text) == found


@pytest.mark.parametrize("number", ["2.", "2,", "2.I"])
def test_the_number_of_the_box_is_no_word_of_the_name(number: str) -> None:
    page = read(f"{number} Zorblat Power, Inc. [ZBLP]")
    assert issuer(page, [Segment(_NAME, 0, [0, 1, 2, 3])]).issuer_name.value == "Zorblat Power, Inc."


def test_the_opening_bracket_may_stand_before_words_of_the_caption() -> None:
    page = read("Jorblat Creek Inc. [ rading Sym JBLT]")
    segments = [Segment(_NAME, 0, [0, 1, 2]), Segment(_SYMBOL, 0, [6])]
    assert issuer(page, segments).issuer_trading_symbol.value == "JBLT"


@pytest.mark.parametrize(
    ("line", "labelled", "symbol"),
    [
        ("Zorblat Tools Inc. [ZB\ting LT]", "[ZB", "ZBLT"),
        ("Zorblat Tools Inc. [ZBL\tadi T}", "[ZBL", "ZBLT"),
        ("2. I Zorblat [ZB]\tssuer Tools Inc. LT] Foreig", "LT]", "LT"),
    ],
)
def test_a_symbol_that_an_edge_has_cut_is_put_together_across_the_lines_of_its_cells(
    line: str, labelled: str, symbol: str
) -> None:
    page = read(f"\t{line}\t\t\n\ta\tb\tc\td\n")
    at = page.words.index(labelled)
    name = [k for k, word in enumerate(page.words) if word in ("Zorblat", "Tools", "Inc.") or (word == "[ZB" and k != at)]
    found = issuer(page, [Segment(_NAME, 0, name), Segment(_SYMBOL, 0, [at])])
    assert (found.issuer_name.value, found.issuer_trading_symbol.value) == ("Zorblat Tools Inc.", symbol)


@pytest.mark.parametrize(
    ("name", "stands", "symbol"), [("Lorvox Tools, Inc.", "[1VOX]", "LVOX"), ("Irvox Tools, Inc.", "[1VOX]", "IVOX")]
)
def test_a_digit_in_a_symbol_is_the_letter_that_the_name_has(name: str, stands: str, symbol: str) -> None:
    page = read(f"{name} {stands}")
    found = issuer(page, [Segment(_NAME, 0, [0, 1, 2]), Segment(_SYMBOL, 0, [3])])
    assert found.issuer_trading_symbol.value == symbol


def test_the_boxes_of_further_owners_have_no_issuer() -> None:
    of_line = np.array([Region.BOXES, Region.TABLE1, Region.NOTES, Region.BOXES], np.int32)
    regions = regions_of(of_line, np.arange(4, dtype=np.int32))
    above, below = Segment(_NAME, 0, [0]), Segment(_NAME, 3, [3])
    owner, symbol = Segment(_OWNER, 3, [3]), Segment(_SYMBOL, 3, [3])
    assert above_tables([above, owner, below, symbol], regions) == [above, owner, symbol]
    assert above_tables([below], regions) == [below]


@pytest.mark.parametrize(
    ("text", "name", "symbol"),
    [
        ("ZORBLAT TOOLSINCIZBT]", "ZORBLAT TOOLSINC", "ZBT"),
        ("ZORBLAT INC.IZBT", "ZORBLAT INC.", "ZBT"),
        ("ZORBLAT [INCY]", "ZORBLAT", "INCY"),  # between brackets
    ],
)
def test_the_end_of_the_name_that_is_glued_to_the_symbol_is_of_the_name(text: str, name: str, symbol: str) -> None:
    segments = [Segment(_NAME, 0, [0]), Segment(_SYMBOL, 0, [1])]
    found = issuer(read(text + "\nObligatlons contlnue; statcment of bencficial ownershlp\n"), segments)
    assert (found.issuer_name.value, found.issuer_trading_symbol.value) == (name, symbol)


def test_a_word_of_a_clean_page_is_not_parted_into_name_and_symbol() -> None:
    found = issuer(read("ACME PRINCIPAL\n"), [Segment(_NAME, 0, [0]), Segment(_SYMBOL, 0, [1])])
    assert found.issuer_name.value == "ACME"


def test_no_symbol_is_the_first_word_of_the_caption_beside_the_box() -> None:
    page = read("ZORBLAT BANCORP !Check all applicable)")
    found = issuer(page, [Segment(_NAME, 0, [0, 1]), Segment(_SYMBOL, 0, [2])])
    assert found.issuer_trading_symbol.value is None


@pytest.mark.parametrize(("stands", "symbol"), [("[ZBLTA J", "ZBLTA"), ("[ZBLTA ]", "ZBLTA")])
def test_of_a_symbol_no_letter_more_is_a_bracket_than_are_missing(stands: str, symbol: str) -> None:
    page = read(f"ZATBALT CORP {stands}")
    found = issuer(page, [Segment(_NAME, 0, [0, 1]), Segment(_SYMBOL, 0, list(range(2, len(page))))])
    assert found.issuer_trading_symbol.value == symbol


def test_words_of_the_caption_below_are_none_of_the_name() -> None:
    page = read("ZORBLAT Foreagn TOOLS INC. [ZBLT]")
    assert issuer(page, [Segment(_NAME, 0, list(range(4))), Segment(_SYMBOL, 0, [4])]).issuer_name.value == "ZORBLAT TOOLS INC."
    page = read("ZORBLAT Trading INC. [ZBLT]")
    assert issuer(page, [Segment(_NAME, 0, [0, 1, 2]), Segment(_SYMBOL, 0, [3])]).issuer_name.value == "ZORBLAT Trading INC."


@pytest.mark.parametrize(("line", "sure", "whole"), [(2, 0.9, True), (2, 0.1, False), (9, 0.9, False)])
def test_what_begins_the_issuer_s_line_is_no_owner_where_a_surer_one_has_its_own_nearby(
    line: int, sure: float, whole: bool
) -> None:
    page = read("Zorblat Bright Tools, Inc. [ZBLT]" + "\n" * line + "Qvist Ada\n")
    segments = [
        Segment(_OWNER, 0, [0, 1], probability=0.4),
        Segment(_NAME, 0, [2, 3], probability=0.1),
        Segment(_SYMBOL, 0, [4]),
        Segment(_OWNER, line, [5, 6], probability=sure),
    ]
    names = [s.tokens for s in owner_and_issuer_parted(page, segments) if s.field == _NAME]
    assert names == ([[0, 1, 2, 3]] if whole else [[2, 3]])


def test_words_before_a_legal_form_are_the_issuer_s_if_the_owner_s_name_stands_in_a_line_close_by() -> None:
    page = read("Zorblat eMotors, Inc. [ZBLT]\nQvist Ada")
    head, form, below = Segment(_OWNER, 0, [0, 1]), Segment(_NAME, 0, [2]), Segment(_OWNER, 1, [4, 5])
    assert [s.tokens for s in owner_and_issuer_parted(page, [head, form, below])] == [[0, 1, 2], [4, 5]]
    assert [s.field for s in owner_and_issuer_parted(page, [head, form])] == [_OWNER, _NAME]
