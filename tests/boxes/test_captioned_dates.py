"""The two dates of the boxes, each behind its caption."""

from __future__ import annotations

import pages
import pytest

import extractor
from extractor.boxes.captioned_dates import with_captioned
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.filing import Hint
from extractor.readings.dates import month_alone
from extractor.regions.located import locate

PERIOD, ORIGINAL = "periodOfReport", "dateOfOriginalSubmission"
TITLES = {"4": "STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP", "5": "ANNUAL STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP"}
ROW = ["Common Stock", "12/07/1998", "", "G", "", "300", "D", "", "8,500", "D", ""]


def page_of(form: str, *dates: str) -> str:
    """A page of plain lines, each caption and each value on its own, with these lines for the boxes of dates."""
    lines = [
        f"FORM {form}",
        TITLES[form[0]],
        "1. Name and Address of Reporting Person*",
        "Trell Margo",
        "(Last) (First) (Middle)",
        "77 Birch Lane",
        "(Street)",
        "Duluth MN 55802",
        "(City) (State) (Zip)",
        "2. Issuer Name and Ticker or Trading Symbol",
        "Zorblat Holdings, Inc. [ZBLT]",
        *dates,
        "6. Relationship of Reporting Person(s) to Issuer (Check all applicable)",
        "X Director",
        "7. Individual or Joint/Group Filing (Check Applicable Line)",
        "X Form filed by One Reporting Person",
    ]
    return "\n".join(lines) + "\n" + pages.plain([*pages.TABLE1[:3], ROW, *pages.TAIL])


@pytest.mark.parametrize(
    ("form", "caption"),
    [
        ("4/A", "3. Date of Earliest Transaction (Month/Day/Year)"),
        ("5/A", "3. Statement for Issuer's Fiscal Year Ended (Month/Day/Year)"),
    ],
)
@pytest.mark.parametrize("amended", ["Date of Original Filed", "Date Original Filed"])
def test_the_date_below_the_caption_of_the_original_is_the_originals(form: str, caption: str, amended: str) -> None:
    text = page_of(form, caption, "12/31/1998", f"4. If Amendment, {amended} (Month/Day/Year)", "02/12/1999")
    filing = extractor.extract(text)
    assert (filing.period_of_report.text, filing.date_of_original_submission.text) == ("12/31/1998", "02/12/1999")
    assert filing.document_type.value == form


MONTHS = ["12/98", "12/1998", "December 1998"]


@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize("caption", ["4. Statement for Month/Year", "4. Statement for Issuer's Fiscal Year Ended (Month/Year)"])
@pytest.mark.parametrize("beside", [False, True])
def test_a_month_is_what_the_box_has_and_no_day(month: str, caption: str, *, beside: bool) -> None:
    dates = [f"{caption} {month}"] if beside else [caption, month]
    filing = extractor.extract(page_of("5", *dates, "5. If Amendment, Date of Original (Month/Year)"))
    period, original = filing.period_of_report, filing.date_of_original_submission
    assert (period.value, period.text, original.sources) == (None, month, ())
    assert Hint.MONTH_ALONE in period.hints
    assert filing.document_type.value == "5"


@pytest.mark.parametrize("month", MONTHS)
def test_the_month_of_a_form_4_tells_its_earliest_transaction(month: str) -> None:
    filing = extractor.extract(page_of("4", "4. Statement for Month/Year", month))
    assert filing.period_of_report.text == month
    assert filing.period_of_report.value == filing.rows[0].transaction_date.value


def test_the_month_of_the_original_amends() -> None:
    text = page_of("4", "4. Statement for Month/Year", "12/98", "5. If Amendment, Date of Original (Month/Year)", "01/99")
    filing = extractor.extract(text)
    assert (filing.period_of_report.text, filing.date_of_original_submission.text) == ("12/98", "01/99")
    assert filing.document_type.value == "4/A"


CAPTIONS = "4. Statement for Month/Day/Year\n{}\n5. If Amendment, Date of Original (Month/Day/Year)\n{}"


def found(first: str, second: str, **labelled: str) -> dict[str, str]:
    """The dates by their fields, of which words are labelled so before."""
    located = locate(read(page_of("4", *CAPTIONS.format(first, second).splitlines())))
    page = located.page
    at = {name: [page.words.index(word) for word in words.split()] for name, words in labelled.items()}
    segments = [Segment(name, int(located.regions.line_of[tokens[0]]), tokens) for name, tokens in at.items()]
    return {
        s.field: " ".join(page.words[t] for t in s.tokens)
        for s in with_captioned(page, located.printed, located.regions, segments)
    }


def test_what_is_labelled_as_something_else_and_the_beginning_of_a_date_stay() -> None:
    assert found("12/07/1998", "01/05/1999", periodOfReport="12/07/1998") == {ORIGINAL: "01/05/1999", PERIOD: "12/07/1998"}
    both = found("12/07/1998", "01/05/1999", dateOfOriginalSubmission="12/07/1998")
    assert both == {ORIGINAL: "01/05/1999", PERIOD: "12/07/1998"}
    street = found("12/07/1998", "01/05/1999", **{"reportingOwnerAddress/rptOwnerStreet1": "01/05/1999"})
    assert street == {PERIOD: "12/07/1998", "reportingOwnerAddress/rptOwnerStreet1": "01/05/1999"}
    cut = found("12/07/1998", "01/99 /07", periodOfReport="12/07/1998 01/99")
    assert cut == {PERIOD: "12/07/1998 01/99"}


@pytest.mark.parametrize("text", ["12/98", "2/1998", "O3/1997", "December 1998", "Dec. 98", "Sept 1998", "Dec '98", "(12/98)"])
def test_months_with_their_years(text: str) -> None:
    assert month_alone(text)


@pytest.mark.parametrize("text", ["13/98", "12/31/98", "5/26/", "December", "Trell 1998", "98", "", "Mar", "12/19981", "5/03"])
def test_what_is_no_month(text: str) -> None:
    assert not month_alone(text)


def test_a_year_of_two_digits_that_may_be_a_day_is_one_that_the_filing_speaks_of() -> None:
    assert month_alone("5/03", [2003])
    assert not month_alone("5/03", [2004])
