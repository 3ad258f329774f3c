"""Runs batches with the reader of :mod:`readers`; also as a program of its own, to be killed."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from readers import Echoed

import extractor
from extractor.batch.parallel import Workers
from extractor.batch.reading import ReadSettings
from extractor.batch.run import BatchJob, run
from extractor.batch.tables import TableFormat
from extractor.batch.tally import BatchTally

ALONE = Workers(1)

ENV = {**os.environ, "PYTHONPATH": os.pathsep.join((str(Path(extractor.__file__).parents[1]), str(Path(__file__).parent)))}
"""For processes of their own: they find the package and the modules of the tests."""
TWO = Workers(2)


@dataclass
class Batch:
    """A batch of ``source`` into ``out``; ``events`` are what it told."""

    source: Path
    out: Path
    to: str = "tsv"
    workers: Workers = ALONE
    shard: int = 3
    how: type[ReadSettings] = Echoed
    reading: dict[str, Any] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)

    def run(self, tell: Callable[[dict[str, Any]], None] | None = None) -> BatchTally:
        reading = self.how(TableFormat(self.to), **self.reading)

        def told(event: dict[str, Any]) -> None:
            self.events.append(event)
            if tell:
                tell(event)

        return run(BatchJob((str(self.source),), self.out, reading, self.workers, shard=self.shard), told)

    def table(self, name: str) -> list[dict[str, str]]:
        with open(self.out / f"{name}.tsv", newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file, delimiter="\t"))

    @property
    def tables(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in sorted(self.out.iterdir()) if path.is_file()}


def folder_of(folder: Path, *texts: str) -> Path:
    folder.mkdir()
    for i, text in enumerate(texts):
        (folder / f"{i:05}.txt").write_text(text)
    return folder


if __name__ == "__main__":
    source, out, jobs, shard = sys.argv[1:]
    Batch(Path(source), Path(out), workers=Workers(int(jobs)), shard=int(shard)).run(lambda event: print(event, flush=True))
