"""What a value says of itself: how it was read and what it looks like, as numbers for the confidence model."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from string import ascii_letters, digits
from typing import Any, Final

from extractor.filing import Filing, Status, Value
from extractor.form.days import as_asked
from extractor.language.model import letters_of, pair_cost, vocabulary, word_cost

READING: Final = (
    "doubt of the reading",
    "repaired",
    "inferred",
    "pieces",
    "letters between its pieces",
    "other readings",
    "best of the other readings",
    "reasons",
    "footnotes",
    "letters or digits more or less than in the text",
    "letters among digits",
    "changed by reconciliation",
)
SHAPE: Final = (
    "length",
    "digits",
    "decimals",
    "noughts at the end",
    "which letter",
    "cost a word",
    "cost of the worst word",
    "unknown words that stand nowhere else",
    "words that stand nowhere else",
    "words with a large letter within",
    "cost of its first word as the first",
    "cost of its last word as the last",
    "cost of its worst pair of words",
    "odd characters",
)
_KINDS: Final = {
    "security_title": "title",
    "underlying_security_title": "title",
    "nature_of_ownership": "nature",
    "issuer_name": "company",
    "rpt_owner_name": "name",
    "rpt_owner_street1": "company",
    "rpt_owner_street2": "company",
    "rpt_owner_city": "place",
    "officer_title": "office",
    "other_text": "office",
    "signature_name": "signature",
    "remarks": "prose",
}
"""What kind of text a field holds, see :mod:`extractor.language.model`."""
_USUAL: Final = frozenset(ascii_letters + digits + " .,&/()'-$#:%")


@lru_cache(maxsize=5_000)
def doubt(confidence: float) -> float:
    """Log odds against, bounded."""
    p = min(0.995, max(0.005, confidence))
    return math.log((1 - p) / p)


def reading_of(value: Value[Any]) -> tuple[float, ...]:
    """The numbers of ``READING``."""
    gaps = [b.start - a.end for a, b in zip(value.sources, value.sources[1:], strict=False)]
    more, letters = _against_text(value)
    return (
        doubt(value.confidence),
        float(value.status is Status.REPAIRED),
        float(value.status is Status.INFERRED),
        float(min(len(value.sources), 8)),
        math.log1p(max(0, max(gaps, default=0))),
        float(min(len(value.alternatives), 3)),
        value.alternatives[0].confidence if value.alternatives else 0.0,
        float(min(len(value.reasons), 4)),
        float(min(len(value.footnotes), 2)),
        more,
        letters,
        float(value.reported is not None),
    )


def _against_text(value: Value[Any]) -> tuple[float, float]:
    """How much longer or shorter the value is than what stands there, and the letters that stand among its digits.

    Of a mark, whether it has an X, and how many letters and digits it has.
    """
    text = value.text
    if not text:
        return 0.0, 0.0
    if isinstance(value.value, bool):
        return float("x" in text.lower()), float(min(4, sum(map(str.isalnum, text))))
    if isinstance(value.value, str):
        more = sum(map(str.isalnum, text)) - sum(map(str.isalnum, value.value))
        return float(max(-5, min(5, more))), 0.0
    if isinstance(value.value, date):
        text = as_asked(" ".join(text.split())) or text
        return float(sum(map(str.isdigit, text))), float(sum(map(str.isalpha, text)))
    more = sum(map(str.isdigit, text)) - sum(map(str.isdigit, format(value.value, "f")))
    return float(max(-5, min(5, more))), float(sum(map(str.isalpha, text)))


def shape_of(value: Any, attribute: str, seen: Mapping[str, int]) -> tuple[float, ...]:
    """The numbers of ``SHAPE`` for the value of a field; ``seen`` as :func:`counted` counts."""
    if isinstance(value, Decimal):
        text = format(value, "f")
        whole, _, decimals = text.partition(".")
        noughts = len(whole) - len(whole.rstrip("0"))
        digits = float(sum(map(str.isdigit, whole)))
        return 0.0, digits, float(len(decimals.rstrip("0"))), float(noughts), *(0.0,) * (len(SHAPE) - 4)
    if not isinstance(value, str):
        return (0.0,) * len(SHAPE)
    kind = _KINDS.get(attribute)
    words = letters_of(value)[:_MOST_WORDS] if kind else []
    costs = [word_cost(word, kind) for word in words] if kind else []
    own = _words(value)
    return (
        math.log1p(sum(map(str.isalnum, value))),
        float(sum(map(str.isdigit, value))),
        0.0,
        0.0,
        float(ord(value[0].upper()[0]) - 64) if len(value) == 1 else 0.0,
        sum(costs) / len(costs) if costs else 0.0,
        max(costs, default=0.0),
        float(min(len(_unknown(own, seen)), 3)),
        float(min(sum(seen[word] < _SEEN_TWICE for word in own), 5)),
        float(min(len(_LARGE_WITHIN.findall(value)), 3)),
        *(_joints(words, kind) if kind and words else (0.0, 0.0, 0.0)),
        float(sum(c not in _USUAL for c in value)),
    )


_MOST_WORDS: Final = 30  # of a text whose joints are weighed


def _joints(words: Sequence[str], kind: str) -> tuple[float, float, float]:
    """What it costs to begin and to end a text with its words, and the most that two cost beside each other."""
    pairs = [pair_cost(before, word, kind) for before, word in pairwise(words)]
    return pair_cost("<", words[0], kind), pair_cost(words[-1], ">", kind), max(pairs, default=0.0)


def words_seen(filing: Filing) -> Counter[str]:
    """In how many texts of the filing each word stands, in small letters."""
    return counted(v.value for _, _, v in filing.leaves() if isinstance(v.value, str))


def counted(texts: Iterable[str]) -> Counter[str]:
    """In how many of the texts each word stands, in small letters."""
    return Counter(word for text in texts for word in set(_words(text)))


def unknown_words(value: Value[Any], seen: Mapping[str, int]) -> tuple[str, ...]:
    """The words of a text that no list has and that stand nowhere else in the filing; ``seen`` as :func:`words_seen` counts."""
    return _unknown(_words(value.value), seen) if isinstance(value.value, str) else ()


def _unknown(words: list[str], seen: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(word for word in words if seen[word] < _SEEN_TWICE and word not in vocabulary())


_LARGE_WITHIN: Final = re.compile(r"\b(?!Ma?c[A-Z]|[DL][aei][A-Z]|Fitz)[A-Za-z]*(?:[a-z][A-Z]|[A-Z]{2}[a-z]{2})")
"""A large letter behind small ones, or several before small ones: misread, but for names such as McAdam."""
_WORD: Final = re.compile(r"[a-z]{3,}")
_SEEN_TWICE: Final = 2  # texts of the filing that a word stands in, its own among them


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
