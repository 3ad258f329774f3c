"""Given and last names of persons that stand once on the form and are known from nowhere, but for a glyph or two.

The box has the last name first and the given name second; a signature has the given name first, behind its mark or behind "by"
and "for", and the last name where its capacity or the signature begins or ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from extractor.filing import Filing, OwnerSignature, ReportingOwner, Value
from extractor.form.companies import is_company
from extractor.language.signs import cased
from extractor.reconcile.change import MOST_PEOPLE, repaired
from extractor.reconcile.people.channel import Role, likelier_name

_WORD: Final = re.compile(r"[A-Za-z]+")
_BEFORE: Final = r"(?:^\W{0,8}(?:/s/)?\W{0,8}|\b(?i:by|for)[:;.,]?\s+(?:/s/\s*)?)"
_GIVEN: Final = re.compile(rf"{_BEFORE}([A-Za-z]{{4,20}})(?=[\s.,]+[A-Z])")
_LAST: Final = re.compile(
    rf"{_BEFORE}[A-Z][A-Za-z]{{0,19}}(?:[\s.]+[A-Z][.\s]){{0,2}}[\s.]*\b([A-Z][A-Za-z]{{3,20}})"
    r"(?![\w'-])(?=\W{0,3}$|\s?[,(]|\s+(?i:by|as|attorney|under|pursuant|for)\b)"
)
_BOXED_GIVEN: Final = re.compile(r"^[A-Za-z'\-]+,?\s+([A-Z][A-Za-z]{3,20})\b")
_BOXED_LAST: Final = re.compile(r"^([A-Z][A-Za-z]{3,20}),?(?=\s+[A-Z])")
_BOXED_OTHER: Final = re.compile(r"(?<= )([A-Z][A-Za-z]{3,20})$")
_BOXED: Final[tuple[tuple[re.Pattern[str], Role], ...]] = (
    (_BOXED_GIVEN, "first"),
    (_BOXED_LAST, "last"),
    (_BOXED_OTHER, "name"),
)
_SIGNED: Final[tuple[tuple[re.Pattern[str], Role], ...]] = ((_GIVEN, "first"), (_LAST, "last"))
_REASON: Final = "a name, one glyph of which is misread"
_SURE: Final = 0.6  # confidence of a name so mended


def repair_misread_names(filing: Filing) -> Filing:
    """The names of owners and of those who sign, where one is none and but a glyph makes it a usual one."""
    if not filing.source.is_noisy or max(len(filing.reporting_owners), len(filing.owner_signatures)) > MOST_PEOPLE:
        return filing
    times = _times(filing)
    owners = tuple(_owner(owner, times) for owner in filing.reporting_owners)
    signatures = tuple(_signature(signature, times) for signature in filing.owner_signatures)
    return replace(filing, reporting_owners=owners, owner_signatures=signatures)


def _times(filing: Filing) -> Counter[str]:
    """How often the names of the form have each word, in small letters."""
    names = [owner.rpt_owner_name.value or "" for owner in filing.reporting_owners]
    names += [signature.signature_name.value or "" for signature in filing.owner_signatures]
    names.append(filing.issuer.issuer_name.value or "")
    return Counter(word.lower() for name in names for word in _WORD.findall(name))


def _owner(owner: ReportingOwner, times: Mapping[str, int]) -> ReportingOwner:
    read = owner.rpt_owner_name
    text = read.value or ""
    if is_company(text):
        return owner
    text = _LONE_FIGURE.sub("", text)
    return replace(owner, rpt_owner_name=_changed(read, _with_names(text, _BOXED, times)))


_LONE_FIGURE: Final = re.compile(r"(?<=[A-Za-z]) \d{1,2}(?= [A-Za-z])")
"""A number between the words of a person's name: none has any."""


def _signature(signature: OwnerSignature, times: Mapping[str, int]) -> OwnerSignature:
    read = signature.signature_name
    return replace(signature, signature_name=_changed(read, _with_names(read.value or "", _SIGNED, times)))


def _changed(read: Value[str], text: str) -> Value[str]:
    return read if text == (read.value or "") else repaired(read, text, _SURE, _REASON)


def _with_names(text: str, places: tuple[tuple[re.Pattern[str], Role], ...], times: Mapping[str, int]) -> str:
    """A name with what stands at the places of given and last names set right."""
    for place, role in places:
        for match in reversed(list(place.finditer(text))):
            word = match[1].lower()
            better = likelier_name(word, role, times[word])
            if better is not None and not is_company(match[1] + text[match.end(1) :].partition(",")[0]):
                text = text[: match.start(1)] + cased(better, match[1]) + text[match.end(1) :]
    return text
