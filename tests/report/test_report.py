"""The page that `extractor explain` writes: a filing's text beside every value read from it."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from math import dist
from operator import mul
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from strategies import filings
from typer.testing import CliRunner

import extractor
from extractor.cli.main import app
from extractor.filing import (
    Alternative,
    Check,
    CheckOutcome,
    Filing,
    Footnote,
    Issuer,
    Printed,
    ReportingOwner,
    Row,
    RowKind,
    SourceInfo,
    Status,
    Value,
)
from extractor.filing.values import sources_at
from extractor.report.bands import BANDS, number_of, percent
from extractor.report.entries import MOST_VALUES, entries_of
from extractor.report.explained import explain
from extractor.report.html import visible
from extractor.report.page import resource
from extractor.report.source import MOST_SHOWN

SAMPLE = Path(__file__).parents[2] / "annotations" / "sample.txt"
HOSTILE = '</script><img src=x onerror="alert(1)"><b>\'&amp;\x00\x1b[31m\u202e\ud800 ]]> <!-- <script>alert(2)</script>'


def browser() -> str | None:
    return next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)


@pytest.fixture
def open_in_browser(tmp_path: Path) -> Callable[[Path], tuple[Any, list[str]]]:
    """Opens a page from disk in headless Chromium: the document as it is then, and what the console says."""
    program = browser()
    if program is None:
        pytest.skip("there is no Chromium")

    def opened(path: Path) -> tuple[Any, list[str]]:
        switches = ("--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--window-size=1366,900")
        command = [program, *switches, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", path.as_uri()]
        run = subprocess.run(command, capture_output=True, timeout=90, check=False)
        if not run.stdout:
            pytest.skip(f"Chromium does not run here: {run.stderr.decode(errors='replace')[-300:]}")
        console = [line for line in run.stderr.decode(errors="replace").splitlines() if "CONSOLE" in line]
        return lxml_html.fromstring(run.stdout.decode()), console

    return opened


def read(value: Any, text: str, at: str, confidence: float = 0.97, **more: Any) -> Value[Any]:
    """A value read where a piece of the text stands."""
    start = text.index(at)
    return Value(value, Status.READ, confidence, sources_at(text, [(start, start + len(at))]), **more)


TEXT = "FORM 4\nZorblat Inc [QZX]\n\tCommon Stock\t01/02/2001\tP\t1,0\t50\tA\n1. Bought by the spouse.\n"


def small() -> Filing:
    """A filing of one row whose number was cut by a cell's edge."""
    cut = sources_at(TEXT, [(TEXT.index("1,0"), TEXT.index("1,0") + 3), (TEXT.index("50"), TEXT.index("50") + 2)])
    shares = Value(
        *(Decimal(1050), Status.REPAIRED, 0.6, cut),
        footnotes=("F1",),
        alternatives=(Alternative(Decimal(105), 0.3),),
        reasons=("a glyph under a cell edge counted once",),
    )
    row = Row(
        kind=RowKind.NON_DERIVATIVE_TRANSACTION,
        confidence=0.991,
        security_title=read("Common Stock", TEXT, "Common Stock"),
        transaction_date=read(date(2001, 1, 2), TEXT, "01/02/2001", 0.999),
        transaction_code=Value("P", Status.INFERRED, 0.8, reasons=("the code of 3 other rows",)),
        transaction_shares=shares,
    )
    path = "nonDerivativeTable/nonDerivativeTransaction[1]"
    on = (f"{path}/transactionAmounts/transactionShares",)
    return Filing(
        document_type=read("4", TEXT, "FORM 4", 0.999),
        issuer=Issuer(issuer_name=read("Zorblat Inc", TEXT, "Zorblat Inc"), issuer_trading_symbol=read("QZX", TEXT, "QZX")),
        reporting_owners=(ReportingOwner(rpt_owner_name=Value("Qvist Ada", Status.INFERRED, 0.4)),),
        non_derivative_table=(row,),
        footnotes=(Footnote(id="F1", text=read("Bought by the spouse.", TEXT, "Bought by the spouse.")),),
        source=SourceInfo("small.txt", "0" * 64, "grid", "old"),
        checks=(
            Check("acquired", "One holds what one acquired.", CheckOutcome.FAILED, on, "Table I, row 1: 1,050"),
            Check("period", "The period is right.", CheckOutcome.NOT_APPLICABLE),
        ),
        confidence=0.3,
        warnings=("half of the page is unreadable",),
    )


def parsed(page: str) -> Any:
    return lxml_html.document_fromstring(page)


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def section(document: Any, id_: str) -> Any:
    (found,) = document.xpath(f"//section[@id='{id_}']")
    return found


def check_links(document: Any) -> None:
    """Ids stand once, every link leads somewhere on the page, and nothing is loaded from elsewhere."""
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href.removeprefix("#") for href in document.xpath("//@href")} <= set(ids)
    assert not document.xpath("//@src | //link | //iframe | //object | //img | //base | //form")
    assert all("url(" not in style and "@import" not in style for style in document.xpath("//style/text()"))


def test_every_value_of_the_sample_has_its_entry_and_its_marked_text() -> None:
    data = SAMPLE.read_bytes()
    filing, text = extractor.extract(data, name="sample.txt"), data.decode()
    document = parsed(explain(filing, text))
    check_links(document)
    entries = {entry.path: entry for entry in entries_of(filing)}
    marked = {element.get("id"): element for element in document.xpath("//div[@class='text']//a")}
    present = [(path, value) for path, _, value in filing.leaves() if value.present]
    assert len(present) > 60
    for path, value in present:
        number = entries[path].number
        (term,) = document.xpath(f"//dt[@id='f{number}']")
        told = words(term.getnext())
        assert percent(value.confidence).replace("\u00a0", " ") in told
        mine = [a.text_content() for a in marked.values() if str(number) in a.get("data-f").split()]
        assert "".join("".join(mine).split()) == "".join("".join(s.text for s in value.sources).split())
        if value.sources:
            assert term.getnext().xpath("./a/@href")[0].removeprefix("#") in marked


def test_a_footnote_mark_that_may_be_none_is_told_beside_its_value() -> None:
    filing = small()
    row = filing.rows[0]
    title = replace(row.security_title, footnotes=("F1", "F2"), footnote_confidences=(0.97, 0.63))
    marked = replace(filing, non_derivative_table=(replace(row, security_title=title), *filing.non_derivative_table[1:]))
    told = [words(element) for element in parsed(explain(marked, TEXT)).xpath("//dd")]
    (beside,) = (line for line in told if "footnote marks that may be none" in line)
    assert beside.endswith("footnote marks that may be none: F2 63 %")


def test_what_a_complete_form_has_and_this_has_not_is_to_be_looked_at() -> None:
    rows = [words(row) for row in section(parsed(explain(small(), TEXT)), "first").xpath(".//tbody/tr")]
    (missing,) = (row for row in rows if "Form, period" in row)
    assert "missing" in missing
    assert "the form asks for it, but nothing was found" in missing


def test_what_is_no_data_need_not_be_looked_at_but_is_shown() -> None:
    filing = replace(small(), printed=Printed(tax_number=Value("12-3456789", Status.READ, 0.01)))
    document = parsed(explain(filing, TEXT))
    assert "12-3456789" not in words(section(document, "first"))
    assert "12-3456789" in words(section(document, "filing"))


def test_the_source_stands_as_it_is() -> None:
    text = SAMPLE.read_text()
    document = parsed(explain(extractor.extract(text), text))
    (pane,) = document.xpath("//div[@class='text']")
    lines = ["".join(part for part in line.itertext())[len(line[0].text) :] for line in pane]
    assert [line.rstrip("\n") for line in lines] == text.split("\n")


def test_what_to_look_at_first_stands_on_top_with_its_text_and_the_reasons() -> None:
    document = parsed(explain(small(), TEXT))
    first, *_ = document.xpath("//section")
    assert first.get("id") == "first"
    rows = [told for row in first.xpath(".//tbody/tr") if "missing" not in (told := words(row))]
    assert [row.split(" ")[0] for row in rows] == ["40", "60", "80"]
    shares = rows[1]
    assert "Table I, row 1, shares" in shares
    assert "1,050" in shares
    assert "it could be 105" in shares
    assert "⇥1,0⇥50⇥" in shares
    assert "a check fails: Table I, row 1: 1,050" in shares
    assert "repaired: a glyph under a cell edge counted once" in shares
    assert "not read but inferred" in rows[2]
    assert "half of the page is unreadable" in words(first)


def test_the_filing_is_shown_as_the_form_has_it() -> None:
    overview = section(parsed(explain(small(), TEXT)), "filing")
    (table,) = overview.xpath(".//table")
    heads = [words(head) for head in table.xpath(".//thead//th")]
    cells = dict(zip(heads[1:], map(words, table.xpath(".//tbody//td")), strict=True))
    told = {"": "transaction+", "security": "Common Stock", "date": "2001-01-02", "code": "P+", "shares": "1,050~(1)"}
    assert told.items() <= cells.items()
    assert cells["price"] == "missing"  # a transaction has one
    assert "Qvist Ada" in words(overview)
    assert "missing" in words(overview)  # the period, which every form has


def test_checks_are_told_with_the_values_they_speak_of() -> None:
    document = parsed(explain(small(), TEXT))
    failed, other = section(document, "checks").xpath(".//li")
    assert words(failed).startswith("✗failed One holds what one acquired. Table I, row 1: 1,050")
    assert words(other).startswith("–not applicable The period is right.")
    (entry,) = document.xpath(f"//dt[@id='{failed.xpath('.//p/a/@href')[0][1:]}']")
    assert "✗ acquired" in words(entry.getnext())


def test_two_values_of_one_text_lead_to_each_other() -> None:
    filing = replace(small(), period_of_report=read(date(2001, 1, 2), TEXT, "01/02/2001", 0.5))
    document = parsed(explain(filing, TEXT))
    (link,) = document.xpath("//div[@class='text']//a[contains(., '01/02/2001')]")
    period, when = (e.number for e in entries_of(filing) if e.value.value == date(2001, 1, 2))
    assert link.get("data-f") == f"{period} {when}"  # the less sure one first: that is where the mark leads
    assert "shares its text with Table I, row 1, date" in words(document.xpath(f"//dt[@id='f{period}']")[0].getnext())


def test_without_values_the_page_says_so() -> None:
    document = parsed(explain(extractor.extract("Dear all, lunch is at noon."), "Dear all, lunch is at noon."))
    check_links(document)
    assert "lunch is at noon" in words(document)


def test_hostile_text_stays_text() -> None:
    name = Value(HOSTILE, Status.READ, 0.5, sources_at(HOSTILE, [(0, len(HOSTILE))]), reasons=(HOSTILE,), footnotes=(HOSTILE,))
    filing = Filing(
        issuer=Issuer(issuer_name=name),
        footnotes=(Footnote(id=HOSTILE, text=name),),
        source=SourceInfo(HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        checks=(Check(HOSTILE, HOSTILE, CheckOutcome.FAILED, (HOSTILE, "issuer/issuerName"), HOSTILE),),
        warnings=(HOSTILE,),
    )
    page = explain(filing, HOSTILE)
    page.encode()  # no lone surrogate is left
    document = parsed(page)
    check_links(document)
    (script,) = document.xpath("//script")
    assert script.text == resource("explained.js").strip()
    assert not document.xpath("//@onerror | //@onload | //main//b[not(normalize-space())][@*]")
    assert visible(HOSTILE[:80]) in document.xpath("string(//h1)")
    assert visible(HOSTILE) in document.xpath("string(//div[@class='text'])")
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ud800-\udfff]", page)


@settings(max_examples=10, deadline=None)
@given(filings(), st.text(st.characters(), max_size=60), st.sampled_from(("grid", "html", "hocr", "spaced", "")))
def test_any_filing_has_a_sound_page(filing: Filing, text: str, dialect: str) -> None:
    filing = replace(filing, source=replace(filing.source, dialect=dialect))
    page = explain(filing, text)
    page.encode()
    document = parsed(page)
    check_links(document)
    assert len(document.xpath("//script")) == 1
    shown = [entry for entry in entries_of(filing) if not entry.missing]
    assert len(shown) == sum(value.present for _, _, value in filing.leaves()) + len(filing.rows)
    for entry in shown:
        assert document.xpath(f"//dt[@id='f{entry.number}']")


def test_megabytes_stay_bounded() -> None:
    far = 3_000_000
    text = f"{'x ' * (far // 2)}Zorblat Inc{' y' * 1_000_000}"
    name = Value("z" * 100_000, Status.READ, 0.5, sources_at(text, [(far, far + 11), (0, far)]))
    filing = Filing(issuer=Issuer(issuer_name=name, issuer_trading_symbol=read("Zorblat", text, "Zorblat")))
    page = explain(filing, text)
    assert len(page) < 2 * MOST_SHOWN
    text = f"{'x ' * (far // 2)}Zorblat Inc{' y' * 1_000_000}"
    page = explain(replace(filing, issuer=Issuer(issuer_name=read("Zorblat Inc", text, "Zorblat Inc"))), text)
    assert len(page) < 100_000
    assert "Zorblat Inc" in words(parsed(page).xpath("//div[@class='text']")[0])
    assert "characters that are not shown" in page


def test_of_very_many_values_the_least_sure_are_shown() -> None:
    rows = tuple(
        Row(kind=RowKind.NON_DERIVATIVE_HOLDING, confidence=0.9, security_title=Value("Common", Status.READ, n / 4000))
        for n in range(4000)
    )
    entries = entries_of(Filing(non_derivative_table=rows))
    assert len(entries) == MOST_VALUES
    assert min(e.value.confidence for e in entries) == 0


@pytest.mark.parametrize("dialect", ["html", "hocr"])
def test_markup_is_set_apart_from_what_is_read(dialect: str) -> None:
    line = "<span class='ocr_line'>\n  <span class='ocrx_word' title='bbox 1 2 3 4'>{}</span>\n </span>\n"
    text = line.format("Zorblat") + line.format("QZX") if dialect == "hocr" else "<tr><td>Zorblat</td><td>QZX</td></tr>"
    filing = Filing(
        issuer=Issuer(issuer_name=read("Zorblat", text, "Zorblat"), issuer_trading_symbol=read("QZX", text, "QZX")),
        source=SourceInfo(dialect=dialect),
    )
    document = parsed(explain(filing, text))
    (pane,) = document.xpath("//div[@class='text']")
    seen = "".join(pane.xpath(".//text()[not(ancestor::*[contains(concat(' ', @class, ' '), ' t ')])][not(parent::i)]"))
    assert "<" not in seen
    assert seen.split() == (["Zorblat", "QZX"] if dialect == "hocr" else ["ZorblatQZX"])
    assert "<td>" in words(pane) or "ocrx_word" in words(pane)
    assert document.xpath("//input[@id='tags']")


def luminance(colour: tuple[float, float, float]) -> float:
    """Relative luminance of linear RGB (WCAG 2.1)."""
    return 0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]


def linear(colour: str) -> tuple[float, float, float]:
    r, g, b = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (r, g, b))
    return r, g, b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(linear(one)), luminance(linear(other))))
    return (high + 0.05) / (low + 0.05)


BLIND = {  # severity 1.0 of Machado, Oliveira and Fernandes, A Physiologically-based Model (IEEE TVCG 2009)
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}


def lab(colour: tuple[float, ...]) -> tuple[float, float, float]:
    """CIELAB of linear RGB (IEC 61966-2-1, D65)."""
    r, g, b = (min(1.0, max(0.0, c)) for c in colour)
    x, y, z = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    fx, fy, fz = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("sight", BLIND)
def test_colour_blind_people_can_tell_the_bands_apart(sight: str) -> None:
    seen = {b.name: lab(tuple(sum(map(mul, row, linear(b.ink))) for row in BLIND[sight])) for b in BANDS}
    for (one, here), (other, there) in itertools.combinations(seen.items(), 2):
        assert dist(here, there) > 20, (one, other)


def test_text_can_be_read_on_its_colours() -> None:
    for band in BANDS:
        assert contrast("#1d1c1a", band.tint) >= 7
        assert contrast(band.ink, "#fdfcfa") >= 3
    css = resource("page.css")
    quiet, paper = (re.search(rf"--{name}: (#\w+)", css)[1] for name in ("quiet", "paper"))  # type: ignore[index]
    assert contrast(quiet, paper) >= 4.5
    lines = [line for line in css.splitlines() if line.startswith(".v.b")]
    assert len(lines) == len(BANDS) == len({re.search("wavy|dotted|dashed|solid", line)[0] for line in lines})  # type: ignore[index]


def test_percents_are_rounded_down() -> None:
    shown = [percent(share).replace("\u00a0", " ") for share in (0, 0.004, 0.5, 0.9699, 0.98999, 0.9999, 1)]
    assert shown == ["0 %", "<1 %", "50 %", "96 %", "98 %", "99.9 %", "100 %"]
    assert [BANDS[number_of(c)].name for c in (0, 0.75, 0.95, 0.99, 1)] == ["doubtful", "unsure", "likely", "sure", "sure"]


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    out = tmp_path / "new" / "page.html"
    result = CliRunner().invoke(app, ["explain", str(SAMPLE), "--html", str(out)])
    assert result.exit_code == 0, result.output
    assert str(out) in result.output
    assert "sample.txt" in out.read_text("utf-8")


@pytest.mark.parametrize("name", ["absent.txt", "", "page.txt"])
def test_what_cannot_be_explained_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    result = CliRunner().invoke(app, ["explain", str(tmp_path / name), "--html", str(tmp_path / "page.txt")])
    assert isinstance(result.exception, extractor.errors.InputError)
    assert (tmp_path / "page.txt").read_text() == TEXT


def test_a_browser_shows_every_field_and_complains_of_nothing(open_in_browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "small.html"
    filing = small()
    path.write_text(explain(filing, TEXT + HOSTILE), "utf-8")
    document, console = open_in_browser(path)
    assert console == []
    for entry in entries_of(filing):
        (term,) = document.xpath(f"//dt[@id='f{entry.number}']")
        assert (entry.content or "missing") in words(term.getnext())
    assert not document.xpath("//img")


def test_in_a_browser_values_and_text_light_up_together_and_a_key_goes_on(open_in_browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "small.html"
    page = re.sub(r"<meta http-equiv=[^>]*>", "", explain(small(), TEXT))  # its policy would not let this test's script run
    probe = """
    dispatchEvent(new KeyboardEvent("keydown", {key: "n"}));
    dispatchEvent(new KeyboardEvent("keydown", {key: "n"}));
    document.body.dataset.at = location.hash;
    document.querySelector(".text a[title*='1,050']").dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
    """
    path.write_text(page.replace("</body>", f"<script>{probe}</script></body>"), "utf-8")
    document, console = open_in_browser(path)
    assert console == []
    second = document.xpath("//section[@id='first']//tbody/tr[2]/th/a/@href")
    assert document.xpath("//body/@data-at") == second
    lit = [words(element) for element in document.xpath("//*[contains(concat(' ', @class, ' '), ' on ')]")]
    assert sorted(lit) == ["1,0", "50", "shares"]
