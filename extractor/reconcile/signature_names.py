"""Names in signatures: the owner's box repeats them, last name first, and speaks for words misread in the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from extractor.filing import Filing, OwnerSignature
from extractor.language.correct import cased
from extractor.language.model import known_share
from extractor.reconcile.change import repaired
from extractor.reconcile.owner_names import likelier

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'\-]+")
_ALIKE: Final = 72.0  # likeness, of 100, of a word and what it was misread as
_LEAST: Final = 3  # letters of a word that is told by its likeness
_MOST: Final = 30  # owners and signatures that are compared
_WORDS: Final = 40  # words of a signature that are looked at
_SURE: Final = 0.75


def repair_signature_names(filing: Filing) -> Filing:
    """Misread words of a signature, where beside them another word of one owner's name stands as in the box."""
    if not filing.source.is_noisy:
        return filing  # nothing is misread
    if len(filing.reporting_owners) > _MOST or len(filing.owner_signatures) > _MOST:
        return filing
    owners = [_WORD.findall(owner.rpt_owner_name.value or "") for owner in filing.reporting_owners]
    return replace(filing, owner_signatures=tuple(_repaired(signature, owners) for signature in filing.owner_signatures))


def _repaired(signature: OwnerSignature, owners: Sequence[Sequence[str]]) -> OwnerSignature:
    value = signature.signature_name
    text = value.value or ""
    for owner in owners:
        text = _with_name(text, [word.lower() for word in owner])
    if text == (value.value or ""):
        return signature
    return replace(signature, signature_name=repaired(value, text, _SURE, "the name of the owner's box"))


def _with_name(text: str, name: Sequence[str]) -> str:
    """A signature with the words of a name in place of those near one of them that are like another."""
    found = list(_WORD.finditer(text))[:_WORDS]
    words = [match.group().lower() for match in found]
    near = {k + d for k, word in enumerate(words) if len(word) >= _LEAST and word in name for d in (-2, -1, 1, 2)}
    missing = [word for word in name if len(word) >= _LEAST and word not in words]
    for k in sorted(near, reverse=True):
        if not 0 <= k < len(words) or words[k] in name or len(words[k]) < _LEAST:
            continue
        like = max(missing, key=lambda word: fuzz.ratio(word, words[k]), default="")
        if like and _may_be(words[k], like):
            match = found[k]
            text = text[: match.start()] + cased(like, match.group()) + text[match.end() :]
            missing.remove(like)
    return text


def _may_be(word: str, name: str) -> bool:
    """Whether a word of a signature is likelier a misread name, and not one to which another word is glued."""
    if abs(len(word) - len(name)) > _CUT or word.endswith(name):
        return False
    if name.startswith(word) and known_share(word, "person"):
        return False  # a short form of the name
    return fuzz.ratio(word, name) >= _ALIKE and likelier(name, word)


_CUT: Final = 2  # letters by which a misread word may differ in length
