"""The command ``extractor batch``."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from extractor.batch.tables import TableFormat
from extractor.cli.options import CikIndexFile, MinConfidence, NoReconcile, TrainedModel
from extractor.confidence.left_out import LEAST

if TYPE_CHECKING:
    from extractor.batch.parallel import Workers

_FIRST: Final = 10
"""Failures that are told one by one; all of them stand in the table INPUTS."""


def batch(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Texts, folders, patterns, zip and tar archives, JSON Lines, Parquet, URLs."),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DEST", help="Folder of the tables, or file of the DuckDB database.")],
    to: Annotated[
        TableFormat | None, typer.Option("--to", help="Format. [default: duckdb for DEST.duckdb, else tsv as the SEC's]")
    ] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help="Workers. [default: all cores]")] = None,
    backend: Annotated[str, typer.Option("--backend", help="Backend of joblib: loky, threading, dask ...")] = "loky",
    scheduler: Annotated[
        str, typer.Option("--scheduler", metavar="ADDRESS", help="Scheduler of a Dask cluster; it does the work.")
    ] = "",
    accept: Annotated[
        float, typer.Option("--accept", min=0, max=1, help="Confidence of a filing from which on it is accepted.")
    ] = 0.5,
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=0, metavar="SECONDS", help="Give up a filing that takes longer; 0: never.")
    ] = 60.0,
    text_column: Annotated[str, typer.Option("--text-column", help="Column of the texts in JSON Lines and Parquet.")] = "text",
    shard: Annotated[int, typer.Option("--shard", min=1, help="Filings that are read and written as one.")] = 50,
    model: TrainedModel = None,
    cik_index: CikIndexFile = None,
    no_reconcile: NoReconcile = False,
    min_confidence: MinConfidence = LEAST,
    log: Annotated[Path | None, typer.Option("--log", metavar="FILE", help="Append what happens as JSON Lines.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Read filings by the thousand into the tables of the SEC; the same command goes on where it was stopped."""
    from extractor.batch.parallel import Workers
    from extractor.batch.reading import ReadSettings
    from extractor.batch.run import BatchJob, run

    chosen = to or (TableFormat.DUCKDB if out.suffix.lower() == ".duckdb" else TableFormat.TSV)
    # Paths that hold wherever workers are.
    reading = ReadSettings(
        chosen, accept, time_limit, not no_reconcile, model and model.resolve(), cik_index and cik_index.resolve(), min_confidence
    )
    workers = Workers(jobs or -1, "dask" if scheduler else backend, scheduler)
    _check(workers)
    with _logged(log) as write, _shown(quiet) as show:

        def tell(event: dict[str, Any]) -> None:
            write(event)
            show(event)

        tally = run(BatchJob(tuple(sources), out, reading, workers, text_column, shard), tell)
    raise typer.Exit(1 if tally.failed else 0)


def _check(workers: Workers) -> None:
    from extractor.errors import BatchError

    try:
        workers.check()
    except BatchError as error:
        raise typer.BadParameter(str(error)) from None


@contextmanager
def _logged(path: Path | None) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Writes each event as a line of JSON with the time (seconds since 1970)."""
    if path is None:
        yield lambda event: None
        return
    from extractor.errors import BatchError

    try:
        file = path.open("a", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise BatchError(path, error.strerror or "cannot be written", "give another --log") from None
    with file:
        yield lambda event: print(json.dumps({"time": round(time.time(), 3), **event}), file=file, flush=True)


@contextmanager
def _shown(quiet: bool) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Shows on standard error how far the work is, where that is a terminal, and tells failures and the end."""
    if quiet:
        yield lambda event: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TextColumn("{task.fields[rate]}"))
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        yield _Shown(progress)


class _Shown:
    """What is shown of events."""

    def __init__(self, progress: Any) -> None:
        self._progress = progress
        self._task = progress.add_task("reading", total=None, rate="")
        self._taken = self._first = self._failed = 0
        self._total = 0

    def __call__(self, event: dict[str, Any]) -> None:
        match event["event"]:
            case "started":
                self._total = max(1, event["bytes"])
            case "part":
                self._part(event)
            case "failed":
                self._failed += 1
                if self._failed <= _FIRST:
                    self._say(f"{event['name']}: {event['reason']}" if event["name"] not in event["reason"] else event["reason"])
                elif self._failed == _FIRST + 1:
                    self._say("further failures are not shown; all stand in the table INPUTS")
            case "stopped":
                self._progress.stop()
                if event["reason"] == KeyboardInterrupt.__name__:
                    self._say("stopped; the same command goes on where it was")
            case "table":
                self._progress.update(self._task, description=f"writing {event['name']}", rate="")
            case _:
                self._finished(event)

    def _part(self, event: dict[str, Any]) -> None:
        taken = max(self._taken, event["taken"])
        if not self._taken:  # what was done before takes no time now
            self._first = taken * (event["read"] - event["now"]) // max(1, event["read"])
        self._taken = taken
        seconds, done = max(event["seconds"], 1e-3), max(1, taken - self._first)
        left = seconds * max(0, self._total - taken) / done
        rate = f"{event['read']:,} filings, {event['now'] / seconds:.1f}/s, {_span(left)} left"
        self._progress.update(self._task, total=self._total, completed=taken, rate=rate, refresh=True)

    def _finished(self, event: dict[str, Any]) -> None:
        self._progress.stop()
        begun = "done before, for other inputs give another --out: " if event["before"] else ""
        counts = (f"{name.replace('_', ' ')} {event[name]:,}" for name in ("read", "accepted", "to_review", "failed"))
        self._say(begun + ", ".join(counts))

    def _say(self, text: str) -> None:
        from extractor.export.cells import clean

        self._progress.console.print(clean(text), soft_wrap=True)


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"
