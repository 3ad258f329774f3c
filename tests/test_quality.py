"""The quality floor that holds wherever the tests run: the annotated filings of the split that nothing was trained or tuned on.

Fifty of them, faxes and pages in capitals among them: the floors stand some two points below what was measured last.
"""

from __future__ import annotations

from pathlib import Path

import extractor
from extractor.annotations.io import read_annotations
from extractor.evaluation.evaluate import evaluate

PAGES = Path(__file__).parents[1] / "annotations" / "test.jsonl"


def test_annotated_filings_that_no_model_has_seen_are_read_right() -> None:
    report = evaluate((page, extractor.extract(page.text)) for page in read_annotations([PAGES]))
    assert report.filings == 50
    assert report.all.f1 > 0.91
    assert report.all.precision > 0.94
    assert report.row_f1 > 0.65
    assert {name: tally.f1 > 0.86 for name, tally in report.by["group"].items()} == dict.fromkeys(report.by["group"], True)
