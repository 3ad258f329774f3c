"""Leave out what is not sure enough."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from extractor.filing import Alternative, Filing, Footnote, SourceInfo, Value


def without_unsure(filing: Filing, least: float) -> Filing:
    """The filing without the values whose confidence is below ``least``; each stays as the first alternative of its field.

    Rows stay, whatever is left of them, and so do the texts of footnotes.
    """
    kept: Filing = _part(filing, least)
    return kept


def _part(part: Any, least: float) -> Any:
    changes: dict[str, Any] = {}
    for field in fields(part):
        old = getattr(part, field.name)
        if isinstance(old, Value):
            changes[field.name] = _value(old, least)
        elif isinstance(old, tuple):
            changes[field.name] = tuple(_part(one, least) if _has_values(one) else one for one in old)
        elif _has_values(old):
            changes[field.name] = _part(old, least)
    return replace(part, **changes)


def _has_values(part: Any) -> bool:
    return is_dataclass(part) and not isinstance(part, (Footnote, SourceInfo))


def _value(value: Value[Any], least: float) -> Value[Any]:
    if value.value is None or value.confidence >= least:
        return value
    others = (Alternative(value.value, value.confidence), *value.alternatives)
    gone: Value[Any] = Value(sources=value.sources, footnotes=value.footnotes, alternatives=others, reasons=value.reasons)
    return gone.because(f"left out: its confidence is below {least:g}")
