"""The last words of titles, lost or doubled between cells."""

from __future__ import annotations

import pytest
from by_hand import T2, filing, read, row

from extractor.filing import Status
from extractor.reconcile.title_ends import mend_title_ends


def titles(*rows: tuple[str, str]) -> list[tuple[str | None, str | None]]:
    mended = mend_title_ends(
        filing(*(row(T2, security_title=read(one), underlying_security_title=read(two)) for one, two in rows))
    )
    return [(r.security_title.value, r.underlying_security_title.value) for r in mended.derivative_table]


@pytest.mark.parametrize(
    ("printed", "mended"),
    [
        (("Class B Common", "Class A Common Stock Stock"), ("Class B Common Stock", "Class A Common Stock")),
        (("COMMON", "Common Shares"), ("COMMON SHARES", "Common Shares")),
        (("Stock Option", "Common Stock, par value"), ("Stock Option", "Common Stock, par value")),
        (("Warrant", "Common"), ("Warrant", "Common")),  # nothing tells which word is lost
        (("Stock", "Stock Stock"), ("Stock", "Stock")),
    ],
)
def test_last_words_of_titles(printed: tuple[str, str], mended: tuple[str, str]) -> None:
    assert titles(printed) == [mended]


def test_the_last_word_of_another_row_is_told() -> None:
    lost = read("Common")
    changed = mend_title_ends(filing(row(security_title=read("Common Stock")), row(security_title=lost))).non_derivative_table[1]
    assert (changed.security_title.value, changed.security_title.status) == ("Common Stock", Status.REPAIRED)
    assert [a.value for a in changed.security_title.alternatives] == ["Common"]
