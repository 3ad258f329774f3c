"""The text of a footnote, or of the remarks: its words put together, and misread ones set right."""

from __future__ import annotations

import re
from typing import Final

from extractor.dialects.page import Page
from extractor.filing import Status, Value, sources_at
from extractor.language.prose import with_words_set_right
from extractor.readings.page_words import page_words

_CLEAN: Final = re.compile(r"[\"'(]*(?:[A-Za-z]?[a-z]+(?:['-][A-Za-z]?[a-z]+)*|[A-Z]+|[$]?\d[\d,./:%-]*|[&-])[\"').,;:!?*]*")


def text_of(page: Page, tokens: list[int], mend: bool, number: int = 0) -> Value[str]:
    """The text of tokens. ``mend``: set misread words right; ``number``: of a footnote, which may be glued to its first word."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    before = -1
    for token in tokens:
        start, end = int(page.start[token]), int(page.end[token])
        if before >= 0 and not page.spaced[token] and before == token - 1:
            words[-1] += page.words[token]
        else:
            words.append(page.words[token])
        if before >= 0 and page.line[token] == page.line[before]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        before = token
    ratio = r"\d\s?-?\s?[Ff]or"
    ahead = rf"['\"]?\(?{number}(?:[-.)'\"*\u00b0]+(?=[^\d\s]|{ratio})|[,:](?={ratio}))"
    glued = rf"^(?:{ahead}|{number}(?=[A-Z]))" if number else "^$"
    joined = re.sub(glued, "", " ".join(words))
    if not joined:
        return Value()
    if mend and _RATIO.fullmatch(joined):
        return Value(_ONE_FOR_ONE, Status.REPAIRED, _BARE, sources_at(page.text, spans), reasons=("a ratio misread",))
    clean = sum(_CLEAN.fullmatch(page.words[t]) is not None for t in tokens) / len(tokens)
    lore = page_words(page)
    text, changes = with_words_set_right(joined, lore.twice, lore.noise if mend else 0.0)
    reasons = tuple(f"the word {old} is read as {new}" for old, new in changes)
    sure = round(_BARE + (_CLEAR - _BARE) * clean**4, 4)
    return Value(text, Status.REPAIRED if reasons else Status.READ, sure, sources_at(page.text, spans), reasons=reasons)


_RATIO: Final = re.compile(r"\W*(?!1|one)[A-Za-z|!]{1,2}\W{0,3}[fit]?or\W{0,3}[1lI|!]\W*|\W*1\W{0,3}[ft]or\W{0,3}[lI|!]?\W*")
_ONE_FOR_ONE: Final = "1-for-1"
"""All that many footnotes to a conversion say, where one of its figures is misread or lost: ``l-for-1``, ``1-for-``."""
_BARE, _CLEAR = 0.3, 0.96
"""Confidence of prose of which no word looks like one, and of prose of which all do."""
