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
from extractor.form.companies import ISSUERS_FORMS, SHORT_FORMS, is_company
from extractor.language.model import letters_of, text_cost

_OWNER, _ISSUER = "reportingOwnerId/rptOwnerName", "issuer/issuerName"
_LEAST, _MOST = 2, 5  # words of a person's name
_REACH: Final = 3  # words that may be on the wrong side


def owner_and_issuer_parted(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """The segments, the first of owner and issuer that stand side by side parted where their words are likeliest."""
    for k, (owner, issuer) in enumerate(pairwise(segments)):
        if owner.field == _OWNER and issuer.field == _ISSUER and _side_by_side(page, owner, issuer):
            tokens = [*owner.tokens, *issuer.tokens]
            if _stands_elsewhere(page, segments, owner) or _is_one(page, segments, owner, issuer):
                whole = replace(issuer, tokens=tokens, word=page.words[tokens[0]])
                return [*segments[:k], whole, *segments[k + 2 :]]
            cut = _told(page, tokens, len(owner.tokens))
            cut = cut or _boundary(page, [page.words[t] for t in tokens], len(owner.tokens))
            parts = replace(owner, tokens=tokens[:cut]), replace(issuer, tokens=tokens[cut:], word=page.words[tokens[cut]])
            return [*segments[:k], *parts, *segments[k + 2 :]]
    return list(segments)


def _side_by_side(page: Page, owner: Segment, issuer: Segment) -> bool:
    if not owner.tokens or not issuer.tokens:
        return False
    last, first = owner.tokens[-1], issuer.tokens[0]
    near = first == last + 1 and page.line[first] == page.line[last] and page.cell[first] == page.cell[last]
    return bool(near and page.start[first] - page.end[last] <= 1)


def _stands_elsewhere(page: Page, segments: Sequence[Segment], owner: Segment) -> bool:
    """Whether what begins the issuer's line is none of an owner: a surer one has a line of its own nearby.

    So it is where an engine has read box by box, and the owner's part of the line is the beginning of the issuer's name.
    """
    first = owner.tokens[0]
    begins = first == 0 or page.line[first - 1] != page.line[first]
    return begins and any(
        s.field == _OWNER and s.begins and 0 < abs(s.line - owner.line) <= _NEAR and s.probability > owner.probability
        for s in segments
    )


_NEAR: Final = 4  # lines between the names of both boxes, captions among them


def _is_one(page: Page, segments: Sequence[Segment], owner: Segment, issuer: Segment) -> bool:
    """Whether both are the issuer's name: no name begins with its legal form, and the owner's stands in a line close by."""
    form, *behind = (page.words[t].strip(".,").lower() for t in issuer.tokens)
    if form not in ISSUERS_FORMS or is_company(" ".join(behind)):
        return False
    return any(s.field == _OWNER and s.tokens and 0 < abs(s.line - owner.line) <= _NEAR for s in segments)


def _told(page: Page, tokens: Sequence[int], here: int) -> int:
    """How many of the words are the owner's where more than their sense tells it, else 0.

    The one wide blank among them parts the boxes; the issuer's name begins like that of the company care of which the owner is
    reached; a legal form is the end of the owner's name, where the issuer's has another.
    """
    blanks = [page.text[page.end[a] : page.start[b]] for a, b in pairwise(tokens)]
    wide = [k for k, blank in enumerate(blanks, 1) if len(blank) >= _WIDE and blank.isspace()]
    if len(wide) == 1 and wide[0] <= _MOST + 1:
        return wide[0]
    plain = [page.words[t].strip(".,").lower() for t in tokens]
    hosts = {tuple(w.strip(".,").lower() for w in page.words[k + 1 : k + 1 + _HOST]) for k in _cares_of(page)}
    for k in range(1, min(len(tokens) - _HOST + 1, _MOST + 1)):
        if tuple(plain[k : k + _HOST]) in hosts:
            return k
    return here + 1 if plain[here] in _FORMS and is_company(" ".join(plain[here + 1 :])) else 0


def _cares_of(page: Page) -> list[int]:
    return [k for k, word in enumerate(page.words) if word in ("C/O", "c/o")][:_HOSTS]


_WIDE: Final = 8  # blanks that no name has between its words
_HOST: Final = 2  # words of a company's name that tell it
_HOSTS: Final = 10
_FORMS: Final = SHORT_FORMS | {"lp"}


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
