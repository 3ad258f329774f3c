# ruff: noqa: E501 - lines of forms stand as they are printed
from __future__ import annotations

import numpy as np
import pages
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import DIALECTS, SALES, tabs
from printed import find_printed

from extractor.dialects.page import Page, ranks
from extractor.dialects.read import read
from extractor.form.printed import PHRASES
from extractor.regions.pointers import without_pointers
from extractor.regions.regions import Region, Regions, find_regions
from extractor.regions.sentences import closed_lines, prose_lines

ORDER = [Region.TOP, Region.BOXES, Region.TABLE1, Region.TABLE2, Region.NOTES, Region.SIGNATURE, Region.TAIL]


def regions_of(text: str) -> tuple[Page, Regions]:
    page = read(text)
    return page, find_regions(page, find_printed(page))


def in_turn(regions: Regions) -> list[Region]:
    return [Region(r) for k, r in enumerate(regions.of_line.tolist()) if k == 0 or regions.of_line[k - 1] != r]


def where(text: str, word: str) -> set[Region]:
    """The regions in which a word of the page stands."""
    page, regions = regions_of(text)
    return {Region(regions.of_token[i]) for i, w in enumerate(page.words) if w == word}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_edgars_look_in_every_dialect(dialect: str) -> None:
    text = DIALECTS[dialect](SALES)
    page, regions = regions_of(text)
    assert page.dialect == dialect
    assert in_turn(regions) == ORDER
    assert where(text, "QVIST") == {Region.BOXES}
    assert where(text, "1,200") == {Region.TABLE1}
    assert where(text, "spring") == {Region.NOTES}


REMARKS = [["Remarks:"], ["A trustee signs for the estate."]]
FURTHER = [
    ["1. Name and Address of Reporting Person* TRELL MARGO"],
    ["(Last) (First) (Middle) 77 BIRCH LANE"],
    ["(Street) DULUTH MN 55802 (City) (State) (Zip)"],
    ["Relationship of Reporting Person(s) to Issuer"],
    ["Director X 10% Owner Officer (give title below) Other (specify below)"],
]
OPTION = [
    "Stock Option",
    "$12.5",
    "05/06/2005",
    "",
    "M",
    "",
    "",
    "2,000",
    "(1)",
    "03/04/2012",
    "Common Stock",
    "2,000",
    "$0",
    "6,444",
]


@pytest.mark.parametrize(("behind", "region"), [(REMARKS, Region.REMARKS), (FURTHER, Region.BOXES)])
@pytest.mark.parametrize(
    ("tables", "last", "table"),
    [(pages.TABLE1, "8,500", Region.TABLE1), ([*pages.TABLE1, *pages.TABLE2, OPTION], "6,444", Region.TABLE2)],
)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_last_row_stays_in_its_table_whatever_follows(
    dialect: str, tables: pages.Page, last: str, table: Region, behind: pages.Page, region: Region
) -> None:
    text = DIALECTS[dialect]([*pages.TOP, *pages.BOXES, *tables, *behind, *pages.TAIL])
    assert where(text, last) == {table}
    assert where(text, "Remarks:" if region is Region.REMARKS else "BIRCH") == {region}


SEEN = """Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security (Instr. 3) 2. Transaction Date (Month/Day/Year) 3. Transaction Code (Instr. 8) 5. Amount of Securities
Common Stock 05/06/2005 S 1,200 D $17.25 8,800 I See
Explanation
of
Responses
(1)
Common Stock 3,100 I See Explanation of Responses: (2)
Class B Stock 4,200 I By spouse
Explanation of Responses:
(1) The shares were held by a trust for the children of the reporting person, who is its trustee.
"""


def test_natures_that_name_the_heading_of_the_footnotes_do_not_end_the_table() -> None:
    page, _ = regions_of(SEEN)
    printed = find_printed(page)
    regions = find_regions(page, without_pointers(page, printed))
    of_word = {word: Region(regions.of_token[k]) for k, word in enumerate(page.words)}
    assert {of_word[word] for word in ("1,200", "3,100", "4,200")} == {Region.TABLE1}
    assert of_word["trustee."] is Region.NOTES


def test_a_row_that_ends_with_a_legal_form_is_no_sentence() -> None:
    row = "Ordinary Shares, par value $.01 per share 63,296 I Held by Quill Partners VII, LP."
    page = read(f"{row}\nThe shares are held by a trust for the children.\n")
    assert closed_lines(page, ranks(page.line), 2).tolist() == [False, True]


SHEET = [
    ["FORM 4"],
    ["UNITED STATES SECURITIES AND EXCHANGE COMMISSION", "Washington, D.C. 20549", "OMB APPROVAL"],
    ["STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP OF SECURITIES"],
    ["[ ] Check this box if no longer subject to Section 16. Form 4 or Form 5 obligations may continue. See Instruction 1(b)."],
    [
        "Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934 or Section 30(h) of the Investment Company Act of 1940"
    ],
    [
        "1. Name and Address of Reporting Person * Qvist Ada L",
        "2. Issuer Name and Ticker or Trading Symbol ZORBLAT HOLDINGS INC [ZBLT]",
        "5. Relationship of Reporting Person(s) to Issuer (Check all applicable)",
    ],
    ["(Last) (First) (Middle)", "3. Date of Earliest Transaction (MM/DD/YYYY)", "__X__ Director _____ 10% Owner"],
    ["12 ELM ROAD", "5/6/2005", "_____ Officer (give title below) _____ Other (specify below)"],
    [
        "(Street)",
        "4. If Amendment, Date Original Filed (MM/DD/YYYY)",
        "6. Individual or Joint/Group Filing (Check Applicable Line)",
    ],
    ["DULUTH, MN 55802", "", "_X _ Form filed by One Reporting Person"],
    ["(City) (State) (Zip)", "", "___ Form filed by More than One Reporting Person"],
    *pages.TABLE1,
    *pages.TABLE2,
    ["Explanation of Responses:"],
    [
        "( 1)",
        "The shares were sold under a plan that the reporting person had adopted in the spring of the year before.",
    ],
    ["Reporting Owners"],
    ["Reporting Owner Name / Address", "Relationships"],
    ["", "Director", "10% Owner", "Officer", "Other"],
    ["Qvist Ada L 12 ELM ROAD DULUTH, MN 55802", "X", "", "", ""],
    ["Signatures"],
    ["/s/ Ada L. Qvist", "5/9/2005"],
    ["** Signature of Reporting Person", "Date"],
    *pages.TAIL[-4:],
]


def test_the_stylesheets_look_has_a_closing_table_of_owners() -> None:
    text = tabs(SHEET)
    page, regions = regions_of(text)
    order = in_turn(regions)
    assert order[:4] == ORDER[:4]
    assert Region.OWNERS in order
    assert order[-2:] == [Region.SIGNATURE, Region.TAIL]
    at = page.words.index("Owners")
    assert regions.of_token[at] == Region.OWNERS
    assert where(text, "Qvist") >= {Region.BOXES, Region.OWNERS}


@pytest.mark.parametrize("title", ["See Remarks", "SeeRemarks", "See'Remarks"])
def test_a_title_that_points_to_the_remarks_does_not_begin_them(title: str) -> None:
    rows = [[cell.replace("Qvist Ada", f"Qvist Ada {title}") for cell in row] for row in SHEET]
    assert where(tabs(rows), "Qvist") >= {Region.BOXES, Region.OWNERS}


OLD = [
    ["FORM 4"],
    ["UNITED STATES SECURITIES AND EXCHANGE COMMISSION"],
    ["STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP"],
    [
        "Filed pursuant to Section 16(a) of the Securities Exchange Act of 1934, Section 17(a) of the Public Utility Holding "
        "Company Act of 1935 or Section 30(f) of the Investment Company Act of 1940"
    ],
    ["1. Name and Address of Reporting Person*", "2. Issuer Name and Ticker or Trading Symbol", "6. Relationship of Reporting Person(s) to Issuer"],
    ["Qvist, Ada L.", "Zorblat Holdings, Inc. (ZBLT)", "(Check all applicable)"],
    ["(Last) (First) (Middle)", "3. I.R.S. or Social Security Number of Reporting Person (Voluntary)", "4. Statement for Month/Year 3/1998"],
    ["12 Elm Road (Street)", "5. If Amendment, Date of Original (Month/Year)", "X Director 10% Owner"],
    ["Duluth MN 55802 (City) (State) (Zip)", "7. Individual or Joint/Group Filing (Check Applicable Line)", "X Form filed by One Reporting Person"],
    ["Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned"],
    [
        "1. Title of Security (Instr. 3)", "2. Transaction Date (Month/Day/Year)", "3. Transaction Code (Instr. 8)",
        "4. Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)",
        "5. Amount of Securities Beneficially Owned at End of Month (Instr. 3 and 4)",
        "6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)", "7. Nature of Indirect Beneficial Ownership (Instr. 4)",
    ],
    ["Common Stock", "3/12/98", "P", "1,200 A $17.25", "8,800", "D", ""],
    ["Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly."],
    ["Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned (e.g., puts, calls, warrants, options, convertible securities)"],
    ["1. Title of Derivative Security (Instr. 3)", "2. Conversion or Exercise Price of Derivative Security", "9. Number of Derivative Securities Beneficially Owned at End of Month (Instr. 4)"],
    ["Option to buy", "$12.50", "4,000"],
    ["Explanation of Responses:"],
    ["None of the shares is held by the family."],
    ["/s/ Ada L. Qvist", "4/8/98"],
    ["** Signature of Reporting Person", "Date"],
]  # fmt: skip


@pytest.mark.parametrize("dialect", ["grid", "pipes", "html", "plain"])
def test_an_old_edition(dialect: str) -> None:
    text = DIALECTS[dialect](OLD)
    order = in_turn(regions_of(text)[1])
    assert order[0] is Region.TOP
    assert [r for r in order if r in ORDER[1:5]] == ORDER[1:5]
    assert where(text, "3/1998") == {Region.BOXES}
    assert where(text, "1,200") == {Region.TABLE1}
    assert where(text, "4,000") == {Region.TABLE2}
    assert where(text, "family.") == {Region.NOTES}


def test_form_3() -> None:
    page = [
        ["FORM 3"],
        ["INITIAL STATEMENT OF BENEFICIAL OWNERSHIP OF SECURITIES"],
        ["1. Name and Address of Reporting Person* QVIST ADA", "2. Date of Event Requiring Statement (Month/Day/Year) 05/06/2005"],
        ["3. Issuer Name and Ticker or Trading Symbol ZORBLAT HOLDINGS INC [ ZBLT ]", "(Street) DULUTH MN 55802 (City) (State) (Zip)"],
        ["Table I - Non-Derivative Securities Beneficially Owned"],
        ["1. Title of Security (Instr. 4)", "2. Amount of Securities Beneficially Owned (Instr. 4)", "3. Ownership Form: Direct (D) or Indirect (I) (Instr. 5)"],
        ["Common Stock", "4,500", "D"],
        ["Table II - Derivative Securities Beneficially Owned (e.g., puts, calls, warrants, options, convertible securities)"],
        ["1. Title of Derivative Security (Instr. 4)", "2. Date Exercisable and Expiration Date (Month/Day/Year)", "4. Conversion or Exercise Price of Derivative Security"],
        ["Option", "(1) 05/06/2015", "12.5"],
        ["Explanation of Responses:"],
        ["1. The option vests in four equal annual parts."],
        ["** Signature of Reporting Person", "Date"],
    ]  # fmt: skip
    text = tabs(page)
    assert in_turn(regions_of(text)[1]) == ORDER[:6]
    assert where(text, "4,500") == {Region.TABLE1}
    assert where(text, "12.5") == {Region.TABLE2}


def test_joint_filers_have_boxes_of_their_own_behind_the_notes() -> None:
    second = [["1. Name and Address of Reporting Person* QVIST FAMILY TRUST"], *pages.BOXES[1:]]
    text = tabs([*SALES[:-7], *second])
    page, regions = regions_of(text)
    at = page.words.index("FAMILY")
    assert regions.of_token[at] == Region.BOXES
    assert in_turn(regions).count(Region.BOXES) == 2


def test_noise_does_not_move_the_regions() -> None:
    random = np.random.default_rng(3)
    letters = list(tabs(SALES))
    for at in random.choice(len(letters), len(letters) // 20, replace=False):
        if letters[at].isalpha():
            letters[at] = "abcdefghijklmnopqrstuvwxyz"[random.integers(26)]
    order = in_turn(regions_of("".join(letters))[1])
    assert order[:5] == ORDER[:5]


def test_a_text_that_is_no_filing_is_all_top() -> None:
    page, regions = regions_of("Dear Ada,\n\nthe hens are well, and the roof holds.\n\nYours\n")
    assert set(regions.of_token.tolist()) == {Region.TOP}
    assert len(regions.of_token) == len(page)
    assert len(regions_of("")[1].of_line) == 0


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from([p.text for p in PHRASES]) | st.text(max_size=8), max_size=15).map("\n".join))
def test_every_token_has_a_region(text: str) -> None:
    page, regions = regions_of(text)
    assert len(regions.of_token) == len(regions.line_of) == len(regions.block) == len(page)
    assert (np.diff(regions.line_of) >= 0).all()
    assert (np.diff(regions.block) >= 0).all()
    assert set(regions.of_line.tolist()) <= {int(r) for r in Region}


HEADS1 = "1. Title of Security (Instr. 3)\t2. Transaction Date (Month/Day/Year)\t3. Transaction Code (Instr. 8)\t5. Amount of Securities Beneficially Owned\t7. Nature of Indirect Beneficial Ownership"
HEADS2 = "1. Title of Derivative Security (Instr. 3)\t2. Conversion or Exercise Price of Derivative Security\t6. Date Exercisable and Expiration Date\t7. Title and Amount of Underlying Securities"
TITLE1 = "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned"
TITLE2 = "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned (e.g., puts, calls, warrants, options, convertible securities)"


def test_a_row_that_shares_its_cells_with_the_title_of_table_2_is_table_1() -> None:
    fused = "Common St Table I\tock I - Derivative\t05/06/2002 Securities Acqui\t4,321 red, Disposed of, or\t8,765 Beneficially Owned (e.g., puts, calls,\tD warrants, options, convertible securities)\t"
    text = "\n".join(["FORM 4", TITLE1 + "\t", HEADS1 + "\t", fused, HEADS2 + "\t", "Stock Option\t$7.50\t05/06/2003\t9,999\t"])
    assert where(text, "4,321") == {Region.TABLE1}
    assert where(text, "9,999") == {Region.TABLE2}


def test_a_row_above_the_title_of_table_2_in_one_cell_is_table_1() -> None:
    row = "Class B Common Stock 05/06/2002 S 4,321(2) D $8.75 65,432 D"
    title = "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned<br>(e.g., puts, calls, warrants, options, convertible securities)"
    cells = [f"| {row}<br>{title} |", "| " + HEADS2.replace("\t", " | ") + " |", "| Stock Option | $7.50 | 05/06/2003 | 9,999 |"]
    reminder = "Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly."
    text = "\n".join(["FORM 4", f"| {TITLE1} |", "| " + HEADS1.replace("\t", " | ") + " |", *cells, reminder])
    assert where(text, "4,321") == {Region.TABLE1}
    assert where(text, "9,999") == {Region.TABLE2}


def test_a_row_that_shares_its_cells_with_title_and_heads_of_table_2_is_table_1() -> None:
    cells = [
        "Common Stock 1. Title of Derivative Security (Instr. 3)",
        "2. Conversion or Exercise Price of Derivative Security",
        "05/0 3. Transaction Date",
        "6/2002 Table II - Derivative Securities Acq (e.g., puts, calls, warr 5. Number of Derivative Securities (Instr. 3, 4 and 5)",
        "uired, Disposed of, or ants, options, convertible 6. Date Exercisable and Expiration Date",
        "4,321(2) Beneficially Owned securities) 7. Title and Amount of Underlying Securities (Instr. 3 and 4)",
        "$0.00 8. Price of Derivative Security (Instr. 5)",
        "65,432 9. Number of derivative Securities",
    ]
    text = "\n".join(
        ["FORM 4", TITLE1 + "\t", HEADS1 + "\t", "\t".join(cells), "Code\tV\t(A)\t(D)\tDate Exercisable\tExpiration Date\t"]
    )
    assert where(text, "4,321") == {Region.TABLE1}


def test_heads_tell_table_2_whose_title_is_lost() -> None:
    heads = "1. Titie of Derlvatlve Securlty\t2. Convcrslon or Exerclsc Prlce of Derivatlve Securlty\t6. Datc Exc rclsable and Explra tlon Datc\t7. Title and Amount of Undcrlying Securitles\t"
    text = "\n".join(
        [
            "FORM 4",
            TITLE1 + "\t",
            HEADS1 + "\t",
            "Common Stock\t05/06/2002\tP\t4,321\t",
            heads,
            "Stock Option\t$7.50\t05/06/2003\t9,999\t",
        ]
    )
    assert where(text, "4,321") == {Region.TABLE1}
    assert where(text, "9,999") == {Region.TABLE2}


def test_a_director_s_option_is_no_closing_table_of_owners() -> None:
    rows = [f"Director Stock Option   $4{n}.50   05/11/201{n}   05/11/202{n}   Common Stock   2,50{n}   D" for n in range(4)]
    text = "\n".join(
        [
            "FORM 4",
            TITLE1,
            HEADS1.replace("\t", "   "),
            "",
            TITLE2,
            HEADS2.replace("\t", "   "),
            *rows,
            "",
            "Explanation of Responses:",
            "1. Vests in spring.",
        ]
    )
    assert where(text, "2,503") == {Region.TABLE2}


def test_an_address_in_capitals_that_ends_with_a_full_stop_stays_in_the_closing_table_of_owners() -> None:
    at = next(k for k, row in enumerate(SHEET) if row == ["Reporting Owners"])
    rows = [
        *SHEET[: at + 1],
        ["Reporting Owner Name / Address", "Relationships"],
        ["", "Director", "10% Owner", "Officer", "Other"],
    ]
    rows += [
        ["Qvist Ada L", "X"],
        ["C/O ZORBLAT HOLDINGS AND SONS CORP."],
        ["40 W. ELMHURST BLVD., STE. 9, 6 FL."],
        ["DULUTH, MN 55802"],
    ]
    text = pages.tabs([*rows, ["Signatures"], ["** Signature of Reporting Person", "Date"]])
    assert where(text, "ELMHURST") == where(text, "SONS") == {Region.OWNERS}


def test_a_holding_that_shares_its_line_with_the_title_of_table_2_is_table_1() -> None:
    rows = [
        *SHEET[: SHEET.index(pages.TABLE2[0])],
        [
            "Class Q Preferred Stock",
            "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned",
            "5,310",
            "D",
        ],
        *pages.TABLE2[1:],
    ]
    assert where(tabs(rows), "5,310") == {Region.TABLE1}


def test_specks_before_the_heads_of_table_2_are_no_title_of_table_1() -> None:
    text = """Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security (Instr. 3) 2. Transaction Date (Month/Day/Year) 4. Securities Acquired (A) or Disposed of (D)
Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned
(e.g., puts, calls, warrants, options, convertible securities)
1. Title of Derivative Security (Instr. 3) 2. Conversion or Exercise Price of 3. Transaction Date (Month/Day/Year)
noe . ; Derivative | ; pe a eS
Warrants $7.32 Class Q Preferred 389,000
"""
    assert where(text, "389,000") == {Region.TABLE2}


def test_a_row_that_ends_with_a_full_stop_is_no_sentence_of_the_notes() -> None:
    row = "Common Stock      05/07/2005      F      29,471(1)      D      $3.18      618,205      See."
    reminder = "Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly."
    text = DIALECTS["spaced"]([*pages.TOP, *pages.BOXES, *pages.TABLE1]) + f"\n{row}\nNote(2)\n{reminder}\n"
    text += DIALECTS["spaced"]([*pages.TABLE2, *pages.TAIL])
    assert where(text, "618,205") == {Region.TABLE1}


def test_table_2_does_not_begin_behind_the_foot_of_a_page_without_title_or_heads() -> None:
    first = '"Tabl l--e Non-D\teri\tvati it\ti quired,\tDi o\tf, or\tQ\twned\t'
    row = "Cornmon Shares a\t8/2\t2/00 +\tP\t35\t,5570)\tA.\toO.\t546,799 (2) .\tD\t"
    second = "Table ll - (e.\tDeriva g., p\tti ities calls,\tAcquired, $, opti\tDi: of, ons, il\tor\tOv 2\tmed\t"
    text = "\n\n".join([tabs([*pages.TOP, *pages.BOXES]), first, tabs(pages.TABLE1[1:2]), row, second])
    text += "\n\n" + tabs([*pages.TABLE2[1:], *pages.TAIL])
    assert where(text, "546,799") == {Region.TABLE1}


@pytest.mark.parametrize(
    ("line", "prose"),
    [
        ("2.TheunitsvestinthreeequalannualinstallmentscommencingonMarch1,2023.", True),
        ("C/OZORBLATHOLDINGSINC.,1201PENNSYLVANIAAVENUENW,6THFLOOR", False),
        ("Share Option $3.12 06/03/2022 A 468,085", False),
    ],
)
def test_a_word_longer_than_any_is_a_sentence_whose_blanks_are_lost(line: str, prose: bool) -> None:
    page = read(f"{line}\n")
    assert prose_lines(page, ranks(page.line), 1).tolist() == [prose]


def test_a_row_in_the_cell_of_the_title_of_table_2_is_table_1() -> None:
    fused = f"Class Q Preferred Stock 05/06/2002 S 4,321 D $17.25 8,765 D {TITLE2}\t"
    text = "\n".join(["FORM 4", TITLE1 + "\t", HEADS1 + "\t", fused, HEADS2 + "\t", "Stock Option\t$7.50\t05/06/2003\t9,999\t"])
    assert where(text, "4,321") == {Region.TABLE1}
    assert where(text, "9,999") == {Region.TABLE2}


HEADS = "1. Title of Security (Instr. 3)\t2. Transaction Date\t3. Transaction Code\t5. Amount of Securities Beneficially Owned"
DERIVATIVE_HEADS = "1. Title of Derivative Security\t2. Conversion or Exercise Price\t3. Transaction Date\t6. Expiration Date"
ABOVE = [
    "FORM 4\tUNITED STATES SECURITIES AND EXCHANGE COMMISSION",
    "STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP",
    "1. Name and Address of Reporting Person Qvist Ada L\t2. Issuer Name and Ticker or Trading Symbol ZORBLAT INC [ZBLT]",
]


def test_a_title_of_table_i_whose_non_is_misread_is_not_that_of_table_ii() -> None:
    first = "Tabl e t - Nomd er tva tive Secu ritics Ac qured, Disp osed ol, or Benefici aly Owmed"
    second = "Tab le II - Der ivative Securities Ac quired, Disp osed of, or Beneficially Owned"
    rows = "Zibble Shares\t05/06/2005\tS\t1,200\tD", "Zobble Options\t$17.25\t05/06/2005"
    text = "\n".join([*ABOVE, "(City) (State) (Zip)", first, rows[0], second, DERIVATIVE_HEADS, rows[1]])
    assert where(text, "Zibble") == {Region.TABLE1}
    assert where(text, "Zobble") == {Region.TABLE2}


def test_a_title_of_table_ii_of_which_little_more_than_its_first_words_is_legible_begins_it() -> None:
    first = "Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned"
    second = "Table @ - Dervative Securition Dlopxqd wf, xr Gpneiiciply Qwmnd"
    text = [*ABOVE, first, HEADS, "Zibble Shares\t05/06/2005\tS\t1,200\tD", second, "1. Tdq ef Drvt", "Zobble Options\t$17.25"]
    assert where("\n".join(text), "Zibble") == {Region.TABLE1}
    assert where("\n".join(text), "Zobble") == {Region.TABLE2}


def test_a_title_without_its_non_is_table_is_if_the_heads_below_are() -> None:
    first = "- Derivative Securities Acquired, Disposed of, or Beneficially Owned"
    second = "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned"
    rows = "Zibble Shares\t05/06/2005\tS\t1,200\tD", "Zobble Options\t$17.25\t05/06/2005"
    text = "\n".join([*ABOVE, "(City) (State) (Zip)", first, "Tob1e", HEADS, rows[0], second, DERIVATIVE_HEADS, rows[1]])
    assert where(text, "Zibble") == {Region.TABLE1}
    assert where(text, "Zobble") == {Region.TABLE2}
    alone = "\n".join([*ABOVE, "(City) (State) (Zip)", first, DERIVATIVE_HEADS, rows[1]])
    assert where(alone, "Zobble") == {Region.TABLE2}


def test_the_closing_table_of_owners_begins_below_its_title_though_its_heads_are_lost() -> None:
    at = SHEET.index(["Reporting Owners"])
    rows = [*SHEET[:at], ["Reporting Owners"], ["wer nr] [one"], ["Zobblequist Ada L"], ["12 ELM ROAD"], *SHEET[-8:]]
    rows = [row for row in rows if row != ["Explanation of Responses:"] and "spring of the year" not in row[-1]]
    assert where(tabs(rows), "Zobblequist") == {Region.OWNERS}
