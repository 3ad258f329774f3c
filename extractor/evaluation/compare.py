"""Compare a filing as read with the filing as printed, value by value.

Rows are paired in printed order by the most equal cells (Needleman and Wunsch, J. Mol. Biol. 1970), owners and signatures by
what they share. Two texts are equal when their letters and digits are, in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple

import numpy as np
from rapidfuzz import fuzz

from extractor.filing import KIND_PATH, Filing, Issuer, Leaf, OwnerSignature, ReportingOwner, Row, Value, leaves_of, row_paths
from extractor.filing.forms import NOT_PRINTED


class Outcome(NamedTuple):
    """A value as read, and as printed, at a path of the filing as read.

    Of a row, owner or signature that was not read at all, ``read`` is nothing, and the path is that in the filing as printed.
    """

    path: str
    read: Value[Any] | None
    printed: Value[Any] | None
    right: bool
    group: str
    """``header``, ``owner``, ``table1``, ``table2``, ``footnotes``, ``marks`` or ``signature``."""
    field: str
    """The leaf's path within its part."""
    row: tuple[str, int] | None = None
    """Of a value of a table, the table and the number of the pair of rows."""
    row_read: bool = False
    row_there: bool = False
    mark: str = ""
    """Of a footnote mark, its id."""

    @property
    def is_read(self) -> bool:
        """Whether something was read."""
        return bool(self.mark and self.read) or (self.read is not None and plain(self.read.value) is not None)

    @property
    def is_there(self) -> bool:
        """Whether something is printed."""
        return bool(self.mark and self.printed) or (self.printed is not None and plain(self.printed.value) is not None)


def plain(value: Any) -> Any:
    """A value such that equal readings compare equal; nothing for a mark that is not set."""
    if value is None or value is False:
        return None
    if isinstance(value, str):
        return re.sub(r"[^0-9a-z]", "", value.lower()) or None
    return value.quantize(Decimal("0.0001")).normalize() if isinstance(value, Decimal) else value


def outcomes(read: Filing, printed: Filing) -> Iterator[Outcome]:
    """The outcome of every value, footnote and footnote mark that was read or printed."""
    yield from _leaves("", read, printed, Filing, "header")
    yield from _leaves("issuer/", read.issuer, printed.issuer, Issuer, "header")
    for i, j in _paired(read.reporting_owners, printed.reporting_owners, ReportingOwner):
        mine, theirs = _at(read.reporting_owners, i), _at(printed.reporting_owners, j)
        yield from _leaves(_numbered("reportingOwner", i, j), mine, theirs, ReportingOwner, "owner")
    for derivative in (False, True):
        yield from _table(read, printed, derivative)
    yield from _footnotes(read, printed)
    for i, j in _paired(read.owner_signatures, printed.owner_signatures, OwnerSignature):
        mine, theirs = _at(read.owner_signatures, i), _at(printed.owner_signatures, j)
        yield from _leaves(_numbered("ownerSignature", i, j), mine, theirs, OwnerSignature, "signature")


def _numbered(name: str, read: int | None, printed: int | None) -> str:
    return f"{name}[{(read if read is not None else printed or 0) + 1}]/"


def _table(read: Filing, printed: Filing, derivative: bool) -> Iterator[Outcome]:
    group = "table2" if derivative else "table1"
    mine = [(p, r) for p, r in row_paths(read.rows) if r.kind.is_derivative == derivative]
    theirs = [(p, r) for p, r in row_paths(printed.rows) if r.kind.is_derivative == derivative]
    for number, (i, j) in enumerate(_aligned([r for _, r in mine], [r for _, r in theirs])):
        path = (mine[i] if i is not None else theirs[j or 0])[0] + "/"
        one, other = mine[i][1] if i is not None else None, theirs[j][1] if j is not None else None
        same = one is not None and other is not None and one.kind is other.kind
        kind = Outcome(path + KIND_PATH, _kind(one), _kind(other), same, group, KIND_PATH)
        for outcome in (kind, *_leaves(path, one, other, Row, group), *_marks(path, one, other)):
            yield outcome._replace(row=(group, number), row_read=i is not None, row_there=j is not None)


def _kind(row: Row | None) -> Value[str] | None:
    """Whether a row is a transaction or a holding."""
    return None if row is None else Value(row.kind.noun, confidence=row.confidence)


def _marks(path: str, read: Row | None, printed: Row | None) -> Iterator[Outcome]:
    """Footnote marks on the cells of two rows, as a set."""
    for leaf in leaves_of(Row):
        mine: Value[Any] | None = getattr(read, leaf.attribute) if read is not None else None
        theirs: Value[Any] | None = getattr(printed, leaf.attribute) if printed is not None else None
        have, want = (set(v.footnotes) if v is not None else set() for v in (mine, theirs))
        for mark in sorted(have | want):
            there, seen = theirs if mark in want else None, mine if mark in have else None
            both = mark in have and mark in want
            yield Outcome(path + leaf.path, seen, there, both, "marks", f"{leaf.notes or leaf.path}/footnoteId", mark=mark)


def _footnotes(read: Filing, printed: Filing) -> Iterator[Outcome]:
    """Texts of footnotes, by their ids; as long as they are, one letter in twenty may be misread."""
    mine, theirs = ({n.id: n.text for n in f.footnotes if n.text.value is not None} for f in (read, printed))
    for id in dict.fromkeys((*theirs, *mine)):
        one, other = mine.get(id), theirs.get(id)
        right = one is not None and other is not None and _alike(one.value or "", other.value or "")
        yield Outcome(f"footnotes/footnote[@id='{id}']", one, other, right, "footnotes", "footnote")


def _alike(one: str, other: str) -> bool:
    return bool(fuzz.ratio(plain(one) or "", plain(other) or "") >= _SAME_FOOTNOTE)


_SAME_FOOTNOTE: Final = 95.0


def _at(parts: Sequence[Any], index: int | None) -> Any:
    return None if index is None else parts[index]


def _leaves(prefix: str, read: Any, printed: Any, kind: type, group: str) -> Iterator[Outcome]:
    for leaf in leaves_of(kind):
        if leaf.attribute in NOT_PRINTED:
            continue
        mine: Value[Any] | None = getattr(read, leaf.attribute) if read is not None else None
        theirs: Value[Any] | None = getattr(printed, leaf.attribute) if printed is not None else None
        a, b = (plain(value.value) if value is not None else None for value in (mine, theirs))
        if a is not None or b is not None:
            yield Outcome(prefix + leaf.path, mine, theirs, a == b, group, leaf.path)


def _likeness(one: Any, other: Any, leaves: Sequence[Leaf]) -> float:
    values = [(plain(getattr(one, s.attribute).value), plain(getattr(other, s.attribute).value)) for s in leaves]
    there = sum(b is not None for _, b in values)
    equal = sum(a is not None and bool(a == b) for a, b in values)
    return equal / max(1, there)


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
