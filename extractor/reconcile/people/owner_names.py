"""Names of reporting owners: the signature repeats them, first name first, and speaks for what the box has lost.

The box has ``LAST FIRST MIDDLE``; the signature ``/s/ First M. Last``, or ``/s/ A. Clerk, attorney-in-fact for First M. Last``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final, NamedTuple

from extractor.filing import Filing, Hint, ReportingOwner, Value
from extractor.form.companies import is_company
from extractor.form.persons import HONORIFICS, PARTICLES, SUFFIXES
from extractor.language.model import known_share, word_share
from extractor.reconcile.change import MOST_PEOPLE, repaired
from extractor.reconcile.people.channel import BOXED, TWICE, Role, gain, is_misread

_HONORIFIC: Final = rf"(?:(?:{'|'.join(HONORIFICS)})\b\.?\s*)?"
_SIGNED: Final = re.compile(rf"^[^\w/|\\]*(?:/s/|[|/\\]s[|/\\])?\W*(?:by:?\s+)?{_HONORIFIC}", re.IGNORECASE)
_FOR: Final = re.compile(rf"\b(?:for|behalf of)\b[:;.]?\s+{_HONORIFIC}(.+)$", re.IGNORECASE)
_ENDS: Final = re.compile(r",|\(|\bby\b|/s/|\bas\b|\battorney|\bpursuant|\bunder\b|\bin fact\b", re.IGNORECASE)
_ATTORNEY: Final = re.compile(r"att\w{0,2}[mr]\w{0,3}ey|in.fact|power of|poa\b", re.IGNORECASE)
_BY: Final = re.compile(r"\bby\b|/s/", re.IGNORECASE)
_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'\-]*\.?")
_MOST, _LEAST = 5, 2  # words of a person's name
_GLUED: Final = re.compile(r"(?<=[a-z])[.](?=[A-Z])|_")
"""What stands for the blank between two words."""
_SURE: Final = 0.8  # confidence of a name that the signature mends


def repair_owner_names(filing: Filing) -> Filing:
    """Owners' names that are cut or misread, where a signature has them whole."""
    if max(len(filing.reporting_owners), len(filing.owner_signatures)) > MOST_PEOPLE:
        return filing
    texts = [signature.signature_name.value or "" for signature in filing.owner_signatures]
    signed = [name for text in texts for name in _persons(text)]
    told = frozenset(_low(word) for text in texts for word in _LETTERS.findall(text))
    noisy = filing.source.is_noisy
    if len(filing.reporting_owners) == 1 and len(set(signed)) == 1:
        return replace(filing, reporting_owners=(_repaired(_named(filing.reporting_owners[0], signed[0]), signed, told, noisy),))
    return replace(filing, reporting_owners=tuple(_repaired(owner, signed, told, noisy) for owner in filing.reporting_owners))


_LETTERS: Final = re.compile(r"[A-Za-z'\-]+")


def _named(owner: ReportingOwner, signed: Sequence[str]) -> ReportingOwner:
    """An owner whose name is not legible with that of the signature, if as an officer or director it is a person."""
    person = owner.is_officer.value or owner.is_director.value
    if owner.rpt_owner_name.value is not None or not person:
        return owner
    return replace(owner, rpt_owner_name=repaired(owner.rpt_owner_name, " ".join(signed), _INFERRED, "the name of the signature"))


_INFERRED: Final = 0.6  # the same where nothing of the name is left in the box


def _persons(signature: str) -> Iterator[tuple[str, ...]]:
    """The words of the owner's name, last name first, if a signature gives a person's."""
    text = _SIGNED.sub("", signature)
    on_behalf = _FOR.search(text)
    if on_behalf:
        text = on_behalf.group(1)
    elif _ATTORNEY.search(text) and not _BY.search(text):
        return  # that of the attorney alone
    begun, *after = _ENDS.split(_GLUED.sub(" ", text), maxsplit=1)
    words = [word for word in (part.lstrip("'\u2018\u2019`\"*_") for part in begun.split()) if any(map(str.isalpha, word))]
    while len(words) > _LEAST and words[0].islower() and words[0] not in PARTICLES and any(w[0].isupper() for w in words):
        words.pop(0)  # a speck, or the mark misread
    beyond = "".join(after).split()[:1]  # LLC, Inc.
    if not _LEAST <= len(words) <= _MOST or is_company(" ".join(words + beyond)) or not all(_WORD.fullmatch(w) for w in words):
        return
    suffix = [words.pop()] if _low(words[-1]) in SUFFIXES and len(words) > _LEAST else []
    suffix = suffix or [word for word in beyond if _low(word) in SUFFIXES]
    last = [words.pop()]
    while len(words) > 1 and _low(words[-1]) in PARTICLES:
        last.insert(0, words.pop())
    if len(_low(last[-1])) > 1:
        yield (" ".join(last), *words, *suffix)


def _low(word: str) -> str:
    return word.lower() if word.isalpha() else "".join(filter(str.isalpha, word.lower()))


def _repaired(owner: ReportingOwner, signed: Sequence[tuple[str, ...]], told: frozenset[str], noisy: bool) -> ReportingOwner:
    """An owner with the name mended; ``told``: the words of all signatures, in small letters."""
    read = owner.rpt_owner_name
    words = (read.value or "").split()
    copies = _Copies(told, Hint.TWICE in read.hints, noisy)
    for name in signed:
        whole = _matched(_with_glued_initial(words, name), name, copies)
        if whole is not None and _signs_by_middle_name(read, words, whole):
            continue
        if whole is not None and [_low(w) for w in whole] != [_low(w) for w in words]:
            return replace(owner, rpt_owner_name=_renamed(read, whole))
    return owner


class _Copies(NamedTuple):
    """Words in small letters of which there is more to know."""

    told: frozenset[str]
    """Those of all signatures."""
    twice: bool
    """Whether the form has the name twice, spelled so."""
    noisy: bool
    """Whether some of the page's glyphs are misread."""


def _with_glued_initial(words: Sequence[str], name: Sequence[str]) -> list[str]:
    """The words of the box with the initial apart that is glued to the word before it: ``ADAB`` for ``Ada B.``."""
    glued = {_low(a) + _low(b): len(_low(a)) for a, b in pairwise(name[1:]) if len(_low(b)) == 1}
    apart: list[str] = []
    for word in words:
        at = glued.get(_low(word)) if word.replace(".", "").replace("'", "").isalpha() else None
        if at is None:
            apart.append(word)
            continue
        cut = [k for k, c in enumerate(word) if c.isalpha()][at]
        apart += [word[:cut].rstrip(".'"), word[cut:].upper()]
    return apart


def _signs_by_middle_name(read: Value[str], words: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a name without a word of the box is that of somebody who signs by the middle name.

    The box has the last name, a first name and the middle name side by side, or has them twice.
    """
    left_out = [w for w in words if w not in name]
    if len(left_out) != 1 or len(words) != len(name) + 1 or words.index(left_out[0]) != 1 or len(name) < _LEAST:
        return False
    if any(_is_begun(f"{words[0]} {left_out[0]}".lower(), source.text.lower()) for source in read.sources):
        return True
    return Hint.TWICE in read.hints


def _is_begun(together: str, text: str) -> bool:
    """Whether two words stand side by side in a text, or the second is cut by its end: ``Qvist Be`` | ``rit``."""
    *before, last = text.split() or [""]
    return f"{together} " in f"{text} " or (bool(before) and len(last) >= _BEGUN and together.startswith(text))


_BEGUN: Final = 2  # letters of what an edge has cut


def _renamed(read: Value[str], words: Sequence[str]) -> Value[str]:
    name = " ".join(words)
    return repaired(read, name.upper() if (read.value or "").isupper() else name, _SURE, "the name of the signature")


def _matched(words: Sequence[str], name: Sequence[str], copies: _Copies) -> list[str] | None:
    """The name in the box's order, of the words of the box and those of the signature; nothing if they are two persons'."""
    if not words or not name or " " in name[0]:
        return None  # last names of several words: the box's stands; of nothing but suffixes none is left
    taken, left = _paired(words, name)
    long = [(word, mine) for word, mine in taken if len(_low(word)) > 2]
    exact = sum(mine is not None and _low(mine) == _low(word) for word, mine in long)
    if not exact:
        return None
    legible = len(long) > 1 and all(mine is not None for _, mine in long[:2])
    if taken[0][1] is None and not left and len(words) > 1 and [_low(w) for w in words] == [_low(w) for w in name[1:]]:
        return list(name)  # the box has all but the last name
    if exact == len(long) and len(long) > 1:
        return _without_others(words, left, taken, copies)
    if legible and not left and all(mine in (None, _better(k, word, mine, copies)) for k, (word, mine) in enumerate(taken)):
        return None  # the box has no middle name
    if is_company(" ".join(words)) or any(len(_low(word)) > 1 for word in left) or (taken[0][1] is None and len(words) > 1):
        return None  # words that the signature has not: another person
    if legible and not left:
        taken = [(word, mine) for k, (word, mine) in enumerate(taken) if mine is not None or k < _LEAST or len(_low(word)) > 1]
    return [*(_better(k, word, mine, copies) for k, (word, mine) in enumerate(taken)), *left]


def _paired(words: Sequence[str], name: Sequence[str]) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Each word of the signature with that of the box which it is most like, and the words of the box that are left.

    The most alike are paired first.
    """
    found: dict[int, int] = {}
    alike = ((_likeness(mine, word, k), -k, -at) for k, word in enumerate(name) for at, mine in enumerate(words))
    for likeness, k, at in sorted(alike, reverse=True):
        if likeness >= _LIKE and -k not in found and -at not in found.values():
            found[-k] = -at
    left = [mine for at, mine in enumerate(words) if at not in found.values()]
    return [(word, words[found[k]] if k in found else None) for k, word in enumerate(name)], left


_LIKE: Final = 0.0  # likeness of an initial and a name that begins with it; words less alike are two


def _without_others(
    words: Sequence[str], left: Sequence[str], taken: Sequence[tuple[str, str | None]], copies: _Copies
) -> list[str] | None:
    """The words of a name that is whole in the box, without those of other lines that slipped in."""
    mine = [word for _, word in taken if word is not None]
    if not left:
        return list(words)
    first = words.index(mine[1])
    if words[0] != mine[0]:
        return list(words[1:]) if copies.noisy and _is_behind_scrap(words, mine) else None
    foreign = is_company(" ".join(left))
    middle = taken[1][1] is not None and any(k > 1 and word is not None for k, (_, word) in enumerate(taken))
    others = [
        word
        for word in left
        if _low(word) not in SUFFIXES | _AND_OTHERS
        and (middle or not _low(word) or (len(_low(word)) > 1 and (foreign or 0 < words.index(word) < first)))
    ]
    return [word for word in words if word not in others]


def _is_behind_scrap(words: Sequence[str], mine: Sequence[str]) -> bool:
    """Whether all words of a name are the signature's but for a scrap before the last name, which is no part of that."""
    scrap = _low(words[0])
    short = len(scrap) <= _SCRAP and scrap not in PARTICLES and not word_share(scrap, "last")
    return short and list(words[1:]) == list(mine)


_SCRAP: Final = 2  # letters
_AND_OTHERS: Final = frozenset(("et", "al"))
"""How a name ends that stands for several owners."""


def _better(k: int, word: str, mine: str | None, copies: _Copies) -> str:
    """Of the k-th word of a name in the signature and in the box the whole and likelier one."""
    if mine is None:
        return word
    a, b = _low(word), _low(mine)
    if len(a) == 1 or (len(b) == 1 and k > 1) or b in copies.told:
        return mine
    if mine[0].islower() and b not in PARTICLES and word[0].isupper():
        return word  # names begin with a large letter: the box's is misread
    if not (a.startswith(b) or a.endswith(b) or (copies.noisy and (b.endswith(a) or known_share(a, "person")))):
        return mine  # edges cut names; else on a clean page none is misread, and on others none by what no list has
    return word if a != b and is_misread(b, a, "first" if k else "last", -(TWICE if copies.twice else BOXED)) else mine


def _likeness(mine: str, word: str, k: int) -> float:
    """By how much likelier a word of the box and the k-th of the signature are one name than two."""
    a, b = _low(mine), _low(word)
    if not a or not b or a == b:
        return math.inf if a == b and a else -math.inf
    if len(a) == 1 or len(b) == 1:
        return _LIKE if a[0] == b[0] else -math.inf
    role: Role = "first" if k else "last"
    return max(gain(a, b, role), gain(b, a, role))
