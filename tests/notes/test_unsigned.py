"""Signatures that the classifier has taken for the end of the footnotes."""

from __future__ import annotations

import pytest

from extractor.cells.segments import Segment
from extractor.dialects.read import read
from extractor.notes.unsigned import with_unsigned
from extractor.regions.located import locate

PAGE = """Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned
1. Title of Security (Instr. 3) 2. Transaction Date 3. Transaction Code
Common Stock 05/06/2005 S 1,200 D $17.25 8,800 D
Explanation of Responses:
1. The shares were sold by a trust of which the reporting person is the trustee and in which no child has an interest.
{line}
: .
x . : ** Signature of Reporting Person Date . :
Reminder: Report on a separate line for each class of securities beneficially owned directly or indirectly.
"""


def signed(line: str) -> dict[str, str]:
    """What signs the page, whose owner's name is that of a line of its own above its table."""
    page, printed, regions = (found := locate(read("Qvist Ada\n" + PAGE.format(line=line)))).page, found.printed, found.regions
    owner = Segment("reportingOwnerId/rptOwnerName", 0, [0, 1], probability=1.0)
    segments = with_unsigned(page, printed, regions, [owner])
    return {s.field: " ".join(page.words[t] for t in s.tokens) for s in segments if s is not owner}


@pytest.mark.parametrize(
    ("line", "name", "date"),
    [
        (
            'go" ; "8 . (s/ Ada L. Qvist, by Power of Attorney ae 05/09/2005* af',
            "(s/ Ada L. Qvist, by Power of Attorney",
            "05/09/2005*",
        ),
        (
            "& - Berta Holm, Attomey-in-Fact For: Ada Qvist : ~ 05/09/2005 .",
            "Berta Holm, Attomey-in-Fact For: Ada Qvist",
            "05/09/2005",
        ),
        ("oe is/lda Qvist 05/09/2005", "is/lda Qvist", "05/09/2005"),
        ("x ss Ada Qvist, (5:09/2005", "Ada Qvist,", "(5:09/2005"),
    ],
)
def test_a_mark_or_an_attorney_with_a_date_signs(line: str, name: str, date: str) -> None:
    assert signed(line) == {"signatureName": name, "signatureDate": date}


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Berta Holm by Power of Attorney 1M 2005", "Berta Holm by Power of Attorney"),
        ("; By: Berta' Holm: For: Ada.Qvist", "By: Berta' Holm: For: Ada.Qvist"),
        ("Berta Holm, Attorney in Fact for Ada Qvlst U6", "Berta Holm, Attorney in Fact for Ada Qvlst"),
        ("Js/AdaLQvist -", "Js/AdaLQvist"),
        ("s. Ada Qvist \u201cSuynature if Repertucg Person", "Ada Qvist"),
        ("Berta Holm, Attorney in Fact ** Signature of Reporting Person Date", "Berta Holm, Attorney in Fact"),
    ],
)
def test_the_owner_or_a_capacity_signs_without_a_date(line: str, name: str) -> None:
    assert signed(line) == {"signatureName": name}


def test_where_the_caption_is_illegible_a_capacity_signs() -> None:
    found = locate(
        read(PAGE.replace("** Signature of Reporting Person Date", "v Szqna ure").format(line="Bo Ek, Attorney in Fact"))
    )
    page = found.page
    segments = with_unsigned(page, found.printed, found.regions, [])
    assert [" ".join(page.words[t] for t in s.tokens) for s in segments] == ["Bo Ek, Attorney in Fact"]


@pytest.mark.parametrize(
    "line",
    [
        "2. Held by the Ada Qvist Trust.",
        "2. Held By The Ada Qvist Trust",
        "2. The attorney who holds them is Form 3 filer Berta Holm.",
        "3. Granted on 05/09/2005 to Ada Qvist.",
        ": . e 7",
        "(5) The shares are held by a trust of which Berta Holm is trustee.",
        "(2) The share(s) Berta Holm holds.",
        "2. By Ada Qvist for Berta Holm",
        "Exhibit List: Exhibit 24 - Power of Attorney",
    ],
)
def test_sentences_and_specks_do_not(line: str) -> None:
    assert signed(line) == {}
