"""Names of owners on further pages, between the caption of box 1 and the captions below the name."""

from __future__ import annotations

from extractor.boxes.framed_names import with_framed_names
from extractor.cells.segments import Segment
from extractor.reading.read import read
from extractor.regions.printed_form import find_printed
from extractor.regions.regions import find_regions

FORM = """1. Name and Address of Reporting Person*
2. Issuer Name and Ticker or Trading Symbol
Zorblat US 1 Co
(Last) (First) (Middle)
90 ELM ROAD
(Street)
1. Name and Address of Reporting Person*
Zorblat US 2 Co
(Last) (First) (Middle)
90 ELM ROAD
(Street)
"""
NAME, CITY, STATE = "reportingOwnerId/rptOwnerName", "reportingOwnerAddress/rptOwnerCity", "reportingOwnerAddress/rptOwnerState"


def names_of(*tags: tuple[str, int, str]) -> list[str]:
    page = read(FORM)
    printed = find_printed(page)
    segments = []
    for field, line, words in tags:
        tokens = [t for t in range(len(page)) if page.line[t] == line and page.words[t] in words.split()]
        segments.append(Segment(field, line, tokens, True, 0.7))
    found = with_framed_names(page, printed, find_regions(page, printed), segments)
    return [" ".join(page.words[t] for t in s.tokens) for s in found if s.field == NAME]


def test_what_stands_in_the_frame_of_a_name_on_a_further_page_is_the_name() -> None:
    assert names_of((CITY, 7, "Zorblat"), (STATE, 7, "US"), ("issuerName", 7, "Co")) == ["Zorblat US 2 Co"]
    assert names_of((NAME, 7, "Zorblat"), ("issuerName", 7, "US 2 Co")) == ["Zorblat US 2 Co"]
    assert names_of((NAME, 7, "Zorblat US")) == ["Zorblat US"]  # beside it are specks


def test_beside_the_first_box_stands_that_of_the_issuer() -> None:
    assert names_of((CITY, 2, "Zorblat"), ("issuerName", 2, "US 1 Co")) == []
