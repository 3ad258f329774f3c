"""The work of ``extractor extract``: every input through the pipeline and out again; one failure stops no other."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from extractor.cli.inputs import Input, collect
from extractor.confidence.left_out import LEAST
from extractor.errors import ExtractorError, InputError
from extractor.export.cells import clean

if TYPE_CHECKING:
    from extractor.export.xml_writer import Profile
    from extractor.filing import Filing

_SUFFIXES: Final = {"table": ".txt", "json": ".json", "xml": ".xml", "csv": ".csv"}
_QUIET: Final = 3
"""With more inputs than this, a terminal is shown how far the work is."""


@dataclass(frozen=True, slots=True)
class FileJob:
    """What to make of each input, and where to put it."""

    formats: tuple[str, ...]
    out: Path | None = None
    profile: Profile = "printed"
    cik_index: Path | None = None
    reconcile: bool = True
    model: Path | None = None
    min_confidence: float = LEAST
    """Values less sure than this are left out."""


def run(paths: Iterable[str], job: FileJob) -> int:
    """Reads every input; the exit code: 0, or 1 if any failed."""
    found = tuple(collect(paths))
    outputs = _Outputs(job, tuple(item for item in found if isinstance(item, Input)))
    return int(each(found, lambda item: outputs.put(item, _read(item, job))))


def each(found: Sequence[Input | InputError], work: Callable[[Input], None]) -> bool:
    """Does the work with every input; whether any failed, which is told on standard error and stops no other."""
    progress = _Progress(len(found))
    failed = False
    for item in found:
        progress.step(str(getattr(item, "name", "")))
        try:
            if isinstance(item, InputError):
                raise item
            work(item)
        except BrokenPipeError:
            raise
        except ExtractorError as error:
            failed = True
            tell(str(error))
        except OSError as error:
            failed = True
            tell(f"{error.filename or getattr(item, 'name', '')}: {error.strerror}; check the path and its rights")
        except Exception as error:
            failed = True
            tell(f"{getattr(item, 'name', '')}: unexpected {type(error).__name__} ({error}); please report it")
    progress.clear()
    return failed


def _read(item: Input, job: FileJob) -> Filing:
    from extractor.pipeline import extract

    filing: Filing = extract(
        item.read(), name=item.name, reconcile=job.reconcile, model=job.model, min_confidence=job.min_confidence
    )
    if job.cik_index is not None:
        from extractor.cik_index import index_of, resolve

        known = filing.warnings
        filing = resolve(filing, index_of(job.cik_index))
        for warning in filing.warnings[len(known) :]:
            tell(f"{item.name}: {warning}")
    if job.profile == "edgar" and "xml" in job.formats:
        from extractor.export.edgar import changes
        from extractor.export.lacking import lacking

        for head, sentences in (("lacks for EDGAR", lacking(filing)), ("changed for EDGAR", changes(filing))):
            if sentences:
                tell(f"{item.name}: {head}: {'; '.join(sentences)}")
    return filing


@dataclass(slots=True)
class _Outputs:
    """Writes to standard output, or to a file per input and format."""

    job: FileJob
    inputs: tuple[Input, ...]
    stems: set[str] = field(default_factory=set)
    written: int = 0

    def put(self, item: Input, filing: Filing) -> None:
        texts = [(format_, self._text(filing, format_)) for format_ in self.job.formats]
        if self.job.out is None:
            sys.stdout.write("".join(text if format_ == "table" else _shown(text) for format_, text in texts))
            sys.stdout.flush()
        else:
            self.job.out.mkdir(parents=True, exist_ok=True)
            stem = self._stem(item)
            targets = [self.job.out / f"{stem}{_SUFFIXES[format_]}" for format_, _ in texts]
            self._spare_inputs(item, targets)
            for target, (_, text) in zip(targets, texts, strict=True):
                target.write_bytes(text.encode("utf-8", "backslashreplace"))
        self.written += 1

    def _text(self, filing: Filing, format_: str) -> str:
        to_stdout = self.job.out is None
        if format_ == "json":
            from extractor.export.json_writer import to_json

            return to_json(filing, indent=None if to_stdout and len(self.inputs) > 1 else 2)
        if format_ == "xml":
            from extractor.export.xml_writer import to_xml

            return to_xml(filing, profile=self.job.profile)
        if format_ == "csv":
            from extractor.export.csv_writer import to_csv

            return to_csv(filing, header=not (to_stdout and self.written))
        return ("\n" if to_stdout and self.written else "") + self._table(filing)

    def _table(self, filing: Filing) -> str:
        from extractor.export.table import to_table

        if self.job.out is not None or not sys.stdout.isatty():
            return to_table(filing)
        return to_table(filing, width=shutil.get_terminal_size().columns, colour="NO_COLOR" not in os.environ)

    def _stem(self, item: Input) -> str:
        """The input's stem, or more of its name where another input has the same."""
        name = item.path.name if item.path else item.stem
        stem = next(s for s in _candidates(item.stem, name) if s.casefold() not in self.stems)
        self.stems.add(stem.casefold())
        return stem

    def _spare_inputs(self, item: Input, targets: Iterable[Path]) -> None:
        inputs = {os.path.realpath(other.path) for other in self.inputs if other.path}
        for target in targets:
            if os.path.realpath(target) in inputs:
                raise InputError(item.name, f"{target} would overwrite an input", "give another folder to --out")


def _candidates(stem: str, name: str) -> Iterator[str]:
    yield from (stem, name)
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1


@dataclass(slots=True)
class _Progress:
    """A line on standard error that says how far the work is, on a terminal only."""

    total: int
    done: int = 0

    @property
    def shown(self) -> bool:
        return self.total > _QUIET and sys.stderr.isatty()

    def step(self, name: str) -> None:
        self.done += 1
        if self.shown:
            line = f"{self.done}/{self.total} {clean(name)}"
            sys.stderr.write(f"\r\x1b[K{line[: shutil.get_terminal_size().columns - 1]}")
            sys.stderr.flush()

    def clear(self) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _shown(text: str) -> str:
    """The text; on a terminal without what would steer it."""
    from extractor.export.cells import clean_lines

    return clean_lines(text) if sys.stdout.isatty() else text


def tell(message: str) -> None:
    """One line on standard error."""
    clear = "\r\x1b[K" if sys.stderr.isatty() else ""
    sys.stderr.write(f"{clear}{' '.join(clean(message).split())}\n")
