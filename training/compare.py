"""Compare a filing as read with the filing as printed, value by value.

Rows are paired in printed order by the most equal cells (Needleman and Wunsch, J. Mol. Biol. 1970), owners and signatures by
what they share. Two texts are equal when their letters and digits are, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from extractor.filing import Filing, Leaf, OwnerSignature, ReportingOwner, Row, Value, leaves_of, row_paths

NOT_PRINTED = frozenset(
    (
        *("issuer_cik", "rpt_owner_cik", "transaction_form_type", "equity_swap_involved", "rpt_owner_state_description"),
        *("tax_number", "statement_period", "joint_filing", "aff10b5_one", "not_subject_to_section16"),
    )
)
"""Leaves that the page does not print, or whose absence says nothing."""


class Outcome(NamedTuple):
    """A value as read at a path, the value as printed, and whether they are equal."""

    path: str
    read: Value[Any]
    printed: Value[Any] | None
    right: bool


def plain(value: Any) -> Any:
    """A value such that equal readings compare equal; nothing for a mark that is not set."""
    if value is None or value is False:
        return None
    if isinstance(value, str):
        return re.sub(r"[^0-9a-z]", "", value.lower()) or None
    return value.quantize(Decimal("0.0001")).normalize() if isinstance(value, Decimal) else value


def outcomes(read: Filing, printed: Filing) -> Iterator[Outcome]:
    """The outcome of every value that was read or printed."""
    yield from _leaves("", read, printed, Filing)
    yield from _leaves("issuer/", read.issuer, printed.issuer, type(read.issuer))
    for i, j in _paired(read.reporting_owners, printed.reporting_owners, ReportingOwner):
        mine, theirs = _at(read.reporting_owners, i), _at(printed.reporting_owners, j)
        yield from _leaves(f"reportingOwner[{(i or 0) + 1}]/", mine, theirs, ReportingOwner)
    for derivative in (False, True):
        mine = [(p, r) for p, r in row_paths(read.rows) if r.kind.is_derivative == derivative]
        theirs = [r for r in printed.rows if r.kind.is_derivative == derivative]
        for i, j in _aligned([r for _, r in mine], theirs):
            path = mine[i][0] if i is not None else "?"
            yield from _leaves(path + "/", mine[i][1] if i is not None else None, _at(theirs, j), Row)
    for i, j in _paired(read.owner_signatures, printed.owner_signatures, OwnerSignature):
        mine, theirs = _at(read.owner_signatures, i), _at(printed.owner_signatures, j)
        yield from _leaves(f"ownerSignature[{(i or 0) + 1}]/", mine, theirs, OwnerSignature)


def _at(parts: Sequence[Any], index: int | None) -> Any:
    return None if index is None else parts[index]


def _leaves(prefix: str, read: Any, printed: Any, kind: type) -> Iterator[Outcome]:
    for leaf in leaves_of(kind):
        if leaf.attribute in NOT_PRINTED:
            continue
        mine: Value[Any] = getattr(read, leaf.attribute) if read is not None else Value()
        theirs: Value[Any] | None = getattr(printed, leaf.attribute) if printed is not None else None
        a, b = plain(mine.value), plain(theirs.value) if theirs is not None else None
        if a is not None or b is not None:
            yield Outcome(prefix + leaf.path, mine, theirs, a == b)


def _likeness(one: Any, other: Any, leaves: Sequence[Leaf]) -> float:
    values = [(plain(getattr(one, s.attribute).value), plain(getattr(other, s.attribute).value)) for s in leaves]
    there = sum(b is not None for _, b in values)
    return sum(a is not None and a == b for a, b in values) / max(1, there)


def _paired(read: Sequence[Any], printed: Sequence[Any], kind: type) -> list[tuple[int | None, int | None]]:
    """The most alike first."""
    leaves = leaves_of(kind)
    scores = sorted(
        ((_likeness(a, b, leaves), -abs(i - j), i, j) for i, a in enumerate(read) for j, b in enumerate(printed)), reverse=True
    )
    mine: dict[int, int] = {}
    for _, _, i, j in scores:
        if i not in mine and j not in mine.values():
            mine[i] = j
    pairs: list[tuple[int | None, int | None]] = [(i, mine.get(i)) for i in range(len(read))]
    return pairs + [(None, j) for j in range(len(printed)) if j not in mine.values()]


def _aligned(read: Sequence[Row], printed: Sequence[Row]) -> list[tuple[int | None, int | None]]:
    leaves = leaves_of(Row)
    best = np.zeros((len(read) + 1, len(printed) + 1))
    alike = np.array([[_likeness(a, b, leaves) for b in printed] for a in read]).reshape(len(read), len(printed))
    alike = np.where(alike > 0.15, alike, 0)
    for i in range(len(read)):
        for j in range(len(printed)):
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], best[i, j] + alike[i, j])
    pairs: list[tuple[int | None, int | None]] = []
    i, j = len(read), len(printed)
    while i or j:
        if i and j and alike[i - 1, j - 1] > 0 and np.isclose(best[i, j], best[i - 1, j - 1] + alike[i - 1, j - 1]):
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif i and (not j or np.isclose(best[i, j], best[i - 1, j])):
            i -= 1
            pairs.append((i, None))
        else:
            j -= 1
            pairs.append((None, j))
    return pairs[::-1]
