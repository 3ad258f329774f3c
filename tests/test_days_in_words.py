"""Filings whose dates are printed in words, in every place of the form and every dialect."""

from __future__ import annotations

import re
from datetime import date

import pytest
from pages import BOXES, DIALECTS, HEADS2, SALES, SUBHEADS2, TABLE1, TABLE2, TAIL, TOP, Page, pipes, plain, tabs

from extractor import extract
from extractor.filing import Filing, Status

OPTION = [
    *("Stock Option (right to buy)", "$12.25", "05/06/2005", "05/07/2005", "M", "", "", "5,000", "03/01/2003", "02/10/2012"),
    *("Common Stock", "5,000", "$0", "15,000", "D", ""),
]
AMENDED = [[c.replace("Filed (Month/Day/Year)", "Filed (Month/Day/Year) 05/08/2005") for c in line] for line in BOXES]
DEEMED = [[*line[:2], "05/08/2005", *line[3:]] if line[0] == "Common Stock" else line for line in TABLE1]
FILED: Page = [["FORM 4/A"], *TOP[1:], *AMENDED, *DEEMED, TABLE2[0], HEADS2, SUBHEADS2, OPTION, *TAIL]
WAYS = {
    "27-Feb-2018": "{d:%d-%b-%Y}",
    "27-FEB-2018": "{d:%d}-{B}-{d:%Y}",
    "27-FEB-18": "{d:%d}-{B}-{d:%y}",
    "Feb 27, 2018": "{d:%b} {d.day}, {d.year}",
    "Feb. 27, 2018": "{d:%b}. {d.day}, {d.year}",
    "Feb 27 , 2018": "{d:%b} {d.day} , {d.year}",
    "27 Feb 2018": "{d.day} {d:%b} {d.year}",
    "February 27th, 2018": "{d:%B} {d.day}th, {d.year}",
    "2018-02-27": "{d:%Y-%m-%d}",
}
_DAY = re.compile(r"\b(\d\d)/(\d\d)/(\d{4})\b")


def in_words(page: Page, way: str) -> Page:
    """The page with all of its dates printed in a way."""

    def printed(match: re.Match[str]) -> str:
        day = date(int(match[3]), int(match[1]), int(match[2]))
        return WAYS[way].format(d=day, B=f"{day:%b}".upper())

    return [[_DAY.sub(printed, cell) for cell in line] for line in page]


def changed(page: Page, *changes: tuple[str, str]) -> Page:
    for old, new in changes:
        page = [[cell.replace(old, new) for cell in line] for line in page]
    return page


def dates(filing: Filing) -> dict[str, tuple[date, Status]]:
    return {path: (value.value, value.status) for path, _, value in filing.leaves() if isinstance(value.value, date)}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("dialect", ["grid", "pipes", "html", "spaced", "plain"])
def test_dates_in_words_are_read_as_those_that_the_form_asks_for(dialect: str, way: str) -> None:
    shown, text = (DIALECTS[dialect](page) for page in (FILED, in_words(FILED, way)))
    asked, found = extract(shown), extract(text)
    if dialect == "spaced":  # where some break at the edge of their box, and are put together
        assert {p: day for p, (day, _) in dates(found).items()} == {p: day for p, (day, _) in dates(asked).items()}
    else:
        assert dates(found) == dates(asked)
    told = {value for value, _ in dates(found).values()}
    assert told >= {date(2005, 5, day) for day in (6, 7, 8, 9)} | {date(2003, 3, 1), date(2012, 2, 10)}
    others = [{p: v.value for p, _, v in f.leaves() if not isinstance(v.value, date)} for f in (asked, found)]
    assert others[0] == others[1]
    for _, _, value in found.leaves():
        assert all(text[source.start : source.end] == source.text for source in value.sources)


def test_the_text_of_a_date_is_what_stands_on_the_page() -> None:
    found = extract(plain(in_words(FILED, "Feb. 27, 2018")))
    assert found.period_of_report.text == "May. 6, 2005"
    assert found.non_derivative_table[0].transaction_date.text == "May. 6, 2005"
    assert found.owner_signatures[0].signature_date.text == "May. 9, 2005"
    assert found.non_derivative_table[0].security_title.value == "Common Stock"


@pytest.mark.parametrize("dialect", ["grid", "pipes", "plain"])
@pytest.mark.parametrize("stands", ["06-May-2005", "May 6, 2005", "6 May 2005", "06-MAY-05"])
def test_a_date_that_alone_is_in_words_is_no_other_rows(dialect: str, stands: str) -> None:
    page = [[stands if c == "05/06/2005" else c for c in line] for line in SALES]
    first, second = extract(DIALECTS[dialect](page)).non_derivative_table
    assert (first.transaction_date.value, first.transaction_date.status) == (date(2005, 5, 6), Status.READ)
    assert second.transaction_date.value == date(2005, 5, 7)
    assert first.transaction_date.confidence > 0.95


@pytest.mark.parametrize("dialect", ["grid", "pipes", "plain"])
@pytest.mark.parametrize("stands", ["O6-May-2OO5", "06-Mav-2005", "Mav 6, 2005", "6 Mny 2005"])
def test_a_misread_date_in_words_is_mended(dialect: str, stands: str) -> None:
    page = [[stands if c == "05/06/2005" else c for c in line] for line in SALES]
    first, second = extract(DIALECTS[dialect](page)).non_derivative_table
    assert first.transaction_date.value == date(2005, 5, 6)
    assert second.transaction_date.value == date(2005, 5, 7)


@pytest.mark.parametrize("stands", ["03-May-2005", "12-Oct-2004", "May 3, 2005", "Sept. 21, 2004", "3 May 2005", "2005-05-03"])
def test_the_box_for_the_period_is_read_by_itself(stands: str) -> None:
    for printed in (tabs, pipes, plain):
        found = extract(printed(changed(SALES, ("Year) 05/06/2005", f"Year) {stands}"), ("FORM 4", "FORM 5"))))
        assert found.period_of_report.text == stands
        assert found.period_of_report.status is Status.READ


@pytest.mark.parametrize(
    "stands",
    [
        *("May 10, 2005", "10 May 2005", "May. 10 2005", "May 10th, 2005", "10-May-2005", "10-MAY-05", "2005-05-10"),
        *("5/10/05", "05/10/05", "5-10-2005", "Dated: May 10, 2005", "Date: 10 May 2005", "May 10, 2005 Date"),
    ],
)
@pytest.mark.parametrize("joint", [" ", "\n", "\t"])
def test_dates_of_signatures(stands: str, joint: str) -> None:
    signed = f"/s/ Ada L. Qvist{joint}{stands}"
    text = plain(SALES).replace("/s/ Ada L. Qvist\n05/09/2005", signed)
    assert signed in text
    (signature,) = extract(text).owner_signatures
    assert signature.signature_date.value == date(2005, 5, 10)
    assert signature.signature_name.value == "/s/ Ada L. Qvist"


def test_dates_in_the_edges_of_cells_are_put_together() -> None:
    for stands in ("06-May\t-2005", "06-\tMay-2005", "May 6,\t2005", "06-Ma\ty-2005"):
        page = [[stands if c == "05/06/2005" else c for c in line] for line in SALES]
        first, _ = extract(tabs(page)).non_derivative_table
        assert first.transaction_date.value == date(2005, 5, 6)


def test_lines_within_a_cell_are_put_together() -> None:
    for stands in ("May 6,<br>2005", "May<br>6, 2005", "06-May-<br>2005"):
        page = [[stands if c == "05/06/2005" else c for c in line] for line in SALES]
        first, _ = extract(pipes(page)).non_derivative_table
        assert first.transaction_date.value == date(2005, 5, 6)


NOTE = "1. The shares were sold under a plan that the reporting person had adopted in the spring of the year before."


@pytest.mark.parametrize("dialect", DIALECTS)
def test_footnotes_and_remarks_keep_their_dates_as_they_are_written(dialect: str) -> None:
    told = "The option vests in three equal parts beginning on March 15, 2006 and is held by a trust dated 27-Feb-1998."
    page = [["1. " + told] if line == [NOTE] else line for line in SALES]
    assert extract(DIALECTS[dialect](page)).footnotes[0].text.value == told


@pytest.mark.parametrize("title", ["5% Notes due March 1, 2018", "Units granted May 6, 2005", "Warrants of 27-Feb-2004"])
def test_names_of_securities_keep_theirs(title: str) -> None:
    for printed in (tabs, pipes):
        first, _ = extract(printed(changed(SALES, ("Common Stock", title)))).non_derivative_table
        assert first.security_title.value == title
        assert first.transaction_date.value == date(2005, 5, 6)


@pytest.mark.parametrize(
    "nature", ["By trust dated March 4, 1998", "By Qvist Trust u/a/d March 4, 1998", "By GRAT of 4-Mar-1998"]
)
def test_natures_of_ownership_keep_theirs(nature: str) -> None:
    page = [[*line[:-2], "I", nature] if line[0] == "Common Stock" else line for line in SALES]
    for printed in (tabs, pipes):
        first, _ = extract(printed(page)).non_derivative_table
        assert first.nature_of_ownership.value == nature


def test_a_month_with_its_year_is_no_day() -> None:
    text = plain(
        changed(SALES, ("3. Date of Earliest Transaction (Month/Day/Year) 05/06/2005", "4. Statement for Month/Year May 2005"))
    )
    assert extract(text, reconcile=False).period_of_report.value is None
