"""What the page prints and the XML has no place for."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from extractor.dialects.page import Page
from extractor.filing import Printed, Status, Value, sources_at
from extractor.form.printed import SLOTS
from extractor.regions.printed_form import PrintedForm

_MARKED: Final = re.compile(r"[\[(_]*[xX][\])_]*")
_NUMBER: Final = re.compile(r"\d{2}-\d{7}|\d{3}-\d{2}-\d{4}")
_TAX: Final = SLOTS.index("box.tax")
_ONE: Final = SLOTS.index("mark.one")
_MORE: Final = SLOTS.index("mark.more")


def printed_only(page: Page, printed: PrintedForm, period: Value[date], edition: str) -> Printed:
    """The tax number, the statement's month or date of the paper editions, and whether the filing is a joint one."""
    return Printed(
        tax_number=_tax_number(page, printed),
        statement_period=_statement(period) if edition.startswith("paper") else Value(),
        joint_filing=_joint(page, printed),
    )


def _tax_number(page: Page, printed: PrintedForm) -> Value[str]:
    """A number of the form of a tax number in the two lines from its caption on."""
    captions = page.line[(printed.slot == _TAX) & (printed.share > 0.5)]
    if not len(captions):
        return Value()
    near = (page.line >= captions.min()) & (page.line <= captions.max() + 2)
    for token in near.nonzero()[0].tolist():
        if _NUMBER.fullmatch(page.words[token]):
            sources = sources_at(page.text, [(int(page.start[token]), int(page.end[token]))])
            return Value(page.words[token], Status.READ, 0.8, sources)
    return Value()


def _statement(period: Value[date]) -> Value[str]:
    """The month or date that the statement is for, as it is printed."""
    if not period.sources:
        return Value()
    text = "".join(period.text.split()) if _FIGURES.fullmatch(period.text) else period.text
    return Value(text, Status.READ, max(0.5, period.confidence), period.sources)


_FIGURES: Final = re.compile(r"[\d\s/.-]+")
"""A date in figures, in which blanks are edges of cells."""


def _joint(page: Page, printed: PrintedForm) -> Value[bool]:
    """Which of the two lines is marked: filed by one person (False) or by more than one (True)."""
    for slot, joint in ((_ONE, False), (_MORE, True)):
        first = next(iter(((printed.slot == slot) & (printed.share > 0.7)).nonzero()[0].tolist()), 0)
        token = first - 1
        if token >= 0 and page.line[token] == page.line[first] and _MARKED.fullmatch(page.words[token]):
            sources = sources_at(page.text, [(int(page.start[token]), int(page.end[token]))])
            return Value(joint, Status.READ, 0.85, sources)
    return Value()
