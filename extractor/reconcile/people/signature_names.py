"""Names in signatures: the owner's box repeats them, last name first, and speaks for words misread in the signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from extractor.filing import Filing, Hint, OwnerSignature, Status, Value
from extractor.form.companies import is_company
from extractor.form.persons import HONORIFICS, SUFFIXES
from extractor.language.model import word_share
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
            text = _with_name(_with_joined(text, name), name, TWICE if twice else BOXED, told)
        text = _without_before(_without_behind(text, owner), owner) if noisy else text
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
        initial = _glued_initial(match.group(), mended[k])
        text = text[: match.start()] + (shown.capitalize() if shown.islower() else shown) + initial + text[match.end() :]
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


def _glued_initial(word: str, name: str) -> str:
    """The initial that is glued to a word that was a name, as one of its own: ``lonathanP`` for Jonathan P."""
    return f" {word[-1]}" if len(word) == len(name) + 1 and word[-1].isupper() and word[-2].islower() else ""


def _with_joined(text: str, name: Collection[str]) -> str:
    """A signature with two words side by side as the one of a name that they are: ``Ku mar``, or ``Chri: an`` for Christian."""
    words = list(_PIECE.finditer(text))[:_WORDS]
    had = {match.group().lower() for match in words}
    for one, two in reversed(list(pairwise(words))):
        gap = text[one.end() : two.start()]
        left, right = one.group().lower(), two.group().lower()
        parted = (w for w in name if w not in had or left + right == w)
        whole = next((w for w in parted if gap[-1:].isspace() and _is_parted(w, left, right, gap)), None)
        if whole is not None:
            text = text[: one.start()] + cased(whole, one.group()) + text[two.end() :]
    return text


def _is_parted(word: str, left: str, right: str, gap: str) -> bool:
    """Whether a word is two others with nothing but a blank between, or with what a few glyphs of it were read as there."""
    if left + right == word:
        return gap.isspace()
    between = len(word) - len(left) - len(right)
    stain = gap.strip()
    return 0 < between <= _EATEN and len(stain) == 1 and stain not in _PARTING and word.startswith(left) and word.endswith(right)


_PIECE: Final = re.compile(rf"{_WORD.pattern}|(?<= )[a-z](?= )")
"""A word, or a small letter alone."""
_EATEN: Final = 3  # letters of which a stain is left
_PARTING: Final = ".,;-&/"
"""What stands between the words of signatures."""


def _without_behind(text: str, owner: Sequence[str]) -> str:
    """The signature of the owner without a scrap behind the last name that the box has not: ``Ada Qvist Hy``."""
    words = _LETTERS.findall(text.lower())
    last, *given = map(str.lower, owner or [""])
    of_two = words[-2:-1] == given[:1] and words[-3:-2] == [last]  # a last name of two words
    signs = words[-2:-1] == [last] and any(_begins(name, w) for name in given for w in words[-4:-2])
    signs |= of_two and any(_begins(name, w) for name in given[1:] for w in words[-5:-3])
    if not signs or len(words[-1]) > _SCRAP or words[-1] in (*SUFFIXES, *given) or not SUFFIXES.isdisjoint(given):
        return text
    return text[: text.lower().rindex(words[-1])].rstrip(" ,.;'\"")


_SCRAP: Final = 2  # letters


def _begins(name: str, word: str) -> bool:
    """Whether a word is a given name of the box, also one of which that has but the beginning."""
    return word == name or (len(name) >= _BEGUN - 1 and word.startswith(name))


def _without_before(text: str, owner: Sequence[str]) -> str:
    """The signature of the owner without a scrap of its mark before the first name as in the box: ``Ji Ada Qvist``."""
    last, *given = owner or [""]
    match = _BEFORE.match(text)
    if match is None or not given or is_company(" ".join(owner)):
        return text
    scrap = match["scrap"].lower()
    if scrap in (*_STANDS, *map(str.lower, owner)) or word_share(scrap, "first") > _RARE:
        return text
    words = _words(text[match.end() :])
    first = {given[0].lower(), *(name.lower() for name in given[1:2])}  # behind a last name of two words
    signs = words[0] in first and last.lower() in words[1 : 2 + _PERSON] if words else False
    return "/s/ " + text[match.end() :] if signs else text


_BEFORE: Final = re.compile(r"(?:/s/\s)?\W{0,2}(?P<scrap>[a-z\d]|[A-Za-z]{2,3})\W{0,3}\s\W{0,2}(?=[A-Za-z]{3})")
"""A few letters before a name; a large one alone may be an initial."""
_RARE: Final = 5e-5  # share of given names up to which a few letters are sooner what is left of a mark
_STANDS: Final = (*HONORIFICS, "by", "for", "the", "per")
"""Scraps that stand before a name as they are."""


_LETTERS: Final = re.compile(r"[A-Za-z'-]+")
_PERSON: Final = 3  # given names


_BEGUN: Final = 5  # letters of a name that tell what it is
