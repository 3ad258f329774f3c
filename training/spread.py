"""Pick annotations that are spread evenly over forms, editions, engines, dialects and strengths, one text a filing.

    python -m training.spread ANNOTATIONS.jsonl... --count 420 --out annotations

Writes ``train.jsonl``, ``calibration.jsonl`` and ``test.jsonl``. Each next one is that whose form, edition, engine, dialect
and strength are the rarest among those that were picked.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from extractor.annotations.io import line_of, read_annotations, write_annotations
from extractor.annotations.record import SPLITS, Annotation

_BY: Final = ("form", "edition", "engine", "dialect", "strength")
_LONGEST: Final = 60_000  # characters of a line: what is longer is mostly markup


def filing_of(annotation: Annotation) -> str:
    """What texts of one filing have in common: their id before the engine's name."""
    return annotation.id.partition(f"-{annotation.engine}-")[0]


def spread(annotations: Iterable[Annotation], count: int) -> list[Annotation]:
    """So many annotations, of so many filings."""
    waiting: list[Annotation] = [a for a in annotations if len(line_of(a)) <= _LONGEST]
    seen: dict[str, Counter[str]] = {name: Counter() for name in _BY}
    picked: list[Annotation] = []
    while waiting and len(picked) < count:
        best = min(waiting, key=lambda a: (_familiar(a, seen), a.id))
        picked.append(best)
        for name in _BY:
            seen[name][getattr(best, name)] += 1
        mine = filing_of(best)
        waiting = [a for a in waiting if filing_of(a) != mine]
    return picked


def _familiar(annotation: Annotation, seen: dict[str, Counter[str]]) -> float:
    return sum(counter[getattr(annotation, name)] / max(1, counter.total()) for name, counter in seen.items())


def write(folder: Path, picked: Sequence[Annotation]) -> dict[str, int]:
    """One file a split; returns how many annotations each has."""
    folder.mkdir(parents=True, exist_ok=True)
    return {
        split: write_annotations(folder / f"{split}.jsonl", sorted((a for a in picked if a.split == split), key=lambda a: a.id))
        for split in SPLITS
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotations", nargs="+", type=Path)
    parser.add_argument("--count", type=int, default=420)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    picked = spread(read_annotations(options.annotations), options.count)
    print(write(options.out, picked))
    for name in _BY:
        print(name, dict(Counter(getattr(a, name) for a in picked).most_common()))


if __name__ == "__main__":
    main()
