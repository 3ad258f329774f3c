"""How much each check says: counts of its outcomes on annotated filings, and the weights of evidence that follow from them.

A check that passes or fails compares values. How often it does so where they are right, and where one that is read is wrong, is
counted by :mod:`extractor.learning.checks` and stored with the model. The weight of an outcome for a value is the logarithm of
the likelihood ratio, ln P(outcome | right) / P(outcome | wrong) (Good, *Probability and the Weighing of Evidence*, 1950), with
half a case added to each count (Anscombe, Biometrika 43, 1956), so that what was never seen is not taken for impossible.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from extractor import model_files

FILE: Final = "checks.json"


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of one check on annotated filings.

    ``filings``: in how many of them as read it applied; ``printed``: how often it passed and failed in the filings as printed;
    ``right``, ``wrong``: how often values that it compared in the filings as read were right or wrong when it passed and failed.
    """

    filings: int = 0
    printed: tuple[int, int] = (0, 0)
    right: tuple[int, int] = (0, 0)
    wrong: tuple[int, int] = (0, 0)

    @property
    def passed(self) -> float:
        """The weight, in nats, that passing has for a value."""
        return _weight(self.right, self.wrong, 0)

    @property
    def failed(self) -> float:
        """The weight, in nats, that failing has for a value: mostly below nought."""
        return _weight(self.right, self.wrong, 1)

    @property
    def rate(self) -> float | None:
        """The share of places where it holds in filings as printed; ``None`` where none has any."""
        return self.printed[0] / sum(self.printed) if sum(self.printed) else None


@lru_cache(maxsize=1_000)
def _weight(right: tuple[int, int], wrong: tuple[int, int], outcome: int) -> float:
    """The weight of an outcome by the counts of all; asked for with each filing."""
    likely, unlikely = ((counts[outcome] + 0.5) / (sum(counts) + 1) for counts in (right, wrong))
    return math.log(likely / unlikely)


Weights = Mapping[str, Counts]
"""Counts by the id of the check."""


def load(folder: Path) -> Weights:
    """The counts that are stored with a model.

    Raises:
        ModelError: the file is absent, damaged, or not the one that ``manifest.json`` tells of.
    """
    return model_files.read(folder, FILE, _weights)


def _weights(data: bytes) -> Weights:
    return {id: _counts(**stored) for id, stored in json.loads(data)["checks"].items()}


def _counts(filings: int, printed: list[int], right: list[int], wrong: list[int]) -> Counts:
    pairs = [(int(passed), int(failed)) for passed, failed in (printed, right, wrong)]
    return Counts(int(filings), *pairs)


def save(folder: Path, weights: Weights, texts: int) -> None:
    """Write the counts beside a model, and into its manifest of how many texts they are and their digest."""
    lines = ",\n".join(f"  {json.dumps(id)}: {json.dumps(asdict(counts))}" for id, counts in weights.items())
    model_files.write(folder, FILE, f'{{\n "texts": {texts},\n "checks": {{\n{lines}\n }}\n}}\n'.encode())
