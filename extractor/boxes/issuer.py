"""The issuer's box: its name, and its trading symbol in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from extractor.boxes.header import best_of, tokens_of
from extractor.boxes.legal_forms import symbol_behind, without_specks_behind_form
from extractor.boxes.symbols import CLOSING, LIKE_BRACKETS, OPENING, is_of_name, letters_of, read_symbol
from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.filing import Issuer, Status, Value
from extractor.readings.page_words import page_words
from extractor.readings.pieces import pieces_of
from extractor.readings.text import read_text
from extractor.readings.value import value_of

_CHECK: Final = "CHECK"  # of the caption "(Check all applicable)" beside the box
_GLUED: Final = "the trading symbol is glued to it"


def _with_head(name: Value[str], symbol: Value[str]) -> tuple[Value[str], Value[str]]:
    """Name and symbol, where an edge has cut the symbol and its head was read as the name's end: ``INCIZQ`` | ``XI]``."""
    text, head = symbol_behind(name.value or "")
    letters = head + (symbol.value or "")
    if head and head == symbol.value:
        return replace(name, value=text, status=Status.REPAIRED).because(_GLUED), symbol
    if not head or not letters.isalpha() or len(letters) > _LONGEST or not is_of_name(letters, text):
        return name, symbol
    name = replace(name, value=text, status=Status.REPAIRED).because(_GLUED)
    return name, replace(symbol, value=letters, status=Status.REPAIRED).because("its head is glued to the issuer's name")


def _parted(name: Value[str], symbol: Value[str], text: str) -> tuple[Value[str], Value[str]]:
    """Name and symbol, where the end of the name is glued to the symbol by a bracket read as a letter: ``TOOLSINCIZQX]``."""
    match = _FORM_BEFORE.fullmatch(text)
    if match is None or len(letters_of(text)) <= _MOST_LETTERS or any(c in OPENING for c in text):
        return name, symbol
    symbol = replace(symbol, value=match["symbol"].upper(), status=Status.REPAIRED).because("glued to the issuer's name")
    whole = f"{name.value} {match['name']}"
    return replace(name, value=whole, status=Status.REPAIRED, sources=(*name.sources, *symbol.sources)).because(_GLUED), symbol


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
    tokens, probability = tokens_of(_name_segments(page, segments, symbol))
    taken = {t for s in segments for t in s.tokens}
    tokens = [*_missed(page, tokens[0], taken), *tokens] if tokens else tokens
    while len(tokens) > 1 and (page.words[tokens[0]].lower() in _BESIDE or _NUMBER.fullmatch(page.words[tokens[0]])):
        tokens = tokens[1:]
    tokens = _without_line_below(page, tokens) if tokens else tokens
    whole = {*tokens, *(t for t in more if tokens and page.line[t] - page.line[tokens[-1]] in (0, 1))}
    pieces = pieces_of(page, sorted(whole - set(symbol)))
    if not pieces:
        return Value()
    reading = read_text(pieces, "company", page_words(page))
    return value_of(page, pieces, without_specks_behind_form(reading, page_words(page).noise), probability)


def _without_line_below(page: Page, tokens: Sequence[int]) -> list[int]:
    """The tokens of a name without those of the caption below it."""
    first, *others = tokens
    return [first, *(t for t in others if not _of_line_below(page.words[t]))]


def _of_line_below(word: str) -> bool:
    """Whether a word is of the caption below the name, "2a. Foreign Trading Symbol", with which an engine has fused its line."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    return _ITEM.fullmatch(word) is not None or (letters != _FOREIGN and fuzz.ratio(letters, _FOREIGN) >= _LIKE_FOREIGN)


_ITEM: Final = re.compile(r"\W?[0-9]a[.,]+")
_FOREIGN, _LIKE_FOREIGN = "foreign", 76.0  # "Sovereign" is less like it
_NUMBER: Final = re.compile(r"\W?2[.,:;]+I?")
"""The number of the box, which its caption has, perhaps with the first letter of that."""
_BESIDE: Final = frozenset(("requiring", "statement"))
"""Words of the second line of the caption beside the issuer's box in Form 3, the date of the event."""


def _name_segments(page: Page, segments: Sequence[Segment], symbol: Sequence[int]) -> list[Segment]:
    """The segments of the name: of several that begin one those that stand together just before its symbol."""
    best = best_of(segments, _NAME_FIELD)
    if not best or not symbol or page.line[best[0].first] != page.line[symbol[0]]:
        return best
    near = [s for s in segments if s.field == _NAME_FIELD and s.tokens and s.line == best[0].line and s.first < symbol[0]]
    chain: list[Segment] = []
    for segment in reversed(near):
        if chain and not _together(page, segment.tokens[-1], chain[0].first):
            break
        chain.insert(0, segment)
    return [*chain, *(s for s in best if s.line > best[0].line)] if any(s.begins for s in chain) else best


def _together(page: Page, token: int, following: int) -> bool:
    """Whether two tokens are neighbours that no wide blank parts."""
    near = following == token + 1 and page.start[following] - page.end[token] <= _BLANK
    return bool(near and page.line[token] == page.line[following] and page.sub[token] == page.sub[following])


_BLANK: Final = 8  # blanks within a name on a page that keeps its layout


def issuer(page: Page, segments: Sequence[Segment]) -> Issuer:
    """Name and trading symbol of the issuer."""
    tokens, probability = _symbol_tokens(page, segments)
    before, tokens = _outside(page, tokens)
    name = _name(page, segments, before, tokens)
    symbol: Value[str] = Value()
    if tokens:
        pieces = pieces_of(page, tokens)
        symbol = value_of(page, pieces, read_symbol(pieces, name.value or "", *_brackets(page, tokens)), probability)
    if name.value is not None:
        name, symbol = _with_head(name, symbol)
        if page_words(page).is_noisy:
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


def _missed(page: Page, first: int, taken: set[int]) -> list[int]:
    """Words just before the name that nothing was made of, and that are no part of the box's caption."""
    found: list[int] = []
    for token in range(first - 1, max(first - 1 - _MOST_MISSED, -1), -1):
        word = re.sub(r"\W", "", page.words[token]).lower()
        within = _together(page, token, token + 1) and page.cell[token] == page.cell[first]
        if not within or token in taken or not word or _of_caption(word) or not _BEGINNING.match(page.words[token]):
            break
        found.insert(0, token)
    # The first word of a cell is what a cut has left of the caption.
    at_edge = bool(found) and bool(page.celled[found[0]]) and (not found[0] or page.cell[found[0] - 1] != page.cell[found[0]])
    return found[1:] if at_edge else found


def _of_caption(word: str) -> bool:
    """Whether a word, in small letters, is one of the caption's, perhaps misread or cut."""
    return word in _CAPTION or any(fuzz.ratio(word, other) >= _ALIKE for other in _CAPTION_WORDS)


_CAPTION_WORDS: Final = ("issuer", "name", "ticker", "trading", "symbol")
_ALIKE: Final = 55.0
_MOST_MISSED: Final = 6
_CAPTION: Final = "123issuernameandtickerortradingsymbol"
_BEGINNING: Final = re.compile(r"[A-Z][\w&.,'-]*$")
