"""Relationships whose marks are not legible: each owner has at least one, and a group mostly shares that of more than 10 %."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from extractor.filing import Filing, ReportingOwner, Value
from extractor.filing.forms import RELATIONSHIPS, is_related
from extractor.form.companies import is_company
from extractor.reconcile.change import repaired

_SURE: Final = 0.75  # confidence of a mark that all others of the group have
_GROUP: Final = 0.6  # the same of one that has slipped, or that most of them have
_TOGETHER: Final = "as the others of the group, whose marks are legible"


def share_relationships(filing: Filing) -> Filing:
    """Marks that left no trace, where the group or the form's rule tells them.

    The form asks for at least one relationship an owner (SEC ownership XML specification, ``reportingOwnerRelationship``). Of a
    group that files together mostly all are owners of more than 10 %. Of an owner alone nothing is guessed.
    """
    noisy = filing.source.is_noisy
    owners = tuple(_shared(owner, filing.reporting_owners, noisy) for owner in filing.reporting_owners)
    return replace(filing, reporting_owners=owners)


def _shared(owner: ReportingOwner, owners: tuple[ReportingOwner, ...], noisy: bool) -> ReportingOwner:
    """An owner of a group without the mark of more than 10 %, or with it as most others.

    A person who is a director or an officer has it as well only if all others do: directors and officers of a company that is
    wound up file together with its sponsor and own little.
    """
    others = [other for other in owners if other is not owner and is_related(other)]
    if owner.is_ten_percent_owner.value or not others:
        return owner
    marked = sum(bool(other.is_ten_percent_owner.value) for other in others)
    if not is_related(owner) and marked == len(others):
        return _ten_percent(owner, _SURE)
    if noisy and _is_displaced(owner, owners[0]):
        director = repaired(owner.is_director, False, _GROUP, _DISPLACED)
        return replace(_ten_percent(owner, _GROUP), is_director=director)
    most = 2 * marked > len(others) or owners[0].is_ten_percent_owner.value
    if noisy and (marked == len(others) if _is_person(owner) else most):
        return _ten_percent(owner, _GROUP)
    return owner


def _is_person(owner: ReportingOwner) -> bool:
    """Whether an owner with the mark of a director or an officer is no company.

    Of 38 such persons in groups of electronic filings whose others all own more than 10 % 35 do so too, of 29 whose others
    partly do six; of companies 38 of 38 and nine of eleven.
    """
    return bool(owner.is_director.value or owner.is_officer.value) and not is_company(owner.rpt_owner_name.value or "")


_DISPLACED: Final = "the one mark of a company whose group is of owners of more than 10 %"


def _is_displaced(owner: ReportingOwner, first: ReportingOwner) -> bool:
    """Whether the one mark of a company, of whose group the first owns more than 10 % and is no director, says "Director".

    Of 635 companies in electronic filings 521 own more than 10 % alone, 67 are directors as well, and 32 are but directors; on
    a further page of a closing table the marks stand elsewhere than below their heads.
    """
    others = [getattr(owner, mark).value for mark in RELATIONSHIPS if mark != "is_director"]
    leads = first is not owner and first.is_ten_percent_owner.value and not first.is_director.value
    return bool(leads and owner.is_director.value and not any(others) and is_company(owner.rpt_owner_name.value or ""))


def _ten_percent(owner: ReportingOwner, confidence: float) -> ReportingOwner:
    return replace(owner, is_ten_percent_owner=repaired(owner.is_ten_percent_owner, True, confidence, _TOGETHER))


_UNTITLED: Final = "an officer gives a title, and none stands here"
_ABOVE: Final = 0.6  # confidence that a mark is none


def doubt_officers(filing: Filing) -> Filing:
    """The mark of an officer who gives no title is that of the line above, which is the director's, or of nothing.

    The form asks for the title below the mark, "Officer (give title below)"; where lines of the box slip, as in the cells of a
    grid, which part no lines, the mark before "Director" comes to stand before "Officer". Elsewhere it is the title that is lost.
    """
    slips = filing.source.dialect == "grid"
    owners = tuple(_untitled(owner, slips) for owner in filing.reporting_owners)
    return replace(filing, reporting_owners=owners)


def _untitled(owner: ReportingOwner, slips: bool) -> ReportingOwner:
    title = owner.officer_title
    if not owner.is_officer.value or title.present or title.sources:
        return owner
    officer = repaired(owner.is_officer, False, _ABOVE, _UNTITLED)
    if any(getattr(owner, mark).value for mark in RELATIONSHIPS if mark != "is_officer"):
        return replace(owner, is_officer=officer)
    if not slips or is_company(owner.rpt_owner_name.value or ""):
        return owner
    return replace(owner, is_officer=officer, is_director=repaired(owner.is_director, True, _ABOVE, _UNTITLED))


_SCRAP: Final = 4  # small letters of the caption, "below"
_UNSPECIFIED: Final = "who is other specifies it below, and no text stands here"


def doubt_others(filing: Filing) -> Filing:
    """The mark of "other" without a text, beside another mark, is a stain, or the mark of the line above, on a noisy page.

    The form asks for it, "Other (specify below)": of 165 owners with that mark in electronic filings all have the text.
    """
    if not filing.source.is_noisy:
        return filing
    return replace(filing, reporting_owners=tuple(map(_unspecified, filing.reporting_owners)))


def _unspecified(owner: ReportingOwner) -> ReportingOwner:
    text = owner.other_text
    scrap = text.value is not None and text.value.islower() and len(text.value) <= _SCRAP
    others = [getattr(owner, mark).value for mark in RELATIONSHIPS if mark != "is_other"]
    if not owner.is_other.value or ((text.present or text.sources) and not scrap) or not any(others):
        return owner
    return replace(owner, is_other=repaired(owner.is_other, False, _ABOVE, _UNSPECIFIED))


def doubt_glyphs(filing: Filing) -> Filing:
    """What is no cross before "Director" or "10% Owner" is an empty box, on a noisy page, where a cross or a title tells another
    relationship.

    An engine that reads one cross of a page reads most of them: what it made of the box beside it (``f]``, ``F``) is none.
    """
    if not filing.source.is_noisy:
        return filing
    return replace(filing, reporting_owners=tuple(map(_uncrossed, filing.reporting_owners)))


def _uncrossed(owner: ReportingOwner) -> ReportingOwner:
    """The owner without the marks that are no crosses, one after the other."""
    for name in ("is_director", "is_ten_percent_owner"):
        owner = _without_glyph(owner, name)
    return owner


def _without_glyph(owner: ReportingOwner, attribute: str) -> ReportingOwner:
    mark: Value[bool] = getattr(owner, attribute)
    if not mark.value or not mark.sources or _crossed(mark):
        return owner
    others = [getattr(owner, name) for name in RELATIONSHIPS if name != attribute]
    signs = {sign for other in others if other.value and (sign := other.text.strip(_AROUND))}
    titled = owner.is_officer.value and owner.officer_title.present
    if mark.text.strip(_AROUND) in signs:  # this form marks its boxes so
        return owner
    if not titled and not any(other.value and _crossed(other) for other in others):
        return owner
    unmarked: dict[str, Any] = {attribute: repaired(mark, False, _ABOVE, _EMPTY)}
    return replace(owner, **unmarked)


def _crossed(mark: Value[bool]) -> bool:
    """Whether a cross stands in what was read as a mark, or a letter for a box with a cross."""
    return any(c in _CROSSES for source in mark.sources for c in source.text)


_AROUND: Final = "[](){}_ "
_CROSSES: Final = frozenset("xX\u00d7\u221a\u25a0\u25cf\u2713\u2714\u2611\u2612\u5188\u51f6\u533a\u56fe")
"""Letters and signs of a cross, and Chinese letters as which engines read a box with one."""
_EMPTY: Final = "no cross, and another relationship is marked by one or has a title"
