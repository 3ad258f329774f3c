"""Relationships of owners whose marks are not legible."""

from __future__ import annotations

from dataclasses import replace
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
from extractor.reconcile.people.relationships import doubt_glyphs, doubt_officers, doubt_others, share_relationships


def test_an_owner_without_a_legible_mark_is_what_all_others_of_the_group_are() -> None:
    yes, name = Value(True, Status.READ, 0.9), Value("Qvist Ada", Status.READ, 0.9)
    marked = ReportingOwner(rpt_owner_name=name, is_ten_percent_owner=yes)
    bare = ReportingOwner(rpt_owner_name=name)
    found = share_relationships(Filing(reporting_owners=(marked, bare))).reporting_owners[1].is_ten_percent_owner
    assert (found.value, found.status) == (True, Status.INFERRED)
    assert found.reasons
    director = ReportingOwner(rpt_owner_name=name, is_director=yes)
    assert share_relationships(Filing(reporting_owners=(marked, director))).reporting_owners == (marked, director)


def test_the_mark_of_an_officer_without_a_title_is_that_of_the_line_above() -> None:
    def found(dialect: str = "grid", **marks: Any) -> tuple[Any, Any]:
        owner = ReportingOwner(rpt_owner_name=read("Qvist Ada"), is_officer=read(True, "X"), **marks)
        page = Filing(reporting_owners=(owner,), source=SourceInfo(dialect=dialect))
        (owner,) = doubt_officers(page).reporting_owners
        return owner.is_director.value, owner.is_officer.value

    assert found() == (True, False)
    assert found(is_director=read(True, "X")) == (True, False)
    assert found(is_ten_percent_owner=read(True, "X")) == (None, False)
    assert found("plain") == found("pipes") == (None, True)  # where lines are parted, none slips
    assert found("plain", is_director=read(True, "X")) == (True, False)
    assert found(officer_title=read("Treasurer")) == (None, True)
    assert found(officer_title=replace(read("?"), value=None)) == (None, True)


def test_nothing_is_guessed_of_an_owner_alone_without_a_legible_mark() -> None:
    bare = ReportingOwner(rpt_owner_name=Value("Qvist Ada", Status.READ, 0.9))
    assert share_relationships(Filing(reporting_owners=(bare,))).reporting_owners == (bare,)


def test_who_is_other_and_specifies_nothing_is_what_the_other_mark_says() -> None:
    def found(noise: float = 0.01, **values: Any) -> Any:
        owner = ReportingOwner(rpt_owner_name=read("Qvist Ada"), is_other=read(True, "X_"), **values)
        page = Filing(reporting_owners=(owner,), source=SourceInfo(noise=noise))
        return doubt_others(page).reporting_owners[0].is_other

    beside = found(is_officer=read(True, "X"), officer_title=read("Treasurer"))
    assert (beside.value, beside.status) == (False, Status.REPAIRED)
    assert beside.reasons
    assert found().value is True  # one mark there must be
    assert found(0.0, is_officer=read(True, "X"), officer_title=read("Treasurer")).value is True  # as the filer set it
    assert found(is_director=read(True, "X"), other_text=read("Former Director")).value is True
    assert found(is_director=read(True, "X"), other_text=replace(read("?"), value=None)).value is True
    assert found(is_director=read(True, "X"), other_text=read("belo")).value is False


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


def test_the_one_mark_of_a_company_is_that_of_its_group() -> None:
    def found(name: str, **values: Any) -> tuple[Any, Any]:
        first = ReportingOwner(rpt_owner_name=read("Zorblat Fund LP"), is_ten_percent_owner=read(True, "X"))
        owner = ReportingOwner(rpt_owner_name=read(name), is_director=read(True, "X"), **values)
        page = Filing(reporting_owners=(first, owner), source=SourceInfo(noise=0.01))
        owner = share_relationships(page).reporting_owners[1]
        return owner.is_director.value, owner.is_ten_percent_owner.value

    assert found("Zorblat GP LLC") == (False, True)
    assert found("Zorblat GP LLC", is_ten_percent_owner=read(True, "X")) == (True, True)
    assert found("Qvist Ada")[0] is True


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
