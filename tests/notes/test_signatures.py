"""Signatures: who signed, in what capacity, and when."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from printed import find_printed

from extractor.cells.candidates import candidates
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.notes.powers import with_wrapped_signatures
from extractor.notes.signatures import signature_lines, signatures, without_strays
from extractor.regions.regions import find_regions

TABLE = "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned\n"


END = "** Signature of Reporting Person\nDate\n"


def test_signatures_pair_names_with_dates() -> None:
    page = read("/s/ Ada Qvist\t05/09/2005\n05/10/2005\t/s/ Bo Qvist\n/s/ Cy Qvist\n")
    tags = [
        ("signatureName", 0, [0, 1, 2]),
        ("signatureDate", 0, [3]),
        ("signatureName", 1, [5, 6, 7]),
        ("signatureDate", 1, [4]),
    ]
    tags.append(("signatureName", 2, [8, 9, 10]))
    found = signatures(page, [Segment(f, line, t, True, 0.9) for f, line, t in tags], ())
    assert [(s.signature_name.value, s.signature_date.value) for s in found] == [
        ("/s/ Ada Qvist", date(2005, 5, 9)),
        ("/s/ Bo Qvist", date(2005, 5, 10)),
        ("/s/ Cy Qvist", None),
    ]


NOTED = (
    f"{TABLE}Explanation of Responses:\n1. Held by the Qvist Family Trust dated 05/06/1998\n2. Sold in lots.\n"
    f"Ada Qvist 05/09/2005\n{END}"
)


def test_a_date_at_the_end_of_a_footnote_is_no_signature() -> None:
    page = read(NOTED)
    printed = find_printed(page)
    regions = find_regions(page, printed)
    looked_at = {page.words[k] for k in candidates(page, printed, regions)}
    assert "05/09/2005" in looked_at
    assert "05/06/1998" not in looked_at


def test_a_few_words_of_a_footnote_are_no_signature() -> None:
    page = read(NOTED)
    regions = find_regions(page, find_printed(page))
    trust, line = [page.words.index(w) for w in ("Qvist", "Family")], 2
    tags = [Segment("signatureName", line, trust, True, 0.9)]
    tags.append(Segment("signatureName", 4, [page.words.index("Ada")], True, 0.9))
    tags.append(Segment("signatureDate", 4, [page.words.index("05/09/2005")], True, 0.9))
    assert without_strays(page, regions, tags) == tags[1:]


def test_the_end_of_a_sentence_of_the_footnotes_is_no_signature() -> None:
    end = "which Ms. Qvist is Trustee, owns three of the shares in Zorblat Properties, LLC."
    page = read(
        f"{TABLE}Explanation of Responses:\n1. Held by the Qvist Family Trust, of\n{end}\n/s/ Ada Qvist 05/09/2005\n{END}"
    )
    regions = find_regions(page, find_printed(page))
    at = page.words.index
    tags = [
        Segment("signatureName", 3, list(range(at("which"), at("/s/"))), True, 0.9),
        Segment("signatureName", 4, [at("/s/"), at("Ada"), at("/s/") + 2], True, 0.9),
        Segment("signatureDate", 4, [at("05/09/2005")], True, 0.9),
    ]
    assert without_strays(page, regions, tags) == tags[1:]


@pytest.mark.parametrize(
    "sentence",
    [
        "The remaining units of Ms. Qvist will vest on 04/15/2006, 07/15/2006, 10/15/2006 and 01/15/2007.",
        "each of the first three dates and two thirds on each of the four that follow, but 1/3rd of 1/7th then.",
    ],
)
def test_the_dates_of_a_footnote_are_no_signature_s(sentence: str) -> None:
    page = read(f"{TABLE}Explanation of Responses:\n1. Sold.\n{sentence}\n/s/ Ada Qvist 05/09/2005\n{END}")
    regions = find_regions(page, find_printed(page))
    at = page.words.index
    dates = [k for k in range(at("1.") + 2, at("/s/")) if page.words[k].count("/") == 2] or [at("1/7th")]
    tags = [
        Segment("signatureDate", 3, dates, True, 0.9),
        Segment("signatureName", 4, [at("/s/"), at("/s/") + 1, at("/s/") + 2], True, 0.9),
        Segment("signatureDate", 4, [at("05/09/2005")], True, 0.9),
    ]
    assert without_strays(page, regions, tags) == tags[1:]


@pytest.mark.parametrize(("day", "signs"), [("10/15/2006", False), ("07/15/2006", True)])
def test_a_line_of_three_days_is_no_signature_though_its_words_seem_one(day: str, signs: bool) -> None:
    page = read(f"{TABLE}Qvist Vest 04/15/2006, 07/15/2006, {day}\n/s/ Ada Qvist 05/09/2005\n{END}")
    regions = find_regions(page, find_printed(page))
    at = page.words.index("Qvist")
    tags = [
        Segment("signatureName", 1, [at, at + 1], True, 0.9),
        Segment("signatureDate", 1, [at + 2, at + 3, at + 4], True, 0.9),
        Segment("signatureName", 2, [at + 5, at + 6, at + 7], True, 0.9),
        Segment("signatureDate", 2, [at + 8], True, 0.9),
    ]
    assert without_strays(page, regions, tags) == (tags if signs else tags[2:])


def test_the_title_of_an_office_above_the_signature_is_a_remark() -> None:
    page = read(
        f"{TABLE}Explanation of Responses:\nRemarks:\nExecutive Vice President and Chairman\n/s/ Ada Qvist 05/09/2005\n{END}"
    )
    regions = find_regions(page, find_printed(page))
    at = page.words.index
    tags = [
        Segment("signatureName", 3, list(range(at("Executive"), at("/s/"))), True, 0.9),
        Segment("signatureName", 4, [at("/s/"), at("Ada"), at("Qvist")], True, 0.9),
        Segment("signatureDate", 4, [at("05/09/2005")], True, 0.9),
    ]
    assert without_strays(page, regions, tags) == tags[1:]


def test_a_line_of_an_address_above_the_signature_is_none() -> None:
    page = read("300 FERRY LANE\nBo Ek 05/09/2005\n")
    regions = find_regions(page, find_printed(page))
    tags = [
        Segment("signatureName", 0, [0, 1, 2], True, 0.9),
        Segment("signatureName", 1, [3, 4], True, 0.9),
        Segment("signatureDate", 1, [5], True, 0.9),
    ]
    assert without_strays(page, regions, tags) == tags[1:]


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("Ada Qvist, by Power of", "Attorney", "Ada Qvist, by Power of Attorney"),
        ("Ada Qvist, by power of attorney filed on", "June 2, 2004", "Ada Qvist, by power of attorney filed on June 2, 2004"),
        ("Ada Qvist, by power of attorney", "filed on June 2, 2004", "Ada Qvist, by power of attorney filed on June 2, 2004"),
        ("Ada Qvist, by power of attorney filed on June", "2, 2004", "Ada Qvist, by power of attorney filed on June 2, 2004"),
        ("Ada Qvist, by power of attorney filed on June 2,", "2004", "Ada Qvist, by power of attorney filed on June 2, 2004"),
        ("Ada Qvist, by power of attorney", "June 2, 2004", "Ada Qvist, by power of attorney"),
        ("Ada Qvist, attorney-in-fact", "Attorney", "Ada Qvist, attorney-in-fact"),
        ("Ada Qvist, attorney-in-fact for", "zq", "Ada Qvist, attorney-in-fact for"),
    ],
)
def test_a_signature_goes_on_above_its_caption_where_its_last_word_says_so(above: str, below: str, whole: str) -> None:
    page = read(f"{TABLE}Explanation of Responses:\n{above} 05/09/2005\n{below}\n** Signature of Reporting Person\nDate\n")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    first, day = page.words.index("Ada"), page.words.index("05/09/2005")
    line = int(regions.line_of[first])
    tags = [Segment("signatureName", line, list(range(first, day)), True, 0.9), Segment("signatureDate", line, [day], True, 0.9)]
    (found,) = signatures(page, with_wrapped_signatures(page, printed, regions, tags), ())
    assert found.signature_name.value == whole


@pytest.mark.parametrize(
    ("above", "below", "rest"),
    [
        ("Ada Qvist by Bo Ek pursuant to power", ["of attorney.fled on June 2, 2004"], 1),
        ("Ada Qvist by Bo Ek", ["pursuant to power of attorney", "filed on June 2, 2004"], 2),
        ("Ada Qvist by power of attorney filed", ["onJune 2, 2004"], 1),
        ("Ada Qvist by Bo Ek for Cy Ek, President", ["and CEO"], 1),
        ("Ada Qvist by Bo Ek pursuant to power of attorney filed on June 2, 2004", ["2"], 0),
        ("Ada Qvist, attorney-in-fact", ["Chief Surgeon of Zorblat"], 0),
    ],
)
def test_a_signature_goes_on_in_the_lines_before_its_caption(above: str, below: list[str], rest: int) -> None:
    lines = "\n".join((f"{above} 05/09/2005", *below))
    page = read(f"{TABLE}Explanation of Responses:\n{lines}\n** Signature of Reporting Person\nDate\n")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    first, day = page.words.index("Ada"), page.words.index("05/09/2005")
    line = int(regions.line_of[first])
    tags = [Segment("signatureName", line, list(range(first, day)), True, 0.9), Segment("signatureDate", line, [day], True, 0.9)]
    tags += [Segment("signatureDate", line + 1, [day + 1], True, 0.9)] * (rest == 2)
    segments = with_wrapped_signatures(page, printed, regions, tags)
    (found,) = signatures(page, segments, ())
    assert found.signature_name.value == " ".join((above, *below[:rest]))
    assert np.flatnonzero(signature_lines(segments, regions)).tolist() == list(range(line, line + rest + 1))


@pytest.mark.parametrize(
    ("above", "below", "goes_on"),
    [
        ("Bo Ek, attorney-in-fact for Ada", ["Qvist"], True),
        ("Bo Ek, attorney-in-fact for Ada", ["; .", ". Qv1st"], True),  # behind specks, and misread
        ("Bo Ek, attorney-in-fact for Ada", ["Zorblat"], False),
        ("Bo Ek, by Ada", ["Qvist"], True),
        ("/s/ Ada", ["Qvist"], False),
    ],
)
def test_a_signature_goes_on_with_the_last_name_of_the_owner(above: str, below: list[str], goes_on: bool) -> None:
    lines = "\n".join((f"{above} 05/09/2005", *below))
    page = read(f"Qvist Ada\n{TABLE}Explanation of Responses:\n{lines}\n{END}")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    day = page.words.index("05/09/2005")
    line = int(regions.line_of[day])
    tags = [
        Segment("reportingOwnerId/rptOwnerName", 0, [0, 1], True, 0.9),
        Segment("signatureName", line, list(range(day - len(above.split()), day)), True, 0.9),
        Segment("signatureDate", line, [day], True, 0.9),
    ]
    (found,) = signatures(page, with_wrapped_signatures(page, printed, regions, tags), ())
    assert found.signature_name.value == (f"{above} {below[-1].removeprefix('. ')}" if goes_on else above)


def test_a_name_above_the_first_date_stays_a_signature() -> None:
    page = read("Ada Qvist\nBo Ek 05/09/2005\n")
    regions = find_regions(page, find_printed(page))
    tags = [
        Segment("signatureName", 0, [0, 1], True, 0.9),
        Segment("signatureName", 1, [2, 3], True, 0.9),
        Segment("signatureDate", 1, [4], True, 0.9),
    ]
    assert without_strays(page, regions, tags) == tags


def test_the_date_of_a_power_of_attorney_is_no_signature_s() -> None:
    page = read("/s/ Ada Qvist by power of attorney filed on June 21, 2004 07/03/2005\n")
    tags = [
        Segment("signatureName", 0, list(range(10)), True, 0.9),
        Segment("signatureDate", 0, [11, 12], True, 0.9),
    ]
    (found,) = signatures(page, tags, ())
    assert found.signature_name.value == "/s/ Ada Qvist by power of attorney filed on June 21, 2004"
    assert str(found.signature_date.value) == "2005-07-03"


@pytest.mark.parametrize(
    ("rest", "goes_on"), [("filed on June 21, 2004", True), ("dated June 21, 2004", True), ("filed on", False)]
)
def test_a_power_of_attorney_goes_on_with_its_date_beside(rest: str, goes_on: bool) -> None:
    page = read(f"/s/ Ada Qvist by power of attorney {rest}\n07/03/2005\n")
    tags = [Segment("signatureName", 0, list(range(7)), True, 0.9), Segment("signatureDate", 1, [len(page) - 1], True, 0.9)]
    (found,) = signatures(page, tags, ())
    assert found.signature_name.value == "/s/ Ada Qvist by power of attorney" + f" {rest}" * goes_on
    assert str(found.signature_date.value) == "2005-07-03"


def test_the_last_date_behind_a_power_is_that_of_the_signature_though_the_power_s_is_misread() -> None:
    page = read("/s/ Ada Qvist by power of attorney tiled ori June 71.2004 07/03/2005\n")
    tags = [Segment("signatureName", 0, list(range(10)), True, 0.9)]
    tags += [Segment("signatureDate", 0, [token], True, 0.9) for token in (10, 11)]
    (found,) = signatures(page, tags, ())
    assert str(found.signature_date.value) == "2005-07-03"


def test_a_date_above_a_signature_that_has_its_own_is_none_of_it() -> None:
    page = read("The rest vests on 01/15/2006 and later.\n/s/ Ada Qvist 05/09/2005\n")
    tags = [
        Segment("signatureDate", 0, [4], True, 0.9),
        Segment("signatureName", 1, [7, 8, 9], True, 0.9),
        Segment("signatureDate", 1, [10], True, 0.9),
    ]
    (found,) = signatures(page, tags, ())
    assert str(found.signature_date.value) == "2005-05-09"


def test_a_speck_beside_a_signature_is_not_its_date_where_a_whole_one_stands_above() -> None:
    page = read("05/29/2018\nAda Qvist =6\n")
    tags = [
        Segment("signatureDate", 0, [0], True, 0.9),
        Segment("signatureName", 1, [1, 2], True, 0.9),
        Segment("signatureDate", 1, [3], True, 0.9),
    ]
    (found,) = signatures(page, tags, ())
    assert (found.signature_name.value, str(found.signature_date.value)) == ("Ada Qvist", "2018-05-29")


@pytest.mark.parametrize(
    "line", ["continued service as a member of the board of directors", "which Mr. Qvist owns with interest in Zorblat LLC."]
)
def test_a_line_of_prose_above_the_signature_is_none(line: str) -> None:
    page = read(f"{line}\n/s/ Ada Qvist 05/09/2005\n")
    regions = find_regions(page, find_printed(page))
    tags = [
        Segment("signatureName", 0, list(range(count := len(line.split()))), True, 0.9),
        Segment("signatureName", 1, [count, count + 1, count + 2], True, 0.9),
        Segment("signatureDate", 1, [count + 3], True, 0.9),
    ]
    assert without_strays(page, regions, tags) == tags[1:]


def whole(text: str, *tags: Segment) -> list[tuple[str | None, str]]:
    """Names and days of the signatures of a text whose segments are known."""
    return [(s.signature_name.value, str(s.signature_date.value)) for s in signatures(read(text), tags, ())]


def name(line: int, tokens: list[int], begins: bool = True) -> Segment:
    return Segment("signatureName", line, tokens, begins, 0.9)


def day(line: int, token: int) -> Segment:
    return Segment("signatureDate", line, [token], True, 0.9)


def test_signatures_in_one_line_are_several_but_that_for_a_company_is_one() -> None:
    text = "/s/ Ada Qvist /s/ Zorb LLC, by: /s/ Bo Ek 05/09/2005\n"
    assert whole(text, name(0, list(range(10))), day(0, 10)) == [
        ("/s/ Ada Qvist", "None"),
        ("/s/ Zorb LLC, by: /s/ Bo Ek", "2005-05-09"),
    ]


def test_behind_a_signature_for_a_company_another_may_stand_in_its_line() -> None:
    text = "Zorb LLC, By: /s/ Bo Ek, authorized person /s/ Bo Ek, individually 05/09/2005\n"
    assert whole(text, name(0, list(range(12))), day(0, 12)) == [
        ("Zorb LLC, By: /s/ Bo Ek, authorized person", "None"),
        ("/s/ Bo Ek, individually", "2005-05-09"),
    ]


def test_a_capacity_in_a_line_of_its_own_belongs_to_the_signature_above_and_a_letter_is_none() -> None:
    text = "i /s/ Ada Qvist, by 05/09/2005\nPower of Attorney\n"
    tags = (name(0, [0]), name(0, [1, 2, 3, 4]), day(0, 5), name(1, [6, 7, 8]))
    assert whole(text, *tags) == [("/s/ Ada Qvist, by Power of Attorney", "2005-05-09")]


def test_a_date_that_is_glued_to_the_last_word_is_that_of_the_signature() -> None:
    text = "/s/ Ada Qvist, by Power of Attorney05/09/2005\n"
    (found,) = signatures(read(text), [name(0, list(range(7)))], ())
    assert found.signature_name.value == "/s/ Ada Qvist, by Power of Attorney"
    assert str(found.signature_date.value) == "2005-05-09"
    assert [text[s.start : s.end] for s in found.signature_date.sources] == ["05/09/2005"]


def test_a_line_with_a_date_of_its_own_goes_on_with_no_signature_that_has_one() -> None:
    text = "Zorb LLC, by: Ada Qvist 05/09/2005\nZarb LLC, by: Ada Qvist 05/10/2005\n"
    tags = (name(0, list(range(5))), day(0, 5), name(1, list(range(6, 11)), begins=False), day(1, 11))
    assert whole(text, *tags) == [("Zorb LLC, by: Ada Qvist", "2005-05-09"), ("Zarb LLC, by: Ada Qvist", "2005-05-10")]


def test_what_is_left_of_a_date_behind_a_name_is_none_of_it() -> None:
    page = read("/s/ Ada Qvist (03/2005\n")
    (found,) = signatures(page, [Segment("signatureName", 0, list(range(len(page))), True, 0.9)], ())
    assert found.signature_name.value == "/s/ Ada Qvist"


@pytest.mark.parametrize(("rest", "count"), [("cial Officer of Zorblat LLC", 1), ("Cial Qvist for Zorblat LLC", 2)])
def test_a_signature_goes_on_with_the_word_in_which_its_line_breaks_off(rest: str, count: int) -> None:
    page = read(f"/s/ Ada Qvist, Chief Finan\n{rest} 07/03/2005\n")
    tags = [
        Segment("signatureName", 0, list(range(5)), True, 0.9),
        Segment("signatureName", 1, list(range(5, len(page) - 1)), True, 0.9),
        Segment("signatureDate", 1, [len(page) - 1], True, 0.9),
    ]
    found = signatures(page, tags, ())
    assert len(found) == count
    assert [str(s.signature_date.value) for s in found][-1] == "2005-07-03"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["05/09/2005", "05/10/2005", "05/11/2005"], [9, 10, 11]),  # as many as names: in order
        (["05/09/2005", "05/09/2005"], [9, None, 9]),  # all of one day: as far as they go
        (["05/09/2005", "05/10/2005"], [None, None, 9]),  # whose is the other?
    ],
)
def test_dates_in_a_stack_are_dealt_to_the_names(dates: list[str], expected: list[int | None]) -> None:
    page = read("/s/ Ada Qvist\n/s/ Bo Qvist\n/s/ Cy Qvist\n" + "".join(f"{day}\n" for day in dates))
    tags = [Segment("signatureName", k, [3 * k, 3 * k + 1, 3 * k + 2], True, 0.9) for k in range(3)]
    tags += [Segment("signatureDate", 3 + k, [9 + k], True, 0.9) for k in range(len(dates))]
    found = [s.signature_date.value for s in signatures(page, tags, ())]
    assert [day and day.day for day in found] == expected


@pytest.mark.parametrize(("name", "known"), [("/s/AdaQvist,Attorney-in-Fact", True), ("Ada.Qvist", True), ("Date:", False)])
def test_a_conformed_mark_before_a_date_makes_a_signature_of_words_that_nobody_knows(name: str, known: bool) -> None:
    page = read(f"{TABLE}Explanation of Responses:\n{name} 05/09/2005\n{END}")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    day = page.words.index("05/09/2005")
    tags = [Segment("signatureDate", int(regions.line_of[day]), [day], True, 0.9)]
    (found,) = signatures(page, with_wrapped_signatures(page, printed, regions, tags), ())
    assert found.signature_name.value == (name if known else None)
    assert str(found.signature_date.value) == "2005-05-09"
