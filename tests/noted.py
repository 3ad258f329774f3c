"""The footnotes of a text."""

from __future__ import annotations

import numpy as np
from printed import find_printed

from extractor.dialects.read import read
from extractor.filing import Footnote, Value
from extractor.notes.footnotes import footnotes
from extractor.regions.regions import find_regions

TABLE = "Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned\n"


END = "** Signature of Reporting Person\nDate\n"


def notes_of(text: str) -> tuple[tuple[Footnote, ...], Value[str]]:
    page = read(text)
    printed = find_printed(page)
    regions = find_regions(page, printed)
    return footnotes(page, printed, regions, np.zeros(len(regions.of_line), np.bool_))


def told(text: str) -> list[tuple[str, str | None]]:
    return [(n.id, n.text.value) for n in notes_of(text)[0]]
