"""The printed form of a page, without what is done for glued words and pointers."""

from __future__ import annotations

from extractor.dialects.page import Page
from extractor.regions.printed_form import PrintedForm, find_letters, printed_form


def find_printed(page: Page) -> PrintedForm:
    return printed_form(page, find_letters(page))
