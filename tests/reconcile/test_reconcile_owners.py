"""Relationships of owners whose marks are not legible."""

from __future__ import annotations

from typing import Any

import pytest
from by_hand import read

from extractor.filing import (
    Filing,
    ReportingOwner,
    SourceInfo,
    Status,
    Value,
)
from extractor.reconcile.people.relationships import doubt_glyphs, share_relationships


def test_an_owner_without_a_legible_mark_is_what_all_others_of_the_group_are() -> None:
    yes, name = Value(True, Status.READ, 0.9), Value("Qvist Ada", Status.READ, 0.9)
    marked = ReportingOwner(rpt_owner_name=name, is_ten_percent_owner=yes)
    bare = ReportingOwner(rpt_owner_name=name)
    found = share_relationships(Filing(reporting_owners=(marked, bare))).reporting_owners[1].is_ten_percent_owner
    assert (found.value, found.status) == (True, Status.INFERRED)
    assert found.reasons
    director = ReportingOwner(rpt_owner_name=name, is_director=yes)
    assert share_relationships(Filing(reporting_owners=(marked, director))).reporting_owners == (marked, director)


def test_nothing_is_guessed_of_an_owner_alone_without_a_legible_mark() -> None:
    bare = ReportingOwner(rpt_owner_name=Value("Qvist Ada", Status.READ, 0.9))
    assert share_relationships(Filing(reporting_owners=(bare,))).reporting_owners == (bare,)


@pytest.mark.parametrize(("glyph", "kept"), [("f]", False), ("F", False), ("[X", True), ("\u5188", True)])
def test_what_is_no_cross_before_director_is_an_empty_box_where_another_relationship_is_known(glyph: str, kept: bool) -> None:
    def found(noise: float = 0.01, **values: Any) -> Any:
        owner = ReportingOwner(rpt_owner_name=read("Qvist Ada"), is_director=read(True, glyph), **values)
        page = Filing(reporting_owners=(owner,), source=SourceInfo(noise=noise))
        return doubt_glyphs(page).reporting_owners[0].is_director.value

    titled = {"is_officer": Value(True, Status.INFERRED, 0.8), "officer_title": read("Treasurer")}
    assert found(is_ten_percent_owner=read(True, "X_")) is kept
    assert found(**titled) is kept
    assert found(is_officer=read(True, "+")) is True  # neither is a cross
    assert found() is True  # one mark there must be
    assert found(0.0, **titled) is True


def test_what_is_no_cross_before_more_than_ten_percent_is_an_empty_box_too() -> None:
    for glyph, kept in (("Lf:", False), ("x", True)):
        owner = ReportingOwner(is_officer=read(True, "{X"), is_ten_percent_owner=read(True, glyph))
        page = Filing(reporting_owners=(owner,), source=SourceInfo(noise=0.01))
        assert doubt_glyphs(page).reporting_owners[0].is_ten_percent_owner.value is kept


def test_a_person_of_a_group_owns_more_than_ten_percent_only_if_all_others_do() -> None:
    def found(name: str, *others: str, **values: Any) -> Any:
        owner = ReportingOwner(rpt_owner_name=read(name), **values)
        beside = [ReportingOwner(rpt_owner_name=read("Zorblat Fund LP"), **{mark: read(True, "X")}) for mark in others]
        page = Filing(reporting_owners=(*beside, owner), source=SourceInfo(noise=0.01))
        return share_relationships(page).reporting_owners[-1].is_ten_percent_owner.value

    large, director = "is_ten_percent_owner", {"is_director": read(True, "X")}
    assert found("Qvist Ada", large, large, **director) is True
    assert found("Qvist Ada", large, large, "is_director", **director) is None
    assert found("Zorblat GP LLC", large, large, "is_director", **director) is True
    assert found("", large, large, "is_director", **director) is None
