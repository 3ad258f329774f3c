"""What reconciliation did to each value: what stood there, what it became, and which checks speak for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from extractor.filing import Alternative, Filing, Value
from extractor.reconcile.checks.catalogue import Findings, findings

_NONE: Final[Value[Any]] = Value()
_LONGEST: Final = 60  # characters of a text that are told


def with_history(before: Filing, after: Filing, found: Findings) -> Filing:
    """The filing after reconciliation, each changed value with what it was as read and with the reason that tells it.

    ``found``: what the checks find in the filing after it. A check speaks for a change if it passes at the value's place, and did
    not before: there it failed, or had nothing to compare.
    """
    read = {path: value for path, _, value in before.leaves()}
    changed: dict[str, Value[Any]] = {}
    for path, leaf, value in after.leaves():
        old = read.get(path, _NONE)
        if value is not old and leaf is not None and (value.value != old.value or value.footnotes != old.footnotes):
            changed[path] = replace(_with_rejected(value, old), reported=old.as_reported)
    other = {path: value for path, value in changed.items() if value.value != value.as_reported.value}
    if other:
        are = _passing(found)
        passing = {id for path in other for id in are[path]}
        were = _passing(findings(before, [spec for spec, _ in found if spec.id in passing]))
        for path, value in other.items():
            speaking = [id for id in are[path] if id not in were[path]]
            changed[path] = value.because(_told(read.get(path, _NONE), value, speaking))
    return after.with_values(changed) if changed else after


def _with_rejected(value: Value[Any], old: Value[Any]) -> Value[Any]:
    """The value with the reading that was given up among its alternatives."""
    known = {alternative.value for alternative in value.alternatives}
    if old.value is None or old.value == value.value or old.value in known:
        return value
    return replace(value, alternatives=(Alternative(old.value, old.confidence), *value.alternatives))


def _passing(found: Findings) -> dict[str, list[str]]:
    """For each path the ids of the checks that pass there, and nowhere fail there, by name."""
    outcomes: dict[str, dict[str, bool]] = defaultdict(dict)
    for spec, places in found:
        for place in places:
            for path in place.paths:
                outcomes[path][spec.id] = outcomes[path].get(spec.id, True) and place.holds
    passing = {path: sorted(id for id, holds in there.items() if holds) for path, there in outcomes.items()}
    return defaultdict(list, passing)


def _told(old: Value[Any], new: Value[Any], speaking: Sequence[str]) -> str:
    stood = f"{_shown(old.text)!r}" if old.value is None and old.text else _shown(old.value)
    checks = f"; checks that speak for it: {', '.join(speaking)}" if speaking else ""
    return f"{stood} as read, {_shown(new.value)} as reconciled{checks}"


def _shown(value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case bool():
            return "marked" if value else "not marked"
        case Decimal():
            return f"{value:,f}"
        case date():
            return value.isoformat()
        case _:
            text = " ".join(str(value).split())
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
