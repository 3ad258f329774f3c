"""Read amounts: share counts, prices, values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from extractor.filing import Hint, Status
from extractor.form.lookalikes import TO_DIGITS
from extractor.readings.amount_forms import GROUP, GROUPED, amount_of, forms
from extractor.readings.fractions import is_ratio, read_fraction
from extractor.readings.pieces import COUNTED_ONCE, Piece, Reading, joins

_MARKS: Final = re.compile(r"[(\[{]([1-9]\d?)[)\]}]")
_JUNK: Final = re.compile(r"(?<=\d)[.,;:'\"*\u00b0~^]*[-_~^][^\w)\]}]*$")
"""Specks behind a number, among them a stroke that no number ends with."""
_STROKE: Final = re.compile(r"(?:(?<=\d\.\d\d)|(?<=\d\.\d\d\d))!$")
"""What is left of the mark of a price, or of its bracket, where an exclamation mark would make it a price of odd decimals."""
_TWICE_GROUPED: Final = re.compile(r"(?<=\d)[.,]{2,}(?=\d{3}(?!\d))")
_TWICE_POINTED: Final = re.compile(r"(?<=\d)[.,]{2,}(?=\d)")
"""A point or comma with a speck beside it."""
_SIGNED: Final = re.compile(r"(?P<value>[\d.,]*\d)(?:['\u2018\u2019\"\u00b0*](?P<mark>\d{1,2})[!|]?\)?|!(?P<other>\d{0,2})\))$")
"""A mark whose opening bracket was read as a small sign."""
_FRAMED: Final = re.compile(r"(?:(?<=\d)!(?P<mark>[1-9]\d?)!|(?<=[.,]\d{3})[:iIl](?P<digit>[1-9])[:1iIl])$")
"""A mark of which both brackets were read as exclamation marks, or behind whole groups of digits as colons or strokes."""
_EIGHTHS: Final = re.compile(r"\d+\.(?:125|375|625|875)")
_UNREAD: Final = re.compile(
    r"\?[\d,.]|(?<=[\d.,])[<>~=+#%&\u00ab\u00bb\u00b1](?=[\d.,]+\d)|(?<=\d)\ufffd|[\u00bc-\u00be\u2150-\u215f]"
)
"""A glyph that no engine could read, before a digit, or a sign that stands for a digit among others; a byte of no letter behind a
digit, or a fraction that no amount has."""
_OPENS: Final = re.compile(r"\d{1,2},")
_CENTS: Final = re.compile(r"[\d,]+\.\d\d")
_SEMICOLON: Final = re.compile(r"(?<=\d)[;:](?=\d{3}(?!\d))")
_SLASH: Final = re.compile(r"(?<=\d)/(?=\d{3}(?!\d))")
"""A comma between groups of digits."""
_SLASH_BEFORE: Final = re.compile(r"(?<=\d)/(?=,\d{3})")
"""A digit before such a comma."""
_COLON: Final = re.compile(r"(?<=\d)[;:](?=\d\d(?:\d\d)?(?!\d))")
"""The point of a price, misread."""
_BEFORE_DOLLAR: Final = re.compile(r"^[.,'\u2018\u2019\"*\u00b0:;_~^-]+(?=[$Ss][\dOo.])")
"""Specks before a dollar sign."""
_FRACTION_OF_SHARE: Final = re.compile(r"(?<=\d)[;:](?=\d{4}(?!\d))")
"""The point of a count, misread: no group of digits has four."""
_WHOLE: Final = re.compile(r"(?<=\d)[;:](?=0(?!\d))|(?<=,\d{3})[;:](?=00(?!\d))")
"""The same before the one nought, or the two, that some vendors print behind whole numbers."""
_AFTER_DOLLAR: Final = re.compile(r"(?P<value>0)(?:0+|(?P<mark>[1-9])|(?P<decimals>(?!00)\d\d|[1-9]\d{3}))")
"""Digits behind a dollar sign, before which none is lost: noughts without their point, one with a footnote mark behind it, or
one with decimals."""
_DOLLAR: Final = re.compile(r"^[$S](?=[\dOo.])")
_DOLLAR_SIGNS: Final = re.compile(r"^[$Ssg](?=[\dOo.])")
_NOUGHTS: Final = re.compile(r"[Oo.,]+")
_KEEP: Final = re.compile(r"[^0-9.,]")


def read_amount(pieces: Sequence[Piece], *, whole: bool, noisy: bool = False) -> Reading[Decimal]:
    """The amount that the pieces spell.

    ``whole``: a count of shares, of which a decimal point is rarely part; ``noisy``: whether points and commas may be misread.
    """
    pieces = pieces if whole else _from_dollar(pieces)
    if not whole and _NOUGHT.fullmatch("".join(p.text for p in pieces)):
        return Reading(Decimal(0), Status.REPAIRED, 1.5, (_POINTLESS,))
    if not whole and is_ratio(" ".join(_MARKS.sub("", p.text) for p in pieces).strip()):
        return Reading(None, doubt=4.0, reasons=(_RATIO,), marks=tuple(int(m) for p in pieces for m in _MARKS.findall(p.text)))
    texts, marks, reasons = [], [], []
    for piece in pieces:
        marks += [int(m) for m in _MARKS.findall(piece.text)]
        cleaned = _clean(_MARKS.sub("", piece.text), whole)
        marks += cleaned.marks
        reasons += [cleaned.why] * (cleaned.why != "" and cleaned.why not in reasons)
        texts.append(cleaned.text)
    if not (whole and any(_SLASH.search(p.text) for p in pieces)):
        in_fractions = read_fraction([p._replace(text=_MARKS.sub("", p.text)) for p in pieces], whole=whole)
        if in_fractions is not None:
            return replace(in_fractions, marks=tuple(marks))
    kept = _kept(texts, [p.edge for p in pieces], whole)
    if not kept:
        return Reading(None, doubt=3.0, marks=tuple(marks))
    if cleaned.closed and (found := _unopened("".join(t for t, _ in kept), whole, noisy)):
        number, form = found
        kept = _shortened(kept, number.end() - number.end("value"))
        marks += [mark] if (mark := int(number["mark"] or 0)) else []
        reasons += [] if form.certain else [_CUT_OFF]
    if not whole and _begins_with_dollar(pieces) and (nought := _AFTER_DOLLAR.fullmatch("".join(t for t, _ in kept))):
        kept = [(f"0.{nought['decimals']}" if nought["decimals"] else nought["value"], False)]
        marks += [int(nought["mark"])] if nought["mark"] else []
        reasons.append(_GLUED_TO_NOUGHT if nought["mark"] else UNDER_EDGE if nought["decimals"] else _POINTLESS)
    reading = _best([t for t, _ in kept], [e for _, e in kept], whole, noisy)
    if reading.value is None:
        return reading
    if reasons:
        reading = replace(reading, status=Status.REPAIRED, doubt=reading.doubt + 1.0, reasons=(*reasons, *reading.reasons))
    if _UNREAD.search("".join(p.text for p in pieces)):
        reading = replace(reading, status=Status.REPAIRED, doubt=reading.doubt + 2.0, reasons=(*reading.reasons, Hint.DIGIT_LOST))
    return replace(reading, marks=(*marks, *reading.marks))


_NOUGHT: Final = re.compile(r"\W?[$Ss\u00a7]?[0OoQ][:;][0OoQ]{1,4}|\\?\$[0OoQ],[0Oo]{2,4}\)?")
"""A price of noughts whose point was read as another sign."""


_RATIO: Final = "a ratio of shares, no price in dollars"


def _from_dollar(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces of a price from its dollar sign on: a one before that is the rule of the table."""
    at = next((k for k, p in enumerate(pieces) if "$" in p.text), 0)
    piece = pieces[at] if pieces else None
    if piece is None or (not at and not piece.text.startswith((*_RULES, *_SPECKS))):
        return pieces
    before, _, behind = piece.text.rpartition("$")
    rules = {*"".join(p.text for p in pieces[:at]), *before} - _SPECKS
    digits = any(c.isdigit() for text in (behind, *(p.text for p in pieces[at + 1 :])) for c in text)
    if not digits or not rules or not rules <= set(_RULES):
        return pieces
    return [piece._replace(text="$" + behind), *pieces[at + 1 :]]


_RULES: Final = ("1", "|", "l", "I", "!")
"""What an upright rule is read as."""
_SPECKS: Final = frozenset("-_~")
"""What lies beside it."""


class _Form(NamedTuple):
    """How a number and the mark behind it stand before a closing bracket whose opening one is lost or misread."""

    pattern: re.Pattern[str]
    """Of digits, points and commas, with the groups ``value`` and ``mark``; a mark of which nothing is legible is empty."""
    whole: bool
    """Of counts of shares; else of prices."""
    noisy: bool = False
    """Only where points and commas may be misread."""
    certain: bool = False
    """No number is written so: the last digit is a mark beyond doubt."""


_GLUED: Final = r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d{4})?)(?P<mark>\d)"
"""A digit too many behind groups of digits, or behind ten-thousandths."""
_UNOPENED: Final = (
    _Form(re.compile(_GLUED), whole=True, certain=True),
    # With four decimals a comma was a point sooner than the price one of thousands of dollars with a mark.
    _Form(re.compile(rf"(?![1-9]\d?,\d{{4}}$){_GLUED}"), whole=False, certain=True),
    _Form(re.compile(r"(?P<value>\d{3})(?P<mark>\d)"), whole=True),
    # Points for the commas between groups of digits; what is left of the mark may be a nought.
    _Form(re.compile(r"(?P<value>[1-9]\d{0,2}(?:\.\d{3})+)(?:\d?(?P<mark>[1-9])|0)"), whole=True, noisy=True),
    # The bracket as a digit of its shape, or as a comma.
    _Form(re.compile(r"(?P<value>\d{1,3}(?:,\d{3})+)(?:[01](?=[1-9]$)|,)(?P<mark>\d{1,2})"), whole=True),
    # Behind cents, but for eighths of a dollar, behind ten-thousandths, or behind a lone nought.
    _Form(re.compile(rf"(?!{_EIGHTHS.pattern}$)(?P<value>\d+[.,](?:\d\d|\d{{4}})|0(?=.?\d$))[.,]?(?P<mark>\d)"), whole=False),
    _Form(re.compile(r"(?P<value>\d+\.\d\d)1(?P<mark>[1-9])"), whole=False),
)
"""The first that fits is taken."""


def _unopened(number: str, whole: bool, noisy: bool) -> tuple[re.Match[str], _Form] | None:
    """A number with a footnote mark before a closing bracket that nothing opens, if the last of its digits must be such."""
    for form in _UNOPENED:
        if form.whole == whole and (noisy or not form.noisy) and (match := form.pattern.fullmatch(number)):
            return match, form
    return None


def _shortened(kept: list[tuple[str, bool]], by: int) -> list[tuple[str, bool]]:
    """The pieces without their last characters."""
    kept = list(kept)
    while by and kept:
        text, edge = kept.pop()
        if len(text) > by:
            kept.append((text[:-by], edge))
        by = max(0, by - len(text))
    return kept


def has_dollar(pieces: Sequence[Piece]) -> bool:
    """Whether a dollar sign stands before the amount."""
    return any("$" in p.text for p in pieces)


def _begins_with_dollar(pieces: Sequence[Piece]) -> bool:
    """Whether a dollar sign, or what one is read as, stands before the first digit."""
    return _DOLLAR_SIGNS.match(_BEFORE_DOLLAR.sub("", pieces[0].text)) is not None


def _kept(texts: Sequence[str], edges: Sequence[bool], whole: bool) -> list[tuple[str, bool]]:
    """The pieces that have digits, and the commas between them, with whether an edge stands before."""
    digits = [k for k, text in enumerate(texts) if text.strip(".,")]
    if not digits:
        return []
    first, last = digits[0], digits[-1]
    if whole and texts[first] == "0" and len(digits) == _HALVES and not edges[last] and len(texts[last]) == 1:
        return [("0", edges[first])]  # no number begins with a nought: a raised mark stands behind it
    if len(digits) > 1 and texts[first] == "0" and GROUPED.fullmatch("".join(texts[first + 1 : last + 1])):
        first = digits[1]  # the nought of the cell before
    elif len(digits) > 1 and not edges[digits[1]]:
        rest = "".join(texts[digits[1] : last + 1])
        before = texts[first]
        stray = _OPENS.match(rest) if len(before) == 1 else before.isdigit() and not GROUPED.fullmatch(before + rest)
        first = digits[1] if stray and GROUPED.fullmatch(rest) else first  # digits beside a whole number
    if len(digits) > 1 and not edges[last]:
        before = "".join(texts[first:last])
        price = not whole and len(texts[last]) == 1 and _CENTS.fullmatch(before)
        count = whole and len(texts[last]) <= _MARK_LENGTH and texts[last].isdigit() and GROUPED.fullmatch(before)
        last = digits[-2] if price or count else last  # a raised mark beside a whole number
    return [(texts[k], edges[k]) for k in range(first, last + 1) if texts[k].strip(".,") or texts[k] == ","]


_MARK_LENGTH: Final = 2  # digits


class _Cleaned(NamedTuple):
    """Digits, points and commas of a piece, what was done to it, and marks glued to it."""

    text: str
    why: str = ""
    marks: tuple[int, ...] = ()
    closed: bool = False
    """Whether a bracket ends it that nothing in it opens."""


def _clean(text: str, whole: bool) -> _Cleaned:
    dollar = _DOLLAR if whole else _DOLLAR_SIGNS
    text = _FRAMED.sub(lambda match: f"'{match['mark'] or match['digit']})", text)
    if not whole:
        text = _BEFORE_DOLLAR.sub("", text)
        text = text if "." in text else _COLON.sub(".", text)
    letter = not text.startswith("$") and dollar.match(text) is not None
    text = dollar.sub("", text).replace("$", "").strip("\"'*°:;-_ ~^")
    text = _STROKE.sub(")", text)
    if whole:
        text = _SLASH.sub(",", _SLASH_BEFORE.sub("7", text))
    text = text.removesuffix(".") if text.endswith(").") else _JUNK.sub("", text)
    text = _TWICE_POINTED.sub(".", _TWICE_GROUPED.sub(",", text) if whole else text)
    if "|" in text and text.split("|")[0][-1:].isdigit():
        text = text.split("|")[0]  # a rule of the table, and what stood beyond it
    if "(" in text and any(c.isdigit() for c in text.split("(")[0]):
        text = text.split("(")[0]
    if signed := _SIGNED.fullmatch(text):
        return _Cleaned(signed["value"], _CUT_OFF, (int(signed["mark"] or signed["other"] or 1),))
    plain = _SEMICOLON.sub(",", text.translate(TO_DIGITS))
    plain = _WHOLE.sub(".", plain) if whole else plain
    plain = (_FRACTION_OF_SHARE if whole else _COLON).sub(".", plain)
    if not any(c.isdigit() for c in text) and not GROUPED.fullmatch(plain) and not _NOUGHTS.fullmatch(text):
        return _Cleaned("", closed=plain.endswith(")"))
    why = _LETTERS if letter or any(a != b and b.isdigit() for a, b in zip(text, plain, strict=False)) else ""
    return _Cleaned(_KEEP.sub("", plain), why, closed=plain.endswith(")"))


_LETTERS: Final = "letters read as digits"
_GLUED_TO_NOUGHT: Final = "a digit behind a nought is a footnote mark"
_POINTLESS: Final = "noughts without their point"
_CUT_OFF: Final = "a digit before a closing bracket is a footnote mark"


class _Found(NamedTuple):
    """A way to read an amount: what it costs in all, and whether it is as it stands."""

    cost: float
    status: Status
    why: str
    mark: int


def _best(texts: list[str], edges: list[bool], whole: bool, noisy: bool) -> Reading[Decimal]:
    formed = [(joined, cost, form) for joined, cost in joins(texts, edges) for form in forms(joined, whole, noisy)]
    if (under := _under_edge(texts, edges, whole)) is not None:
        formed = [(joined, cost + _UNDER_EDGE * joined.isdigit(), form) for joined, cost, form in formed]
        formed.append((under, 0.0, amount_of(under, _UNDER_EDGE, UNDER_EDGE)))
    same = any(edge and a[-1:] == b[:1] != "0" for a, b, edge in zip(texts, texts[1:], edges[1:], strict=False))
    once = [(joined, form) for joined, cost, form in formed if 0 < cost <= 1.0]
    usual = _is_count if whole else _usual
    doubled = same and any((f.cost < 1.0 or f.why == Hint.POINT) and usual(joined) for joined, f in once)
    doubled = doubled and not (whole and _HUNDRED.fullmatch("".join(texts)))
    found: dict[Decimal, _Found] = {}
    for joined, cost, form in formed:
        # Where both are well formed, a glyph that stands on both sides of an edge was printed once more often than twice, but for
        # noughts, which mostly stand beside others, and for numbers of two or three digits.
        total = cost + form.cost + (_TWICE if doubled and cost == 0.0 else 0.0)
        total += _HUNDREDTHS * (whole and cost > 0.0 and not _is_count(joined))
        status = Status.REPAIRED if cost > 0 or form.cost >= 1.0 else Status.READ
        if form.value not in found or total < found[form.value].cost:
            found[form.value] = _Found(total, status, form.why or (COUNTED_ONCE if cost > 0 else ""), form.mark)
    if not found:
        return Reading(None, doubt=3.0)
    ranked = sorted(found.items(), key=lambda item: item[1].cost)
    value, best = ranked[0]
    others = tuple(v for v, other in ranked[1:4] if other.cost < best.cost + 4.0)
    marks = (best.mark,) if best.mark else ()
    return Reading(value, best.status, best.cost + (0.5 if others else 0.0), (best.why,) if best.why else (), marks, others)


_TWICE: Final = 1.2
_HUNDRED: Final = re.compile(r"\d{2,3}")
"""A number of shares as it stands in its cells, in which a doubled glyph was printed twice in 8 of 9 annotated filings."""
_UNDER_EDGE: Final = 1.5
UNDER_EDGE: Final = "the point was under a cell edge, or is not read"
_WHOLE_PART: Final = re.compile(r"\d{1,3}|\d{1,3}(?:,\d{3})+")


def _under_edge(texts: list[str], edges: list[bool], whole: bool) -> str | None:
    """The amount with a point at its last edge, where as many digits follow as are decimals and no group of digits.

    A price may have a blank for its point as well.
    """
    if whole and len(texts) > _HALVES and GROUPED.fullmatch(texts[0]) and "".join(texts[1:]) == _NO_FRACTION:
        return f"{texts[0]}.{_NO_FRACTION}"
    start, end = "".join(texts[:-1]), texts[-1]
    if len(texts) < 2 or "." in start or not end.isdigit() or not _WHOLE_PART.fullmatch(start):
        return None
    if not edges[-1] and (whole or len(texts) > _HALVES or len(end) != _CENTS_LONG):
        return None
    if not whole and start == "0" and end.strip("0"):
        return f"0.{end}" if _CENTS_LONG <= len(end) <= _TEN_THOUSANDTHS else None  # no number begins with a nought
    decimals = len(end) == _TEN_THOUSANDTHS or (not whole and (len(end) == _CENTS_LONG or _EIGHTHS.fullmatch(f"{start}.{end}")))
    return f"{start}.{end}" if decimals and len(start + end) > GROUP else None


_CENTS_LONG, _TEN_THOUSANDTHS = 2, 4  # digits
_NO_FRACTION: Final = "0000"
_HALVES: Final = 2  # pieces


def _is_count(joined: str) -> bool:
    """Whether a number of shares has no fraction of one digit or two: hardly any has, and a comma has three digits behind it."""
    return not _CUT_FRACTION_OF_COUNT.fullmatch(joined)


_CUT_FRACTION_OF_COUNT: Final = re.compile(r"[1-9]\d{0,2}\.\d\d?")
_HUNDREDTHS: Final = 2.0
"""What it costs that a glyph under an edge is left out where that makes such a fraction."""


def _usual(price: str) -> bool:
    """Whether a price has as many decimals as prices mostly have."""
    return len(price.partition(".")[2]) in (0, 2, 4)
