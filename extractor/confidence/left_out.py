"""Leave out what is not sure enough."""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from operator import attrgetter
from typing import Any, Final

from extractor.filing import Alternative, Filing, LeafType, Row, Status, Value, leaves_of

FEW: Final = 12
"""Captions of the form below which a page is none, or hardly legible: legible pages have 18 at least, other papers up to 8."""
LEAST: Final = 0.2
"""What is less sure than this is wrong four times in five, and not given as a value unless it is asked for."""


def without_unsure(filing: Filing, least: float) -> Filing:
    """The filing without the values whose confidence is below ``least``; each stays as the first alternative of its field.

    Rows stay, whatever is left of them (:func:`without_stains`), and so do the texts of footnotes.
    """
    unsure = {
        path: _left_out(value, least)
        for path, leaf, value in filing.leaves()
        if leaf is not None and value.value is not None and value.confidence < least
    }
    return filing.with_values(unsure) if unsure else filing


def _left_out(value: Value[Any], least: float) -> Value[Any]:
    others = (Alternative(value.value, value.confidence), *value.alternatives)
    gone: Value[Any] = replace(
        value, value=None, status=Status.MISSING, confidence=0.0, alternatives=others, reported=value.as_reported
    )
    return gone.because(f"left out: its confidence is below {least:g}")


def has_stains(filing: Filing) -> bool:
    """Whether of a row nothing is left but the marks of one."""
    return not all(map(_tells, filing.rows))


def without_stains(filing: Filing, left: Filing) -> Filing:
    """The filing without the rows of which no code, title, date or number is left: they say nothing, but stains look like them.

    Args:
        filing: the filing as drafted.
        left: the same, reconciled, without what is not sure enough.
    """
    pairs = ((filing.non_derivative_table, left.non_derivative_table), (filing.derivative_table, left.derivative_table))
    first, second = (tuple(row for row, rest in zip(*tables, strict=True) if _tells(rest)) for tables in pairs)
    count = len(filing.rows) - len(first) - len(second)
    told = f"left out: {count} seeming row{'s' * (count > 1)} of which no code, title, date and number is legible"
    return replace(filing, non_derivative_table=first, derivative_table=second, warnings=(*filing.warnings, told))


def without_nobody(filing: Filing, left: Filing) -> Filing:
    """The filing without the owners and signatures of which no value is left, where the page is no form.

    Where reconciliation has put some of them together, either all go or none does.

    Args:
        filing: the filing as drafted.
        left: the same, reconciled, without what is not sure enough.

    Returns:
        The drafted filing itself where nobody goes.
    """
    if left.document_type.value is not None or left.source.captions >= FEW:
        return filing
    kept = {name: _known(getattr(filing, name), getattr(left, name)) for name in ("reporting_owners", "owner_signatures")}
    if all(len(people) == len(getattr(filing, name)) for name, people in kept.items()):
        return filing
    changed: dict[str, Any] = kept
    return replace(filing, **changed)


def _known(drafted: tuple[Any, ...], left: tuple[Any, ...]) -> tuple[Any, ...]:
    """Those of whom a value is left."""
    known = [any(getattr(part, leaf.attribute).value is not None for leaf in leaves_of(type(part))) for part in left]
    if len(known) == len(drafted):
        return tuple(compress(drafted, known))
    return drafted if any(known) else ()


def _tells(row: Row) -> bool:
    """Whether more is told of a row than that there may be one."""
    coded = row.kind.is_transaction and row.transaction_code.value is not None
    return coded or any(value.value is not None for value in _TELLING(row))


_TELLING: Final = attrgetter(
    *(
        leaf.attribute
        for leaf in leaves_of(Row)
        if leaf.type in (LeafType.AMOUNT, LeafType.DATE) or leaf.attribute in ("security_title", "underlying_security_title")
    )
)
