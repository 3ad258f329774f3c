from __future__ import annotations

import html
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.dialects.fold import FILLER, expanded, fold
from extractor.dialects.page import Page
from extractor.dialects.read import decode, read

QUICK = settings(deadline=None, max_examples=80)

# Characters that a converter may leave anywhere: markup, cells, look-alikes, white space of all kinds.
SIGNS = "\t\n\r\x0c\x1c\x1f\x00 |<>&#;/\\*_$()[]{}.,:'\"-+~`0123456789OolISabcXYZ"
SIGNS += "\u0410\u0435\u03a1\u0e01\u2014\u00a0\u200b\ufeff\ufffd"
FRAGMENTS = (
    "<table>",
    "<tr>",
    "<td>",
    "<td colspan='3'>",
    "</td>",
    "</tr>",
    "</table>",
    "<br>",
    "<!--",
    "-->",
    "<style>",
    "</style>",
    "<span class='ocrx_word' title='bbox 1 2 30 40'>",
    "</span>",
    "<div class='ocr_page' title='bbox 0 0 90 90'>",
    "<u>",
    "</u>",
    "**",
    "__",
    "\\$",
    "&amp;",
    "&#36;",
    "| a | b |\n",
    "a\tb\n",
    "   ",
    "1,234.50",
    "03/14/2001",
    "FORM 4\n",
    "\ud800",
)
messy = st.lists(st.sampled_from(FRAGMENTS) | st.text(SIGNS, max_size=6) | st.text(max_size=5), max_size=40).map("".join)


def plain(text: str) -> str:
    """What is left of a token's text without markup: the way a reader would read it aloud."""
    return fold(text).replace(FILLER, "")


def cells(page: Page) -> list[list[str]]:
    """The words of each line, one string a cell, lines of a cell parted by ``/``."""
    lines: dict[int, dict[int, dict[int, str]]] = {}
    for i, word in enumerate(page.words):
        subs = lines.setdefault(int(page.line[i]), {}).setdefault(int(page.cell[i]), {})
        before = subs.get(int(page.sub[i]), "")
        subs[int(page.sub[i])] = f"{before} {word}" if before and page.spaced[i] else before + word
    return [["/".join(subs.values()) for subs in line.values()] for line in lines.values()]


def check(page: Page) -> None:
    """What holds of every page: tokens point into the text, and say what stands there."""
    size = len(page.text)
    for word, start, end in zip(page.words, page.start.tolist(), page.end.tolist(), strict=True):
        assert 0 <= start < end <= size
        assert word
        assert FILLER not in word
        assert not any(c.isspace() for c in word)
    assert (np.diff(page.line) >= 0).all() or page.dialect == "hocr"
    for array in (page.start, page.end, page.line, page.cell, page.sub, page.celled, page.spaced, page.x0, page.x1):
        assert len(array) == len(page)


# Dialects


def test_tabs_part_cells_and_empty_cells_count() -> None:
    page = read("Common Stock\t\t03/14/2001\t\tS\n\tNote\t\tx\n")
    assert page.dialect == "grid"
    assert cells(page) == [["Common Stock", "03/14/2001", "S"], ["Note", "x"]]
    assert page.cell.tolist() == [0, 0, 2, 4, 1, 3]
    assert [page.text[a:b] for a, b in zip(page.start, page.end, strict=True)] == list(page.words)


def test_a_tab_that_only_indents_makes_no_cells() -> None:
    page = read("\t/s/ Ada Qvist\n")
    assert page.dialect == "plain"
    assert not page.celled.any()


def test_pipe_tables_with_breaks_in_cells() -> None:
    page = read("| Title | Date |\n|:---|---:|\n| Common<br/>Stock | 03/14/2001<BR>03/15/2001 |\n")
    assert page.dialect == "pipes"
    assert cells(page) == [["Title", "Date"], ["Common/Stock", "03/14/2001/03/15/2001"]]
    assert page.sub.tolist() == [0, 0, 0, 1, 0, 1]


def test_pipe_tables_without_outer_bars_are_told_by_the_rule_below_their_head() -> None:
    table = "Title | Date | Amount\n--- | :--: | ---\nCommon | 3/14/2001 | 500\n | | 70"
    page = read(table)
    assert cells(page) == [["Title", "Date", "Amount"], ["Common", "3/14/2001", "500"], ["70"]]
    assert page.cell[-1] == 2
    assert page.dialect == "pipes"
    assert cells(read(table.replace("\n", " |\r\n"))) == cells(page)
    assert not read(
        "Common | 3/14/2001 | 500\n" * 9 + "\n--- | --- | ---\n"
    ).celled.any()  # bars of the form within lines are no cells


@pytest.mark.parametrize("sign", ["~", "^"])
def test_other_signs_part_cells_where_many_lines_have_many_of_them(sign: str) -> None:
    row = f"Common{sign}{sign}3/14/2001{sign}S{sign}500"
    page = read("Table I\n" + f"{row}\n" * 8)
    assert cells(page)[1:] == [["Common", "3/14/2001", "S", "500"]] * 8
    assert page.cell[-1] == 4
    assert not read("Table I\n" + f"{row}\n" * 7).celled.any()
    assert not read(f"about {sign} 5 {sign}\n" * 40).celled.any()
    assert read(f"{sign * 40}\nplain text\n" * 20).dialect == "plain"  # drawn lines


def test_ligatures_are_the_letters_that_they_join() -> None:
    page = read("Chief Financial O\ufb03cer \u2105 Qvist Fund \u2162")
    assert page.words == ("Chief", "Financial", "Officer", "c/o", "Qvist", "Fund", "III")
    assert page.text[page.start[2] : page.end[2]] == "O\ufb03cer"


def test_spaces_keep_the_layout() -> None:
    text = "Title              Amount      Price\nCommon Stock        1,200     $17.25\nClass B Stock          30     $17.50\n"
    page = read(text)
    assert page.dialect == "spaced"
    assert not page.celled.any()
    at = page.words.index("1,200")
    assert (page.x0[at], page.x1[at]) == (20, 25)
    assert page.line.tolist() == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2]


def test_plain_lines() -> None:
    page = read("FORM 4\n\n1. Name and Address of Reporting Person\nQVIST ADA\n")
    assert page.dialects == ("plain",)
    assert cells(page) == [["FORM 4"], ["1. Name and Address of Reporting Person"], ["QVIST ADA"]]


def test_html_tables_with_spans_and_omitted_end_tags() -> None:
    text = (
        "<html><head><title>Hidden</title><style>td {color: red}</style></head><body><!-- <td>no</td> -->"
        "<p>FORM 4</p><table><tr><td colspan=2>Common<br>Stock<td>S<tr>"
        "<th>Class&nbsp;B<td><b>12</b>,000</table>Signed<p>here"
    )
    page = read(text)
    assert page.dialect == "html"
    assert cells(page) == [["FORM 4"], ["Common/Stock", "S"], ["Class B", "12,000"], ["Signed"], ["here"]]
    assert page.cell.tolist() == [0, 0, 0, 0, 2, 0, 0, 1, 1, 0, 0]
    assert not page.celled[page.words.index("Signed")]


def test_paragraphs_of_a_cell_are_its_lines() -> None:
    page = read("<table><tr><td><p>Common</p><p>Stock</p></td><td><div>S</div></td></tr></table>")
    assert cells(page) == [["Common/Stock", "S"]]
    assert page.sub.tolist() == [0, 1, 0]


def test_cells_below_a_row_span_stand_beside_it() -> None:
    page = read(
        "<table><tr><th rowspan='2'>Title</th><th colspan=2>Code</th><th rowspan=2>Price</th></tr>"
        "<tr><td>Code</td><td>V</td></tr><tr><td>Stock</td><td>P</td><td></td><td>5</td></tr></table>"
    )
    assert cells(page) == [["Title", "Code", "Price"], ["Code", "V"], ["Stock", "P", "5"]]
    assert page.cell.tolist() == [0, 1, 3, 1, 2, 0, 1, 3]


def test_white_space_between_cells_ends_no_line() -> None:
    page = read(
        "<table>\n<tr>\n<td>Stock</td>\n\n<td>P</td>\n</tr>\n<tr>\n<td></td>\n</tr>\n<tr><td>Bond</td>\n<td>S</td></tr></table>\n"
    )
    assert cells(page) == [["Stock", "P"], ["Bond", "S"]]
    assert int(page.line[2]) == int(page.line[1]) + 1


def hocr(*words: tuple[str, int, int, int, int]) -> str:
    spans = "\n".join(
        f"<span class='ocr_line' title='bbox 0 {b} 900 {d}'><span class='ocrx_word' id='w' "
        f"title='bbox {a} {b} {c} {d}; x_wconf 93'><strong>{html.escape(t)}</strong></span></span>"
        for t, a, b, c, d in words
    )
    return f"<html><body><div class='ocr_page' title='image \"p\"; bbox 0 0 1100 800'>{spans}</div></body></html>"


def test_hocr_lines_come_from_the_boxes() -> None:
    page = read(
        hocr(
            ("Stock", 200, 101, 290, 120),
            ("S&L", 600, 98, 640, 118),
            ("Next", 100, 140, 170, 160),
            ("Common", 100, 100, 190, 119),
        )
    )
    assert page.dialect == "hocr"
    assert cells(page) == [["Common Stock S&L"], ["Next"]]
    assert page.x0[0] == pytest.approx(20)
    assert page.x1[1] == pytest.approx(58)


def test_hocr_words_of_single_characters_and_without_end_tags() -> None:
    page = read(
        "<div class='ocr_page' title='bbox 0 0 100 100'><span class='ocrx_word' title='bbox 1 1 9 9'>"
        "<span class='ocrx_cinfo'>A</span><span class='ocrx_cinfo'>b</span></span>"
        "<span class='ocrx_word' title='bbox 11 1 19 9'>cut <span class='ocrx_word' title='bbox 21 1 29 9'>off"
    )
    assert "".join(page.words) == "Abcutoff"


def test_a_text_that_only_speaks_of_hocr_is_still_read() -> None:
    assert read("An ocrx_word has a bbox.").words == ("An", "ocrx_word", "has", "a", "bbox.")


def test_several_dialects_in_one_file() -> None:
    page = read(
        "FORM 4\n\n| a1 | b1 |\n|---|---|\n| c1<br>d1 | e1 |\n\n"
        "<table><tr><td>x1</td><td>y1</td></tr></table>\n\nIn between\n\nq1\tr1\ns1\tt1\n"
    )
    assert cells(page) == [
        ["FORM 4"],
        ["a1", "b1"],
        ["c1/d1", "e1"],
        ["x1", "y1"],
        ["In between"],
        ["q1", "r1"],
        ["s1", "t1"],
    ]
    assert set(page.dialects) == {"html", "pipes", "grid", "plain"}
    check(page)
    lines = read("a\tb\nc\td\n| e | f |\n| g | h |\n| i | j |\nplain\n")
    assert lines.dialects == ("pipes", "grid", "plain")


names = st.text("ABCDEabcde0123456789.,$/()", min_size=1, max_size=8).filter(lambda t: t.strip(".,") != "")
tables = st.lists(st.lists(st.lists(names, min_size=1, max_size=3).map(" ".join), min_size=2, max_size=5), min_size=2, max_size=5)


@QUICK
@given(tables)
def test_one_table_gives_the_same_tokens_in_every_dialect_with_cells(table: list[list[str]]) -> None:
    tabs = "".join("\t".join(row) + "\n" for row in table)
    pipes = "".join("| " + " | ".join(row) + " |\n" for row in table)
    tags = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>\n" for row in table)
    pages = [read(tabs), read(pipes), read(f"<table>\n{tags}</table>")]
    assert [p.dialect for p in pages] == ["grid", "pipes", "html"]
    for page in pages:
        check(page)
        assert page.words == pages[0].words
        assert page.cell.tolist() == pages[0].cell.tolist()
        assert page.spaced.tolist() == pages[0].spaced.tolist()
        assert cells(page) == cells(pages[0])
        assert page.celled.all()


# Tokens


@pytest.mark.parametrize("rule", ["|", "]", "/", "]/", "J"])
def test_two_dates_stand_apart_where_the_rule_between_them_is_read_as_a_sign(rule: str) -> None:
    words = read(f"Warrants\t03/14/2001{rule}03/15/2006\n").words
    assert words[1] == "03/14/2001"
    assert words[-1].endswith("03/15/2006")


def test_a_number_stands_apart_from_the_date_behind_the_rule() -> None:
    assert read("Option 497,208}12/18/2019}01/08/2020}").words == ("Option", "497,208", "}12/18/2019", "}01/08/2020}")


def test_a_footnote_mark_stands_apart_from_its_value() -> None:
    page = read("757,756(1) 0.0001(2)(3) (4) $0(5), Stock(6)")
    assert page.words == ("757,756", "(1)", "0.0001", "(2)", "(3)", "(4)", "$0", "(5),", "Stock", "(6)")
    assert page.spaced.tolist() == [True, False, True, False, False, True, True, False, True, False]


# Folding


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("\u0421\u043e\u043c\u043con", "Common"),
        ("\u03a1\u039f\u039f\u039bER"[:2] + "ST", "POST"),
        ("\uff11\uff12\uff0c\uff15\uff10\uff10", "12,500"),
        ("\u201cA\u201d", '"A"'),
        ("10\u20135", "10-5"),
        ("\\$17.25", "$17.25"),
        ("<u>QVIST</u>", "QVIST"),
        ("**QVIST**", "QVIST"),
        ("\\*\\*Signature", "**Signature"),
        ("QV\x00IST", "QVIST"),
        ("\ufeffFORM", "FORM"),
        ("so\u00adft", "soft"),
        ("1&#50;3", "123"),
        ("&#x41;da", "Ada"),
        ("R&amp;D", "R&D"),
        ("AT&T;", "AT&T;"),
        ("Caf\u00e9", "Cafe"),
        ("\u2612", "X"),
        ("\u5188", "X"),
        ("\u4e49", "X"),
        ("\u53e3", "\u25a1"),
    ],
)
def test_what_is_folded(text: str, word: str) -> None:
    assert len(fold(text)) == len(text)
    page = read(f"before {text} after")
    assert "".join(page.words[1:-1]) == word
    assert not page.spaced[2:-1].any()
    assert page.text[page.start[-1] : page.end[-1]] == "after"
    check(page)


def test_letters_of_other_scripts_keep_their_place() -> None:
    page = read("Tabl\te I - Nor\t\u0e01\u0e02-Deriv\tative\n\u0e40\u0e41\tx\n")
    assert page.words[5] == "\u0e01\u0e02-Deriv"
    assert page.text[page.start[5] : page.end[5]] == "\u0e01\u0e02-Deriv"


@QUICK
@given(messy)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


# Properties


@settings(deadline=None, max_examples=250)
@given(messy | st.text())
def test_tokens_of_any_text_say_what_stands_at_their_offsets(text: str) -> None:
    page = read(text)
    check(page)
    assert page.text == text
    for word, start, end in zip(page.words, page.start.tolist(), page.end.tolist(), strict=True):
        assert expanded(page.folded, [page.folded[start:end].replace(FILLER, "")]) == [word]


@QUICK
@given(st.text("abcXYZ0123456789.,$ \n\t\u0410\u0435\u2014*<>u/", max_size=200))
def test_without_hidden_parts_a_token_is_its_own_text(text: str) -> None:
    page = read(text)
    joined = "".join(page.words)
    assert joined == "".join(c for c in page.folded if not c.isspace() and c != FILLER)


@settings(deadline=None, max_examples=250)
@given(st.binary() | messy.map(lambda t: t.encode("utf-8", "surrogatepass")) | messy.map(lambda t: t.encode("utf-16", "replace")))
def test_any_bytes_are_read(data: bytes) -> None:
    page = read(data)
    check(page)
    assert page.text == decode(data)


@QUICK
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufeff\ufffe"), min_size=1))
def test_utf_text_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8")) == text
    assert decode(text.encode("utf-8-sig")) == text
    assert decode(text.encode("utf-16")) == text
    assert decode(b"\xfe\xff" + text.encode("utf-16-be")) == text


# Encodings


def test_windows_1252_text_is_read_by_its_own_code_page() -> None:
    data = "Qvist\u2019s caf\u00e9 \u2014 \u201cexit\u201d \u20ac5".encode("cp1252")
    assert decode(data) == "Qvist\u2019s caf\u00e9 \u2014 \u201cexit\u201d \u20ac5"
    assert decode(b"hole \x81 here \xe9") == "hole \x81 here \xe9"
    long = "Form 4, table after table\n" * 200 + "Casta\u00f1eda Ruth\u00e9"
    assert decode(long.encode("latin-1")) == long


def test_a_few_broken_bytes_do_not_turn_utf8_into_mojibake() -> None:
    text = "Acme Caf\u00e9 Holdings \u2014 common stock\n" * 60
    data = text.encode()
    broken = data[:70] + b"\xff" + data[70:]
    assert decode(broken).replace("\ufffd", "") == text
    assert decode(data[:-1] + b"\xe2\x80").startswith(text[:-1])


def test_a_few_letters_of_a_western_code_page_are_no_broken_utf8() -> None:
    text = "Common Stock 05/06/1999 P 1,000 A $23\u00bd 26,000 D\n" + "Title of Security\n" * 60
    assert decode(text.encode("latin-1")) == text


def test_fractions_of_one_character_stay_what_they_are() -> None:
    for text in ("23\u00bd", "22\u215c", "23&frac12;", "22 7\u204416"):
        assert len(fold(text)) == len(text)
    assert [fold(text).replace(FILLER, "") for text in ("23\u00bd", "23&frac12;", "7\u204416")] == [
        "23\u00bd",
        "23\u00bd",
        "7/16",
    ]


def test_mojibake_costs_no_token() -> None:
    text = "Ada\u2019s trust \u2014 common stock".encode().decode("cp1252")
    page = read(text)
    assert [w for w in page.words if w.isalpha() and w.isascii()] == ["trust", "common", "stock"]
    check(page)


def test_line_ends_of_all_systems_make_the_same_lines() -> None:
    pages = [read(f"FORM 4{end}a\tb{end}{end}c\td{end}".encode()) for end in ("\n", "\r\n", "\r")]
    assert {p.words for p in pages} == {("FORM", "4", "a", "b", "c", "d")}
    assert len({tuple(p.line.tolist()) for p in pages}) == 1
    assert {p.dialect for p in pages} == {"grid"}


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"\x00" * 50, b"\xef\xbb\xbf", b"\xff\xfe", b" \t ", b"\x89PNG\r\n\x1a\n\x00\x00"]
)
def test_next_to_nothing_gives_next_to_no_tokens(data: bytes) -> None:
    page = read(data)
    assert len(page) <= 2
    check(page)


def test_nulls_between_letters_cost_nothing() -> None:
    assert "".join(read("FORM 4".encode("utf-16-le")).words) == "FORM4"


# Inputs on which a careless pattern takes for ever

MANY = 20_000


@pytest.mark.parametrize(
    "text",
    [
        "x" * 20 * MANY,
        "\t" * 5 * MANY,
        "<table><tr>" + "<td>" * MANY,
        "<" * 5 * MANY,
        "<a " * MANY,
        "<tr><td>" + "<!--" * MANY,
        "<tr><td> " + "<style>" * MANY,
        "<tr><td>" + "</table" * MANY,
        "<tr><td>" + "<table>" * MANY,
        "<tr><td>" + "<!-- a --" * MANY,
        "ocrx_word bbox" + "<span class=ocrx_word bbox 1 2 3 4>a" * (MANY // 4),
        "<span " + "ocrx_word bbox 1 " * MANY,
        "<span ocrx_word bbox" + " 1" * MANY + ">",
        "<span ocrx_word bbox" + " " * 5 * MANY,
        "ocrx_word<div ocr_page" + " bbox 1 1" * MANY,
        "(" * MANY,
        "()" * MANY,
        "a(" * MANY,
        "|" * 5 * MANY,
        "|a" * MANY,
        "\\$" * MANY,
        "&amp" * MANY,
        "&#" * MANY,
        "__" * MANY,
        "**" * MANY,
        "#" * MANY,
        "|" + "<br " * MANY + "|",
        "\r" * 5 * MANY,
        "\x00" * 5 * MANY,
        "<u" + " a" * MANY,
        " " * 20 * MANY,
        "- " * MANY,
    ],
)
def test_nothing_takes_for_ever(text: str) -> None:
    begun = time.perf_counter()
    check_size = len(read(text))
    assert check_size <= len(text)
    assert time.perf_counter() - begun < 5
