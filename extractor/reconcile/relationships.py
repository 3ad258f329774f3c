"""Relationships of joint filers: each has at least one, and a group mostly shares that of the owner of more than 10 %."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from extractor.filing import Filing, ReportingOwner
from extractor.reconcile.change import repaired

_MARKS: Final = ("is_director", "is_officer", "is_ten_percent_owner", "is_other")
_SURE: Final = 0.75


def share_relationships(filing: Filing) -> Filing:
    """An owner of whom no relationship is legible is a 10 % owner where all others of the group are.

    The form asks for at least one relationship an owner (SEC ownership XML specification, ``reportingOwnerRelationship``).
    """
    owners = filing.reporting_owners
    marked = [owner for owner in owners if _has_any(owner)]
    if not marked or len(marked) == len(owners) or not all(owner.is_ten_percent_owner.value for owner in marked):
        return filing
    return replace(filing, reporting_owners=tuple(o if _has_any(o) else _as_the_others(o) for o in owners))


def _has_any(owner: ReportingOwner) -> bool:
    return any(getattr(owner, mark).value for mark in _MARKS)


def _as_the_others(owner: ReportingOwner) -> ReportingOwner:
    mark = repaired(owner.is_ten_percent_owner, True, _SURE, "as all other owners of the group, whose marks are legible")
    return replace(owner, is_ten_percent_owner=mark)
