"""The issuer's box: its name, and its trading symbol in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from extractor.boxes.header import best_of, tokens_of
from extractor.boxes.legal_forms import with_legal_form
from extractor.boxes.symbols import CLOSING, LIKE_BRACKETS, OPENING, letters_of, read_symbol
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.filing import Issuer, Status, Value
from extractor.readings.page_words import page_words
from extractor.readings.pieces import pieces_of
from extractor.readings.text import read_text
from extractor.readings.value import value_of

_CHECK: Final = "CHECK"  # of the caption "(Check all applicable)" beside the box


def _parted(name: Value[str], symbol: Value[str], text: str) -> tuple[Value[str], Value[str]]:
    """Name and symbol, where the end of the name is glued to the symbol by a bracket read as a letter: ``TOOLSINCIZQX]``."""
    match = _FORM_BEFORE.fullmatch(text)
    if match is None or len(letters_of(text)) <= _MOST_LETTERS or any(c in OPENING for c in text):
        return name, symbol
    symbol = replace(symbol, value=match["symbol"].upper(), status=Status.REPAIRED).because("glued to the issuer's name")
    whole = f"{name.value} {match['name']}"
    return replace(name, value=whole, status=Status.REPAIRED, sources=(*name.sources, *symbol.sources)).because(
        "the trading symbol is glued to it"
    ), symbol


_FORM_BEFORE: Final = re.compile(
    r"(?P<name>.*?(?:inc|corp|corporation|ltd|plc|llc)[.,]{0,2})[I|lJ1L](?P<symbol>[A-Z]{1,5}?)\W?[\])}IJ1l|]?", re.IGNORECASE
)
_MOST_LETTERS: Final = 5  # of a symbol


def _symbol_tokens(page: Page, segments: Sequence[Segment]) -> tuple[list[int], float]:
    """What is labelled as the symbol, on the line where it is surest, with the codes between its brackets."""
    tokens, probability = tokens_of(best_of(segments, _SYMBOL_FIELD))
    tokens = [t for t in tokens if letters_of(page.words[t].upper()) != _CHECK]
    if not tokens:
        return [], probability
    line = page.line[tokens[0]]
    tokens = sorted({t for s in segments if s.field == _SYMBOL_FIELD for t in s.tokens if page.line[t] == line} | set(tokens))
    names = {t for s in segments if s.field == _NAME_FIELD for t in s.tokens}
    first = tokens[0]
    opening = next((t for t in (first, first - 1) if _is_open(page, t, line)), None)
    if opening is None:
        return tokens, probability
    inside: list[int] = []
    for token in _bracket(page, opening):
        named = token in names and (token == first or token - 1 in inside)
        if named or token in tokens or _CODE.fullmatch(page.words[token]) or _CLOSED.fullmatch(page.words[token]):
            inside.append(token)
    whole = sorted({*tokens, *inside})
    letters = sum(len(letters_of(page.words[t])) for t in whole)
    return (whole if letters <= _LONGEST else tokens), probability


def _is_open(page: Page, token: int, line: int) -> bool:
    return token >= 0 and page.line[token] == line and page.words[token][:1] in OPENING


def _bracket(page: Page, opening: int) -> list[int]:
    """The tokens from an opening bracket to the one that closes it; none where none does."""
    found: list[int] = []
    for token in range(opening, min(opening + _WITHIN, len(page))):
        if page.line[token] != page.line[opening]:
            break
        found.append(token)
        if any(c in page.words[token] for c in CLOSING):
            return found
    return []


_SYMBOL_FIELD, _NAME_FIELD = "issuer/issuerTradingSymbol", "issuer/issuerName"
_LONGEST: Final = 6  # letters of a symbol that is put together; five and a dot are usual
_WITHIN: Final = 14  # tokens from the opening bracket to the closing one, captions of cut cells among them
_CODE: Final = re.compile(r"[A-Z]{2,6}[.,/]?")
_CLOSED: Final = re.compile(r"[A-Z]{1,5}[\]})]")
"""The end of a symbol with its closing bracket, behind words of the caption."""


def _outside(page: Page, tokens: list[int]) -> tuple[list[int], list[int]]:
    """Of what is labelled as the symbol, the words before its opening bracket, which are the name's, and what is in brackets."""
    opening = next((k for k, t in enumerate(tokens) if page.words[t][:1] in OPENING), None)
    if opening is None:
        return [], tokens
    inside = tokens[opening:]
    while len(inside) < _MOST_SYMBOLS and not any(page.words[t][-1:] in CLOSING for t in inside):
        following = inside[-1] + 1
        if following >= len(page) or page.line[following] != page.line[inside[-1]] or not _CODES.fullmatch(page.words[following]):
            break
        inside = [*inside, following]
    if not any(page.words[t][-1:] in CLOSING for t in inside):
        inside = tokens[opening:]
    return tokens[:opening], inside


_MOST_SYMBOLS: Final = 6
_CODES: Final = re.compile(r"[A-Z0-9.,/]{1,7}[\]})]?|[\]}]")


def _name(page: Page, segments: Sequence[Segment], more: Sequence[int], symbol: Sequence[int]) -> Value[str]:
    """The issuer's name, with words that were taken for its symbol, and without those of the symbol."""
    tokens, probability = tokens_of(best_of(segments, _NAME_FIELD))
    whole = {*tokens, *(t for t in more if tokens and page.line[t] - page.line[tokens[-1]] in (0, 1))}
    pieces = pieces_of(page, sorted(whole - set(symbol)))
    if not pieces:
        return Value()
    reading = read_text(pieces, "company", page_words(page))
    return value_of(page, pieces, with_legal_form(reading, page_words(page).noise), probability)


def issuer(page: Page, segments: Sequence[Segment]) -> Issuer:
    """Name and trading symbol of the issuer."""
    tokens, probability = _symbol_tokens(page, segments)
    before, tokens = _outside(page, tokens)
    name = _name(page, segments, before, tokens)
    symbol: Value[str] = Value()
    if tokens:
        pieces = pieces_of(page, tokens)
        symbol = value_of(page, pieces, read_symbol(pieces, name.value or "", *_brackets(page, tokens)), probability)
    if name.value is not None and page_words(page).is_noisy:
        name, symbol = _parted(name, symbol, "".join(page.words[t] for t in tokens))
    return Issuer(issuer_name=name, issuer_trading_symbol=symbol)


def _brackets(page: Page, tokens: Sequence[int]) -> tuple[bool, bool]:
    """Whether a bracket opens at the first of some tokens or before it, and whether one closes at the last or behind it."""
    first, last = tokens[0], tokens[-1]
    behind = [t for t in range(last + 1, min(last + 1 + _SOON, len(page))) if page.line[t] == page.line[last]]
    closed = any(page.words[t].lstrip(_SPECKS)[:1] in CLOSING or page.words[t] in LIKE_BRACKETS for t in behind)
    closed |= any(c in page.words[last] for c in CLOSING)
    before = [t for t in range(max(first - _SOON, 0), first) if page.line[t] == page.line[first]]
    opened = any(page.words[t][-1] in OPENING for t in before) or any(c in page.words[t] for t in tokens for c in OPENING)
    return opened, closed


_SOON: Final = 5  # tokens, captions among them, before or behind which a bracket may stand
_SPECKS: Final = ".,:;'\"`\u2018\u2019"
