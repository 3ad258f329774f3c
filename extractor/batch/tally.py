"""How many filings were read, and what became of them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Final

ACCEPTED: Final = "accepted"
TO_REVIEW: Final = "to review"
FAILED: Final = "failed"


@dataclass(frozen=True, slots=True)
class BatchTally:
    """Numbers of filings; ``read`` is that of all."""

    read: int = 0
    accepted: int = 0
    to_review: int = 0
    failed: int = 0

    def counted(self, outcome: str) -> BatchTally:
        """With one filing more."""
        name = outcome.replace(" ", "_")
        return replace(self, read=self.read + 1, **{name: getattr(self, name) + 1})

    def __add__(self, other: BatchTally) -> BatchTally:
        return BatchTally(*(one + two for one, two in zip(asdict(self).values(), asdict(other).values(), strict=True)))
