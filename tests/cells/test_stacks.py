"""Address boxes whose cells hold a stretch of every printed line: captions, places and the issuer's name tell the lines apart."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor import extract
from extractor.cells.cut_captions import cut_captions
from extractor.cells.stacked_places import known_place
from extractor.dialects.page import Page
from extractor.dialects.read import read
from extractor.filing import ReportingOwner
from extractor.language.model import squeezed

TOP = """FORM 4 UNITED STATES SECURITIES AND EXCHANGE COMMISSION
Washington, D.C. 20549 OMB APPROVAL
STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP
Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934
{}
Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
Explanation of Responses:
/s/ {} 04/04/2001
** Signature of Reporting Person Date
"""


def owner(*cells: str, signed: str = "Ada B. Qvist") -> ReportingOwner:
    return extract(TOP.format("\t".join(cells), signed), min_confidence=0.0).reporting_owners[0]


def cells_of(text: str) -> tuple[Page, list[range]]:
    page = read(text)
    numbers = page.cell.tolist()
    return page, [range(numbers.index(n), len(numbers) - numbers[::-1].index(n)) for n in sorted(set(numbers))]


@pytest.mark.parametrize(
    ("cells", "captions"),
    [
        (["QVIST (Last)", "A (Fi", "DA rst) (M", "ro idd 05", "n le) 401"], ["(Last)", "(Fi", "rst) (M", "idd", "le)"]),
        (["QVIST (Last) (Street)", "ADA (Firs 12", "t) MILL"], ["(Last) (Street)", "(Firs", "t)"]),
        (["OSLO (City)", "VT (Sta", "ate) 0540", "1 (Z", "ip)"], ["(City)", "(Sta", "ate)", "(Z", "ip)"]),
        (["2. Issuer (Check", "ADA idd le)"], ["", ""]),
    ],
)
def test_a_caption_that_has_begun_goes_on_in_the_next_cells(cells: Sequence[str], captions: Sequence[str]) -> None:
    page, ranges = cells_of("\t".join(cells))
    found = {token for token, _ in cut_captions(page, ranges)}
    assert [" ".join(page.words[t] for t in cell if t in found) for cell in ranges] == captions


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (["12 MILL BURLINGT", "ROAD ON VT", "054", "0", "1"], ["BURLINGT", "ON", "VT", "054", "0", "1"]),
        (["12 MILL BURLINGT 5", "ROAD TON VT", "05401"], ["BURLINGT", "TON", "VT", "05401"]),  # a stain, and a letter twice
        (["12 MILL BURLINGT", "ROAD ON VT", "054", "9"], []),
    ],
)
def test_ends_of_cells_are_the_place_that_the_list_of_zip_codes_knows(cells: Sequence[str], place: Sequence[str]) -> None:
    page, ranges = cells_of("\t".join(cells))
    assert [page.words[t] for t in known_place(page, ranges)] == place


def test_stretches_of_captions_and_of_a_known_place_are_none_of_the_name_and_the_street() -> None:
    read = owner(
        "1. Name and Qvist (Last) C/O ZORB 35 TORRIN (Street) BURLING",
        "Address of Repo Stuar (First LAT TECHN GTON LANE TON VT",
        "rting Person* t B. ) (M OLOGIES, INC. 05",
        "idd 40",
        "le) 1",
        "",
        "2. Issu Zorb",
        "er Name and Tic lat Technologi",
        "ker or Tradin es, Inc. [ Z",
        "g Symbol BLT ]",
        signed="Stuart B. Qvist",
    )
    street = squeezed(read.rpt_owner_street1.value or ""), read.rpt_owner_street2.value
    place = read.rpt_owner_city.value, read.rpt_owner_state.value, read.rpt_owner_zip_code.value
    assert read.rpt_owner_name.value == "Qvist Stuart B."
    assert street == ("cozorblattechnologiesinc", "35 TORRINGTON LANE")
    assert place == ("BURLINGTON", "VT", "05401")


def test_the_issuer_s_name_ends_the_line_care_of_it_and_the_number_of_the_house_begins_the_next() -> None:
    read = owner(
        "1. Name and QVIST (Last) C/O ZORB 100 POINT (Street)",
        "Address of LAT DIGI",
        "Reporting Person* ADA (First) TAL MOBILIT ROAD",
        "B (Middle) Y ACQU",
        "ISITION",
        "",
        "2. Issuer Zorblat",
        "Name and Digital Mob",
        "Ticker or Trading ility Acquisition",
        "Symbol Corp. [ ZBLT ]",
    )
    assert read.rpt_owner_name.value == "QVIST ADA B"
    street = squeezed(read.rpt_owner_street1.value or ""), read.rpt_owner_street2.value
    assert street == ("cozorblatdigitalmobilityacquisition", "100 POINT ROAD")
