"""Owners and signatures that junk seems to have."""

from __future__ import annotations

import random
import string
from dataclasses import replace

import pytest
from pages import SALES, tabs

import extractor
from extractor.confidence.left_out import FEW, without_nobody
from extractor.filing import Filing, OwnerSignature, ReportingOwner, Value

SCHEDULE = """SCHEDULE 13D
Under the Securities Exchange Act of 1934
Zorblat Holdings, Inc.
(Name of Issuer)
Common Stock, par value $.01 per share
(Title of Class of Securities)
Margo Trell
77 Birch Lane, Duluth, MN 55802
(Name, Address and Telephone Number of Person Authorized to Receive Notices and Communications)
(Date of Event which Requires Filing of this Statement)
1. NAMES OF REPORTING PERSONS
7. SOLE VOTING POWER 1,200,000
13. PERCENT OF CLASS REPRESENTED BY AMOUNT IN ROW (11) 8.4%
SIGNATURE
Date: March 9, 2004
/s/ Margo Trell
Margo Trell, General Partner
"""


def _bytes(seed: int) -> bytes:
    return random.Random(seed).randbytes(20_000)


def _letters(seed: int) -> str:
    signs = string.ascii_letters + string.digits + "+/"
    numbers = random.Random(seed)
    return "\n".join("".join(numbers.choices(signs, k=76)) for _ in range(400))


@pytest.mark.parametrize("junk", [_bytes(0), _bytes(1), _letters(0), _letters(1), SCHEDULE])
def test_nobody_is_in_junk_of_whom_nothing_is_told(junk: str | bytes) -> None:
    filing = extractor.extract(junk)
    people = (*filing.reporting_owners, *filing.owner_signatures)
    assert all(any(isinstance(v, Value) and v.value is not None for v in _values(somebody)) for somebody in people)
    assert filing.warnings
    assert filing.confidence < 0.03


def _values(somebody: object) -> list[object]:
    return [getattr(somebody, name) for name in somebody.__dataclass_fields__]  # type: ignore[attr-defined]


OWNER = ReportingOwner(rpt_owner_name=Value("Trell Margo"))
SIGNED = OwnerSignature(signature_name=Value("Margo Trell"))


def test_who_is_known_stays_and_so_does_everybody_on_a_form() -> None:
    drafted = Filing(reporting_owners=(OWNER, OWNER, OWNER), owner_signatures=(SIGNED, SIGNED))
    left = replace(drafted, reporting_owners=(ReportingOwner(), OWNER, ReportingOwner()), owner_signatures=(OwnerSignature(),))
    kept = without_nobody(drafted, left)
    assert (len(kept.reporting_owners), kept.owner_signatures) == (1, ())
    assert without_nobody(drafted, replace(left, document_type=Value("4"))) is drafted
    assert without_nobody(drafted, replace(left, source=replace(left.source, captions=FEW))) is drafted
    fewer = replace(left, reporting_owners=(OWNER, ReportingOwner()), owner_signatures=(SIGNED,))
    assert without_nobody(drafted, fewer) is drafted


def test_a_form_keeps_its_people() -> None:
    filing = extractor.extract(tabs(SALES))
    assert (len(filing.reporting_owners), len(filing.owner_signatures)) == (1, 1)
