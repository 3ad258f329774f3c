"""Titles of securities: what their damage costs, and when another title is likelier than what is read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from by_hand import filing, read, row

from extractor.filing import SourceInfo
from extractor.reconcile.rows.titles import damage, repair_titles


def titles(*texts: str, noise: float = 0.02) -> list[str | None]:
    page = replace(filing(*(row(security_title=read(text)) for text in texts)), source=SourceInfo(noise=noise))
    return [found.security_title.value for found in repair_titles(page).rows]


def test_what_an_edge_cuts_off_costs_less_than_glyphs_misread_and_least_in_pieces() -> None:
    whole, base = "performancestockunits", 4.0
    cut = damage("performance", whole, base, False)
    assert damage("performance", whole, base, True) < cut < damage("performancegadgetunits", whole, base, False)
    assert damage(whole, whole, base, False) == 0.0


@pytest.mark.parametrize("text", ["Zorblat Units", "LTJP Unit", "Common Stock QUZLT", "Common Stock Series B"])
def test_on_a_clean_page_a_title_in_one_piece_stays(text: str) -> None:
    assert titles(text, "Common Stock", "LTIP Units", noise=0.0)[0] == text


def test_words_that_no_title_has_are_those_of_the_filer_if_several_rows_have_them() -> None:
    assert titles("MTIP Units") == ["LTIP Units"]
    assert titles(*["MTIP Units"] * 4) == ["MTIP Units"] * 4


@pytest.mark.parametrize(
    "text", ["Common Stock QUZLT", "Common Stock Series B", "Zorblat Common Stock", "Restricted Stock Units -12"]
)
def test_a_name_or_a_number_more_is_no_damage(text: str) -> None:
    assert titles(text, "Common Stock", "Restricted Stock Units")[0] == text


def test_a_title_of_which_too_little_is_left_is_none() -> None:
    assert titles("Warrants to") == ["Warrants to"]


def test_two_misread_titles_do_not_take_each_others_place() -> None:
    found = titles("Common Lints", "Common Linits", "Common Units", noise=0.05)
    assert found == ["Common Units"] * 3


def test_a_misread_title_is_no_model_for_a_legible_one() -> None:
    garbled = "Zorblat conimon stock"
    assert titles("Zorblat common stock", garbled)[0] == "Zorblat common stock"


@pytest.mark.parametrize("text", ["Employee Stock Option (Rt. to Buy)", "Shares of Beneficial Interest"])
def test_short_words_and_shares_of_something_stay(text: str) -> None:
    assert titles(text) == [text]


def test_hundreds_of_titles_take_no_more_time_than_tens(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr("extractor.reconcile.rows.titles.damage", lambda seen, *_: calls.append(seen) or 99.0)
    titles(*(f"Zorblat{k} Units" for k in range(250)))
    assert len(calls) < 250 * 120
