"""The command ``extractor``. Nothing heavy is imported before a command needs it."""

from __future__ import annotations

import gc
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from extractor.cli import annotating, batch, explaining, learning, scoring
from extractor.cli.checks import checks
from extractor.cli.options import CikIndexFile, MinConfidence, NoReconcile, Paths, TrainedModel
from extractor.confidence.left_out import LEAST
from extractor.errors import ExtractorError
from extractor.export.cells import clean

if TYPE_CHECKING:
    from extractor.export.xml_writer import Profile

app = typer.Typer(
    name="extractor",
    help="Reads badly OCR'd SEC Section 16 filings (Forms 3, 4 and 5) into data, and says how sure it is.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class OutputFormat(StrEnum):
    """What ``--to`` takes."""

    TABLE = "table"
    JSON = "json"
    XML = "xml"
    CSV = "csv"


class XmlProfile(StrEnum):
    """What ``--profile`` takes."""

    PRINTED = "printed"
    EDGAR = "edgar"


_THREADS: Final = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""Threads of the linear algebra: matrices of a filing are small, and a number must not depend on how many cores there are."""
_ALLOCATIONS: Final = 50_000
"""Objects after which garbage is looked for: filings make hardly any that is not freed at once, and looking takes long."""


def main() -> None:
    """Runs the command line and leaves with its exit code: 0, 1 if any input failed, 2 for wrong usage."""
    gc.set_threshold(_ALLOCATIONS)
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = app(prog_name="extractor", standalone_mode=False)
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except BrokenPipeError:
        sys.stderr.close()
        code = 1
    except ExtractorError as error:
        typer.echo(_one_line(str(error)), err=True)
        code = 1
    except Exception as error:
        message = getattr(error, "format_message", None)
        if message is None:
            raise
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "extractor"
        typer.echo(f"extractor: {_one_line(message()).replace('Value error, ', '', 1)}; see {command} --help", err=True)
        code = 2
    sys.exit(code if isinstance(code, int) else 0)


def _one_line(text: str) -> str:
    return " ".join(clean(text).split()).rstrip(".")


def _show_version(wanted: bool) -> None:
    if wanted:
        from extractor import __version__

        typer.echo(f"extractor {__version__}")
        raise typer.Exit()


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


@app.command()
def extract(
    paths: Paths,
    to: Annotated[list[OutputFormat] | None, typer.Option("--to", help="Format; may be repeated. [default: table]")] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Write DIR/STEM.json, DIR/STEM.xml, ... instead of standard output."),
    ] = None,
    profile: Annotated[
        XmlProfile,
        typer.Option("--profile", help="XML as the form is printed, or fit for EDGAR's schemas."),
    ] = XmlProfile.PRINTED,
    cik_index: CikIndexFile = None,
    no_reconcile: NoReconcile = False,
    model: TrainedModel = None,
    min_confidence: MinConfidence = LEAST,
) -> None:
    """Read the text of filings and give them back as data."""
    from extractor.cli.run import FileJob, run

    if profile is XmlProfile.EDGAR and OutputFormat.XML not in (to or ()):
        raise typer.BadParameter("--profile edgar applies to XML alone: add --to xml")
    formats = tuple(dict.fromkeys(chosen.value for chosen in to or [OutputFormat.TABLE]))
    style: Profile = "edgar" if profile is XmlProfile.EDGAR else "printed"
    job = FileJob(formats, out, style, cik_index, reconcile=not no_reconcile, model=model, min_confidence=min_confidence)
    raise typer.Exit(run(paths, job))


app.command()(scoring.score)
app.command()(batch.batch)
app.command()(explaining.explain)
app.command()(learning.train)
app.command()(learning.tune)
app.command()(learning.calibrate)
app.command()(learning.evaluate)
app.command()(checks)
app.add_typer(annotating.app, name="annotations")


@app.command()
def schema() -> None:
    """Print the JSON Schema of the JSON format."""
    from extractor.export.schema import schema_text

    typer.echo(schema_text(), nl=False)
