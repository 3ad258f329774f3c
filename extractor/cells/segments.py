"""Labelled tokens as segments: stretches of one value within a line."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from extractor.cells.address_lines import by_lines
from extractor.cells.captions import by_captions
from extractor.cells.corrections import CORRECTIONS
from extractor.cells.grammar import Grammar, best_labels
from extractor.cells.labelling import Labelling
from extractor.cells.labels import LABEL_ID, OUTSIDE, PARTS
from extractor.cells.layout import Places
from extractor.cells.title_words import TITLES, begins_before
from extractor.dialects.page import Page
from extractor.form.codes import TRANSACTION_CODES
from extractor.regions.printed_form import PrintedForm

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z'&.,-]+")


@dataclass(slots=True)
class Segment:
    """Tokens of one value in one line, in reading order. ``begins``: its first token begins the value."""

    field: str
    line: int
    tokens: list[int] = dataclasses.field(default_factory=list)
    begins: bool = True
    probability: float = 1.0
    notes: list[int] = dataclasses.field(default_factory=list)
    word: str = ""
    """The first word."""
    reason: str = ""
    """Why it is of this field, though it stands where another's value does."""

    @property
    def first(self) -> int:
        """The first token, of the value or else of its footnote marks."""
        return min(self.tokens[:1] + self.notes[:1])


def segments_of(
    page: Page,
    printed: PrintedForm,
    places: Places,
    chosen: npt.NDArray[np.intp],
    probabilities: npt.NDArray[np.float32],
    grammar: Grammar | None = None,
) -> list[Segment]:
    """Segments in reading order.

    Args:
        page: the page.
        printed: its printed form.
        places: where its tokens stand.
        chosen: indices of the classified tokens.
        probabilities: of their labels, shape (chosen, labels).
        grammar: what follows what in a line; without one each token has its most probable label.
    """
    probabilities = by_lines(page, printed, chosen, by_captions(page, printed, chosen, probabilities))
    best = best_labels(grammar, places, chosen, probabilities)
    found = Labelling(page, printed, chosen, places.line[chosen], probabilities, best)
    for correct in CORRECTIONS:
        correct(found)
    segments = _joined(found)
    _values_before_marks(page, segments)
    return segments


def _joined(found: Labelling) -> list[Segment]:
    """The segments that the labels make."""
    page, best = found.page, found.best
    sure = found.probabilities[np.arange(len(best)), best]
    taken = set(found.chosen[best != LABEL_ID[OUTSIDE]].tolist())
    labelled = zip(found.chosen.tolist(), found.lines.tolist(), best.tolist(), sure.tolist(), strict=True)
    segments: list[Segment] = []
    open_: dict[str, Segment] = {}
    line = -1
    for token, of_token, label, p in labelled:
        part, name = PARTS[label]
        if not part:
            continue
        if of_token != line:
            line = of_token
            open_ = {}
        segment = open_.get(name)
        if part == "N":
            if segment is None:
                segment = open_[name] = Segment(name, line)
                segments.append(segment)
            segment.notes.append(token)
        elif part == "B" or segment is None or (segment.notes and _apart(page, segment, token)):
            first = [token - 1, token] if name in TITLES and begins_before(page, token) and token - 1 not in taken else [token]
            segment = Segment(name, line, first, part == "B", p, word=page.words[first[0]])
            open_[name] = segment
            segments.append(segment)
        else:
            if _hole(page, segment.tokens, token, taken):
                segment.tokens.append(token - 1)
            segment.tokens.append(token)
        segment.probability = min(segment.probability, p)
    return segments


def _hole(page: Page, tokens: list[int], token: int, taken: set[int]) -> bool:
    """Whether a word that belongs to nothing stands alone between two words of one value, in their cell."""
    between = token - 1
    return (
        bool(tokens)
        and tokens[-1] == token - 2
        and between not in taken
        and page.cell[tokens[-1]] == page.cell[between] == page.cell[token]
        and len(page.words[between]) > 2  # what is shorter is more often a mark or a stain
        and all(_WORD.fullmatch(page.words[k]) for k in (token - 2, between, token))
    )


def _apart(page: Page, segment: Segment, token: int) -> bool:
    """Whether a token goes on in another cell than the segment's footnote marks stand in."""
    return bool(page.cell[segment.notes[-1]] != page.cell[token])


_DATES: Final = frozenset(("transactionDate", "exerciseDate", "expirationDate"))
_DATED: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_PRICE: Final = "transactionAmounts/transactionPricePerShare"
_PRICES: Final = (_PRICE, "conversionOrExercisePrice")
_PRICED: Final = re.compile(r"\\?\$[0Oo](?![.,]?\d\d)|[^\w(]{0,2}\$(?!0?\.0)\d{1,5}\.\d\d")
"""A price that its mark is glued to, of nought or in dollars and cents."""
_AMOUNTS: Final = frozenset((_PRICE, "postTransactionAmounts/sharesOwnedFollowingTransaction"))
_OF_ROWS: Final = frozenset(("securityTitle", "transactionDate"))
_NOUGHT: Final = re.compile(r"[(\[{][0Oo][)\]}]")
_CODE: Final = "transactionCoding/transactionCode"
_CAPITALS: Final = frozenset(TRANSACTION_CODES) - frozenset("ILO")
_SMALL: Final = frozenset("cfgjmps")
"""Letters that are more often a code than a bracket or a digit of the mark, and small ones that engines take for such."""


def _values_before_marks(page: Page, segments: Sequence[Segment]) -> None:
    """Where a code or date has only a footnote mark, and a letter or a date stands in that, it is the value, in place.

    So are a price in dollars and cents, and a nought in brackets, which is no mark: footnotes are numbered from one. In the heads
    it is a letter.
    """
    rows = {segment.line for segment in segments if segment.tokens and segment.field in _OF_ROWS}
    for segment in segments:
        if not segment.notes or segment.tokens:
            continue
        word = page.words[segment.notes[0]]
        coded = segment.field == _CODE and _is_coded(word)
        priced = segment.field in _PRICES and _PRICED.match(word)
        if coded or priced or (segment.field in _DATES and _DATED.search(word)):
            segment.tokens = segment.notes[:1]
            segment.begins = True
            segment.word = page.words[segment.notes[0]]
        elif segment.field in _AMOUNTS and len(segment.notes) == 1 and _NOUGHT.fullmatch(word) and segment.line in rows:
            segment.tokens, segment.notes = segment.notes, []
            segment.begins = True
            segment.word = word


_SOLD: Final = re.compile(r"5[({]?[1-9][)}]")
"""An S read as a digit before a footnote mark."""


def _is_coded(word: str) -> bool:
    """Whether a word is a code and the rest of a mark: ``F@``, ``m5)`` or ``53)``, but not ``a)``, which is a mark alone."""
    return (
        _SOLD.fullmatch(word) is not None
        or (word[:1] in _CAPITALS and len(word) > 1)
        or (word[:1] in _SMALL and len(word) > len("a)"))
    )
