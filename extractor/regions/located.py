"""A page whose printed form is found and whose regions are told apart."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.dialects.page import Page
from extractor.regions.asked_days import with_asked_days
from extractor.regions.parted import part_glued
from extractor.regions.pointers import without_pointers
from extractor.regions.printed_form import PrintedForm, find_letters, printed_form
from extractor.regions.regions import Regions, find_regions


@dataclass(frozen=True, slots=True, eq=False)
class Located:
    """A page whose printed form and regions are found."""

    page: Page
    printed: PrintedForm
    regions: Regions

    def part(self, start: int, stop: int) -> Located:
        """The tokens of a range, which holds whole lines, as a page of their own."""
        if (start, stop) == (0, len(self.page)):
            return self
        return Located(self.page.part(start, stop), self.printed.part(start, stop), self.regions.part(start, stop))


def locate(page: Page) -> Located:
    """Find the printed form and its regions; tokens that are glued together are parted, days in words are put as asked for."""
    page, letters = part_glued(page, find_letters(page))
    printed = without_pointers(page, printed_form(page, letters))
    return Located(*with_asked_days(page, printed, find_regions(page, printed)))
