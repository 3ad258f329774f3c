"""Signatures that the classifier has taken for the end of the footnotes."""

from __future__ import annotations

import pytest

from extractor.cells.label import locate
from extractor.notes.unsigned import with_unsigned
from extractor.reading.read import read

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
    page, printed, regions = (found := locate(read(PAGE.format(line=line)))).page, found.printed, found.regions
    segments = with_unsigned(page, printed, regions, [])
    return {s.field: " ".join(page.words[t] for t in s.tokens) for s in segments}


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
    ],
)
def test_a_mark_or_an_attorney_with_a_date_signs(line: str, name: str, date: str) -> None:
    assert signed(line) == {"signatureName": name, "signatureDate": date}


@pytest.mark.parametrize(
    "line",
    [
        "2. The attorney who holds them is Form 3 filer Berta Holm.",
        "3. Granted on 05/09/2005 to Ada Qvist.",
        ": . e 7",
        "(5) The shares are held by a trust of which Berta Holm is trustee.",
        "(2) The share(s) Berta Holm holds.",
    ],
)
def test_sentences_and_specks_do_not(line: str) -> None:
    assert signed(line) == {}
