"""Signatures that go on in the lines before their caption, and the parts of their capacities."""

from __future__ import annotations

import pytest
from printed import find_printed

from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.notes.powers import with_wrapped_signatures
from extractor.notes.signatures import signatures
from extractor.regions.regions import find_regions

TABLE = "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned\nExplanation of Responses:\n"
END = "** Signature of Reporting Person\nDate\n"


def test_a_last_name_goes_on_below_a_stain_with_the_capacity_behind_it() -> None:
    page = read(
        f"1. Name and Address of Reporting Person*\nQvist Ada\n{TABLE}"
        f"/s/ Bo Ek, on behalf of Ada 05/09/2005\nE\nQvist, by Power of Attorney\n{END}"
    )
    printed = find_printed(page)
    regions = find_regions(page, printed)
    of, first, day = regions.line_of, page.words.index("/s/"), page.words.index("05/09/2005")
    owner, rest = page.words.index("Qvist"), page.words.index("Qvist,")
    tags = [
        Segment("reportingOwnerId/rptOwnerName", int(of[owner]), [owner, owner + 1], True, 0.9),
        Segment("signatureName", int(of[first]), list(range(first, day)), True, 0.9),
        Segment("signatureDate", int(of[day]), [day], True, 0.9),
        Segment("signatureName", int(of[rest]), list(range(rest, rest + 5)), True, 0.9),
    ]
    (found,) = signatures(page, with_wrapped_signatures(page, printed, regions, tags), ())
    assert found.signature_name.value == "/s/ Bo Ek, on behalf of Ada Qvist, by Power of Attorney"


@pytest.mark.parametrize("rest", ["-in-Fact for Bo Ek", "24 - Power of Attorney", "(Attorney-in-Fact)"])
def test_a_capacity_alone_is_nobodys_signature(rest: str) -> None:
    page = read(f"/s/ Ada Qvist, Attorney 05/09/2005\n{rest}\n")
    first = [k for k in range(len(page)) if page.line[k] == 0]
    tags = [
        Segment("signatureName", 0, first[:-1], True, 0.9),
        Segment("signatureDate", 0, first[-1:], True, 0.9),
        Segment("signatureName", 1, list(range(len(first), len(page))), True, 0.9),
    ]
    assert len(signatures(page, tags, ())) == 1


def signed(*lines: tuple[str, str], below: str = END) -> list[str | None]:
    """The signatures of lines, each with the words that nothing was made of."""
    text = "".join(f"{mine} {other}".rstrip() + "\n" for mine, other in lines)
    page = read(f"{TABLE}{text}{below}")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    tags = []
    for k, (mine, _) in enumerate(lines):
        tokens = [t for t in range(len(page)) if page.line[t] == k + 2][: len(mine.split())]
        days = [t for t in tokens if page.words[t][:1].isdigit()]
        tags.append(Segment("signatureName", int(regions.line_of[tokens[0]]), [t for t in tokens if t not in days], True, 0.9))
        tags += [Segment("signatureDate", int(regions.line_of[t]), [t], True, 0.9) for t in days]
    return [s.signature_name.value for s in signatures(page, tags, ())]


@pytest.mark.parametrize("end", ["Secretary of", "Attorney-in-Fact for"])
def test_somebody_may_sign_for_the_reporting_person(end: str) -> None:
    assert signed((f"/s/ Ada Qvist, {end}", "Reporting Person"), ("/s/ Bo Ek", "")) == [
        f"/s/ Ada Qvist, {end} Reporting Person",
        "/s/ Bo Ek",
    ]


@pytest.mark.parametrize(
    ("text", "dated", "name"),
    [
        ("Zorblat LP, its general 5/4/05 partner", "", "Zorblat LP, its general partner"),
        ("Zorblat LLC By: Ada Qvist5/4/05 Title: Member", "Qvist5/4/05", "Zorblat LLC By: Ada Qvist Title: Member"),
        ("Ada Qvist, Attorney5/4/2005", "", "Ada Qvist, Attorney"),
    ],
)
def test_a_date_within_a_signature_is_its_own(text: str, dated: str, name: str) -> None:
    page = read(f"{text}\n")
    days = [t for t in range(len(page)) if page.words[t] == dated]
    tags = [Segment("signatureName", 0, [t for t in range(len(page)) if t not in days], True, 0.9)]
    tags += [Segment("signatureDate", 0, days, True, 0.9)] if days else []
    (found,) = signatures(page, tags, ())
    assert (found.signature_name.value, str(found.signature_date.value)) == (name, "2005-05-04")
    filed = read("Ada Qvist, power of attorney filed on 5/4/05 herewith\n")
    (found,) = signatures(filed, [Segment("signatureName", 0, list(range(len(filed))), True, 0.9)], ())
    assert found.signature_date.value is None


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("/s/ Ada Qvist, 05/09/2005", "Attorney-in-Fact", "/s/ Ada Qvist, Attorney-in-Fact"),
        ("/s/ Ada Qvist 05/09/2005", "Attorney-in-Fact", "/s/ Ada Qvist"),  # nothing breaks off
        ("/s/ Ada Qvist, 05/09/2005", "Zorblat in Fact", "/s/ Ada Qvist,"),
    ],
)
def test_a_capacity_stands_below_the_comma_behind_the_name(first: str, second: str, found: str) -> None:
    page = read(f"{TABLE}{first}\n{second}\n{END}")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    mine = [t for t in range(len(page)) if page.line[t] == page.line[page.words.index("/s/")]]
    tags = [
        Segment("signatureName", int(regions.line_of[mine[0]]), mine[:-1], True, 0.9),
        Segment("signatureDate", int(regions.line_of[mine[0]]), mine[-1:], True, 0.9),
    ]
    (signature,) = signatures(page, with_wrapped_signatures(page, printed, regions, tags), ())
    assert signature.signature_name.value == found


def test_a_company_signs_by_who_stands_below() -> None:
    lines = ("Zorblat LP By: Zorblat GP LLC, its general partner By: 05/09/2005", ""), ("/s/ Ada Qvist", "")
    assert signed(*lines) == ["Zorblat LP By: Zorblat GP LLC, its general partner By: /s/ Ada Qvist"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            ["/s/ Ada Qvist, President, on behalf of The Second 05/09/2005", "1108 Holding Corporation"],
            ["/s/ Ada Qvist, President, on behalf of The Second 1108 Holding Corporation"],
        ),
        (
            ["Zorblat Group LLC, By: Zorblat Trust, By: /s/ 05/09/2005", "Ada Qvist, Trustee", "/s/ Bo Ek 05/09/2005"],
            ["Zorblat Group LLC, By: Zorblat Trust, By: /s/ Ada Qvist, Trustee", "/s/ Bo Ek"],
        ),
        (["/s/ Ada Qvist 05/09/2005", "isl Paul Smith"], ["/s/ Ada Qvist", "/s/ Paul Smith"]),
        (["Ada Qvist 05/09/2005", "Paul Smith"], ["Ada Qvist", "Paul Smith"]),  # no mark on either
        (["/s/ Ada Qvist 05/09/2005", "Paul Smith"], ["/s/ Ada Qvist", "Paul Smith"]),  # a person
        (["/s/ Ada Qvist 05/09/2005", "zrb Paul qkh ort"], ["/s/ Ada Qvist", "zrb Paul qkh ort"]),
        (["/s/ Ada Qvist 05/09/2005", "Paul Smith 05/09/2005"], ["/s/ Ada Qvist", "Paul Smith"]),
        (["/s/ Ada Qvist, Director of KRT 05/09/2005", "Hoidgns VQL LLC"], ["/s/ Ada Qvist, Director of KRT Hoidgns VQL LLC"]),
        (["Zorblat LLC, /s/ Ada Qvist 05/09/2005", "oqe e e"], ["Zorblat LLC, /s/ Ada Qvist"]),  # specks
        (["/s/ Ada Qvist, on behalf of Bo Ek (2) 05/09/2005"], ["/s/ Ada Qvist, on behalf of Bo Ek (2)"]),
    ],
)
def test_a_line_without_date_and_mark_goes_on_below_one_that_has_both(lines: list[str], found: list[str]) -> None:
    tags, page = [], read("".join(f"{line}\n" for line in lines))
    for k in range(len(lines)):
        tokens = [t for t in range(len(page)) if page.line[t] == k]
        days = [t for t in tokens if "/" in page.words[t][1:-1] and page.words[t][0].isdigit()]
        tags.append(Segment("signatureName", k, [t for t in tokens if t not in days], True, 0.9))
        tags += [Segment("signatureDate", k, days, True, 0.9)] if days else []
    assert [s.signature_name.value for s in signatures(page, tags, ())] == found


@pytest.mark.parametrize(("line", "known"), [("/s/_Ada_Qvist", True), ("/s/Ada Qvist", True), ("See Exhibit", False)])
def test_a_marked_name_stands_above_its_date(line: str, known: bool) -> None:
    page = read(f"{TABLE}Explanation of Responses:\n{line}\n05/09/2005\n{END}")
    printed = find_printed(page)
    regions = find_regions(page, printed)
    day = page.words.index("05/09/2005")
    tags = [Segment("signatureDate", int(regions.line_of[day]), [day], True, 0.9)]
    (signature,) = signatures(page, with_wrapped_signatures(page, printed, regions, tags), ())
    assert (signature.signature_name.value is not None) is known
    assert str(signature.signature_date.value) == "2005-05-09"
