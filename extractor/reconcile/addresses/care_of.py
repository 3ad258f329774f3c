"""Addresses care of the issuer: the issuer's name tells where the first line of the street ends.

Of 336 distinct lines ``C/O ...`` in 9,066 electronic filings 241 have the issuer's name, perhaps with its legal form in short or
in full, and nothing behind it. Where cells or words have run together the number of the house stands behind the name
(``CIOZORBLAT 12 MILL ROAD``), scraps of the line below, or the end of the name has slipped into the second line. Where nothing
has run together, behind a name without a legal form, the number stays: so do filers write who have no second line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from extractor.filing import Filing, ReportingOwner, Value
from extractor.form.care_of import care_of_end
from extractor.form.companies import LEGAL_FORMS, without_form
from extractor.form.registrants import like, words_of
from extractor.language.model import squeezed, vocabulary
from extractor.reconcile.change import repaired

_PLAIN: Final = "C/O "
_LEAST: Final = 5  # letters of a name that tells
_ALIKE: Final = 85.0  # likeness, of 100, of the issuer's name and that in the street
_WORDS: Final = 12  # of a line of a street
_SCRAP: Final = 2  # glyphs of a word that is none
_SURE: Final = 0.8
_FORMS: Final = sorted(LEGAL_FORMS, key=len, reverse=True)
_HOUSE: Final = re.compile(r"\W*(\d[\dA-Za-z-]*\W+\w.*)")
_NUMERAL: Final = re.compile(r"[IVX]{1,3}")


def part_care_of(filing: Filing) -> Filing:
    """Owners' streets care of the issuer, each line with what the issuer's name tells of it."""
    letters = without_form(squeezed(filing.issuer.issuer_name.value or ""))
    if len(letters) < _LEAST:
        return filing
    noisy = filing.source.is_noisy
    issuer = filing.issuer.issuer_name.value or ""
    names = _Names(letters, issuer, _in_list(issuer) if noisy else "")
    owners = tuple(_parted(owner, names, noisy=noisy) for owner in filing.reporting_owners)
    return replace(filing, reporting_owners=owners)


def _in_list(name: str) -> str:
    """The issuer's name without its legal form, if the SEC's list of registrants has just this name."""
    words, _ = words_of(name)
    same = any(not x.distance and "".join(words_of(x.registrant.name)[0]) == "".join(words) for x in like(name, 0))
    return " ".join(name.split()[: _count(name, "".join(words))]).rstrip(" ,.") if same else ""


def _count(name: str, letters: str) -> int:
    """How many words of a name have these letters."""
    parts = name.split()
    return next((k for k in range(1, len(parts) + 1) if len(squeezed("".join(parts[:k]))) >= len(letters)), len(parts))


class _Names(NamedTuple):
    letters: str
    """Those of the issuer's name without its legal form."""
    issuer: str
    listed: str
    """The name in the SEC's list of registrants, without its legal form."""


def _parted(owner: ReportingOwner, names: _Names, *, noisy: bool) -> ReportingOwner:
    name = names.letters
    street = owner.rpt_owner_street1
    text = street.value or ""
    begins = care_of_end(text, before_name=noisy)
    if not text.startswith(_PLAIN) and not squeezed(text[begins:]).startswith(name):
        begins = 0  # no sign of C/O but the name of somebody
    begins = begins or (_sign_ends(text, name) if noisy else 0)
    if not begins:
        return owner
    inner = text[begins:]
    form = owner.rpt_owner_street2
    rest, astray = _form_astray(form.value or "")
    if astray:
        owner = replace(owner, rpt_owner_street2=repaired(form, rest, _sure(form), "the end of the issuer's name left out"))
    end = _name_ends(inner, name)
    if end is None:
        return owner
    line = _as_issuer(inner[:end], names) or _as_listed(inner[:end], names.listed) if noisy else ""
    shown, behind = _PLAIN + (line or inner[:end]), inner[end:]
    if astray and squeezed(shown.split()[-1]) not in LEGAL_FORMS:
        shown = f"{shown} {astray}"
    apart = squeezed(shown.split()[-1]) in LEGAL_FORMS or text[begins - 1] != " "
    house = _HOUSE.fullmatch(behind) if apart else None
    if house and not owner.rpt_owner_street2.present:
        second = repaired(replace(street, value=None), house[1], _sure(street), "the line below the issuer's name")
        owner = replace(owner, rpt_owner_street2=second)
    elif not _are_scraps(behind):
        return owner
    return _with_first(owner, shown)


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


def _as_issuer(line: str, names: _Names) -> str:
    """The line if it has all letters of the issuer's name, or the whole name if it breaks off within a legal form of two."""
    mine = squeezed(line)
    if mine == names.letters:
        return line
    form = squeezed(names.issuer.rpartition(" ")[2])
    begun = len(form) == _SHORT and form in LEGAL_FORMS and mine == names.letters[:-1]
    return (names.issuer.upper() if line.isupper() else names.issuer) if begun else ""


_SHORT: Final = 2  # letters of forms that are written apart, as N.V.


def _as_listed(line: str, listed: str) -> str:
    """The line with the issuer's name as the list of registrants has it, where a letter or two of it are misread."""
    *words, last = line.split()
    form = last if squeezed(last) in LEGAL_FORMS else ""
    theirs, mine = squeezed(listed), squeezed(" ".join(words) if form else line)
    if "".join(words_of(line)[0]) == "".join(words_of(listed)[0]):
        return ""  # with one legal form more
    if len(theirs) < _LISTED or not 0 < Levenshtein.distance(mine, theirs) <= _MISREAD:
        return ""
    own = set(words_of(listed)[0])
    if not any(w not in own and (len(w) <= _SCRAP or w not in vocabulary()) for w in re.findall(r"[a-z]+|\d+", line.lower())):
        return ""  # in other words, as AND for &
    return f"{listed.upper() if line.isupper() else listed} {form}".strip()


_LISTED: Final = 6  # letters of a name
_MISREAD: Final = 2  # letters


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


def _form_astray(street: str) -> tuple[str, str]:
    """A street without the legal form that stands behind it, and that: the end of the line above has slipped down.

    Of the distinct streets in 9,066 electronic filings that begin with a number none ends in one.
    """
    rest, _, last = street.rpartition(" ")
    low = squeezed(last)
    whole = next((form for form in _FORMS if form == low or (len(low) >= _LEAST and form.startswith(low))), "")
    if not rest or not street[0].isdigit() or not whole:
        return street, ""
    return rest.rstrip(" ,"), last if low == whole else whole.upper()


def _with_first(owner: ReportingOwner, text: str) -> ReportingOwner:
    street = owner.rpt_owner_street1
    if squeezed(text) == squeezed(street.value or ""):
        return owner
    return replace(owner, rpt_owner_street1=repaired(street, text, _sure(street), "as far as the issuer's name goes"))


def _sure(value: Value[str]) -> float:
    return min(_SURE, max(0.6, value.confidence))
