"""The sample filing that ships: made by the project's own generator, aged and read by a real engine."""

from __future__ import annotations

from pathlib import Path

import pytest

import extractor
from extractor.evaluation.compare import outcomes
from extractor.export.xml_reader import from_xml
from extractor.filing import Filing, Status

ANNOTATIONS = Path(__file__).parents[1] / "annotations"


@pytest.fixture(scope="module")
def filing() -> Filing:
    return extractor.extract((ANNOTATIONS / "sample.txt").read_bytes(), name="sample.txt")


@pytest.fixture(scope="module")
def printed() -> Filing:
    return from_xml((ANNOTATIONS / "sample.xml").read_bytes())


def test_nearly_all_of_the_sample_is_read(filing: Filing, printed: Filing) -> None:
    found = list(outcomes(filing, printed))
    right = sum(o.right for o in found)
    assert right >= 0.9 * len(found), [(o.path, o.read.value, o.printed and o.printed.value) for o in found if not o.right]


def test_every_row_of_the_sample_is_there_in_printed_order(filing: Filing, printed: Filing) -> None:
    assert [r.kind for r in filing.rows] == [r.kind for r in printed.rows]
    assert [r.underlying_security_shares.value for r in filing.rows] == [r.underlying_security_shares.value for r in printed.rows]


def test_what_the_sample_does_not_print_is_not_called_read(filing: Filing) -> None:
    for path, _, value in filing.leaves():
        if value.status in (Status.READ, Status.REPAIRED):
            assert value.sources, path


def test_right_values_of_the_sample_are_surer_than_wrong_ones(filing: Filing, printed: Filing) -> None:
    found = [o for o in outcomes(filing, printed) if o.read is not None and o.read.value is not None]
    right = [o.read.confidence for o in found if o.right]
    wrong = [o.read.confidence for o in found if not o.right]
    assert min(right) < max(right)
    assert not wrong or sum(wrong) / len(wrong) < sum(right) / len(right)
