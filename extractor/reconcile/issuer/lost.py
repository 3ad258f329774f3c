"""An issuer's name that is lost, or hardly legible: the address care of it has it, too.

Of 336 distinct lines ``C/O ...`` in 9,066 electronic filings 241 have the issuer's name. On a noisy page such a line tells the
name where its box holds none that is a registrant's, and the one in the address is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extractor.filing import Filing, ReportingOwner
from extractor.form.companies import LEGAL_FORMS
from extractor.form.registrants import like
from extractor.language.model import squeezed
from extractor.reconcile.change import repaired
from extractor.reconcile.issuer.registrants import repair_by_registrants

_CARE_OF: Final = re.compile(r"\W?C\W?[^\sA-HJKM-Z]?\W?[O0Q]\W{0,2}\s+", re.IGNORECASE)
"""The signs before a name, whatever the stroke is read as: ``C/O``, ``CIO``, ``C20``."""
_LEAST: Final = 5
"""Letters of a name that tells."""
_LONG: Final = 8
"""Letters of a name of which one may be misread."""
_WORDS: Final = 8
"""Words of a name that is sought among those of a line."""
_SURE: Final = 0.7
_LOST: Final = "as the address care of the issuer has it"


def restore_issuer_name(filing: Filing) -> Filing:
    """The filing with its issuer's name as the address care of it has it, where the box of a noisy page has no registrant's."""
    name = filing.issuer.issuer_name
    if not filing.source.is_noisy or _listed(name.value or ""):
        return filing
    listed = next(filter(None, map(_host, filing.reporting_owners)), "")
    if not listed:
        return filing
    told = repaired(name, listed, _SURE, _LOST)
    return repair_by_registrants(replace(filing, issuer=replace(filing.issuer, issuer_name=told)))


def _host(owner: ReportingOwner) -> str:
    """The name of the registrant that an owner's first line is care of, if it is one."""
    street = owner.rpt_owner_street1.value or ""
    care = _CARE_OF.match(street)
    if care is None:
        return ""
    words = street[care.end() :].split()
    below = (owner.rpt_owner_street2.value or "").split()[:1]
    words += [word for word in below if squeezed(word) in LEGAL_FORMS]
    form = next((k for k, word in enumerate(words[:_WORDS], 1) if k > 1 and squeezed(word) in LEGAL_FORMS), 0)
    ends = [form] if form else range(min(len(words), _WORDS), 0, -1)
    return next(filter(None, (_listed(" ".join(words[:k])) for k in ends)), "")


def _listed(name: str) -> str:
    """The name of the registrant that has this one, but for a letter of a long one; none where none has, or several have."""
    letters = len(squeezed(name))
    found = like(name, 1 if letters >= _LONG else 0) if letters >= _LEAST else ()
    nearest = {x.registrant.name for x in found if x.distance == found[0].distance}
    return nearest.pop() if len(nearest) == 1 else ""
