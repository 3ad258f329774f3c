"""An issuer's name that is lost, or hardly legible: the address care of it has it, too.

Of 336 distinct lines ``C/O ...`` in 9,066 electronic filings 241 have the issuer's name. On a noisy page such a line tells the
name where its box holds none that is a registrant's, but what is left of the one in the address, or a misread copy of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from extractor.filing import Filing, ReportingOwner
from extractor.form.care_of import care_of_end
from extractor.form.companies import LEGAL_FORMS, without_form
from extractor.form.registrants import like
from extractor.language.model import squeezed
from extractor.reconcile.change import repaired
from extractor.reconcile.issuer.registrants import repair_by_registrants

_LEAST: Final = 5
"""Letters of a name that tells."""
_LONG: Final = 8
"""Letters of a name of which one may be misread."""
_SCRAP: Final = 3
"""Letters of what is hardly a word."""
_WORDS: Final = 8
"""Words of a name that is sought among those of a line."""
_LIKE, _WITHIN = 55.0, 85.0
"""Likeness, of 100, of a name of which half the letters are misread to that name; of one that stands among scraps."""
_SURE: Final = 0.7
_LOST: Final = "as the address care of the issuer has it"


def restore_issuer_name(filing: Filing) -> Filing:
    """The filing with its issuer's name as the address care of it has it, where the box of a noisy page lost it."""
    name = filing.issuer.issuer_name
    if not filing.source.is_noisy or _registrant(name.value or ""):
        return filing
    listed = next(filter(None, map(_host, filing.reporting_owners)), "")
    if not listed or not (_is_left(name.value or "", listed) or _is_like(name.value or "", listed)):
        return filing
    told = repaired(name, listed, _SURE, _LOST)
    return repair_by_registrants(replace(filing, issuer=replace(filing.issuer, issuer_name=told)))


def _is_left(name: str, host: str) -> bool:
    """Whether a name has but a few letters of the other one in their order, or none, and is not the beginning of it."""
    letters, whole = without_form(squeezed(name)), without_form(squeezed(host))
    rest = iter(whole)
    return len(letters) < _LEAST and all(letter in rest for letter in letters) and not (letters and whole.startswith(letters))


def _is_like(name: str, host: str) -> bool:
    """Whether a name is like the other one, or has it among scraps; with words of its own it is another company's."""
    read, letters = squeezed(name), squeezed(host)
    alike = fuzz.ratio(read, letters) >= _LIKE or fuzz.partial_ratio(letters, read) >= _WITHIN
    more = set(map(squeezed, name.split())) - set(map(squeezed, host.split())) - LEGAL_FORMS
    return alike and not (without_form(letters) in read and any(len(word) > _SCRAP for word in more))


def _host(owner: ReportingOwner) -> str:
    """The name of the registrant that an owner's first line is care of, if it is one."""
    street = owner.rpt_owner_street1.value or ""
    begins = care_of_end(street, before_name=True)
    if not begins:
        return ""
    words = street[begins:].split()
    below = (owner.rpt_owner_street2.value or "").split()[:1]
    words += [word for word in below if squeezed(word) in LEGAL_FORMS]
    form = next((k for k, word in enumerate(words[:_WORDS], 1) if k > 1 and squeezed(word) in LEGAL_FORMS), 0)
    ends = [form] if form else range(min(len(words), _WORDS), 0, -1)
    return next(filter(None, (_registrant(" ".join(words[:k])) for k in ends)), "")


def _registrant(name: str) -> str:
    """The name of the registrant that has this one, but for a letter of a long one; none where none has, or several have."""
    letters = len(squeezed(name))
    found = like(name, 1 if letters >= _LONG else 0) if letters >= _LEAST else ()
    nearest = {x.registrant.name for x in found if x.distance == found[0].distance}
    return nearest.pop() if len(nearest) == 1 else ""
