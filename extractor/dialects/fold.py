"""Fold look-alike letters and inline markup away without moving an offset.

``fold(text)`` has the length of ``text``: a look-alike becomes the Latin letter or ASCII sign it stands for, and what
is markup and not text becomes :data:`FILLER`, which tokens skip.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

FILLER: Final = "\x1f"
"""Stands where markup was: no character of the text, no gap between words either."""

_CYRILLIC: Final = dict(zip("АВЕЗКМНОРСТУХІЈЅасеорухкмнтвгпиьіјѕԁԛԝ", "ABE3KMHOPCTYXIJSaceopyxkmhtbrnubijsdqw", strict=True))
_GREEK: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορτυικ", "ABEZHIKMNOPTYXavoptuik", strict=True))
_SIGNS: Final = dict(
    zip(
        "\u2018\u2019\u201a\u201b`\u00b4\u201c\u201d\u201e\u00ab\u00bb\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
        "\u00b7\u2022\u2219\u3002\uff0c\u2027\u2228\u2223\u00a6\u2016\u2044\u2215\u29f8\uff65\uff0e\u066a\u20ac\u2610\u25a1",
        "''''''\"\"\"\"\"-------....,.v|||///..%C\u25a1\u25a1",
        strict=True,
    )
)
_LATIN: Final = (0x00C0, 0x0250)
"""Where letters with marks stand in Unicode: specks above and below plain ones, in filings."""
_ACCENTS: Final = {
    **{chr(c): bare for c in range(*_LATIN) if (bare := unicodedata.normalize("NFD", chr(c))[0]).isascii()},
    **dict(zip("øØıłŁđĐ\u222a", "oOilLdDU", strict=True)),
}
_BRACKETS: Final = dict(zip("\u3010\u3011\u3014\u3015\u300c\u300d", "[][][]", strict=True))
"""Brackets as an engine that knows Chinese takes them."""
_BOXES: Final = {
    **dict.fromkeys("\u00d7\u2717\u2718\u2611\u2612\u2613\u22a0\u2327\u5188\u533a\u51f6\u56da\u7f51\u56f3\u56e0\u4e49", "X"),
    **dict.fromkeys("\u53e3\u56de\u56d7\u2b1c\u25fb", "\u25a1"),
}
"""Crosses, crossed and empty boxes, also as an engine that knows Chinese takes them for characters."""
_SPACES: Final = dict.fromkeys(
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\x0b\x85\u2028\u2029",
    " ",
)
_NOTHING: Final = dict.fromkeys("\x00\u200b\u200c\u200d\u2060\ufeff\u00ad", FILLER)
_WIDE: Final = {chr(0xFF01 + i): chr(0x21 + i) for i in range(94)}
_TABLE: Final = str.maketrans(
    {**_CYRILLIC, **_GREEK, **_ACCENTS, **_WIDE, **_SIGNS, **_BRACKETS, **_BOXES, **_SPACES, **_NOTHING}
)
_ALIKE: Final = re.compile(f"[{re.escape(''.join(map(chr, _TABLE)))}]+")
"""Runs of what the table replaces: letter by letter it is slow on all of a text of which it replaces little."""

_SEVERAL: Final = {
    **dict(zip("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06", ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True)),
    **dict(zip("\u2160\u2161\u2162\u2163\u2164\u2165", ("I", "II", "III", "IV", "V", "VI"), strict=True)),
    **{"\u2105": "c/o", "\u2116": "No"},
}
_EXPANDED: Final = str.maketrans(_SEVERAL)
_HAS_SEVERAL: Final = re.compile(f"[{''.join(_SEVERAL)}]")


def expanded(folded: str, words: list[str]) -> list[str]:
    """Words of a folded text with each ligature as the letters that it joins."""
    if folded.isascii() or not _HAS_SEVERAL.search(folded):
        return words
    return [word.translate(_EXPANDED) for word in words]


_MARKUP: Final = re.compile(
    r"\\(?=[$*_#\[\](){}|.`~<>+!-])"  # an escaped sign
    r"|\*\*|__(?=[^_\s])(?<=[^_]__)"  # bold
    r"|</?(?:u|b|i|em|strong|sup|sub|span|font|small|a|p)(?:\s[^<>]{0,200})?/?>"
    r"|^\#{1,6}[ ](?=\S)",
    re.I | re.M,
)
_ENTITY: Final = re.compile(r"&(?:[a-zA-Z]{2,8}|frac[1357][248]|#\d{1,6}|#[xX][0-9a-fA-F]{1,5});")


def fold(text: str) -> str:
    """The text with look-alikes replaced and inline markup turned to :data:`FILLER`; same length."""
    folded = text if text.isascii() else _ALIKE.sub(_latin, text)
    if "\x00" in folded:
        folded = folded.replace("\x00", FILLER)
    if "\\" in folded or "**" in folded or "<" in folded or "#" in folded or "__" in folded:
        folded = _MARKUP.sub(_blank, folded)
    return _ENTITY.sub(_character, folded) if "&" in folded else folded


def _latin(match: re.Match[str]) -> str:
    return match.group().translate(_TABLE)


def _blank(match: re.Match[str]) -> str:
    return FILLER * len(match.group())


def _character(match: re.Match[str]) -> str:
    """The entity's character, filled up to the entity's length; what is no entity stays as it stands."""
    entity = match.group()
    character = html.unescape(entity)
    if len(character) != 1 or character == entity:
        return entity
    character = character.translate(_TABLE)
    return (" " if character.isspace() else character) + FILLER * (len(entity) - 1)
