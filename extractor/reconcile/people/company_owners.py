"""Names of owners that are companies: a signature repeats them as they stand in the box, and speaks for what is misread there.

Of 572 names of companies in electronic filings, each with the signatures of its filing, 455 stand in one of them letter for
letter: ``Zorblat GP LLC, By: /s/ ...``, ``..., as Manager of Zorblat GP LLC``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from extractor.filing import Filing, ReportingOwner
from extractor.form.companies import is_company
from extractor.language.model import letters_of, squeezed, text_cost, vocabulary
from extractor.reconcile.change import repaired

_PARTS: Final = re.compile(
    r"\b[Bb]y\b[:;.,]?|/s/|,?\s(?:its|as|on behalf of|of|for|in its|pursuant|Name|Title)\b|[:;(]|-in-[Ff]act",
)
"""What parts the names of a signature."""
_MOST: Final = 30  # owners and signatures that are compared
_LONGEST: Final = 400  # characters of a signature that are looked at
_ALIKE: Final = 80.0  # likeness, of 100, of a name and a misread copy
_SAME: Final = 90.0  # likeness of a name and its copy in a signature
_GAIN: Final = 4.0  # by how much the copy must make more sense
_NUMERAL: Final = re.compile(r"[ivx]+|\d+")
_SURE: Final = 0.8
_INFERRED: Final = 0.6
_REASON: Final = "the name of the signature"


def repair_company_owners(filing: Filing) -> Filing:
    """Companies' names that are misread in the box of a noisy page, or not legible there, as a signature has them."""
    owners, signatures = filing.reporting_owners, filing.owner_signatures
    if not filing.source.is_noisy or len(owners) > _MOST or len(signatures) > _MOST:
        return filing
    signed = [list(_companies((s.signature_name.value or "")[:_LONGEST])) for s in signatures]
    if not any(signed):
        return filing
    copies = [name for names in signed for name in names]
    mended = [_repaired(k, owners, copies) for k in range(len(owners))]
    return replace(filing, reporting_owners=tuple(_named(mended, [names[0] for names in signed if names])))


def _companies(signature: str) -> Iterator[str]:
    """The names of companies in a signature."""
    for part in _PARTS.split(signature):
        name = part.strip(" .,;'\"_-/|")
        if " " in name and is_company(name):
            yield name


def _repaired(k: int, owners: Sequence[ReportingOwner], copies: Sequence[str]) -> ReportingOwner:
    """One owner, with the name as its copy has it, if that is no other's and makes much more sense than what was read."""
    read = owners[k].rpt_owner_name
    name = read.value or ""
    if len(squeezed(name)) < _LEAST:
        return owners[k]
    copy = max(copies, key=lambda copy: fuzz.ratio(squeezed(copy), squeezed(name)))
    others = {squeezed(owner.rpt_owner_name.value or "") for n, owner in enumerate(owners) if n != k}
    called = replace(owners[k], rpt_owner_name=repaired(read, copy.upper() if name.isupper() else copy, _SURE, _REASON))
    if _EDGE.match(name) and squeezed(name)[1:] == squeezed(copy):
        return called
    if squeezed(copy) in others or squeezed(copy) in squeezed(name) or not _numerals(name) <= _numerals(copy):
        return owners[k]
    least = _ALIKE if is_company(name) else _SAME
    if fuzz.ratio(squeezed(copy), squeezed(name)) < least or not _is_better(copy, name):
        return owners[k]
    return called


_EDGE: Final = re.compile(r"[Il1|](?=[A-Z])")
"""How the ruled line before a name is read."""
_LEAST: Final = 8  # letters and digits of a name that tells itself from others


def _numerals(name: str) -> set[str]:
    return {word for word in re.findall(r"\w+", name.lower()) if _NUMERAL.fullmatch(word)}


def _is_better(copy: str, name: str) -> bool:
    """Whether of two readings of a name the copy makes more sense, and has fewer words that no list has."""
    words, others = letters_of(copy), letters_of(name)
    strange, more = (sum(word not in vocabulary() for word in some) for some in (words, others))
    return strange < more and text_cost(words, "company") + _GAIN < text_cost(others, "company")


def _named(owners: Sequence[ReportingOwner], signed: Sequence[str]) -> list[ReportingOwner]:
    """The owners, the one whose name is not legible with that of the only company that signs and is none of the others."""
    nameless = [k for k, owner in enumerate(owners) if owner.rpt_owner_name.value is None]
    names = [squeezed(owner.rpt_owner_name.value or "") for owner in owners]
    left = {name for name in signed if all(fuzz.ratio(squeezed(name), other) < _SAME for other in names)}
    if len(nameless) != 1 or len(left) != 1 or owners[nameless[0]].is_officer.value:
        return list(owners)
    k = nameless[0]
    named = repaired(owners[k].rpt_owner_name, left.pop(), _INFERRED, _REASON)
    return [*owners[:k], replace(owners[k], rpt_owner_name=named), *owners[k + 1 :]]
