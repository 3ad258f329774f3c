"""The commands ``extractor annotations check`` and ``extractor annotations convert``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.annotations.convert import AnnotationFormat

app = typer.Typer(help="Check annotated filings, and convert them to and from other tools' formats.", rich_markup_mode=None)


@app.command()
def check(files: Annotated[list[Path], typer.Argument(metavar="FILE", help="JSON Lines files of annotations.")]) -> None:
    """Tell what is wrong with annotations; the exit code is 1 if there are errors."""
    from extractor.annotations.check import check_lines

    count = fatal = doubtful = 0
    for where, problems in check_lines(files):
        count += 1
        for problem in problems:
            name = f" {problem.annotation}" if problem.annotation else ""
            typer.echo(f"{where}{name}: {problem.severity}: {problem.where}: {problem.sentence}")
            fatal += problem.fatal
            doubtful += not problem.fatal
    typer.echo(f"annotations: {count}, errors: {fatal}, warnings: {doubtful}", err=True)
    raise typer.Exit(1 if fatal else 0)


@app.command()
def convert(
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="The file to read.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write.")],
    to: Annotated[AnnotationFormat | None, typer.Option("--to", help="Format to write. [default: by the name]")] = None,
    source_format: Annotated[
        AnnotationFormat | None, typer.Option("--from", help="Format to read. [default: by the name]")
    ] = None,
) -> None:
    """Convert annotations: spaCy's DocBin, Label Studio, doccano, CoNLL, and the own JSON Lines."""
    from extractor.annotations.convert import read_as, write_as

    source_format, to = source_format or _format_of(source, "--from"), to or _format_of(out, "--to")
    count = write_as(out, read_as(source, source_format), to)
    typer.echo(f"{count} annotations written to {out}", err=True)


def _format_of(path: Path, option: str) -> AnnotationFormat:
    from extractor.annotations.convert import format_of
    from extractor.errors import AnnotationError

    try:
        return format_of(path)
    except AnnotationError as error:
        raise typer.BadParameter(f"{error} by {option}") from None
