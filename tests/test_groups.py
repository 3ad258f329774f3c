"""Joint filers whose copies of one address are all misread."""

from __future__ import annotations

import pytest

from extractor.filing import Filing, ReportingOwner, SourceInfo, Value
from extractor.reconcile.groups import share_addresses


@pytest.mark.parametrize(
    ("streets", "expected"),
    [
        (("40 ELM STRE 9TH FLOOR", "140 ELM STREET 9TH FLOOR", "140 ELN STREET 9TH FLOOR"), ("140 ELM STREET 9TH FLOOR",) * 3),
        (("12 ELM STREET SUITE 1", "12 ELM STREET SUITE 2", "12 ELM STREET SUITE 3"), None),
        (("40 ELM STREET", "140 ELM STREET"), None),
    ],
)
def test_the_copy_of_an_address_that_all_are_most_like(streets: tuple[str, ...], expected: tuple[str, ...] | None) -> None:
    place = {"rpt_owner_city": Value("ALBANY"), "rpt_owner_state": Value("NY"), "rpt_owner_zip_code": Value("12207")}
    owners = tuple(ReportingOwner(rpt_owner_name=Value(f"EK {s}"), rpt_owner_street1=Value(s), **place) for s in streets)
    shared = share_addresses(Filing(reporting_owners=owners, source=SourceInfo(noise=0.05))).reporting_owners
    assert tuple(owner.rpt_owner_street1.value for owner in shared) == (expected or streets)
