"""Given and last names of persons that stand once on the form and are known from nowhere, but for a glyph or two.

The box has the last name first and the given name second; a signature has the given name first, behind its mark or behind "by"
and "for", and the last name where its capacity or the signature begins or ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Final

from extractor.filing import Filing, OwnerSignature, ReportingOwner, Value
from extractor.form.companies import is_company
from extractor.form.persons import PARTICLES, SUFFIXES
from extractor.language.model import word_share
from extractor.language.signs import cased
from extractor.reconcile.change import MOST_PEOPLE, repaired
from extractor.reconcile.people.channel import Role, likelier_name, name_cost

_WORD: Final = re.compile(r"[A-Za-z]+")
_BEFORE: Final = r"(?:^\W{0,8}(?:/s/)?\W{0,8}|\b(?i:by|for)[:;.,]?\s+(?:/s/\s*)?)"
_GIVEN: Final = re.compile(rf"{_BEFORE}([A-Za-z]{{4,20}})(?=[\s.,]+[A-Z])")
_LAST: Final = re.compile(
    rf"{_BEFORE}[A-Z][A-Za-z]{{0,19}}(?:[\s.]+[A-Z][.\s]){{0,2}}[\s.]*\b([A-Z][A-Za-z]{{3,20}})"
    r"(?![\w'-])(?=\W{0,3}$|\s?[,(]|\s+(?i:by|as|attorney|under|pursuant|for)\b)"
)
_BOXED_GIVEN: Final = re.compile(r"^[A-Za-z'\-]+,?\s+([A-Z][A-Za-z]{3,20})\b")
_BOXED_LAST: Final = re.compile(r"^([A-Z][A-Za-z]{3,20}),?(?=\s+[A-Z])")
_BOXED_OTHER: Final = re.compile(r"(?<= )([A-Z][A-Za-z]{3,20})$")
_BOXED: Final[tuple[tuple[re.Pattern[str], Role], ...]] = (
    (_BOXED_GIVEN, "first"),
    (_BOXED_LAST, "last"),
    (_BOXED_OTHER, "name"),
)
_SIGNED: Final[tuple[tuple[re.Pattern[str], Role], ...]] = ((_GIVEN, "first"), (_LAST, "last"))
_REASON: Final = "a name, one glyph of which is misread"
_SURE: Final = 0.6  # confidence of a name so mended


def repair_misread_names(filing: Filing) -> Filing:
    """The names of owners and of those who sign, where one is none and but a glyph makes it a usual one."""
    if not filing.source.is_noisy or max(len(filing.reporting_owners), len(filing.owner_signatures)) > MOST_PEOPLE:
        return filing
    times = _times(filing)
    owners = tuple(_owner(owner, times) for owner in filing.reporting_owners)
    signatures = tuple(_signature(signature, times) for signature in filing.owner_signatures)
    return replace(filing, reporting_owners=owners, owner_signatures=signatures)


def _times(filing: Filing) -> Counter[str]:
    """How often the names of the form have each word, in small letters."""
    names = [owner.rpt_owner_name.value or "" for owner in filing.reporting_owners]
    names += [signature.signature_name.value or "" for signature in filing.owner_signatures]
    names.append(filing.issuer.issuer_name.value or "")
    return Counter(word.lower() for name in names for word in _WORD.findall(name))


def _owner(owner: ReportingOwner, times: Mapping[str, int]) -> ReportingOwner:
    read = owner.rpt_owner_name
    text = read.value or ""
    if is_company(text):
        return owner
    text = _LONE_FIGURE.sub("", _with_letters(_with_large(text, _SMALL_BOXED)))
    return replace(owner, rpt_owner_name=_changed(read, _with_names(text, _BOXED, times)))


_LONE_FIGURE: Final = re.compile(r"(?<=[A-Za-z]) \d{1,2}(?= [A-Za-z])")
"""A number between the words of a person's name: none has any."""


def _signature(signature: OwnerSignature, times: Mapping[str, int]) -> OwnerSignature:
    read = signature.signature_name
    text = read.value or ""
    text = text if is_company(text) else _with_letters(text)
    text = _GLUED_STROKE.sub("", _OVER_INITIAL.sub(_moved_back, _with_large(text, _SMALL)))
    text = _with_names(text, _SIGNED, times)
    return replace(signature, signature_name=_changed(read, text))


def _changed(read: Value[str], text: str) -> Value[str]:
    return read if text == (read.value or "") else repaired(read, text, _SURE, _REASON)


def _with_names(text: str, places: tuple[tuple[re.Pattern[str], Role], ...], times: Mapping[str, int]) -> str:
    """A name with what stands at the places of given and last names set right."""
    for place, role in places:
        for match in reversed(list(place.finditer(text))):
            word = match[1].lower()
            better = likelier_name(word, role, times[word])
            if better is not None and not is_company(match[1] + text[match.end(1) :].partition(",")[0]):
                text = text[: match.start(1)] + cased(better, match[1]) + text[match.end(1) :]
    return text


def _with_letters(text: str) -> str:
    """A text with the letters of names in which digits stand, where they make one: ``Hal1``, ``Michae1``."""
    return _WITH_DIGIT.sub(_lettered, text)


_WITH_DIGIT: Final = re.compile(r"(?<![\w$\[|!])(?=[A-Za-z]{0,20}[015\]|!])[A-Za-z][A-Za-z015\]|!]{2,20}(?![\w\]|!])")
_READ_AS: Final = {"0": "o", "1": "li", "5": "s", "I": "li", "]": "l", "|": "l", "!": "l"}
"""What digits and strokes in names are, and a capital letter within a word of small ones."""
_DIGITS: Final = 4  # at the most, of a name


_MENDED: Final = re.compile(r"(?<=l)[\]|!](?!\w)")
"""A stroke behind the letter that was taken from it already."""


def _lettered(match: re.Match[str]) -> str:
    word = _MENDED.sub("", match.group())
    if sum(map(word.count, _READ_AS)) > _DIGITS:
        return word
    choices = [letter.lower() if word.isupper() and letter == "I" else _READ_AS.get(letter, letter.lower()) for letter in word]
    names = [name for name in map("".join, product(*choices)) if any(word_share(name, source) for source in _OF_NAMES)]
    return cased(min(names, key=lambda name: (name_cost(name, "name"), name)), word) if names else word


_GLUED_STROKE: Final = re.compile(r"(?<=[a-z.] )[1|](?=[A-Z][a-z]{2})")
"""A stroke before the first letter of a name."""
_OVER_INITIAL: Final = re.compile(r"(?<![A-Za-z'-])([A-Z][a-z]{2,14}) ([A-Z])[.]?([b-df-hj-np-tv-xz])([.]?)(?![A-Za-z'-])")
"""An initial with a small consonant, as nobody has: ``Rachae R.l`` for ``Rachael R.``"""


def _moved_back(match: re.Match[str]) -> str:
    """A name with its last letter that is read behind the initial, if it has none there."""
    name = (match[1] + match[3]).lower()
    known = any(word_share(name, source) for source in _OF_NAMES)
    other = any(word_share((match[2] + match[3]).lower(), source) for source in (*_OF_NAMES, "signature"))
    return (
        f"{match[1]}{match[3]} {match[2]}."
        if known and not other and f"{match[2]}{match[3]}".lower() not in SUFFIXES
        else match.group()
    )


_OF_NAMES: Final = ("first", "last", "person")


def _with_large(text: str, small: re.Pattern[str]) -> str:
    """A text with the large I that is read as the small L with which a name seems to begin: ``Vijay lyer``."""
    return small.sub(lambda match: match.group() if _is_small(match.group()) else "I" + match.group()[1:], text)


_SMALL: Final = re.compile(r"(?<=[A-Za-z.] )l[a-z]{2,}(?=\W{0,3}$|,)")
_SMALL_BOXED: Final = re.compile(r"(?:^|(?<=[A-Za-z.,] ))l[a-z]{2,}(?![\w'-])")
"""Where names begin so in a signature, and in a box."""


def _is_small(word: str) -> bool:
    """Whether a word begins with a small L, not with a large I."""
    known = any(word_share("i" + word[1:], source) for source in ("first", "last"))
    return word in PARTICLES or word_share(word, "signature") > 0 or not known
