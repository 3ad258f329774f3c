"""What a worker does: a shard's texts read one by one, within their time, and put into tables."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extractor.batch.limit import TimeIsUpError, time_limit
from extractor.batch.parts import pack
from extractor.batch.shards import Shard, Task
from extractor.batch.tables import ALL_TABLES, INPUTS, TableFormat, body
from extractor.batch.tally import ACCEPTED, FAILED, TO_REVIEW, BatchTally
from extractor.confidence.left_out import LEAST
from extractor.errors import ExtractorError
from extractor.export.cells import cell_of
from extractor.export.insider_rows import insider_rows, sec_date, share

if TYPE_CHECKING:
    from extractor.filing import Filing

_LONGEST_REASON: Final = 500


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How texts are read: paths, so that it travels to other machines; ``seconds`` is the time that a filing may take."""

    to: TableFormat
    accept: float = 0.5
    seconds: float = 60.0
    reconcile: bool = True
    model: Path | None = None
    cik_index: Path | None = None
    min_confidence: float = LEAST
    killed: bool = False
    """Whether the process may be ended where the time limit alone does not stop it."""

    def filing(self, data: bytes, name: str) -> Filing:
        """What stands in a text of this name."""
        from extractor.pipeline import extract

        filing = extract(data, name=name, reconcile=self.reconcile, model=self.model, min_confidence=self.min_confidence)
        if self.cik_index is not None:
            from extractor.cik_index import index_of, resolve

            filing = resolve(filing, index_of(self.cik_index))
        return filing


@dataclass(frozen=True, slots=True)
class Result:
    """A shard as it is written, with what became of its texts; ``failures`` are names and reasons."""

    number: int
    part: bytes
    tally: BatchTally
    taken: int
    failures: tuple[tuple[str, str], ...]


def read_shard(shard: Shard, reading: ReadSettings) -> Result:
    """The shard's rows in all tables. The bytes depend on nothing but the texts, their names and the settings."""
    rows: dict[str, list[list[str]]] = {table.name: [] for table in ALL_TABLES}
    tally, failures = BatchTally(), []
    for number, task in enumerate(shard.tasks, shard.first + 1):
        outcome = _Outcome(task)
        outcome.read(reading)
        for table, cells in outcome.rows:
            rows[table].append(cells)
        rows[INPUTS.name].append([str(number), *outcome.cells()])
        tally = tally.counted(outcome.outcome)
        if outcome.outcome == FAILED:
            failures.append((task.name, outcome.reason))
    pieces = {table.name: body(table, rows[table.name], reading.to) for table in ALL_TABLES}
    return Result(shard.number, pack(shard, pieces, tally), tally, shard.taken, tuple(failures))


class _Outcome:
    """What becomes of one text."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._filing: Filing | None = None
        self.rows: list[tuple[str, list[str]]] = []
        self.outcome, self.reason = FAILED, task.reason

    def read(self, reading: ReadSettings) -> None:
        """Reads the text, come what may."""
        if self.reason:
            return
        try:
            with time_limit(reading.seconds, reading.killed):
                self._filing = reading.filing(self._task.data, self._task.name)
                self.rows = list(insider_rows(self._filing, self._task.key, _given(self._task)))
            self.outcome = ACCEPTED if self._filing.confidence >= reading.accept else TO_REVIEW
        except TimeIsUpError:
            self.reason = f"took longer than {reading.seconds:g} seconds; give it more by --time-limit"
        except ExtractorError as error:
            self.reason = str(error)
        except MemoryError:
            self.reason = "needs more memory than there is; read it alone"
        except Exception as error:
            self.reason = f"unexpected {type(error).__name__} ({error}); please report it"
        if self.outcome == FAILED:
            self._filing, self.rows = None, []

    def cells(self) -> list[str]:
        """The row of the table of inputs, but for its number."""
        task, reason = self._task, cell_of(self.reason[:_LONGEST_REASON])
        digest = "" if task.reason else hashlib.sha256(task.data).hexdigest()
        known = [cell_of(task.name), digest, task.key, self.outcome, reason]
        if self._filing is None:
            return [*known, *[""] * 5]
        filing, source = self._filing, self._filing.source
        return [
            *known,
            share(filing.confidence),
            share(source.noise),
            *map(cell_of, (source.dialect, source.edition, "; ".join(filing.warnings))),
        ]


def _given(task: Task) -> dict[str, str]:
    """What the source knew of the filing, with its date as the SEC writes it where it came in the ISO form."""
    given = {name: cell_of(text) for name, text in task.given.items()}
    with suppress(ValueError):
        given["FILING_DATE"] = sec_date(date.fromisoformat(given.get("FILING_DATE", "")[:10]))
    return given
