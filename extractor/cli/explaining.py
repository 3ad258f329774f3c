"""The command ``extractor explain``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.options import NoReconcile, TrainedModel


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The text of a filing, or - for standard input.")],
    html: Annotated[Path, typer.Option("--html", metavar="OUT", help="The page to write.")],
    model: TrainedModel = None,
    no_reconcile: NoReconcile = False,
) -> None:
    """Write a page with the text of a filing, every value beside where it was read, how sure it is and why."""
    from extractor.cli.inputs import one
    from extractor.dialects.read import decode
    from extractor.pipeline import extract
    from extractor.report.explained import explain as page_of
    from extractor.report.page import write_page

    source = one(file)
    text = decode(source.read())
    filing = extract(text, name=source.name, model=model, reconcile=not no_reconcile)
    write_page(html, page_of(filing, text), spare=source.path)
    typer.echo(f"page written to {html}", err=True)
