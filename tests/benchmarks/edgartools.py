"""How fast edgartools reads the clean XML of the same filings into tables: what structured filings cost today."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from unittest.mock import patch

from extractor.annotations.gold import gold_filing
from extractor.annotations.record import Annotation
from extractor.export.xml_writer import to_xml


def seconds_of(filings: Sequence[Annotation], rounds: int) -> list[float] | None:
    """Processor seconds for each filing, the least of some rounds; none without edgartools."""
    try:
        from edgar import ownership
    except ImportError:
        return None
    forms = {"3": ownership.Form3, "4": ownership.Form4, "5": ownership.Form5}
    xmls = [(forms[filing.form[0]], to_xml(gold_filing(filing), profile="edgar")) for filing in filings]

    def one_round() -> Iterator[float]:
        for form, xml in xmls:
            start = time.process_time()
            form(**ownership.Ownership.parse_xml(xml)).to_dataframe()
            yield time.process_time() - start

    with patch("edgar.ownership.owners.Entity", lambda *_, **__: None):  # it would ask the SEC who that is
        return [min(found) for found in zip(*(list(one_round()) for _ in range(rounds)), strict=True)]
