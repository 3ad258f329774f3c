"""What stands in the boxes: marks before their captions, symbols in brackets, streets of two lines, tables by their titles."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractor.boxes.boundary import owner_and_issuer_parted
from extractor.boxes.issuer import issuer
from extractor.boxes.legal_forms import without_specks_behind_form
from extractor.boxes.owners import owners
from extractor.boxes.place_codes import code_of, state_code, state_of, zip_code
from extractor.boxes.relationships import as_remarks, with_marks_before_captions
from extractor.boxes.streets import parted_at_suite, two_lines, without_doubled
from extractor.cells.captions import is_caption
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.readings.pieces import Piece, Reading
from extractor.regions.located import locate
from extractor.regions.regions import Region

BOXES = (
    "FORM 4\nSTATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP\n1. Name and Address of Reporting Person QVIST ADA\n"
    "5. Relationship of Reporting Person(s) to Issuer (Check all applicable)\n{}\n"
    "Officer (give title below) Other (specify below)\n"
    "6. Individual or Joint/Group Filing (Check Applicable Line)\n"
)


def marks(line: str, segments: Sequence[Segment] = ()) -> set[str]:
    located = locate(read(BOXES.format(line)))
    found = with_marks_before_captions(located.page, located.regions, segments)
    return {s.field.rpartition("/")[2] for s in found}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("X Director 10% Owner", {"isDirector"}),
        ("X_Director 10% Owner", {"isDirector"}),
        ("Director X 10% Owner", {"isTenPercentOwner"}),
        ("[X] Director [ ] 10% Owner", {"isDirector"}),
        ("__X__ Director __X__ 10% Owner", {"isDirector", "isTenPercentOwner"}),
        ("_____ Director _____ 10% Owner", set()),
        ("Director 10% Owner", set()),
    ],
)
def test_a_mark_belongs_to_the_caption_behind_it(line: str, found: set[str]) -> None:
    assert marks(line) == found


def test_a_mark_far_before_a_caption_is_that_of_the_caption_lost_between() -> None:
    def laid_out(line: str) -> set[str]:
        columns = "1. Name and Address of Reporting Person          2. Issuer Name          5. Relationship\n"
        return marks(columns * 3 + line)

    assert laid_out("                    x          .                        10% Owner") == {"isDirector"}
    assert laid_out("                    Director                        x   10% Owner") == {"isTenPercentOwner"}


def test_a_mark_that_was_taken_for_another_is_taken_back() -> None:
    page = locate(read(BOXES.format("X Director 10% Owner"))).page
    wrong = Segment("reportingOwnerRelationship/isOther", 4, [page.words.index("X")])
    assert marks("X Director 10% Owner", [wrong]) == {"isDirector"}


@pytest.mark.parametrize(
    ("text", "symbol_from", "name", "symbol"),
    [
        ("ZORBLAT HOLDINGS INC. [QZXV]", 2, "ZORBLAT HOLDINGS INC.", "QZXV"),
        ("ZORBLAT HOLDINGS INC.[QZXV]", 2, "ZORBLAT HOLDINGS INC.", "QZXV"),
        ("ZORBLAT HOLDINGS [ QZX, QZXW ]", 2, "ZORBLAT HOLDINGS", "QZXQZXW"),
        ("ZORBLAT HOLDINGS QZX", 2, "ZORBLAT HOLDINGS", "QZX"),
        ("ZORBLAT HOLDINGS [QZ5V]", 2, "ZORBLAT HOLDINGS", "QZSV"),
        ("ZORBLAT HOLDINGS INC.{QZXV]", 2, "ZORBLAT HOLDINGS INC.", "QZXV"),
        ("ZORBLAT HOLDINGS [QZXj", 2, "ZORBLAT HOLDINGS", "QZX"),
        ("ZORBLAT HOLDINGS IQZXI", 2, "ZORBLAT HOLDINGS", "QZX"),
        ("ZORBLAT HOLDINGS IQZX]", 2, "ZORBLAT HOLDINGS", "QZX"),
        ("ZORBLAT HOLDINGS [.QZX]", 2, "ZORBLAT HOLDINGS", "QZX"),
        ("ZORBLAT HOLDINGS [ZBLI]", 2, "ZORBLAT HOLDINGS", "ZBLI"),
        ("INTRA TOOLS INTI", 2, "INTRA TOOLS", "INTI"),
        ("ZORBLAT HOLDINGS HZBLT]", 2, "ZORBLAT HOLDINGS", "ZBLT"),
        ("ZORBLAT HOLDINGS [HZBLT]", 2, "ZORBLAT HOLDINGS", "HZBLT"),
        ("SYMBIONT TOOLS [S\u00a5MB]", 2, "SYMBIONT TOOLS", "SYMB"),
    ],
)
def test_what_stands_before_the_bracket_is_the_name_s(text: str, symbol_from: int, name: str, symbol: str) -> None:
    page = read(text)
    last = 3 if "," in text else len(page)
    segments = [
        Segment("issuer/issuerName", 0, list(range(symbol_from))),
        Segment("issuer/issuerTradingSymbol", 0, list(range(symbol_from, last))),
    ]
    found = issuer(page, segments)
    assert (found.issuer_name.value, found.issuer_trading_symbol.value) == (name, symbol)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ZORBLAT HOLDINGS ING.", "ZORBLAT HOLDINGS INC."),
        ("Zorblat Holdings Ine", "Zorblat Holdings Inc"),
        ("Zorblat Holdings, Ltc.", "Zorblat Holdings, Ltd."),
        ("ZORBLAT HOLDINGS LID", "ZORBLAT HOLDINGS LTD"),
        ("Zorblat Holdings Gorp.", "Zorblat Holdings Corp."),
        ("ZORBLAT HOLDINGS INC it", "ZORBLAT HOLDINGS INC"),
        ("ZORBLAT HOLDINGS, INC /Y", "ZORBLAT HOLDINGS, INC"),
        ("ZORBLAT CORP /DE/", "ZORBLAT CORP /DE/"),
        ("ZORBLAT CORP III", "ZORBLAT CORP III"),
        ("Zorblat Corp I-B", "Zorblat Corp I-B"),
        ("Zorblat Corp-I- B", "Zorblat Corp-I- B"),
        ("ZORBLAT CORP DE.IZBLT", "ZORBLAT CORP DE.IZBLT"),  # parted later
        ("ZORBLAT CORP. II t", "ZORBLAT CORP. II"),
        ("ZORBLAT INC & CO", "ZORBLAT INC & CO"),
        ("ZORBLAT INC.", "ZORBLAT INC."),
        ("ZORBLAT CORE", "ZORBLAT CORE"),
    ],
)
def test_a_company_s_name_ends_with_its_legal_form(text: str, name: str) -> None:
    assert without_specks_behind_form(Reading(text), 0.02).value == name


@pytest.mark.parametrize(
    ("words", "code"),
    [(["27360", "73"], "27360"), (["273", "60"], "27360"), (["27360", "7341"], "273607341"), (["100000"], "100000"), ([], None)],
)
def test_the_whole_zip_code_among_pieces(words: list[str], code: str | None) -> None:
    assert code_of([Piece(word, 0, 0, k > 0) for k, word in enumerate(words)]).value == code


@pytest.mark.parametrize(("text", "code"), [("New York", "NY"), ("HONG KONG", "K3"), ("K3", "K3"), ("Zorblat", "ZORBLAT")])
def test_states_and_countries_in_full_are_their_codes(text: str, code: str) -> None:
    assert state_code(Reading(text)).value == code


@pytest.mark.parametrize(("words", "code"), [(["xo"], "X0"), (["wl"], "WI"), (["C", "CT"], "CT"), (["NEW", "YORK"], "NY")])
def test_a_misread_code_is_no_cut_word(words: list[str], code: str) -> None:
    assert state_of([Piece(word, 0, 0, k > 0) for k, word in enumerate(words)]).value == code


def test_a_legal_form_is_read_as_it_stands_where_nothing_is_misread() -> None:
    assert without_specks_behind_form(Reading("ZORBLAT ING"), 0.0).value == "ZORBLAT ING"
    assert without_specks_behind_form(Reading("ZORBLAT CORP 1"), 0.0).value == "ZORBLAT CORP 1"


def test_a_symbol_is_known_though_its_bracket_became_a_letter_of_the_name() -> None:
    page = read("ZORBLAT INCIZBLT I\n")
    found = issuer(page, [Segment("issuer/issuerName", 0, [0, 1, 2])])
    assert (found.issuer_name.value, found.issuer_trading_symbol.value) == ("ZORBLAT INC", "ZBLT")


@pytest.mark.parametrize(
    ("read", "code"),
    [
        ("--s:14625", "14625"),
        ("5es10019", "10019"),
        ("24-10577", "10577"),
        ("x 10577-1234", "10577-1234"),
        ("10577-123", "10577-123"),
        ("10577 14625", "10577 14625"),
    ],
)
def test_a_whole_zip_code_among_specks(read: str, code: str) -> None:
    assert zip_code(read).value == code


def test_the_lines_of_a_street_are_parted_by_sense() -> None:
    page = read("C/O MERID 500 MAIN\tIAN TRUST STREET SUI\tCOMPANY TE 20\n")
    labels = dict.fromkeys(range(len(page)), False) | {page.words.index("500"): True, page.words.index("STREET"): True}
    first, second = two_lines(page, labels)
    assert [page.words[t] for t in first] == ["C/O", "MERID", "IAN", "TRUST", "COMPANY"]
    assert [page.words[t] for t in second] == ["500", "MAIN", "STREET", "SUI", "TE", "20"]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("12 ELM ROAD SUITE 5\n", "12 ELM ROAD", "SUITE 5"),
        ("12 ELM ROAD, SUITE 5\n", "12 ELM ROAD, SUITE 5", ""),
        ("12 ELM ROAD SUITE A\n", "12 ELM ROAD", "SUITE A"),
        ("12 ELM YARDS 7TH FLOOR SUITE A\n", "12 ELM YARDS 7TH FLOOR SUITE A", ""),
        ("12 ELM SUITE 5\tGROVE ROAD\n", "12 ELM GROVE ROAD", "SUITE 5"),
        ("12 ELM SUITE BUILDING\n", "12 ELM SUITE BUILDING", ""),
        ("12 ELM #5\tGROVE ROAD\n", "12 ELM GROVE ROAD", "#5"),
        ("12 ELM GROVE #5\n", "12 ELM GROVE #5", ""),
        ("12ELMGROVE 5TH FLOOR\tROAD NW\n", "12ELMGROVE ROAD NW", "5TH FLOOR"),
        ("12 ELM 5TH FLOOR\n", "12 ELM", "5TH FLOOR"),
        ("12 ELM ROAD. 5TH FLOOR\n", "12 ELM ROAD. 5TH FLOOR", ""),
        ("12 ELM DRIVE NORTHGATE\n", "12 ELM DRIVE", "NORTHGATE"),
        ("12 ELM STREET WEST\n", "12 ELM STREET WEST", ""),
        ("12 ELM STREET NORTHWEST\n", "12 ELM STREET NORTHWEST", ""),
        ("ELM DRIVE NORTHGATE\n", "ELM DRIVE NORTHGATE", ""),
    ],
)
def test_a_comma_tells_whether_a_suite_goes_on_with_its_line(text: str, first: str, second: str) -> None:
    page = read("\t" + text.strip() + "\t\t\n")  # a cell, in which the lines of the print are lost
    lines = parted_at_suite(page, range(len(page)), ())
    assert tuple(" ".join(page.words[t] for t in line) for line in lines) == (first, second)
    at = next(k for k, word in enumerate(page.words) if "ELM" in word) + 1
    whole = parted_at_suite(page, range(at), range(at, len(page))) if "ROAD" in page.words[at] else lines
    assert whole == lines


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("12 ELM ROAD, | SUITE 5\n", "12 ELM ROAD, SUITE 5", ""),
        ("12 ELM ROAD |SUITE 5\n", "12 ELM ROAD", "SUITE 5"),
        ("12 ELM ROAD,\n|SUITE 5\n", "12 ELM ROAD,", "SUITE 5"),
        ("120 OLD WHISTLING ELM GROVE PLACE ROAD, | SUITE 512\n", "120 OLD WHISTLING ELM GROVE PLACE ROAD,", "SUITE 512"),
    ],
)
def test_a_suite_behind_a_comma_on_the_same_printed_line_begins_no_second_line(text: str, first: str, second: str) -> None:
    page = read(text.replace("|", ""))
    at = len(text[: text.index("|")].split())
    lines = parted_at_suite(page, range(at), range(at, len(page)))
    assert tuple(" ".join(page.words[t] for t in line) for line in lines) == (first, second)


def test_tables_are_told_by_their_titles_however_these_are_cut() -> None:
    text = (
        "1. Name and Address of Reporting Person QVIST ADA\n"
        "Ta\tble I - N\ton-Deri\tv tive Secu\trities Ac\tquired, Di\tsposed of\n"
        "Common Stock\t03/01/2001\tP\t100\n"
        "Tab\tle II - Deriv\tative Secu\trities (e.g., p\tuts, calls, war\trants, opti\tons)\n"
        "Stock Option\t5.00\t03/01/2001\tA\n"
    )
    located = locate(read(text))
    of_line = [Region(int(r)) for r in located.regions.of_line]
    assert of_line[2] is Region.TABLE1
    assert of_line[4] is Region.TABLE2


def test_a_symbol_runs_over_cells() -> None:
    page = read("2. Issuer Name and MARTEN CORP [ K\tcker MA\trading RT ]\n")
    word = page.words.index
    segments = [
        Segment("issuer/issuerName", 0, [word("MARTEN"), word("CORP")]),
        Segment("issuer/issuerTradingSymbol", 0, [word("K"), word("RT")]),
    ]
    found = issuer(page, segments)
    assert (found.issuer_trading_symbol.value, found.issuer_name.value) == ("KMART", "MARTEN CORP")


def test_what_stands_between_the_brackets_is_none_of_the_name() -> None:
    page = read("2. Issuer Name and ZORBLAT CORP [ Z\tcker or Trading OB T]\n")
    word = page.words.index
    segments = [
        Segment("issuer/issuerName", 0, [word("ZORBLAT"), word("CORP"), word("OB")]),
        Segment("issuer/issuerTradingSymbol", 0, [word("Z"), word("T]")]),
    ]
    found = issuer(page, segments)
    assert (found.issuer_name.value, found.issuer_trading_symbol.value) == ("ZORBLAT CORP", "ZOBT")


@pytest.mark.parametrize(
    ("end", "rest", "name", "symbol"),
    [("INCIZB", "LT]", "ZORBLAT INC", "ZBLT"), ("INC", "LT]", "ZORBLAT INC", "LT"), ("INCIQX", "LT]", "ZORBLAT INCIQX", "LT")],
)
def test_the_head_of_a_cut_symbol_may_be_glued_to_the_name(end: str, rest: str, name: str, symbol: str) -> None:
    page = read(f"ZORBLAT {end}\t{rest}\n")
    found = issuer(page, [Segment("issuer/issuerName", 0, [0, 1]), Segment("issuer/issuerTradingSymbol", 0, [2])])
    assert (found.issuer_name.value, found.issuer_trading_symbol.value) == (name, symbol)


def test_each_owner_s_box_has_its_own_marks() -> None:
    boxes = "".join(
        f"1. Name and Address of Reporting Person {name}\n"
        "5. Relationship of Reporting Person(s) to Issuer (Check all applicable)\n"
        f"{marks}\nOfficer (give title below) Other (specify below)\n"
        for name, marks in (("QVIST ADA", "X Director 10% Owner"), ("ZORBLAT LLC", "X Director X 10% Owner"))
    )
    located = locate(read("FORM 4\nSTATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP\n" + boxes))
    lines = [k for k, line in enumerate(located.page.text.split("\n")) if line.startswith("1.")]
    found = with_marks_before_captions(located.page, located.regions, [], lines)
    assert [s.field.rpartition("/")[2] for s in found] == ["isDirector", "isDirector", "isTenPercentOwner"]


def test_the_captions_of_the_address_box_tell_its_lines_also_when_they_are_cut() -> None:
    assert [is_caption(word) for word in ("(Last)", "(Fi", "rst)", "(Steet)", "(D)", "(St", "Street")] == [True] * 4 + [False] * 3


@pytest.mark.parametrize("caption", ["(C", "(Check all"])
def test_a_caption_behind_the_issuer_s_name_is_no_symbol(caption: str) -> None:
    page = read(f"ZORBLAT INC 6. {caption}\n")
    assert issuer(page, [Segment("issuer/issuerName", 0, [0, 1])]).issuer_trading_symbol.value is None


def test_words_of_the_caption_below_the_name_are_none_of_it() -> None:
    page = read("ZORBLAT 3a, Foreiq INC [ZBLT]\n")
    assert issuer(page, [Segment("issuer/issuerName", 0, [0, 1, 2, 3])]).issuer_name.value == "ZORBLAT INC"
    page = read("ZORBLAT SOVEREIGN FOREIGN INC\n")
    assert issuer(page, [Segment("issuer/issuerName", 0, [0, 1, 2, 3])]).issuer_name.value == "ZORBLAT SOVEREIGN FOREIGN INC"


def test_a_bracket_closes_behind_words_of_a_cut_caption_and_specks() -> None:
    for behind in ("T rading Sym ]", "\u2018]"):
        page = read(f"ZEMIA BLANDS INC [ ZMBI {behind}\n")
        segments = [
            Segment("issuer/issuerName", 0, [0, 1, 2]),
            Segment("issuer/issuerTradingSymbol", 0, [page.words.index("ZMBI")]),
        ]
        assert issuer(page, segments).issuer_trading_symbol.value == "ZMBI"


def test_the_caption_of_the_event_s_date_is_no_part_of_the_issuer_s_name() -> None:
    page = read("Requiring Statement ZORBLAT INC\n")
    assert issuer(page, [Segment("issuer/issuerName", 0, [0, 1, 2, 3])]).issuer_name.value == "ZORBLAT INC"


def test_a_floor_behind_a_suite_is_none_of_the_states() -> None:
    located = locate(read(BOXES.format("12 ELM ROAD, SUITE 5, 6 FL\nDULUTH MN 55802")))
    page, at = located.page, located.page.words.index
    street = [at("ELM") + k for k in range(-1, 5)]
    segments = [
        Segment("reportingOwnerId/rptOwnerName", 2, [at("QVIST"), at("ADA")]),
        Segment("reportingOwnerAddress/rptOwnerStreet1", 4, street),
        Segment("reportingOwnerAddress/rptOwnerState", 4, [at("FL")]),
        Segment("reportingOwnerAddress/rptOwnerCity", 5, [at("FL") + 1]),
        Segment("reportingOwnerAddress/rptOwnerState", 5, [at("FL") + 2], begins=False),
    ]
    (found,) = owners(page, located.printed, located.regions, segments)
    assert found.rpt_owner_street1.value == "12 ELM ROAD, SUITE 5, 6 FL"
    assert found.rpt_owner_state.value == "MN"


def test_a_second_line_of_a_street_may_itself_be_wrapped() -> None:
    located = locate(read("1. Name and Address of Reporting Person\nC/O ZORBLAT INC\n12 FIRST AVENUE N 6TH FLOOR\tW,\n"))
    page, at = located.page, located.page.words.index
    segments = [
        Segment("reportingOwnerAddress/rptOwnerStreet1", 1, [at("C/O") + k for k in range(3)]),
        Segment("reportingOwnerAddress/rptOwnerStreet2", 2, [at("12") + k for k in range(7)]),
    ]
    (found,) = owners(page, located.printed, located.regions, segments)
    assert found.rpt_owner_street2.value == "12 FIRST AVENUE NW, 6TH FLOOR"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("See tle Remarks", "See Remarks"),
        ("See ee Remark", "See Remarks"),
        ("REMARKS", "SEE REMARKS"),
        ("See Remarks", "See Remarks"),
        ("See Remark", "See Remark"),
        ("See the Remarks", "See the Remarks"),
        ("CEO; See Remarks", "CEO; See Remarks"),
        ("Chief Remarks Officer", "Chief Remarks Officer"),
    ],
)
def test_a_title_that_says_where_it_stands_says_no_more(title: str, shown: str) -> None:
    assert as_remarks(Reading(title)).value == shown


@pytest.mark.parametrize(
    ("line", "guessed", "owner", "elsewhere"),
    [
        ("Thomas James TECHNOLOGY SOLUTIONS CORP", 3, 2, ""),
        ("THOMAS JAMES R B&Q BANK CORP", 4, 3, ""),
        ("Thomas James Ostander Holdings, Inc.", 2, 3, "/s/ James Ostander Thomas\nThomas James Ostander"),
        ("ZORBLAT CAPITAL LLC QVIST HOLDINGS INC", 3, 3, ""),
        ("THOMAS JAMES | ZORBLAT HOLDINGS INC", 2, 2, ""),
        ("Thomas James Card Zorblat Analytics, Inc.", 2, 3, "C/O ZORBLAT ANALYTICS, INC."),
        ("THOMAS T JAMES II          Z&T BANKCORP", 2, 4, ""),
        ("Zorblat Holdings. LLC Qvist Brands, Inc", 2, 3, ""),
        ("THOMAS JAMES Z&T BANK CORP", 2, 2, ""),
    ],
)
def test_names_of_owner_and_issuer_on_one_line_are_parted_by_their_words(
    line: str, guessed: int, owner: int, elsewhere: str
) -> None:
    page = read(f"{line}\n{elsewhere}")
    count = len(line.split())
    tokens = [t for t in range(count) if page.words[t] != "|"]
    segments = [
        Segment("reportingOwnerId/rptOwnerName", 0, tokens[:guessed]),
        Segment("issuer/issuerName", 0, tokens[guessed:]),
    ]
    found = owner_and_issuer_parted(page, segments)
    assert [s.tokens for s in found] == [tokens[:owner], tokens[owner:]]


def test_the_number_of_a_caption_behind_an_address_is_none_of_it() -> None:
    located = locate(read(BOXES.format("12 ELM ROAD 3. Date of Earliest Transaction (Month/Day/Year)\nDULUTH X 55802")))
    page, words = located.page, located.page.words
    street = [words.index("ELM") + k for k in (-1, 0, 1, 2)]
    segments = [
        Segment("reportingOwnerId/rptOwnerName", 2, [words.index("QVIST"), words.index("ADA")]),
        Segment("reportingOwnerAddress/rptOwnerStreet1", 4, street),
        Segment("reportingOwnerAddress/rptOwnerCity", 5, [words.index("DULUTH"), words.index("DULUTH") + 1]),
    ]
    (found,) = owners(page, located.printed, located.regions, segments)
    assert found.rpt_owner_street1.value == "12 ELM ROAD"
    assert found.rpt_owner_city.value == "DULUTH"


def test_a_digit_before_an_edge_that_the_ordinal_behind_it_has_is_counted_once() -> None:
    for text, line in (
        ("9 Elm Rd, 1\t13TH FLOOR", "9 Elm Rd, 13TH FLOOR"),
        ("9 Elm Rd, 2\t13TH FLOOR", "9 Elm Rd, 2 13TH FLOOR"),
    ):
        page = read(f"{text}\n")
        assert " ".join(page.words[t] for t in without_doubled(page, range(len(page)))) == line


@pytest.mark.parametrize(("mark", "expected"), [("X Director", (True, None)), ("Director", (None, True))])
def test_the_marks_of_the_box_speak_before_those_of_the_closing_table(mark: str, expected: tuple[bool | None, ...]) -> None:
    closing = "Reporting Owners\nReporting Owner Name / Address\tRelationships\n\tDirector\t10% Owner\tOfficer\tOther\n"
    located = locate(read(BOXES.format(mark) + closing + "Qvist Ada\t\tX\n"))
    page = located.page
    name, last, check = page.words.index("QVIST"), page.words.index("Qvist"), len(page) - 1
    line_of = located.regions.line_of.tolist()
    segments = [
        Segment("reportingOwnerId/rptOwnerName", line_of[name], [name, name + 1]),
        Segment("reportingOwnerId/rptOwnerName", line_of[last], [last, last + 1]),
        Segment("reportingOwnerRelationship/isTenPercentOwner", line_of[check], [check]),
    ]
    (found,) = owners(page, located.printed, located.regions, segments)
    assert (found.is_director.value, found.is_ten_percent_owner.value) == expected
