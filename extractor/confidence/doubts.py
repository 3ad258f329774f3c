"""Why a value is doubtful, in words for a reviewer.

The same evidence as the numbers of :mod:`extractor.confidence.evidence`: the checks that failed, how the value came about, other
readings, words that nobody knows, its row, its page. The strongest reason comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from extractor.confidence.parts import part_of
from extractor.confidence.shape import unknown_words, words_seen
from extractor.filing import KIND_PATH, CheckOutcome, Filing, Status, Value
from extractor.filing.forms import NOT_PRINTED

_SHOWN: Final = 2  # other readings, and words, that are named
_LONGEST: Final = 40  # characters of them
_DOUBTFUL: Final = 0.8
"""A row whose other values are on average less sure is itself a reason for doubt."""
_NOISY: Final = 0.02  # share of misread letters that is worth a word
_UNSURE: Final = 0.95  # below, there is a reason at least: the page, or which field it is


class Doubts:
    """Tells the reasons for doubt of the values of a filing that has its confidences."""

    def __init__(self, filing: Filing) -> None:
        self._filing = filing
        self._seen = words_seen(filing)
        self._failed = [check for check in filing.checks if check.outcome is CheckOutcome.FAILED]
        self._parts: dict[str, list[float]] = {}
        for path, leaf, value in filing.leaves():
            if leaf is not None and value.value is not None and leaf.attribute not in NOT_PRINTED:
                self._parts.setdefault(part_of(path), []).append(value.confidence)

    def of(self, path: str, value: Value[Any]) -> tuple[str, ...]:
        """Reasons why the value at a path may be wrong; for one that is not there, why it may have been missed."""
        found = tuple(dict.fromkeys(self._reasons(path, value)))
        if found or value.confidence >= _UNSURE:
            return found
        noise = self._filing.source.noise
        misread = (f"about one letter in {max(2, round(1 / noise))} of the page is misread",) if noise > _NOISY else ()
        return misread or (_WHICH_FIELD,)

    def _reasons(self, path: str, value: Value[Any]) -> Iterator[str]:
        if value.value is None:
            yield "the form asks for it, but nothing was found" if not value.sources else "what stands there is no such value"
        for check in self._failed:
            if any(path == p or path.startswith(f"{p}/") for p in check.paths):
                yield f"a check fails: {check.detail or check.sentence}"
        yield from _history(value)
        if value.alternatives:
            yield f"it could be {' or '.join(_quoted(a.value) for a in value.alternatives[:_SHOWN])}"
        if len(value.sources) > 1:
            digits = not isinstance(value.value, str)
            yield "digits cut at a cell edge" if digits else f"cut into {len(value.sources)} pieces"
        words = unknown_words(value, self._seen)
        if words:
            yield f"not a known word: {', '.join(_quoted(word) for word in words[:_SHOWN])}"
        yield from self._surroundings(path, value)

    def _surroundings(self, path: str, value: Value[Any]) -> Iterator[str]:
        others = list(self._parts.get(part_of(path), ()))
        if value.value is not None and not path.endswith(KIND_PATH) and value.confidence in others:
            others.remove(value.confidence)
        if others and sum(others) / len(others) < _DOUBTFUL:
            yield f"what stands beside it is doubtful too ({sum(others) / len(others):.0%} sure on average)"


_WHICH_FIELD: Final = "which field it belongs to is not sure"
_HISTORY: Final = {Status.REPAIRED: "repaired", Status.INFERRED: "not read but inferred"}


def _history(value: Value[Any]) -> Iterator[str]:
    told = "; ".join(value.reasons)
    if value.status in _HISTORY:
        yield f"{_HISTORY[value.status]}: {told}" if told else _HISTORY[value.status]
    elif told:
        yield told


def _quoted(value: Any) -> str:
    text = f"{value:,}" if not isinstance(value, (str, bool)) and hasattr(value, "as_tuple") else str(value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}..."
