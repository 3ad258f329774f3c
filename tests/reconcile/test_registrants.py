"""The issuer's name and symbol by the SEC's list of registrants."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest
from by_hand import read, words
from hypothesis import given
from hypothesis import strategies as st
from pieces import QUICK
from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, Issuer, Source, SourceInfo, Status, Value
from extractor.form.registrants import keys_of, like, with_symbol
from extractor.reconcile.issuer.registrants import repair_by_registrants

LISTED = [
    line.partition("\t")[0]
    for line in files("extractor.form").joinpath("data/registrants.txt").read_text(encoding="ascii").splitlines()
]


def _repaired(name: str | None, symbol: str | None, noise: float = 0.0) -> tuple[str | None, str | None]:
    source = SourceInfo(noise=noise)
    read = Filing(issuer=Issuer(issuer_name=words(name), issuer_trading_symbol=words(symbol)), source=source)
    issuer = repair_by_registrants(read).issuer
    return issuer.issuer_name.value, issuer.issuer_trading_symbol.value


def test_registrants_have_names_and_symbols() -> None:
    assert {r.name for r in with_symbol("MSFT")} == {"MICROSOFT CORP"}
    assert [x.registrant.symbols for x in like("Micros0ft Corp.", 1) if not x.distance] == [("MSFT",)]
    assert with_symbol("NOSUCHSYMBOL") == ()


@pytest.mark.parametrize("name", ["micr0softt", "walmrt", "x", "q" * 55])
def test_registrants_like_a_name_are_the_nearest_of_all(name: str) -> None:
    letters, _ = keys_of(name)
    distances = {listed: min(Levenshtein.distance(letters, key) for key in keys_of(listed)) for listed in LISTED}
    found = like(name, 3)
    assert all(one.distance == distances[one.registrant.name] <= 3 for one in found)
    assert [one.distance for one in found] == sorted(distances.values())[: len(found)]
    assert found or min(distances.values()) > 3


def test_a_name_of_the_list_is_found_as_it_stands() -> None:
    for name in LISTED[::40]:
        assert name in {one.registrant.name for one in like(name, 0)}


@pytest.mark.parametrize(
    ("name", "symbol", "expected"),
    [
        ("MICROSOFT CORP", "MSFI", ("MICROSOFT CORP", "MSFT")),  # a letter of the symbol misread
        ("MICROSOFT CORP", "SFT", ("MICROSOFT CORP", "MSFT")),  # its first letter lost
        ("MCROSOFT CORP", "MSFT", ("MICROSOFT CORP", "MSFT")),  # a letter of the name lost
        ("Mierosolt Corporation", "MSFT", ("Microsoft Corporation", "MSFT")),  # the printed legal form stays
        ("MIGROSOFT CORP", "MSF1", ("MICROSOFT CORP", "MSFT")),  # both misread
        ("Customers Bancorp, Inc.", "CUB", ("Customers Bancorp, Inc.", "CUBI")),  # of its symbols that of its shares
    ],
)
def test_misread_names_and_symbols_are_mended(name: str, symbol: str, expected: tuple[str, str]) -> None:
    assert _repaired(name, symbol) == expected


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("MICROSOFT CORP", "MSFT"),
        ("MICROSOFT CORP", "NT"),  # an old or another symbol, not like the one in the list
        ("MICROSOFT CORP", None),  # what is not on the form is not filled in
        ("Quillfeather Dairies Inc", "QFD"),  # no registrant
        ("UNITED BANKSHARE PARTNERS INC", "UBPI"),  # like one, but of words that are words
        ("Mundee Holdings, Inc.", "MUND"),  # of half of the letters of the word that tells
        ("XOMA Corp", "XOMA"),  # with a word less than it has today
        ("CGNEX Corp.", "CGNEX"),  # like one, but its symbol says the same
        (None, "MSFT"),
    ],
)
def test_what_the_list_does_not_tell_stays(name: str | None, symbol: str | None) -> None:
    assert _repaired(name, symbol) == (name, symbol)


@pytest.mark.parametrize(
    ("symbol", "meant"),
    [
        ("QMSFTIONR", "MSFT"),
        ("ZRB, ZRBW", "ZRB, ZRBW"),
        ("N/A", "N/A"),
        ("S", "MSFT"),
        ("(6876", "MSFT"),
        ("EROSOFTK", "MSFT"),
        ("NT", "NT"),
        (None, None),
    ],
)
def test_what_is_no_symbol_is_that_of_the_registrant_on_a_noisy_page(symbol: str | None, meant: str | None) -> None:
    assert _repaired("MICROSOFT CORP", symbol, 0.05) == ("MICROSOFT CORP", meant)
    assert _repaired("MICROSOFT CORP", symbol) == ("MICROSOFT CORP", symbol)


def test_a_symbol_that_stands_there_whole_is_the_registrant_s_though_a_letter_was_taken_for_a_bracket() -> None:
    symbol = read("CTS", "[CTSH", "a bracket read as a letter", status=Status.REPAIRED)
    issuer = Issuer(issuer_name=words("COGNIZANT TECHNOLOGY SOLUTIONS CORP"), issuer_trading_symbol=symbol)
    found = repair_by_registrants(Filing(issuer=issuer, source=SourceInfo(noise=0.05)))
    assert found.issuer.issuer_trading_symbol.value == "CTSH"


def test_a_repair_is_told() -> None:
    issuer = Issuer(issuer_name=words("MICROSOFT CORP"), issuer_trading_symbol=words("MSFI"))
    symbol = repair_by_registrants(Filing(issuer=issuer)).issuer.issuer_trading_symbol
    assert symbol.status is Status.REPAIRED
    assert [a.value for a in symbol.alternatives] == ["MSFI"]
    assert "list of registrants" in symbol.reasons[-1]


def test_on_a_clean_page_a_symbol_of_the_name_stays_unless_an_edge_cut_it() -> None:
    assert _repaired("BALL CORP", "BLL") == ("BALL CORP", "BLL")
    assert _repaired("BALL CORP", "BAL") == ("BALL CORP", "BALL")


def test_companies_that_differ_in_a_number_or_were_renamed_are_not_taken_for_each_other() -> None:
    for name, symbol in (
        ("TRUTHFUL MORTGAGE INVESTMENT TRUST INC", "MITT"),
        ("CONSTELLATION ACQUISITION CORP IX", "CSTAF"),
        ("ABERDEEN GLOBAL INCOME FUND INC", "FCO"),
        ("ALPHA RESEARCH CORP", "ACTG"),
    ):
        assert _repaired(name, symbol) == (name, symbol)
    assert _repaired("AEAOLA RESEARCH CORP", "ACTG") == ("ACACIA RESEARCH CORP", "ACTG")  # no word: misread


def test_symbols_of_two_classes_that_stand_together_stay() -> None:
    issuer = Issuer(issuer_name=words("MICROSOFT CORP"), issuer_trading_symbol=words("MSFTPRB"))
    noisy = Filing(issuer=issuer, source=SourceInfo(noise=0.02))
    assert repair_by_registrants(noisy).issuer.issuer_trading_symbol.value == "MSFTPRB"
    both = replace(noisy, issuer=replace(issuer, issuer_trading_symbol=words("MSFMSFT")))
    assert repair_by_registrants(both).issuer.issuer_trading_symbol.value == "MSFMSFT"


def test_the_state_of_a_suffix_whose_strokes_are_lost_stays() -> None:
    assert _repaired("MICROSOFT.CORP WA.", "MSFT", 0.02)[0] == "MICROSOFT CORP /WA/"
    assert _repaired("MICROSOFT CORP QX", "MSFT", 0.02)[0] != "MICROSOFT CORP /QX/"


def test_words_of_another_box_are_none_of_the_registrant_s_name() -> None:
    assert _repaired("ISSIER MICROSOFT CORP", "MSFT", 0.02)[0] == "MICROSOFT CORP"


def test_the_suffix_behind_a_name_stays_though_a_speck_follows() -> None:
    assert _repaired("MICROSOFT CDRP /WA/.", "MSFT", 0.02)[0] == "MICROSOFT CORP /WA/."


@QUICK
@given(st.text(max_size=30) | st.text("MICROSFT CP./\\ &", max_size=30), st.text("MSFT,/ 1", max_size=12))
def test_any_name_and_symbol_are_looked_up(name: str, symbol: str) -> None:
    found_name, found_symbol = _repaired(name, symbol)
    assert (found_name is None) == (not name)
    assert _repaired(found_name, found_symbol) == (found_name, found_symbol)


@pytest.mark.parametrize(
    ("text", "noise", "symbol"),
    [
        ("NFLXI", 0.05, "NFLX"),
        ("{NFLXL", 0.05, "NFLX"),
        ("INFLX]", 0.05, "NFLX"),
        ("[NFLXI]", 0.05, "NFLXI"),
        ("NFLXI", 0.0, "NFLXI"),  # as it was when the filer filed
    ],
)
def test_a_letter_in_the_place_of_a_missing_bracket_is_none_of_the_symbol(text: str, noise: float, symbol: str) -> None:
    issuer = Issuer(issuer_name=words("NETFLIX INC"), issuer_trading_symbol=read(text.strip("[]{}"), text))
    filing = Filing(issuer=issuer, source=SourceInfo(noise=noise))
    assert repair_by_registrants(filing).issuer.issuer_trading_symbol.value == symbol


def test_a_symbol_that_is_missing_keeps_what_stands_there() -> None:
    missing: Value[str] = Value(sources=(Source(0, 3, "ZQX"),), footnotes=("F1",), reasons=("left out",))
    issuer = Issuer(issuer_name=words("NACCO INDUSTRIES INC"), issuer_trading_symbol=missing)
    for noise in (0.0, 0.02):
        found = repair_by_registrants(Filing(issuer=issuer, source=SourceInfo(noise=noise))).issuer
        assert found.issuer_trading_symbol == missing
