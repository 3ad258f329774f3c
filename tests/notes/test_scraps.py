"""What no title or name ends in, and in what order the pieces of cut texts are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pieces import stretches

from extractor.boxes.merging import better_of_two
from extractor.boxes.streets import parted_at_suite
from extractor.cells.captions import is_caption
from extractor.dialects.fold import fold
from extractor.dialects.read import read
from extractor.filing import Status, Value
from extractor.language.scraps import without_scraps
from extractor.readings.page_words import PageWords
from extractor.readings.pieces import Piece, pieces_of
from extractor.readings.text import read_text

NOISY = PageWords(noise=0.01)


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        ("Phantom Stock Units 7", "title", "Phantom Stock Units"),
        ("Class B Common Stock a", "title", "Class B Common Stock"),
        ("B Common Stock", "title", "Common Stock"),
        ("Title Ordinary Shares", "title", "Ordinary Shares"),
        ("Class B Common Stock J", "title", "Class B Common Stock"),
        ("Zorblat Units K", "title", "Zorblat Units K"),
        ("Ordinary Shares, Class A", "title", "Ordinary Shares, Class A"),
        ("Series 2 Preferred Stock", "title", "Series 2 Preferred Stock"),
        ("Class B Ordinary 5, Shares", "title", "Class B Ordinary Shares"),
        ("Class B Common i Stock", "title", "Class B Common Stock"),
        ("Restricted 123 Stock Units", "title", "Restricted Stock Units"),
        ("Common Stock, $1 2/3 Par Value", "title", "Common Stock, $1 2/3 Par Value"),
        ("Ordinary 2023 Warrants", "title", "Ordinary 2023 Warrants"),
        ("ZORBLAT HOLDINGS, INC. S", "company", "ZORBLAT HOLDINGS, INC."),
        ("Zorblat, Inc. Forelgn Tr", "company", "Zorblat, Inc."),
        ("ZORBLAT INC /DE/", "company", "ZORBLAT INC /DE/"),
        ("Zorblat Acquisition Corp. II", "company", "Zorblat Acquisition Corp. II"),
        ("ZORBLAT CORP c", "company", "ZORBLAT CORP"),
        ("Inc Zorblat", "company", "Inc Zorblat"),
        ("QVIST ADA on", "name", "QVIST ADA"),
        ("QVIST ADA tone", "name", "QVIST ADA"),
        ("Qvist Ada coe", "name", "Qvist Ada"),
        ("Qvist Ste ven", "name", "Qvist Ste ven"),  # a name that a stain has parted
        ("Qvist Ada p", "name", "Qvist Ada p"),  # the initial, whose small form is like it
        ("Qvist Ada e", "name", "Qvist Ada"),
        ("Qvist Ada M. Jr. K", "name", "Qvist Ada M. Jr."),
        ("Holm Ada de", "name", "Holm Ada de"),
        ("Holm Ada 4F", "name", "Holm Ada"),
        ("Holm Fund 2", "name", "Holm Fund 2"),
        ("qvist ada b", "name", "qvist ada b"),
        ("12 ELM ROAD a", "place", "12 ELM ROAD"),
        ("12 ELM ROAD sw", "place", "12 ELM ROAD sw"),
        ("12 ELM ROAD e", "place", "12 ELM ROAD"),
        ("C/O ZORBLAT HOLDINGS, inc", "place", "C/O ZORBLAT HOLDINGS, inc"),
        ("i President & COO", "office", "President & COO"),
        ("Chief Legal Officer 6", "office", "Chief Legal Officer"),
        ("See Footnote 3", "office", "See Footnote 3"),
        ("K General Counsel", "office", "General Counsel"),
        ("V P Finance", "office", "V P Finance"),
        ("te Zec President", "office", "President"),
        ("J qeblas Chief Legal Officer", "office", "Chief Legal Officer"),
        ("EVPand President", "office", "EVPand President"),
        ("QZB President", "office", "QZB President"),
        ("Chief Legal e Officer", "office", "Chief Legal Officer"),
        ("President of Sales", "office", "President of Sales"),
        ("Presid en t and CEO", "office", "Presid en t and CEO"),
        ("ZORBLAT BANCORP ee", "company", "ZORBLAT BANCORP"),
        ("Zorblat Bancorp co", "company", "Zorblat Bancorp co"),
        ("By 401 k", "nature", "By 401 k"),
        ("By Family Trust a", "nature", "By Family Trust"),
        ("", "title", ""),
    ],
)
def test_what_no_text_ends_in_is_left_out(text: str, kind: str, kept: str) -> None:
    found, scraps = without_scraps(text, kind)
    assert found == kept
    assert bool(scraps) == (kept != text)


@given(st.text(max_size=40), st.sampled_from(("title", "company", "name", "place", "office", "nature", "signature")))
def test_something_is_always_kept(text: str, kind: str) -> None:
    found, scraps = without_scraps(text, kind)
    assert found == text or (scraps and len(found.split()) + len(scraps) == len(text.split()))
    assert bool(text.split()) == bool(found.split()) or not any(c.isalnum() for c in text)


def test_on_a_clean_page_nobody_calls_it_a_scrap() -> None:
    whole = [Piece("Common Stock a", 0, 14, True)]
    assert read_text(whole, "title").value == "Common Stock a"
    reading = read_text(whole, "title", NOISY)
    assert (reading.value, reading.status, bool(reading.reasons)) == ("Common Stock", Status.REPAIRED, True)


def test_of_cells_with_one_line_each_the_order_is_theirs() -> None:
    line = "| 1. Reporting Perso<br>Griffith Pet | n<br>er | H |\n"
    page = read(line)
    tokens = [page.words.index(word) for word in ("Griffith", "Pet", "er", "H")]
    assert read_text(pieces_of(page, tokens), "name", wrapped=False).value == "Griffith Peter H"


def test_a_cell_with_one_line_beside_cells_with_more_holds_any_of_them() -> None:
    page = read("| Class<br>Common<br>Stock | A | 100 |\n")
    tokens = [page.words.index(word) for word in ("Class", "Common", "Stock", "A")]
    assert read_text(pieces_of(page, tokens), "title").value == "Class A Common Stock"


@pytest.mark.parametrize(
    ("cells", "kind", "text"),
    [
        (("By G", "1998 RAT"), "nature", "By 1998 GRAT"),
        (("Class St", "A Common ock"), "title", "Class A Common Stock"),
        (("ZORBL CORP", "AT TECHN", "OLOGY"), "company", "ZORBLAT TECHNOLOGY CORP"),
    ],
)
def test_printed_lines_are_told_by_figures_and_by_where_they_begin(cells: tuple[str, ...], kind: str, text: str) -> None:
    assert read_text(stretches(*cells), kind).value == text


def test_no_letter_is_added_behind_a_name_but_of_one_that_stands_elsewhere() -> None:
    pieces = [Piece("Nguyen Loi", 0, 10, True, False, True)]
    assert read_text(pieces, "name").value == "Nguyen Loi"
    pieces = [Piece("Holm Chri", 0, 9, True, False, True)]
    assert read_text(pieces, "name", PageWords(frozenset(("chris",)))).value == "Holm Chris"


@pytest.mark.parametrize(
    ("text", "kind", "meant"),
    [
        ("ClassB Common Stock", "title", "Class B Common Stock"),
        ("Class ACommon Stock", "title", "Class A Common Stock"),
        ("Qvist Ada Ss.", "name", "Qvist Ada S."),
        ("EVP and President IOA", "office", "EVP and President IOA"),
        ("EVP, Optical Grp", "office", "EVP, Optical Grp"),
        ("CiO ZORBLAT TECHNOLOGY SOLUTIONS CORP.", "place", "C/O ZORBLAT TECHNOLOGY SOLUTIONS CORP."),
        ("xq HINGTON AVENUE", "place", "HINGTON AVENUE"),
        ("WAS HINGTON AVENUE", "place", "WASHINGTON AVENUE"),  # a word that a stain has parted
    ],
)
def test_small_words_of_a_noisy_page(text: str, kind: str, meant: str) -> None:
    assert read_text([Piece(w, 0, len(w), False) for w in text.split()], kind, NOISY).value == meant


@pytest.mark.parametrize(
    ("line", "first", "second"),
    [
        ("C/O ZORBLAT INC. 12 ELM ROAD\n", "C/O ZORBLAT INC.", "12 ELM ROAD"),
        ("C/O ZORBLAT 12 ELM ROAD\n", "C/O ZORBLAT 12 ELM ROAD", ""),
        ("ZORBLAT INC. 12 ELM ROAD\n", "ZORBLAT INC. 12 ELM ROAD", ""),
    ],
)
def test_the_house_number_behind_a_legal_form_begins_the_second_line(line: str, first: str, second: str) -> None:
    page = read(line)
    lines = parted_at_suite(page, range(len(page)), ())
    assert tuple(" ".join(page.words[t] for t in some) for some in lines) == (first, second)


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("C/O ZORBLAT TECHNOLOGY | CORP. 12 ELM ROAD\n", "C/O ZORBLAT TECHNOLOGY CORP.", "12 ELM ROAD"),
        ("C/O ZORBLAT, INC. NW, | 12 ELM ROAD\n", "C/O ZORBLAT, INC.", "NW, 12 ELM ROAD"),
        ("C/O ZORBLAT TECHNOLOGY SOLUTIONS | CORPORATION 12 ELM\n", "C/O ZORBLAT TECHNOLOGY SOLUTIONS", "CORPORATION 12 ELM"),
        ("C/O ZORB\tLAT TEC\tHNOLOGY SOL\tUTIONS | CORP. 12 ELM\n", "C/O ZORB LAT TEC HNOLOGY SOL UTIONS CORP.", "12 ELM"),
        ("C/O ZORBLAT.INC. 12 | ELM ROAD\n", "C/O ZORBLAT.INC. 12", "ELM ROAD"),
        ("C/O ZORBLAT TECHNOLOGY | ELM HOUSE\n", "C/O ZORBLAT TECHNOLOGY", "ELM HOUSE"),
    ],
)
def test_a_name_care_of_which_one_is_reached_ends_with_its_legal_form(text: str, first: str, second: str) -> None:
    page = read(text.replace("| ", ""))
    at = len(text[: text.index("|")].split())
    lines = parted_at_suite(page, range(at), range(at, len(page)))
    assert tuple(" ".join(page.words[t] for t in some) for some in lines) == (first, second)


def test_what_stands_in_brackets_in_the_address_box_is_a_caption() -> None:
    assert is_caption("(Suet)")
    assert is_caption("(cry)")
    assert not is_caption("(Suet")
    assert not is_caption("(Zorblat)")


@pytest.mark.parametrize(
    ("one", "other", "attribute", "below", "best"),
    [
        ("545 ELM ROAD", "545", "rpt_owner_street2", "", "545 ELM ROAD"),
        ("545", "545 ELM ROAD", "rpt_owner_street2", "", "545 ELM ROAD"),
        ("12 ELM ROAD NORTH", "12 ELM ROAD", "rpt_owner_street1", "NORTH HAVEN", "12 ELM ROAD"),
        ("ELM ROAD, 6TH FLOOR", "ONE ELM ROAD, 6TH FLOOR", "rpt_owner_street2", "", "ONE ELM ROAD, 6TH FLOOR"),
        ("ELM ROAD", "ZORBLAT ELM ROAD", "rpt_owner_street2", "", "ELM ROAD"),
        ("12 ELM ROAD SUITE.", "12 S ELM ROAD, SUITE E", "rpt_owner_street2", "", "12 S ELM ROAD, SUITE E"),
        ("550 ELM ROAD", "5 550 ELM ROAD", "rpt_owner_street2", "", "550 ELM ROAD"),
        ("2300 ELM ROAD.", "00 ELM ROAD", "rpt_owner_street1", "", "2300 ELM ROAD."),
        ("VP & CAO", "SVP & CAO", "officer_title", "", "SVP & CAO"),
        ("EVP, Marine, ent Design", "EVP, Marine, Coherent Design", "officer_title", "", "EVP, Marine, Coherent Design"),
        ("SVP, Asia", "SVP, Asia (Interim)", "officer_title", "", "SVP, Asia (Interim)"),
        ("SVP, Asia", "SVP, Asia Other", "officer_title", "", "SVP, Asia"),
    ],
)
def test_the_reading_that_breaks_off_is_not_the_better(one: str, other: str, attribute: str, below: str, best: str) -> None:
    beyond = frozenset(below.lower().split())
    assert better_of_two(Value(one, confidence=0.8), Value(other, confidence=0.8), attribute, beyond).value == best


def test_of_two_titles_the_much_surer_one_stands_whatever_makes_sense() -> None:
    doubtful, sure = Value("EVP and President ORIG", confidence=0.2), Value("EVP and President IOZ", confidence=0.95)
    assert better_of_two(doubtful, sure, "officer_title").value == sure.value


def test_letters_with_marks_and_other_brackets_fold() -> None:
    assert fold("Sto\u010dk B\u0173siness \u3010ABC\u3011") == "Stock Business [ABC]"
