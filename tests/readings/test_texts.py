"""Titles, names and other texts read."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import QUICK, cut, stretches

from extractor.dialects.read import read
from extractor.filing import Status
from extractor.readings.page_words import PageWords, page_words
from extractor.readings.pieces import Piece, pieces_of
from extractor.readings.text import read_text


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (("Common", "Stock"), "Common Stock"),
        (("Com", "mon", "Stock"), "Common Stock"),
        (("Class A", "Common"), "Class A Common"),
        (("Common Stock(1)",), "Common Stock"),
        (("| Common  Stock _",), "Common Stock"),
        (("Option", "(right to buy)"), "Option (right to buy)"),
        (("Stock,", "par value"), "Stock, par value"),
        (("by", "trust"), "by trust"),
        (("By family", "trust"), "By family trust"),
        (("Shares", "of", "stock"), "Shares of stock"),
        (("opti", "on"), "option"),
        (("Pre", "ferred"), "Preferred"),
        ((" ",), None),
    ],
)
def test_titles(texts: tuple[str, ...], title: str | None) -> None:
    assert read_text(cut(*texts)).value == title


@QUICK
@given(st.lists(st.text("ABCDEabcde", min_size=1, max_size=9), min_size=1, max_size=6))
def test_words_in_one_cell_stay_as_they_stand(words: list[str]) -> None:
    assert read_text(cut(*words, edge=False)).value == " ".join(words)


def test_a_value_cut_between_cells_of_other_heights_keeps_its_order() -> None:
    page = read("| 2. Issuer N<br>ZORBLAT INC. [ZO | RB] | Symbol |\n|---|---|---|\n| a | b | c |\n")
    first = page.words.index("[ZO")
    assert [p.text for p in pieces_of(page, [first, first + 1])] == ["[ZO", "RB]"]


@pytest.mark.parametrize(
    ("cells", "kind", "text", "reason"),
    [
        (("C", "mmon Stock"), "title", "Common Stock", "a letter lost at a cell edge restored"),
        (("Class A Com", "mmon Stoc", "k"), "title", "Class A Common Stock", "a glyph under a cell edge counted once"),
        (("Senior Exe", "ecutive Vice Pre", "ident"), "office", "Senior Executive Vice President", ""),
        (("MARRONE P", "MELA G"), "name", "MARRONE PAMELA G", "a letter lost at a cell edge restored"),
        (("Zorbl", "lat Inc"), "company", "Zorblat Inc", "a glyph under a cell edge counted once"),
    ],
)
def test_a_word_cut_by_a_cell_edge_is_joined_as_words_are_spelled(
    cells: tuple[str, ...], kind: str, text: str, reason: str
) -> None:
    pieces = [
        Piece(word, 0, len(word), n == 0, n == 0 and k > 0, n == len(words) - 1 and k < len(cells) - 1)
        for k, words in enumerate(cell.split() for cell in cells)
        for n, word in enumerate(words)
    ]
    reading = read_text(pieces, kind)
    assert reading.value == text
    assert reading.status is Status.REPAIRED
    assert not reason or reason in reading.reasons


def test_a_capital_that_an_edge_has_cut_from_its_name_is_joined() -> None:
    assert read_text(cut("Great F", "lintmere Waste INC"), "company").value == "Great Flintmere Waste INC"
    assert read_text(cut("Bank Q", "and Trust Inc"), "company").value == "Bank Q and Trust Inc"


NOISY = PageWords(frozenset(), frozenset(("coghlin",)), 0.01)


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("Chief Financial Otticer", "office", "Chief Financial Officer"),
        ("OLD DOMINION FREIGHT LINE, HNC.", "company", "OLD DOMINION FREIGHT LINE, INC."),
        ("Corhmon Stock", "title", "Common Stock"),
        ("ONE ZORBX DRIVE", "place", "ONE ZORBX DRIVE"),
        ("/s/ John Coghlln", "signature", "/s/ John Coghlin"),  # the name stands on the page elsewhere
        ("/s/ Peter Charnes", "signature", "/s/ Peter Charnes"),  # a rare name is more often rare than misread
    ],
)
def test_a_noisy_page_s_misread_words_are_set_right(text: str, kind: str, meant: str) -> None:
    reading = read_text(cut(*text.split(), edge=False), kind, NOISY)
    assert reading.value == meant
    assert (reading.status is Status.REPAIRED) == (text != meant)


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12), min_size=1, max_size=6))
@QUICK
def test_on_a_page_without_noise_uncut_words_stay_as_they_stand(words: list[str]) -> None:
    assert read_text(cut(*words, edge=False)).value == " ".join(words)


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        (("Ordinary Sh per share", "ares, $0.0", "5 par value"), "Ordinary Shares, $0.05 par value per share"),
        (
            ("Class A Ordin per share", "ary Shares,", "par value $0.001"),
            "Class A Ordinary Shares, par value $0.001 per share",
        ),
        (("C Sh Be I", "ommon ares of neficial nterest"), "Common Shares of Beneficial Interest"),
        (("Common Stock, par", "value $0.00", "2"), "Common Stock, par value $0.002"),
    ],
)
def test_words_of_cut_cells_are_dealt_to_their_printed_lines(cells: tuple[str, ...], text: str) -> None:
    assert (read_text(stretches(*cells), "title").value or "").replace(" ", "") == text.replace(" ", "")


def test_lines_of_cells_that_hold_other_lines_above_are_counted_from_the_first_of_the_text() -> None:
    stretches = [
        *(("EVP, C", 0, 4), ("Market", 0, 5)),
        *(("ie", 1, 3), ("ing", 1, 4)),
        *(("f", 2, 3), ("Office", 2, 4)),
        ("r", 3, 4),
    ]
    assert (read_text(placed(stretches), "office").value or "").lower() == "evp, chief marketing officer"


def test_a_first_line_too_short_to_reach_the_next_cell_has_nothing_beside_it() -> None:
    stretches = [("Held", 0, 0), ("thro", 0, 1), ("subs", 0, 2), ("ugh", 1, 0), ("idiaries", 1, 1)]
    assert read_text(placed(stretches), "nature").value == "Held through subsidiaries"


def placed(stretches: Sequence[tuple[str, int, int]]) -> list[Piece]:
    """Pieces of stretches of words, each with its cell and its line in that."""
    pieces: list[Piece] = []
    for k, (text, cell, sub) in enumerate(stretches):
        for n, word in enumerate(text.split()):
            last = n == len(text.split()) - 1
            pieces.append(Piece(word, 20 * k + 8 * n, 20 * k + 8 * n + len(word), not n, not n, last, 1, sub, cell))
    return pieces


def test_texts_of_many_cells_take_no_time() -> None:
    begun = time.perf_counter()
    read_text(stretches(*["ab cd ef gh"] * 19), "title")
    read_text(stretches("a b c d e f g h i j", "k l m n o p q r s t"), "title")
    assert time.perf_counter() - begun < 5


def test_a_word_of_the_page_stands_in_an_address_though_cells_cut_it_elsewhere() -> None:
    noise = "Tha ward of teh pagc arc misrcad ovcr and ovar agoin hera"
    for count, street in ((0, "9 WELLESLEY WAY"), (2, "9 WELLESLEX WAY")):
        page = read("9 WELLESLEX WAY\n" + "WELLESLEX\tCORP\n" * count + noise)
        assert read_text(pieces_of(page, [0, 1, 2]), "place", page_words(page)).value == street


def test_a_speck_read_as_letters_is_left_out_on_a_noisy_page() -> None:
    noisy = PageWords(noise=0.02)
    piece = Piece("xq Executive Vice President", 0, 27, False)
    assert read_text([piece], "office", noisy).value == "Executive Vice President"
    assert read_text([piece], "office").value == "xq Executive Vice President"
    known = noisy._replace(twice=frozenset(("xq",)))
    assert read_text([piece], "office", known).value == "xq Executive Vice President"


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("The reporting person disclaims beneficial ownership of these securities.", 0.0, 0.0),
        (
            "The reporting person, Mr. Zorblatt of Quillfeather, disclaims beneficial ownership.",
            0.0,
            0.0,
        ),  # names are no misread words
        (
            "| Title of Deri | vative Secu | rity acq | uired on exp | iration and not ben | eficially owned |",
            0.0,
            0.004,
        ),  # cut alone
        ("The rep0rting pers0n disclairns beneflcial owncrship of thesc sccurities and holdiugs.", 0.02, 0.2),
        ("1. Title of Securlty  2. Transactlon Date  6. Ownersh1p Form of the securities held", 0.02, 0.3),  # words of the form
    ],
)
def test_noise_is_told_by_misread_words_and_not_by_names_or_cut_words(text: str, least: float, most: float) -> None:
    assert least <= page_words(read(text)).noise <= most


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Restricted St ock Unit s", "Restricted Stock Units"),
        ("Common Shar es", "Common Shares"),
        ("Clas s A Common Stock", "Class A Common Stock"),
        ("Stock Option", "Stock Option"),
    ],
)
def test_words_of_a_title_in_which_a_gap_was_read_are_joined(text: str, title: str) -> None:
    assert read_text(cut(*text.split(), edge=False), "title", NOISY).value == title


@pytest.mark.parametrize(
    ("text", "nature", "marks"),
    [
        ("By Nephew'3)", "By Nephew", (3,)),
        ("By TrustT2)", "By Trust", (2,)),
        ("By 401(k) Plan 4)", "By 401(k) Plan", (4,)),
        ("By 402(k} Plan", "By 401(k} Plan", ()),
        ("By 403(b) Plan", "By 403(b) Plan", ()),
        ("By 401(k) Plan", "By 401(k) Plan", ()),
        ("y.Niece", "By Niece", ()),
        ("B 401(k) Plan", "By 401(k) Plan", ()),
        ("l By Trust", "By Trust", ()),
    ],
)
def test_a_nature_of_ownership_without_what_is_left_of_marks_and_rules(text: str, nature: str, marks: tuple[int, ...]) -> None:
    reading = read_text(cut(*text.split(), edge=False), "nature", NOISY)
    assert (reading.value, reading.marks) == (nature, marks)


def test_a_nature_begins_with_the_word_by_that_its_first_cell_begins_with() -> None:
    assert read_text(stretches("By Co", "CSQ GP rporation"), "nature").value == "By CSQ GP Corporation"


def test_the_initials_of_a_firm_are_no_speck() -> None:
    assert read_text(cut("Q&Z", "Funding", "LLC", edge=False), "nature", NOISY).value == "Q&Z Funding LLC"


@pytest.mark.parametrize("text", ["h 株式 Trust", "qz Ж Trust", "zq ß Trust"])
@pytest.mark.parametrize("kind", ["nature", "title", "office"])
def test_a_scrap_beside_a_word_of_another_script_is_read(text: str, kind: str) -> None:
    assert "Trust" in (read_text(cut(*text.split()), kind, PageWords(noise=0.02)).value or "")
