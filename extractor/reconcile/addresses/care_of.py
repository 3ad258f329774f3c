"""Addresses care of the issuer: the issuer's name tells where the first line of the street ends.

Of 336 distinct lines ``C/O ...`` in 9,066 electronic filings 241 have the issuer's name, perhaps with its legal form in short or
in full, and nothing behind it. Where cells or words have run together scraps of the line below stand behind the name. A number
stays: so do filers write who have no second line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from extractor.filing import Filing, ReportingOwner, Value
from extractor.form.care_of import care_of_end
from extractor.form.companies import without_form
from extractor.language.model import squeezed, vocabulary
from extractor.reconcile.change import repaired

_PLAIN: Final = "C/O "
_LEAST: Final = 5  # letters of a name that tells
_ALIKE: Final = 85.0  # likeness, of 100, of the issuer's name and that in the street
_WORDS: Final = 12  # of a line of a street
_SCRAP: Final = 2  # glyphs of a word that is none
_SURE: Final = 0.8
_NUMERAL: Final = re.compile(r"[IVX]{1,3}")


def part_care_of(filing: Filing) -> Filing:
    """Owners' streets care of the issuer, each line with what the issuer's name tells of it."""
    letters = without_form(squeezed(filing.issuer.issuer_name.value or ""))
    if len(letters) < _LEAST:
        return filing
    owners = tuple(_parted(owner, letters, noisy=filing.source.is_noisy) for owner in filing.reporting_owners)
    return replace(filing, reporting_owners=owners)


def _parted(owner: ReportingOwner, name: str, *, noisy: bool) -> ReportingOwner:
    """An owner with the first line as far as the issuer's name goes; ``name``: its letters without its legal form."""
    street = owner.rpt_owner_street1
    text = street.value or ""
    begins = care_of_end(text, before_name=noisy)
    if not text.startswith(_PLAIN) and not squeezed(text[begins:]).startswith(name):
        begins = 0  # no sign of C/O but the name of somebody
    begins = begins or (_sign_ends(text, name) if noisy else 0)
    if not begins:
        return owner
    inner = text[begins:]
    end = _name_ends(inner, name)
    if end is None:
        return owner
    return _with_first(owner, _PLAIN + inner[:end]) if _are_scraps(inner[end:]) else owner


def _sign_ends(text: str, name: str) -> int:
    """Where a few glyphs end that are no word, before the issuer's name: there stands C/O, however it was read.

    They may be a word or a number only where nothing but the name stands behind them, as in no street: ``GO QVIST WORKS INC``.
    """
    found = _GLYPHS.match(text)
    if found is None:
        return 0
    before, inner = found[1].lower(), squeezed(text[found.end() :])
    if not before.isalpha() and not before[0].isdigit() and len(before) > 1 and inner.startswith(name):
        return found.end()
    alike = _likeness(inner, name)
    if _likeness(squeezed(text), name) >= alike:
        return 0  # the first word of the name
    whole = alike >= (_SAME if before[0].isdigit() else _ALIKE)
    return found.end() if whole and (before[-1] in _ROUND or before not in vocabulary()) else 0


def _likeness(letters: str, name: str) -> float:
    """How like the issuer's name is what may have its legal form behind it, of 100."""
    return max(fuzz.ratio(letters, name), fuzz.ratio(without_form(letters), name))


_SAME: Final = 100.0  # of a name behind a number, which may be that of a house in a street that has the issuer's name
_GLYPHS: Final = re.compile(r"\W?(\S{1,4})\s+")
_ROUND: Final = "o0q"
"""How the last letter of C/O is read."""


def _name_ends(inner: str, name: str) -> int | None:
    """Where the issuer's name, with its legal form, ends in a line; nothing where the line has another name."""
    best, end = 0.0, None
    for at in _ends(inner):
        letters = squeezed(inner[:at])
        likeness = _likeness(letters, name)
        if likeness >= max(best, _ALIKE):
            best, end = likeness, at
    return end


def _ends(text: str) -> Iterator[int]:
    """Where words end, or a number is glued to one."""
    for k, match in enumerate(re.finditer(r"[^\W\d]+|\d+", text)):
        if k < _WORDS:
            yield match.end()


def _are_scraps(behind: str) -> bool:
    """Whether what stands behind a name is no word; a numeral tells one of several companies."""
    words = re.findall(r"\w+", behind)
    short = all(len(word) <= _SCRAP and not _NUMERAL.fullmatch(word) for word in words)
    return short and "/" not in behind and not _SERIES.match(behind)


_SERIES: Final = re.compile(r"-\w")
"""A letter that is glued to the name, as in ``CORP I-B``."""


def _with_first(owner: ReportingOwner, text: str) -> ReportingOwner:
    street = owner.rpt_owner_street1
    if squeezed(text) == squeezed(street.value or ""):
        return owner
    return replace(owner, rpt_owner_street1=repaired(street, text, _sure(street), "as far as the issuer's name goes"))


def _sure(value: Value[str]) -> float:
    return min(_SURE, max(0.6, value.confidence))
