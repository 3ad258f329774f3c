"""From draft rows to the rows of the filing: pieces read, kinds told apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from extractor.cells.labels import ROW_FIELDS
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.filing import UNREAD_MARK, Leaf, LeafType, Row, RowKind, Status, Value, is_unread, leaves_of, sources_at
from extractor.filing.forms import TOTALS
from extractor.form.codes import TRANSACTION_CODES
from extractor.language.model import word_cost
from extractor.readings.amounts import has_dollar, read_amount
from extractor.readings.codes import (
    ACQUIRED_DISPOSED_LOOKALIKES,
    NOTED,
    read_letter,
    read_ownership,
    read_transaction_code,
)
from extractor.readings.dates import read_date
from extractor.readings.fractions import ONE_SIGN, spelt
from extractor.readings.page_words import PageWords, page_words
from extractor.readings.pieces import Piece, Reading, as_printed, pieces_of, spans_of
from extractor.readings.text import read_text
from extractor.readings.value import value_of
from extractor.rows.assemble import DraftRow
from extractor.rows.lone_dates import place_lone_dates
from extractor.rows.moved_marks import (
    closes,
    mark_of_no_price,
    without_mark,
    without_numbers,
    without_title_mark,
)
from extractor.rows.parted_dates import part_dates, part_deemed
from extractor.rows.strays import give_back, part_cents, part_price

T = TypeVar("T", str, Decimal, date, bool)
_ROW_LEAVES: Final[dict[str, Leaf]] = {leaf.path: leaf for leaf in leaves_of(Row)}
_SHARES: Final = frozenset(
    (
        "transactionAmounts/transactionShares",
        "underlyingSecurity/underlyingSecurityShares",
        "postTransactionAmounts/sharesOwnedFollowingTransaction",
    )
)


_MARK_SIGNS: Final = "®©°@™”"
"""What small raised marks are read as."""
_DIGITS: Final = re.compile(r"\d+")
_LONGEST_MARK: Final = 2  # digits
_PARTS: Final = "/,."
"""What stands between the digits of a value, but not between marks."""


def _numbers(word: str) -> list[str]:
    """The numbers in a mark; behind a value to which it is glued the last one, if it stands apart."""
    digits = [] if spelt(word) else _DIGITS.findall(word)
    if any(len(run) > _LONGEST_MARK for run in digits) or (len(digits) > 1 and any(c in _PARTS for c in word)):
        return digits[-1:] if len(digits[-1]) <= _LONGEST_MARK else []
    return digits


def marks_of(page: Page, tokens: Iterable[int]) -> tuple[str, ...]:
    """Footnote ids of mark tokens; brackets that stand apart belong to the mark beside them.

    Letters are no digits there: small raised ones are misread otherwise than those of amounts (``q)`` is mostly 1, not 9), so
    the mark is illegible, and its glyph speaks for the numbers that are read so.
    """
    return _once(_each_mark(page, tokens))


def _each_mark(page: Page, tokens: Iterable[int]) -> list[str]:
    found: list[str] = []
    words = _uncut(page, list(tokens))
    words = [w for w in words if any(c.isalnum() for c in w)] or words[:1]
    for word in words:
        digits = _numbers(word)
        found += [f"F{int(d)}" for d in digits if int(d)] or [_unread(word)]
    return found


def _uncut(page: Page, tokens: Sequence[int]) -> list[str]:
    """The words of mark tokens; the halves of a mark that the edge of a cell has cut, ``(1`` and ``0)``, are one."""
    words: list[str] = []
    for k, token in enumerate(tokens):
        word = page.words[token].strip(".,;:'\"")
        cut = k > 0 and page.cell[token] != page.cell[tokens[k - 1]] and page.line[token] == page.line[tokens[k - 1]]
        if cut and _HEAD.fullmatch(words[-1]) and _TAIL.fullmatch(word):
            words[-1] += word
        else:
            words.append(word)
    return words


_HEAD, _TAIL = re.compile(r"[(\[{]\d"), re.compile(r"\d?[)\]}]")


def _once(marks: Iterable[str]) -> tuple[str, ...]:
    """The marks, each once, and one of the illegible ones: what is left of one mark may be several glyphs."""
    return tuple({UNREAD_MARK if is_unread(mark) else mark: mark for mark in marks}.values())


def _mark_at_end(tail: str) -> str:
    """The mark that was read as the end of a word: its number is legible if a bracket closes behind it."""
    digits = _DIGITS.search(tail) if closes(tail) else None
    return f"F{int(digits[0])}" if digits and int(digits[0]) else _unread(tail)


def _unread(word: str) -> str:
    """An illegible mark with the glyph that stands in it, the last one: a bracket before it may be misread."""
    return UNREAD_MARK + word.rstrip(_AROUND)[-1:]


_AROUND: Final = ")]}>.,:;!*'\"\u2018\u2019\u201c\u201d\u00b0-~|_"
"""What stands behind the number of a mark."""


def fill(page: Page, draft: DraftRow, derivative: bool, form: str, years: Sequence[int]) -> Row:
    """The row of a draft."""
    values: dict[str, Any] = {}
    found = part_cents(page, part_price(page, part_deemed(page, draft.segments, years)))
    found = part_dates(page, found, years) if derivative else found
    for name in ROW_FIELDS:
        segments = found.get(name)
        if segments:
            leaf = _ROW_LEAVES[name]
            values[leaf.attribute] = _cell(page, leaf, segments, years)
    if derivative:
        _totals(page, draft, values)
        _dates(values)
        place_lone_dates(values)
    _timeliness(values, form)
    _swap(values)
    kind = _kind(values, derivative, form)
    if not kind.is_transaction:
        for name, segment in give_back(page, found).items() if _no_price(values) else ():
            leaf = _ROW_LEAVES[name]
            values[leaf.attribute] = _cell(page, leaf, [segment], years)
    return Row(kind=kind, **values)


_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STRANGE: Final = 13.0
"""What a word costs that stands in no title."""


def is_legible(row: Row) -> bool:
    """Whether a row has a title, a date, a code or a holding: without any of them it is made of stains.

    So it is if its title has no word that titles have and there is no date or number beside it.
    """
    told = (
        row.transaction_date,
        row.transaction_code,
        row.shares_owned_following_transaction,
        row.value_owned_following_transaction,
        row.underlying_security_title,
    )
    if any(value.value is not None for value in told):
        return True
    words = _WORD.findall(row.security_title.value or "")
    if not words or any(word_cost(word.lower(), "title") < _STRANGE for word in words):
        return bool(words)
    others = (leaf.attribute for leaf in leaves_of(Row) if leaf.type in (LeafType.AMOUNT, LeafType.DATE))
    return any(getattr(row, attribute).value is not None for attribute in others)


def _no_price(values: dict[str, Value[Any]]) -> bool:
    """Whether what was taken for a price is none, and left out: a holding has none, unless other marks tell of a transaction."""
    if any(values[m].value is not None for m in ("transaction_code", "transaction_acquired_disposed_code") if m in values):
        return False
    price = values.pop("transaction_price_per_share", None)
    if price is not None:
        mark_of_no_price(price, values)
    return price is not None


def _cell(page: Page, leaf: Leaf, segments: Sequence[Segment], years: Sequence[int]) -> Value[Any]:
    tokens = [t for s in segments for t in s.tokens]
    pieces, tail = pieces_of(page, tokens), ""
    if leaf.type is LeafType.TEXT:
        pieces = as_printed(page, pieces)
    numbers: list[str] = []
    if leaf.attribute == _NATURE and page_words(page).is_noisy:
        pieces, numbers = without_numbers(pieces)
        pieces, tail = without_mark(pieces)
    elif leaf.attribute in _TITLES and page_words(page).is_noisy:
        pieces, tail = without_title_mark(pieces)
    probability = min((s.probability for s in segments), default=0.5)
    notes = marks_of(page, (t for s in segments for t in s.notes))
    value: Value[Any] = Value(confidence=probability)
    if pieces:
        value = value_of(page, pieces, _whole(page, leaf, tokens, _read(leaf, pieces, years, page_words(page))), probability)
    notes = (*value.footnotes, *numbers, *notes)
    if tail and (not notes or closes(tail)):
        notes = (_mark_at_end(tail), *notes)
    if tokens and not notes and (page.text[page.end[tokens[-1]] - 1] in _MARK_SIGNS or _closes(page, tokens, leaf)):
        notes = (_mark_in(page.words[tokens[-1]], leaf),)
    if tokens and not notes and value.value is None and leaf.type is LeafType.DATE:
        notes = marks_of(page, tokens) if _ALONE.fullmatch("".join(page.words[t] for t in tokens)) else ()
    if tokens and not notes and value.value is None and leaf.attribute in _PRICES:
        word = "".join(page.words[t] for t in tokens)
        notes = (_unread(word),) if _FEW.fullmatch(word) else ()
    sources = value.sources or sources_at(page.text, spans_of(page, pieces_of(page, [t for s in segments for t in s.notes])))
    notes = _once(notes)
    if (sources, notes) != (value.sources, value.footnotes):  # most cells have no marks but the value's
        value = replace(value, sources=sources, footnotes=notes)
    return value.because(*(s.reason for s in segments if s.reason))


def _whole(page: Page, leaf: Leaf, tokens: Sequence[int], reading: Reading[Any]) -> Reading[Any]:
    """The reading; doubted if it is a price and what is left of a fraction stands just behind it."""
    behind = tokens[-1] + 1
    if (
        leaf.attribute not in _PRICES
        or reading.value is None
        or behind >= len(page)
        or page.line[behind - 1] != page.line[behind]
    ):
        return reading
    if page.cell[behind - 1] != page.cell[behind] or not _LEFT_OVER.fullmatch(page.words[behind]):
        return reading
    return reading.repaired(reading.value, _UNREAD_FRACTION, "what follows may be a fraction")


_LEFT_OVER: Final = re.compile(rf"\d{{0,3}}/[\dA-Za-z]{{1,3}}\W?|[{ONE_SIGN}\u2150-\u215f\ufffd].*")
_UNREAD_FRACTION: Final = 3.0
"""Doubt of a price beside that."""
_NATURE: Final = "nature_of_ownership"
_TITLES: Final = ("security_title", "underlying_security_title")
_ALONE: Final = re.compile(r"\W{0,3}[^\W_]{0,2}[)\]}]\W{0,3}|\W{0,3}\d{1,2}\W{0,3}")
"""A mark that stands for a date: no date is so short."""
_PRICES: Final = ("transaction_price_per_share", "conversion_or_exercise_price")
_FEW: Final = re.compile(r"(?!(?i:na|no)$)[^\W\d_]{1,2}|\W{0,2}[^\W_]{0,2}\W{0,2}[)\]}]\W?")
"""What no price is read from but is more than a stain: mostly the mark that stands in its place."""
_OWN: Final = re.compile(r"^.|[\w.,/]{3,}|[\d.,/)\]}]+$")
"""What of a value with a mark glued to it is its own: its first glyph, what is longer than a mark, and the digits at its end."""


def _mark_in(word: str, leaf: Leaf) -> str:
    """The mark that is glued to a value; a letter of ownership has no digits of its own, and one digit behind it is legible."""
    if leaf.attribute != _OWNED:
        return _unread(_OWN.sub("", word))
    return _mark_at_end(word[1:]) if sum(map(str.isdigit, word[1:])) == 1 else _unread(word[1:])


_OWNED: Final = "direct_or_indirect_ownership"


def _closes(page: Page, tokens: Sequence[int], leaf: Leaf) -> bool:
    """Whether a bracket closes behind a value that none opens, or a code has letters behind it: what is left of a raised mark."""
    last = page.words[tokens[-1]].rstrip(".,:;")
    if leaf.attribute in _GLUED and len(tokens) == 1 and _GLUED[leaf.attribute].fullmatch(last):
        return True
    counted = leaf.type in (LeafType.AMOUNT, LeafType.DATE)
    if last[-1:] != ")":  # other brackets are mostly the rule of the table
        return leaf.attribute not in _LETTERS and last[-1:] in _SIGNS.get(leaf.type, ())
    if counted:
        return not _opens(last) and any(c.isdigit() for t in tokens for c in page.words[t])
    if leaf.attribute in _LETTERS:
        return len(last) > 1 and not _opens(last)
    words = [page.words[t] for t in tokens]
    if len(words) > 1 and words[-2] == "to":
        return False  # of the words ``(right to buy)``, which opens unread
    return sum(w.count(c) for w in words for c in ")}]") > sum(w.count(c) for w in words for c in "([{")


_SIGNS: Final = {LeafType.AMOUNT: tuple("?!\"'\u2019"), LeafType.DATE: tuple("?!"), LeafType.TEXT: ("?",)}
"""What small raised marks are read as and values of a type never end with."""
_LETTERS: Final = ("transaction_code", "transaction_acquired_disposed_code", _OWNED)


_GLUED: Final = {
    "transaction_code": re.compile(
        rf"(?P<code>[{''.join(sorted(TRANSACTION_CODES))}acfgjmps])(?!(?i:(?P=code))|[EKS]$)[A-Za-z]{{1,3}}"
    ),
    "transaction_acquired_disposed_code": re.compile(r"(?P<code>[ADad])(?!(?i:(?P=code)))[A-Za-z2]{1,3}"),
    _OWNED: re.compile(rf"D(?![DOPbdiop])[A-Za-z]{{1,3}}|{NOTED.pattern}"),
}
"""A letter with those behind it that brackets and digits are read as: not itself again, nor what it or a form type is read as."""


def _opens(word: str) -> bool:
    return any(c in word for c in "([{")


def _read(leaf: Leaf, pieces: Sequence[Piece], years: Sequence[int], lore: PageWords) -> Reading[Any]:
    if leaf.type is LeafType.AMOUNT:
        return read_amount(pieces, whole=leaf.path in _SHARES, noisy=lore.is_noisy)
    if leaf.type is LeafType.DATE:
        return read_date(pieces, years=years)
    if leaf.attribute == "transaction_code":
        return read_transaction_code(pieces)
    if leaf.attribute == "transaction_acquired_disposed_code":
        return read_letter(pieces, "AD", ACQUIRED_DISPOSED_LOOKALIKES)
    if leaf.attribute == "direct_or_indirect_ownership":
        return read_ownership(pieces)
    if leaf.attribute == "transaction_timeliness":
        return Reading("E")
    return read_text(pieces, "nature" if leaf.attribute == _NATURE else "title", lore)


def _totals(page: Page, draft: DraftRow, values: dict[str, Value[Any]]) -> None:
    """What stands in a column of shares with a dollar sign is a value."""
    for shares, total in TOTALS.items():
        path = next(leaf.path for leaf in leaves_of(Row) if leaf.attribute == shares)
        tokens = [t for s in draft.segments.get(path, ()) for t in s.tokens]
        if shares in values and has_dollar(pieces_of(page, tokens)):
            values[total] = values.pop(shares)


def _dates(values: dict[str, Value[Any]]) -> None:
    """Of two marks in the place of the expiration behind an exercise date without any, the first is that date's."""
    exercise, expiration = values.get("exercise_date"), values.get("expiration_date")
    if exercise is None or expiration is None or exercise.value is None or expiration.value is not None:
        return
    if not exercise.footnotes and len(expiration.footnotes) == _DATES:
        values["exercise_date"] = replace(exercise, footnotes=expiration.footnotes[:1])
        values["expiration_date"] = replace(expiration, footnotes=expiration.footnotes[1:])


_DATES: Final = 2  # a mark for each of them


def _swap(values: dict[str, Value[Any]]) -> None:
    """A K beside the code marks an equity swap or similar instrument."""
    code = values.get("transaction_code")
    if code is not None and code.value is not None and _SWAP.search(code.text):
        swap = Value(True, Status.READ, code.confidence, code.sources, reasons=("K beside the code",))
        values["equity_swap_involved"] = swap


_SWAP: Final = re.compile(r"[A-Z][^A-Za-z]{0,2}K")


def _timeliness(values: dict[str, Value[Any]], form: str) -> None:
    if form != "4":
        values.pop("transaction_timeliness", None)


def _kind(values: dict[str, Value[Any]], derivative: bool, form: str) -> RowKind:
    marks = (
        "transaction_date",
        "transaction_code",
        "transaction_shares",
        "transaction_total_value",
        "transaction_acquired_disposed_code",
    )
    found = sum(values[m].value is not None for m in marks if m in values)
    strong = any(values[m].value is not None for m in marks[:1] + marks[2:4] if m in values)
    transaction = form != "3" and (strong or found >= 2)
    if derivative:
        return RowKind.DERIVATIVE_TRANSACTION if transaction else RowKind.DERIVATIVE_HOLDING
    return RowKind.NON_DERIVATIVE_TRANSACTION if transaction else RowKind.NON_DERIVATIVE_HOLDING
