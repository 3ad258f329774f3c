"""Texts of spreadsheets, and texts wrapped in JSON."""

from __future__ import annotations

import csv
import io
import json
import time
from typing import Any

import pytest
from test_boxed import on_lines

import extractor
from extractor.dialects.read import read
from tests.pages import DIALECTS, SALES


def sheet(rows: list[list[str]], sign: str = ",", quoting: Any = csv.QUOTE_MINIMAL) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=sign, quoting=quoting, lineterminator="\n").writerows(rows)
    return out.getvalue()


ROWS = [
    ["Reported by the insider, of Anytown"],
    ["Title", "", "Date", "Amount"],
    ["Common\nStock", "", "03/04/2001", "1,200"],
    ["Class B", "", "", "300"],
    ["Warrant", "", "", "5, 6"],
]


@pytest.mark.parametrize("sign", [",", ";"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_cells_between_commas(sign: str, quoting: Any) -> None:
    page = read(sheet([*ROWS, ["a", "", "", "b"], ["", "", "", "c"]], sign, quoting))
    assert page.dialect == "csv"
    assert page.words[:6] == ("Reported", "by", "the", "insider,", "of", "Anytown")
    assert not page.celled[:6].any()
    found = [
        (w, int(line), int(cell), int(sub)) for w, line, cell, sub in zip(page.words, page.line, page.cell, page.sub, strict=True)
    ]
    assert found[6:] == [
        ("Title", 1, 0, 0),
        ("Date", 1, 2, 0),
        ("Amount", 1, 3, 0),
        ("Common", 2, 0, 0),
        ("Stock", 2, 0, 1),
        ("03/04/2001", 2, 2, 0),
        ("1,200", 2, 3, 0),
        ("Class", 3, 0, 0),
        ("B", 3, 0, 0),
        ("300", 3, 3, 0),
        ("Warrant", 4, 0, 0),
        ("5,", 4, 3, 0),
        ("6", 4, 3, 0),
        ("a", 5, 0, 0),
        ("b", 5, 3, 0),
        ("c", 6, 3, 0),
    ]


def test_prose_with_commas_and_quotes_is_no_sheet() -> None:
    assert read('He sold, on a day, "A",\nand bought "B", "C",\nor ",", or\n"D", too.\n').dialect == "plain"


def test_a_filing_in_a_sheet_reads_as_from_a_grid() -> None:
    known = extractor.extract(DIALECTS["grid"](SALES))
    found = extractor.extract(sheet([line.split("\t") for line in DIALECTS["grid"](SALES).splitlines()], quoting=csv.QUOTE_ALL))
    assert found.source.dialect == "csv"
    assert [(p, v.value) for p, _, v in found.leaves()] == [(p, v.value) for p, _, v in known.leaves()]


def box(x: int, y: int) -> list[int]:
    return [x, y, x + 90, y + 18]


def corners(x: int, y: int) -> list[list[int]]:
    return [[x, y], [x + 90, y], [x + 90, y + 18], [x, y + 18]]


WORDS = (("Stock", 200, 101), ("Sold", 600, 98), ("Next", 100, 140), ("Common", 100, 100))
SERVICES = {
    "words with boxes": [{"text": t, "bbox": box(x, y), "page": 1} for t, x, y in WORDS],
    "boxes, texts and confidences": [[corners(x, y), t, 0.9] for t, x, y in WORDS],
    "pairs of boxes and texts": [[corners(x, y), [t, 0.9]] for t, x, y in WORDS],
    "parts of the page": {
        "Blocks": [
            {
                "BlockType": kind,
                "Text": t,
                "Geometry": {"BoundingBox": {"Width": 0.1, "Height": 0.02, "Left": x / 999, "Top": y / 999}},
            }
            for kind, words in (("LINE", WORDS[:1]), ("WORD", WORDS))
            for t, x, y in words
        ]
    },
    "inches, and lines besides words": {
        "content": "Common Stock Sold\nNext",
        "pages": [
            {
                "words": [{"content": t, "polygon": [v / 99 for point in corners(x, y) for v in point]} for t, x, y in WORDS],
                "lines": [{"content": "Common Stock", "polygon": [1, 1, 3, 1, 3, 1.1, 1, 1.1]}],
            }
        ],
    },
    "corners by name, the whole text first": {
        "textAnnotations": [
            {"description": t, "boundingPoly": {"vertices": [{"x": a, "y": b} for a, b in corners(x, y)]}}
            for t, x, y in (("Stock Sold\nNext", 100, 100), *WORDS)
        ]
    },
    "upwards": [{"text": t, "prov": [{"bbox": {"l": x, "t": 800 - y, "r": x + 90, "b": 782 - y}}]} for t, x, y in WORDS],
}


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize("indent", [None, 2])
def test_words_with_boxes_in_json(name: str, indent: int | None) -> None:
    text = json.dumps(SERVICES[name], indent=indent)
    assert read(text).dialect == "json"
    assert on_lines(text) == ["Common Stock Sold", "Next"]


def test_pages_of_markdown_in_json() -> None:
    inner = 'FORM 4\n\n| a | b |\n|---|---|\n| "c" | d\u00e9 |\n'
    page = read(json.dumps({"pages": [{"index": 0, "markdown": inner}], "model": "unread"}))
    assert page.dialects == ("pipes", "plain")
    assert "".join(page.words) == 'FORM4ab"c"de'


@pytest.mark.parametrize("dialect", ["grid", "pipes", "html", "spaced", "plain"])
def test_a_filing_reads_the_same_within_json(dialect: str) -> None:
    text = DIALECTS[dialect](SALES)
    known, found = extractor.extract(text), extractor.extract(json.dumps({"text": text}))
    assert [(p, v.value) for p, _, v in found.leaves()] == [(p, v.value) for p, _, v in known.leaves()]


LATEX = r"""\section*{FORM 4}
\begin{table}
\begin{tabular}{|l|p{3cm}|r|}
\hline
Title & \begin{tabular}{l} Date of \\ sale \end{tabular} & \multicolumn{2}{c|}{Price \& sum} \\ \hline
Common \& Class \#1 & 03/04/2001 &
\$5 & 10\% \\[2pt] \hline
\end{tabular}
\end{table}
Signed & sealed \textbf{here}
"""


def test_latex_tables_are_rows_of_cells() -> None:
    page = read(LATEX)
    assert page.dialects[0] == "grid"
    lines: dict[int, dict[int, str]] = {}
    for word, line, cell in zip(page.words, page.line.tolist(), page.cell.tolist(), strict=True):
        lines.setdefault(line, {})[cell] = lines.get(line, {}).get(cell, "") + word
    assert list(lines.values()) == [
        {0: "FORM4"},
        {0: "Title", 1: "Dateofsale", 2: "Price&sum"},
        {0: "Common&Class#1", 1: "03/04/2001", 2: "$5", 3: "10%"},
        {0: "Signed&sealedhere"},
    ]


@pytest.mark.parametrize("piece", ["\\begin{tabular}{", "{", "\\", "\\multicolumn{", "&\n", "\\end{tabular}"])
def test_hostile_latex_takes_no_longer_than_its_length(piece: str) -> None:
    began = time.perf_counter()
    read("\\begin{tabular}" + piece * (100_000 // len(piece)))
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize("text", ["[ ] Check this box", '{"a": 1}', "[" * 100_000, '["' + "a" * 100_000, "{", "[[[[1,2],3]]]"])
def test_what_only_begins_like_json(text: str) -> None:
    began = time.perf_counter()
    read(text)
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize("piece", ['"', '",', '"",', ',,,"\n', '","\n', ';;;"\n"'])
def test_hostile_quotes_take_no_longer_than_their_length(piece: str) -> None:
    began = time.perf_counter()
    read('a,,,b\n"c","d"\n"e","f"\n' + piece * (100_000 // len(piece)))
    assert time.perf_counter() - began < 10
