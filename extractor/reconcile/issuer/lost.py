"""An issuer's name that is lost, or hardly legible: the address care of it has it, too.

Of 336 distinct lines ``C/O ...`` in 9,066 electronic filings 241 have the issuer's name. On a noisy page such a line tells the
name where its box holds none, or one that is no registrant's though it is like the one in the address, which is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from extractor.filing import Filing
from extractor.form.companies import LEGAL_FORMS
from extractor.form.registrants import like
from extractor.language.model import squeezed
from extractor.reconcile.change import repaired
from extractor.reconcile.issuer.registrants import repair_by_registrants

_CARE_OF: Final = re.compile(r"\W?C\W?[^\sA-HJKM-Z]?\W?[O0Q]\W{0,2}\s+", re.IGNORECASE)
"""The signs before a name, whatever the stroke is read as: ``C/O``, ``CIO``, ``C20``."""
_LEAST: Final = 5
"""Letters of a name that tells, without its legal form."""
_LONG: Final = 8
"""Letters of a name of which one may be misread."""
_WORDS: Final = 8
"""Words of a name that is sought among those of a line."""
_LIKE, _WITHIN = 55.0, 85.0
"""Likeness, of 100, of a name of which half the letters are misread to that name; of one that stands among scraps."""
_SURE: Final = 0.7
_LOST: Final = "as the address care of the issuer has it"


def restore_issuer_name(filing: Filing) -> Filing:
    """The filing with its issuer's name as the address care of it has it, where the box has lost it on a noisy page."""
    name = filing.issuer.issuer_name
    read = squeezed(name.value or "")
    if not filing.source.is_noisy or _listed(name.value or ""):
        return filing
    left = _without_form(name.value or "")
    for host, listed in _hosts(filing):
        if (_is_left(left, _without_form(host)) and not _is_short_for(left, host)) or (listed and _is_like(read, host)):
            told = repaired(name, listed or host, _SURE, _LOST)
            return repair_by_registrants(replace(filing, issuer=replace(filing.issuer, issuer_name=told)))
    return filing


def _is_left(letters: str, host: str) -> bool:
    """Whether some letters are what is left of a name: a few of its own in their order, or none, and no whole name."""
    rest = iter(host)
    return len(letters) < _LEAST and all(letter in rest for letter in letters) and not (letters and host.startswith(letters))


def _is_short_for(letters: str, host: str) -> bool:
    """Whether letters are the initials of a name: a name of its own, as IBM is."""
    return bool(letters) and "".join(word[0] for word in map(squeezed, host.split()) if word).startswith(letters)


def _is_like(read: str, host: str) -> bool:
    """Whether what was read is like a name, or has it among scraps, and not as it stands in the address."""
    letters = squeezed(host)
    alike = fuzz.ratio(read, letters) >= _LIKE or fuzz.partial_ratio(letters, read) >= _WITHIN
    return alike and _without_form(host) not in read


def _hosts(filing: Filing) -> Iterator[tuple[str, str]]:
    """The companies that the owners' first lines are care of, each with the name of the registrant that has it, if one has."""
    for owner in filing.reporting_owners:
        street = owner.rpt_owner_street1.value or ""
        care = _CARE_OF.match(street)
        if care is None:
            continue
        words = street[care.end() :].split()
        below = (owner.rpt_owner_street2.value or "").split()[:1]
        words += [word for word in below if squeezed(word) in LEGAL_FORMS]
        form = next((k for k, word in enumerate(words[:_WORDS], 1) if k > 1 and squeezed(word) in LEGAL_FORMS), 0)
        ends = [form] if form else range(min(len(words), _WORDS), 0, -1)
        names = (" ".join(words[:k]) for k in ends)
        host, listed = next(((name, found) for name in names if (found := _listed(name))), ("", ""))
        if listed:
            yield host, listed
        elif form and len(_without_form(" ".join(words[:form]))) >= _LEAST:
            yield " ".join(words[:form]), ""


def _without_form(name: str) -> str:
    """The letters and digits of a name but those of its legal form."""
    return "".join(word for word in map(squeezed, name.split()) if word not in LEGAL_FORMS)


def _listed(name: str) -> str:
    """The name of the registrant that has this one, but for a letter of a long one; none where none has, or several have."""
    letters = len(squeezed(name))
    found = like(name, 1 if letters >= _LONG else 0) if letters >= _LEAST else ()
    nearest = {x.registrant.name for x in found if x.distance == found[0].distance}
    return nearest.pop() if len(nearest) == 1 else ""
