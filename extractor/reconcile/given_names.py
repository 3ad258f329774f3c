"""Given names that stand once on the form and are known from nowhere, but for a glyph that engines take for another.

The box has the given name second, a signature has it first, behind its mark or behind "by" and "for". Names themselves differ
in vowels, Karin and Karen, and engines in strokes: of 424 given names and those of clerks, none is taken for another one.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from extractor.filing import Filing, OwnerSignature, ReportingOwner, Value
from extractor.form.companies import is_company
from extractor.language.correct import cased, near
from extractor.language.model import word_share
from extractor.reconcile.change import repaired
from extractor.reconcile.spellings import name_cost

_WORD: Final = re.compile(r"[A-Za-z]+")
_SIGNED: Final = re.compile(r"(?:^\W{0,8}(?:/s/)?\W{0,8}|\b(?i:by|for)[:;.,]?\s+(?:/s/\s*)?)([A-Za-z]{4,20})(?=[\s.,]+[A-Z])")
_BOXED: Final = re.compile(r"^[A-Za-z'\-]+,?\s+([A-Z][A-Za-z]{3,20})\b")
_MOST: Final = 30  # owners and signatures that are looked at
_REASON: Final = "a given name, one glyph of which is misread"
_SURE: Final = 0.6


def repair_given_names(filing: Filing) -> Filing:
    """The given names of owners and of those who sign, where one is no name and but a glyph makes it a usual one."""
    if not filing.source.is_noisy or max(len(filing.reporting_owners), len(filing.owner_signatures)) > _MOST:
        return filing
    names = [owner.rpt_owner_name.value or "" for owner in filing.reporting_owners]
    names += [signature.signature_name.value or "" for signature in filing.owner_signatures]
    count = Counter(word.lower() for name in names for word in _WORD.findall(name))
    issuer = frozenset(_WORD.findall((filing.issuer.issuer_name.value or "").lower()))
    once = frozenset(word for word, times in count.items() if times == 1) - issuer
    owners = tuple(_owner(owner, once, filing.source.noise) for owner in filing.reporting_owners)
    signatures = tuple(_signature(signature, once, filing.source.noise) for signature in filing.owner_signatures)
    return replace(filing, reporting_owners=owners, owner_signatures=signatures)


def _owner(owner: ReportingOwner, once: frozenset[str], noise: float) -> ReportingOwner:
    if is_company(owner.rpt_owner_name.value or ""):
        return owner
    return replace(owner, rpt_owner_name=_mended(owner.rpt_owner_name, _BOXED, once, noise))


def _signature(signature: OwnerSignature, once: frozenset[str], noise: float) -> OwnerSignature:
    return replace(signature, signature_name=_mended(signature.signature_name, _SIGNED, once, noise))


def _mended(value: Value[str], given: re.Pattern[str], once: frozenset[str], noise: float) -> Value[str]:
    """A name with what stands at the places of given names set right."""
    text = value.value or ""
    for match in reversed(list(given.finditer(text))):
        word = match[1].lower()
        better = _better(word, noise) if word in once else None
        if better is not None and not is_company(text[match.end(1) :].partition(",")[0]):
            text = text[: match.start(1)] + cased(better, match[1]) + text[match.end(1) :]
    return value if text == (value.value or "") else repaired(value, text, _SURE, _REASON)


def _better(word: str, noise: float) -> str | None:
    """The given name that a word, which is none, is but for a glyph, if there is one that is much likelier than all others."""
    if any(word_share(word, source) for source in _KNOWN):
        return None
    base = -math.log(min(noise, _NOISY))
    found = sorted((name_cost(name, "first") + base + cost, name) for name, cost in _near(word))
    if not found or found[0][0] + _MARGIN > name_cost(word, "first"):
        return None
    return None if len(found) > 1 and found[1][0] < found[0][0] + _APART else found[0][1]


_KNOWN: Final = ("first", "last", "person", "signature")
_NOISY: Final = 0.2  # share of glyphs of the worst pages that are read
_MARGIN, _APART = 2.0, 1.0


def _near(word: str) -> Iterator[tuple[str, float]]:
    """Usual given names that a usual confusion of glyphs, or a lost one, makes of a word, with what that costs.

    With a last letter more or less, other languages have them: ``Christophe``.
    """
    for name, cost in near(word, frozenset(), _USUAL):
        other = _other_vowel(word, name) or word == name[:-1] or name == word[:-1]
        if cost <= _USUAL and word_share(name, "first") >= _OFTEN and not other:
            yield name, cost


_USUAL: Final = 2.5  # cost of a confusion of glyphs, or of a lost one
_OFTEN: Final = 5e-5  # of given names


def _other_vowel(one: str, other: str) -> bool:
    """Whether two words of one length differ by a vowel."""
    pairs = [pair for pair in zip(one, other, strict=False) if pair[0] != pair[1]]
    return len(one) == len(other) and len(pairs) == 1 and set(pairs[0]) <= set("aeiouy")
