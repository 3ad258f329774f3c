"""Leave out what is not sure enough."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from extractor.filing import Alternative, Filing, Status, Value

LEAST: Final = 0.1
"""What is less sure than this is wrong nine times in ten, and not given as a value unless it is asked for."""


def without_unsure(filing: Filing, least: float) -> Filing:
    """The filing without the values whose confidence is below ``least``; each stays as the first alternative of its field.

    Rows stay, whatever is left of them, and so do the texts of footnotes.
    """
    unsure = {
        path: _left_out(value, least)
        for path, leaf, value in filing.leaves()
        if leaf is not None and value.value is not None and value.confidence < least
    }
    return filing.with_values(unsure) if unsure else filing


def _left_out(value: Value[Any], least: float) -> Value[Any]:
    others = (Alternative(value.value, value.confidence), *value.alternatives)
    gone: Value[Any] = replace(value, value=None, status=Status.MISSING, confidence=0.0, alternatives=others)
    return gone.because(f"left out: its confidence is below {least:g}")
