"""The box "no longer subject to Section 16", by the prose of the filing."""

from __future__ import annotations

import pytest
from by_hand import filing, read

from extractor.filing import Footnote, SourceInfo, Status, Value
from extractor.reconcile.issuer.no_longer import imply_no_longer_subject


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("After the merger Ms. Qvist is no longer subject to Section 16 reporting.", True),
        ("The reporting person will no longer be subject to the reporting requirements of Section 16.", True),
        ("The shares are no longer subject to forfeiture.", None),
        ("The shares are no longer subject to vesting and are exempt under Section 16(b).", None),
        ("Ms. Qvist is no longer required to sign reports filed under Section 16.", None),
        ("Subject to Section 16.", None),
    ],
)
def test_who_says_to_be_no_longer_subject_has_the_box_marked(text: str, marked: bool | None) -> None:
    told = ({"remarks": read(text)}, {"footnotes": (Footnote(id="F1", text=read(text)),)})
    for page in (filing(**stands, source=SourceInfo(noise=0.02)) for stands in told):
        found = imply_no_longer_subject(page).not_subject_to_section16
        assert found.value is marked
        assert (found.status is Status.INFERRED, bool(found.reasons)) == (bool(marked),) * 2


def test_a_mark_that_is_legible_and_the_empty_box_of_a_clean_page_stay() -> None:
    clean = filing(remarks=read("No longer subject to Section 16."))
    marked = filing(remarks=clean.remarks, not_subject_to_section16=read(True, "X"), source=SourceInfo(noise=0.02))
    assert imply_no_longer_subject(clean) is clean
    assert imply_no_longer_subject(marked) is marked


@pytest.mark.parametrize(("form", "marked"), [("3", None), ("3/A", None), ("4", True), ("5/A", True), (None, True)])
def test_a_form_without_the_box_has_no_mark(form: str | None, marked: bool | None) -> None:
    said = read("Ms. Qvist is no longer subject to Section 16.")
    page = filing(remarks=said, document_type=read(form) if form else Value(), source=SourceInfo(noise=0.02))
    assert imply_no_longer_subject(page).not_subject_to_section16.value is marked
