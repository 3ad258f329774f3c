"""A batch from its sources to its tables: begun, gone on with, finished."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from extractor import __version__, model_files
from extractor.batch import databases
from extractor.batch.assemble import assemble
from extractor.batch.items import TEXT_COLUMN, items_of, total_size
from extractor.batch.keys import Keys
from extractor.batch.parallel import Workers, results_of
from extractor.batch.parts import Parts
from extractor.batch.reading import ReadSettings
from extractor.batch.shards import Committed, shards_of
from extractor.batch.state import opened_batch
from extractor.batch.tables import TableFormat
from extractor.batch.tally import BatchTally
from extractor.errors import BatchError

SHARD: Final = 50
_NO_SPACE: Final = frozenset((errno.ENOSPC, errno.EDQUOT))
_AGAIN: Final = "give the same command again: it goes on where it was"
Event = dict[str, Any]
Tell = Callable[[Event], None]


@dataclass(frozen=True, slots=True)
class BatchJob:
    """What to read, how, and where the tables go; ``shard`` is how many filings are read and written as one."""

    sources: tuple[str, ...]
    out: Path
    reading: ReadSettings
    workers: Workers = field(default_factory=Workers)
    text_column: str = TEXT_COLUMN
    shard: int = SHARD

    @property
    def state(self) -> Path:
        """The folder that remembers how far the work is."""
        return self.out.with_name(f"{self.out.name}.batch") if self.reading.to is TableFormat.DUCKDB else self.out / ".batch"

    def settings(self) -> dict[str, Any]:
        """What the result depends on, but for the time limit."""
        reading = self.reading
        model = model_files.fingerprint(reading.model) if reading.model else ""
        return {
            "version": __version__,
            "sources": list(self.sources),
            "--to": reading.to.value,
            "--accept": reading.accept,
            "--no-reconcile": not reading.reconcile,
            "--min-confidence": reading.min_confidence,
            "--model": model,
            "--cik-index": str(reading.cik_index or ""),
            "--text-column": self.text_column,
            "--shard": self.shard,
        }


def run(job: BatchJob, tell: Tell) -> BatchTally:
    """Reads what is not read yet, writes the tables, and says what became of the filings.

    ``tell`` hears of each step as a dictionary whose ``event`` is ``started``, ``part``, ``failed``, ``table``, ``finished``
    or ``stopped``.

    Raises:
        BatchError: the destination is another batch's or cannot be written; what is done of the batch is kept.
        MissingExtraError: a source, destination or backend needs a library that is not installed.
    """
    job.workers.check()
    match job.reading.to:  # whether the library that writes it is there is asked before anything is read
        case TableFormat.PARQUET:
            databases.arrow()
        case TableFormat.DUCKDB:
            databases.duckdb()
    with _explained(job.out), _heard(tell), opened_batch(job.out, job.state, job.settings()) as state:
        if state.finished is not None:
            tell({"event": "finished", **asdict(state.finished), "before": True})
            return state.finished
        skip = (str(job.out), str(job.state))
        tell({"event": "started", "sources": job.settings()["sources"], "bytes": total_size(job.sources, skip)})
        seen = _read_all(job, state.parts, skip, tell)
        numbers = range(seen.count)
        assemble(state.parts, numbers, job.reading.to, job.out, job.state, lambda name: tell({"event": "table", "name": name}))
        state.finish(seen.tally)
        tell({"event": "finished", **asdict(seen.tally), "before": False})
        return seen.tally


@dataclass(slots=True)
class _Seen:
    """How far the work is: parts and filings in all, and the filings that were read by now of this run."""

    parts: Parts
    count: int = 0
    tally: BatchTally = field(default_factory=BatchTally)
    now: int = 0

    def committed(self, number: int) -> Committed | None:
        """What is known of a part that was written in a run before, which is counted."""
        known = self.parts.committed(number)
        if known is not None:
            self.count += 1
            self.tally += known.tally
        return known

    def add(self, tally: BatchTally) -> None:
        """Counts a part that was read and written."""
        self.count += 1
        self.tally += tally
        self.now += tally.read


def _read_all(job: BatchJob, parts: Parts, skip: tuple[str, ...], tell: Tell) -> _Seen:
    """Reads all shards that are not written."""
    began, seen = time.monotonic(), _Seen(parts)
    reading = replace(job.reading, killed=job.workers.own_processes)
    with closing(Keys()) as keys:
        items = items_of(job.sources, skip, job.text_column)
        shards = shards_of(items, job.shard, keys, seen.committed, str(job.out))
        for result in results_of(shards, reading, job.workers):
            parts.commit(result.number, result.part)
            seen.add(result.tally)
            for name, reason in result.failures:
                tell({"event": "failed", "name": name, "reason": reason})
            far = {"now": seen.now, "taken": result.taken, "seconds": round(time.monotonic() - began, 3)}
            tell({"event": "part", "number": result.number, **asdict(seen.tally), **far})
    return seen


@contextmanager
def _heard(tell: Tell) -> Iterator[None]:
    """Tells of what stops the work."""
    try:
        yield
    except BaseException as error:
        tell({"event": "stopped", "reason": str(error) or type(error).__name__})
        raise


@contextmanager
def _explained(out: Path) -> Iterator[None]:
    """Says what to do where the destination cannot be written."""
    try:
        yield
    except OSError as error:
        reason, remedy = error.strerror or str(error), "check the path and its rights"
        if error.errno in _NO_SPACE:
            remedy = f"make room and {_AGAIN}"
        raise BatchError(error.filename or out, reason, remedy) from error
