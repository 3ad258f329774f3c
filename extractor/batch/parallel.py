"""Shards dealt out to workers by joblib; a worker that dies takes none of them with it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from extractor.batch.limit import end_with_parent
from extractor.batch.reading import ReadSettings, Result, read_shard
from extractor.batch.shards import Shard, Task
from extractor.errors import BatchError, MissingExtraError

DASK: Final = "dask"
LOKY: Final = "loky"
_DEAD: Final = frozenset(("TerminatedWorkerError", "BrokenProcessPool", "BrokenProcessExecutor", "KilledWorker"))
"""Errors of joblib's backends, by name, that tell of workers that died."""
_ATTEMPTS: Final = 2
"""How often a text is read alone before it is held to be what kills."""
_DIED: Final = "the process that read it died or did not answer; read it alone to see why"


@dataclass(frozen=True, slots=True)
class Workers:
    """Who does the work: processes of this machine, or any other backend of joblib, or a Dask cluster at an address.

    ``jobs`` of -1 are as many as there are cores, or threads in the cluster.
    """

    jobs: int = -1
    backend: str = LOKY
    scheduler: str = ""

    @property
    def own_processes(self) -> bool:
        """Whether each filing is read in a process that may be ended for it."""
        import joblib

        return self.backend == LOKY and bool(joblib.effective_n_jobs(self.jobs) > 1)

    def check(self) -> None:
        """Raises what is wrong before any work is done."""
        if self.backend == DASK:
            try:
                import distributed  # noqa: F401
            except ModuleNotFoundError:
                raise MissingExtraError("--backend dask", "dask") from None
        else:
            import joblib

            try:
                with joblib.parallel_config(backend=self.backend):
                    pass
            except ValueError:
                raise BatchError(f"--backend {self.backend}", "joblib has no such backend", "give loky or dask") from None

    def config(self) -> AbstractContextManager[Any]:
        """joblib's settings for this block."""
        import joblib

        more: dict[str, Any] = {}
        if self.backend == DASK and self.scheduler:
            more["scheduler_host"] = self.scheduler
        if self.backend == LOKY:
            more |= {"inner_max_num_threads": 1, "initializer": end_with_parent, "initargs": (os.getpid(),)}
        return cast(AbstractContextManager[Any], joblib.parallel_config(backend=self.backend, n_jobs=self.jobs, **more))


def results_of(shards: Iterator[Shard], reading: ReadSettings, workers: Workers) -> Iterator[Result]:
    """What becomes of the shards, in the order in which they are done."""
    source = _Source(shards)
    with workers.config():
        while True:
            with source.opened() as feed:
                try:
                    for result in _parallel(feed, reading):
                        source.done(result.number)
                        yield result
                except Exception as error:
                    if type(error).__name__ not in _DEAD:
                        raise
            source.raise_error()
            lost = source.lost()
            for shard in lost:
                yield from _parallel(iter([_without_the_deadly(shard, reading)]), reading)
            if not lost:
                return


def _parallel(shards: Iterator[Shard], reading: ReadSettings) -> Iterator[Result]:
    import joblib

    run = joblib.Parallel(return_as="generator_unordered", batch_size=1, pre_dispatch="n_jobs + 2")
    yield from run(joblib.delayed(read_shard)(shard, reading) for shard in shards)


def _without_the_deadly(shard: Shard, reading: ReadSettings) -> Shard:
    """The shard with those texts given up that, read alone, bring down a process."""
    return replace(shard, tasks=tuple(_if_it_lives(shard, task, reading) for task in shard.tasks))


def _if_it_lives(shard: Shard, task: Task, reading: ReadSettings) -> Task:
    if task.reason or any(_lives(replace(shard, tasks=(task,)), reading) for _ in range(_ATTEMPTS)):
        return task
    return replace(task, reason=f"{task.name}: {_DIED}")


def _lives(shard: Shard, reading: ReadSettings) -> bool:
    try:
        list(_parallel(iter([shard]), reading))
    except Exception as error:
        if type(error).__name__ not in _DEAD:
            raise
        return False
    return True


class _Source:
    """The shards for joblib, which asks for them from a thread of its own, and remembers those that are not done."""

    def __init__(self, shards: Iterator[Shard]) -> None:
        self._shards, self._lock = shards, threading.Lock()
        self._out: dict[int, Shard] = {}
        self._turn = 0
        self._error: BaseException | None = None

    def opened(self) -> _Feed:
        with self._lock:
            self._turn += 1
            return _Feed(self, self._turn)

    def next(self, turn: int) -> Shard | None:
        """The next shard, or none at the end and for those whose turn is over."""
        with self._lock:
            if turn != self._turn or self._error is not None:
                return None
            try:
                shard = next(self._shards, None)
            except BaseException as error:  # joblib's thread would keep it to itself
                self._error = error
                return None
            if shard is not None:
                self._out[shard.number] = shard
            return shard

    def end(self, turn: int) -> None:
        with self._lock:
            self._turn += turn == self._turn

    def done(self, number: int) -> None:
        with self._lock:
            del self._out[number]

    def lost(self) -> list[Shard]:
        """The shards that were dealt out and did not come back."""
        with self._lock:
            lost, self._out = [self._out[number] for number in sorted(self._out)], {}
            return lost

    def raise_error(self) -> None:
        if self._error is not None:
            raise self._error


@dataclass(frozen=True, slots=True)
class _Feed:
    source: _Source
    turn: int

    def __enter__(self) -> Iterator[Shard]:
        return iter(lambda: self.source.next(self.turn), None)

    def __exit__(self, *_: object) -> None:
        self.source.end(self.turn)
