"""Owner and issuer that stand on one line with nothing but a blank between them: ``QVIST ADA ZORBLAT HOLDINGS INC [ZBLT]``.

Where the columns of the boxes are gone the classifier guesses where the one name ends and the other begins; the words of names of
people and of companies tell it better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from extractor.cells.segments import Segment
from extractor.dialects.page import Page
from extractor.form.companies import is_company
from extractor.language.model import letters_of, text_cost

_OWNER, _ISSUER = "reportingOwnerId/rptOwnerName", "issuer/issuerName"
_LEAST, _MOST = 2, 5  # words of a person's name
_REACH: Final = 3  # words that may be on the wrong side


def owner_and_issuer_parted(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """The segments, the first of owner and issuer that stand side by side parted where their words are likeliest."""
    for k, (owner, issuer) in enumerate(pairwise(segments)):
        if owner.field == _OWNER and issuer.field == _ISSUER and _side_by_side(page, owner, issuer):
            tokens = [*owner.tokens, *issuer.tokens]
            cut = _boundary(page, [page.words[t] for t in tokens], len(owner.tokens))
            parts = replace(owner, tokens=tokens[:cut]), replace(issuer, tokens=tokens[cut:], word=page.words[tokens[cut]])
            return [*segments[:k], *parts, *segments[k + 2 :]]
    return list(segments)


def _side_by_side(page: Page, owner: Segment, issuer: Segment) -> bool:
    if not owner.tokens or not issuer.tokens:
        return False
    last, first = owner.tokens[-1], issuer.tokens[0]
    near = first == last + 1 and page.line[first] == page.line[last] and page.cell[first] == page.cell[last]
    return bool(near and page.start[first] - page.end[last] <= 1)


def _boundary(page: Page, words: Sequence[str], here: int) -> int:
    """How many of the words are the owner's: those for which people's words and a company's cost least together.

    Words that stand side by side elsewhere on the page, as in the signature, belong together; so does an initial with what stands
    before it, and with what it stands for a word with ``&``.
    """
    if is_company(" ".join(words[:here])):
        return here
    low = [word.lower() for word in words]
    behind: dict[str, list[str]] = {}
    for a, b in pairwise(word.lower() for word in page.words):
        if a in low:
            behind.setdefault(a, []).append(b)
    together = {k for k in range(1, len(words)) if sum(map(str.isalpha, words[k])) < _LEAST or _often(low[k], behind[low[k - 1]])}

    def cost(k: int) -> float:
        return _cost(words[:k], "person") + _cost(words[k:], "company") + _PARTED * (k in together) - _GUESSED * (k == here)

    choices = range(max(_LEAST, here - _REACH), min(here + _REACH, _MOST, len(words) - 1) + 1)
    return min((k for k in choices if not any("&" in word for word in words[:k])), key=cost, default=here)


def _often(word: str, following: Sequence[str]) -> bool:
    """Whether a word follows one of the names' more than once, perhaps misread."""
    return sum(fuzz.ratio(word, other) >= _ALIKE for other in following) > 1


_ALIKE: Final = 75.0
_PARTED: Final = 6.0  # cost of parting what stands together
_GUESSED: Final = 0.3  # by how much another boundary must be likelier than the one that the classifier saw


def _cost(words: Sequence[str], kind: str) -> float:
    return text_cost(letters_of(" ".join(words)), kind)
