"""Check marks of the relationships, and what is made of those that have moved."""

from __future__ import annotations

import pytest

from extractor.boxes.closing_marks import columns_of, under_heads
from extractor.boxes.owners import owners
from extractor.boxes.relationships import with_marks_before_captions
from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.filing import Status
from extractor.regions.located import locate

BOXES = (
    "FORM 4\nSTATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP\n1. Name and Address of Reporting Person QVIST ADA\n"
    "5. Relationship of Reporting Person(s) to Issuer (Check all applicable)\n{}\n"
    "Officer (give title below) Other (specify below)\n"
    "6. Individual or Joint/Group Filing (Check Applicable Line)\n"
)


@pytest.mark.parametrize(
    ("line", "title", "found"),
    [
        ("(Check X\tDir Office\tctor r (give", ["Chief", "Executive"], "isOfficer"),
        ("(Check X\tDir Office\tctor r (give", ["Qvist"], "isOfficer"),
        ("(Check X\tDir Office\tctor r (give", ["ep"], "isDirector"),
        ("(Check X\tDir Office\tctor r (give", [], "isDirector"),
        ("(Check\tall X Drector\tOfficer (give", ["Chief", "Executive"], "isDirector"),
    ],
)
def test_the_only_mark_of_a_grid_is_the_officers_where_a_title_stands(line: str, title: list[str], found: str) -> None:
    text = BOXES.format(f"{line}\n{' '.join(title)}\tbelow")
    located = locate(read(text))
    page, of = located.page, located.regions.line_of
    mark = page.words.index("X")
    tags = [Segment("reportingOwnerRelationship/isDirector", int(of[mark]), [mark])]
    for word in title:
        at = page.words.index(word, mark)
        tags.append(Segment("reportingOwnerRelationship/officerTitle", int(of[at]), [at]))
    placed = [s.field.rpartition("/")[2] for s in with_marks_before_captions(page, located.regions, tags) if mark in s.tokens]
    assert placed == [found]
    name = [k for k, word in enumerate(page.words) if word in ("QVIST", "ADA")]
    named = Segment("reportingOwnerId/rptOwnerName", int(of[name[0]]), name)
    (owner,) = owners(page, located.printed, located.regions, [named, *tags])
    value = owner.is_officer if found == "isOfficer" else owner.is_director
    assert value.value is True
    assert (value.status is Status.REPAIRED, bool(value.reasons)) == (found == "isOfficer",) * 2


@pytest.mark.parametrize(
    ("mark", "found"),
    [
        ("xX Director 10% Owner", "isDirector"),
        ("LX] ' Director [ ] 10% Owner", "isDirector"),
        ("IX} Director [ ] 10% Owner", "isDirector"),
        ("X_Director 10% Owner", "isDirector"),
        ("_X_Director 10% Owner", "isDirector"),
        ("XDirector 10% Owner", "isDirector"),
        ("( Director [\u00d7]10% Owner", "isTenPercentOwner"),
        ("BOX Director 10% Owner", ""),
        ("XI Director 10% Owner", ""),  # a number
    ],
)
def test_a_mark_is_read_though_a_bracket_is_a_letter_or_its_caption_is_glued_to_it(mark: str, found: str) -> None:
    located = locate(read(BOXES.format(mark)))
    placed = [s.field.rpartition("/")[2] for s in with_marks_before_captions(located.page, located.regions, [])]
    assert placed == ([found] if found else [])


CLOSING = "Reporting Owners\nReporting Owner Name / Address\tRelationships\n{}\n{}\n"


@pytest.mark.parametrize(
    ("heads", "row", "found"),
    [
        ("\tDirector\t10% Owner\tOfficer\tOther", "Qvist Ada\tX\t\tChief Widget Officer\t", (True, None)),
        ("\tDirector\t10% Owner\tOfficer\tOther", "Qvist Ada\t\txX\tChief Widget Officer\t", (None, True)),
        ("\tDirector\t0%. Owner\tOfficer\tOther", "Qvist Ada\tx\tXxX\tChief Widget Officer\t", (True, True)),
        ("\tDirector 10% Owner\t\tOfficer\tOther", "Qvist Ada\tX\t\tChief Widget Officer\t", (None, None)),
        ("\ty actor 1\t10% Owner\tOfficer\tOther", "Qvist Ada\tX\t\tChief Widget Officer\t", (True, None)),
        ("\ty actor 1\t10% Owner\tOfficer\tOther", "Qvist Ada X\t\t\tChief Widget Officer\t", (None, None)),
        ("\tDirector\t10% Owner\tOfficer\tOther", "Qvist Ada\t\t\tX\t", (None, None)),
    ],
)
def test_a_mark_that_the_box_has_lost_stands_under_a_head_of_the_closing_table(
    heads: str, row: str, found: tuple[bool | None, ...]
) -> None:
    located = locate(read(BOXES.format("Director 10% Owner") + CLOSING.format(heads, row)))
    page = located.page
    first, last = page.words.index("QVIST"), page.words.index("Qvist")
    line_of = located.regions.line_of.tolist()
    segments = [
        Segment("reportingOwnerId/rptOwnerName", line_of[first], [first, first + 1]),
        Segment("reportingOwnerId/rptOwnerName", line_of[last], [last, last + 1]),
    ]
    (owner,) = owners(page, located.printed, located.regions, segments)
    assert (owner.is_director.value, owner.is_ten_percent_owner.value) == found


def test_the_closing_table_adds_marks_to_those_of_the_box_only_where_it_has_more() -> None:
    heads = "\tDirector\t10% Owner\tOfficer\tOther"
    for row, found in (("Qvist Ada\tX\tX", (True, True)), ("Qvist Ada\t\tX", (True, None))):
        located = locate(read(BOXES.format("X Director 10% Owner") + CLOSING.format(heads, row)))
        page = located.page
        first, last = page.words.index("QVIST"), page.words.index("Qvist")
        line_of = located.regions.line_of.tolist()
        segments = [Segment("reportingOwnerId/rptOwnerName", line_of[k], [k, k + 1]) for k in (first, last)]
        (owner,) = owners(page, located.printed, located.regions, segments)
        assert (owner.is_director.value, owner.is_ten_percent_owner.value) == found


def test_what_seems_a_mark_beside_those_under_their_heads_is_a_speck() -> None:
    heads = f"{'Director':>48}{'10% Owner':>13}{'Officer':>11}{'Other':>8}"
    row = f"Qvist Ada{'a':>16}{'xX':>21}{'XxX':>11}  Chief Widget Officer"
    text = BOXES.format("Director      10% Owner") + CLOSING.format(heads, row).replace("\t", "     ")
    located = locate(read(text))
    page = located.page
    last = page.words.index("Qvist")
    line = located.regions.line_of.tolist()[last]
    marks = [Segment("reportingOwnerRelationship/isDirector", line, [last + 2])]
    title = Segment("reportingOwnerRelationship/officerTitle", line, list(range(last + 4, len(page))))
    columns = columns_of(page, located.regions, marks)
    placed = under_heads(page, located.regions, [*marks, title], columns)
    assert [(s.field.rpartition("/")[2], [page.words[t] for t in s.tokens]) for s in placed] == [
        ("isDirector", ["xX"]),
        ("isTenPercentOwner", ["XxX"]),
        ("officerTitle", ["Chief", "Widget", "Officer"]),
    ]


def test_a_mark_before_other_is_its_own_though_what_gives_a_title_stands_behind_both_captions() -> None:
    located = locate(read(BOXES.format("Officer X Other\n(give title below) (specify below)")))
    assert [s.field.rpartition("/")[2] for s in with_marks_before_captions(located.page, located.regions, [])] == ["isOther"]


@pytest.mark.parametrize(
    ("heads", "row", "found"),
    [
        ("\tDirector\t10% Owner\tOfficer\tOther", "Qvist Ada\tX\t\t\tX", ["isDirector", "isOther"]),
        ("\tDirector\t10% Owner\tOfficer\tOther", "Qvist Ada\tX\t\tX\t", ["isDirector", "isOfficer"]),
        ("\tDirector\t10% Owner\tOfficer\tOther", "Qvist Ada\t\t\tX\t", ["isOfficer"]),
        ("\tDirector 10% Owner\t\tOfficer\tOther", "Qvist Ada\tX\tX\t\t", ["isDirector", "isTenPercentOwner"]),
        ("\tDirector 10% Owner\tOfficer\tOther", "Qvist Ada\t\tX\t", ["isTenPercentOwner"]),
        ("\tyactor\t1\tOfficer\tOther", "Qvist Ada\tX\tX\t\t", ["isDirector", "isTenPercentOwner"]),
    ],
)
def test_two_marks_are_those_of_a_director_with_ten_percent_only_where_a_head_is_lost_or_shared(
    heads: str, row: str, found: list[str]
) -> None:
    located = locate(read(BOXES.format("Director") + CLOSING.format(heads, row)))
    page = located.page
    line = located.regions.line_of.tolist()[page.words.index("Qvist")]
    marks = [k for k in range(page.words.index("Qvist"), len(page)) if page.words[k] == "X"]
    segments = [Segment("reportingOwnerRelationship/isDirector", line, [k]) for k in marks]
    assert list(columns_of(page, located.regions, segments).of_mark.values()) == found


def test_what_box_1_says_of_an_officer_stays_where_the_columns_of_the_closing_table_are_lost() -> None:
    closing = CLOSING.format("Director 10% Owner Officer Other", "Qvist Ada X Chief Widget Officer")
    located = locate(read(BOXES.format("Director 10% Owner X Officer") + closing))
    page = located.page
    first, last = page.words.index("QVIST"), page.words.index("Qvist")
    line_of = located.regions.line_of.tolist()
    segments = [Segment("reportingOwnerId/rptOwnerName", line_of[k], [k, k + 1]) for k in (first, last)]
    segments.append(Segment("reportingOwnerRelationship/isDirector", line_of[last], [last + 2]))
    segments.append(Segment("reportingOwnerRelationship/officerTitle", line_of[last], list(range(last + 3, last + 6))))
    (owner,) = owners(page, located.printed, located.regions, segments)
    assert (owner.is_officer.value, owner.officer_title.value) == (True, "Chief Widget Officer")
    assert (owner.is_director.value, owner.is_ten_percent_owner.value) == (None, None)


def test_what_stands_under_the_head_of_other_in_the_closing_table_is_the_text_of_that() -> None:
    heads = "\tDirector\t10% Owner\tOfficer\tOther"
    for row, field in (("Qvist Ada\t\t\t\tSee Footnote", "otherText"), ("Qvist Ada\t\t\tWidget Keeper\t", "officerTitle")):
        located = locate(read(BOXES.format("Director") + CLOSING.format(heads, row)))
        page = located.page
        last = page.words.index("Qvist")
        line = located.regions.line_of.tolist()[last]
        title = Segment("reportingOwnerRelationship/officerTitle", line, [last + 2, last + 3])
        placed = under_heads(page, located.regions, [title], columns_of(page, located.regions, [title]))
        assert [s.field.rpartition("/")[2] for s in placed] == [field]


@pytest.mark.parametrize(("name", "found"), [("Zorblat Fund LP", (None, True)), ("Ekdal Sigrid", (True, None))])
def test_under_the_heads_of_both_marks_a_company_owns_more_than_ten_percent(name: str, found: tuple[bool | None, ...]) -> None:
    heads, row = "\tDirector 10% Owner\tOfficer\tOther", f"Qvist Ada\tX\t\t\n{name}\tX\t\t"
    located = locate(read(BOXES.format("Director") + CLOSING.format(heads, row)))
    page = located.page
    line_of = located.regions.line_of.tolist()
    ends = [(page.words.index(words[0]), len(words)) for words in (["QVIST", "ADA"], ["Qvist", "Ada"], name.split())]
    segments = [Segment("reportingOwnerId/rptOwnerName", line_of[k], list(range(k, k + count))) for k, count in ends]
    marks = [k for k in range(len(page)) if page.words[k] == "X"]
    segments += [Segment("reportingOwnerRelationship/isDirector", line_of[k], [k]) for k in marks]
    segments.sort(key=lambda s: s.first)
    *_, owner = owners(page, located.printed, located.regions, segments)
    assert owner.rpt_owner_name.value == name
    assert (owner.is_director.value, owner.is_ten_percent_owner.value) == found
