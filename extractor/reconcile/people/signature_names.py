"""Names in signatures: the owner's box repeats them, last name first, and speaks for words misread in the signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Final, NamedTuple

from extractor.filing import Filing, Hint, OwnerSignature, Status, Value
from extractor.form.companies import is_company
from extractor.language.signs import cased
from extractor.reconcile.change import MOST_PEOPLE, repaired
from extractor.reconcile.people.channel import BOXED, TWICE, Role, gain, is_misread

_WORD: Final = re.compile(r"[A-Za-z](?:[A-Za-z'\-]|\d(?=[a-z]))+")
_LEAST: Final = 3  # letters of a word that is told by its likeness
_WORDS: Final = 40  # words of a signature that are looked at
_SURE: Final = 0.75


def repair_signature_names(filing: Filing) -> Filing:
    """Misread words of a signature, where beside them another word of one owner's name stands as in the box.

    On a page without noise none is misread, unless something else of the signature was.
    """
    if max(len(filing.reporting_owners), len(filing.owner_signatures)) > MOST_PEOPLE:
        return filing
    owners = [_Owner.of(owner.rpt_owner_name) for owner in filing.reporting_owners]
    noisy = filing.source.is_noisy
    told = _told(filing)
    mended = (_repaired(s, owners, noisy or s.signature_name.status is Status.REPAIRED, told) for s in filing.owner_signatures)
    return replace(filing, owner_signatures=tuple(mended))


def _told(filing: Filing) -> Set[str]:
    """Names that stand in a footnote or the remarks, or in more than one signature: so they were printed."""
    notes = (text.value or "" for text in (filing.remarks, *(note.text for note in filing.footnotes)))
    signed = Counter(w for s in filing.owner_signatures for w in set(_words(s.signature_name.value or "")))
    named = {w.lower() for text in notes for w in _WORD.findall(text) if w[0].isupper()}
    return named | {w for w, times in signed.items() if times > 1}


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


class _Owner(NamedTuple):
    """What the box, or the boxes, say of an owner's name."""

    words: Sequence[str]
    twice: bool
    """Whether the form has it twice, spelled so."""

    @classmethod
    def of(cls, name: Value[str]) -> _Owner:
        """The words of a name as it was read."""
        return cls([word.rstrip("'-") for word in _LETTERS.findall(name.value or "")], Hint.TWICE in name.hints)


def _repaired(signature: OwnerSignature, owners: Sequence[_Owner], noisy: bool, told: Set[str]) -> OwnerSignature:
    value = signature.signature_name
    text = value.value or ""
    for owner, twice in owners:
        if noisy:
            name = _roles(owner)
            text = _with_name(text, name, TWICE if twice else BOXED, told)
    if text == (value.value or ""):
        return signature
    return replace(signature, signature_name=repaired(value, text, _SURE, "the name of the owner's box"))


def _roles(owner: Sequence[str]) -> dict[str, Role]:
    """The words of an owner's name but for initials, in small letters, with what each is: the last name stands first."""
    person = not is_company(" ".join(owner))
    return {word.lower(): ("first" if k else "last") if person else "name" for k, word in enumerate(owner) if len(word) > 1}


def _with_name(text: str, name: Mapping[str, Role], favour: float, told: Set[str] = frozenset()) -> str:
    """A signature with the words of a name in place of those near one of them that are them, misread.

    ``favour``: by how much the name as the box has it is likelier right; ``told``: words that stand elsewhere, too.
    """
    found = list(_WORD.finditer(text))[:_WORDS]
    words = [match.group().lower() for match in found]
    mended = {k: w for k, w in _meant(words, name, told).items() if is_misread(words[k], w, name[w], favour)}
    for k in sorted(mended, reverse=True):
        match = found[k]
        shown = cased(mended[k], match.group())
        text = text[: match.start()] + (shown.capitalize() if shown.islower() else shown) + text[match.end() :]
    return text


def _meant(words: Sequence[str], name: Mapping[str, Role], told: Set[str]) -> dict[int, str]:
    """By their places words of a signature that may be missing ones of a name; each tells of those up to two words beside it."""
    missing = [word for word in name if len(word) >= _LEAST and word not in words]
    places = [k for k, word in enumerate(words) if len(word) >= _LEAST]
    signs = {k: _NAMED for k in places if words[k] in name}
    like = {(k, w): gain(words[k], w, name[w]) for k in places if k not in signs for w in missing}
    for (k, _), more in like.items():
        signs[k] = max(signs.get(k, 0.0), min(more, _NAMED))
    meant: dict[int, str] = {}
    for (k, word), more in sorted(like.items(), key=lambda item: -item[1]):
        beside = max(signs.get(j, 0.0) for j in (k - 2, k - 1, k + 1, k + 2))
        taken = k in meant or word in meant.values() or (words[k] in told and word not in told)
        if not taken and more + beside >= _NAMED:
            meant[k] = word
    return meant


_NAMED: Final = 10.0
"""How sure words beside each other are to be of a name that both are like together; one that is as in the box is by itself."""


_LETTERS: Final = re.compile(r"[A-Za-z'-]+")
