"""Amounts in fractions of a dollar, and ratios of shares that stand where a price does.

Stock prices were fractions in the United States until 2001 (Securities Exchange Act Release 42360 ordered the change to
decimals): eighths, sixteenths, and so on, halved as often as need be. Whatever a text writes for one, ``22⅜``, ``22-3/8`` or
``$22 3/8``, is spelt in one way here, ``$22 3/8`` or ``22 3/8``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from extractor.filing import Status
from extractor.form.lookalikes import TO_DIGITS
from extractor.readings.pieces import Piece, Reading

HALVED: Final = (2, 4, 8, 16, 32, 64, 128, 256)
"""What a dollar was parted into."""
ONE_SIGN: Final = "\u00bd\u00bc\u00be\u215b\u215c\u215d\u215e"
"""Fractions that are one character; a third or a fifth is none of a price."""
_SLASHES: Final = "\u2044\u2215"
_RAISED: Final = "\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079"
_LOWERED: Final = "".join(map(chr, range(0x2080, 0x208A)))
_SMALL: Final = {ord(c): unicodedata.normalize("NFKC", c) for c in _RAISED + _LOWERED}
_SPREAD: Final = str.maketrans(
    {**{c: f" {unicodedata.normalize('NFKC', c)}".replace("\u2044", "/") for c in ONE_SIGN}, **dict.fromkeys(_SLASHES, "/")}
)
_BEGINS_SMALL: Final = re.compile(rf"(?<=\d)(?=[{_RAISED}]+/)(?<![{_RAISED}])")
_BELOW: Final = "|".join(map(str, HALVED))
_SPECKS: Final = r"[-.,:;*'\"\u00b0]{0,2}"
_WHOLE: Final = r"(?P<sign>\\?\$ ?)?(?:(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,5}) ?[ -] ?)"
_AMOUNT: Final = re.compile(rf"{_WHOLE}?(?P<above>\d{{1,3}}) ?/ ?(?P<below>{_BELOW}){_SPECKS}")
_GLUED: Final = re.compile(rf"(?P<sign>\\?\$ ?)?(?P<digits>\d{{2,8}})/(?P<below>{_BELOW}){_SPECKS}")
_GLYPH: Final = r"[\dOoQDlIi|!ZzSsGbBgq]"
_MISREAD: Final = re.compile(
    rf"(?P<sign>\\?\$ ?)?(?P<whole>{_GLYPH}{{1,4}}) ?[ -] ?(?P<rest>{_GLYPH}{{0,3}} ?/ ?{_GLYPH}{{1,3}}){_SPECKS}"
)
_LONGEST: Final = 24  # characters


def spelt(text: str) -> str | None:
    """An amount with a fraction, in the one way of this module, ``22 3/8``, or ``0 3/8`` of a fraction alone.

    Args:
        text: words with single blanks between them where any were.

    Returns:
        ``None`` for what is no such amount, may be two (``217/16`` is 21 7/16, but ``2111/16`` 21 11/16 or 211 1/16), or has a
        fraction that is one dollar or more.
    """
    text = spread(text)
    if len(text) > _LONGEST or "/" not in text:
        return None
    if (match := _AMOUNT.fullmatch(text)) and 0 < int(match["above"]) < int(match["below"]):
        return _spelling(match["sign"], match["whole"] or "0", match["above"], match["below"])
    glued = _GLUED.fullmatch(text)
    if glued is None or glued["digits"][0] == "0" or (not glued["sign"] and len(glued["digits"]) < _NO_MONTH):
        return None
    digits, below = glued["digits"], int(glued["below"])
    found = [at for at in range(1, len(digits)) if digits[at] != "0" and int(digits[at:]) < below and int(digits[at:]) % 2]
    return _spelling(glued["sign"], digits[: found[0]], digits[found[0] :], glued["below"]) if len(found) == 1 else None


_NO_MONTH: Final = 3
"""Digits before a slash that are no month: 11/2 may be a date, but $11/2 is 1 1/2."""


def _spelling(sign: str | None, whole: str, above: str, below: str) -> str:
    return f"{(sign or '').strip()}{whole} {above}/{below}"


def misread(text: str) -> str | None:
    """The same of what has the shape of such an amount but for letters among its digits, ``22 3/B``, or digits that make no
    fraction, ``22 3/0``, or are lost, ``22 /8``; with the glyphs as they stand."""
    text = spread(text)
    match = _MISREAD.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or not any(map(str.isdigit, match["whole"])) or not any(map(str.isdigit, match["rest"])):
        return None
    return f"{(match['sign'] or '').strip()}{match['whole']} {match['rest'].replace(' ', '')}"


def spread(text: str) -> str:
    """A text whose fractions of one character, raised or lowered digits are such of usual digits: ``22⅜`` is ``22 3/8``."""
    if text.isascii():
        return text
    text = text.translate(_SPREAD)
    if "/" in text:
        text = _BEGINS_SMALL.sub(" ", text, count=1).translate(_SMALL)
    return " ".join(text.split())


def fraction(text: str) -> Decimal | None:
    """The exact amount of a text, with a fraction in any spelling; ``None`` if it has none."""
    found = spelt(text)
    if found is None:
        return None
    whole, _, parts = found.lstrip("\\$").replace(",", "").partition(" ")
    above, below = parts.split("/")
    return Decimal(whole) + Decimal(above) / Decimal(below)


def in_decimals(word: str) -> str:
    """A word spelt by this module as a decimal number, as which it looks: ``$22.375``."""
    amount = fraction(word)
    return "22.375" if amount is None else f"{'$' * ('$' in word)}{amount.normalize():f}"


def read_fraction(pieces: Sequence[Piece], *, whole: bool) -> Reading[Decimal] | None:
    """The amount that pieces without footnote marks spell, if they have a fraction or what is left of one; ``None`` if not.

    ``whole``: a number of shares, of which hardly any has such a fraction. A slash without a fraction makes no amount.
    """
    shown = [p for p in pieces if p.text.strip()]
    apart = " ".join(p.text.strip() for p in shown)
    if not whole and _has_lost_stroke(shown):
        return Reading(None, doubt=_NO_AMOUNT, reasons=(_STROKE_LOST,))
    if not any((_PARTED if whole else _SLASHED).search(p.text) for p in shown):
        return None
    doubt = _PART_OF_SHARE if whole else _IN_FRACTIONS
    uncut = "".join(" " * (k > 0 and not p.edge) + p.text.strip() for k, p in enumerate(shown))
    for text in dict.fromkeys((apart, uncut)):
        if (value := fraction(text)) is not None:
            return Reading(value, Status.READ, doubt)
    value = fraction((apart if whole else _LIKE_DOLLAR.sub("$", apart)).translate(TO_DIGITS))
    if value is not None:
        return Reading(value, Status.REPAIRED, doubt + _MISREAD_DIGITS, ("letters read as digits",))
    # A fraction of one character may be a mark misread.
    return None if _ONE_SIGN.search(apart) else Reading(None, doubt=_NO_AMOUNT)


def _has_lost_stroke(pieces: Sequence[Piece]) -> bool:
    """Whether a price may be one whose stroke was read as a one, ``22 318``: no other has a blank before three digits."""
    if len(pieces) != len(("22", "318")) or pieces[1].edge or not _STROKE_AS_ONE.fullmatch(pieces[1].text):
        return False
    return fraction(pieces[0].text + _STROKE_AS_ONE.sub(r" \g<above>/\g<below>", pieces[1].text)) is not None


_PARTED: Final = re.compile(rf"\d ?/ ?\d|[{ONE_SIGN}]| \S*/")
_SLASHED: Final = re.compile(rf"{_PARTED.pattern}|^/\d{{1,3}}$|^\d{{1,2}}/[A-Za-z]$")
"""A fraction, or what is left of one; in a number of shares a slash may be a comma misread."""
_ONE_SIGN: Final = re.compile(f"[{ONE_SIGN}]")
_LIKE_DOLLAR: Final = re.compile(r"^[Ssg](?=\d)")
_STROKE_AS_ONE: Final = re.compile(rf"(?P<above>\d{{1,2}})[1lI|!](?P<below>{_BELOW})")
_STROKE_LOST: Final = "the stroke of a fraction may be read as a one"
_IN_FRACTIONS, _PART_OF_SHARE, _MISREAD_DIGITS, _NO_AMOUNT = 0.3, 1.0, 2.0, 4.0
"""Doubts."""

_COUNT: Final = r"(?:\d{1,3}|[lI|]|one|two|three|four|five|ten)"
_RATIO: Final = re.compile(rf"[^\w$]*(?:{_COUNT}[ -]*(?:for|to)[ -]*{_COUNT}|[1-9] ?: ?[1-9])(?: ?basis)?\W*", re.I)


def is_ratio(text: str) -> bool:
    """Whether a text is a ratio of shares, ``1:1``, ``1-for-1`` or ``one for one``; a colon before two digits may be a point."""
    return len(text) <= _LONGEST and _RATIO.fullmatch(text) is not None
