"""Formats with a box a word: each gives the same page as hOCR does."""

from __future__ import annotations

import html
import time
from collections.abc import Callable, Sequence

import pytest

import extractor
from extractor.dialects.read import read
from tests.pages import DIALECTS, SALES

Found = tuple[str, int, int, int, int]
WORDS: Sequence[Found] = (
    ("Stock", 200, 101, 290, 120),
    ("S&L", 600, 98, 640, 118),
    ("Next", 100, 140, 170, 160),
    ("Common", 100, 100, 190, 119),
)


def alto(words: Sequence[Found]) -> str:
    body = "\n".join(
        f'<TextLine ID="l"><String ID="s" HPOS="{a}" VPOS="{b}" WIDTH="{c - a}" HEIGHT="{d - b}" WC="0.9" '
        f'CONTENT="{html.escape(t)}"/></TextLine>'
        for t, a, b, c, d in words
    )
    return f'<?xml version="1.0"?><alto><Layout><Page WIDTH="2200" HEIGHT="3000">{body}</Page></Layout></alto>'


def bbox(words: Sequence[Found]) -> str:
    body = "\n".join(
        f'<word xMin="{a}.50000" yMin="{b}" xMax="{c}" yMax="{d}">{html.escape(t)}</word>' for t, a, b, c, d in words
    )
    return f'<html><body><doc><page width="2200.000" height="3000">{body}</page></doc></body></html>'


def pdfxml(words: Sequence[Found]) -> str:
    body = "\n".join(
        f'<text top="{b}" left="{a}" width="{c - a}" height="{d - b}" font="0"><b>{html.escape(t)}</b></text>'
        for t, a, b, c, d in words
    )
    return f'<pdf2xml><page number="1" width="2200" height="3000">{body}</page></pdf2xml>'


def djvu(words: Sequence[Found]) -> str:
    body = "\n".join(f'<WORD coords="{a},{d},{c},{b}">{html.escape(t)}</WORD>' for t, a, b, c, d in words)
    return f'<DjVuXML><BODY><OBJECT width="2200" height="3000">{body}</OBJECT></BODY></DjVuXML>'


def tsv(words: Sequence[Found]) -> str:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"
    rows = [f"5\t1\t1\t1\t1\t1\t{a}\t{b}\t{c - a}\t{d - b}\t91.5\t{t}" for t, a, b, c, d in words]
    return "\n".join((head, "1\t1\t0\t0\t0\t0\t0\t0\t2200\t3000\t-1\t", *rows, ""))


FORMATS: dict[str, Callable[[Sequence[Found]], str]] = {"alto": alto, "bbox": bbox, "pdfxml": pdfxml, "djvu": djvu, "tsv": tsv}


def on_lines(text: str) -> list[str]:
    page = read(text)
    lines: dict[int, str] = {}
    for word, line, spaced in zip(page.words, page.line.tolist(), page.spaced.tolist(), strict=True):
        lines[line] = f"{lines[line]} {word}" if line in lines and spaced else lines.get(line, "") + word
    return list(lines.values())


@pytest.mark.parametrize("name", FORMATS)
def test_printed_lines_come_from_the_boxes(name: str) -> None:
    text = FORMATS[name](WORDS)
    page = read(text)
    assert page.dialect == name
    assert on_lines(text) == ["Common Stock S&L", "Next"]
    for word, start in zip(page.words, page.start.tolist(), strict=True):
        assert text.startswith(word, start)


@pytest.mark.parametrize("name", FORMATS)
def test_a_filing_reads_as_from_hocr(name: str) -> None:
    known = extractor.extract(DIALECTS["hocr"](SALES))
    lines = DIALECTS["spaced"](SALES).splitlines()
    words: list[Found] = []
    for n, line in enumerate(lines):
        at = 0
        for word in line.split():
            at = line.index(word, at)
            words.append((word, at * 10, n * 24, (at + len(word)) * 10, n * 24 + 18))
            at += len(word)
    found = extractor.extract(FORMATS[name](words))
    assert found.source.dialect == name
    assert [(p, v.value) for p, _, v in found.leaves()] == [(p, v.value) for p, _, v in known.leaves()]


def test_pages_stand_one_below_the_other() -> None:
    first = alto(WORDS[:1]).replace("</Layout></alto>", "")
    assert on_lines(first + alto(WORDS[2:3])) == ["Stock", "Next"]
    assert on_lines(tsv(WORDS[:1]) + "5\t2\t1\t1\t1\t1\t100\t90\t70\t20\t91\tNext\n") == ["Stock", "Next"]


@pytest.mark.parametrize(
    "text",
    [
        "An ALTO String has CONTENT=, HPOS= and VPOS=.",
        '<word xMin="a" yMin="" xMax="" yMax="">Common Stock',
        "left\ttop\twidth\theight\ttext\nCommon\tStock\tis\tnot\there",
        '<String CONTENT="Common HPOS="1" VPOS=',
    ],
)
def test_what_only_looks_so_is_still_read(text: str) -> None:
    assert read(text).words


@pytest.mark.parametrize(
    "piece", ['<word xMin="1" yMin="1" xMax="2" yMax="2">', '<String CONTENT="', "<text left=", "1\t2\t3\t4\t5\n"]
)
def test_hostile_boxes_take_no_longer_than_their_length(piece: str) -> None:
    signs = "CONTENT= HPOS= VPOS= xMin= yMax= <word top= left= height= <text left\ttop\twidth\theight\ttext\n"
    began = time.perf_counter()
    read(signs + piece * (100_000 // len(piece)))
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize("fall", [-0.02, 0.015])
def test_a_page_that_lies_askew_is_set_straight(fall: float) -> None:
    lines = [[f"{row}{at}" for at in "abcdefghij"] for row in "klmnopqrst"]
    words = [
        (word, x, round(100 + 30 * row + fall * x), x + 90, round(100 + 30 * row + fall * x) + 18)
        for row, line in enumerate(lines)
        for word, x in zip(line, range(100, 2100, 200), strict=True)
    ]
    assert on_lines(tsv(words)) == [" ".join(line) for line in lines]
    columns = [word for at in range(10) for word in words[at::10]]
    assert len(on_lines(tsv(columns))) > 1


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "9" * 400])
def test_numbers_that_are_no_places_are_no_boxes(number: str) -> None:
    words = ",".join(f'{{"text": "Form {n}", "page": 1, "bbox": [1, 2, 3, {number}]}}' for n in range(60))
    page = read(f"[{words}]")
    assert (page.dialect, page.words.count("Form")) == ("plain", 60)
