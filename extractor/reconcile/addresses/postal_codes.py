"""Postal codes of Japan: they have three digits, a dash and four, and tell EDGAR's code of the country."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extractor.filing import ReportingOwner
from extractor.reconcile.change import repaired

_JAPANESE: Final = re.compile(r"\d{3}-\d{4}")
_JAPAN, _MISSOURI = "M0", "MO"
"""EDGAR's code of Japan, and the code of a state that its nought is read as."""
_SURE: Final = 0.85


def repair_country(owner: ReportingOwner) -> ReportingOwner:
    """An owner of Japan, which its postal code tells, whose code of the country became that of a state."""
    state = owner.rpt_owner_state
    if state.value != _MISSOURI or not _JAPANESE.fullmatch(owner.rpt_owner_zip_code.value or ""):
        return owner
    return replace(owner, rpt_owner_state=repaired(state, _JAPAN, _SURE, "the country of the postal code"))
