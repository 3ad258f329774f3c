"""The other text of members of a group, which has words of the captions beside it."""

from __future__ import annotations

import pages
import pytest

import extractor

FLAT = [
    ["FORM 4"],
    ["STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP"],
    ["1. Name and Address of Reporting Person*"],
    ["TRELL MARGO"],
    ["(Last) (First) (Middle)"],
    ["77 BIRCH LANE"],
    ["(Street)"],
    ["DULUTH MN 55802"],
    ["(City) (State) (Zip)"],
    ["2. Issuer Name and Ticker or Trading Symbol"],
    ["ZORBLAT HOLDINGS INC [ ZBLT ]"],
    ["3. Date of Earliest Transaction (Month/Day/Year)"],
    ["05/06/2005"],
    ["4. If Amendment, Date of Original Filed (Month/Day/Year)"],
    ["5. Relationship of Reporting Person(s) to Issuer (Check all applicable)"],
    ["Director"],
    ["10% Owner"],
    ["Officer (give title below)"],
    ["X Other (specify below)"],
]
JOINT = [
    ["6. Individual or Joint/Group Filing (Check Applicable Line)"],
    ["X Form filed by One Reporting Person"],
    ["Form filed by More than One Reporting Person"],
]
CELLS = [
    [
        "1. Name and Address of Reporting Person* TRELL MARGO",
        "2. Issuer Name and Ticker or Trading Symbol ZORBLAT HOLDINGS INC [ ZBLT ]",
        "5. Relationship of Reporting Person(s) to Issuer (Check all applicable)",
    ],
    [
        "(Last) (First) (Middle) 77 BIRCH LANE",
        "3. Date of Earliest Transaction (Month/Day/Year) 05/06/2005",
        "Director 10% Owner Officer (give title below) X Other (specify below)",
    ],
    ["(Street) DULUTH MN 55802 (City) (State) (Zip)", "4. If Amendment, Date of Original Filed (Month/Day/Year)", ""],
]
TEXTS = [
    "Member of 13(d) group",
    "Member of 13D Group",
    "Member of Section 13D Group",
    "Member of Section 13(d) group",
    "Member of 10% owner group",
    "Member of a 10% Group",
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_member_of_a_group_on_a_line_of_its_own(text: str) -> None:
    (owner,) = extractor.extract(pages.plain([*FLAT, [text], *JOINT, *pages.TABLE1, *pages.TAIL])).reporting_owners
    assert (owner.other_text.value, owner.is_other.value) == (text, True)
    assert not owner.officer_title.present
    assert not owner.is_ten_percent_owner.value


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("dialect", ["grid", "pipes", "html"])
def test_a_member_of_a_group_in_a_cell(text: str, dialect: str) -> None:
    boxes = [*CELLS[:2], [*CELLS[2][:2], f"{text} 6. Individual or Joint/Group Filing (Check Applicable Line)"]]
    page = pages.DIALECTS[dialect]([*pages.TOP, *boxes, *pages.TABLE1, *pages.TAIL])
    (owner,) = extractor.extract(page).reporting_owners
    assert (owner.other_text.value, owner.is_other.value) == (text, True)
