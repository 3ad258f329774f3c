"""Words by which sentences are told from tables."""

from __future__ import annotations

from typing import Final

JOINING: Final = frozenset(
    (
        *("the", "of", "and", "to", "by", "in", "is", "are", "was", "were", "for", "that", "as"),
        *("be", "has", "have", "with", "at", "from", "on", "which", "its", "may", "not", "this", "these"),
    )
)
"""Small words that join the others of an English sentence."""
