"""The conformed mark of a signature, ``/s/``, and what engines make of it."""

from __future__ import annotations

import math
import re
from typing import Final

from extractor.form.companies import is_company
from extractor.form.persons import PARTICLES
from extractor.language.model import spelled, word_share
from extractor.readings.pieces import Reading

_STROKE: Final = r"[/|\\lI1i!f()?]"
_CONFORMED: Final = re.compile(
    rf"(?:{_STROKE}{{0,2}}[s5$\u00a7]{_STROKE}{{1,2}}|{_STROKE}{{1,2}}[s5$\u00a7]{_STROKE}{{0,2}}|/S/)\*?(?=[\s.,_-]|['\u2018\u2019]?[A-Z]|l[a-z]{{2}})"
)


_MISREAD: Final = re.compile(
    r"(?:[-_'\"]?[\[{(fFtTiIjJlLzZ1|/]{1,2}[sS5$][\]}){fFtTiIlLcCj1|/_!'\u2019]{0,2}|[lLIiJ1|/]8[lLIi1|/!]|['\"]?[sS]s|[eé]s/?|[sS5$][\]})1|/]{1,2})"
    r"(?=(?:(?:[_\s]|(?<=[/|]))[a-z])?[\s{]\s?[A-Z]{1,2}[a-z]*\b)"
    r"|[\[{(fFtTiIjJlLzZ1g][sS5][fFtTiIlLj1](?=[A-Z][a-z]{2})"
)


_BEHIND: Final = re.compile(
    r"(?![Bb][Yy])\W{0,3}\w{0,2}\s?/s/|\W?\w\s(?:is[/|{]|[\[({1/|]s[/il|{]?|[fl]s[/|])(?=\s?[A-Z][a-z])|\w{1,3}\s's/(?=\s?[A-Z])"
)
"""The mark behind a speck."""
_REMNANT: Final = re.compile(
    r"\W{0,2}(?:(?![A-RT-Z]+\W)[^\W_]{1,3}[/|\[\]{}!][.:;]?"
    r"|[s5][,.:;'_]{1,2}|[A-Z]'s[/|]|[LI1l]s[hl](?=\s)|[a-z\d](?=\s)|[fil1]s[:;.]_?(?=[A-Z])|[\[{(][IJL1l](?=[A-Z][a-z])"
    r"|(?!as\s|ss)[a-zéè£]{0,2}[s5$][a-zIJL?]?(?=\s)|[a-zé£]{0,2}[s5](?=[A-Z][a-z]{2}))(?=[\s_]?['\"\u2018\u2019]?[A-Z])"
)
"""What else stands before a name: three glyphs with a stroke, an S in letters that begin no name, a small letter or digit."""


def with_conformed_signature(reading: Reading[str], noisy: bool = True) -> Reading[str]:
    """The conformed signature's ``/s/`` where it was misread: ``Is/``, ``isl``, ``1s/``; what is less like it, on noisy pages."""
    text = reading.value
    if text is None:
        return reading
    if text.startswith(_SIGN):
        name = text.removeprefix(_SIGN).lstrip()
        begun = _begun(name) if noisy else name
        return reading if begun == name else reading.repaired(f"{_SIGN} {begun}", 0.5, "a large letter read as a small L")
    if (by := _BY.match(text)) is not None and (noisy or by["whole"]):
        return _signed_by(reading, text, by)
    match = _BEHIND.match(text)
    if match is None:
        text = _SPECKS.sub("", text)
        match = _CONFORMED.match(text) or _MISREAD.match(text) or (_REMNANT.match(text) if noisy else None)
    if match is None and noisy:
        match = _LONE.match(text) or _scraps(text)
    if match is None or not text[match.end() :].strip() or _begins_company(match.group().strip(), text):
        return reading
    name = text[match.end() :] if match.group()[-1] not in _LETTER else _CLOSING.sub("", text[match.end() :])
    whole = "/s/ " + _REST.sub("", _begun(name.strip(" .,_-'\"\u2018\u2019")))
    return reading.repaired(whole, 0.5, "/s/ misread")


def _begins_company(mark: str, text: str) -> bool:
    """Whether what is like a mark is a number or capitals with which the name of a company begins: ``7 Qvist Holdings, LLC``."""
    capitals = mark.isdigit() or (mark.isalpha() and mark.isupper() and mark[0] not in _SLANTED)
    return capitals and is_company(_CLAUSE.split(text, maxsplit=1)[0])


_SLANTED: Final = "IJLS"
"""Capitals that are read for the strokes of the mark, and its letter."""
_CLAUSE: Final = re.compile(r"[:;]|\b[Bb]y\b|/s/")
_SIGN: Final = "/s/"
_LONE: Final = re.compile(r"[S5$]\s+(?=[A-Z][a-z]+\.?\s+[A-Z])")
"""The letter of the mark; of 2,362 signatures none begins with an initial that has no point and stands before a name."""
_SCRAPS: Final = re.compile(r"(?P<scraps>(?:[^\sA-Z]{1,3}\s+){1,3})(?=[A-Z][A-Za-z]*[.,]?\s+[A-Z])")
_BEGINNING: Final = frozenset(("by", "for", "as", "on", "its", "the", "of", "and")) | PARTICLES
"""Small words with which a signature may begin."""


def _scraps(text: str) -> re.Match[str] | None:
    """What stands before a name written with large letters: a few short words, none a name or one that signatures begin with."""
    match = _SCRAPS.match(text)
    words = [word.strip(".,:") for word in match["scraps"].split()] if match else []
    known = any(word in _BEGINNING or (len(word) > 1 and word_share(word, "first")) for word in words)
    return match if any(map(str.isalnum, "".join(words))) and not known else None


def _signed_by(reading: Reading[str], text: str, by: re.Match[str]) -> Reading[str]:
    """A signature that begins with the word by, which may be misread, with the mark behind it."""
    rest = text[by.end() :]
    mark = _CONFORMED.match(rest) or (_MISREAD.match(rest) if by["cut"] else None)
    if mark is None and (by["whole"] or by["cut"]):
        return reading
    rest = rest if mark is None else "/s/ " + rest[mark.end() :].lstrip(" .,_-")
    return reading.repaired((text[: by.end()].rstrip() if by["whole"] else "By:") + " " + rest, 0.5, "the word by or /s/ misread")


_BY: Final = re.compile(
    r"(?:(?P<whole>[Bb][Yy])[^\w/|]{1,3}|(?P<cut>B)[:.]?\s(?=\W?\w?s\W{1,2}\s?[A-Z])|(?:[BER38][3vy]|y)[:.;_]+\s?)(?=\S)"
)
"""The word, and what stands for it before a colon."""


def begins_with_mark(text: str) -> bool:
    """Whether a signature begins with the conformed mark, or with what it is misread as where nothing else may stand."""
    return text.startswith(_SIGN) or any(pattern.match(text) is not None for pattern in (_CONFORMED, _MISREAD, _REMNANT))


def mark_before(text: str) -> bool:
    """Whether a text begins with the conformed mark, misread or not, and a name behind it."""
    match = _STROKED.match(text)
    mark = "" if match is None else match.group().strip("-_'\"")
    return any(c in _STROKES for c in mark) and not _ENUMERATED.fullmatch(mark)


_STROKES: Final = "/|\\[](){}!"
_ENUMERATED: Final = re.compile(r"[(\[{]?[sS5$][)\]}]|\([sS5$]")
"""The number of a footnote, ``(5)``, or the end of a word that may be several, ``(s)``."""
_STROKED: Final = re.compile(r"[-_'\"]?[\[{(/|\\fFiIjJlL1]{0,2}[sS5$][\]})/|\\lI1!]{0,2}(?=[\s._,|-]{0,3}(?:[A-Z]|l[a-z]{2}))")
"""The mark with a stroke or a bracket that it has left, since ``is`` is a word, before a name, which may begin with a small L."""


_SPECKS: Final = re.compile(r"^[^A-Za-z0-9$\u00a7/|\\(\[{]{1,3}\s+")
"""What is no letter and no stroke, before the mark."""
_REST: Final = re.compile(r"^(?:[a-z]\s+(?=[A-Z])|[LlIJ1|](?=[A-Z][a-z]))")
"""What is left of the mark's last stroke: a letter alone, or one glued to the name."""
_LETTER: Final = "sS5$"
_CLOSING: Final = re.compile(r"^[LIJl1|]\s+(?=[A-Z][a-z])")
"""The last stroke of a mark that has but its letter: ``(sL Ada``."""
_SMALL: Final = re.compile(r"l[a-z]{2,}\b")


def _begun(name: str) -> str:
    """A name that begins with a small L, which was a large letter: ``lanet``."""
    match = _SMALL.match(name)
    if match is None:
        return name
    rest = match.group()[1:]
    shares = {letter: word_share(letter.lower() + rest, "first") for letter in "JILT"}
    best = max(shares, key=lambda letter: shares[letter])
    if not shares[best]:
        if rest[0] not in _VOWELS:
            return name
        best = min(_FIRST, key=lambda letter: spelled(letter.lower() + rest) - math.log(_FIRST[letter]))
    return best + name[1:]


_FIRST: Final = {"J": 378, "T": 152, "L": 97, "I": 34}
"""How many of the first names of 2,954 owners begin with the letters that are read as a small L."""
_VOWELS: Final = "aeiou"
